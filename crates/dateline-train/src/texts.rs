//! Writes what a larger recogniser of names learns from, and the texts that it is to mark: `teacher/teach.py` reads them.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline_core::lexicon::Gazetteer;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

use crate::chain::Chain;
use crate::corpus::{self, Document};
use crate::crf::Allowed;
use crate::evidence::Part;
use crate::exchange::Names;
use crate::material::{ARTICLES, Marker, SOURCES, TREEBANKS};
use crate::names::allowed;
use crate::random::Random;
use crate::treebank;
use crate::vectors;
use crate::wheel::{MEDIUM, Wheel};

/// What to write.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Folder of the corpora
    #[arg(long)]
    corpora: PathBuf,
    /// Articles of an encyclopaedia, as teacher/articles.py wrote them
    #[arg(long)]
    articles: PathBuf,
    /// The medium wheel: its words are written too
    #[arg(long)]
    medium: PathBuf,
    /// The model whose engine tells finer types apart
    #[arg(long, default_value = "seeds/model/english.dlm")]
    model: PathBuf,
    #[arg(long, default_value = "seeds/gazetteer/world.dlg")]
    gazetteer: PathBuf,
    /// Folder to write to
    #[arg(long)]
    out: PathBuf,
}

/// A document: words and names by characters, sentences by words, and for each word the labels that it may have, as bits,
/// or -1 where nothing is known.
#[derive(Serialize)]
struct Line<'d> {
    text: &'d str,
    words: Vec<(usize, usize)>,
    sentences: Vec<(usize, usize)>,
    allowed: Vec<i64>,
}

/// Half of the pronouns of GAP; the other half is only measured.
const HALF: Part = Part { number: 1, of: 2 };

pub(crate) fn run(options: &Options) -> Result<()> {
    let gazetteer = fs::read(&options.gazetteer)?;
    let world = Names::new(&Gazetteer::load(&gazetteer)?);
    let model = fs::read(&options.model).with_context(|| options.model.display().to_string())?;
    let engine = Chain::load(&model, &gazetteer)?;
    let mut random = Random::new(1);
    let mut marked = Lines::create(&options.out.join("marked.jsonl.gz"))?;
    for source in SOURCES {
        let read = match source.set {
            ARTICLES => corpus::read(&options.articles)?,
            set => corpus::documents(&options.corpora, set)?,
        };
        if source.marker == Marker::People {
            for document in read {
                marked.add(&world.exchange(&document, &mut random))?;
                marked.add(&document)?;
            }
            continue;
        }
        let is_half = source.set == "coref/gap.dev";
        let read = read.into_iter().enumerate().filter(|(number, _)| !is_half || HALF.holds(*number));
        write(options, source.set, read.map(|(_, document)| document), &engine)?;
    }
    marked.finish()?;
    for (set, _) in TREEBANKS.iter().filter(|(_, named)| !named) {
        let read = treebank::documents(&options.corpora, set)?.into_iter().map(|(document, _)| document);
        write(options, set, read, &engine)?;
    }
    let words = vectors::words(&mut Wheel::open(&options.medium, &MEDIUM)?)?;
    fs::write(options.out.join("words.txt"), words.join("\n"))?;
    Ok(())
}

/// Writes a set that is to be marked, with what the engine says of it.
fn write(options: &Options, set: &str, read: impl Iterator<Item = Document>, engine: &Chain) -> Result<()> {
    let mut lines = Lines::create(&options.out.join(format!("taught/{set}.jsonl.gz")))?;
    for mut document in read {
        document.names = engine.find(&document.text);
        lines.add(&document)?;
    }
    lines.finish()
}

/// A file of documents.
struct Lines(GzEncoder<BufWriter<File>>);

impl Lines {
    fn create(path: &Path) -> Result<Self> {
        fs::create_dir_all(path.parent().context("no folder")?)?;
        let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self(GzEncoder::new(BufWriter::new(file), Compression::default())))
    }

    fn add(&mut self, document: &Document) -> Result<()> {
        let mut chars = vec![0; document.text.len() + 1];
        for (count, (at, _)) in document.text.char_indices().enumerate() {
            chars[at] = count;
        }
        chars[document.text.len()] = document.text.chars().count();
        let line = Line {
            text: &document.text,
            words: document.tokens.iter().map(|t| (chars[t.start as usize], chars[t.end as usize])).collect(),
            sentences: document.sentences.iter().map(|s| (s.start, s.end)).collect(),
            allowed: allowed(document)
                .into_iter()
                .map(|set| if set == Allowed::MAX { -1 } else { set as i64 })
                .collect(),
        };
        serde_json::to_writer(&mut self.0, &line)?;
        Ok(self.0.write_all(b"\n")?)
    }

    fn finish(self) -> Result<()> {
        Ok(self.0.finish()?.flush()?)
    }
}

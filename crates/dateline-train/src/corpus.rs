//! Reads the corpora: JSON Lines with offsets in characters, packed with gzip.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::model::Span;
use dateline_core::text;
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::Value;

use crate::phrases::{self, Phrase};

/// A document as it is read, with the names that are marked in it.
pub(crate) struct Document {
    pub(crate) text: String,
    /// In bytes.
    pub(crate) tokens: Vec<Span>,
    /// In tokens.
    pub(crate) sentences: Vec<Range<usize>>,
    /// In bytes, with their types.
    pub(crate) names: Vec<(Span, String)>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    entities: Vec<Marked>,
    genre: Option<String>,
    source: Option<Value>,
}

/// Sources of a corpus that is open but for them.
const CLOSED_SOURCES: [&str; 2] = ["BBC Online", "Delegation of the European Union to Syria"];

/// Parts of a corpus that is not open as a whole.
pub(crate) const OPEN_GENRES: [&str; 6] = ["news", "interview", "academic", "court", "bio", "voyage"];

/// In characters.
#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    label: String,
    /// Where whole phrases are marked: the head, and whether it is a name.
    head: Option<(usize, usize)>,
    #[serde(default)]
    named: bool,
}

/// The documents of a set, without those of genres and sources that may not be learnt from.
pub(crate) fn documents(corpora: &Path, set: &str) -> Result<Vec<Document>> {
    read(&corpora.join(format!("{set}.jsonl.gz")))
}

/// A text packed with gzip.
pub(crate) fn packed(path: &Path) -> Result<impl BufRead> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(BufReader::new(GzDecoder::new(file)))
}

/// The documents of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Document>> {
    packed(path)?
        .lines()
        .map(|line| -> Result<Option<Document>> {
            let line: Line = serde_json::from_str(&line?).with_context(|| path.display().to_string())?;
            let source = line.source.as_ref().and_then(Value::as_str);
            if line.genre.is_some_and(|genre| !OPEN_GENRES.contains(&genre.as_str()))
                || source.is_some_and(|source| CLOSED_SOURCES.contains(&source))
            {
                return Ok(None);
            }
            let at: Vec<usize> =
                line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
            let (phrases, names): (Vec<Marked>, Vec<Marked>) =
                line.entities.into_iter().partition(|marked| marked.head.is_some());
            let names = names.into_iter().map(|m| (Span::new(at[m.start], at[m.end]), m.label)).collect();
            let mut document = document(line.text, names);
            let phrases: Vec<Phrase> = phrases
                .into_iter()
                .filter(|marked| marked.named)
                .filter_map(|marked| {
                    let (start, end) = marked.head?;
                    Some(Phrase {
                        span: Span::new(at[marked.start], at[marked.end]),
                        head: Span::new(at[start], at[end]),
                        label: marked.label,
                    })
                })
                .collect();
            if !phrases.is_empty() {
                document.names = phrases::names(&document, &phrases);
            }
            Ok(Some(document))
        })
        .filter_map(Result::transpose)
        .collect()
}

/// A text with its tokens and sentences.
pub(crate) fn document(text: String, names: Vec<(Span, String)>) -> Document {
    let layout = text::layout(&text);
    let sentences = layout.sentences.iter().map(|s| s.tokens.start as usize..s.tokens.end as usize).collect();
    Document { tokens: layout.tokens, sentences, names, text }
}

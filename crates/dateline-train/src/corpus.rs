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
}

/// Parts of a corpus that is not open as a whole.
const OPEN_GENRES: [&str; 6] = ["news", "interview", "academic", "court", "bio", "voyage"];

/// In characters.
#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    label: String,
}

/// The documents of a set, without those of genres that may not be learnt from.
pub(crate) fn documents(corpora: &Path, set: &str) -> Result<Vec<Document>> {
    let path = corpora.join(format!("{set}.jsonl.gz"));
    let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    BufReader::new(GzDecoder::new(file))
        .lines()
        .map(|line| -> Result<Option<Document>> {
            let line: Line = serde_json::from_str(&line?).with_context(|| path.display().to_string())?;
            if line.genre.is_some_and(|genre| !OPEN_GENRES.contains(&genre.as_str())) {
                return Ok(None);
            }
            let at: Vec<usize> =
                line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
            let names =
                line.entities.into_iter().map(|m| (Span::new(at[m.start], at[m.end]), m.label)).collect();
            Ok(Some(document(line.text, names)))
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

//! Reads reports from files and standard input. Every error names the file and, in JSON Lines, the line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use dateline_core::text::decode;
use dateline_core::{Date, Input};
use serde::Deserialize;

use crate::args::Known;

/// One report, owned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) published: Option<Date>,
    pub(crate) headline: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
}

impl Report {
    pub(crate) fn as_input(&self) -> Input<'_> {
        Input {
            text: &self.text,
            id: self.id.as_deref(),
            published: self.published,
            headline: self.headline.as_deref(),
            url: self.url.as_deref(),
            outlet: self.outlet.as_deref(),
        }
    }
}

/// A line of `--input jsonl`.
#[derive(Deserialize)]
struct Line {
    id: Option<Id>,
    text: String,
    published: Option<String>,
    headline: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// The name of an input in messages.
pub(crate) fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".into() } else { path.display().to_string() }
}

pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(Box::new(BufReader::with_capacity(1 << 20, file)))
}

/// Reads one report from a text file in any common encoding.
pub(crate) fn text(path: &Path, known: &Known) -> Result<Report> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).with_context(|| format!("cannot read {}", name(path)))?;
    let decoded = decode(&bytes).map_err(|error| anyhow!("{}: {error}", name(path)))?;
    Ok(Report {
        id: None,
        text: decoded.text,
        published: known.published,
        headline: known.headline.clone(),
        url: known.url.clone(),
        outlet: known.outlet.clone(),
    })
}

/// Reads one line of JSON Lines; `None` for a blank one. What the line leaves out is taken from `known`.
pub(crate) fn json_line(line: &[u8], at: impl Fn() -> String, known: &Known) -> Result<Option<Report>> {
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let line: Line = serde_json::from_slice(line).map_err(|error| not_a_report(&error, &at()))?;
    let published = match &line.published {
        Some(date) => Some(day(date).with_context(|| format!("{}: \"published\" is {date:?}", at()))?),
        None => known.published,
    };
    Ok(Some(Report {
        id: line.id.map(|id| match id {
            Id::Text(text) => text,
            Id::Number(number) => number.to_string(),
        }),
        text: line.text,
        published,
        headline: line.headline.or_else(|| known.headline.clone()),
        url: line.url.or_else(|| known.url.clone()),
        outlet: line.outlet.or_else(|| known.outlet.clone()),
    }))
}

/// What is wrong with a line, in which column, and what to do.
fn not_a_report(error: &serde_json::Error, at: &str) -> anyhow::Error {
    let words = error.to_string();
    let problem = words.rsplit_once(" at line ").map_or(words.as_str(), |(problem, _)| problem);
    let advice = if problem.contains("surrogate") || problem.contains("hex escape") {
        "half of a surrogate pair is no character; write \\ufffd for it"
    } else if problem.contains("unicode") {
        "the line is not UTF-8; convert it, with iconv for one"
    } else {
        "a line is one JSON object with \"id\" and \"text\""
    };
    anyhow!("{at}, column {}: {problem}; {advice}", error.column())
}

/// The day of an ISO 8601 date or date with time.
fn day(date: &str) -> Result<Date> {
    let day = date.get(..10).unwrap_or(date);
    day.parse().map_err(|_| anyhow!("dates are written YYYY-MM-DD"))
}

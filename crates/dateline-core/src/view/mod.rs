//! Projections of a [`Record`] for people: what the command line prints and other surfaces may show.
//!
//! Everything here is derived from the record alone, in the order of the text unless a view says otherwise.

mod index;
mod summary;
mod timeline;

pub use index::Index;
pub use summary::{
    ActorLine, CorrectionLine, EventLine, NumberLine, PlaceLine, SourceLine, Statement, Summary,
};
pub use timeline::{Timeline, TimelineEntry};

use crate::model::{Record, Span};

/// The words of `text` on one line: runs of white space become one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words under a span of a record in byte offsets, on one line.
fn words(record: &Record, span: Span) -> String {
    one_line(span.of(&record.document.text))
}

//! What a text is made of before anything is understood: sections, sentences, tokens, and the lines that frame a
//! report (date, headline, byline, dateline, boilerplate, correction).
//!
//! [`layout`] is total: every string has a layout, in time linear in its length, and each of its characters but blanks
//! (white space, controls, direction marks, zero-width spaces) lies in exactly one token.

mod abbreviation;
mod boundary;
mod byline;
mod character;
mod date;
mod dateline;
#[cfg(feature = "decode")]
mod decode;
mod frame;
mod header;
mod layout;
mod page;
mod paragraph;
mod phrase;
mod quotation;
mod rules;
mod token;
mod words;

pub use boundary::LONGEST_SENTENCE;
pub(crate) use character::is_currency;
pub use date::date_of_address;
#[cfg(feature = "decode")]
pub use decode::{Decoded, NotText, decode};
pub use layout::layout;

use core::ops::Range;

use crate::model::{Byline, Dateline, Section, SectionKind, Span};

/// How a text is laid out. Every span is in bytes of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Words, numbers and punctuation, in order, without overlap; no token holds white space.
    pub tokens: Vec<Span>,
    /// Sentences and headings, in order, without overlap; every token is in just one.
    pub sentences: Vec<Sentence>,
    /// The parts of the text by function, in order, without overlap; every sentence is in just one.
    pub sections: Vec<Section>,
    /// The dateline, where there is one; its tokens form a sentence of kind [`SentenceKind::Dateline`].
    pub dateline: Option<Dateline>,
    /// Writers and contributors.
    pub byline: Vec<Byline>,
    /// Headline found in the text.
    pub headline: Option<Span>,
    /// Publication date stated in a header line (ISO 8601).
    pub published: Option<String>,
    /// Date of the last update stated in the text (ISO 8601).
    pub updated: Option<String>,
    /// Of these the first that a label stands before ("Posted: ", "Updated: "): no other date of the news.
    pub labelled: Option<String>,
    /// Correction notices: indexes into `sentences`.
    pub corrections: Vec<Range<u32>>,
}

/// One sentence, or a line that stands for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its extent, without the white space around it.
    pub span: Span,
    /// Indexes into [`Layout::tokens`]; never empty.
    pub tokens: Range<u32>,
    /// Its function.
    pub kind: SentenceKind,
    /// Index of its paragraph, counted from the start of the text.
    pub paragraph: u32,
    /// Index into [`Layout::sections`].
    pub section: u32,
    /// Whether it begins inside a quotation that an earlier sentence opened.
    pub in_quotation: bool,
    /// Whether it was cut here for its length: the next sentence goes on with it.
    pub is_cut: bool,
}

/// The function of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SentenceKind {
    /// News prose: what events, claims and attributions are read from.
    Prose,
    /// The headline.
    Headline,
    /// A sub-heading.
    Heading,
    /// An item of a list.
    Item,
    /// The dateline itself ("ISTANBUL (AP) —"), apart from the sentence after it.
    Dateline,
    /// A byline or a line of contributors.
    Byline,
    /// A header line: date, outlet, label.
    Header,
    /// Words about the text rather than the news.
    Boilerplate,
    /// A correction notice.
    Correction,
}

impl SentenceKind {
    /// Whether the news is told here.
    #[must_use]
    pub const fn tells_news(self) -> bool {
        matches!(self, Self::Prose | Self::Headline | Self::Heading | Self::Item)
    }
}

impl Layout {
    /// The section that a sentence lies in.
    #[must_use]
    pub fn section(&self, sentence: &Sentence) -> Option<&Section> {
        self.sections.get(sentence.section as usize)
    }

    /// The version of the report that a sentence belongs to: 0 is the newest.
    #[must_use]
    pub fn version(&self, sentence: &Sentence) -> u32 {
        self.section(sentence).map_or(0, |section| section.version)
    }

    /// Index of the sentence that holds the token.
    #[must_use]
    pub fn sentence_of_token(&self, token: u32) -> Option<usize> {
        let i = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        (i < self.sentences.len()).then_some(i)
    }

    /// Index of the first token that ends after byte `position`.
    #[must_use]
    pub fn token_at(&self, position: u32) -> usize {
        self.tokens.partition_point(|token| token.end <= position)
    }

    /// Indexes of the tokens that overlap the span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        self.token_at(span.start)..self.tokens.partition_point(|token| token.start < span.end)
    }

    /// Whether the text has parts of this kind.
    #[must_use]
    pub fn has(&self, kind: SectionKind) -> bool {
        self.sections.iter().any(|section| section.kind == kind)
    }
}

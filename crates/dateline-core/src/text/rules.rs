//! The tables that the layout of a text is read with.

use super::abbreviation::Abbreviations;
use super::date::Calendar;
use super::phrase::Phrases;
use super::words::{Folded, Words};
use crate::seed;

/// The word lists and rules of this layer, compiled from the seed tables.
#[derive(Clone, Debug)]
pub(super) struct LayoutRules {
    /// Words that keep their period.
    pub(super) abbreviations: Abbreviations,
    /// Words that begin a sentence after an abbreviation.
    pub(super) starters: Words,
    /// Words that go on with the phrase after "Inc.".
    pub(super) officers: Words,
    /// Verbs that go on with the sentence after a quotation.
    pub(super) speech_tails: Words,
    /// Names of months and weekdays.
    pub(super) calendar: Calendar,
    /// Phrases of boilerplate, corrections and credits.
    pub(super) phrases: Phrases,
    agencies: Words,
    line_labels: Words,
    particles: Words,
    functions: Words,
    writing: Words,
    published: Words,
    updated: Words,
    plain: Words,
    clock: Words,
    wholes: Words,
    units: Vec<&'static str>,
    /// Contracted form without its cut, and the characters before the cut.
    contractions: Vec<(String, usize)>,
    clitics: Words,
}

impl LayoutRules {
    pub(super) fn from_seed() -> Self {
        let column = |table: &'static seed::Table, name| table.select([name]).map(|(_, [cell])| cell);
        let mut units: Vec<_> = column(&seed::GLUED_UNITS, "unit").collect();
        units.sort_unstable();
        let cuts = || column(&seed::CONTRACTIONS, "form").filter_map(|form| form.split_once('|'));
        let mut contractions: Vec<_> = cuts()
            .filter(|(head, _)| !head.is_empty())
            .map(|(head, tail)| (format!("{head}{tail}"), head.chars().count()))
            .collect();
        contractions.sort_unstable();
        let of_kind = |table: &'static seed::Table, kind: &'static str| {
            let rows = table.select(["word", "kind"]).map(|(_, cells)| cells);
            Words::new(rows.filter(move |cells| cells[1] == kind).map(|cells| cells[0]))
        };
        Self {
            calendar: Calendar::from_seed(),
            phrases: Phrases::from_seed(),
            agencies: Words::new(column(&seed::AGENCIES, "agency")),
            line_labels: Words::new(column(&seed::LINE_LABELS, "label")),
            particles: Words::new(column(&seed::NAME_PARTICLES, "particle")),
            functions: of_kind(&seed::BYLINE_WORDS, "function"),
            writing: of_kind(&seed::BYLINE_WORDS, "writing"),
            published: of_kind(&seed::HEADER_LABELS, "published"),
            updated: of_kind(&seed::HEADER_LABELS, "updated"),
            plain: of_kind(&seed::HEADER_LABELS, "plain"),
            clock: of_kind(&seed::HEADER_LABELS, "clock"),
            abbreviations: Abbreviations::from_seed(),
            starters: Words::new(column(&seed::SENTENCE_STARTERS, "word")),
            officers: Words::new(column(&seed::COMPANY_OFFICERS, "word")),
            speech_tails: Words::new(column(&seed::SPEECH_TAILS, "verb")),
            wholes: Words::new(column(&seed::WHOLE_TOKENS, "form")),
            units,
            contractions,
            clitics: Words::new(cuts().filter(|(head, _)| head.is_empty()).map(|(_, tail)| tail)),
        }
    }

    /// Whether the form is one token whatever marks it holds.
    pub(super) fn is_whole(&self, form: &str) -> bool {
        self.wholes.contains(form)
    }

    /// Whether the form is a unit that numbers are glued to.
    pub(super) fn is_unit(&self, form: &str) -> bool {
        self.units.binary_search(&form).is_ok()
    }

    /// Bytes before the cut of a contraction that the table lists: "can|not".
    pub(super) fn contraction(&self, word: &str) -> Option<usize> {
        let folded = Folded::new(word)?;
        let i = self.contractions.binary_search_by(|(form, _)| form.as_bytes().cmp(folded.bytes())).ok()?;
        word.char_indices().nth(self.contractions[i].1).map(|(head, _)| head)
    }

    /// Whether the letters, with the apostrophe they begin with or hold, are a clitic: "'ll", "n't".
    pub(super) fn is_clitic(&self, tail: &str) -> bool {
        self.clitics.contains(tail)
    }

    /// Whether the words name a news agency or an outlet.
    pub(super) fn is_agency(&self, words: &str) -> bool {
        self.agencies.contains(words)
    }

    /// Whether the words label a line rather than name a place.
    pub(super) fn is_label(&self, words: &str) -> bool {
        self.line_labels.contains(words)
    }

    /// Whether the word stands in lower case inside names.
    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// Whether the word says in what function somebody is named, or is part of an outlet's name.
    pub(super) fn is_function(&self, word: &str) -> bool {
        self.functions.contains(word)
    }

    /// Whether a credit with this word goes to writers.
    pub(super) fn is_writing(&self, word: &str) -> bool {
        self.writing.contains(word)
    }

    /// Whether the word labels a date in a header line, and whether that date is of an update.
    pub(super) fn header_label(&self, word: &str) -> Option<bool> {
        let updated = self.updated.contains(word);
        (updated || self.published.contains(word) || self.plain.contains(word)).then_some(updated)
    }

    /// Whether the word is part of a time of day: "p.m.", "GMT".
    pub(super) fn is_clock(&self, word: &str) -> bool {
        self.clock.contains(word)
    }
}

//! The tables that the layout of a text is read with.

use super::abbreviation::Abbreviations;
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
        Self {
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
}

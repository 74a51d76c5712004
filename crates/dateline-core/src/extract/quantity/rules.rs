//! The tables that quantities are read with.

use crate::lexicon::WordMap;
use crate::model::{Qualifier, Status};
use crate::seed;

/// What the stage goes by, compiled from `number_words`, `number_bounds`, `units` and `quantity_status`.
pub struct QuantityRules {
    words: WordMap<NumberWord>,
    /// Words before a number, then words after one; the longest first.
    before: Vec<Bound>,
    after: Vec<Bound>,
    units: WordMap<Unit>,
    /// Units that stand before the number, and longest number of words of one that stands after.
    signs: WordMap<Unit>,
    /// By lemma.
    statuses: WordMap<Vec<StatusRule>>,
}

/// A word that numbers are made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NumberWord {
    One,
    Number(f64),
    Scale(f64),
    /// Behind figures and without a blank: "5m".
    Suffix(f64),
    Vague {
        low: f64,
        high: f64,
    },
    VagueScale(f64),
    Fraction(f64),
}

/// Words beside a number that bound the amount.
pub(super) struct Bound {
    pub(super) words: Vec<&'static str>,
    pub(super) effect: Effect,
}

/// What words beside a number do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// They only belong to it.
    None,
    Bound(Qualifier),
    /// It is a part of the number before it.
    Part,
    /// It adds to the number before it.
    Besides,
}

/// A unit of measure or money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) name: &'static str,
    pub(super) status: Status,
}

/// How a number hangs on the word that says its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot<'a> {
    Object,
    Subject,
    Itself,
    Figure,
    /// After this preposition.
    After(&'a str),
}

/// Kinds of governing words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    Verb,
    Noun,
    Adjective,
}

struct StatusRule {
    kind: WordKind,
    slot: Slot<'static>,
    units: Vec<&'static str>,
    status: Status,
}

impl StatusRule {
    /// Whether the rule is about what is counted, which the text may leave open.
    fn counts(&self, unit: Option<&str>) -> bool {
        let is = |unit: &str| {
            self.units.iter().any(|known| unit == *known || unit.strip_suffix('s') == Some(*known))
        };
        self.units.is_empty() || unit.is_none_or(is)
    }
}

impl QuantityRules {
    /// Compiles the tables that are linked into the crate.
    #[must_use]
    pub fn from_seed() -> Self {
        let mut words = WordMap::new();
        for (line, [form, kind, low, high]) in seed::NUMBER_WORDS.select(["form", "kind", "low", "high"]) {
            let value: f64 = low.parse().unwrap_or(0.0);
            let word = match kind {
                "one" => NumberWord::One,
                "number" => NumberWord::Number(value),
                "scale" => NumberWord::Scale(value),
                "suffix" => NumberWord::Suffix(value),
                "vague" => NumberWord::Vague { low: value, high: high.parse().unwrap_or(value) },
                "vague scale" => NumberWord::VagueScale(value),
                "fraction" => NumberWord::Fraction(value),
                _ => {
                    debug_assert!(false, "number_words.tsv:{line}: {kind}");
                    continue;
                }
            };
            words.insert(form, word);
        }
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (_, [phrase, side, qualifier]) in seed::NUMBER_BOUNDS.select(["phrase", "side", "qualifier"]) {
            let bound = Bound { words: phrase.split(' ').collect(), effect: effect_named(qualifier) };
            if side == "before" { before.push(bound) } else { after.push(bound) }
        }
        for bounds in [&mut before, &mut after] {
            bounds.sort_by_key(|bound: &Bound| core::cmp::Reverse(bound.words.len()));
        }
        let (mut units, mut signs) = (WordMap::new(), WordMap::new());
        for (line, [form, name, status, side]) in seed::UNITS.select(["form", "unit", "status", "side"]) {
            let status = status_named(status);
            debug_assert!(status.is_some(), "units.tsv:{line}");
            let unit = Unit { name, status: status.unwrap_or(Status::Other) };
            if side == "before" {
                signs.insert(form, unit)
            } else {
                units.insert(form, unit)
            };
        }
        let mut statuses: WordMap<Vec<StatusRule>> = WordMap::new();
        let columns = ["lemma", "pos", "slot", "units", "status"];
        for (line, [lemma, pos, slot, units, status]) in seed::QUANTITY_STATUS.select(columns) {
            let kind = match pos {
                "verb" => WordKind::Verb,
                "noun" => WordKind::Noun,
                _ => WordKind::Adjective,
            };
            let slot = match slot {
                "object" => Slot::Object,
                "subject" => Slot::Subject,
                "self" => Slot::Itself,
                "figure" => Slot::Figure,
                preposition => Slot::After(preposition),
            };
            let units = units.split(',').filter(|unit| !unit.is_empty()).collect();
            let status = status_named(status);
            debug_assert!(status.is_some(), "quantity_status.tsv:{line}");
            let rule = StatusRule { kind, slot, units, status: status.unwrap_or(Status::Other) };
            statuses.entry(lemma).or_default().push(rule);
        }
        Self { words, before, after, units, signs, statuses }
    }

    pub(super) fn word(&self, lower: &str) -> Option<NumberWord> {
        self.words.get(lower).copied()
    }

    pub(super) fn bounds_before(&self) -> &[Bound] {
        &self.before
    }

    pub(super) fn bounds_after(&self) -> &[Bound] {
        &self.after
    }

    /// The unit that a sign before the number states.
    pub(super) fn sign(&self, lower: &str) -> Option<Unit> {
        self.signs.get(lower).copied()
    }

    /// The unit of measure that a word or two after a number state.
    pub(super) fn unit(&self, words: &str) -> Option<Unit> {
        let singular = || {
            let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
            let first = first.strip_suffix('s')?;
            Some(if rest.is_empty() { first.to_owned() } else { format!("{first} {rest}") })
        };
        self.units
            .get(words)
            .or_else(|| self.units.get(words.strip_suffix('s')?))
            .or_else(|| self.units.get(singular()?.as_str()))
            .copied()
    }

    /// Whether the word says by itself what became of somebody: "dead", "hurt".
    pub(super) fn is_state(&self, lower: &str) -> bool {
        self.statuses
            .get(lower)
            .is_some_and(|rules| rules.iter().any(|rule| rule.kind == WordKind::Adjective))
    }

    /// What a word says of the number that hangs on it so; `unit` is the lemma of what is counted, where the text has it.
    pub(super) fn status(
        &self,
        lemma: &str,
        kind: WordKind,
        slot: Slot<'_>,
        unit: Option<&str>,
    ) -> Option<Status> {
        self.statuses
            .get(lemma)?
            .iter()
            .find(|rule| rule.kind == kind && rule.slot == slot && rule.counts(unit))
            .map(|rule| rule.status)
    }
}

fn effect_named(name: &str) -> Effect {
    match name {
        "about" => Effect::Bound(Qualifier::About),
        "more_than" => Effect::Bound(Qualifier::MoreThan),
        "at_least" => Effect::Bound(Qualifier::AtLeast),
        "less_than" => Effect::Bound(Qualifier::LessThan),
        "at_most" => Effect::Bound(Qualifier::AtMost),
        "part" => Effect::Part,
        "besides" => Effect::Besides,
        _ => Effect::None,
    }
}

/// The status with a name as records have it.
pub(super) fn status_named(name: &str) -> Option<Status> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

//! What an outlet says was wrong in an earlier version of its report, what is right, and which event it concerns.
//!
//! A notice gives values in a few ways: "on May 16, not May 17"; "misstated the number as 40. It was 14."; "misspelled
//! the name of ...". The words that tell the wrong value from the right one are data
//! (`seeds/lexicons/correction_cues.tsv`); the values are the time expressions, quantities and names that other
//! stages found in the notice.

use core::ops::Range;
use std::collections::BTreeSet;

use crate::language::Pos;
use crate::model::{
    self, Correction, CorrectionKind, EntityId, Event, EventId, Form, Mention, Quantity, QuantityId, Span,
    Timex, TimexId,
};
use crate::seed;

use super::Reading;

#[cfg(test)]
mod tests;

/// A value stands no further than this behind the words that speak of it, in tokens.
const FARTHEST_VALUE: usize = 6;

/// An event that scores less than this is not what a notice speaks of.
const LEAST_SCORE: u32 = 3;

/// Notices that are read in one text; each is held against all that was found in it. No report has as many.
const MOST_NOTICES: usize = 32;

/// What the stage goes by, compiled from `seeds/lexicons/correction_cues.tsv`.
pub struct CorrectionRules {
    cues: Vec<Cue>,
}

struct Cue {
    phrase: Vec<&'static str>,
    part: Part,
    kind: CorrectionKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Before,
    Wrong,
    Name,
    Right,
}

impl CorrectionRules {
    /// Compiles the table that is linked into the crate.
    #[must_use]
    pub fn from_seed() -> Self {
        let cues =
            seed::CORRECTION_CUES.select(["phrase", "part", "kind"]).map(|(_, [phrase, part, kind])| Cue {
                phrase: phrase.split(' ').collect(),
                part: match part {
                    "before" => Part::Before,
                    "wrong" => Part::Wrong,
                    "name" => Part::Name,
                    _ => Part::Right,
                },
                kind: match kind {
                    "clarification" => CorrectionKind::Clarification,
                    "update" => CorrectionKind::Update,
                    "retraction" => CorrectionKind::Retraction,
                    _ => CorrectionKind::Correction,
                },
            });
        Self { cues: cues.collect() }
    }
}

/// What a notice can speak of, as the stages before have found it.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    /// Time expressions.
    pub timexes: &'a [Timex],
    /// Numbers.
    pub quantities: &'a [Quantity],
    /// Mentions of entities.
    pub mentions: &'a [Mention],
    /// Events.
    pub events: &'a [Event],
}

/// The correction notices of the text, in order, at most [`MOST_NOTICES`].
#[must_use]
pub(super) fn corrections(
    reading: &Reading<'_>,
    found: &Found<'_>,
    rules: &CorrectionRules,
) -> Vec<Correction> {
    let notices = reading.layout.corrections.iter().take(MOST_NOTICES);
    notices.filter_map(|sentences| correction(reading, found, rules, sentences.clone())).collect()
}

fn correction(
    reading: &Reading<'_>,
    found: &Found<'_>,
    rules: &CorrectionRules,
    sentences: Range<u32>,
) -> Option<Correction> {
    let last = sentences.end.checked_sub(1).filter(|&last| last >= sentences.start)?;
    let mut tokens = reading.tokens_of(sentences.start as usize).start..reading.tokens_of(last as usize).end;
    if tokens.is_empty() {
        return None;
    }
    // "It was 14.": what is right may stand in a sentence of its own behind the one that says what was wrong.
    let says_wrong = |at| cue_at(reading, rules, at).is_some_and(|(_, cue)| cue.part == Part::Wrong);
    if tokens.clone().any(says_wrong)
        && !tokens.clone().any(|at| reading.word(at) == ";")
        && sentences.len() == 1
        && let (Some(this), Some(next)) =
            (reading.sentence(last as usize), reading.sentence(last as usize + 1))
        && this.paragraph == next.paragraph
    {
        tokens.end = reading.tokens_of(last as usize + 1).end;
    }
    let values = values(reading, found, &tokens);
    let cues: Vec<(Range<usize>, &Cue)> =
        tokens.clone().filter_map(|at| cue_at(reading, rules, at)).collect();
    let kind = cues
        .iter()
        .map(|(_, cue)| cue.kind)
        .max_by_key(|&kind| weight(kind))
        .unwrap_or(CorrectionKind::Correction);
    let (before, after) = cues
        .iter()
        .filter_map(|(at, cue)| {
            let pair = match cue.part {
                Part::Before => contrasted(reading, &values, &tokens, at),
                Part::Wrong => replaced(reading, &values, &tokens, at),
                Part::Name => {
                    (None, values.iter().find(|v| v.tokens.start >= at.end && v.is_entity()).cloned())
                }
                Part::Right => (None, only_value(&values, at)),
            };
            // Two values say more than one.
            let worth = u32::from(pair.0.is_some()) + u32::from(pair.1.is_some());
            (worth > 0).then_some((worth, pair))
        })
        .fold(None, |best: Option<(u32, _)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map_or((None, None), |(_, pair)| pair);
    Some(Correction {
        span: reading.span_of(tokens.clone()),
        kind,
        concerns: concerned(reading, found, &tokens, after.as_ref().or(before.as_ref())),
        before: before.map(|value| value.reading(reading)),
        after: after.map(|value| value.reading(reading)),
    })
}

/// Which of several kinds a notice is: a story "updated to correct" something is corrected.
fn weight(kind: CorrectionKind) -> u8 {
    match kind {
        CorrectionKind::Update => 0,
        CorrectionKind::Correction => 1,
        CorrectionKind::Clarification => 2,
        CorrectionKind::Retraction => 3,
    }
}

fn cue_at<'r>(
    reading: &Reading<'_>,
    rules: &'r CorrectionRules,
    at: usize,
) -> Option<(Range<usize>, &'r Cue)> {
    let matches = |cue: &&Cue| cue.phrase.iter().enumerate().all(|(i, word)| reading.lower(at + i) == *word);
    let cue = rules.cues.iter().find(matches)?;
    Some((at..at + cue.phrase.len(), cue))
}

/// A value that a notice gives.
#[derive(Clone, Debug)]
struct Value {
    tokens: Range<usize>,
    is: Is,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Timex(TimexId),
    Quantity(QuantityId),
    Entity(EntityId),
    Words,
}

impl Value {
    fn is_entity(&self) -> bool {
        matches!(self.is, Is::Entity(_))
    }

    fn is_like(&self, other: &Self) -> bool {
        core::mem::discriminant(&self.is) == core::mem::discriminant(&other.is)
    }

    fn reading(&self, reading: &Reading<'_>) -> model::Reading {
        let span = reading.span_of(self.tokens.clone());
        let mut value = model::Reading {
            span,
            text: span.of(reading.text).to_owned(),
            timex: None,
            quantity: None,
            entity: None,
        };
        match self.is {
            Is::Timex(id) => value.timex = Some(id),
            Is::Quantity(id) => value.quantity = Some(id),
            Is::Entity(id) => value.entity = Some(id),
            Is::Words => {}
        }
        value
    }
}

/// The time expressions, quantities and names in a notice, in order, the first of each overlap.
fn values(reading: &Reading<'_>, found: &Found<'_>, tokens: &Range<usize>) -> Vec<Value> {
    let notice = reading.span_of(tokens.clone());
    let value = |span: Span, is| Value { tokens: reading.tokens_in(span), is };
    let inside = |span: Span| notice.contains(span);
    let mut values: Vec<Value> = Vec::new();
    values.extend(found.timexes.iter().filter(|t| inside(t.span)).map(|t| value(t.span, Is::Timex(t.id))));
    values.extend(
        found.quantities.iter().filter(|q| inside(q.span)).map(|q| value(q.span, Is::Quantity(q.id))),
    );
    let named = found.mentions.iter().filter(|m| m.form == Form::Name && inside(m.span));
    values.extend(named.map(|m| value(m.span, Is::Entity(m.entity))));
    // A stable sort: where two begin together, the time expression goes before the quantity and that before the name.
    values.sort_by_key(|value| value.tokens.start);
    let mut kept: Vec<Value> = Vec::with_capacity(values.len());
    for value in values {
        if kept.last().is_none_or(|last| last.tokens.end <= value.tokens.start) && !value.tokens.is_empty() {
            kept.push(value);
        }
    }
    kept
}

/// "AFTER, not BEFORE", and "not BEFORE but AFTER".
fn contrasted(
    reading: &Reading<'_>,
    values: &[Value],
    notice: &Range<usize>,
    cue: &Range<usize>,
) -> (Option<Value>, Option<Value>) {
    let behind =
        values.iter().find(|v| v.tokens.start >= cue.end && v.tokens.start < cue.end + FARTHEST_VALUE);
    if let Some(before) = behind {
        let like = |v: &&Value| v.is_like(before);
        let front = values.iter().rev().filter(like).find(|v| v.tokens.end <= cue.start);
        let after =
            front.or_else(|| values.iter().filter(like).find(|v| v.tokens.start >= before.tokens.end));
        return (Some(before.clone()), after.cloned());
    }
    // Words without a type: as many in front of the comma as there are behind the cue.
    let is_mark = |token: usize| reading.pos(token) == Some(Pos::Punct);
    let end = (cue.end..notice.end).take(FARTHEST_VALUE + 1).find(|&token| is_mark(token));
    let Some(end) = end.filter(|&end| end > cue.end && is_mark(cue.start.saturating_sub(1))) else {
        return (None, None);
    };
    let front = cue.start - 1;
    let start = front.saturating_sub(end - cue.end).max(notice.start);
    let words = |tokens: Range<usize>| (!tokens.is_empty()).then_some(Value { tokens, is: Is::Words });
    (words(cue.end..end), words(start..front))
}

/// "misstated the number as BEFORE. It was AFTER."
fn replaced(
    reading: &Reading<'_>,
    values: &[Value],
    notice: &Range<usize>,
    cue: &Range<usize>,
) -> (Option<Value>, Option<Value>) {
    let ends_clause = |&token: &usize| {
        matches!(reading.word(token), ";" | "." | "—" | "–") || {
            token + 1 < notice.end && reading.sentence_of(token) != reading.sentence_of(token + 1)
        }
    };
    let clause_end = (cue.end..notice.end).find(ends_clause).unwrap_or(notice.end);
    let before = values
        .iter()
        .rev()
        .find(|v| v.tokens.start >= cue.end && v.tokens.end <= clause_end + 1 && v.tokens.start < clause_end);
    let mut behind = values.iter().filter(|v| v.tokens.start > clause_end);
    let after = match before {
        Some(before) => behind.find(|v| v.is_like(before)),
        None => behind.next(),
    };
    (
        before.filter(|_| after.is_some() || !matches!(before.map(|v| v.is), Some(Is::Entity(_)))).cloned(),
        after.cloned(),
    )
}

/// The only value behind the cue; of several, none is known to be the one.
fn only_value(values: &[Value], cue: &Range<usize>) -> Option<Value> {
    let mut behind = values.iter().filter(|v| v.tokens.start >= cue.end);
    let first = behind.next().cloned();
    if behind.next().is_some() { None } else { first }
}

/// The event that a notice speaks of: the one with the right value, the words and the participants of the notice.
fn concerned(
    reading: &Reading<'_>,
    found: &Found<'_>,
    tokens: &Range<usize>,
    value: Option<&Value>,
) -> Option<EventId> {
    let notice = reading.span_of(tokens.clone());
    let lemmas: Vec<&str> = tokens
        .clone()
        .filter(|&token| matches!(reading.pos(token), Some(Pos::Noun | Pos::Verb | Pos::Adj)))
        .map(|token| reading.lemma(token))
        .collect();
    let entities: Vec<EntityId> =
        found.mentions.iter().filter(|m| notice.contains(m.span)).map(|m| m.entity).collect();
    let right_day = value.and_then(|value| match value.is {
        Is::Timex(id) => found.timexes.iter().find(|t| t.id == id).and_then(|t| t.earliest.as_deref()),
        _ => None,
    });
    let right_number = value.and_then(|value| match value.is {
        Is::Quantity(id) => found.quantities.iter().find(|q| q.id == id),
        _ => None,
    });
    let right_point = right_number.and_then(|right| right.point);
    let right_numbers: BTreeSet<QuantityId> = found
        .quantities
        .iter()
        .filter(|q| right_point.is_some() && q.point == right_point)
        .map(|q| q.id)
        .collect();
    let mut best: Option<(u32, EventId)> = None;
    for event in found.events {
        let mut score = 0;
        let mut words = false;
        for mention in event.mentions.iter().filter(|mention| !notice.contains(mention.trigger)) {
            words |= reading.tokens_in(mention.trigger).any(|token| lemmas.contains(&reading.lemma(token)));
        }
        if event.mentions.iter().all(|mention| notice.contains(mention.trigger)) {
            continue;
        }
        score += if words { 2 } else { 0 };
        score += event.participants.iter().filter(|p| entities.contains(&p.entity)).count().min(2) as u32;
        if right_day.is_some() && event.time.as_ref().and_then(|time| time.earliest.as_deref()) == right_day {
            score += 3;
        }
        if event.quantities.iter().any(|id| right_numbers.contains(id)) {
            score += 3;
        }
        // A day or a number alone may be anybody's.
        let known = words || score > 3;
        if known && score >= LEAST_SCORE && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, event.id));
        }
    }
    best.map(|(_, event)| event)
}

//! Quotations that no cue governs by the tree: those beside a cue that the parser misread, those that go on with the
//! quotation before them, and those of whoever spoke last.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::language::{Dep, NameLabel, Pos, Tag};
use crate::model::Stance;

use super::super::Reading;
use super::Found;
use super::content::Quoted;
use super::cue::{AttributionRules, CueKind};
use super::source::{self, is_edge};

/// A cue that stands further from its quotation than this isn't seen, in tokens.
const FARTHEST_CUE: usize = 14;

/// Attributes the quotations that no attribution holds yet.
pub(super) fn attribute_rest(
    reading: &Reading<'_>,
    rules: &AttributionRules,
    quoted: &Quoted<'_>,
    found: &mut Vec<Found>,
) {
    // Which attribution holds each quotation.
    let mut holder: Vec<Option<usize>> = vec![None; quoted.all.len()];
    for (i, attribution) in found.iter().enumerate() {
        let at = attribution.cue.as_ref().map(|cue| cue.start);
        for piece in &attribution.content {
            for q in quoted.overlapping(piece) {
                let holds_cue = at.is_some_and(|at| quoted.all[q].tokens.contains(&at));
                if !holds_cue && holder[q].is_none() {
                    holder[q] = Some(i);
                }
            }
        }
    }
    let mut by_cue: BTreeMap<Option<usize>, usize> =
        found.iter().enumerate().map(|(i, f)| (f.cue.as_ref().map(|cue| cue.end), i)).collect();
    let mut in_sentence: BTreeMap<usize, usize> = BTreeMap::new();
    for (i, f) in found.iter().enumerate() {
        if let Some(cue) = f.cue.as_ref().filter(|_| f.source.is_some()) {
            in_sentence.insert(reading.sentence_of(cue.start), i);
        }
    }
    for q in 0..quoted.all.len() {
        if holder[q].is_some() {
            continue;
        }
        let quotation = &quoted.all[q];
        let before = q.checked_sub(1).and_then(|before| holder[before]);
        if quotation.continues {
            if let Some(attribution) = before {
                found[attribution].content.push(quotation.tokens.clone());
                holder[q] = before;
            }
            continue;
        }
        // The mark itself may have stayed with the sentence before.
        let opening = quotation.tokens.start + 1;
        if !stands_alone(reading, opening, quotation.tokens.end) {
            let attribution = beside_cue(reading, rules, quoted, q).or_else(|| signed(reading, quoted, q));
            if let Some(attribution) = attribution {
                // A cue that governs something else already doesn't govern this too.
                let cue = attribution.cue.as_ref().map(|cue| cue.end);
                if let Entry::Vacant(free) = by_cue.entry(cue) {
                    free.insert(found.len());
                    holder[q] = Some(found.len());
                    found.push(attribution);
                }
            }
            continue;
        }
        let sentence = reading.sentence_of(opening);
        let Some(previous) = sentence.checked_sub(1) else { continue };
        let same_paragraph = paragraph(reading, previous) == paragraph(reading, sentence);
        let previous_tokens = reading.tokens_of(previous);
        let adjoins = before.filter(|_| {
            let last = &quoted.all[q - 1].tokens;
            reading.sentence_of(last.end - 1) >= previous
        });
        if let Some(attribution) = adjoins.filter(|_| same_paragraph) {
            // “…,” he said. “…”
            found[attribution].content.push(quotation.tokens.clone());
            holder[q] = Some(attribution);
        } else if reading.word(previous_tokens.end.saturating_sub(1)) == ":"
            && let Some(verb) = reading.parse.root(previous).filter(|&root| reading.parse.is_verb(root))
            && let Some(who) = source::of_verb(reading, verb).or_else(|| subject_beside(reading, verb))
        {
            // A sentence that announces the quotation with a colon.
            let cue = verb..verb + 1;
            holder[q] = Some(match by_cue.get(&Some(verb + 1)).copied() {
                Some(known) => {
                    found[known].content.push(quotation.tokens.clone());
                    known
                }
                None => {
                    let stance =
                        rules.cue(reading, verb).and_then(|(_, cue)| cue.stance).unwrap_or(Stance::State);
                    let content = vec![quotation.tokens.clone()];
                    found.push(Found { source: Some(who), cue: Some(cue), content, stance });
                    found.len() - 1
                }
            });
        } else if let Some(attribution) =
            adjoins.or_else(|| in_sentence.get(&previous).copied().filter(|_| same_paragraph))
        {
            let source = found[attribution].source.clone();
            let content = vec![quotation.tokens.clone()];
            found.push(Found { source, cue: None, content, stance: Stance::State });
            holder[q] = Some(found.len() - 1);
        }
    }
}

fn paragraph(reading: &Reading<'_>, sentence: usize) -> Option<u32> {
    reading.sentence(sentence).map(|sentence| sentence.paragraph)
}

/// Whether a quotation is one or more whole sentences with nothing beside it.
fn stands_alone(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let first = reading.tokens_of(reading.sentence_of(start));
    let last = reading.tokens_of(reading.sentence_of(end - 1));
    let is_mark = |token| is_edge(reading.word(token)) || reading.pos(token) == Some(Pos::Punct);
    // More marks than this in front are no sentence's.
    let few = start - first.start < FARTHEST_CUE && last.end - end.min(last.end) < FARTHEST_CUE;
    few && (first.start..start).all(is_mark)
        && (end..last.end).all(is_mark)
        && (start..end).any(|token| matches!(reading.word(token), "." | "?" | "!" | "…" | "..." | ","))
}

/// A cue with a subject right beside a quotation that reads like speech.
fn beside_cue(
    reading: &Reading<'_>,
    rules: &AttributionRules,
    quoted: &Quoted<'_>,
    q: usize,
) -> Option<Found> {
    let quotation = &quoted.all[q];
    let tokens = &quotation.tokens;
    let last = reading.sentence_of(tokens.end - 1);
    let after = tokens.end..reading.tokens_of(last).end.min(tokens.end + FARTHEST_CUE);
    let first = reading.tokens_of(reading.sentence_of(tokens.start)).start;
    let before = first.max(tokens.start.saturating_sub(FARTHEST_CUE))..tokens.start;
    let ends_like_speech = tokens.end >= 2
        && matches!(reading.word(tokens.end - 2), "," | "?" | "!" | "." | "…" | "...")
        || reading.word(tokens.end) == ",";
    let opens_like_speech = tokens.start > 0 && matches!(reading.word(tokens.start - 1), "," | ":");
    let is_verb = |token: &usize| reading.pos(*token) == Some(Pos::Verb);
    let verb = if ends_like_speech && let Some(verb) = after.clone().find(is_verb) {
        Some(verb)
    } else if opens_like_speech {
        before.clone().rev().find(is_verb)
    } else {
        None
    }?;
    let (CueKind::Verb, cue) = rules.cue(reading, verb)? else { return None };
    if !cue.quote || quoted.at(verb).is_some() {
        return None;
    }
    let who = source::of_verb(reading, verb)
        .filter(|who| !tokens.contains(&who.head))
        .or_else(|| subject_beside(reading, verb))?;
    Some(Found {
        source: Some(who),
        cue: Some(verb..verb + 1),
        content: vec![tokens.clone()],
        stance: cue.stance?,
    })
}

/// A quotation with nothing but its speaker's name behind it, at the end of a paragraph: "“We will rebuild,” Anna Lund."
fn signed(reading: &Reading<'_>, quoted: &Quoted<'_>, q: usize) -> Option<Found> {
    let quotation = &quoted.all[q];
    let sentence = reading.sentence_of(quotation.tokens.end - 1);
    if !quotation.closed || paragraph(reading, sentence) == paragraph(reading, sentence + 1) {
        return None;
    }
    let end = reading.tokens_of(sentence).end.min(quotation.tokens.end + FARTHEST_CUE);
    let is_mark = |token: &usize| is_edge(reading.word(*token));
    let start = (quotation.tokens.end..end).find(|token| !is_mark(token))?;
    let name = reading.parse.name_at(start).filter(|name| name.label == NameLabel::Person)?;
    let words = start..name.tokens.end as usize;
    let alone = name.tokens.start as usize == start && (words.end..end).all(|token| is_mark(&token));
    let comma = reading.word(quotation.tokens.end.checked_sub(2)?) == ",";
    (alone && comma).then(|| Found {
        source: Some(source::Who { head: words.end - 1, tokens: words }),
        cue: None,
        content: vec![quotation.tokens.clone()],
        stance: Stance::State,
    })
}

/// The noun or pronoun right before or right behind a verb, whatever the tree says.
fn subject_beside(reading: &Reading<'_>, verb: usize) -> Option<source::Who> {
    let is_nominal = |token: usize| {
        matches!(reading.tag(token), Some(Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp))
    };
    let head = if verb > 0 && is_nominal(verb - 1) {
        verb - 1
    } else {
        (verb + 1..verb + 4).find(|&token| reading.parse.is_noun(token))?
    };
    let sentence = reading.sentence_of(verb);
    let mut head = head;
    while let Some(above) = reading.parse.head(head).filter(|&above| {
        reading.sentence_of(above) == sentence
            && is_nominal(above)
            && matches!(reading.dep(head), Some(Dep::Compound | Dep::Poss | Dep::Amod | Dep::Det))
    }) {
        head = above;
    }
    (reading.sentence_of(head) == sentence).then(|| source::who(reading, head)).flatten()
}

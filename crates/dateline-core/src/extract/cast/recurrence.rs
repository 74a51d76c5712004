//! Names that come again: alone after a longer name that they are part of, or where no candidate was.

use core::ops::Range;
use std::collections::BTreeMap;

use super::candidate::{Candidate, Casing, has_cast, is_capital};
use super::evidence::{Evidence, Scores};
use super::name::{Name, is_within, key};
use crate::extract::Reading;
use crate::model::EntityKind;

/// Longer names by their first and last words.
pub(super) struct Longer {
    first: BTreeMap<String, EntityKind>,
    last: BTreeMap<String, EntityKind>,
}

impl Longer {
    pub(super) fn of(reading: &Reading<'_>, candidates: &[Candidate], scores: &[Scores]) -> Self {
        let mut longer = Self { first: BTreeMap::new(), last: BTreeMap::new() };
        // "Penon de Coron" is no person where things are "in Coron".
        let mut within: BTreeMap<&str, usize> = BTreeMap::new();
        for start in candidates.iter().filter(|c| c.tokens.len() == 1).map(|c| c.tokens.start) {
            if start.checked_sub(1).is_some_and(|before| is_within(reading.lower(before))) {
                *within.entry(reading.lower(start)).or_default() += 1;
            }
        }
        for (candidate, score) in candidates.iter().zip(scores).filter(|(c, _)| c.tokens.len() > 1) {
            let Some(kind) = score.best() else { continue };
            if candidate.casing == Casing::Upper {
                continue;
            }
            longer.first.entry(reading.lower(candidate.tokens.start).to_owned()).or_insert(kind);
            if kind == EntityKind::Person {
                let last = surname_of(reading, &candidate.tokens);
                if within.get(reading.lower(last)).is_some_and(|times| *times > 1) {
                    continue;
                }
                longer.last.entry(reading.lower(last).to_owned()).or_insert(kind);
            }
        }
        longer
    }

    pub(super) fn evidence(&self, reading: &Reading<'_>, candidate: &Candidate) -> Option<Evidence> {
        if candidate.tokens.len() > 1 {
            return None;
        }
        let word = reading.lower(candidate.tokens.start);
        match self.last.get(word).or_else(|| self.first.get(word))? {
            EntityKind::Person => Some(Evidence::PartOfPerson),
            EntityKind::Organization => Some(Evidence::PartOfOrganization),
            EntityKind::Place => Some(Evidence::PartOfPlace),
            _ => None,
        }
    }
}

/// The last word of a person's name but what tells generations apart: "Smith" of "John Smith Jr.".
fn surname_of(reading: &Reading<'_>, tokens: &Range<usize>) -> usize {
    let last = tokens.end - 1;
    if tokens.len() > 2 && is_generation(reading.lower(last)) { last - 1 } else { last }
}

/// Whether a word after a name tells generations apart.
pub(super) fn is_generation(word: &str) -> bool {
    matches!(word, "jr" | "jr." | "sr" | "sr." | "ii" | "iii" | "iv")
}

/// Adds the further occurrences of names, and of the last words of persons' names, that no candidate covers: in
/// sentences of capitals, in headlines, and where the tagger looked away.
pub(super) fn add_overlooked(reading: &Reading<'_>, names: &mut Vec<Name>) {
    // First word of a known name: the lengths and kinds of the names that begin with it.
    let mut known: BTreeMap<String, EntityKind> = BTreeMap::new();
    let mut longest = 1;
    for name in names.iter() {
        let text = key(reading, name.tokens.clone());
        if text.len() < 3 {
            continue;
        }
        longest = longest.max(name.tokens.len().min(6));
        known.entry(text).or_insert(name.kind);
        if name.kind == EntityKind::Person && name.tokens.len() > 1 {
            let last = reading.lower(surname_of(reading, &name.tokens));
            if last.len() > 2 {
                known.entry(last.to_owned()).or_insert(EntityKind::Person);
            }
        }
    }
    let mut more = Vec::new();
    let mut taken = names.iter().map(|name| name.tokens.clone()).peekable();
    let mut i = 0;
    let mut sentence = (0..0, false);
    while i < reading.len() {
        if !sentence.0.contains(&i) {
            let index = reading.sentence_of(i);
            let readable = reading.sentence(index).is_some_and(|s| has_cast(s.kind));
            sentence = (reading.tokens_of(index), readable);
            if sentence.0.is_empty() {
                sentence.0 = i..i + 1;
            }
        }
        while taken.next_if(|tokens| tokens.end <= i).is_some() {}
        if let Some(tokens) = taken.peek().filter(|tokens| tokens.start <= i) {
            i = tokens.end;
            continue;
        }
        if !sentence.1 || !is_capital(reading.word(i)) {
            i += 1;
            continue;
        }
        let ceiling = taken.peek().map_or(usize::MAX, |tokens| tokens.start).min(sentence.0.end);
        let hit = (i + 1..=(i + longest).min(ceiling))
            .rev()
            .filter(|end| is_capital(reading.word(end - 1)))
            .find_map(|end| Some((end, *known.get(&key(reading, i..end))?)));
        if let Some((end, kind)) = hit {
            more.push(Name { tokens: i..end, kind });
            i = end;
        } else {
            i += 1;
        }
    }
    names.append(&mut more);
    names.sort_by_key(|name| name.tokens.start);
}

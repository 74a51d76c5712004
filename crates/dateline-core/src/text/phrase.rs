//! Fixed phrases that tell what a sentence is for: boilerplate, corrections, credits.

use std::collections::BTreeMap;

use core::ops::Range;

use super::page::Page;
use super::words::Folded;
use crate::seed;

/// Most tokens that a `*` stands for.
const GAP: usize = 6;

/// What a phrase makes of the sentence it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseKind {
    /// Words about the text rather than the news.
    Boilerplate,
    /// The earlier version of the story follows.
    Version,
    /// An earlier version was wrong.
    Correction,
    /// Names of those who wrote or contributed.
    Credit,
}

/// Where in a sentence a phrase counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At its start, after marks.
    Start,
    /// As the whole of it, but for marks.
    Whole,
    /// Anywhere.
    Any,
}

/// A phrase found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: PhraseKind,
    /// Whether the rest of the paragraph is of the same kind.
    pub(super) paragraph: bool,
    /// Index of the first token after the phrase.
    pub(super) end: usize,
}

#[derive(Clone, Debug)]
struct Phrase {
    rest: Vec<&'static str>,
    place: Place,
    kind: PhraseKind,
    paragraph: bool,
}

/// The table of phrases, by their first word.
#[derive(Clone, Debug)]
pub(super) struct Phrases {
    by_first: BTreeMap<&'static [u8], Vec<Phrase>>,
    /// For each first byte, the lengths that first words of phrases have: most words are dismissed here.
    lengths: [u32; 256],
}

impl Phrases {
    pub(super) fn from_seed() -> Self {
        let mut phrases = Self { by_first: BTreeMap::new(), lengths: [0; 256] };
        for (_, [phrase, place, kind, scope]) in
            seed::FRAME_PHRASES.select(["phrase", "place", "kind", "scope"])
        {
            let mut words = phrase.split(' ');
            let first = words.next().unwrap_or("").as_bytes();
            if let Some(lengths) = first.first().and_then(|&b| phrases.lengths.get_mut(usize::from(b))) {
                *lengths |= 1 << first.len().min(31);
            }
            phrases.by_first.entry(first).or_default().push(Phrase {
                rest: words.collect(),
                place: match place {
                    "start" => Place::Start,
                    "whole" => Place::Whole,
                    _ => Place::Any,
                },
                kind: match kind {
                    "version" => PhraseKind::Version,
                    "correction" => PhraseKind::Correction,
                    "credit" => PhraseKind::Credit,
                    _ => PhraseKind::Boilerplate,
                },
                paragraph: scope == "paragraph",
            });
        }
        phrases
    }

    /// The first phrase that counts in the sentence.
    pub(super) fn find(&self, page: &Page<'_>, sentence: &Range<usize>) -> Option<Found> {
        // What is quoted belongs to the news.
        if matches!(page.first(sentence.start), Some('"' | '“')) {
            return None;
        }
        let start = sentence.clone().find(|&i| page.first(i).is_some_and(char::is_alphanumeric));
        sentence.clone().find_map(|i| {
            let word = page.word(i);
            let first = usize::from(word.as_bytes().first()?.to_ascii_lowercase());
            let lengths = self.lengths.get(first)?;
            if lengths & (1 << word.len().min(31)) == 0 {
                return None;
            }
            let candidates = self.by_first.get(Folded::new(word)?.bytes())?;
            candidates.iter().find_map(|phrase| {
                if phrase.place != Place::Any && Some(i) != start {
                    return None;
                }
                let end = follow(page, &phrase.rest, i + 1, sentence.end)?;
                let whole =
                    || (end..sentence.end).all(|j| page.word(j).chars().all(|c| !c.is_alphanumeric()));
                (phrase.place != Place::Whole || whole()).then_some(Found {
                    kind: phrase.kind,
                    paragraph: phrase.paragraph,
                    end,
                })
            })
        })
    }
}

/// Where the words end when they stand at `token`, a `*` standing for up to [`GAP`] tokens, a
/// `#` for a number.
fn follow(page: &Page<'_>, words: &[&str], token: usize, limit: usize) -> Option<usize> {
    let Some((&word, rest)) = words.split_first() else { return Some(token) };
    if word == "*" {
        return (token..=limit.min(token + GAP)).find_map(|token| follow(page, rest, token, limit));
    }
    let here = page.word(token);
    let same = token < limit
        && match word {
            "#" => here.starts_with(|c: char| c.is_ascii_digit()),
            _ => Folded::new(here).is_some_and(|folded| folded.bytes() == word.as_bytes()),
        };
    if same { follow(page, rest, token + 1, limit) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::{SentenceKind, layout};
    use crate::seed;

    #[test]
    fn examples_hold_their_phrase_and_counter_examples_do_not() {
        let table = &seed::FRAME_PHRASES;
        for (line, [phrase, kind, example, counter]) in table.select(["phrase", "kind", "example", "counter"])
        {
            let expected = match kind {
                "correction" => SentenceKind::Correction,
                "credit" => SentenceKind::Byline,
                _ => SentenceKind::Boilerplate,
            };
            let found = |text: &str| layout(text).sentences.iter().any(|sentence| sentence.kind == expected);
            assert!(found(example), "{}:{line}: {phrase:?} isn't found in {example:?}", table.file);
            assert!(!found(counter), "{}:{line}: {phrase:?} is found in {counter:?}", table.file);
        }
    }
}

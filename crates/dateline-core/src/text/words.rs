//! Sets of words from the seed tables, looked up without regard to case.

use super::character::is_apostrophe;

/// No word of a set is longer, in bytes; longer ones are in none.
const LONGEST: usize = 32;

/// A word as the sets hold it: ASCII in lower case, apostrophes typed.
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// Folds the word; `None` when it is longer than every word of the tables.
    pub(super) fn new(word: &str) -> Option<Self> {
        let mut folded = Self { bytes: [0; LONGEST], len: 0 };
        if word.len() <= LONGEST && word.is_ascii() {
            folded.len = word.len();
            folded.bytes[..word.len()].copy_from_slice(word.as_bytes());
            folded.bytes[..word.len()].make_ascii_lowercase();
            return Some(folded);
        }
        for c in word.chars() {
            let c = if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() };
            let end = folded.len + c.len_utf8();
            c.encode_utf8(folded.bytes.get_mut(folded.len..end)?);
            folded.len = end;
        }
        Some(folded)
    }

    /// The folded word.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// A sorted set of words.
#[derive(Clone, Debug)]
pub(super) struct Words(Vec<&'static [u8]>);

impl Words {
    /// The set of words, which stand folded in their table.
    pub(super) fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let mut words: Vec<_> = words.map(str::as_bytes).collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether the word, whatever its case, is in the set.
    pub(super) fn contains(&self, word: &str) -> bool {
        Folded::new(word).is_some_and(|word| self.0.binary_search(&word.bytes()).is_ok())
    }
}

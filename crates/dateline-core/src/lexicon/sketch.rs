//! What a table may hold, told at the cost of one bit.

use core::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// A bit for each word of a table, among many more that are not set: most of the words that are looked up are in no table,
/// and end here.
#[derive(Clone, Debug)]
pub(super) struct Sketch(Vec<u64>);

impl Sketch {
    const BITS_PER_WORD: usize = 16;

    /// An empty one with room for so many words.
    pub(super) fn for_words(count: usize) -> Self {
        Self(vec![0; (count * Self::BITS_PER_WORD / 64).next_power_of_two()])
    }

    /// How many words it is made for.
    pub(super) fn words(&self) -> usize {
        self.0.len() * 64 / Self::BITS_PER_WORD
    }

    /// Where the bit of a word is: in which element, and which there.
    fn bit(&self, word: &str) -> (usize, u64) {
        let hash = FxBuildHasher.hash_one(word);
        ((hash / 64) as usize & (self.0.len() - 1), 1 << (hash % 64))
    }

    /// Takes a word down.
    pub(super) fn add(&mut self, word: &str) {
        let (element, bit) = self.bit(word);
        self.0[element] |= bit;
    }

    /// Whether a word may be among them: never false of one that is.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        let (element, bit) = self.bit(word);
        self.0[element] & bit != 0
    }
}

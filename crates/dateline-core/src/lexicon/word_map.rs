//! A table that is looked up by word.

#![expect(clippy::disallowed_types, reason = "nothing here can be walked in the order of the hashes")]

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasherDefault;

/// Values by word. Reading a report looks words up some hundred times for each of its tokens, which an ordered tree is
/// too slow for; the hash is the same in every run, and there is no way to walk the table, so that its order cannot reach a
/// result.
#[derive(Clone, Debug)]
pub(crate) struct WordMap<V>(HashMap<&'static str, V, BuildHasherDefault<fnv::FnvHasher>>);

impl<V> WordMap<V> {
    /// An empty table.
    pub(crate) fn new() -> Self {
        Self(HashMap::default())
    }

    /// What is known of a word.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        self.0.get(word)
    }

    /// Whether the word is known.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// The place of a word.
    pub(crate) fn entry(&mut self, word: &'static str) -> Entry<'_, &'static str, V> {
        self.0.entry(word)
    }

    /// Sets what is known of a word.
    pub(crate) fn insert(&mut self, word: &'static str, value: V) {
        self.0.insert(word, value);
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl<V> FromIterator<(&'static str, V)> for WordMap<V> {
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

//! A table that is looked up by word.

#![expect(clippy::disallowed_types, reason = "nothing here can be walked in the order of the hashes")]

use core::borrow::Borrow;
use core::hash::{BuildHasherDefault, Hash};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Values by word. Reading a report looks words up some hundred times for each of its tokens, which an ordered tree is
/// too slow for; the hash is the same in every run, and there is no way to walk the table, so that its order cannot reach a
/// result.
#[derive(Clone, Debug)]
pub(crate) struct WordMap<V, K = &'static str>(HashMap<K, V, BuildHasherDefault<fnv::FnvHasher>>);

impl<V, K: Borrow<str> + Eq + Hash> WordMap<V, K> {
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
    pub(crate) fn entry(&mut self, word: K) -> Entry<'_, K, V> {
        self.0.entry(word)
    }

    /// Sets what is known of a word.
    pub(crate) fn insert(&mut self, word: K, value: V) {
        self.0.insert(word, value);
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl<V, K: Eq + Hash> FromIterator<(K, V)> for WordMap<V, K> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

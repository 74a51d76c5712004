//! A table that is looked up by word.

#![expect(clippy::disallowed_types, reason = "nothing here can be walked in the order of the hashes")]

use core::borrow::Borrow;
use core::hash::Hash;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rustc_hash::FxBuildHasher;

use super::sketch::Sketch;

/// Values by word. Reading a report looks words up some hundred times for each of its tokens, which an ordered tree is
/// too slow for; the hash is the same in every run, and there is no way to walk the table, so that its order cannot reach a
/// result.
#[derive(Clone, Debug)]
pub(crate) struct WordMap<V, K = &'static str> {
    values: HashMap<K, V, FxBuildHasher>,
    sketch: Sketch,
}

impl<V, K: Borrow<str> + Eq + Hash> WordMap<V, K> {
    /// An empty table.
    pub(crate) fn new() -> Self {
        Self { values: HashMap::default(), sketch: Sketch::for_words(0) }
    }

    /// What is known of a word.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        self.sketch.may_hold(word).then(|| self.values.get(word)).flatten()
    }

    /// Whether the word is known.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// The place of a word.
    pub(crate) fn entry(&mut self, word: K) -> Entry<'_, K, V> {
        if self.sketch.words() <= self.len() {
            self.sketch = Sketch::for_words(2 * self.len());
            self.values.keys().for_each(|word| self.sketch.add(word.borrow()));
        }
        self.sketch.add(word.borrow());
        self.values.entry(word)
    }

    /// Sets what is known of a word.
    pub(crate) fn insert(&mut self, word: K, value: V) {
        self.entry(word).insert_entry(value);
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }
}

impl<V, K: Borrow<str> + Eq + Hash> FromIterator<(K, V)> for WordMap<V, K> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        for (word, value) in pairs {
            map.insert(word, value);
        }
        map
    }
}

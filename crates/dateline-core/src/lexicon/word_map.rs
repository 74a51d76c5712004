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
pub(crate) struct WordMap<V, K = &'static str> {
    values: HashMap<K, V, BuildHasherDefault<fnv::FnvHasher>>,
    /// A bit for the [sketch] of every word: most of those that are looked up are not in the table, and end here.
    sketches: [u64; SKETCHES / 64],
}

const SKETCHES: usize = 4096;

/// A number below [`SKETCHES`] that few words share.
fn sketch(word: &str) -> usize {
    let bytes = word.as_bytes();
    let at = |i: usize| usize::from(bytes.get(i).copied().unwrap_or(0));
    let last = at(bytes.len().wrapping_sub(1));
    (at(0) * 5 + at(1) * 77 + at(2) * 301 + last * 1217 + bytes.len() * 613) % SKETCHES
}

impl<V, K: Borrow<str> + Eq + Hash> WordMap<V, K> {
    /// An empty table.
    pub(crate) fn new() -> Self {
        Self { values: HashMap::default(), sketches: [0; SKETCHES / 64] }
    }

    fn may_hold(&self, word: &str) -> bool {
        let sketch = sketch(word);
        self.sketches[sketch / 64] & 1 << (sketch % 64) != 0
    }

    /// What is known of a word.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        self.may_hold(word).then(|| self.values.get(word)).flatten()
    }

    /// Whether the word is known.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// The place of a word.
    pub(crate) fn entry(&mut self, word: K) -> Entry<'_, K, V> {
        let sketch = sketch(word.borrow());
        self.sketches[sketch / 64] |= 1 << (sketch % 64);
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

//! A sorted table of names inside a gazetteer's bytes.

use core::ops::Range;

use super::fold::fold_into;

/// Names ordered by their folded key, stored unfolded: one byte for the length of each, then all of them without gaps.
/// The keys are made anew when the table is searched, but for one in [`STRIDE`] that is kept, so that few are.
#[derive(Clone, Debug)]
pub(super) struct NameTable {
    lengths: Range<usize>,
    blob: Range<usize>,
    /// Where every [`STRIDE`]th name starts in the blob.
    starts: Vec<u32>,
    /// The key of every [`STRIDE`]th name.
    keys: Vec<Box<str>>,
    /// The [`head`] of each of these keys: most steps of a search need no more.
    heads: Vec<u64>,
}

const STRIDE: usize = 16;

impl NameTable {
    /// Takes the lengths and the names at those places of `bytes`, if they fit each other.
    pub(super) fn new(bytes: &[u8], lengths: Range<usize>, blob: Range<usize>) -> Option<Self> {
        str::from_utf8(bytes.get(blob.clone())?).ok()?;
        let mut starts = Vec::with_capacity(lengths.len() / STRIDE + 1);
        let mut start = 0_usize;
        for chunk in bytes.get(lengths.clone())?.chunks(STRIDE) {
            starts.push(u32::try_from(start).ok()?);
            start += chunk.iter().map(|length| usize::from(*length)).sum::<usize>();
        }
        let mut table = Self { lengths, blob, starts, keys: Vec::new(), heads: Vec::new() };
        let mut key = String::new();
        table.keys = (0..table.len())
            .step_by(STRIDE)
            .map(|i| {
                fold_into(table.get(bytes, i), &mut key);
                key.as_str().into()
            })
            .collect();
        table.heads = table.keys.iter().map(|key| head(key)).collect();
        (start == table.blob.len()).then_some(table)
    }

    /// Number of names.
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// The name at an index; empty past the end.
    pub(super) fn get<'b>(&self, bytes: &'b [u8], index: usize) -> &'b str {
        let name = || {
            let lengths = bytes.get(self.lengths.clone())?;
            let length = usize::from(*lengths.get(index)?);
            let block = index / STRIDE;
            let before =
                lengths.get(block * STRIDE..index)?.iter().map(|length| usize::from(*length)).sum::<usize>();
            let start = self.blob.start + *self.starts.get(block)? as usize + before;
            str::from_utf8(bytes.get(start..start + length)?).ok()
        };
        name().unwrap_or_default()
    }

    /// Indexes within `range` of the names whose key is `key`.
    pub(super) fn equal(&self, bytes: &[u8], range: Range<usize>, key: &str) -> Range<usize> {
        let start = self.first(bytes, range.clone(), key);
        // Few names are spelled alike, and most words are none.
        let mut other = String::new();
        let alike = (start..range.end).take_while(|i| {
            fold_into(self.get(bytes, *i), &mut other);
            other == key
        });
        start..start + alike.count()
    }

    /// Indexes within `range` of the names whose key begins with `prefix`.
    pub(super) fn beginning(&self, bytes: &[u8], range: Range<usize>, prefix: &str) -> Range<usize> {
        let start = self.first(bytes, range.clone(), prefix);
        // Most words begin no name.
        let mut key = String::new();
        if start < range.end {
            fold_into(self.get(bytes, start), &mut key);
        }
        if !key.starts_with(prefix) {
            return start..start;
        }
        let end = self.partition(bytes, start..range.end, |other| other.starts_with(prefix));
        start..end
    }

    /// First index of `range` whose key is not before `key`.
    fn first(&self, bytes: &[u8], range: Range<usize>, key: &str) -> usize {
        let blocks = blocks(&range);
        let heads = self.heads.get(blocks.clone()).unwrap_or_default();
        let wanted = head(key);
        let low = blocks.start + heads.partition_point(|head| *head < wanted);
        let heads = self.heads.get(low..blocks.end).unwrap_or_default();
        let high = low + heads.partition_point(|head| *head == wanted);
        let keys = self.keys.get(low..high).unwrap_or_default();
        let block = low + keys.partition_point(|other| **other < *key);
        self.within(bytes, range, block, |other| other < key)
    }

    /// First index of `range` at which `before` no longer holds of the key.
    fn partition(&self, bytes: &[u8], range: Range<usize>, before: impl Fn(&str) -> bool) -> usize {
        let blocks = blocks(&range);
        let kept = self.keys.get(blocks.clone()).unwrap_or_default();
        let block = blocks.start + kept.partition_point(|key| before(key));
        self.within(bytes, range, block, before)
    }

    /// The same among the few names of `range` before a block, the first of whose kept keys `before` does not hold of.
    fn within(
        &self,
        bytes: &[u8],
        range: Range<usize>,
        block: usize,
        before: impl Fn(&str) -> bool,
    ) -> usize {
        let mut low = range.start.max(block.saturating_sub(1) * STRIDE);
        let mut high = range.end.min(block * STRIDE).max(low);
        let mut key = String::new();
        while low < high {
            let middle = low + (high - low) / 2;
            fold_into(self.get(bytes, middle), &mut key);
            if before(&key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// The blocks whose first names lie in a range of names.
fn blocks(range: &Range<usize>) -> Range<usize> {
    range.start.div_ceil(STRIDE)..range.end.div_ceil(STRIDE)
}

/// The first eight bytes of a key as a number; numbers of keys are in the order of the keys.
fn head(key: &str) -> u64 {
    let mut head = [0; 8];
    head.iter_mut().zip(key.bytes()).for_each(|(to, byte)| *to = byte);
    u64::from_be_bytes(head)
}

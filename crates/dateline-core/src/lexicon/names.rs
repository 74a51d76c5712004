//! A sorted table of names inside a gazetteer's bytes.

use core::ops::Range;

use super::fold::fold_into;
use super::sketch::Sketch;

/// Names ordered by their folded key, stored unfolded.
///
/// The keys are made anew when the table is searched, but their first bytes are kept as numbers ([`head`]), which decide
/// most steps of a search.
#[derive(Clone, Debug)]
pub(super) struct NameTable {
    /// All names without gaps.
    text: Box<str>,
    lengths: Box<[u8]>,
    /// Where every [`STRIDE`]th name starts in the text.
    starts: Vec<u32>,
    heads: Vec<u64>,
    /// Every [`STRIDE`]th head, so that few of the others are touched.
    landmarks: Vec<u64>,
    sketch: Sketch,
}

const STRIDE: usize = 16;

impl NameTable {
    /// Takes the lengths of the names and their text, if they fit each other.
    pub(super) fn new(lengths: &[u8], text: &[u8]) -> Option<Self> {
        let mut starts = Vec::with_capacity(lengths.len() / STRIDE + 1);
        let mut heads = Vec::with_capacity(lengths.len());
        let mut rest = str::from_utf8(text).ok()?;
        let mut sketch = Sketch::for_words(lengths.len());
        let mut key = String::new();
        for (i, length) in lengths.iter().enumerate() {
            if i % STRIDE == 0 {
                starts.push(u32::try_from(text.len() - rest.len()).ok()?);
            }
            let (name, after) = rest.split_at_checked(usize::from(*length))?;
            fold_into(name, &mut key);
            heads.push(head(&key));
            sketch.add(&key);
            rest = after;
        }
        let landmarks = heads.iter().copied().step_by(STRIDE).collect();
        let text = str::from_utf8(text).ok()?.into();
        let lengths = lengths.into();
        rest.is_empty().then_some(Self { text, lengths, starts, heads, landmarks, sketch })
    }

    /// Number of names.
    pub(super) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// The name at an index; empty past the end.
    pub(super) fn get(&self, index: usize) -> &str {
        let name = || {
            let length = usize::from(*self.lengths.get(index)?);
            let block = index / STRIDE;
            let before = self.lengths.get(block * STRIDE..index)?;
            let before: usize = before.iter().map(|length| usize::from(*length)).sum();
            let start = *self.starts.get(block)? as usize + before;
            self.text.get(start..start + length)
        };
        name().unwrap_or_default()
    }

    /// Indexes within `range` of the names whose key is `key`.
    pub(super) fn equal(&self, range: Range<usize>, key: &str) -> Range<usize> {
        // Few names are spelled alike, and most words are none.
        if !self.sketch.may_hold(key) {
            return range.start..range.start;
        }
        let wanted = head(key);
        let alike = self.between(range, wanted, wanted);
        let start = self.partition(alike.clone(), |other| other < key);
        let mut other = String::new();
        let equal = (start..alike.end).take_while(|i| {
            fold_into(self.get(*i), &mut other);
            other == key
        });
        start..start + equal.count()
    }

    /// Indexes within `range` of the names whose key begins with `prefix`.
    pub(super) fn beginning(&self, range: Range<usize>, prefix: &str) -> Range<usize> {
        let lowest = head(prefix);
        let open = u64::MAX.checked_shr(8 * prefix.len() as u32).unwrap_or(0);
        let alike = self.between(range, lowest, lowest | open);
        if prefix.len() <= size_of::<u64>() {
            return alike;
        }
        let start = self.partition(alike.clone(), |other| other < prefix);
        let end = self.partition(start..alike.end, |other| other.starts_with(prefix));
        start..end
    }

    /// Indexes within `range` of the names whose heads are at least `lowest` and at most `highest`.
    fn between(&self, range: Range<usize>, lowest: u64, highest: u64) -> Range<usize> {
        let start = self.first(range.clone(), |head| head < lowest);
        if start == range.end || self.heads[start] > highest {
            return start..start;
        }
        start..self.first(start..range.end, |head| head <= highest)
    }

    /// First index of `range` at whose head `before` no longer holds.
    fn first(&self, range: Range<usize>, before: impl Fn(u64) -> bool) -> usize {
        let blocks = range.start.div_ceil(STRIDE)..range.end.div_ceil(STRIDE);
        let landmarks = self.landmarks.get(blocks.clone()).unwrap_or_default();
        let block = blocks.start + landmarks.partition_point(|head| before(*head));
        let low = range.start.max(block.saturating_sub(1) * STRIDE);
        let high = range.end.min(block * STRIDE).max(low);
        low + self.heads.get(low..high).unwrap_or_default().partition_point(|head| before(*head))
    }

    /// First index of `range` at whose key `before` no longer holds.
    fn partition(&self, range: Range<usize>, before: impl Fn(&str) -> bool) -> usize {
        let Range { start: mut low, end: mut high } = range;
        let mut key = String::new();
        while low < high {
            let middle = low + (high - low) / 2;
            fold_into(self.get(middle), &mut key);
            if before(&key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// The first eight bytes of a key as a number; numbers of keys are in the order of the keys.
fn head(key: &str) -> u64 {
    let mut head = [0; size_of::<u64>()];
    head.iter_mut().zip(key.bytes()).for_each(|(to, byte)| *to = byte);
    u64::from_be_bytes(head)
}

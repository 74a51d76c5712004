//! Sorted sets of strings.

use std::cmp::Ordering;

use super::LoadError;
use super::bytes::Reader;

/// A set of strings in byte order, found by binary search.
///
/// In the file every string is written as the number of bytes it shares with the one before it, the number of bytes
/// that follow, and these bytes.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, LoadError> {
        let count = reader.u32()?;
        let mut bytes: Vec<u8> = Vec::new();
        let mut ends = Vec::new();
        let mut last = 0..0;
        for index in 0..count {
            let shared = usize::from(reader.u8()?);
            let len = usize::from(reader.u8()?);
            let rest = reader.take(len)?;
            if shared > last.len() {
                return Err(reader.error("a string shares more than the one before it has"));
            }
            let start = bytes.len();
            bytes.extend_from_within(last.start..last.start + shared);
            bytes.extend_from_slice(rest);
            if index > 0 && bytes[last.clone()] >= bytes[start..] {
                return Err(reader.error("strings are out of order"));
            }
            last = start..bytes.len();
            ends.push(u32::try_from(bytes.len()).map_err(|_| reader.error("too many strings"))?);
        }
        let text = String::from_utf8(bytes).map_err(|_| reader.error("a string is not UTF-8"))?;
        if ends.iter().any(|&end| !text.is_char_boundary(end as usize)) {
            return Err(reader.error("a string is not UTF-8"));
        }
        Ok(Self { text, ends })
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string of that number; empty when there is none.
    pub(super) fn get(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).copied().unwrap_or(0) };
        self.ends.get(index).map_or("", |&end| &self.text[start as usize..end as usize])
    }

    /// The number of `string`, if it is in the set.
    pub(super) fn find(&self, string: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).as_bytes().cmp(string.as_bytes()) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    pub(super) fn contains(&self, string: &str) -> bool {
        self.find(string).is_some()
    }
}

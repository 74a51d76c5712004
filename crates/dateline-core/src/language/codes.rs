//! Where words stand in a space of meanings, and which way they lean as names: eight and three bytes for each of some
//! 275,000 words.
//!
//! Vectors of words that occur in like company lie near one another. A vector is cut into eight parts and each part
//! replaced by the number of the nearest of 256 (product quantisation, Jégou et al. 2011); an encoder has a table for
//! each part. Words are known by 24 bits of a hash, so one unknown word in some sixty is taken for a known one.

use super::LoadError;
use super::bytes::Reader;

/// Bits of a word's hash.
const BITS: u32 = 24;
/// Of these, the bits by which the words are found; the rest are compared.
const INDEX_BITS: u32 = 12;
/// Numbers that say which way a word leans as a name.
pub(super) const LEANING_PARTS: usize = 3;

/// The codes of words.
#[derive(Debug)]
pub(super) struct Codes {
    /// Hashes, ascending.
    words: Vec<u32>,
    /// For each word the number of its cluster.
    clusters: Vec<u16>,
    /// For each cluster eight numbers of centres, the first in the lowest byte.
    codes: Vec<u64>,
    /// For each word which way it leans as a name, three numbers of centres.
    leanings: Vec<[u8; LEANING_PARTS]>,
    /// For each value of a hash's first bits, how many words come before it.
    index: Vec<u32>,
}

impl Codes {
    /// Reads the steps between ascending hashes, each a run of bytes up to the first below 255, then the words'
    /// clusters, then the clusters' centres and the words' leanings, both part by part.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, LoadError> {
        let count = reader.u32()? as usize;
        let mut words: Vec<u32> = Vec::with_capacity(count.min(1 << BITS));
        let mut hash = 0u32;
        for _ in 0..count {
            loop {
                let step = reader.u8()?;
                hash += u32::from(step);
                if hash >> BITS != 0 {
                    return Err(reader.error("the hash of a word is too large"));
                }
                if step < u8::MAX {
                    break;
                }
            }
            words.push(hash);
        }
        let clusters: Vec<u16> =
            reader.take(count * 2)?.as_chunks().0.iter().map(|&bytes| u16::from_le_bytes(bytes)).collect();
        let rows = reader.u32()? as usize;
        if clusters.iter().any(|&cluster| usize::from(cluster) >= rows) || rows > usize::from(u16::MAX) {
            return Err(reader.error("a word lies in no cluster"));
        }
        let mut codes = vec![0u64; rows];
        for part in 0..8 {
            for (code, &centre) in codes.iter_mut().zip(reader.take(rows)?) {
                *code |= u64::from(centre) << (8 * part);
            }
        }
        let mut leanings = vec![[0; LEANING_PARTS]; count];
        for part in 0..LEANING_PARTS {
            for (leaning, &centre) in leanings.iter_mut().zip(reader.take(count)?) {
                leaning[part] = centre;
            }
        }
        let index = (0..=1u32 << INDEX_BITS)
            .map(|first| words.partition_point(|word| word >> (BITS - INDEX_BITS) < first) as u32)
            .collect();
        Ok(Self { words, clusters, codes, leanings, index })
    }

    /// The code of the word with this hash (MurmurHash64A of its lower-case form) and, in the lowest bytes of a number
    /// that is never 0, which way it leans as a name; 0 where there is none.
    pub(super) fn find(&self, hash: u64) -> [u64; 2] {
        let key = (hash >> (64 - BITS)) as u32;
        let first = (key >> (BITS - INDEX_BITS)) as usize;
        let start = self.index[first] as usize;
        let words = &self.words[start..self.index[first + 1] as usize];
        words.binary_search(&key).map_or([0; 2], |at| {
            let [a, b, c] = self.leanings[start + at];
            let leaning = u64::from_le_bytes([a, b, c, 1, 0, 0, 0, 0]);
            [self.codes[usize::from(self.clusters[start + at])], leaning]
        })
    }
}

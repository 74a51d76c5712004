//! Where words stand in a space of meanings, as eight bytes each.
//!
//! The published medium model of the same family has vectors for 20,000 clusters of words, and says for some 340,000
//! words in which cluster they are. A vector is cut into eight parts and each part replaced by the nearest of 256
//! (product quantisation, Jégou et al. 2011), so that eight bytes, and eight small tables to learn, stand for it. Which way a
//! word leans as a name, a larger recogniser says; three bytes stand for that.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use indicatif::ProgressBar;

use crate::corpus;
use crate::lexicon::hash;
use crate::random::Random;
use crate::wheel::{Wheel, entries, message, number};
use crate::write::Writer;

/// Parts of a vector.
pub(crate) const PARTS: usize = 8;
/// Possible values of a part.
pub(crate) const CENTRES: usize = 256;
/// The number of the code among a word's features.
pub(crate) const CODE: usize = 6;
/// The number of what says which way a word leans as a name, and of how many parts it is.
pub(crate) const LEANING: usize = 7;
pub(crate) const LEANING_PARTS: usize = 3;
/// Rounds of the search for centres.
const ROUNDS: usize = 12;

/// Words and their codes.
pub(crate) struct Codes {
    /// For each cluster the centre of every part; the clusters of most words come first.
    pub(crate) rows: Vec<[u8; PARTS]>,
    /// Clusters of words by the first bits of the hash of their lower-case form.
    pub(crate) words: BTreeMap<u32, u16>,
    /// Centres of each part, one after the other, padded to the same length.
    pub(crate) centres: Vec<Vec<f32>>,
    /// Which way each word leans as a name.
    leanings: BTreeMap<u32, [u8; LEANING_PARTS]>,
    /// What the parts of that stand for.
    leaning_centres: Vec<Vec<f32>>,
}

/// Bits of a word's hash that are kept.
const BITS: u32 = 24;

impl Codes {
    pub(crate) fn read(wheel: &mut Wheel, larger: Option<&Path>, random: &mut Random) -> Result<Self> {
        let bytes = wheel.bytes("vocab/vectors")?;
        let header = bytes.get(8..10).context("no vectors")?;
        let start = 10 + usize::from(u16::from_le_bytes([header[0], header[1]]));
        let values: Vec<f32> =
            bytes[start..].as_chunks().0.iter().map(|&chunk| f32::from_le_bytes(chunk)).collect();
        let header = std::str::from_utf8(&bytes[10..start])?;
        ensure!(header.contains("'<f4'") && header.contains("False"), "odd vectors: {header}");
        let count = 20_000;
        ensure!(values.len().is_multiple_of(count), "odd number of vectors");
        let width = values.len() / count;
        let mut values = values;
        for vector in values.chunks_exact_mut(width) {
            let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-6);
            vector.iter_mut().for_each(|v| *v /= length);
        }

        let known = message(&wheel.bytes("vocab/key2row")?)?;
        let mut by_key = BTreeMap::new();
        for (key, row) in entries(&known)? {
            by_key.insert(number(key)?, u16::try_from(number(row)?)?);
        }
        let known = |word: &String| Some((fingerprint(word), *by_key.get(&hash(word))?));
        let mut words: BTreeMap<u32, u16> = words(wheel)?.iter().filter_map(known).collect();

        let progress = ProgressBar::new(PARTS as u64);
        let mut rows = vec![[0u8; PARTS]; count];
        let mut centres = Vec::new();
        for part in 0..PARTS {
            let range = part * width / PARTS..(part + 1) * width / PARTS;
            let points: Vec<&[f32]> =
                values.chunks_exact(width).map(|vector| &vector[range.clone()]).collect();
            let (found, of) = cluster(&points, random);
            rows.iter_mut().zip(of).for_each(|(row, of)| row[part] = of);
            centres.push(found);
            progress.inc(1);
        }
        progress.finish_and_clear();
        let order = by_size(&words, count);
        let mut number = vec![0; count];
        for (new, &old) in (0..).zip(&order) {
            number[usize::from(old)] = new;
        }
        words.values_mut().for_each(|row| *row = number[usize::from(*row)]);
        let rows = order.iter().map(|&row| rows[usize::from(row)]).collect();
        let mut codes = Self { rows, words, centres, leanings: BTreeMap::new(), leaning_centres: Vec::new() };
        if let Some(folder) = larger {
            codes.read_leanings(&folder.join("leanings.tsv.gz"), random)?;
        }
        Ok(codes)
    }

    /// Reads vectors of words and replaces each by the nearest of 256, what remains by the nearest of 256, and so on
    /// (residual quantisation, Juang and Gray 1982).
    fn read_leanings(&mut self, path: &Path, random: &mut Random) -> Result<()> {
        let mut words = Vec::new();
        let mut vectors: Vec<Vec<f32>> = Vec::new();
        for line in corpus::packed(path)?.lines() {
            let line = line?;
            let (word, values) = line.split_once('\t').context("no vector")?;
            let word = fingerprint(word);
            if self.words.contains_key(&word) {
                words.push(word);
                vectors.push(values.split(' ').map(str::parse).collect::<Result<_, _>>()?);
            }
        }
        ensure!(!words.is_empty(), "no leanings of known words in {}", path.display());
        let mut found = vec![[0u8; LEANING_PARTS]; words.len()];
        for part in 0..LEANING_PARTS {
            let points: Vec<&[f32]> = vectors.iter().map(Vec::as_slice).collect();
            let (centres, of) = cluster(&points, random);
            let width = points[0].len();
            for ((vector, found), of) in vectors.iter_mut().zip(&mut found).zip(of) {
                found[part] = of;
                let centre = &centres[usize::from(of) * width..][..width];
                vector.iter_mut().zip(centre).for_each(|(value, centre)| *value -= centre);
            }
            self.leaning_centres.push(centres);
        }
        self.leanings = words.into_iter().zip(found).collect();
        Ok(())
    }

    /// A table for an encoder of names: each centre where a random projection puts it. Vectors of leanings are about a
    /// hundred long.
    pub(crate) fn leaning_table(&self, width: usize, random: &mut Random) -> Vec<f32> {
        let len = self.leaning_centres.first().map_or(1, |centres| centres.len() / CENTRES);
        let projection: Vec<f32> = (0..len * width).map(|_| random.normal() * 0.003).collect();
        let mut table = vec![0.0; LEANING_PARTS * CENTRES * width];
        for (centres, rows) in self.leaning_centres.iter().zip(table.chunks_exact_mut(CENTRES * width)) {
            project(centres, &projection, width, rows);
        }
        table
    }

    /// A table for an encoder: each centre where a random projection puts it, so that
    /// near ones are near.
    pub(crate) fn table(&self, width: usize, random: &mut Random) -> Vec<f32> {
        let mut table = vec![0.0; PARTS * CENTRES * width];
        for (centres, rows) in self.centres.iter().zip(table.chunks_exact_mut(CENTRES * width)) {
            let len = centres.len() / CENTRES;
            let projection: Vec<f32> = (0..len * width).map(|_| random.normal() * 0.2).collect();
            project(centres, &projection, width, rows);
        }
        table
    }

    /// The codes as they stand in the model: cluster numbers by ascending hash, then the clusters' codes.
    pub(crate) fn write(&self, writer: &mut Writer) -> Result<()> {
        writer.u32(u32::try_from(self.words.len())?);
        let mut last = 0;
        for &word in self.words.keys() {
            let mut step = word - last;
            while step >= 255 {
                writer.u8(255);
                step -= 255;
            }
            writer.u8(u8::try_from(step)?);
            last = word;
        }
        self.words.values().for_each(|&row| writer.u16(row));
        writer.u32(u32::try_from(self.rows.len())?);
        for part in 0..PARTS {
            self.rows.iter().for_each(|row| writer.u8(row[part]));
        }
        for part in 0..LEANING_PARTS {
            for word in self.words.keys() {
                writer.u8(self.leanings.get(word).map_or(0, |leaning| leaning[part]));
            }
        }
        Ok(())
    }
}

/// Puts each centre where a projection to a width puts it.
fn project(centres: &[f32], projection: &[f32], width: usize, rows: &mut [f32]) {
    let len = projection.len() / width;
    for (centre, row) in centres.chunks_exact(len).zip(rows.chunks_exact_mut(width)) {
        for (value, projection) in centre.iter().zip(projection.chunks_exact(width)) {
            row.iter_mut().zip(projection).for_each(|(row, p)| *row += value * p);
        }
    }
}

/// The words of a wheel's vocabulary, in lower case.
pub(crate) fn words(wheel: &mut Wheel) -> Result<Vec<String>> {
    let mut words: Vec<String> = serde_json::from_slice(&wheel.bytes("vocab/strings.json")?)?;
    words.retain(|word| is_word(word));
    Ok(words)
}

/// Words of letters, hyphens, points and apostrophes in lower case.
fn is_word(word: &str) -> bool {
    word.chars().count() <= 20
        && word.chars().all(|c| (c.is_alphabetic() && !c.is_uppercase()) || matches!(c, '-' | '.' | '\''))
        && word.chars().any(char::is_alphabetic)
}

/// The clusters that have words, those of most words first: small numbers compress better.
fn by_size(words: &BTreeMap<u32, u16>, count: usize) -> Vec<u16> {
    let mut sizes = vec![0; count];
    words.values().for_each(|&row| sizes[usize::from(row)] += 1);
    let mut order: Vec<u16> = (0..).zip(&sizes).filter(|(_, size)| **size > 0).map(|(row, _)| row).collect();
    order.sort_by_key(|&row| (std::cmp::Reverse(sizes[usize::from(row)]), row));
    order
}

fn fingerprint(word: &str) -> u32 {
    (hash(word) >> (64 - BITS)) as u32
}

/// Centres (k-means, Lloyd 1982), and for each point the number of the nearest.
fn cluster(points: &[&[f32]], random: &mut Random) -> (Vec<f32>, Vec<u8>) {
    let width = points[0].len();
    let mut centres: Vec<f32> =
        (0..CENTRES).flat_map(|_| points[random.below(points.len())].to_vec()).collect();
    let mut of = vec![0u8; points.len()];
    for _ in 0..ROUNDS {
        let norms: Vec<f32> = centres.chunks_exact(width).map(|c| c.iter().map(|v| v * v).sum()).collect();
        for (point, of) in points.iter().zip(&mut of) {
            let mut nearest = f32::INFINITY;
            for (number, (centre, norm)) in centres.chunks_exact(width).zip(&norms).enumerate() {
                let distance = norm - 2.0 * centre.iter().zip(*point).map(|(a, b)| a * b).sum::<f32>();
                if distance < nearest {
                    nearest = distance;
                    *of = number as u8;
                }
            }
        }
        let mut sums = vec![0.0f32; CENTRES * width];
        let mut counts = vec![0u32; CENTRES];
        for (point, &of) in points.iter().zip(&of) {
            counts[usize::from(of)] += 1;
            sums[usize::from(of) * width..][..width].iter_mut().zip(*point).for_each(|(sum, v)| *sum += v);
        }
        for (number, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let centre = &mut centres[number * width..][..width];
            centre.iter_mut().zip(&sums[number * width..]).for_each(|(c, sum)| *c = sum / count as f32);
        }
    }
    (centres, of)
}

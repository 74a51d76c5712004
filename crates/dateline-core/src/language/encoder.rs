//! Turns the words of sentences into vectors that know their neighbours.
//!
//! Each lexical feature of a word is hashed four times into a table of vectors, and the four are added (Svenstrup et
//! al. 2017), but for the codes of its meaning and its leaning, which name eight and three rows themselves; a maxout layer mixes the features; then
//! convolutions over three neighbouring words with residual connections follow, each a maxout layer with layer
//! normalisation (Miranda et al. 2022).

use std::ops::Range;

use super::LoadError;
use super::bytes::Reader;
use super::codes::LEANING_PARTS;
use super::kernel::{Matrix, Scale, Table, quantise};
use super::lexeme::{CODE, FEATURES, Form, LEANING};

/// Number of forms that are embedded at a time.
const CHUNK: usize = 48;

/// An embedding with its convolutions.
#[derive(Debug)]
pub(super) struct Encoder {
    features: Vec<Feature>,
    mix: Maxout,
    layers: Vec<Maxout>,
}

#[derive(Debug)]
struct Feature {
    /// Which of the features of a [`Form`].
    index: usize,
    seed: u32,
    table: Table,
}

/// Vectors of the distinct forms of a text, before the words around are looked at.
#[derive(Debug)]
pub(super) struct Embedded {
    vectors: Vec<f32>,
}

/// The vectors of the words of some sentences, one row each, sentence after sentence.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    /// The vectors as integers, and the scale that brings them back.
    integers: Vec<i16>,
    scale: f32,
    /// Number of words.
    len: usize,
    work: Work,
}

/// Working memory of [`Encoder::encode`].
#[derive(Debug, Default)]
struct Work {
    /// The rows of the words and those before, between and behind the sentences.
    vectors: Vec<f32>,
    /// The rows of each sentence.
    sentences: Vec<Range<usize>>,
    integers: Vec<i16>,
    products: Vec<f32>,
}

impl Encoded {
    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Writes the product of each word with `matrix`, plus `bias`, to the rows of `out`, which must have the room.
    pub(super) fn multiply(&self, matrix: &Matrix, bias: &[f32], out: &mut [f32]) {
        matrix.multiply(&self.integers, matrix.cols(), self.len, Scale::One(self.scale), bias, out);
    }
}

impl Encoder {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, LoadError> {
        let mut features = Vec::new();
        for _ in 0..reader.u8()? {
            let index = usize::from(reader.u8()?);
            if index >= FEATURES {
                return Err(reader.error("unknown lexical feature"));
            }
            let feature = Feature { index, seed: reader.u32()?, table: Table::read(reader)? };
            if parts(index).is_some_and(|parts| feature.table.rows() != parts * 256) {
                return Err(reader.error("the table of the codes has too few rows"));
            }
            features.push(feature);
        }
        let Some(width) = features.first().map(|feature| feature.table.cols()) else {
            return Err(reader.error("an encoder has no features"));
        };
        if !width.is_multiple_of(LANES) || features.iter().any(|feature| feature.table.cols() != width) {
            return Err(reader.error("the width of an embedding is wrong"));
        }
        let mix = Maxout::read(reader, width, features.len() * width)?;
        let mut layers = Vec::new();
        for _ in 0..reader.u8()? {
            layers.push(Maxout::read(reader, width, 3 * width)?);
        }
        Ok(Self { features, mix, layers })
    }

    pub(super) fn width(&self) -> usize {
        self.mix.width
    }

    /// Embeds every form.
    pub(super) fn embed(&self, forms: &[Form]) -> Embedded {
        let width = self.width();
        let mut vectors = vec![0.0; forms.len() * width];
        let cols = self.features.len() * width;
        let mut features = vec![0.0; cols];
        let mut integers = vec![0; CHUNK * cols];
        let mut scales = Vec::with_capacity(CHUNK);
        let mut products = Vec::new();
        for (forms, vectors) in forms.chunks(CHUNK).zip(vectors.chunks_mut(CHUNK * width)) {
            scales.clear();
            for (form, integers) in forms.iter().zip(integers.chunks_exact_mut(cols)) {
                features.fill(0.0);
                for (feature, sum) in self.features.iter().zip(features.chunks_exact_mut(width)) {
                    feature.add(form.features[feature.index], sum);
                }
                scales.push(self.mix.matrix.quantise(&features, integers));
            }
            self.mix.add(&integers, cols, Scale::Each(&scales), &mut products, vectors);
        }
        Embedded { vectors }
    }

    /// Encodes sentences, each given by the numbers of its words' forms, into integers of at most `limit`.
    ///
    /// Convolutions see past the ends of a sentence. Rows there are empty at first and change from layer to layer, as
    /// they did when the published weights were trained; there are as many as keep sentences from seeing each other.
    pub(super) fn encode<'f>(
        &self,
        embedded: &Embedded,
        forms: impl Iterator<Item = &'f [u32]>,
        limit: i32,
        encoded: &mut Encoded,
    ) {
        let width = self.width();
        let margin = self.layers.len() * width;
        let Work { vectors, sentences, integers, products } = &mut encoded.work;
        vectors.clear();
        vectors.resize(margin, 0.0);
        sentences.clear();
        for forms in forms {
            let start = vectors.len();
            for &form in forms {
                vectors.extend_from_slice(&embedded.vectors[form as usize * width..][..width]);
            }
            sentences.push(start..vectors.len());
            vectors.resize(vectors.len() + margin, 0.0);
        }
        integers.clear();
        integers.resize(vectors.len(), 0);
        let mut bound = self.mix.bound;
        for (index, layer) in self.layers.iter().enumerate() {
            let scale = layer.matrix.quantise_within(vectors, bound, integers);
            // The outermost rows see nothing that a word will ever see.
            let inner = (index + 1) * width..vectors.len() - (index + 1) * width;
            let input = &integers[inner.start - width..inner.end + width];
            layer.add(input, width, Scale::One(scale), products, &mut vectors[inner]);
            bound += layer.bound;
        }
        encoded.len = sentences.iter().map(|rows| rows.len() / width).sum();
        encoded.integers.resize(encoded.len * width, 0);
        let mut rest = encoded.integers.as_mut_slice();
        for rows in sentences {
            let (words, after) = rest.split_at_mut(rows.len());
            encoded.scale = quantise(&vectors[rows.clone()], bound, limit, words);
            rest = after;
        }
    }
}

impl Feature {
    /// Adds the vector of a feature with this number.
    fn add(&self, number: u64, sum: &mut [f32]) {
        match parts(self.index) {
            Some(_) if number == 0 => {}
            Some(parts) => {
                for (part, centre) in number.to_le_bytes().into_iter().take(parts).enumerate() {
                    self.table.add_row(part * 256 + usize::from(centre), sum);
                }
            }
            None => {
                for row in embedding_rows(number, self.seed) {
                    self.table.add_row(row as usize % self.table.rows(), sum);
                }
            }
        }
    }
}

/// Of how many numbers a feature consists that names rows itself.
fn parts(index: usize) -> Option<usize> {
    match index {
        CODE => Some(8),
        LEANING => Some(LEANING_PARTS),
        _ => None,
    }
}

/// The four rows of an embedding table that a key hashes to, before they are taken modulo its length (MurmurHash3, x86,
/// 128 bits, of one eight-byte block).
#[must_use]
pub fn embedding_rows(key: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let mut h1 = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= seed;
    h1 ^= 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = finalise(h1);
    h2 = finalise(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

fn finalise(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// A layer that takes the largest of several linear maps and normalises the result.
#[derive(Debug)]
struct Maxout {
    width: usize,
    matrix: Matrix,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    /// No output is larger in magnitude: a normalised vector is as long as the root of its width.
    bound: f32,
}

impl Maxout {
    /// Reads a layer; the rows of its matrix are all outputs of the first piece, then of the second, and so on.
    fn read(reader: &mut Reader<'_>, width: usize, cols: usize) -> Result<Self, LoadError> {
        let matrix = Matrix::read(reader, cols)?;
        if !matrix.rows().is_multiple_of(width) {
            return Err(reader.error("a maxout layer has an incomplete piece"));
        }
        let bias = reader.floats(matrix.rows())?;
        let gain = reader.floats(width)?;
        let shift = reader.floats(width)?;
        let root = (width as f32).sqrt();
        let bound = gain.iter().zip(&shift).fold(0.0f32, |most, (g, s)| most.max(g.abs() * root + s.abs()));
        Ok(Self { width, matrix, bias, gain, shift, bound })
    }

    /// Adds the layer's output for each window of `input` to the next vector of `out`.
    fn add(&self, input: &[i16], stride: usize, scale: Scale<'_>, products: &mut Vec<f32>, out: &mut [f32]) {
        let count = out.len() / self.width;
        products.resize(count * self.matrix.rows(), 0.0);
        self.matrix.multiply(input, stride, count, scale, &self.bias, products);
        for (products, out) in
            products.chunks_exact_mut(self.matrix.rows()).zip(out.chunks_exact_mut(self.width))
        {
            let (best, rest) = products.split_at_mut(self.width);
            for piece in rest.chunks_exact(self.width) {
                for (best, &value) in best.iter_mut().zip(piece) {
                    *best = if value > *best { value } else { *best };
                }
            }
            self.normalise(best, out);
        }
    }

    fn normalise(&self, values: &[f32], out: &mut [f32]) {
        let count = self.width as f32;
        let mean = sum(values, |value| value) / count;
        let variance = sum(values, |value| (value - mean) * (value - mean)) / count;
        let factor = 1.0 / (variance + 1e-8).sqrt();
        for (index, (value, out)) in values.iter().zip(out).enumerate() {
            *out += (value - mean) * factor * self.gain[index] + self.shift[index];
        }
    }
}

/// Number of partial sums of [`sum`].
const LANES: usize = 8;

/// Adds up in a fixed order that is also quick: eight partial sums, then these in pairs.
fn sum(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for chunk in values.as_chunks::<LANES>().0 {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += term(value);
        }
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (b + f)) + ((c + g) + (d + h))
}

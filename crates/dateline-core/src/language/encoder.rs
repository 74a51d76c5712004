//! Turns the words of a sentence into vectors that know their neighbours.
//!
//! Each lexical feature of a word is hashed four times into a table of vectors, and the four are added (Svenstrup et
//! al. 2017), but for the code of its meaning, which names eight rows itself; a maxout layer mixes the features; then convolutions over three neighbouring words with residual
//! connections follow, each a maxout layer with layer normalisation (Miranda et al. 2022).

use super::LoadError;
use super::bytes::Reader;
use super::kernel::{Matrix, Scale, Table};
use super::lexeme::{CODE, FEATURES, Form};

/// Number of forms that are embedded at a time.
const CHUNK: usize = 48;

/// An embedding with its convolutions.
#[derive(Debug)]
pub(super) struct Encoder {
    features: Vec<Feature>,
    mix: Maxout,
    layers: Vec<Maxout>,
    /// What each layer makes of a position so far from any word that it sees none.
    far: Vec<Vec<f32>>,
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
    width: usize,
    vectors: Vec<f32>,
}

/// Working memory of [`Encoder::encode`].
#[derive(Debug, Default)]
pub(super) struct Scratch {
    vectors: Vec<f32>,
    integers: Vec<i16>,
    products: Vec<f32>,
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
            if index == CODE && feature.table.rows() != 8 * 256 {
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
        let mut encoder = Self { features, mix, layers, far: Vec::new() };
        encoder.far = encoder.look_far();
        Ok(encoder)
    }

    pub(super) fn width(&self) -> usize {
        self.mix.width
    }

    fn look_far(&self) -> Vec<Vec<f32>> {
        let width = self.width();
        let mut far: Vec<Vec<f32>> = Vec::new();
        let mut integers = vec![0; 3 * width];
        let mut products = Vec::new();
        for layer in &self.layers {
            let mut vector = far.last().cloned().unwrap_or_else(|| vec![0.0; width]);
            let window = vector.repeat(3);
            let scale = layer.matrix.quantise(&window, &mut integers);
            layer.add(&integers, width, Scale::One(scale), &mut products, &mut vector);
            far.push(vector);
        }
        far
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
        Embedded { width, vectors }
    }

    /// Writes the vectors of one sentence, given by the numbers of its words' forms, to `out`.
    pub(super) fn encode(
        &self,
        embedded: &Embedded,
        forms: &[u32],
        scratch: &mut Scratch,
        out: &mut Vec<f32>,
    ) {
        let width = self.width();
        let depth = self.layers.len();
        // Convolutions see past the ends of the sentence: positions there start as zeros and change from layer to
        // layer, as they did when the model was trained.
        let margin = depth;
        let len = forms.len() + 2 * margin;
        let Scratch { vectors, integers, products } = scratch;
        vectors.clear();
        vectors.resize(len * width, 0.0);
        integers.clear();
        integers.resize(len * width, 0);
        for (&form, vector) in forms.iter().zip(vectors[margin * width..].chunks_exact_mut(width)) {
            vector.copy_from_slice(&embedded.vectors[form as usize * embedded.width..][..width]);
        }
        for (index, layer) in self.layers.iter().enumerate() {
            // How far outside the sentence this layer must be known, and how far words reach by now.
            let known = depth - index - 1;
            let reached = known.min(index + 1);
            let first = margin - reached;
            let last = len - margin + reached;
            let input = (first - 1) * width..(last + 1) * width;
            let scale = layer.matrix.quantise(&vectors[input.clone()], &mut integers[input.clone()]);
            layer.add(
                &integers[input],
                width,
                Scale::One(scale),
                products,
                &mut vectors[first * width..last * width],
            );
            for position in (margin - known..first).chain(last..len - margin + known) {
                vectors[position * width..][..width].copy_from_slice(&self.far[index]);
            }
        }
        out.extend_from_slice(&vectors[margin * width..(len - margin) * width]);
    }
}

impl Feature {
    /// Adds the vector of a feature with this number.
    fn add(&self, number: u64, sum: &mut [f32]) {
        if self.index != CODE {
            for row in embedding_rows(number, self.seed) {
                self.table.add_row(row as usize % self.table.rows(), sum);
            }
        } else if number != 0 {
            for (part, centre) in number.to_le_bytes().into_iter().enumerate() {
                self.table.add_row(part * 256 + usize::from(centre), sum);
            }
        }
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
        Ok(Self { width, matrix, bias, gain, shift })
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

//! The network as it is trained: hashed embeddings, maxout convolutions, and Adam to move their weights.
//!
//! The shapes are those of `dateline_core::language`'s encoder, in single precision. A batch is a run of rows, one for
//! each word, with as many empty rows between sentences as the convolutions see, so that no sentence sees another.

use crate::network::{EncoderWeights, FeatureWeights, MaxoutWeights};
use crate::random::Random;
use crate::vectors::{CODE, LEANING};

/// Rows of the embedding tables that make up one feature of a word.
pub(crate) type Rows = Vec<u32>;

/// The weights of a network by number, with what Adam remembers of each.
#[derive(Default)]
pub(crate) struct Weights {
    pub(crate) values: Vec<Vec<f32>>,
    first: Vec<Vec<f32>>,
    second: Vec<Vec<f32>>,
    /// The mean of the last few hundred steps, which does better on what it has not seen than the last step alone
    /// (Polyak and Juditsky 1992).
    mean: Vec<Vec<f32>>,
    step: i32,
}

/// One gradient for each weight.
pub(crate) type Gradients = Vec<Vec<f32>>;

impl Weights {
    /// Adds an array of weights and returns its number.
    pub(crate) fn add(&mut self, values: Vec<f32>) -> usize {
        self.first.push(vec![0.0; values.len()]);
        self.second.push(vec![0.0; values.len()]);
        self.mean.push(values.clone());
        self.values.push(values);
        self.values.len() - 1
    }

    pub(crate) fn gradients(&self) -> Gradients {
        self.values.iter().map(|values| vec![0.0; values.len()]).collect()
    }

    /// Moves the weights against their gradients and clears these (Kingma and Ba 2015; decay apart from the
    /// gradient as in Loshchilov and Hutter 2019).
    pub(crate) fn learn(&mut self, gradients: &mut Gradients, rate: f32, decay: f32) {
        const FIRST: f32 = 0.9;
        const SECOND: f32 = 0.999;
        /// Steps that the mean looks back on.
        const MEAN: f32 = 500.0;
        /// Longest gradient.
        const LONGEST: f32 = 1.0;
        self.step += 1;
        let length =
            gradients.iter().flatten().map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>().sqrt() as f32;
        let factor = if length > LONGEST { LONGEST / length } else { 1.0 };
        let first_scale = 1.0 / (1.0 - FIRST.powi(self.step));
        let second_scale = 1.0 / (1.0 - SECOND.powi(self.step));
        let newest = 1.0 / MEAN.min(1.0 + self.step as f32 / 10.0);
        for ((((values, first), second), mean), gradient) in self
            .values
            .iter_mut()
            .zip(&mut self.first)
            .zip(&mut self.second)
            .zip(&mut self.mean)
            .zip(gradients)
        {
            for ((((value, first), second), mean), gradient) in
                values.iter_mut().zip(first).zip(second).zip(mean).zip(gradient)
            {
                let g = *gradient * factor;
                *gradient = 0.0;
                *first += (1.0 - FIRST) * (g - *first);
                *second += (1.0 - SECOND) * (g * g - *second);
                *value -=
                    rate * (*first * first_scale / ((*second * second_scale).sqrt() + 1e-8) + decay * *value);
                *mean += newest * (*value - *mean);
            }
        }
    }

    /// Puts the mean of the last steps in the place of the weights, and them in its place.
    pub(crate) fn exchange_with_mean(&mut self) {
        std::mem::swap(&mut self.values, &mut self.mean);
    }
}

/// Adds gradients to others, clears them, and scales the sum.
pub(crate) fn gather(gradients: &mut Gradients, others: &mut Gradients, scale: f32) {
    for (own, other) in gradients.iter_mut().flatten().zip(others.iter_mut().flatten()) {
        *own = (*own + *other) * scale;
        *other = 0.0;
    }
}

/// `out = a · bᵀ` (`n × m`), with `a` of `n` rows and `b` of `m` rows of `k` columns.
pub(crate) fn times_transposed(a: &[f32], b: &[f32], n: usize, m: usize, k: usize, out: &mut [f32]) {
    assert!(a.len() == n * k && b.len() == m * k && out.len() == n * m, "shapes");
    // SAFETY: the three slices have just the sizes that the strides reach.
    unsafe {
        matrixmultiply::sgemm(
            n,
            k,
            m,
            1.0,
            a.as_ptr(),
            k as isize,
            1,
            b.as_ptr(),
            1,
            k as isize,
            0.0,
            out.as_mut_ptr(),
            m as isize,
            1,
        );
    }
}

/// `out = a · b` (`n × k`), with `a` of `n × m` and `b` of `m × k`.
pub(crate) fn times(a: &[f32], b: &[f32], n: usize, m: usize, k: usize, out: &mut [f32]) {
    assert!(a.len() == n * m && b.len() == m * k && out.len() == n * k, "shapes");
    // SAFETY: the three slices have just the sizes that the strides reach.
    unsafe {
        matrixmultiply::sgemm(
            n,
            m,
            k,
            1.0,
            a.as_ptr(),
            m as isize,
            1,
            b.as_ptr(),
            k as isize,
            1,
            0.0,
            out.as_mut_ptr(),
            k as isize,
            1,
        );
    }
}

/// `out += aᵀ · b` (`m × k`), with `a` of `n × m` and `b` of `n × k`.
pub(crate) fn add_transposed_times(a: &[f32], b: &[f32], n: usize, m: usize, k: usize, out: &mut [f32]) {
    assert!(a.len() == n * m && b.len() == n * k && out.len() == m * k, "shapes");
    // SAFETY: the three slices have just the sizes that the strides reach.
    unsafe {
        matrixmultiply::sgemm(
            m,
            n,
            k,
            1.0,
            a.as_ptr(),
            1,
            m as isize,
            b.as_ptr(),
            k as isize,
            1,
            1.0,
            out.as_mut_ptr(),
            k as isize,
            1,
        );
    }
}

/// A layer that takes the largest of several linear maps and normalises the result.
pub(crate) struct Maxout {
    inputs: usize,
    width: usize,
    pieces: usize,
    /// All outputs of the first piece, then of the second, and so on.
    matrix: usize,
    bias: usize,
    gain: usize,
    shift: usize,
}

/// What [`Maxout::backward`] must know of the way forward.
#[derive(Default)]
pub(crate) struct Passed {
    input: Vec<f32>,
    best: Vec<u8>,
    normal: Vec<f32>,
    inverse: Vec<f32>,
    kept: Vec<f32>,
}

impl Maxout {
    fn of(layer: &MaxoutWeights, width: usize, weights: &mut Weights) -> Self {
        Self {
            inputs: layer.inputs,
            width,
            pieces: layer.bias.len() / width,
            matrix: weights.add(layer.matrix.clone()),
            bias: weights.add(layer.bias.clone()),
            gain: weights.add(layer.gain.clone()),
            shift: weights.add(layer.shift.clone()),
        }
    }

    fn weights(&self, weights: &Weights) -> MaxoutWeights {
        MaxoutWeights {
            inputs: self.inputs,
            matrix: weights.values[self.matrix].clone(),
            bias: weights.values[self.bias].clone(),
            gain: weights.values[self.gain].clone(),
            shift: weights.values[self.shift].clone(),
        }
    }

    /// The outputs for each row of `input`, of which a share of `drop` is left out and the rest made larger.
    fn forward(
        &self,
        weights: &Weights,
        input: Vec<f32>,
        drop: f32,
        random: &mut Random,
    ) -> (Vec<f32>, Passed) {
        let count = input.len() / self.inputs;
        let rows = self.width * self.pieces;
        let mut products = vec![0.0; count * rows];
        times_transposed(&input, &weights.values[self.matrix], count, rows, self.inputs, &mut products);
        let (bias, gain, shift) =
            (&weights.values[self.bias], &weights.values[self.gain], &weights.values[self.shift]);
        let mut best = vec![0u8; count * self.width];
        let mut normal = vec![0.0; count * self.width];
        let mut inverse = vec![0.0; count];
        let mut out = vec![0.0; count * self.width];
        let mut kept = Vec::new();
        for (row, products) in products.chunks_exact(rows).enumerate() {
            let at = row * self.width..(row + 1) * self.width;
            let (best, normal) = (&mut best[at.clone()], &mut normal[at.clone()]);
            for o in 0..self.width {
                let mut largest = f32::NEG_INFINITY;
                for piece in 0..self.pieces {
                    let value = products[piece * self.width + o] + bias[piece * self.width + o];
                    if value > largest {
                        largest = value;
                        best[o] = piece as u8;
                    }
                }
                normal[o] = largest;
            }
            let width = self.width as f32;
            let mean = normal.iter().sum::<f32>() / width;
            let variance = normal.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / width;
            inverse[row] = 1.0 / (variance + 1e-8).sqrt();
            for (o, out) in out[at].iter_mut().enumerate() {
                normal[o] = (normal[o] - mean) * inverse[row];
                *out = normal[o] * gain[o] + shift[o];
            }
        }
        if drop > 0.0 {
            kept =
                (0..out.len()).map(|_| if random.unit() < drop { 0.0 } else { 1.0 / (1.0 - drop) }).collect();
            out.iter_mut().zip(&kept).for_each(|(out, kept)| *out *= kept);
        }
        (out, Passed { input, best, normal, inverse, kept })
    }

    /// The gradient of the input, given that of the output.
    fn backward(
        &self,
        weights: &Weights,
        passed: &Passed,
        mut from: Vec<f32>,
        into: &mut Gradients,
    ) -> Vec<f32> {
        let count = passed.inverse.len();
        let rows = self.width * self.pieces;
        if !passed.kept.is_empty() {
            from.iter_mut().zip(&passed.kept).for_each(|(from, kept)| *from *= kept);
        }
        let gain = &weights.values[self.gain];
        let mut products = vec![0.0; count * rows];
        let width = self.width as f32;
        for row in 0..count {
            let at = row * self.width..(row + 1) * self.width;
            let (from, normal, best) = (&from[at.clone()], &passed.normal[at.clone()], &passed.best[at]);
            let (mut mean, mut along) = (0.0, 0.0);
            for o in 0..self.width {
                into[self.gain][o] += from[o] * normal[o];
                into[self.shift][o] += from[o];
                mean += from[o] * gain[o];
                along += from[o] * gain[o] * normal[o];
            }
            mean /= width;
            along /= width;
            for o in 0..self.width {
                let value = passed.inverse[row] * (from[o] * gain[o] - mean - normal[o] * along);
                let at = usize::from(best[o]) * self.width + o;
                products[row * rows + at] = value;
                into[self.bias][at] += value;
            }
        }
        add_transposed_times(&products, &passed.input, count, rows, self.inputs, &mut into[self.matrix]);
        let mut back = vec![0.0; count * self.inputs];
        times(&products, &weights.values[self.matrix], count, rows, self.inputs, &mut back);
        back
    }
}

/// A lexical feature: which one, and its table.
pub(crate) struct Feature {
    index: usize,
    seed: u32,
    table: usize,
    /// Share of words in training whose feature is left out.
    drop: f32,
}

/// An embedding with its convolutions.
pub(crate) struct Encoder {
    pub(crate) width: usize,
    features: Vec<Feature>,
    mix: Maxout,
    layers: Vec<Maxout>,
}

/// The words of a batch: for each feature, by its number, the table rows of every word, or nothing where a row is empty.
pub(crate) type Words<'b> = Vec<Option<&'b [Rows]>>;

/// What [`Encoder::backward`] must know of the way forward.
pub(crate) struct Trace {
    dropped: Vec<bool>,
    mix: Passed,
    layers: Vec<Passed>,
}

impl Encoder {
    /// An encoder with the weights of another.
    pub(crate) fn of(start: &EncoderWeights, weights: &mut Weights) -> Self {
        /// Features that name a word, and not only its form: in training some words do without.
        const NAMING: [usize; 3] = [0, CODE, LEANING];
        /// Share of words that do.
        const WITHOUT: f32 = 0.1;
        let features = start
            .features
            .iter()
            .map(|feature| Feature {
                index: feature.index,
                seed: feature.seed,
                table: weights.add(feature.table.clone()),
                drop: if NAMING.contains(&feature.index) { WITHOUT } else { 0.0 },
            })
            .collect();
        let (mix, layers) = start.layers.split_first().expect("an encoder has a layer");
        Self {
            width: start.width,
            features,
            mix: Maxout::of(mix, start.width, weights),
            layers: layers.iter().map(|layer| Maxout::of(layer, start.width, weights)).collect(),
        }
    }

    /// The weights as they are now.
    pub(crate) fn weights(&self, weights: &Weights) -> EncoderWeights {
        EncoderWeights {
            width: self.width,
            features: self
                .features
                .iter()
                .map(|feature| FeatureWeights {
                    index: feature.index,
                    seed: feature.seed,
                    table: weights.values[feature.table].clone(),
                })
                .collect(),
            layers: std::iter::once(&self.mix)
                .chain(&self.layers)
                .map(|layer| layer.weights(weights))
                .collect(),
        }
    }

    /// Number of empty rows that must stand between two sentences, and at both ends.
    pub(crate) fn margin(&self) -> usize {
        self.layers.len()
    }

    pub(crate) fn forward(
        &self,
        weights: &Weights,
        words: &Words<'_>,
        drop: f32,
        random: &mut Random,
    ) -> (Vec<f32>, Trace) {
        let width = self.width;
        let cols = width * self.features.len();
        let mut input = vec![0.0; words.len() * cols];
        let mut dropped = vec![false; words.len() * self.features.len()];
        for (row, word) in words.iter().enumerate() {
            let Some(word) = word else { continue };
            for (number, feature) in self.features.iter().enumerate() {
                if drop > 0.0 && random.unit() < feature.drop {
                    dropped[row * self.features.len() + number] = true;
                    continue;
                }
                let table = &weights.values[feature.table];
                let out = &mut input[row * cols + number * width..][..width];
                for &index in &word[feature.index] {
                    out.iter_mut().zip(&table[index as usize * width..][..width]).for_each(|(o, v)| *o += v);
                }
            }
        }
        let (mut vectors, mix) = self.mix.forward(weights, input, drop, random);
        clear_empty(words, &mut vectors);
        let mut layers = Vec::new();
        for layer in &self.layers {
            let (out, passed) = layer.forward(weights, windows(&vectors, width), drop, random);
            vectors.iter_mut().zip(out).for_each(|(vector, out)| *vector += out);
            layers.push(passed);
        }
        (vectors, Trace { dropped, mix, layers })
    }

    pub(crate) fn backward(
        &self,
        weights: &Weights,
        words: &Words<'_>,
        trace: &Trace,
        mut from: Vec<f32>,
        into: &mut Gradients,
    ) {
        let width = self.width;
        for (layer, passed) in self.layers.iter().zip(&trace.layers).rev() {
            let back = layer.backward(weights, passed, from.clone(), into);
            let count = words.len();
            for (row, back) in back.chunks_exact(3 * width).enumerate() {
                for (offset, back) in back.chunks_exact(width).enumerate() {
                    if (1..=count).contains(&(row + offset)) {
                        let target = &mut from[(row + offset - 1) * width..][..width];
                        target.iter_mut().zip(back).for_each(|(target, back)| *target += back);
                    }
                }
            }
        }
        clear_empty(words, &mut from);
        let back = self.mix.backward(weights, &trace.mix, from, into);
        let cols = width * self.features.len();
        for (row, word) in words.iter().enumerate() {
            let Some(word) = word else { continue };
            for (number, feature) in self.features.iter().enumerate() {
                if trace.dropped[row * self.features.len() + number] {
                    continue;
                }
                let back = &back[row * cols + number * width..][..width];
                for &index in &word[feature.index] {
                    let target = &mut into[feature.table][index as usize * width..][..width];
                    target.iter_mut().zip(back).for_each(|(target, back)| *target += back);
                }
            }
        }
    }
}

/// Clears the rows without a word.
fn clear_empty(words: &Words<'_>, vectors: &mut [f32]) {
    let width = vectors.len() / words.len();
    for (word, vector) in words.iter().zip(vectors.chunks_exact_mut(width)) {
        if word.is_none() {
            vector.fill(0.0);
        }
    }
}

/// The rows of a batch of sentences, given by the forms of their words, and where each sentence starts in them.
pub(crate) fn lay<'f>(
    forms: &'f [Vec<Rows>],
    sentences: impl Iterator<Item = &'f [usize]>,
    margin: usize,
) -> (Words<'f>, Vec<usize>) {
    let mut words: Words<'f> = vec![None; margin];
    let mut starts = Vec::new();
    for sentence in sentences {
        starts.push(words.len());
        words.extend(sentence.iter().map(|&form| Some(forms[form].as_slice())));
        words.extend(std::iter::repeat_n(None, margin));
    }
    (words, starts)
}

/// For each row the row before, itself and the row behind.
fn windows(vectors: &[f32], width: usize) -> Vec<f32> {
    let count = vectors.len() / width;
    let mut windows = vec![0.0; count * 3 * width];
    for (row, window) in windows.chunks_exact_mut(3 * width).enumerate() {
        let first = row.saturating_sub(1);
        let last = (row + 2).min(count);
        let skip = if row == 0 { width } else { 0 };
        window[skip..skip + (last - first) * width].copy_from_slice(&vectors[first * width..last * width]);
    }
    windows
}

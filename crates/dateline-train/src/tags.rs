//! The layer that tags words, as it is trained.

use crate::layers::{Gradients, Weights, add_transposed_times, times, times_transposed};
use crate::network::LinearWeights;

/// The layer that scores the tags of words.
pub(crate) struct Head {
    width: usize,
    matrix: usize,
    bias: usize,
    /// Number of tags.
    pub(crate) count: usize,
}

impl Head {
    /// A layer with the weights of another.
    pub(crate) fn of(start: &LinearWeights, weights: &mut Weights) -> Self {
        let matrix = weights.add(start.matrix.clone());
        let bias = weights.add(start.bias.clone());
        Self { width: start.inputs, matrix, bias, count: start.bias.len() }
    }

    pub(crate) fn weights(&self, weights: &Weights) -> LinearWeights {
        LinearWeights {
            inputs: self.width,
            matrix: weights.values[self.matrix].clone(),
            bias: weights.values[self.bias].clone(),
        }
    }

    /// For each row the chances of the tags.
    pub(crate) fn chances(&self, weights: &Weights, vectors: &[f32]) -> Vec<f32> {
        let rows = vectors.len() / self.width;
        let mut scores = vec![0.0; rows * self.count];
        times_transposed(vectors, &weights.values[self.matrix], rows, self.count, self.width, &mut scores);
        for row in scores.chunks_exact_mut(self.count) {
            row.iter_mut().zip(&weights.values[self.bias]).for_each(|(score, bias)| *score += bias);
            softmax(row);
        }
        scores
    }

    /// Adds the gradients of a batch whose words should have the tags with the chances in `wanted`, those of its vectors to
    /// `from`, and returns the loss. Rows of `wanted` that are all zeros say nothing.
    pub(crate) fn step(
        &self,
        weights: &Weights,
        vectors: &[f32],
        wanted: &[f32],
        from: &mut [f32],
        gradients: &mut Gradients,
    ) -> f64 {
        let rows = vectors.len() / self.width;
        let mut scores = self.chances(weights, vectors);
        let mut loss = 0.0;
        for (row, wanted) in scores.chunks_exact_mut(self.count).zip(wanted.chunks_exact(self.count)) {
            let weight: f32 = wanted.iter().sum();
            for (score, wanted) in row.iter_mut().zip(wanted) {
                if *wanted > 0.0 {
                    loss -= f64::from(wanted * score.max(1e-9).ln());
                }
                *score = *score * weight - wanted;
            }
        }
        add_transposed_times(&scores, vectors, rows, self.count, self.width, &mut gradients[self.matrix]);
        for row in scores.chunks_exact(self.count) {
            gradients[self.bias].iter_mut().zip(row).for_each(|(bias, value)| *bias += value);
        }
        let mut more = vec![0.0; from.len()];
        times(&scores, &weights.values[self.matrix], rows, self.count, self.width, &mut more);
        from.iter_mut().zip(more).for_each(|(from, more)| *from += more);
        loss
    }
}

/// Turns scores into chances.
pub(crate) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - most).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

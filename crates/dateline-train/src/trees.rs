//! The network that scores the moves of the parser, as it is trained.
//!
//! It goes through the sentence by the moves that it finds best itself, and learns in each state what a teacher would do
//! there (Ross et al. 2011): the chances that the published network gives to the moves, or, where the true tree is known, any
//! move after which the most of the tree can still be built (Goldberg and Nivre 2012).

use std::ops::Range;

use dateline_core::language::{Move, PLACES, State};

use crate::layers::{Gradients, Weights, add_transposed_times, times, times_transposed};
use crate::network::ScorerWeights;
use crate::oracle::Tree;
use crate::tags::softmax;

/// How much a state counts on the way to a known tree, next to one where a teacher says what to do: treebanks are small.
const KNOWN: f32 = 2.0;

/// The layers that score moves.
pub(crate) struct Head {
    width: usize,
    inner: usize,
    hidden: usize,
    /// Length of what one token adds in one place: all hidden units of the first piece, then of the second.
    step: usize,
    narrow: usize,
    narrow_bias: usize,
    lower: usize,
    bias: usize,
    missing: usize,
    upper: usize,
    upper_bias: usize,
    pub(crate) moves: Vec<Move>,
}

/// What each row adds to the description of a state, before the hidden layer.
pub(crate) struct Lower {
    narrow: Vec<f32>,
    sums: Vec<f32>,
}

/// A state that was scored.
struct Scored {
    places: [Option<usize>; PLACES],
    hidden: Vec<f32>,
    /// The piece that each hidden unit comes from.
    piece: Vec<usize>,
    scores: Vec<f32>,
}

/// How a sentence should be parsed.
pub(crate) enum Teaching<'t> {
    /// As another network would, given what its rows add.
    Network(&'t Head, &'t Weights, &'t Lower),
    /// To this tree.
    Tree(&'t Tree),
}

impl Head {
    /// A network with the weights of another.
    pub(crate) fn of(start: &ScorerWeights, moves: &[Move], weights: &mut Weights) -> Self {
        Self {
            width: start.width,
            inner: start.narrow_bias.len(),
            hidden: start.hidden,
            step: start.bias.len(),
            narrow: weights.add(start.narrow.clone()),
            narrow_bias: weights.add(start.narrow_bias.clone()),
            lower: weights.add(start.lower.clone()),
            bias: weights.add(start.bias.clone()),
            missing: weights.add(start.missing.clone()),
            upper: weights.add(start.upper.clone()),
            upper_bias: weights.add(start.upper_bias.clone()),
            moves: moves.to_vec(),
        }
    }

    pub(crate) fn weights(&self, weights: &Weights) -> ScorerWeights {
        let of = |number: usize| weights.values[number].clone();
        ScorerWeights {
            width: self.width,
            narrow: of(self.narrow),
            narrow_bias: of(self.narrow_bias),
            lower: of(self.lower),
            bias: of(self.bias),
            missing: of(self.missing),
            hidden: self.hidden,
            upper: of(self.upper),
            upper_bias: of(self.upper_bias),
        }
    }

    /// Works out what each row adds.
    pub(crate) fn lower(&self, weights: &Weights, vectors: &[f32]) -> Lower {
        let rows = vectors.len() / self.width;
        let mut narrow = vec![0.0; rows * self.inner];
        times_transposed(vectors, &weights.values[self.narrow], rows, self.inner, self.width, &mut narrow);
        for row in narrow.chunks_exact_mut(self.inner) {
            row.iter_mut().zip(&weights.values[self.narrow_bias]).for_each(|(value, bias)| *value += bias);
        }
        let all = PLACES * self.step;
        let mut sums = vec![0.0; rows * all];
        times_transposed(&narrow, &weights.values[self.lower], rows, all, self.inner, &mut sums);
        Lower { narrow, sums }
    }

    /// Scores the moves in the state of the sentence that begins in row `first`.
    fn score(&self, weights: &Weights, lower: &Lower, first: usize, state: &State) -> Scored {
        let places = state.places().map(|place| place.map(|token| first + token as usize));
        let mut sums = weights.values[self.bias].clone();
        for (place, row) in places.iter().enumerate() {
            let added = match row {
                Some(row) => &lower.sums[(row * PLACES + place) * self.step..][..self.step],
                None => &weights.values[self.missing][place * self.step..][..self.step],
            };
            sums.iter_mut().zip(added).for_each(|(sum, value)| *sum += value);
        }
        let mut hidden = sums[..self.hidden].to_vec();
        let mut piece = vec![0; self.hidden];
        for (number, values) in sums.chunks_exact(self.hidden).enumerate().skip(1) {
            for ((best, piece), value) in hidden.iter_mut().zip(&mut piece).zip(values) {
                if value > best {
                    *best = *value;
                    *piece = number;
                }
            }
        }
        let scores = weights.values[self.upper]
            .chunks_exact(self.hidden)
            .zip(&weights.values[self.upper_bias])
            .map(|(row, bias)| bias + dot(row, &hidden))
            .collect();
        Scored { places, hidden, piece, scores }
    }

    /// Adds the gradients of sentences, those of the vectors to `from`; returns the loss.
    pub(crate) fn step(
        &self,
        weights: &Weights,
        vectors: &[f32],
        sentences: &[(Range<usize>, Teaching<'_>)],
        from: &mut [f32],
        gradients: &mut Gradients,
    ) -> f64 {
        let lower = self.lower(weights, vectors);
        let mut state = State::default();
        let mut seen: Vec<Scored> = Vec::new();
        let mut errors: Vec<f32> = Vec::new();
        let mut loss = 0.0;
        for (rows, teaching) in sentences {
            state.start(rows.len());
            for _ in 0..4 * rows.len() + 4 {
                if state.is_final() {
                    break;
                }
                let allowed = state.allowed();
                let scored = self.score(weights, &lower, rows.start, &state);
                let weight = if let Teaching::Tree(_) = teaching { KNOWN } else { 1.0 };
                let wanted = match teaching {
                    Teaching::Network(head, weights, lower) => {
                        let mut wanted = head.score(weights, lower, rows.start, &state).scores;
                        self.forbid(allowed, &mut wanted);
                        softmax(&mut wanted);
                        wanted
                    }
                    Teaching::Tree(tree) => {
                        let best = tree.best(&state, &self.moves);
                        let mut wanted = scored.scores.clone();
                        for (score, best) in wanted.iter_mut().zip(best) {
                            *score = if best { *score } else { f32::NEG_INFINITY };
                        }
                        softmax(&mut wanted);
                        wanted
                    }
                };
                let mut chances = scored.scores.clone();
                self.forbid(allowed, &mut chances);
                let best = chances
                    .iter()
                    .enumerate()
                    .fold(
                        (f32::NEG_INFINITY, 0),
                        |best, (number, &score)| {
                            if score > best.0 { (score, number) } else { best }
                        },
                    )
                    .1;
                softmax(&mut chances);
                for (chance, wanted) in chances.iter().zip(&wanted) {
                    if *wanted > 0.0 {
                        loss -= f64::from(weight * wanted * chance.max(1e-9).ln());
                    }
                    errors.push((chance - wanted) * weight);
                }
                seen.push(scored);
                state.make(self.moves[best]);
            }
        }
        if !seen.is_empty() {
            self.back(weights, vectors, &lower, &seen, &errors, from, gradients);
        }
        loss
    }

    /// Takes the errors of the scores of all states back to the weights and the vectors.
    #[expect(clippy::too_many_arguments, reason = "the way back of one step")]
    fn back(
        &self,
        weights: &Weights,
        vectors: &[f32],
        lower: &Lower,
        seen: &[Scored],
        errors: &[f32],
        from: &mut [f32],
        gradients: &mut Gradients,
    ) {
        let moves = self.moves.len();
        let hidden: Vec<f32> = seen.iter().flat_map(|scored| scored.hidden.iter().copied()).collect();
        add_transposed_times(errors, &hidden, seen.len(), moves, self.hidden, &mut gradients[self.upper]);
        for row in errors.chunks_exact(moves) {
            gradients[self.upper_bias].iter_mut().zip(row).for_each(|(bias, value)| *bias += value);
        }
        let mut back = vec![0.0; hidden.len()];
        times(errors, &weights.values[self.upper], seen.len(), moves, self.hidden, &mut back);
        let mut sums = vec![0.0; lower.sums.len()];
        for (scored, back) in seen.iter().zip(back.chunks_exact(self.hidden)) {
            for (place, row) in scored.places.iter().enumerate() {
                let target = match row {
                    Some(row) => &mut sums[(row * PLACES + place) * self.step..][..self.step],
                    None => &mut gradients[self.missing][place * self.step..][..self.step],
                };
                for (unit, (&value, &piece)) in back.iter().zip(&scored.piece).enumerate() {
                    target[piece * self.hidden + unit] += value;
                }
            }
            for (unit, (&value, &piece)) in back.iter().zip(&scored.piece).enumerate() {
                gradients[self.bias][piece * self.hidden + unit] += value;
            }
        }
        let rows = vectors.len() / self.width;
        let all = PLACES * self.step;
        add_transposed_times(&sums, &lower.narrow, rows, all, self.inner, &mut gradients[self.lower]);
        let mut narrow = vec![0.0; lower.narrow.len()];
        times(&sums, &weights.values[self.lower], rows, all, self.inner, &mut narrow);
        add_transposed_times(&narrow, vectors, rows, self.inner, self.width, &mut gradients[self.narrow]);
        for row in narrow.chunks_exact(self.inner) {
            gradients[self.narrow_bias].iter_mut().zip(row).for_each(|(bias, value)| *bias += value);
        }
        let mut more = vec![0.0; from.len()];
        times(&narrow, &weights.values[self.narrow], rows, self.inner, self.width, &mut more);
        from.iter_mut().zip(more).for_each(|(from, more)| *from += more);
    }

    /// Puts the scores of moves that are not allowed at minus infinity.
    fn forbid(&self, allowed: dateline_core::language::Allowed, scores: &mut [f32]) {
        for (score, &candidate) in scores.iter_mut().zip(&self.moves) {
            if !allowed.has(candidate) {
                *score = f32::NEG_INFINITY;
            }
        }
    }
}

/// The product of two vectors, in eight partial sums.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let (a, b) = (a.as_chunks::<8>().0, b.as_chunks::<8>().0);
    for (a, b) in a.iter().zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

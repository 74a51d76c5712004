//! A linear-chain conditional random field (Lafferty et al. 2001) that learns from partial labels.
//!
//! Each word is given the set of labels that it may have: one where the corpus is sure, several where its types are
//! coarser than ours, all where nothing is known (Tsuboi et al. 2008). What is learnt is the chance that the whole
//! sequence lies within the sets.

/// The labels that a word may have, one bit each.
pub(crate) type Allowed = u64;

/// Scores of a chain: `labels × labels` for neighbours, forbidden ones at minus infinity.
pub(crate) struct Chain {
    pub(crate) labels: usize,
    /// Which labels may follow a label.
    pub(crate) follows: Vec<Allowed>,
    pub(crate) starts: Allowed,
    pub(crate) ends: Allowed,
}

/// Chances of a label at each word, and expected numbers of neighbours.
struct Expected {
    log: f64,
    single: Vec<f64>,
    pairs: Vec<f64>,
}

impl Chain {
    /// Adds the gradients of the negative log-likelihood to `single` (words × labels) and `pairs` (labels × labels)
    /// and returns it.
    pub(crate) fn loss(
        &self,
        emissions: &[f32],
        transitions: &[f32],
        allowed: &[Allowed],
        weight: f32,
        single: &mut [f32],
        pairs: &mut [f32],
    ) -> f64 {
        let every = vec![Allowed::MAX; allowed.len()];
        let free = self.expect(emissions, transitions, &every);
        let held = self.expect(emissions, transitions, allowed);
        let (Some(free), Some(held)) = (free, held) else { return 0.0 };
        for ((gradient, free), held) in single.iter_mut().zip(free.single).zip(held.single) {
            *gradient += (free - held) as f32 * weight;
        }
        for ((gradient, free), held) in pairs.iter_mut().zip(free.pairs).zip(held.pairs) {
            *gradient += (free - held) as f32 * weight;
        }
        (free.log - held.log) * f64::from(weight)
    }

    /// Forward and backward over the sequences that are allowed; none if there is no such sequence.
    fn expect(&self, emissions: &[f32], transitions: &[f32], allowed: &[Allowed]) -> Option<Expected> {
        let n = self.labels;
        let len = allowed.len();
        let pass: Vec<f64> = (0..n * n)
            .map(|at| {
                if self.follows[at / n] >> (at % n) & 1 != 0 { f64::from(transitions[at]).exp() } else { 0.0 }
            })
            .collect();
        let mut potentials = vec![0.0f64; len * n];
        let mut log = 0.0;
        for (word, row) in potentials.chunks_exact_mut(n).enumerate() {
            let scores = &emissions[word * n..][..n];
            let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            log += f64::from(most);
            let mut may = allowed[word];
            if word == 0 {
                may &= self.starts;
            }
            if word + 1 == len {
                may &= self.ends;
            }
            for (label, (value, score)) in row.iter_mut().zip(scores).enumerate() {
                if may >> label & 1 != 0 {
                    *value = f64::from(score - most).exp();
                }
            }
        }
        let mut forward = vec![0.0f64; len * n];
        let mut scale = vec![0.0f64; len];
        for word in 0..len {
            let mut row = vec![0.0f64; n];
            if word == 0 {
                row.copy_from_slice(&potentials[..n]);
            } else {
                let before = &forward[(word - 1) * n..word * n];
                for (from, &value) in before.iter().enumerate() {
                    if value > 0.0 {
                        row.iter_mut()
                            .zip(&pass[from * n..][..n])
                            .for_each(|(row, pass)| *row += value * pass);
                    }
                }
                row.iter_mut().zip(&potentials[word * n..][..n]).for_each(|(row, value)| *row *= value);
            }
            let sum: f64 = row.iter().sum();
            if sum <= 0.0 || !sum.is_finite() {
                return None;
            }
            scale[word] = sum;
            log += sum.ln();
            row.iter_mut().for_each(|value| *value /= sum);
            forward[word * n..][..n].copy_from_slice(&row);
        }
        let mut single = vec![0.0f64; len * n];
        let mut pairs = vec![0.0f64; n * n];
        let mut backward = vec![1.0f64; n];
        for word in (0..len).rev() {
            for label in 0..n {
                single[word * n + label] = forward[word * n + label] * backward[label];
            }
            if word == 0 {
                break;
            }
            let behind: Vec<f64> =
                (0..n).map(|label| potentials[word * n + label] * backward[label] / scale[word]).collect();
            let before = &forward[(word - 1) * n..word * n];
            for from in 0..n {
                let row = &pass[from * n..][..n];
                let mut sum = 0.0;
                for to in 0..n {
                    let value = row[to] * behind[to];
                    sum += value;
                    pairs[from * n + to] += before[from] * value;
                }
                backward[from] = sum;
            }
        }
        Some(Expected { log, single, pairs })
    }

    /// The best sequence of labels (Viterbi 1967).
    pub(crate) fn best(&self, emissions: &[f32], transitions: &[f32]) -> Vec<usize> {
        let n = self.labels;
        let len = emissions.len() / n;
        let mut back = vec![0usize; len * n];
        let mut scores = vec![f32::NEG_INFINITY; n];
        for word in 0..len {
            let mut next = vec![f32::NEG_INFINITY; n];
            for (label, next) in next.iter_mut().enumerate() {
                if word == 0 {
                    if self.starts >> label & 1 != 0 {
                        *next = emissions[label];
                    }
                    continue;
                }
                for from in 0..n {
                    let score = scores[from] + transitions[from * n + label];
                    if self.follows[from] >> label & 1 != 0 && score > *next {
                        *next = score;
                        back[word * n + label] = from;
                    }
                }
                *next += emissions[word * n + label];
            }
            scores = next;
        }
        let mut best = (0..n)
            .filter(|&label| self.ends >> label & 1 != 0)
            .fold(0, |best, label| if scores[label] > scores[best] { label } else { best });
        let mut labels = vec![0; len];
        for word in (0..len).rev() {
            labels[word] = best;
            best = back[word * n + best];
        }
        labels
    }
}

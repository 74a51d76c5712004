//! Builds the dependency tree of a sentence: the network scores the moves, the best of those allowed is made.

use super::LoadError;
use super::bytes::Reader;
use super::encoder::Encoded;
use super::scorer::{Scorer, Scores};
use super::transition::{Arc, Move, PLACES, State};

/// The parser with its moves.
#[derive(Debug)]
pub(super) struct Parser {
    moves: Vec<Move>,
    scorer: Scorer,
}

/// Working memory of [`Parser::parse`].
#[derive(Debug, Default)]
pub(super) struct Scratch {
    scores: Scores,
    state: State,
}

impl Parser {
    pub(super) fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, LoadError> {
        let mut moves = Vec::new();
        for _ in 0..reader.u16()? {
            let name = reader.string()?;
            moves.push(Move::from_name(name).ok_or_else(|| reader.error("unknown move of the parser"))?);
        }
        let scorer = Scorer::read(reader, width, PLACES, moves.len())?;
        Ok(Self { moves, scorer })
    }

    /// Largest magnitude of an integer of a token's vector.
    pub(super) fn limit(&self) -> i32 {
        self.scorer.limit()
    }

    /// Makes ready for the sentences whose tokens are encoded.
    pub(super) fn prepare(&self, encoded: &Encoded, scratch: &mut Scratch) {
        self.scorer.prepare(encoded, &mut scratch.scores);
    }

    /// Parses the sentence of `len` tokens whose first stands in row `first` of those prepared, and adds its arcs, with
    /// heads counted from its first token, to `arcs`.
    pub(super) fn parse(&self, first: usize, len: usize, scratch: &mut Scratch, arcs: &mut Vec<Arc>) {
        let Scratch { scores, state } = scratch;
        state.start(len);
        // Every token is shifted at most twice and leaves the stack at most twice; the bound only guards against a
        // model that would move in circles.
        for _ in 0..8 * len + 8 {
            if state.is_final() {
                break;
            }
            let scores = self.scorer.score(first, &state.places(), scores);
            let Some(best) = self.best(scores, state) else { break };
            state.make(self.moves[best]);
        }
        state.finish(arcs);
    }

    /// The number of the best of the moves that are allowed.
    fn best(&self, scores: &[f32], state: &State) -> Option<usize> {
        let allowed = state.allowed();
        let mut best = None;
        for (number, (&candidate, &score)) in self.moves.iter().zip(scores).enumerate() {
            if allowed.has(candidate) && best.is_none_or(|(highest, _)| score > highest) {
                best = Some((score, number));
            }
        }
        best.map(|(_, best)| best)
    }
}

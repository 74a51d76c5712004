//! Finds names by transitions: each token begins a name, goes on with one, ends one, is one, or is in none.

use std::ops::Range;

use super::LoadError;
use super::bytes::Reader;
use super::labels::NameLabel;
use super::scorer::{Scorer, Scores};

/// Number of tokens that describe a state: the token, the first of the open name, the token before.
const PLACES: usize = 3;

/// The recogniser with its moves.
#[derive(Debug)]
pub(super) struct Recogniser {
    moves: Vec<Move>,
    scorer: Scorer,
}

#[derive(Clone, Copy, Debug)]
enum Move {
    Begin(NameLabel),
    In(NameLabel),
    Last(NameLabel),
    Unit(NameLabel),
    Out,
    /// Marks, in training, a token that must not be part of a name; never made.
    Blocked,
}

impl Recogniser {
    pub(super) fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, LoadError> {
        let mut moves = Vec::new();
        for _ in 0..reader.u16()? {
            let name = reader.string()?;
            moves.push(Move::from_name(name).ok_or_else(|| reader.error("unknown move of the recogniser"))?);
        }
        let scorer = Scorer::read(reader, width, PLACES, moves.len())?;
        Ok(Self { moves, scorer })
    }

    /// Finds the names of a sentence with these token vectors and hands each to `found`, with tokens counted from
    /// the sentence's first. No name starts with a token for which `is_space` holds.
    pub(super) fn find(
        &self,
        vectors: &[f32],
        len: usize,
        is_space: impl Fn(usize) -> bool,
        scores: &mut Scores,
        mut found: impl FnMut(Range<u32>, NameLabel),
    ) {
        self.scorer.prepare(vectors, scores);
        let mut open: Option<(u32, NameLabel)> = None;
        for token in 0..len as u32 {
            let start = open.map(|(start, _)| start);
            let before = start.and_then(|_| token.checked_sub(1));
            let scores = self.scorer.score(&[Some(token), start, before], scores);
            let is_last = token as usize + 1 == len;
            let space = is_space(token as usize);
            let allowed = |candidate: Move| match (candidate, open) {
                (Move::Begin(_), None) => !is_last && !space,
                (Move::Unit(_), None) => !space,
                (Move::Out, None) => true,
                (Move::In(label), Some((_, of))) => label == of && !is_last,
                (Move::Last(label), Some((_, of))) => label == of,
                _ => false,
            };
            let mut best: Option<(f32, Move)> = None;
            for (&candidate, &score) in self.moves.iter().zip(scores) {
                if best.is_none_or(|(highest, _)| score > highest) && allowed(candidate) {
                    best = Some((score, candidate));
                }
            }
            match best {
                Some((_, Move::Begin(label))) => open = Some((token, label)),
                Some((_, Move::Unit(label))) => found(token..token + 1, label),
                Some((_, Move::Last(label))) => {
                    found(start.unwrap_or(token)..token + 1, label);
                    open = None;
                }
                _ => {}
            }
        }
    }
}

impl Move {
    fn from_name(name: &str) -> Option<Self> {
        match name.split_once('-') {
            None if name == "O" => Some(Self::Out),
            Some(("U", "")) => Some(Self::Blocked),
            Some(("B", label)) => Some(Self::Begin(NameLabel::from_label(label)?)),
            Some(("I", label)) => Some(Self::In(NameLabel::from_label(label)?)),
            Some(("L", label)) => Some(Self::Last(NameLabel::from_label(label)?)),
            Some(("U", label)) => Some(Self::Unit(NameLabel::from_label(label)?)),
            _ => None,
        }
    }
}

//! Finds names with a linear-chain conditional random field (Lafferty et al. 2001) over the encoder's vectors.
//!
//! Each word is scored for every label: outside of names, or the beginning, inside, end or whole of a name of some
//! type. What a document says elsewhere counts too: each occurrence of a word with a capital adds the mean of what its
//! other occurrences say of it, through weights of their own (after Akbik et al. 2019, who pool vectors). Then the best
//! sequence of labels is taken (Viterbi 1967).

use std::ops::Range;

use super::LoadError;
use super::bytes::Reader;
use super::encoder::{self, Embedded, Encoder};
use super::kernel::{Matrix, Scale};
use super::labels::NameLabel;
use super::lexeme::Words;
use super::parse::Name;

/// Places of a word in a name, in the order of their labels.
const PLACES: usize = 4;

/// Fewest words of a stretch of text in which occurrences of a word speak for one another.
const STRETCH: usize = 20_000;

/// The recogniser.
#[derive(Debug)]
pub(super) struct Recogniser {
    encoder: Encoder,
    types: Vec<NameLabel>,
    /// The scores of all labels, then what a word says of others of its form.
    scores: Matrix,
    bias: Vec<f32>,
    /// For each label those that may come before it, with the scores of the pair.
    before: Vec<Vec<(u8, f32)>>,
}

/// What a label says of its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Outside,
    Begin,
    Inside,
    End,
    Whole,
}

fn place(label: usize) -> Place {
    match label.checked_sub(1).map(|label| label % PLACES) {
        None => Place::Outside,
        Some(0) => Place::Begin,
        Some(1) => Place::Inside,
        Some(2) => Place::End,
        Some(_) => Place::Whole,
    }
}

/// Whether a label can follow another: names end with the type they began with.
fn follows(label: usize, before: usize) -> bool {
    let open = matches!(place(before), Place::Begin | Place::Inside);
    let goes_on = matches!(place(label), Place::Inside | Place::End);
    open == goes_on && (!open || (label - 1) / PLACES == (before - 1) / PLACES)
}

impl Recogniser {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, LoadError> {
        let encoder = Encoder::read(reader)?;
        let mut types = Vec::new();
        for _ in 0..reader.u8()? {
            let name = reader.string()?;
            types.push(NameLabel::from_label(name).ok_or_else(|| reader.error("unknown type of name"))?);
        }
        let labels = 1 + PLACES * types.len();
        let scores = Matrix::read(reader, encoder.width())?;
        if scores.rows() != 2 * labels || labels > usize::from(u8::MAX) {
            return Err(reader.error("the recogniser does not fit its labels"));
        }
        let mut bias = reader.floats(labels)?;
        bias.resize(2 * labels, 0.0);
        let pairs = reader.floats(labels * labels)?;
        let before = (0..labels)
            .map(|label| {
                let fits = (0..labels).filter(|&before| follows(label, before));
                fits.map(|before| (before as u8, pairs[before * labels + label])).collect()
            })
            .collect();
        Ok(Self { encoder, types, scores, bias, before })
    }

    fn labels(&self) -> usize {
        self.before.len()
    }

    /// Finds the names of a document's sentences.
    pub(super) fn find(&self, words: &Words<'_>, sentences: &[Range<u32>]) -> Vec<Name> {
        let embedded = self.encoder.embed(&words.forms);
        let recurring = words.recurring();
        let mut work = Work { slots: vec![None; words.lexemes.len()], ..Work::default() };
        let mut names = Vec::new();
        let mut rest = sentences;
        while !rest.is_empty() {
            let mut len = 0;
            let count = rest
                .iter()
                .take_while(|sentence| {
                    let more = len < STRETCH;
                    len += sentence.len();
                    more
                })
                .count();
            let (stretch, after) = rest.split_at(count);
            self.find_in(words, &embedded, &recurring, stretch, &mut work, &mut names);
            rest = after;
        }
        names
    }

    fn find_in(
        &self,
        words: &Words<'_>,
        embedded: &Embedded,
        recurring: &[Option<u32>],
        sentences: &[Range<u32>],
        work: &mut Work,
        names: &mut Vec<Name>,
    ) {
        let labels = self.labels();
        work.scores.clear();
        for sentence in sentences {
            let range = sentence.start as usize..sentence.end as usize;
            work.vectors.clear();
            self.encoder.encode(
                embedded,
                &words.form_of[range.clone()],
                &mut work.encoding,
                &mut work.vectors,
            );
            work.integers.resize(work.vectors.len(), 0);
            let start = work.scores.len();
            work.scores.resize(start + range.len() * 2 * labels, 0.0);
            let scale = self.scores.quantise(&work.vectors, &mut work.integers);
            self.scores.multiply(
                &work.integers,
                self.encoder.width(),
                range.len(),
                Scale::One(scale),
                &self.bias,
                &mut work.scores[start..],
            );
        }
        let tokens = || sentences.iter().flat_map(|sentence| sentence.start as usize..sentence.end as usize);
        work.add_up(tokens().map(|token| recurring[words.lexeme_of[token] as usize]), labels);
        let mut rows = work.scores.chunks_exact(2 * labels);
        for sentence in sentences {
            work.best.clear();
            work.back.clear();
            for token in sentence.start as usize..sentence.end as usize {
                let Some(row) = rows.next() else { return };
                let (own, hints) = row.split_at(labels);
                let form = recurring[words.lexeme_of[token] as usize];
                let sum = form.and_then(|form| work.slots[form as usize]).map(|slot| slot as usize);
                let emissions = &mut work.emissions;
                emissions.clear();
                match sum.filter(|&slot| work.counts[slot] > 1) {
                    Some(slot) => {
                        let others = (work.counts[slot] - 1) as f32;
                        let sum = &work.sums[slot * labels..][..labels];
                        emissions.extend(
                            own.iter()
                                .zip(hints)
                                .zip(sum)
                                .map(|((own, hint), sum)| own + (sum - hint) / others),
                        );
                    }
                    None => emissions.extend_from_slice(own),
                }
                let space = words.is_space(words.lexeme_of[token]);
                self.step(emissions, space, &mut work.best, &mut work.next, &mut work.back);
            }
            self.read_back(sentence, &work.best, &work.back, names);
        }
        work.forget();
    }

    /// Goes on by one word: the best score of a sequence that ends in each label, and the label before.
    fn step(
        &self,
        emissions: &[f32],
        space: bool,
        best: &mut Vec<f32>,
        next: &mut Vec<f32>,
        back: &mut Vec<u8>,
    ) {
        next.clear();
        let first = best.is_empty();
        for (label, (&emission, before)) in emissions.iter().zip(&self.before).enumerate() {
            let (mut highest, mut from) = (f32::NEG_INFINITY, 0);
            if first {
                if !matches!(place(label), Place::Inside | Place::End) {
                    highest = 0.0;
                }
            } else {
                for &(label, score) in before {
                    let score = best[usize::from(label)] + score;
                    if score > highest {
                        (highest, from) = (score, label);
                    }
                }
            }
            // White space begins no name.
            if space && matches!(place(label), Place::Begin | Place::Whole) {
                highest = f32::NEG_INFINITY;
            }
            next.push(highest + emission);
            back.push(from);
        }
        std::mem::swap(best, next);
    }

    /// Follows the best sequence from its end, and hands on the names in it.
    fn read_back(&self, sentence: &Range<u32>, best: &[f32], back: &[u8], names: &mut Vec<Name>) {
        let labels = self.labels();
        let closed = (0..labels).filter(|&label| !matches!(place(label), Place::Begin | Place::Inside));
        let mut label = closed.fold(0, |most, label| if best[label] > best[most] { label } else { most });
        let first = names.len();
        let mut end = 0;
        for token in (sentence.start..sentence.end).rev() {
            let tokens = match place(label) {
                Place::Whole => Some(token..token + 1),
                Place::Begin => Some(token..end),
                Place::End => {
                    end = token + 1;
                    None
                }
                Place::Outside | Place::Inside => None,
            };
            if let Some(tokens) = tokens {
                names.push(Name { tokens, label: self.types[(label - 1) / PLACES] });
            }
            label = back[(token - sentence.start) as usize * labels + label].into();
        }
        names[first..].reverse();
    }
}

/// Working memory of [`Recogniser::find`].
#[derive(Debug, Default)]
struct Work {
    encoding: encoder::Scratch,
    vectors: Vec<f32>,
    integers: Vec<i16>,
    /// For each word of the stretch the scores of its labels, then what it says of others of its form.
    scores: Vec<f32>,
    /// For each recurring form its place in `sums` and `counts`, if it occurs in the stretch.
    slots: Vec<Option<u32>>,
    forms: Vec<u32>,
    sums: Vec<f32>,
    counts: Vec<u32>,
    emissions: Vec<f32>,
    best: Vec<f32>,
    next: Vec<f32>,
    back: Vec<u8>,
}

impl Work {
    /// Adds up what the words of a stretch say of others of their form.
    fn add_up(&mut self, recurring: impl Iterator<Item = Option<u32>>, labels: usize) {
        for (row, form) in self.scores.chunks_exact(2 * labels).zip(recurring) {
            let Some(form) = form else { continue };
            let slot = *self.slots[form as usize].get_or_insert_with(|| {
                self.forms.push(form);
                self.counts.push(0);
                self.sums.resize(self.sums.len() + labels, 0.0);
                self.counts.len() as u32 - 1
            }) as usize;
            self.counts[slot] += 1;
            let sum = &mut self.sums[slot * labels..][..labels];
            sum.iter_mut().zip(&row[labels..]).for_each(|(sum, hint)| *sum += hint);
        }
    }

    fn forget(&mut self) {
        for form in self.forms.drain(..) {
            self.slots[form as usize] = None;
        }
        self.sums.clear();
        self.counts.clear();
    }
}

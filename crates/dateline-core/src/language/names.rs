//! Finds names with a linear-chain conditional random field (Lafferty et al. 2001) over the encoder's vectors.
//!
//! Each word is scored for every label: outside of names, or the beginning, inside, end or whole of a name of some
//! type. What a document says elsewhere counts too: each occurrence of a word with a capital adds the mean of what its
//! other occurrences say of it, through weights of their own (after Akbik et al. 2019, who pool vectors). Then the best
//! sequence of labels is taken (Viterbi 1967).

use std::ops::Range;

use super::LoadError;
use super::bytes::Reader;
use super::encoder::Encoded;
use super::kernel::Matrix;
use super::labels::NameLabel;
use super::lexeme::Words;
use super::parse::Name;

/// Places of a word in a name, in the order of their labels.
const PLACES: usize = 4;

/// Fewest words of a stretch of text in which occurrences of a word speak for one another.
pub(super) const STRETCH: usize = 20_000;

/// The recogniser.
#[derive(Debug)]
pub(super) struct Recogniser {
    types: Vec<NameLabel>,
    /// The scores of all labels, then what a word says of others of its form.
    scores: Matrix,
    bias: Vec<f32>,
    /// The scores of pairs of labels.
    pairs: Pairs,
}

/// Scores of labels that follow each other.
#[derive(Debug)]
struct Pairs {
    /// Number of labels.
    labels: usize,
    /// Labels outside of names and at their beginnings, which may follow each closed label.
    fresh: Vec<u8>,
    /// Labels outside of names and at their ends, with the scores of the fresh labels behind them.
    closed: Vec<(u8, Vec<f32>)>,
    /// Labels within names, with those of the same type that may stand before them and the scores of the pairs.
    within: Vec<(u8, [(u8, f32); 2])>,
}

impl Pairs {
    /// From the scores of all pairs, those with the same label before them together.
    fn new(scores: &[f32], labels: usize) -> Self {
        let those = |wanted: &[Place]| -> Vec<u8> {
            (0..labels).filter(|&label| wanted.contains(&place(label))).map(|label| label as u8).collect()
        };
        let of = |before: u8, label: u8| scores[usize::from(before) * labels + usize::from(label)];
        let fresh = those(&[Place::Outside, Place::Begin, Place::Whole]);
        let closed = those(&[Place::Outside, Place::End, Place::Whole])
            .into_iter()
            .map(|before| (before, fresh.iter().map(|&label| of(before, label)).collect()))
            .collect();
        let within = those(&[Place::Inside, Place::End])
            .into_iter()
            .map(|label| {
                let begin = label - (label - 1) % PLACES as u8;
                (label, [begin, begin + 1].map(|before| (before, of(before, label))))
            })
            .collect();
        Self { labels, fresh, closed, within }
    }
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

impl Recogniser {
    pub(super) fn read(reader: &mut Reader<'_>, width: usize) -> Result<Self, LoadError> {
        let mut types = Vec::new();
        for _ in 0..reader.u8()? {
            let name = reader.string()?;
            types.push(NameLabel::from_label(name).ok_or_else(|| reader.error("unknown type of name"))?);
        }
        let labels = 1 + PLACES * types.len();
        let scores = Matrix::read(reader, width)?;
        if scores.rows() != 2 * labels || labels > usize::from(u8::MAX) {
            return Err(reader.error("the recogniser does not fit its labels"));
        }
        let mut bias = reader.floats(labels)?;
        bias.resize(2 * labels, 0.0);
        let pairs = Pairs::new(&reader.floats(labels * labels)?, labels);
        Ok(Self { types, scores, bias, pairs })
    }

    fn labels(&self) -> usize {
        self.pairs.labels
    }

    /// Largest magnitude of an integer of a token's vector.
    pub(super) fn limit(&self) -> i32 {
        self.scores.limit()
    }

    /// Scores the words that are encoded: the next of a stretch.
    pub(super) fn score(&self, encoded: &Encoded, work: &mut Work) {
        let start = work.scores.len();
        work.scores.resize(start + encoded.len() * 2 * self.labels(), 0.0);
        encoded.multiply(&self.scores, &self.bias, &mut work.scores[start..]);
    }

    /// Finds the names of a stretch whose words have all been scored, and makes ready for the next.
    pub(super) fn find(
        &self,
        words: &Words<'_>,
        recurring: &[Option<u32>],
        sentences: &[Range<u32>],
        work: &mut Work,
        names: &mut Vec<Name>,
    ) {
        let labels = self.labels();
        work.slots.resize(words.lexemes.len(), None);
        let tokens = || sentences.iter().flat_map(|sentence| sentence.start as usize..sentence.end as usize);
        work.add_up(tokens().map(|token| recurring[words.lexeme_of[token] as usize]), labels);
        let path = &mut work.path;
        let mut rows = work.scores.chunks_exact(2 * labels);
        for sentence in sentences {
            path.best.clear();
            path.back.clear();
            for token in sentence.start as usize..sentence.end as usize {
                let Some(row) = rows.next() else { return };
                let (own, hints) = row.split_at(labels);
                let form = recurring[words.lexeme_of[token] as usize];
                let sum = form.and_then(|form| work.slots[form as usize]).map(|slot| slot as usize);
                let emissions = &mut path.emissions;
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
                self.step(space, path);
            }
            self.read_back(sentence, path, names);
        }
        work.forget();
    }

    /// Goes on by one word: the best score of a sequence that ends in each label, and the label before.
    fn step(&self, space: bool, path: &mut Path) {
        let Path { emissions, best, next, back, reach, from } = path;
        let Pairs { labels, fresh, closed, within } = &self.pairs;
        let first = best.is_empty();
        reach.clear();
        reach.resize(fresh.len(), if first { 0.0 } else { f32::NEG_INFINITY });
        from.clear();
        from.resize(fresh.len(), 0);
        next.clear();
        next.resize(*labels, f32::NEG_INFINITY);
        let start = back.len();
        back.resize(start + labels, 0);
        let back = &mut back[start..];
        if !first {
            for (before, pairs) in closed {
                let score = best[usize::from(*before)];
                for ((reach, from), pair) in reach.iter_mut().zip(from.iter_mut()).zip(pairs) {
                    let better = score + pair > *reach;
                    *reach = if better { score + pair } else { *reach };
                    *from = if better { u32::from(*before) } else { *from };
                }
            }
            for (label, [one, other]) in within {
                let [first, second] = [one, other].map(|(before, pair)| best[usize::from(*before)] + pair);
                let (score, before) = if second > first { (second, other.0) } else { (first, one.0) };
                next[usize::from(*label)] = score + emissions[usize::from(*label)];
                back[usize::from(*label)] = before;
            }
        }
        for ((&label, reach), from) in fresh.iter().zip(&*reach).zip(&*from) {
            // White space begins no name.
            if label == 0 || !space {
                next[usize::from(label)] = reach + emissions[usize::from(label)];
                back[usize::from(label)] = *from as u8;
            }
        }
        std::mem::swap(best, next);
    }

    /// Follows the best sequence from its end, and hands on the names in it.
    fn read_back(&self, sentence: &Range<u32>, path: &Path, names: &mut Vec<Name>) {
        let Path { best, back, .. } = path;
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

/// The scores of a stretch, and working memory.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// For each word of the stretch the scores of its labels, then what it says of others of its form.
    scores: Vec<f32>,
    /// For each recurring form its place in `sums` and `counts`, if it occurs in the stretch.
    slots: Vec<Option<u32>>,
    forms: Vec<u32>,
    sums: Vec<f32>,
    counts: Vec<u32>,
    path: Path,
}

/// The best sequences of labels up to a word of a sentence.
#[derive(Debug, Default)]
struct Path {
    /// The scores of the word's labels.
    emissions: Vec<f32>,
    /// For each label the score of the best sequence that ends in it.
    best: Vec<f32>,
    next: Vec<f32>,
    /// For each word and label the label before.
    back: Vec<u8>,
    /// For each fresh label the best score of a sequence before it, and its last label.
    reach: Vec<f32>,
    from: Vec<u32>,
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
        self.scores.clear();
        self.sums.clear();
        self.counts.clear();
    }
}

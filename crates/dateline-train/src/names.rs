//! The recogniser of names as it is trained; `dateline_core::language` has its twin.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Result;
use dateline_core::language::NameLabel;

use crate::assemble::Precision;
use crate::corpus::Document;
use crate::crf::{Allowed, Chain};
use crate::layers::{Gradients, Weights, add_transposed_times, times, times_transposed};
use crate::network::LinearWeights;
use crate::oracle::Tree;
use crate::random::Random;
use crate::write::Writer;

/// The types of names that the recogniser tells apart.
const TYPES: [NameLabel; 11] = [
    NameLabel::Person,
    NameLabel::Norp,
    NameLabel::Fac,
    NameLabel::Org,
    NameLabel::Gpe,
    NameLabel::Loc,
    NameLabel::Product,
    NameLabel::Event,
    NameLabel::WorkOfArt,
    NameLabel::Law,
    NameLabel::Language,
];

/// Labels: no name, then for each type the beginning, inside and end of a name, and a name of one word.
const LABELS: usize = 1 + 4 * TYPES.len();
const BEGIN: usize = 0;
const INSIDE: usize = 1;
const END: usize = 2;
const SINGLE: usize = 3;

fn label(kind: usize, place: usize) -> usize {
    1 + 4 * kind + place
}

/// Share of documents that are learnt from as if no word recurred: some documents are short.
const ALONE: f32 = 0.3;

/// Which labels may follow each other.
fn chain() -> Chain {
    let mut fresh: Allowed = 1;
    let mut ends: Allowed = 1;
    for kind in 0..TYPES.len() {
        fresh |= 1 << label(kind, BEGIN) | 1 << label(kind, SINGLE);
        ends |= 1 << label(kind, END) | 1 << label(kind, SINGLE);
    }
    let follows = (0..LABELS)
        .map(|from| {
            if from == 0 {
                return fresh;
            }
            let (kind, place) = ((from - 1) / 4, (from - 1) % 4);
            match place {
                BEGIN | INSIDE => 1 << label(kind, INSIDE) | 1 << label(kind, END),
                _ => fresh,
            }
        })
        .collect();
    Chain { labels: LABELS, follows, starts: fresh, ends }
}

/// Our types that a corpus' label may stand for; none where the label says too little.
fn types(label: &str) -> &'static [usize] {
    match label {
        "PER" | "PERSON" | "person" => &[0],
        "NORP" => &[1],
        "FAC" => &[2],
        "ORG" | "corporation" | "group" => &[3],
        "GPE" => &[4],
        "PLACE" => &[4, 5],
        "REGION" => &[5],
        "LOC" | "location" => &[4, 5, 2],
        "PRODUCT" | "product" => &[6],
        "EVENT" => &[7],
        "WORK_OF_ART" | "creative-work" => &[8],
        "LAW" => &[9],
        "LANGUAGE" => &[10],
        "MISC" => &[1, 6, 7, 8, 9, 10],
        "THING" => &[2, 6, 8],
        _ => &[],
    }
}

/// Numbers and times, which are no names here.
fn is_measure(label: &str) -> bool {
    matches!(label, "CARDINAL" | "DATE" | "MONEY" | "ORDINAL" | "PERCENT" | "QUANTITY" | "TIME")
}

/// The class of a type in the coarse scheme in which all corpora can be measured.
pub(crate) fn class(kind: usize) -> &'static str {
    match kind {
        0 => "PER",
        3 => "ORG",
        2 | 4 | 5 => "LOC",
        _ => "MISC",
    }
}

/// A document to learn from.
pub(crate) struct Example {
    /// Its sentences, in words of the whole corpus.
    pub(crate) sentences: Vec<Range<usize>>,
    /// For each word of each sentence in turn.
    pub(crate) allowed: Vec<Allowed>,
    /// For each word of each sentence in turn, the number of its recurring form, or nothing.
    pub(crate) recurring: Vec<Option<u32>>,
    /// How much its names count; not at all where none are marked.
    pub(crate) weight: f32,
    /// For each word of each sentence in turn its tag, where people marked it; empty where they marked none.
    pub(crate) tags: Vec<Option<u8>>,
    /// For each sentence its tree, where it is known; empty where none is.
    pub(crate) trees: Vec<Option<Tree>>,
    /// Whether there is nothing in it to learn of tags and trees: it is a variant, or a treebank has the same text.
    pub(crate) of_names: bool,
}

/// Numbers the forms of the words that begin with a capital, whatever their other letters.
pub(crate) fn recurring(document: &Document, sentences: &[Range<usize>]) -> Vec<Option<u32>> {
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    sentences
        .iter()
        .flat_map(|sentence| &document.tokens[sentence.clone()])
        .map(|token| {
            let word = token.of(&document.text);
            let next = known.len() as u32;
            word.starts_with(char::is_uppercase).then(|| *known.entry(word.to_lowercase()).or_insert(next))
        })
        .collect()
}

/// For each word the mean over the other words of the same form; a linear map that is its own transpose.
fn pooled(values: &[f32], rows: &[usize], recurring: &[Option<u32>]) -> Vec<(usize, Vec<f32>)> {
    let forms = recurring.iter().flatten().max().map_or(0, |most| *most as usize + 1);
    let mut sums = vec![0.0f32; forms * LABELS];
    let mut counts = vec![0u32; forms];
    for (&row, form) in rows.iter().zip(recurring) {
        if let Some(form) = form {
            counts[*form as usize] += 1;
            let sum = &mut sums[*form as usize * LABELS..][..LABELS];
            sum.iter_mut().zip(&values[row * LABELS..]).for_each(|(sum, value)| *sum += value);
        }
    }
    rows.iter()
        .zip(recurring)
        .filter_map(|(&row, form)| {
            let form = form.map(|form| form as usize).filter(|form| counts[*form] > 1)?;
            let others = (counts[form] - 1) as f32;
            let sum = &sums[form * LABELS..][..LABELS];
            Some((
                row,
                sum.iter().zip(&values[row * LABELS..]).map(|(sum, own)| (sum - own) / others).collect(),
            ))
        })
        .collect()
}

/// The weights that score the labels of names, to be written.
pub(crate) struct NamesWeights {
    scores: LinearWeights,
    transitions: Vec<f32>,
}

impl NamesWeights {
    pub(crate) fn write(&self, writer: &mut Writer, precision: Precision) -> Result<()> {
        writer.count8(TYPES.len())?;
        TYPES.iter().try_for_each(|kind| writer.string(kind.as_str()))?;
        self.scores.write(writer, precision)?;
        writer.floats(&self.transitions);
        Ok(())
    }
}

/// What an example says of the rows of a batch.
pub(crate) struct Lesson<'e> {
    pub(crate) example: &'e Example,
    /// Where its sentences start.
    pub(crate) starts: &'e [usize],
}

/// The layers that find names.
pub(crate) struct Head {
    width: usize,
    /// Scores of the labels, then what a word says of other words of its form.
    matrix: usize,
    bias: usize,
    transitions: usize,
    chain: Chain,
}

impl Head {
    pub(crate) fn new(width: usize, weights: &mut Weights, random: &mut Random) -> Self {
        let matrix = weights.add((0..2 * LABELS * width).map(|_| random.normal() * 0.05).collect());
        let bias = weights.add(vec![0.0; LABELS]);
        let transitions = weights.add(vec![0.0; LABELS * LABELS]);
        Self { width, matrix, bias, transitions, chain: chain() }
    }

    pub(crate) fn weights(&self, weights: &Weights) -> NamesWeights {
        NamesWeights {
            scores: LinearWeights {
                inputs: self.width,
                matrix: weights.values[self.matrix].clone(),
                bias: weights.values[self.bias].clone(),
            },
            transitions: weights.values[self.transitions].clone(),
        }
    }

    /// For each row of a batch the scores of the labels, and what the row says of other words of its form.
    fn emissions(&self, weights: &Weights, vectors: &[f32]) -> (Vec<f32>, Vec<f32>) {
        let count = vectors.len() / self.width;
        let (own, others) = weights.values[self.matrix].split_at(LABELS * self.width);
        let mut scores = vec![0.0; count * LABELS];
        times_transposed(vectors, own, count, LABELS, self.width, &mut scores);
        for row in scores.chunks_exact_mut(LABELS) {
            row.iter_mut().zip(&weights.values[self.bias]).for_each(|(score, bias)| *score += bias);
        }
        let mut hints = vec![0.0; count * LABELS];
        times_transposed(vectors, others, count, LABELS, self.width, &mut hints);
        (scores, hints)
    }

    /// Adds the gradients of a batch, those of its vectors to `from`, and returns its loss.
    pub(crate) fn step(
        &self,
        weights: &Weights,
        vectors: &[f32],
        lessons: &[Lesson<'_>],
        random: &mut Random,
        from: &mut [f32],
        gradients: &mut Gradients,
    ) -> f64 {
        let (mut scores, hints) = self.emissions(weights, vectors);
        let mut single = vec![0.0; scores.len()];
        let mut back = vec![0.0; scores.len()];
        let mut loss = 0.0;
        for Lesson { example, starts } in lessons {
            let rows = rows(starts, &example.sentences);
            let alone = random.unit() < ALONE;
            let recurring = if alone { &vec![None; rows.len()] } else { &example.recurring };
            for (row, hint) in pooled(&hints, &rows, recurring) {
                scores[row * LABELS..][..LABELS]
                    .iter_mut()
                    .zip(hint)
                    .for_each(|(score, hint)| *score += hint);
            }
            if example.weight == 0.0 {
                continue;
            }
            let mut first = 0;
            for (start, sentence) in starts.iter().zip(&example.sentences) {
                let at = start * LABELS..(start + sentence.len()) * LABELS;
                loss += self.chain.loss(
                    &scores[at.clone()],
                    &weights.values[self.transitions],
                    &example.allowed[first..first + sentence.len()],
                    example.weight,
                    &mut single[at],
                    &mut gradients[self.transitions],
                );
                first += sentence.len();
            }
            for (row, hint) in pooled(&single, &rows, recurring) {
                back[row * LABELS..][..LABELS].copy_from_slice(&hint);
            }
        }
        let count = vectors.len() / self.width;
        let (own, others) = gradients[self.matrix].split_at_mut(LABELS * self.width);
        add_transposed_times(&single, vectors, count, LABELS, self.width, own);
        add_transposed_times(&back, vectors, count, LABELS, self.width, others);
        for row in single.chunks_exact(LABELS) {
            gradients[self.bias].iter_mut().zip(row).for_each(|(bias, value)| *bias += value);
        }
        let (own, others) = weights.values[self.matrix].split_at(LABELS * self.width);
        for (scores, matrix) in [(&single, own), (&back, others)] {
            let mut more = vec![0.0; from.len()];
            times(scores, matrix, count, LABELS, self.width, &mut more);
            from.iter_mut().zip(more).for_each(|(from, more)| *from += more);
        }
        loss
    }

    /// Names of a document's sentences, which start at these rows of `vectors`, in tokens, with the number of their
    /// type.
    pub(crate) fn find(
        &self,
        weights: &Weights,
        vectors: &[f32],
        starts: &[usize],
        document: &Document,
    ) -> Vec<(Range<usize>, usize)> {
        let sentences = &document.sentences;
        let (mut scores, hints) = self.emissions(weights, vectors);
        for (row, hint) in pooled(&hints, &rows(starts, sentences), &recurring(document, sentences)) {
            scores[row * LABELS..][..LABELS].iter_mut().zip(hint).for_each(|(score, hint)| *score += hint);
        }
        let mut names = Vec::new();
        for (sentence, start) in sentences.iter().zip(starts) {
            let at = start * LABELS..(start + sentence.len()) * LABELS;
            let labels = self.chain.best(&scores[at], &weights.values[self.transitions]);
            let mut open = 0;
            for (offset, &found) in labels.iter().enumerate().filter(|(_, found)| **found > 0) {
                let (kind, place) = ((found - 1) / 4, (found - 1) % 4);
                match place {
                    BEGIN => open = offset,
                    END => names.push((sentence.start + open..sentence.start + offset + 1, kind)),
                    SINGLE => names.push((sentence.start + offset..sentence.start + offset + 1, kind)),
                    _ => {}
                }
            }
        }
        names
    }
}

/// The rows of all words of sentences that start at `starts`.
fn rows(starts: &[usize], sentences: &[Range<usize>]) -> Vec<usize> {
    starts.iter().zip(sentences).flat_map(|(start, sentence)| *start..*start + sentence.len()).collect()
}

/// The sets of labels that a document's names leave for each token.
pub(crate) fn allowed(document: &Document) -> Vec<Allowed> {
    let mut allowed = vec![1; document.tokens.len()];
    for (span, name) in &document.names {
        let first = document.tokens.partition_point(|token| token.end <= span.start);
        let last = document.tokens.partition_point(|token| token.start < span.end);
        if first >= last {
            continue;
        }
        if is_measure(name) {
            continue;
        }
        let kinds = types(name);
        let exact = document.tokens[first].start == span.start && document.tokens[last - 1].end == span.end;
        if !exact || kinds.is_empty() {
            allowed[first..last].fill(Allowed::MAX);
            continue;
        }
        let all = |place: usize| kinds.iter().fold(0, |set: Allowed, &kind| set | 1 << label(kind, place));
        for (token, set) in allowed[first..last].iter_mut().enumerate() {
            let (is_first, is_last) = (token == 0, token + 1 == last - first);
            *set = all(match (is_first, is_last) {
                (true, true) => SINGLE,
                (true, false) => BEGIN,
                (false, true) => END,
                _ => INSIDE,
            });
        }
    }
    allowed
}

//! The recogniser of names as it is trained; `dateline_core::language` has its twin.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Result;
use dateline_core::language::NameLabel;

use crate::assemble::Precision;
use crate::corpus::Document;
use crate::crf::{Allowed, Chain};
use crate::layers::{Encoder, Gradients, Rows, Weights, add_transposed_times, times, times_transposed};
use crate::network::{EncoderWeights, FeatureWeights};
use crate::random::Random;
use crate::vectors::{CODE, Codes};
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
        "LOC" | "location" => &[4, 5, 2],
        "PRODUCT" | "product" => &[6],
        "EVENT" => &[7],
        "WORK_OF_ART" | "creative-work" => &[8],
        "LAW" => &[9],
        "LANGUAGE" => &[10],
        "MISC" => &[1, 6, 7, 8, 9, 10],
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
    pub(crate) weight: f32,
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

/// The weights of a recogniser, to be written.
pub(crate) struct RecogniserWeights {
    encoder: EncoderWeights,
    matrix: Vec<f32>,
    bias: Vec<f32>,
    transitions: Vec<f32>,
}

impl RecogniserWeights {
    pub(crate) fn write(&self, writer: &mut Writer, precision: Precision) -> Result<()> {
        self.encoder.write(writer, precision)?;
        writer.count8(TYPES.len())?;
        TYPES.iter().try_for_each(|kind| writer.string(kind.as_str()))?;
        writer.table(&self.matrix, self.encoder.width, precision.matrix())?;
        writer.floats(&self.bias);
        writer.floats(&self.transitions);
        Ok(())
    }
}

/// The network.
pub(crate) struct Recogniser {
    pub(crate) weights: Weights,
    encoder: Encoder,
    /// Scores of the labels, then what a word says of other words of its form.
    matrix: usize,
    bias: usize,
    transitions: usize,
    chain: Chain,
}

impl Recogniser {
    /// A recogniser that starts from a published encoder, to which the codes of words are added.
    pub(crate) fn new(mut base: EncoderWeights, codes: &Codes, random: &mut Random) -> Self {
        let width = base.width;
        base.features.push(FeatureWeights { index: CODE, seed: 0, table: codes.table(width, random) });
        let mix = &mut base.layers[0];
        let spread = (1.0 / width as f32).sqrt() * 0.5;
        let mut matrix = Vec::with_capacity(mix.matrix.len() / mix.inputs * (mix.inputs + width));
        for row in mix.matrix.chunks_exact(mix.inputs) {
            matrix.extend_from_slice(row);
            matrix.extend((0..width).map(|_| random.normal() * spread));
        }
        mix.matrix = matrix;
        mix.inputs += width;
        let mut weights = Weights::default();
        let encoder = Encoder::of(&base, &mut weights);
        let matrix = weights.add((0..2 * LABELS * width).map(|_| random.normal() * 0.05).collect());
        let bias = weights.add(vec![0.0; LABELS]);
        let transitions = weights.add(vec![0.0; LABELS * LABELS]);
        Self { weights, encoder, matrix, bias, transitions, chain: chain() }
    }

    pub(crate) fn weights(&self) -> RecogniserWeights {
        RecogniserWeights {
            encoder: self.encoder.weights(&self.weights),
            matrix: self.weights.values[self.matrix].clone(),
            bias: self.weights.values[self.bias].clone(),
            transitions: self.weights.values[self.transitions].clone(),
        }
    }

    /// The rows of a batch and where each sentence starts in them.
    fn lay<'f>(
        &self,
        forms: &'f [Vec<Rows>],
        tokens: &[usize],
        sentences: &[Range<usize>],
    ) -> (Vec<Option<&'f [Rows]>>, Vec<usize>) {
        let mut words: Vec<Option<&[Rows]>> = vec![None; self.encoder.margin()];
        let mut starts = Vec::new();
        for sentence in sentences {
            starts.push(words.len());
            words.extend(tokens[sentence.clone()].iter().map(|&form| Some(forms[form].as_slice())));
            words.extend(std::iter::repeat_n(None, self.encoder.margin()));
        }
        (words, starts)
    }

    /// For each row of a batch the scores of the labels, and what the row says of other words of its form.
    fn emissions(&self, vectors: &[f32]) -> (Vec<f32>, Vec<f32>) {
        let width = self.encoder.width;
        let count = vectors.len() / width;
        let (own, others) = self.weights.values[self.matrix].split_at(LABELS * width);
        let mut scores = vec![0.0; count * LABELS];
        times_transposed(vectors, own, count, LABELS, width, &mut scores);
        for row in scores.chunks_exact_mut(LABELS) {
            row.iter_mut().zip(&self.weights.values[self.bias]).for_each(|(score, bias)| *score += bias);
        }
        let mut hints = vec![0.0; count * LABELS];
        times_transposed(vectors, others, count, LABELS, width, &mut hints);
        (scores, hints)
    }

    /// Adds the gradients of a batch and returns its loss.
    pub(crate) fn step(
        &self,
        forms: &[Vec<Rows>],
        tokens: &[usize],
        examples: &[&Example],
        drop: f32,
        seed: u64,
        gradients: &mut Gradients,
    ) -> f64 {
        let mut random = Random::new(seed);
        let sentences: Vec<Range<usize>> =
            examples.iter().flat_map(|example| example.sentences.clone()).collect();
        let (words, starts) = self.lay(forms, tokens, &sentences);
        let (vectors, trace) = self.encoder.forward(&self.weights, &words, drop, &mut random);
        let (mut scores, hints) = self.emissions(&vectors);
        let mut single = vec![0.0; scores.len()];
        let mut back = vec![0.0; scores.len()];
        let mut loss = 0.0;
        let mut starts = starts.into_iter();
        for example in examples {
            let starts: Vec<usize> = starts.by_ref().take(example.sentences.len()).collect();
            let rows: Vec<usize> = starts
                .iter()
                .zip(&example.sentences)
                .flat_map(|(start, sentence)| *start..*start + sentence.len())
                .collect();
            let alone = random.unit() < ALONE;
            let recurring = if alone { &vec![None; rows.len()] } else { &example.recurring };
            for (row, hint) in pooled(&hints, &rows, recurring) {
                scores[row * LABELS..][..LABELS]
                    .iter_mut()
                    .zip(hint)
                    .for_each(|(score, hint)| *score += hint);
            }
            let mut first = 0;
            for (start, sentence) in starts.iter().zip(&example.sentences) {
                let at = start * LABELS..(start + sentence.len()) * LABELS;
                loss += self.chain.loss(
                    &scores[at.clone()],
                    &self.weights.values[self.transitions],
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
        let count = words.len();
        let width = self.encoder.width;
        let (own, others) = gradients[self.matrix].split_at_mut(LABELS * width);
        add_transposed_times(&single, &vectors, count, LABELS, width, own);
        add_transposed_times(&back, &vectors, count, LABELS, width, others);
        for row in single.chunks_exact(LABELS) {
            gradients[self.bias].iter_mut().zip(row).for_each(|(bias, value)| *bias += value);
        }
        let (own, others) = self.weights.values[self.matrix].split_at(LABELS * width);
        let mut from = vec![0.0; count * width];
        times(&single, own, count, LABELS, width, &mut from);
        let mut more = vec![0.0; count * width];
        times(&back, others, count, LABELS, width, &mut more);
        from.iter_mut().zip(more).for_each(|(from, more)| *from += more);
        self.encoder.backward(&self.weights, &words, &trace, from, gradients);
        loss
    }

    /// Names of sentences, in tokens, with the number of their type.
    pub(crate) fn find(
        &self,
        forms: &[Vec<Rows>],
        tokens: &[usize],
        document: &Document,
    ) -> Vec<(Range<usize>, usize)> {
        let sentences = &document.sentences;
        let (words, starts) = self.lay(forms, tokens, sentences);
        let (vectors, _) = self.encoder.forward(&self.weights, &words, 0.0, &mut Random::new(0));
        let (mut scores, hints) = self.emissions(&vectors);
        let rows: Vec<usize> = starts
            .iter()
            .zip(sentences)
            .flat_map(|(start, sentence)| *start..*start + sentence.len())
            .collect();
        for (row, hint) in pooled(&hints, &rows, &recurring(document, sentences)) {
            scores[row * LABELS..][..LABELS].iter_mut().zip(hint).for_each(|(score, hint)| *score += hint);
        }
        let mut names = Vec::new();
        for (sentence, start) in sentences.iter().zip(starts) {
            let at = start * LABELS..(start + sentence.len()) * LABELS;
            let labels = self.chain.best(&scores[at], &self.weights.values[self.transitions]);
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

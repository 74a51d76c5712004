//! Gathers what there is to learn from: texts that people marked, variants of them, treebanks, and texts whose names a
//! teacher marks: a larger recogniser that has done so before, or else the engine.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;
use dateline_core::language::{Model, embedding_rows};
use dateline_core::model::Span;
use indicatif::ProgressBar;

use crate::chain::Chain;
use crate::corpus::{self, Document};
use crate::crf::Allowed;
use crate::evidence::Part;
use crate::exchange::Names;
use crate::layers::Rows;
use crate::names::{Example, allowed, recurring};
use crate::network::{EncoderWeights, FeatureWeights};
use crate::random::Random;
use crate::syntax::Syntax;
use crate::teacher::Teacher;
use crate::treebank::{self, Sentence};
use crate::vectors::{CENTRES, CODE, LEANING, LEANING_PARTS, PARTS};

/// Which corpora to learn from.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Data {
    /// Also those whose licence lets weights be made, but no text be handed on
    All,
    /// Those under an open licence alone
    Open,
}

/// Who marks the names of a corpus.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marker {
    People,
    /// A larger recogniser, or else the engine.
    Teacher,
    /// A larger recogniser alone: without one the corpus is left out.
    Larger,
}

/// A corpus to learn from.
pub(crate) struct Source {
    pub(crate) set: &'static str,
    pub(crate) open: bool,
    pub(crate) marker: Marker,
    /// Whether one of the treebanks has its text.
    parsed: bool,
    /// Every how many-th document is also learnt from for tags and trees; 0: none.
    every: usize,
}

pub(crate) const SOURCES: &[Source] = &[
    Source { set: "ner/conll03.train", open: false, marker: Marker::People, parsed: false, every: 1 },
    Source { set: "ner/wnut17.train", open: true, marker: Marker::People, parsed: false, every: 1 },
    Source { set: "ner/gum.train", open: true, marker: Marker::People, parsed: true, every: 1 },
    Source {
        set: "attribution/polnear.train",
        open: false,
        marker: Marker::Teacher,
        parsed: false,
        every: 4,
    },
    Source { set: "events/casie.train", open: false, marker: Marker::Teacher, parsed: false, every: 4 },
    Source { set: "stories/ecbplus.train", open: false, marker: Marker::Teacher, parsed: false, every: 4 },
    Source { set: "coref/gap.validation", open: true, marker: Marker::Teacher, parsed: false, every: 1 },
    Source { set: "timex/wikiwars.train", open: true, marker: Marker::Teacher, parsed: false, every: 1 },
    Source { set: ARTICLES, open: true, marker: Marker::Larger, parsed: false, every: 0 },
    Source { set: "coref/gap.dev", open: true, marker: Marker::Larger, parsed: false, every: 0 },
    Source { set: "ner/re3d.all", open: true, marker: Marker::Larger, parsed: false, every: 0 },
    Source { set: "events/plv.train", open: false, marker: Marker::Larger, parsed: false, every: 0 },
    Source { set: "events/muc4.dev", open: false, marker: Marker::Larger, parsed: false, every: 0 },
];

/// Articles of an encyclopaedia, which are no corpus: `teacher/articles.py` writes them.
pub(crate) const ARTICLES: &str = "articles";

/// Treebanks, all open, whose tags and trees people marked, and whether another source has the names in them.
pub(crate) const TREEBANKS: [(&str, bool); 2] = [("ewt.train", false), ("gum.train", true)];

/// The sets whose names people marked as such.
pub(crate) const LEARNT: [&str; 2] = [SOURCES[0].set, SOURCES[1].set];

/// How much a document counts whose names the engine marked.
const TAUGHT: f32 = 0.4;
/// Variants of each document that people marked.
const VARIANTS: usize = 2;
/// Share of a treebank's sentences that are also learnt from in capitals.
const SHOUTED: f32 = 0.08;
/// Sentences of a long document that are learnt from together.
const PART: usize = 30;

/// What there is to learn from.
pub(crate) struct Material {
    pub(crate) lexicon: Lexicon,
    /// The forms of all words, in order.
    pub(crate) tokens: Vec<usize>,
    pub(crate) examples: Vec<Example>,
    taught: Vec<Taught>,
}

/// How a teacher marks the names of a document, given the forms of its words.
type Marking<'m> = dyn Fn(&Lexicon, &Taught, &[usize]) -> Vec<(Span, String)> + 'm;

/// A document whose names a teacher marks.
struct Taught {
    document: Document,
    /// The number of its first word.
    first: usize,
    examples: Range<usize>,
}

impl Material {
    /// Reads the corpora; the texts that the engine is to mark have no names yet.
    #[expect(clippy::too_many_arguments, reason = "called in one place")]
    pub(crate) fn read(
        corpora: &Path,
        larger: Option<&Path>,
        data: Data,
        without: Option<Part>,
        lexicon: Lexicon,
        syntax: &Syntax,
        world: &Names,
        random: &mut Random,
    ) -> Result<Self> {
        let mut material = Self { lexicon, tokens: Vec::new(), examples: Vec::new(), taught: Vec::new() };
        for source in SOURCES.iter().filter(|source| source.open || data == Data::All) {
            let folder = match (source.marker, larger) {
                (Marker::People, _) | (Marker::Teacher, None) => corpora,
                (Marker::Larger, None) => continue,
                (_, Some(larger)) => larger,
            };
            let before = material.tokens.len();
            for (number, document) in corpus::documents(folder, source.set)?.into_iter().enumerate() {
                let of_names = number.checked_rem(source.every).is_none_or(|rest| rest > 0);
                match (source.marker, larger) {
                    (Marker::People, _) if without.is_some_and(|part| part.holds(number)) => {}
                    (Marker::People, _) => {
                        for _ in 0..VARIANTS {
                            let variant = world.exchange(&document, random);
                            material.add(&variant, 1.0, true, None);
                        }
                        material.add(&document, 1.0, source.parsed, None);
                    }
                    (_, Some(_)) => material.add(&document, 1.0, of_names, None),
                    (_, None) => material.add_taught(document, of_names, None),
                }
            }
            println!("{}: {} words", source.set, material.tokens.len() - before);
        }
        for (set, named) in TREEBANKS {
            let before = material.tokens.len();
            let mut marked =
                larger.filter(|_| !named).map(|larger| corpus::documents(larger, set)).transpose()?;
            for (number, (mut document, sentences)) in
                treebank::documents(corpora, set)?.into_iter().enumerate()
            {
                let shouted: Vec<Sentence> =
                    sentences.iter().filter(|_| random.unit() < SHOUTED).map(Sentence::shouted).collect();
                let trees = Some((syntax, sentences.as_slice()));
                if named {
                    material.add(&document, 0.0, false, trees);
                } else if let Some(marked) = &mut marked {
                    let marked = marked
                        .get_mut(number)
                        .with_context(|| format!("too few documents of {set} marked"))?;
                    document.names = std::mem::take(&mut marked.names);
                    material.add(&document, 1.0, false, trees);
                } else {
                    material.add_taught(document, false, trees);
                }
                material.add(&treebank::document(&shouted), 0.0, false, Some((syntax, &shouted)));
            }
            println!("{set}: {} words", material.tokens.len() - before);
        }
        Ok(material)
    }

    fn add_taught(&mut self, document: Document, of_names: bool, marked: Option<(&Syntax, &[Sentence])>) {
        let (first, before) = (self.tokens.len(), self.examples.len());
        self.add(&document, TAUGHT, of_names, marked);
        self.taught.push(Taught { document, first, examples: before..self.examples.len() });
    }

    /// Adds a document, a long one in parts, with the tags and trees of its sentences where a treebank has them.
    fn add(
        &mut self,
        document: &Document,
        weight: f32,
        of_names: bool,
        marked: Option<(&Syntax, &[Sentence])>,
    ) {
        let first = self.tokens.len();
        self.tokens.extend(self.lexicon.forms(document));
        let allowed = allowed(document);
        let numbers: Vec<usize> = (0..document.sentences.len()).collect();
        for part in numbers.chunks(PART) {
            let numbers: Vec<usize> = part
                .iter()
                .copied()
                .filter(|number| {
                    allowed[document.sentences[*number].clone()].iter().any(|set| *set != Allowed::MAX)
                })
                .collect();
            if numbers.is_empty() {
                continue;
            }
            let sentences: Vec<Range<usize>> =
                numbers.iter().map(|number| document.sentences[*number].clone()).collect();
            let (tags, trees) = match marked {
                Some((syntax, marked)) => (
                    numbers.iter().flat_map(|number| syntax.tags_of(&marked[*number])).collect(),
                    numbers.iter().map(|number| syntax.tree_of(&marked[*number])).collect(),
                ),
                None => (Vec::new(), Vec::new()),
            };
            self.examples.push(Example {
                allowed: sentences.iter().flat_map(|sentence| allowed[sentence.clone()].to_vec()).collect(),
                recurring: recurring(document, &sentences),
                sentences: sentences.iter().map(|s| first + s.start..first + s.end).collect(),
                weight,
                tags,
                trees,
                of_names,
            });
        }
    }

    /// Lets the published recogniser mark the names of the texts that nobody marked.
    pub(crate) fn learn_from_recogniser(&mut self, teacher: &Teacher) {
        self.teach(&|lexicon, taught, forms| lexicon.taught(teacher, &taught.document, forms));
    }

    /// Lets a whole engine mark them.
    pub(crate) fn learn_from_engine(&mut self, teacher: &Chain) {
        self.teach(&|_, taught, _| teacher.find(&taught.document.text));
    }

    fn teach(&mut self, find: &Marking<'_>) {
        let progress = ProgressBar::new(self.taught.len() as u64);
        for number in 0..self.taught.len() {
            let taught = &self.taught[number];
            let words = taught.first..taught.first + taught.document.tokens.len();
            let names = find(&self.lexicon, taught, &self.tokens[words]);
            let taught = &mut self.taught[number];
            taught.document.names = names;
            let allowed = allowed(&taught.document);
            for example in &mut self.examples[taught.examples.clone()] {
                let words = example.sentences.iter().cloned().flatten();
                example.allowed = words.map(|word| allowed[word - taught.first]).collect();
            }
            progress.inc(1);
        }
        progress.finish_and_clear();
    }
}

/// Words as rows of the embedding tables, each distinct form once.
pub(crate) struct Lexicon {
    model: Model,
    /// Feature, seed and rows of each table.
    tables: Vec<(usize, u32, usize)>,
    known: BTreeMap<Vec<u64>, usize>,
    pub(crate) rows: Vec<Vec<Rows>>,
}

impl Lexicon {
    pub(crate) fn new(model: Model, encoder: &EncoderWeights) -> Self {
        let tables =
            encoder.features.iter().map(|f| (f.index, f.seed, f.table.len() / encoder.width)).collect();
        Self { model, tables, known: BTreeMap::new(), rows: Vec::new() }
    }

    /// Whether an encoder's tables are among those looked up.
    pub(crate) fn serves(&self, encoder: &EncoderWeights) -> bool {
        let rows = |f: &FeatureWeights| (f.index, f.seed, f.table.len() / encoder.width);
        encoder.features.iter().all(|feature| self.tables.contains(&rows(feature)))
            && self.tables.iter().enumerate().all(|(number, (index, ..))| number == *index)
    }

    /// The numbers of a document's forms.
    pub(crate) fn forms(&mut self, document: &Document) -> Vec<usize> {
        let features = self.model.lexical_features(&document.text, &document.tokens);
        features.iter().map(|features| self.form(features)).collect()
    }

    fn form(&mut self, features: &[u64]) -> usize {
        if let Some(&form) = self.known.get(features) {
            return form;
        }
        let mut word: Vec<Rows> = self
            .tables
            .iter()
            .map(|&(index, seed, count)| {
                embedding_rows(features[index], seed).iter().map(|row| row % count as u32).collect()
            })
            .collect();
        for (feature, parts) in [(CODE, PARTS), (LEANING, LEANING_PARTS)] {
            let centres = features[feature].to_le_bytes();
            let rows = (0..).zip(&centres[..parts]).map(|(part, &c)| part * CENTRES as u32 + u32::from(c));
            word.push(if features[feature] == 0 { Rows::new() } else { rows.collect() });
        }
        self.rows.push(word);
        self.known.insert(features.to_vec(), self.rows.len() - 1);
        self.rows.len() - 1
    }

    /// The names that the teacher finds.
    fn taught(&self, teacher: &Teacher, document: &Document, forms: &[usize]) -> Vec<(Span, String)> {
        let tables = self.tables.len();
        let sentences: Vec<Vec<&[Rows]>> = document
            .sentences
            .iter()
            .map(|sentence| forms[sentence.clone()].iter().map(|&form| &self.rows[form][..tables]).collect())
            .collect();
        let tokens: Vec<Span> = document
            .sentences
            .iter()
            .flat_map(|sentence| document.tokens[sentence.clone()].to_vec())
            .collect();
        teacher
            .find(&sentences)
            .into_iter()
            .map(|(name, label)| {
                (Span { start: tokens[name.start].start, end: tokens[name.end - 1].end }, label)
            })
            .collect()
    }
}

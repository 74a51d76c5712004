//! The model file, and the way from text to parse.

use std::error::Error;
use std::fmt;
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::attributes::{Rules, Tagged};
use super::bytes::Reader;
use super::encoder::{Encoded, Encoder};
use super::kernel::Matrix;
use super::labels::{Dep, Pos, Tag};
use super::lemma::Lemmatizer;
use super::lexeme::{FEATURES, Lexicon, Words};
use super::mend::{TreeWords, mend};
use super::names::{self, Recogniser};
use super::parse::{Name, Parse, Word};
use super::parser::{self, Parser};
use super::transition::Arc;
use crate::model::Span;

/// First bytes of a model file; the last is the version of the format.
const MAGIC: &[u8; 8] = b"DLMODEL\x04";

/// Fewest tokens that are encoded together; with more, vectors and weights no longer fit the nearest cache.
const BATCH: usize = 40;

/// Why a model file could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadError {
    /// The bytes are no model file, or one of another version.
    NotAModel,
    /// The file was damaged: its bytes do not have the digest it states.
    Damaged,
    /// The file holds something it must not hold.
    Malformed {
        /// How far the file was read, in bytes after the digest.
        offset: usize,
        /// What is wrong.
        problem: &'static str,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str("not a language model of this version of Dateline"),
            Self::Damaged => {
                f.write_str("the language model is damaged: its contents do not match its digest")
            }
            Self::Malformed { offset, problem } => {
                write!(f, "malformed language model at byte {offset}: {problem}")
            }
        }
    }
}

impl Error for LoadError {}

/// A language model: everything needed to tag, lemmatize and parse sentences and to find names in them.
///
/// It never changes once loaded and can be shared between threads.
#[derive(Debug)]
pub struct Model {
    name: String,
    notice: String,
    digest: [u8; 32],
    lexicon: Lexicon,
    syntax: Encoder,
    tags: Vec<Tag>,
    tagger: Matrix,
    tagger_bias: Vec<f32>,
    parser: Parser,
    naming: Encoder,
    recogniser: Recogniser,
    rules: Rules,
    lemmatizer: Lemmatizer,
    tree_words: TreeWords,
}

impl Model {
    /// Reads a model file as `dateline-train train` writes it.
    ///
    /// # Errors
    ///
    /// Any file that was not written for this version, or was changed since, is refused. A model that was loaded
    /// parses every text without a panic.
    pub fn load(bytes: &[u8]) -> Result<Self, LoadError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(LoadError::NotAModel)?;
        let (stated, body) = rest.split_first_chunk::<32>().ok_or(LoadError::NotAModel)?;
        let digest: [u8; 32] = Sha256::digest(body).into();
        if digest != *stated {
            return Err(LoadError::Damaged);
        }
        let mut reader = Reader::new(body);
        let name = reader.string()?.to_owned();
        let notice = reader.string()?.to_owned();
        let lexicon = Lexicon::read(&mut reader)?;
        let syntax = Encoder::read(&mut reader)?;
        let mut tags = Vec::new();
        for _ in 0..reader.u16()? {
            let tag = reader.string()?;
            tags.push(Tag::from_label(tag).ok_or_else(|| reader.error("unknown tag"))?);
        }
        let tagger = Matrix::read(&mut reader, syntax.width())?;
        if tagger.rows() != tags.len() {
            return Err(reader.error("the tagger does not fit its tags"));
        }
        let tagger_bias = reader.floats(tags.len())?;
        let parser = Parser::read(&mut reader, syntax.width())?;
        let naming = Encoder::read(&mut reader)?;
        let recogniser = Recogniser::read(&mut reader, naming.width())?;
        let rules = Rules::read(&mut reader)?;
        let lemmatizer = Lemmatizer::read(&mut reader)?;
        reader.finish()?;
        Ok(Self {
            name,
            notice,
            digest,
            lexicon,
            syntax,
            tags,
            tagger,
            tagger_bias,
            parser,
            naming,
            recogniser,
            rules,
            lemmatizer,
            tree_words: TreeWords::from_seed(),
        })
    }

    /// Name and version of the model.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The licence notice of the weights, which must go with every copy.
    #[must_use]
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// SHA-256 of the model's contents: two models with the same digest give the same parses.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// Tags, lemmatizes and parses the sentences of a text and finds the names in them.
    ///
    /// `tokens` are byte ranges of `text`; `sentences` are ranges of token indexes, in order and without overlap.
    /// Each sentence is read by itself. A token that is in no sentence gets the tag `XX` and is its own root; the
    /// parts of `sentences` that overlap an earlier sentence or reach past the last token are left out.
    #[must_use]
    pub fn parse(&self, text: &str, tokens: &[Span], sentences: &[Range<usize>]) -> Parse {
        let sentences = tidy(sentences, tokens.len());
        let words = self.lexicon.words(text, tokens);
        let mut tagged: Vec<Tagged> =
            words.lexeme_of.iter().map(|&lexeme| Tagged { tag: Tag::Xx, dep: Dep::Root, lexeme }).collect();
        let mut heads: Vec<u32> = (0..tokens.len() as u32).collect();
        let names = self.read(&words, &sentences, &mut tagged, &mut heads);
        let mut lemmas = String::new();
        let tokens = self.describe(&words, &sentences, &tagged, &heads, &mut lemmas);
        Parse::assemble(tokens, names, sentences, lemmas)
    }

    /// What the encoders look at in each token, for training: norm, prefix, suffix, shape, whether a space follows,
    /// whether it is a space, the codes of its meaning and its leaning, as numbers.
    #[must_use]
    pub fn lexical_features(&self, text: &str, tokens: &[Span]) -> Vec<[u64; FEATURES]> {
        let words = self.lexicon.words(text, tokens);
        words.form_of.iter().map(|&form| words.forms[form as usize].features).collect()
    }

    /// Tags and parses the sentences, and finds their names.
    fn read(
        &self,
        words: &Words<'_>,
        sentences: &[Range<u32>],
        tagged: &mut [Tagged],
        heads: &mut [u32],
    ) -> Vec<Name> {
        let (in_trees, in_names) = (self.syntax.embed(&words.forms), self.naming.embed(&words.forms));
        let recurring = words.recurring();
        let limit = self.tagger.limit().min(self.parser.limit());
        let mut encoded = Encoded::default();
        let mut parsing = parser::Scratch::default();
        let mut naming = names::Work::default();
        let mut scores = Vec::new();
        let mut arcs: Vec<Arc> = Vec::new();
        let mut names = Vec::new();
        for stretch in runs(sentences, names::STRETCH) {
            for batch in runs(stretch, BATCH) {
                let forms = batch.iter().map(|s| &words.form_of[s.start as usize..s.end as usize]);
                self.naming.encode(&in_names, forms.clone(), self.recogniser.limit(), &mut encoded);
                self.recogniser.score(&encoded, &mut naming);
                self.syntax.encode(&in_trees, forms, limit, &mut encoded);
                self.parser.prepare(&encoded, &mut parsing);
                scores.resize(encoded.len() * self.tags.len(), 0.0);
                encoded.multiply(&self.tagger, &self.tagger_bias, &mut scores);
                let mut row = 0;
                for sentence in batch {
                    arcs.clear();
                    self.parser.parse(row, sentence.len(), &mut parsing, &mut arcs);
                    let rows = scores[row * self.tags.len()..].chunks_exact(self.tags.len());
                    for ((token, scores), arc) in sentence.clone().zip(rows).zip(&arcs) {
                        let tag = self.tags[largest(scores)];
                        tagged[token as usize].tag = tag;
                        tagged[token as usize].dep = arc.dep;
                        heads[token as usize] = sentence.start + arc.head;
                    }
                    let tokens = sentence.start as usize..sentence.end as usize;
                    let (tagged, heads) = (&mut tagged[tokens.clone()], &mut heads[tokens]);
                    mend(words, &self.tree_words, sentence.start, tagged, heads);
                    row += sentence.len();
                }
            }
            self.recogniser.find(words, &recurring, stretch, &mut naming, &mut names);
        }
        names
    }

    fn describe(
        &self,
        words: &Words<'_>,
        sentences: &[Range<u32>],
        tagged: &[Tagged],
        heads: &[u32],
        lemmas: &mut String,
    ) -> Vec<Word> {
        let numbers: Vec<Option<u16>> =
            (0..words.lexemes.len() as u32).map(|lexeme| self.rules.word(words.lower(lexeme))).collect();
        let mut memory = Memory::new(words.lexemes.len());
        let mut described: Vec<Word> = tagged
            .iter()
            .zip(heads)
            .map(|(token, &head)| Word {
                tag: token.tag,
                pos: Pos::X,
                dep: token.dep,
                head,
                lemma: Span { start: 0, end: 0 },
            })
            .collect();
        for sentence in sentences {
            let range = sentence.start as usize..sentence.end as usize;
            let tagged = &tagged[range.clone()];
            for (index, word) in described[range].iter_mut().enumerate() {
                let attributes = self.rules.apply(tagged, index, words, &numbers);
                word.tag = attributes.tag;
                word.pos = attributes.pos;
                word.dep = attributes.dep;
                let lexeme = tagged[index].lexeme;
                let key = (attributes.pos, attributes.morph.bits(), attributes.lemma);
                word.lemma = memory.recall(lexeme, key, lemmas, |lemmas| match attributes.lemma {
                    Some(lemma) => lemmas.push_str(lemma),
                    None => {
                        let text = words.lexemes[lexeme as usize].text;
                        let lower = words.lower(lexeme);
                        self.lemmatizer.lemmatize(text, lower, attributes.pos, attributes.morph, lemmas);
                    }
                });
            }
        }
        described
    }
}

/// What a lemma depends on besides the word.
type LemmaKey<'r> = (Pos, u8, Option<&'r str>);

/// Lemmas already worked out in a text: for each lexeme a chain of the few keys it was met with.
struct Memory<'r> {
    first: Vec<Option<u32>>,
    entries: Vec<(LemmaKey<'r>, Span, Option<u32>)>,
}

impl<'r> Memory<'r> {
    fn new(lexemes: usize) -> Self {
        Self { first: vec![None; lexemes], entries: Vec::with_capacity(lexemes) }
    }

    fn recall(
        &mut self,
        lexeme: u32,
        key: LemmaKey<'r>,
        lemmas: &mut String,
        make: impl FnOnce(&mut String),
    ) -> Span {
        let first = self.first[lexeme as usize];
        let mut next = first;
        while let Some(index) = next {
            let (of, span, after) = self.entries[index as usize];
            if of == key {
                return span;
            }
            next = after;
        }
        let start = lemmas.len();
        make(lemmas);
        let span = Span::new(start, lemmas.len());
        self.first[lexeme as usize] = Some(self.entries.len() as u32);
        self.entries.push((key, span, first));
        span
    }
}

/// Sentences that are in order, do not overlap and hold only tokens there are.
fn tidy(sentences: &[Range<usize>], tokens: usize) -> Vec<Range<u32>> {
    let mut end = 0;
    let mut tidy = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let start = sentence.start.max(end);
        end = end.max(sentence.end.min(tokens));
        if start < end {
            tidy.push(start as u32..end as u32);
        }
    }
    tidy
}

/// Cuts sentences into runs, each as short as it can be with at least `least` tokens.
fn runs(sentences: &[Range<u32>], least: usize) -> impl Iterator<Item = &[Range<u32>]> {
    let mut tokens = least;
    sentences.chunk_by(move |before, _| {
        if tokens >= least {
            tokens = 0;
        }
        tokens += before.len();
        tokens < least
    })
}

/// Index of the largest value, the first of them where there are several.
fn largest(values: &[f32]) -> usize {
    let mut best = 0;
    for (index, &value) in values.iter().enumerate() {
        if value > values[best] {
            best = index;
        }
    }
    best
}

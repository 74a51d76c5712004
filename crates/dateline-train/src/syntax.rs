//! The published tagger and parser: where training starts, and the teacher of tags and trees.

use std::ops::Range;

use anyhow::{Context, Result};
use dateline_core::language::Move;

use crate::layers::{Encoder, Weights, lay};
use crate::material::Material;
use crate::names::Lesson;
use crate::network::{self, EncoderWeights, LinearWeights, Network, ScorerWeights};
use crate::oracle::Tree;
use crate::random::Random;
use crate::treebank::Sentence;
use crate::trees::{Lower, Teaching};
use crate::wheel::Wheel;
use crate::{clear, tags, trees};

/// How much a tag that people marked counts, next to one that the teacher gives.
const MARKED: f32 = 2.0;

/// Sentences that the teacher reads at a time.
const RUN: usize = 64;

/// The published network, and what its encoder makes of the words of the corpora.
pub(crate) struct Syntax {
    pub(crate) encoder: EncoderWeights,
    pub(crate) tagger: LinearWeights,
    pub(crate) tags: Vec<String>,
    pub(crate) scorer: ScorerWeights,
    pub(crate) moves: Vec<String>,
    weights: Weights,
    tag_head: tags::Head,
    tree_head: trees::Head,
    net: Encoder,
    vectors: Vec<f32>,
}

/// What the teacher says of the rows of a batch.
pub(crate) struct Taught {
    /// For each row the chances of the tags.
    pub(crate) tags: Vec<f32>,
    lower: Lower,
}

impl Syntax {
    pub(crate) fn read(wheel: &mut Wheel) -> Result<Self> {
        let config: serde_json::Value = serde_json::from_str(&wheel.text("tagger/cfg")?)?;
        let tags = config["labels"].as_array().context("the tagger has no labels")?;
        let tags = tags
            .iter()
            .map(|tag| Ok(tag.as_str().context("a tag is no string")?.to_owned()))
            .collect::<Result<_>>()?;
        let moves = network::moves(wheel, "parser/moves", &["S", "D", "L", "R", "B"])?;
        let encoder = Network::read(wheel, "tok2vec/model")?.encoder()?;
        let tagger = Network::read(wheel, "tagger/model")?.tagger()?;
        let scorer = Network::read(wheel, "parser/model")?.scorer(moves.len())?;
        let mut weights = Weights::default();
        let net = Encoder::of(&encoder, &mut weights);
        let tag_head = tags::Head::of(&tagger, &mut weights);
        let tree_head = trees::Head::of(&scorer, &read_moves(&moves)?, &mut weights);
        Ok(Self {
            encoder,
            tagger,
            tags,
            scorer,
            moves,
            weights,
            tag_head,
            tree_head,
            net,
            vectors: Vec::new(),
        })
    }

    /// The numbers of the tags that a treebank gives the words of a sentence.
    pub(crate) fn tags_of(&self, sentence: &Sentence) -> Vec<Option<u8>> {
        let number = |tag: &String| self.tags.iter().position(|own| own == tag);
        sentence.words.iter().map(|word| number(&word.xpos).map(|number| number as u8)).collect()
    }

    /// The tree that a treebank gives a sentence, where it can be said in our relations.
    pub(crate) fn tree_of(&self, sentence: &Sentence) -> Option<Tree> {
        let words = clear::convert(sentence)?;
        let arcs = words.into_iter().map(|(_, arc)| arc.map(|(head, dep)| (head as u32, dep)));
        Some(Tree { arcs: arcs.collect() })
    }

    pub(crate) fn moves(&self) -> &[Move] {
        &self.tree_head.moves
    }

    /// Reads the corpora once; what is made of each word is kept.
    pub(crate) fn study(&mut self, material: &Material) {
        let width = self.encoder.width;
        let (forms, tokens) = (&material.lexicon.rows, &material.tokens);
        let examples = material.examples.iter().filter(|example| !example.of_names);
        let sentences: Vec<Range<usize>> =
            examples.flat_map(|example| example.sentences.iter().cloned()).collect();
        let (first, second) = sentences.split_at(sentences.len() / 2);
        let read = |sentences: &[Range<usize>]| -> Vec<Vec<f32>> {
            sentences
                .chunks(RUN)
                .flat_map(|run| {
                    let of = |sentence: &Range<usize>| &tokens[sentence.clone()];
                    let (words, starts) = lay(forms, run.iter().map(of), self.net.margin());
                    let (vectors, _) = self.net.forward(&self.weights, &words, 0.0, &mut Random::new(0));
                    let rows = starts.into_iter().zip(run);
                    rows.map(|(start, s)| vectors[start * width..(start + s.len()) * width].to_vec())
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        let (first, second) = std::thread::scope(|scope| {
            let first = scope.spawn(|| read(first));
            (read(second), first.join().expect("half of the corpora"))
        });
        let mut vectors = vec![0.0; tokens.len() * width];
        for (sentence, read) in sentences.iter().zip(second.into_iter().chain(first)) {
            vectors[sentence.start * width..sentence.end * width].copy_from_slice(&read);
        }
        self.vectors = vectors;
    }

    /// What the teacher says of a batch of so many rows.
    pub(crate) fn teach(&self, lessons: &[Lesson<'_>], rows: usize) -> Taught {
        let width = self.encoder.width;
        let mut vectors = vec![0.0; rows * width];
        for (start, sentence) in sentences(lessons) {
            vectors[start * width..(start + sentence.len()) * width]
                .copy_from_slice(&self.vectors[sentence.start * width..sentence.end * width]);
        }
        let count = self.tag_head.count;
        let chances = self.tag_head.chances(&self.weights, &vectors);
        let mut tags = vec![0.0; rows * count];
        for Lesson { example, starts } in lessons {
            let mut first = 0;
            for (start, sentence) in starts.iter().zip(&example.sentences) {
                for offset in 0..sentence.len() {
                    let at = (start + offset) * count..(start + offset + 1) * count;
                    match example.tags.get(first + offset).copied().flatten() {
                        Some(tag) => tags[at][usize::from(tag)] = MARKED,
                        None => tags[at.clone()].copy_from_slice(&chances[at]),
                    }
                }
                first += sentence.len();
            }
        }
        Taught { tags, lower: self.tree_head.lower(&self.weights, &vectors) }
    }

    /// How each sentence of a batch should be parsed.
    pub(crate) fn trees<'t>(
        &'t self,
        taught: &'t Taught,
        lessons: &[Lesson<'t>],
    ) -> Vec<(Range<usize>, Teaching<'t>)> {
        let mut sentences = Vec::new();
        for Lesson { example, starts } in lessons {
            for (number, (start, sentence)) in starts.iter().zip(&example.sentences).enumerate() {
                let teaching = match example.trees.get(number).and_then(Option::as_ref) {
                    Some(tree) => Teaching::Tree(tree),
                    None => Teaching::Network(&self.tree_head, &self.weights, &taught.lower),
                };
                sentences.push((*start..start + sentence.len(), teaching));
            }
        }
        sentences
    }
}

/// The sentences of a batch with the rows in which they start.
fn sentences<'l>(lessons: &'l [Lesson<'_>]) -> impl Iterator<Item = (usize, &'l Range<usize>)> {
    lessons.iter().flat_map(|lesson| lesson.starts.iter().copied().zip(&lesson.example.sentences))
}

/// The moves with these names.
fn read_moves(names: &[String]) -> Result<Vec<Move>> {
    names.iter().map(|name| Move::from_name(name).with_context(|| format!("odd move {name}"))).collect()
}

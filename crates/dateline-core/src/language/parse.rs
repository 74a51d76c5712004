//! What the language layer makes of a text: tags, lemmas, trees and names.
//!
//! Labels are those of the treebank the model was trained on (OntoNotes 5 with the ClearNLP dependency
//! conversion): Penn Treebank tags, Universal part-of-speech tags, ClearNLP dependency labels and the eighteen
//! OntoNotes name types.

use std::ops::Range;

use crate::model::Span;

use super::labels::{Dep, NameLabel, Pos, Tag};

/// One token as the model reads it. Which words it stands on, the text layer's tokens tell: word `i` belongs to
/// token `i`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Fine-grained tag (Penn Treebank).
    pub tag: Tag,
    /// Coarse part of speech (Universal Dependencies).
    pub pos: Pos,
    /// Relation to the head.
    pub dep: Dep,
    /// Index of the head token; the token's own index for the root of its sentence.
    pub head: u32,
    /// Where the lemma stands in the lemma store of the [`Parse`].
    pub(super) lemma: Span,
}

/// A name the model found: a run of tokens inside one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Token indexes, never empty.
    pub tokens: Range<u32>,
    /// Type of the name.
    pub label: NameLabel,
}

/// Tags, lemmas, trees and names of one text.
///
/// Every sentence holds exactly one tree: the parser is told where sentences begin and never breaks one, so each
/// has one root (labelled [`Dep::Root`], its own head), all other tokens hang below it, and no arc crosses a
/// sentence boundary. Trees are projective but for the few arcs that pseudo-projective parsing (Nivre and Nilsson
/// 2005) moves to their true head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parse {
    /// One for each token, in order.
    pub tokens: Vec<Word>,
    /// In order, disjoint.
    pub names: Vec<Name>,
    sentences: Vec<Range<u32>>,
    lemmas: String,
    /// Children of all tokens, grouped by head; those of token `i` lie at `child_ends[i - 1]..child_ends[i]`.
    children: Vec<u32>,
    child_ends: Vec<u32>,
    /// First and one past the last token of each token's subtree.
    edges: Vec<Range<u32>>,
}

impl Parse {
    /// Puts a parse together; heads must form trees, `names` be in order.
    pub(super) fn assemble(
        tokens: Vec<Word>,
        names: Vec<Name>,
        sentences: Vec<Range<u32>>,
        lemmas: String,
    ) -> Self {
        let mut parse = Self { tokens, names, sentences, lemmas, ..Self::default() };
        parse.link_children();
        parse.find_edges();
        parse
    }

    fn link_children(&mut self) {
        // A counting sort by head; tokens are visited in order, so every group is in order.
        let mut next = vec![0u32; self.tokens.len()];
        for (i, word) in self.tokens.iter().enumerate() {
            if word.head as usize != i {
                next[word.head as usize] += 1;
            }
        }
        let mut total = 0;
        for count in &mut next {
            total += std::mem::replace(count, total);
        }
        self.children = vec![0; total as usize];
        for (i, word) in self.tokens.iter().enumerate() {
            if word.head as usize != i {
                let place = &mut next[word.head as usize];
                self.children[*place as usize] = i as u32;
                *place += 1;
            }
        }
        self.child_ends = next;
    }

    fn find_edges(&mut self) {
        let mut edges: Vec<Range<u32>> = (0..self.tokens.len() as u32).map(|i| i..i + 1).collect();
        // Heads come before their children in `order`, so walking it backwards meets every child before its head.
        let mut order: Vec<u32> =
            (0..self.tokens.len() as u32).filter(|&i| self.tokens[i as usize].head == i).collect();
        let mut at = 0;
        while at < order.len() {
            order.extend_from_slice(self.children(order[at] as usize));
            at += 1;
        }
        for &i in order.iter().rev() {
            let below = edges[i as usize].clone();
            let edge = &mut edges[self.tokens[i as usize].head as usize];
            edge.start = edge.start.min(below.start);
            edge.end = edge.end.max(below.end);
        }
        self.edges = edges;
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are no tokens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The sentences as ranges of token indexes, in order; tokens outside all given sentences are in none.
    #[must_use]
    pub fn sentences(&self) -> &[Range<u32>] {
        &self.sentences
    }

    /// The dictionary form of token `i`, lower case but for proper nouns and "I"; empty when `i` is out of range.
    #[must_use]
    pub fn lemma(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |word| word.lemma.of(&self.lemmas))
    }

    /// The head of token `i`, or `None` for a root.
    #[must_use]
    pub fn head(&self, i: usize) -> Option<usize> {
        self.tokens.get(i).map(|word| word.head as usize).filter(|&head| head != i)
    }

    /// The tokens whose head is `i`, left to right.
    #[must_use]
    pub fn children(&self, i: usize) -> &[u32] {
        let Some(&end) = self.child_ends.get(i) else { return &[] };
        let start = if i == 0 { 0 } else { self.child_ends[i - 1] };
        &self.children[start as usize..end as usize]
    }

    /// The children of `i` that stand before it, left to right.
    #[must_use]
    pub fn left_children(&self, i: usize) -> &[u32] {
        let children = self.children(i);
        &children[..children.partition_point(|&child| (child as usize) < i)]
    }

    /// The children of `i` that stand after it, left to right.
    #[must_use]
    pub fn right_children(&self, i: usize) -> &[u32] {
        let children = self.children(i);
        &children[children.partition_point(|&child| (child as usize) < i)..]
    }

    /// The children of `i` that hang by the relation `dep`, left to right.
    pub fn children_by(&self, i: usize, dep: Dep) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(i)
            .iter()
            .map(|&child| child as usize)
            .filter(move |&child| self.tokens[child].dep == dep)
    }

    /// The first child of `i` that hangs by the relation `dep`.
    #[must_use]
    pub fn child(&self, i: usize, dep: Dep) -> Option<usize> {
        self.children_by(i, dep).next()
    }

    /// The tokens from the first to the last of the subtree of `i`, itself included. In the rare non-projective
    /// tree the range may hold tokens that are not below `i`.
    #[must_use]
    pub fn subtree(&self, i: usize) -> Range<usize> {
        self.edges.get(i).map_or(0..0, |edge| edge.start as usize..edge.end as usize)
    }

    /// The heads above `i`, nearest first, up to the root.
    pub fn ancestors(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(i), |&above| self.head(above))
    }

    /// The first of the tokens of a phrase that hangs on none of the others.
    #[must_use]
    pub fn head_of(&self, phrase: &Range<usize>) -> Option<usize> {
        phrase.clone().find(|&i| self.head(i).is_none_or(|above| !phrase.contains(&above)))
    }

    /// Whether `i` is `above` or hangs below it.
    #[must_use]
    pub fn is_within(&self, i: usize, above: usize) -> bool {
        i == above || self.ancestors(i).any(|ancestor| ancestor == above)
    }

    /// Index of the sentence that holds token `i`, if one does.
    #[must_use]
    pub fn sentence_of(&self, i: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.start as usize <= i);
        let index = after.checked_sub(1)?;
        (i < self.sentences[index].end as usize).then_some(index)
    }

    /// The root of a sentence, if it has tokens.
    #[must_use]
    pub fn root(&self, sentence: usize) -> Option<usize> {
        let range = self.sentences.get(sentence)?;
        (range.start as usize..range.end as usize).find(|&i| self.tokens[i].head as usize == i)
    }

    /// The name that token `i` is part of.
    #[must_use]
    pub fn name_at(&self, i: usize) -> Option<&Name> {
        let after = self.names.partition_point(|name| name.tokens.start as usize <= i);
        let name = &self.names[after.checked_sub(1)?];
        (i < name.tokens.end as usize).then_some(name)
    }

    /// Whether token `i` is a verb or an auxiliary.
    #[must_use]
    pub fn is_verb(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|word| matches!(word.pos, Pos::Verb | Pos::Aux))
    }

    /// Whether token `i` is a common or proper noun.
    #[must_use]
    pub fn is_noun(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|word| matches!(word.pos, Pos::Noun | Pos::Propn))
    }
}

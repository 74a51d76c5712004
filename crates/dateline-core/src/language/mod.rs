//! Tags, lemmas, dependency trees and names of sentences.
//!
//! The model is a small neural network of the family described by Honnibal and Montani (spaCy 3): hashed embeddings
//! of word form, prefix, suffix and shape, a four-layer maxout convolution over neighbouring tokens, a linear
//! tagger, an arc-eager transition parser (Nivre 2004), and a recogniser of names that learns what to look for in the
//! whole document. `dateline-train` makes its file; `MODEL_CARD.md` says where the weights come from and how they do.
//!
//! The arithmetic is the same everywhere, to the bit: products of matrices are sums of integers, and all else is
//! IEEE 754 single-precision addition, subtraction, multiplication, division and square root in a fixed order.

mod attributes;
mod bytes;
mod codes;
mod encoder;
mod kernel;
mod labels;
mod lemma;
mod lexeme;
mod mend;
mod model;
mod names;
mod parse;
mod parser;
mod scorer;
mod strings;
mod transition;

pub use encoder::embedding_rows;
pub use labels::{Dep, NameLabel, Pos, Tag};
pub use lexeme::FEATURES;
pub use model::{LoadError, Model};
pub use parse::{Name, Parse, Word};
pub use transition::{Allowed, Arc, Label, Move, PLACES, State};

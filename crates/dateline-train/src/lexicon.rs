//! What the model knows of single words: fixed numbers, norms, contractions.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};

use crate::wheel::{Wheel, entries, get, items, number, text};
use crate::write::Writer;

/// Strings that the library knows by a fixed number.
const SYMBOLS: &str = include_str!("../data/symbols.tsv");

/// Norms of punctuation and currency signs, which are in the library and not in the wheel.
const NORMS: &str = include_str!("../data/norms.tsv");

/// Keys under which the tokenizer's exceptions hold the text of a token and its norm.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// A token of a contraction: where it ends, and its norm.
type Piece = (u8, Option<String>);

/// The rows of a table with two columns, its heading left out.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    // A cell may begin with the mark of a comment, but no comment holds a tab.
    table.lines().filter_map(|line| line.split_once('\t')).skip(1)
}

pub(crate) fn write(wheel: &mut Wheel, writer: &mut Writer) -> Result<()> {
    let symbols: BTreeMap<&str, u16> =
        rows(SYMBOLS).map(|(string, number)| Ok((string, number.parse()?))).collect::<Result<_>>()?;
    writer.strings(symbols.keys().copied())?;
    symbols.values().for_each(|&number| writer.u16(number));

    let norms = norms(wheel, &symbols)?;
    let contractions = contractions(wheel)?;
    let spelt: BTreeSet<&str> = norms
        .values()
        .map(String::as_str)
        .chain(contractions.values().flatten().filter_map(|(_, norm)| norm.as_deref()))
        .collect();
    let spelt: Vec<&str> = spelt.into_iter().collect();
    // Norms are counted from 1; 0 stands for none.
    let index = |norm: &str| spelt.binary_search(&norm).map_or(0, |index| index + 1);
    writer.strings(spelt.iter().copied())?;
    writer.u32(u32::try_from(norms.len())?);
    for (&word, norm) in &norms {
        writer.u64(word);
        writer.count16(index(norm))?;
    }
    writer.strings(contractions.keys().map(String::as_str))?;
    for pieces in contractions.values() {
        writer.count8(pieces.len())?;
        for (end, norm) in pieces {
            writer.u8(*end);
            writer.count16(norm.as_deref().map_or(0, index))?;
        }
    }
    let openers: BTreeSet<&str> = contractions
        .iter()
        .filter(|(_, pieces)| pieces.len() > 1)
        .map(|(word, pieces)| &word[..usize::from(pieces[0].0)])
        .collect();
    writer.strings(openers.into_iter())
}

/// Norms by the number of the word; those of the library come first.
fn norms(wheel: &mut Wheel, symbols: &BTreeMap<&str, u16>) -> Result<BTreeMap<u64, String>> {
    let mut norms = BTreeMap::new();
    let lookups = wheel.message("vocab/lookups.bin")?;
    for (word, norm) in entries(get(&lookups, "lexeme_norm")?)? {
        norms.insert(number(word)?, text(norm)?.to_owned());
    }
    for (word, norm) in rows(NORMS) {
        let word = symbols.get(word).map_or_else(|| hash(word), |&number| number.into());
        norms.insert(word, norm.to_owned());
    }
    Ok(norms)
}

/// The exceptions of the tokenizer in which some token has a norm of its own.
fn contractions(wheel: &mut Wheel) -> Result<BTreeMap<String, Vec<Piece>>> {
    let tokenizer = wheel.message("tokenizer")?;
    let mut contractions = BTreeMap::new();
    for (word, tokens) in entries(get(&tokenizer, "exceptions")?)? {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut end = 0;
        for token in items(tokens)? {
            let field = |key| {
                entries(token)
                    .ok()?
                    .iter()
                    .find(|(name, _)| name.as_u64() == Some(key))
                    .map(|(_, value)| value)
            };
            end += text(field(ORTH).context("a token of an exception has no text")?)?.len();
            let norm = field(NORM).map(text).transpose()?.map(str::to_owned);
            pieces.push((u8::try_from(end)?, norm));
        }
        if pieces.iter().any(|(_, norm)| norm.is_some()) {
            contractions.insert(text(word)?.to_owned(), pieces);
        }
    }
    Ok(contractions)
}

/// The number of a string without a fixed one: MurmurHash64A with the seed 1.
pub(crate) fn hash(string: &str) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (string.len() as u64).wrapping_mul(M);
    let (blocks, rest) = string.as_bytes().as_chunks::<8>();
    for &block in blocks {
        let mut block = u64::from_le_bytes(block).wrapping_mul(M);
        block ^= block >> 47;
        hash = (hash ^ block.wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

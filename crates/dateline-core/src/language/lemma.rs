//! Dictionary forms: exceptions, then rules for endings checked against a word list, by part of speech.

use super::LoadError;
use super::attributes::Morph;
use super::bytes::Reader;
use super::labels::Pos;
use super::strings::Strings;

/// The tables for all parts of speech.
#[derive(Debug)]
pub(super) struct Lemmatizer {
    tables: Vec<(Pos, Table)>,
}

#[derive(Debug)]
struct Table {
    /// Endings and what replaces them, in the order in which they are tried.
    endings: Vec<(String, String)>,
    /// Inflected forms that follow no rule.
    exceptions: Strings,
    /// The lemma of each exception; where there were several, the first choice.
    irregular: Vec<u16>,
    lemmas: Strings,
    /// Lemmas that are in the dictionary.
    known: Strings,
}

impl Lemmatizer {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, LoadError> {
        let mut tables = Vec::new();
        for _ in 0..reader.u8()? {
            let pos = reader.string()?;
            let pos = Pos::from_label(pos).ok_or_else(|| reader.error("unknown part of speech"))?;
            tables.push((pos, Table::read(reader)?));
        }
        Ok(Self { tables })
    }

    /// Adds the lemma of a word to `out`, given its text, its lower-case form and what the tagger says of it.
    pub(super) fn lemmatize(&self, text: &str, lower: &str, pos: Pos, morph: Morph, out: &mut String) {
        if pos == Pos::Space || morph.is_base(pos) {
            out.push_str(lower);
            return;
        }
        match self.tables.iter().find(|(of, _)| *of == pos) {
            Some((_, table)) => table.lemmatize(text, lower, out),
            None if pos == Pos::Propn => out.push_str(text),
            None => out.push_str(lower),
        }
    }
}

impl Table {
    fn read(reader: &mut Reader<'_>) -> Result<Self, LoadError> {
        let mut endings = Vec::new();
        for _ in 0..reader.u16()? {
            endings.push((reader.string()?.to_owned(), reader.string()?.to_owned()));
        }
        let exceptions = Strings::read(reader)?;
        let lemmas = Strings::read(reader)?;
        let irregular: Vec<u16> = (0..exceptions.len()).map(|_| reader.u16()).collect::<Result<_, _>>()?;
        if irregular.iter().any(|&lemma| usize::from(lemma) >= lemmas.len()) {
            return Err(reader.error("the lemma of an exception is missing"));
        }
        Ok(Self { endings, exceptions, irregular, lemmas, known: Strings::read(reader)? })
    }

    /// The lemma is, in this order: that of an exception; the last form made by an ending that is in the dictionary;
    /// the first form that holds more than letters; the first form at all; the word as it stands.
    fn lemmatize(&self, text: &str, lower: &str, out: &mut String) {
        if let Some(index) = self.exceptions.find(lower) {
            out.push_str(self.lemmas.get(self.irregular[index].into()));
            return;
        }
        let start = out.len();
        let mut best: Option<(Worth, &str, &str)> = None;
        for (rank, (old, new)) in self.endings.iter().enumerate() {
            let Some(stem) = lower.strip_suffix(old.as_str()) else { continue };
            if stem.is_empty() && new.is_empty() {
                continue;
            }
            out.push_str(stem);
            out.push_str(new);
            let form = &out[start..];
            let worth = if self.known.contains(form) {
                Worth::Known(rank)
            } else if form.chars().all(char::is_alphabetic) {
                Worth::Unknown(usize::MAX - rank)
            } else {
                Worth::Mixed(usize::MAX - rank)
            };
            out.truncate(start);
            if best.is_none_or(|(highest, ..)| worth > highest) {
                best = Some((worth, stem, new.as_str()));
            }
        }
        match best {
            Some((_, stem, new)) => {
                out.push_str(stem);
                out.push_str(new);
            }
            None => out.push_str(text),
        }
    }
}

/// How good a form made by an ending is, worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Unknown(usize),
    Mixed(usize),
    Known(usize),
}

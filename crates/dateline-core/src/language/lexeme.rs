//! What the model looks at in a word: norm, first letter, last three letters, shape, whether a space follows, where
//! the word stands in a space of meanings, and which way it leans as a name.
//!
//! Strings are known to the model by number: most by a hash (MurmurHash64A), a few hundred by a fixed number that
//! the library it was trained with gives them.

use super::LoadError;
use super::bytes::Reader;
use super::codes::Codes;
use super::strings::Strings;
use crate::model::Span;

/// Number of lexical features of a [`Form`].
pub const FEATURES: usize = 8;

/// Which of them is the code of the word's meaning: eight numbers in one, not to be hashed.
pub(super) const CODE: usize = 6;

/// Which of them says which way the word leans as a name: three numbers in one, not to be hashed.
pub(super) const LEANING: usize = 7;

/// The features of a word as numbers: norm, prefix, suffix, shape, whether a space follows, whether it is a space, code,
/// leaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) features: [u64; FEATURES],
}

/// What is known about the strings of the language.
#[derive(Debug)]
pub(super) struct Lexicon {
    symbols: Strings,
    symbol_numbers: Vec<u16>,
    /// Numbers of words whose norm is not their lower-case form, sorted, and the numbers of these norms.
    norms: Vec<(u64, u64)>,
    /// Words that stand for another, and runs of tokens written as one word ("ca" and "n't"), by their text.
    contractions: Strings,
    /// The tokens of each contraction.
    pieces: Vec<Vec<Piece>>,
    /// First tokens of the contractions of several tokens.
    openers: Strings,
    codes: Codes,
}

/// A token of a contraction.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it ends in the text of the contraction, in bytes.
    end: u8,
    /// Number of its norm, or 0 where the contraction gives it none.
    norm: u64,
}

/// A distinct string among the tokens of a text.
#[derive(Debug)]
pub(super) struct Lexeme<'t> {
    pub(super) text: &'t str,
    /// Its lower-case form in [`Words::lowers`].
    lower: Span,
    hash: u64,
    features: [u64; FEATURES],
    opens_contraction: bool,
    /// Numbers of its forms without and with a following space.
    forms: [Option<u32>; 2],
}

/// The tokens of a text as lexemes and forms.
#[derive(Debug, Default)]
pub(super) struct Words<'t> {
    pub(super) lexemes: Vec<Lexeme<'t>>,
    lowers: String,
    pub(super) forms: Vec<Form>,
    /// For each token, the number of its lexeme.
    pub(super) lexeme_of: Vec<u32>,
    /// For each token, the number of its form.
    pub(super) form_of: Vec<u32>,
    /// An open-addressing table of lexemes by hash; its length is a power of two.
    slots: Vec<Option<u32>>,
}

impl Lexicon {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, LoadError> {
        let codes = Codes::read(reader)?;
        let symbols = Strings::read(reader)?;
        let symbol_numbers = (0..symbols.len()).map(|_| reader.u16()).collect::<Result<_, _>>()?;
        let mut lexicon = Self {
            codes,
            symbols,
            symbol_numbers,
            norms: Vec::new(),
            contractions: Strings::default(),
            pieces: Vec::new(),
            openers: Strings::default(),
        };
        let norms = Strings::read(reader)?;
        let count = reader.u32()?;
        for _ in 0..count {
            let word = reader.u64()?;
            let norm = lexicon.norm(reader, &norms)?;
            if lexicon.norms.last().is_some_and(|&(last, _)| last >= word) {
                return Err(reader.error("norms are out of order"));
            }
            lexicon.norms.push((word, norm));
        }
        lexicon.contractions = Strings::read(reader)?;
        for index in 0..lexicon.contractions.len() {
            let mut pieces = Vec::new();
            for _ in 0..reader.u8()? {
                pieces.push(Piece { end: reader.u8()?, norm: lexicon.norm(reader, &norms)? });
            }
            let text = lexicon.contractions.get(index);
            let ends_well = pieces.last().is_some_and(|piece| usize::from(piece.end) == text.len());
            if !ends_well || pieces.iter().any(|piece| !text.is_char_boundary(piece.end.into())) {
                return Err(reader.error("the tokens of a contraction do not make up its text"));
            }
            lexicon.pieces.push(pieces);
        }
        lexicon.openers = Strings::read(reader)?;
        Ok(lexicon)
    }

    /// Reads the index of a norm, counted from 1, and returns its number; 0 stands for none.
    fn norm(&self, reader: &mut Reader<'_>, norms: &Strings) -> Result<u64, LoadError> {
        let index = usize::from(reader.u16()?);
        if index > norms.len() {
            return Err(reader.error("a norm is missing"));
        }
        Ok(index.checked_sub(1).map_or(0, |index| self.number(norms.get(index))))
    }

    /// The number by which the model knows `string`.
    fn number(&self, string: &str) -> u64 {
        match self.symbols.find(string) {
            Some(index) => self.symbol_numbers[index].into(),
            None => hash(string.as_bytes()),
        }
    }

    /// Looks up the tokens of `text`. Tokens out of order or outside of `text` count as empty words.
    pub(super) fn words<'t>(&self, text: &'t str, tokens: &[Span]) -> Words<'t> {
        let mut words = Words::default();
        for token in tokens {
            let lexeme = words.intern(token.of(text), self);
            words.lexeme_of.push(lexeme);
        }
        let mut index = 0;
        while index < tokens.len() {
            let run = self.contraction(&words, text, &tokens[index..], index);
            for offset in 0..run.map_or(1, <[Piece]>::len) {
                let token = tokens[index + offset];
                let after = text.get(token.end as usize..).and_then(|rest| rest.chars().next());
                let norm = run.map_or(0, |run| run[offset].norm);
                let spaced = after.is_some_and(char::is_whitespace);
                words.add_form(index + offset, norm, spaced);
            }
            index += run.map_or(1, <[Piece]>::len);
        }
        words
    }

    /// The longest contraction of several tokens at the head of `tokens`, the first of which has the number `index`.
    fn contraction(&self, words: &Words<'_>, text: &str, tokens: &[Span], index: usize) -> Option<&[Piece]> {
        /// Contractions have at most so many tokens ("I'd've").
        const LONGEST: usize = 4;
        if !words.lexemes[words.lexeme_of[index] as usize].opens_contraction {
            return None;
        }
        let start = tokens[0].start;
        let adjacent = tokens.windows(2).take_while(|pair| pair[0].end == pair[1].start).count() + 1;
        (2..=adjacent.min(LONGEST)).rev().find_map(|len| {
            let whole = Span { start, end: tokens[len - 1].end };
            let pieces = &self.pieces[self.contractions.find(whole.of(text))?];
            let fits = pieces.len() == len
                && pieces.iter().zip(tokens).all(|(piece, token)| start + u32::from(piece.end) == token.end);
            fits.then_some(pieces.as_slice())
        })
    }
}

impl<'t> Words<'t> {
    /// The lower-case form of a lexeme.
    pub(super) fn lower(&self, lexeme: u32) -> &str {
        self.lexemes[lexeme as usize].lower.of(&self.lowers)
    }

    /// Whether a lexeme is white space.
    pub(super) fn is_space(&self, lexeme: u32) -> bool {
        self.lexemes[lexeme as usize].features[5] != 0
    }

    /// For each lexeme that begins with a capital a number that it shares with those of the same letters, whatever their
    /// case: the number of the first of them.
    pub(super) fn recurring(&self) -> Vec<Option<u32>> {
        let mut capital: Vec<u32> = (0..self.lexemes.len() as u32)
            .filter(|&lexeme| self.lexemes[lexeme as usize].text.starts_with(char::is_uppercase))
            .collect();
        capital.sort_by(|&a, &b| self.lower(a).cmp(self.lower(b)));
        let mut recurring = vec![None; self.lexemes.len()];
        for same in capital.chunk_by(|&a, &b| self.lower(a) == self.lower(b)) {
            for &lexeme in same {
                recurring[lexeme as usize] = Some(same[0]);
            }
        }
        recurring
    }

    fn intern(&mut self, text: &'t str, lexicon: &Lexicon) -> u32 {
        if self.lexemes.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(text.as_bytes());
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(lexeme) = self.slots[slot] {
            if self.lexemes[lexeme as usize].text == text {
                return lexeme;
            }
            slot = (slot + 1) & mask;
        }
        let lexeme = self.lexemes.len() as u32;
        self.slots[slot] = Some(lexeme);
        self.add_lexeme(text, hash, lexicon);
        lexeme
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(64);
        self.slots = vec![None; len];
        for (index, lexeme) in self.lexemes.iter().enumerate() {
            let mut slot = lexeme.hash as usize & (len - 1);
            while self.slots[slot].is_some() {
                slot = (slot + 1) & (len - 1);
            }
            self.slots[slot] = Some(index as u32);
        }
    }

    fn add_lexeme(&mut self, text: &'t str, hashed: u64, lexicon: &Lexicon) {
        let start = self.lowers.len();
        self.lowers.push_str(&text.to_lowercase());
        let lower = Span::new(start, self.lowers.len());
        let number = lexicon.number(text);
        let whole = lexicon
            .contractions
            .find(text)
            .map(|index| &lexicon.pieces[index])
            .filter(|pieces| pieces.len() == 1);
        let norm = match (whole, lexicon.norms.binary_search_by_key(&number, |&(word, _)| word)) {
            (Some(pieces), _) if pieces[0].norm != 0 => pieces[0].norm,
            (_, Ok(index)) => lexicon.norms[index].1,
            _ => lexicon.number(lower.of(&self.lowers)),
        };
        let prefix = text.chars().next().map_or(0, char::len_utf8);
        let suffix = text.char_indices().rev().nth(2).map_or(0, |(start, _)| start);
        let [code, leaning] = lexicon.codes.find(hash(lower.of(&self.lowers).as_bytes()));
        let features = [
            norm,
            lexicon.number(&text[..prefix]),
            lexicon.number(&text[suffix..]),
            lexicon.number(&shape(text)),
            0,
            u64::from(!text.is_empty() && text.chars().all(char::is_whitespace)),
            code,
            leaning,
        ];
        let opens_contraction = lexicon.openers.contains(text);
        self.lexemes.push(Lexeme {
            text,
            lower,
            hash: hashed,
            features,
            opens_contraction,
            forms: [None; 2],
        });
    }

    fn add_form(&mut self, token: usize, norm: u64, spaced: bool) {
        let lexeme = &mut self.lexemes[self.lexeme_of[token] as usize];
        let mut features = lexeme.features;
        features[4] = spaced.into();
        let next = self.forms.len() as u32;
        let form = if norm == 0 {
            *lexeme.forms[usize::from(spaced)].get_or_insert(next)
        } else {
            features[0] = norm;
            next
        };
        if form == next {
            self.forms.push(Form { features });
        }
        self.form_of.push(form);
    }
}

/// The shape of a word: letters become "x" or "X", digits "d", and of a run of the same only four stay.
fn shape(text: &str) -> String {
    if text.chars().count() >= 100 {
        return "LONG".to_owned();
    }
    let mut shape = String::new();
    let mut last = None;
    let mut run = 0;
    for char in text.chars() {
        let kind = if char.is_alphabetic() {
            if char.is_uppercase() { 'X' } else { 'x' }
        } else if is_digit(char) {
            'd'
        } else {
            char
        };
        run = if last == Some(kind) { run + 1 } else { 0 };
        last = Some(kind);
        if run < 4 {
            shape.push(kind);
        }
    }
    shape
}

/// Whether a character is a digit, superscripts included and fractions not.
fn is_digit(char: char) -> bool {
    char.is_ascii_digit()
        || (!char.is_ascii() && char.is_numeric() && !matches!(char, '¼'..='¾' | '\u{2150}'..='\u{218b}'))
}

/// MurmurHash64A with the seed 1.
fn hash(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, rest) = bytes.as_chunks::<8>();
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

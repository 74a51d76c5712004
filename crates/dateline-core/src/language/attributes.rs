//! Part of speech, and lemmas of closed-class words, from tag, relation and word: a list of rules, of which the last
//! that fits decides.

use super::LoadError;
use super::bytes::Reader;
use super::labels::{Dep, Pos, Tag};
use super::lexeme::Words;
use super::strings::Strings;

/// The rules in their order.
#[derive(Debug)]
pub(super) struct Rules {
    /// All words that rules speak of, in lower case.
    words: Strings,
    lemmas: Strings,
    rules: Vec<Rule>,
    /// Rules that name no word, by the tag of the token they decide on.
    general: Vec<Vec<u16>>,
    /// Rules that name a word, by word.
    special: Vec<Vec<u16>>,
}

#[derive(Debug)]
struct Rule {
    /// What neighbouring tokens must be like.
    tokens: Vec<Pattern>,
    /// Which of these tokens the rule decides on.
    target: usize,
    tag: Option<Tag>,
    pos: Option<Pos>,
    dep: Option<Dep>,
    morph: Option<Morph>,
    lemma: Option<u16>,
}

#[derive(Debug)]
struct Pattern {
    /// Bit set of tags.
    tags: u64,
    /// Bit set of relations.
    deps: u64,
    space: Option<bool>,
    /// Numbers of words, sorted; empty where any word will do.
    words: Vec<u16>,
}

/// What the lemmatizer must know of a word's inflection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Morph(u8);

impl Morph {
    const SINGULAR: u8 = 1;
    const NUMBER: u8 = 1 << 1;
    const INFINITIVE: u8 = 1 << 2;
    const FINITE: u8 = 1 << 3;
    const NO_VERB_FORM: u8 = 1 << 4;
    const PRESENT: u8 = 1 << 5;
    const POSITIVE: u8 = 1 << 6;

    /// Whether the word stands in its dictionary form.
    pub(super) fn is_base(self, pos: Pos) -> bool {
        let has = |flag| self.0 & flag != 0;
        (pos == Pos::Noun && has(Self::SINGULAR))
            || (pos == Pos::Verb && has(Self::FINITE) && has(Self::PRESENT) && !has(Self::NUMBER))
            || has(Self::INFINITIVE)
            || has(Self::NO_VERB_FORM)
            || has(Self::POSITIVE)
    }

    pub(super) fn bits(self) -> u8 {
        self.0
    }
}

/// What is known of a token before the rules speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tagged {
    pub(super) tag: Tag,
    pub(super) dep: Dep,
    pub(super) lexeme: u32,
}

/// What the rules say of a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attributes<'r> {
    pub(super) tag: Tag,
    pub(super) dep: Dep,
    pub(super) pos: Pos,
    pub(super) morph: Morph,
    pub(super) lemma: Option<&'r str>,
}

impl Rules {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, LoadError> {
        let words = Strings::read(reader)?;
        let lemmas = Strings::read(reader)?;
        let mut rules = Self {
            general: vec![Vec::new(); Tag::ALL.len()],
            special: vec![Vec::new(); words.len()],
            words,
            lemmas,
            rules: Vec::new(),
        };
        for number in 0..reader.u16()? {
            let rule = rules.read_rule(reader)?;
            let target = &rule.tokens[rule.target];
            for &word in &target.words {
                rules.special[usize::from(word)].push(number);
            }
            if target.words.is_empty() {
                for (tag, general) in rules.general.iter_mut().enumerate() {
                    if target.tags >> tag & 1 != 0 {
                        general.push(number);
                    }
                }
            }
            rules.rules.push(rule);
        }
        Ok(rules)
    }

    fn read_rule(&self, reader: &mut Reader<'_>) -> Result<Rule, LoadError> {
        let mut tokens = Vec::new();
        for _ in 0..reader.u8()? {
            let tags = reader.u64()?;
            let deps = reader.u64()?;
            let space = match reader.u8()? {
                0 => None,
                1 => Some(true),
                _ => Some(false),
            };
            let words: Vec<u16> = (0..reader.u16()?).map(|_| reader.u16()).collect::<Result<_, _>>()?;
            if words.iter().any(|&word| usize::from(word) >= self.words.len()) || !words.is_sorted() {
                return Err(reader.error("a word of a rule is missing"));
            }
            tokens.push(Pattern { tags, deps, space, words });
        }
        let target = usize::from(reader.u8()?);
        if target >= tokens.len() {
            return Err(reader.error("a rule has no target"));
        }
        let tag = optional(reader, Tag::ALL)?;
        let pos = optional(reader, Pos::ALL)?;
        let dep = optional(reader, Dep::ALL)?;
        let morph = (reader.u8()? != 0).then_some(reader.u8()?).map(Morph);
        let lemma = reader.u16()?.checked_sub(1);
        if lemma.is_some_and(|lemma| usize::from(lemma) >= self.lemmas.len()) {
            return Err(reader.error("the lemma of a rule is missing"));
        }
        Ok(Rule { tokens, target, tag, pos, dep, morph, lemma })
    }

    /// The number of a word that rules speak of.
    pub(super) fn word(&self, lower: &str) -> Option<u16> {
        self.words.find(lower).map(|index| index as u16)
    }

    /// What the rules say of the token `index` of a text; `numbers` are those of [`word`](Self::word) for each
    /// lexeme.
    pub(super) fn apply(
        &self,
        tagged: &[Tagged],
        index: usize,
        words: &Words<'_>,
        numbers: &[Option<u16>],
    ) -> Attributes<'_> {
        let token = tagged[index];
        let mut attributes =
            Attributes { tag: token.tag, dep: token.dep, pos: Pos::X, morph: Morph::default(), lemma: None };
        let mut general = self.general[token.tag as usize].iter().copied().peekable();
        let mut special = numbers[token.lexeme as usize]
            .map_or(&[][..], |word| &self.special[usize::from(word)])
            .iter()
            .copied()
            .peekable();
        // Both lists are in the order of the rules; merged, they still are.
        while let Some(number) = match (general.peek(), special.peek()) {
            (Some(a), Some(b)) if a < b => general.next(),
            (_, Some(_)) => special.next(),
            _ => general.next(),
        } {
            let rule = &self.rules[usize::from(number)];
            let Some(first) = index.checked_sub(rule.target) else { continue };
            let fits = rule.tokens.iter().enumerate().all(|(offset, pattern)| {
                tagged.get(first + offset).is_some_and(|token| pattern.fits(*token, words, numbers))
            });
            if fits {
                attributes.tag = rule.tag.unwrap_or(attributes.tag);
                attributes.pos = rule.pos.unwrap_or(attributes.pos);
                attributes.dep = rule.dep.unwrap_or(attributes.dep);
                attributes.morph = rule.morph.unwrap_or(attributes.morph);
                attributes.lemma = rule.lemma.map(|lemma| self.lemmas.get(lemma.into())).or(attributes.lemma);
            }
        }
        attributes
    }
}

impl Pattern {
    fn fits(&self, token: Tagged, words: &Words<'_>, numbers: &[Option<u16>]) -> bool {
        self.tags >> token.tag as u32 & 1 != 0
            && self.deps >> token.dep as u32 & 1 != 0
            && self.space.is_none_or(|space| words.is_space(token.lexeme) == space)
            && (self.words.is_empty()
                || numbers[token.lexeme as usize].is_some_and(|word| self.words.binary_search(&word).is_ok()))
    }
}

/// Reads the number of a label, counted from 1; 0 stands for none.
fn optional<T: Copy>(reader: &mut Reader<'_>, all: &[T]) -> Result<Option<T>, LoadError> {
    let number = usize::from(reader.u8()?);
    if number > all.len() {
        return Err(reader.error("unknown label in a rule"));
    }
    Ok(number.checked_sub(1).map(|index| all[index]))
}

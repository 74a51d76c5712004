use core::ops::Range;

use jiff::civil::Date;

use super::quotation::{Quotation, quotations};
use crate::language::{Dep, NameLabel, Parse, Pos, Tag};
use crate::model::{Fingerprint, Span};
use crate::text::{Layout, Sentence, SentenceKind};

/// One document as the stages of extraction see it: its text, laid out and parsed.
///
/// Token indexes count over the whole document. All look-ups are total: an index out of range reads as nothing.
pub struct Reading<'a> {
    /// The text.
    pub text: &'a str,
    /// Tokens, sentences, sections.
    pub layout: &'a Layout,
    /// Tags, lemmas, trees, names.
    pub parse: &'a Parse,
    /// Day of publication, as given or as the text states it.
    pub published: Option<Date>,
    /// What ids are derived from.
    pub fingerprint: Fingerprint,
    /// What stands in quotation marks.
    pub(crate) quotations: Vec<Quotation>,
    lower: Lowered,
}

/// The lower-case form of every token, in one string.
struct Lowered {
    text: String,
    ends: Vec<u32>,
}

impl Lowered {
    fn of(text: &str, tokens: &[Span]) -> Self {
        let mut lower = String::with_capacity(text.len());
        let ends = tokens
            .iter()
            .map(|token| {
                for c in token.of(text).chars() {
                    match c {
                        'A'..='Z' => lower.push(c.to_ascii_lowercase()),
                        '’' | '‘' => lower.push('\''),
                        c if c.is_ascii() => lower.push(c),
                        c => lower.extend(c.to_lowercase()),
                    }
                }
                lower.len() as u32
            })
            .collect();
        Self { text: lower, ends }
    }

    fn get(&self, token: usize) -> &str {
        let Some(&end) = self.ends.get(token) else { return "" };
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..end as usize]
    }
}

impl<'a> Reading<'a> {
    /// Puts the layers together.
    #[must_use]
    pub fn new(
        text: &'a str,
        layout: &'a Layout,
        parse: &'a Parse,
        published: Option<Date>,
        fingerprint: Fingerprint,
    ) -> Self {
        let lower = Lowered::of(text, &layout.tokens);
        let mut reading = Self { text, layout, parse, published, fingerprint, quotations: Vec::new(), lower };
        reading.quotations = quotations(&reading);
        reading
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.layout.tokens.len()
    }

    /// Whether there are no tokens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.layout.tokens.is_empty()
    }

    /// The token as written.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        self.layout.tokens.get(token).map_or("", |span| span.of(self.text))
    }

    /// The token in lower case, with a typewriter apostrophe.
    #[must_use]
    pub fn lower(&self, token: usize) -> &str {
        self.lower.get(token)
    }

    /// The token's lemma.
    #[must_use]
    pub fn lemma(&self, token: usize) -> &'a str {
        self.parse.lemma(token)
    }

    /// The token's fine-grained tag.
    #[must_use]
    pub fn tag(&self, token: usize) -> Option<Tag> {
        self.parse.tokens.get(token).map(|word| word.tag)
    }

    /// The token's part of speech.
    #[must_use]
    pub fn pos(&self, token: usize) -> Option<Pos> {
        self.parse.tokens.get(token).map(|word| word.pos)
    }

    /// The token's relation to its head.
    #[must_use]
    pub fn dep(&self, token: usize) -> Option<Dep> {
        self.parse.tokens.get(token).map(|word| word.dep)
    }

    /// The token's span in bytes.
    #[must_use]
    pub fn span(&self, token: usize) -> Span {
        self.layout.tokens.get(token).copied().unwrap_or(Span::new(0, 0))
    }

    /// The span in bytes from the first to the last token of a range.
    #[must_use]
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            Span::new(0, 0)
        } else {
            self.span(tokens.start).cover(self.span(tokens.end - 1))
        }
    }

    /// The text from the first to the last token of a range, as written.
    #[must_use]
    pub fn words(&self, tokens: Range<usize>) -> &'a str {
        self.span_of(tokens).of(self.text)
    }

    /// Indexes of the tokens that overlap a span in bytes.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        self.layout.tokens_in(span)
    }

    /// Whether the token stands in quotation marks.
    #[must_use]
    pub fn is_quoted(&self, token: usize) -> bool {
        let after = self.quotations.partition_point(|quotation| quotation.tokens.end <= token);
        self.quotations.get(after).is_some_and(|quotation| quotation.tokens.contains(&token))
    }

    /// Whether the parse has the token in a person's name of several words.
    #[must_use]
    pub fn is_in_person(&self, token: usize) -> bool {
        let name = self.parse.name_at(token);
        name.is_some_and(|name| name.label == NameLabel::Person && name.tokens.len() > 1)
    }

    /// Index of the sentence that holds the token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.layout.sentence_of_token(token as u32).unwrap_or(0)
    }

    /// The sentence with the index.
    #[must_use]
    pub fn sentence(&self, index: usize) -> Option<&'a Sentence> {
        self.layout.sentences.get(index)
    }

    /// The function of the sentence that holds the token.
    #[must_use]
    pub fn kind_at(&self, token: usize) -> SentenceKind {
        self.sentence(self.sentence_of(token)).map_or(SentenceKind::Boilerplate, |sentence| sentence.kind)
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: usize) -> Range<usize> {
        self.sentence(sentence).map_or(0..0, |s| s.tokens.start as usize..s.tokens.end as usize)
    }

    /// Whether white space (or the start of the text) stands before the token.
    #[must_use]
    pub fn space_before(&self, token: usize) -> bool {
        match token.checked_sub(1) {
            Some(before) => self.span(before).end < self.span(token).start,
            None => true,
        }
    }
}

//! The tokens of a text as its readers see them.

use core::ops::Range;

use super::character::is_blank;
use super::rules::LayoutRules;
use crate::model::Span;

/// A text, its tokens and the tables.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Span],
    pub(super) rules: &'a LayoutRules,
    /// Whether the text is printed in capitals.
    pub(super) shouted: bool,
}

impl<'a> Page<'a> {
    /// The token's words, empty past the end.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |span| span.of(self.text))
    }

    /// Whether nothing stands between the token and the one before.
    pub(super) fn is_glued(&self, token: usize) -> bool {
        token > 0
            && match (self.tokens.get(token - 1), self.tokens.get(token)) {
                (Some(before), Some(span)) => before.end == span.start,
                _ => false,
            }
    }

    /// The token's first character.
    pub(super) fn first(&self, token: usize) -> Option<char> {
        self.word(token).chars().next()
    }

    /// Extent of the tokens.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if first.start <= last.end => first.cover(*last),
            _ => Span { start: 0, end: 0 },
        }
    }

    /// The words under the tokens.
    pub(super) fn words(&self, tokens: &Range<usize>) -> &'a str {
        self.span(tokens).of(self.text)
    }

    /// Whether the token begins with a capital letter.
    pub(super) fn is_capitalized(&self, token: usize) -> bool {
        self.first(token).is_some_and(char::is_uppercase)
    }

    /// The character just before the token, blank at the start of the text.
    pub(super) fn before(&self, token: usize) -> char {
        let start = self.tokens.get(token).map_or(0, |span| span.start as usize);
        self.text.get(..start).and_then(|text| text.chars().next_back()).unwrap_or(' ')
    }

    /// Whether a blank or the end of the text follows the token.
    pub(super) fn blank_after(&self, token: usize) -> bool {
        let end = self.tokens.get(token).map_or(self.text.len(), |span| span.end as usize);
        self.text.get(end..).and_then(|text| text.chars().next()).is_none_or(is_blank)
    }
}

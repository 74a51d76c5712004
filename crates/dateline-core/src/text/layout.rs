//! The passes that lay out a text, in order.

use core::ops::Range;
use std::sync::LazyLock;

use super::page::Page;
use super::quotation::mark_quotations;
use super::rules::LayoutRules;
use super::token::tokenize;
use super::{Layout, frame, paragraph};

/// The tables in the form they are read with: a constant of the program, made when first needed.
static RULES: LazyLock<LayoutRules> = LazyLock::new(LayoutRules::from_seed);

/// Lays out a text: its sections, sentences and tokens, and the lines that frame it.
///
/// Every string has a layout; of a text longer than 4 GiB, what lies beyond has no tokens.
#[must_use]
pub fn layout(text: &str) -> Layout {
    let rules = &*RULES;
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    let lines = paragraph::lines(text);
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut line_tokens = Vec::with_capacity(lines.len() + 1);
    for line in &lines {
        line_tokens.push(tokens.len());
        tokenize(text, line.span, rules, &mut tokens);
    }
    line_tokens.push(tokens.len());
    let paragraphs: Vec<Range<usize>> = paragraph::paragraphs(text, &lines)
        .into_iter()
        .map(|lines| line_tokens[lines.start]..line_tokens[lines.end])
        .collect();
    let page = Page { text, tokens: &tokens, rules, shouted: is_shouted(text) };
    let mut layout = frame::read(&page, &paragraphs);
    mark_quotations(&page, &mut layout.sentences);
    layout.tokens = tokens;
    layout
}

/// Whether a text is printed in capitals, a few words apart.
fn is_shouted(text: &str) -> bool {
    let count = |range: core::ops::RangeInclusive<u8>| text.bytes().filter(|b| range.contains(b)).count();
    count(b'A'..=b'Z') > 4 * count(b'a'..=b'z')
}

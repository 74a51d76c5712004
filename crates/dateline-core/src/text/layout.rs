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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::character::is_blank;
    use super::*;

    /// Asserts what holds of every layout.
    #[track_caller]
    fn check(text: &str) {
        let layout = layout(text);
        let mut end = 0;
        for token in &layout.tokens {
            let gap = &text[end..token.start as usize];
            assert!(gap.chars().all(is_blank), "{gap:?} is in no token of {text:?}");
            assert!(
                !token.is_empty() && !token.of(text).contains(char::is_whitespace),
                "{token:?} of {text:?}"
            );
            end = token.end as usize;
        }
        assert!(text[end..].chars().all(is_blank), "the end of {text:?} is in no token");
        let mut next = 0;
        for sentence in &layout.sentences {
            assert_eq!(sentence.tokens.start, next, "a token of {text:?} is in no sentence");
            assert!(sentence.tokens.start < sentence.tokens.end, "a sentence of {text:?} is empty");
            next = sentence.tokens.end;
            assert_eq!(sentence.span.start, layout.tokens[sentence.tokens.start as usize].start);
            assert_eq!(sentence.span.end, layout.tokens[next as usize - 1].end);
            assert!(layout.sections[sentence.section as usize].span.contains(sentence.span));
        }
        assert_eq!(next as usize, layout.tokens.len());
        assert!(
            layout
                .sentences
                .windows(2)
                .all(|pair| { pair[0].paragraph <= pair[1].paragraph && pair[0].section <= pair[1].section })
        );
        assert!(
            layout
                .sections
                .windows(2)
                .all(|pair| { pair[0].span.end <= pair[1].span.start && pair[0].version <= pair[1].version })
        );
        for range in &layout.corrections {
            assert!(range.start < range.end && range.end as usize <= layout.sentences.len());
        }
        for byline in &layout.byline {
            assert_eq!(byline.span.of(text), byline.name);
        }
    }

    proptest! {
        #[test]
        fn every_string_has_a_sound_layout(text in "\\PC{0,200}") {
            check(&text);
        }

        #[test]
        fn every_string_of_marks_has_a_sound_layout(
            text in "([A-Z][a-z]{0,8}|[a-z]{1,3}|[0-9]{1,4}|[.!?…,:;'’\"“”()\\[\\]—–_#@$%&/*+-]|\
                     \r?\n|\u{2028}| |\u{a0}|\u{200b}|\u{301}|\u{202e}|\0|By |date |Correction: |n't){0,80}",
        ) {
            check(&text);
        }
    }

    #[test]
    fn hostile_texts_have_a_sound_layout() {
        for piece in
            ["\"", "“", "a.", "(", "-", "'s", ".", "\u{301}", "[1", "U.S.", "By A, ", "a@", "…", "\n\n1. "]
        {
            check(&piece.repeat(10_000));
            check(&format!("A{}", piece.repeat(3)));
        }
        check("\u{feff}");
        check("");
    }

    #[test]
    fn tokens_grow_with_the_text_and_no_faster() {
        let text = "Gen. Smith didn't leave (AP) — “he said.” 7,000-km... https://example.org/a-b\n";
        let count = |n: usize| layout(&text.repeat(n)).tokens.len();
        assert_eq!(count(64), 64 * count(1));
    }
}

//! Lines, and the paragraphs they form.
//!
//! A blank line parts paragraphs. What a single line break means is decided for the whole document: in text wrapped at
//! a fixed width it is a space, unless the line is so short that the next word would have fitted; otherwise every line
//! is a paragraph.

use core::ops::Range;

use super::character::{ends_line, is_blank, is_bullet, is_closer, is_terminal};
use crate::model::Span;

/// A line that holds something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its extent, without the blanks around it.
    pub(super) span: Span,
    /// Characters of white space before it.
    pub(super) indent: u32,
    /// Its length in characters.
    pub(super) width: u32,
    /// Whether a line without anything to read precedes it.
    pub(super) after_gap: bool,
}

/// The lines that hold something, in order.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_gap = false;
    let bytes = text.as_bytes();
    while start < text.len() {
        let (end, next) = line_end(text, start);
        let raw = &text[start..end];
        let words = raw.trim_start_matches(is_blank);
        let from = end - words.len();
        let words = words.trim_end_matches(is_blank);
        if words.is_empty() {
            after_gap |= !lines.is_empty();
        } else {
            let width = if words.is_ascii() { words.len() } else { words.chars().count() };
            let span = Span::new(from, from + words.len());
            lines.push(Line { span, indent: (from - start) as u32, width: width as u32, after_gap });
            after_gap = false;
        }
        // A paragraph separator is a blank line in one character.
        after_gap |= bytes[end..next] == *"\u{2029}".as_bytes();
        start = next;
    }
    lines
}

/// Where the line that begins at `start` ends, and where the next begins.
fn line_end(text: &str, start: usize) -> (usize, usize) {
    let rest = &text[start..];
    let Some((at, c)) = rest.char_indices().find(|&(_, c)| ends_line(c)) else {
        return (text.len(), text.len());
    };
    let crlf = c == '\r' && rest[at + 1..].starts_with('\n');
    (start + at, start + at + if crlf { 2 } else { c.len_utf8() })
}

/// Groups the lines into paragraphs: ranges of indexes into `lines`.
pub(super) fn paragraphs(text: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let width = wrap_width(text, lines);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let joins = i > 0 && {
            let before = &lines[i - 1];
            match width {
                _ if line.after_gap => interrupted(text, before, line),
                Some(width) => wrapped(text, before, line, width),
                None => interrupted(text, before, line),
            }
        };
        match paragraphs.last_mut() {
            Some(paragraph) if joins => paragraph.end = i + 1,
            _ => paragraphs.push(i..i + 1),
        }
    }
    paragraphs
}

/// The width that the text is wrapped at, `None` when its line breaks end paragraphs.
fn wrap_width(text: &str, lines: &[Line]) -> Option<u32> {
    let breaks = || lines.windows(2).filter(|pair| !pair[1].after_gap);
    let mut widths: Vec<u32> = breaks().map(|pair| pair[0].width).collect();
    widths.sort_unstable();
    let width = *widths.get(widths.len() * 9 / 10)?;
    let long = widths.iter().filter(|&&w| w * 10 >= width * 7).count();
    let mid = breaks().filter(|pair| !ends_sentence(pair[0].span.of(text))).count();
    let running = breaks().filter(|pair| begins_lower(pair[1].span.of(text))).count();
    let n = widths.len();
    let capitals = !text.bytes().any(|b| b.is_ascii_lowercase());
    let wraps = (40..=132).contains(&width)
        && long * 10 >= n * 6
        && mid * 10 >= n * 5
        && (running * 10 >= n * 3 || capitals);
    wraps.then_some(width)
}

/// Whether the line goes on in a text that is wrapped at `width`.
fn wrapped(text: &str, before: &Line, line: &Line, width: u32) -> bool {
    let words = line.span.of(text);
    if begins_item(words) || line.indent >= before.indent + 2 {
        return false;
    }
    let first = words.chars().take_while(|&c| !is_blank(c)).count() as u32;
    let fitted = (before.width + 1 + first) * 10 < width * 8;
    !fitted || (begins_lower(words) && !ends_sentence(before.span.of(text)))
}

/// Whether a sentence runs on from one line to the next across a break that would end a paragraph.
fn interrupted(text: &str, before: &Line, line: &Line) -> bool {
    let end = before.span.of(text);
    let runs_out = end.ends_with(|c: char| c.is_lowercase() || c == ',');
    before.width >= 40 && runs_out && begins_lower(line.span.of(text)) && !begins_item(end)
}

/// Whether the words end as a sentence does.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(|c| is_closer(c) || is_blank(c)).ends_with(|c| is_terminal(c) || c == ':')
}

fn begins_lower(words: &str) -> bool {
    words.starts_with(char::is_lowercase)
}

/// Whether the words begin with the mark of a list's item: "•", "-", "1.", "(a)".
pub(super) fn begins_item(words: &str) -> bool {
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return false };
    if is_bullet(first) {
        return chars.as_str().starts_with(is_blank);
    }
    let label = words.strip_prefix('(').unwrap_or(words);
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    let n =
        if digits == 0 { usize::from(label.starts_with(|c: char| c.is_ascii_lowercase())) } else { digits };
    let rest = &label[n..];
    (1..=2).contains(&n)
        && rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(is_blank))
        && (digits > 0 || rest.starts_with(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first words of the paragraphs.
    fn heads(text: &str) -> Vec<&str> {
        let lines = lines(text);
        let first = |lines: &[Line]| lines[0].span.of(text).split(' ').next().unwrap_or("");
        paragraphs(text, &lines).into_iter().map(|paragraph| first(&lines[paragraph])).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "Delegations from both countries were to meet in the city on Monday for\n\
                    their second round of direct talks in just over two weeks, although\n\
                    expectations were low for any progress on ending the war that has gone\n\
                    on for three years.\n\
                    Hopes low\n\
                    Officials said that the talks would be short and that the ministers had\n\
                    little to say to one another after the attacks of the last few days and\n\
                    nights.\n";
        assert_eq!(heads(text), ["Delegations", "Hopes", "Officials"]);
    }

    #[test]
    fn lines_of_an_unwrapped_text_are_paragraphs() {
        let long = "word ".repeat(40);
        assert_eq!(heads(&format!("First {long}.\nSecond {long}.\r\nThird {long}.\u{2028}Fourth.")).len(), 4);
    }

    #[test]
    fn a_sentence_broken_by_a_blank_line_goes_on() {
        let text = "The minister said on Monday in the capital that the\n\ntalks would go on.\n\nHe left.";
        assert_eq!(heads(text), ["The", "He"]);
    }

    #[test]
    fn items_are_told_by_their_marks() {
        for item in ["- a", "• a", "1. a", "12) a", "(a) b", "* a"] {
            assert!(begins_item(item), "{item}");
        }
        for no_item in ["-a", "1.5 a", "(323) 890", "a. b", "1990. a", "", "—"] {
            assert!(!begins_item(no_item), "{no_item}");
        }
    }
}

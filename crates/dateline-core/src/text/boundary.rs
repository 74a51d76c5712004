//! Where sentences end within a paragraph.
//!
//! A period, question mark, exclamation mark or ellipsis ends a sentence, together with the quotation marks and
//! brackets that close after it, unless what follows goes on with the sentence: a lower-case word, the rest of a name
//! after an abbreviation, or the verb of speech after a quotation.

use core::ops::Range;

use super::abbreviation::AbbreviationClass;
use super::character::{is_closer, is_opener, is_terminal};
use super::page::Page;

/// How many capitalised words may stand between a quotation and its verb: "Foreign Minister Radosław Sikorski asked".
const SPEAKER: usize = 5;

/// The longest sentence, in tokens. What is longer is a list, a table or no prose at all; parsing needs memory by the
/// sentence, so its bound is the bound of that.
pub const LONGEST_SENTENCE: usize = 500;

/// End of the first piece of a sentence: its own, or, where it is too long, the last place that a list would be cut at.
pub(super) fn piece(page: &Page<'_>, sentence: Range<usize>) -> usize {
    let limit = sentence.start + LONGEST_SENTENCE;
    if sentence.end <= limit {
        return sentence.end;
    }
    let after =
        |mark| (limit - LONGEST_SENTENCE / 2..limit).rev().find(|&i| page.word(i) == mark).map(|i| i + 1);
    after(";").or_else(|| after(",")).unwrap_or(limit)
}

/// Cuts the tokens of a paragraph into sentences.
pub(super) fn sentences(page: &Page<'_>, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = paragraph.start;
    let mut i = paragraph.start;
    while i < paragraph.end {
        let Some(end) = end_after(page, start, i, paragraph.end) else {
            i += 1;
            continue;
        };
        if end.ends {
            sentences.push(start..end.at);
            start = end.at;
        }
        i = end.at;
    }
    if start < paragraph.end {
        sentences.push(start..paragraph.end);
    }
    sentences
}

/// A place where a sentence could end.
struct End {
    /// Index of the token after the marks.
    at: usize,
    /// Whether the sentence does end.
    ends: bool,
}

/// The end that the terminal mark at token `i` makes, `None` when the token is no such mark.
fn end_after(page: &Page<'_>, start: usize, i: usize, limit: usize) -> Option<End> {
    let word = page.word(i);
    let last = word.chars().next_back()?;
    if !is_terminal(last) {
        return None;
    }
    let abbreviation = last == '.' && word.len() > 1 && word.starts_with(char::is_alphabetic);
    if !abbreviation && !word.chars().all(is_terminal) {
        return None;
    }
    let mut at = i + 1;
    let mut closed_quote = false;
    // "?!", "..?": one end.
    while at < limit && page.is_glued(at) && page.word(at).chars().all(is_terminal) {
        at += 1;
    }
    while at < limit && closes(page, at) {
        closed_quote |= !matches!(page.first(at), Some(')' | ']' | '}'));
        at += 1;
    }
    // A reference mark: "home.[12] He".
    while at + 3 <= limit && page.word(at) == "[" && is_figures(page.word(at + 1)) && page.word(at + 2) == "]"
    {
        at += 3;
    }
    if at >= limit {
        return Some(End { at: limit, ends: true });
    }
    // The marks before the next word: an opening quotation mark, a bracket, a dash.
    let next = (at..limit).find(|&j| !page.first(j).is_some_and(is_opener)).unwrap_or(at);
    let follows = page.first(next).unwrap_or(' ');
    let class = abbreviation.then(|| page.rules.abbreviations.class(word)).flatten();
    let ends = if page.is_glued(at) {
        // "end.Next": the tokenizer has parted them, so they are two words.
        word == "."
            && follows.is_uppercase()
            && page.word(next).chars().nth(1).is_some_and(char::is_lowercase)
    } else if follows.is_lowercase() {
        let casual = class.is_none() && page.first(start).is_some_and(char::is_lowercase);
        !closed_quote && (casual || (word == "." && starts_lower(page, i, next)))
    } else if let Some(class) = class {
        !matches!(follows, ',' | ';' | ':' | '-' | '–' | '—' | '&' | '/' | '%')
            && ends_with_abbreviation(page, class, i, next, closed_quote)
    } else if word == "." && is_enumerator(page, start, i) {
        false
    } else if matches!(follows, ',' | ';' | ':' | '-' | '–' | '—' | '/') {
        page.word(next).len() > 1 && follows != '—' && follows != '–'
    } else if closed_quote && last != '.' {
        !speech_follows(page, next, limit)
    } else {
        true
    };
    Some(End { at, ends })
}

/// Whether the token closes a quotation or a bracket, rather than opening the next.
fn closes(page: &Page<'_>, token: usize) -> bool {
    let Some(c) = page.first(token) else { return false };
    if matches!(page.word(token), "''" | "’’") {
        return true;
    }
    if !is_closer(c) || page.word(token).chars().count() > 1 {
        return false;
    }
    match c {
        '"' | '\'' => page.is_glued(token) || (page.blank_after(token) && c == '"'),
        _ => true,
    }
}

/// Whether a plain period before a lower-case word ends a sentence: it does after a word of some length.
fn starts_lower(page: &Page<'_>, period: usize, next: usize) -> bool {
    let before = page.word(period.wrapping_sub(1));
    page.word(next).len() > 1 && before.len() > 3 && before.bytes().all(|b| b.is_ascii_lowercase())
}

fn ends_with_abbreviation(
    page: &Page<'_>,
    class: AbbreviationClass,
    i: usize,
    next: usize,
    closed_quote: bool,
) -> bool {
    let follows = page.word(next);
    let starts = || {
        let initial = page.word(next).chars().count() == 1 && page.word(next + 1).starts_with('.');
        !initial && page.rules.starters.contains(follows)
    };
    match class {
        AbbreviationClass::Continues | AbbreviationClass::Number => false,
        _ if closed_quote => page.is_capitalized(next),
        AbbreviationClass::Company => {
            let goes_on = page.rules.officers.contains(follows)
                || page.rules.abbreviations.class(follows) == Some(AbbreviationClass::Company);
            page.is_capitalized(next) && !goes_on && {
                // In capitals a name cannot be told from the start of a sentence.
                let capitals = !page.word(i).chars().any(char::is_lowercase);
                !capitals || starts()
            }
        }
        AbbreviationClass::Ambiguous => page.is_capitalized(next) && starts(),
    }
}

fn is_figures(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the period belongs to a number or a letter that counts an item: "1. First".
fn is_enumerator(page: &Page<'_>, start: usize, period: usize) -> bool {
    period == start + 1 && page.is_glued(period) && {
        let label = page.word(start);
        label.len() <= 3
            && (label.bytes().all(|b| b.is_ascii_digit()) || (label.len() == 1 && page.is_capitalized(start)))
    }
}

/// Whether a speaker and a verb of speech follow a quotation: "“Why?” Smith asked".
fn speech_follows(page: &Page<'_>, next: usize, limit: usize) -> bool {
    (next..limit.min(next + SPEAKER + 1))
        .take_while(|&j| {
            j == next || page.is_capitalized(j) || page.rules.speech_tails.contains(page.word(j))
        })
        .any(|j| page.rules.speech_tails.contains(page.word(j)) && !page.is_capitalized(j))
}

#[cfg(test)]
mod tests {
    use super::super::layout;

    /// Asserts that the text, written with "|" between its sentences, is cut just there.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let layout = layout(&text);
        let found: Vec<&str> = layout.sentences.iter().map(|sentence| sentence.span.of(&text)).collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_do_not_end_sentences_unless_one_begins() {
        check(
            "Gen. Smith met Sen. J. R. Jones at the University of St. Andrews.| He left the U.S. on Friday.",
        );
        check("Troops left the U.S.| The talks began at 5 p.m. Tuesday.| They ended at 6 a.m.| He had left.");
        check("He bought Apple Inc.| Shares rose.| Ford Motor Co. Chairman Bill Ford spoke.");
        check("It hit No. 5 on Jan. 6.| It fell to $4.50 a share.| No.| Never.");
    }

    #[test]
    fn quotations_go_on_with_their_verb() {
        check(
            "“Why now?” he asked.| “Stop!” Foreign Minister Jan Kowalski shouted.| “We know.”| The talks ended.",
        );
        check("He said: \"We won.\"| \"We did.\"| Nobody spoke.");
        check("Trump said Putin \"has gone absolutely CRAZY!\"| Nobody answered.");
    }

    #[test]
    fn ellipses_end_a_sentence_before_a_capital() {
        check("He waited ... and left.| She waited …| Then she left.| What?!| No.");
    }

    #[test]
    fn references_and_brackets_stay_with_their_sentence() {
        check("He left Harrow in 1805.[12]| He was seventeen.| (He said so.)| It was late.");
        check("He left Harrow in 1805.|\n\n[12] Moore, page 3.|\n\nHe was seventeen.[13]|\n[14");
    }

    #[test]
    fn items_keep_their_label() {
        check("1. First the army left.| Then it came back.");
    }

    #[test]
    fn a_sentence_too_long_to_parse_is_cut_where_a_list_would_be() {
        let text = format!("{}; {}.", "one, two ".repeat(100), "three ".repeat(900));
        let pieces: Vec<(usize, bool)> =
            layout(&text).sentences.iter().map(|sentence| (sentence.tokens.len(), sentence.is_cut)).collect();
        assert_eq!(pieces, [(301, true), (500, true), (401, false)]);
    }

    #[test]
    fn capitals_are_cut_alike() {
        check("THE U.S. ARMY DENIED IT.| GEN. PONCE SPOKE AT 5 P.M. TUESDAY.| HE LEFT.");
    }
}

//! Which sentences begin inside a quotation.
//!
//! A quotation opens and closes by the shape of its marks and the blanks beside them. It ends with its paragraph: a
//! quotation that goes on opens again there, as newspapers print it, so that one lost mark never spoils a text.

use super::Sentence;
use super::character::{is_blank, is_opener};
use super::page::Page;

/// After so many sentences a quotation that doesn't close is taken for a lost mark.
const LONGEST: u32 = 12;

/// Sets [`Sentence::in_quotation`].
pub(super) fn mark_quotations(page: &Page<'_>, sentences: &mut [Sentence]) {
    let mut paragraph = None;
    let mut double = None;
    let mut single = None;
    for (i, sentence) in (0u32..).zip(sentences) {
        if paragraph != Some(sentence.paragraph) {
            paragraph = Some(sentence.paragraph);
            double = None;
            single = None;
        }
        let open = |since: Option<u32>| since.is_some_and(|since| i - since < LONGEST);
        let opens_anew = turn(page, sentence.tokens.start as usize) == Some(Turn::Opens);
        sentence.in_quotation = (open(double) || open(single)) && !opens_anew;
        for token in sentence.tokens.clone() {
            let token = token as usize;
            let state = match page.first(token) {
                Some('‘' | '’') => &mut single,
                _ => &mut double,
            };
            match turn(page, token) {
                Some(Turn::Opens) => *state = Some(i),
                Some(Turn::Closes) => *state = None,
                None => {}
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
}

/// What a token does to the quotation it stands in.
fn turn(page: &Page<'_>, token: usize) -> Option<Turn> {
    let word = page.word(token);
    match word {
        "“" | "„" | "«" | "``" | "「" | "『" | "‘" | "‘‘" => Some(Turn::Opens),
        "”" | "»" | "''" | "’’" | "」" | "』" => Some(Turn::Closes),
        "’" => Some(Turn::Closes),
        "\"" | "＂" => {
            let before = page.before(token);
            let opens = is_blank(before) || is_opener(before) || matches!(before, '—' | '–' | '-' | '/');
            Some(if opens && !page.blank_after(token) { Turn::Opens } else { Turn::Closes })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout;

    fn quoted(text: &str) -> Vec<bool> {
        layout(text).sentences.iter().map(|sentence| sentence.in_quotation).collect()
    }

    #[test]
    fn a_quotation_spans_sentences() {
        let text = "“We lost. We will win,” he said. Nobody spoke.";
        assert_eq!(quoted(text), [false, true, false]);
        assert_eq!(quoted("He called it \"a slap.” Nobody spoke."), [false, false]);
        assert_eq!(
            quoted("\"We lost. We will win,\" he said. \"We must. We can.\""),
            [false, true, false, true]
        );
    }

    #[test]
    fn each_paragraph_of_a_quotation_opens_it_anew() {
        let text = "“We lost the war. It was long.\n\n“We will win. Soon,” he said.\n\nNobody spoke there.";
        assert_eq!(quoted(text), [false, true, false, true, false]);
    }

    #[test]
    fn a_lost_mark_is_forgotten() {
        let text = format!("“He left. {}", "They came back. ".repeat(40));
        assert!(!quoted(&text).pop().unwrap_or(true));
    }
}

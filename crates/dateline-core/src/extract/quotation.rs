//! Where words are quoted.
//!
//! Marks pair up inside a paragraph, by their shape and by the blanks beside them; the shape alone isn't trusted,
//! for real pages open with a curly mark and close with a straight one. A quotation that runs over several
//! paragraphs opens again in each and closes in the last, as newspapers print it. What is quoted inside a quotation
//! belongs to it. One pass over the tokens for double marks and one for single ones.

use core::ops::Range;

use crate::language::Tag;

use super::Reading;

/// Words in quotation marks, of the outermost level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The tokens, marks included.
    pub(crate) tokens: Range<usize>,
    /// Whether a mark closes it; one that isn't closed ends with its sentence, or with its paragraph when the next
    /// paragraph goes on with it.
    pub(crate) closed: bool,
    /// Whether it goes on with the quotation before it, which ended with its paragraph.
    pub(crate) continues: bool,
}

/// All quotations of the text, in order, without overlap.
pub(crate) fn quotations(reading: &Reading<'_>) -> Vec<Quotation> {
    let double = paired(reading, Marks::Double);
    let single = paired(reading, Marks::Single);
    if single.is_empty() {
        return double;
    }
    let mut all: Vec<Quotation> = Vec::with_capacity(double.len() + single.len());
    let mut single = single.into_iter().peekable();
    for quotation in double {
        while let Some(before) = single.next_if(|s| s.tokens.start < quotation.tokens.start) {
            all.push(before);
        }
        // A double quotation inside a single one is nested; one that merely overlaps shows that an apostrophe was
        // taken for a mark.
        while let Some(last) = all.last() {
            if last.tokens.end <= quotation.tokens.start || last.tokens.end >= quotation.tokens.end {
                break;
            }
            all.pop();
        }
        while single.next_if(|s| s.tokens.start < quotation.tokens.end).is_some() {}
        if all.last().is_none_or(|last| last.tokens.end <= quotation.tokens.start) {
            all.push(quotation);
        }
    }
    all.extend(single);
    all
}

/// A quotation over paragraphs that don't open it again has no more sentences than this.
const LONGEST: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Double,
    Single,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
    /// Nothing tells: it closes what is open, and opens otherwise.
    Either,
}

/// Pairs up the marks of one sort.
fn paired(reading: &Reading<'_>, marks: Marks) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut open: Option<usize> = None;
    let mut paragraph = None;
    for (index, sentence) in reading.layout.sentences.iter().enumerate() {
        let tokens = reading.tokens_of(index);
        if paragraph != Some(sentence.paragraph) {
            paragraph = Some(sentence.paragraph);
            let is_closed_later = marks == Marks::Double
                && turn(reading, marks, tokens.start) != Some(Turn::Opens)
                && open.is_some_and(|start| closes_later(reading, marks, start, index));
            if let Some(start) = open.take_if(|_| !is_closed_later) {
                let goes_on = turn(reading, marks, tokens.start) == Some(Turn::Opens);
                found.extend(unclosed(reading, start, goes_on.then_some(tokens.start), marks));
            }
        }
        for token in tokens {
            open = match (turn(reading, marks, token), open) {
                (None, open) => open,
                (Some(Turn::Closes), None) => None,
                // A mark that opens inside a quotation: the one before was lost.
                (Some(Turn::Opens), _) | (Some(Turn::Either), None) => Some(token),
                (Some(Turn::Closes | Turn::Either), Some(start)) => {
                    if token > start + 1 {
                        found.push(Quotation { tokens: start..token + 1, closed: true, continues: false });
                    }
                    None
                }
            };
        }
    }
    if let Some(start) = open {
        found.extend(unclosed(reading, start, None, marks));
    }
    for i in 1..found.len() {
        found[i].continues = !found[i - 1].closed && found[i - 1].tokens.end == found[i].tokens.start;
    }
    found
}

/// Whether the next mark after a paragraph's end closes what the paragraph opened: the quotation runs over paragraphs that
/// don't open it again.
fn closes_later(reading: &Reading<'_>, marks: Marks, start: usize, next: usize) -> bool {
    let last = reading.sentence_of(start) + LONGEST;
    let sentences = next..last.min(reading.layout.sentences.len());
    let mut tokens = sentences.flat_map(|sentence| reading.tokens_of(sentence));
    tokens.find_map(|token| turn(reading, marks, token)) == Some(Turn::Closes)
}

/// A quotation that no mark closes: up to `next`, where that goes on with it; otherwise to the end of its sentence.
/// Single marks that don't close are apostrophes.
fn unclosed(reading: &Reading<'_>, start: usize, next: Option<usize>, marks: Marks) -> Option<Quotation> {
    let end = next.unwrap_or_else(|| reading.tokens_of(reading.sentence_of(start)).end);
    (marks == Marks::Double && end > start + 1).then_some(Quotation {
        tokens: start..end,
        closed: false,
        continues: false,
    })
}

/// What a token does to the quotation it stands in.
fn turn(reading: &Reading<'_>, marks: Marks, token: usize) -> Option<Turn> {
    let word = reading.word(token);
    let shape = match (marks, word) {
        (Marks::Double, "“" | "„" | "«" | "``" | "「" | "『") => Some(Turn::Opens),
        (Marks::Double, "”" | "»" | "」" | "』") => Some(Turn::Closes),
        (Marks::Double, "\"" | "＂" | "''") => None,
        (Marks::Single, "‘") => Some(Turn::Opens),
        (Marks::Single, "’" | "'") if reading.tag(token) != Some(Tag::Pos) => None,
        _ => return None,
    };
    let before = reading.space_before(token);
    let after = token + 1 >= reading.len() || reading.space_before(token + 1);
    let beside = |other: Option<usize>| {
        other.is_some_and(|other| {
            let word = reading.word(other);
            !word.is_empty() && word.chars().all(|c| !c.is_alphanumeric())
        })
    };
    let blanks = match (before, after) {
        (true, false) => Some(Turn::Opens),
        (false, true) => Some(Turn::Closes),
        // Between brackets, dashes and full stops the other side decides.
        (false, false) if beside(Some(token + 1)) && !beside(token.checked_sub(1)) => Some(Turn::Closes),
        (false, false) if beside(token.checked_sub(1)) && !beside(Some(token + 1)) => Some(Turn::Opens),
        _ => None,
    };
    Some(match (shape, blanks) {
        (Some(shape), _) => shape,
        (None, Some(blanks)) => blanks,
        (None, None) => Turn::Either,
    })
}

/// Whether a token is a quotation mark, single or double.
pub(super) fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``" | "‘" | "’" | "'")
}

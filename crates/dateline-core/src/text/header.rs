//! Lines above a report that date it: "Published: 2 June 2025 10:31 GMT", "date 2025-06-02", or its address.

use core::ops::Range;

use super::date::{LineDate, date_of_address, is_address};
use super::page::Page;

/// Most tokens of a header line.
const LONGEST: usize = 40;

/// A header line, or the header glued in front of a sentence.
pub(super) struct FoundHeader {
    /// Index of the first token after it.
    pub(super) end: usize,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    /// Whether a word says what the date is.
    pub(super) labelled: bool,
}

/// The header that the paragraph begins with: the whole of it, or up to the sentence that is glued to its date.
pub(super) fn find(page: &Page<'_>, paragraph: &Range<usize>, first: bool) -> Option<FoundHeader> {
    let mut found = FoundHeader { end: paragraph.start, published: None, updated: None, labelled: false };
    let word = page.word(paragraph.start);
    if first && paragraph.len() == 1 && is_address(word) {
        return Some(FoundHeader { end: paragraph.end, published: date_of_address(word), ..found });
    }
    let limit = paragraph.end.min(paragraph.start + LONGEST);
    let mut i = paragraph.start;
    let mut updates = false;
    let mut timed = false;
    let mut last: Option<LineDate> = None;
    while i < limit {
        if let Some(date) = page.rules.calendar.date(page, i, limit) {
            let slot = if updates { &mut found.updated } else { &mut found.published };
            *slot = slot.take().or_else(|| date.iso());
            i = date.end;
            found.end = i;
            last = Some(date);
        } else if let Some(update) = page.rules.header_label(page.word(i)) {
            // A label after the date that is glued to a sentence could be the sentence's own word.
            found.labelled = true;
            updates |= update;
            i += 1;
        } else if is_time(page, i) {
            i += 1;
            timed |= last.is_some() && page.word(i - 1).contains(':') && page.word(i - 1) != ":";
            if timed {
                found.end = i;
            }
        } else {
            break;
        }
    }
    let last = last?;
    if i == paragraph.end {
        found.end = i;
        return Some(found);
    }
    let glued =
        first && (found.labelled || last.iso) && found.published.is_some() && page.is_capitalized(found.end);
    glued.then_some(found)
}

/// Where the header begins that stands behind a headline on its line: "Two hurt in crash Posted: June 2, 2025 10:31 AM".
pub(super) fn behind(page: &Page<'_>, paragraph: &Range<usize>) -> Option<usize> {
    let limit = paragraph.end.min(paragraph.start + LONGEST);
    let labels = |&i: &usize| {
        page.word(i + 1) == ":" && page.is_capitalized(i) && page.rules.header_label(page.word(i)).is_some()
    };
    let at = (paragraph.start + 1..limit).find(labels)?;
    let found = find(page, &(at..paragraph.end), false)?;
    (found.end == paragraph.end).then_some(at)
}

/// Whether the token is part of a time of day or a mark between the parts of a header.
fn is_time(page: &Page<'_>, token: usize) -> bool {
    let word = page.word(token);
    let mut letters = word.chars();
    match letters.next() {
        Some('0'..='9') => {
            word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.')) && word.len() <= 8
        }
        Some(_) if page.rules.is_clock(word) => true,
        Some(c) => letters.next().is_none() && !c.is_alphanumeric(),
        None => false,
    }
}

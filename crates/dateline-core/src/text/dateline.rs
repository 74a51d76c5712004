//! The dateline at the start of a report: place, agency and date, up to its dash.
//!
//! "ISTANBUL (AP) — ", "WASHINGTON, June 2 (Reuters) - ", "KYIV, Ukraine — ", "NEW DELHI: ", "GARY | ", "SAN SALVADOR, 3 JAN 90
//! (ACAN-EFE) -- [TEXT] ", behind a label as well: "UPDATE: ROCKFORD, Ill. (WIFR) -- ".

use core::ops::Range;

use super::date::LineDate;
use super::page::Page;
use crate::model::Dateline;

/// Most tokens from the start of the paragraph to the dash.
const REACH: usize = 24;
/// Most tokens of the place.
const PLACE: usize = 8;
/// Most tokens of a place in small letters without agency or date.
const SMALL: usize = 4;
/// Fewest tokens of a report after its place.
const STORY: usize = 8;
/// Most tokens of a label before the place, with its colon.
const LABEL: usize = 4;
/// Most tokens of the bracketed labels after the dash.
const LABELS: usize = 48;

/// A dateline and the tokens it takes.
pub(super) struct FoundDateline {
    pub(super) dateline: Dateline,
    /// Index of the first token after it.
    pub(super) end: usize,
}

/// The dateline that the paragraph begins with.
///
/// A place alone, without agency or date, is one only when the paragraph opens a report.
pub(super) fn find(page: &Page<'_>, paragraph: &Range<usize>, opens: bool) -> Option<FoundDateline> {
    let limit = paragraph.end.min(paragraph.start + REACH);
    let start = after_label(page, paragraph);
    let place_end = place_end(page, start, limit)?;
    let place = start..place_end;
    let mut i = place_end;
    let mut date: Option<LineDate> = None;
    let mut agency: Option<Range<usize>> = None;
    while i < limit {
        let after_comma = i + usize::from(page.word(i) == ",");
        if agency.is_none() && page.word(i) == "(" {
            let close = (i + 1..limit).find(|&j| page.word(j) == ")")?;
            match page.rules.calendar.date(page, i + 1, close).filter(|date| date.end == close) {
                Some(found) => date = date.or(Some(found)),
                None => agency = Some(i + 1..close),
            }
            i = close + 1;
        } else if let Some(found) =
            date.is_none().then(|| page.rules.calendar.date(page, after_comma, limit)).flatten()
        {
            i = found.end;
            date = Some(found);
        } else {
            break;
        }
    }
    let known = agency.as_ref().is_some_and(|agency| page.rules.is_agency(page.words(agency)));
    let place_words = page.words(&place);
    let shouted = is_shouted(page, &place);
    let whole = i == paragraph.end;
    let mark = if i < limit { page.word(i) } else { "" };
    let dash = matches!(mark, "—" | "–" | "--" | "---" | "―" | "_" | "-" | "|")
        && (page.blank_after(i) || !page.is_glued(i))
        || mark == "—"
        // "LEBANON, Pa.–A boy was shot", but no "U.S.–China talks"
        || mark == "–"
            && place.clone().chain(place_end..i).any(|token| matches!(page.word(token), "," | ")"));
    let next_rises = !page.first(i + 1).is_some_and(char::is_lowercase);
    let stated = date.is_some() || agency.is_some();
    let story = (i + 1)..paragraph.end;
    let plain = opens
        && shouted
        && next_rises
        && !page.shouted
        && (story.is_empty() || (story.len() >= STORY && !is_shouted(page, &story)));
    // "Gusau — Bandits have killed ...", and no second dash that would close an aside.
    let is_long = |i: usize| matches!(page.word(i), "—" | "–" | "--" | "―");
    let small = opens
        && next_rises
        && is_long(i)
        && place.len() <= SMALL
        && place.clone().all(|token| page.is_capitalized(token) || page.word(token) == ",")
        && story.len() >= STORY
        && !story.clone().any(is_long);
    let sure = if dash {
        if agency.is_some() { known || shouted } else { date.is_some() || plain || small }
    } else if mark == ":" {
        plain && !stated && !story.is_empty() && page.blank_after(i) || (stated && (known || shouted))
    } else {
        known && shouted || (whole && shouted && date.is_some())
    };
    if !sure || page.rules.is_label(place_words) {
        return None;
    }
    let mut end = if dash || mark == ":" { i + 1 } else { i };
    let labels = end;
    while page.word(end) == "[" && end < paragraph.end {
        let close = (end..paragraph.end.min(labels + LABELS)).find(|&j| page.word(j) == "]");
        let Some(close) = close else { break };
        end = close + 1;
    }
    let span = page.span(&(paragraph.start..end));
    let dateline = Dateline {
        span,
        place: Some(place_words.to_owned()),
        agency: agency.map(|agency| page.words(&agency).to_owned()).filter(|agency| !agency.is_empty()),
        date: date.and_then(|date| date.iso()),
    };
    Some(FoundDateline { dateline, end })
}

/// Where a paragraph begins behind its label: "UPDATE: ROCKFORD, Ill. (WIFR) --".
fn after_label(page: &Page<'_>, paragraph: &Range<usize>) -> usize {
    let colon =
        (paragraph.start + 1..paragraph.end.min(paragraph.start + LABEL)).find(|&i| page.word(i) == ":");
    colon
        .filter(|&colon| {
            colon + 1 < paragraph.end && page.rules.is_label(page.words(&(paragraph.start..colon)))
        })
        .map_or(paragraph.start, |colon| colon + 1)
}

/// Index of the token after the place that begins at `start`: capitalised words and commas between them.
fn place_end(page: &Page<'_>, start: usize, limit: usize) -> Option<usize> {
    let mut end = start;
    let mut i = start;
    while i < limit.min(start + PLACE) {
        if page.rules.calendar.date(page, i, limit).is_some() {
            break;
        }
        let word = page.word(i);
        let joins = matches!(word, "," | "/" | "-" | "'s" | "’s") || page.rules.is_particle(word);
        if page.is_capitalized(i) {
            end = i + 1;
        } else if !(joins && i > start) || (word == "-" && !page.is_glued(i)) {
            break;
        }
        i += 1;
    }
    (end > start).then_some(end)
}

/// Whether the place is printed in capitals, up to its first comma.
fn is_shouted(page: &Page<'_>, place: &Range<usize>) -> bool {
    let city = place.clone().take_while(|&i| page.word(i) != ",");
    let letters = || city.clone().flat_map(|i| page.word(i).chars()).filter(|c| c.is_alphabetic());
    letters().count() > 2 && !letters().any(char::is_lowercase)
}

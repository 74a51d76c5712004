//! Lines that name the writers of a report and those who contributed to it.

use core::ops::Range;

use super::page::Page;
use crate::model::{Byline, BylineKind};

/// Most tokens of a byline.
const LONGEST: usize = 40;

/// The writers that a paragraph names when it is a byline: "By JANE DOE and John Roe, Associated Press".
pub(super) fn byline(page: &Page<'_>, paragraph: &Range<usize>) -> Option<Vec<Byline>> {
    let by = page.word(paragraph.start);
    if paragraph.len() > LONGEST || !by.eq_ignore_ascii_case("by") || !page.is_capitalized(paragraph.start) {
        return None;
    }
    let start = paragraph.start + usize::from(page.word(paragraph.start + 1) == ":") + 1;
    let ends = page.words(paragraph).ends_with(['.', '?', '!']);
    let names = names(page, start..paragraph.end, BylineKind::Writer);
    let outlet = page.rules.is_function(page.word(start));
    ((!names.is_empty() || outlet) && (!ends || paragraph.len() < 8)).then_some(names)
}

/// The writer of a line that is only a name, or a name and a place ("Jane Doe in Kyiv").
pub(super) fn name_line(page: &Page<'_>, paragraph: &Range<usize>) -> Option<Vec<Byline>> {
    let name = name(page, paragraph.start, paragraph.end)?;
    let place = place(page, name.end, paragraph.end);
    let end = place.as_ref().map_or(name.end, |place| place.end);
    (end == paragraph.end && (2..=4).contains(&name.len()))
        .then(|| vec![entry(page, name, place, BylineKind::Writer)])
}

/// The people named in `tokens`, a list as bylines and credits print it.
///
/// A piece after a comma belongs to the place before it, if there is one: "Hanna Arhirova in Kyiv, Ukraine, and Geir
/// Moulson in Berlin".
pub(super) fn names(page: &Page<'_>, tokens: Range<usize>, kind: BylineKind) -> Vec<Byline> {
    let mut names: Vec<Byline> = Vec::new();
    let mut kind = kind;
    let mut open_place: Option<Range<usize>> = None;
    let mut parted_by_comma = false;
    let mut i = tokens.start;
    while i < tokens.end {
        if let Some(credit) = credit_kind(page, i, tokens.end) {
            (kind, i) = credit;
            parted_by_comma = false;
            continue;
        }
        let word = page.word(i);
        match word {
            "," => parted_by_comma = true,
            ";" | "&" | "|" | "/" | "and" | "AND" | "with" => {
                parted_by_comma = false;
                open_place = None;
            }
            "in" | "IN" if !names.is_empty() => {
                if let (Some(place), Some(last)) = (place(page, i, tokens.end), names.last_mut()) {
                    last.place = Some(page.words(&(i + 1..place.end)).to_owned());
                    i = place.end;
                    open_place = Some(place);
                    parted_by_comma = false;
                    continue;
                }
            }
            _ => {
                if let Some(name) = name(page, i, tokens.end) {
                    i = name.end;
                    let descriptor = name.clone().any(|i| page.rules.is_function(page.word(i)))
                        || page.rules.is_agency(page.words(&name));
                    match (&mut open_place, names.last_mut()) {
                        (Some(place), Some(last)) if parted_by_comma && page.word(i) != "in" => {
                            place.end = name.end;
                            last.place = Some(page.words(&(place.start + 1..place.end)).to_owned());
                        }
                        _ if descriptor => {
                            // "Associated Press writers Suzan Frazer": the name goes on after the descriptor.
                            let after = name
                                .clone()
                                .rev()
                                .find(|&i| page.rules.is_function(page.word(i)))
                                .map_or(name.end, |i| i + 1);
                            if after + 1 < name.end && !parted_by_comma {
                                names.push(entry(page, after..name.end, None, kind));
                            }
                        }
                        _ if name.len() > 1 => names.push(entry(page, name, None, kind)),
                        _ => {}
                    }
                    parted_by_comma = false;
                    continue;
                }
            }
        }
        i += 1;
    }
    names
}

/// The kind of those whom a credit goes to, and where their names begin: "Additional reporting by".
fn credit_kind(page: &Page<'_>, token: usize, limit: usize) -> Option<(BylineKind, usize)> {
    let by = (token..limit.min(token + 4)).find(|&i| page.word(i).eq_ignore_ascii_case("by"))?;
    let writes =
        by > token && (token..by).all(|i| page.word(i).chars().all(char::is_alphabetic)) && by <= token + 2;
    let kind = if by == token + 1 && page.rules.is_writing(page.word(token)) {
        BylineKind::Writer
    } else {
        BylineKind::Contributor
    };
    writes.then_some((kind, by + 1))
}

/// The capitalised words from the token on, and the particles and initials between them.
fn name(page: &Page<'_>, token: usize, limit: usize) -> Option<Range<usize>> {
    let mut end = token;
    let mut i = token;
    while i < limit && i < token + 10 {
        let word = page.word(i);
        let joins = i > token && (page.rules.is_particle(word) || (word == "-" && page.is_glued(i)));
        let starts = page.is_capitalized(i) && !word.eq_ignore_ascii_case("and") && word != "IN";
        if starts || (i > token && word.len() > 3 && page.rules.is_function(word)) {
            end = i + 1;
        } else if !joins {
            break;
        }
        i += 1;
    }
    (end > token && page.is_capitalized(token)).then_some(token..end)
}

/// The place that "in" at the token introduces; the range holds the "in".
fn place(page: &Page<'_>, token: usize, limit: usize) -> Option<Range<usize>> {
    if token >= limit || !page.word(token).eq_ignore_ascii_case("in") {
        return None;
    }
    name(page, token + 1, limit).map(|name| token..name.end)
}

fn entry(page: &Page<'_>, name: Range<usize>, place: Option<Range<usize>>, kind: BylineKind) -> Byline {
    let span = page.span(&name);
    let place = place.map(|place| page.words(&(place.start + 1..place.end)).to_owned());
    Byline { span, name: span.of(page.text).to_owned(), kind, place }
}

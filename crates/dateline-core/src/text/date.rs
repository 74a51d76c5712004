//! Calendar dates as header lines and datelines print them.

use std::collections::BTreeMap;

use super::page::Page;
use super::words::Folded;
use crate::seed;

/// Two-digit years from this one on are of the twentieth century.
const PIVOT: u32 = 50;

/// A date read from a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineDate {
    pub(super) year: Option<u32>,
    pub(super) month: u32,
    pub(super) day: u32,
    /// Index of the first token after it.
    pub(super) end: usize,
    /// Whether it is written in figures, year first.
    pub(super) iso: bool,
}

impl LineDate {
    /// The date in ISO 8601, where the year is known.
    pub(super) fn iso(&self) -> Option<String> {
        self.year.map(|year| format!("{year:04}-{:02}-{:02}", self.month, self.day))
    }

    fn checked(self) -> Option<Self> {
        let leap = self.year.is_none_or(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
        let days = match self.month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        ((1..=days).contains(&self.day) && self.year.is_none_or(|y| (1600..2200).contains(&y)))
            .then_some(self)
    }
}

/// Names of months and weekdays.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    months: BTreeMap<&'static [u8], u32>,
    weekdays: BTreeMap<&'static [u8], u32>,
}

impl Calendar {
    pub(super) fn from_seed() -> Self {
        let mut calendar = Self { months: BTreeMap::new(), weekdays: BTreeMap::new() };
        for (_, [name, kind, number]) in seed::CALENDAR_NAMES.select(["name", "kind", "number"]) {
            let number = number.parse().unwrap_or(0);
            let names = if kind == "month" { &mut calendar.months } else { &mut calendar.weekdays };
            names.insert(name.as_bytes(), number);
        }
        calendar
    }

    fn month(&self, word: &str) -> Option<u32> {
        let folded = Folded::new(word.strip_suffix('.').unwrap_or(word))?;
        self.months.get(folded.bytes()).copied()
    }

    /// Whether the word is the name of a month, its abbreviation, or the number of a day: "24th".
    pub(super) fn is_day_or_month(&self, word: &str) -> bool {
        day(word).is_some() || self.month(word).is_some()
    }

    fn is_weekday(&self, word: &str) -> bool {
        Folded::new(word.strip_suffix('.').unwrap_or(word))
            .is_some_and(|folded| self.weekdays.contains_key(folded.bytes()))
    }

    /// The date that begins at the token, a weekday before it included.
    pub(super) fn date(&self, page: &Page<'_>, token: usize, limit: usize) -> Option<LineDate> {
        let word = |i: usize| if i < limit { page.word(i) } else { "" };
        let after_comma = |i: usize| if word(i) == "," { i + 1 } else { i };
        let mut i = token;
        if self.is_weekday(word(i)) {
            i = after_comma(i + 1);
        }
        if let Some(date) = iso_date(page, i, limit).or_else(|| slashed_date(page, i, limit)) {
            return Some(date);
        }
        let (month, day, end) = match (self.month(word(i)), day(word(i))) {
            (Some(month), _) => (month, day(word(i + 1))?, i + 2),
            (None, Some(day)) => (self.month(word(i + 1))?, day, i + 2),
            _ => return None,
        };
        let at = after_comma(end);
        let year = year(word(at)).or_else(|| (word(at - 1) != ",").then(|| short_year(word(at))).flatten());
        let end = if year.is_some() { at + 1 } else { end };
        LineDate { year, month, day, end, iso: false }.checked()
    }
}

/// "2025-06-02" or "2025/06/02", a time glued to it included.
fn iso_date(page: &Page<'_>, token: usize, limit: usize) -> Option<LineDate> {
    let start = page.tokens.get(token)?.start as usize;
    let text = page.text.get(start..start + 10)?;
    let mark = text.as_bytes()[4];
    let shaped = text.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == mark && matches!(mark, b'-' | b'/' | b'.'),
        _ => b.is_ascii_digit(),
    });
    if !shaped || page.text[start + 10..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = |range: core::ops::Range<usize>| text[range].parse::<u32>().ok();
    let end = (token..limit).find(|&i| page.tokens[i].start as usize >= start + 10).unwrap_or(limit);
    // A time may be glued to the date: "2025-06-02T10:31:00Z".
    let end = (end..limit).find(|&i| !page.is_glued(i)).unwrap_or(limit);
    LineDate { year: number(0..4), month: number(5..7)?, day: number(8..10)?, end, iso: true }.checked()
}

/// "08/26/2015" or "26/08/2015", where only one of the two numbers can be a month.
fn slashed_date(page: &Page<'_>, token: usize, limit: usize) -> Option<LineDate> {
    let start = page.tokens.get(token)?.start as usize;
    let text: &str = page.text.get(start..)?;
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '/').unwrap_or(text.len());
    let mut parts = text[..end].split('/');
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| (part.len() <= 2).then(|| part.parse::<u32>().ok()).flatten();
    let (a, b) = (number(a)?, number(b)?);
    let (month, day) = match (a, b) {
        (1..=12, 13..) => (a, b),
        (13.., 1..=12) => (b, a),
        _ => return None,
    };
    let year = Some(year).filter(|year| year.len() == 4 && parts.next().is_none())?.parse().ok();
    let end = (token..limit).find(|&i| page.tokens[i].start as usize >= start + end).unwrap_or(limit);
    LineDate { year, month, day, end, iso: false }.checked()
}

/// The day that the address of a report names in its path, as most outlets' do: "https://example.org/2025/06/02/talks".
/// ISO 8601.
#[must_use]
pub fn date_of_address(address: &str) -> Option<String> {
    let (_host, path) = without_scheme(address)?.split_once('/')?;
    let number = |part: &str, digits: core::ops::RangeInclusive<usize>| {
        let fits = digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse().ok()).flatten()
    };
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let Some(year) = number(part, 4..=4) else { continue };
        let month = parts.peek().and_then(|month| number(month, 1..=2));
        let day = parts.clone().nth(1).and_then(|day| number(day, 1..=2));
        if let (Some(month), Some(day)) = (month, day) {
            return LineDate { year: Some(year), month, day, end: 0, iso: true }.checked()?.iso();
        }
    }
    None
}

/// What follows the scheme of an address of the web.
fn without_scheme(address: &str) -> Option<&str> {
    address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))
}

/// Whether a word is an address of the web.
pub(super) fn is_address(word: &str) -> bool {
    without_scheme(word).is_some()
}

fn day(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal = matches!(word[digits..].to_ascii_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th");
    (ordinal && (1..=2).contains(&digits)).then(|| word[..digits].parse().ok()).flatten()
}

fn year(word: &str) -> Option<u32> {
    (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok()).flatten()
}

fn short_year(word: &str) -> Option<u32> {
    let digits = word.trim_start_matches(['\'', '’']);
    let two = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let year: u32 = two.then(|| digits.parse().ok()).flatten()?;
    Some(if year >= PIVOT { 1900 + year } else { 2000 + year })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_days() {
        for (address, day) in [
            ("https://example.org/news/2025/06/02/talks", Some("2025-06-02")),
            ("http://example.org/2025/6/2/", Some("2025-06-02")),
            ("https://example.org/2025/13/02/talks", None),
            ("https://example.org/2025/06/talks", None),
            ("https://example.org/id/2025060/2/1", None),
            ("example.org/2025/06/02", None),
            ("https://2025", None),
        ] {
            assert_eq!(date_of_address(address).as_deref(), day, "{address}");
        }
    }
}

//! Times in the Extended Date/Time Format, ISO 8601-2:2019, levels 0 to 2.

use super::{EventTime, Timex, TimexModifier, TimexType};

impl EventTime {
    /// When the event was, as EDTF: "2025-06-03", "2019", "201X"; one day of several, `[2025-06-01..2025-06-07]`; no later or earlier
    /// than a day, `[..2025-06-05]` and `[2025-06-05..]`. EDTF knows no time without seconds: a minute gets `:00`.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        let (first, last) = (self.earliest.as_deref(), self.latest.as_deref());
        match (first, last) {
            (None, None) => None,
            (None, Some(last)) => Some(format!("[..{}]", day(last)?)),
            (Some(first), None) => Some(format!("[{}..]", day(first)?)),
            (Some(first), Some(last)) if first == last => moment(first),
            (Some(first), Some(last)) => {
                let (first, last) = (day(first)?, day(last)?);
                Some(match whole(first, last) {
                    Some(unit) => unit,
                    None if first == last => first.to_owned(),
                    None => format!("[{first}..{last}]"),
                })
            }
        }
    }
}

impl Timex {
    /// What a date or time denotes, as EDTF: "2025-06-02", "2025-22" for its summer, "2025-34" for its second quarter, "199X", an
    /// interval `2025-06-02/2025-06-08` for a week, "2010~" for "about 2010". None for durations, sets, and what has no date.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        if !matches!(self.kind, TimexType::Date | TimexType::Time) {
            return None;
        }
        let date = named_part(&self.value).or_else(|| {
            let (first, last) = (self.earliest.as_deref()?, self.latest.as_deref()?);
            if first == last {
                return moment(first);
            }
            let (first, last) = (day(first)?, day(last)?);
            whole(first, last)
                .or_else(|| Some(if first == last { first.to_owned() } else { format!("{first}/{last}") }))
        })?;
        let approximate = self.modifier == Some(TimexModifier::Approx) && !date.contains('/');
        Some(if approximate { date + "~" } else { date })
    }
}

/// Seasons, quarters and halves of a year by their EDTF numbers: "2025-SU" is "2025-22".
fn named_part(value: &str) -> Option<String> {
    let (year, part) = value.split_once('-').filter(|(year, _)| year.len() == 4 && is_number(year))?;
    let number = match part {
        "SP" => 21,
        "SU" => 22,
        "FA" => 23,
        "WI" => 24,
        "Q1" => 33,
        "Q2" => 34,
        "Q3" => 35,
        "Q4" => 36,
        "H1" => 40,
        "H2" => 41,
        _ => return None,
    };
    Some(format!("{year}-{number}"))
}

/// The month, year, decade or century that a first and a last day are those of.
fn whole(first: &str, last: &str) -> Option<String> {
    let (from, to): (jiff::civil::Date, jiff::civil::Date) = (first.parse().ok()?, last.parse().ok()?);
    let begins = from.day() == 1;
    if begins && from.last_of_month() == to {
        return Some(first[..7].to_owned());
    }
    if !(begins && from.month() == 1 && to.month() == 12 && to.day() == 31) {
        return None;
    }
    match (from.year(), to.year()) {
        (a, b) if a == b => Some(format!("{a:04}")),
        (a, b) if a % 100 == 0 && b == a + 99 => Some(format!("{:02}XX", a / 100)),
        (a, b) if a % 10 == 0 && b == a + 9 => Some(format!("{:03}X", a / 10)),
        _ => None,
    }
}

/// A day, or a time of it with its seconds.
fn moment(value: &str) -> Option<String> {
    let date = day(value)?;
    let time = value.get(10..).filter(|time| time.starts_with('T'));
    Some(match time.map(str::len) {
        Some(3) => format!("{value}:00:00"),
        Some(6) => format!("{value}:00"),
        Some(9) => value.to_owned(),
        _ => date.to_owned(),
    })
}

fn day(value: &str) -> Option<&str> {
    value.get(..10).filter(|day| day.get(..4).is_some_and(is_number))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::TimeBasis;

    #[test]
    fn events_are_one_day_of_their_interval() {
        for (earliest, latest, edtf) in [
            (Some("2025-06-03"), Some("2025-06-03"), "2025-06-03"),
            (Some("2025-06-03T01:15"), Some("2025-06-03T01:15"), "2025-06-03T01:15:00"),
            (Some("2025-06-01"), Some("2025-06-07"), "[2025-06-01..2025-06-07]"),
            (None, Some("2025-06-05"), "[..2025-06-05]"),
            (Some("2025-06-05"), None, "[2025-06-05..]"),
            (Some("2024-02-01"), Some("2024-02-29"), "2024-02"),
            (Some("2019-01-01"), Some("2019-12-31"), "2019"),
            (Some("1990-01-01"), Some("1999-12-31"), "199X"),
            (Some("1900-01-01"), Some("1999-12-31"), "19XX"),
        ] {
            let time = super::EventTime {
                timex: None,
                earliest: earliest.map(str::to_owned),
                latest: latest.map(str::to_owned),
                basis: TimeBasis::Stated,
            };
            assert_eq!(time.edtf().as_deref(), Some(edtf));
        }
    }

    #[test]
    fn expressions_are_what_they_denote() {
        for (value, earliest, latest, modifier, edtf) in [
            ("2025-06-02", "2025-06-02", "2025-06-02", None, Some("2025-06-02")),
            ("2025-W23", "2025-06-02", "2025-06-08", None, Some("2025-06-02/2025-06-08")),
            ("2025-SU", "2025-06-01", "2025-08-31", None, Some("2025-22")),
            ("2025-Q2", "2025-04-01", "2025-06-30", None, Some("2025-34")),
            ("2010", "2010-01-01", "2010-12-31", Some("APPROX"), Some("2010~")),
            ("199", "1990-01-01", "1999-12-31", None, Some("199X")),
            ("PAST_REF", "", "", None, None),
        ] {
            let bound = |day: &str| Some(day.to_owned()).filter(|day| !day.is_empty());
            let timex: super::Timex = serde_json::from_value(serde_json::json!({
                "id": "t-0000000000000000", "start": 0, "end": 1, "text": "x", "type": "DATE", "value": value,
                "mod": modifier, "earliest": bound(earliest), "latest": bound(latest), "grain": "day", "basis": "stated",
            }))
            .expect("it is a time expression");
            assert_eq!(timex.edtf().as_deref(), edtf, "{value}");
        }
    }
}

//! The days of a feast in a year.

use jiff::civil::Date;

use super::moment::{add_days, day, easter, nth_weekday, orthodox_easter};
use crate::seed;

/// A row of `holidays.tsv`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feast {
    /// "12-25", "easter-2", "11/4/4", "11/1/1+1", "passover-30".
    day: &'static str,
    /// The TIMEX3 value of a feast that lasts days.
    pub(super) length: Option<&'static str>,
    /// First and last day that it may mean, counted from its day.
    reach: Option<(i64, i64)>,
}

impl Feast {
    pub(super) fn of_row(day: &'static str, length: &'static str, reach: &'static str) -> Self {
        let reach = reach.split_once("..").and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        Self { day, length: Some(length).filter(|length| !length.is_empty()), reach }
    }

    /// Its days in a year, in order: none where no calendar reaches, two where a shorter year begins twice in it.
    pub(super) fn days_of(self, year: i32) -> Vec<Date> {
        if !(1583..2500).contains(&year) {
            return Vec::new();
        }
        match self.day.find(|c: char| !c.is_ascii_alphabetic() && c != '_') {
            Some(end) if end > 0 => {
                let (calendar, offset) = self.day.split_at(end);
                offset.parse().map_or_else(|_| Vec::new(), |offset| reckoned(calendar, offset, year))
            }
            _ => day_of(self.day, year).into_iter().collect(),
        }
    }

    /// Its day or night of that number, counted from its day, and the days that this may mean: a feast that begins on the
    /// evening before is told of on either.
    pub(super) fn nth(self, day: Date, n: i64, night: bool) -> Option<(Date, (Date, Date))> {
        let eve = self.reach.is_some_and(|(first, _)| first < 0);
        let nth = add_days(day, n - 1)?;
        let before = add_days(nth, -1)?;
        Some(match (night, eve) {
            (true, _) => (before, (before, nth)),
            (false, true) => (nth, (before, nth)),
            (false, false) => (nth, (nth, add_days(nth, 1)?)),
        })
    }

    /// The days that it may mean, where they are more than its day.
    pub(super) fn reach(self, day: Date) -> Option<(Date, Date)> {
        let (first, last) = self.reach?;
        Some((add_days(day, first)?, add_days(day, last)?))
    }
}

/// The days of a year that lie so many days from those of a feast that moves.
fn reckoned(calendar: &str, offset: i64, year: i32) -> Vec<Date> {
    let bases: Vec<Date> = match calendar {
        "easter" => easter(year).into_iter().collect(),
        "orthodox" => orthodox_easter(year).into_iter().collect(),
        _ => {
            let rows = seed::MOVING_FEASTS.select(["feast", "days"]);
            // "Eid" is that of any row.
            let named = rows.filter(|(_, [name, _])| {
                *name == calendar || name.strip_prefix(calendar).is_some_and(|rest| rest.starts_with('_'))
            });
            let days = named.flat_map(|(_, [_, days])| days.split(' ')).filter_map(|day| day.parse().ok());
            let mut days: Vec<Date> =
                days.filter(|day: &Date| (i32::from(day.year()) - year).abs() <= 1).collect();
            days.sort();
            days
        }
    };
    let moved = bases.into_iter().filter_map(|base| add_days(base, offset));
    moved.filter(|day| i32::from(day.year()) == year).collect()
}

/// The day of a cell that names months: "12-25", "11/4/4", "11/1/1+1".
fn day_of(stated: &str, year: i32) -> Option<Date> {
    if let Some((month, rest)) = stated.split_once('/') {
        let (nth, rest) = rest.split_once('/')?;
        let (weekday, after) = rest.split_once('+').unwrap_or((rest, "0"));
        let first = nth_weekday(year, month.parse().ok()?, nth.parse().ok()?, weekday.parse().ok()?)?;
        return add_days(first, after.parse().ok()?);
    }
    let (month, number) = stated.split_once('-')?;
    day(year, month.parse().ok()?, number.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(stated: &'static str, year: i32) -> Vec<String> {
        Feast::of_row(stated, "", "").days_of(year).iter().map(Date::to_string).collect()
    }

    #[test]
    fn every_row_of_the_table_states_a_day() {
        for (line, [name, stated, length, reach]) in seed::HOLIDAYS.select(["name", "day", "length", "reach"])
        {
            let feast = Feast::of_row(stated, length, reach);
            let day = feast.days_of(2025).first().copied();
            let day = day.unwrap_or_else(|| panic!("holidays.tsv:{line}: {name} has no day"));
            assert_eq!(feast.reach(day).is_none(), reach.is_empty(), "holidays.tsv:{line}: {name}");
            assert!(feast.reach(day).is_none_or(|(first, last)| first <= last), "holidays.tsv:{line}");
        }
    }

    #[test]
    fn every_year_of_a_moving_feast_has_its_day() {
        for (line, [name, stated]) in seed::MOVING_FEASTS.select(["feast", "days"]) {
            let days: Vec<Date> = stated.split(' ').filter_map(|day| day.parse().ok()).collect();
            assert_eq!(days.len(), stated.split(' ').count(), "moving_feasts.tsv:{line}: {name}");
            for pair in days.windows(2) {
                let apart = pair[0].until(pair[1]).expect("days of the calendar").get_days();
                assert!((352..=387).contains(&apart), "moving_feasts.tsv:{line}: {name}: {}", pair[1]);
            }
        }
    }

    #[test]
    fn feasts_fall_where_they_were_kept() {
        assert_eq!(days("11/1/1+1", 1998), ["1998-11-03"]);
        assert_eq!(days("easter-2", 2025), ["2025-04-18"]);
        assert_eq!(days("rosh_hashanah+9", 1973), ["1973-10-06"]);
        assert_eq!(days("rosh_hashanah+21", 2023), ["2023-10-07"]);
        assert_eq!(days("eid_al_fitr+0", 2000), ["2000-01-08", "2000-12-27"]);
        assert_eq!(days("eid+0", 2025), ["2025-03-30", "2025-06-06"]);
        assert_eq!(days("lunar_new_year+0", 1968), ["1968-01-30"]);
        assert!(days("diwali+0", 1980).is_empty());
    }
}

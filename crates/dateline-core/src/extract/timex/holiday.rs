//! The day of a feast in a year.

use jiff::civil::Date;

use super::moment::{add_days, day, easter, nth_weekday, orthodox_easter};

/// The day that a cell of `holidays.tsv` states: "12-25", "easter-2", "11/4/4", "11/1/1+1".
pub(super) fn day_of(stated: &str, year: i32) -> Option<Date> {
    if !(1583..2500).contains(&year) {
        return None;
    }
    if let Some(offset) = stated.strip_prefix("easter") {
        return add_days(easter(year)?, offset.parse().ok()?);
    }
    if let Some(offset) = stated.strip_prefix("orthodox") {
        return add_days(orthodox_easter(year)?, offset.parse().ok()?);
    }
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
    use crate::seed;

    #[test]
    fn every_row_of_the_table_states_a_day() {
        for (line, [name, stated]) in seed::HOLIDAYS.select(["name", "day"]) {
            assert!(day_of(stated, 2025).is_some(), "holidays.tsv:{line}: {name}");
        }
        assert_eq!(day_of("11/1/1+1", 1998), day(1998, 11, 3));
    }
}

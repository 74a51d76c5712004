//! Points of the calendar as exact as words make them, with their TIMEX3 values and the days they cover.

use jiff::Span as Length;
use jiff::civil::{Date, Weekday, date};

use crate::model::Grain;

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    pub(super) const ALL: [(&'static str, Self); 6] = [
        ("morning", Self::Morning),
        ("midday", Self::Midday),
        ("afternoon", Self::Afternoon),
        ("evening", Self::Evening),
        ("night", Self::Night),
        ("daytime", Self::Daytime),
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// A season of the northern year; winter is the one that the year begins in, except from December on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) const ALL: [(&'static str, Self); 4] = [
        ("spring", Self::Spring),
        ("summer", Self::Summer),
        ("autumn", Self::Autumn),
        ("winter", Self::Winter),
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// First month and length in months; winter of a year begins in its December.
    pub(super) const fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

/// A time of day, as exact as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clock {
    /// Seconds since midnight, at most those of a whole day.
    pub(super) seconds: u32,
    /// The unit it is exact to: second, minute or hour.
    pub(super) grain: Grain,
}

impl Clock {
    fn value(self) -> String {
        let (hour, minute, second) = (self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60);
        match self.grain {
            Grain::Second => format!("T{hour:02}:{minute:02}:{second:02}"),
            _ => format!("T{hour:02}:{minute:02}"),
        }
    }
}

/// A stretch of the calendar. Years before Christ are negative: -218 is 218 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// By its number less one: 19 is the twentieth.
    Century(i32),
    /// By the year's first three digits: 198.
    Decade(i32),
    Year(i32),
    Half(i32, i8),
    Quarter(i32, i8),
    Season(i32, Season),
    Month(i32, i8),
    /// By its Monday.
    Week(Date),
    /// By the Monday of its week.
    Weekend(Date),
    Day(Date),
    Part(Date, Part),
    /// The night that begins on the day and ends on the next.
    Overnight(Date),
    Clock(Date, Clock),
}

impl Moment {
    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Self::Century(c) => format!("{}{:02}", before_christ(c), c.abs()),
            Self::Decade(d) => format!("{}{:03}", before_christ(d), d.abs()),
            Self::Year(y) => year(y),
            Self::Half(y, n) => format!("{}-H{n}", year(y)),
            Self::Quarter(y, n) => format!("{}-Q{n}", year(y)),
            Self::Season(y, season) => format!("{}-{}", year(y), season.code()),
            Self::Month(y, m) => format!("{}-{m:02}", year(y)),
            Self::Week(monday) => week(monday),
            Self::Weekend(monday) => format!("{}-WE", week(monday)),
            Self::Day(day) => day_value(day),
            Self::Part(day, part) => format!("{}T{}", day_value(day), part.code()),
            Self::Overnight(day) => Self::Part(day, Part::Night).value(),
            Self::Clock(day, clock) => format!("{}{}", day_value(day), clock.value()),
        }
    }

    pub(super) const fn grain(self) -> Grain {
        match self {
            Self::Century(_) => Grain::Century,
            Self::Decade(_) => Grain::Decade,
            Self::Year(_) => Grain::Year,
            Self::Half(..) => Grain::HalfYear,
            Self::Quarter(..) => Grain::Quarter,
            Self::Season(..) => Grain::Season,
            Self::Month(..) => Grain::Month,
            Self::Week(_) => Grain::Week,
            Self::Weekend(_) => Grain::Weekend,
            Self::Day(_) => Grain::Day,
            Self::Part(..) | Self::Overnight(_) => Grain::DayPart,
            Self::Clock(_, clock) => clock.grain,
        }
    }

    /// First and last day, both inside; `None` where the calendar of the crate does not reach.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        let years = |first: i32, count: i32| Some((day(first, 1, 1)?, day(first + count - 1, 12, 31)?));
        let months = |y: i32, m: i8, count: i32| {
            let first = day(y, m, 1)?;
            let last = first.checked_add(Length::new().try_months(count).ok()?).ok()?.yesterday().ok()?;
            Some((first, last))
        };
        match self {
            Self::Century(c) if c >= 0 => years(c * 100, 100),
            Self::Decade(d) if d >= 0 => years(d * 10, 10),
            Self::Year(y) if y > 0 => years(y, 1),
            Self::Half(y, n) => months(y, (n - 1) * 6 + 1, 6),
            Self::Quarter(y, n) => months(y, (n - 1) * 3 + 1, 3),
            // Nobody says which end of the year a winter lies at: both are inside.
            Self::Season(y, Season::Winter) => Some((day(y - 1, 12, 1)?, months(y + 1, 2, 1)?.1)),
            Self::Season(y, season) => months(y, season.first_month(), 3),
            Self::Month(y, m) => months(y, m, 1),
            Self::Week(monday) => Some((monday, add_days(monday, 6)?)),
            Self::Weekend(monday) => Some((add_days(monday, 5)?, add_days(monday, 6)?)),
            Self::Overnight(day) => Some((day, add_days(day, 1)?)),
            Self::Day(day) | Self::Part(day, _) | Self::Clock(day, _) => Some((day, day)),
            _ => None,
        }
        .filter(|(first, _)| first.year() > 0)
    }

    /// The day that what follows is reckoned from: its first, or the turn of the year that a winter lies about.
    pub(super) fn reference(self) -> Option<Date> {
        match self {
            Self::Season(y, Season::Winter) => day(y, 1, 1),
            _ => self.days().map(|(first, _)| first),
        }
    }

    /// The year it lies in, where it is no longer than one.
    pub(super) fn year(self) -> Option<i32> {
        match self {
            Self::Century(_) | Self::Decade(_) => None,
            Self::Year(y)
            | Self::Half(y, _)
            | Self::Quarter(y, _)
            | Self::Season(y, _)
            | Self::Month(y, _) => Some(y),
            Self::Week(d)
            | Self::Weekend(d)
            | Self::Day(d)
            | Self::Part(d, _)
            | Self::Overnight(d)
            | Self::Clock(d, _) => Some(i32::from(d.year())),
        }
    }

    /// The month it lies in, where it is no longer than one.
    pub(super) fn month(self) -> Option<(i32, i8)> {
        match self {
            Self::Month(y, m) => Some((y, m)),
            Self::Week(d)
            | Self::Weekend(d)
            | Self::Day(d)
            | Self::Part(d, _)
            | Self::Overnight(d)
            | Self::Clock(d, _) => Some((i32::from(d.year()), d.month())),
            _ => None,
        }
    }

    /// The day it lies in, where it is no longer than one.
    pub(super) const fn day(self) -> Option<Date> {
        match self {
            Self::Day(d) | Self::Part(d, _) | Self::Overnight(d) | Self::Clock(d, _) => Some(d),
            _ => None,
        }
    }
}

const fn before_christ(year: i32) -> &'static str {
    if year < 0 { "BC" } else { "" }
}

fn year(y: i32) -> String {
    format!("{}{:04}", before_christ(y), y.abs())
}

fn day_value(day: Date) -> String {
    format!("{}-{:02}-{:02}", year(i32::from(day.year())), day.month(), day.day())
}

fn week(monday: Date) -> String {
    let week = monday.iso_week_date();
    format!("{}-W{:02}", year(i32::from(week.year())), week.week())
}

/// The day, if there is one of that number.
pub(super) fn day(year: i32, month: i8, day: i8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

pub(super) fn add_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Length::new().try_days(days).ok()?).ok()
}

/// The Monday of the day's week.
pub(super) fn monday(day: Date) -> Date {
    add_days(day, -i64::from(day.weekday().to_monday_zero_offset())).unwrap_or(day)
}

/// The month that lies `by` months after.
pub(super) fn add_months(year: i32, month: i8, by: i64) -> Option<(i32, i8)> {
    let months = (i64::from(year) * 12 + i64::from(month) - 1).checked_add(by)?;
    let year = i32::try_from(months.div_euclid(12)).ok()?;
    (-9000..9999).contains(&year).then_some((year, months.rem_euclid(12) as i8 + 1))
}

/// The `n`th weekday (from the end, if negative) of a month.
pub(super) fn nth_weekday(year: i32, month: i8, n: i8, weekday: i8) -> Option<Date> {
    day(year, month, 1)?.nth_weekday_of_month(n, Weekday::from_monday_one_offset(weekday).ok()?).ok()
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
pub(super) fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    day(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

/// Easter Sunday of the Orthodox churches, as a Gregorian day (Meeus; right from 1900 to 2099).
pub(super) fn orthodox_easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let n = d + e + 114;
    add_days(day(year, (n / 31) as i8, (n % 31 + 1) as i8)?, 13)
}

/// The first day of the calendar that is used when a computation has no other.
pub(super) const EPOCH: Date = date(1, 1, 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_feasts_fall_where_the_almanac_has_them() {
        assert_eq!(easter(2025), day(2025, 4, 20));
        assert_eq!(easter(2000), day(2000, 4, 23));
        assert_eq!(orthodox_easter(2024), day(2024, 5, 5));
        assert_eq!(nth_weekday(1999, 11, 4, 4), day(1999, 11, 25));
    }

    #[test]
    fn a_stretch_covers_its_days() {
        let february = Moment::Month(2024, 2).days().expect("the month exists");
        assert_eq!(february.1, date(2024, 2, 29));
        let week = Moment::Week(date(2025, 5, 26));
        assert_eq!(week.value(), "2025-W22");
        assert_eq!(week.days(), Some((date(2025, 5, 26), date(2025, 6, 1))));
        assert_eq!(Moment::Year(-218).value(), "BC0218");
        assert_eq!(Moment::Year(-218).days(), None);
    }
}

//! How far the clock that an hour is told by is ahead of UTC.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::Reading;
use super::moment::{Clock, Moment, add_days};
use super::rules::Match;
use super::words::{Class, Vocabulary};

const DAY: i32 = 24 * 60;

/// No clock is further behind UTC, in minutes.
const LAST: i32 = -12 * 60;

/// The rule of a zone, and the year from which it holds.
pub(super) struct Zone {
    rule: TimeZone,
    since: i16,
}

impl Zone {
    /// As the table has it, in the way of POSIX: `EDT4`, `EST5EDT,M3.2.0,M11.1.0 since 2007`.
    pub(super) fn read(row: &str) -> Option<Self> {
        let (rule, since) = row.split_once(" since ").unwrap_or((row, "1"));
        Some(Self { rule: TimeZone::posix(rule).ok()?, since: since.parse().ok()? })
    }

    /// Minutes that its clock is ahead of UTC at that moment; `None` before the rule.
    fn ahead(&self, at: DateTime) -> Option<i32> {
        let moment = self.rule.to_timestamp(at).ok().filter(|_| at.year() >= self.since)?;
        Some(self.rule.to_offset(moment).seconds() / 60)
    }
}

/// An hour that was told.
pub(super) struct Told {
    day: Date,
    clock: Clock,
    /// Where its words end.
    end: usize,
    /// Minutes that its clock is ahead of UTC.
    pub(super) ahead: Option<i32>,
}

impl Told {
    pub(super) fn read(moment: Moment, found: &Match, words: &Vocabulary) -> Option<Self> {
        let Moment::Clock(day, clock) = moment else { return None };
        let zone = found.captures.get(Class::Zone).and_then(|zone| words.zone_at(zone));
        let ahead = zone.and_then(|zone| {
            zone.ahead(day.to_datetime(jiff::civil::Time::midnight()) + seconds(clock.seconds))
        });
        Some(Self { day, clock, end: found.tokens.end, ahead })
    }

    pub(super) const fn moment(&self) -> Moment {
        Moment::Clock(self.day, self.clock)
    }

    /// Whether the other tells the same moment by another clock: "2 p.m. (1100 GMT)".
    pub(super) fn is_beside(&self, reading: &Reading<'_>, other: &Match) -> bool {
        (self.ahead.is_some() || other.captures.get(Class::Zone).is_some())
            && self.end + 1 == other.tokens.start
            && matches!(reading.lower(self.end), "(" | "/")
    }

    /// Two clocks that tell one moment: the second is of the day that brings them together, if it names none, and each
    /// says how far the other is ahead of UTC.
    pub(super) fn agree(&mut self, before: &mut Self, own_day: bool) {
        let minutes = |told: &Self| (told.clock.seconds / 60) as i32;
        // How far the first clock is ahead of the second.
        let ahead = (minutes(before) - minutes(self) - LAST).rem_euclid(DAY) + LAST;
        if !own_day {
            // What the second shows when the first shows its hour lies on this day, the one before or the one after.
            let days = (minutes(before) - ahead).div_euclid(DAY);
            self.day = add_days(before.day, i64::from(days)).unwrap_or(self.day);
        }
        self.ahead = self.ahead.or_else(|| before.ahead.map(|first| within(first - ahead)));
        before.ahead = before.ahead.or_else(|| self.ahead.map(|second| within(second + ahead)));
    }
}

/// The same clock within a day of UTC.
const fn within(minutes: i32) -> i32 {
    (minutes - LAST).rem_euclid(DAY) + LAST
}

fn seconds(seconds: u32) -> jiff::Span {
    jiff::Span::new().seconds(i64::from(seconds))
}

/// `+03:00`.
pub(super) fn utc_offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

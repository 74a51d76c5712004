//! From the parts of an expression to its value.

use jiff::civil::Date;

use super::length;
use super::moment::{self, Clock, Moment, Part, Season, add_days, add_months, monday};
use super::rules::{Captures, From, Make, Production};
use super::tense::Tense;
use super::words::{Class, Unit, VAGUE, Vocabulary};
use crate::model::{Grain, TimexBasis, TimexType};

/// So many days nearer has a month of another year to be than that of the year which a story is in.
const CROSSING: i64 = 30;

/// What an expression means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) kind: TimexType,
    pub(super) value: String,
    pub(super) moment: Option<Moment>,
    /// First and last day, where they are not those of the moment: "a week ago" is no week of the calendar.
    pub(super) days: Option<(Date, Date)>,
    pub(super) grain: Grain,
    pub(super) basis: TimexBasis,
}

impl Meaning {
    fn at(moment: Moment, basis: TimexBasis) -> Self {
        let kind = match moment {
            Moment::Part(..) | Moment::Overnight(_) | Moment::Clock(..) => TimexType::Time,
            _ => TimexType::Date,
        };
        Self { kind, value: moment.value(), moment: Some(moment), days: None, grain: moment.grain(), basis }
    }

    /// The same, at another moment.
    pub(super) fn moved_to(self, moment: Moment) -> Self {
        Self { value: moment.value(), moment: Some(moment), ..self }
    }

    pub(super) fn named(kind: TimexType, value: impl Into<String>, grain: Grain, basis: TimexBasis) -> Self {
        Self { kind, value: value.into(), moment: None, days: None, grain, basis }
    }
}

/// The dates that a text hangs on, as far as it has been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timeline {
    pub(super) published: Option<Date>,
    /// Whether the text tells history: partial dates then go on from the date before them.
    pub(super) history: bool,
    /// The date that the text spoke of last.
    pub(super) last: Option<Moment>,
    /// The date that a history has come to: what a sentence looks back on further in is not it.
    pub(super) line: Option<Moment>,
    /// The date with a year that comes next in the sentence: "their summer offensive in June 1942".
    pub(super) next: Option<Moment>,
    /// The year of the expression before, be it mentioned along the way: that of "that year".
    pub(super) year: Option<i32>,
    /// The quarter or half year that results were told of last.
    pub(super) results: Option<Moment>,
    /// Whether that was so near that "the day before" goes by it: news comes back to the day of publication.
    pub(super) near: bool,
    /// Whether the expression before ends right before this one.
    pub(super) beside: bool,
}

/// One expression about to be resolved.
pub(super) struct Resolution<'a> {
    pub(super) words: &'a Vocabulary,
    pub(super) timeline: Timeline,
    pub(super) production: Production,
    pub(super) captures: Captures,
    pub(super) tense: Tense,
    /// Whether somebody says it whose words are quoted.
    pub(super) quoted: bool,
    /// Whether it says itself when something was done: "seized the town in January".
    pub(super) done: bool,
}

impl Resolution<'_> {
    /// The meaning, `None` when the parts don't make one ("February 30", a season's eleventh quarter).
    pub(super) fn meaning(&self) -> Option<Meaning> {
        match self.production.make {
            Make::Nothing => None,
            // "They soon left" points at nothing to come.
            Make::Reference if self.production.value == "FUTURE_REF" && self.tense == Tense::Past => None,
            Make::Date => self.date(),
            Make::Shift => self.shift(),
            Make::Same => self.same(),
            Make::Length => self.length(),
            Make::Set => self.set(),
            Make::Reference => Some(Meaning::named(
                TimexType::Date,
                self.production.value,
                Grain::Unknown,
                if self.timeline.published.is_some() {
                    TimexBasis::Publication
                } else {
                    TimexBasis::Unanchored
                },
            )),
            Make::Quarter => self.part_of_year(4, Moment::Quarter),
            Make::Half => self.part_of_year(2, Moment::Half),
            Make::Decade => {
                let decade = (self.get(Class::Decade)? / 10) as i32;
                let decade = match decade {
                    _ if self.production.value == "BC" => -decade,
                    0..10 => 190 + decade,
                    _ => decade,
                };
                Some(Meaning::at(Moment::Decade(decade), TimexBasis::Stated))
            }
            Make::Century => {
                let before =
                    i32::try_from(self.get(Class::Ordinal)?).ok().filter(|n| (1..100).contains(n))? - 1;
                let century = if self.production.value == "BC" { -before } else { before };
                Some(Meaning::at(Moment::Century(century), TimexBasis::Stated))
            }
        }
    }

    const fn get(&self, class: Class) -> Option<i64> {
        self.captures.get(class)
    }

    fn year(&self) -> Option<i32> {
        if self.production.value == "BC" {
            let years = self.get(Class::Number).map(|n| n / 100).filter(|n| (1..=9999).contains(n));
            return years.map(|years| -(years as i32));
        }
        self.get(Class::Year).map(|year| year as i32)
    }

    fn unit(&self) -> Option<Unit> {
        self.production.unit.or_else(|| Unit::at(self.get(Class::Unit).or_else(|| self.get(Class::Units))?))
    }

    /// What the expression is reckoned from: the day, and what it rests on. "Today" and "Sunday" are the reporter's, and
    /// without a day of publication they stay open, whatever dates the report speaks of.
    fn reference(&self) -> Option<(Date, TimexBasis)> {
        // "They buried them the next morning": not the one after the report.
        let ahead = self.production.from == From::Narrative && self.production.by > Some(0);
        let published = || {
            let day = self.timeline.published.filter(|_| !ahead || self.tense != Tense::Past)?;
            // A story of antiquity comes back to no day of ours.
            Some((day, TimexBasis::Publication)).filter(|_| self.antiquity().is_none())
        };
        if self.timeline.history || self.production.from == From::Narrative && self.timeline.near {
            self.narrated().or_else(published)
        } else {
            published()
        }
    }

    /// The first day of the date that the text spoke of last.
    fn narrated(&self) -> Option<(Date, TimexBasis)> {
        self.timeline.last.and_then(Moment::reference).map(|day| (day, TimexBasis::Narrative))
    }

    /// The year before Christ, as a negative number, that the story is in; its days are not reckoned with.
    fn antiquity(&self) -> Option<i32> {
        let last = self.timeline.last.filter(|_| self.timeline.history);
        last.and_then(Moment::year).filter(|year| *year < 0)
    }

    fn date(&self) -> Option<Meaning> {
        let month = self.get(Class::Month).map(|m| m as i8);
        let day = self.get(Class::Day).map(|d| d as i8);
        if let Some(date) = self.get(Class::Numeric) {
            let day = moment::day((date / 10_000) as i32, (date / 100 % 100) as i8, (date % 100) as i8)?;
            return Some(self.timed(day, TimexBasis::Stated));
        }
        let nth = self.get(Class::Ordinal).and_then(|n| i8::try_from(n).ok());
        if let (Some(month), Some(weekday), Some(nth)) = (month, self.get(Class::Weekday), nth) {
            let day = |year: i32| moment::nth_weekday(year, month, nth, weekday as i8).filter(|_| year > 0);
            let year = self.year().map(|year| (year, TimexBasis::Stated));
            let (year, basis) =
                year.or_else(|| self.year_of(|year| day(year).map_or(Moment::Year(year), Moment::Day)))?;
            return Some(self.timed(day(year)?, basis));
        }
        match (month, day) {
            (Some(month), Some(day)) => self.day_of_month(month, day),
            (Some(month), None) => {
                let (year, basis) = match self.year() {
                    Some(year) => (year, TimexBasis::Stated),
                    None => match self.year_of(|year| Moment::Month(year, month)) {
                        Some(found) => found,
                        None => return Some(unanchored(format!("XXXX-{month:02}"), Grain::Month)),
                    },
                };
                Some(Meaning::at(Moment::Month(year, month), basis))
            }
            _ if self.get(Class::Nth).is_some() => self.day_alone(self.get(Class::Nth)? as i8),
            _ if self.get(Class::Weekday).is_some() => self.weekday(),
            _ if self.get(Class::Holiday).is_some() => self.holiday(),
            _ if self.get(Class::Season).is_some() => self.season(),
            _ if self.production.value == "BC" && self.year().is_none() => None,
            _ => match self.year() {
                Some(year) => Some(Meaning::at(Moment::Year(self.full_year(year)?), TimexBasis::Stated)),
                None => self.time_of_day(),
            },
        }
    }

    /// The year, its end replaced by the two digits that stand for another: "1939-45".
    fn full_year(&self, year: i32) -> Option<i32> {
        match self.get(Class::Short) {
            None => Some(year),
            Some(short) => {
                let later = year - year.rem_euclid(100) + short as i32;
                (later > year).then_some(later)
            }
        }
    }

    fn day_of_month(&self, month: i8, day: i8) -> Option<Meaning> {
        if let Some(year) = self.year() {
            return Some(self.timed(moment::day(year, month, day)?, TimexBasis::Stated));
        }
        // The day must exist in some year.
        moment::day(2000, month, day)?;
        match self
            .year_of(|year| moment::day(year, month, day).map_or(Moment::Month(year, month), Moment::Day))
        {
            Some((year, basis)) => Some(self.timed(moment::day(year, month, day)?, basis)),
            None => Some(self.timed_unanchored(&format!("XXXX-{month:02}-{day:02}"))),
        }
    }

    /// A day without its month: in the month that the text is in, else the last one before the day of publication.
    fn day_alone(&self, day: i8) -> Option<Meaning> {
        let told = self.timeline.last.filter(|_| self.timeline.near || self.timeline.history);
        if let Some((year, month)) = told.and_then(Moment::month) {
            return Some(self.timed(moment::day(year, month, day)?, TimexBasis::Narrative));
        }
        let published = self.timeline.published.filter(|_| !self.timeline.history)?;
        let this = (i32::from(published.year()), published.month());
        let back = day > published.day() && !matches!(self.tense, Tense::Future | Tense::Open);
        let (year, month) = add_months(this.0, this.1, -i64::from(back))?;
        Some(self.timed(moment::day(year, month, day)?, TimexBasis::Publication))
    }

    /// The year that a date without one is meant in.
    fn year_of(&self, of: impl Fn(i32) -> Moment) -> Option<(i32, TimexBasis)> {
        if let Some(year) = self.antiquity().filter(|_| self.production.by.is_none()) {
            return Some((year, TimexBasis::Narrative));
        }
        // "April this year": the one of publication, whatever the text spoke of.
        let of_now = matches!(self.production.by, Some(-12 | -11)) && !self.timeline.history;
        let told = || self.narrated().filter(|_| self.timeline.near && !of_now);
        let (reference, basis) = self.reference().or_else(told)?;
        let this = i32::from(reference.year());
        // "October of that year"
        if self.production.from == From::Narrative
            && self.production.by == Some(0)
            && let (TimexBasis::Narrative, Some(year)) = (basis, self.timeline.year)
        {
            return Some((year, basis));
        }
        if basis == TimexBasis::Narrative
            && self.production.by.is_none()
            && self.timeline.last.is_some_and(|last| last.month().is_none())
        {
            return Some((this, basis));
        }
        let days = |year: i32| of(year).days();
        let begun = |year: i32| days(year).is_some_and(|(first, _)| first <= reference);
        let ended = |year: i32| days(year).is_some_and(|(_, last)| last < reference);
        let gap =
            |year: i32| days(year).map_or(i64::MAX / 8, |(first, _)| days_between(first, reference).abs());
        let year = match self.production.by {
            // A story goes on: to the nearest such month, and rather in the same year.
            None if basis == TimexBasis::Narrative => {
                let cost = |from: Date, year: i32| {
                    let gap = days(year).map_or(i64::MAX / 2, |(first, _)| days_between(from, first).abs());
                    gap + if i32::from(from.year()) == year { 0 } else { CROSSING }
                };
                let near = |from: Date| i32::from(from.year()) - 1..=i32::from(from.year()) + 1;
                let of = |from: Date| near(from).map(move |year| (from, year));
                let dates = [self.timeline.next, self.timeline.last, self.timeline.line];
                let meant = dates.into_iter().flatten().filter_map(Moment::reference).flat_map(of);
                meant.min_by_key(|&(from, year)| cost(from, year))?.1
            }
            // "Last February", said in March, was more than a year ago: the one before is "last month".
            Some(-1) => {
                let month = self.get(Class::Month).filter(|_| self.production.from == From::Published);
                let just_past = |year: i32| {
                    month.is_some_and(|month| {
                        add_months(year, month as i8, 1) == Some((this, reference.month()))
                    }) && matches!(of(year), Moment::Month(..))
                };
                (this - 2..=this).rev().find(|&year| ended(year) && !(year == this && just_past(year)))?
            }
            Some(1) => (this..=this + 1).find(|&year| !begun(year))?,
            Some(0) => this,
            Some(-12) => this - 1,
            Some(-11) => this,
            _ if self.tense == Tense::Future => (this..=this + 1).find(|&year| !ended(year))?,
            // "To be had by January": what is so much nearer has been.
            _ if self.tense == Tense::Open => {
                let next = (this..=this + 1).find(|&year| !ended(year))?;
                if gap(next) > gap(next - 1) * 5 { next - 1 } else { next }
            }
            _ => {
                let past = (this - 1..=this).rev().find(|&year| begun(year))?;
                // News speaks of what is near: ten months back is farther than two ahead.
                let allowance = if self.tense == Tense::Past { 3 } else { 1 };
                if !self.done && gap(past) > gap(past + 1) * allowance { past + 1 } else { past }
            }
        };
        Some((year, basis))
    }

    fn weekday(&self) -> Option<Meaning> {
        let weekday = self.get(Class::Weekday)?;
        // A history that is only in a year knows no Tuesday of it: that is the reporter's.
        let dated = self.timeline.last.is_none_or(|last| last.month().is_some());
        let of_news = !dated && self.production.from == From::Published && self.antiquity().is_none();
        let published = self.timeline.published.filter(|_| of_news);
        let published = published.map(|day| (day, TimexBasis::Publication));
        let Some((reference, basis)) = published.or_else(|| self.reference()) else {
            return Some(self.timed_unanchored(&format!("XXXX-WXX-{weekday}")));
        };
        let back = (i64::from(reference.weekday().to_monday_one_offset()) - weekday).rem_euclid(7);
        let ahead = (7 - back) % 7;
        let days = match self.production.by {
            Some(-1) if back == 0 => -7,
            Some(-1) => -back,
            Some(1) if ahead == 0 => 7,
            Some(1) => ahead,
            Some(weeks @ (-7 | 7)) => weekday - i64::from(reference.weekday().to_monday_one_offset()) + weeks,
            _ if basis == TimexBasis::Narrative || matches!(self.tense, Tense::Future | Tense::Open) => ahead,
            _ => -back,
        };
        let basis = if basis == TimexBasis::Publication { TimexBasis::Weekday } else { basis };
        Some(self.timed(add_days(reference, days)?, basis))
    }

    fn holiday(&self) -> Option<Meaning> {
        let feast = self.words.feast(self.get(Class::Holiday)?)?;
        let of = |year: i32| self.occurrence(&feast.days_of(year));
        let (day, basis) = match self.year() {
            Some(year) => (of(year)?, TimexBasis::Stated),
            None => match self.year_of(|year| of(year).map_or(Moment::Year(year), Moment::Day)) {
                Some((year, basis)) => (of(year)?, basis),
                None => return Some(unanchored("XXXX-XX-XX".into(), Grain::Day)),
            },
        };
        if let Some(n) = self.get(Class::Ordinal) {
            let night = self.part() == Some(Part::Night);
            let (nth, days) = feast.nth(day, Some(n).filter(|n| (1..40).contains(n))?, night)?;
            return Some(Meaning { days: Some(days), ..self.timed(nth, basis) });
        }
        let days = feast.reach(day);
        Some(match feast.length.filter(|_| self.part().is_none()) {
            Some(length) => {
                Meaning { days, ..Meaning::named(TimexType::Duration, length, Grain::Day, basis) }
            }
            None => Meaning { days, ..self.timed(day, basis) },
        })
    }

    /// Of the days on which a feast falls in a year, the one that the tense speaks of.
    fn occurrence(&self, days: &[Date]) -> Option<Date> {
        let Some((reference, _)) = self.reference() else { return days.first().copied() };
        let ahead = self.production.by == Some(1) || matches!(self.tense, Tense::Future | Tense::Open);
        if ahead {
            days.iter().find(|day| **day >= reference).or(days.last()).copied()
        } else {
            days.iter().rev().find(|day| **day <= reference).or(days.first()).copied()
        }
    }

    fn season(&self) -> Option<Meaning> {
        let (_, season) = Season::ALL.get(usize::try_from(self.get(Class::Season)?).ok()?)?;
        let at = |year: i32, basis| Meaning::at(Moment::Season(year, *season), basis);
        if let Some(year) = self.year() {
            return Some(at(year, TimexBasis::Stated));
        }
        // For the choice of the year a winter is that which begins in its December; a story calls it by the year that it
        // leads into.
        let told = self.reference().is_some_and(|(_, basis)| basis == TimexBasis::Narrative);
        let winter = *season == Season::Winter;
        let month = match self.production.by {
            _ if told && winter => 1,
            // "Last summer", said in July, is that of the year before.
            Some(-1) if !winter => season.first_month() + 2,
            _ => season.first_month(),
        };
        // No calendar tells how near it is before Christ: the next one.
        if let Some(year) = self.antiquity().filter(|_| winter && self.production.by.is_none()) {
            // There is no year 0.
            return Some(at(if year == -1 { 1 } else { year + 1 }, TimexBasis::Narrative));
        }
        let months = |year: i32| Moment::Month(year, month);
        match self.year_of(months) {
            // "Last winter", said when none is on, is the one that began in the year's December.
            Some((year, basis))
                if winter
                    && self.production.by == Some(-1)
                    && self.timeline.published.is_some_and(|day| (3..=11).contains(&day.month())) =>
            {
                let days = moment::day(year, 12, 1).zip(Moment::Month(year + 1, 2).days().map(|days| days.1));
                Some(Meaning { days, ..at(year, basis) })
            }
            Some((year, basis)) => Some(at(year, basis)),
            None => {
                let value = Moment::Season(1000, *season).value();
                Some(unanchored(value.replacen("1000", "XXXX", 1), Grain::Season))
            }
        }
    }

    /// A time or part of the day without its day.
    fn time_of_day(&self) -> Option<Meaning> {
        // "Overnight ... shortly before 12:30 a.m.": past midnight.
        let hour = self.clock().map(|clock| clock.seconds / 3600);
        let last = self.timeline.last.and_then(|moment| match (moment, hour) {
            (Moment::Overnight(day), Some(0..12)) | (Moment::Part(day, Part::Night), Some(0..5)) => {
                day.tomorrow().ok()
            }
            _ => moment.day(),
        });
        match (last, self.timeline.published) {
            // "On Tuesday night, around 10 p.m."
            (Some(day), _) if self.timeline.beside => Some(self.timed(day, TimexBasis::Narrative)),
            // "He was shot on Saturday. It was 8:30 p.m.": the hour of the day just told.
            (Some(day), published)
                if self.timeline.history
                    || self.tense == Tense::Past
                        && self.timeline.near
                        && published.is_some_and(|published| day < published) =>
            {
                Some(self.timed(day, TimexBasis::Narrative))
            }
            _ if self.timeline.history => Some(self.timed_unanchored("XXXX-XX-XX")),
            (_, Some(day)) if self.clock().is_some() => Some(self.timed(day, TimexBasis::Assumed)),
            (_, Some(day)) => Some(self.timed(day, TimexBasis::Publication)),
            (Some(day), None) => Some(self.timed(day, TimexBasis::Narrative)),
            (None, None) => Some(self.timed_unanchored("XXXX-XX-XX")),
        }
    }

    fn clock(&self) -> Option<Clock> {
        let packed = self.get(Class::Clock)?;
        let grain = [Grain::Hour, Grain::Minute, Grain::Second][(packed % 4).clamp(0, 2) as usize];
        let seconds = u32::try_from(packed / 4).ok()?;
        // "10:30 Saturday night"
        let late = match self.part() {
            Some(Part::Afternoon | Part::Evening) => (1..12).contains(&(seconds / 3600)),
            Some(Part::Night) => (6..12).contains(&(seconds / 3600)),
            _ => false,
        };
        Some(Clock { seconds: seconds + if late { 12 * 3600 } else { 0 }, grain })
    }

    fn part(&self) -> Option<Part> {
        let index = self.get(Class::Part).or(self.production.part)?;
        Part::ALL.get(usize::try_from(index).ok()?).map(|(_, part)| *part)
    }

    /// The day with the time that was said along with it.
    fn timed(&self, day: Date, basis: TimexBasis) -> Meaning {
        let moment = match (self.clock(), self.part()) {
            (Some(clock), _) => Moment::Clock(day, clock),
            (None, _) if self.production.value == "night-into" => {
                Moment::Overnight(day.yesterday().unwrap_or(day))
            }
            // "Overnight Sunday", in a report of Sunday, was before it.
            (None, _) if self.production.value == "overnight" => {
                let over = self.get(Class::Weekday).is_some() && self.timeline.published == Some(day);
                Moment::Overnight(if over { day.yesterday().unwrap_or(day) } else { day })
            }
            (None, Some(part)) => Moment::Part(day, part),
            (None, None) => Moment::Day(day),
        };
        Meaning::at(moment, basis)
    }

    fn timed_unanchored(&self, day: &str) -> Meaning {
        let shape = self.timed(moment::EPOCH, TimexBasis::Unanchored);
        let time = shape.value.strip_prefix("0001-01-01").unwrap_or("");
        Meaning { value: format!("{day}{time}"), moment: None, ..shape }
    }

    fn shift(&self) -> Option<Meaning> {
        let unit = self.unit()?;
        let count = self.get(Class::Count);
        let by = self.production.by;
        if count == Some(VAGUE) {
            let value = if by < Some(0) { "PAST_REF" } else { "FUTURE_REF" };
            return Some(Meaning::named(TimexType::Date, value, Grain::Unknown, TimexBasis::Unanchored));
        }
        // "Days later": nobody says how many.
        if self.production.value == "some" {
            return Some(match unit {
                Unit::Second | Unit::Minute | Unit::Hour => {
                    Meaning { kind: TimexType::Time, ..unanchored("XXXX-XX-XXTXX".into(), unit.grain()) }
                }
                _ => unanchored(unknown(unit).into(), unit.grain()),
            });
        }
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return self.length();
        }
        // The "today" of somebody whom a history quotes is not that of its writer.
        if self.quoted && self.timeline.history && self.production.from == From::Published {
            return Some(match unit {
                Unit::Day | Unit::Night => self.timed_unanchored("XXXX-XX-XX"),
                _ => unanchored(unknown(unit).into(), unit.grain()),
            });
        }
        if self.production.value == "compared"
            && let Some(moment) = self.timeline.results.and_then(|results| self.shift_last(results, unit))
        {
            return Some(Meaning::at(moment, TimexBasis::Narrative));
        }
        let near = self.timeline.near || self.timeline.history;
        if let (From::Narrative, Some(last), true) = (self.production.from, self.timeline.last, near)
            && let Some(moment) = self.shift_last(last, unit)
        {
            return Some(Meaning::at(moment, TimexBasis::Narrative));
        }
        let Some((reference, basis)) = self.reference_of_shift() else {
            return Some(unanchored(unknown(unit).into(), unit.grain()));
        };
        // "Two days later" than a month is no day.
        if basis == TimexBasis::Narrative
            && unit.grain() <= Grain::Day
            && self.timeline.last.and_then(Moment::day).is_none()
        {
            return Some(unanchored(unknown(unit).into(), unit.grain()));
        }
        let steps = by.unwrap_or(0).checked_mul(count.unwrap_or(100))?;
        let moment = self.shifted(reference, unit, steps)?;
        Some(match moment {
            Moment::Day(day) => self.timed(day, basis),
            moment => {
                let days = count.and_then(|_| about(reference, unit, steps));
                Meaning { days, ..Meaning::at(moment, basis) }
            }
        })
    }

    /// "Last week" is last week also in a text that tells history; "a week later" isn't.
    fn reference_of_shift(&self) -> Option<(Date, TimexBasis)> {
        match (self.production.from, self.timeline.published) {
            (From::Published, Some(day)) => Some((day, TimexBasis::Publication)),
            _ => self.reference(),
        }
    }

    /// Years and quarters from a date that is a quarter or has a year but no day that the calendar knows.
    fn shift_last(&self, last: Moment, unit: Unit) -> Option<Moment> {
        let steps = self.production.by? * self.get(Class::Count).unwrap_or(100) / 100;
        let steps = i32::try_from(steps).ok()?;
        match (unit, last) {
            (Unit::Year, Moment::Quarter(year, quarter)) => {
                Some(Moment::Quarter(year.checked_add(steps)?, quarter))
            }
            (Unit::Year, Moment::Half(year, half)) => Some(Moment::Half(year.checked_add(steps)?, half)),
            _ => match (unit, last.year().filter(|year| *year < 0)?) {
                (Unit::Year, year) => Some(Moment::Year(year.checked_add(steps)?)),
                (Unit::Decade, year) => Some(Moment::Decade((year / 10).checked_add(steps)?)),
                (Unit::Century, year) => Some(Moment::Century(((year + 1) / 100).checked_add(steps)?)),
                _ => None,
            },
        }
    }

    /// So many hundredths of the unit away from the day.
    fn shifted(&self, day: Date, unit: Unit, steps: i64) -> Option<Moment> {
        let (year, whole) = (i32::from(day.year()), steps / 100);
        let years = i32::try_from(whole).ok().filter(|n| n.abs() < 10_000)?;
        Some(match unit {
            Unit::Day | Unit::Night => Moment::Day(add_days(day, whole)?),
            Unit::Week => Moment::Week(add_days(monday(day), whole.checked_mul(7)?)?),
            Unit::Fortnight => Moment::Week(add_days(monday(day), whole.checked_mul(14)?)?),
            Unit::Weekend => {
                let weeks = match self.production.by {
                    Some(by) => by,
                    None if self.tense == Tense::Future || day.weekday().to_monday_one_offset() >= 6 => 0,
                    None => -1,
                };
                Moment::Weekend(add_days(monday(day), weeks * 7)?)
            }
            Unit::Month => {
                let (year, month) = add_months(year, day.month(), whole)?;
                Moment::Month(year, month)
            }
            Unit::Quarter => {
                let (year, month) = add_months(year, day.month(), whole.checked_mul(3)?)?;
                Moment::Quarter(year, (month - 1) / 3 + 1)
            }
            Unit::Year if steps % 100 != 0 => {
                let (year, month) = add_months(year, day.month(), steps.checked_mul(12)? / 100)?;
                Moment::Month(year, month)
            }
            Unit::Year => Moment::Year(year + years),
            Unit::Decade => Moment::Decade(year.div_euclid(10) + years),
            Unit::Century => Moment::Century(year.div_euclid(100) + years),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Millennium => return None,
        })
    }

    fn same(&self) -> Option<Meaning> {
        let unit = self.unit()?;
        let last = self.timeline.last;
        let moment = match unit {
            Unit::Day => last.and_then(Moment::day).map(Moment::Day),
            Unit::Week => last.and_then(Moment::day).map(|day| Moment::Week(monday(day))),
            Unit::Month => last.and_then(Moment::month).map(|(year, month)| Moment::Month(year, month)),
            Unit::Year => self.timeline.year.or_else(|| last.and_then(Moment::year)).map(Moment::Year),
            Unit::Decade => last.and_then(Moment::year).map(|year| Moment::Decade(year / 10)),
            Unit::Quarter => {
                last.and_then(Moment::month).map(|(year, month)| Moment::Quarter(year, (month - 1) / 3 + 1))
            }
            _ => None,
        };
        Some(match moment {
            Some(Moment::Day(day)) => self.timed(day, TimexBasis::Narrative),
            Some(moment) => Meaning::at(moment, TimexBasis::Narrative),
            None => unanchored(unknown(unit).into(), unit.grain()),
        })
    }

    fn length(&self) -> Option<Meaning> {
        let amount = self.get(Class::Count).or_else(|| self.get(Class::Number));
        let amount = match self.production.value {
            "half" => amount.map(|n| if n == VAGUE { n } else { n + 50 }),
            "half-of" => Some(50),
            "ordinal" => self.get(Class::Ordinal).filter(|n| *n > 0)?.checked_mul(100),
            _ if self.get(Class::Units).is_some() => Some(amount.unwrap_or(VAGUE)),
            _ => Some(amount.unwrap_or(100)),
        };
        let unit = self.unit()?;
        let amount = amount?;
        let meaning = Meaning::named(
            TimexType::Duration,
            length::value(amount, unit),
            unit.grain(),
            TimexBasis::Stated,
        );
        let by = match self.production.value {
            "past" => -1,
            "next" => 1,
            _ => return Some(meaning),
        };
        // "The past two weeks" lie before the day of publication.
        let days = self.timeline.published.filter(|_| amount != VAGUE).and_then(|day| {
            let other = length_from(day, unit, amount.checked_mul(by)?)?;
            Some((day.min(other), day.max(other)))
        });
        let basis = if days.is_some() { TimexBasis::Publication } else { TimexBasis::Stated };
        Some(Meaning { days, basis, ..meaning })
    }

    fn set(&self) -> Option<Meaning> {
        let set =
            |value: String, grain| Some(Meaning::named(TimexType::Set, value, grain, TimexBasis::Stated));
        if let Some(weekday) = self.get(Class::Weekday) {
            let times = self.timed_unanchored(&format!("XXXX-WXX-{weekday}"));
            return set(times.value, times.grain);
        }
        if let Some(month) = self.get(Class::Month) {
            return set(format!("XXXX-{month:02}"), Grain::Month);
        }
        match self.unit() {
            Some(unit) => set(length::value(100, unit), unit.grain()),
            None => {
                let times = self.timed_unanchored("XXXX-XX-XX");
                set(times.value, times.grain)
            }
        }
    }

    /// "The quarter", "the 1988 period": the one that results were told of last, in the year if one is stated.
    fn same_results(&self) -> Option<Meaning> {
        let moment = match (self.timeline.results, self.year()) {
            (Some(Moment::Quarter(_, quarter)), Some(year)) => Moment::Quarter(year, quarter),
            (Some(Moment::Half(_, half)), Some(year)) => Moment::Half(year, half),
            (_, Some(year)) => return Some(Meaning::at(Moment::Year(year), TimexBasis::Stated)),
            (results, None) => results?,
        };
        Some(Meaning::at(moment, TimexBasis::Narrative))
    }

    /// A quarter or half: of the year stated, of the year before (`by=-1`), or the one that news would mean.
    fn part_of_year(&self, parts: i64, of: impl Fn(i32, i8) -> Moment) -> Option<Meaning> {
        if self.production.value == "same" {
            return self.same_results();
        }
        let ordinal = self.production.value.parse().ok().or_else(|| self.get(Class::Ordinal))?;
        let number = if ordinal == -1 { parts } else { ordinal };
        let number = i8::try_from(number).ok().filter(|n| (1..=parts as i8).contains(n))?;
        if let Some(year) = self.year() {
            return Some(Meaning::at(of(year, number), TimexBasis::Stated));
        }
        let Some((reference, basis)) = self.reference() else {
            let value = of(1000, number).value().replacen("1000", "XXXX", 1);
            return Some(unanchored(value, of(1000, number).grain()));
        };
        let this = i32::from(reference.year());
        let begun = of(this, number).days().is_some_and(|(first, _)| first <= reference);
        let year = match self.production.by {
            Some(by) => this + by as i32,
            None if begun
                || matches!(self.tense, Tense::Future | Tense::Open)
                || basis == TimexBasis::Narrative =>
            {
                this
            }
            None => this - 1,
        };
        // Early in a year the last quarters spoken of are those of the year before.
        let early = self.production.by.is_none()
            && self.tense != Tense::Future
            && i64::from(reference.month()) <= 3
            && i64::from(number) == parts;
        Some(Meaning::at(of(if early { this - 1 } else { year }, number), basis))
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |length| length.get_days()))
}

/// The days that lie about so many hundredths of a week or a month from a day: half a unit to either side. TIMEX3 can
/// only name the week or the month of the calendar.
fn about(day: Date, unit: Unit, steps: i64) -> Option<(Date, Date)> {
    let (middle, half) = match unit {
        Unit::Week => (add_days(day, steps.checked_mul(7)? / 100)?, 3),
        Unit::Fortnight => (add_days(day, steps.checked_mul(14)? / 100)?, 7),
        Unit::Month => {
            let months = jiff::Span::new().try_months(steps / 100).ok()?;
            let days = steps % 100 * 30 / 100;
            (add_days(day.checked_add(months).ok()?, days)?, 15)
        }
        _ => return None,
    };
    Some((add_days(middle, -half)?, add_days(middle, half)?))
}

/// The day that lies so many hundredths of a unit from another; part of a day counts as one.
fn length_from(day: Date, unit: Unit, amount: i64) -> Option<Date> {
    let months = |count: i64| day.checked_add(jiff::Span::new().try_months(count).ok()?).ok();
    let whole = amount / 100;
    match unit {
        Unit::Second | Unit::Minute => add_days(day, amount.signum()),
        Unit::Hour => {
            add_days(day, amount.signum() * (amount.abs().div_euclid(2400) + i64::from(amount % 2400 != 0)))
        }
        Unit::Day | Unit::Night => add_days(day, whole),
        Unit::Week | Unit::Weekend => add_days(day, amount.checked_mul(7)? / 100),
        Unit::Fortnight => add_days(day, amount.checked_mul(14)? / 100),
        Unit::Month => months(whole),
        Unit::Quarter => months(whole.checked_mul(3)?),
        Unit::Year => months(amount.checked_mul(12)? / 100),
        Unit::Decade => months(amount.checked_mul(120)? / 100),
        Unit::Century | Unit::Millennium => None,
    }
}

fn unanchored(value: String, grain: Grain) -> Meaning {
    Meaning::named(TimexType::Date, value, grain, TimexBasis::Unanchored)
}

/// The value of an unknown day, week, month, year.
const fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year | Unit::Millennium => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

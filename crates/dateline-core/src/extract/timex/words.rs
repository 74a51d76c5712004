//! The words that time expressions are made of, and the runs of tokens that are one of their parts.

use std::collections::BTreeMap;

use super::holiday::Feast;
use super::moment::{Part, Season};
use super::zone::Zone;
use crate::extract::Reading;
use crate::language::Tag;
use crate::lexicon::WordMap;
use crate::model::Grain;
use crate::seed;

/// What a part of a time expression is. The value that goes with each is an `i64`:
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Class {
    /// 1 to 12.
    Month,
    /// 1 (Monday) to 7.
    Weekday,
    /// Day of the month, 1 to 31.
    Day,
    /// Four digits, two after an apostrophe, or words.
    Year,
    /// Two digits that end a year.
    Short,
    /// Hundredths: 150 is one and a half.
    Number,
    /// As `Number`, also for "a"; [`VAGUE`] for "several".
    Count,
    /// Index of a [`Unit`] in the singular or plural.
    Unit,
    /// Index of a [`Unit`] in the plural.
    Units,
    /// Index into [`Season::ALL`].
    Season,
    /// Index into [`Part::ALL`].
    Part,
    /// 1 for first; -1 for last.
    Ordinal,
    /// Seconds since midnight times 4, plus 0 (hour), 1 (minute), 2 (second).
    Clock,
    /// Index into the table of zones, -1 where it is told by no name of theirs: "local time".
    Zone,
    /// Index into the table of holidays.
    Holiday,
    /// First year: 1980, or 80 when the century is not told.
    Decade,
    /// A whole date in figures: year times 10 000, month times 100, day.
    Numeric,
    /// 0: any adjective.
    Adjective,
    /// Day of the month by its number alone, no "18th floor".
    Nth,
    /// 0: "BC", behind a year that lies before Christ, which is no province's.
    Era,
}

impl Class {
    pub(super) const ALL: [(&'static str, Self); 20] = [
        ("month", Self::Month),
        ("weekday", Self::Weekday),
        ("day", Self::Day),
        ("year", Self::Year),
        ("short", Self::Short),
        ("number", Self::Number),
        ("count", Self::Count),
        ("unit", Self::Unit),
        ("units", Self::Units),
        ("season", Self::Season),
        ("part", Self::Part),
        ("ordinal", Self::Ordinal),
        ("clock", Self::Clock),
        ("zone", Self::Zone),
        ("holiday", Self::Holiday),
        ("decade", Self::Decade),
        ("numeric", Self::Numeric),
        ("adjective", Self::Adjective),
        ("nth", Self::Nth),
        ("era", Self::Era),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }
}

/// An amount that isn't told.
pub(super) const VAGUE: i64 = -1;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    pub(super) const ALL: [(&'static str, Self); 14] = [
        ("second", Self::Second),
        ("minute", Self::Minute),
        ("hour", Self::Hour),
        ("day", Self::Day),
        ("night", Self::Night),
        ("week", Self::Week),
        ("weekend", Self::Weekend),
        ("fortnight", Self::Fortnight),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("year", Self::Year),
        ("decade", Self::Decade),
        ("century", Self::Century),
        ("millennium", Self::Millennium),
    ];

    pub(super) fn at(index: i64) -> Option<Self> {
        usize::try_from(index).ok().and_then(|i| Self::ALL.get(i)).map(|(_, unit)| *unit)
    }

    pub(super) const fn grain(self) -> Grain {
        match self {
            Self::Second => Grain::Second,
            Self::Minute => Grain::Minute,
            Self::Hour => Grain::Hour,
            Self::Day => Grain::Day,
            Self::Night => Grain::DayPart,
            Self::Week | Self::Fortnight => Grain::Week,
            Self::Weekend => Grain::Weekend,
            Self::Month => Grain::Month,
            Self::Quarter => Grain::Quarter,
            Self::Year => Grain::Year,
            Self::Decade => Grain::Decade,
            Self::Century => Grain::Century,
            Self::Millennium => Grain::Millennium,
        }
    }
}

/// What the words of a part can be, a bit for each kind of word and these for others.
pub(super) type Signs = u32;

/// A digit or an apostrophe at the start.
const FIGURE: Signs = 1 << 30;

/// The first word of a holiday's name.
const HOLIDAY: Signs = 1 << 29;

/// Some time expression may begin with the word.
const KNOWN: Signs = 1 << 28;

/// Kinds of single words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Month,
    Weekday,
    Unit,
    Part,
    Season,
    Number,
    Ordinal,
    Decade,
    One,
    Vague,
    Zone,
    Hour,
    Meridiem,
    Future,
    Scheduled,
    Backward,
    Forward,
    /// Before the first day of what is laid down: "three days of mourning starting Wednesday".
    Starting,
    Ahead,
    Possible,
    Saying,
    Street,
    Prefix,
    Era,
}

/// The tables of words.
pub(super) struct Vocabulary {
    words: WordMap<Vec<(Kind, i64)>>,
    /// What the words and the first words of holidays can be part of.
    signs: WordMap<Signs>,
    /// Names as lower-case tokens, by the first; the longest first.
    holidays: WordMap<Vec<(Vec<&'static str>, i64)>>,
    feasts: Vec<Feast>,
    /// `None` where the name stands for several.
    zones: Vec<Option<Zone>>,
    /// Longest name of each month and weekday: shorter ones are abbreviations.
    full: Vec<&'static str>,
}

impl Vocabulary {
    pub(super) fn from_seed() -> Self {
        let mut words: WordMap<Vec<(Kind, i64)>> = WordMap::new();
        let mut signs: WordMap<Signs> = WordMap::new();
        let mut longest: BTreeMap<(&str, i64), &'static str> = BTreeMap::new();
        for (_, [name, kind, number]) in seed::CALENDAR_NAMES.select(["name", "kind", "number"]) {
            let number = number.parse().unwrap_or(0);
            let class = if kind == "month" { Kind::Month } else { Kind::Weekday };
            words.entry(name).or_default().push((class, number));
            *signs.entry(name).or_default() |= 1 << class as u32;
            let best = longest.entry((kind, number)).or_insert(name);
            if best.len() < name.len() {
                *best = name;
            }
        }
        let mut zones = Vec::new();
        for (line, [form, class, value]) in seed::TIME_WORDS.select(["form", "class", "value"]) {
            let (kind, value) = match class {
                "unit" => (Kind::Unit, index(&Unit::ALL, value)),
                "part" => (Kind::Part, index(&Part::ALL, value)),
                "season" => (Kind::Season, index(&Season::ALL, value)),
                "number" => (Kind::Number, value.parse().ok()),
                "ordinal" => (Kind::Ordinal, value.parse().ok()),
                "decade" => (Kind::Decade, value.parse().ok()),
                "one" => (Kind::One, Some(1)),
                "vague" => (Kind::Vague, Some(VAGUE)),
                "zone" => {
                    zones.push(Zone::read(value));
                    debug_assert!(
                        value.is_empty() || zones.last().is_some_and(Option::is_some),
                        "{form}: {value}"
                    );
                    (Kind::Zone, Some(zones.len() as i64 - 1))
                }
                "hour" => (Kind::Hour, value.parse().ok()),
                "meridiem" => (Kind::Meridiem, Some(i64::from(value == "pm"))),
                "future" => (Kind::Future, Some(0)),
                "scheduled" => (Kind::Scheduled, Some(0)),
                "backward" => (Kind::Backward, Some(0)),
                "forward" => (Kind::Forward, Some(0)),
                "starting" => (Kind::Starting, Some(0)),
                "ahead" => (Kind::Ahead, Some(0)),
                "possible" => (Kind::Possible, Some(0)),
                "saying" => (Kind::Saying, Some(0)),
                "prefix" => (Kind::Prefix, Some(0)),
                "era" => (Kind::Era, Some(0)),
                _ => (Kind::Future, None),
            };
            debug_assert!(value.is_some(), "time_words.tsv:{line}: {class} {form}");
            words.entry(form).or_default().extend(value.map(|value| (kind, value)));
            if !matches!(kind, Kind::Scheduled | Kind::Ahead | Kind::Possible | Kind::Saying) {
                *signs.entry(form).or_default() |= 1 << kind as u32;
            }
        }
        let streets = seed::NAME_WORDS.select(["at", "words"]).filter(|(_, [at, _])| *at == "street");
        for form in streets.flat_map(|(_, [_, forms])| forms.split('|')) {
            words.entry(form).or_default().push((Kind::Street, 0));
        }
        let mut holidays: BTreeMap<&'static str, Vec<(Vec<&'static str>, i64)>> = BTreeMap::new();
        let mut feasts = Vec::new();
        for (_, [name, day, length, reach]) in seed::HOLIDAYS.select(["name", "day", "length", "reach"]) {
            let tokens: Vec<_> = name.split(' ').collect();
            *signs.entry(tokens[0]).or_default() |= HOLIDAY;
            holidays.entry(tokens[0]).or_default().push((tokens, feasts.len() as i64));
            feasts.push(Feast::of_row(day, length, reach));
        }
        for names in holidays.values_mut() {
            names.sort_by_key(|(tokens, _)| core::cmp::Reverse(tokens.len()));
        }
        Self {
            words,
            signs,
            holidays: holidays.into_iter().collect(),
            feasts,
            zones,
            full: longest.into_values().collect(),
        }
    }

    /// The feast of that index.
    pub(super) fn feast(&self, index: i64) -> Option<Feast> {
        usize::try_from(index).ok().and_then(|i| self.feasts.get(i)).copied()
    }

    /// Whether the word marks a verb that speaks of what is to come.
    pub(super) fn is_future(&self, word: &str) -> bool {
        self.get(word, Kind::Future).is_some()
    }

    /// Whether the verb, in the present tense, speaks of what is laid down for a day to come.
    pub(super) fn is_scheduled(&self, lemma: &str) -> bool {
        self.get(lemma, Kind::Scheduled).is_some()
    }

    /// Whether what depends on the word is still to come when it is said, whatever its tense: "agreed to meet".
    pub(super) fn looks_ahead(&self, lemma: &str) -> bool {
        self.get(lemma, Kind::Ahead).is_some()
    }

    /// Whether the auxiliary says no more than that something may come.
    pub(super) fn is_possible(&self, word: &str) -> bool {
        self.get(word, Kind::Possible).is_some()
    }

    /// Whether the verb tells when something was said, and not when it was.
    pub(super) fn is_saying(&self, lemma: &str) -> bool {
        self.get(lemma, Kind::Saying).is_some()
    }

    /// Whether the word ends the name of a street.
    pub(super) fn is_street(&self, word: &str) -> bool {
        self.get(word, Kind::Street).is_some()
    }

    /// Whether the word is an article that counts one.
    pub(super) fn is_one(&self, word: &str) -> bool {
        self.get(word, Kind::One).is_some()
    }

    /// The prefix and the rest of "mid-1996".
    pub(super) fn split_prefix<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        word.split_once('-').filter(|(prefix, _)| self.get(prefix, Kind::Prefix).is_some())
    }

    fn without_prefix<'w>(&self, word: &'w str) -> &'w str {
        self.split_prefix(word).map_or(word, |(_, rest)| rest)
    }

    /// Whether the word stands before the first day of what is laid down.
    pub(super) fn is_starting(&self, word: &str) -> bool {
        self.get(word, Kind::Starting).is_some()
    }

    /// Whether the word makes the time after it one that has been.
    pub(super) fn is_backward(&self, word: &str) -> bool {
        self.get(word, Kind::Backward).is_some()
    }

    /// Whether what lasts to the time after the word, lasts still.
    pub(super) fn is_forward(&self, word: &str) -> bool {
        self.get(word, Kind::Forward).is_some()
    }

    /// What a word can be part of. A class that [`Self::may_begin`] rules out by these signs does not begin at it.
    pub(super) fn signs(&self, word: &str) -> Signs {
        let known = |word: &str| self.signs.get(word).copied().unwrap_or(0);
        let kinds = |word: &str| known(word) & !HOLIDAY;
        let mut signs = known(word);
        if word.ends_with('.') {
            signs |= kinds(bare(word));
        }
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '\'') {
            signs |= FIGURE;
        }
        if let Some((_, rest)) = self.split_prefix(word) {
            signs |= KNOWN | kinds(rest);
            if rest.starts_with(|c: char| c.is_ascii_digit() || c == '\'') {
                signs |= FIGURE;
            }
        }
        if signs != 0 {
            signs |= KNOWN;
        }
        // "Mondays" begins no expression by itself.
        if let Some(singular) = word.strip_suffix('s').filter(|singular| singular.ends_with("day")) {
            signs |= kinds(singular);
        }
        signs
    }

    /// Whether some time expression may begin with a word of these signs.
    pub(super) const fn knows(signs: Signs) -> bool {
        signs & KNOWN != 0
    }

    /// Whether a part of the class may begin with a word of these signs.
    pub(super) const fn may_begin(class: Class, signs: Signs) -> bool {
        let needs = Self::signs_of(class);
        needs == Signs::MAX || signs & needs != 0
    }

    /// The signs of the words that a part of the class may begin with; all of them where any word may.
    pub(super) const fn signs_of(class: Class) -> Signs {
        const fn of(kind: Kind) -> Signs {
            1 << kind as u32
        }
        match class {
            Class::Month => of(Kind::Month),
            Class::Weekday => of(Kind::Weekday),
            Class::Day => FIGURE | of(Kind::Ordinal) | of(Kind::Number),
            Class::Year => FIGURE | of(Kind::Number),
            Class::Short | Class::Numeric | Class::Nth => FIGURE,
            Class::Number => FIGURE | of(Kind::Number) | of(Kind::One),
            Class::Count => FIGURE | of(Kind::Number) | of(Kind::One) | of(Kind::Vague),
            Class::Unit | Class::Units => of(Kind::Unit),
            Class::Season => of(Kind::Season),
            Class::Part => of(Kind::Part),
            Class::Ordinal => FIGURE | of(Kind::Ordinal) | of(Kind::Number),
            Class::Clock => FIGURE | of(Kind::Hour) | of(Kind::Number),
            // The word after it may tell: "Moscow time".
            Class::Zone | Class::Adjective => Signs::MAX,
            Class::Holiday => HOLIDAY,
            Class::Era => of(Kind::Era),
            Class::Decade => FIGURE | of(Kind::Decade),
        }
    }

    /// The value of a class by the name that the tables use.
    pub(super) fn value_named(class: Class, name: &str) -> Option<i64> {
        match class {
            Class::Unit | Class::Units => index(&Unit::ALL, name),
            Class::Part => index(&Part::ALL, name),
            Class::Season => index(&Season::ALL, name),
            _ => name.parse().ok(),
        }
    }

    fn get(&self, word: &str, kind: Kind) -> Option<i64> {
        self.words.get(word)?.iter().find(|(known, _)| *known == kind).map(|(_, value)| *value)
    }

    /// Reads one part of the class at the token: its value and the index of the token after it.
    pub(super) fn read(&self, reading: &Reading<'_>, class: Class, at: usize) -> Option<(i64, usize)> {
        let word = reading.lower(at);
        let one = |value: i64| Some((value, at + 1));
        match class {
            Class::Month | Class::Weekday => self.name(reading, class, at),
            Class::Day => day_of_month(word)
                .or_else(|| self.get(word, Kind::Ordinal).filter(|n| (1..=31).contains(n)))
                .and_then(one)
                .or_else(|| self.compound_ordinal(reading, at).filter(|(n, _)| *n <= 31)),
            Class::Year => {
                year(self.without_prefix(word)).and_then(one).or_else(|| self.year_in_words(reading, at))
            }
            Class::Short => digits(word).filter(|_| word.len() == 2).and_then(one),
            Class::Number => self.number(reading, at),
            Class::Count => self.count(reading, at),
            // "A second attack" is no length, nor is "a Second United Front".
            Class::Unit
                if self.get(word, Kind::Ordinal).is_some()
                    && (reading.tag(at) == Some(Tag::Jj)
                        || reading.word(at).starts_with(char::is_uppercase)) =>
            {
                None
            }
            Class::Unit => self.get(bare(word), Kind::Unit).and_then(one),
            Class::Units => {
                let plural = reading.tag(at) != Some(Tag::Nn) && word.ends_with('s') || word == "millennia";
                self.get(bare(word), Kind::Unit).filter(|_| plural).and_then(one)
            }
            Class::Season => {
                let noun =
                    matches!(reading.tag(at), Some(Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Nnps | Tag::Jj));
                self.get(word, Kind::Season).filter(|_| noun).and_then(one)
            }
            Class::Part => self.get(word, Kind::Part).and_then(one),
            Class::Ordinal => self
                .compound_ordinal(reading, at)
                .or_else(|| self.get(word, Kind::Ordinal).or_else(|| ordinal_digits(word)).and_then(one)),
            Class::Clock => self.clock(reading, at),
            Class::Zone => self.zone(reading, at),
            Class::Holiday => self.holiday(reading, at),
            Class::Era => self.era(reading, at).and_then(one),
            Class::Decade => decade(self.without_prefix(word), self.era(reading, at + 1).is_some())
                .or_else(|| self.get(word, Kind::Decade))
                .and_then(one)
                .or_else(|| {
                    (word == "'").then(|| decade(reading.lower(at + 1), false)).flatten().map(|d| (d, at + 2))
                }),
            Class::Numeric => numeric_date(reading, at),
            Class::Nth => {
                ordinal_digits(word).filter(|n| *n <= 31 && !goes_on(reading, at + 1)).and_then(one)
            }
            Class::Adjective => (reading.tag(at) == Some(Tag::Jj)).then_some((0, at + 1)),
        }
    }

    /// A month or weekday, capitalised; an abbreviation needs its period or a number after it.
    fn name(&self, reading: &Reading<'_>, class: Class, at: usize) -> Option<(i64, usize)> {
        let (kind, word) =
            (if class == Class::Month { Kind::Month } else { Kind::Weekday }, reading.lower(at));
        let (name, plural) = match word.strip_suffix('s') {
            Some(singular) if kind == Kind::Weekday && self.full.contains(&singular) => (singular, true),
            _ => (bare(word), false),
        };
        let value = self.get(name, kind)?;
        if !reading.word(at).starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        let full = self.full.contains(&name);
        let verb = matches!(reading.tag(at), Some(Tag::Md | Tag::Vb | Tag::Vbp | Tag::Vbd | Tag::Vbz));
        let number_beside = || {
            reading.lower(at + 1).starts_with(|c: char| c.is_ascii_digit())
                || at > 0 && day_of_month(reading.lower(at - 1)).is_some()
        };
        // "He colluded with Sun.", not "he died on Sun." nor "he died Sun."
        let ends = |end: usize| end >= reading.tokens_of(reading.sentence_of(at)).end;
        let dated = || {
            let before = at.checked_sub(1);
            let word = before.map_or("", |before| reading.lower(before));
            before.and_then(|before| reading.tag(before)) != Some(Tag::In)
                || matches!(word, "on" | "by")
                || self.is_forward(word)
                || self.is_backward(word)
        };
        let period = || {
            let own = word.ends_with('.');
            (own || reading.lower(at + 1) == "." && !reading.space_before(at + 1))
                && (kind == Kind::Month || !ends(at + 2 - usize::from(own)) || dated())
        };
        let sound = if full { plural || !verb || number_beside() } else { number_beside() || period() };
        let end = at + 1 + usize::from(!full && !word.ends_with('.') && reading.lower(at + 1) == ".");
        sound.then_some((value, end))
    }

    /// "two", "25", "1,200", "5 1/2", "1.5", "twenty-five", "two thousand", "a hundred".
    fn number(&self, reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
        let word = reading.lower(at);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let value = decimal(word)?;
            return match reading.lower(at + 1) {
                "1/2" | "½" => Some((value + 50, at + 2)),
                "1/4" | "¼" => Some((value + 25, at + 2)),
                "3/4" | "¾" => Some((value + 75, at + 2)),
                "million" => None,
                _ => Some((value, at + 1)),
            };
        }
        let (mut total, mut group, mut i) = (0i64, 0i64, at);
        if self.get(word, Kind::One).is_some() {
            // "a hundred", "a thousand"
            self.get(reading.lower(at + 1), Kind::Number).filter(|&n| n >= 100)?;
            i += 1;
            group = 1;
        }
        while i < at + 10 {
            let next = reading.lower(i);
            match self.get(next, Kind::Number) {
                Some(1000) if total < 1_000_000_000 => (total, group) = (total + group.max(1) * 1000, 0),
                Some(100) if group < 1_000_000 => group = group.max(1) * 100,
                Some(n) if group % 100 == 0 || group % 10 == 0 && n < 10 && group % 100 >= 20 => group += n,
                None if next == "-" && i > at && self.get(reading.lower(i + 1), Kind::Number).is_some() => {}
                _ => break,
            }
            i += 1;
        }
        (i > at && total + group > 0).then_some(((total + group) * 100, i))
    }

    /// A number, "a", or an amount that isn't told: "a few", "several", "a couple of".
    fn count(&self, reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
        if let Some(number) = self.number(reading, at) {
            return Some(number);
        }
        let one = self.get(reading.lower(at), Kind::One).is_some();
        let next = at + usize::from(one);
        if self.get(reading.lower(next), Kind::Vague).is_some() {
            let end = next + 1 + usize::from(reading.lower(next + 1) == "of");
            let dozen = self.get(reading.lower(end), Kind::Number).filter(|&n| n >= 100);
            return Some((VAGUE, end + usize::from(dozen.is_some())));
        }
        one.then_some((100, at + 1))
    }

    /// "twenty-first", "thirty-first".
    fn compound_ordinal(&self, reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
        let tens = self.get(reading.lower(at), Kind::Number).filter(|n| (20..100).contains(n))?;
        let next = at + 1 + usize::from(reading.lower(at + 1) == "-");
        let ones = self.get(reading.lower(next), Kind::Ordinal).filter(|n| (1..10).contains(n))?;
        Some((tens + ones, next + 1))
    }

    /// "nineteen eighty-nine", "two thousand".
    fn year_in_words(&self, reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
        let first = self.get(reading.lower(at), Kind::Number)?;
        if (15..20).contains(&first) {
            let (rest, end) = self.number(reading, at + 1)?;
            return (1000..10000).contains(&rest).then_some((first * 100 + rest / 100, end));
        }
        let (value, end) = self.number(reading, at)?;
        (first == 2 && (200_000..210_000).contains(&value)).then_some((value / 100, end))
    }

    /// "2 p.m.", "4:52 a.m.", "16:30", "0931 GMT", "2105 hours", "noon", "two o'clock".
    fn clock(&self, reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
        let word = reading.lower(at);
        let before = || at.checked_sub(1).map_or("", |before| reading.lower(before));
        if let Some(hour) = self.get(word, Kind::Hour) {
            // "Shortly after midnight on Friday" is early that day.
            let hour = if hour == 24 && matches!(before(), "after" | "past") { 0 } else { hour };
            return Some((hour * 3600 * 4, at + 1));
        }
        let named = || self.get(word, Kind::Number).filter(|n| (1..=12).contains(n));
        let (hour, minute, second, told) = figures(word).or_else(|| named().map(|hour| (hour, 0, 0, 0)))?;
        let (mut end, mut after) = (at + 1, reading.lower(at + 1));
        if after == "o'clock" {
            (end, after) = (end + 1, reading.lower(end + 1));
        }
        let meridiem = self.get(after, Kind::Meridiem);
        let military = word.len() == 4 && digits(word).is_some();
        // "At 2105 hours", "2105hrs", "21:05 hrs", but no "2000 hours of work".
        let glued = || !reading.space_before(at + 1);
        let hours = matches!(after, "hours" | "hrs" | "hr")
            && (told > 0 && !military
                || military && (glued() || matches!(before(), "at" | "about" | "around" | "approximately")));
        let sound = match meridiem {
            Some(_) => (1..=12).contains(&hour) && !military,
            None if military => hour < 24 && minute < 60 && (hours || self.zone(reading, at + 1).is_some()),
            None => end > at + 1 || told > 0,
        };
        let hour = match meridiem {
            Some(pm) => hour % 12 + 12 * pm,
            None => hour,
        };
        end += usize::from(meridiem.is_some() || hours);
        (sound && hour <= 24 && minute < 60 && second < 60)
            .then_some(((hour * 3600 + minute * 60 + second) * 4 + told, end))
    }

    /// "GMT", "EDT", "Eastern Daylight Time", "Moscow time", "local time": capitals alone, or a name before "time".
    fn zone(&self, reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
        let (word, lower) = (reading.word(at), reading.lower(at));
        let known = self.get(lower, Kind::Zone);
        if let Some(zone) = known.filter(|_| word.bytes().all(|b| b.is_ascii_uppercase())) {
            return Some((zone, at + 1));
        }
        let kind = matches!(reading.lower(at + 1), "standard" | "daylight" | "summer") && known.is_some();
        let end = at + 1 + usize::from(kind);
        let named = word.starts_with(|c: char| c.is_ascii_uppercase())
            && reading.pos(at) != Some(crate::language::Pos::Verb);
        if reading.lower(end) == "time" && (named || lower == "local") {
            return Some((known.unwrap_or(-1), end + 1));
        }
        // "1 a.m. local (2200 GMT)"
        let clock = reading.lower(at + 2).starts_with(|c: char| c.is_ascii_digit());
        (lower == "local" && reading.lower(at + 1) == "(" && clock).then_some((-1, at + 1))
    }

    pub(super) fn zone_at(&self, index: i64) -> Option<&Zone> {
        usize::try_from(index).ok().and_then(|i| self.zones.get(i))?.as_ref()
    }

    /// "BC" behind a number that is no day and no year of ours: "480 BC", not "May 16 BC" nor "2023 BC", of British Columbia.
    fn era(&self, reading: &Reading<'_>, at: usize) -> Option<i64> {
        let era = self.get(reading.lower(at), Kind::Era)?;
        let before = |n: usize| at.checked_sub(n).map_or("", |before| reading.lower(before));
        let number = digits(before(1).strip_suffix('s').unwrap_or(before(1)));
        let day = number.is_some_and(|n| n <= 31) && self.get(bare(before(2)), Kind::Month).is_some();
        (!day && number.is_none_or(|n| !(1900..2100).contains(&n))).then_some(era)
    }

    fn holiday(&self, reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
        if !reading.word(at).starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        let names = self.holidays.get(reading.lower(at))?;
        if reading.is_in_person(at) {
            return None;
        }
        let (tokens, index) = names
            .iter()
            .find(|(tokens, _)| tokens.iter().enumerate().all(|(i, t)| reading.lower(at + i) == *t))?;
        Some((*index, at + tokens.len()))
    }
}

/// Whether what a number orders stands at the token: "floor" of "the 18th floor", "of July".
fn goes_on(reading: &Reading<'_>, at: usize) -> bool {
    reading.lower(at) == "of"
        || matches!(
            reading.tag(at),
            Some(
                Tag::Nn
                    | Tag::Nns
                    | Tag::Nnp
                    | Tag::Nnps
                    | Tag::Jj
                    | Tag::Jjr
                    | Tag::Jjs
                    | Tag::Cd
                    | Tag::Hyph
            )
        )
}

fn index<T>(all: &[(&str, T)], name: &str) -> Option<i64> {
    all.iter().position(|(known, _)| *known == name).map(|i| i as i64)
}

/// The word without the period of an abbreviation.
fn bare(word: &str) -> &str {
    word.strip_suffix('.').unwrap_or(word)
}

/// A number of at most nine digits.
fn digits(word: &str) -> Option<i64> {
    ((1..=9).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

/// "1.5" and "1,200", in hundredths.
fn decimal(word: &str) -> Option<i64> {
    let parts = [('½', 50), ('¼', 25), ('¾', 75)];
    if let Some((whole, part)) = parts.iter().find_map(|(sign, part)| Some((word.strip_suffix(*sign)?, part)))
    {
        return Some(digits(whole)? * 100 + part);
    }
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let part = match part.len() {
        0 => 0,
        1 => digits(part)? * 10,
        2 => digits(part)?,
        _ => return None,
    };
    Some(digits(whole)? * 100 + part)
}

fn year(word: &str) -> Option<i64> {
    match word.strip_prefix('\'') {
        Some(short) => {
            digits(short).filter(|_| short.len() == 2).map(|n| if n < 50 { 2000 + n } else { 1900 + n })
        }
        None => digits(word).filter(|n| word.len() == 4 && (1000..2200).contains(n)),
    }
}

fn day_of_month(word: &str) -> Option<i64> {
    let number = digits(word).filter(|_| word.len() <= 2).or_else(|| ordinal_digits(word))?;
    (1..=31).contains(&number).then_some(number)
}

fn ordinal_digits(word: &str) -> Option<i64> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|suffix| word.strip_suffix(suffix))?;
    digits(number).filter(|n| *n > 0)
}

/// "1980s", "'80s", before Christ also "470s".
fn decade(word: &str, before_christ: bool) -> Option<i64> {
    let number = word.strip_suffix('s')?;
    let number = number.strip_suffix('\'').unwrap_or(number);
    let number = number.strip_prefix('\'').unwrap_or(number);
    let value = digits(number)?;
    let sound = match number.len() {
        2 => true,
        3 => before_christ,
        4 => (1000..2100).contains(&value),
        _ => false,
    };
    (value % 10 == 0 && sound).then_some(value)
}

/// Hour, minute, second, and how much of them was told, from "16:30", "9", "0931", "4.52".
fn figures(word: &str) -> Option<(i64, i64, i64, i64)> {
    let mut parts = word.split([':', '.']);
    let (first, minute, second) = (parts.next()?, parts.next(), parts.next());
    if let (4, None) = (first.len(), minute) {
        let value = digits(first)?;
        return Some((value / 100, value % 100, 0, 1));
    }
    let hour = digits(first).filter(|_| first.len() <= 2)?;
    let two = |part: Option<&str>| match part {
        Some(part) if part.len() == 2 => digits(part),
        Some(_) => None,
        None => Some(0),
    };
    // A point between hour and minute is too easily a decimal: only a colon will do without "a.m.".
    let told = i64::from(minute.is_some() && word.contains(':')) + i64::from(second.is_some());
    Some((hour, two(minute)?, two(second)?, told))
}

/// A date in figures, which may be several tokens: "2025-06-02", "5/16/2025", "16.5.2025".
fn numeric_date(reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
    let start = reading.span(at).start as usize;
    let rest = reading.text.get(start..)?;
    let shape: &str =
        &rest[..rest.bytes().take(10).take_while(|b| b.is_ascii_digit() || b"-/.".contains(b)).count()];
    let shape = shape.trim_end_matches(['.', '/', '-']);
    let mark = shape.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = shape.split(mark);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (x, y, z) = (digits(a)?, digits(b)?, digits(c)?);
    let (year, month, day) = match (a.len(), c.len(), mark) {
        (4, 1..=2, _) => (x, y, z),
        // American order with slashes, unless the figures rule it out; day first otherwise.
        (1..=2, 4, '/') if x <= 12 => (z, x, y),
        (1..=2, 4, '-') if x <= 12 => (z, x, y),
        (1..=2, 4, _) => (z, y, x),
        (1..=2, 2, '/') if x <= 12 && y > 0 => (if z < 50 { 2000 + z } else { 1900 + z }, x, y),
        _ => return None,
    };
    super::moment::day(year as i32, month as i8, day as i8)?;
    if month > 12 || day > 31 || !(1000..2200).contains(&year) {
        return None;
    }
    let stop = (start + shape.len()) as u32;
    let end = (at..reading.len()).find(|&i| reading.span(i).end >= stop)?;
    (reading.span(end).end == stop).then_some((year * 10_000 + month * 100 + day, end + 1))
}

//! Time expressions: where they stand, what they denote.
//!
//! Patterns (`seeds/rules/timex.tsv`) over classes of words (`time_words.tsv`, `calendar_names.tsv`, `holidays.tsv`)
//! find the expressions in one pass; then each is resolved in the order of the text, against the day of publication,
//! the tense of its clause and the date spoken of before it. Types and values are those of TIMEX3 as TempEval-3
//! annotates them (Pustejovsky et al. 2003; UzZaman et al. 2013); the division of work between patterns and a reference
//! that moves with the text follows HeidelTime (Strötgen and Gertz 2010), none of whose resources are used.

mod holiday;
mod length;
mod moment;
mod resolve;
mod rules;
mod tense;
#[cfg(test)]
mod tests;
mod words;
mod zone;

pub use rules::TimexRules;

use core::ops::Range;

use jiff::civil::Date;

use self::moment::{Moment, Season};
use self::resolve::{Meaning, Resolution, Timeline};
use self::rules::{From, Make, Match, Now, Production};
use self::words::{Class, Unit, Vocabulary};
use self::zone::{Told, utc_offset};
use super::Reading;
use crate::language::Tag;
use crate::model::{Grain, Timex, TimexBasis, TimexId, TimexModifier, TimexType};
use crate::text::SentenceKind;

/// A text with at least this many stated years, most of them before that of its publication, tells history.
const HISTORY_YEARS: usize = 5;

/// So many sentences on, news still goes by the date that it spoke of last.
const NEAR: usize = 1;

/// With no more words between them, an hour is of the day before it: "on Tuesday night, at around 10 p.m."
const BESIDE: usize = 3;

/// So many sentences on, a company's results are still those of the quarter that was named.
const RESULTS: usize = 8;

/// The name of a street is no longer.
const STREET: usize = 5;

/// A year further than so many tokens from the start of its sentence is mentioned along the way: "planned for 1976".
const EARLY: usize = 5;

/// All time expressions of the text, in order, without overlap.
#[must_use]
pub fn timexes(reading: &Reading<'_>, rules: &TimexRules) -> Vec<Timex> {
    let matches = find(reading, rules);
    let history = tells_history(reading, rules, &matches);
    let mut timeline = Timeline {
        published: reading.published,
        history,
        last: None,
        line: None,
        next: None,
        year: None,
        results: None,
        near: false,
        beside: false,
    };
    let (mut last_sentence, mut last_results) = (0, 0);
    let mut told_in = None;
    let mut by_clock: Option<Told> = None;
    let mut made: Vec<Timex> = Vec::with_capacity(matches.len());
    for (index, found) in matches.iter().enumerate() {
        let rule = &rules.rules[found.rule];
        // News writes seasons small: "Spring" is a town.
        if rule.production.value == "common" && !history && named(reading, found) {
            continue;
        }
        let sentence = reading.sentence_of(found.tokens.start);
        timeline.near = sentence <= last_sentence + NEAR;
        let gap = made
            .last()
            .map_or(usize::MAX, |timex| found.tokens.start.saturating_sub(reading.tokens_in(timex.span).end));
        timeline.beside = gap <= BESIDE && told_in == Some(sentence);
        timeline.results = timeline.results.filter(|_| sentence <= last_results + RESULTS);
        let next = matches
            .get(index + 1)
            .filter(|next| history && reading.sentence_of(next.tokens.start) == sentence);
        timeline.next = next.and_then(stated);
        let resolution = Resolution {
            words: &rules.words,
            timeline,
            production: rule.production,
            captures: found.captures,
            tense: tense::tense(reading, &found.tokens, &rules.words),
            quoted: reading.is_quoted(found.tokens.start),
            done: tense::says_when_done(reading, &found.tokens, &rules.words),
        };
        let Some(mut meaning) = resolution.meaning() else { continue };
        let mut told = meaning.moment.and_then(|moment| Told::read(moment, found, &rules.words));
        if let Some(told) = &mut told
            && let Some(before) = by_clock.as_mut().filter(|before| before.is_beside(reading, found))
            && let Some(other) = made.last_mut()
        {
            told.agree(before, found.has_own_day());
            meaning = meaning.moved_to(told.moment());
            other.utc_offset = before.ahead.map(utc_offset);
        }
        if let Some(moment @ (Moment::Quarter(..) | Moment::Half(..))) = meaning.moment
            && !matches!(rule.production.value, "compared" | "same")
        {
            timeline.results = Some(moment);
            last_results = sentence;
        }
        if let Some(moment) = meaning.moment
            && !matches!(moment, Moment::Decade(_) | Moment::Century(_))
            && !aside(history, rule.production, meaning.basis)
            && !is_birthday(reading, found.tokens.start)
        {
            timeline.year = moment.year();
            last_sentence = sentence;
            let along_the_way = || {
                let late = found.tokens.start - reading.tokens_of(sentence).start > EARLY;
                let back = told_in == Some(sentence)
                    && moment.reference() < timeline.last.and_then(Moment::reference);
                match moment {
                    Moment::Year(_) => back || late,
                    // "What winter brings": it may be the one to come.
                    Moment::Season(_, Season::Winter) => back || meaning.basis != TimexBasis::Stated,
                    _ => back,
                }
            };
            // "Since Sunday" is no day that a story goes on from.
            let since = found.tokens.start.checked_sub(1).map_or("", |before| reading.lower(before));
            let bound = !history && rules.words.is_backward(since);
            // What somebody says of yesterday is no day of the story that goes on behind his words.
            let aside = !history && reading.is_quoted(found.tokens.start);
            // Nor is the day on which it was told, where it has a day, or of the paper that tells it.
            let dated = timeline.last.and_then(Moment::day).is_some() && timeline.near;
            let when_told = !history
                && (dated && tense::says_when_told(reading, &found.tokens, &rules.words)
                    || tense::dates_source(reading, &found.tokens));
            if !bound && !aside && !when_told && (!history || timeline.last.is_none() || !along_the_way()) {
                timeline.last = Some(moment);
                told_in = Some(sentence);
                let late = found.tokens.start - reading.tokens_of(sentence).start > EARLY;
                let back = moment.reference() < timeline.line.and_then(Moment::reference);
                if !(late && back) {
                    timeline.line = Some(moment);
                }
            }
        }
        let floor = made.last().map_or(0, |timex| reading.tokens_in(timex.span).end);
        let (tokens, modifier, now) = with_modifiers(reading, rules, found, &meaning, floor);
        meaning.days = meaning
            .days
            .or_else(|| part_of_now(reading, &meaning, now?))
            .or_else(|| third(meaning.moment?, modifier?));
        made.push(Timex {
            utc_offset: told.as_ref().and_then(|told| told.ahead).map(utc_offset),
            ..timex(reading, tokens, meaning, modifier)
        });
        by_clock = told;
    }
    made
}

/// The month that an expression names with its year, or the year alone.
fn stated(found: &Match) -> Option<Moment> {
    let year = i32::try_from(found.captures.get(Class::Year)?).ok()?;
    let month = found.captures.get(Class::Month).and_then(|month| i8::try_from(month).ok());
    Some(month.map_or(Moment::Year(year), |month| Moment::Month(year, month)))
}

fn find(reading: &Reading<'_>, rules: &TimexRules) -> Vec<Match> {
    let mut matches: Vec<Match> = Vec::new();
    let sights = rules.sights(reading);
    for sentence in 0..reading.layout.sentences.len() {
        let tokens = reading.tokens_of(sentence);
        let mut at = tokens.start;
        while at < tokens.end {
            let found = rules.matches_at(reading, &sights, at, tokens.end);
            let end = found.last().map_or(at + 1, |last| last.tokens.end);
            matches.extend(shared_year(found));
            at = end.max(at + 1);
        }
    }
    // "Several years –" ends before the dash.
    let dashed = |found: &Match| matches!(reading.word(found.tokens.end - 1), "-" | "–" | "—");
    for found in matches.iter_mut().filter(|found| found.tokens.len() > 1) {
        let spaced = reading.space_before(found.tokens.end - 1) || reading.space_before(found.tokens.end);
        found.tokens.end -= usize::from(dashed(found) && spaced);
    }
    matches.retain(|found| {
        let production = rules.rules[found.rule].production;
        let named = match production.make {
            Make::Set | Make::Reference => named(reading, found),
            _ => production.value == "nameable" && ends_name(reading, rules, found),
        };
        // "A night-raid"
        let compound = production.make == Make::Length && found.tokens.len() > 1 && dashed(found);
        production.make != Make::Nothing && !named && !compound && !counts(reading, &rules.words, found)
    });
    matches
}

/// Whether a label before a date says that somebody was born then: "Date of Birth: 01/16/1992".
pub(crate) fn is_birthday(reading: &Reading<'_>, date: usize) -> bool {
    let labelled = date.checked_sub(1).filter(|&mark| reading.word(mark) == ":");
    let label = labelled.and_then(|mark| mark.checked_sub(1)).map(|label| reading.lower(label));
    matches!(label, Some("birth" | "born" | "dob" | "d.o.b." | "birthday" | "birthdate"))
}

/// Whether the text only looks aside at the date: history at the present day, a comparison at the year before.
fn aside(history: bool, production: Production, basis: TimexBasis) -> bool {
    history && basis == TimexBasis::Publication
        || production.make == Make::Shift && production.value == "compared"
}

/// Whether what looks like a bare year counts things, or is the number of a house or of a telephone: "hit 1999 people", "at 1850 Oak
/// Street", not "in 1999 people" nor "the 1999 elections".
fn counts(reading: &Reading<'_>, words: &Vocabulary, found: &Match) -> bool {
    let first = found.tokens.start;
    let bare = found.tokens.len() == 1 && found.captures.get(Class::Year).is_some();
    let free = first > 0
        && matches!(reading.tag(first - 1), Some(Tag::Dt | Tag::In | Tag::PrpS | Tag::Pos | Tag::Jj));
    let number =
        |i: usize| !reading.word(i).is_empty() && reading.word(i).bytes().all(|b| b.is_ascii_digit());
    // "555-1999"
    let phone = first > 1
        && reading.word(first - 1) == "-"
        && !reading.space_before(first)
        && number(first - 2)
        && reading.word(first - 2).len() != 4;
    // "1850 Oak Street"
    let name = (first + 1..first + STREET).take_while(|&i| reading.word(i).starts_with(char::is_uppercase));
    let house = name.skip(1).any(|i| words.is_street(reading.lower(i)));
    bare && (phone || house || !free && reading.tag(first + 1) == Some(Tag::Nns))
}

/// Whether the expression is a capitalised word inside a sentence, and so a piece of a name: "the Daily Telegraph".
fn named(reading: &Reading<'_>, found: &Match) -> bool {
    let first = found.tokens.start;
    let begins = reading.tokens_of(reading.sentence_of(first)).start == first;
    let capital = |token: usize| reading.word(token).starts_with(char::is_uppercase);
    capital(first) && (!begins || capital(found.tokens.end))
}

/// Whether a word that is a month or something else ends a capitalised name: "the Long March", "USA Today", not "last March".
fn ends_name(reading: &Reading<'_>, rules: &TimexRules, found: &Match) -> bool {
    let first = found.tokens.start;
    let begin = reading.tokens_of(reading.sentence_of(first)).start;
    reading.word(first).starts_with(char::is_uppercase)
        // Headlines write "Today" large.
        && (found.captures.get(Class::Month).is_some() || reading.kind_at(first) == SentenceKind::Prose)
        && first > begin
        && first - 1 > begin
        && reading.word(first - 1).starts_with(char::is_uppercase)
        && !reading.word(first - 1).ends_with('.')
        && !Vocabulary::knows(rules.words.signs(reading.lower(first - 1)))
}

/// Expressions of one pattern share the year and month that only the last of them names: "from 16 to 18 May 2024"; two
/// times of day share the day: "at 9 p.m. (1300 GMT) on Tuesday".
fn shared_year(mut found: Vec<Match>) -> Vec<Match> {
    if let Some((last, before)) = found.split_last_mut() {
        for earlier in before {
            earlier.lent = earlier.captures.get(Class::Clock).is_some();
            let days: &[Class] = if earlier.lent { &[Class::Day, Class::Weekday] } else { &[] };
            for &class in [Class::Year, Class::Month].iter().chain(days) {
                if earlier.captures.get(class).is_none() {
                    earlier.captures.set(class, last.captures.get(class));
                }
            }
            if earlier.captures.get(Class::Number).is_none() {
                earlier.captures.set(Class::Number, last.captures.get(Class::Number));
            }
        }
    }
    found
}

/// Whether the text tells history: its years lie before that of its publication, and few of its times are those that news
/// goes by, weekdays and days counted from today.
fn tells_history(reading: &Reading<'_>, rules: &TimexRules, matches: &[Match]) -> bool {
    let year = |found: &Match| {
        let ancient = rules.rules[found.rule].production.value == "BC";
        if ancient { Some(0) } else { found.captures.get(Class::Year) }
    };
    let years: Vec<i64> = matches.iter().filter_map(year).collect();
    let recent = reading.published.map(|day| i64::from(day.year()));
    let past = years.iter().filter(|year| recent.is_none_or(|recent| **year < recent)).count();
    let of_news = |found: &&Match| {
        let production = rules.rules[found.rule].production;
        found.captures.get(Class::Weekday).is_some()
            || production.make == Make::Shift
                && production.from == From::Published
                && production.unit == Some(Unit::Day)
    };
    let news = matches.iter().filter(of_news).count();
    let months = matches.iter().filter(|found| found.captures.get(Class::Month).is_some()).count();
    past >= HISTORY_YEARS && past * 4 >= years.len() * 3 && news * 6 <= past + months
}

/// The expression with the words beside it that belong to it, not before token `floor`.
fn with_modifiers(
    reading: &Reading<'_>,
    rules: &TimexRules,
    found: &Match,
    meaning: &Meaning,
    floor: usize,
) -> (Range<usize>, Option<TimexModifier>, Option<Now>) {
    let sentence = reading.tokens_of(reading.sentence_of(found.tokens.start));
    let (mut tokens, mut modifier) = (found.tokens.clone(), None);
    let length = meaning.kind == TimexType::Duration || found.captures.get(Class::Count).is_some();
    if meaning.grain == Grain::Unknown {
        return (tokens, None, None);
    }
    let fits = |of: &str| of == "any" || (of == "length") == length;
    let low = floor.max(sentence.start);
    let stands =
        |words: &[&str], at: usize| words.iter().enumerate().all(|(i, w)| reading.lower(at + i) == *w);
    let before = rules
        .modifiers
        .iter()
        .filter(|m| m.before && fits(m.of))
        .filter(|m| tokens.start >= low + m.words.len() && stands(&m.words, tokens.start - m.words.len()))
        .max_by_key(|m| m.words.len())
        // "Over the last three months" is not more than they.
        .filter(|m| {
            m.modifier.is_none()
                || m.of != "length"
                || reading.tag(tokens.start) != Some(Tag::Dt)
                || rules.words.is_one(reading.lower(tokens.start))
        });
    if let Some((prefix, _)) = rules.words.split_prefix(reading.lower(tokens.start)) {
        modifier = rules.modifiers.iter().find(|m| m.words == [prefix]).and_then(|m| m.modifier);
    }
    if let Some(found) = before {
        tokens.start -= found.words.len();
        modifier = found.modifier;
    }
    let after = rules
        .modifiers
        .iter()
        .filter(|m| !m.before && fits(m.of))
        .filter(|m| tokens.end + m.words.len() <= sentence.end && stands(&m.words, tokens.end))
        .max_by_key(|m| m.words.len());
    if let Some(found) = after {
        tokens.end += found.words.len();
        modifier = found.modifier.or(modifier);
    }
    let pointed = meaning.kind != TimexType::Duration;
    let modifier = match modifier {
        Some(TimexModifier::MoreThan) if pointed => Some(TimexModifier::Before),
        Some(TimexModifier::LessThan) if pointed => Some(TimexModifier::After),
        Some(TimexModifier::EqualOrMore) if pointed => Some(TimexModifier::OnOrBefore),
        Some(TimexModifier::EqualOrLess) if pointed => Some(TimexModifier::OnOrAfter),
        other => other,
    };
    (tokens, modifier, before.and_then(|before| before.now))
}

/// The days of the part that a modifier speaks of, where that is of months or more: a third, "late February" from the 20th on.
fn third(moment: Moment, modifier: TimexModifier) -> Option<(Date, Date)> {
    let of_months = matches!(
        moment,
        Moment::Month(..) | Moment::Season(..) | Moment::Year(_) | Moment::Decade(_) | Moment::Century(_)
    );
    let (first, last) = moment.days().filter(|_| of_months)?;
    let length = i64::from(first.until(last).ok()?.get_days()) + 1;
    let (from, to) = match modifier {
        TimexModifier::Start => (0, length / 3),
        TimexModifier::Mid => (length / 3, length - length / 3),
        TimexModifier::End => (length - length / 3, length),
        _ => return None,
    };
    Some((moment::add_days(first, from)?, moment::add_days(first, to - 1)?))
}

/// The days of a time that the report was published in, up to that day or from it on.
fn part_of_now(reading: &Reading<'_>, meaning: &Meaning, now: Now) -> Option<(Date, Date)> {
    let (first, last) = meaning.moment?.days()?;
    let day = reading.published.filter(|day| (first..=last).contains(day))?;
    Some(match now {
        Now::Past => (first, day),
        Now::Rest => (day, last),
    })
}

fn timex(
    reading: &Reading<'_>,
    tokens: Range<usize>,
    meaning: Meaning,
    modifier: Option<TimexModifier>,
) -> Timex {
    let span = reading.span_of(tokens);
    let (earliest, latest) = match meaning.moment {
        Some(Moment::Clock(..)) => (Some(meaning.value.clone()), Some(meaning.value.clone())),
        moment => match meaning.days.or_else(|| moment?.days()) {
            Some((first, last)) => (Some(first.to_string()), Some(last.to_string())),
            None => (None, None),
        },
    };
    let basis = if earliest.is_none() && meaning.basis == TimexBasis::Narrative && meaning.moment.is_none() {
        TimexBasis::Unanchored
    } else {
        meaning.basis
    };
    Timex {
        id: TimexId::derive(&reading.fingerprint, &[span.start, span.end], ""),
        span,
        text: span.of(reading.text).to_owned(),
        kind: meaning.kind,
        value: meaning.value,
        modifier,
        earliest,
        latest,
        utc_offset: None,
        grain: meaning.grain,
        basis,
    }
}

//! The days that time expressions give events by the words around them: "since May 3" all days up to that of the report,
//! "until May 3" those before, "from May 3 to 5" three.

use core::ops::Range;

use super::rules::{EventRules, WordSet};
use super::setting::day;
use super::syntax::own_subject;
use crate::extract::Reading;
use crate::language::{Dep, Pos};
use crate::model::{Timex, TimexType};

/// The time expressions with the days of what they date.
pub(super) fn extents(
    reading: &Reading<'_>,
    rules: &EventRules,
    timexes: &[Timex],
    published: Option<&str>,
) -> Vec<Timex> {
    let mut extended = timexes.to_vec();
    for (index, timex) in timexes.iter().enumerate() {
        if !is_point(timex) {
            continue;
        }
        let tokens = reading.tokens_in(timex.span);
        let next = timexes.get(index + 1).filter(|next| is_range(reading, rules, timex, next));
        if let Some(next) = next {
            for end in &mut extended[index..index + 2] {
                end.earliest.clone_from(&timex.earliest);
                end.latest.clone_from(&next.latest);
            }
            continue;
        }
        // "Closed since Monday, when it was hit": the day of both.
        if reading.lower(tokens.end) == "," && rules.in_set(WordSet::Occasion, reading.lower(tokens.end + 1))
        {
            continue;
        }
        let before = tokens.start.checked_sub(1).map_or("", |token| reading.lower(token));
        let extended = &mut extended[index];
        if rules.in_set(WordSet::Since, before) || begins_what_goes_on(reading, rules, &tokens) {
            let begun = day(timex.earliest.as_deref());
            if begun.is_some_and(|begun| published.is_none_or(|published| begun <= published)) {
                extended.latest = published.map(str::to_owned);
            }
        } else if rules.in_set(WordSet::Until, before)
            && index.checked_sub(1).is_none_or(|i| !is_range(reading, rules, &timexes[i], timex))
        {
            extended.earliest = None;
        }
    }
    extended
}

/// Whether an expression says when something began that goes on: "the war, which began in April 2023, has killed thousands".
fn begins_what_goes_on(reading: &Reading<'_>, rules: &EventRules, tokens: &Range<usize>) -> bool {
    let Some(top) = reading.parse.head_of(tokens) else { return false };
    let verb = reading.parse.ancestors(top).take(2).find(|&above| reading.parse.is_verb(above));
    let Some(verb) = verb.filter(|&verb| rules.in_set(WordSet::Beginning, reading.lemma(verb))) else {
        return false;
    };
    let of = own_subject(reading, verb).filter(|&of| reading.pos(of) == Some(Pos::Noun));
    let noun = match reading.dep(verb) {
        Some(Dep::Relcl | Dep::Acl) => reading.parse.head(verb),
        _ => of,
    };
    noun.is_some_and(|noun| rules.in_set(WordSet::Continuing, reading.lemma(noun)))
}

fn is_point(timex: &Timex) -> bool {
    matches!(timex.kind, TimexType::Date | TimexType::Time)
        && timex.earliest.is_some()
        && timex.latest.is_some()
}

/// Whether two expressions are the ends of one time: "from May 16 to 18", "between Monday and Friday", "2007-2008".
fn is_range(reading: &Reading<'_>, rules: &EventRules, first: &Timex, last: &Timex) -> bool {
    let (from, to) = (reading.tokens_in(first.span), reading.tokens_in(last.span));
    let ordered = || day(first.earliest.as_deref()) <= day(last.latest.as_deref());
    if !is_point(first) || !is_point(last) || from.end + 1 != to.start || !ordered() {
        return false;
    }
    let word = reading.lower(from.end);
    let before = from.start.checked_sub(1).map_or("", |token| reading.lower(token));
    match word {
        "and" => before == "between",
        _ => before != "between" && rules.in_set(WordSet::Through, word),
    }
}

use super::{TimexRules, timexes};
use crate::extract::testing::read;
use crate::model::{Timex, TimexBasis, TimexModifier};
use crate::seed;
use std::sync::OnceLock;

fn found(text: &str, published: &str) -> Vec<Timex> {
    static RULES: OnceLock<TimexRules> = OnceLock::new();
    let rules = RULES.get_or_init(TimexRules::from_seed);
    read(text, published, |reading| timexes(reading, rules))
}

fn values(text: &str, published: &str) -> String {
    let pairs: Vec<_> = found(text, published).iter().map(|t| format!("{}={}", t.text, t.value)).collect();
    pairs.join("; ")
}

#[test]
fn every_example_has_its_value_and_every_counter_nothing() {
    let columns = ["name", "example", "published", "expected", "counter"];
    let mut wrong = Vec::new();
    for (line, [name, example, published, expected, counter]) in seed::TIMEX.select(columns) {
        let got = values(example, published);
        if got != expected {
            wrong.push(format!("timex.tsv:{line}: {name}: {example:?} gives {got}, not {expected}"));
        }
        let none = values(counter, "2025-06-02");
        if !none.is_empty() {
            wrong.push(format!("timex.tsv:{line}: {name}: {counter:?} gives {none}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_compiles() {
    let rules = TimexRules::from_seed();
    assert_eq!(rules.rules.len(), seed::TIMEX.rows.len());
}

#[test]
fn a_weekday_is_the_last_one_and_publication_day_is_itself() {
    let timexes = found("Shells fell Sunday evening, officials said Monday.", "2025-06-02");
    assert_eq!(timexes[0].value, "2025-06-01TEV");
    assert_eq!(timexes[0].basis, TimexBasis::Weekday);
    assert_eq!(timexes[0].earliest.as_deref(), Some("2025-06-01"));
    assert_eq!(timexes[1].value, "2025-06-02");
}

#[test]
fn without_a_publication_date_nothing_is_invented() {
    let timexes = found("Shells fell on Sunday and on May 16.", "");
    assert_eq!(timexes[0].value, "XXXX-WXX-7");
    assert_eq!(timexes[1].value, "XXXX-05-16");
    assert!(timexes.iter().all(|t| t.basis == TimexBasis::Unanchored && t.earliest.is_none()));
}

#[test]
fn lengths_keep_their_modifier() {
    let timexes = found("The talks took less than two hours.", "2025-06-02");
    assert_eq!((timexes[0].value.as_str(), timexes[0].modifier), ("PT2H", Some(TimexModifier::LessThan)));
    let timexes = found("It was planned for over a year and a half.", "2025-06-02");
    assert_eq!((timexes[0].value.as_str(), timexes[0].modifier), ("P1Y6M", Some(TimexModifier::MoreThan)));
}

#[test]
fn an_hour_says_its_clock_and_clocks_that_tell_one_moment_agree() {
    let clocks = |text: &str| {
        let timexes = found(text, "2026-11-20");
        let told = timexes.iter().filter(|timex| timex.value.contains(':'));
        told.map(|t| format!("{} {}", t.value, t.utc_offset.as_deref().unwrap_or("?"))).collect::<Vec<_>>()
    };
    assert_eq!(clocks("It struck at 4 a.m. EDT on July 4, 2026."), ["2026-07-04T04:00 -04:00"]);
    assert_eq!(clocks("It begins at 9 a.m. ET on Monday."), ["2026-11-23T09:00 -05:00"]);
    assert_eq!(clocks("It struck at 9 a.m. ET on July 4, 2006."), ["2006-07-04T09:00 ?"]);
    assert_eq!(clocks("It struck at 2 p.m. local time on Tuesday."), ["2026-11-17T14:00 ?"]);
    assert_eq!(
        clocks("It struck at 2 a.m. local time (2300 GMT) on Tuesday."),
        ["2026-11-17T02:00 +03:00", "2026-11-16T23:00 +00:00"]
    );
    assert_eq!(
        clocks("It struck at 9 p.m. (0200 GMT) on Monday."),
        ["2026-11-16T21:00 -05:00", "2026-11-17T02:00 +00:00"]
    );
    assert_eq!(
        clocks("It left at 0730 GMT (1:15 p.m.) on Monday."),
        ["2026-11-16T07:30 +00:00", "2026-11-16T13:15 +05:45"]
    );
}

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

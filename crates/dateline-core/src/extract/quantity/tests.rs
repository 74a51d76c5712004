use std::sync::OnceLock;

use super::rules::status_named;
use super::{QuantityRules, quantities};
use crate::extract::testing::read;
use crate::extract::timex::{TimexRules, timexes};
use crate::model::{Qualifier, Quantity, Status};
use crate::seed;

fn found(text: &str) -> Vec<Quantity> {
    static RULES: OnceLock<(TimexRules, QuantityRules)> = OnceLock::new();
    let (times, rules) = RULES.get_or_init(|| (TimexRules::from_seed(), QuantityRules::from_seed()));
    read(text, "2025-06-02", |reading| quantities(reading, &timexes(reading, times), rules))
}

fn shown(text: &str) -> String {
    let shown: Vec<_> = found(text)
        .iter()
        .map(|q| {
            format!(
                "{}={}",
                q.text,
                serde_json::to_value(q.status).unwrap_or_default().as_str().unwrap_or("")
            )
        })
        .collect();
    shown.join("; ")
}

#[test]
fn every_example_has_its_status_and_no_counter_has() {
    let mut wrong = Vec::new();
    for (line, [lemma, status, example, expected, counter]) in
        seed::QUANTITY_STATUS.select(["lemma", "status", "example", "expected", "counter"])
    {
        let got = shown(example);
        if !got.split("; ").any(|one| one == expected) {
            wrong.push(format!(
                "quantity_status.tsv:{line}: {lemma}: {example:?} gives {got}, not {expected}"
            ));
        }
        let status = status_named(status).expect("the table names a status");
        if found(counter).iter().any(|q| q.status == status) {
            wrong.push(format!("quantity_status.tsv:{line}: {lemma}: {counter:?} gives {}", shown(counter)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_chain_of_casualties_keeps_its_parts() {
    let all = found("Three people were killed and 19 others hurt, two of them children, officials said.");
    let shown: Vec<_> = all.iter().map(|q| (q.text.as_str(), q.status, q.point, q.unit.as_deref())).collect();
    assert_eq!(
        shown,
        [
            ("Three people", Status::Dead, Some(3.0), Some("person")),
            ("19 others", Status::Injured, Some(19.0), Some("person")),
            ("two of them children", Status::Injured, Some(2.0), Some("child")),
        ]
    );
    assert_eq!(all[1].besides, Some(all[0].id));
    assert_eq!(all[2].subset_of, Some(all[1].id));
}

#[test]
fn lone_numbers_count_people_where_people_suffer() {
    let told = |text: &str| -> Vec<_> {
        found(text).iter().map(|q| (q.point, q.status, q.unit.clone().unwrap_or_default())).collect()
    };
    let (dead, hurt) = (Status::Dead, Status::Injured);
    let person = || "person".to_owned();
    assert_eq!(
        told("12 dead, 30 wounded in Gaza."),
        [(Some(12.0), dead, person()), (Some(30.0), hurt, person())]
    );
    assert_eq!(
        told("It left three dead and 19 injured."),
        [(Some(3.0), dead, person()), (Some(19.0), hurt, person())]
    );
    assert_eq!(
        told("Five people were killed and nine hurt."),
        [(Some(5.0), dead, person()), (Some(9.0), hurt, person())]
    );
    assert_eq!(told("The death toll rose to 35."), [(Some(35.0), dead, person())]);
    let drones = told("Russia launched 472 drones, and Ukraine downed 162.");
    assert_eq!(drones[1], (Some(162.0), Status::Intercepted, "drone".to_owned()));
}

#[test]
fn a_part_knows_its_whole() {
    let all = found("Ukraine stopped 52 of 80 drones that Russia launched overnight.");
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!((all[0].point, all[0].status), (Some(52.0), Status::Intercepted));
    assert_eq!(all[0].subset_of, Some(all[1].id));
    assert_eq!((all[1].point, all[1].unit.as_deref()), (Some(80.0), Some("drone")));
}

#[test]
fn every_relation_resolves() {
    for text in [
        "Defenses stopped 52 of 80.",
        "It was 52 out of 80. Two of 300 of whom 20 left.",
        "Then 52 of 80 of them children were hurt.",
        "More than 5 of 6 of 7 of 8 people were killed, including 3 including 4 of 5.",
    ] {
        let all = found(text);
        for id in all.iter().flat_map(|q| [q.subset_of, q.besides]).flatten() {
            assert!(all.iter().any(|q| q.id == id), "{text}: {all:#?}");
        }
    }
}

#[test]
fn words_bound_a_number() {
    let bounds = |text: &str| {
        let all = found(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        (all[0].qualifier, all[0].low, all[0].high)
    };
    assert_eq!(bounds("More than 40 warplanes burned."), (Qualifier::MoreThan, Some(41.0), None));
    assert_eq!(bounds("At least 40 warplanes burned."), (Qualifier::AtLeast, Some(40.0), None));
    assert_eq!(bounds("Up to 40 warplanes burned."), (Qualifier::AtMost, None, Some(40.0)));
    assert_eq!(bounds("Fewer than 40 warplanes burned."), (Qualifier::LessThan, None, Some(39.0)));
    assert_eq!(bounds("Between 5 and 10 warplanes burned."), (Qualifier::Between, Some(5.0), Some(10.0)));
    assert_eq!(bounds("It spent 10 to 20 million euros."), (Qualifier::Between, Some(1e7), Some(2e7)));
    assert_eq!(bounds("Dozens of warplanes burned."), (Qualifier::Vague, Some(24.0), None));
    assert_eq!(bounds("Hundreds of thousands of people sang."), (Qualifier::Vague, Some(1e5), None));
    assert_eq!(bounds("Police shot at drones over eight regions."), (Qualifier::Exact, Some(8.0), Some(8.0)));
}

#[test]
fn measures_have_their_unit_and_conversion() {
    let all = found("The bases lie more than 7,000 kilometers (4,300 miles) from Ukraine.");
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!((all[0].status, all[0].unit.as_deref()), (Status::Distance, Some("kilometer")));
    assert_eq!(all[0].low, Some(7000.0));
    let conversion = all[0].conversion.as_ref().expect("there is one");
    assert_eq!((conversion.point, conversion.unit.as_str()), (4300.0, "mile"));
    let one = |text: &str| {
        let all = found(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        (all[0].point, all[0].status, all[0].unit.clone().unwrap_or_default())
    };
    assert_eq!(one("It paid $1.5 billion."), (Some(1.5e9), Status::Money, "USD".into()));
    assert_eq!(one("It paid €20m."), (Some(2e7), Status::Money, "EUR".into()));
    assert_eq!(one("Prices rose 66 percent."), (Some(66.0), Status::Share, "percent".into()));
    assert_eq!(one("A 7.8-magnitude earthquake struck."), (Some(7.8), Status::Magnitude, "magnitude".into()));
    assert_eq!(one("The 41-year-old teacher spoke."), (Some(41.0), Status::Age, "year".into()));
}

#[test]
fn what_only_looks_like_an_amount_is_none() {
    for text in [
        "Russia-1 TV showed Su-34 jets.",
        "Flight 370 vanished.",
        "They won 3-2 in the final.",
        "He lives at 1600 Pennsylvania Avenue.",
        "It was adopted under Article 5.",
        "One of them left.",
        "It fell in 1999.",
    ] {
        assert!(shown(text).is_empty(), "{text} gives {}", shown(text));
    }
}

#[test]
fn what_has_not_happened_has_no_status() {
    assert!(!shown("The strike could kill 100 people.").contains("dead"));
    assert!(!shown("The blast did not kill 12 people.").contains("dead"));
    assert!(shown("The blast may have killed 12 people.").contains("dead"));
}

#[test]
fn odd_numbers_never_become_infinite() {
    for text in [
        "999999999999999999999999999 people died",
        "1e400 people died",
        "１２ ٣ people",
        "1,2,3,4 died",
        "million million million million million",
    ] {
        for quantity in found(text) {
            for value in [quantity.low, quantity.high, quantity.point].into_iter().flatten() {
                assert!(value.is_finite(), "{text}");
            }
        }
    }
}

use super::super::testing::read;
use super::*;
use crate::model::{AttributionId, ClaimId, Fingerprint, Qualifier, Source, Span, Status};

const TEXT: &str = "The army said 40 drones were downed. The rebels said nine were. Officials counted them.";

/// A claim at a position of [`TEXT`] by a speaker (0: the outlet).
fn claim(at: u32, speaker: u32, value: ClaimValue, attribute: ClaimAttribute) -> Claim {
    let print = Fingerprint::of_text(TEXT);
    let span = Span { start: at, end: at + 2 };
    Claim {
        id: ClaimId::derive(&print, &[at], ""),
        event: EventId::derive(&print, &[], ""),
        attribute,
        value,
        source: (speaker > 0)
            .then(|| Source { span, entity: Some(EntityId::derive(&print, &[speaker], "")) }),
        attribution: (speaker > 0).then(|| AttributionId::derive(&print, &[at], "")),
        span,
    }
}

fn quantity(at: u32, low: f64, high: f64, unit: &str, subset_of: Option<u32>) -> Quantity {
    let print = Fingerprint::of_text(TEXT);
    Quantity {
        id: QuantityId::derive(&print, &[at], ""),
        span: Span { start: at, end: at + 2 },
        text: String::new(),
        low: Some(low),
        high: high.is_finite().then_some(high),
        point: (low == high).then_some(low),
        qualifier: Qualifier::Exact,
        unit: Some(unit.into()),
        status: Status::Intercepted,
        of: None,
        subset_of: subset_of.map(|of| QuantityId::derive(&print, &[of], "")),
        besides: None,
        conversion: None,
        approximate: false,
    }
}

/// How two numbers stand to each other: who says the second, its bounds, unit and what it is a part of.
fn numbers(second: (u32, f64, f64), unit: &str, subset_of: Option<u32>) -> Option<Relation> {
    let (speaker, low, high) = second;
    let quantities = [quantity(14, 40.0, 40.0, "drone", None), quantity(54, low, high, unit, subset_of)];
    let claims: Vec<Claim> = quantities
        .iter()
        .zip([1, speaker])
        .map(|(q, speaker)| {
            let value = ClaimValue::Quantity { quantity: q.id };
            claim(q.span.start, speaker, value, ClaimAttribute::Quantity(q.status))
        })
        .collect();
    let found = read(TEXT, "", |reading| comparisons(reading, &claims, &[], &quantities));
    found.first().map(|comparison| comparison.relation)
}

#[test]
fn numbers_of_one_scope_compare() {
    assert_eq!(numbers((2, 40.0, 40.0), "drone", None), Some(Relation::Agrees));
    assert_eq!(numbers((2, 31.0, f64::INFINITY), "drone", None), Some(Relation::WithinRange));
    assert_eq!(numbers((2, 9.0, 9.0), "drone", None), Some(Relation::Contradicts));
}

#[test]
fn parts_other_things_and_the_same_speaker_do_not_contradict() {
    assert_eq!(numbers((2, 9.0, 9.0), "drone", Some(14)), None);
    assert_eq!(numbers((2, 9.0, 9.0), "missile", None), None);
    assert_eq!(numbers((1, 9.0, 9.0), "drone", None), None);
    assert_eq!(numbers((0, 9.0, 9.0), "drone", None), Some(Relation::DifferentScope));
}

#[test]
fn a_denial_contradicts() {
    let occurrence = |at, speaker, modality| {
        claim(at, speaker, ClaimValue::Occurrence { modality }, ClaimAttribute::Occurrence)
    };
    let claims = [occurrence(14, 1, Modality::Occurred), occurrence(54, 2, Modality::Denied)];
    let found = read(TEXT, "", |reading| comparisons(reading, &claims, &[], &[]));
    assert_eq!(found.iter().map(|c| c.relation).collect::<Vec<_>>(), [Relation::Contradicts]);
}

//! How the claims on one attribute of one event stand to each other.
//!
//! Values are compared only where they are of the same scope: the same thing counted, no part of another number, no
//! addition to one. "Contradicts" is said only of different sources, each named by the text; a wrong one costs more
//! than a missing one.

use std::collections::BTreeMap;

use crate::model::{
    Claim, ClaimAttribute, ClaimValue, Comparison, EntityId, EventId, Modality, Quantity, QuantityId,
    Relation, Timex, TimexId,
};

use super::Reading;
use super::claim::Speaker;

#[cfg(test)]
mod tests;

/// Claims that can be compared, with their values: of one event, one attribute and one thing.
type Groups<'a> = BTreeMap<(EventId, ClaimAttribute, Scope), Vec<(&'a Claim, Value)>>;

/// The comparisons between `claims`, in order of the text.
#[must_use]
pub(super) fn comparisons(
    reading: &Reading<'_>,
    claims: &[Claim],
    timexes: &[Timex],
    quantities: &[Quantity],
) -> Vec<Comparison> {
    let timexes: BTreeMap<TimexId, &Timex> = timexes.iter().map(|t| (t.id, t)).collect();
    let quantities: BTreeMap<QuantityId, &Quantity> = quantities.iter().map(|q| (q.id, q)).collect();
    let mut groups: Groups<'_> = BTreeMap::new();
    for claim in claims {
        if let Some((scope, value)) = value(claim, &timexes, &quantities) {
            groups.entry((claim.event, claim.attribute, scope)).or_default().push((claim, value));
        }
    }
    let mut found: Vec<(u32, Comparison)> = Vec::new();
    for ((event, attribute, _), mut claims) in groups {
        claims.sort_by_key(|(claim, _)| (claim.span.start, claim.span.end));
        let Some(relation) = relation(reading, &claims) else { continue };
        let first = claims[0].0.span.start;
        let claims = claims.iter().map(|(claim, _)| claim.id).collect();
        found.push((first, Comparison { event, attribute, claims, relation }));
    }
    found.sort_by_key(|(first, comparison)| (*first, comparison.event, comparison.attribute));
    found.into_iter().map(|(_, comparison)| comparison).collect()
}

/// What must be equal for values to be comparable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// One of a kind: whether, when, where, who.
    Whole,
    /// A number of something, a part of something, besides something.
    Number {
        unit: Option<String>,
        of: Option<EntityId>,
        subset_of: Option<QuantityId>,
        besides: Option<QuantityId>,
    },
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Number {
        low: f64,
        high: f64,
    },
    /// First and last day, ISO 8601: they compare as text.
    Interval {
        earliest: String,
        latest: String,
    },
    Entity(EntityId),
    Happened(bool),
}

fn value(
    claim: &Claim,
    timexes: &BTreeMap<TimexId, &Timex>,
    quantities: &BTreeMap<QuantityId, &Quantity>,
) -> Option<(Scope, Value)> {
    match claim.value {
        ClaimValue::Quantity { quantity } => {
            let quantity = quantities.get(&quantity)?;
            let scope = Scope::Number {
                unit: quantity.unit.clone(),
                of: quantity.of,
                subset_of: quantity.subset_of,
                besides: quantity.besides,
            };
            let low = quantity.low.or(quantity.point).unwrap_or(0.0);
            let high = quantity.high.unwrap_or(f64::INFINITY);
            // "About 40" doesn't contradict 42: half its tenth is allowed on either side.
            let slack = if quantity.approximate { quantity.point.unwrap_or(0.0) / 20.0 } else { 0.0 };
            Some((scope, Value::Number { low: low - slack, high: high + slack }))
        }
        ClaimValue::Time { timex } => {
            let timex = timexes.get(&timex)?;
            let (earliest, latest) = (timex.earliest.clone()?, timex.latest.clone()?);
            Some((Scope::Whole, Value::Interval { earliest, latest }))
        }
        ClaimValue::Entity { entity } => Some((Scope::Whole, Value::Entity(entity))),
        ClaimValue::Occurrence { modality } => {
            let happened = match modality {
                Modality::Occurred | Modality::Ongoing => true,
                Modality::Denied => false,
                _ => return None,
            };
            Some((Scope::Whole, Value::Happened(happened)))
        }
    }
}

/// How claims of one scope stand to each other; nothing when there is nothing to compare, or no saying.
fn relation(reading: &Reading<'_>, claims: &[(&Claim, Value)]) -> Option<Relation> {
    let mut gravest: Option<Relation> = None;
    for (i, a) in claims.iter().enumerate() {
        // Claims beyond the first few on one attribute add nothing but time.
        for b in claims[i + 1..].iter().take(MOST_COMPARED) {
            if let Some(relation) = between(reading, a, b)
                && gravest.is_none_or(|gravest| gravity(relation) > gravity(gravest))
            {
                gravest = Some(relation);
            }
        }
    }
    gravest
}

/// A claim is compared with so many that follow it.
const MOST_COMPARED: usize = 32;

fn gravity(relation: Relation) -> u8 {
    match relation {
        Relation::Agrees => 0,
        Relation::WithinRange => 1,
        Relation::DifferentScope => 2,
        Relation::Supersedes => 3,
        Relation::Contradicts => 4,
    }
}

/// How two claims stand to each other.
fn between(reading: &Reading<'_>, a: &(&Claim, Value), b: &(&Claim, Value)) -> Option<Relation> {
    let same_speaker = Speaker::of(a.0) == Speaker::of(b.0);
    let version = |claim: &Claim| {
        let sentence = reading.layout.sentences.partition_point(|s| s.span.end <= claim.span.start);
        reading.layout.sentences.get(sentence).map_or(0, |sentence| reading.layout.version(sentence))
    };
    let restated = version(a.0) != version(b.0);
    let apart = match (&a.1, &b.1) {
        (Value::Number { low: al, high: ah }, Value::Number { low: bl, high: bh }) => {
            if al == bl && ah == bh {
                Some(Relation::Agrees)
            } else if al <= bh && bl <= ah {
                Some(Relation::WithinRange)
            } else {
                None
            }
        }
        (Value::Interval { earliest: ae, latest: al }, Value::Interval { earliest: be, latest: bl }) => {
            if ae == be && al == bl {
                Some(Relation::Agrees)
            } else if !is_after(ae, bl) && !is_after(be, al) {
                Some(Relation::WithinRange)
            } else {
                None
            }
        }
        (Value::Entity(a), Value::Entity(b)) => {
            // Two places or actors need not exclude each other.
            return (a == b && !same_speaker).then_some(Relation::Agrees);
        }
        (Value::Happened(a), Value::Happened(b)) => (a == b).then_some(Relation::Agrees),
        _ => return None,
    };
    match apart {
        Some(relation) => (!same_speaker).then_some(relation),
        None if restated => Some(Relation::Supersedes),
        None if same_speaker => None,
        // What the outlet tells on its own account may be of another hour; whether it happened is not.
        None if !named(a.0) || !named(b.0) => match a.1 {
            Value::Happened(_) => Some(Relation::Contradicts),
            _ => Some(Relation::DifferentScope),
        },
        None => Some(Relation::Contradicts),
    }
}

/// Whether one date or time lies after another, as far as both say: eleven o'clock is not after the day that it is of.
fn is_after(a: &str, b: &str) -> bool {
    let shared = a.len().min(b.len());
    a.get(..shared) > b.get(..shared)
}

/// Whether the text says whose claim it is.
fn named(claim: &Claim) -> bool {
    claim.source.is_some()
}

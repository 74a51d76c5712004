//! Which values of an event's attributes somebody is said to give.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Attribution, AttributionId, Claim, ClaimAttribute, ClaimId, ClaimValue, Event, EventId, EventMention,
    Mention, MentionId, Modality, ParticipantRole, Polarity, Quantity, QuantityId, Span, Stance, Timex,
    TimexId,
};

use super::Reading;

#[cfg(test)]
mod tests;

/// What the stages before have found.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    /// Time expressions.
    pub timexes: &'a [Timex],
    /// Numbers.
    pub quantities: &'a [Quantity],
    /// Mentions of entities.
    pub mentions: &'a [Mention],
    /// Who says what.
    pub attributions: &'a [Attribution],
    /// Events.
    pub events: &'a [Event],
}

/// The claims of the text: each attributed value of an attribute of an event, and what the outlet states itself on
/// the same attribute, in order of the text.
///
/// What is merely demanded, possible or conditional is no claim on what happened.
#[must_use]
pub(super) fn claims(reading: &Reading<'_>, found: &Found<'_>) -> Vec<Claim> {
    let attributions: BTreeMap<AttributionId, &Attribution> =
        found.attributions.iter().map(|a| (a.id, a)).collect();
    let quantities: BTreeMap<QuantityId, &Quantity> = found.quantities.iter().map(|q| (q.id, q)).collect();
    let timexes: BTreeMap<TimexId, &Timex> = found.timexes.iter().map(|t| (t.id, t)).collect();
    let mentions: BTreeMap<MentionId, &Mention> = found.mentions.iter().map(|m| (m.id, m)).collect();
    let mut claims = Vec::new();
    for event in found.events {
        for mention in event.mentions.iter().filter(|mention| is_asserted(mention.modality)) {
            let attribution = mention.attribution.and_then(|id| attributions.get(&id).copied());
            let mut claim = |attribute, value, span: Span| {
                claims.push(Claim {
                    id: ClaimId::derive(
                        &reading.fingerprint,
                        &[span.start, span.end],
                        &key(event.id, attribute),
                    ),
                    event: event.id,
                    attribute,
                    value,
                    source: attribution.and_then(|attribution| attribution.source),
                    attribution: attribution.map(|attribution| attribution.id),
                    span,
                });
            };
            let modality = stated_modality(mention, attribution);
            claim(ClaimAttribute::Occurrence, ClaimValue::Occurrence { modality }, mention.trigger);
            if modality == Modality::Denied {
                continue;
            }
            for quantity in mention.quantities.iter().filter_map(|id| quantities.get(id)) {
                if quantity.status.is_news() {
                    let value = ClaimValue::Quantity { quantity: quantity.id };
                    claim(ClaimAttribute::Quantity(quantity.status), value, quantity.span);
                }
            }
            if let Some(timex) = mention.time.and_then(|id| timexes.get(&id)) {
                claim(ClaimAttribute::Time, ClaimValue::Time { timex: timex.id }, timex.span);
            }
            if let Some(place) = mention.place.and_then(|id| mentions.get(&id)) {
                claim(ClaimAttribute::Place, ClaimValue::Entity { entity: place.entity }, place.span);
            }
            for actor in mention.participants.iter().filter(|p| p.role == ParticipantRole::Actor) {
                if let Some(entity) = actor.entity {
                    claim(ClaimAttribute::Actor, ClaimValue::Entity { entity }, actor.span);
                }
            }
        }
    }
    keep_attributed(&mut claims);
    claims.sort_by_key(|claim| (claim.span.start, claim.span.end, claim.attribute, claim.event));
    claims.dedup_by_key(|claim| claim.id);
    claims
}

/// Names the attribute of an event in a claim's id.
fn key(event: EventId, attribute: ClaimAttribute) -> String {
    format!("{event} {attribute:?}")
}

/// Whether a mention says something of what happened, rather than of what should, may or would.
fn is_asserted(modality: Modality) -> bool {
    !matches!(modality, Modality::Demanded | Modality::Possible | Modality::Conditional)
}

/// Whether the event happened, as whoever speaks has it.
fn stated_modality(mention: &EventMention, attribution: Option<&Attribution>) -> Modality {
    let denied = attribution.is_some_and(|attribution| attribution.stance == Stance::Deny);
    if denied || mention.polarity == Polarity::Negative && mention.modality == Modality::Occurred {
        Modality::Denied
    } else {
        mention.modality
    }
}

/// Keeps the attributes on which somebody other than the outlet speaks. That something happened goes without saying
/// where nobody denies it and nobody but one source speaks of it.
fn keep_attributed(claims: &mut Vec<Claim>) {
    let mut attributed = BTreeSet::new();
    let mut speakers: BTreeMap<(EventId, ClaimAttribute), BTreeSet<Speaker>> = BTreeMap::new();
    let mut denied = BTreeSet::new();
    for claim in claims.iter() {
        let at = (claim.event, claim.attribute);
        speakers.entry(at).or_default().insert(Speaker::of(claim));
        if claim.attribution.is_some() {
            attributed.insert(at);
        }
        if (claim.value == ClaimValue::Occurrence { modality: Modality::Denied })
            && claim.attribution.is_some()
        {
            denied.insert(claim.event);
        }
    }
    claims.retain(|claim| {
        let at = (claim.event, claim.attribute);
        let several = speakers.get(&at).is_some_and(|speakers| speakers.len() > 1);
        attributed.contains(&at)
            && (claim.attribute != ClaimAttribute::Occurrence || several || denied.contains(&claim.event))
    });
}

/// Who makes a claim, so far as that can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Speaker {
    /// The outlet.
    Outlet,
    /// An entity.
    Entity(crate::model::EntityId),
    /// Words that name nobody known ("officials"), or a cue without a source.
    Unnamed(AttributionId),
}

impl Speaker {
    pub(super) fn of(claim: &Claim) -> Self {
        match (claim.source.and_then(|source| source.entity), claim.attribution) {
            (Some(entity), _) => Self::Entity(entity),
            (None, Some(attribution)) => Self::Unnamed(attribution),
            (None, None) => Self::Outlet,
        }
    }
}

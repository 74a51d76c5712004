use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Attribution, AttributionId, Claim, ClaimId, Entity, EntityId, EntityRelation, Event, EventId, Form,
    Mention, MentionId, Quantity, QuantityId, Record, Timex, TimexId,
};

/// Finds the things of a record by id.
pub struct Index<'r> {
    entities: BTreeMap<EntityId, &'r Entity>,
    relations: BTreeMap<EntityId, Vec<&'r EntityRelation>>,
    mentions: BTreeMap<MentionId, &'r Mention>,
    timexes: BTreeMap<TimexId, &'r Timex>,
    quantities: BTreeMap<QuantityId, &'r Quantity>,
    attributions: BTreeMap<AttributionId, &'r Attribution>,
    events: BTreeMap<EventId, &'r Event>,
    claims: BTreeMap<ClaimId, &'r Claim>,
    named: BTreeSet<EntityId>,
    described: BTreeSet<EntityId>,
}

impl<'r> Index<'r> {
    /// Indexes the record.
    #[must_use]
    pub fn new(record: &'r Record) -> Self {
        let mut relations: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for relation in &record.relations {
            relations.entry(relation.subject).or_default().push(relation);
        }
        Self {
            entities: record.entities.iter().map(|e| (e.id, e)).collect(),
            relations,
            mentions: record.mentions.iter().map(|m| (m.id, m)).collect(),
            timexes: record.timexes.iter().map(|t| (t.id, t)).collect(),
            quantities: record.quantities.iter().map(|q| (q.id, q)).collect(),
            attributions: record.attributions.iter().map(|a| (a.id, a)).collect(),
            events: record.events.iter().map(|e| (e.id, e)).collect(),
            claims: record.claims.iter().map(|c| (c.id, c)).collect(),
            described: record.mentions.iter().filter(|m| m.form != Form::Pronoun).map(|m| m.entity).collect(),
            named: record.mentions.iter().filter(|m| m.form == Form::Name).map(|m| m.entity).collect(),
        }
    }

    /// The entity with the id.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> Option<&'r Entity> {
        self.entities.get(&id).copied()
    }

    /// The relations that are told of the entity, in order.
    #[must_use]
    pub fn relations_of(&self, id: EntityId) -> &[&'r EntityRelation] {
        self.relations.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The mention with the id.
    #[must_use]
    pub fn mention(&self, id: MentionId) -> Option<&'r Mention> {
        self.mentions.get(&id).copied()
    }

    /// The time expression with the id.
    #[must_use]
    pub fn timex(&self, id: TimexId) -> Option<&'r Timex> {
        self.timexes.get(&id).copied()
    }

    /// The quantity with the id.
    #[must_use]
    pub fn quantity(&self, id: QuantityId) -> Option<&'r Quantity> {
        self.quantities.get(&id).copied()
    }

    /// The attribution with the id.
    #[must_use]
    pub fn attribution(&self, id: AttributionId) -> Option<&'r Attribution> {
        self.attributions.get(&id).copied()
    }

    /// The event with the id.
    #[must_use]
    pub fn event(&self, id: EventId) -> Option<&'r Event> {
        self.events.get(&id).copied()
    }

    /// The claim with the id.
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> Option<&'r Claim> {
        self.claims.get(&id).copied()
    }

    /// Whether the text names or describes the entity, rather than only speaking of "them".
    #[must_use]
    pub fn is_described(&self, id: EntityId) -> bool {
        self.described.contains(&id)
    }

    /// Whether the text names the entity, rather than only describing it.
    #[must_use]
    pub fn is_named(&self, id: EntityId) -> bool {
        self.named.contains(&id)
    }
}

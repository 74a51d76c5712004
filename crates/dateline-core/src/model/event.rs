use serde::{Deserialize, Serialize};

use super::{AttributionId, EntityId, EventId, EventMentionId, MentionId, QuantityId, Span, TimexId};

/// Something that happened, or is planned, threatened, denied: one or more event mentions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Derived from the first event mention.
    pub id: EventId,
    /// PLOVER 2021 root, or one of Dateline's own types.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode within the type ("arrest", "aerial").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// PLOVER contexts.
    #[serde(default)]
    pub context: Vec<Context>,
    /// A short description in the text's own words.
    pub title: String,
    /// Where the event stands, all mentions considered.
    pub status: Modality,
    /// When it took place, or is to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<EventTime>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EventPlace>,
    /// Who and what took part, each entity once in a role.
    #[serde(default)]
    pub participants: Vec<EventParticipant>,
    /// The quantities of its mentions.
    #[serde(default)]
    pub quantities: Vec<QuantityId>,
    /// Never empty.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub mentions: Vec<EventMention>,
}

/// When an event took place, and on what basis that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventTime {
    /// The time expression that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timex: Option<TimexId>,
    /// First day (or time) it may be, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Last day (or time) it may be, inclusive, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// How the time was found.
    pub basis: TimeBasis,
}

/// How the time of an event was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TimeBasis {
    /// A full date in the clause.
    Stated,
    /// A weekday in the clause, against the publication date.
    Weekday,
    /// Another expression in the clause, relative to the publication date or to another date.
    Relative,
    /// The last time expression of the narrative, outside the clause.
    Narrative,
    /// The dateline's date.
    Dateline,
    /// The publication date alone, in a report that dates no event; it is no later.
    Publication,
}

/// Where an event took place, and on what basis that stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventPlace {
    /// The place or facility.
    pub entity: EntityId,
    /// The words that say so; absent when the place is the dateline's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<MentionId>,
    /// How the place was found.
    pub basis: PlaceBasis,
    /// The building or street where the text says that it was, if nothing has coordinates for it: then `entity` is the town
    /// around it, found on the basis given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<EntityId>,
    /// Where from the place the text says that it was, if not there: "near Aleppo", "50 kilometers south of Aleppo". The
    /// precision class is then `near`, whatever the place's own is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
}

/// Where something is, seen from a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Beside {
    /// How far away, in kilometres; absent where the text does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kilometres: Option<f64>,
    /// In which direction, in degrees clockwise from north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bearing: Option<u16>,
    /// Degrees north of the point that distance and direction lead to, where the text says both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east of that point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
}

/// How the place of an event was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlaceBasis {
    /// In the clause.
    Stated,
    /// The last place of the narrative, outside the clause.
    Narrative,
    /// The dateline, which is no evidence of where something happened.
    Dateline,
}

/// An entity in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventParticipant {
    /// What it did or suffered.
    pub role: ParticipantRole,
    /// Who or what.
    pub entity: EntityId,
}

/// One place where the text reports something happening, planned, threatened, denied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventMention {
    /// Derived from trigger and type.
    pub id: EventMentionId,
    /// The words that name the event: "shelled", "talks", "killing".
    pub trigger: Span,
    /// Index into the record's sentences.
    pub sentence: u32,
    /// Who and what, as the clause says.
    #[serde(default)]
    pub participants: Vec<Participant>,
    /// The time expression that governs it in the clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimexId>,
    /// The mention of the place in the clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<MentionId>,
    /// The quantities of the clause that are the event's.
    #[serde(default)]
    pub quantities: Vec<QuantityId>,
    /// Whether the text says that it is so.
    pub polarity: Polarity,
    /// Whether it has happened, and how sure the text is of it.
    pub modality: Modality,
    /// Grammatical tense of the trigger's clause.
    pub tense: Tense,
    /// Who reports it; absent when the outlet does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<AttributionId>,
    /// Name of the rule that found it.
    pub rule: String,
    /// How sure the engine is.
    pub confidence: Confidence,
}

/// A phrase in an event mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Participant {
    /// What it did or suffered.
    pub role: ParticipantRole,
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// Who or what; absent for phrases that are no mention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
}

/// What a participant did or suffered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ParticipantRole {
    /// Does it; both sides of talks are actors.
    Actor,
    /// It is addressed to them: of talks, aid, a demand, an accusation.
    Recipient,
    /// A person or group harmed.
    Victim,
    /// A thing, place or organization acted on.
    Target,
    /// With what: weapons, vehicles, money.
    Instrument,
    /// What talks, statements and decisions are about.
    Topic,
    /// From where, in movements.
    Origin,
    /// To where, in movements.
    Destination,
}

/// Whether the text says that an event is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It is so.
    Positive,
    /// "did not", "no", "without"
    Negative,
}

/// Whether something has happened, and how sure the text is of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// It has happened.
    Occurred,
    /// It is going on.
    Ongoing,
    /// Somebody intends it: "were to meet".
    Planned,
    /// Somebody thinks it will be: "appeared unlikely".
    Expected,
    /// Somebody says they will do harm.
    Threatened,
    /// Somebody tried.
    Attempted,
    /// Somebody tried, and it did not come about.
    Failed,
    /// Somebody wants it of somebody else.
    Demanded,
    /// It depends on something: "if the meeting brings nothing".
    Conditional,
    /// Somebody says that it is not so.
    Denied,
    /// It may be: "might", "could".
    Possible,
}

/// Grammatical tense of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are grammar's own")]
pub enum Tense {
    Past,
    Present,
    Future,
    /// Infinitives, nouns and headlines without one.
    None,
}

/// How sure the engine is of what it read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A weak or ambiguous trigger, or participants missing.
    Low,
    /// A clear trigger.
    Medium,
    /// A clear trigger with the participants it calls for.
    High,
}

/// The type of an event.
///
/// The first sixteen are the roots of PLOVER (2021); the others are Dateline's own for the rest of the news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
#[expect(
    missing_docs,
    reason = "defined by PLOVER; Dateline's own are described in seeds/lexicons/event_types.tsv"
)]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
    Disaster,
    Accident,
    Crime,
    Justice,
    Election,
    Personnel,
    Life,
    Business,
    Health,
    Science,
    Sport,
    Culture,
    Movement,
    Statement,
    Other,
}

/// What an event is about, after PLOVER's contexts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are PLOVER's")]
pub enum Context {
    Political,
    Military,
    Economic,
    Diplomatic,
    Resource,
    Culture,
    Disease,
    Disaster,
    Refugee,
    Academia,
    Election,
    Legislative,
    Legal,
    Terrorism,
    Misinformation,
    Corruption,
    Cyber,
    Intelligence,
    Rights,
    Environment,
    Illegal,
    Inequality,
    Territory,
    Peacekeeping,
    Crime,
    Health,
    Executive,
}

use serde::{Deserialize, Serialize};

use super::{AttributionId, ClaimId, EntityId, EventId, Modality, QuantityId, Source, Span, Status, TimexId};

/// One attributed value of one attribute of one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claim {
    /// Derived from event, attribute and span.
    pub id: ClaimId,
    /// The event it is about.
    pub event: EventId,
    /// What of the event it states.
    pub attribute: ClaimAttribute,
    /// What it states.
    pub value: ClaimValue,
    /// Who states it; `null` when the outlet does on its own account.
    pub source: Option<Source>,
    /// The attribution that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<AttributionId>,
    /// The words that state the value.
    #[serde(flatten)]
    pub span: Span,
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClaimAttribute {
    /// Whether it happened.
    Occurrence,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who did it.
    Actor,
    /// A number, by what it counts.
    #[serde(untagged)]
    Quantity(Status),
}

/// The value a claim states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ClaimValue {
    /// A number.
    Quantity {
        /// The quantity.
        quantity: QuantityId,
    },
    /// A time.
    Time {
        /// The time expression.
        timex: TimexId,
    },
    /// An entity: a place, an actor.
    Entity {
        /// The entity.
        entity: EntityId,
    },
    /// Whether it happened.
    Occurrence {
        /// As the source has it.
        modality: Modality,
    },
}

/// The claims on one attribute of one event, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// The event.
    pub event: EventId,
    /// The attribute.
    pub attribute: ClaimAttribute,
    /// Two or more claims, in order of the text.
    pub claims: Vec<ClaimId>,
    /// How they stand to each other.
    pub relation: Relation,
}

/// How claims stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same value.
    Agrees,
    /// Ranges that overlap.
    WithinRange,
    /// Values that cannot all be true.
    Contradicts,
    /// A later statement replaces an earlier one.
    Supersedes,
    /// Values of different parts or times.
    DifferentScope,
}

/// An outlet's own statement that an earlier version was wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Correction {
    /// The notice.
    #[serde(flatten)]
    pub span: Span,
    /// What sort of notice.
    pub kind: CorrectionKind,
    /// What the earlier version said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Reading>,
    /// What is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Reading>,
    /// The event it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concerns: Option<EventId>,
}

/// One of the two values of a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reading {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
    /// The time expression, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timex: Option<TimexId>,
    /// The quantity, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<QuantityId>,
    /// The entity, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
}

/// What sort of notice a correction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CorrectionKind {
    /// Something was wrong.
    Correction,
    /// Something was unclear.
    Clarification,
    /// Something was added or changed.
    Update,
    /// The report, or a part of it, is withdrawn.
    Retraction,
}

/// Something a user should know about how a document was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// What sort of thing.
    pub code: DiagnosticCode,
    /// What happened and what to do, in a sentence.
    pub message: String,
    /// Where.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// What sort of thing a diagnostic reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DiagnosticCode {
    /// There was nothing to read.
    EmptyText,
    /// The text does not look like English; what was found is unreliable.
    NotEnglish,
    /// No publication date was given or found, so relative times stay unresolved.
    NoPublicationDate,
    /// Publication dates disagree.
    ConflictingDates,
    /// A time expression could not be resolved.
    UnresolvedTime,
    /// A place name could not be resolved, or has several equal readings.
    UnresolvedPlace,
    /// Quotation marks do not pair up.
    UnbalancedQuotes,
    /// A sentence was too long to parse whole.
    LongSentence,
    /// Characters that cannot be text were found: controls, replacement characters, direction overrides.
    SuspectCharacters,
    /// The text was cut to the longest that the engine reads.
    TextTooLong,
}

//! The record and all its parts: what every surface exchanges, and nothing that computes it.
//!
//! [`Record`] is everything extracted from one [`Document`]. Positions are half-open [`Span`]s of
//! the document's text, counted in UTF-8 bytes inside this crate; [`Record::with_offsets`]
//! re-expresses a record in UTF-16 units or Unicode code points. Ids are derived from content, so the same
//! input gives the same ids. [`Record::check`] verifies every invariant.

mod attribution;
mod check;
mod claim;
mod document;
mod edtf;
mod entity;
mod event;
mod id;
mod offsets;
mod quantity;
mod record;
mod relation;
mod span;
mod timex;

pub use attribution::{Attribution, Source, Speech, Stance};
pub use check::Violation;
pub use claim::{
    Claim, ClaimAttribute, ClaimValue, Comparison, Correction, CorrectionKind, Diagnostic, DiagnosticCode,
    Reading, Relation,
};
pub use document::{Byline, BylineKind, Dateline, Document, Section, SectionKind, Sentence};
pub use entity::{
    Entity, EntityKind, Feature, Form, Mention, PlaceCandidate, PlacePrecision, ResolvedPlace, Role, Tenure,
};
pub use event::{
    Beside, Confidence, Context, Event, EventMention, EventParticipant, EventPlace, EventTime, EventType,
    Modality, Participant, ParticipantRole, PlaceBasis, Polarity, Tense, TimeBasis,
};
pub use id::{
    AttributionId, ClaimId, DocumentId, EntityId, EventId, EventMentionId, Fingerprint, MentionId,
    ParseIdError, QuantityId, RelationId, TimexId,
};
pub use offsets::Offsets;
pub use quantity::{Conversion, Qualifier, Quantity, Status};
pub use record::{Record, SCHEMA};
pub use relation::{EntityRelation, EntityRelationKind};
pub use span::Span;
pub use timex::{Grain, Timex, TimexBasis, TimexModifier, TimexType};

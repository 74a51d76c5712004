use serde::{Deserialize, Serialize};

use super::{
    Attribution, Claim, Comparison, Correction, Diagnostic, Document, Entity, EntityRelation, Event, Mention,
    Offsets, Quantity, Sentence, Timex,
};

/// Name and version of the shape that [`Record`] has in JSON.
pub const SCHEMA: &str = "dateline/record/v1";

/// Everything extracted from one document; the unit every surface exchanges.
///
/// All collections stand in order of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: String,
    /// The unit of all spans.
    pub offsets: Offsets,
    /// The report.
    pub document: Document,
    /// Its sentences.
    #[serde(default)]
    pub sentences: Vec<Sentence>,
    /// Spans that name or refer to entities.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// Who and what is mentioned.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// How entities stand to each other: who leads, belongs to or is kin to whom, what is where.
    #[serde(default)]
    pub relations: Vec<EntityRelation>,
    /// Time expressions.
    #[serde(default)]
    pub timexes: Vec<Timex>,
    /// Numbers.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// Who says what.
    #[serde(default)]
    pub attributions: Vec<Attribution>,
    /// What happened, is planned, denied.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Attributed values.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// Claims side by side.
    #[serde(default)]
    pub comparisons: Vec<Comparison>,
    /// The outlet's corrections.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// What a user should know about how the document was read.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
}

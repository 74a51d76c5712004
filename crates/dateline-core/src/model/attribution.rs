use serde::{Deserialize, Serialize};

use super::{AttributionId, EntityId, Span};

/// Who says what, by which words.
///
/// Source, cue and content follow PARC 3 and PolNeAR (Pareti 2012; Newell et al. 2018).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attribution {
    /// Derived from the cue, or from the content where there is none.
    pub id: AttributionId,
    /// Who says it; `null` when the text names nobody.
    pub source: Option<Source>,
    /// The words that say that it is said: "said", "according to"; `null` for a quotation without any.
    pub cue: Option<Span>,
    /// What is said, in one or more pieces, in order of the text.
    pub content: Vec<Span>,
    /// Quoted, reported, or both.
    pub speech: Speech,
    /// What sort of act the saying is.
    pub stance: Stance,
    /// The attribution inside whose content this one lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<AttributionId>,
}

/// The words that name a source, and the entity behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The noun phrase: "The Institute for the Study of War".
    #[serde(flatten)]
    pub span: Span,
    /// The entity; absent for sources that are no mention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
}

/// Whether words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Speech {
    /// Wholly in quotation marks.
    Direct,
    /// Not in quotation marks.
    Indirect,
    /// Partly.
    Mixed,
}

/// What sort of act a saying is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// "said", "according to"
    State,
    /// "reported", "found", "showed"
    Report,
    /// "claimed", "alleged"
    Claim,
    /// "confirmed", "admitted"
    Confirm,
    /// "denied", "rejected the allegation"
    Deny,
    /// "accused", "blamed"
    Accuse,
    /// "estimated"
    Estimate,
    /// "expects", "predicted"
    Expect,
    /// "believes", "thinks"
    Believe,
    /// "doubts"
    Doubt,
    /// "demanded", "urged", "called on"
    Demand,
    /// "ordered"
    Order,
    /// "asked"
    Ask,
    /// "proposed", "suggested"
    Propose,
    /// "promised", "vowed"
    Promise,
    /// "warned"
    Warn,
    /// "threatened"
    Threaten,
    /// "criticized", "condemned"
    Criticize,
    /// "praised", "welcomed"
    Praise,
}

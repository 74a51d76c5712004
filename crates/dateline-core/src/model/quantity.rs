use serde::{Deserialize, Serialize};

use super::{EntityId, QuantityId, Span};

/// A number with bounds, qualifier, unit and status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quantity {
    /// Derived from the span.
    pub id: QuantityId,
    /// The number with its qualifier and unit: "more than 40 warplanes".
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
    /// Lower bound, inclusive ("more than 40": 41 for things that are counted, 40 for what is measured); absent when unbounded.
    pub low: Option<f64>,
    /// Upper bound, inclusive; absent when unbounded.
    pub high: Option<f64>,
    /// The number itself, where the text gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<f64>,
    /// How the number bounds the amount.
    pub qualifier: Qualifier,
    /// What is counted or measured, singular and lower case ("warplane", "person", "kilometer", "percent"), or an
    /// ISO 4217 code for money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What the number says of what it counts.
    pub status: Status,
    /// The entity whose number it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<EntityId>,
    /// The quantity of which this one is a part: "52 out of 80", "including two children".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subset_of: Option<QuantityId>,
    /// The quantity to which this one adds: "19 others".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub besides: Option<QuantityId>,
    /// The same amount in another unit, as printed: "(4,300 miles)".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversion: Option<Conversion>,
    /// Whether the text marks the number as inexact.
    pub approximate: bool,
}

/// The same amount in another unit, as printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conversion {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The number.
    pub point: f64,
    /// Its unit, as in [`Quantity::unit`].
    pub unit: String,
}

/// How a number bounds an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// "three"
    Exact,
    /// "about 40", "roughly", "some", "nearly"
    About,
    /// "more than 40"
    MoreThan,
    /// "at least 40"
    AtLeast,
    /// "less than 40", "under"
    LessThan,
    /// "at most 40", "up to 40"
    AtMost,
    /// "between 40 and 50", "40 to 50"
    Between,
    /// "dozens", "several", "a few": bounds from convention
    Vague,
}

/// What a number says of what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Status {
    Dead,
    Injured,
    Missing,
    Detained,
    Hostage,
    Released,
    Displaced,
    Evacuated,
    Rescued,
    Infected,
    Destroyed,
    Damaged,
    Launched,
    Intercepted,
    Targeted,
    Participants,
    Deployed,
    Money,
    Distance,
    Area,
    Speed,
    Weight,
    Volume,
    Temperature,
    Share,
    Votes,
    Score,
    Age,
    Ordinal,
    Rate,
    Magnitude,
    /// Counts something, and says no more of it.
    Count,
    Other,
}

impl Status {
    /// Whether a number with this status tells news by itself, rather than measuring or ranking something.
    #[must_use]
    pub const fn is_news(self) -> bool {
        matches!(
            self,
            Self::Dead
                | Self::Injured
                | Self::Missing
                | Self::Detained
                | Self::Hostage
                | Self::Released
                | Self::Displaced
                | Self::Evacuated
                | Self::Rescued
                | Self::Infected
                | Self::Destroyed
                | Self::Damaged
                | Self::Launched
                | Self::Intercepted
                | Self::Targeted
                | Self::Participants
                | Self::Deployed
                | Self::Votes
                | Self::Magnitude
        )
    }
}

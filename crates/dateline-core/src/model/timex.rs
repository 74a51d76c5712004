use serde::{Deserialize, Serialize};

use super::{Span, TimexId};

/// A time expression with its TIMEX3 type and value, and the interval it denotes.
///
/// Types and values follow TIMEX3 (ISO-TimeML, as annotated in TempEval-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timex {
    /// Derived from the span.
    pub id: TimexId,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// TIMEX3 value: `2025-06-01`, `2025-W23`, `P2D`, `PAST_REF`; `XXXX-XX-XX` positions are unknown.
    pub value: String,
    /// TIMEX3 modifier.
    #[serde(rename = "mod", default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<TimexModifier>,
    /// First day (or time) it may denote, ISO 8601; absent when unbounded or unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Last day (or time) it may denote, inclusive, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// How far the clock it is told by is ahead of UTC (`-04:00`), where its zone says it ("4 a.m. EDT") or the same
    /// moment told by another clock ("2 p.m. Moscow time (1100 GMT)"). The value and the interval are by the clock told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utc_offset: Option<String>,
    /// The unit it is exact to.
    pub grain: Grain,
    /// What the value rests on.
    pub basis: TimexBasis,
}

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar date or something coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// TIMEX3 modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimexModifier {
    /// "more than a decade ago"
    Before,
    /// "less than a year ago"
    After,
    /// "no less than a year ago"
    OnOrBefore,
    /// "no more than a year ago"
    OnOrAfter,
    /// "less than two hours"
    LessThan,
    /// "over a year and a half"
    MoreThan,
    /// "at most two days"
    EqualOrLess,
    /// "at least two days"
    EqualOrMore,
    /// "the early 1960s"
    Start,
    /// "mid-June"
    Mid,
    /// "late Sunday"
    End,
    /// "about three years"
    Approx,
}

/// The unit a time expression is exact to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the units themselves")]
pub enum Grain {
    Second,
    Minute,
    Hour,
    DayPart,
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
    Millennium,
    Unknown,
}

/// What the value of a time expression rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TimexBasis {
    /// The words alone: "May 16, 2025", "two hours".
    Stated,
    /// A weekday's name, against the publication date: "Sunday".
    Weekday,
    /// The publication date otherwise: "a week ago", "May 16".
    Publication,
    /// The dateline's date.
    Dateline,
    /// Another date in the text: "the previous evening".
    Narrative,
    /// An hour told without its day, which is taken to be that of publication: "at 3:40 p.m."
    Assumed,
    /// Nothing could anchor it; the value keeps unknown positions.
    Unanchored,
}

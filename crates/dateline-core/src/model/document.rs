use serde::{Deserialize, Serialize};

use super::{DocumentId, Span};

/// One report as received.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Derived from the text.
    pub id: DocumentId,
    /// The caller's own id for the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// The text, unchanged.
    pub text: String,
    /// The headline: as given by the caller, or found in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// Who wrote it and who contributed; never actors in the news.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<Byline>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Day of publication (ISO 8601, `2025-06-02`), from which the days of the text are counted: as given by the caller, but
    /// an earlier one that a labelled line of the text states ("Posted: June 2, 2025") goes before it; where none is given,
    /// as the text or its address has it, or else the day of its last update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Day of the last update (ISO 8601), where the text states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// The line that says where, by whom and sometimes when the report was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    /// BCP 47 tag of the language; `und` when it cannot be told.
    pub language: String,
    /// The parts of the text, in order, without overlap; white space between them belongs to none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// SHA-256 of the text as UTF-8, in lower-case hexadecimal.
    pub sha256: String,
}

/// Where, by whom and when the report was filed: "ISTANBUL (AP) — ".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dateline {
    /// The whole line, its dash included.
    #[serde(flatten)]
    pub span: Span,
    /// The place as printed ("ISTANBUL").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The agency as printed ("AP").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The date (ISO 8601), where the line states one; a date without a year takes the publication's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// One person who wrote the report or contributed to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Byline {
    /// The name in the text.
    #[serde(flatten)]
    pub span: Span,
    /// The name.
    pub name: String,
    /// Wrote it, or contributed to it.
    pub kind: BylineKind,
    /// From where, as printed ("Ankara, Turkey").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// In what capacity a person is named in a byline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BylineKind {
    /// Named as writer of the report.
    Writer,
    /// Named as having contributed to it.
    Contributor,
}

/// A part of the text with one function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// Its extent.
    #[serde(flatten)]
    pub span: Span,
    /// Its function.
    pub kind: SectionKind,
    /// Its sub-heading, where it has one; the heading lies inside the section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Span>,
    /// Which version of the report it belongs to: 0 is the newest. An update printed above the earlier story
    /// has 0, the story below it 1.
    pub version: u32,
}

/// What a part of the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Lines above the report: a date, an outlet, a label.
    Header,
    /// The headline.
    Headline,
    /// A line that names the writers.
    Byline,
    /// The news itself.
    Body,
    /// Words about the text rather than the news: "THIS IS A BREAKING NEWS UPDATE.", subscription offers, web debris.
    Boilerplate,
    /// A notice that an earlier version was wrong.
    Correction,
    /// A closing line that names contributors.
    Contributors,
}

/// One sentence of the text, or a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sentence {
    /// Its extent, without the white space around it.
    #[serde(flatten)]
    pub span: Span,
}

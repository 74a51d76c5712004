use serde::{Deserialize, Serialize};

use super::{EntityId, MentionId, Span};

/// A span that names or refers to an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mention {
    /// Derived from the span.
    pub id: MentionId,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
    /// What it refers to here; a metonym ("Kyiv said") has the kind of what it stands for.
    pub kind: EntityKind,
    /// Name, nominal or pronoun.
    pub form: Form,
    /// The entity it refers to.
    pub entity: EntityId,
    /// Whether the words name something else that stands for the entity: a capital or a building for a government.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub metonym: bool,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A proper name: "Zelenskyy".
    Name,
    /// A common noun phrase: "the delegation".
    Nominal,
    /// A pronoun: "he".
    Pronoun,
}

/// What sort of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A human being, or an unnamed set of them ("three people", "officials").
    Person,
    /// A company, government, ministry, army, party, team, outlet.
    Organization,
    /// A country, region, town, sea, mountain.
    Place,
    /// A building or other works: airport, palace, base, bridge.
    Facility,
    /// Nationality, religion, ethnic or political group.
    Group,
    /// A thing made: weapon, vehicle, drug, device.
    Product,
    /// A book, film, report, broadcast.
    Work,
    /// A named event: a war, a summit, a championship, a storm.
    Occasion,
    /// A law, treaty, agreement.
    Law,
    /// Anything else.
    Other,
}

/// Who or what is mentioned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entity {
    /// Derived from the first mention.
    pub id: EntityId,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// The fullest name in the text, or the fullest description of an unnamed entity.
    pub name: String,
    /// The other names in the text, in order of first use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The titles and offices the text gives it.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// ISO 3166-1 alpha-2 code of the country it belongs to, where the text or the gazetteer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Wikidata item, where the gazetteer holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// Where it is, for places and facilities that the gazetteer resolves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ResolvedPlace>,
    /// What the name of a place may mean that is not resolved, since nothing in the text speaks for any: the likeliest
    /// first, at most five. Empty where the gazetteer has no such name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<PlaceCandidate>,
    /// How central it is to the report, from 0 to 1.
    pub salience: f32,
}

/// A title or office held in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Role {
    /// The title, without organization, country and status: "Foreign Minister".
    pub title: String,
    /// Whether the text says that it is held no longer, provisionally or not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Tenure>,
    /// The organization it is held in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country it is held for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The words that say so, the organization or country included where they are contiguous.
    #[serde(flatten)]
    pub span: Span,
}

/// How a role or relation holds, where the text says that it does not simply hold. A verb in the past tense alone says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tenure {
    /// No longer, or about to end: "former", "ex-", "then-", "late", "ousted", "outgoing".
    Former,
    /// For the time being: "acting", "interim", "caretaker".
    Acting,
    /// Not yet: "incoming", "-elect", "designate".
    Incoming,
}

impl Tenure {
    /// The status as JSON spells it, and as it stands before a title.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Former => "former",
            Self::Acting => "acting",
            Self::Incoming => "incoming",
        }
    }
}

/// A gazetteer's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResolvedPlace {
    /// GeoNames id, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166-1 alpha-2 code; absent for seas and regions of several countries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Name of the first-order division it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admin1: Option<String>,
    /// What sort of place it is.
    pub feature: Feature,
    /// How exactly the coordinates place what is named.
    pub precision: PlacePrecision,
}

/// A place that an unresolved name may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlaceCandidate {
    /// The usual name of the place.
    pub name: String,
    /// Where it is.
    #[serde(flatten)]
    pub place: ResolvedPlace,
}

/// What sort of place a gazetteer entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// A city, town or village.
    Settlement,
    /// A country or dependent territory.
    Country,
    /// A first-order division: state, province, oblast.
    Admin1,
    /// A second-order division: county, district.
    Admin2,
    /// A region without an administration, or of several countries.
    Region,
    /// A sea, lake, river, strait.
    Water,
    /// A mountain, desert, valley.
    Terrain,
    /// An island or group of islands.
    Island,
    /// A building or other works.
    Facility,
    /// A state or place that no longer exists under the name.
    Historical,
}

/// How exactly coordinates place what is named, after the precision classes of conflict data sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlacePrecision {
    /// The settlement or facility itself.
    Exact,
    /// Near a known point.
    Near,
    /// Centre of a second-order division.
    Admin2,
    /// Centre of a first-order division.
    Admin1,
    /// Centre of a country.
    Country,
    /// Centre of something larger, or of a water or region.
    Larger,
}

use serde::{Deserialize, Serialize};

use super::{EntityId, RelationId, Span, Tenure};

/// How two entities stand to each other, as the text says it.
///
/// The kinds are those of the field's knowledge bases (TAC KBP, Wikidata), each in one direction: `subject` is what the
/// relation is told of. Of a relation that is its own reverse (`spouse`, `sibling`, `relative`), `subject` is whom the
/// noun or verb describes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntityRelation {
    /// Derived from the words that say so, the kind and the entities.
    pub id: RelationId,
    /// What the relation is.
    pub kind: EntityRelationKind,
    /// Who or what stands in the relation.
    pub subject: EntityId,
    /// To whom or what.
    pub object: EntityId,
    /// Whether the text says that it is over, provisional or yet to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Tenure>,
    /// The words that say so, the names included where they are contiguous.
    #[serde(flatten)]
    pub span: Span,
}

/// What a relation between two entities is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntityRelationKind {
    /// Somebody is at the head of a body, a state or a place: its president, chief executive, mayor, commander.
    Leads,
    /// Somebody belongs to a body without heading it: serves, works, speaks or sits in it.
    MemberOf,
    /// A body or works is in a place or has its seat there; a place lies in another.
    LocatedIn,
    /// A body is a branch, subsidiary or division of another.
    PartOf,
    /// Wife, husband.
    Spouse,
    /// Son or daughter, also by adoption.
    ChildOf,
    /// Brother or sister, also half-brother or half-sister.
    Sibling,
    /// Any other kin, by blood or marriage: grandparent, uncle, cousin, in-law, stepchild.
    Relative,
}

impl EntityRelationKind {
    /// The kind as JSON spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::MemberOf => "member_of",
            Self::LocatedIn => "located_in",
            Self::PartOf => "part_of",
            Self::Spouse => "spouse",
            Self::ChildOf => "child_of",
            Self::Sibling => "sibling",
            Self::Relative => "relative",
        }
    }
}

//! The tables that relations between entities are read with.

use super::rules::tenure_named;
use crate::lexicon::WordMap;
use crate::model::{EntityKind, EntityRelationKind, Tenure};
use crate::seed;

/// What relations go by, compiled from `relation_titles`, `relation_nouns` and `relation_verbs`.
pub(super) struct RelationRules {
    titles: WordMap<Standing>,
    nouns: WordMap<Vec<RelationNoun>>,
    verbs: WordMap<Vec<RelationVerb>>,
}

/// What a title says of its holder; `relation_titles.tsv` describes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// At the head of such as `Led` tells.
    Leads(Led),
    /// Neither at its head nor within it.
    Apart,
    /// A word that makes of one who leads one who doesn't.
    Under,
}

/// What a title can be at the head of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Led {
    pub(super) country: bool,
    pub(super) place: bool,
    pub(super) body: bool,
}

/// A noun that says how somebody or something stands to its possessor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RelationNoun {
    pub(super) kind: EntityRelationKind,
    /// Whether the possessor is the subject: "her father".
    pub(super) back: bool,
    /// What both sides are.
    pub(super) between: EntityKind,
    pub(super) status: Option<Tenure>,
}

/// A verb that says how its subject stands to its object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RelationVerb {
    pub(super) kind: EntityRelationKind,
    /// The prepositions of the object; none for a direct one.
    pub(super) prepositions: Vec<&'static str>,
    pub(super) subject: Vec<EntityKind>,
    pub(super) object: Vec<EntityKind>,
    pub(super) without: Vec<&'static str>,
    /// Whether it says so in the passive.
    pub(super) passive: bool,
    pub(super) status: Option<Tenure>,
}

impl RelationRules {
    /// Compiles the tables; a row whose cells say nothing known is left out, and a test keeps the tables free of them.
    pub(super) fn from_seed() -> Self {
        let mut titles = WordMap::new();
        for (_, [relation, of, words]) in seed::RELATION_TITLES.select(["relation", "of", "titles"]) {
            let Some(standing) = standing(relation, of) else { continue };
            for title in words.split('|') {
                titles.entry(title).or_insert(standing);
            }
        }
        let mut nouns: WordMap<Vec<_>> = WordMap::new();
        let columns = ["relation", "direction", "between", "status", "nouns"];
        for (_, [relation, direction, between, status, words]) in seed::RELATION_NOUNS.select(columns) {
            let (Some(kind), Some(between)) = (relation_named(relation), super::rules::kind_named(between))
            else {
                continue;
            };
            for noun in words.split('|') {
                nouns.entry(noun).or_default().push(RelationNoun {
                    kind,
                    back: direction == "back",
                    between,
                    status: tenure_named(status),
                });
            }
        }
        let mut verbs: WordMap<Vec<_>> = WordMap::new();
        let columns =
            ["relation", "verb", "preposition", "subject", "object", "without", "passive", "status"];
        for (_, [relation, verb, preposition, subject, object, without, passive, status]) in
            seed::RELATION_VERBS.select(columns)
        {
            let Some(kind) = relation_named(relation) else { continue };
            let kinds = |cell: &str| cell.split(' ').filter_map(super::rules::kind_named).collect();
            verbs.entry(verb).or_default().push(RelationVerb {
                kind,
                prepositions: preposition.split('|').filter(|word| !word.is_empty()).collect(),
                subject: kinds(subject),
                object: kinds(object),
                without: without.split(' ').filter(|word| !word.is_empty()).collect(),
                passive: passive == "yes",
                status: tenure_named(status),
            });
        }
        Self { titles, nouns, verbs }
    }

    /// What the title with these words says.
    pub(super) fn title(&self, words: &str) -> Option<Standing> {
        self.titles.get(words).copied()
    }

    /// How the noun with this lemma relates its possessor: a parent is a person or a company.
    pub(super) fn noun(&self, lemma: &str) -> &[RelationNoun] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// How the verb with this lemma relates its subject.
    pub(super) fn verb(&self, lemma: &str) -> &[RelationVerb] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }
}

fn standing(relation: &str, of: &str) -> Option<Standing> {
    Some(match relation {
        "leads" => {
            let names = |what| of.split(' ').any(|word| word == what);
            Standing::Leads(Led { country: names("country"), place: names("place"), body: names("body") })
        }
        "none" => Standing::Apart,
        "under" => Standing::Under,
        _ => return None,
    })
}

/// The relation that a table calls so.
pub(super) fn relation_named(name: &str) -> Option<EntityRelationKind> {
    use EntityRelationKind::{ChildOf, Leads, LocatedIn, MemberOf, PartOf, Relative, Sibling, Spouse};
    [Leads, MemberOf, LocatedIn, PartOf, Spouse, ChildOf, Sibling, Relative]
        .into_iter()
        .find(|kind| kind.as_str() == name)
}

//! The cast of a report: who and what it mentions, where, and which mentions refer to the same.
//!
//! Names first ([`name`]): what the tagger found, weighed against all other evidence. Then descriptions and pronouns
//! ([`mention`]), where the places are ([`place`]), the clusters of names ([`cluster`]), the roles of persons ([`role`]), what descriptions and pronouns
//! take up ([`coreference`]), the entities that come of it ([`entity`]), and how they stand to each other ([`relation`]).

mod alias;
mod candidate;
mod cluster;
mod coreference;
mod entity;
mod evidence;
mod mention;
mod name;
mod place;
mod recurrence;
mod relation;
mod relation_rules;
mod role;
mod rules;
mod station;
#[cfg(test)]
mod tests;

use core::ops::Range;

use super::Reading;
use crate::lexicon::Gazetteer;
use crate::model::{
    Attribution, Entity, EntityId, EntityKind, EntityRelation, Feature, Form, Mention, MentionId, Quantity,
    RelationId, Span, Timex,
};

pub use coreference::{COREFERENCE_CLUES, COREFERENCE_SORTS, Choice, ChoiceOption};
pub use rules::CastRules;

/// Who and what a report mentions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cast {
    /// In order of their first byte, longer ones first.
    pub mentions: Vec<Mention>,
    /// In order of their first mention.
    pub entities: Vec<Entity>,
    /// In order of the words that say so.
    pub relations: Vec<EntityRelation>,
    places: Vec<Placed>,
    /// For each token, the shortest mention that covers it.
    innermost: Vec<Option<u32>>,
    /// For each token, the shortest mention whose head it is.
    headed: Vec<Option<u32>>,
}

/// Where a mention stands, in tokens, and the index of its entity.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Placed {
    tokens: Range<u32>,
    head: u32,
    entity: u32,
    /// In the name of a body or building.
    inside: bool,
}

/// Finds the cast.
#[must_use]
pub fn cast(
    reading: &Reading<'_>,
    timexes: &[Timex],
    _quantities: &[Quantity],
    attributions: &[Attribution],
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Cast {
    let Referents { mut drafts, tokens, mut places, inside, mut clusters, roles } =
        referents(reading, timexes, attributions, gazetteer, rules, None);
    let before = drafts.len();
    for (tokens, resolved) in inside {
        drafts.push(mention::Draft::inside(reading, tokens));
        places.push(Some(resolved));
    }
    clusters.join_places(&drafts, &places, before);
    clusters.in_order(&drafts);
    let ties = relation::ties(reading, &drafts, &tokens, &clusters, &roles, &places, rules);
    mention::take_articles(reading, &mut drafts);
    let entities = entity::entities(reading, &drafts, &clusters, &roles, &places, gazetteer, rules);
    let relations = ties.into_iter().map(|tie| {
        let (subject, object) = (entities[tie.subject].id, entities[tie.object].id);
        let span = reading.span_of(tie.words);
        let name = format!("{} {subject} {object}", tie.kind.as_str());
        let id = RelationId::derive(&reading.fingerprint, &[span.start, span.end], &name);
        EntityRelation { id, kind: tie.kind, subject, object, status: tie.status, span }
    });

    let mut cast = Cast {
        relations: relations.collect(),
        entities,
        innermost: vec![None; reading.len()],
        headed: vec![None; reading.len()],
        ..Cast::default()
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|k| (drafts[*k].tokens.start, core::cmp::Reverse(drafts[*k].tokens.end)));
    for k in order {
        let draft = &drafts[k];
        let Some(entity) = clusters.of[k] else { continue };
        let span = reading.span_of(draft.tokens.clone());
        let index = Some(cast.mentions.len() as u32);
        cast.mentions.push(Mention {
            id: MentionId::derive(&reading.fingerprint, &[span.start, span.end], ""),
            span,
            text: span.of(reading.text).to_owned(),
            kind: if draft.form == Form::Name { draft.kind } else { cast.entities[entity].kind },
            form: draft.form,
            entity: cast.entities[entity].id,
            metonym: draft.stands_for.is_some(),
        });
        // Longer mentions come first, so what is inside overwrites what is around it. In a body's name it is the body that
        // stands in the sentence.
        if !draft.inside {
            cast.innermost[draft.tokens.clone()].fill(index);
            cast.headed[draft.head] = index;
        }
        cast.places.push(Placed {
            tokens: draft.tokens.start as u32..draft.tokens.end as u32,
            head: draft.head as u32,
            entity: entity as u32,
            inside: draft.inside,
        });
    }
    cast
}

/// Mentions with what they refer to, before entities are made of it.
struct Referents {
    drafts: Vec<mention::Draft>,
    tokens: mention::Tokens,
    places: Vec<Option<super::places::Resolved>>,
    /// Places inside the names of bodies.
    inside: Vec<(Range<usize>, super::places::Resolved)>,
    clusters: cluster::Clusters,
    roles: Vec<role::Held>,
}

fn referents(
    reading: &Reading<'_>,
    timexes: &[Timex],
    attributions: &[Attribution],
    gazetteer: &Gazetteer,
    rules: &CastRules,
    log: Option<&mut Vec<Choice>>,
) -> Referents {
    let names = name::names(reading, timexes, gazetteer, rules);
    let mut drafts = mention::mentions(reading, &names, gazetteer, rules);
    alias::find(reading, &mut drafts, rules);
    let place::Located { mentions: places, inside } = place::places(reading, rules, &drafts, gazetteer);
    for (draft, resolved) in drafts.iter_mut().zip(&places) {
        if resolved.as_ref().is_some_and(|resolved| resolved.place.feature == Feature::Facility) {
            draft.kind = EntityKind::Facility;
        }
    }
    let mut clusters = cluster::names(reading, &drafts, &places, gazetteer, rules);
    let tokens = mention::Tokens::new(reading.len(), &drafts);
    let finder = role::Finder { reading, drafts: &drafts, tokens: &tokens, gazetteer, rules };
    let mut roles = finder.roles();
    coreference::resolve(reading, &drafts, &roles, attributions, rules, &mut clusters, log);
    roles.extend(finder.roles_of_pronouns());
    Referents { drafts, tokens, places, inside, clusters, roles }
}

/// The pronouns and descriptions of a text, what each may take up, and which it does: what `dateline-train` fits the weights of
/// `coreference_clues.tsv` to.
#[must_use]
pub fn coreference_choices(
    reading: &Reading<'_>,
    timexes: &[Timex],
    attributions: &[Attribution],
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Vec<Choice> {
    let mut choices = Vec::new();
    referents(reading, timexes, attributions, gazetteer, rules, Some(&mut choices));
    choices
}

/// The candidate names of a text and their evidence: what `dateline-train` fits the weights of `name_evidence.tsv` to.
///
/// Each piece of evidence stands with its name in the table and how often it counts.
#[must_use]
pub fn name_evidence(
    reading: &Reading<'_>,
    timexes: &[Timex],
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Vec<(Span, Vec<(&'static str, f32)>)> {
    let evidence = name::evidence(reading, timexes, gazetteer, rules);
    evidence.into_iter().map(|(tokens, counts)| (reading.span_of(tokens), counts)).collect()
}

impl Cast {
    /// Index of the shortest mention that covers a token.
    #[must_use]
    pub fn mention_at(&self, token: usize) -> Option<usize> {
        self.innermost.get(token).copied().flatten().map(|index| index as usize)
    }

    /// Index of the shortest mention whose head a token is: the one that fills a slot the token fills in the tree.
    #[must_use]
    pub fn mention_headed_by(&self, token: usize) -> Option<usize> {
        self.headed.get(token).copied().flatten().map(|index| index as usize)
    }

    /// Index of the mention that a noun phrase stands for: the one with its head, else the one that covers the head.
    #[must_use]
    pub fn mention_for(&self, head: usize) -> Option<usize> {
        self.mention_headed_by(head).or_else(|| self.mention_at(head))
    }

    /// The tokens of a mention; empty when there is none with the index.
    #[must_use]
    pub fn tokens(&self, mention: usize) -> Range<usize> {
        self.places.get(mention).map_or(0..0, |place| place.tokens.start as usize..place.tokens.end as usize)
    }

    /// The head of a mention: the token that its others hang below.
    #[must_use]
    pub fn head(&self, mention: usize) -> Option<usize> {
        self.places.get(mention).map(|place| place.head as usize)
    }

    /// Whether a mention is a place in the name of a body or building: "Boston" of "Boston Police Department".
    #[must_use]
    pub fn is_inside(&self, mention: usize) -> bool {
        self.places.get(mention).is_some_and(|place| place.inside)
    }

    /// The entity of a mention.
    #[must_use]
    pub fn entity_of(&self, mention: usize) -> Option<&Entity> {
        self.entities.get(self.places.get(mention)?.entity as usize)
    }

    /// The entity with the id.
    #[must_use]
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.id == id)
    }

    /// The entity that a stretch of text speaks of: that of the mention with the same bytes, else of the first mention
    /// in it whose head hangs outside (its grammatical centre), else of the first mention in it.
    #[must_use]
    pub fn entity_in(&self, reading: &Reading<'_>, span: Span) -> Option<&Entity> {
        let tokens = reading.tokens_in(span);
        let start = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let inside = self.mentions[start..].iter().take_while(|mention| mention.span.start < span.end);
        let mut first = None;
        for (i, mention) in inside.enumerate().filter(|(_, mention)| mention.span.end <= span.end) {
            let index = start + i;
            let central = self
                .head(index)
                .is_some_and(|head| reading.parse.head(head).is_none_or(|above| !tokens.contains(&above)));
            if mention.span == span || central {
                return self.entity_of(index);
            }
            first.get_or_insert(index);
        }
        first.and_then(|index| self.entity_of(index))
    }

    /// Whether an entity can decide and act: a person, a body, a people, a country.
    #[must_use]
    pub fn can_act(entity: &Entity) -> bool {
        match entity.kind {
            EntityKind::Person | EntityKind::Organization | EntityKind::Group => true,
            EntityKind::Place => entity.place.as_ref().is_some_and(|place| place.feature == Feature::Country),
            _ => false,
        }
    }
}

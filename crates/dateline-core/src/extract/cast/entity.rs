//! Entities: what the mentions that refer to one and the same tell of it.

use std::collections::BTreeSet;

use super::cluster::{Cluster, Clusters};
use super::mention::Draft;
use super::role::Held;
use super::rules::{CastRules, Manner};
use crate::extract::Reading;
use crate::extract::places::{self, Resolved};
use crate::lexicon::{CountryCode, Gazetteer, fold};
use crate::model::{Entity, EntityId, EntityKind, Feature, Form, Role};
use crate::text::SentenceKind;

/// The entity of each cluster.
pub(super) fn entities(
    reading: &Reading<'_>,
    drafts: &[Draft],
    clusters: &Clusters,
    roles: &[Held],
    places: &[Option<Resolved>],
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Vec<Entity> {
    let mut held: Vec<Vec<&Held>> = vec![Vec::new(); clusters.all.len()];
    for role in roles {
        if let Some(cluster) = clusters.of[role.mention] {
            held[cluster].push(role);
        }
    }
    let mut held: Vec<Vec<Role>> = held.iter().map(|roles| distinct(roles, rules)).collect();
    // "an aide to Putin": held for the country that he holds his office for.
    for role in roles.iter().filter(|role| role.role.country.is_none()) {
        let Some((cluster, superior)) = clusters.of[role.mention]
            .zip(role.superior.and_then(|superior| clusters.of[superior]))
            .filter(|(cluster, superior)| cluster != superior)
        else {
            continue;
        };
        let country = held[superior].iter().find_map(|of| of.country.clone());
        if let Some(own) = held[cluster].iter_mut().find(|own| own.span == role.role.span) {
            own.country = own.country.take().or(country);
        }
    }
    let weights: Vec<u32> = clusters
        .all
        .iter()
        .map(|cluster| {
            let told = cluster.mentions.iter().any(|k| drafts[*k].form != Form::Pronoun);
            if told { cluster.mentions.iter().map(|k| weight(reading, &drafts[*k])).sum() } else { 0 }
        })
        .collect();
    let heaviest = weights.iter().copied().max().unwrap_or(0).max(1);
    clusters
        .all
        .iter()
        .enumerate()
        .map(|(c, cluster)| {
            let (mut name, mut aliases) = names(reading, drafts, cluster);
            let first = &drafts[cluster.mentions[0]];
            let span = reading.span_of(first.tokens.clone());
            let roles = core::mem::take(&mut held[c]);
            let resolved = cluster.mentions.iter().find_map(|k| places[*k].as_ref());
            if let Some(known) = resolved.and_then(|resolved| gazetteer.place(resolved.id)) {
                let common = |words: &String| fold(known.name) == fold(words);
                // Named in capitals alone: "HELSINKI". Or abbreviated alone: "Mich."
                if common(&name) && name.len() > 3 && !name.contains(char::is_lowercase) {
                    known.name.clone_into(&mut name);
                } else if name.ends_with('.') && !common(&name) && known.feature == Feature::Admin1 {
                    aliases.insert(0, core::mem::replace(&mut name, known.name.to_owned()));
                    aliases.retain(|alias| *alias != name);
                } else if !common(&name)
                    && let Some(plain) = aliases.iter_mut().find(|alias| common(alias))
                {
                    // "City of Springfield"
                    core::mem::swap(&mut name, plain);
                }
            }
            let place = resolved.map(|resolved| resolved.place.clone());
            let candidates = match place {
                None if cluster.kind == EntityKind::Place && is_named(drafts, cluster) => {
                    places::candidates(gazetteer, &name)
                }
                _ => Vec::new(),
            };
            let country = cluster.country.as_ref().map(CountryCode::to_string);
            Entity {
                id: EntityId::derive(&reading.fingerprint, &[span.start, span.end], kind_name(cluster.kind)),
                kind: cluster.kind,
                name,
                aliases,
                country: country
                    .or_else(|| roles.iter().find_map(|role| role.country.clone()))
                    .or_else(|| place.as_ref().and_then(|place| place.country.clone())),
                roles,
                wikidata: resolved
                    .and_then(|resolved| gazetteer.wikidata(resolved.id))
                    .map(|item| format!("Q{item}")),
                place,
                candidates,
                salience: weights[c] as f32 / heaviest as f32,
            }
        })
        .collect()
}

fn is_named(drafts: &[Draft], cluster: &Cluster) -> bool {
    cluster.mentions.iter().any(|k| drafts[*k].form == Form::Name)
}

/// How much one mention makes of its entity: a name 3, a description 2, a pronoun or a place in the name of a body 1, times
/// 4 in the headline, 3 in the first paragraph, 2 in the next four, 1 further down. The salience of an entity is the sum
/// over its mentions, as a share of the highest in the document; who is nothing but "I", "we" or "you" has none.
fn weight(reading: &Reading<'_>, draft: &Draft) -> u32 {
    let form = match draft.form {
        Form::Name if draft.inside => 1,
        Form::Name => 3,
        Form::Nominal => 2,
        Form::Pronoun => 1,
    };
    let Some(sentence) = reading.sentence(draft.sentence) else { return form };
    let lead =
        reading.layout.sentences.iter().find(|s| s.kind == SentenceKind::Prose).map_or(0, |s| s.paragraph);
    let place = match (sentence.kind, sentence.paragraph.saturating_sub(lead)) {
        (SentenceKind::Headline, _) => 4,
        (SentenceKind::Dateline | SentenceKind::Correction, _) => 0,
        (_, 0) => 3,
        (_, 1..=4) => 2,
        _ => 1,
    };
    form * place
}

/// The fullest name, and the others in order of first use. A body that every state has one of ("Foreign Ministry") is
/// named with the country that stands before it; an entity without a name by its fullest description.
fn names(reading: &Reading<'_>, drafts: &[Draft], cluster: &Cluster) -> (String, Vec<String>) {
    if let Some(metonym) = cluster.mentions.iter().find_map(|k| drafts[*k].stands_for) {
        let mut aliases = Vec::new();
        for k in cluster.mentions.iter().filter(|k| drafts[**k].form == Form::Name) {
            let words = reading.words(drafts[*k].tokens.clone()).to_owned();
            if words != metonym.stands_for && !aliases.contains(&words) {
                aliases.push(words);
            }
        }
        return (metonym.stands_for.to_owned(), aliases);
    }
    let mut names: Vec<String> = Vec::new();
    for k in cluster.mentions.iter().filter(|k| drafts[**k].form == Form::Name) {
        let words = one_line(reading.words(drafts[*k].tokens.clone()));
        if !names.contains(&words) {
            names.push(words);
        }
    }
    let others = cluster.mentions.iter().map(|k| &drafts[*k]).filter(|draft| draft.other_name_of.is_some());
    let others: BTreeSet<String> =
        others.map(|draft| one_line(reading.words(draft.tokens.clone()))).collect();
    // In capitals, or what it is also known as, only where the text has nothing else.
    let fullness = |name: &String| {
        let shouted = name.len() > 6 && !name.chars().any(char::is_lowercase);
        (!others.contains(name), !shouted, name.split(' ').count().min(5), name.len())
    };
    let mut best = 0;
    for (i, name) in names.iter().enumerate() {
        if fullness(name) > fullness(&names[best]) {
            best = i;
        }
    }
    if !names.is_empty() {
        if let Some(owned) = cluster.mentions.iter().find_map(|k| with_owner(reading, &drafts[*k])) {
            return (owned, names);
        }
        let name = names.remove(best);
        return (name, names);
    }
    let description = cluster
        .mentions
        .iter()
        .filter(|k| drafts[**k].form == Form::Nominal)
        .map(|k| without_article(&one_line(reading.words(drafts[*k].tokens.clone()))).to_owned())
        .max_by_key(|words| words.split(' ').count().min(8));
    let first = || one_line(reading.words(drafts[cluster.mentions[0]].tokens.clone()));
    (description.unwrap_or_else(first), Vec::new())
}

/// "Ukrainian Foreign Ministry", where the name is "Foreign Ministry" and a people's or country's name stands before it.
fn with_owner(reading: &Reading<'_>, draft: &Draft) -> Option<String> {
    let owner = draft.owner.clone().filter(|_| draft.form == Form::Name && draft.stands_for.is_none())?;
    Some(one_line(reading.words(owner.start..draft.tokens.end)))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_article(words: &str) -> &str {
    let lower = words.get(..4).map(str::to_ascii_lowercase);
    if lower.as_deref() == Some("the ") { &words[4..] } else { words }
}

/// The roles, each office once under its fullest title, with what later mentions add to it, and without titles that say
/// less than another of the same scope does: "leader" beside "President".
fn distinct(roles: &[&Held], rules: &CastRules) -> Vec<Role> {
    let mut distinct: Vec<Role> = Vec::new();
    for role in roles.iter().map(|held| &held.role) {
        let Some(known) = distinct.iter_mut().find(|known| same_office(known, role, rules)) else {
            distinct.push(role.clone());
            continue;
        };
        let bare = |role: &Role| role.organization.is_none() && role.country.is_none();
        let longer = role.title.len() > known.title.len();
        // "spokeswoman for the council" says more than "council spokeswoman".
        let fuller = if bare(known) == bare(role) { longer } else { bare(known) };
        if fuller {
            let (title, span) = (role.title.clone(), role.span);
            known.title = title;
            known.span = span;
        }
        known.organization = known.organization.take().or_else(|| role.organization.clone());
        known.country = known.country.take().or_else(|| role.country.clone());
        known.status = known.status.or(role.status);
    }
    let general: Vec<bool> =
        distinct.iter().map(|role| rules.is_general(&role.title.to_lowercase())).collect();
    let says_less = |i: usize| {
        let role = &distinct[i];
        general[i]
            && role.organization.is_none()
            && distinct
                .iter()
                .zip(&general)
                .any(|(other, general)| !general && agree(role.country.as_deref(), other.country.as_deref()))
    };
    let kept: Vec<bool> = (0..distinct.len()).map(|i| !says_less(i)).collect();
    let mut kept = kept.into_iter();
    distinct.retain(|_| kept.next().unwrap_or(true));
    distinct
}

/// Whether two titles name one office: the words of one end in the other's, what stands before them is no rank of its
/// own ("deputy"), and neither is held in or for something else.
fn same_office(a: &Role, b: &Role, rules: &CastRules) -> bool {
    let (a_title, b_title) = (a.title.to_lowercase(), b.title.to_lowercase());
    let (a_full, b_full) = (rules.full_title(&a_title), rules.full_title(&b_title));
    let (short, long) = if a_full.len() <= b_full.len() { (&a_full, &b_full) } else { (&b_full, &a_full) };
    let more = long.strip_suffix(short.as_str());
    let one = more.is_some_and(|more| {
        more.is_empty()
            || more.ends_with(' ')
                && more.split_whitespace().all(|word| !matches!(rules.manner(word), Some(Manner::Rank)))
    });
    one && (a.status == b.status || a.status.is_none() || b.status.is_none())
        && agree(a.country.as_deref(), b.country.as_deref())
        && (a_title == b_title || agree(a.organization.as_deref(), b.organization.as_deref()))
}

/// Whether two values can both hold: they are the same, or one isn't told.
fn agree(a: Option<&str>, b: Option<&str>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// What tells apart the ids of entities of different kinds with the same first mention.
const fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
        EntityKind::Facility => "facility",
        EntityKind::Group => "group",
        EntityKind::Product => "product",
        EntityKind::Work => "work",
        EntityKind::Occasion => "occasion",
        EntityKind::Law => "law",
        EntityKind::Other => "other",
    }
}

//! Which earlier mention a description or a pronoun takes up.
//!
//! Descriptions are taken up by their words: the role they name, the noun and country they share with an earlier one.
//! Pronouns go to the most salient entity that agrees with them, where salience is summed over the grammatical roles
//! of its recent mentions and halves from sentence to sentence (after Lappin and Leass 1994).

mod description;
mod pronoun;
mod salience;

use core::ops::Range;
use std::collections::BTreeMap;

use self::pronoun::{Party, Voice};
use super::cluster::{Clusters, stems};
use super::mention::Draft;
use super::role::Held;
use super::rules::CastRules;
use crate::extract::Reading;
use crate::language::{Dep, Tag};
use crate::lexicon::CountryCode;
use crate::model::{Attribution, EntityKind, Form, Speech};

/// How many sentences, and how many mentions, a pronoun or a bare noun looks back.
const SENTENCES_BACK: usize = 3;
const MENTIONS_BACK: usize = 80;

/// Gives every mention that is no name its cluster; pronouns that nothing fits stay without.
pub(super) fn resolve(
    reading: &Reading<'_>,
    drafts: &[Draft],
    roles: &[Held],
    attributions: &[Attribution],
    rules: &CastRules,
    clusters: &mut Clusters,
) {
    let mut resolver = Resolver::new(reading, drafts, roles, attributions, rules, clusters);
    let party = |draft: &Draft| draft.pronoun.filter(|pronoun| pronoun.person < 3);
    for (k, draft) in drafts.iter().enumerate().filter(|(_, draft)| party(draft).is_none()) {
        match draft.form {
            Form::Name => {}
            Form::Nominal => resolver.nominal(k),
            Form::Pronoun => resolver.pronoun(k),
        }
        resolver.seen(k);
    }
    // Who speaks may be told after the words.
    for (k, draft) in drafts.iter().enumerate() {
        if let Some(pronoun) = party(draft) {
            resolver.party(k, pronoun);
        }
    }
    for cluster in &mut clusters.all {
        cluster.mentions.sort_unstable();
    }
}

struct Resolver<'a> {
    reading: &'a Reading<'a>,
    drafts: &'a [Draft],
    rules: &'a CastRules,
    clusters: &'a mut Clusters,
    /// Clusters of persons by the last word of their titles, with the country, in order of the roles.
    offices: BTreeMap<&'a str, Vec<(usize, &'a Held)>>,
    /// Bodies of states by their stems and country.
    bodies: BTreeMap<(String, CountryCode), usize>,
    /// Countries that the text names.
    countries: BTreeMap<CountryCode, usize>,
    /// Mentions with a noun, by lemma.
    uses: BTreeMap<&'a str, Vec<usize>>,
    /// Direct speech: the tokens, and the mention of the speaker.
    speech: Vec<(Range<usize>, Option<usize>)>,
    /// Who speaks and is spoken to, where no other mention tells.
    parties: BTreeMap<(Voice, Party), usize>,
    /// Innermost mention whose head a token is.
    headed: Vec<Option<usize>>,
    /// The name that starts at a token.
    starting: Vec<Option<usize>>,
    /// Heads of noun phrases that are no mentions: in the singular, in the plural.
    things: [Vec<usize>; 2],
    /// Latest mentions of places and organizations that descriptions take up.
    recent: Vec<usize>,
}

impl<'a> Resolver<'a> {
    fn new(
        reading: &'a Reading<'a>,
        drafts: &'a [Draft],
        roles: &'a [Held],
        attributions: &[Attribution],
        rules: &'a CastRules,
        clusters: &'a mut Clusters,
    ) -> Self {
        let mut offices: BTreeMap<&str, Vec<(usize, &Held)>> = BTreeMap::new();
        for held in roles {
            let last = held.words.rsplit([' ', '-']).next().unwrap_or_default();
            if let Some(cluster) = clusters.of[held.mention] {
                offices.entry(last).or_default().push((cluster, held));
                let entity = &mut clusters.all[cluster];
                entity.gender = entity.gender.or(held.gender);
            }
        }
        let mut bodies = BTreeMap::new();
        for (cluster, entity) in clusters.all.iter().enumerate() {
            for k in &entity.mentions {
                let draft = &drafts[*k];
                if let Some(country) = draft
                    .country
                    .filter(|_| draft.kind == EntityKind::Organization && draft.stands_for.is_none())
                {
                    let words = draft.tokens.clone().map(|i| reading.lower(i));
                    bodies.entry((stems(words), country)).or_insert(cluster);
                }
            }
        }
        let countries = clusters.all.iter().enumerate();
        let countries = countries
            .filter(|(_, entity)| entity.is_country)
            .filter_map(|(cluster, entity)| Some((entity.country?, cluster)))
            .collect();
        let mut headed: Vec<Option<usize>> = vec![None; reading.len()];
        let mut starting = vec![None; reading.len()];
        for (k, draft) in drafts.iter().enumerate() {
            headed[draft.head] = Some(k);
            if draft.form == Form::Name {
                starting[draft.tokens.start] = Some(k);
            }
        }
        let thing = |i: &usize| {
            headed[*i].is_none()
                && matches!(
                    reading.dep(*i),
                    Some(Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj | Dep::Attr | Dep::Conj)
                )
        };
        let things = [Tag::Nn, Tag::Nns]
            .map(|tag| (0..reading.len()).filter(|i| reading.tag(*i) == Some(tag)).filter(thing).collect());
        let mut speech: Vec<_> = attributions
            .iter()
            .filter(|attribution| attribution.speech != Speech::Indirect)
            .flat_map(|attribution| {
                let speaker = attribution.source.and_then(|source| {
                    let tokens = reading.tokens_in(source.span);
                    tokens.filter_map(|i| headed[i]).next()
                });
                attribution.content.iter().map(move |span| (reading.tokens_in(*span), speaker))
            })
            .collect();
        speech.sort_by_key(|(tokens, _)| tokens.start);
        Self {
            reading,
            drafts,
            rules,
            clusters,
            offices,
            bodies,
            countries,
            uses: BTreeMap::new(),
            speech,
            parties: BTreeMap::new(),
            headed,
            starting,
            things,
            recent: Vec::new(),
        }
    }

    /// Notes a mention once it has been resolved.
    fn seen(&mut self, k: usize) {
        let draft = &self.drafts[k];
        if self.clusters.of[k].is_none() {
            return;
        }
        if draft.noun.is_some() {
            self.uses.entry(self.reading.lemma(draft.head)).or_default().push(k);
        }
        self.recent.push(k);
    }
}

//! Which earlier mention a description or a pronoun takes up.
//!
//! Pronouns and descriptions rank what agrees with them by clues to its prominence, its place in the sentence, its
//! history and, for descriptions, the words in common, each with a weight that is learned (`coreference_clues.tsv`): the ranking of entities instead of mentions follows Rahman and Ng
//! (2009), the clues Lappin and Leass (1994) and Hobbs (1978).

mod argument;
mod candidate;
mod clue;
mod description;
mod pronoun;
mod speaker;

pub(super) use clue::Weights;

use core::ops::Range;
use std::collections::BTreeMap;

use self::pronoun::{Party, Voice};
use super::cluster::{Clusters, stems};
use super::mention::Draft;
use super::role::Held;
use super::rules::{CastRules, Usage};
use crate::extract::Reading;
use crate::language::{Dep, Tag};
use crate::lexicon::CountryCode;
use crate::model::{Attribution, EntityKind, Form, Span, Speech, Stance};

/// How many sentences, and how many mentions, a pronoun or a bare noun looks back.
const SENTENCES_BACK: usize = 5;
const MENTIONS_BACK: usize = 80;

/// A pronoun or description with all that it may take up, for training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Where it stands.
    pub mention: Span,
    /// Its sort: an index into [`COREFERENCE_SORTS`].
    pub sort: usize,
    /// What it may take up; the last is nothing at all.
    pub options: Vec<ChoiceOption>,
    /// Index of the option that was taken.
    pub chosen: usize,
}

/// One thing that a pronoun or description may take up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// Where it is mentioned, pronouns that follow left out.
    pub mentions: Vec<Span>,
    /// What is true of it: indexes into [`COREFERENCE_CLUES`].
    pub clues: Vec<u8>,
}

/// The sorts of mentions, as the columns of `coreference_clues.tsv` call them.
pub const COREFERENCE_SORTS: [&str; clue::SORTS] = clue::Sort::NAMES;

/// The clues, in order, as `coreference_clues.tsv` calls them.
pub const COREFERENCE_CLUES: &[&str] = clue::Clue::NAMES;

/// Gives every mention that is no name its cluster; pronouns that nothing fits stay without.
pub(super) fn resolve(
    reading: &Reading<'_>,
    drafts: &[Draft],
    roles: &[Held],
    attributions: &[Attribution],
    rules: &CastRules,
    clusters: &mut Clusters,
    log: Option<&mut Vec<Choice>>,
) {
    let mut resolver = Resolver::new(reading, drafts, roles, attributions, rules, clusters);
    resolver.profile(roles);
    resolver.log = log;
    let party = |draft: &Draft| draft.pronoun.filter(|pronoun| pronoun.person < 3);
    for k in by_turn(drafts).filter(|&k| party(&drafts[k]).is_none()) {
        match drafts[k].form {
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
        // Nobody is both "he" and "she": the fewer of them were taken for the wrong one.
        let gender = cluster.any_gender();
        cluster.mentions.retain(|k| {
            let fits = drafts[*k].pronoun.is_none_or(|pronoun| pronoun.gender.fits(gender));
            if !fits {
                clusters.of[*k] = None;
            }
            fits
        });
        // A pronoun that takes up nothing, and that nothing takes up, mentions nobody.
        if let [k] = cluster.mentions[..]
            && drafts[k].pronoun.is_some_and(|pronoun| pronoun.person == 3)
        {
            clusters.of[k] = None;
            cluster.mentions.clear();
        }
    }
}

/// The mentions in the order of the text, but whose a description is before the description: "his" of "his roommate".
fn by_turn(drafts: &[Draft]) -> impl Iterator<Item = usize> {
    let owned = |k: usize| {
        drafts.get(k).zip(drafts.get(k + 1)).is_some_and(|(phrase, owner)| {
            phrase.form == Form::Nominal
                && owner.pronoun.is_some_and(|pronoun| pronoun.usage == Usage::Possessive)
                && owner.tokens.start == phrase.tokens.start
        })
    };
    (0..drafts.len()).map(move |k| match k.checked_sub(1) {
        _ if owned(k) => k + 1,
        Some(phrase) if owned(phrase) => phrase,
        _ => k,
    })
}

/// What is known of a cluster so far.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    mentions: u32,
    pronouns: u32,
    /// Which mention of the text was its first, and which its latest.
    first: usize,
    latest: usize,
    named: bool,
    has_role: bool,
}

/// What somebody says.
#[derive(Clone, Debug)]
struct Saying {
    /// The mention of who says it.
    source: usize,
    /// The sentence of the cue.
    sentence: usize,
    content: Vec<Range<usize>>,
    /// Whether the words are quoted.
    quoted: bool,
    /// Whether it asks somebody something.
    asks: bool,
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
    /// Direct and mixed speech: the tokens, the mention of the speaker, and whether all of it is quoted.
    speech: Vec<(Range<usize>, Option<usize>, bool)>,
    /// Mentions that are sources of attributions, in order, with what is said.
    sources: Vec<Saying>,
    /// What is known of each cluster so far, and its mentions so far, in order.
    tally: Vec<Tally>,
    heard: Vec<Vec<usize>>,
    /// The names of each cluster that has any, in order.
    names: Vec<Vec<usize>>,
    log: Option<&'a mut Vec<Choice>>,
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
        // The mention that a source stands for: that of its head, else the first in it.
        let mention_of = |words: &Range<usize>| {
            let head = reading.parse.head_of(words).and_then(|i| headed[i]);
            head.or_else(|| words.clone().find_map(|i| headed[i]))
        };
        let mut speech: Vec<_> = attributions
            .iter()
            .filter(|attribution| attribution.speech != Speech::Indirect)
            .flat_map(|attribution| {
                let speaker =
                    attribution.source.and_then(|source| mention_of(&reading.tokens_in(source.span)));
                let direct = attribution.speech == Speech::Direct;
                attribution.content.iter().map(move |span| (reading.tokens_in(*span), speaker, direct))
            })
            .collect();
        speech.sort_by_key(|(tokens, ..)| tokens.start);
        let mut sources: Vec<Saying> = attributions
            .iter()
            .filter_map(|attribution| {
                let words = reading.tokens_in(attribution.source?.span);
                let cue = attribution.cue.map_or(words.start, |cue| reading.tokens_in(cue).start);
                Some(Saying {
                    source: mention_of(&words)?,
                    sentence: reading.sentence_of(cue),
                    content: attribution.content.iter().map(|span| reading.tokens_in(*span)).collect(),
                    quoted: attribution.speech == Speech::Direct,
                    asks: attribution.stance == Stance::Ask,
                })
            })
            .collect();
        sources.sort_by_key(|saying| saying.source);
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
            sources,
            tally: Vec::new(),
            heard: Vec::new(),
            names: Vec::new(),
            log: None,
            parties: BTreeMap::new(),
            headed,
            starting,
            things,
            recent: Vec::new(),
        }
    }

    /// Takes down what is known of the clusters of names.
    fn profile(&mut self, roles: &[Held]) {
        self.names = self.clusters.all.iter().map(|cluster| cluster.mentions.clone()).collect();
        self.tally = vec![Tally::default(); self.clusters.all.len()];
        self.heard = vec![Vec::new(); self.clusters.all.len()];
        for held in roles {
            if let Some(cluster) = self.clusters.of[held.mention] {
                self.tally[cluster].has_role = true;
            }
        }
    }

    /// Notes a mention once it has been resolved.
    fn seen(&mut self, k: usize) {
        let draft = &self.drafts[k];
        let Some(cluster) = self.clusters.of[k] else { return };
        if draft.noun.is_some() {
            self.uses.entry(self.reading.lemma(draft.head)).or_default().push(k);
        }
        self.recent.push(k);
        if cluster >= self.tally.len() {
            self.tally.resize(cluster + 1, Tally::default());
            self.heard.resize(cluster + 1, Vec::new());
        }
        self.heard[cluster].push(k);
        let tally = &mut self.tally[cluster];
        if tally.mentions == 0 {
            tally.first = k;
        }
        tally.mentions += 1;
        tally.latest = k;
        tally.named |= draft.form == Form::Name;
        if draft.pronoun.is_some_and(|pronoun| pronoun.usage != Usage::Relative) {
            tally.pronouns += 1;
        }
    }
}

//! Which earlier mention a description or a pronoun takes up.
//!
//! Descriptions are taken up by their words: the role they name, the noun and country they share with an earlier one.
//! Pronouns go to the most salient entity that agrees with them, where salience is summed over the grammatical roles
//! of its recent mentions and halves from sentence to sentence (after Lappin and Leass 1994).

use std::collections::BTreeMap;

use super::cluster::{Clusters, stems};
use super::mention::{Determiner, Draft};
use super::role::{Held, apposition_host};
use super::rules::{ActorNoun, CastRules, Gender, NounSort, Number, Position, Usage};
use crate::extract::Reading;
use crate::language::{Dep, Pos, Tag};
use crate::lexicon::CountryCode;
use crate::model::{Attribution, EntityKind, Form, Speech};

/// How many sentences, and how many mentions, a pronoun looks back.
const SENTENCES_BACK: usize = 3;
const MENTIONS_BACK: usize = 80;
/// How many sentences, and how many earlier uses of its noun, a description looks back.
const DESCRIPTION_BACK: usize = 12;
const USES_BACK: usize = 8;
/// How many nouns for other things a pronoun looks back, and what one counts beside an actor, in hundredths.
const THINGS_BACK: usize = 24;
const RIVAL_SHARE: i32 = 80;

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
    for k in 0..drafts.len() {
        match drafts[k].form {
            Form::Name => {}
            Form::Nominal => resolver.nominal(k),
            Form::Pronoun => resolver.pronoun(k),
        }
        resolver.seen(k);
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
    speech: Vec<(core::ops::Range<usize>, Option<usize>)>,
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

    fn nominal(&mut self, k: usize) {
        let draft = &self.drafts[k];
        let Some(noun) = draft.noun else { return };
        let found = self.beside(k).or_else(|| self.state_body(draft)).or_else(|| match draft.determiner {
            Determiner::Definite => self
                .office(draft, noun)
                .or_else(|| self.same_noun(draft))
                .or_else(|| self.taken_up(draft, noun)),
            Determiner::Bare if draft.number == Number::Plural => None,
            _ => None,
        });
        match found {
            Some(cluster) => self.clusters.join(self.drafts, k, cluster),
            None => {
                let cluster = self.clusters.open(self.drafts, k);
                if let Some(key) = self.body_key(draft) {
                    self.bodies.entry(key).or_insert(cluster);
                }
            }
        }
    }

    /// The name or description that a noun is an apposition of, or that it is said of.
    fn beside(&self, k: usize) -> Option<usize> {
        let (reading, draft) = (self.reading, &self.drafts[k]);
        let parse = reading.parse;
        let head = draft.head;
        let apposition = parse.children_by(head, Dep::Appos).next();
        // The name after "the head of the security service," may hang below "service", or somewhere else.
        let comma = (reading.lower(draft.tokens.end) == "," && draft.number == Number::Singular)
            .then_some(draft.tokens.end + 1)
            .and_then(|next| self.starting.get(next).copied().flatten())
            .map(|other| self.drafts[other].head)
            .filter(|name| {
                let closed = self.drafts[self.headed[*name].unwrap_or(k)].tokens.end;
                matches!(reading.lower(closed), "," | "." | "who")
                    && parse.head(*name).is_some_and(|host| {
                        reading.dep(*name) == Some(Dep::Appos)
                            && apposition_host(reading, self.rules, host) == head
                    })
            });
        let host = match reading.dep(head)? {
            Dep::Appos => parse.head(head),
            Dep::Attr => parse
                .head(head)
                .filter(|verb| reading.lemma(*verb) == "be" && parse.child(*verb, Dep::Neg).is_none())
                .and_then(|verb| parse.child(verb, Dep::Nsubj)),
            _ => None,
        };
        // "Reuters news agency": the noun says what the name names.
        let labelled = || {
            let label = draft.number == Number::Singular
                && draft.determiner != Determiner::Indefinite
                && self.rules.name_word(reading.lemma(head), Position::Label).next().is_some();
            let mut names = (draft.tokens.start..head).filter(|i| {
                self.headed[*i].is_some_and(|other| {
                    self.drafts[other].form == Form::Name
                        && self.drafts[other].kind == EntityKind::Organization
                })
            });
            names.next_back().filter(|_| label && names.next().is_none())
        };
        host.into_iter().chain(apposition).chain(comma).chain(labelled()).find_map(|token| {
            let other = self.headed.get(token).copied().flatten()?;
            let cluster = self.clusters.of[other]?;
            let entity = &self.clusters.all[cluster];
            let fits = entity.kind == draft.kind
                || is_collective(entity.kind) && is_collective(draft.kind)
                || entity.is_country && draft.noun.is_some_and(|noun| noun.sort == NounSort::Nation);
            (other != k
                && fits
                && entity.gender.fits(draft.gender)
                && numbers_fit(entity.number, draft.number))
            .then_some(cluster)
        })
    }

    /// "Ukraine's air force" and "the Ukrainian air force".
    fn state_body(&self, draft: &Draft) -> Option<usize> {
        self.bodies.get(&self.body_key(draft)?).copied()
    }

    fn body_key(&self, draft: &Draft) -> Option<(String, CountryCode)> {
        let country = draft.country.filter(|_| draft.kind == EntityKind::Organization)?;
        if draft.determiner == Determiner::Indefinite {
            return None;
        }
        let own = (draft.tokens.start..=draft.head).filter(|i| {
            !matches!(self.reading.dep(*i), Some(Dep::Det | Dep::Poss | Dep::Case | Dep::Nummod))
                && self.headed[*i].is_none_or(|other| self.drafts[other].form != Form::Name)
        });
        Some((stems(own.map(|i| self.reading.lemma(i))), country))
    }

    /// "the foreign minister": the person with that title, of that country where it is named, last mentioned.
    fn office(&self, draft: &Draft, noun: ActorNoun) -> Option<usize> {
        if noun.sort != NounSort::Office || draft.number != Number::Singular {
            return None;
        }
        let lemma = self.reading.lemma(draft.head);
        let words: Vec<&str> = (draft.tokens.start..draft.head)
            .filter(|i| {
                matches!(self.reading.dep(*i), Some(Dep::Compound | Dep::Amod))
                    && self.headed[*i].is_none_or(|other| self.drafts[other].form != Form::Name)
            })
            .map(|i| self.reading.lower(i))
            .collect();
        let holders = self.offices.get(lemma.rsplit([' ', '-']).next()?)?;
        let mut best: Option<(usize, usize)> = None;
        for (cluster, held) in holders.iter().rev().take(USES_BACK) {
            let country = held.role.country.as_deref();
            let fits = words.iter().all(|word| held.words.contains(word))
                && draft.country.is_none_or(|code| country.is_none_or(|other| other == code.as_str()));
            let before =
                self.clusters.all[*cluster].mentions.iter().rev().find(|m| **m < self.headed_index(draft));
            if let Some(latest) = before.filter(|_| fits)
                && best.is_none_or(|(_, other)| *latest > other)
            {
                best = Some((*cluster, *latest));
            }
        }
        best.map(|(cluster, _)| cluster)
    }

    fn headed_index(&self, draft: &Draft) -> usize {
        self.headed[draft.head].unwrap_or(usize::MAX)
    }

    /// The latest mention with the same noun that nothing sets apart.
    fn same_noun(&self, draft: &Draft) -> Option<usize> {
        let reading = self.reading;
        let earlier = self.uses.get(reading.lemma(draft.head))?;
        let modifiers = self.modifiers(draft);
        earlier.iter().rev().take(USES_BACK).find_map(|k| {
            let other = &self.drafts[*k];
            let near = draft.sentence - other.sentence <= DESCRIPTION_BACK;
            let countries = draft.country.is_none() || draft.country == other.country;
            let theirs = self.modifiers(other);
            let fits = modifiers.iter().all(|word| theirs.contains(word));
            (near && countries && fits && numbers_fit(draft.number, other.number))
                .then_some(self.clusters.of[*k]?)
        })
    }

    /// The words of a phrase that tell which one is meant.
    fn modifiers(&self, draft: &Draft) -> Vec<&str> {
        (draft.tokens.start..draft.tokens.end)
            .filter(|i| {
                *i != draft.head
                    && matches!(
                        self.reading.pos(*i),
                        Some(Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Verb)
                    )
            })
            .map(|i| self.reading.lower(i))
            .collect()
    }

    /// "the country", "the company", "the man": the latest mention that may be called so.
    fn taken_up(&self, draft: &Draft, noun: ActorNoun) -> Option<usize> {
        if draft.number != Number::Singular || !self.modifiers(draft).is_empty() || draft.tokens.len() > 2 {
            return None;
        }
        let reading = self.reading;
        let lemma = reading.lemma(draft.head);
        let back = if noun.sort == NounSort::Nation { SENTENCES_BACK } else { 2 };
        let recent = self.recent.iter().rev().take(MENTIONS_BACK);
        recent.take_while(|k| draft.sentence - self.drafts[**k].sentence <= back).find_map(|k| {
            let other = &self.drafts[*k];
            let mut cluster = self.clusters.of[*k]?;
            if noun.sort == NounSort::Nation && other.kind == EntityKind::Group {
                cluster = *self.countries.get(&other.country?)?;
            }
            let entity = &self.clusters.all[cluster];
            let modifies = matches!(reading.dep(other.head), Some(Dep::Compound | Dep::Nmod));
            let fits = match noun.sort {
                NounSort::Nation => entity.is_country && !modifies,
                NounSort::Area => {
                    entity.kind == EntityKind::Place
                        && !entity.is_country
                        && other.form == Form::Name
                        && (matches!(lemma, "city" | "town" | "village" | "capital")
                            || reading.words(other.tokens.clone()).to_lowercase().contains(lemma))
                }
                NounSort::Body | NounSort::Collective => {
                    entity.kind == EntityKind::Organization
                        && other.form == Form::Name
                        && other.stands_for.is_none()
                        && matches!(noun.sort, NounSort::Body)
                }
                NounSort::People => {
                    entity.kind == EntityKind::Person
                        && entity.number == Number::Singular
                        && (draft.gender != Gender::Unknown
                            || matches!(lemma, "old" | "suspect" | "victim" | "defendant"))
                        && entity.gender.fits(draft.gender)
                        && other.sentence != draft.sentence
                }
                _ => false,
            };
            fits.then_some(cluster)
        })
    }

    fn pronoun(&mut self, k: usize) {
        let draft = &self.drafts[k];
        let Some(pronoun) = draft.pronoun else { return };
        let found = match (pronoun.usage, pronoun.person) {
            (Usage::Relative, _) => self.antecedent(k),
            (_, 1) => self.speaker(k, pronoun.number),
            (Usage::Reflexive, _) => self.subject_above(k),
            (Usage::Possessive, _) => self.fronted(k).or_else(|| self.salient(k)),
            _ => self.salient(k),
        };
        if let Some(cluster) = found {
            self.clusters.join(self.drafts, k, cluster);
        }
    }

    /// The noun that a relative clause belongs to.
    fn antecedent(&self, k: usize) -> Option<usize> {
        let head = self.drafts[k].head;
        let clause = core::iter::once(head)
            .chain(self.reading.parse.ancestors(head))
            .take(4)
            .find(|i| self.reading.dep(*i) == Some(Dep::Relcl))?;
        let noun = self.reading.parse.head(clause)?;
        let cluster = self.clusters.of[self.headed[noun]?]?;
        let thing = matches!(
            self.clusters.all[cluster].kind,
            EntityKind::Place
                | EntityKind::Facility
                | EntityKind::Product
                | EntityKind::Work
                | EntityKind::Law
        );
        let personal = matches!(self.reading.lower(head), "who" | "whom");
        (!thing || !personal).then_some(cluster)
    }

    /// "I" in a quotation is its speaker; so is "we" where the speaker is a body or several.
    fn speaker(&self, k: usize, number: Number) -> Option<usize> {
        let head = self.drafts[k].head;
        let after = self.speech.partition_point(|(tokens, _)| tokens.start <= head);
        let (tokens, speaker) = self.speech.get(after.checked_sub(1)?)?;
        let cluster = self.clusters.of[(*speaker).filter(|_| tokens.contains(&head))?]?;
        let entity = &self.clusters.all[cluster];
        let fits = match number {
            Number::Plural => entity.kind != EntityKind::Person || entity.number == Number::Plural,
            _ => entity.kind == EntityKind::Person,
        };
        fits.then_some(cluster)
    }

    /// The subject of the clause that a reflexive pronoun stands in.
    fn subject_above(&self, k: usize) -> Option<usize> {
        let parse = self.reading.parse;
        let subject = parse.ancestors(self.drafts[k].head).take(4).find_map(|above| {
            parse.child(above, Dep::Nsubj).or_else(|| parse.child(above, Dep::Nsubjpass))
        })?;
        self.clusters.of[self.headed[subject]?]
    }

    /// The most salient entity that agrees with a pronoun.
    fn salient(&self, k: usize) -> Option<usize> {
        let draft = &self.drafts[k];
        let mut sums: Vec<(usize, i32)> = Vec::new();
        let recent = self.recent.iter().rev().take(MENTIONS_BACK);
        for other in
            recent.take_while(|other| draft.sentence - self.drafts[**other].sentence <= SENTENCES_BACK)
        {
            let Some(cluster) = self.clusters.of[*other] else { continue };
            let agreement = self.agreement(draft, cluster);
            let mention = &self.drafts[*other];
            if agreement == 0 || self.is_bound(k, *other) || self.is_adjective(mention) {
                continue;
            }
            let salience = self.prominence(draft, mention.head, mention.form) * agreement / 10;
            match sums.iter_mut().find(|(known, _)| *known == cluster) {
                // Further mentions add less: who is named twice in a breath is no twice as likely.
                Some((_, sum)) => *sum += salience / 3,
                None => sums.push((cluster, salience)),
            }
        }
        let rival = self.rival(draft);
        sums.iter()
            .filter(|(_, sum)| *sum >= rival)
            .fold(None, |best: Option<(usize, i32)>, (cluster, sum)| match best {
                Some((_, highest)) if highest >= *sum => best,
                _ => Some((*cluster, *sum)),
            })
            .map(|(cluster, _)| cluster)
            .or_else(|| self.cataphor(k))
    }

    /// "Turkish" in "the Turkish minister", which no pronoun takes up.
    fn is_adjective(&self, mention: &Draft) -> bool {
        mention.kind == EntityKind::Group
            && mention.form == Form::Name
            && matches!(self.reading.dep(mention.head), Some(Dep::Amod | Dep::Compound | Dep::Nmod))
    }

    /// How prominent the nouns are that refer to no actor or place, but may be what "it" or "they" takes up: "the raid".
    fn rival(&self, draft: &Draft) -> i32 {
        let Some(pronoun) = draft.pronoun else { return 0 };
        let things = match (pronoun.neuter, pronoun.number) {
            (true, _) => &self.things[0],
            (_, Number::Plural) => &self.things[1],
            _ => return 0,
        };
        let end = things.partition_point(|thing| *thing < draft.head);
        let prominent = things[end.saturating_sub(THINGS_BACK)..end].iter().filter_map(|thing| {
            let near = draft.sentence - self.reading.sentence_of(*thing) <= 1;
            let same_verb = pronoun.usage != Usage::Possessive
                && self.reading.parse.head(*thing) == self.reading.parse.head(draft.head);
            (near && !same_verb).then(|| self.prominence(draft, *thing, Form::Nominal))
        });
        prominent.max().unwrap_or(0) * RIVAL_SHARE / 100
    }

    /// How well an entity agrees with a pronoun, in tenths; 0 where it can't be meant.
    fn agreement(&self, draft: &Draft, cluster: usize) -> i32 {
        let Some(pronoun) = draft.pronoun else { return 0 };
        let entity = &self.clusters.all[cluster];
        let plural = entity.number == Number::Plural;
        if pronoun.neuter {
            return match entity.kind {
                EntityKind::Organization
                | EntityKind::Product
                | EntityKind::Facility
                | EntityKind::Occasion
                    if !plural =>
                {
                    10
                }
                EntityKind::Place if entity.is_country => 10,
                EntityKind::Place if !plural => 6,
                EntityKind::Work | EntityKind::Law => 6,
                _ => 0,
            };
        }
        if pronoun.number == Number::Plural {
            return match entity.kind {
                EntityKind::Person if plural => 10,
                EntityKind::Group => 6,
                EntityKind::Organization if plural => 10,
                EntityKind::Organization => 5,
                EntityKind::Product | EntityKind::Facility | EntityKind::Place if plural => 7,
                EntityKind::Place if entity.is_country => 2,
                _ => 0,
            };
        }
        match entity.kind {
            EntityKind::Person if !plural && entity.gender == pronoun.gender => 10,
            EntityKind::Person if !plural && entity.gender == Gender::Unknown => 9,
            _ => 0,
        }
    }

    /// Whether grammar keeps a pronoun from referring to a mention: one inside the other, or both arguments of one verb.
    fn is_bound(&self, k: usize, other: usize) -> bool {
        let (pronoun, mention) = (&self.drafts[k], &self.drafts[other]);
        if mention.tokens.contains(&pronoun.head) {
            return true;
        }
        let possessive = pronoun.pronoun.is_some_and(|p| p.usage == Usage::Possessive);
        if possessive || pronoun.sentence != mention.sentence {
            return false;
        }
        let parse = self.reading.parse;
        let governor = |i: usize| {
            let above = parse.head(i)?;
            if self.reading.dep(i) == Some(Dep::Pobj) { parse.head(above) } else { Some(above) }
        };
        governor(pronoun.head).is_some() && governor(pronoun.head) == governor(mention.head)
    }

    /// How prominent an earlier mention is from where a pronoun stands.
    fn prominence(&self, pronoun: &Draft, head: usize, form: Form) -> i32 {
        let reading = self.reading;
        let dep = reading.dep(head);
        let sentence = reading.sentence_of(head);
        let role = match dep {
            Some(Dep::Nsubj) => 80,
            Some(Dep::Nsubjpass | Dep::Agent) => 75,
            Some(Dep::Poss) => 50,
            Some(Dep::Dobj | Dep::Dative | Dep::Attr) => 50,
            Some(Dep::Appos) => 40,
            Some(Dep::Conj) => 55,
            Some(Dep::Pobj) => 35,
            _ => 30,
        };
        let parallel = if dep == reading.dep(pronoun.head) { 24 } else { 0 };
        let form = match form {
            Form::Name => 25,
            Form::Pronoun => 20,
            Form::Nominal => 0,
        };
        let embedded = if self.in_relative_clause(head) { 15 } else { 0 };
        // A subject is nearest to what stands in its own clause and in the clauses below.
        let governs = matches!(dep, Some(Dep::Nsubj | Dep::Nsubjpass))
            && sentence == pronoun.sentence
            && reading.parse.head(head).is_some_and(|verb| reading.parse.is_within(pronoun.head, verb));
        let commands = if governs { 25 } else { 0 };
        let paragraphs = |s: usize| reading.sentence(s).map_or(0, |s| s.paragraph);
        let apart = if paragraphs(pronoun.sentence) == paragraphs(sentence) { 10 } else { 7 };
        let distance = [100, 60, 30, 15][(pronoun.sentence - sentence).min(3)];
        (role + parallel + form + commands - embedded) * distance / 100 * apart / 10
    }

    fn in_relative_clause(&self, i: usize) -> bool {
        self.reading.parse.ancestors(i).take(3).any(|above| self.reading.dep(above) == Some(Dep::Relcl))
    }

    /// "In his speech, Putin said": a phrase before the subject of its clause looks forward to that subject.
    fn fronted(&self, k: usize) -> Option<usize> {
        let (reading, parse) = (self.reading, self.reading.parse);
        let draft = &self.drafts[k];
        let above = || core::iter::once(draft.head).chain(parse.ancestors(draft.head)).take(8);
        let phrase = above().find(|i| reading.dep(*i) == Some(Dep::Prep))?;
        let verb = parse.head(phrase).filter(|verb| *verb > draft.head)?;
        let subject = parse.child(verb, Dep::Nsubj).or_else(|| parse.child(verb, Dep::Nsubjpass))?;
        let named = self.headed[subject]
            .filter(|other| subject > draft.head && self.drafts[*other].form == Form::Name)?;
        self.clusters.of[named].filter(|cluster| self.agreement(draft, *cluster) >= 9)
    }

    /// "In the words of his wife, Putin said": the subject that follows in the same sentence.
    fn cataphor(&self, k: usize) -> Option<usize> {
        let draft = &self.drafts[k];
        if draft.pronoun?.usage != Usage::Possessive {
            return None;
        }
        let following = self.drafts[k + 1..].iter().enumerate().take(8).map(|(i, other)| (k + 1 + i, other));
        following
            .take_while(|(_, other)| other.sentence == draft.sentence)
            .filter(|(_, other)| {
                other.form == Form::Name
                    && matches!(self.reading.dep(other.head), Some(Dep::Nsubj | Dep::Nsubjpass))
            })
            .find_map(|(i, _)| self.clusters.of[i].filter(|cluster| self.agreement(draft, *cluster) > 0))
    }
}

fn is_collective(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organization | EntityKind::Group)
}

fn numbers_fit(a: Number, b: Number) -> bool {
    a == b || a == Number::Unknown || b == Number::Unknown
}

//! Relations between entities: who leads, belongs to or is kin to whom, what is part of what and what is where.
//!
//! Three kinds of words say so: titles with what they are held in ([`role`](super::role)), nouns with a possessor ("her brother John
//! Ortiz", "a unit of Acme"), and verbs ("the delegation led by Ortiz", "is based in Leeds"). Places that follow one another
//! ("Vilnius, Lithuania") are related where the gazetteer knows that one lies in the other.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use super::cluster::Clusters;
use super::mention::{Draft, Tokens};
use super::relation_rules::{RelationNoun, RelationVerb, Standing};
use super::role::Held;
use super::rules::{CastRules, Manner, Position, Usage};
use crate::extract::Reading;
use crate::extract::places::Resolved;
use crate::language::{Dep, Pos, Tag};
use crate::lexicon::{CountryCode, fold};
use crate::model::{EntityKind, EntityRelationKind, Feature, Form, Tenure};

/// A relation between two mentions, before it is known which entities are made of them.
#[derive(Clone, Debug)]
pub(super) struct Tie {
    pub(super) kind: EntityRelationKind,
    /// Indexes of clusters.
    pub(super) subject: usize,
    pub(super) object: usize,
    pub(super) status: Option<Tenure>,
    /// The tokens that say so.
    pub(super) words: Range<usize>,
}

/// All relations of the text, in its order, each once: where it is first told, with the status that any place of the text tells.
pub(super) fn ties(
    reading: &Reading<'_>,
    drafts: &[Draft],
    tokens: &Tokens,
    clusters: &Clusters,
    roles: &[Held],
    places: &[Option<Resolved>],
    rules: &CastRules,
) -> Vec<Tie> {
    let mut countries = BTreeMap::new();
    for (number, cluster) in clusters.all.iter().enumerate().filter(|(_, cluster)| cluster.is_country) {
        if let Some(country) = cluster.country {
            countries.entry(country).or_insert(number);
        }
    }
    let mut finder =
        Finder { reading, drafts, tokens, clusters, rules, places, countries, found: Vec::new() };
    for held in roles {
        finder.office(held);
    }
    for i in 0..reading.len() {
        for noun in rules.relations.noun(reading.lemma(i)) {
            finder.noun(i, *noun);
        }
        for verb in rules.relations.verb(reading.lemma(i)) {
            finder.verb(i, verb);
        }
    }
    for k in 0..drafts.len() {
        finder.place(k);
    }
    distinct(finder.found)
}

fn distinct(mut found: Vec<Tie>) -> Vec<Tie> {
    found.sort_by_key(|tie| (tie.words.start, core::cmp::Reverse(tie.words.end), tie.kind));
    let mut distinct: Vec<Tie> = Vec::new();
    let mut known = BTreeMap::new();
    for tie in found {
        // Of relations that are their own reverse, either side may be told first.
        let mutual = matches!(
            tie.kind,
            EntityRelationKind::Spouse | EntityRelationKind::Sibling | EntityRelationKind::Relative
        );
        let pair = if mutual {
            (tie.subject.min(tie.object), tie.subject.max(tie.object))
        } else {
            (tie.subject, tie.object)
        };
        match known.get(&(tie.kind, pair)) {
            Some(&first) => {
                let first: &mut Tie = &mut distinct[first];
                first.status = first.status.or(tie.status);
            }
            None => {
                known.insert((tie.kind, pair), distinct.len());
                distinct.push(tie);
            }
        }
    }
    // Who leads a body is its member.
    let leads: BTreeSet<_> = distinct
        .iter()
        .filter(|tie| tie.kind == EntityRelationKind::Leads)
        .map(|tie| (tie.subject, tie.object))
        .collect();
    distinct.retain(|tie| {
        tie.kind != EntityRelationKind::MemberOf || !leads.contains(&(tie.subject, tie.object))
    });
    distinct
}

struct Finder<'a> {
    reading: &'a Reading<'a>,
    drafts: &'a [Draft],
    tokens: &'a Tokens,
    clusters: &'a Clusters,
    rules: &'a CastRules,
    places: &'a [Option<Resolved>],
    /// The cluster that is a country.
    countries: BTreeMap<CountryCode, usize>,
    found: Vec<Tie>,
}

/// A relation's noun is told of what stands at most so many tokens behind it, and has its possessor so many before it.
const NEAR: usize = 5;

impl Finder<'_> {
    /// Notes a relation between the entities of two mentions, if both are told apart by more than "he" or "the company".
    fn tie(
        &mut self,
        kind: EntityRelationKind,
        subject: usize,
        object: usize,
        status: Option<Tenure>,
        words: Range<usize>,
    ) {
        let Some((subject, object)) = self.clusters.of[subject].zip(self.clusters.of[object]) else { return };
        if subject != object && self.is_told(subject) && self.is_told(object) && !words.is_empty() {
            self.found.push(Tie { kind, subject, object, status, words });
        }
    }

    /// Whether an entity has a name, or is a body that its description tells from others: "the Ukrainian delegation".
    fn is_told(&self, cluster: usize) -> bool {
        self.clusters.all[cluster].mentions.iter().any(|k| {
            let draft = &self.drafts[*k];
            let described = draft.form == Form::Nominal
                && draft.kind == EntityKind::Organization
                && draft.tokens.clone().any(|i| self.tokens.at[i].is_some() || self.is_adjective_of_state(i));
            draft.form == Form::Name || described
        })
    }

    fn is_adjective_of_state(&self, token: usize) -> bool {
        self.tokens.headed[token].is_some_and(|k| self.drafts[k].kind == EntityKind::Group)
    }

    fn kind(&self, k: usize) -> Option<EntityKind> {
        let cluster = self.clusters.of[k]?;
        // A metonym is another thing than its cluster's other names.
        Some(if self.drafts[k].form == Form::Name {
            self.drafts[k].kind
        } else {
            self.clusters.all[cluster].kind
        })
    }

    /// What the holder of a title has to do with what it is held in.
    fn office(&mut self, held: &Held) {
        let words = self.reading.tokens_in(held.role.span);
        let plain = self.rules.title_suffix(&held.words).map_or(held.words.as_str(), |(plain, _)| plain);
        let mut title = plain;
        // "longtime leader", "deputy director"
        let standing = loop {
            if let Some(standing) = self.rules.relations.title(title).filter(|s| *s != Standing::Under) {
                break Some(standing);
            }
            let Some((word, rest)) = title.split_once(' ') else { break None };
            let rank = matches!(self.rules.manner(word), Some(Manner::Rank))
                && self.rules.relations.title(word) != Some(Standing::Under);
            if !rank {
                break None;
            }
            title = rest;
        };
        let led = match standing {
            Some(Standing::Leads(led)) if !held.has_field => Some(led),
            Some(Standing::Apart) => return,
            _ => None,
        };
        // "the Vatican's newspaper", taken for the Vatican: what has a thing isn't the thing.
        let body = held.body.filter(|body| !self.is_its_owner(*body));
        match (body, led) {
            (Some(body), Some(led)) => {
                let leads = match self.kind(body) {
                    // A mayor's town may have been taken for a body.
                    Some(EntityKind::Organization | EntityKind::Facility) => led.body || led.place,
                    Some(EntityKind::Place) if self.drafts[body].country.is_some() => led.country,
                    Some(EntityKind::Place) => led.place,
                    _ => false,
                };
                if leads {
                    self.tie(EntityRelationKind::Leads, held.mention, body, held.role.status, words);
                } else {
                    self.member(held, body, words);
                }
            }
            (Some(body), None) => self.member(held, body, words),
            (None, Some(led)) if led.country && held.body.is_none() => {
                let country = held.country.and_then(|country| self.countries.get(&country).copied());
                if let Some((subject, object)) = self.clusters.of[held.mention].zip(country) {
                    let (kind, status) = (EntityRelationKind::Leads, held.role.status);
                    self.found.push(Tie { kind, subject, object, status, words });
                }
            }
            _ => {}
        }
    }

    /// Whether a description was taken for what has the thing that it describes.
    fn is_its_owner(&self, k: usize) -> bool {
        let draft = &self.drafts[k];
        let owner = |name: usize| self.clusters.of[name] == self.clusters.of[k];
        let mut names = draft.tokens.clone().filter(|i| self.reading.tag(i + 1) == Some(Tag::Pos));
        draft.form != Form::Name && names.any(|i| self.tokens.at[i].is_some_and(owner))
    }

    fn member(&mut self, held: &Held, body: usize, words: Range<usize>) {
        if matches!(self.kind(body), Some(EntityKind::Organization | EntityKind::Facility)) {
            self.tie(EntityRelationKind::MemberOf, held.mention, body, held.role.status, words);
        }
    }

    /// "her brother John Ortiz", "Maria Ortiz, the widow of John", "Northwind, a unit of Acme".
    fn noun(&mut self, i: usize, noun: RelationNoun) {
        let Some((possessor, whose)) = self.possessor(i) else { return };
        if self.kind(possessor) != Some(noun.between) {
            return;
        }
        let plural = matches!(self.reading.tag(i), Some(Tag::Nns | Tag::Nnps));
        let status = noun.status.or_else(|| {
            let mut before = (whose.start.max(i.saturating_sub(NEAR))..i).rev();
            before.find_map(|word| self.rules.manner(self.reading.lower(word))?.tenure())
        });
        for (k, words) in self.described_by(i, plural) {
            if self.kind(k) != Some(noun.between) || k == possessor {
                continue;
            }
            let words = words.start.min(whose.start)..words.end.max(whose.end);
            let (subject, object) = if noun.back { (possessor, k) } else { (k, possessor) };
            self.tie(noun.kind, subject, object, status, words);
        }
    }

    /// Whose the noun is: the mention, and the tokens from there to the noun.
    fn possessor(&self, i: usize) -> Option<(usize, Range<usize>)> {
        let reading = self.reading;
        let of = i + 1;
        if reading.lower(of) == "of"
            && let Some(object) = reading.parse.child(of, Dep::Pobj)
            && let Some(k) = self.tokens.at[object].or(self.tokens.headed[object])
        {
            return Some((k, i..self.drafts[k].tokens.end.max(object + 1)));
        }
        let floor = reading.tokens_of(reading.sentence_of(i)).start.max(i.saturating_sub(NEAR));
        for before in (floor..i).rev() {
            match reading.tag(before) {
                Some(Tag::Pos) => {
                    let k = self.tokens.at[before.checked_sub(1)?]?;
                    return Some((k, self.drafts[k].tokens.start..i + 1));
                }
                Some(Tag::PrpS) => return Some((self.tokens.headed[before]?, before..i + 1)),
                _ => {}
            }
            // "Acme subsidiary Northwind"
            if let Some(k) = self.tokens.at[before] {
                let body = self.drafts[k].kind == EntityKind::Organization && before + 1 == i;
                return body.then(|| (k, self.drafts[k].tokens.start..i + 1));
            }
            let modifies =
                matches!(reading.pos(before), Some(Pos::Adj | Pos::Noun | Pos::Num | Pos::Adv | Pos::Verb))
                    || matches!(reading.word(before), "-");
            if !modifies {
                return None;
            }
        }
        None
    }

    /// The names that the noun describes, each with the tokens from the one to the other.
    fn described_by(&self, i: usize, plural: bool) -> Vec<(usize, Range<usize>)> {
        let (reading, parse) = (self.reading, self.reading.parse);
        let span = |k: usize| {
            let name = &self.drafts[k].tokens;
            name.start.min(i)..name.end.max(i + 1)
        };
        let name_at = |token: usize| {
            self.tokens.at.get(token).copied().flatten().filter(|k| self.drafts[*k].tokens.start == token)
        };
        // "his wife Maria", "his wife, Maria, and"
        let comma = reading.lower(i + 1) == ",";
        if let Some(k) = name_at(i + 1 + usize::from(comma)) {
            let end = self.drafts[k].tokens.end;
            let apposed = parse.children_by(i, Dep::Appos).any(|noun| self.tokens.at[noun] == Some(k));
            let closed = matches!(reading.lower(end), "," | "." | "" | ";" | ")" | "and")
                || reading.pos(end) == Some(Pos::Punct);
            if !comma || closed && (apposed || reading.dep(self.drafts[k].head) == Some(Dep::Appos)) {
                let mut names = vec![(k, span(k))];
                let mut last = self.drafts[k].head;
                while plural && let Some(next) = parse.child(last, Dep::Conj) {
                    names.extend(self.tokens.at[next].map(|k| (k, span(k))));
                    last = next;
                }
                return names;
            }
        }
        if plural {
            return Vec::new();
        }
        let above = parse.head(i);
        let described = match (reading.dep(i), above) {
            // "Maria, the wife of John"
            (Some(Dep::Appos), Some(host)) => self.tokens.at[host],
            // "Maria is the wife of John", "Maria, who is"
            (Some(Dep::Attr), Some(verb)) if self.asserts(verb) && reading.lemma(verb) == "be" => {
                self.subject(verb)
            }
            _ => None,
        };
        described.map(|k| (k, span(k))).into_iter().collect()
    }

    fn asserts(&self, verb: usize) -> bool {
        super::role::asserts(self.reading, verb)
    }

    /// The mention that is a verb's subject; of "who" and "which", the one that the clause is about.
    fn subject(&self, verb: usize) -> Option<usize> {
        let parse = self.reading.parse;
        let subject = parse.child(verb, Dep::Nsubj).or_else(|| parse.child(verb, Dep::Nsubjpass));
        self.mention(subject?, verb)
    }

    /// The mention that a token heads; of a relative pronoun, the one that the clause of `verb` is about.
    fn mention(&self, token: usize, verb: usize) -> Option<usize> {
        let reading = self.reading;
        if matches!(reading.tag(token), Some(Tag::Wp | Tag::Wdt))
            || self
                .rules
                .pronoun(reading.lower(token))
                .is_some_and(|pronoun| pronoun.usage == Usage::Relative)
        {
            let about = reading.parse.head(verb).filter(|_| reading.dep(verb) == Some(Dep::Relcl))?;
            return self.tokens.at[about].or(self.tokens.headed[about]);
        }
        self.tokens.at[token].or(self.tokens.headed[token])
    }

    /// "Maria Ortiz heads the union", "the delegation led by Maria Ortiz", "Acme, based in Leeds".
    fn verb(&mut self, i: usize, rule: &RelationVerb) {
        let (reading, parse) = (self.reading, self.reading.parse);
        if !rule.prepositions.is_empty() && reading.word(i.saturating_sub(1)) == "-" {
            return self.hyphened(i, rule);
        }
        // "is married to"
        let clause = parse.head(i).filter(|_| reading.dep(i) == Some(Dep::Acomp));
        if clause.is_none() && reading.pos(i) != Some(Pos::Verb) || !self.asserts(clause.unwrap_or(i)) {
            return;
        }
        let beside = |word: &str| parse.children_by(i, Dep::Prep).any(|p| reading.lower(p) == word);
        if rule.without.iter().any(|word| beside(word)) {
            return;
        }
        let reduced = reading.dep(i) == Some(Dep::Acl);
        let passive = parse.child(i, Dep::Auxpass).is_some()
            || clause.is_some()
            || reduced && reading.tag(i) == Some(Tag::Vbn);
        if reduced && !matches!(reading.tag(i), Some(Tag::Vbn | Tag::Vbg)) || !passive && rule.passive {
            return;
        }
        let first = if reduced {
            parse.head(i).and_then(|noun| self.tokens.at[noun].or(self.tokens.headed[noun]))
        } else {
            self.subject(clause.unwrap_or(i))
        };
        let of = |preposition: usize| {
            parse.child(preposition, Dep::Pobj).and_then(|object| self.mention(object, i))
        };
        let second = if !rule.prepositions.is_empty() {
            let mut prepositions = parse.children_by(i, Dep::Prep);
            prepositions.find(|p| rule.prepositions.contains(&reading.lower(*p))).and_then(of)
        } else if passive {
            parse.child(i, Dep::Agent).and_then(of)
        } else {
            // "the union, which Maria Ortiz leads": what the clause is about.
            let object = parse.child(i, Dep::Dobj);
            object.and_then(|object| self.mention(object, i))
        };
        let Some((first, second)) = first.zip(second) else { return };
        let turned = passive && rule.prepositions.is_empty();
        if passive && !rule.passive && !turned {
            return;
        }
        let (subject, object) = if turned { (second, first) } else { (first, second) };
        let fits = |k: usize, kinds: &[EntityKind]| self.kind(k).is_some_and(|kind| kinds.contains(&kind));
        if !fits(subject, &rule.subject) || !fits(object, &rule.object) {
            return;
        }
        let all = [&self.drafts[first].tokens, &self.drafts[second].tokens, &(i..i + 1)];
        let start = all.iter().map(|tokens| tokens.start).min().unwrap_or(i);
        let end = all.iter().map(|tokens| tokens.end).max().unwrap_or(i + 1);
        self.tie(rule.kind, subject, object, rule.status, start..end);
    }

    /// "the Geneva-based Northwind", "Northwind, a Geneva-based charity".
    fn hyphened(&mut self, i: usize, rule: &RelationVerb) {
        let (reading, parse) = (self.reading, self.reading.parse);
        let Some(place) = i.checked_sub(2).and_then(|before| self.tokens.at[before]) else { return };
        let Some(noun) = parse.head(i).filter(|noun| *noun > i && *noun <= i + NEAR) else { return };
        let apposed = || match reading.dep(noun) {
            Some(Dep::Appos) => parse.head(noun).and_then(|host| self.tokens.at[host]),
            _ => parse.children_by(noun, Dep::Appos).find_map(|name| self.tokens.at[name]),
        };
        let Some(body) = self.tokens.at[noun].or_else(apposed) else { return };
        let fits = |k: usize, kinds: &[EntityKind]| self.kind(k).is_some_and(|kind| kinds.contains(&kind));
        if fits(body, &rule.subject) && fits(place, &rule.object) {
            let (name, town) = (&self.drafts[body].tokens, &self.drafts[place].tokens);
            let words = name.start.min(town.start)..name.end.max(noun + 1);
            self.tie(rule.kind, body, place, rule.status, words);
        }
    }

    /// "Vilnius, Lithuania", "the University of St. Andrews in Scotland".
    fn place(&mut self, k: usize) {
        let (reading, draft) = (self.reading, &self.drafts[k]);
        let end = draft.tokens.end;
        let inside = reading.lower(end) == "in";
        if draft.form != Form::Name || !(inside || reading.lower(end) == ",") {
            return;
        }
        let start = end + 1 + usize::from(inside && reading.lower(end + 1) == "the");
        let around = self.tokens.at.get(start).copied().flatten().filter(|around| {
            let draft = &self.drafts[*around];
            draft.kind == EntityKind::Place && draft.tokens.start == start
        });
        let Some(around) = around else { return };
        let site = matches!(draft.kind, EntityKind::Facility)
            || draft.kind == EntityKind::Organization && self.has_seat(k);
        let attached = || {
            // "a professor at the University of Leeds in England": the tree may hang "in" on who works there.
            reading.parse.head(end).is_some_and(|above| {
                above == draft.head
                    || above < draft.tokens.start && self.rules.title(reading.lemma(above)).is_some()
            })
        };
        let stated = match draft.kind {
            EntityKind::Place => self.lies_in(k, around),
            EntityKind::Organization if !inside => self.is_seat(k, around),
            _ => site && inside && attached(),
        };
        if stated {
            let words = draft.tokens.start..self.drafts[around].tokens.end;
            self.tie(EntityRelationKind::LocatedIn, k, around, None, words);
        }
    }

    /// "Acme Inc., Peoria, Ill.": whether the place behind a body's name is told with a larger one that it lies in.
    fn is_seat(&self, k: usize, place: usize) -> bool {
        let last = self.reading.lower(self.drafts[k].tokens.end - 1);
        let comma = self.drafts[place].tokens.end;
        let beyond = self.tokens.at.get(comma + 1).copied().flatten();
        self.rules.name_word(last, Position::Last).any(|kind| kind == EntityKind::Organization)
            && self.reading.lower(comma) == ","
            && beyond.is_some_and(|beyond| self.lies_in(place, beyond))
    }

    /// Whether the gazetteer has one place in the other.
    fn lies_in(&self, k: usize, around: usize) -> bool {
        let Some((inner, outer)) = self.places[k].as_ref().zip(self.places[around].as_ref()) else {
            return false;
        };
        let (inner, outer_name) =
            (&inner.place, fold(self.reading.words(self.drafts[around].tokens.clone())));
        let outer = &outer.place;
        if inner.country.is_none() || inner.country != outer.country || inner.feature == Feature::Country {
            return false;
        }
        match outer.feature {
            // "China, Japan and": a list of countries.
            Feature::Country => {
                let own = self.drafts[k].country;
                own.is_none() || own == self.drafts[around].country
            }
            Feature::Admin1 => {
                inner.feature != Feature::Admin1
                    && (inner.admin1 == outer.admin1 && inner.admin1.is_some()
                        || inner.admin1.as_deref().is_some_and(|name| fold(name) == outer_name))
            }
            _ => false,
        }
    }

    /// Whether a name is spoken of as a place to be at: "a professor at the Royal College in Leeds".
    fn has_seat(&self, k: usize) -> bool {
        let draft = &self.drafts[k];
        let before = draft
            .tokens
            .start
            .checked_sub(1)
            .map(|before| before - usize::from(self.reading.lower(before) == "the" && before > 0));
        before.is_some_and(|before| self.reading.lower(before) == "at")
    }
}

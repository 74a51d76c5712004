//! Roles: the titles and offices that the text gives to persons.
//!
//! A title stands right before a name ("Turkish Foreign Minister Hakan Fidan"), beside it as an apposition on either
//! side ("Vasyl Maliuk, the head of …"), or is said of it or of a pronoun that takes it up ("Maliuk is the head of …", "who was
//! appointed head of …"). What it is held in and for is told by adjectives and possessors before the title and by "of",
//! "for", "at", "to" and "in" after it.

use core::ops::Range;

use super::mention::{Draft, Tokens};
use super::rules::{CastRules, Gender, Holds, RoleForm, Title, Usage};
use crate::extract::Reading;
use crate::language::{Dep, Pos, Tag};
use crate::lexicon::{CountryCode, Gazetteer};
use crate::model::{EntityKind, Form, Role, Span, Tenure};

/// A role, and the mention of the person who holds it.
#[derive(Clone, Debug)]
pub(super) struct Held {
    /// Index of the mention.
    pub(super) mention: usize,
    pub(super) role: Role,
    /// Words of the title, lower case, without status and field.
    pub(super) words: String,
    pub(super) gender: Gender,
    /// The mention of the person whom the role is held under: "an aide to Putin".
    pub(super) superior: Option<usize>,
    /// The mention of what it is held in, where the holder is within it: not of what one is an ambassador to.
    pub(super) body: Option<usize>,
    /// The country it is held for.
    pub(super) country: Option<CountryCode>,
    /// Whether the title is followed by a field of its own: "director of research".
    pub(super) has_field: bool,
}

impl Held {
    /// "Presidents Obama and Bush": each holds the title in the singular.
    fn make_singular(&mut self) {
        self.role.title = self.role.title.strip_suffix('s').unwrap_or(&self.role.title).to_owned();
        self.words = self.words.strip_suffix('s').unwrap_or(&self.words).to_owned();
    }

    fn is_bare(&self) -> bool {
        self.role.organization.is_none() && self.role.country.is_none() && self.superior.is_none()
    }
}

/// A title's field has no more words than this.
const LONGEST_FIELD: usize = 3;

/// A title goes on for at most so many words behind its noun: "chancellor of the exchequer".
const LONGEST_TAIL: usize = 3;

/// Whether a clause states what it says: no "not", "may", "will", "if".
pub(super) fn asserts(reading: &Reading<'_>, verb: usize) -> bool {
    reading.parse.children(verb).iter().all(|i| {
        let i = *i as usize;
        match reading.dep(i) {
            Some(Dep::Neg) => false,
            Some(Dep::Aux) => !matches!(reading.tag(i), Some(Tag::Md | Tag::To)),
            Some(Dep::Mark) => reading.lower(i) == "that",
            _ => true,
        }
    })
}

/// The noun that an apposition to `host` describes a person by: in "the head of the security service, Vasyl Maliuk" a tree
/// may hang the name below "service".
pub(super) fn apposition_host(reading: &Reading<'_>, rules: &CastRules, host: usize) -> usize {
    let is_person =
        |i: usize| rules.noun(reading.lemma(i)).is_some_and(|noun| noun.kind == EntityKind::Person);
    let mut noun = host;
    for _ in 0..3 {
        if is_person(noun) {
            return noun;
        }
        let above = (reading.dep(noun) == Some(Dep::Pobj)).then(|| reading.parse.head(noun)).flatten();
        match above
            .filter(|preposition| reading.lower(*preposition) == "of")
            .and_then(|of| reading.parse.head(of))
        {
            Some(up) => noun = up,
            None => break,
        }
    }
    if is_person(noun) { noun } else { host }
}

/// What roles are found in.
pub(super) struct Finder<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) drafts: &'a [Draft],
    pub(super) tokens: &'a Tokens,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) rules: &'a CastRules,
}

/// What a title is held in and for.
#[derive(Default)]
struct Scope {
    organization: Option<String>,
    country: Option<CountryCode>,
    superior: Option<usize>,
    body: Option<usize>,
    status: Option<Tenure>,
    /// The end of the words that tell whom or what it is held towards: "ambassador to Chile", "adviser to the mayor".
    toward: Option<usize>,
}

impl Finder<'_> {
    /// All roles of named persons, in order of their holders' mentions.
    pub(super) fn roles(&self) -> Vec<Held> {
        let mut found = Vec::new();
        for (k, draft) in self.drafts.iter().enumerate() {
            if draft.form == Form::Name && draft.kind == EntityKind::Person {
                self.before(k, &mut found);
                self.beside(k, &mut found);
            }
        }
        found
    }

    /// What is said of "he" and "she": roles that say what they are held in or for, for "she is a member" tells little and
    /// the pronoun may be misread.
    pub(super) fn roles_of_pronouns(&self) -> Vec<Held> {
        let mut found = Vec::new();
        for (k, draft) in self.drafts.iter().enumerate() {
            let told = draft
                .pronoun
                .is_some_and(|pronoun| pronoun.gender != Gender::Unknown && pronoun.usage == Usage::Subject);
            if told && let Some(verb) = self.subject_of(draft.head) {
                self.said(k, verb, &mut found);
            }
        }
        found.retain(|held| !held.is_bare());
        found
    }

    /// The verb that a token is the subject of.
    fn subject_of(&self, head: usize) -> Option<usize> {
        let subject = matches!(self.reading.dep(head), Some(Dep::Nsubj | Dep::Nsubjpass));
        self.reading.parse.head(head).filter(|verb| subject && *verb > head)
    }

    /// The title right before a name; in "Presidents Trump and Putin" it is the second one's too.
    fn before(&self, k: usize, found: &mut Vec<Held>) {
        let tokens = self.drafts[k].tokens.clone();
        let sentence = self.reading.tokens_of(self.drafts[k].sentence);
        let mut end = tokens.start;
        // Twice for "spokesman Commodore Rafael Lim".
        for _ in 0..2 {
            let Some((start, title, plural)) = self.rules.title_before(self.reading, sentence.start, end)
            else {
                break;
            };
            // "Saints spokesman Carl Moe": a body's name, and not one more title.
            if end < tokens.start && self.tokens.at[start].is_some() {
                break;
            }
            self.held(k, start..end, sentence.start, title, plural, found);
            end = self.title_start(start, sentence.start);
        }
        let conjoined = end > sentence.start && self.reading.lower(end - 1) == "and";
        if end < tokens.start {
            // "Acme founder and chief executive Maria Ortiz"
            let first = end.checked_sub(1).filter(|and| conjoined && *and > sentence.start);
            if let Some(and) = first
                && let Some((start, title, false)) =
                    self.rules.title_before(self.reading, sentence.start, and)
            {
                let since = found.len();
                self.held(k, start..and, sentence.start, title, false, found);
                self.share(found, since.saturating_sub(1));
            }
            return;
        }
        if conjoined
            && let Some(first) = self.tokens.at[end.saturating_sub(2)]
                .filter(|first| end >= 2 && self.drafts[*first].kind == EntityKind::Person)
            && let Some((start, title, true)) =
                self.rules.title_before(self.reading, sentence.start, self.drafts[first].tokens.start)
        {
            self.held(k, start..self.drafts[first].tokens.start, sentence.start, title, true, found);
        }
    }

    /// The role with the title at `words`, completed with what stands before it.
    fn held(
        &self,
        k: usize,
        words: Range<usize>,
        floor: usize,
        title: Title,
        plural: bool,
        found: &mut Vec<Held>,
    ) {
        let kin =
            title.holds == Holds::Nobility && !super::candidate::is_capital(self.reading.word(words.start));
        if title.holds == Holds::Address || kin {
            return;
        }
        let start = self.title_start(words.start, floor);
        let (edge, mut scope) = self.scope_before(start, floor, title);
        if scope.country.is_none() && matches!(title.holds, Holds::State | Holds::Government) {
            scope.country = self.of_country(k).or_else(|| self.led(k));
        }
        let before = found.len();
        self.push(k, start..words.end, edge..words.end, title, scope, found);
        let Some(held) = found.get_mut(before) else { return };
        if plural {
            held.make_singular();
        }
        if held.role.organization.is_none() && self.rules.is_regional(&held.words) {
            self.for_region(k, held);
        }
    }

    /// Completes the role of a name with the region behind it: "Gov. Maria Ortiz of Ohio", "Sen. Maria Ortiz (D-Va.)".
    fn for_region(&self, k: usize, held: &mut Held) {
        let reading = self.reading;
        let end = self.drafts[k].tokens.end;
        let place = |token: usize| {
            let k = self.tokens.at.get(token).copied().flatten()?;
            (self.drafts[k].kind == EntityKind::Place).then_some(k)
        };
        if reading.lower(end) != "of" {
            if let Some((name, words)) = self.region_beside(end) {
                held.role.organization = Some(name.to_owned());
                held.body = reading.tokens_in(words).rev().find_map(place);
            }
            return;
        }
        let next = end + 1 + usize::from(reading.lower(end + 1) == "the");
        let Some(body) = place(next) else { return };
        let region = &self.drafts[body];
        held.body = Some(body);
        if region.country.is_none() {
            held.role.organization = Some(reading.words(region.tokens.clone()).to_owned());
        } else if held.country.is_none() {
            held.country = region.country;
            held.role.country = region.country.map(|country| country.to_string());
        }
    }

    /// The region that a name which ends before token `end` has beside it, with the letter of a party or alone in brackets, and the
    /// words that tell it: "(D-Va.)", ", R-Utah,", "(Tex.)".
    fn region_beside(&self, end: usize) -> Option<(&str, Span)> {
        let start = end_of(self.reading, end - 1);
        let behind = self.reading.text.get(start..)?;
        let opened = behind.strip_prefix(" (");
        let close = if opened.is_some() { ')' } else { ',' };
        let (words, _) = opened.or_else(|| behind.strip_prefix(", "))?.split_once([close, '\n'])?;
        let region = match words.split_once('-').or_else(|| words.split_once("., ")) {
            Some((party, region)) if party.len() == 1 && super::candidate::is_capital(party) => region,
            _ => opened.map(|_| words)?,
        };
        let division = crate::extract::container::division(self.gazetteer, region)?;
        Some((division.name, Span { start: start as u32, end: (start + 2 + words.len()) as u32 }))
    }

    /// The country after a name: "President Volodymyr Zelenskyy of Ukraine".
    fn of_country(&self, k: usize) -> Option<CountryCode> {
        let of = self.drafts[k].tokens.end;
        let next = of + 1 + usize::from(self.reading.lower(of + 1) == "the");
        let country = &self.drafts[(*self.tokens.at.get(next)?)?];
        (self.reading.lower(of) == "of" && country.kind == EntityKind::Place).then_some(country.country)?
    }

    /// The country of what a minister leads: "The Ukrainian delegation led by Defense Minister Rustem Umerov", "Umerov
    /// leads the Ukrainian delegation".
    fn led(&self, k: usize) -> Option<CountryCode> {
        let (reading, parse) = (self.reading, self.reading.parse);
        let above = parse.head(self.drafts[k].head)?;
        let noun = match reading.dep(self.drafts[k].head)? {
            Dep::Nsubj if matches!(reading.lemma(above), "lead" | "head") => parse.child(above, Dep::Dobj)?,
            _ if reading.dep(above) == Some(Dep::Agent) => {
                let verb = parse.head(above).filter(|verb| reading.dep(*verb) == Some(Dep::Acl))?;
                parse.head(verb)?
            }
            _ => return None,
        };
        parse.left_children(noun).iter().find_map(|i| self.drafts[self.tokens.at[*i as usize]?].country)
    }

    /// Goes back over the words that belong to a title without being listed with it: "deputy", "Digital
    /// Transformation" before "Minister".
    fn title_start(&self, mut start: usize, floor: usize) -> usize {
        while start > floor {
            let before = start - 1;
            let word = self.reading.lower(before);
            let modifier = self.rules.manner(word).is_some();
            let compound = self.tokens.at[before].is_none()
                && (before == floor || self.reading.word(before - 1) != "-")
                && self.reading.dep(before) == Some(Dep::Compound)
                && self.rules.title(word).is_none()
                && !self.rules.is_calendar_name(word)
                && matches!(self.reading.pos(before), Some(Pos::Noun | Pos::Propn));
            let hyphen = matches!(word, "-") && before > floor && !self.reading.space_before(before);
            if self.tenure(before).is_some() {
                // What stands before "former" is another title's.
                return self.status_before(start, floor).0;
            }
            if modifier || compound {
                start = before;
            } else if hyphen && self.rules.manner(self.reading.lower(before - 1)).is_some() {
                start = before - 1;
            } else if hyphen && self.reading.word(before - 1).chars().all(char::is_alphabetic) {
                // "front-runner", "editor-in-chief"
                start = before - 1;
            } else {
                break;
            }
        }
        start
    }

    /// The adjectives and possessors before a title, and where they start.
    fn scope_before(&self, start: usize, floor: usize, title: Title) -> (usize, Scope) {
        let reading = self.reading;
        let mut scope = Scope::default();
        let mut edge = start;
        // "London lawyer": where somebody is from, nothing to hold an office in.
        let personal = matches!(title.holds, Holds::Occupation | Holds::Rank);
        // At most two: "Ukrainian air force commander", "Russia's Gazprom chief executive".
        for _ in 0..3 {
            let Some(mut before) = edge.checked_sub(1).filter(|before| *before >= floor) else { break };
            if reading.tag(before) == Some(Tag::Pos) && before > floor {
                before -= 1;
            }
            if let Some(k) = self.tokens.at[before].filter(|k| self.drafts[*k].tokens.end > before) {
                let name = &self.drafts[k];
                // "In Turkey Minister Ellwood met": where, not whose.
                let adverbial = name.tokens.start == floor + 1 && reading.tag(floor) == Some(Tag::In);
                if name.tokens.end > edge {
                    // "US Vice", the name that was made of "US Vice President".
                    let words = reading.words(name.tokens.start..edge);
                    scope.country = scope.country.or_else(|| self.country_named(words));
                    edge = if scope.country.is_some() { name.tokens.start } else { edge };
                    break;
                }
                match name.kind {
                    EntityKind::Place if adverbial && before + 1 == edge => break,
                    EntityKind::Group | EntityKind::Place if name.country.is_some() => {
                        scope.country = name.country
                    }
                    EntityKind::Group => {}
                    EntityKind::Place | EntityKind::Organization | EntityKind::Facility => {
                        if name.country.is_some() {
                            scope.country = scope.country.or(name.country);
                        }
                        let words = reading.words(name.tokens.clone()).to_owned();
                        if name.kind != EntityKind::Place || !personal {
                            scope.organization.get_or_insert(words);
                            scope.body.get_or_insert(k);
                        }
                    }
                    _ => break,
                }
                edge = name.tokens.start;
            } else if matches!(reading.pos(before), Some(Pos::Adj))
                && edge == start
                && before + 1 == edge
                && reading.dep(before) == Some(Dep::Amod)
                && self.tokens.at.get(before.wrapping_sub(1)).copied().flatten().is_some()
            {
                edge = before;
            } else {
                break;
            }
        }
        let (before, status) = self.status_before(edge, floor);
        scope.status = status.filter(|_| edge < start);
        if scope.status.is_some() {
            edge = before;
        } else if scope.organization.is_none() && scope.country.is_none() {
            edge = start;
        }
        (edge, scope)
    }

    /// The country that words name, as a place or a people.
    fn country_named(&self, words: &str) -> Option<CountryCode> {
        let place = || self.gazetteer.place(self.gazetteer.lookup(words).first()?.id)?.country;
        self.gazetteer.demonym(words).and_then(|demonym| demonym.country).or_else(place)
    }

    /// The words right before a token that say whether an office is still held, and where they start.
    fn status_before(&self, mut start: usize, floor: usize) -> (usize, Option<Tenure>) {
        let mut status = None;
        while let Some(before) = start.checked_sub(1).filter(|before| *before >= floor) {
            let hyphen = self.reading.word(before) == "-" && before > floor;
            let word = if hyphen { before - 1 } else { before };
            let Some(tenure) = self.tenure(word) else { break };
            (start, status) = (word, Some(tenure));
        }
        (start, status)
    }

    fn tenure(&self, word: usize) -> Option<Tenure> {
        self.rules.manner(self.reading.lower(word))?.tenure()
    }

    /// Appositions on either side of a name, and what is said of it with "be".
    fn beside(&self, k: usize, found: &mut Vec<Held>) {
        let reading = self.reading;
        let parse = reading.parse;
        let draft = &self.drafts[k];
        let head = draft.head;
        for noun in parse.children_by(head, Dep::Appos).filter(|noun| *noun >= draft.tokens.end) {
            self.described(k, noun, found);
        }
        self.leads(k, found);
        let above = parse.head(head);
        match (reading.dep(head), above) {
            (Some(Dep::Appos), Some(host)) => {
                self.described(k, apposition_host(reading, self.rules, host), found)
            }
            // "The head of the union is Maria Ortiz."
            (Some(Dep::Attr), Some(verb)) if self.asserts(verb) && reading.dep(verb) == Some(Dep::Root) => {
                if let Some(noun) = parse.child(verb, Dep::Nsubj) {
                    self.described(k, noun, found);
                }
            }
            // "elected Maria Ortiz mayor"
            (Some(Dep::Dobj), Some(verb)) if self.asserts(verb) => self.put_into(k, verb, found),
            _ => {}
        }
        // "The founder, Maria Ortiz, became": the subject is what the name stands beside.
        let beside = above.filter(|_| reading.dep(head) == Some(Dep::Appos));
        if let Some(verb) = self.subject_of(beside.unwrap_or(head)) {
            self.said(k, verb, found);
        }
        for verb in parse.children_by(head, Dep::Relcl) {
            let who = |i: &u32| {
                let i = *i as usize;
                reading.tag(i) == Some(Tag::Wp) && matches!(reading.dep(i), Some(Dep::Nsubj | Dep::Nsubjpass))
            };
            if parse.left_children(verb).iter().any(who) {
                self.said(k, verb, found);
            }
        }
        // A tree may hang the apposition elsewhere; what stands right after the comma tells.
        let sentence = reading.tokens_of(draft.sentence);
        let next = draft.tokens.end;
        if next + 1 < sentence.end
            && reading.lower(next) == ","
            && found.last().is_none_or(|held| held.mention != k)
        {
            let phrase_end = (next + 1..sentence.end.min(next + 9))
                .find(|i| {
                    matches!(
                        reading.pos(*i),
                        Some(Pos::Verb | Pos::Aux | Pos::Punct | Pos::Cconj | Pos::Adp | Pos::Pron)
                    ) && reading.word(*i) != "-"
                })
                .unwrap_or(sentence.end.min(next + 9));
            let closed = matches!(
                reading.lower(phrase_end),
                "," | "." | "of" | "for" | "at" | "in" | "to" | "with" | "who" | ")"
            );
            if let Some(noun) = phrase_end
                .checked_sub(1)
                .filter(|noun| closed && *noun > next && self.tokens.at[*noun].is_none())
            {
                self.described(k, noun, found);
            }
        }
    }

    /// "Vasyl Maliuk, who heads the security service": a verb that is a title too, and what it is held in.
    fn leads(&self, k: usize, found: &mut Vec<Held>) {
        let (reading, parse) = (self.reading, self.reading.parse);
        let Some(verb) = parse.child(self.drafts[k].head, Dep::Relcl) else { return };
        let Some(title) = self.rules.title(reading.lemma(verb)).filter(|title| title.holds == Holds::Body)
        else {
            return;
        };
        let object = parse.child(verb, Dep::Dobj).filter(|object| *object > verb);
        if let Some(object) = object.filter(|_| reading.pos(verb) == Some(Pos::Verb)) {
            let mut scope = Scope::default();
            let end = self.scope_after(verb, object, title, &mut scope);
            if scope.organization.is_some() {
                self.push(k, verb..verb + 1, verb..end, title, scope, found);
                if let Some(held) = found.last_mut() {
                    reading.lemma(verb).clone_into(&mut held.role.title);
                    reading.lemma(verb).clone_into(&mut held.words);
                }
            }
        }
    }

    fn asserts(&self, verb: usize) -> bool {
        asserts(self.reading, verb)
    }

    /// What a clause says that its subject is or was made, and what goes on with "and" of the same subject.
    fn said(&self, k: usize, verb: usize, found: &mut Vec<Held>) {
        let (reading, parse) = (self.reading, self.reading.parse);
        let next = parse.children_by(verb, Dep::Conj).filter(|next| {
            parse.child(*next, Dep::Nsubj).is_none() && parse.child(*next, Dep::Nsubjpass).is_none()
        });
        for verb in core::iter::once(verb).chain(next).filter(|verb| self.asserts(*verb)) {
            let passive = parse.child(verb, Dep::Auxpass).is_some();
            for row in self.rules.role_verbs(reading.lemma(verb)) {
                let noun = match row.form {
                    RoleForm::Attribute => parse.child(verb, Dep::Attr),
                    RoleForm::Named if passive => parse.child(verb, Dep::Oprd),
                    RoleForm::As if parse.child(verb, Dep::Dobj).is_none() => self.as_what(verb),
                    _ => None,
                };
                self.described_with(k, noun, row.status, found);
            }
        }
    }

    /// What somebody is made by the subject of a verb.
    fn put_into(&self, k: usize, verb: usize, found: &mut Vec<Held>) {
        for row in self.rules.role_verbs(self.reading.lemma(verb)) {
            let noun = match row.form {
                RoleForm::Named => self.reading.parse.child(verb, Dep::Oprd),
                RoleForm::As => self.as_what(verb),
                RoleForm::Attribute => None,
            };
            self.described_with(k, noun, row.status, found);
        }
    }

    fn as_what(&self, verb: usize) -> Option<usize> {
        let mut prepositions = self.reading.parse.children_by(verb, Dep::Prep);
        self.reading.parse.child(prepositions.find(|i| self.reading.lower(*i) == "as")?, Dep::Pobj)
    }

    fn described_with(&self, k: usize, noun: Option<usize>, status: Option<Tenure>, found: &mut Vec<Held>) {
        let since = found.len();
        if let Some(noun) = noun {
            self.described(k, noun, found);
        }
        for held in &mut found[since..] {
            held.role.status = held.role.status.or(status);
        }
    }

    /// The roles that a noun phrase with the head `noun` tells, those that are joined to it with "and" included: "a lawyer and
    /// former mayor of Leeds".
    fn described(&self, k: usize, noun: usize, found: &mut Vec<Held>) {
        let (reading, since) = (self.reading, found.len());
        self.office(k, noun, found);
        if found.len() == since {
            return;
        }
        let mut last = noun;
        while let Some(next) = reading.parse.child(last, Dep::Conj) {
            if matches!(reading.tag(next), Some(Tag::Nn | Tag::Nnp)) {
                self.office(k, next, found);
            }
            last = next;
        }
        self.share(found, since);
        let mut at = 0;
        found.retain(|held| {
            at += 1;
            at <= since || !held.is_bare() || !self.rules.is_relational(&held.words)
        });
    }

    /// "founder and chief executive of Acme", "Acme founder and chief executive": two titles of one phrase, held in the same.
    fn share(&self, found: &mut [Held], since: usize) {
        let Some([first, second]) = found.get_mut(since..).and_then(|new| new.first_chunk_mut::<2>()) else {
            return;
        };
        let (a, b) = (first.role.span, second.role.span);
        let gap = Span { start: a.end.min(b.end), end: a.start.max(b.start) };
        // Nothing but "and" between them.
        let joined = first.mention == second.mention
            && gap.start < gap.end
            && self.reading.tokens_in(gap).all(|i| self.reading.pos(i) == Some(Pos::Cconj))
            && first.role.status == second.role.status;
        let (from, to) = match (first.is_bare(), second.is_bare()) {
            (true, false) => (second, first),
            (false, true) => (first, second),
            _ => return,
        };
        // "governor and Acme candidate": what stands between the two is the second one's.
        let behind = from.role.span.start > to.role.span.start;
        let between = behind && from.role.span.of(self.reading.text).ends_with(&from.role.title);
        if joined && !between {
            to.role.organization.clone_from(&from.role.organization);
            to.role.country.clone_from(&from.role.country);
            (to.body, to.country) = (from.body, from.country);
        }
    }

    /// The role that a noun tells, if it is an office or occupation.
    fn office(&self, k: usize, noun: usize, found: &mut Vec<Held>) {
        let reading = self.reading;
        if !matches!(reading.pos(noun), Some(Pos::Noun | Pos::Propn)) || self.tokens.at[noun].is_some() {
            return;
        }
        let floor = reading.tokens_of(reading.sentence_of(noun)).start;
        // "secretary of state", "editor in chief": the longest title that the noun is in.
        let ceiling = reading.tokens_of(reading.sentence_of(noun)).end.min(noun + 1 + LONGEST_TAIL);
        let Some((tail, (start, title, plural))) = (noun + 1..=ceiling).rev().find_map(|tail| {
            let title = self.rules.title_before(reading, floor, tail)?;
            (title.0 <= noun).then_some((tail, title))
        }) else {
            return;
        };
        // "thanked Mayor Jackson, the hospital volunteers and": the next of a list. Two persons together hold one plural title.
        let lone = plural
            && self.reading.parse.child(self.drafts[k].head, Dep::Conj).is_none()
            && self.reading.dep(self.drafts[k].head) != Some(Dep::Conj);
        if lone || matches!(title.holds, Holds::Address | Holds::Nobility) {
            return;
        }
        let start = self.title_start(start, floor);
        let (mut edge, mut scope) = self.scope_before(start, floor, title);
        let mut end = tail;
        let field = if tail > noun + 1 { tail } else { self.field_end(noun, title) };
        for preposition in reading.parse.children_by(noun, Dep::Prep).filter(|p| *p >= tail) {
            let Some(object) = reading.parse.child(preposition, Dep::Pobj) else { continue };
            // "the senator from Ohio", "the senator from 2003 on"
            let told = match reading.lower(preposition) {
                "from" => self.tokens.at[object].is_some() && self.rules.is_regional(reading.lower(noun)),
                word => matches!(word, "of" | "for" | "at" | "to" | "in" | "with"),
            };
            if told {
                let reach = self.scope_after(preposition, object, title, &mut scope);
                if end == preposition {
                    end = reach;
                }
            }
        }
        end = end.max(field);
        // "a professor of strategic studies at the University of St. Andrews": the second preposition hangs lower.
        if scope.organization.is_none()
            && scope.toward.is_none()
            && scope.superior.is_none()
            && (matches!(reading.lower(end), "at" | "for" | "with")
                || end == tail && reading.lower(end) == "of")
            && let Some(object) = reading.parse.child(end, Dep::Pobj)
        {
            end = self.scope_after(end, object, title, &mut scope);
        }
        edge = edge.min(start);
        if scope.status.is_none() && self.has_ended(noun, end) {
            scope.status = Some(Tenure::Former);
        }
        let before = found.len();
        let (superior, toward) = (scope.superior, scope.toward);
        // "Britain's chancellor of the treasury": of something else than what has him.
        let other = reading.lower(tail) == "of"
            && scope.body.is_none_or(|body| self.drafts[body].tokens.start < tail);
        self.push(k, start..tail, edge..end, title, scope, found);
        let Some(held) = found.get_mut(before) else { return };
        if plural {
            held.make_singular();
        }
        // "an aide to Russian leader Vladimir Putin": whose he is says more than that he is one.
        let whole = toward.unwrap_or(field);
        held.has_field = other;
        if reading.lower(tail) == "to"
            && let Some(superior) = superior
        {
            let name = reading.words(self.drafts[superior].tokens.clone());
            held.role.title = format!("{} to {name}", held.role.title);
        } else if whole > tail {
            held.role.title.push_str(
                reading.text.get(end_of(reading, tail - 1)..end_of(reading, whole - 1)).unwrap_or_default(),
            );
            held.has_field = true;
        }
    }

    /// Whether the words right behind an office say that it has ended: "was mayor of Leeds until May", "mayor from 2003 to 2011".
    fn has_ended(&self, noun: usize, end: usize) -> bool {
        let (reading, parse) = (self.reading, self.reading.parse);
        let until = matches!(reading.lower(end), "until" | "till");
        let last = match reading.lower(end) {
            "from" => {
                (end + 1..end + 6).find(|i| matches!(reading.lower(*i), "to" | "until" | "till" | "through"))
            }
            _ => until.then_some(end),
        };
        let Some(object) = last.and_then(|preposition| parse.child(preposition, Dep::Pobj)) else {
            return false;
        };
        let verb = match reading.dep(noun) {
            Some(Dep::Pobj) => parse.head(noun).and_then(|preposition| parse.head(preposition)),
            _ => parse.head(noun),
        };
        let past = verb.is_some_and(|verb| reading.tag(verb) == Some(Tag::Vbd));
        let year = |i: usize| reading.word(i).parse::<i16>().ok().filter(|_| reading.word(i).len() == 4);
        match parse.subtree(object).find_map(year) {
            Some(year) => {
                reading.published.map_or(past, |day| year < day.year() || past && year == day.year())
            }
            None => until && past,
        }
    }

    /// Where a title ends that tells its field behind "of": "professor of strategic studies", "minister of tourism", "minister of
    /// health and sport", "director of research".
    fn field_end(&self, noun: usize, title: Title) -> usize {
        let reading = self.reading;
        let of = noun + 1;
        let of_field = matches!(title.holds, Holds::Occupation | Holds::Government | Holds::Body)
            && reading.lower(of) == "of";
        let Some(object) = reading.parse.child(of, Dep::Pobj).filter(|_| of_field) else { return of };
        let named = self.tokens.at[object].map(|k| self.drafts[k].kind);
        let field = of + 1..object + 1;
        let is_field = |i: usize| matches!(reading.pos(i), Some(Pos::Noun | Pos::Propn | Pos::Adj));
        let other = match title.holds {
            Holds::Body => named.is_some(),
            _ => matches!(named, Some(EntityKind::Place | EntityKind::Group | EntityKind::Person)),
        } || self.rules.noun_at(reading, object).is_some();
        let short = !field.is_empty() && field.len() <= LONGEST_FIELD;
        if !short || other || !field.clone().all(is_field) {
            return of;
        }
        let conjunct = reading.parse.child(object, Dep::Conj);
        // "director of research and consulting firm Acme"
        if title.holds == Holds::Body && conjunct.is_some() {
            return of;
        }
        let next = conjunct
            .filter(|next| reading.pos(field.end) == Some(Pos::Cconj) && *next > field.end)
            .filter(|next| next - field.end <= LONGEST_FIELD && (field.end + 1..=*next).all(is_field))
            .filter(|next| self.rules.noun_at(reading, *next).is_none());
        next.map_or(field.end, |next| next + 1)
    }

    /// What stands after a preposition; returns where it ends.
    fn scope_after(&self, preposition: usize, object: usize, title: Title, scope: &mut Scope) -> usize {
        let reading = self.reading;
        let (to, within) = match reading.lower(preposition) {
            "to" => (true, false),
            "in" | "at" => (false, true),
            _ => (false, false),
        };
        let name = self.tokens.at[object].map(|k| (k, &self.drafts[k]));
        if let Some((k, name)) = name {
            let words = reading.words(name.tokens.clone());
            match name.kind {
                // "a lawyer in Chicago": where, not in what.
                EntityKind::Place | EntityKind::Group if within => return object + 1,
                EntityKind::Place | EntityKind::Group if to => scope.toward = Some(name.tokens.end),
                EntityKind::Place | EntityKind::Group => {
                    scope.country = scope.country.or(name.country);
                    let body = name.kind == EntityKind::Place
                        && !matches!(title.holds, Holds::Occupation | Holds::Rank);
                    if name.country.is_none() && body {
                        scope.organization.get_or_insert_with(|| words.to_owned());
                    }
                    if body {
                        scope.body.get_or_insert(k);
                    }
                }
                EntityKind::Organization | EntityKind::Facility => {
                    scope.country = scope.country.or(name.country);
                    let owned = self.owner_words(name.tokens.start).unwrap_or(name.tokens.start);
                    if scope.organization.is_none() {
                        scope.organization = Some(reading.words(owned..name.tokens.end).to_owned());
                        scope.body = Some(k).filter(|_| !to);
                    }
                }
                EntityKind::Person if scope.organization.is_none() => {
                    // "an aide to Russian leader Vladimir Putin": held for the leader's country.
                    scope.superior = Some(k);
                    let floor = reading.tokens_of(name.sentence).start;
                    if let Some((start, of, _)) = self.rules.title_before(reading, floor, name.tokens.start) {
                        scope.country = scope.country.or(self.scope_before(start, floor, of).1.country);
                    }
                }
                _ => {}
            }
            return name.tokens.end.max(object + 1);
        }
        match self.rules.noun_at(reading, object) {
            Some((_, noun)) if noun.kind == EntityKind::Organization => {
                let start = self.phrase_start(object);
                for i in start..object {
                    scope.country = scope.country.or(self.tokens.at[i].and_then(|k| self.drafts[k].country));
                }
                // "chairman of the board of Acme Corp."
                let body = self.tokens.headed[object];
                let end = body.map_or(object + 1, |k| self.drafts[k].tokens.end.max(object + 1));
                if scope.organization.is_none() {
                    scope.organization = Some(reading.words(start..end).to_owned());
                    scope.body = body.filter(|_| !to);
                }
                return end;
            }
            // "adviser to the president of the republic"
            Some((_, noun)) if noun.kind == EntityKind::Person && to => scope.toward = Some(object + 1),
            _ => {}
        }
        object + 1
    }

    /// The start of the demonym that belongs to an organization's name.
    fn owner_words(&self, start: usize) -> Option<usize> {
        let k = self.tokens.at[start.checked_sub(1)?]?;
        (self.drafts[k].kind == EntityKind::Group).then_some(self.drafts[k].tokens.start)
    }

    /// The first word of a noun phrase but its article.
    fn phrase_start(&self, noun: usize) -> usize {
        let reading = self.reading;
        let mut start = noun;
        for child in reading.parse.left_children(noun).iter().rev().map(|c| *c as usize) {
            match reading.dep(child) {
                Some(Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Poss) => {
                    start = reading.parse.subtree(child).start
                }
                _ => break,
            }
        }
        if reading.tag(start) == Some(Tag::Dt) { start + 1 } else { start }
    }

    fn push(
        &self,
        k: usize,
        title: Range<usize>,
        all: Range<usize>,
        kind: Title,
        scope: Scope,
        found: &mut Vec<Held>,
    ) {
        let reading = self.reading;
        let mut core = title.start;
        let mut status = scope.status;
        while core + 1 < title.end {
            let hyphen = core > title.start && reading.word(core) == "-";
            match self.tenure(core) {
                Some(tenure) => status = status.or(Some(tenure)),
                None if hyphen => {}
                None => break,
            }
            core += 1;
        }
        let words = super::name::key(reading, core..title.end);
        let mut title = reading.words(core..title.end).to_owned();
        if let Some((plain, manner)) = self.rules.title_suffix(&words) {
            status = status.or(manner.tenure());
            title.truncate((title.len() + plain.len()).saturating_sub(words.len()));
        }
        let role = Role {
            title,
            status,
            organization: scope.organization,
            country: scope.country.map(|code| code.to_string()),
            span: reading.span_of(all),
        };
        found.push(Held {
            mention: k,
            role,
            words,
            gender: kind.gender,
            superior: scope.superior,
            body: scope.body,
            country: scope.country,
            has_field: false,
        });
    }
}

/// Where a token ends, in bytes.
fn end_of(reading: &Reading<'_>, token: usize) -> usize {
    reading.span(token).end as usize
}

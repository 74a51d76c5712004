//! Roles: the titles and offices that the text gives to persons.
//!
//! A title stands right before a name ("Turkish Foreign Minister Hakan Fidan"), beside it as an apposition on either
//! side ("Vasyl Maliuk, the head of …"), or is said of it ("Maliuk is the head of …"). What it is held in and for is
//! told by adjectives and possessors before the title and by "of", "for", "at", "to" and "in" after it.

use core::ops::Range;

use super::mention::Draft;
use super::rules::{CastRules, Holds, Manner, Title};
use crate::extract::Reading;
use crate::language::{Dep, Pos, Tag};
use crate::lexicon::CountryCode;
use crate::model::{EntityKind, Form, Role};

/// A role, and the mention of the person who holds it.
#[derive(Clone, Debug)]
pub(super) struct Held {
    /// Index of the mention.
    pub(super) mention: usize,
    pub(super) role: Role,
    /// Words of the title, lower case.
    pub(super) words: String,
    pub(super) gender: super::rules::Gender,
    /// The mention of the person whom the role is held under: "an aide to Putin".
    pub(super) superior: Option<usize>,
}

impl Held {
    /// "Presidents Obama and Bush": each holds the title in the singular.
    fn make_singular(&mut self) {
        self.role.title = self.role.title.strip_suffix('s').unwrap_or(&self.role.title).to_owned();
        self.words = self.words.strip_suffix('s').unwrap_or(&self.words).to_owned();
    }
}

/// A title's field has no more words than this.
const LONGEST_FIELD: usize = 3;

/// All roles of named persons, in order of their holders' mentions.
pub(super) fn roles(reading: &Reading<'_>, drafts: &[Draft], rules: &CastRules) -> Vec<Held> {
    let mut at = vec![None; reading.len()];
    for (k, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.form == Form::Name) {
        at[draft.tokens.clone()].fill(Some(k));
    }
    let finder = Finder { reading, drafts, rules, at };
    let mut found = Vec::new();
    for (k, draft) in drafts.iter().enumerate() {
        if draft.form == Form::Name && draft.kind == EntityKind::Person {
            finder.before(k, &mut found);
            finder.beside(k, &mut found);
        }
    }
    found
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

struct Finder<'a> {
    reading: &'a Reading<'a>,
    drafts: &'a [Draft],
    rules: &'a CastRules,
    /// The name that a token is part of.
    at: Vec<Option<usize>>,
}

/// What a title is held in and for.
#[derive(Default)]
struct Scope {
    organization: Option<String>,
    country: Option<CountryCode>,
    superior: Option<usize>,
}

impl Finder<'_> {
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
            self.held(k, start..end, sentence.start, title, plural, found);
            end = start;
        }
        if end < tokens.start {
            return;
        }
        let conjoined = end > sentence.start && self.reading.lower(end - 1) == "and";
        if conjoined
            && let Some(first) = self.at[end.saturating_sub(2)]
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
        let (edge, mut scope) = self.scope_before(start, floor);
        if scope.country.is_none() && matches!(title.holds, Holds::State | Holds::Government) {
            scope.country = self.of_country(k).or_else(|| self.led(k));
        }
        let before = found.len();
        self.push(k, start..words.end, edge..words.end, title, scope, found);
        if plural && let Some(held) = found.get_mut(before) {
            held.make_singular();
        }
    }

    /// The country after a name: "President Volodymyr Zelenskyy of Ukraine".
    fn of_country(&self, k: usize) -> Option<CountryCode> {
        let of = self.drafts[k].tokens.end;
        let next = of + 1 + usize::from(self.reading.lower(of + 1) == "the");
        let country = &self.drafts[(*self.at.get(next)?)?];
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
        parse.left_children(noun).iter().find_map(|i| self.drafts[self.at[*i as usize]?].country)
    }

    /// Goes back over the words that belong to a title without being listed with it: "deputy", "Digital
    /// Transformation" before "Minister".
    fn title_start(&self, mut start: usize, floor: usize) -> usize {
        while start > floor {
            let before = start - 1;
            let word = self.reading.lower(before);
            let modifier = self.rules.manner(word).is_some();
            let compound = self.at[before].is_none()
                && (before == floor || self.reading.word(before - 1) != "-")
                && self.reading.dep(before) == Some(Dep::Compound)
                && self.rules.title(word).is_none()
                && matches!(self.reading.pos(before), Some(Pos::Noun | Pos::Propn));
            let hyphen = matches!(word, "-") && before > floor && !self.reading.space_before(before);
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
    fn scope_before(&self, start: usize, floor: usize) -> (usize, Scope) {
        let reading = self.reading;
        let mut scope = Scope::default();
        let mut edge = start;
        // At most two: "Ukrainian air force commander", "Russia's Gazprom chief executive".
        for _ in 0..3 {
            let Some(mut before) = edge.checked_sub(1).filter(|before| *before >= floor) else { break };
            if reading.tag(before) == Some(Tag::Pos) && before > floor {
                before -= 1;
            }
            if let Some(k) = self.at[before].filter(|k| self.drafts[*k].tokens.end > before) {
                let name = &self.drafts[k];
                // "In Turkey Minister Ellwood met": where, not whose.
                let adverbial = name.tokens.start == floor + 1 && reading.tag(floor) == Some(Tag::In);
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
                        scope.organization.get_or_insert(words);
                    }
                    _ => break,
                }
                edge = name.tokens.start;
            } else if matches!(reading.pos(before), Some(Pos::Adj))
                && edge == start
                && before + 1 == edge
                && reading.dep(before) == Some(Dep::Amod)
                && self.at.get(before.wrapping_sub(1)).copied().flatten().is_some()
            {
                edge = before;
            } else {
                break;
            }
        }
        if scope.organization.is_none() && scope.country.is_none() {
            edge = start;
        }
        (edge, scope)
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
            (Some(Dep::Nsubj), Some(verb)) if reading.lemma(verb) == "be" => {
                if let Some(noun) = parse.child(verb, Dep::Attr)
                    && parse.child(verb, Dep::Neg).is_none()
                {
                    self.described(k, noun, found);
                }
            }
            _ => {}
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
            if let Some(noun) =
                phrase_end.checked_sub(1).filter(|noun| closed && *noun > next && self.at[*noun].is_none())
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
            let end = self.scope_after(object, &mut scope);
            if scope.organization.is_some() {
                self.push(k, verb..verb + 1, verb..end, title, scope, found);
                if let Some(held) = found.last_mut() {
                    reading.lemma(verb).clone_into(&mut held.role.title);
                    reading.lemma(verb).clone_into(&mut held.words);
                }
            }
        }
    }

    /// The role that a noun phrase with the head `noun` tells, if its noun is an office or occupation.
    fn described(&self, k: usize, noun: usize, found: &mut Vec<Held>) {
        let reading = self.reading;
        if !matches!(reading.pos(noun), Some(Pos::Noun | Pos::Propn)) || self.at[noun].is_some() {
            return;
        }
        let floor = reading.tokens_of(reading.sentence_of(noun)).start;
        let Some((start, title, plural)) = self.rules.title_before(reading, floor, noun + 1) else { return };
        // "thanked Mayor Jackson, the hospital volunteers and": the next of a list. Two persons together hold one plural title.
        let lone = plural
            && self.reading.parse.child(self.drafts[k].head, Dep::Conj).is_none()
            && self.reading.dep(self.drafts[k].head) != Some(Dep::Conj);
        if lone || matches!(title.holds, Holds::Address | Holds::Nobility) {
            return;
        }
        let start = self.title_start(start, floor);
        let (mut edge, mut scope) = self.scope_before(start, floor);
        let mut end = noun + 1;
        for preposition in reading.parse.children_by(noun, Dep::Prep).filter(|p| *p > noun) {
            if !matches!(reading.lower(preposition), "of" | "for" | "at" | "to" | "in" | "with") {
                continue;
            }
            if let Some(object) = reading.parse.child(preposition, Dep::Pobj) {
                let reach = self.scope_after(object, &mut scope);
                if end == preposition {
                    end = reach;
                }
            }
        }
        // "a professor of strategic studies at the University of St. Andrews": the second preposition hangs lower.
        if scope.organization.is_none()
            && matches!(reading.lower(end), "at" | "of" | "for" | "with")
            && let Some(object) = reading.parse.child(end, Dep::Pobj)
        {
            end = self.scope_after(object, &mut scope);
        }
        edge = edge.min(start);
        let words = start..self.field_end(noun, title);
        end = end.max(words.end);
        let bare = scope.organization.is_none() && scope.country.is_none() && scope.superior.is_none();
        if bare && words.len() == 1 && self.rules.is_relational(reading.lemma(noun)) {
            return;
        }
        let before = found.len();
        self.push(k, words, edge..end, title, scope, found);
        if plural && let Some(held) = found.get_mut(before) {
            held.make_singular();
        }
        // "an aide to Russian leader Vladimir Putin": whose he is says more than that he is one.
        if reading.lower(noun + 1) == "to"
            && let Some(held) = found.get_mut(before)
            && let Some(superior) = held.superior
        {
            let name = reading.words(self.drafts[superior].tokens.clone());
            held.role.title = format!("{} to {name}", held.role.title);
        }
    }

    /// Where a title ends that tells its field behind "of": "professor of strategic studies", "minister of tourism".
    fn field_end(&self, noun: usize, title: Title) -> usize {
        let reading = self.reading;
        let of = noun + 1;
        let of_field =
            matches!(title.holds, Holds::Occupation | Holds::Government) && reading.lower(of) == "of";
        let Some(object) = reading.parse.child(of, Dep::Pobj).filter(|_| of_field) else { return of };
        let named = self.at[object].map(|k| self.drafts[k].kind);
        let field = of + 1..object + 1;
        let is_field = |i: usize| matches!(reading.pos(i), Some(Pos::Noun | Pos::Propn | Pos::Adj));
        let other = matches!(named, Some(EntityKind::Place | EntityKind::Group | EntityKind::Person))
            || self.rules.noun_at(reading, object).is_some();
        let short = !field.is_empty() && field.len() <= LONGEST_FIELD;
        if short && !other && field.clone().all(is_field) { field.end } else { of }
    }

    /// What stands after "of" or "for"; returns where it ends.
    fn scope_after(&self, object: usize, scope: &mut Scope) -> usize {
        let reading = self.reading;
        let name = self.at[object].map(|k| &self.drafts[k]);
        if let Some(name) = name {
            let words = reading.words(name.tokens.clone());
            match name.kind {
                EntityKind::Place | EntityKind::Group => {
                    scope.country = scope.country.or(name.country);
                    if name.country.is_none() && scope.organization.is_none() {
                        scope.organization = Some(words.to_owned());
                    }
                }
                EntityKind::Organization | EntityKind::Facility => {
                    scope.country = scope.country.or(name.country);
                    let owned = self.owner_words(name.tokens.start).unwrap_or(name.tokens.start);
                    scope
                        .organization
                        .get_or_insert_with(|| reading.words(owned..name.tokens.end).to_owned());
                }
                EntityKind::Person if scope.organization.is_none() => {
                    // "an aide to Russian leader Vladimir Putin": held for the leader's country.
                    scope.superior = self.at[object];
                    let floor = reading.tokens_of(name.sentence).start;
                    if let Some((start, ..)) = self.rules.title_before(reading, floor, name.tokens.start) {
                        scope.country = scope.country.or(self.scope_before(start, floor).1.country);
                    }
                }
                _ => {}
            }
            return name.tokens.end.max(object + 1);
        }
        if let Some((_, noun)) = self.rules.noun_at(reading, object)
            && noun.kind == EntityKind::Organization
        {
            let start = self.phrase_start(object);
            for i in start..object {
                scope.country = scope.country.or(self.at[i].and_then(|k| self.drafts[k].country));
            }
            scope.organization.get_or_insert_with(|| reading.words(start..object + 1).to_owned());
        }
        object + 1
    }

    /// The start of the demonym that belongs to an organization's name.
    fn owner_words(&self, start: usize) -> Option<usize> {
        let k = self.at[start.checked_sub(1)?]?;
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
        let words = reading.words(title.clone()).to_owned();
        let superior = scope.superior;
        let country = scope.country.map(|code| code.to_string());
        let role =
            Role { title: words, organization: scope.organization, country, span: reading.span_of(all) };
        let core = title.clone().find(|i| {
            !matches!(
                self.rules.manner(reading.lower(*i)),
                Some(Manner::Past | Manner::Acting | Manner::Future)
            )
        });
        let words = super::name::key(reading, core.unwrap_or(title.start)..title.end);
        found.push(Held { mention: k, role, words, gender: kind.gender, superior });
    }
}

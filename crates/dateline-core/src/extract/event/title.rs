//! The short title of an event: its clause or its noun phrase in the words of the text, pruned to what the event is.
//!
//! The tree of the clause that tells the event loses what surrounds it (other clauses, appositions, times, asides) and
//! keeps its subject, its verb with auxiliaries and negation, its objects and the phrases that say against whom, with
//! what or where to. Whatever is kept stays whole, so that the title reads as a sentence. A title that is still too
//! long is pruned harder.

mod noun;

use core::ops::Range;
use std::collections::BTreeMap;

use super::agreement;
use super::participant::Taking;
use super::rules::{EventRules, GovernorPos, LightSort, WordClass, WordSet};
use super::syntax::{self, child, children, is_counter, light_verb, subject};
use super::telling::{self, Telling};
use super::trigger::{Matcher, Trigger, has_to};
use crate::extract::{Cast, Reading};
use crate::language::{Dep, Pos, Tag};
use crate::model::{Entity, EntityId, EntityKind, Form, ParticipantRole};

/// A title holds at most so many tokens.
const LONGEST: usize = 20;

/// Trees are followed this deep; deeper ones are parser noise.
const DEEPEST: usize = 6;

/// Nothing is added to a phrase of so many tokens: it is no title.
const MOST: usize = 64;

/// A subject of so many tokens is kept whole where its head alone would not agree with the verb.
const LONGEST_SUBJECT: usize = 12;

/// A name of more tokens is cut to its phrase.
const LONGEST_NAME: usize = 10;

/// What the entities are called that have a name in the text, or that are bodies called by their state's ("Ukraine's air
/// force").
pub(super) fn names(cast: &Cast) -> BTreeMap<EntityId, &str> {
    let named = super::named(cast);
    let of_state = |entity: &Entity| entity.kind == EntityKind::Organization && entity.country.is_some();
    let entities = cast.entities.iter().filter(|entity| named.contains(&entity.id) || of_state(entity));
    entities.map(|entity| (entity.id, entity.name.as_str())).collect()
}

/// How a title names who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// By a name or a description, or it has no need to.
    Actor,
    /// By a pronoun that stands for nobody known, or by the form of the verb alone.
    Pronoun,
    /// Not at all: it is a participle.
    Nothing,
}

/// How much of what surrounds an event its title keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// Heads with their names and numbers.
    Bare,
    /// Whole noun phrases, but no further phrases.
    Short,
    /// Phrases that stand beside the verb and its object as well.
    Full,
}

/// What titles are made from.
pub(super) struct Titles<'a> {
    pub(super) matcher: &'a Matcher<'a>,
    /// What the named entities are called.
    pub(super) names: &'a BTreeMap<EntityId, &'a str>,
    /// For each token, whether it is the head of a trigger.
    pub(super) hosts: &'a [bool],
}

impl Titles<'_> {
    /// The title of the event that a trigger tells, and how it names who acts.
    /// None where its words make no phrase, unless they are such as name the event beyond doubt.
    pub(super) fn of(&self, trigger: &Trigger<'_>, takings: &[Taking]) -> Option<(String, Naming)> {
        let mut title = Vec::new();
        for detail in [Detail::Full, Detail::Short, Detail::Bare] {
            let mut phrase = Phrase {
                titles: self,
                trigger,
                takings,
                detail,
                kept: Vec::new(),
                path: Vec::new(),
                behind: None,
                broken: false,
            };
            phrase.event();
            if phrase.broken && !self.matcher.rules.rows[trigger.row].clear {
                return None;
            }
            title = self.mend(phrase.kept);
            // "By collecting signatures": what that is done by was lost.
            let leads_in = |&first: &usize| self.matcher.reading.dep(first) == Some(Dep::Prep);
            if title.first().is_some_and(leads_in)
                && title.get(1).is_some_and(|&next| self.matcher.reading.dep(next) == Some(Dep::Pcomp))
            {
                title.remove(0);
            }
            // "To hurt someone" is no event: the clause that says whether it is was lost.
            if title.first().is_some_and(|&first| self.matcher.reading.tag(first) == Some(Tag::To)) {
                return None;
            }
            if title.len() <= LONGEST {
                break;
            }
        }
        let cut = title.len() > LONGEST;
        title.truncate(LONGEST);
        let first = title.iter().find(|&&token| self.matcher.reading.tag(token) != Some(Tag::PrpS));
        let nameless = first.is_some_and(|&token| {
            // A clause that begins with its verb has lost who acts.
            let actorless = trigger.class == WordClass::Verb && self.matcher.reading.parse.is_verb(token);
            matches!(self.matcher.reading.tag(token), Some(Tag::Prp | Tag::Dt))
                && self.named(token, takings).is_none()
                || actorless
        });
        // "Meeting with her staff": whose, the clause around it tells in other words than a title may take.
        let begins = title.first().and_then(|&token| self.matcher.reading.tag(token));
        let naming = match nameless {
            false => Naming::Actor,
            // Who "defeated Drake" is anybody's guess.
            true if trigger.class == WordClass::Verb
                && matches!(begins, Some(Tag::Vbg | Tag::Vbn | Tag::Vbd | Tag::Vbz)) =>
            {
                Naming::Nothing
            }
            true => Naming::Pronoun,
        };
        Some((self.print(&title, takings, cut), naming))
    }

    /// Hyphens and possessive endings between kept words belong to them; articles at the start say nothing.
    fn mend(&self, kept: Vec<usize>) -> Vec<usize> {
        let reading = self.matcher.reading;
        let mut mended: Vec<usize> = Vec::with_capacity(kept.len());
        for token in kept {
            // Notes in brackets ("[11]") are web debris.
            if reading.word(token).starts_with(['[', ']']) || mended.contains(&token) {
                continue;
            }
            match mended.last() {
                Some(&last) if token == last + 2 && joins(reading, last + 1) => mended.push(last + 1),
                // "ex-husband" is one word, "2-1" one result.
                _ if token >= 2
                    && (is_hyphen(reading, token - 1) || is_score(reading, token))
                    && !mended.contains(&(token - 2)) =>
                {
                    mended.extend([token - 2, token - 1]);
                }
                _ => {}
            }
            mended.push(token);
        }
        let is_mark =
            |&token: &usize| matches!(reading.pos(token), Some(Pos::Punct)) || reading.word(token) == "-";
        while mended.last().is_some_and(is_mark) {
            mended.pop();
        }
        // "A few" is not few.
        let some = |token: usize| matches!(reading.lower(token + 1), "few" | "little");
        let says = |&token: &usize| {
            !(is_mark(&token)
                || reading.dep(token) == Some(Dep::Det)
                    && matches!(reading.lower(token), "the" | "a" | "an")
                    && !some(token))
        };
        let start = mended.iter().position(says).unwrap_or(0);
        mended.split_off(start)
    }

    /// The words, with names in place of the pronouns that act, and a capital at the start.
    fn print(&self, tokens: &[usize], takings: &[Taking], cut: bool) -> String {
        let reading = self.matcher.reading;
        let mut title = String::new();
        let mut last: Option<usize> = None;
        // Verbs whose pronoun gives way to a name.
        let mut agreeing: Vec<usize> = Vec::new();
        for &token in tokens {
            let name = self.named(token, takings);
            if name.is_some() && agreement::is_plural_pronoun(reading, token) {
                agreeing.extend(reading.parse.head(token).and_then(|verb| telling::tensed(reading, verb)));
            }
            let owner = reading.tag(token) == Some(Tag::PrpS);
            if owner && name.is_none() && last.is_none() {
                continue;
            }
            let comma = reading.word(token) == ",";
            if last.is_some_and(|last| token != last + 1 && !comma || reading.space_before(token)) {
                title.push(' ');
            }
            match name {
                Some(name) => title.push_str(name),
                None if agreeing.contains(&token) => title.push_str(&agreement::third_person(reading, token)),
                None => title.push_str(reading.word(token)),
            }
            if owner && let Some(name) = name {
                title.push_str(if name.ends_with('s') { "’" } else { "’s" });
            }
            if last.is_none() && reading.pos(token) != Some(Pos::Propn) {
                capitalize(&mut title);
            }
            last = Some(token);
        }
        if cut {
            title.push('…');
        }
        title
    }

    /// The name of whom a pronoun stands for that acts; who is acted on is less certain.
    fn named(&self, token: usize, takings: &[Taking]) -> Option<&str> {
        let reading = self.matcher.reading;
        let acts = match reading.tag(token)? {
            Tag::Prp => matches!(reading.dep(token), Some(Dep::Nsubj | Dep::Nsubjpass)),
            Tag::PrpS => true,
            _ => false,
        };
        // "I'd have asked" takes no other name before its "'d".
        if reading.word(token + 1).starts_with(['\'', '’']) {
            return None;
        }
        let taking = takings.iter().find(|taking| taking.head == token).filter(|_| acts)?;
        let entity = taking.participant.entity?;
        let name = self.names.get(&entity).copied()?;
        let owner = reading.tag(token) == Some(Tag::PrpS);
        (!owner || !befalls(taking.participant.role) || self.is_named_in_sentence(token, entity))
            .then_some(name)
    }

    /// Whether the sentence of a token has a name of the entity. Who is dead or hurt is not left to a guess across sentences.
    fn is_named_in_sentence(&self, token: usize, entity: EntityId) -> bool {
        let Matcher { reading, cast, .. } = self.matcher;
        let tokens = reading.tokens_of(reading.sentence_of(token));
        tokens
            .filter_map(|token| cast.mention_at(token))
            .any(|index| cast.mentions[index].entity == entity && cast.mentions[index].form == Form::Name)
    }
}

fn befalls(role: ParticipantRole) -> bool {
    matches!(role, ParticipantRole::Victim | ParticipantRole::Target)
}

/// Whether a mark between two kept words belongs to both: a hyphen, a possessive ending, the dash of a result.
fn joins(reading: &Reading<'_>, mark: usize) -> bool {
    let close = matches!(reading.word(mark), "-" | "–" | "/" | "'s" | "’s" | "'" | "’")
        && !reading.space_before(mark);
    close || is_score(reading, mark + 1)
}

/// Whether a hyphen is part of a word.
fn is_hyphen(reading: &Reading<'_>, mark: usize) -> bool {
    reading.word(mark) == "-" && !reading.space_before(mark) && !reading.space_before(mark + 1)
}

/// Whether a number is the second of a result: "2 – 0".
fn is_score(reading: &Reading<'_>, number: usize) -> bool {
    let is_number = |token: usize| reading.pos(token) == Some(Pos::Num);
    number >= 2
        && is_number(number)
        && reading.sentence_of(number) == reading.sentence_of(number - 2)
        && matches!(reading.word(number - 1), "-" | "–" | "—")
        && is_number(number - 2)
}

fn capitalize(title: &mut String) {
    if let Some(first) = title.chars().next().filter(|first| first.is_lowercase()) {
        let upper: String = first.to_uppercase().collect();
        title.replace_range(..first.len_utf8(), &upper);
    }
}

/// The tokens of a title in the making, in the order in which it is read.
struct Phrase<'a> {
    titles: &'a Titles<'a>,
    trigger: &'a Trigger<'a>,
    takings: &'a [Taking],
    detail: Detail,
    kept: Vec<usize>,
    /// The words that lead from the title's clause to the trigger; they are kept.
    path: Vec<usize>,
    /// A verb with the noun that its relative clause describes, which is its object and is told behind it.
    behind: Option<(usize, usize)>,
    /// What is kept is no phrase of English.
    broken: bool,
}

impl Phrase<'_> {
    fn event(&mut self) {
        let reading = self.titles.matcher.reading;
        let head = self.trigger.head;
        let told_by = match self.trigger.class {
            WordClass::Verb => Some(head),
            WordClass::Adjective => reading.parse.head(head).filter(|&verb| reading.parse.is_verb(verb)),
            WordClass::Noun => light_verb(reading, self.titles.matcher.rules, head)
                .filter(|&(verb, sort)| !(sort == LightSort::Occur && reading.lemma(verb) == "be"))
                .map(|(verb, _)| verb),
        };
        match told_by {
            Some(verb) => self.clause_of(verb),
            None if self.trigger.class == WordClass::Noun => match self.outcome(head) {
                Some(verb) => self.clause_of(verb),
                None if self.titles.matcher.rules.rows[self.trigger.row].role("bearer").is_some() => {
                    self.borne(head);
                }
                None => self.noun(self.counter_of(head), 0),
            },
            None => self.kept.push(head),
        }
    }

    /// Who has what a noun names, or the clause that says so: "boy with a gunshot wound".
    fn borne(&mut self, noun: usize) {
        let reading = self.titles.matcher.reading;
        let Some((with, above)) = syntax::led_in_by_with(reading, noun) else { return };
        if reading.parse.is_verb(above) {
            self.clause_of(above);
        } else {
            self.noun(above, 0);
        }
        if !self.kept.contains(&with) {
            self.led_in(with, 0);
        }
    }

    /// The verb of a clause that says of an event noun what it left behind: "a shooting that left two people dead".
    fn outcome(&self, noun: usize) -> Option<usize> {
        let reading = self.titles.matcher.reading;
        children(reading, noun).filter(|&c| c > noun).find(|&c| match reading.dep(c) {
            Some(Dep::Relcl) => {
                self.leaves_behind(c) && subject(reading, self.titles.matcher.rules, c) == Some(noun)
            }
            // Further off than right behind the noun the two make no phrase: "a strike on the town, killing three".
            Some(Dep::Acl) => {
                reading.tag(c) == Some(Tag::Vbg)
                    && self.leaves_behind(c)
                    && syntax::is_beside(reading, noun, c)
            }
            _ => false,
        })
    }

    /// Whether a verb says of an event that it happens or what it leaves behind: "killed", "destroyed", "took place".
    fn leaves_behind(&self, verb: usize) -> bool {
        let lemma = self.titles.matcher.reading.lemma(verb);
        self.titles.matcher.rules.light(lemma, |_| true, true) == Some(LightSort::Occur)
    }

    /// The word that counts a noun: "a string of attacks".
    fn counter_of(&self, noun: usize) -> usize {
        let reading = self.titles.matcher.reading;
        let of = reading
            .parse
            .head(noun)
            .filter(|&of| reading.dep(noun) == Some(Dep::Pobj) && reading.lower(of) == "of" && of < noun);
        of.and_then(|of| reading.parse.head(of))
            .filter(|&counter| counter + 1 < noun && is_counter(reading, self.titles.matcher.rules, counter))
            .unwrap_or(noun)
    }

    /// The clause that tells what a verb names, from the top of what governs it: "failed to reach an agreement".
    fn clause_of(&mut self, verb: usize) {
        let (reading, rules) = (self.titles.matcher.reading, self.titles.matcher.rules);
        let Telling { mut top, path } = Telling::of(reading, rules, verb, self.detail > Detail::Bare);
        // Nobody acts in the governing clause: the verb's own words say more.
        if telling::is_finite(reading, top) && subject(reading, rules, top).is_none() {
            top = verb;
        } else {
            self.path = path;
        }
        if !reading.parse.is_verb(top) {
            self.noun(top, 0);
            return;
        }
        let own = syntax::own_subject(reading, top).is_some_and(|own| !is_relative(reading, own));
        if !own {
            // "without killing anyone"
            let preposition = reading.parse.head(top).filter(|&preposition| {
                reading.dep(top) == Some(Dep::Pcomp)
                    && rules
                        .governor(reading.lower(preposition), GovernorPos::Preposition, true, None)
                        .is_some()
            });
            self.kept.extend(preposition);
            self.borrowed_subject(top);
        } else if reading.dep(top) == Some(Dep::Relcl)
            || child(reading, top, Dep::Dobj).is_some_and(|object| is_relative(reading, object))
        {
            // "the drones that Russia launched", "the offer, which the board said it rejected"
            let object = syntax::object(reading, rules, top, false);
            self.behind = object.filter(|&object| object < top).map(|object| (top, object));
        }
        self.clause(top, 0);
    }

    /// The subject of a verb that stands elsewhere: in another clause, before a participle. A participle of what goes on
    /// and an infinitive get none, since both together are no sentence.
    fn borrowed_subject(&mut self, verb: usize) {
        let (reading, rules) = (self.titles.matcher.reading, self.titles.matcher.rules);
        let Some(subject) = subject(reading, rules, verb).filter(|&subject| subject != verb) else { return };
        let unfinished = !telling::is_finite(reading, verb);
        // "a man firing at students" is a phrase.
        let beside = reading.parse.head(verb) == Some(subject) && syntax::is_beside(reading, subject, verb);
        if unfinished && reading.tag(verb) == Some(Tag::Vbg) && !beside {
            return;
        }
        // "When asked to leave, he refused": he asked nobody.
        let participle = reading.tag(verb) == Some(Tag::Vbn) && reading.dep(verb) == Some(Dep::Advcl);
        if unfinished && participle && child(reading, verb, Dep::Auxpass).is_none() {
            return;
        }
        if unfinished && has_to(reading, verb) {
            self.broken = true;
            if reading.pos(subject) == Some(Pos::Pron) {
                return;
            }
        }
        self.noun(subject, 0);
        self.borrowed_auxiliaries(verb);
    }

    /// "was arrested and charged": the second verb has the auxiliaries of the first.
    fn borrowed_auxiliaries(&mut self, verb: usize) {
        let reading = self.titles.matcher.reading;
        if reading.dep(verb) != Some(Dep::Conj)
            || !matches!(reading.tag(verb), Some(Tag::Vbn | Tag::Vb | Tag::Vbg))
            || child(reading, verb, Dep::Aux).or(child(reading, verb, Dep::Auxpass)).is_some()
        {
            return;
        }
        let Some(first) = reading.parse.head(verb) else { return };
        let helps = |&c: &usize| matches!(reading.dep(c), Some(Dep::Aux | Dep::Auxpass | Dep::Neg));
        self.kept.extend(children(reading, first).filter(|&c| c < first).filter(helps));
    }

    fn clause(&mut self, verb: usize, depth: usize) {
        let reading = self.titles.matcher.reading;
        // "wanted to stop and search cars": of two infinitives, the one that leads to the trigger.
        if let Some(next) = self.leads_on(verb, Dep::Conj) {
            if child(reading, next, Dep::Aux).is_none() {
                let helps = |&c: &usize| matches!(reading.dep(c), Some(Dep::Aux | Dep::Auxpass | Dep::Neg));
                self.kept.extend(children(reading, verb).filter(|&c| c < verb).filter(helps));
            }
            return self.clause(next, depth);
        }
        let mut said = false;
        for c in children(reading, verb) {
            if c > verb && !said {
                self.verb(verb);
                said = true;
            }
            self.part(verb, c, depth);
        }
        if !said {
            self.verb(verb);
        }
    }

    /// A verb with what has to stand right behind it.
    fn verb(&mut self, verb: usize) {
        self.kept.push(verb);
        if let Some((_, object)) = self.behind.filter(|&(of, _)| of == verb) {
            self.behind = None;
            self.kept.extend(child(self.titles.matcher.reading, verb, Dep::Prt));
            self.noun(object, 1);
        }
    }

    /// The word of the path that hangs on a token by the relation.
    fn leads_on(&self, token: usize, dep: Dep) -> Option<usize> {
        let reading = self.titles.matcher.reading;
        self.path
            .iter()
            .copied()
            .find(|&c| reading.dep(c) == Some(dep) && reading.parse.head(c) == Some(token))
    }

    /// A clause inside another, with the word that opens it: "investigating whether the boy was shot". One whose first
    /// word is left out would say something else, and is left out whole.
    fn complement(&mut self, clause: usize, depth: usize) {
        let (reading, rules) = (self.titles.matcher.reading, self.titles.matcher.rules);
        let start = reading.parse.subtree(clause).start;
        let asks = matches!(reading.tag(start), Some(Tag::Wrb | Tag::Wp | Tag::Wdt | Tag::WpS));
        if asks && reading.parse.head(start) != Some(clause) {
            return;
        }
        let opens =
            reading.dep(start) == Some(Dep::Mark) && rules.in_set(WordSet::Opening, reading.lower(start));
        self.kept.extend((asks || opens).then_some(start));
        self.clause(clause, if self.path.contains(&clause) { depth } else { depth + 1 });
    }

    /// One child of a verb, if the title keeps it.
    fn part(&mut self, verb: usize, c: usize, depth: usize) {
        let reading = self.titles.matcher.reading;
        let asked = self.trigger.others.contains(&c);
        match reading.dep(c) {
            Some(Dep::Nsubj | Dep::Nsubjpass) => {
                if reading.tag(c) == Some(Tag::Ex) {
                    self.kept.push(c);
                } else if !is_relative(reading, c) && telling::has_relative_inside(reading, c) {
                    let owned = child(reading, c, Dep::Poss)
                        .is_some_and(|owner| reading.tag(owner) == Some(Tag::WpS));
                    if owned {
                        // "Asean, whose ministers are to meet": the ministers.
                        let before = |&part: &usize| {
                            part < c
                                && matches!(reading.dep(part), Some(Dep::Amod | Dep::Compound | Dep::Nummod))
                        };
                        self.kept.extend(children(reading, c).filter(before).chain([c]));
                    } else {
                        // "the rebels, all of whom surrendered"
                        match reading.parse.head(verb).filter(|_| reading.dep(verb) == Some(Dep::Relcl)) {
                            Some(noun) => self.noun(noun, 0),
                            None => self.broken = true,
                        }
                    }
                } else if let Some(own) =
                    syntax::own_subject(reading, verb).filter(|_| !is_relative(reading, c))
                {
                    // "A magnitude | 6.1 earthquake": the parser cut the subject in two.
                    if own == c || c < own && reading.parse.subtree(c).end == reading.parse.subtree(own).start
                    {
                        self.subject(verb, c);
                    }
                }
            }
            Some(Dep::Csubj) if syntax::is_gerund(reading, c) => self.noun(c, 0),
            Some(Dep::Csubj) if reading.tag(c) == Some(Tag::Vbg) && depth < DEEPEST => {
                self.clause(c, depth + 1)
            }
            // "a girl being shot": a title does without.
            Some(Dep::Aux | Dep::Auxpass)
                if reading.tag(c) == Some(Tag::Vbg) && reading.dep(verb) != Some(Dep::Pcomp) => {}
            // "call on farmers to vote": the tree may take the preposition for a particle.
            Some(Dep::Prt) if child(reading, c, Dep::Pobj).is_some() => self.led_in(c, 1),
            Some(Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Prt) => self.kept.push(c),
            Some(Dep::Dobj | Dep::Attr | Dep::Oprd) if self.titles.matcher.is_time(c) && !asked => {}
            Some(Dep::Dobj) if !self.path.contains(&c) && !syntax::is_object(reading, verb, c) => {}
            // "a loss of $175.5 million $13.44": the first is enough.
            Some(Dep::Dobj) if self.has_object(verb, c) => {}
            Some(Dep::Dobj | Dep::Attr) if !is_relative(reading, c) => self.noun(c, 0),
            Some(Dep::Dative) if reading.pos(c) == Some(Pos::Adp) => self.led_in(c, 1),
            Some(Dep::Dative) => self.noun(c, 1),
            Some(Dep::Oprd) => {
                self.adjective(c, depth);
                // "Left two people dead and five injured": what is joined to the object stands behind its adjective.
                if let Some(at) = self.kept.iter().rposition(|&token| token == verb) {
                    self.kept[at..].sort_unstable();
                }
            }
            Some(Dep::Acomp) => self.adjective(c, depth),
            Some(Dep::Agent) => self.led_in(c, 1),
            Some(Dep::Prep) => {
                // "over eight regions and over the peninsula": the first is enough.
                let again = children(reading, verb).any(|other| {
                    other < c
                        && reading.dep(other) == Some(Dep::Prep)
                        && self.kept.contains(&other)
                        && reading.lower(other) == reading.lower(c)
                });
                let leads_on = self.leads_on(c, Dep::Pcomp).is_some();
                if asked || leads_on || !again && self.keeps(verb, c) {
                    self.led_in(c, usize::from(!leads_on));
                }
            }
            Some(Dep::Xcomp) if depth < DEEPEST => self.complement(c, depth),
            Some(Dep::Ccomp)
                if self.path.contains(&c)
                    || c > verb && depth < 1 && self.detail > Detail::Bare && self.takes_clause() =>
            {
                self.complement(c, depth);
            }
            // "worked to free the victim", "opened fire, killing four"
            Some(Dep::Advcl) if self.path.contains(&c) || self.is_purpose(c) => {
                let start = reading.parse.subtree(c).start;
                self.kept.extend(start.checked_sub(1).filter(|&before| reading.word(before) == ","));
                // "was hurt while fleeing the town"
                let opens =
                    |&m: &usize| reading.dep(m) == Some(Dep::Mark) || reading.tag(m) == Some(Tag::Wrb);
                self.kept.extend(children(reading, c).take_while(|&m| m < c).find(opens));
                self.clause(c, depth);
            }
            Some(Dep::Advmod) if asked || self.is_kept_adverb(verb, c) => self.adjective(c, depth),
            Some(Dep::Npadvmod) if self.beside(c) && !self.titles.matcher.is_time(c) => self.noun(c, 1),
            // "killed five people and injured nine others": the rest of what an event did.
            Some(Dep::Conj)
                if self.detail == Detail::Full
                    && depth < 2
                    && c > verb
                    && self.titles.hosts[c]
                    && (self.leaves_behind(verb) && self.leaves_behind(c)
                        || shares_object(reading, self.titles.matcher.rules, verb, c))
                    && syntax::own_subject(reading, c).is_none() =>
            {
                let joins = children(reading, verb)
                    .find(|&cc| cc > verb && cc < c && reading.dep(cc) == Some(Dep::Cc));
                self.kept.extend(joins);
                self.clause(c, depth + 1);
            }
            _ if asked => self.kept.push(c),
            _ => {}
        }
    }

    /// The subject of a clause, cut to its head unless the verb shows that it says less than the whole.
    fn subject(&mut self, verb: usize, subject: usize) {
        let reading = self.titles.matcher.reading;
        let length = self.kept.len();
        self.noun(subject, 0);
        let plural = telling::tensed(reading, verb)
            .is_some_and(|word| word != verb && agreement::is_plural(reading, word));
        let one = matches!(reading.tag(subject), Some(Tag::Nn | Tag::Nnp))
            && !self.kept[length..].iter().any(|&token| token > subject && reading.parse.is_noun(token));
        let whole = reading.parse.subtree(subject);
        if plural && one && whole.len() <= LONGEST_SUBJECT {
            self.kept.truncate(length);
            self.kept.extend(outside_brackets(reading, whole));
        }
    }

    /// Whether a verb has an object before this one that the title keeps. "The city's Palace", cut in two by the parser, is
    /// one.
    fn has_object(&self, verb: usize, object: usize) -> bool {
        let reading = self.titles.matcher.reading;
        let start = reading.parse.subtree(object).start;
        if start > 0 && reading.tag(start - 1) == Some(Tag::Pos) {
            return false;
        }
        let joins = |c: usize| self.titles.matcher.is_time(c) || reading.tag(c) == Some(Tag::Prp);
        children(reading, verb)
            .filter(|&c| c > verb && c < object && reading.dep(c) == Some(Dep::Dobj))
            .any(|c| !joins(c))
            && !is_score(reading, object)
    }

    /// Whether a clause says what the event is for, where its row asks for that: "gathered to denounce the ruling".
    fn is_purpose(&self, clause: usize) -> bool {
        let row = &self.titles.matcher.rules.rows[self.trigger.row];
        row.needs.iter().flatten().any(|need| need.slot == "purpose")
            && self.trigger.slots.contains(&("purpose", clause))
    }

    fn takes_clause(&self) -> bool {
        self.titles.matcher.rules.rows[self.trigger.row].role("comp").is_some()
            || self.trigger.slots.iter().any(|(slot, _)| *slot == "comp")
    }

    /// Whether a phrase begins right behind what was kept last.
    fn beside(&self, token: usize) -> bool {
        let start = self.titles.matcher.reading.parse.subtree(token).start;
        self.kept.last().is_some_and(|&last| last < start && start <= last + 1)
    }

    /// Whether a title keeps a prepositional phrase: one that says who takes part, and what stands right beside.
    fn keeps(&self, above: usize, preposition: usize) -> bool {
        let titles = self.titles;
        let reading = titles.matcher.reading;
        let own = child(reading, preposition, Dep::Pobj);
        // "52 out of 80 drones"
        let nested = || child(reading, child(reading, preposition, Dep::Prep)?, Dep::Pobj);
        let Some(object) = own.or_else(nested) else {
            // "accused the guard of ramming two boats"
            return above < preposition
                && self.detail == Detail::Full
                && titles.matcher.rules.in_set(WordSet::Control, reading.lower(preposition))
                && reading.parse.is_verb(above)
                && child(reading, preposition, Dep::Pcomp).is_some();
        };
        if self.titles.matcher.is_time(object) || self.titles.matcher.is_time(preposition) {
            return false;
        }
        let word = reading.lower(preposition);
        // "a summit with leaders from the Nordic nations": without the rest it does not say with whom.
        let bare = reading.pos(object) == Some(Pos::Noun)
            && reading.parse.left_children(object).is_empty()
            && children(reading, object).any(|c| {
                matches!(reading.dep(c), Some(Dep::Prep | Dep::Acl | Dep::Relcl))
                    && !self.keeps_behind(object, c, 1)
            });
        if word == "with" && bare {
            return false;
        }
        let taken = syntax::conjuncts(reading, object).iter().any(|&o| {
            self.takings.iter().any(|taking| {
                taking.head == o || taking.head == syntax::counted(reading, titles.matcher.rules, o)
            })
        });
        if taken {
            return true;
        }
        let companion = titles.matcher.rules.in_set(WordSet::Companion, word);
        let behind = above < preposition;
        behind
            && companion
            && self.detail == Detail::Full
            && (self.beside(preposition) || self.is_place(object))
    }

    fn is_place(&self, token: usize) -> bool {
        self.titles.matcher.cast.mention_at(token).is_some_and(|index| {
            matches!(self.titles.matcher.cast.mentions[index].kind, EntityKind::Place | EntityKind::Facility)
        })
    }

    /// A preposition with what it leads in.
    fn led_in(&mut self, preposition: usize, depth: usize) {
        let reading = self.titles.matcher.reading;
        if depth > DEEPEST {
            return;
        }
        let length = self.kept.len();
        // "because of", "instead of": what stands before belongs to the sense.
        let before = children(reading, preposition).filter(|&c| {
            c < preposition
                && matches!(reading.dep(c), Some(Dep::Advmod | Dep::Prep | Dep::Neg | Dep::Npadvmod))
        });
        self.kept.extend(before.flat_map(|c| reading.parse.subtree(c)));
        self.kept.push(preposition);
        let mut any = false;
        for c in children(reading, preposition).filter(|&c| c > preposition) {
            match reading.dep(c) {
                Some(Dep::Pobj) => self.noun(c, depth),
                Some(Dep::Prep) => self.led_in(c, depth + 1),
                Some(Dep::Pcomp) if reading.parse.is_verb(c) => self.clause(c, depth + 1),
                Some(Dep::Pcomp) if reading.pos(c) == Some(Pos::Adp) => self.led_in(c, depth + 1),
                _ => continue,
            }
            any = true;
        }
        if !any {
            self.kept.truncate(length);
        }
    }

    fn adjective(&mut self, adjective: usize, depth: usize) {
        let reading = self.titles.matcher.reading;
        for c in children(reading, adjective).filter(|&c| c < adjective) {
            if matches!(reading.dep(c), Some(Dep::Advmod | Dep::Neg | Dep::Npadvmod | Dep::Nummod)) {
                self.kept.extend(reading.parse.subtree(c));
            }
        }
        self.kept.push(adjective);
        for c in children(reading, adjective).filter(|&c| c > adjective) {
            match reading.dep(c) {
                Some(Dep::Xcomp) if depth < DEEPEST => self.clause(c, depth + 1),
                Some(Dep::Prep) if self.keeps(adjective, c) => self.led_in(c, depth + 1),
                _ => {}
            }
        }
    }

    fn is_kept_adverb(&self, verb: usize, adverb: usize) -> bool {
        let (reading, rules) = (self.titles.matcher.reading, self.titles.matcher.rules);
        let word = reading.lower(adverb);
        let says = rules.in_set(WordSet::Hedge, word)
            || rules.in_set(WordSet::Yet, word)
            || rules.governor(word, GovernorPos::Adverb, true, None).is_some();
        // "hit 340 kilometers south of Tokyo"
        let measured = children(reading, adverb).any(|c| reading.dep(c) == Some(Dep::Npadvmod));
        let near = adverb < verb || self.beside(adverb) || adverb - verb <= 6 && says;
        // "a candidate they don't totally support": what is denied is no more than that.
        let denied = adverb < verb
            && child(reading, verb, Dep::Neg).is_some_and(|not| not < adverb)
            && !matches!(reading.tag(adverb), Some(Tag::Wrb));
        !self.titles.matcher.is_time(adverb) && near && (says || measured || denied)
    }
}

/// The tokens of a phrase without what stands in brackets, without quotation marks and dashes.
fn outside_brackets(reading: &Reading<'_>, tokens: Range<usize>) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut kept = Vec::with_capacity(tokens.len());
    for token in tokens {
        match reading.word(token) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "-" | "," | "'" | "’" | "$" | "/" if depth == 0 => kept.push(token),
            _ if depth == 0 && reading.dep(token) != Some(Dep::Punct) => kept.push(token),
            _ => {}
        }
    }
    kept
}

/// "shot and killed his neighbor": the object of both stands behind the second.
fn shares_object(reading: &Reading<'_>, rules: &EventRules, verb: usize, next: usize) -> bool {
    child(reading, verb, Dep::Dobj).is_none()
        && child(reading, next, Dep::Dobj)
            .is_some_and(|shared| syntax::object(reading, rules, verb, false) == Some(shared))
}

fn is_relative(reading: &Reading<'_>, token: usize) -> bool {
    matches!(reading.tag(token), Some(Tag::Wdt | Tag::Wp))
}

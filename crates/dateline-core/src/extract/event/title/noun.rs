//! The noun phrases of a title: a noun with what tells which is meant, and without the rest.

use core::ops::Range;

use super::{DEEPEST, Detail, LONGEST_NAME, MOST, Phrase, outside_brackets};
use crate::extract::event::rules::{GovernorPos, WordSet};
use crate::extract::event::syntax::{self, child, children, is_counter};
use crate::extract::event::trigger::has_to;
use crate::language::{Dep, Pos, Tag};
use crate::model::Form;

impl Phrase<'_> {
    /// A noun phrase with its owner, its modifiers and what it is of.
    pub(super) fn noun(&mut self, noun: usize, depth: usize) {
        let reading = self.titles.matcher.reading;
        if self.kept.len() > MOST {
            return;
        }
        let titles = self.titles;
        let rules = titles.matcher.rules;
        // "His Highness Sheikh Omar": the name says who it is.
        let named = child(reading, noun, Dep::Appos).filter(|&name| name > noun);
        if let Some(name) = named.filter(|_| rules.in_set(WordSet::Honorific, reading.lower(noun))) {
            return self.noun(name, depth);
        }
        let is_trigger = noun == self.trigger.head;
        let name = self.name_around(noun);
        for c in children(reading, noun).filter(|&c| c < noun) {
            let keep = match reading.dep(c) {
                Some(
                    Dep::Det
                    | Dep::Predet
                    | Dep::Nummod
                    | Dep::Compound
                    | Dep::Nmod
                    | Dep::Poss
                    | Dep::Neg
                    | Dep::Quantmod
                    | Dep::Npadvmod,
                ) => true,
                Some(Dep::Amod) => self.detail > Detail::Bare || is_trigger,
                // "about 340", "nearly half"
                Some(Dep::Advmod) => {
                    reading.pos(noun) == Some(Pos::Num) || rules.in_set(WordSet::Hedge, reading.lower(c))
                }
                _ => false,
            };
            let start = reading.parse.subtree(c).start;
            let bracketed = start > 0 && matches!(reading.word(start - 1), "(" | "[");
            if keep && !bracketed && !self.is_aside(c) {
                let end = reading.parse.subtree(c).end.min(noun);
                self.kept.extend(outside_brackets(reading, start..end));
            }
        }
        if let Some(name) = &name {
            self.kept
                .extend(name.clone().filter(|&t| t < noun && !self.kept.contains(&t)).collect::<Vec<_>>());
        }
        self.kept.push(noun);
        let mut end = noun + 1;
        if let Some(name) = name.filter(|name| name.end > end) {
            self.kept.extend(end..name.end);
            end = name.end;
        }
        if depth >= DEEPEST {
            return;
        }
        let mut pruned = false;
        for c in children(reading, noun).filter(|&c| c >= end) {
            match reading.dep(c) {
                Some(Dep::Case) => self.kept.push(c),
                Some(Dep::Prep) if self.keeps_behind(noun, c, depth) => self.led_in(c, depth + 1),
                Some(Dep::Agent) if is_trigger => self.led_in(c, depth + 1),
                // "52 out of 80 drones"
                Some(Dep::Quantmod | Dep::Nummod) if self.kept.last().is_some_and(|&last| c > last) => {
                    self.kept.extend(outside_brackets(reading, reading.parse.subtree(c)));
                }
                // "$13.44 a share"
                Some(Dep::Npadvmod) if reading.pos(noun) == Some(Pos::Num) && self.beside(c) => {
                    self.kept.extend(outside_brackets(reading, reading.parse.subtree(c)));
                }
                Some(Dep::Xcomp | Dep::Acl | Dep::Relcl) if self.keeps_infinitive(noun, c) => {
                    self.clause(c, depth + 1);
                }
                Some(Dep::Acl) if self.is_left(noun) => self.clause(c, depth + 1),
                // "one another"
                Some(Dep::Det | Dep::Appos) if c == noun + 1 && reading.tag(c) == Some(Tag::Dt) => {
                    self.kept.push(c)
                }
                // A list whose first part was cut would go on with the wrong one.
                Some(Dep::Conj) if pruned => {}
                Some(Dep::Conj) => self.conjunct(noun, c, depth),
                Some(Dep::Prep | Dep::Acl | Dep::Relcl) => pruned = true,
                _ => {}
            }
        }
    }

    /// Whether an infinitive behind a noun is what the noun is about: "an opportunity to leave".
    fn keeps_infinitive(&self, noun: usize, clause: usize) -> bool {
        let (reading, rules) = (self.titles.matcher.reading, self.titles.matcher.rules);
        if self.path.contains(&clause) {
            return true;
        }
        let about = rules.governor(reading.lemma(noun), GovernorPos::Noun, true, None).is_some();
        has_to(reading, clause) && self.detail == Detail::Full && (about || noun == self.trigger.head)
    }

    /// Whether a noun names whom something left as the words behind it say: "left three people fighting for their lives".
    fn is_left(&self, noun: usize) -> bool {
        let (reading, rules) = (self.titles.matcher.reading, self.titles.matcher.rules);
        let left = self.counter_of(noun);
        let verb = reading.parse.head(left).filter(|_| reading.dep(left) == Some(Dep::Dobj));
        verb.is_some_and(|verb| rules.in_set(WordSet::Leaving, reading.lemma(verb)))
    }

    /// A noun that is coordinated with another one, with the word or the comma that joins them, or not at all.
    fn conjunct(&mut self, noun: usize, next: usize, depth: usize) {
        let reading = self.titles.matcher.reading;
        let names = reading.parse.is_noun(next)
            || syntax::is_gerund(reading, next)
            || matches!(reading.pos(next), Some(Pos::Num | Pos::Pron));
        if !names || self.detail == Detail::Bare && depth > 0 {
            return;
        }
        let start = reading.parse.subtree(next).start;
        let length = self.kept.len();
        for c in children(reading, noun).filter(|&c| c < next && c > noun) {
            if reading.dep(c) == Some(Dep::Cc) {
                // "as well as"
                let as_well = |&token: &usize| matches!(reading.lower(token), "as" | "well");
                let first = (noun + 1..c).rev().take_while(as_well).last().unwrap_or(c);
                self.kept.extend(first..c + 1);
            } else if reading.word(c) == "," && c + 1 == start {
                self.kept.push(c);
            }
        }
        if self.kept.len() > length {
            self.noun(next, depth + 1);
        }
    }

    /// Whether a phrase behind a noun belongs to it: what it is of, and of an event whom it strikes.
    pub(super) fn keeps_behind(&self, noun: usize, preposition: usize, depth: usize) -> bool {
        let titles = self.titles;
        let reading = titles.matcher.reading;
        let Some(object) = child(reading, preposition, Dep::Pobj) else {
            return is_counter(reading, titles.matcher.rules, noun);
        };
        if self.titles.matcher.is_time(object) {
            return false;
        }
        let word = reading.lower(preposition);
        // "in connection with the shooting", "in charge of the inquiry": neither says anything without the other.
        if preposition == noun + 1
            && reading.dep(noun) == Some(Dep::Pobj)
            && reading.parse.head(noun) == noun.checked_sub(1)
            && reading.tag(noun) == Some(Tag::Nn)
        {
            return true;
        }
        if noun == self.trigger.head || self.trigger.others.contains(&noun) {
            return word == "of" || self.keeps(noun, preposition);
        }
        let counts = is_counter(reading, titles.matcher.rules, noun);
        match word {
            "of" => counts || self.detail > Detail::Bare && depth < 3,
            _ if counts => true,
            _ => {
                let taken = self.takings.iter().any(|taking| taking.head == object);
                let short = reading.parse.subtree(preposition).len() <= 6;
                let beside = preposition == noun + 1 && short && depth == 0;
                taken
                    || self.detail == Detail::Full
                        && beside
                        && titles.matcher.rules.in_set(WordSet::Companion, word)
            }
        }
    }

    /// The name that a noun is the head of, or stands in.
    fn name_around(&self, noun: usize) -> Option<Range<usize>> {
        let cast = self.titles.matcher.cast;
        let index = cast.mention_at(noun).filter(|&index| cast.mentions[index].form == Form::Name)?;
        let tokens = cast.tokens(index);
        (tokens.len() <= LONGEST_NAME && tokens.contains(&noun)).then_some(tokens)
    }

    /// Whether a modifier is a clause or an aside of its own.
    fn is_aside(&self, modifier: usize) -> bool {
        let reading = self.titles.matcher.reading;
        reading.parse.subtree(modifier).len() > 8
            && children(reading, modifier)
                .any(|c| matches!(reading.dep(c), Some(Dep::Relcl | Dep::Appos | Dep::Acl | Dep::Advcl)))
    }
}

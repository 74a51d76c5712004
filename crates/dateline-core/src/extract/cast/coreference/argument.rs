//! What grammar keeps a pronoun from taking up: what stands beside it under one verb, who does what it suffers, and
//! what the noun it owns says of somebody.

use super::Resolver;
use crate::extract::cast::mention::Draft;
use crate::extract::cast::rules::Usage;
use crate::language::Dep;

/// How far up one follows words that are joined, and clauses without a subject.
const STEPS: usize = 4;

/// What stands around a pronoun.
pub(super) struct Arguments {
    /// What it is an argument of, unless it is a possessor.
    governor: Option<usize>,
    /// The noun that it owns.
    pub(super) owned: Option<usize>,
    /// Who does what it is an object of, where another clause tells.
    pub(super) doer: Option<usize>,
}

impl Resolver<'_> {
    pub(super) fn arguments(&self, k: usize) -> Arguments {
        let (reading, parse) = (self.reading, self.reading.parse);
        let head = self.drafts[k].head;
        let dep = reading.dep(head);
        let possessor = self.drafts[k].pronoun.is_some_and(|p| p.usage == Usage::Possessive);
        let governor = if possessor { None } else { self.governor(head) };
        let owned = parse.head(head).filter(|_| dep == Some(Dep::Poss));
        let suffers = matches!(dep, Some(Dep::Dobj | Dep::Pobj | Dep::Dative));
        let doer = self.clause_of(head).filter(|_| suffers).and_then(|verb| self.doer(verb));
        Arguments { governor, owned, doer }
    }

    /// Who does what a verb says, be it without a subject of its own: "Clarke refused, choosing to trade him".
    pub(super) fn doer(&self, verb: usize) -> Option<usize> {
        let (reading, parse) = (self.reading, self.reading.parse);
        let mut at = verb;
        for _ in 0..STEPS {
            let subject = parse.child(at, Dep::Nsubj).or_else(|| parse.child(at, Dep::Nsubjpass));
            if subject.is_some() {
                return subject;
            }
            let above = parse.head(at)?;
            let made = parse.child(above, Dep::Dobj).filter(|object| *object < at);
            at = match reading.dep(at)? {
                Dep::Xcomp if made.is_some() => return made,
                Dep::Xcomp | Dep::Advcl | Dep::Conj if parse.is_verb(above) => above,
                Dep::Pcomp if reading.dep(above) == Some(Dep::Prep) => {
                    parse.head(above).filter(|verb| parse.is_verb(*verb))?
                }
                _ => return None,
            };
        }
        None
    }

    /// Who does what a noun or pronoun is the object of.
    pub(super) fn doer_to(&self, object: usize) -> Option<usize> {
        let (reading, parse) = (self.reading, self.reading.parse);
        let verb = parse.head(object).filter(|_| reading.dep(object) == Some(Dep::Dobj))?;
        self.clusters.of[self.headed[self.doer(verb)?]?]
    }

    /// Whether grammar keeps a pronoun from referring to a mention, as both are arguments of one verb.
    pub(super) fn is_co_argument(&self, pronoun: &Arguments, mention: &Draft) -> bool {
        pronoun.governor.is_some() && pronoun.governor == self.governor(mention.head)
    }

    /// What a noun is an argument of; of several joined by "and", each is one.
    fn governor(&self, noun: usize) -> Option<usize> {
        let noun = self.first_joined(noun);
        let above = self.reading.parse.head(noun)?;
        if self.reading.dep(noun) == Some(Dep::Pobj) { self.reading.parse.head(above) } else { Some(above) }
    }

    /// The first of the nouns that a noun is joined to.
    pub(super) fn first_joined(&self, noun: usize) -> usize {
        let (reading, parse) = (self.reading, self.reading.parse);
        let mut first = noun;
        for _ in 0..STEPS {
            match (reading.dep(first), parse.head(first)) {
                (Some(Dep::Conj), Some(above)) if parse.is_noun(above) => first = above,
                _ => break,
            }
        }
        first
    }

    /// Whether a noun says what an entity is: "Y, his brother", "X became his wife", "with X as her mother".
    pub(super) fn says_what(&self, noun: usize, is: impl Fn(usize) -> bool) -> bool {
        let (reading, parse) = (self.reading, self.reading.parse);
        let noun = self.first_joined(noun);
        if parse.children_by(noun, Dep::Appos).any(&is) {
            return true;
        }
        let Some(above) = parse.head(noun) else { return false };
        // The object is what it is said of, else the subject.
        let said_of = |verb: usize, subject: Dep| {
            parse.child(verb, Dep::Dobj).or_else(|| parse.child(verb, subject)).is_some_and(&is)
        };
        match reading.dep(noun) {
            Some(Dep::Appos | Dep::Compound | Dep::Nmod) => is(above),
            Some(Dep::Attr) => parse.child(above, Dep::Nsubj).is_some_and(is),
            Some(Dep::Oprd) => said_of(above, Dep::Nsubjpass),
            Some(Dep::Pobj) if reading.lower(above) == "as" => parse.head(above).is_some_and(|host| {
                is(host) || parse.children_by(host, Dep::Pobj).any(&is) || said_of(host, Dep::Nsubjpass)
            }),
            _ => false,
        }
    }
}

//! What a number says of what it counts, from the words that govern it.

use super::rules::{QuantityRules, Slot, WordKind};
use crate::extract::Reading;
use crate::language::{Dep, Tag};
use crate::model::Status;

/// Conjuncts are followed up to this often.
const CONJUNCTS: usize = 4;

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'a> {
    /// The head of the phrase: the noun that is counted, or the number, also in "dozens of people".
    pub(super) head: usize,
    /// The noun that is counted, or the number itself.
    pub(super) noun: usize,
    /// The token after the noun phrase.
    pub(super) end: usize,
    /// Lemma of what is counted, where the text has it.
    pub(super) unit: Option<&'a str>,
}

/// The status, `None` where nothing says one, or where what says it is denied or has not happened.
pub(super) fn status(reading: &Reading<'_>, rules: &QuantityRules, counted: Counted<'_>) -> Option<Status> {
    let search = Search { reading, rules, unit: counted.unit };
    let mut head = counted.head;
    // Of "12 dead, 30 wounded" each number has the word right after it.
    if counted.noun < counted.end
        && counted.head == counted.noun
        && reading.tag(counted.noun) == Some(Tag::Cd)
        && let Found::Status(status) = search.beside(counted)
    {
        return status;
    }
    for step in 0..CONJUNCTS {
        if let Found::Status(status) = search.governed(head) {
            return status;
        }
        if step == 0
            && let Found::Status(status) = search.beside(counted).or_else(|| search.modified(counted.noun))
        {
            return status;
        }
        match (reading.dep(head), reading.parse.head(head)) {
            (Some(Dep::Conj), Some(above)) if !reading.parse.is_verb(above) => head = above,
            // "the biggest number of drones — 472 —"
            (Some(Dep::Appos), Some(above)) if head == counted.noun && head < counted.end => head = above,
            _ => break,
        }
    }
    search.itself(counted.noun)
}

/// What a word says: nothing, or a status, or that there is none although it speaks of it.
enum Found {
    Nothing,
    Status(Option<Status>),
}

impl Found {
    fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Nothing => other(),
            found @ Self::Status(_) => found,
        }
    }
}

struct Search<'a, 'r> {
    reading: &'a Reading<'r>,
    rules: &'a QuantityRules,
    unit: Option<&'a str>,
}

impl Search<'_, '_> {
    /// The verb or noun above the noun phrase, or the clause that hangs on it.
    fn governed(&self, head: usize) -> Found {
        let reading = self.reading;
        let above = reading.parse.head(head);
        let found = match (reading.dep(head), above) {
            (Some(Dep::Nsubjpass), Some(verb)) => {
                self.verb(verb, Slot::Object).or_else(|| self.complement(verb))
            }
            (Some(Dep::Nsubj), Some(verb)) => {
                let slot = if self.is_bare_participle(verb) { Slot::Object } else { Slot::Subject };
                self.verb(verb, slot).or_else(|| self.complement(verb)).or_else(|| self.adjective(verb))
            }
            (Some(Dep::Dobj | Dep::Dative), Some(verb)) => {
                self.verb(verb, Slot::Object).or_else(|| self.complement(verb))
            }
            (Some(Dep::Pobj), Some(preposition)) => self.after(preposition, head),
            _ => Found::Nothing,
        };
        found.or_else(|| self.clause(head))
    }

    /// "people who died", "people killed in the blast", "people fleeing"
    fn clause(&self, head: usize) -> Found {
        for child in self.reading.parse.right_children(head).iter().map(|&child| child as usize) {
            let found = match self.reading.dep(child) {
                Some(Dep::Relcl) if self.reading.parse.child(child, Dep::Nsubjpass).is_some() => {
                    self.verb(child, Slot::Object)
                }
                Some(Dep::Relcl) => match self.reading.parse.child(child, Dep::Nsubj) {
                    Some(subject) if self.is_relative(subject) => {
                        self.verb(child, Slot::Subject).or_else(|| self.complement(child))
                    }
                    Some(_) => self.verb(child, Slot::Object),
                    None => Found::Nothing,
                },
                Some(Dep::Acl) if self.reading.tag(child) == Some(Tag::Vbn) => self.verb(child, Slot::Object),
                Some(Dep::Acl) if self.reading.tag(child) == Some(Tag::Vbg) => {
                    self.verb(child, Slot::Subject)
                }
                _ => Found::Nothing,
            };
            if let Found::Status(_) = found {
                return found;
            }
        }
        Found::Nothing
    }

    fn is_relative(&self, token: usize) -> bool {
        matches!(self.reading.tag(token), Some(Tag::Wp | Tag::Wdt))
    }

    /// "12 people killed", "19 injured", "three dead": a participle or adjective right after the phrase.
    fn beside(&self, counted: Counted<'_>) -> Found {
        let next = counted.end;
        let sentence = self.reading.sentence_of(counted.head);
        if !self.reading.tokens_of(sentence).contains(&next) {
            return Found::Nothing;
        }
        // An adjective of another noun says nothing of this one.
        if matches!(self.reading.dep(next), Some(Dep::Amod))
            && self.reading.parse.head(next).is_some_and(|noun| noun > next)
        {
            return Found::Nothing;
        }
        match self.reading.tag(next) {
            Some(Tag::Jj | Tag::Nn | Tag::Nns | Tag::Vbg) => self.adjective(next),
            Some(Tag::Vbn | Tag::Vbd) if self.is_bare_participle(next) => {
                self.verb(next, Slot::Object).or_else(|| self.adjective(next))
            }
            _ => Found::Nothing,
        }
    }

    /// "12 wounded soldiers", "500 displaced families"
    fn modified(&self, head: usize) -> Found {
        for child in self.reading.parse.children_by(head, Dep::Amod) {
            let found = match self.reading.tag(child) {
                Some(Tag::Vbn | Tag::Vbd) => self.verb(child, Slot::Object).or_else(|| self.adjective(child)),
                _ => self.adjective(child),
            };
            if let Found::Status(_) = found {
                return found;
            }
        }
        Found::Nothing
    }

    /// The adjective that a verb predicates: "are dead", "were feared dead", "left them homeless".
    fn complement(&self, verb: usize) -> Found {
        if self.is_denied(verb) {
            return Found::Nothing;
        }
        for child in self.reading.parse.right_children(verb).iter().map(|&child| child as usize) {
            if matches!(
                self.reading.dep(child),
                Some(Dep::Acomp | Dep::Oprd | Dep::Attr | Dep::Xcomp | Dep::Ccomp)
            ) {
                let found = self.adjective(child);
                if let Found::Status(_) = found {
                    return found;
                }
            }
        }
        Found::Nothing
    }

    fn adjective(&self, token: usize) -> Found {
        let status =
            self.rules.status(self.reading.lower(token), WordKind::Adjective, Slot::Itself, self.unit);
        status.map_or(Found::Nothing, |status| Found::Status(Some(status)))
    }

    fn verb(&self, verb: usize, slot: Slot<'_>) -> Found {
        let lemma = self.reading.lemma(verb);
        let particle = self.reading.parse.child(verb, Dep::Prt);
        let object = self.reading.parse.child(verb, Dep::Dobj).filter(|_| slot == Slot::Subject);
        let joined = |word: usize| {
            let lemma = format!("{lemma} {}", self.reading.lower(word));
            self.rules.status(&lemma, WordKind::Verb, slot, self.unit)
        };
        let status = match (particle, object) {
            (Some(particle), _) => joined(particle),
            (None, Some(object)) => {
                joined(object).or_else(|| self.rules.status(lemma, WordKind::Verb, slot, self.unit))
            }
            (None, None) => self.rules.status(lemma, WordKind::Verb, slot, self.unit),
        };
        match status {
            Some(_) if self.is_denied(verb) => Found::Status(None),
            Some(status) => Found::Status(Some(status)),
            None => Found::Nothing,
        }
    }

    /// "deaths of 12 people", "injuries to two", "attacks on four bases", "the toll rose to 35"
    fn after(&self, preposition: usize, counted: usize) -> Found {
        let Some(mut governor) = self.reading.parse.head(preposition) else { return Found::Nothing };
        // "rose by 5 to 35": the tree may hang "to" on what "by" governs.
        if self.reading.lower(preposition) == "to"
            && self.reading.tag(governor) == Some(Tag::Cd)
            && let Some(by) = self.reading.parse.head(governor).filter(|by| self.reading.lower(*by) == "by")
        {
            governor = self.reading.parse.head(by).unwrap_or(governor);
        }
        if self.reading.dep(preposition) == Some(Dep::Agent) {
            return self.verb(governor, Slot::Subject);
        }
        let word = match self.reading.lower(preposition) {
            // "rose by 5 to 35": the tree may hang what comes after "to" on "by".
            "by" if counted.checked_sub(1).is_some_and(|before| self.reading.lower(before) == "to") => "to",
            word => word,
        };
        let counts = |noun: usize| {
            self.rules.status(self.reading.lemma(noun), WordKind::Noun, Slot::After(word), self.unit)
        };
        if self.reading.parse.is_verb(governor) {
            // "confirmed deaths among 14 civilians": the tree may hang the phrase on the verb.
            let beside = preposition.checked_sub(1).filter(|&noun| self.reading.parse.is_noun(noun));
            if let Some(status) = beside.and_then(counts) {
                return Found::Status(Some(status));
            }
            let figures = [Dep::Nsubj, Dep::Nsubjpass, Dep::Dobj];
            let figure = figures.into_iter().find_map(|dep| self.reading.parse.child(governor, dep));
            return match (figure.map_or(Found::Nothing, |figure| self.figure(figure)), word) {
                // "rose by 5 from 30 to 35": only what the toll is now counts anybody.
                (Found::Status(_), "from" | "by") => Found::Status(None),
                (_, "from") => Found::Nothing,
                (found, _) => found,
            };
        }
        let status = counts(governor);
        status.map_or(Found::Nothing, |status| Found::Status(Some(status)))
    }

    /// "death toll", "number of injuries"
    fn figure(&self, noun: usize) -> Found {
        let counted = self
            .reading
            .parse
            .children_by(noun, Dep::Prep)
            .filter_map(|preposition| self.reading.parse.child(preposition, Dep::Pobj));
        for noun in [noun].into_iter().chain(counted) {
            for slot in [Slot::Figure, Slot::Itself] {
                let lemma = self.reading.lemma(noun);
                let found = self.rules.status(lemma, WordKind::Noun, slot, None).or_else(|| {
                    self.rules.status(self.reading.lower(noun), WordKind::Adjective, Slot::Itself, None)
                });
                if let Some(status) = found {
                    return Found::Status(Some(status));
                }
            }
        }
        Found::Nothing
    }

    /// The counted noun by itself: "12 deaths", "300 protesters".
    fn itself(&self, head: usize) -> Option<Status> {
        let governor = self.reading.parse.head(head).map_or("", |governor| self.reading.lemma(governor));
        let noun = self.rules.status(self.reading.lemma(head), WordKind::Noun, Slot::Itself, Some(governor));
        let adjective =
            || self.rules.status(self.reading.lower(head), WordKind::Adjective, Slot::Itself, self.unit);
        noun.or_else(adjective)
    }

    /// A participle without auxiliary and object stands for a passive: "19 others hurt".
    fn is_bare_participle(&self, verb: usize) -> bool {
        let parse = self.reading.parse;
        let bare = [Dep::Aux, Dep::Auxpass, Dep::Dobj, Dep::Prt]
            .into_iter()
            .all(|dep| parse.child(verb, dep).is_none());
        bare && matches!(self.reading.tag(verb), Some(Tag::Vbn | Tag::Vbd)) && self.is_transitive(verb)
    }

    /// Whether the table knows the verb by what it acts on alone.
    fn is_transitive(&self, verb: usize) -> bool {
        let lemma = self.reading.lemma(verb);
        self.rules.status(lemma, WordKind::Verb, Slot::Object, self.unit).is_some()
            && self.rules.status(lemma, WordKind::Verb, Slot::Subject, self.unit).is_none()
    }

    /// Whether the verb is negated, or tells what may or is to be, and not what has been.
    fn is_denied(&self, verb: usize) -> bool {
        let parse = self.reading.parse;
        let open = |child: usize| matches!(self.reading.tag(child), Some(Tag::Md | Tag::To));
        let auxiliaries = || parse.children_by(verb, Dep::Aux);
        parse.child(verb, Dep::Neg).is_some()
            || auxiliaries().any(open) && !auxiliaries().any(|child| self.reading.lemma(child) == "have")
    }
}

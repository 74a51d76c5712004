//! Whether an event has happened, is going on, was planned, threatened, demanded or denied: read off the auxiliaries
//! and off the words that govern the trigger, up to the clause that somebody asserts.

use super::is_definite;
use super::rules::{Effect, EventRules, GovernorPos, LightSort, WordClass, WordSet};
use super::syntax::{child, children, first_conjunct, light_verb, own_subject};
use super::trigger::{has_to, lemma};
use crate::extract::Reading;
use crate::language::{Dep, Pos, Tag};
use crate::model::{Modality, Polarity, Tense};

/// The governors of a trigger are followed this far up.
const HIGHEST: usize = 10;

/// How an event stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) modality: Modality,
    pub(super) polarity: Polarity,
    pub(super) tense: Tense,
    /// A participle that no clause asserts: "for robbing a bank", "backs expanding the base".
    pub(super) unasserted: bool,
}

/// What has been gathered on the way up.
struct Walk<'a> {
    reading: &'a Reading<'a>,
    rules: &'a EventRules,
    modality: Option<Modality>,
    negative: bool,
    tense: Option<Tense>,
    infinitive: bool,
    progressive: bool,
    unasserted: bool,
    /// What is said is no event at all: "used to attack", "should have attacked".
    void: bool,
    /// What is above is a clause whose negation does not reach down: "no charges were filed, leaving the family angry".
    aside: bool,
    /// The event noun whose own determiner has been read: "makes no apology".
    noun: Option<usize>,
}

/// What the clause says of the event that a token names; nothing where it tells of none.
pub(super) fn standing(
    reading: &Reading<'_>,
    rules: &EventRules,
    token: usize,
    class: WordClass,
    headline: bool,
) -> Option<Standing> {
    let mut walk = Walk {
        reading,
        rules,
        modality: None,
        negative: false,
        tense: None,
        infinitive: false,
        progressive: false,
        unasserted: false,
        void: false,
        aside: false,
        noun: (class == WordClass::Noun).then_some(token),
    };
    let mut at = match class {
        WordClass::Noun => walk.above_noun(token),
        WordClass::Adjective => walk.above_adjective(token),
        WordClass::Verb => Some(token),
    };
    for _ in 0..HIGHEST {
        let Some(verb) = at else { break };
        at = walk.clause(verb);
    }
    let known = class == WordClass::Noun && walk.is_known(token);
    if walk.void || !headline && !known && speaks_to_reader(reading, rules, token, class) {
        return None;
    }
    let tense = walk.tense.unwrap_or(Tense::None);
    let unasserted = walk.unasserted && walk.modality.is_none() && !headline;
    let modality = walk.modality.unwrap_or(if walk.infinitive {
        if headline { Modality::Planned } else { Modality::Possible }
    } else if unasserted {
        Modality::Possible
    } else if walk.progressive || tense == Tense::Present && !headline && class == WordClass::Verb {
        Modality::Ongoing
    } else {
        Modality::Occurred
    });
    let polarity = if walk.negative { Polarity::Negative } else { Polarity::Positive };
    Some(Standing { modality, polarity, tense, unasserted })
}

/// Whether a sentence asks or tells its reader something rather than telling an event: "Do you support the strike?",
/// "Read about the strike". A question why or where takes for granted what it asks about.
fn speaks_to_reader(reading: &Reading<'_>, rules: &EventRules, token: usize, class: WordClass) -> bool {
    let tokens = reading.tokens_of(reading.sentence_of(token));
    let Some(root) = tokens.clone().find(|&token| reading.dep(token) == Some(Dep::Root)) else {
        return false;
    };
    if class == WordClass::Verb && is_plea(reading, token) {
        return true;
    }
    let subject = own_subject(reading, root);
    let auxiliary = children(reading, root)
        .find(|&c| c < root && matches!(reading.dep(c), Some(Dep::Aux | Dep::Auxpass)));
    let ends = tokens.end.saturating_sub(3)..tokens.end;
    if !ends.into_iter().any(|token| reading.word(token) == "?") {
        // "Call the police": a bare verb without anybody who does it.
        return reading.tag(root) == Some(Tag::Vb)
            && subject.is_none()
            && auxiliary.is_none()
            && (class == WordClass::Noun || token == root);
    }
    let inverted = auxiliary.zip(subject).is_some_and(|(auxiliary, subject)| auxiliary < subject);
    let asks = tokens
        .clone()
        .take_while(|&token| token < root)
        .any(|token| matches!(reading.tag(token), Some(Tag::Wrb | Tag::Wp | Tag::Wdt | Tag::WpS)));
    subject.is_some_and(|subject| rules.in_set(WordSet::Reader, reading.lower(subject))) || inverted && !asks
}

/// "Just don't hurt the children": what somebody is asked not to do, in whatever words it is told.
fn is_plea(reading: &Reading<'_>, verb: usize) -> bool {
    let is_do = |c: usize| reading.dep(c) == Some(Dep::Aux) && reading.lower(c) == "do";
    reading.tag(verb) == Some(Tag::Vb)
        && reading.dep(verb) != Some(Dep::Conj)
        && own_subject(reading, verb).is_none()
        && child(reading, verb, Dep::Neg).is_some()
        && children(reading, verb).any(is_do)
}

impl Walk<'_> {
    fn apply(&mut self, effect: Effect) {
        match effect {
            Effect::Never => self.negative = !self.negative,
            Effect::Modality(modality) => self.set(modality),
            Effect::Void => self.void = true,
            Effect::Same | Effect::Fact => {}
        }
    }

    /// The innermost word counts, but for conditions and denials, which hold of all below them, and for what came to
    /// nothing: "efforts to persuade them to accept failed".
    fn set(&mut self, modality: Modality) {
        let weak = matches!(self.modality, None | Some(Modality::Ongoing));
        let strong = matches!(modality, Modality::Conditional | Modality::Denied);
        let wanted = matches!(
            self.modality,
            Some(Modality::Attempted | Modality::Demanded | Modality::Planned | Modality::Possible)
        );
        if weak || strong || wanted && modality == Modality::Failed {
            self.modality = Some(modality);
        }
    }

    fn governor(
        &self,
        token: usize,
        pos: GovernorPos,
        clause: bool,
        particle: Option<&str>,
    ) -> Option<Effect> {
        self.rules.governor(lemma(self.reading, token), pos, clause, particle).or_else(|| {
            (pos != GovernorPos::Verb)
                .then(|| self.rules.governor(self.reading.lower(token), pos, clause, particle))
                .flatten()
        })
    }

    fn above_adjective(&mut self, adjective: usize) -> Option<usize> {
        self.reading.parse.head(adjective).filter(|&verb| self.reading.parse.is_verb(verb))
    }

    /// The verb that asserts the event that a noun names, if one decides over it.
    fn above_noun(&mut self, noun: usize) -> Option<usize> {
        let reading = self.reading;
        for modifier in children(reading, noun).filter(|&c| c < noun) {
            let effect = match reading.dep(modifier) {
                Some(Dep::Det | Dep::Neg) => self.governor(modifier, GovernorPos::Determiner, false, None),
                Some(Dep::Amod | Dep::Compound) => {
                    self.governor(modifier, GovernorPos::Adjective, false, None).or_else(|| {
                        self.rules.governor(reading.lower(modifier), GovernorPos::Adjective, false, None)
                    })
                }
                _ => None,
            };
            if let Some(effect) = effect {
                self.apply(effect);
            }
        }
        // "This is not his first arrest": there was one.
        let denied = |verb: usize| child(reading, verb, Dep::Neg).is_some();
        if reading.dep(noun) == Some(Dep::Attr)
            && reading.parse.head(noun).is_some_and(denied)
            && self.has_rank(noun)
        {
            self.void = true;
            return None;
        }
        if let Some((verb, sort)) = light_verb(reading, self.rules, noun) {
            // "do" and "be" do not say that it happens; what is in store behind other verbs is no news.
            if sort == LightSort::Occur {
                self.complement(verb);
            }
            if let Some(effect) = self.governor(verb, GovernorPos::Verb, false, particle(reading, verb))
                && !matches!(effect, Effect::Same | Effect::Fact)
            {
                self.apply(effect);
            }
            return Some(verb);
        }
        let first = first_conjunct(reading, noun);
        let (mut dep, mut above) = (reading.dep(first)?, reading.parse.head(first)?);
        // "sanctions are, he said, needed": the tree may hang the subject on the auxiliary.
        if dep == Dep::Nsubj && reading.dep(above) == Some(Dep::Auxpass) {
            (dep, above) = (Dep::Nsubjpass, reading.parse.head(above)?);
        }
        match dep {
            Dep::Dobj | Dep::Nsubjpass | Dep::Attr => {
                let effect = self.governor(above, GovernorPos::Verb, false, particle(reading, above));
                match effect {
                    Some(Effect::Same) => return Some(above),
                    Some(Effect::Fact) => return None,
                    Some(effect) => {
                        self.apply(effect);
                        return Some(above);
                    }
                    None => {}
                }
                self.under_unreal(noun, above);
            }
            Dep::Nsubj => {
                self.complement(above);
                self.under_unreal(noun, above);
                self.marks(above);
            }
            Dep::Pobj => self.under_preposition(noun, above),
            _ => {}
        }
        None
    }

    /// "the talks appeared unlikely", "an attack is possible"
    fn complement(&mut self, verb: usize) {
        let reading = self.reading;
        if let Some(adjective) = child(reading, verb, Dep::Acomp)
            && let Some(effect) = self.governor(adjective, GovernorPos::Adjective, false, None)
        {
            self.apply(effect);
        }
    }

    fn under_preposition(&mut self, noun: usize, preposition: usize) {
        let reading = self.reading;
        let word = reading.lower(preposition);
        if let Some(effect) = self.governor(preposition, GovernorPos::Preposition, false, None) {
            self.apply(effect);
        }
        let Some(above) = reading.parse.head(preposition) else { return };
        let governs = self.rules.in_set(WordSet::Aimed, word);
        let is_noun = reading.parse.is_noun(above);
        let effect = if is_noun {
            governs.then(|| self.governor(above, GovernorPos::Noun, false, Some(word))).flatten()
        } else if reading.parse.is_verb(above) {
            let has_object = child(reading, above, Dep::Dobj).is_some();
            let verb = lemma(reading, above);
            // "charged with murder"
            let accused = self
                .rules
                .governor_by(verb, GovernorPos::Verb, false, Some(word))
                .filter(|_| !self.is_known(noun));
            accused.or_else(|| {
                self.rules
                    .governor(verb, GovernorPos::Verb, false, Some(word))
                    .filter(|_| matches!(word, "for" | "of") || governs && !has_object && word != "to")
                    // "Talked about the attack", but not "talked about an attack".
                    .filter(|_| word != "about" || !self.is_known(noun))
            })
        } else {
            let says = governs.then(|| self.governor(above, GovernorPos::Adjective, false, None)).flatten();
            says.filter(|_| !self.is_known(noun))
        };
        if let Some(effect) = effect {
            self.apply(effect);
            if is_noun {
                self.fate(above);
            }
        } else if self.leads_to(above, word) {
            self.set(Modality::Possible);
        } else if self.modality.is_none() && !self.is_known(noun) {
            self.in_unreal_clause(noun, preposition);
        }
    }

    /// "Information leading to the arrest": what a clue is hoped to bring about.
    fn leads_to(&self, verb: usize, preposition: &str) -> bool {
        let reading = self.reading;
        matches!(reading.dep(verb), Some(Dep::Acl | Dep::Relcl))
            && self.rules.governor_by(lemma(reading, verb), GovernorPos::Verb, false, Some(preposition))
                == Some(Effect::Same)
            && reading.parse.head(verb).is_some_and(|clue| {
                self.governor(clue, GovernorPos::Noun, true, Some("lead"))
                    == Some(Effect::Modality(Modality::Possible))
            })
    }

    /// A noun that nothing marks as known, in a clause that is itself no fact: "would lead to a war", "people die in
    /// accidents", "before a war breaks out".
    fn in_unreal_clause(&mut self, noun: usize, preposition: usize) {
        let reading = self.reading;
        let generic = !children(reading, first_conjunct(reading, noun))
            .any(|c| matches!(reading.dep(c), Some(Dep::Det | Dep::Poss | Dep::Nummod)));
        let word = reading.lower(preposition);
        // "Will be tried in a shooting", "may be charged after a crash": what is still to come follows on something.
        let follows = self.rules.in_set(WordSet::Within, word) || self.rules.in_set(WordSet::Bounding, word);
        let Some(verb) = reading
            .parse
            .ancestors(preposition)
            .take(HIGHEST)
            .take_while(|&token| {
                reading.parse.is_verb(token)
                    || reading.parse.is_noun(token)
                    || reading.dep(token) == Some(Dep::Prep)
            })
            .find(|&token| reading.parse.is_verb(token))
        else {
            return;
        };
        let auxiliaries =
            || children(reading, verb).filter(|&c| matches!(reading.dep(c), Some(Dep::Aux | Dep::Auxpass)));
        let modal = auxiliaries().any(|c| {
            matches!(
                self.rules.governor(reading.lower(c), GovernorPos::Auxiliary, true, None),
                Some(Effect::Modality(_))
            )
        });
        let always = generic
            && auxiliaries().next().is_none()
            && matches!(reading.tag(verb), Some(Tag::Vbz | Tag::Vbp));
        let open = children(reading, verb).any(|c| {
            matches!(reading.dep(c), Some(Dep::Mark | Dep::Advmod))
                && self.rules.in_set(WordSet::Open, reading.lower(c))
        }) && matches!(reading.tag(verb), Some(Tag::Vbz | Tag::Vbp));
        if modal && (generic || !follows) || always || open {
            self.set(Modality::Possible);
        }
    }

    /// Under a verb that is itself no fact ("could trigger a war"), a noun that nothing marks as known is none either.
    fn under_unreal(&mut self, noun: usize, verb: usize) {
        let reading = self.reading;
        if self.is_known(noun) {
            return;
        }
        let before = (self.tense, self.infinitive, self.progressive, self.negative);
        let modal = children(reading, verb)
            .filter(|&c| reading.dep(c) == Some(Dep::Aux))
            .find_map(|c| self.rules.governor(reading.lower(c), GovernorPos::Auxiliary, true, None));
        if let Some(Effect::Modality(_)) = modal {
            self.set(Modality::Possible);
        } else if has_to(reading, verb) {
            // What it is of depends on what governs the infinitive.
            let mut at = self.clause(verb);
            for _ in 0..HIGHEST {
                let Some(next) = at else { break };
                at = self.clause(next);
            }
            if self.modality.is_none() && self.infinitive {
                self.set(Modality::Possible);
            }
        } else if child(reading, verb, Dep::Neg).is_some() {
            self.set(Modality::Possible);
        }
        (self.tense, self.infinitive, self.progressive, self.negative) = before;
    }

    /// Whether a noun is marked as something known: "the attack", "their attack", "an attack that killed two".
    fn is_known(&self, noun: usize) -> bool {
        let told = |&c: &usize| self.reading.dep(c) == Some(Dep::Relcl) && self.is_past(c);
        child(self.reading, noun, Dep::Poss).is_some()
            || is_definite(self.reading, self.rules, noun)
            || children(self.reading, noun).any(|c| told(&c))
    }

    /// Reads one clause and returns the verb above it if that one decides over it too.
    fn clause(&mut self, verb: usize) -> Option<usize> {
        let reading = self.reading;
        self.read_auxiliaries(verb);
        let dep = reading.dep(verb)?;
        let above = reading.parse.head(verb)?;
        match dep {
            Dep::Xcomp => {
                if reading.lemma(above) == "be" && has_to(reading, verb) {
                    // "it is necessary to", else "were to meet"
                    let adjective = child(reading, above, Dep::Acomp);
                    let effect = adjective.and_then(|a| self.governor(a, GovernorPos::Adjective, true, None));
                    self.infinitive = false;
                    self.apply(effect.unwrap_or(Effect::Modality(Modality::Planned)));
                    return Some(above);
                }
                // "have yet to meet"
                if reading.lemma(above) == "have" && self.is_still_open(above) {
                    self.infinitive = false;
                    self.negative = !self.negative;
                    return Some(above);
                }
                // "are going to meet"
                if reading.lower(above) == "going" && has_to(reading, verb) {
                    self.infinitive = false;
                    self.set(Modality::Planned);
                    return Some(above);
                }
                let pos = if reading.parse.is_verb(above) {
                    GovernorPos::Verb
                } else if reading.pos(above) == Some(Pos::Adj) {
                    GovernorPos::Adjective
                } else {
                    GovernorPos::Noun
                };
                match self.governor(above, pos, true, particle(reading, above).or(self.habit(verb, above))) {
                    Some(Effect::Fact) => {
                        self.infinitive = false;
                        return None;
                    }
                    Some(effect) => {
                        self.infinitive &= effect == Effect::Never;
                        self.apply(effect);
                        self.infinitive = false;
                    }
                    None if self.infinitive => self.set(Modality::Possible),
                    None => self.unasserted |= self.is_bare_participle(verb) && !self.is_past(above),
                }
                if pos == GovernorPos::Verb {
                    Some(above)
                } else {
                    reading.parse.head(above).filter(|&v| reading.parse.is_verb(v))
                }
            }
            Dep::Ccomp => {
                let effect = self.governor(above, GovernorPos::Verb, true, None);
                let past = self.tense == Some(Tense::Past);
                match effect {
                    Some(effect @ Effect::Modality(Modality::Denied)) => self.apply(effect),
                    Some(Effect::Modality(Modality::Possible)) => self.set(Modality::Possible),
                    Some(effect @ Effect::Modality(_)) if !past => {
                        self.apply(effect);
                    }
                    _ => {}
                }
                if self.depends(above) && !past {
                    self.set(Modality::Conditional);
                }
                // "prayed for him to die"
                if self.infinitive {
                    self.set(Modality::Possible);
                }
                self.infinitive = false;
                None
            }
            Dep::Advcl => {
                if self.infinitive {
                    // "Fired tear gas to disperse them": whether it did is not said, but it was not left at a plan.
                    self.set(if self.is_past(above) { Modality::Attempted } else { Modality::Planned });
                    self.infinitive = false;
                    return None;
                }
                let participle = matches!(reading.tag(verb), Some(Tag::Vbg | Tag::Vbn))
                    && child(reading, verb, Dep::Aux).is_none()
                    && child(reading, verb, Dep::Mark).is_none();
                self.aside = true;
                participle.then_some(above)
            }
            // "the fifth coach to be fired"
            Dep::Acl | Dep::Relcl if self.infinitive && self.is_ranked(above) => {
                self.infinitive = false;
                self.tense = Some(Tense::Past);
                None
            }
            Dep::Acl => {
                if self.infinitive {
                    let effect = self
                        .governor(above, GovernorPos::Noun, true, None)
                        .unwrap_or(Effect::Modality(Modality::Possible));
                    self.apply(effect);
                    self.infinitive = false;
                    // "has no plans to meet"
                    self.negative ^= child(reading, above, Dep::Det)
                        .is_some_and(|no| self.rules.in_set(WordSet::Nobody, reading.lower(no)));
                } else if own_subject(reading, verb).is_some()
                    && let Some(effect) = self.governor(above, GovernorPos::Noun, true, None)
                    && matches!(effect, Effect::Modality(Modality::Possible))
                {
                    // "allegations that he assaulted a worker"
                    self.apply(effect);
                }
                if has_to(reading, verb) {
                    self.fate(above);
                }
                // "Laws barring attacks", but "an explosion killing two shook the town".
                self.unasserted |= self.is_bare_participle(verb) && !self.is_told(above);
                None
            }
            Dep::Pcomp => {
                let word = reading.lower(above);
                let own = self.governor(above, GovernorPos::Preposition, true, None);
                if let Some(effect) = own {
                    self.apply(effect);
                }
                let governor = reading.parse.head(above)?;
                let is_verb = reading.parse.is_verb(governor);
                let effect = if is_verb {
                    self.rules
                        .governor(lemma(reading, governor), GovernorPos::Verb, true, Some(word))
                        .filter(|_| self.rules.in_set(WordSet::Control, word))
                } else if reading.pos(governor) == Some(Pos::Adv) {
                    // "stopped short of attacking"
                    self.rules.governor(reading.lower(governor), GovernorPos::Adverb, true, Some(word))
                } else if reading.pos(governor) == Some(Pos::Adj) {
                    self.governor(governor, GovernorPos::Adjective, true, Some(word))
                } else {
                    self.governor(governor, GovernorPos::Noun, true, None)
                };
                if let Some(effect) = effect {
                    self.apply(effect);
                    if !is_verb {
                        self.fate(governor);
                    }
                } else {
                    self.unasserted |= own.is_none()
                        && self.rules.in_set(WordSet::Control, word)
                        && self.is_bare_participle(verb)
                        && !self.is_told(above);
                }
                // "efforts to push them into accepting": what is not done yet is as real as the pushing.
                let governs = matches!(effect, Some(Effect::Modality(_)));
                (is_verb && governs && has_to(reading, governor)).then_some(governor)
            }
            Dep::Conj if reading.parse.is_verb(above) => {
                let dependent = matches!(reading.tag(verb), Some(Tag::Vb | Tag::Vbg | Tag::Vbn))
                    && child(reading, verb, Dep::Aux).is_none();
                dependent.then_some(above)
            }
            _ => None,
        }
    }

    /// What became of the efforts or plans that a noun names, where the verb over them says so: "efforts failed", "rejects
    /// a plan", "declined an opportunity".
    fn fate(&mut self, noun: usize) {
        let reading = self.reading;
        let acted_on = matches!(reading.dep(noun), Some(Dep::Dobj | Dep::Nsubjpass));
        if !acted_on && reading.dep(noun) != Some(Dep::Nsubj) {
            return;
        }
        let Some(verb) = reading.parse.head(noun).filter(|&verb| child(reading, verb, Dep::Neg).is_none())
        else {
            return;
        };
        let says = |clause| self.governor(verb, GovernorPos::Verb, clause, particle(reading, verb));
        match says(false).or_else(|| says(true).filter(|_| acted_on)) {
            Some(effect @ Effect::Modality(Modality::Failed)) => self.apply(effect),
            Some(Effect::Modality(Modality::Denied)) if acted_on => self.modality = Some(Modality::Denied),
            Some(Effect::Never) if acted_on => {
                self.modality = None;
                self.negative = !self.negative;
            }
            _ => {}
        }
    }

    /// Whether something has yet to be: "has yet to pass".
    fn is_still_open(&self, verb: usize) -> bool {
        children(self.reading, verb).any(|c| {
            self.reading.dep(c) == Some(Dep::Advmod) && self.rules.in_set(WordSet::Yet, self.reading.lower(c))
        })
    }

    /// Whether a noun is told by its rank among those that something happened to, in a clause that is a fact.
    fn is_ranked(&self, noun: usize) -> bool {
        let reading = self.reading;
        let open = |verb: usize| {
            has_to(reading, verb)
                || children(reading, verb).any(|c| {
                    reading.dep(c) == Some(Dep::Aux)
                        && self.rules.governor(reading.lower(c), GovernorPos::Auxiliary, true, None).is_some()
                })
        };
        let verb = reading.parse.ancestors(noun).take(HIGHEST).find(|&above| reading.parse.is_verb(above));
        self.has_rank(noun) && !verb.is_some_and(open)
    }

    /// "the first", "the youngest"
    fn has_rank(&self, noun: usize) -> bool {
        let reading = self.reading;
        let ranks = |c: usize| {
            reading.tag(c) == Some(Tag::Jjs) || self.rules.in_set(WordSet::Ranking, reading.lower(c))
        };
        children(reading, noun).take_while(|&c| c < noun).any(ranks)
    }

    /// "used to attack": a verb in the past with nothing but its infinitive.
    fn habit(&self, verb: usize, above: usize) -> Option<&'static str> {
        let reading = self.reading;
        let alone = !children(reading, above)
            .any(|c| matches!(reading.dep(c), Some(Dep::Dobj | Dep::Auxpass | Dep::Nsubjpass)));
        (alone && has_to(reading, verb) && reading.tag(above) == Some(Tag::Vbd)).then_some("to")
    }

    /// A participle without an auxiliary and without anybody of its own who does it.
    fn is_bare_participle(&self, verb: usize) -> bool {
        let reading = self.reading;
        reading.tag(verb) == Some(Tag::Vbg)
            && !children(reading, verb).any(|c| {
                matches!(
                    reading.dep(c),
                    Some(Dep::Aux | Dep::Auxpass | Dep::Nsubj | Dep::Nsubjpass | Dep::Poss)
                )
            })
    }

    /// Whether a word stands in a clause that tells what has happened: "won a medal for shooting a robber".
    fn is_told(&self, token: usize) -> bool {
        self.reading.parse.ancestors(token).take(HIGHEST).any(|above| self.is_past(above))
    }

    /// Whether a verb is in the past or the perfect.
    fn is_past(&self, verb: usize) -> bool {
        let reading = self.reading;
        reading.parse.is_verb(verb)
            && (reading.tag(verb) == Some(Tag::Vbd)
                || children(reading, verb).any(|c| {
                    matches!(reading.dep(c), Some(Dep::Aux | Dep::Auxpass))
                        && (reading.tag(c) == Some(Tag::Vbd) || reading.lemma(c) == "have")
                }))
    }

    /// What the conjunction of a clause says of all that is in it.
    fn marks(&mut self, verb: usize) {
        for at in children(self.reading, verb) {
            if self.reading.dep(at) == Some(Dep::Mark)
                && let Some(effect) =
                    self.rules.governor(self.reading.lower(at), GovernorPos::Conjunction, true, None)
            {
                self.apply(effect);
            }
        }
    }

    /// Whether a clause holds on a condition: "if", "unless".
    fn depends(&self, verb: usize) -> bool {
        let reading = self.reading;
        let marked = |clause: usize| {
            children(reading, clause).any(|mark| {
                matches!(reading.dep(mark), Some(Dep::Mark | Dep::Advmod))
                    && self.rules.in_set(WordSet::Condition, reading.lower(mark))
            })
        };
        children(reading, verb).any(|at| reading.dep(at) == Some(Dep::Advcl) && marked(at))
    }

    /// Auxiliaries, negation, adverbs and conjunctions of one clause.
    fn read_auxiliaries(&mut self, verb: usize) {
        let reading = self.reading;
        let mut tense = match reading.tag(verb) {
            Some(Tag::Vbd) => Some(Tense::Past),
            Some(Tag::Vbz | Tag::Vbp) => Some(Tense::Present),
            Some(Tag::Vbn) => Some(Tense::Past),
            _ => None,
        };
        let mut would = false;
        let mut be_now = false;
        let own_infinitive = has_to(reading, verb);
        let has_perfect =
            children(reading, verb).any(|c| reading.dep(c) == Some(Dep::Aux) && reading.lower(c) == "have");
        for at in children(reading, verb) {
            match reading.dep(at) {
                Some(Dep::Aux | Dep::Auxpass) => {
                    let word = reading.lower(at);
                    let perfect = has_perfect.then_some("have");
                    if let Some(effect) = self.rules.governor(word, GovernorPos::Auxiliary, true, perfect) {
                        would |= effect == Effect::Modality(Modality::Conditional);
                        if effect != Effect::Modality(Modality::Conditional) {
                            self.apply(effect);
                        }
                        tense = match effect {
                            Effect::Modality(Modality::Planned | Modality::Conditional) => {
                                Some(Tense::Future)
                            }
                            _ => Some(Tense::Present),
                        };
                    }
                    let passive = reading.dep(at) == Some(Dep::Auxpass);
                    match reading.tag(at) {
                        Some(Tag::Vbd) => tense = Some(Tense::Past),
                        // "asked that the case be dismissed"
                        Some(Tag::Vb) if passive && tense == Some(Tense::Past) => tense = None,
                        Some(Tag::Vbz | Tag::Vbp) => {
                            let lemma = reading.lemma(at);
                            be_now |= lemma == "be" && !passive || reading.tag(verb) == Some(Tag::Vbg);
                            tense = match lemma {
                                "have" => Some(Tense::Past),
                                _ if tense == Some(Tense::Future) => tense,
                                "be" if passive
                                    && children(reading, verb).any(|c| reading.lemma(c) == "have") =>
                                {
                                    Some(Tense::Past)
                                }
                                _ => Some(Tense::Present),
                            };
                        }
                        _ => {}
                    }
                }
                Some(Dep::Neg) if reading.lower(at) != "only" && !self.aside => {
                    self.negative = !self.negative;
                }
                Some(Dep::Advmod) => {
                    if let Some(effect) =
                        self.rules.governor(reading.lower(at), GovernorPos::Adverb, true, None)
                    {
                        self.apply(effect);
                    }
                }
                // "built no shelters", "nobody was hurt"
                Some(Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj) if self.noun != Some(at) && !self.aside => {
                    let no = |token: usize| self.rules.in_set(WordSet::Nobody, reading.lower(token));
                    // "Not one person"
                    let start = reading.parse.subtree(at).start;
                    let not_one = reading.lower(start) == "not" && reading.lower(start + 1) == "one";
                    if no(at) || not_one || children(reading, at).any(|c| c < at && no(c)) {
                        self.negative = !self.negative;
                    }
                }
                _ => {}
            }
        }
        self.marks(verb);
        let depends = self.depends(verb);
        if would {
            // Future in the past behind a verb of saying; else what depends on something, or what used to be.
            let customary =
                children(reading, verb).any(|c| self.rules.in_set(WordSet::Habitual, reading.lower(c)));
            self.void |= customary && !depends && !has_perfect;
            let reported = !depends && !has_perfect && matches!(reading.dep(verb), Some(Dep::Ccomp));
            self.set(if reported { Modality::Planned } else { Modality::Conditional });
            tense = tense.or(Some(Tense::Future));
        } else if depends && tense != Some(Tense::Past) {
            self.set(Modality::Conditional);
        }
        if self.tense.is_none() && !own_infinitive {
            if self.modality.is_none() && reading.tag(verb) == Some(Tag::Vbg) && be_now {
                self.progressive = true;
            }
            self.tense = tense;
        }
        // "said to have fled"
        if own_infinitive && has_perfect {
            self.tense = self.tense.or(Some(Tense::Past));
        }
        if own_infinitive && self.modality.is_none() {
            self.infinitive = true;
        }
    }
}

/// The particle of a verb.
fn particle<'r>(reading: &'r Reading<'_>, verb: usize) -> Option<&'r str> {
    child(reading, verb, Dep::Prt).map(|particle| reading.lower(particle))
}

//! What a pronoun takes up: by grammar where that tells, by the weight of the clues otherwise.

use super::candidate::Referent;
use super::clue::Sort;
use super::{Resolver, Saying};
use crate::extract::cast::rules::{Gender, Number, Pronoun, Usage};
use crate::language::Dep;
use crate::model::{EntityKind, Form};

/// How far above a reflexive pronoun the one it refers to is looked for.
const CLAUSE_ABOVE: usize = 6;

/// Whose words a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// The author's, outside of quotations.
    Author,
    /// Those of the entity with this cluster.
    Speaker(usize),
    /// Those of somebody whom the text doesn't name, in the quotation with this index.
    Unknown(usize),
}

/// Whom a first or second person names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Party {
    /// "I".
    Speaker,
    /// "we".
    Ours,
    /// "you".
    Addressed,
}

/// So many speakers before and after a pronoun are looked at.
const MOST_SOURCES: usize = 16;

impl Resolver<'_> {
    pub(super) fn pronoun(&mut self, k: usize) {
        let draft = &self.drafts[k];
        let Some(pronoun) = draft.pronoun else { return };
        let found = match pronoun.usage {
            Usage::Relative => self.antecedent(k),
            Usage::Reflexive => self.subject_above(k, &pronoun),
            usage => match self.referent(k, &pronoun, usage) {
                // Who "they" or "she" is is not told, but the next one may be the same.
                Referent::Nothing
                    if pronoun.number == Number::Plural || pronoun.gender != Gender::Unknown =>
                {
                    self.clusters.open(self.drafts, k);
                    return;
                }
                referent => referent.entity(),
            },
        };
        if let Some(cluster) = found {
            self.clusters.join(self.drafts, k, cluster);
            if pronoun.gender != Gender::Unknown {
                // Whom "she" takes up is a person, whatever the name looked like.
                self.clusters.all[cluster].kind = EntityKind::Person;
            }
        }
    }

    /// Who says what around a mention.
    fn sayings_near(&self, k: usize) -> &[Saying] {
        let at = self.sources.partition_point(|saying| saying.source < k);
        &self.sources[at.saturating_sub(MOST_SOURCES)..self.sources.len().min(at + MOST_SOURCES)]
    }

    /// "Ukraine said it had hit the refinery": the body or state that tells what "it" did is it.
    fn telling_of_itself(&self, k: usize, pronoun: &Pronoun) -> Option<usize> {
        let (reading, parse) = (self.reading, self.reading.parse);
        let draft = &self.drafts[k];
        let verb = parse.head(draft.head).filter(|_| reading.dep(draft.head) == Some(Dep::Nsubj))?;
        let acts = parse.child(verb, Dep::Dobj).or_else(|| parse.child(verb, Dep::Xcomp)).is_some()
            && !matches!(reading.lemma(verb), "be" | "take");
        if pronoun.gender != Gender::Unknown || pronoun.number != Number::Singular || !acts {
            return None;
        }
        let saying = self.sayings_near(k).iter().rev().find(|saying| {
            !saying.quoted
                && saying.sentence == draft.sentence
                && saying.source < k
                && saying.content.iter().any(|words| words.contains(&draft.head))
        })?;
        let cluster = self.clusters.of[saying.source]?;
        let entity = &self.clusters.all[cluster];
        let body = entity.kind == EntityKind::Organization || entity.is_country;
        (body && self.agreement(pronoun, cluster).is_some()).then_some(cluster)
    }

    /// What a pronoun takes up by the clues; "he" and "she" that say something, by who spoke before.
    fn referent(&mut self, k: usize, pronoun: &Pronoun, usage: Usage) -> Referent {
        if self.log.is_none()
            && let Some(cluster) = self.telling_of_itself(k, pronoun)
        {
            return Referent::Entity(cluster);
        }
        let mut candidates = self.candidates(k, pronoun);
        let sort = Sort::of(pronoun);
        // "The officer shot him": somebody else.
        let head = self.drafts[k].head;
        let doer = self.doer_to(head);
        candidates.retain(|candidate| doer.is_none() || candidate.cluster != doer);
        // "He was pronounced dead, Coroner Rooks said": not Rooks.
        if self.is_dead(head) {
            let near = self.sayings_near(k);
            let speaks = |cluster: usize| {
                near.iter().any(|saying| {
                    self.clusters.of[saying.source] == Some(cluster)
                        && saying.sentence.abs_diff(self.drafts[k].sentence) <= 1
                })
            };
            candidates.retain(|candidate| !candidate.cluster.is_some_and(speaks));
        }
        if usage == Usage::Subject && sort == Sort::Person {
            candidates = self.without_named(k, candidates);
            if self.log.is_none()
                && let Some(cluster) = self.goes_on(k, &candidates)
            {
                return Referent::Entity(cluster);
            }
        }
        self.likeliest(k, sort, candidates)
    }

    /// Whether the verb that a pronoun is the subject or object of says that whom it stands for is dead.
    fn is_dead(&self, head: usize) -> bool {
        let Some(verb) = self.reading.parse.head(head) else { return false };
        match self.rules.kills(self.reading.lemma(verb)) {
            Some(true) => matches!(self.reading.dep(head), Some(Dep::Nsubjpass | Dep::Dobj)),
            Some(false) => self.reading.dep(head) == Some(Dep::Nsubj),
            None => false,
        }
    }

    /// The noun that a relative clause belongs to: the person named right before "who", else as the tree says.
    fn antecedent(&self, k: usize) -> Option<usize> {
        let head = self.drafts[k].head;
        if matches!(self.reading.lower(head), "who" | "whom")
            && let Some(last) = head.checked_sub(2).filter(|_| self.reading.word(head - 1) == ",")
            && let Some(before) = k.checked_sub(1)
            && let Some(named) = (before.saturating_sub(2)..=before).rev().find(|other| {
                let draft = &self.drafts[*other];
                draft.form == Form::Name && draft.tokens.end == last + 1 && draft.kind == EntityKind::Person
            })
        {
            return self.clusters.of[named];
        }
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

    /// The party to the discourse that a first or second person names. "I" in a quotation is its speaker, and so is "we"
    /// where the speaker is a body or several; outside of quotations the author speaks. Whoever else they are, the same
    /// person of the same voice is the same party.
    pub(super) fn party(&mut self, k: usize, pronoun: Pronoun) {
        let said = self.said_in(self.drafts[k].head);
        let speaker = said.and_then(|said| self.clusters.of[self.speech[said].1?]);
        let party = match (pronoun.person, pronoun.number) {
            (1, Number::Plural) => Party::Ours,
            (1, _) => Party::Speaker,
            _ => Party::Addressed,
        };
        let fits = speaker.is_some_and(|cluster| {
            let entity = &self.clusters.all[cluster];
            match party {
                Party::Speaker => entity.kind == EntityKind::Person && entity.number != Number::Plural,
                Party::Ours => entity.kind != EntityKind::Person || entity.number == Number::Plural,
                Party::Addressed => false,
            }
        });
        let voice = match (speaker, said) {
            (Some(cluster), _) => Voice::Speaker(cluster),
            (None, Some(said)) => Voice::Unknown(said),
            (None, None) => Voice::Author,
        };
        match speaker.filter(|_| fits).or_else(|| self.parties.get(&(voice, party)).copied()) {
            Some(cluster) => self.clusters.join(self.drafts, k, cluster),
            None => {
                let cluster = self.clusters.open(self.drafts, k);
                self.parties.insert((voice, party), cluster);
            }
        }
    }

    /// Who does what a reflexive pronoun stands in: the subject of the clause, or the object above that is made to do it
    /// ("it led him to devote himself").
    fn subject_above(&self, k: usize, pronoun: &Pronoun) -> Option<usize> {
        let (reading, parse) = (self.reading, self.reading.parse);
        parse.ancestors(self.drafts[k].head).take(CLAUSE_ABOVE).find_map(|above| {
            let subject = parse.child(above, Dep::Nsubj).or_else(|| parse.child(above, Dep::Nsubjpass));
            let doer = subject.or_else(|| {
                let made = reading.dep(above) == Some(Dep::Xcomp);
                parse.head(above).filter(|_| made).and_then(|verb| parse.child(verb, Dep::Dobj))
            })?;
            let cluster = self.clusters.of[self.headed[doer]?]?;
            self.agreement(pronoun, cluster).map(|_| cluster)
        })
    }
}

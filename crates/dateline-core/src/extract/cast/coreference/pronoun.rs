//! What a pronoun takes up: by grammar where that tells, by salience otherwise.

use super::Resolver;
use crate::extract::cast::rules::{Number, Pronoun, Usage};
use crate::language::Dep;
use crate::model::{EntityKind, Form};

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

impl Resolver<'_> {
    pub(super) fn pronoun(&mut self, k: usize) {
        let draft = &self.drafts[k];
        let Some(pronoun) = draft.pronoun else { return };
        let found = match pronoun.usage {
            Usage::Relative => self.antecedent(k),
            Usage::Reflexive => self.subject_above(k),
            Usage::Possessive => self.fronted(k).or_else(|| self.salient(k)),
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

    /// The party to the discourse that a first or second person names. "I" in a quotation is its speaker, and so is "we"
    /// where the speaker is a body or several; outside of quotations the author speaks. Whoever else they are, the same
    /// person of the same voice is the same party.
    pub(super) fn party(&mut self, k: usize, pronoun: Pronoun) {
        let head = self.drafts[k].head;
        let after = self.speech.partition_point(|(tokens, _)| tokens.start <= head);
        let said = after.checked_sub(1).filter(|said| self.speech[*said].0.contains(&head));
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

    /// The subject of the clause that a reflexive pronoun stands in.
    fn subject_above(&self, k: usize) -> Option<usize> {
        let parse = self.reading.parse;
        let subject = parse.ancestors(self.drafts[k].head).take(4).find_map(|above| {
            parse.child(above, Dep::Nsubj).or_else(|| parse.child(above, Dep::Nsubjpass))
        })?;
        self.clusters.of[self.headed[subject]?]
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
    pub(super) fn cataphor(&self, k: usize) -> Option<usize> {
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

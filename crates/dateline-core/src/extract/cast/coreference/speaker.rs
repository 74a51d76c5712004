//! Who "he" or "she" is that says something.

use super::candidate::Candidate;
use super::{Resolver, Saying};
use crate::language::Dep;
use crate::model::{EntityKind, Form};

/// So many statements before it are looked at for one that holds another.
const MOST_AROUND: usize = 16;

/// So many names in what is said are looked at.
const MOST_NAMES: usize = 64;

impl Resolver<'_> {
    /// What a mention says, where it is the source of an attribution.
    pub(super) fn saying(&self, k: usize) -> Option<&Saying> {
        let at = self.sources.partition_point(|saying| saying.source < k);
        self.sources.get(at).filter(|saying| saying.source == k)
    }

    /// The candidates without those whom the pronoun names in what it says: nobody calls himself by his name.
    pub(super) fn without_named(&self, k: usize, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        if let Some(saying) = self.saying(k) {
            let named = self.named_in(saying);
            candidates.retain(|candidate| candidate.cluster.is_none_or(|cluster| !named.contains(&cluster)));
        }
        candidates
    }

    fn named_in(&self, saying: &Saying) -> Vec<usize> {
        let mut named = Vec::new();
        for piece in &saying.content {
            let first = self.drafts.partition_point(|draft| draft.tokens.start < piece.start);
            let inside = self.drafts[first..].iter().enumerate();
            for (i, draft) in inside.take_while(|(_, draft)| draft.tokens.start < piece.end).take(MOST_NAMES)
            {
                if draft.form == Form::Name {
                    named.extend(self.clusters.of[first + i]);
                }
            }
        }
        named
    }

    /// Whoever alone said something in the sentence before goes on speaking: "Ms. Lund said the road was closed. “It will
    /// stay so,” she added." Who asks or is asked may be another.
    pub(super) fn goes_on(&self, k: usize, candidates: &[Candidate]) -> Option<usize> {
        let saying = self.saying(k).filter(|saying| !saying.asks)?;
        let before = self.sources.partition_point(|other| other.source < k);
        let mut last: Option<usize> = None;
        for other in self.sources[..before].iter().rev() {
            match saying.sentence.checked_sub(other.sentence) {
                Some(0) => return None,
                Some(1) => {}
                _ => break,
            }
            // What is said inside what another says is not the outlet's to tell.
            let nested = self.reading.dep(self.drafts[other.source].head) == Some(Dep::Nsubj)
                && self.sources[..before].iter().rev().take(MOST_AROUND).any(|around| {
                    around.sentence == other.sentence
                        && around.source != other.source
                        && around.content.iter().any(|piece| piece.contains(&self.drafts[other.source].head))
                });
            if nested {
                continue;
            }
            let cluster = self.clusters.of[other.source]?;
            if other.asks || last.is_some_and(|last| last != cluster) {
                return None;
            }
            last = Some(cluster);
        }
        let is_person = |cluster: &usize| self.clusters.all[*cluster].kind == EntityKind::Person;
        last.filter(is_person)
            .filter(|cluster| candidates.iter().any(|candidate| candidate.cluster == Some(*cluster)))
    }
}

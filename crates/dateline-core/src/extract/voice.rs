//! The voice of a verb, as more than one stage asks for it.

use super::Reading;
use crate::language::{Dep, Tag};
use crate::text::SentenceKind;

/// So many children of a verb are looked at: a real clause has fewer, and time stays linear.
const MOST_CHILDREN: usize = 40;

/// Whether a verb is in the passive.
pub(super) fn is_passive(reading: &Reading<'_>, verb: usize) -> bool {
    let has_child = |of: usize, dep| {
        let children = reading.parse.children(of).iter().take(MOST_CHILDREN);
        children.map(|&child| child as usize).any(|child| reading.dep(child) == Some(dep))
    };
    let has = |dep| has_child(verb, dep);
    if has(Dep::Auxpass) || has(Dep::Nsubjpass) {
        return true;
    }
    // "was sentenced to a year and fined $100"
    if reading.tag(verb) == Some(Tag::Vbd) && reading.dep(verb) == Some(Dep::Conj) {
        let first = reading.parse.head(verb);
        return !has(Dep::Nsubj)
            && pays(reading, verb)
            && first.is_some_and(|first| has_child(first, Dep::Auxpass));
    }
    if reading.tag(verb) != Some(Tag::Vbn) {
        return false;
    }
    match reading.dep(verb) {
        Some(Dep::Acl | Dep::Amod) => true,
        // "were killed and wounded", "was sentenced to a year and fined $100"
        Some(Dep::Conj) if !has(Dep::Aux) && (!has(Dep::Dobj) || pays(reading, verb)) => {
            reading.parse.head(verb).is_some_and(|first| has_child(first, Dep::Auxpass) || has(Dep::Agent))
        }
        Some(Dep::Advcl) => !has(Dep::Aux) && !has(Dep::Dobj),
        // Headlines: "3 killed in attack".
        Some(Dep::Root | Dep::Ccomp) => {
            reading.kind_at(verb) != SentenceKind::Prose && !has(Dep::Aux) && !has(Dep::Dobj)
        }
        _ => has(Dep::Agent) && !has(Dep::Dobj),
    }
}

/// Whether what stands as a verb's object is a sum of money.
fn pays(reading: &Reading<'_>, verb: usize) -> bool {
    let object = reading.parse.child(verb, Dep::Dobj);
    object.is_some_and(|object| {
        reading.parse.children(object).iter().any(|&child| reading.word(child as usize) == "$")
            || reading.word(object) == "$"
    })
}

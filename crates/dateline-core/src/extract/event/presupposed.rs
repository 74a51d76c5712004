//! What is taken for granted in what somebody says, and so is no part of the claim: "demanded justice for the people killed
//! in the raid" demands no killing, and "the most since the invasion, the army said" is no claim of an invasion.

use super::is_definite;
use super::rules::{EventRules, WordClass, WordSet};
use super::syntax::{child, first_conjunct};
use super::trigger::{Trigger, has_to};
use crate::extract::Reading;
use crate::language::Dep;
use crate::model::{Attribution, Stance};

/// Governors are followed this far up.
const HIGHEST: usize = 10;

/// Whether the event of a trigger in the content of an attribution is taken for granted there.
pub(super) fn is(
    reading: &Reading<'_>,
    rules: &EventRules,
    trigger: &Trigger<'_>,
    attribution: &Attribution,
) -> bool {
    let inside =
        |token: usize| attribution.content.iter().any(|content| content.contains(reading.span(token)));
    let noun = trigger.class == WordClass::Noun;
    let first = if noun { first_conjunct(reading, trigger.head) } else { trigger.head };
    let above = reading.parse.head(first).filter(|&above| inside(above));
    if noun
        && reading.dep(first) == Some(Dep::Pobj)
        && above.is_some_and(|preposition| bounds(reading, rules, preposition))
    {
        return true;
    }
    let wished = match attribution.stance {
        Stance::Demand | Stance::Order | Stance::Ask | Stance::Propose => true,
        Stance::Expect => false,
        _ => return false,
    };
    let known = noun && (is_definite(reading, rules, first) || child(reading, first, Dep::Poss).is_some());
    // "Demanded the release of": what is demanded is no fact, however it is called; what is feared may be one.
    known && (!wished || above.is_some()) || described(reading, first, inside)
}

/// Whether a preposition dates a clause by an event: "since the invasion".
fn bounds(reading: &Reading<'_>, rules: &EventRules, preposition: usize) -> bool {
    rules.in_set(WordSet::Bounding, reading.lower(preposition))
}

/// Whether what a token tells only describes a noun of the content: in a clause of its own, by "of", as an owner.
fn described(reading: &Reading<'_>, token: usize, inside: impl Fn(usize) -> bool) -> bool {
    let mut at = token;
    for _ in 0..HIGHEST {
        let Some(above) = reading.parse.head(at).filter(|&above| inside(above)) else { return false };
        match reading.dep(at) {
            Some(Dep::Relcl | Dep::Poss) => return true,
            Some(Dep::Acl) if !has_to(reading, at) => return true,
            Some(Dep::Pobj)
                if reading.parse.head(above).is_some_and(|of| inside(of) && reading.parse.is_noun(of)) =>
            {
                return true;
            }
            _ => {}
        }
        at = above;
    }
    false
}

//! Whether the clause around a time expression speaks of what was or of what will be.

use core::ops::Range;

use super::words::Vocabulary;
use crate::extract::Reading;
use crate::language::{Dep, Tag};
use crate::text::SentenceKind;

/// The time that a clause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// "Has met": what has been, and what lasts.
    Perfect,
    Present,
    /// An infinitive: mostly of what is to come.
    Open,
    Future,
}

/// No clause nests deeper than this for the purpose.
const DEEPEST: usize = 12;

/// The tense of the verb that governs the token.
///
/// Goes up to the nearest verb and reads its form and its auxiliaries. A participle that describes a noun looks back, any
/// other bare participle asks the verb above; "since" looks back whatever the verb. "They have until Monday" and "put it off
/// until Monday" look ahead, and so does an infinitive, unless it depends on what had been ("had been due to expire") or on
/// what somebody did ("fired tear gas to disperse them"), or its day owns what has been ("to undo Monday's ruling").
pub(super) fn tense(reading: &Reading<'_>, tokens: &Range<usize>, words: &Vocabulary) -> Tense {
    let token = tokens.start;
    let before = token.checked_sub(1).map_or("", |before| reading.lower(before));
    if words.is_backward(before) {
        return Tense::Past;
    }
    // "three days of mourning starting on Wednesday"
    let second = token.checked_sub(2).filter(|_| before == "on").map_or(before, |two| reading.lower(two));
    if words.is_starting(second) {
        return Tense::Open;
    }
    // "Monday's raid" was.
    let owns = reading.tag(tokens.end) == Some(Tag::Pos);
    let mut at = token;
    let mut due = false;
    for _ in 0..DEEPEST {
        // "Talks are due on Friday"
        due |= reading.tag(at) == Some(Tag::Jj)
            && words.looks_ahead(reading.lemma(at))
            && hangs_on(reading, tokens, at);
        // "Is expected to survive after being shot on Sunday"
        if reading.dep(at) == Some(Dep::Pcomp)
            && reading.tag(at) == Some(Tag::Vbn)
            && reading.parse.head(at).is_some_and(|above| reading.lower(above) == "after")
        {
            return Tense::Past;
        }
        match own_tense(reading, at, words) {
            Some(Tense::Perfect | Tense::Present) if words.is_forward(before) => return Tense::Future,
            // "The verdict is expected on Wednesday", "talks are due on Friday", "the deadline is Friday"
            Some(Tense::Present)
                if !owns
                    && (due
                        || reading.tag(at) == Some(Tag::Vbn)
                            && words.looks_ahead(reading.lemma(at))
                            && hangs_on(reading, tokens, at)
                        || is_of_what_comes(reading, at, words) && hangs_on(reading, tokens, at)) =>
            {
                return Tense::Open;
            }
            // "plans a strike on Monday"
            Some(Tense::Present)
                if matches!(reading.tag(at), Some(Tag::Vbz | Tag::Vbp))
                    && words.looks_ahead(reading.lemma(at)) =>
            {
                return Tense::Open;
            }
            Some(Tense::Past) if words.is_forward(before) && words.looks_ahead(reading.lemma(at)) => {
                return Tense::Future;
            }
            // "is planned for Thursday"
            Some(Tense::Past | Tense::Perfect | Tense::Present)
                if before == "for"
                    && reading.tag(at) == Some(Tag::Vbn)
                    && words.looks_ahead(reading.lemma(at)) =>
            {
                return Tense::Future;
            }
            Some(Tense::Perfect) => return Tense::Past,
            Some(Tense::Open) if owns => return Tense::Past,
            // "He faces a charge over Sunday's shooting", "blame for the blast on Sunday falls on them"
            Some(Tense::Future)
                if matches!(reading.tag(at), Some(Tag::Vbz | Tag::Vbp))
                    && (owns || !hangs_on(reading, tokens, at)) =>
            {
                return Tense::Past;
            }
            Some(Tense::Open) if reading.parse.head(at).is_some_and(|above| had_been(reading, above)) => {
                return Tense::Past;
            }
            Some(Tense::Open) if !words.is_forward(before) && is_done(reading, at, words) => {
                return Tense::Past;
            }
            Some(tense) => return tense,
            None => match reading.parse.head(at) {
                Some(head) => at = head,
                None => break,
            },
        }
    }
    Tense::Past
}

/// Whether the verb is "be" and speaks of what is still to come: "the deadline is Friday", "talks are due on Friday".
fn is_of_what_comes(reading: &Reading<'_>, verb: usize, words: &Vocabulary) -> bool {
    let said = [Dep::Nsubj, Dep::Acomp].into_iter().filter_map(|dep| reading.parse.child(verb, dep));
    reading.lemma(verb) == "be" && said.into_iter().any(|word| words.looks_ahead(reading.lemma(word)))
}

/// Whether an expression hangs on the verb itself or on a preposition of it.
fn hangs_on(reading: &Reading<'_>, tokens: &Range<usize>, verb: usize) -> bool {
    let above = reading.parse.head_of(tokens).and_then(|top| reading.parse.head(top));
    above.is_some_and(|above| {
        above == verb || reading.dep(above) == Some(Dep::Prep) && reading.parse.head(above) == Some(verb)
    })
}

/// Whether an expression hangs right on a verb in the past that speaks of nothing to come: "seized the town in January", but not
/// "payable on Dec. 15".
pub(super) fn says_when_done(reading: &Reading<'_>, tokens: &Range<usize>, words: &Vocabulary) -> bool {
    let parse = reading.parse;
    let preposition = parse.head_of(tokens).and_then(|top| parse.head(top)).filter(|&above| {
        reading.tag(above) == Some(Tag::In)
            && matches!(reading.lower(above), "in" | "on")
            && reading.dep(above) == Some(Dep::Prep)
    });
    preposition.and_then(|preposition| parse.head(preposition)).is_some_and(|verb| {
        matches!(reading.tag(verb), Some(Tag::Vbd | Tag::Vbn))
            && own_tense(reading, verb, words) == Some(Tense::Past)
            && !words.looks_ahead(reading.lemma(verb))
            && (parse.child(verb, Dep::Ccomp).is_none() || preposition == Some(verb + 1))
            && parse.child(verb, Dep::Xcomp).is_none()
    })
}

/// Whether an expression hangs on a verb of saying and tells when it was said: "officials said on Friday".
pub(super) fn says_when_told(reading: &Reading<'_>, tokens: &Range<usize>, words: &Vocabulary) -> bool {
    let parse = reading.parse;
    let above = parse.head_of(tokens).and_then(|top| parse.head(top));
    let verb =
        above.and_then(|at| if reading.dep(at) == Some(Dep::Prep) { parse.head(at) } else { Some(at) });
    verb.is_some_and(|verb| parse.is_verb(verb) && words.is_saying(reading.lemma(verb)))
}

/// Whether an expression dates what a report quotes from: "according to a complaint filed on Friday".
pub(super) fn dates_source(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let top = reading.parse.head_of(tokens);
    top.is_some_and(|top| {
        let above = reading.parse.ancestors(top).take(DEEPEST);
        let finite =
            |&above: &usize| matches!(reading.tag(above), Some(Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md));
        above.take_while(|above| !finite(above)).any(|above| reading.lower(above) == "according")
    })
}

/// Whether an infinitive says what somebody did something for, or how he fared: "fired tear gas to disperse them", "tried to
/// flee", and not what he still had before him: "agreed to meet".
fn is_done(reading: &Reading<'_>, infinitive: usize, words: &Vocabulary) -> bool {
    for above in reading.parse.ancestors(infinitive).take(DEEPEST) {
        if words.looks_ahead(reading.lemma(above)) {
            return false;
        }
        match own_tense(reading, above, words) {
            Some(Tense::Past) => return true,
            Some(Tense::Open) | None => {}
            Some(_) => return false,
        }
    }
    false
}

/// Whether the verb is one in the pluperfect.
fn had_been(reading: &Reading<'_>, verb: usize) -> bool {
    reading.tag(verb) == Some(Tag::Vbn)
        && reading.parse.children(verb).iter().any(|&child| {
            let child = child as usize;
            child < verb && reading.dep(child) == Some(Dep::Aux) && reading.tag(child) == Some(Tag::Vbd)
        })
}

fn own_tense(reading: &Reading<'_>, verb: usize, words: &Vocabulary) -> Option<Tense> {
    let tag = reading.tag(verb)?;
    if !matches!(tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz) {
        return None;
    }
    let helpers = reading
        .parse
        .children(verb)
        .iter()
        .map(|child| *child as usize)
        .filter(|&child| child < verb && matches!(reading.dep(child), Some(Dep::Aux | Dep::Auxpass)));
    // "to have met", not "to be signed"
    let perfect = helpers.clone().any(|helper| reading.lemma(helper) == "have");
    let mut helped = None;
    for helper in helpers {
        if words.is_future(reading.lower(helper)) {
            let infinitive = reading.tag(helper) == Some(Tag::To);
            return Some(match tag {
                Tag::Vbn if infinitive && perfect => Tense::Past,
                _ if infinitive => Tense::Open,
                _ => Tense::Future,
            });
        }
        if words.is_possible(reading.lower(helper)) && tag == Tag::Vb {
            return Some(Tense::Open);
        }
        helped = match reading.tag(helper) {
            Some(Tag::Vbd) => Some(Tense::Past),
            Some(Tag::Vbz | Tag::Vbp) if tag == Tag::Vbn && reading.dep(helper) == Some(Dep::Aux) => {
                Some(Tense::Perfect)
            }
            Some(Tag::Vbz | Tag::Vbp | Tag::Md) => helped.or(Some(Tense::Present)),
            _ => helped,
        };
    }
    helped.or(match tag {
        Tag::Vbd => Some(Tense::Past),
        // "The trial resumes Monday."
        Tag::Vbz | Tag::Vbp
            if words.is_scheduled(reading.lemma(verb))
                && reading.kind_at(verb) == SentenceKind::Prose
                // "leaves 28 dead"
                && reading.parse.child(verb, Dep::Oprd).is_none() =>
        {
            Some(Tense::Future)
        }
        Tag::Vbz | Tag::Vbp => Some(Tense::Present),
        // "The decision announced Monday": it has been.
        Tag::Vbn if matches!(reading.dep(verb), Some(Dep::Acl | Dep::Advcl | Dep::Amod)) => Some(Tense::Past),
        _ => None,
    })
}

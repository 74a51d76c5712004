//! Whether the clause around a time expression speaks of what was or of what will be.

use super::words::Vocabulary;
use crate::extract::Reading;
use crate::language::{Dep, Tag};
use crate::text::SentenceKind;

/// The time that a clause speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
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
/// other bare participle asks the verb above; "since" looks back whatever the verb.
pub(super) fn tense(reading: &Reading<'_>, token: usize, words: &Vocabulary) -> Tense {
    if let Some(before) = token.checked_sub(1)
        && words.is_backward(reading.lower(before))
    {
        return Tense::Past;
    }
    let mut at = token;
    for _ in 0..DEEPEST {
        match own_tense(reading, at, words) {
            Some(tense) => return tense,
            None => match reading.parse.head(at) {
                Some(head) => at = head,
                None => break,
            },
        }
    }
    Tense::Past
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
    let mut helped = None;
    for helper in helpers {
        if words.is_future(reading.lower(helper)) {
            // "to have met" looks back.
            let infinitive = reading.tag(helper) == Some(Tag::To);
            return Some(match tag {
                Tag::Vbn if infinitive => Tense::Past,
                _ if infinitive => Tense::Open,
                _ => Tense::Future,
            });
        }
        helped = match reading.tag(helper) {
            Some(Tag::Vbd) => Some(Tense::Past),
            Some(Tag::Vbz | Tag::Vbp) if tag == Tag::Vbn && reading.dep(helper) == Some(Dep::Aux) => {
                Some(Tense::Past)
            }
            Some(Tag::Vbz | Tag::Vbp | Tag::Md) => helped.or(Some(Tense::Present)),
            _ => helped,
        };
    }
    helped.or(match tag {
        Tag::Vbd => Some(Tense::Past),
        // "The trial resumes Monday."
        Tag::Vbz | Tag::Vbp
            if words.is_scheduled(reading.lemma(verb)) && reading.kind_at(verb) == SentenceKind::Prose =>
        {
            Some(Tense::Future)
        }
        Tag::Vbz | Tag::Vbp => Some(Tense::Present),
        // "The decision announced Monday": it has been.
        Tag::Vbn if matches!(reading.dep(verb), Some(Dep::Acl | Dep::Advcl | Dep::Amod)) => Some(Tense::Past),
        _ => None,
    })
}

//! How quantities hang together: parts of a whole, and numbers that add to another.

use super::Draft;
use crate::extract::Reading;
use crate::language::{Dep, Tag};
use crate::model::{QuantityId, Status};

/// A part or an addition looks this many sentences back for its whole.
const BACK: usize = 1;

/// Past so many parts of a whole, a number goes on with what the whole counts.
const NEAR: usize = 4;

/// Finds for each part its whole, and for each "others" the number that they add to.
pub(super) fn relate(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(index);
        let Some((draft, after)) = rest.split_first_mut() else { continue };
        match whole(reading, draft) {
            // "52 of 80": the part has what became of it, the whole is only a number.
            Whole::Next => {
                if let Some(next) = after.first_mut().filter(|next| next.number.start <= draft.number.end + 3)
                {
                    draft.quantity.subset_of = Some(next.quantity.id);
                    draft.quantity.unit = draft.quantity.unit.take().or_else(|| next.quantity.unit.clone());
                    draft.has_noun |= next.has_noun;
                    next.quantity.status = Status::Count;
                    if next.quantity.unit.is_none() {
                        next.quantity.unit.clone_from(&draft.quantity.unit);
                    }
                    // The whole stays even if nothing else says what it is.
                    next.has_noun |= next.quantity.unit.is_some();
                }
            }
            Whole::Before => {
                if let Some(whole) = antecedent(before, draft, false) {
                    draft.quantity.subset_of = Some(whole.0);
                    take_over(draft, &whole);
                }
            }
            Whole::None if draft.besides => {
                if let Some(mut first) = antecedent(before, draft, true) {
                    draft.quantity.besides = Some(first.0);
                    // "And 14 others were found with wounds": what became of them, their own verb says.
                    if has_clause(reading, draft) {
                        first.2 = Status::Count;
                    }
                    take_over(draft, &first);
                }
            }
            Whole::None => {
                // "killed five people, including two children, and wounded nine", "472 drones were launched and 162 downed"
                if draft.quantity.unit.is_none() && draft.quantity.status.is_news() {
                    let people = is_people(draft);
                    let mut near = before.iter().rev().take(NEAR);
                    let whole = near.find(|last| last.quantity.subset_of.is_none());
                    let same = whole.filter(|last| {
                        last.sentence == draft.sentence
                            && last.quantity.status.is_news()
                            && is_people(last) == people
                    });
                    draft.quantity.unit = same
                        .and_then(|last| last.quantity.unit.clone())
                        .or_else(|| happens_to_people(draft.quantity.status).then(|| "person".to_owned()));
                }
            }
        }
    }
}

/// Whether what a number counts is the subject of a verb of its own.
fn has_clause(reading: &Reading<'_>, draft: &Draft) -> bool {
    let head = reading.parse.head_of(&reading.tokens_in(draft.quantity.span));
    head.is_some_and(|head| {
        matches!(reading.dep(head), Some(Dep::Nsubj | Dep::Nsubjpass))
            && reading
                .parse
                .head(head)
                .is_some_and(|verb| reading.parse.is_verb(verb) && reading.lemma(verb) != "be")
    })
}

type Antecedent = (QuantityId, Option<String>, Status);

fn take_over(draft: &mut Draft, (_, unit, status): &Antecedent) {
    if draft.quantity.unit.is_none() {
        draft.quantity.unit.clone_from(unit);
    }
    if draft.quantity.status == Status::Count {
        draft.quantity.status = *status;
    }
}

enum Whole {
    None,
    /// The number that follows.
    Next,
    /// A number before.
    Before,
}

fn whole(reading: &Reading<'_>, draft: &mut Draft) -> Whole {
    let end = draft.number.end;
    let of = end + usize::from(reading.lower(end) == "out");
    if reading.lower(of) == "of" && !draft.quantity.text.ends_with('%') && draft.quantity.unit.is_none() {
        match reading.tag(of + 1) {
            Some(Tag::Cd) => return Whole::Next,
            // "two of them children", "three of whom"
            Some(Tag::Prp | Tag::Wp) => {
                let noun = of + 2;
                if reading.tag(noun) == Some(Tag::Nns) {
                    draft.quantity.unit = Some(super::unit_of(reading, noun));
                    super::cover(reading, &mut draft.quantity, draft.number.start..noun + 1);
                }
                draft.has_noun = true;
                return Whole::Before;
            }
            Some(Tag::Dt) => {
                // "12 of the victims"; "52 of the 80"
                if reading.tag(of + 2) == Some(Tag::Cd) {
                    return Whole::Next;
                }
                let noun = reading.parse.child(of, Dep::Pobj).filter(|noun| *noun > of && *noun < of + 5);
                if let Some(noun) = noun {
                    draft.quantity.unit = Some(super::unit_of(reading, noun));
                    draft.has_noun = true;
                    return Whole::Before;
                }
            }
            _ => {}
        }
    }
    if draft.part { Whole::Before } else { Whole::None }
}

/// Whether it is people to whom it happens where the text names nothing else: "the toll rose to 35".
const fn happens_to_people(status: Status) -> bool {
    matches!(
        status,
        Status::Dead
            | Status::Injured
            | Status::Missing
            | Status::Detained
            | Status::Hostage
            | Status::Displaced
    )
}

fn is_people(draft: &Draft) -> bool {
    !matches!(
        draft.quantity.status,
        Status::Destroyed | Status::Damaged | Status::Launched | Status::Intercepted | Status::Targeted
    )
}

/// The nearest number before that says what became of something, in the same sentence or just before it.
fn antecedent(before: &[Draft], draft: &Draft, besides: bool) -> Option<Antecedent> {
    before
        .iter()
        .rev()
        .take_while(|earlier| earlier.sentence + BACK >= draft.sentence)
        .find(|earlier| {
            earlier.quantity.status.is_news()
                && earlier.quantity.subset_of.is_none()
                && (!besides || earlier.head != draft.head)
        })
        .map(|earlier| (earlier.quantity.id, earlier.quantity.unit.clone(), earlier.quantity.status))
}

//! Which clause a title is made of. A participle or an infinitive is no sentence by itself ("they to free the victim"):
//! what governs it is told with it ("they worked to free the victim"), up to a verb that has a subject and a tense.

use super::rules::{EventRules, WordSet};
use super::syntax::{child, children, controls_object, own_subject};
use super::trigger::has_to;
use crate::extract::Reading;
use crate::extract::voice::is_passive;
use crate::language::{Dep, Pos, Tag};

/// Governing words are followed this far; deeper trees are parser noise.
const HIGHEST: usize = 6;

/// Where a title begins, and how it gets from there to the verb that tells the event.
#[derive(Debug, Default)]
pub(super) struct Telling {
    /// The verb or the noun that governs all the rest.
    pub(super) top: usize,
    /// The words between the top and the verb, that one included.
    pub(super) path: Vec<usize>,
}

impl Telling {
    /// The clause that tells what a verb names. `asides`: also where the verb only adds to it ("fled, killing four").
    pub(super) fn of(reading: &Reading<'_>, rules: &EventRules, verb: usize, asides: bool) -> Self {
        let mut telling = Self { top: verb, path: Vec::new() };
        for _ in 0..HIGHEST {
            let Some(above) = telling.governor(reading, rules, asides) else { break };
            telling.path.push(telling.top);
            telling.top = above;
        }
        telling
    }

    fn governor(&self, reading: &Reading<'_>, rules: &EventRules, asides: bool) -> Option<usize> {
        let at = self.top;
        let above = reading.parse.head(at)?;
        let dep = reading.dep(at)?;
        if !reading.parse.is_verb(at) {
            // From an infinitive to its noun, and on to the verb: "declined | an opportunity | to leave".
            let led_here = self.path.last().is_some_and(|&below| reading.parse.head(below) == Some(at));
            let object = matches!(dep, Dep::Dobj | Dep::Attr) && reading.parse.is_verb(above);
            return (led_here && object && above < at).then_some(above);
        }
        if is_finite(reading, at) {
            return None;
        }
        let infinitive = has_to(reading, at) || reading.tag(at) == Some(Tag::Vb);
        let participle = reading.tag(at) == Some(Tag::Vbg);
        if own_subject(reading, at).is_some() && !(infinitive && matches!(dep, Dep::Ccomp | Dep::Xcomp)) {
            return None;
        }
        // "said before leaving": without what is said, the governing clause says nothing.
        let reports = |verb: usize| child(reading, verb, Dep::Ccomp).is_some();
        let verb_above = reading.parse.is_verb(above).then_some(above);
        match dep {
            Dep::Xcomp if reading.pos(above) == Some(Pos::Adj) => {
                reading.parse.head(above).filter(|&verb| reading.parse.is_verb(verb))
            }
            Dep::Xcomp => verb_above,
            // "was found shot"
            Dep::Oprd if rules.in_set(WordSet::Found, reading.lemma(above)) => verb_above,
            Dep::Ccomp if infinitive || participle => verb_above.filter(|&above| above < at),
            Dep::Advcl if infinitive => verb_above.filter(|&above| above < at),
            Dep::Advcl if participle && asides => verb_above.filter(|&above| above < at && !reports(above)),
            Dep::Acl | Dep::Relcl if infinitive => {
                (reading.parse.is_noun(above) && above < at).then_some(above)
            }
            Dep::Conj => verb_above.filter(|&first| {
                !(is_finite(reading, first) || is_passive(reading, at) && is_passive(reading, first))
            }),
            Dep::Pcomp => {
                let verb = reading.parse.head(above).filter(|&verb| verb < at)?;
                let dates = asides && rules.in_set(WordSet::Bounding, reading.lower(above));
                (controls_object(reading, rules, verb, above)
                    || dates && reading.parse.is_verb(verb) && !reports(verb))
                .then_some(verb)
            }
            _ => None,
        }
    }
}

/// Whether a verb has a tense, by itself or by an auxiliary.
pub(super) fn is_finite(reading: &Reading<'_>, verb: usize) -> bool {
    tensed(reading, verb).is_some()
}

/// The word that carries the tense of a clause, which agrees with the subject.
pub(super) fn tensed(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    let has_tense =
        |&token: &usize| matches!(reading.tag(token), Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
    let helps = |&token: &usize| matches!(reading.dep(token), Some(Dep::Aux | Dep::Auxpass));
    let auxiliary = children(reading, verb).filter(helps).find(has_tense);
    auxiliary.or_else(|| Some(verb).filter(has_tense))
}

/// Whether a subject stands for something by a relative pronoun inside it: "all of whom", "whose troops".
pub(super) fn has_relative_inside(reading: &Reading<'_>, subject: usize) -> bool {
    let is_relative = |token: usize| matches!(reading.tag(token), Some(Tag::Wdt | Tag::Wp | Tag::WpS));
    let of = child(reading, subject, Dep::Prep).and_then(|of| child(reading, of, Dep::Pobj));
    of.into_iter().chain(child(reading, subject, Dep::Poss)).any(is_relative)
}

//! The short title of an event, in the words of the text.

use std::collections::{BTreeMap, BTreeSet};

use super::participant::{Taking, phrase};
use super::rules::{EventRules, WordClass};
use super::syntax::children;
use super::trigger::Trigger;
use crate::extract::{Cast, Reading};
use crate::language::{Dep, Tag};
use crate::model::{EntityId, Form, ParticipantRole};

/// A title holds at most so many tokens.
const LONGEST: usize = 16;

/// What the entities are called that have a name in the text.
pub(super) fn names(cast: &Cast) -> BTreeMap<EntityId, &str> {
    let named: BTreeSet<EntityId> = cast
        .mentions
        .iter()
        .filter(|mention| mention.form == Form::Name)
        .map(|mention| mention.entity)
        .collect();
    let entities = cast.entities.iter().filter(|entity| named.contains(&entity.id));
    entities.map(|entity| (entity.id, entity.name.as_str())).collect()
}

/// The words of the trigger with its auxiliaries and negation, its participants, and light verb, in the text's order.
pub(super) fn title(
    reading: &Reading<'_>,
    rules: &EventRules,
    names: &BTreeMap<EntityId, &str>,
    trigger: &Trigger<'_>,
    takings: &[Taking],
) -> String {
    let mut keep: Vec<usize> = Vec::new();
    let mut add = |tokens: core::ops::Range<usize>| keep.extend(tokens.take(LONGEST));
    let sentence = reading.tokens_of(reading.sentence_of(trigger.head));
    let head = trigger.head;
    let light = trigger.slots.iter().find(|(slot, _)| *slot == "light").map(|&(_, verb)| verb);
    match trigger.class {
        WordClass::Noun => {
            let own = phrase(reading, rules, head);
            add(own.start..head + 1);
            if let Some(verb) = light.filter(|&verb| sentence.contains(&verb) && reading.lemma(verb) != "be")
            {
                add(verb..verb + 1);
            }
        }
        WordClass::Verb => {
            add(head..head + 1);
            for c in children(reading, head) {
                let near = c < head && head - c <= 4 || c == head + 1;
                // "drove share prices lower"
                let outcome = c > head && c - head <= 6 && reading.parse.children(c).is_empty();
                if outcome && matches!(reading.dep(c), Some(Dep::Acomp | Dep::Oprd)) {
                    add(c..c + 1);
                }
                if near
                    && matches!(reading.dep(c), Some(Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Prt))
                    && (c > head || reading.dep(c) != Some(Dep::Prt))
                {
                    add(c..c + 1);
                }
            }
        }
        WordClass::Adjective => add(head..head + 1),
    }
    // "agreed to buy the operator"
    let clause = trigger.slots.iter().find(|(slot, _)| *slot == "comp").map(|&(_, verb)| verb);
    if let Some(verb) = clause.filter(|&verb| verb > head && verb - head <= 4) {
        add(head..verb + 1);
        if let Some(object) = children(reading, verb).find(|&c| reading.dep(c) == Some(Dep::Dobj)) {
            add(phrase(reading, rules, object));
        }
    }
    for &other in &trigger.others {
        add(other..other + 1);
    }
    for taking in takings {
        let core = matches!(
            taking.participant.role,
            ParticipantRole::Actor
                | ParticipantRole::Victim
                | ParticipantRole::Target
                | ParticipantRole::Recipient
                | ParticipantRole::Destination
                | ParticipantRole::Origin
        ) || trigger.class == WordClass::Verb;
        if !core || !sentence.contains(&taking.head) {
            continue;
        }
        let span = reading.tokens_in(taking.participant.span);
        let part = phrase(reading, rules, taking.head);
        add(span.start.min(part.start)..(span.end).max(part.end).min(taking.head + 6));
        // The preposition that leads it in.
        if reading.dep(taking.head) == Some(Dep::Pobj)
            && let Some(preposition) = reading.parse.head(taking.head)
            && preposition < part.start
            && reading.parse.head(preposition).is_some_and(|above| above == head || Some(above) == light)
            && part.start - preposition <= 2
        {
            add(preposition..part.start);
        }
    }
    keep.sort_unstable();
    keep.dedup();
    // Possessive endings and hyphens inside what is kept belong to it.
    let mut filled: Vec<usize> = Vec::with_capacity(keep.len());
    for &token in &keep {
        if let Some(&last) = filled.last()
            && token - last == 2
            && (matches!(reading.word(last + 1), "-" | "'s" | "’s" | "'" | "’")
                || matches!(reading.dep(last + 1), Some(Dep::Cc | Dep::Case | Dep::Det)))
        {
            filled.push(last + 1);
        }
        filled.push(token);
    }
    // Articles at the start say nothing, nor does whose it was, apart from its sentence.
    let start = filled.iter().position(|&token| {
        !(reading.dep(token) == Some(Dep::Det) && matches!(reading.lower(token), "the" | "a" | "an")
            || reading.tag(token) == Some(Tag::PrpS))
    });
    // A name in place of a pronoun that acts; who is acted on is less certain.
    let named = |token: usize| {
        let taking = takings.iter().find(|taking| taking.head == token)?;
        let entity = taking
            .participant
            .entity
            .filter(|_| reading.tag(token) == Some(Tag::Prp) && reading.dep(token) == Some(Dep::Nsubj))?;
        names.get(&entity).copied()
    };
    let mut title = String::new();
    let mut last: Option<usize> = None;
    for &token in filled.iter().skip(start.unwrap_or(0)).take(LONGEST) {
        if let Some(last) = last
            && (token != last + 1 || reading.space_before(token))
        {
            title.push(' ');
        }
        title.push_str(named(token).unwrap_or_else(|| reading.word(token)));
        last = Some(token);
    }
    title
}

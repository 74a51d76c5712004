//! The incident that a report is about: the town and the day of what befell people in it, lent to what is told of it without either.
//!
//! Reports of one crime, crash or storm say once where and when it was, and often of another word than the one that tells
//! whom it killed: "Three people were wounded. Shots rang out at 1:15 a.m. Tuesday, Hawthorne police said."

use jiff::civil::Date;

use super::rules::WordSet;
use super::setting::{Settings, day, days};
use super::syntax::{child, own_subject};
use super::trigger::Matcher;
use super::{Draft, is_definite, is_outcome};
use crate::extract::{Cast, Reading};
use crate::language::{Dep, Tag};
use crate::lexicon::kilometres;
use crate::model::{EntityKind, EventType, Feature, Form, Grain, PlaceBasis, Status, Timex, TimexBasis};
use crate::text::SentenceKind;

/// Towns no further apart than this are one scene, in kilometres.
const SCENE: f64 = 50.0;

/// Where the incident was, for what is told without a place: the town where the text says that somebody was harmed, else
/// the only town that it names, else the one whose police is at work, else that of the dateline, else the only county. A
/// report that names towns far apart and says no more plays nowhere in particular.
pub(super) fn scene(matcher: &Matcher<'_>, drafts: &[Draft]) -> Option<(usize, PlaceBasis)> {
    let Matcher { reading, cast, .. } = *matcher;
    let harmed = drafts.iter().filter(|draft| draft.told_here && befalls(draft.kind));
    let stated = harmed.filter_map(|draft| draft.place).filter(|&place| is_town(cast, place));
    if let Some(scene) = one(cast, stated) {
        return scene.map(|place| (place, PlaceBasis::Narrative));
    }
    let (mut told, mut towns, mut policed, mut counties) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut dateline = None;
    for index in 0..cast.mentions.len() {
        let mention = &cast.mentions[index];
        if mention.form != Form::Name || mention.metonym {
            continue;
        }
        let kind = reading.kind_at(cast.tokens(index).start);
        if is_town(cast, index) {
            // Where somebody comes from is no scene of itself, but may be another than that of the rest.
            let home = is_home(reading, cast, index);
            if kind == SentenceKind::Dateline && !home {
                dateline = dateline.or(Some(index));
            } else if home || kind.tells_news() {
                towns.push(index);
            }
            if kind.tells_news() && !home {
                told.push(index);
            }
            if is_of_police(matcher, index) {
                policed.push(index);
            }
        } else if feature(cast, index) == Some(Feature::Admin2) {
            counties.push(index);
        }
    }
    let only = match one(cast, towns.iter().copied()) {
        Some(None) => None,
        _ => told.first().copied(),
    };
    if let Some(town) = only.or_else(|| one(cast, policed.into_iter()).flatten()) {
        return Some((town, PlaceBasis::Narrative));
    }
    if told.is_empty() {
        let county = || one(cast, counties.into_iter()).flatten();
        return dateline
            .map(|town| (town, PlaceBasis::Dateline))
            .or_else(|| county().map(|county| (county, PlaceBasis::Narrative)));
    }
    None
}

/// The first of places that are all one scene; `Some(None)` where they are not.
fn one(cast: &Cast, mut places: impl Iterator<Item = usize>) -> Option<Option<usize>> {
    let first = places.next()?;
    Some(places.all(|other| !far_apart(cast, first, other)).then_some(first))
}

/// Whether two mentions are of places that are no one scene.
pub(super) fn far_apart(cast: &Cast, a: usize, b: usize) -> bool {
    let point = |mention: usize| {
        let place = cast.entity_of(mention)?.place.as_ref()?;
        Some((place.lat, place.lon))
    };
    point(a).zip(point(b)).is_some_and(|(a, b)| kilometres(a, b) > SCENE)
}

fn feature(cast: &Cast, mention: usize) -> Option<Feature> {
    Some(cast.entity_of(mention)?.place.as_ref()?.feature)
}

fn is_town(cast: &Cast, mention: usize) -> bool {
    feature(cast, mention) == Some(Feature::Settlement)
}

/// Whether a place says whose police it is: "Hawthorne police officers", "Memphis detectives".
fn is_of_police(matcher: &Matcher<'_>, mention: usize) -> bool {
    let Matcher { reading, cast, rules, .. } = *matcher;
    let police = rules.class("police");
    cast.head(mention)
        .filter(|&head| matches!(reading.dep(head), Some(Dep::Compound | Dep::Nmod | Dep::Poss | Dep::Amod)))
        .and_then(|head| reading.parse.head(head))
        .is_some_and(|noun| {
            let before = noun.checked_sub(1).map(|token| reading.lemma(token));
            [Some(reading.lemma(noun)), before]
                .into_iter()
                .flatten()
                .any(|word| rules.classes_of(word) & police != 0)
        })
}

/// Whether a place only says where somebody comes from: "the mayor of Kherson", "Ann Smith, of Boston".
fn is_home(reading: &Reading<'_>, cast: &Cast, mention: usize) -> bool {
    cast.head(mention)
        .filter(|&head| reading.dep(head) == Some(Dep::Pobj))
        .and_then(|head| reading.parse.head(head))
        .filter(|&preposition| matches!(reading.lower(preposition), "of" | "from"))
        .and_then(|preposition| reading.parse.head(preposition))
        .and_then(|of| cast.mention_for(of))
        .is_some_and(|of| cast.mentions[of].kind == EntityKind::Person)
}

/// What says when the incident was, by how directly it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Witness {
    /// Violence or misfortune: "the shooting on Sunday".
    Deed,
    /// Who was hurt: "wounded on Sunday".
    Outcome,
    /// "It happened on Sunday."
    Happening,
    /// "Officers responded on Sunday to a report."
    Alarm,
}

/// A time expression that says on what day the incident was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sighting {
    pub(super) witness: Witness,
    /// Index of the time expression.
    pub(super) time: usize,
    /// The mention of the place where that was.
    pub(super) place: Option<usize>,
}

/// The days that other words than those of the events themselves tell of what happened.
pub(super) fn sightings(matcher: &Matcher<'_>, settings: &Settings, timexes: &[Timex]) -> Vec<Sighting> {
    let day = |&time: &usize| is_day(&timexes[time]);
    let clauses = settings.times().iter().filter(|(_, time)| day(time) && !bounds(matcher, &timexes[*time]));
    let told = clauses.filter_map(|&(verb, time)| Some((witness(matcher, verb)?, time)));
    let nouns = (0..timexes.len()).filter(day);
    let named = nouns.filter(|&time| dates_incident(matcher, &timexes[time]));
    let all = told.chain(named.map(|time| (Witness::Happening, time)));
    all.map(|(witness, time)| Sighting { witness, time, place: None }).collect()
}

/// The token of an expression that the others hang on.
fn top(matcher: &Matcher<'_>, timex: &Timex) -> Option<usize> {
    let reading = matcher.reading;
    let tokens = reading.tokens_in(timex.span);
    tokens.clone().find(|&token| reading.parse.head(token).is_none_or(|head| !tokens.contains(&head)))
}

/// Whether an expression only says before or after what something was: "just before Thanksgiving".
fn bounds(matcher: &Matcher<'_>, timex: &Timex) -> bool {
    let Matcher { reading, rules, .. } = *matcher;
    top(matcher, timex)
        .and_then(|top| reading.parse.head(top))
        .is_some_and(|above| rules.in_set(WordSet::Bounding, reading.lower(above)))
}

/// Whether an expression says which incident a noun means: "the June 13 incident", "the shooting on Friday".
fn dates_incident(matcher: &Matcher<'_>, timex: &Timex) -> bool {
    let Matcher { reading, rules, .. } = *matcher;
    let top = top(matcher, timex);
    let above = top.into_iter().flat_map(|top| reading.parse.ancestors(top)).take(2);
    let noun =
        above.take_while(|&token| !reading.parse.is_verb(token)).find(|&token| reading.parse.is_noun(token));
    noun.is_some_and(|noun| {
        rules.in_set(WordSet::Incident, reading.lemma(noun)) && is_definite(reading, rules, noun)
    })
}

/// What a clause that tells no event says of one.
fn witness(matcher: &Matcher<'_>, verb: usize) -> Option<Witness> {
    let Matcher { reading, rules, .. } = *matcher;
    if !reading.parse.is_verb(verb) {
        return None;
    }
    let subject = own_subject(reading, verb)?;
    let lemma = reading.lemma(verb);
    if rules.in_set(WordSet::Happening, lemma) {
        let known = matches!(reading.tag(subject), Some(Tag::Prp | Tag::Dt))
            || rules.in_set(WordSet::Incident, reading.lemma(subject));
        return known.then_some(Witness::Happening);
    }
    let helpers = rules.class("police") | rules.class("rescuer");
    let helps = reading.tag(subject) == Some(Tag::Prp)
        || reading.parse.subtree(subject).any(|token| rules.classes_of(reading.lemma(token)) & helpers != 0);
    let alarmed = rules.in_set(WordSet::Responding, lemma)
        || child(reading, verb, Dep::Dobj)
            .is_some_and(|object| rules.in_set(WordSet::Alarm, reading.lemma(object)));
    (helps && alarmed).then_some(Witness::Alarm)
}

/// Whether an expression says one day, or less.
fn is_day(timex: &Timex) -> bool {
    timex.basis != TimexBasis::Assumed
        && timex.grain <= Grain::Day
        && days(timex).is_some_and(|(first, last)| first == last)
}

/// What an event mention itself says of the day of the incident.
pub(super) fn sighting(draft: &Draft, status: Option<Status>, timexes: &[Timex]) -> Option<Sighting> {
    let time = draft.time.filter(|&time| draft.told_here && !draft.habitual && is_day(&timexes[time]))?;
    let witness = match () {
        () if befalls(draft.kind) => Witness::Deed,
        () if is_outcome(status) => Witness::Outcome,
        () => return None,
    };
    Some(Sighting { witness, time, place: draft.place })
}

/// The day of the incident, from the most direct of all that tell it; none where these differ by more than a night.
pub(super) fn day_of(sightings: &[Sighting], timexes: &[Timex]) -> Option<Sighting> {
    let best = sightings.iter().map(|sighting| sighting.witness).min()?;
    let date = |sighting: &Sighting| day(timexes[sighting.time].earliest.as_deref())?.parse::<Date>().ok();
    let mut all = sightings.iter().filter(|sighting| sighting.witness == best);
    let first = all.next()?;
    let of_first = date(first)?;
    let night = |other: Date| of_first.until(other).is_ok_and(|apart| apart.get_days().abs() <= 1);
    all.all(|other| date(other).is_some_and(night)).then_some(*first)
}

/// Whether events of the type befall people.
pub(super) fn befalls(kind: EventType) -> bool {
    matches!(kind, EventType::Assault | EventType::Accident | EventType::Disaster | EventType::Crime)
}

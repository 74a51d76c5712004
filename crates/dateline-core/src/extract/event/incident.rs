//! The incident that a report is about: the town and the day of what befell people in it, lent to what is told of it without either.
//!
//! Reports of one crime, crash or storm say once where and when it was, and often of another word than the one that tells
//! whom it killed: "Three people were wounded. Shots rang out at 1:15 a.m. Tuesday, Hawthorne police said."

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::rules::{EventRules, WordSet};
use super::setting::{Settings, day, days, has_past};
use super::syntax::{child, children, own_subject};
use super::trigger::{Matcher, has_to};
use super::{Draft, is_definite, is_outcome};
use crate::extract::voice::is_passive;
use crate::extract::{Cast, Reading};
use crate::language::{Dep, Tag};
use crate::lexicon::kilometres;
use crate::model::{
    EntityKind, EventType, Feature, Form, Grain, Modality, PlaceBasis, Polarity, Status, Timex, TimexBasis,
};
use crate::text::SentenceKind;

/// Towns no further apart than this are one scene, in kilometres.
const SCENE: f64 = 50.0;

/// Where the incident was, for what is told without a place: the town where the text says that somebody was harmed, else
/// the only town that it names, or that most of what it names is in and where its police or its victims are, else that of
/// the dateline, else the only county, else the region whose police is at work. A report that names towns far apart and says no more plays nowhere in particular.
pub(super) fn scene(matcher: &Matcher<'_>, drafts: &[Draft]) -> Option<(usize, PlaceBasis)> {
    let cast = matcher.cast;
    let harmed = drafts.iter().filter(|draft| draft.told_here && befalls(draft.kind) && !draft.apart);
    let stated = harmed.filter_map(|draft| draft.place).filter(|&place| is_town(cast, place));
    let told = names(matcher, drafts);
    if let Some(scene) = one(cast, stated) {
        let here = |place: &usize| {
            let elsewhere = told.iter().filter(|name| far_apart(cast, *place, name.mention)).count();
            elsewhere * 2 <= told.len()
        };
        return scene.filter(here).map(|place| (place, PlaceBasis::Narrative));
    }
    if let Some(town) = told.iter().filter(|name| name.telling).find(|name| {
        // "A Detroit man" shot somebody here.
        let others = told.iter().filter(|other| other.telling || !other.owned);
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            others.partition(|other| !far_apart(cast, name.mention, other.mention));
        let known = || here.iter().any(|other| other.at_work);
        elsewhere.is_empty() || here.len() >= MOST * elsewhere.len() && known()
    }) {
        return Some((town.mention, PlaceBasis::Narrative));
    }
    if told.iter().any(|name| name.telling) {
        return None;
    }
    let dateline = told.iter().find(|name| name.dateline).map(|name| (name.mention, PlaceBasis::Dateline));
    let named = |wanted: Feature| {
        (0..cast.mentions.len()).filter(move |&index| {
            cast.mentions[index].form == Form::Name && feature(cast, index) == Some(wanted)
        })
    };
    let counties = named(Feature::Admin2);
    // "D.C. police"
    let regions =
        named(Feature::Admin1).filter(|&index| is_of_police(matcher.reading, matcher.rules, cast, index));
    dateline.or_else(|| {
        let region = one(cast, counties).or_else(|| one(cast, regions));
        region.flatten().map(|region| (region, PlaceBasis::Narrative))
    })
}

/// One town has to be named so many times as often as all others for the report to play there.
const MOST: usize = 2;

/// So many places where towns are named are looked at.
const MOST_NAMES: usize = 64;

/// A place in the text where a town is named.
struct Named {
    mention: usize,
    /// In the news itself, and not as where somebody comes from.
    telling: bool,
    /// In the news itself, as where somebody comes from: "a Detroit man".
    owned: bool,
    dateline: bool,
    /// As whose police is at work, or beside what befell somebody.
    at_work: bool,
}

/// Where towns are named, but for those that only say which hospital or outlet is meant.
fn names(matcher: &Matcher<'_>, drafts: &[Draft]) -> Vec<Named> {
    let Matcher { reading, cast, .. } = *matcher;
    let harm: BTreeSet<u32> =
        drafts.iter().filter(|draft| befalls(draft.kind)).map(|draft| draft.mention.sentence).collect();
    // Where something else happened on another day.
    let others: BTreeSet<usize> = drafts
        .iter()
        .filter(|draft| draft.another_day || draft.apart)
        .filter_map(|draft| draft.place)
        .collect();
    let towns = (0..cast.mentions.len()).filter(|&index| {
        let mention = &cast.mentions[index];
        mention.form == Form::Name && !mention.metonym && is_town(cast, index) && !others.contains(&index)
    });
    let named = towns.filter_map(|mention| {
        let token = cast.tokens(mention).start;
        let kind = reading.kind_at(token);
        let dateline = kind == SentenceKind::Dateline;
        let behind = Behind::of(reading, cast, mention);
        let owned = is_of_person(reading, matcher.rules, cast, mention);
        let home = owned || behind.is_some_and(|behind| behind.is_home(reading, cast));
        let telling = kind.tells_news() && !home;
        let beside = || harm.contains(&(reading.sentence_of(token) as u32));
        let which = behind.is_some_and(|behind| behind.is_which(matcher))
            || is_of_clinic(matcher, mention)
            || is_destination(matcher, mention);
        let said = (telling || home || dateline) && !which;
        said.then(|| Named {
            mention,
            telling,
            owned: owned && kind.tells_news(),
            dateline,
            at_work: is_of_police(reading, matcher.rules, cast, mention) || beside(),
        })
    });
    let mut all: Vec<Named> = named.take(MOST_NAMES).collect();
    // Where no town is named but as somebody's, it is theirs.
    if !all.iter().any(|name| name.telling || name.dateline) {
        all.iter_mut().for_each(|name| name.telling = name.owned);
    }
    all
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

/// Whether a town is in a region of first order that says no more than that: "in southern Michigan", no "forest of Dagestan".
pub(super) fn is_in_region(reading: &Reading<'_>, cast: &Cast, town: usize, region: usize) -> bool {
    let place = |mention: usize| cast.entity_of(mention)?.place.as_ref();
    let (Some(inner), Some(outer)) = (place(town), place(region)) else { return false };
    let above = cast.head(region).and_then(|head| reading.parse.head(head));
    inner.feature == Feature::Settlement
        && outer.feature == Feature::Admin1
        && inner.country == outer.country
        && inner.admin1.is_some()
        && inner.admin1 == outer.admin1
        && above.is_none_or(|above| reading.lower(above) != "of")
}

fn feature(cast: &Cast, mention: usize) -> Option<Feature> {
    Some(cast.entity_of(mention)?.place.as_ref()?.feature)
}

fn is_town(cast: &Cast, mention: usize) -> bool {
    feature(cast, mention) == Some(Feature::Settlement)
}

/// Whether a place says whose police it is: "Hawthorne police officers", "Memphis detectives".
fn is_of_police(reading: &Reading<'_>, rules: &EventRules, cast: &Cast, mention: usize) -> bool {
    let police = rules.class("police");
    // "Tacoma police Chief Ana Ruiz"
    described(reading, cast, mention).is_some_and(|(head, noun)| {
        (head + 1..=noun).take(TITLE).any(|token| {
            (rules.classes_of(reading.lemma(token)) | rules.classes_of(reading.lower(token))) & police != 0
        })
    })
}

/// The head of a place's name, and the noun that it stands before: "Detroit" and "man".
fn described(reading: &Reading<'_>, cast: &Cast, mention: usize) -> Option<(usize, usize)> {
    let head = cast.head(mention)?;
    matches!(reading.dep(head), Some(Dep::Compound | Dep::Nmod | Dep::Poss | Dep::Amod))
        .then(|| Some((head, reading.parse.head(head)?)))?
}

/// An officer's title and name have so many words.
const TITLE: usize = 5;

/// Whether a place only says where somebody comes from who is not its police: "a Detroit man", "two Gary teenagers".
pub(super) fn is_of_person(reading: &Reading<'_>, rules: &EventRules, cast: &Cast, mention: usize) -> bool {
    let noun = described(reading, cast, mention).filter(|(head, _)| reading.dep(*head) != Some(Dep::Poss));
    let whose = noun.and_then(|(_, noun)| cast.mention_for(noun)).map(|other| cast.mentions[other].kind);
    whose == Some(EntityKind::Person) && !is_of_police(reading, rules, cast, mention)
}

/// Whether a place only says which hospital somebody is in: "died at a Boston hospital".
fn is_of_clinic(matcher: &Matcher<'_>, mention: usize) -> bool {
    let Matcher { reading, cast, rules, .. } = *matcher;
    let noun = described(reading, cast, mention).filter(|(head, _)| reading.dep(*head) != Some(Dep::Poss));
    noun.is_some_and(|(_, noun)| rules.classes_of(reading.lemma(noun)) & rules.class("clinic") != 0)
}

/// Whether a place only says where somebody was taken or went: "airlifted to Boise".
fn is_destination(matcher: &Matcher<'_>, mention: usize) -> bool {
    let Matcher { reading, cast, rules, .. } = *matcher;
    let preposition = cast
        .head(mention)
        .filter(|&head| reading.dep(head) == Some(Dep::Pobj))
        .and_then(|head| reading.parse.head(head))
        .filter(|&to| reading.lower(to) == "to");
    preposition
        .and_then(|to| reading.parse.head(to))
        .is_some_and(|verb| rules.in_set(WordSet::Conveying, reading.lemma(verb)))
}

/// The noun that a place stands behind, and the preposition between them: "the mayor of Kherson", "a hospital in Salina".
#[derive(Clone, Copy)]
struct Behind {
    noun: usize,
    preposition: usize,
}

impl Behind {
    fn of(reading: &Reading<'_>, cast: &Cast, mention: usize) -> Option<Self> {
        let head = cast.head(mention).filter(|&head| reading.dep(head) == Some(Dep::Pobj))?;
        let preposition = reading.parse.head(head)?;
        let noun = reading.parse.head(preposition).filter(|&noun| reading.parse.is_noun(noun))?;
        Some(Self { noun, preposition })
    }

    fn kind(self, cast: &Cast) -> Option<EntityKind> {
        cast.mention_for(self.noun).map(|mention| cast.mentions[mention].kind)
    }

    /// Whether the place only says where somebody comes from: "the mayor of Kherson", "Ann Smith, of Boston".
    fn is_home(self, reading: &Reading<'_>, cast: &Cast) -> bool {
        self.kind(cast) == Some(EntityKind::Person)
            && matches!(reading.lower(self.preposition), "of" | "from")
    }

    /// Whether the place only says which building or body is meant: "a hospital in Salina", "WTEV in Jacksonville".
    fn is_which(self, matcher: &Matcher<'_>) -> bool {
        let Matcher { reading, cast, rules, .. } = *matcher;
        let building = rules.class("prison") | rules.class("court");
        self.kind(cast) == Some(EntityKind::Organization)
            || rules.classes_of(reading.lower(self.noun)) & building != 0
    }
}

/// What says when the incident was, by how directly it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Witness {
    /// Violence or misfortune: "the shooting on Sunday".
    Deed,
    /// Who was hurt: "wounded on Sunday".
    Outcome,
    /// What somebody is accused of, or tried: "accused of killing two people on Sunday", "tried to rob a store on Sunday".
    Alleged,
    /// "It happened on Sunday."
    Happening,
    /// "Officers responded on Sunday to a report."
    Alarm,
    /// The only day in the sentence of the violence: "shot a girl while showing off a gun on Sunday".
    Beside,
    /// What somebody was about: "he was cleaning a gun on Sunday when it went off", or, beside the deed, "went hunting on Sunday".
    Scene,
    /// Who died, maybe days after: "died on Sunday".
    Death,
}

/// A time expression that says on what day the incident was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sighting {
    pub(super) witness: Witness,
    /// Index of the time expression.
    pub(super) time: usize,
    /// Index of the event mention that tells it.
    pub(super) draft: Option<usize>,
}

/// The days that other words than those of the events themselves tell of what happened.
pub(super) fn sightings(
    matcher: &Matcher<'_>,
    settings: &Settings,
    timexes: &[Timex],
    drafts: &[Draft],
) -> Vec<Sighting> {
    let day = |&time: &usize| is_day(&timexes[time]);
    let clauses = settings.times().iter().filter(|(_, time)| day(time) && !bounds(matcher, &timexes[*time]));
    let harms = drafts.iter().filter(|draft| draft.told_here && draft.afflicts && befalls(draft.kind));
    let harm: BTreeSet<u32> = harms.map(|draft| draft.mention.sentence).collect();
    let told = clauses.filter_map(|&(verb, time)| {
        let said = witness(matcher, settings, verb);
        Some((said.or_else(|| is_scene(matcher, verb, &harm).then_some(Witness::Scene))?, time))
    });
    let nouns = (0..timexes.len()).filter(day);
    let named = nouns.filter(|&time| dates_incident(matcher, &timexes[time]));
    let all = told.chain(named.map(|time| (Witness::Happening, time)));
    all.map(|(witness, time)| Sighting { witness, time, draft: None }).collect()
}

/// The hour, told without its day, of what happened ("It happened around 2:30 a.m."); none where some are before noon and some after.
pub(super) fn hour(matcher: &Matcher<'_>, settings: &Settings, timexes: &[Timex]) -> Option<usize> {
    let clock = |&&(_, time): &&(usize, usize)| {
        timexes[time].basis == TimexBasis::Assumed && timexes[time].grain <= Grain::Hour
    };
    let clauses = || settings.times().iter().filter(clock);
    let told: Vec<usize> = clauses()
        .filter(|(verb, _)| witness(matcher, settings, *verb).is_some())
        .map(|&(_, time)| time)
        .collect();
    // "The shooting took place after they began arguing about 1:30 a.m.", but no vigil that will be held at 7 p.m.
    let reading = matcher.reading;
    let beside = |verb: usize| {
        let mut sentence = reading.tokens_of(reading.sentence_of(verb));
        let began = reading.parse.head(verb).filter(|_| reading.dep(verb) == Some(Dep::Xcomp));
        has_past(reading, began.unwrap_or(verb)) && sentence.any(|token| settings.is_deed(token))
    };
    let told = match told[..] {
        [] => clauses().filter(|(verb, _)| beside(*verb)).map(|&(_, time)| time).collect(),
        _ => told,
    };
    let first = *told.first()?;
    let morning = is_morning(&timexes[first])?;
    told.iter().all(|&other| is_morning(&timexes[other]) == Some(morning)).then_some(first)
}

/// Whether an hour is one before noon.
pub(super) fn is_morning(hour: &Timex) -> Option<bool> {
    hour.earliest.as_deref()?.get(11..13).map(|hour| hour < "12")
}

/// Whether the text says that somebody died where he was hurt: "pronounced dead at the scene".
pub(super) fn died_there(matcher: &Matcher<'_>) -> bool {
    let Matcher { reading, rules, .. } = *matcher;
    (0..reading.len()).any(|token| {
        rules.in_set(WordSet::Scene, reading.lower(token))
            && reading.dep(token) == Some(Dep::Pobj)
            && reading
                .parse
                .ancestors(token)
                .take(HIGH)
                .any(|above| rules.in_set(WordSet::Dying, reading.lemma(above)))
    })
}

/// The word for a death stands no further above the scene of it.
const HIGH: usize = 3;

/// The day on which the text says that the dead were found, if it is one.
pub(super) fn found(matcher: &Matcher<'_>, settings: &Settings, timexes: &[Timex]) -> Option<usize> {
    let Matcher { reading, rules, .. } = *matcher;
    let finds = |verb: usize| {
        let dead = own_subject(reading, verb)
            .is_some_and(|subject| rules.in_set(WordSet::Remains, reading.lemma(subject)));
        dead && is_passive(reading, verb) && rules.in_set(WordSet::Found, reading.lemma(verb))
    };
    let told = settings.times().iter().filter(|(verb, time)| finds(*verb) && is_day(&timexes[*time]));
    let mut days = told.map(|&(_, time)| time);
    let first = days.next()?;
    days.all(|other| day(timexes[other].latest.as_deref()) == day(timexes[first].latest.as_deref()))
        .then_some(first)
}

/// Whether an expression only says before or after what something was: "just before Thanksgiving", not "just before midnight".
fn bounds(matcher: &Matcher<'_>, timex: &Timex) -> bool {
    let Matcher { reading, rules, .. } = *matcher;
    if timex.grain <= Grain::Hour {
        return false;
    }
    reading
        .parse
        .head_of(&reading.tokens_in(timex.span))
        .and_then(|top| reading.parse.head(top))
        .is_some_and(|above| rules.in_set(WordSet::Bounding, reading.lower(above)))
}

/// Whether an expression says which incident a noun means: "the June 13 incident", "the shooting on Friday".
fn dates_incident(matcher: &Matcher<'_>, timex: &Timex) -> bool {
    let Matcher { reading, rules, .. } = *matcher;
    let top = reading.parse.head_of(&reading.tokens_in(timex.span));
    let above = top.into_iter().flat_map(|top| reading.parse.ancestors(top)).take(2);
    let noun =
        above.take_while(|&token| !reading.parse.is_verb(token)).find(|&token| reading.parse.is_noun(token));
    // "The charges stem from an incident on Thursday."
    let grounds = |noun: usize| {
        let verb = reading.parse.ancestors(noun).take(2).find(|&above| reading.parse.is_verb(above));
        verb.is_some_and(|verb| rules.in_set(WordSet::Stemming, reading.lemma(verb)))
    };
    // "Tuesday's violence"
    let owned = top.is_some_and(|top| reading.dep(top) == Some(Dep::Poss));
    noun.is_some_and(|noun| {
        rules.in_set(WordSet::Incident, reading.lemma(noun))
            && (is_definite(reading, rules, noun) || owned || grounds(noun))
    })
}

/// What a clause that tells no event says of one.
fn witness(matcher: &Matcher<'_>, settings: &Settings, verb: usize) -> Option<Witness> {
    let Matcher { reading, rules, .. } = *matcher;
    if !reading.parse.is_verb(verb) {
        return None;
    }
    // "Police were the first to respond."
    let above = || reading.parse.ancestors(verb).take(2).find(|&above| reading.parse.is_verb(above));
    // "Shot a boy after responding to a call"
    let led_in = || reading.dep(verb) == Some(Dep::Pcomp) && reading.tag(verb) == Some(Tag::Vbg);
    let subject = own_subject(reading, verb).or_else(|| {
        above().filter(|_| has_to(reading, verb) || led_in()).and_then(|above| own_subject(reading, above))
    })?;
    let lemma = reading.lemma(verb);
    let noticed = || rules.in_set(WordSet::Noticed, lemma) && is_passive(reading, verb);
    if rules.in_set(WordSet::Happening, lemma) || noticed() {
        // "The incident, which occurred on Sunday"
        let subject = match reading.tag(subject) {
            Some(Tag::Wdt) => reading.parse.head(verb).unwrap_or(subject),
            _ => subject,
        };
        // "The incident began with a robbery at a bank, which was reported on Tuesday"
        let known = matches!(reading.tag(subject), Some(Tag::Prp | Tag::Dt))
            || rules.in_set(WordSet::Incident, reading.lemma(subject))
            || noticed() && reading.dep(verb) == Some(Dep::Relcl) && is_of_deed(reading, settings, subject);
        return known.then_some(Witness::Happening);
    }
    // "Both men fired shots on Sunday"
    let object_in = |set: WordSet| {
        child(reading, verb, Dep::Dobj).is_some_and(|object| rules.in_set(set, reading.lemma(object)))
    };
    if rules.in_set(WordSet::Firing, lemma) && object_in(WordSet::Incident) {
        return Some(Witness::Happening);
    }
    // "It was about 3:30 a.m. when police got a call", "he was cleaning a gun on Sunday when it went off"
    let was = lemma == "be"
        || reading.tag(verb) == Some(Tag::Vbg)
            && children(reading, verb).any(|c| matches!(reading.lower(c), "was" | "were"));
    if was && reading.parse.subtree(verb).any(|token| token > verb && reading.lower(token) == "when") {
        return Some(if reading.lower(subject) == "it" { Witness::Happening } else { Witness::Scene });
    }
    let helpers = rules.class("police") | rules.class("rescuer");
    // "The County Sheriff's Department"
    let is_helper = |token: usize| {
        (rules.classes_of(reading.lemma(token)) | rules.classes_of(reading.lower(token))) & helpers != 0
    };
    let any_helper = |noun: usize| reading.parse.subtree(noun).any(is_helper);
    // "The agency was notified of the deaths", "a station received reports that there was a shooting"
    let of_deed = || reading.parse.subtree(verb).any(|token| token > verb && settings.is_deed(token));
    // "Officers were sent to the scene", "dispatchers sent officers"
    if rules.in_set(WordSet::Alerting, lemma) {
        let passive = is_passive(reading, verb);
        let object = if passive { Some(subject) } else { child(reading, verb, Dep::Dobj) };
        return (object.is_some_and(any_helper) || passive && of_deed()).then_some(Witness::Alarm);
    }
    // "The call came in at 9 p.m."
    if rules.in_set(WordSet::Alarm, reading.lemma(subject)) && rules.in_set(WordSet::Coming, lemma) {
        return Some(Witness::Alarm);
    }
    let helps = reading.tag(subject) == Some(Tag::Prp) || any_helper(subject);
    let told = object_in(WordSet::Alarm);
    let alarmed = helps && (rules.in_set(WordSet::Responding, lemma) || told)
        || told && rules.in_set(WordSet::Coming, lemma) && of_deed();
    alarmed.then_some(Witness::Alarm)
}

/// Whether a clause beside the sentence of a deed says what somebody was about: "Two boys went hunting on Friday. One shot the
/// other."
fn is_scene(matcher: &Matcher<'_>, verb: usize, harm: &BTreeSet<u32>) -> bool {
    let Matcher { reading, cast, rules, .. } = *matcher;
    if reading.tag(verb) != Some(Tag::Vbg) {
        return false;
    }
    let above = reading.parse.head(verb).filter(|_| reading.dep(verb) == Some(Dep::Xcomp));
    let went = above.filter(|&above| reading.lower(above) == "went");
    let was = went.is_some() || children(reading, verb).any(|c| matches!(reading.lower(c), "was" | "were"));
    let is_person = |token: usize| {
        cast.mention_for(token).is_some_and(|mention| cast.mentions[mention].kind == EntityKind::Person)
    };
    // What officers or the bereaved do later is no part of it.
    let lemma = reading.lemma(verb);
    let later = [WordSet::Pursuing, WordSet::Lasting, WordSet::Mourning]
        .iter()
        .any(|set| rules.in_set(*set, lemma) && went.is_none());
    let helpers = rules.class("police") | rules.class("rescuer");
    let is_helper = |token: usize| rules.classes_of(reading.lemma(token)) & helpers != 0;
    let helps = |noun: usize| {
        is_helper(noun)
            || children(reading, noun).any(|c| reading.dep(c) == Some(Dep::Compound) && is_helper(c))
    };
    let somebody = |noun: usize| is_person(noun) && !helps(noun);
    let sentence = reading.sentence_of(verb) as u32;
    was && !later
        && own_subject(reading, went.unwrap_or(verb)).is_some_and(somebody)
        && harm.range(sentence.saturating_sub(1)..=sentence + 1).next().is_some()
}

/// Whether a noun names a deed or says where one was: "a robbery", "a robbery at a bank".
fn is_of_deed(reading: &Reading<'_>, settings: &Settings, noun: usize) -> bool {
    let preposition = reading.parse.head(noun).filter(|_| reading.dep(noun) == Some(Dep::Pobj));
    let deed = preposition.and_then(|preposition| reading.parse.head(preposition));
    core::iter::once(noun).chain(deed).any(|token| settings.is_deed(token))
}

/// Whether an expression says one day, or less.
fn is_day(timex: &Timex) -> bool {
    timex.basis != TimexBasis::Assumed
        && timex.grain <= Grain::Day
        && days(timex).is_some_and(|(first, last)| first == last)
}

/// Whether a mention says that somebody died and not that anything killed him: maybe days after the deed.
pub(super) fn dies(draft: &Draft, status: Option<Status>) -> bool {
    draft.kind == EventType::Life && status == Some(Status::Dead) && !draft.killed
}

/// What an event mention itself says of the day of the incident.
pub(super) fn sighting(
    drafts: &[Draft],
    index: usize,
    status: Option<Status>,
    timexes: &[Timex],
) -> Option<Sighting> {
    let draft = &drafts[index];
    let dated = |time: &usize| !draft.habitual && !draft.apart && is_day(&timexes[*time]);
    let own = draft.time.filter(dated);
    let (witness, time) = match (draft.told_here, own) {
        (true, Some(time)) if befalls(draft.kind) => (Witness::Deed, time),
        (true, Some(time)) if dies(draft, status) => (Witness::Death, time),
        (true, Some(time)) if is_outcome(status) => (Witness::Outcome, time),
        (false, Some(time)) if draft.told_before && draft.afflicts && is_outcome(status) => {
            (Witness::Outcome, time)
        }
        (true, None) if befalls(draft.kind) => (Witness::Beside, draft.around.0.filter(dated)?),
        (false, Some(time)) if befalls(draft.kind) && (draft.alleged || is_attempt(draft)) => {
            (Witness::Alleged, time)
        }
        _ => return None,
    };
    Some(Sighting { witness, time, draft: Some(index) })
}

/// Whether a deed was tried: who was killed in the robbery was killed when it was.
fn is_attempt(draft: &Draft) -> bool {
    draft.mention.modality == Modality::Attempted && draft.mention.polarity == Polarity::Positive
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

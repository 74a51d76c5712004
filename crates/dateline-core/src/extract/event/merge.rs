//! Event mentions that speak of the same event, put together.
//!
//! Two mentions are one event only on evidence: what brought about what, the same participants, the same place, or a
//! noun that points back ("the attack"); and never against evidence: other participants in the same role, other
//! days, other towns, other numbers from the same source.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::incident::{self, Sighting, Witness, befalls};
use super::rules::{EventRules, WordSet};
use super::setting::{Settings, UNLOCATED, basis, day, days, exactness, exactness_here, told_in};
use super::syntax::children;
use super::trigger::Matcher;
use super::whereabouts::beside;
use super::{Draft, can_cause, is_definite, is_outcome, named};
use crate::extract::places::{is_direction, is_town_part};
use crate::extract::{Cast, Reading};
use crate::language::Dep;
use crate::model::{
    Context, EntityId, EntityKind, Event, EventId, EventMention, EventParticipant, EventPlace, EventTime,
    EventType, Feature, Grain, Modality, Participant, ParticipantRole, PlaceBasis, Polarity, Quantity,
    Status, TimeBasis, Timex, TimexBasis, TimexType,
};
use crate::text::SentenceKind;

/// A mention is compared with so many events before it.
const FARTHEST: usize = 48;

/// Less evidence than this leaves two mentions two events.
const LEAST_SCORE: u32 = 4;

/// An event in the making: its drafts, the first of which gives it its type.
struct Group {
    drafts: Vec<usize>,
}

/// What the drafts of a text say of the same events.
pub(super) fn merge(
    matcher: &Matcher<'_>,
    timexes: &[Timex],
    quantities: &[Quantity],
    published: Option<String>,
    settings: &Settings,
    drafts: Vec<Draft>,
) -> Vec<Event> {
    let Matcher { reading, cast, rules, .. } = *matcher;
    let scene = incident::scene(matcher, &drafts);
    let hour = incident::hour(matcher, settings, timexes);
    let found = incident::found(matcher, settings, timexes);
    let sightings = incident::sightings(matcher, settings, timexes, &drafts);
    let told = (0..drafts.len()).filter_map(|index| {
        incident::sighting(&drafts, index, rules.rows[drafts[index].row].status, timexes)
    });
    let sightings: Vec<Sighting> = told.chain(sightings).collect();
    // What was long before the report is what it looks back on.
    let old = |sighting: &Sighting| is_old(timexes[sighting.time].latest.as_deref(), published.as_deref());
    // But a report of a trial is about the deed, however old.
    let opening =
        reading.layout.sentences.iter().enumerate().filter(|(_, sentence)| sentence.kind.tells_news());
    let opening = opening.map(|(index, _)| index as u32).nth(OPENING).unwrap_or(u32::MAX);
    let tried = drafts.iter().any(|draft| {
        let row = &rules.rows[draft.row];
        // "Police are investigating a shooting" is said on the day.
        let legal = row.context.contains(&Context::Legal)
            && matches!(draft.kind, EventType::Accuse | EventType::Justice)
            && row.mode != Some("investigate");
        legal && draft.mention.sentence < opening && is_real(draft.mention.modality)
    });
    let incident = incident::day_of(&sightings, timexes).filter(|sighting| tried || !old(sighting));
    let told_on = sightings.iter().filter_map(|sighting| day(timexes[sighting.time].latest.as_deref()));
    let latest = told_on.max().map(str::to_owned);
    let struck: BTreeSet<EntityId> = drafts
        .iter()
        .filter(|draft| {
            let hurt = rules.rows[draft.row].status == Some(Status::Injured);
            draft.told_here && draft.afflicts && (befalls(draft.kind) || hurt)
        })
        .flat_map(|draft| entities(draft, ParticipantRole::Victim))
        .collect();
    let mourned = Some(&drafts).filter(|_| struck.is_empty()).and_then(|drafts| mourned(cast, rules, drafts));
    let judge = Judge {
        reading,
        timexes,
        quantities,
        cast,
        rules,
        drafts: &drafts,
        named: named(cast),
        told: drafts.iter().filter_map(|draft| draft.time).collect(),
        published,
        local: scene.is_some_and(|(scene, _)| {
            let named = (0..cast.mentions.len()).filter(|&mention| exactness(cast, mention) <= 1);
            named.take(MOST_NAMED).all(|mention| !incident::far_apart(cast, scene, mention))
        }),
        scene,
        tried,
        incident,
        died_there: incident::died_there(matcher),
        hour,
        found,
        latest,
        struck,
        mourned,
    };
    let mut group_of: Vec<Option<usize>> = vec![None; drafts.len()];
    let mut groups: Vec<Group> = Vec::new();
    // Causes first: an outcome may stand before what brought it about. Headings last: they take up what the text tells.
    let roots = |heading: bool| {
        let drafts = &drafts;
        (0..drafts.len()).filter(move |&i| drafts[i].part_of.is_none() && drafts[i].heading == heading)
    };
    for index in roots(false).chain(roots(true)) {
        let start = groups.len().saturating_sub(FARTHEST);
        let mut best: Option<(u32, usize)> = None;
        for (at, group) in groups.iter().enumerate().skip(start).rev() {
            let score = judge.score(group, index);
            if score >= LEAST_SCORE && best.is_none_or(|(highest, _)| score > highest) {
                best = Some((score, at));
            }
        }
        let best = best.or_else(|| {
            let last = |&at: &usize| judge.takes_up(&groups[at], index);
            let at = (start..groups.len()).rev().find(last)?;
            Some((LEAST_SCORE, at))
        });
        let at = match best {
            Some((_, at)) => {
                groups[at].drafts.push(index);
                at
            }
            None => {
                groups.push(Group { drafts: vec![index] });
                groups.len() - 1
            }
        };
        group_of[index] = Some(at);
    }
    for (index, draft) in drafts.iter().enumerate() {
        let Some(mut cause) = draft.part_of else { continue };
        while let Some(whole) = drafts[cause].part_of {
            cause = whole;
        }
        match group_of.get(cause).copied().flatten() {
            Some(at) => {
                groups[at].drafts.push(index);
                group_of[index] = Some(at);
            }
            None => groups.push(Group { drafts: vec![index] }),
        }
    }
    judge.join_namesakes(&mut groups);
    let mut events: Vec<Event> = groups
        .iter()
        // Words for events that say nothing of them ("war", "an accident", "violence against women") tell none.
        .filter(|group| {
            group.drafts.iter().any(|&i| !drafts[i].bare && !drafts[i].empty && !drafts[i].generic)
        })
        // A heading alone tells nothing that the text does not; a headline does where no text follows that tells of
        // the like.
        .filter(|group| {
            group.drafts.iter().any(|&i| {
                let alone = || !drafts.iter().any(|other| !other.heading && other.kind == drafts[i].kind);
                !drafts[i].heading
                    || judge.kind(i) == SentenceKind::Headline && drafts[i].takings.len() > 1 && alone()
            })
        })
        .map(|group| (group, judge.event(group)))
        // "The fighting has frustrated the president."
        .filter(|(group, event)| {
            let goes_on = |&i: &usize| rules.in_set(WordSet::Continuing, &drafts[i].lemma);
            !(is_mere_word(event) && group.drafts.iter().all(goes_on))
        })
        .map(|(_, event)| event)
        .collect();
    // A text of a sentence or two is news as a whole.
    if judge.is_report() && events.iter().all(|event| judge.is_no_news(event)) {
        events.clear();
    }
    // Beside events whose day is told, that another was before the report came out tells nothing: most were long before. What is
    // to come is no such event.
    let recent = |event: &Event| {
        let time = event.time.as_ref().filter(|_| is_dated(event) && is_real(event.status));
        let latest = time.and_then(|time| time.latest.as_deref());
        latest.is_some() && !is_old(latest, judge.published.as_deref())
    };
    if events.iter().any(recent) {
        for event in events.iter_mut().filter(|event| !is_dated(event)) {
            event.time = None;
        }
    }
    events.sort_by_key(|event| {
        event.mentions.first().map_or((0, 0), |mention| (mention.trigger.start, mention.trigger.end))
    });
    events
}

/// Whether the text says when an event was, and not only that it was before the text.
fn is_dated(event: &Event) -> bool {
    event.time.as_ref().is_some_and(|time| time.basis != TimeBasis::Publication)
}

/// Of those who are told to have died the one whom the text names most, if that is several times.
fn mourned(cast: &Cast, rules: &EventRules, drafts: &[Draft]) -> Option<EntityId> {
    let dead = drafts.iter().filter(|draft| {
        (draft.told_here || draft.told_before) && rules.rows[draft.row].status == Some(Status::Dead)
    });
    let mut victims: BTreeMap<EntityId, usize> =
        dead.flat_map(|draft| entities(draft, ParticipantRole::Victim)).map(|id| (id, 0)).collect();
    for mention in &cast.mentions {
        if let Some(named) = victims.get_mut(&mention.entity) {
            *named += 1;
        }
    }
    let most = victims.into_iter().map(|(id, named)| (named, id)).max()?;
    (most.0 >= SPOKEN_OF).then_some(most.1)
}

/// Whether an event is known by one word and by nothing else: "fighting".
fn is_mere_word(event: &Event) -> bool {
    !event.title.contains(' ')
        && !is_dated(event)
        && event.place.is_none()
        && event.participants.is_empty()
        && event.quantities.is_empty()
}

struct Judge<'a> {
    reading: &'a Reading<'a>,
    timexes: &'a [Timex],
    quantities: &'a [Quantity],
    cast: &'a Cast,
    rules: &'a EventRules,
    drafts: &'a [Draft],
    /// The time expressions that events are told with.
    told: BTreeSet<usize>,
    /// Day of publication.
    published: Option<String>,
    /// Whether the report names no town or county far from where it plays.
    local: bool,
    /// The mention of the town where the report plays as a whole.
    scene: Option<(usize, PlaceBasis)>,
    /// Whether the report tells of what the law does about something.
    tried: bool,
    /// The day of what the report tells of.
    incident: Option<Sighting>,
    /// Whether who died of it is said to have done so where it was.
    died_there: bool,
    /// The hour of it that is told without its day.
    hour: Option<usize>,
    /// The day on which the dead were found.
    found: Option<usize>,
    /// The latest day of anything that befell somebody in it.
    latest: Option<String>,
    /// The entities that the text names.
    named: BTreeSet<EntityId>,
    /// Those whom something befell where the report plays.
    struck: BTreeSet<EntityId>,
    /// Who died and is spoken of most, where nobody is said to have been struck.
    mourned: Option<EntityId>,
}

/// Whether something is said to have come about, at least in part.
fn is_real(modality: Modality) -> bool {
    matches!(modality, Modality::Occurred | Modality::Ongoing | Modality::Attempted | Modality::Failed)
}

impl Judge<'_> {
    fn kind(&self, draft: usize) -> SentenceKind {
        self.reading
            .sentence(self.drafts[draft].mention.sentence as usize)
            .map_or(SentenceKind::Prose, |sentence| sentence.kind)
    }

    /// How much speaks for a draft being of a group; 0 if anything speaks against it.
    fn score(&self, group: &Group, new: usize) -> u32 {
        let mut best = 0;
        let label = &self.drafts[new].label;
        let other = |&old: &usize| {
            let own = &self.drafts[old].label;
            !own.is_empty() && !own.iter().any(|word| label.contains(word))
        };
        if !label.is_empty() && group.drafts.iter().take(FARTHEST).any(other) {
            return 0;
        }
        if !label.is_empty() && !group.drafts.iter().take(FARTHEST).any(|&old| self.has_label(old, label)) {
            return 0;
        }
        for &old in group.drafts.iter().take(FARTHEST) {
            let Some(score) = self.pair(old, new) else { return 0 };
            best = best.max(score);
        }
        best
    }

    /// Whether a noun that says nothing of its event ("Accident") takes up an event told before.
    fn takes_up(&self, group: &Group, new: usize) -> bool {
        let draft = &self.drafts[new];
        draft.empty
            && !draft.generic
            && draft.label.is_empty()
            && self.drafts[group.drafts[0]].kind == draft.kind
            && group.drafts.iter().take(FARTHEST).all(|&old| self.pair(old, new).is_some())
    }

    /// Whether what tells a known event from others ("the Aurora shooting") is said around a mention, or names the place
    /// where the report plays.
    fn has_label(&self, draft: usize, label: &[String]) -> bool {
        let reading = self.reading;
        let around = reading.tokens_of(self.drafts[draft].mention.sentence as usize);
        let place = |mention: usize| self.cast.entity_of(mention).map(|entity| entity.name.to_lowercase());
        let scene = self.scene.and_then(|(mention, _)| place(mention));
        let own = self.drafts[draft].place.and_then(place);
        label.iter().all(|word| {
            around.clone().any(|token| reading.lower(token) == word)
                || [&scene, &own].into_iter().flatten().any(|name| name.contains(word.as_str()))
        })
    }

    /// Puts together events of one type that are told by the same words, unless they are of different days.
    fn join_namesakes(&self, groups: &mut Vec<Group>) {
        let mut first: BTreeMap<(String, EventType, bool, bool), usize> = BTreeMap::new();
        let mut joined: Vec<Group> = Vec::with_capacity(groups.len());
        for group in groups.drain(..) {
            let root = &self.drafts[group.drafts[0]];
            let title = self.titled(&group).title.to_lowercase();
            let real = is_real(self.status(&group.drafts));
            let key = (title, root.kind, real, root.mention.polarity == Polarity::Positive);
            let same = first.get(&key).copied().filter(|&at| !self.dates_differ(&joined[at], &group));
            match same {
                Some(at) if !root.habitual => joined[at].drafts.extend(group.drafts),
                _ => {
                    first.entry(key).or_insert(joined.len());
                    joined.push(group);
                }
            }
        }
        *groups = joined;
    }

    fn dates_differ(&self, a: &Group, b: &Group) -> bool {
        let days = |group: &Group| -> Vec<(&str, &str)> {
            group.drafts.iter().take(FARTHEST).filter_map(|&i| self.interval(&self.drafts[i])).collect()
        };
        let of_b = days(b);
        days(a).iter().any(|x| of_b.iter().any(|y| x.0 > y.1 || y.0 > x.1))
    }

    /// Whether a text is longer than a lead.
    fn is_report(&self) -> bool {
        self.reading.layout.sentences.iter().filter(|sentence| sentence.kind.tells_news()).nth(2).is_some()
    }

    /// Whether an event has nobody that the text names, no place and no day, and goes on or may yet be.
    fn is_no_news(&self, event: &Event) -> bool {
        let names = event.participants.iter().any(|participant| self.named.contains(&participant.entity));
        let open = matches!(event.status, Modality::Ongoing | Modality::Possible | Modality::Conditional);
        !is_dated(event) && event.place.is_none() && !names && open
    }

    /// Evidence that two drafts speak of one event; none if they cannot.
    fn pair(&self, old: usize, new: usize) -> Option<u32> {
        let (a, b) = (&self.drafts[old], &self.drafts[new]);
        if !self.types_fit(a, b) || a.mention.polarity != b.mention.polarity {
            return None;
        }
        if a.habitual || b.habitual {
            return None;
        }
        // "Hit the refinery, which was last attacked on Nov. 3": two deeds.
        if a.apart != b.apart && a.mention.sentence == b.mention.sentence {
            return None;
        }
        // What an older version of the report had as planned, the newer one may tell as done.
        let overtaken = a.version != b.version;
        if is_real(a.mention.modality) != is_real(b.mention.modality)
            && !(b.definite || b.heading || a.heading || overtaken)
        {
            return None;
        }
        // What is yet to come is not what is over.
        let over = |draft: &Draft| {
            let last = self.interval(draft).filter(|_| is_real(draft.mention.modality)).map(|(_, last)| last);
            last.zip(self.published.as_deref()).is_some_and(|(last, published)| last < published)
        };
        let open = |draft: &Draft| !is_real(draft.mention.modality);
        if over(a) && open(b) || open(a) && over(b) {
            return None;
        }
        let same_words = a.lemma == b.lemma;
        let same_target = self.same_target(a, b);
        let mut score = 0;
        if same_target {
            score += if b.targeted || a.heading || b.heading { 4 } else { 2 };
        }
        for side in [ParticipantRole::Actor, ParticipantRole::Victim] {
            let (of_a, of_b) = (entities(a, side), entities(b, side));
            // What was destroyed, or who died, may be other than what was aimed at.
            let results =
                is_outcome(self.rules.rows[a.row].status) != is_outcome(self.rules.rows[b.row].status);
            if side == ParticipantRole::Victim && results && of_a.is_disjoint(&of_b) {
                continue;
            }
            if of_a.is_empty() || of_b.is_empty() {
                // A heading that says what was struck takes up no strike on something else.
                if b.heading && side == ParticipantRole::Victim && !same_target && strikes(a) && strikes(b) {
                    return None;
                }
                continue;
            }
            if of_a.intersection(&of_b).next().is_some() {
                score += if side == ParticipantRole::Victim { 3 } else { 2 };
            } else if side == ParticipantRole::Actor || !same_target {
                return None;
            }
        }
        // Help for one is no help for another.
        if matches!(
            a.kind,
            EventType::Support
                | EventType::Reject
                | EventType::Request
                | EventType::Accuse
                | EventType::Sanction
        ) {
            let (of_a, of_b) = (self.recipients(a), self.recipients(b));
            if !of_a.is_empty() && !of_b.is_empty() && of_a.is_disjoint(&of_b) {
                return None;
            }
        }
        // Both sides of talks are actors or recipients.
        if matches!(a.kind, EventType::Consult | EventType::Agree) {
            let all = |draft: &Draft| -> BTreeSet<EntityId> {
                draft.takings.iter().filter_map(|taking| taking.participant.entity).collect()
            };
            if all(a).intersection(&all(b)).next().is_some() {
                score += 1;
            }
        }
        if let (Some(first), Some(second)) = (self.interval(a), self.interval(b)) {
            if first.0 > second.1 || second.0 > first.1 {
                return None;
            }
            score += 1;
        }
        match (self.town(a), self.town(b)) {
            (Some(first), Some(second)) if first == second => score += 2,
            (Some(first), Some(second)) if self.close(first, second) => score += 1,
            (Some(_), Some(_)) => return None,
            _ => {}
        }
        if a.bare && !same_words && (b.bare || b.definite) {
            return None;
        }
        if self.numbers_differ(a, b) {
            return None;
        }
        if same_words {
            score += 2;
        } else if a.mode(self.rules).is_some() && a.mode(self.rules) == b.mode(self.rules) {
            score += 1;
        }
        let near = b.mention.sentence.abs_diff(a.mention.sentence);
        if b.definite && near <= 6 {
            score += 2;
        }
        // Nobody dies twice.
        let dead = |draft: &Draft| self.rules.rows[draft.row].status == Some(Status::Dead);
        if score > 0 && dead(a) && dead(b) && shares(a, b, ParticipantRole::Victim) {
            score += 2;
        }
        if near <= 1 && shares(a, b, ParticipantRole::Victim) {
            score += 1;
        }
        // "The raid" in the next sentence.
        if b.definite && b.bare && near <= 1 && b.mode(self.rules).is_none() {
            score += 2;
        }
        if a.heading || b.heading {
            score += 1;
        }
        // A headline tells of what the text begins with.
        if b.heading && near <= 4 && self.alike(a, b) {
            score += 2;
        }
        // "The talks", "it was the third attack": nobody and nothing new, and so what was told last.
        let continuing = self.rules.in_set(WordSet::Continuing, &b.lemma) && !same_words;
        let nobody =
            b.takings.is_empty() && self.interval(b).is_none() && b.quantities.is_empty() && !continuing;
        if a.kind == b.kind && (nobody && b.definite && near <= 12 || b.names_earlier && near <= 6) {
            score += 4;
        }
        // Words of a kind without anybody in them are no evidence.
        let known = score > u32::from(same_words) * 2 + u32::from(a.heading || b.heading) || overtaken;
        Some(if known { score } else { 0 })
    }

    /// The named recipients of a draft.
    fn recipients(&self, draft: &Draft) -> BTreeSet<EntityId> {
        let to = draft.takings.iter().filter(|t| t.participant.role == ParticipantRole::Recipient);
        to.filter_map(|taking| taking.participant.entity).filter(|id| self.named.contains(id)).collect()
    }

    fn types_fit(&self, a: &Draft, b: &Draft) -> bool {
        let outcome = |draft: &Draft| is_outcome(self.rules.rows[draft.row].status);
        if a.kind != b.kind {
            let across = |x: &Draft, y: &Draft| x.kind == EventType::Life && outcome(x) && can_cause(y.kind);
            return across(a, b) || across(b, a);
        }
        match (a.mode(self.rules), b.mode(self.rules)) {
            // Who was abducted is one deed, who was killed another.
            (Some("abduct"), Some(_)) | (Some(_), Some("abduct"))
                if a.mode(self.rules) != b.mode(self.rules) && !a.definite && !b.definite =>
            {
                false
            }
            (Some(x), Some(y)) if x != y => outcome(a) || outcome(b) || is_talk(x) && is_talk(y),
            (Some(_), None) | (None, Some(_)) if a.bare && b.bare => false,
            // A noun of its own sort ("the war") points back to no other.
            (None, Some(_)) if b.bare => false,
            _ => true,
        }
    }

    /// Whether two words name events of one sort.
    fn alike(&self, a: &Draft, b: &Draft) -> bool {
        a.kind == b.kind && (a.lemma == b.lemma || a.mode(self.rules) == b.mode(self.rules))
    }

    /// Whether the same things are struck, though they are described in other words: "four airbases", "distant air
    /// bases", "the bases". What is one of several ("a base"), or counted, is another one.
    fn same_target(&self, a: &Draft, b: &Draft) -> bool {
        let shared = shares(a, b, ParticipantRole::Actor) || a.heading || b.heading;
        if !shared && !b.targeted {
            return false;
        }
        let weapon = self.rules.class("weapon");
        let targets = |draft: &Draft| -> Vec<usize> {
            let targets = draft.takings.iter().filter(|t| t.participant.role == ParticipantRole::Target);
            targets
                .map(|taking| taking.head)
                .filter(|&head| self.rules.classes_of(self.reading.lemma(head)) & weapon == 0)
                .collect()
        };
        let known = |&head: &usize| {
            !children(self.reading, head).any(|c| match self.reading.dep(c) {
                Some(Dep::Det) => !self.rules.in_set(WordSet::Definite, self.reading.lower(c)),
                Some(Dep::Nummod) => true,
                _ => false,
            })
        };
        let (of_a, of_b) = (targets(a), targets(b));
        of_b.iter().filter(|&head| known(head)).any(|&y| {
            let pointed_at = b.targeted && is_definite(self.reading, self.rules, y);
            of_a.iter().any(|&x| {
                let (x, y) = (self.thing(x), self.thing(y));
                shared && x == y || pointed_at && (x.ends_with(&y) || y.ends_with(&x))
            })
        })
    }

    /// What a noun names, with what stands before it: "airbase" and "air base" are one.
    fn thing(&self, noun: usize) -> String {
        let reading = self.reading;
        let before = noun.checked_sub(1).filter(|&token| {
            reading.dep(token) == Some(Dep::Compound) && reading.parse.head(token) == Some(noun)
        });
        let mut thing = before.map_or(String::new(), |token| reading.lower(token).to_owned());
        thing.push_str(reading.lemma(noun));
        thing
    }

    /// First and last day, where both are known.
    fn interval(&self, draft: &Draft) -> Option<(&str, &str)> {
        Some(&self.timexes[draft.time?]).filter(|timex| timex.basis != TimexBasis::Assumed).and_then(days)
    }

    /// The town or building where it happened.
    fn town(&self, draft: &Draft) -> Option<EntityId> {
        let mention = draft.place?;
        (exactness(self.cast, mention) == 0).then(|| self.cast.mentions[mention].entity)
    }

    /// Whether one of two places may lie in the other: a palace and its city.
    fn close(&self, a: EntityId, b: EntityId) -> bool {
        let at = |id| self.cast.entity(id).and_then(|entity| entity.place.as_ref());
        let (Some(a), Some(b)) = (at(a), at(b)) else { return false };
        let building = a.feature == Feature::Facility || b.feature == Feature::Facility;
        building && (a.lat - b.lat).abs() < 0.25 && (a.lon - b.lon).abs() < 0.25
    }

    /// Whether two numbers of the same thing stand against the mentions being of one event: the same voice gives them,
    /// or they count no toll, on which voices differ.
    fn numbers_differ(&self, a: &Draft, b: &Draft) -> bool {
        let same_voice =
            a.mention.attribution == b.mention.attribution || a.voice.is_some() && a.voice == b.voice;
        let whole = |quantity: &Quantity| quantity.subset_of.is_none() && quantity.besides.is_none();
        a.quantities.iter().any(|&x| {
            b.quantities.iter().any(|&y| {
                let (x, y) = (&self.quantities[x], &self.quantities[y]);
                x.status == y.status
                    && x.status.is_news()
                    && x.point.is_some()
                    && y.point.is_some()
                    && x.point != y.point
                    && whole(x)
                    && whole(y)
                    && (same_voice || !is_outcome(Some(x.status)))
            })
        })
    }

    fn event(&self, group: &Group) -> Event {
        let root = &self.drafts[group.drafts[0]];
        let mut order: Vec<usize> = group.drafts.clone();
        order.sort_unstable();
        let drafts = || order.iter().map(|&index| &self.drafts[index]);
        let first = &self.drafts[order[0]].mention;
        let mut context: Vec<Context> = Vec::new();
        let mut participants: Vec<EventParticipant> = Vec::new();
        let mut quantities = Vec::new();
        let status = self.status(&order);
        let grounds = self.grounds(&order, status);
        for (index, draft) in order.iter().zip(drafts()) {
            for &of in &self.rules.rows[draft.row].context {
                if !context.contains(&of) {
                    context.push(of);
                }
            }
            // Whom a denial or a plan names took no part in what has happened.
            let takes_part = grounds.binary_search(index).is_ok();
            for participant in draft.mention.participants.iter().filter(|_| takes_part) {
                if let Some(entity) = participant.entity {
                    let part = EventParticipant { role: participant.role, entity };
                    if !participants.contains(&part) {
                        participants.push(part);
                    }
                }
            }
            for id in &draft.mention.quantities {
                if !quantities.contains(id) {
                    quantities.push(*id);
                }
            }
        }
        let titled = self.titled(group);
        let kind = drafts()
            .map(|draft| draft.kind)
            .find(|&kind| kind != EventType::Life || root.kind == EventType::Life);
        Event {
            id: EventId::derive(
                &self.reading.fingerprint,
                &[first.trigger.start, first.trigger.end],
                &format!("{:?}", root.kind),
            ),
            kind: if root.kind == EventType::Life {
                self.cause_of(&order).or(kind).unwrap_or(root.kind)
            } else {
                root.kind
            },
            mode: root
                .mode(self.rules)
                .or_else(|| drafts().find_map(|draft| draft.mode(self.rules)))
                .map(str::to_owned),
            context,
            title: titled.title.clone(),
            status,
            time: self.time(&self.with_plans(&grounds, &order, |draft| draft.time.is_some()), status),
            place: self.place(&self.with_plans(&grounds, &order, |draft| draft.place.is_some()), status),
            participants,
            quantities,
            mentions: {
                // "The shootings" takes for granted what others assert.
                let asserted = drafts().any(|draft| !draft.definite);
                let mention = |draft: &Draft| {
                    let attribution = draft.mention.attribution.filter(|_| !(asserted && draft.definite));
                    let mut mention = EventMention { attribution, ..draft.mention.clone() };
                    mention.participants.extend(self.hurt_in(draft, &order));
                    mention
                };
                drafts().map(mention).collect()
            },
        }
    }

    /// Whom a deed hurt that a noun names and another word of its sentence tells of: "a shooting sent a boy to the hospital".
    fn hurt_in(&self, noun: &Draft, order: &[usize]) -> Vec<Participant> {
        let of = |draft: &Draft| (draft.mention.sentence, draft.mention.modality, draft.mention.polarity);
        let befalls = noun.noun && befalls(noun.kind) && noun.kind != EventType::Life;
        if !befalls || has_role(noun, ParticipantRole::Victim) {
            return Vec::new();
        }
        let hurts = |draft: &&Draft| {
            of(draft) == of(noun) && self.rules.rows[draft.row].status == Some(Status::Injured)
        };
        let beside = order.iter().map(|&index| &self.drafts[index]).filter(hurts);
        let mut hurt: Vec<Participant> = Vec::new();
        for participant in beside.flat_map(|draft| &draft.mention.participants) {
            if participant.role == ParticipantRole::Victim && !hurt.contains(participant) {
                hurt.push(*participant);
            }
        }
        hurt
    }

    /// The mention that says the most, the first of equals; headings are abridged.
    fn titled(&self, group: &Group) -> &Draft {
        let mut order: Vec<usize> = group.drafts.clone();
        order.sort_unstable();
        let root = &self.drafts[group.drafts[0]];
        let status = self.status(&order);
        let says = |draft: &Draft| {
            let words = draft.title.split(' ').count();
            // Of what has happened, not how it was planned.
            let stands = is_real(draft.mention.modality) == is_real(status);
            let whom = draft.takings.len().min(2);
            // "Shot in the foot" rather than "taken to hospital by a friend".
            let deed = whom > 0 && !self.is_aftermath(draft);
            (
                !draft.heading,
                stands,
                !draft.nameless,
                whom > 0,
                deed,
                whom,
                words > 2,
                core::ptr::eq(draft, root),
            )
        };
        let drafts = order.iter().rev().map(|&index| &self.drafts[index]);
        drafts.max_by_key(|draft| says(draft)).unwrap_or(root)
    }

    fn is_aftermath(&self, draft: &Draft) -> bool {
        self.rules.rows[draft.row].is_aftermath()
    }

    /// The mentions that say who, when and where, in order: of what has happened those that say that it has.
    fn grounds(&self, order: &[usize], status: Modality) -> Vec<usize> {
        let stands = |&index: &usize| {
            let mention = &self.drafts[index].mention;
            is_real(mention.modality) && mention.polarity == Polarity::Positive
        };
        let real: Vec<usize> = order.iter().copied().filter(stands).collect();
        if is_real(status) && !real.is_empty() { real } else { order.to_vec() }
    }

    /// The grounds, or, where none of them says it, also the plans that they carry out ("were to meet on Monday") and what
    /// somebody is accused of ("charged with shooting a girl on Monday").
    fn with_plans(&self, grounds: &[usize], order: &[usize], says: impl Fn(&Draft) -> bool) -> Vec<usize> {
        let planned = |&index: &usize| {
            let mention = &self.drafts[index].mention;
            grounds.binary_search(&index).is_ok()
                || matches!(mention.modality, Modality::Planned | Modality::Expected)
                    && mention.polarity == Polarity::Positive
                || self.drafts[index].alleged
        };
        if grounds.iter().any(|&index| says(&self.drafts[index])) {
            grounds.to_vec()
        } else {
            order.iter().copied().filter(planned).collect()
        }
    }

    /// The type of what brought a death about, where the event has one.
    fn cause_of(&self, order: &[usize]) -> Option<EventType> {
        order.iter().map(|&index| self.drafts[index].kind).find(|&kind| can_cause(kind))
    }

    fn status(&self, order: &[usize]) -> Modality {
        let all = || order.iter().map(|&index| &self.drafts[index].mention);
        let told = || all().filter(|mention| mention.polarity == Polarity::Positive);
        let real = told().map(|mention| mention.modality).find(|&modality| is_real(modality));
        match real.or_else(|| told().map(|mention| mention.modality).next()) {
            Some(modality) => modality,
            // What everybody says is not so.
            None => all().map(|mention| mention.modality).find(|&m| !is_real(m)).unwrap_or(Modality::Denied),
        }
    }

    fn time(&self, order: &[usize], status: Modality) -> Option<EventTime> {
        // Who was shot may have died days later: the day of the death dates the deed only where nothing else does.
        let dies = |&index: &usize| {
            let draft = &self.drafts[index];
            incident::dies(draft, self.rules.rows[draft.row].status)
        };
        let deed: Vec<usize> = order.iter().copied().filter(|index| !dies(index)).collect();
        let dated_apart = self.incident.is_some_and(|sighting| {
            sighting.witness != Witness::Death
                && !deed.is_empty()
                && status == Modality::Occurred
                && self.is_of_incident(&deed, sighting)
        });
        let order = if dated_apart { &deed } else { order };
        let told =
            order.iter().filter_map(|&index| self.drafts[index].time).map(|index| &self.timexes[index]);
        let known = told.clone().filter(|timex| timex.basis != TimexBasis::Assumed);
        // "At 3:40 p.m."
        let hour = told.clone().find(|timex| timex.basis == TimexBasis::Assumed);
        let bounded = known
            .clone()
            .filter(|timex| timex.earliest.is_some() && timex.latest.is_some())
            .min_by_key(|timex| (timex.kind == TimexType::Duration, timex.grain));
        if let Some(timex) = bounded.or_else(|| known.clone().next()) {
            if let Some(time) = self.more_exactly(order, timex) {
                return Some(time);
            }
            let sentence = |index: &usize| self.drafts[*index].mention.sentence;
            let told_in: BTreeSet<u32> = deed.iter().map(sentence).collect();
            let mut dated = order.iter().filter(|&&index| self.drafts[index].time.is_some());
            // "A man was shot in Oakland. He died on Monday."
            if !deed.is_empty() && dated.all(|index| dies(index) && !told_in.contains(&sentence(index))) {
                return Some(EventTime { earliest: None, ..event_time(timex, TimeBasis::Narrative) });
            }
            return Some(event_time(timex, basis(timex)));
        }
        // "Was arrested on Thursday, a day after he shot his friend"
        if let Some((day, length)) = order.iter().find_map(|&index| self.drafts[index].counted_day)
            && is_real(status)
        {
            let day = Some(day.to_string());
            return Some(EventTime {
                timex: Some(self.timexes[length].id),
                earliest: day.clone(),
                latest: day,
                basis: TimeBasis::Relative,
            });
        }
        // Of an event that nothing dates, what the sentence dates beside it.
        let around =
            order.iter().filter_map(|&index| self.drafts[index].around.0).next().filter(|_| is_real(status));
        if let Some(timex) = around.map(|index| &self.timexes[index]) {
            return Some(event_time(timex, TimeBasis::Narrative));
        }
        let published = self.published.clone().filter(|_| is_real(status) && status != Modality::Ongoing);
        if let Some(sighting) = self.incident.filter(|_| status == Modality::Occurred)
            && self.is_of_incident(order, sighting)
        {
            let timex = &self.timexes[sighting.time];
            let clock = hour.and_then(|hour| hour.earliest.as_deref()?.get(10..)).unwrap_or_default();
            let first = format!("{}{clock}", day(timex.earliest.as_deref())?);
            let timex = hour.unwrap_or(timex);
            // Who "has died" or "later died" did not need to on the day of the shooting.
            let later = !self.died_there && order.iter().all(|&index| self.drafts[index].later);
            return Some(EventTime {
                timex: Some(timex.id),
                latest: if later { published } else { Some(first.clone()) },
                earliest: Some(first),
                basis: TimeBasis::Narrative,
            });
        }
        // Who was found dead on Saturday had been killed by then.
        let dead = |&index: &usize| {
            let draft = &self.drafts[index];
            let row = &self.rules.rows[draft.row];
            self.is_told(draft) && (row.status == Some(Status::Dead) || row.mode == Some("kill"))
        };
        let found = self.found.filter(|_| self.incident.is_none() && order.iter().any(dead));
        if let Some(timex) = found.map(|found| &self.timexes[found]) {
            return Some(EventTime { earliest: None, ..event_time(timex, TimeBasis::Narrative) });
        }
        // What a court hears of may have been years ago.
        let looked_back_on = self.tried && order.iter().all(|&index| self.befell(&self.drafts[index]));
        let published = published.filter(|_| !looked_back_on)?;
        Some(EventTime {
            timex: None,
            earliest: None,
            latest: Some(published),
            basis: TimeBasis::Publication,
        })
    }

    /// The day of the incident, where an event's own time is more than a day and holds it ("in March", "overnight"), or the
    /// half of a night that the hours are of which the report tells.
    fn more_exactly(&self, order: &[usize], timex: &Timex) -> Option<EventTime> {
        let (first, last) = days(timex).filter(|(first, last)| first < last)?;
        let exact = |day: &str, timex: &Timex| EventTime {
            earliest: Some(day.to_owned()),
            latest: Some(day.to_owned()),
            ..event_time(timex, TimeBasis::Narrative)
        };
        // What befalls nobody, as the downing of drones overnight, was on no day of another deed; a bare "fatal shooting" may be
        // the one that the report goes on to tell.
        let hurts = |&index: &usize| {
            let draft = &self.drafts[index];
            has_role(draft, ParticipantRole::Victim) || draft.takings.is_empty() && befalls(draft.kind)
        };
        let of_another = |draft: usize| !order.contains(&draft) && !order.iter().any(hurts);
        let incident = self.incident.filter(|sighting| !sighting.draft.is_some_and(of_another));
        if let Some(sighting) = incident.filter(|sighting| self.is_of_incident(order, *sighting)) {
            let told = &self.timexes[sighting.time];
            let day = day(told.earliest.as_deref())?;
            return (first <= day && day <= last).then(|| exact(day, told));
        }
        let night = timex.grain == Grain::DayPart && !is_later(first, last, 1);
        let hour = self.hour.map(|hour| &self.timexes[hour]).filter(|_| night)?;
        Some(exact(if incident::is_morning(hour)? { last } else { first }, hour))
    }

    /// Whether an event that nothing dates is of the incident that the report tells of.
    fn is_of_incident(&self, order: &[usize], incident: Sighting) -> bool {
        let mut drafts = order.iter().map(|&index| &self.drafts[index]);
        let there = incident.draft.and_then(|draft| self.drafts[draft].place);
        let elsewhere = drafts
            .clone()
            .filter_map(|draft| draft.place)
            .any(|place| there.is_some_and(|there| incident::far_apart(self.cast, place, there)));
        // What others did is another deed, and so is what those of another country did.
        let differ = |a: &BTreeSet<EntityId>, b: &BTreeSet<EntityId>| {
            let countries = |of: &BTreeSet<EntityId>| -> BTreeSet<&str> {
                of.iter().filter_map(|id| self.cast.entity(*id)?.country.as_deref()).collect()
            };
            let named = |of: &BTreeSet<EntityId>| of.intersection(&self.named).copied().collect();
            apart(&named(a), &named(b)) || apart(&countries(a), &countries(b))
        };
        let actors = |draft: &Draft| entities(draft, ParticipantRole::Actor);
        let doers = incident.draft.map(|draft| actors(&self.drafts[draft])).unwrap_or_default();
        let by_others = drafts.clone().any(|draft| differ(&doers, &actors(draft)));
        // Who strikes at things alone does so apart from those who were harmed.
        let at_things = drafts.clone().all(|draft| {
            has_role(draft, ParticipantRole::Actor)
                && has_role(draft, ParticipantRole::Target)
                && !has_role(draft, ParticipantRole::Victim)
        });
        let harmed = incident.draft.map(|draft| &self.drafts[draft]);
        let apart = at_things
            && harmed.is_some_and(|harmed| {
                has_role(harmed, ParticipantRole::Victim)
                    && !drafts.clone().any(|draft| core::ptr::eq(draft, harmed))
            });
        // "Have come under heavier fire" is of no one day; a home invasion is.
        let at_once = |draft: &Draft| {
            !draft.habitual
                && !draft.apart
                && (draft.kind == EventType::Crime || !self.rules.in_set(WordSet::Continuing, &draft.lemma))
                && (!draft.later || self.rules.rows[draft.row].status.is_some())
        };
        !elsewhere
            && !by_others
            && !apart
            && drafts.clone().all(|draft| !self.is_of_another_day(draft, &self.timexes[incident.time]))
            && drafts.clone().all(at_once)
            && drafts.any(|draft| self.is_told(draft) && self.befell(draft))
    }

    /// Whether a draft tells of what the report is about. What had been before may be too, of those whom it tells of: "police
    /// found that the boy had been shot".
    fn is_told(&self, draft: &Draft) -> bool {
        let of_here = || {
            let victims = entities(draft, ParticipantRole::Victim);
            let unnamed = victims.iter().all(|victim| !self.named.contains(victim));
            // "Officials said that a boy had suffered a wound."
            let hurt = self.rules.rows[draft.row].status == Some(Status::Injured);
            unnamed && (befalls(draft.kind) || hurt) || !victims.is_disjoint(&self.struck)
        };
        draft.told_here || draft.told_before && draft.afflicts && of_here()
    }

    /// Whether the sentence of a draft names a time that leaves a day out ("as in 1979 and 1980, when they murdered") and that is
    /// not told of another event ("a vigil for a man slain in 2014").
    fn is_of_another_day(&self, draft: &Draft, of: &Timex) -> bool {
        let sentence = self.reading.sentence(draft.mention.sentence as usize).map(|sentence| sentence.span);
        let Some((sentence, (first, last))) = sentence.zip(days(of)) else { return false };
        let told = told_in(self.timexes, sentence);
        let of_another = |index: usize| draft.time != Some(index) && self.told.contains(&index);
        told.filter(|&index| !of_another(index))
            .map(|index| &self.timexes[index])
            .filter(|timex| timex.basis != TimexBasis::Assumed && timex.grain >= Grain::Month)
            .filter_map(days)
            .any(|(from, to)| to < first || last < from)
    }

    /// Whether the sentence of a draft names a town or county that is no part of a scene.
    fn is_of_another_place(&self, draft: &Draft, scene: usize) -> bool {
        let tokens = self.reading.tokens_of(draft.mention.sentence as usize);
        let mut named = tokens.filter_map(|token| self.cast.mention_at(token));
        named.any(|mention| {
            exactness(self.cast, mention) <= 1
                && incident::far_apart(self.cast, mention, scene)
                && !incident::is_of_person(self.reading, self.rules, self.cast, mention)
        })
    }

    /// Whether a draft tells what befalls people where the report plays. Somebody who died may have done so elsewhere and
    /// long ago, unless it is of what befell them here.
    fn befell(&self, draft: &Draft) -> bool {
        let row = &self.rules.rows[draft.row];
        let status = row.status;
        // "Jan Novak died of a gunshot wound."
        let violent = row.context.contains(&Context::Crime);
        let victims = entities(draft, ParticipantRole::Victim);
        let unnamed = victims.iter().all(|victim| !self.named.contains(victim));
        let known =
            || !victims.is_disjoint(&self.struck) || self.mourned.is_some_and(|id| victims.contains(&id));
        befalls(draft.kind)
            || draft.kind == EventType::Life
                && is_outcome(status)
                && (status != Some(Status::Dead) || violent || unnamed || known())
    }

    /// Whether a mention is of a building, a street or a part of a town: by its kind, or by what its name ends with.
    fn is_site(&self, mention: usize) -> bool {
        let end = self.cast.tokens(mention).end;
        let last = end.checked_sub(1).map_or("", |last| self.reading.lower(last));
        let next = self.reading.lower(end);
        let quarter = self.rules.classes_of(last) & self.rules.class("quarter") != 0;
        let part = quarter || is_town_part(last) || is_town_part(next) || is_direction(last);
        let named = || self.cast.head(mention).map(|head| self.rules.classes_of(self.reading.lower(head)));
        part || self.cast.mentions[mention].kind == EntityKind::Facility
            || named().is_some_and(|classes| classes & self.rules.class("facility") != 0)
    }

    /// Whether a name that nothing locates may be that of a part of the town where the report plays: one word or two of a place, without
    /// a noun that says what it is, in a sentence that names no other place.
    fn is_quarter(&self, mention: usize) -> bool {
        let reading = self.reading;
        let tokens = self.cast.tokens(mention);
        let named = &self.cast.mentions[mention];
        let next = reading.lower(tokens.end);
        let of = tokens.start >= 2 && reading.lower(tokens.start - 1) == "of";
        let noun = |word: &str| self.rules.classes_of(word) & self.rules.class("place") != 0;
        let around = reading.tokens_of(reading.sentence_of(tokens.start));
        let others = around.filter_map(|token| self.cast.mention_at(token)).any(|other| {
            self.cast.mentions[other].entity != named.entity && exactness(self.cast, other) < UNLOCATED
        });
        named.kind == EntityKind::Place && !of && !noun(next) && !others
    }

    fn place(&self, order: &[usize], status: Modality) -> Option<EventPlace> {
        // "A free country" is nowhere.
        let named = |mention: &usize| self.named.contains(&self.cast.mentions[*mention].entity);
        // A hospital is not where somebody was shot.
        let there = |&index: &usize| !self.is_aftermath(&self.drafts[index]);
        let deed: Vec<usize> = order.iter().copied().filter(there).collect();
        let stated = if deed.is_empty() { order } else { &deed }
            .iter()
            .filter_map(|&index| self.drafts[index].place)
            .filter(named)
            .min_by_key(|&mention| exactness_here(self.reading, self.rules, self.cast, mention));
        let drafts = || order.iter().map(|&index| &self.drafts[index]);
        let another_day = |draft: &Draft| {
            self.incident.is_some_and(|day| self.is_of_another_day(draft, &self.timexes[day.time]))
        };
        let elsewhere =
            |draft: &Draft| self.scene.is_some_and(|(scene, _)| self.is_of_another_place(draft, scene));
        // What was weeks before the rest of the report, or went on for as long, need not have been there.
        let by_itself = |draft: &Draft| {
            let own = draft.time.or(draft.around.0).map(|time| &self.timexes[time]);
            own.and_then(days).is_some_and(|(first, last)| {
                is_later(first, last, LONG)
                    || self.latest.as_deref().is_some_and(|day| is_later(last, day, LONG))
            })
        };
        let befell = drafts().any(|draft| self.is_told(draft) && self.befell(draft))
            && !drafts()
                .any(|draft| another_day(draft) || elsewhere(draft) || by_itself(draft) || draft.apart);
        let at = |mention: usize, basis, site| {
            let mention = &self.cast.mentions[mention];
            Some(EventPlace { entity: mention.entity, mention: Some(mention.id), basis, site, beside: None })
        };
        if let Some(mention) = stated {
            let site = &self.cast.mentions[mention];
            let unlocated = self.is_site(mention) && exactness(self.cast, mention) == UNLOCATED;
            // "At Hamilton High School": in Hamilton.
            let held = (mention + 1..self.cast.mentions.len())
                .take_while(|&inner| self.cast.mentions[inner].span.start < site.span.end)
                .find(|&inner| self.cast.is_inside(inner));
            if let Some(town) = held.filter(|_| unlocated) {
                return at(town, PlaceBasis::Stated, Some(site.entity));
            }
            // "In Frayser", where the report plays in Memphis and nowhere else.
            let quarter = self.local && exactness(self.cast, mention) == UNLOCATED;
            let unlocated = unlocated || quarter && self.is_quarter(mention);
            let scene = self.scene.filter(|_| befell && status == Modality::Occurred);
            let around = scene.filter(|_| unlocated);
            // "At their southern Maine home", where the report plays in Saco.
            let inside = scene.filter(|&(town, basis)| {
                basis == PlaceBasis::Narrative
                    && incident::is_in_region(self.reading, self.cast, town, mention)
            });
            return match around
                .map(|(town, basis)| (town, basis, Some(site.entity)))
                .or_else(|| inside.map(|(town, basis)| (town, basis, None)))
            {
                Some((town, basis, site)) => at(town, basis, site),
                None => at(mention, PlaceBasis::Stated, None).map(|place| EventPlace {
                    beside: beside(self.reading, self.rules, self.quantities, self.cast, mention),
                    ..place
                }),
            };
        }
        let beside = order.iter().filter_map(|&index| self.drafts[index].around.1).find(named);
        let afflicts = || drafts().any(|draft| draft.afflicts);
        let (mention, basis) = beside
            .map(|mention| (mention, PlaceBasis::Narrative))
            .or_else(|| self.scene.filter(|_| befell && afflicts() && status == Modality::Occurred))?;
        at(mention, basis, None)
    }
}

/// A report is about no incident that was more than so many days before it.
const OLD: i32 = 300;

/// A report says in so many sentences what it is about.
const OPENING: usize = 3;

/// So many mentions of towns and counties are looked at.
const MOST_NAMED: usize = 256;

/// Who is mentioned so often is whom a report is about.
const SPOKEN_OF: usize = 3;

/// What is so many days apart is no one incident.
const LONG: i32 = 21;

/// Whether a day was so long before the report that this only looks back on it.
fn is_old(told: Option<&str>, published: Option<&str>) -> bool {
    day(told).zip(published).is_some_and(|(told, published)| is_later(told, published, OLD))
}

/// Whether a day is more than so many days after another.
fn is_later(first: &str, last: &str, by: i32) -> bool {
    let (first, last) = (first.parse::<Date>(), last.parse::<Date>());
    let apart = first.ok().zip(last.ok()).and_then(|(first, last)| first.until(last).ok());
    apart.is_some_and(|apart| apart.get_days() > by)
}

/// The time of an event that is all of an expression's.
fn event_time(timex: &Timex, basis: TimeBasis) -> EventTime {
    EventTime { timex: Some(timex.id), earliest: timex.earliest.clone(), latest: timex.latest.clone(), basis }
}

/// Whether two sets say something each, and nothing alike.
fn apart<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
}

/// Modes of meetings that talk of the same ones calls now this, now that.
fn is_talk(mode: &str) -> bool {
    matches!(mode, "meet" | "negotiate")
}

impl Draft {
    fn mode(&self, rules: &EventRules) -> Option<&'static str> {
        rules.rows[self.row].mode
    }
}

/// Whether a draft says who or what is struck.
fn strikes(draft: &Draft) -> bool {
    has_role(draft, ParticipantRole::Target) || has_role(draft, ParticipantRole::Victim)
}

/// Whether somebody or something plays a role in a draft.
fn has_role(draft: &Draft, role: ParticipantRole) -> bool {
    draft.takings.iter().any(|taking| taking.participant.role == role)
}

/// Whether two drafts have an entity on one side in common.
fn shares(a: &Draft, b: &Draft, side: ParticipantRole) -> bool {
    entities(a, side).intersection(&entities(b, side)).next().is_some()
}

/// The entities on one side of an event: those who act, or those acted on.
fn entities(draft: &Draft, side: ParticipantRole) -> BTreeSet<EntityId> {
    let acts = |role: ParticipantRole| role == ParticipantRole::Actor;
    let acted_on = |role: ParticipantRole| matches!(role, ParticipantRole::Victim | ParticipantRole::Target);
    draft
        .takings
        .iter()
        .map(|taking| taking.participant)
        .filter(|p| if side == ParticipantRole::Actor { acts(p.role) } else { acted_on(p.role) })
        .filter_map(|p| p.entity)
        .collect()
}

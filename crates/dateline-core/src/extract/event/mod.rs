//! What happened, is planned, threatened, demanded or denied: who did what to whom, where, when and how many, and
//! according to whom.
//!
//! Rows of the tables `seeds/rules/events_*.tsv` say which words name which kind of event, under which conditions
//! ([`trigger`]). What fills a trigger's slots in the tree ([`syntax`]) has the roles that the row's frame gives
//! ([`participant`]); auxiliaries and governing words say whether it has happened ([`modality`]); time expressions
//! and places that hang on it or on its clause say when and where ([`setting`]), else the incident that the report is
//! about ([`incident`]). Mentions of the same event are then put together ([`merge`]).

mod agreement;
mod extent;
mod incident;
mod merge;
mod modality;
mod participant;
mod presupposed;
mod rules;
mod setting;
mod syntax;
mod telling;
#[cfg(test)]
mod tests;
mod title;
mod trigger;
mod whereabouts;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use rules::EventRules;

use super::{Cast, Reading};
use crate::language::{Dep, Pos, Tag};
use crate::model::{
    Attribution, Confidence, EntityId, Event, EventMention, EventMentionId, EventType, Form, Grain, Modality,
    ParticipantRole, Polarity, Quantity, Span, Speech, Stance, Status, Tense, Timex,
};
use crate::text::SentenceKind;
use modality::Standing;
use participant::{Numbers, Taking};
use rules::{RoleRule, WordClass, WordSet};
use setting::{Hosts, Settings};
use trigger::{Matcher, Trigger};

/// An event mention in the making.
struct Draft {
    mention: EventMention,
    kind: EventType,
    row: usize,
    takings: Vec<Taking>,
    /// Index of the time expression.
    time: Option<usize>,
    /// Index of the mention of the place.
    place: Option<usize>,
    /// The only time expression and the only town of the sentence, where the clause has none.
    around: (Option<usize>, Option<usize>),
    /// Indexes of quantities.
    quantities: Vec<usize>,
    title: String,
    /// The title does not name who acts: it begins with a pronoun that stands for nobody known, or with its verb.
    nameless: bool,
    /// Lemma of the trigger's head.
    lemma: String,
    /// Whether that is a noun.
    noun: bool,
    /// "the attack", "Sunday's raid": a noun that speaks of something known.
    definite: bool,
    /// A noun that says neither which, who nor whom, when, where or how many.
    bare: bool,
    /// A noun that says no more than that there was something of the kind: "an accident".
    empty: bool,
    /// A noun without an article and without anybody, time, place or number: events of a kind.
    generic: bool,
    /// Told as news, and not as what had been before or as the words of somebody else.
    told_here: bool,
    /// Told as what had been before: "had been shot".
    told_before: bool,
    /// Told as so long before or after something else: "three days after he was shot".
    another_day: bool,
    /// The day, counted from something else ("a day after"), and the index of the length.
    counted_day: Option<(Date, usize)>,
    /// On another day than what was told before: "three days before that attack, they killed a trader"; or elsewhere: "separately".
    apart: bool,
    /// It says whom something befell, or how many.
    afflicts: bool,
    /// What somebody is accused of, and not told as so.
    alleged: bool,
    /// Its verb says that somebody was killed, and not only that he died.
    killed: bool,
    /// What tells a known event from others of its kind: "the 2012 Aurora shooting".
    label: Vec<String>,
    /// A line above the text, which names what is told below.
    heading: bool,
    /// "It was the third attack": a noun that says what something told before was.
    names_earlier: bool,
    /// "The bases targeted in the raid": a clause that says which things are meant, by what befell them.
    targeted: bool,
    /// "has died", "later died": after what the report tells of, and not only before the report.
    later: bool,
    /// "has often struck": what happens time and again is no one event.
    habitual: bool,
    /// Who is said to tell it, where it is somebody that the text names.
    voice: Option<EntityId>,
    /// The version of the report that tells it; 0 is the newest.
    version: u32,
    /// The draft of what brought it about, or of which it is a part.
    part_of: Option<usize>,
}

/// All events of the text, in order of their first mentions. Quantities that an event counts dead, injured or
/// destroyed and that said no more than a number get that status.
#[must_use]
pub fn events(
    reading: &Reading<'_>,
    timexes: &[Timex],
    quantities: &mut [Quantity],
    cast: &Cast,
    attributions: &[Attribution],
    rules: &EventRules,
) -> Vec<Event> {
    let in_time = setting::times(reading, timexes);
    let published = reading.published.map(|day| day.to_string());
    let timexes = &extent::extents(reading, rules, timexes, published.as_deref());
    let matcher = Matcher { reading, cast, rules, in_time: &in_time };
    let triggers = triggers(&matcher);
    let mut hosts = vec![false; reading.len()];
    let (mut outcomes, mut deeds, mut mishaps) = (hosts.clone(), hosts.clone(), hosts.clone());
    for trigger in &triggers {
        let row = &rules.rows[trigger.row];
        hosts[trigger.head] = true;
        mishaps[trigger.head] = matches!(row.kind, EventType::Accident | EventType::Disaster);
        outcomes[trigger.head] = is_outcome(row.status);
        deeds[trigger.head] = incident::befalls(row.kind) || is_outcome(row.status);
    }
    let telling = Hosts { events: hosts.clone(), outcomes, deeds };
    let settings = Settings::of(reading, rules, timexes, cast, attributions, telling);
    let voices = Voices::of(reading, attributions);
    let names = title::names(cast);
    let prose = reading.layout.sentences.iter().enumerate().filter(|(_, s)| s.kind == SentenceKind::Prose);
    let lead = prose.map(|(index, _)| index).nth(1).unwrap_or(0);
    let named = named(cast);
    let mut refined: Vec<(usize, Status)> = Vec::new();
    let mut drafts: Vec<Draft> = Vec::with_capacity(triggers.len());
    let mut by_head: BTreeMap<usize, usize> = BTreeMap::new();
    let mut kept: Vec<Trigger<'_>> = Vec::with_capacity(triggers.len());
    {
        let numbers = Numbers { all: quantities };
        let stage = Stage {
            matcher: &matcher,
            timexes,
            settings: &settings,
            mishaps: &mishaps,
            numbers: &numbers,
            voices: &voices,
            titles: &title::Titles { matcher: &matcher, names: &names, hosts: &hosts },
            named: &named,
            lead,
            published: published.as_deref(),
        };
        for trigger in triggers {
            if let Some(draft) = stage.draft(&trigger, &mut refined) {
                by_head.insert(trigger.head, drafts.len());
                if let Some(&(_, verb)) = trigger.slots.iter().find(|(slot, _)| *slot == "light") {
                    by_head.entry(verb).or_insert(drafts.len());
                }
                drafts.push(draft);
                kept.push(trigger);
            }
        }
    }
    for (index, status) in refined {
        if let Some(quantity) = quantities.get_mut(index)
            && quantity.status == Status::Count
        {
            quantity.status = status;
        }
    }
    for (index, trigger) in kept.iter().enumerate() {
        let whole = cause(&matcher, &settings, trigger, &drafts[index], &drafts, &by_head);
        // "The shelling killed three": the shelling is the event, and takes no part in it.
        if let Some(whole) = whole {
            let head = kept[whole].head;
            let draft = &mut drafts[index];
            if let Some(at) = draft.takings.iter().position(|taking| taking.head == head) {
                let taking = draft.takings.remove(at);
                draft.mention.participants.retain(|participant| *participant != taking.participant);
            }
        }
        drafts[index].part_of = whole;
    }
    merge::merge(&matcher, timexes, quantities, published, &settings, drafts)
}

/// The entities that the text names.
fn named(cast: &Cast) -> BTreeSet<EntityId> {
    let names = cast.mentions.iter().filter(|mention| mention.form == Form::Name);
    names.map(|mention| mention.entity).collect()
}

/// The triggers of the text, in order. Words that belong to another trigger are none of their own.
fn triggers<'a>(matcher: &Matcher<'a>) -> Vec<Trigger<'a>> {
    let reading = matcher.reading;
    let mut all = Vec::new();
    for (index, sentence) in reading.layout.sentences.iter().enumerate() {
        if !sentence.kind.tells_news() {
            continue;
        }
        let first = all.len();
        all.extend(reading.tokens_of(index).filter_map(|token| matcher.trigger(token)));
        let mut taken: Vec<usize> =
            all[first..].iter().flat_map(|trigger: &Trigger<'_>| trigger.others.iter().copied()).collect();
        // "signed an agreement" is one event, told by the verb.
        for trigger in &all[first..] {
            if trigger.class == WordClass::Noun
                && let Some(&(_, verb)) =
                    trigger.slots.iter().find(|(slot, _)| matches!(*slot, "light" | "governor"))
                && let Some(other) = all[first..].iter().find(|other| other.head == verb)
                && other.slots.contains(&("obj", trigger.head))
                && matcher.rules.rows[other.row].kind == matcher.rules.rows[trigger.row].kind
            {
                taken.push(trigger.head);
            }
        }
        // "the first round of talks" is one event, told by the first noun.
        for trigger in &all[first..] {
            let of =
                trigger.slots.iter().filter(|(slot, _)| trigger.class == WordClass::Noun && *slot == "of");
            taken.extend(of.map(|&(_, filler)| filler).filter(|&filler| {
                let inner = all[first..].iter().find(|other| other.head == filler);
                inner.is_some_and(|inner| {
                    matcher.rules.rows[inner.row].kind == matcher.rules.rows[trigger.row].kind
                })
            }));
        }
        // "met for talks", "chaired the talks": what the verb's event is about says nothing more, unless it is of
        // another kind and has participants of its own.
        for trigger in all[first..].iter().filter(|trigger| trigger.class == WordClass::Verb) {
            for &(slot, filler) in &trigger.slots {
                let Some(inner) = all[first..].iter().find(|other| other.head == filler) else { continue };
                if inner.class != WordClass::Noun {
                    continue;
                }
                let same = matcher.rules.rows[inner.row].kind == matcher.rules.rows[trigger.row].kind;
                let alone = !inner.slots.iter().any(|(slot, _)| {
                    !matches!(*slot, "governor" | "light" | "plural")
                        && matcher.rules.rows[inner.row].role(slot).is_some()
                });
                // "Police are investigating a shooting": there was one.
                let looked_into = matcher.rules.rows[trigger.row].kind == EventType::Accuse
                    && incident::befalls(matcher.rules.rows[inner.row].kind);
                if slot == "obj" && alone && !looked_into || same && matches!(slot, "obj" | "for" | "in") {
                    taken.push(filler);
                }
            }
        }
        taken.sort_unstable();
        let mut at = 0;
        all.retain(|trigger| {
            at += 1;
            at <= first || taken.binary_search(&trigger.head).is_err()
        });
    }
    leave_wounds(matcher, &mut all);
    all
}

/// Leaves out wounds and ways to hospital that tell nothing of their own: of who the text says has died, and beside a verb that
/// says what befell their bearer ("took the man with a gunshot wound to a hospital").
fn leave_wounds(matcher: &Matcher<'_>, triggers: &mut Vec<Trigger<'_>>) {
    let Matcher { cast, rules, .. } = *matcher;
    let entity = |token: usize| cast.mention_for(token).map(|mention| cast.mentions[mention].entity);
    let sufferers = |trigger: &Trigger<'_>| -> Vec<usize> {
        let row = &rules.rows[trigger.row];
        let suffers = |slot: &str| {
            matches!(row.role(slot), Some(RoleRule::Is(ParticipantRole::Victim) | RoleRule::Undergoer))
        };
        trigger.slots.iter().filter(|(slot, _)| suffers(slot)).map(|&(_, filler)| filler).collect()
    };
    let is_borne = |trigger: &Trigger<'_>| rules.rows[trigger.row].role("bearer").is_some();
    let mut harmed: BTreeSet<usize> = BTreeSet::new();
    let mut dead: BTreeSet<EntityId> = BTreeSet::new();
    for trigger in triggers.iter() {
        let status = rules.rows[trigger.row].status.filter(|&status| is_outcome(Some(status)));
        for sufferer in sufferers(trigger).into_iter().filter(|_| status.is_some() && !is_borne(trigger)) {
            harmed.insert(sufferer);
            dead.extend(entity(sufferer).filter(|_| status == Some(Status::Dead)));
        }
    }
    triggers.retain(|trigger| {
        let ailing = rules.rows[trigger.row].is_aftermath();
        let died = |&sufferer: &usize| entity(sufferer).is_some_and(|entity| dead.contains(&entity));
        let told = |&sufferer: &usize| is_borne(trigger) && harmed.contains(&sufferer);
        !ailing || !sufferers(trigger).iter().any(|sufferer| died(sufferer) || told(sufferer))
    });
}

/// What a draft is made from.
struct Stage<'a, 'b> {
    matcher: &'b Matcher<'a>,
    timexes: &'b [Timex],
    settings: &'b Settings,
    /// Which tokens tell of an accident or a disaster.
    mishaps: &'b [bool],
    numbers: &'b Numbers<'b>,
    voices: &'b Voices<'b>,
    titles: &'b title::Titles<'b>,
    /// The entities that the text names.
    named: &'b BTreeSet<EntityId>,
    /// The last sentence of those that a report begins with.
    lead: usize,
    /// Day of publication.
    published: Option<&'b str>,
}

impl Stage<'_, '_> {
    fn draft(&self, trigger: &Trigger<'_>, refined: &mut Vec<(usize, Status)>) -> Option<Draft> {
        let Self { matcher, timexes, settings, .. } = self;
        let (reading, rules) = (matcher.reading, matcher.rules);
        let row = &rules.rows[trigger.row];
        let head = trigger.head;
        if matcher.is_time(head) || is_what_another_was(reading, self.titles.hosts, head) {
            return None;
        }
        // "'A fine plan,' the mayor agreed": an opinion, and no agreement.
        if row.kind == EventType::Agree && self.voices.opens_quotation(head) {
            return None;
        }
        let mut takings = participant::participants(matcher, trigger);
        if reading.dep(head) == Some(Dep::Conj)
            && syntax::own_subject(reading, head).is_none()
            && participant::is_muddled(matcher, &takings)
        {
            return None;
        }
        let open = row.kind == EventType::Assault
            && matches!(row.mode, Some("kill" | "injure"))
            && trigger.class == WordClass::Verb;
        // "The driver lost control, killing nine passengers": the accident killed them.
        let above = reading.parse.head(head).filter(|&above| self.mishaps[above]);
        if open
            && above.is_some()
            && reading.dep(head) == Some(Dep::Advcl)
            && reading.tag(head) == Some(Tag::Vbg)
        {
            takings.retain(|taking| {
                !matches!(taking.participant.role, ParticipantRole::Actor | ParticipantRole::Instrument)
            });
        }
        // Who dies or is hurt without anybody or any weapon that did it may have met with misfortune.
        let by_somebody = takings.iter().any(|taking| {
            matches!(taking.participant.role, ParticipantRole::Actor | ParticipantRole::Instrument)
        });
        let index =
            (open && !by_somebody).then(|| rules.misfortune(row.status)).flatten().unwrap_or(trigger.row);
        let row = &rules.rows[index];
        let sentence = reading.sentence_of(head);
        let kind = reading.kind_at(head);
        // A line with a full stop is a sentence, wherever it stands.
        let stopped = reading.word(reading.tokens_of(sentence).end.saturating_sub(1)) == ".";
        let heading = matches!(kind, SentenceKind::Headline | SentenceKind::Heading) && !stopped;
        let extent = reading.sentence(sentence).map_or(Span::new(0, 0), |sentence| sentence.span);
        let counted = self.numbers.of(reading, rules, trigger, &takings, extent);
        let standing = modality::standing(reading, rules, head, trigger.class, heading)?;
        let named = |taking: &Taking| taking.participant.entity.is_some_and(|id| self.named.contains(&id));
        if standing.unasserted
            && !takings
                .iter()
                .any(|taking| taking.participant.role == ParticipantRole::Actor || named(taking))
        {
            return None;
        }
        let attribution = self.voices.at(head).filter(|attribution| {
            !is_remark(matcher, head) && !presupposed::is(reading, rules, trigger, attribution)
        });
        let standing = attribution.map_or(standing, |attribution| spoken(standing, attribution.stance));
        let habitual = is_habitual(reading, rules, head);
        let fits = |&index: &usize| self.may_be_when(standing, row.kind, &timexes[index]);
        let own_time = || settings.time(reading, rules, timexes, head, trigger.class).filter(fits);
        let lasting = row.status == Some(Status::Injured) && is_lasting(reading, rules, head, trigger.class);
        let time = if lasting { None } else { own_time() };
        let stated = settings.place(reading, rules, matcher.cast, head, trigger.class);
        let struck = setting::struck(matcher, row.kind, &takings);
        // "Stormed Titao in Loroum province": what was struck, where it says more exactly where that was.
        let place = stated
            .into_iter()
            .chain(struck)
            .min_by_key(|&index| setting::exactness_here(reading, rules, matcher.cast, index));
        let standing = dated(self.published, standing, time.map(|index| &timexes[index]));
        // "Dies at 74", "four others are wounded": what ends as it happens does not go on. Who "is recovering" has been hurt.
        let standing = match standing.modality {
            Modality::Ongoing
                if is_outcome(row.status) && (lasting || reading.tag(head) != Some(Tag::Vbg)) =>
            {
                Standing { modality: Modality::Occurred, ..standing }
            }
            _ => standing,
        };
        let supported = !takings.is_empty() || !counted.is_empty() || time.is_some() || place.is_some();
        let noun = trigger.class == WordClass::Noun;
        let asserted = matches!(standing.modality, Modality::Occurred | Modality::Ongoing);
        let light = trigger.slots.iter().any(|(slot, _)| *slot == "light");
        let articled = has_article(reading, head);
        let definite = noun && is_definite(reading, rules, head);
        let earlier = is_earlier(reading, head);
        // "A day after she was shot and killed"
        let beside = syntax::first_conjunct(reading, head);
        let another_day = settings.is_measured(head) || settings.is_measured(beside);
        // "Gunfire woke the street early on Friday"
        let on_its_day = time.is_some_and(|index| timexes[index].grain <= Grain::Day);
        let told = standing.modality == Modality::Occurred
            && standing.polarity == Polarity::Positive
            && (!noun || articled || heading || light || on_its_day)
            && !another_day
            && attribution.is_none_or(|attribution| attribution.speech != Speech::Direct)
            // A report begins with its news, in whatever clause.
            && (sentence <= self.lead || !is_background(reading, head));
        let afflicts = !counted.is_empty() && is_outcome(row.status)
            || takings.iter().any(|taking| taking.participant.role == ParticipantRole::Victim);
        let vague = noun
            && (matches!(standing.modality, Modality::Possible | Modality::Denied)
                || !asserted && !supported && definite);
        if !supported && (!row.clear || vague) || vague && !row.clear && takings.len() < 2 && time.is_none() {
            return None;
        }
        // What may yet be launched, or was never hit, stays a mere number.
        let happened = standing.polarity == Polarity::Positive && asserted;
        if let Some(status) = row.status.filter(|_| happened) {
            refined
                .extend(counted.iter().filter(|(_, acted_on)| *acted_on).map(|&(index, _)| (index, status)));
        }
        let trigger_span = span(reading, trigger);
        let confidence = match (row.clear, takings.len()) {
            (true, 2..) => Confidence::High,
            (true, _) | (false, 2..) => Confidence::Medium,
            _ => Confidence::Low,
        };
        let mut mention = EventMention {
            id: EventMentionId::derive(
                &reading.fingerprint,
                &[trigger_span.start, trigger_span.end],
                &format!("{:?}", row.kind),
            ),
            trigger: trigger_span,
            sentence: sentence as u32,
            participants: takings.iter().map(|taking| taking.participant).collect(),
            time: time.map(|index| timexes[index].id),
            place: place.map(|index| matcher.cast.mentions[index].id),
            quantities: self.numbers.ids(&counted),
            polarity: standing.polarity,
            modality: standing.modality,
            tense: standing.tense,
            attribution: attribution.map(|attribution| attribution.id),
            rule: row.name.to_owned(),
            confidence,
        };
        let acts = noun && acts(reading, head);
        // "Violence against women": events of a kind.
        let generic = noun
            && !articled
            && !light
            && !heading
            && time.is_none()
            && place.is_none()
            && counted.is_empty()
            && reading.pos(head) == Some(Pos::Noun)
            // Sanctions that somebody demands or threatens are no sanctions in general.
            && !matches!(
                standing.modality,
                Modality::Demanded | Modality::Planned | Modality::Threatened | Modality::Conditional
            )
            && !acts
            // "Censorship of the press", but not "violence against women".
            && !takings.iter().any(|taking| named(taking) || has_article(reading, taking.head));
        // "At this time last year, the city had 50 homicides."
        let on_a_day =
            || timexes[setting::told_in(timexes, extent)].iter().any(|timex| timex.grain <= Grain::Weekend);
        if noun && is_statistic(reading, rules, head) && !on_a_day() {
            return None;
        }
        let (title, naming) = self.titles.of(trigger, &takings)?;
        // "Someone shot through a door" tells less than whom that killed.
        let by_nobody_known = trigger
            .slots
            .iter()
            .any(|&(slot, filler)| slot == "subj" && rules.in_set(WordSet::Somebody, reading.lower(filler)));
        if naming == title::Naming::Nothing {
            mention.confidence = Confidence::Low;
        }
        Some(Draft {
            mention,
            kind: row.kind,
            row: index,
            nameless: naming != title::Naming::Actor || by_nobody_known,
            takings,
            time,
            place,
            around: (
                settings
                    .time_around(reading, rules, timexes, head)
                    .filter(|_| time.is_none() && !noun && !habitual && !lasting)
                    .filter(fits),
                settings.place_around(reading, rules, matcher.cast, head).filter(|_| {
                    let speaks =
                        matches!(row.kind, EventType::Accuse | EventType::Statement | EventType::Business);
                    place.is_none() && asserted && !speaks
                }),
            ),
            quantities: counted.into_iter().map(|(index, _)| index).collect(),
            lemma: trigger::lemma(reading, head).to_owned(),
            noun,
            bare: noun && !supported && !acts && (!articled || definite) && asserted,
            empty: noun && !supported && !light && !heading && !acts && !title.contains(' '),
            generic,
            told_here: told && !earlier,
            told_before: told && earlier,
            another_day,
            counted_day: settings
                .measured_day(timexes, head)
                .or_else(|| settings.measured_day(timexes, beside)),
            apart: settings.is_apart(head)
                || is_separate(reading, rules, sentence)
                || was_done_before(reading, rules, head),
            afflicts,
            alleged: standing.modality == Modality::Possible
                && standing.polarity == Polarity::Positive
                && standing.tense != Tense::Future
                && !may_be(reading, head),
            killed: rules.in_set(WordSet::Killing, reading.lemma(head)),
            label: if definite { label(reading, self.timexes, head) } else { Vec::new() },
            definite,
            heading,
            names_earlier: noun && names_earlier(reading, head),
            targeted: matches!(reading.dep(head), Some(Dep::Acl | Dep::Relcl)),
            later: is_later(reading, rules, head),
            habitual,
            voice: attribution.and_then(|attribution| attribution.source?.entity),
            version: reading.sentence(sentence).map_or(0, |sentence| reading.layout.version(sentence)),
            part_of: None,
            title,
        })
    }

    /// Whether an event that stands as said can be of a time: what has happened is not of a day to come, what is still
    /// to come of none that is over, and no match takes half a year.
    fn may_be_when(&self, standing: Standing, kind: EventType, timex: &Timex) -> bool {
        if kind == EventType::Sport && matches!(timex.grain, Grain::HalfYear | Grain::Quarter) {
            return false;
        }
        let Some(published) = self.published else { return true };
        match standing.modality {
            Modality::Occurred if standing.tense == Tense::Past || incident::befalls(kind) => {
                setting::day(timex.earliest.as_deref()).is_none_or(|first| first <= published)
            }
            Modality::Planned | Modality::Expected => {
                setting::day(timex.latest.as_deref()).is_none_or(|last| last >= published)
            }
            _ => true,
        }
    }
}

/// The words of a trigger: its head with its others as far as nothing but what hangs on these stands between ("taken to a
/// hospital", not "took the man to a hospital").
fn span(reading: &Reading<'_>, trigger: &Trigger<'_>) -> Span {
    let (mut start, mut end) = (trigger.head, trigger.head + 1);
    let is_other = |token: usize| trigger.others.contains(&token);
    for _ in 0..trigger.others.len() {
        if start > 0 && is_other(start - 1) {
            start -= 1;
        }
        let leads_in = |token: usize| {
            let above = std::iter::successors(Some(token), |&below| {
                reading.parse.head(below).filter(|&head| head > below)
            });
            above.skip(1).any(is_other)
        };
        let next = (end..reading.parse.len()).find(|&token| !leads_in(token));
        if let Some(next) = next.filter(|&next| is_other(next)) {
            end = next + 1;
        }
    }
    reading.span_of(start..end)
}

/// Whether a noun speaks of one event rather than of events of a kind.
fn has_article(reading: &Reading<'_>, noun: usize) -> bool {
    let first = syntax::first_conjunct(reading, noun);
    syntax::children(reading, first).any(|c| {
        matches!(reading.dep(c), Some(Dep::Det | Dep::Poss | Dep::Nummod))
            && !matches!(reading.lower(c), "any" | "no")
    })
}

/// Whether a noun is told to have done something: "a landslide buried the village".
fn acts(reading: &Reading<'_>, noun: usize) -> bool {
    let first = syntax::first_conjunct(reading, noun);
    reading.dep(first) == Some(Dep::Nsubj)
        && reading.parse.head(first).is_some_and(|verb| {
            matches!(reading.tag(verb), Some(Tag::Vbd | Tag::Vbn))
                && syntax::child(reading, verb, Dep::Dobj).is_some()
        })
}

/// Whether a noun phrase speaks of something known: "the attack", "these talks".
fn is_definite(reading: &Reading<'_>, rules: &EventRules, noun: usize) -> bool {
    syntax::children(reading, noun).any(|c| match reading.dep(c) {
        Some(Dep::Det) => rules.in_set(WordSet::Definite, reading.lower(c)),
        _ => false,
    })
}

/// What a noun is said of: the subject of "it was the third attack".
fn said_of(reading: &Reading<'_>, noun: usize) -> Option<usize> {
    let verb = reading.parse.head(noun).filter(|_| reading.dep(noun) == Some(Dep::Attr))?;
    syntax::own_subject(reading, verb)
}

/// Whether a noun is what a pronoun is said to be: "it was the third attack".
fn names_earlier(reading: &Reading<'_>, noun: usize) -> bool {
    said_of(reading, noun).is_some_and(|of| matches!(reading.tag(of), Some(Tag::Prp | Tag::Dt)))
}

/// Whether a noun says what sort of event another noun names: "the shooting was an accident".
fn is_what_another_was(reading: &Reading<'_>, hosts: &[bool], noun: usize) -> bool {
    said_of(reading, noun).is_some_and(|of| hosts[of] && reading.parse.is_noun(of))
}

/// Whether the clause of a trigger tells what happens time and again.
fn is_habitual(reading: &Reading<'_>, rules: &EventRules, trigger: usize) -> bool {
    syntax::children(reading, trigger).any(|c| rules.in_set(WordSet::Habitual, reading.lower(c)))
}

/// Whether the clause of a trigger tells what came after the rest: "has died", "later died".
fn is_later(reading: &Reading<'_>, rules: &EventRules, trigger: usize) -> bool {
    let may = may_be(reading, trigger);
    syntax::children(reading, trigger).any(|c| match reading.dep(c) {
        Some(Dep::Aux) => !may && matches!(reading.lower(c), "has" | "have" | "'s" | "'ve" | "’s" | "’ve"),
        _ => rules.in_set(WordSet::Later, reading.lower(c)),
    })
}

/// Whether words for somebody who was hurt say how he is and not when that was: "remained hospitalized on Friday".
fn is_lasting(reading: &Reading<'_>, rules: &EventRules, trigger: usize, class: WordClass) -> bool {
    let lasts = |verb: usize| rules.in_set(WordSet::Lasting, reading.lemma(verb));
    let beside = |verb: usize| lasts(verb) && reading.lemma(verb) != "be";
    let complement = matches!(reading.dep(trigger), Some(Dep::Acomp | Dep::Oprd | Dep::Attr));
    let above = reading.parse.head(trigger).filter(|_| complement);
    // "Remained hospitalized", taken for a passive
    let helper = |&c: &usize| matches!(reading.dep(c), Some(Dep::Aux | Dep::Auxpass));
    above.is_some_and(beside)
        || syntax::children(reading, trigger).filter(helper).any(beside)
        || class == WordClass::Verb && lasts(trigger)
}

/// Whether a noun with a number only says how many events of a kind there were: "had 50 homicides", "has recorded 305 murders".
fn is_statistic(reading: &Reading<'_>, rules: &EventRules, noun: usize) -> bool {
    let counted = reading.tag(noun) == Some(Tag::Nns)
        && syntax::child(reading, noun, Dep::Nummod).is_some()
        && reading.dep(noun) == Some(Dep::Dobj);
    let verb = reading.parse.head(noun).filter(|_| counted);
    verb.is_some_and(|verb| rules.in_set(WordSet::Counting, reading.lemma(verb)))
}

/// Whether a sentence begins with what has nothing to do with the one before: "Separately, ...", "In another incident".
fn is_separate(reading: &Reading<'_>, rules: &EventRules, sentence: usize) -> bool {
    let mut opening = reading.tokens_of(sentence).take(OPENING);
    opening.any(|token| rules.in_set(WordSet::Separate, reading.lower(token)))
}

/// So many words open a sentence.
const OPENING: usize = 4;

/// Whether a verb says what may, could or would be.
fn may_be(reading: &Reading<'_>, verb: usize) -> bool {
    syntax::children(reading, verb)
        .any(|c| reading.dep(c) == Some(Dep::Aux) && reading.tag(c) == Some(Tag::Md))
}

/// How an event stands once it is known in what sort of act it is spoken of.
fn spoken(standing: Standing, stance: Stance) -> Standing {
    let asserted = matches!(standing.modality, Modality::Occurred | Modality::Ongoing);
    let past = standing.tense == Tense::Past;
    let modality = match stance {
        Stance::Deny if asserted && standing.polarity == Polarity::Positive => Modality::Denied,
        Stance::Expect if asserted && !past => Modality::Expected,
        Stance::Doubt if asserted => Modality::Possible,
        Stance::Demand | Stance::Order | Stance::Ask | Stance::Propose
            if asserted && standing.tense == Tense::None =>
        {
            Modality::Demanded
        }
        _ => standing.modality,
    };
    Standing { modality, ..standing }
}

/// What is told in the present of a day to come is planned.
fn dated(published: Option<&str>, standing: Standing, timex: Option<&Timex>) -> Standing {
    let Some(published) = published else { return standing };
    let later =
        timex.and_then(|timex| setting::day(timex.earliest.as_deref())).is_some_and(|day| day > published);
    let open =
        matches!(standing.modality, Modality::Occurred | Modality::Ongoing) && standing.tense != Tense::Past;
    if later && open { Standing { modality: Modality::Planned, ..standing } } else { standing }
}

/// The event that a death, an injury or a loss is the outcome of, where the sentence says so: "the blast killed",
/// "killed in the crash", "shelled the town, killing", "killed when a bus crashed".
fn cause(
    matcher: &Matcher<'_>,
    settings: &Settings,
    trigger: &Trigger<'_>,
    draft: &Draft,
    drafts: &[Draft],
    by_head: &BTreeMap<usize, usize>,
) -> Option<usize> {
    let Matcher { reading, rules, .. } = *matcher;
    // The event that a token tells, and what that one is itself a part of.
    let root = |head: usize| {
        let mut index = by_head.get(&head).copied().filter(|_| head != trigger.head)?;
        while let Some(whole) = drafts[index].part_of {
            index = whole;
        }
        (drafts[index].mention.id != draft.mention.id).then_some(index)
    };
    // "The raid ..., targeting bases": what an event does is a part of it.
    let does = trigger.slots.iter().filter(|(slot, _)| trigger.class == WordClass::Verb && *slot == "subj");
    if let Some(index) = does.filter_map(|&(_, filler)| root(filler)).find(|&i| drafts[i].kind == draft.kind)
    {
        return Some(index);
    }
    // "a missile strike and shelling": one act, told by two nouns.
    let beside = syntax::first_conjunct(reading, trigger.head);
    if trigger.class == WordClass::Noun
        && beside != trigger.head
        && let Some(index) = root(beside).filter(|&i| drafts[i].kind == draft.kind)
    {
        return Some(index);
    }
    let row = &rules.rows[draft.row];
    // "The gunman fled after the shooting" is another event, and no outcome of it as "thousands fled" is.
    if !is_outcome(row.status) || row.mode == Some("flee") && draft.quantities.is_empty() {
        return None;
    }
    let causes = |head: usize| root(head).filter(|&index| can_cause(drafts[index].kind));
    let is_measured = |filler: usize| settings.is_measured(filler);
    let named = trigger.slots.iter().filter(|(slot, _)| {
        matches!(*slot, "subj" | "in" | "by" | "from" | "during" | "after" | "following" | "with" | "when")
    });
    if let Some(index) =
        named.filter(|&&(_, filler)| !is_measured(filler)).find_map(|&(_, filler)| causes(filler))
    {
        return Some(index);
    }
    // "a shooting that left two dead and five wounded"
    if trigger.class == WordClass::Adjective {
        let mut at = trigger.head;
        while let Some(head) = reading.parse.head(at).filter(|_| reading.dep(at) == Some(Dep::Conj)) {
            at = head;
        }
        let verb = reading.parse.head(at).filter(|&verb| reading.parse.is_verb(verb));
        // "was shot dead"
        if let Some(index) = verb.and_then(causes) {
            return Some(index);
        }
        if let Some(index) = verb.and_then(|verb| syntax::subject(reading, rules, verb)).and_then(causes) {
            return Some(index);
        }
    }
    let above = reading.parse.head(trigger.head);
    // "Militants ambushed a convoy, while troops killed six rebels": others did that.
    let by_others = trigger.class == WordClass::Verb
        && syntax::own_subject(reading, trigger.head).is_some_and(|subject| {
            reading.dep(subject) == Some(Dep::Nsubj)
                && reading.tag(subject) != Some(Tag::Prp)
                && root(subject).is_none()
        });
    let result = matches!(reading.dep(trigger.head), Some(Dep::Advcl | Dep::Conj | Dep::Xcomp | Dep::Acl))
        && !(by_others && is_transitive(reading, trigger.head))
        && !is_measured(trigger.head);
    if let Some(index) = above.filter(|_| result).and_then(causes) {
        return Some(index);
    }
    let clause = match trigger.class {
        WordClass::Verb => trigger.head,
        _ => above?,
    };
    syntax::children(reading, clause)
        .filter(|&c| reading.dep(c) == Some(Dep::Advcl))
        .filter(|&c| syntax::children(reading, c).any(|m| rules.in_set(WordSet::Occasion, reading.lower(m))))
        .filter(|&c| !by_others || !is_transitive(reading, c) || !is_transitive(reading, trigger.head))
        .filter(|&c| !is_measured(c))
        .find_map(causes)
}

/// Whether a clause tells what was done another time before: "the refinery, which was last attacked on Nov. 3".
fn was_done_before(reading: &Reading<'_>, rules: &EventRules, verb: usize) -> bool {
    reading.dep(verb) == Some(Dep::Relcl)
        && syntax::children(reading, verb).any(|c| {
            c < verb
                && reading.dep(c) == Some(Dep::Advmod)
                && rules.in_set(WordSet::Earlier, reading.lower(c))
        })
}

/// Whether a verb has an object.
fn is_transitive(reading: &Reading<'_>, verb: usize) -> bool {
    syntax::child(reading, verb, Dep::Dobj).is_some()
}

/// Whether what a row counts is what violence or misfortune leaves behind.
fn is_outcome(status: Option<Status>) -> bool {
    matches!(
        status,
        Some(
            Status::Dead
                | Status::Injured
                | Status::Destroyed
                | Status::Damaged
                | Status::Missing
                | Status::Displaced
                | Status::Evacuated
        )
    )
}

/// Whether an event of the type leaves dead, injured or damage behind.
fn can_cause(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Assault
            | EventType::Accident
            | EventType::Disaster
            | EventType::Protest
            | EventType::Health
            | EventType::Crime
    )
}

/// For each token, the innermost attribution whose content it lies in.
struct Voices<'a> {
    attributions: &'a [Attribution],
    innermost: Vec<Option<u32>>,
    /// For each token, whether it is the cue of words in quotation marks.
    quoting: Vec<bool>,
}

impl<'a> Voices<'a> {
    fn of(reading: &Reading<'_>, attributions: &'a [Attribution]) -> Self {
        let mut pieces: Vec<(Span, usize)> = attributions
            .iter()
            .enumerate()
            .flat_map(|(index, attribution)| attribution.content.iter().map(move |&span| (span, index)))
            .collect();
        // The longest first, so that what lies inside overwrites what lies around it.
        pieces.sort_by_key(|&(span, index)| (core::cmp::Reverse(span.len()), index));
        let mut innermost = vec![None; reading.len()];
        for (span, index) in pieces {
            innermost[reading.tokens_in(span)].fill(Some(index as u32));
        }
        let mut quoting = vec![false; reading.len()];
        for attribution in attributions.iter().filter(|attribution| attribution.speech == Speech::Direct) {
            if let Some(cue) = attribution.cue {
                quoting[reading.tokens_in(cue)].fill(true);
            }
        }
        Self { attributions, innermost, quoting }
    }

    /// Whether a word is the cue of words that stand in quotation marks.
    fn opens_quotation(&self, token: usize) -> bool {
        self.quoting.get(token).copied().unwrap_or(false)
    }

    fn at(&self, token: usize) -> Option<&'a Attribution> {
        let index = self.innermost.get(token).copied().flatten()?;
        self.attributions.get(index as usize)
    }
}

/// Whether a clause describes an apposition ("the peninsula, a region that Russia annexed"): the writer's own remark, even
/// inside what somebody else says.
fn is_remark(matcher: &Matcher<'_>, trigger: usize) -> bool {
    let Matcher { reading, cast, rules, .. } = *matcher;
    let described = reading.parse.head(trigger).filter(|_| reading.dep(trigger) == Some(Dep::Relcl));
    // The tree may hang elsewhere what stands behind a name and a comma: "over Crimea, the peninsula that".
    let follows_name = |noun: usize| {
        let start = reading.parse.subtree(noun).start;
        start >= 2
            && reading.word(start - 1) == ","
            && is_definite(reading, rules, noun)
            && cast.mention_at(start - 2).is_some_and(|index| cast.mentions[index].form == Form::Name)
    };
    described.is_some_and(|noun| reading.dep(noun) == Some(Dep::Appos) || follows_name(noun))
}

/// Whether a clause that only describes a noun tells of it ("the peninsula that Russia annexed"): then it may be of another
/// time and place than what the text tells.
fn is_background(reading: &Reading<'_>, trigger: usize) -> bool {
    up(reading, trigger).any(|token| reading.dep(token) == Some(Dep::Relcl))
}

/// Whether the clause of a trigger tells what had been before.
fn is_earlier(reading: &Reading<'_>, trigger: usize) -> bool {
    syntax::children(reading, trigger).any(|c| reading.dep(c) == Some(Dep::Aux) && reading.lower(c) == "had")
}

/// A token and what governs it, to a bound.
fn up<'r>(reading: &'r Reading<'_>, token: usize) -> impl Iterator<Item = usize> + 'r {
    core::iter::once(token).chain(reading.parse.ancestors(token)).take(HIGHEST)
}

/// Clauses are followed this far up.
const HIGHEST: usize = 16;

/// The names and the year that stand before a noun and tell its event from others of the kind.
fn label(reading: &Reading<'_>, timexes: &[Timex], noun: usize) -> Vec<String> {
    let timex = |token: usize| {
        let at = timexes.partition_point(|timex| timex.span.end <= reading.span(token).start);
        timexes.get(at).filter(|timex| timex.span.overlaps(reading.span(token)))
    };
    let tells_apart = |&token: &usize| match timex(token) {
        Some(timex) => timex.grain == Grain::Year && timex.span == reading.span(token),
        None => matches!(reading.tag(token), Some(Tag::Nnp | Tag::Nnps)),
    };
    syntax::children(reading, noun)
        .take_while(|&c| c < noun)
        .filter(|&c| matches!(reading.dep(c), Some(Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Nummod)))
        .flat_map(|c| reading.parse.subtree(c))
        .filter(tells_apart)
        .map(|token| reading.lower(token).to_owned())
        .collect()
}

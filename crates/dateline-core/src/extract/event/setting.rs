//! When and where: the time expressions and places that hang on a trigger or on the clause that it stands in.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::participant::Taking;
use super::rules::{EventRules, WordClass, WordSet};
use super::syntax::{child, children, first_conjunct, light_verb, own_subject};
use super::telling::is_finite;
use super::trigger::{Matcher, has_to};
use crate::extract::timex::is_birthday;
use crate::extract::{Cast, Reading};
use crate::language::{Dep, Tag};
use crate::model::{
    Attribution, EntityKind, EventType, Feature, Form, Grain, ParticipantRole, Span, TimeBasis, Timex,
    TimexBasis, TimexType,
};

/// An expression's host is looked for this far above it.
const HIGHEST: usize = 8;

/// Where two clauses meet is looked for this far above them.
const FARTHEST: usize = 24;

/// For each token, whether it is part of a time expression.
pub(super) fn times(reading: &Reading<'_>, timexes: &[Timex]) -> Vec<bool> {
    let mut in_time = vec![false; reading.len()];
    for timex in timexes {
        in_time[reading.tokens_in(timex.span)].fill(true);
    }
    in_time
}

/// What hangs on each token that can host a setting: times and places, as indexes.
pub(super) struct Settings {
    times: Vec<(usize, usize)>,
    places: Vec<(usize, usize)>,
    cues: Vec<bool>,
    hosts: Hosts,
    measured: Measured,
}

/// Which tokens tell events, which of these what an event leaves behind (the dead, the damage), and which that or violence or
/// misfortune.
pub(super) struct Hosts {
    pub(super) events: Vec<bool>,
    pub(super) outcomes: Vec<bool>,
    pub(super) deeds: Vec<bool>,
}

impl Settings {
    /// Finds the host of every time expression and of every place that a preposition of place leads in.
    pub(super) fn of(
        reading: &Reading<'_>,
        rules: &EventRules,
        timexes: &[Timex],
        cast: &Cast,
        attributions: &[Attribution],
        hosts: Hosts,
    ) -> Self {
        let mut times = Vec::new();
        for (index, timex) in timexes.iter().enumerate() {
            let tokens = reading.tokens_in(timex.span);
            // "Over the past two weeks" is a time, "for two weeks" is none.
            let dated = match timex.kind {
                TimexType::Date | TimexType::Time => true,
                TimexType::Duration => timex.earliest.is_some(),
                TimexType::Set => false,
            };
            // "At 10 a.m. (0330 GMT)": the hour there is enough.
            let again = timex.kind == TimexType::Time
                && tokens.start.checked_sub(1).is_some_and(|before| reading.word(before) == "(");
            // "The October 7, 2023 attack": the tree may cut the date in two.
            let before_noun = tokens.len() > 1
                && hosts.events.get(tokens.end) == Some(&true)
                && reading.parse.is_noun(tokens.end);
            let dated = dated && !again && !is_birthday(reading, tokens.start);
            if dated && before_noun {
                times.push((tokens.end, index));
            } else if dated
                && let Some(head) = reading.parse.head_of(&tokens)
                && !names_year(reading, timex, head, &hosts.events)
                && let Some(host) = time_host(reading, rules, head, &hosts.events)
            {
                let host = above_modifier(reading, rules, timex, host, &hosts.events);
                // "The first attack since July" was not in July.
                let before = tokens.start.checked_sub(1).map_or("", |before| reading.lower(before));
                if rules.in_set(WordSet::Since, before) && reading.dep(host) == Some(Dep::Attr) {
                    continue;
                }
                let convicts = rules.in_set(WordSet::Convicting, reading.lemma(host));
                let deed =
                    deed_before(reading, rules, &hosts.deeds, host, tokens.start).filter(|_| !convicts);
                let told = told_in_what_follows(reading, host, &tokens);
                times.push((deed.or(told).unwrap_or(host), index));
            }
        }
        let mut places = Vec::new();
        for index in 0..cast.mentions.len() {
            let mention = &cast.mentions[index];
            if !matches!(mention.kind, EntityKind::Place | EntityKind::Facility)
                || mention.form == Form::Pronoun
                || mention.metonym
                || cast.is_inside(index)
            {
                continue;
            }
            if let Some(host) = cast
                .head(index)
                .filter(|&head| stands_alone(reading, cast, head))
                .and_then(|head| place_host(reading, rules, head, &hosts.events))
            {
                places.push((host, index));
            }
        }
        let mut cues = vec![false; reading.len()];
        for cue in attributions.iter().filter_map(|attribution| attribution.cue) {
            cues[reading.tokens_in(cue)].fill(true);
        }
        times.sort_unstable();
        places.sort_unstable();
        let measured = Measured::of(reading, rules, timexes);
        Self { times, places, cues, hosts, measured }
    }

    /// Whether what a token tells was so long before or after something else: "three days after he was shot".
    pub(super) fn is_measured(&self, token: usize) -> bool {
        self.measured.from.contains(&token)
    }

    /// The day of what a token tells, where the text says how many days before or after something dated it was ("arrested on
    /// Thursday, a day after he shot his friend"), and the index of the length.
    pub(super) fn measured_day(&self, timexes: &[Timex], token: usize) -> Option<(Date, usize)> {
        let dated = |host: usize| {
            let day = |index: usize| days(&timexes[index]).filter(|(first, last)| first == last);
            self.times_at(host).find_map(day).and_then(|(first, _)| first.parse::<Date>().ok())
        };
        let &Apart { other, length, later } = self.measured.apart.get(&token)?;
        let days = days_in(&timexes[length])?;
        let span = jiff::Span::new().try_days(if later { days } else { -days }).ok()?;
        Some((dated(other)?.checked_add(span).ok()?, length))
    }

    /// Whether what a token tells was so long before or after something that the text has told: "two days before that attack, they
    /// killed a trader".
    pub(super) fn is_apart(&self, token: usize) -> bool {
        self.measured.to.contains(&token)
    }

    /// Whether a token tells of violence or misfortune.
    pub(super) fn is_deed(&self, token: usize) -> bool {
        self.hosts.deeds[token]
    }

    /// What each time expression hangs on: tokens and indexes of expressions, in order of the tokens.
    pub(super) fn times(&self) -> &[(usize, usize)] {
        &self.times
    }

    /// The time expressions that hang on a token.
    fn times_at(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        at(&self.times, token)
    }

    fn places_at(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        at(&self.places, token)
    }

    /// The time expression that governs a trigger: its own, else that of the clause it shares. Of several in one place
    /// it is the closest, or what is more exact and lies within that ("Friday morning" in "last week").
    pub(super) fn time(
        &self,
        reading: &Reading<'_>,
        rules: &EventRules,
        timexes: &[Timex],
        trigger: usize,
        class: WordClass,
    ) -> Option<usize> {
        let dated = |index: &usize| timexes[*index].earliest.is_some() || timexes[*index].latest.is_some();
        let own = self.chain(reading, rules, trigger, class, true).find_map(|host| {
            // "Killed 153 in 2023, and twin earthquakes killed 9,000": what ends one clause is not said of the next.
            let ends_other = |index: &usize| {
                host < trigger
                    && reading.dep(trigger) == Some(Dep::Conj)
                    && own_subject(reading, trigger).is_some()
                    && (host..trigger).contains(&reading.tokens_in(timexes[*index].span).start)
            };
            let times = || self.times_at(host).filter(dated).filter(|index| !ends_other(index));
            let closest =
                times().min_by_key(|&index| distance(reading.span(trigger), timexes[index].span))?;
            times()
                .filter(|&index| index == closest || lies_within(&timexes[index], &timexes[closest]))
                .min_by_key(|&index| timexes[index].grain)
        });
        own.or_else(|| {
            let clause = subject_of(reading, trigger, class)?;
            self.times_at(clause).find(|&index| {
                let at = reading.tokens_in(timexes[index].span).start;
                trigger < at && at < clause
            })
        })
        .or_else(|| {
            // "Returned in 2019, when soldiers fired": "when" is then.
            let above = opened_by_when(reading, trigger)?;
            let word = reading.span(above);
            let at = timexes.partition_point(|timex| timex.span.end <= word.start);
            let named = timexes.get(at).filter(|timex| timex.span.start <= word.start).map(|_| at);
            named.or_else(|| self.times_at(above).find(dated)).filter(dated)
        })
    }

    /// The only dated time expression of a sentence, unless it says when somebody spoke or belongs to another clause than
    /// the trigger.
    pub(super) fn time_around(
        &self,
        reading: &Reading<'_>,
        rules: &EventRules,
        timexes: &[Timex],
        trigger: usize,
    ) -> Option<usize> {
        // Another date in the sentence, be it only a month, may as well be its time.
        let sentence = reading.tokens_of(reading.sentence_of(trigger));
        let mut found = within(&self.times, sentence).filter(|&(host, index)| {
            !self.cues.get(host).copied().unwrap_or(false) && timexes[index].earliest.is_some()
        });
        let (host, first) = found.next()?;
        if timexes[first].latest.is_none() || timexes[first].grain > Grain::Day {
            return None;
        }
        (found.next().is_none() && self.reaches(reading, rules, host, trigger, true)).then_some(first)
    }

    /// The only town or building that a sentence says to be the place of something, if that is told in the trigger's
    /// clause.
    pub(super) fn place_around(
        &self,
        reading: &Reading<'_>,
        rules: &EventRules,
        cast: &Cast,
        trigger: usize,
    ) -> Option<usize> {
        let sentence = reading.tokens_of(reading.sentence_of(trigger));
        let mut found = within(&self.places, sentence).filter(|&(_, index)| exactness(cast, index) <= 1);
        let (host, first) = found.next()?;
        let entity = cast.mentions[first].entity;
        (found.all(|(_, index)| cast.mentions[index].entity == entity)
            && self.reaches(reading, rules, host, trigger, false))
        .then_some(first)
    }

    /// Whether the setting of one token is also that of a trigger in the same sentence. What is told in a dependent or a
    /// later clause ("troops who were hurt on May 3", "and left on Friday") says nothing of the clause above it or
    /// before it, and another event that a noun names has its own setting.
    fn reaches(
        &self,
        reading: &Reading<'_>,
        rules: &EventRules,
        host: usize,
        trigger: usize,
        time: bool,
    ) -> bool {
        let up = |token: usize| core::iter::once(token).chain(reading.parse.ancestors(token)).take(FARTHEST);
        let Some(top) = up(trigger).find(|&token| up(host).any(|above| above == token)) else { return false };
        let outcome = self.hosts.outcomes[trigger];
        let from_host = up(host).take_while(|&token| token != top).all(|token| match reading.dep(token) {
            Some(Dep::Relcl | Dep::Acl | Dep::Amod | Dep::Ccomp | Dep::Xcomp | Dep::Pcomp | Dep::Csubj) => {
                false
            }
            // Who is dead died when the clause says that tells why: "when a bus crashed on Friday". What a deed brings with it is
            // of its day: "fired at officers, ending the chase on Friday".
            Some(Dep::Advcl) => {
                let brings = time
                    && token > trigger
                    && is_meanwhile(reading, rules, token)
                    && !has_mark(reading, token);
                brings || outcome && is_occasion(reading, rules, token) && !self.is_measured(token)
            }
            // "One was killed and two were hurt on Friday" is of one day.
            Some(Dep::Conj) => !reading.parse.is_verb(token) || outcome && self.hosts.outcomes[token],
            _ => true,
        });
        let from_trigger =
            up(trigger).take_while(|&token| token != top).all(|token| match reading.dep(token) {
                // "We learn on Monday how they died", "were arrested on Monday for stabbing a boy"
                Some(Dep::Pcomp) => {
                    let above = reading.parse.ancestors(token).nth(1);
                    let pursued =
                        above.is_some_and(|verb| rules.in_set(WordSet::Pursuing, reading.lemma(verb)));
                    !pursued && !opened_by_question(reading, token)
                }
                Some(Dep::Relcl | Dep::Acl | Dep::Amod | Dep::Ccomp | Dep::Csubj) => false,
                Some(Dep::Advcl) => !has_mark(reading, token),
                // "We learn on Monday more about the case and how they died"
                Some(Dep::Conj) => !opened_by_question(reading, token),
                _ => true,
            });
        let another = self.hosts.events[host] && host != trigger && reading.parse.is_noun(host);
        // "Died in the attack on Friday", "are dead after a crash on Friday".
        let shared = || {
            let preposition = reading.parse.head(host).filter(|_| reading.dep(host) == Some(Dep::Pobj));
            preposition.is_some_and(|preposition| {
                let word = reading.lower(preposition);
                rules.in_set(WordSet::Within, word) || outcome && rules.in_set(WordSet::Occasion, word)
            })
        };
        from_host && from_trigger && (!another || shared())
    }

    /// The mention of the place where a trigger's event happens: its own, else that of the clause it shares; the most
    /// exact of several.
    pub(super) fn place(
        &self,
        reading: &Reading<'_>,
        rules: &EventRules,
        cast: &Cast,
        trigger: usize,
        class: WordClass,
    ) -> Option<usize> {
        let own = self.chain(reading, rules, trigger, class, false).find_map(|host| {
            self.places_at(host).min_by_key(|&index| {
                let near = distance(reading.span(trigger), cast.mentions[index].span);
                (exactness_here(reading, rules, cast, index), near)
            })
        });
        own.or_else(|| {
            let clause = subject_of(reading, trigger, class)?;
            self.places_at(clause).find(|&index| {
                let at = cast.tokens(index).start;
                trigger < at && at < clause
            })
        })
    }

    /// The tokens whose setting is also a trigger's: its own, then the clauses that it shares.
    fn chain(
        &self,
        reading: &Reading<'_>,
        rules: &EventRules,
        trigger: usize,
        class: WordClass,
        time: bool,
    ) -> impl Iterator<Item = usize> + use<> {
        let cues = &self.cues;
        let mut hosts = vec![trigger];
        let mut at = trigger;
        // "Fired tear gas to disperse them in Makurdi on Sunday", "shot a girl while showing off a gun on Sunday": what was done
        // was done there and then.
        if class == WordClass::Verb && matches!(reading.tag(trigger), Some(Tag::Vbd | Tag::Vbn)) {
            let past = reading.tag(trigger) == Some(Tag::Vbd);
            let aims = |c: usize| past && has_to(reading, c);
            let there = |&c: &usize| {
                c > trigger
                    && reading.dep(c) == Some(Dep::Advcl)
                    && (aims(c) || time && is_meanwhile(reading, rules, c))
            };
            hosts.extend(children(reading, trigger).filter(there));
        }
        if class == WordClass::Noun {
            let first = first_conjunct(reading, trigger);
            if first != trigger {
                hosts.push(first);
            }
            // "the talks, held on May 16, ended"
            hosts.extend(children(reading, trigger).filter(|&c| {
                matches!(reading.dep(c), Some(Dep::Acl | Dep::Relcl))
                    && rules.light(reading.lemma(c), |_| true, reading.dep(c) == Some(Dep::Relcl)).is_some()
            }));
            if let Some((verb, _)) = light_verb(reading, rules, trigger) {
                hosts.push(verb);
                at = verb;
            } else {
                // The subject of a clause that says what it left behind, or that somebody noticed it ("was reported at 2
                // p.m."), happened when the clause says; what it is the subject of else ("the attack was condemned on
                // Friday") may come any time after.
                let at_once = |verb: usize| {
                    self.hosts.outcomes[verb] || rules.in_set(WordSet::Noticed, reading.lemma(verb))
                };
                match (reading.dep(first), reading.parse.head(first)) {
                    (Some(Dep::Nsubj | Dep::Nsubjpass), Some(verb)) if at_once(verb) => {
                        hosts.push(verb);
                        at = verb;
                    }
                    (Some(Dep::Pobj), Some(preposition))
                        if rules.in_set(WordSet::Within, reading.lower(preposition)) =>
                    {
                        if let Some(verb) =
                            reading.parse.head(preposition).filter(|&v| reading.parse.is_verb(v))
                        {
                            hosts.push(verb);
                            at = verb;
                        }
                    }
                    _ => return hosts.into_iter(),
                }
            }
        } else if class == WordClass::Adjective {
            let Some(verb) = reading.parse.head(trigger).filter(|&v| reading.parse.is_verb(v)) else {
                return hosts.into_iter();
            };
            hosts.push(verb);
            at = verb;
        }
        for _ in 0..HIGHEST {
            let Some(above) = reading.parse.head(at) else { break };
            let shares = match reading.dep(at) {
                Some(Dep::Advcl) => {
                    matches!(reading.tag(at), Some(Tag::Vbg | Tag::Vbn)) && !has_mark(reading, at)
                }
                Some(Dep::Xcomp) => !time || !cues[above],
                Some(Dep::Conj) => true,
                Some(Dep::Pcomp) => {
                    if let Some(verb) = reading.parse.head(above).filter(|&verb| reading.parse.is_verb(verb))
                        && reading.lower(above) == "in"
                    {
                        hosts.push(verb);
                        at = verb;
                        continue;
                    }
                    false
                }
                _ => false,
            };
            if !shares || !reading.parse.is_verb(above) || cues.get(above).copied().unwrap_or(false) {
                break;
            }
            hosts.push(above);
            at = above;
        }
        hosts.into_iter()
    }
}

fn at(pairs: &[(usize, usize)], token: usize) -> impl Iterator<Item = usize> + '_ {
    let start = pairs.partition_point(|&(host, _)| host < token);
    pairs[start..].iter().take_while(move |&&(host, _)| host == token).map(|&(_, index)| index)
}

/// The pairs whose host is one of the tokens.
fn within(pairs: &[(usize, usize)], tokens: Range<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
    let start = pairs.partition_point(|&(host, _)| host < tokens.start);
    pairs[start..].iter().copied().take_while(move |&(host, _)| host < tokens.end)
}

/// The exactness of what has no coordinates.
pub(super) const UNLOCATED: u8 = 5;

/// How exactly a mention says where: 0 for buildings and settlements.
pub(super) fn exactness(cast: &Cast, mention: usize) -> u8 {
    let place = cast.entity_of(mention).and_then(|entity| entity.place.as_ref());
    match place.map(|place| place.feature) {
        Some(Feature::Settlement | Feature::Facility) => 0,
        Some(Feature::Admin2) => 1,
        Some(Feature::Admin1 | Feature::Island | Feature::Terrain | Feature::Water) => 2,
        Some(Feature::Region) => 3,
        Some(Feature::Country | Feature::Historical) => 4,
        None => UNLOCATED,
    }
}

/// How exactly a mention says where something was: what has only a border near there says the least.
pub(super) fn exactness_here(reading: &Reading<'_>, rules: &EventRules, cast: &Cast, mention: usize) -> u8 {
    match border_of(reading, rules, cast, mention) {
        Some(_) => UNLOCATED + 1,
        None => exactness(cast, mention),
    }
}

/// The word for the border whose country a mention names: "the Niger border".
pub(super) fn border_of(
    reading: &Reading<'_>,
    rules: &EventRules,
    cast: &Cast,
    mention: usize,
) -> Option<usize> {
    let head = cast.head(mention)?;
    let owned = matches!(reading.dep(head), Some(Dep::Compound | Dep::Nmod | Dep::Poss | Dep::Amod));
    reading.parse.head(head).filter(|&noun| owned && rules.in_set(WordSet::Border, reading.lemma(noun)))
}

fn distance(a: Span, b: Span) -> u32 {
    if b.start >= a.end { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

/// The verb or event noun that a time expression says the time of.
fn time_host(reading: &Reading<'_>, rules: &EventRules, head: usize, hosts: &[bool]) -> Option<usize> {
    let mut at = head;
    for step in 0..HIGHEST {
        if reading.parse.is_verb(at) || hosts[at] && step > 0 {
            return Some(at);
        }
        let above = reading.parse.head(at)?;
        // "since its invasion in February 2022": the tree may hang the phrase on the verb before.
        if step == 1
            && at > 0
            && hosts[at - 1]
            && above < at - 1
            && reading.dep(at) == Some(Dep::Prep)
            && reading.dep(at - 1) == Some(Dep::Pobj)
            && reading
                .parse
                .head(at - 1)
                .is_some_and(|since| rules.in_set(WordSet::Bounding, reading.lower(since)))
        {
            return Some(at - 1);
        }
        let inside_noun =
            matches!(reading.dep(at), Some(Dep::Poss | Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Appos));
        if inside_noun && !hosts[above] && !reading.parse.is_verb(above) && step > 0 {
            return None;
        }
        at = above;
    }
    None
}

/// The verb above what a time expression hangs on, where that only describes something: a bomber who "rammed a bus carrying
/// troops on Sunday" did so on Sunday, and who was "convicted of the killing in 1995" was convicted then.
fn above_modifier(
    reading: &Reading<'_>,
    rules: &EventRules,
    timex: &Timex,
    host: usize,
    events: &[bool],
) -> usize {
    let verb_before = |noun: usize| {
        let mut above = reading.parse.ancestors(noun).take(HIGHEST);
        above.find(|&above| reading.parse.is_verb(above)).filter(|&verb| verb < noun)
    };
    let Some(above) = reading.parse.head(host) else { return host };
    let describes = reading.dep(host) == Some(Dep::Acl)
        && reading.tag(host) == Some(Tag::Vbg)
        && !events[host]
        && timex.grain <= Grain::Day;
    let judged =
        reading.parse.is_noun(host) && reading.dep(host) == Some(Dep::Pobj) && reading.lower(above) == "of";
    let convicts = |verb: &usize| rules.in_set(WordSet::Convicting, reading.lemma(*verb));
    match (describes, judged) {
        (true, _) => verb_before(above),
        (_, true) => reading.parse.head(above).filter(convicts),
        _ => None,
    }
    .unwrap_or(host)
}

/// The deed that an expression behind it dates, where the tree hangs that on what the law does about it: "charged in the
/// shooting of a girl on Friday", "is investigating the death of a man Sunday night". A bare "charged with murder" names none.
fn deed_before(
    reading: &Reading<'_>,
    rules: &EventRules,
    deeds: &[bool],
    host: usize,
    time: usize,
) -> Option<usize> {
    // "Charged with aiming without malice in connection with the shooting"
    let up = core::iter::once(host).chain(reading.parse.ancestors(host)).take(HIGHEST / 2);
    let mut pursued = up.filter(|&above| reading.parse.is_verb(above));
    // "Charges were brought over the shooting on Saturday"
    let charges = |verb: usize| {
        let object = |&c: &usize| matches!(reading.dep(c), Some(Dep::Dobj | Dep::Nsubjpass));
        children(reading, verb).filter(object).any(|c| reading.lemma(c) == "charge")
    };
    let pursues = |verb: usize| rules.in_set(WordSet::Pursuing, reading.lemma(verb)) || charges(verb);
    if deeds[host] || !pursued.any(pursues) {
        return None;
    }
    let one = |token: usize| {
        children(reading, token).any(|c| match reading.dep(c) {
            Some(Dep::Det | Dep::Poss | Dep::Nummod | Dep::Dobj) => true,
            Some(Dep::Prep) => reading.lower(c) == "of",
            _ => false,
        })
    };
    // No clause of its own stands between them.
    let below = |token: usize| {
        let up = reading.parse.ancestors(token).take(HIGHEST + 1);
        let mut up = up.skip_while(|&above| above > host && !is_finite(reading, above));
        up.next() == Some(host)
    };
    (host + 1..time).rev().find(|&token| deeds[token] && one(token) && below(token))
}

/// The verb of what somebody says, where the tree hangs on the saying what stands before its clause: "The sheriff says around 2
/// p.m. on Sunday, deputies were called", "Around 2 p.m. on Sunday, officials say they were called".
fn told_in_what_follows(reading: &Reading<'_>, host: usize, time: &Range<usize>) -> Option<usize> {
    let says = matches!(reading.tag(host), Some(Tag::Vbz | Tag::Vbp));
    let content = child(reading, host, Dep::Ccomp).filter(|_| says)?;
    // "As of Friday, officials say 12 people were killed"
    let lead = time.start.checked_sub(1).map_or("", |before| reading.lower(before));
    if time.end <= host && !matches!(lead, "of" | "by" | "since" | "until") && has_past(reading, content) {
        return Some(content);
    }
    let clause = reading.parse.subtree(content).start;
    // The tree may count the comma to the clause.
    let comma = reading.word(time.end) == ",";
    (host < time.start && comma && time.end <= clause && clause <= time.end + 1).then_some(content)
}

/// Whether a verb or one that helps it is in the past: "called", "were called".
pub(super) fn has_past(reading: &Reading<'_>, verb: usize) -> bool {
    core::iter::once(verb)
        .chain(children(reading, verb).filter(|&c| matches!(reading.dep(c), Some(Dep::Aux | Dep::Auxpass))))
        .any(|token| reading.tag(token) == Some(Tag::Vbd))
}

/// The mention that a token stands for, where it is the name of a place.
fn named_place(cast: &Cast, token: usize) -> Option<usize> {
    cast.mention_for(token).filter(|&index| {
        let mention = &cast.mentions[index];
        mention.form == Form::Name && matches!(mention.kind, EntityKind::Place | EntityKind::Facility)
    })
}

/// Whether a place is not one of several unlike things ("over eight regions, as well as over Crimea"), of which it would
/// stand for all.
fn stands_alone(reading: &Reading<'_>, cast: &Cast, head: usize) -> bool {
    let is_place = |token: usize| named_place(cast, token).is_some();
    if is_one_of_several(reading, cast, head) {
        return false;
    }
    let beside = |token: usize| {
        let above = reading.parse.head(token).filter(|_| reading.dep(token) == Some(Dep::Conj));
        above.into_iter().chain(children(reading, token).filter(|&c| reading.dep(c) == Some(Dep::Conj)))
    };
    let preposition = reading.parse.head(head).filter(|_| reading.dep(head) == Some(Dep::Pobj));
    // "as well as over the peninsula of Crimea"
    let added = |preposition: usize| {
        preposition >= 2 && reading.lower(preposition - 1) == "as" && reading.lower(preposition - 2) == "well"
    };
    let mut prepositions = reading
        .parse
        .ancestors(head)
        .take(HIGHEST)
        .take_while(|&token| !reading.parse.is_verb(token))
        .filter(|&token| reading.dep(token) == Some(Dep::Prep));
    !prepositions.any(added)
        && beside(head).all(|other| !reading.parse.is_noun(other) || is_place(other))
        && preposition.into_iter().flat_map(beside).all(|other| {
            reading.dep(other) != Some(Dep::Conj) && reading.dep(other) != Some(Dep::Prep)
                || child(reading, other, Dep::Pobj).is_none_or(is_place)
        })
}

/// Whether a place is one of a list of places that "and" or "or" closes: "in the Arctic, Siberia and the Far East".
fn is_one_of_several(reading: &Reading<'_>, cast: &Cast, head: usize) -> bool {
    let is_name = |token: usize| named_place(cast, token).is_some();
    let mut at = first_conjunct(reading, head);
    for _ in 0..HIGHEST {
        let mut conjuncts = children(reading, at).filter(|&c| reading.dep(c) == Some(Dep::Conj));
        let Some(next) = conjuncts.next() else { return false };
        if child(reading, at, Dep::Cc).is_some() && is_name(at) && is_name(next) {
            return true;
        }
        at = next;
    }
    false
}

/// The place that an attack or a disaster strikes, which is where it happens: "shelled the Kherson region", "hit a school in
/// Kherson"; and that where those are whom something befalls: "killed ten people at a market in Konduga".
pub(super) fn struck(matcher: &Matcher<'_>, kind: EventType, takings: &[Taking]) -> Option<usize> {
    let Matcher { reading, cast, rules, .. } = *matcher;
    let strikes = matches!(kind, EventType::Assault | EventType::Disaster);
    let befalls =
        matches!(kind, EventType::Accident | EventType::Crime | EventType::Life | EventType::Coerce);
    // "In Dinangourou", which no gazetteer has, is still where it was.
    let is_named_town = |index: usize, token: usize| {
        cast.mentions[index].kind == EntityKind::Place && reading.dep(token) == Some(Dep::Pobj)
    };
    let place = |token: usize| {
        named_place(cast, token).filter(|&index| {
            !cast.mentions[index].metonym
                && (exactness(cast, index) < UNLOCATED || is_named_town(index, token))
                && !is_one_of_several(reading, cast, token)
        })
    };
    let located = matcher.rules.class("place") | matcher.rules.class("facility");
    let led_in = |noun: usize, of: bool| {
        children(reading, noun)
            .filter(move |&c| {
                reading.dep(c) == Some(Dep::Prep) && rules.in_set(WordSet::Locative, reading.lower(c))
            })
            .filter(move |&c| of || reading.lower(c) != "of")
            .filter_map(|c| child(reading, c, Dep::Pobj))
    };
    let by_role =
        |role: ParticipantRole| takings.iter().filter(move |taking| taking.participant.role == role);
    let targets = by_role(ParticipantRole::Target).filter(|_| strikes).flat_map(|taking| {
        let head = taking.head;
        // "Ukraine's Kherson region", but not "Ukraine's army".
        let before = matcher.classes(head) & located != 0;
        let before = children(reading, head).filter(move |&c| {
            before && matches!(reading.dep(c), Some(Dep::Poss | Dep::Compound | Dep::Nmod))
        });
        // "A convoy of fighters near Timbuktu"
        let inside = led_in(head, true).flat_map(|site| core::iter::once(site).chain(led_in(site, false)));
        core::iter::once(head).chain(before).chain(inside)
    });
    // "Met his counterpart in Bangkok": the tree may hang the town on whom he met.
    let meets = kind == EventType::Consult;
    let met = takings.iter().filter(|taking| meets && reading.dep(taking.head) == Some(Dep::Dobj));
    let victims = by_role(ParticipantRole::Victim).filter(|_| strikes || befalls);
    // "A bomb at a market in Baidoa killed nine people."
    let means = by_role(ParticipantRole::Instrument)
        .filter(|taking| (strikes || befalls) && reading.dep(taking.head) == Some(Dep::Nsubj));
    let there = victims.chain(met).chain(means).flat_map(|taking| {
        let sites = led_in(taking.head, false);
        sites.flat_map(|site| core::iter::once(site).chain(led_in(site, false)))
    });
    // "A post near the Chad border"
    let bounds = |token: usize| {
        let border = rules.in_set(WordSet::Border, reading.lemma(token));
        children(reading, token).filter(move |&c| border && reading.dep(c) != Some(Dep::Prep)).chain([token])
    };
    let sites = targets.chain(there).flat_map(bounds).filter_map(place);
    sites.min_by_key(|&index| exactness_here(reading, rules, cast, index))
}

/// The verb or event noun whose place a mention tells.
fn place_host(reading: &Reading<'_>, rules: &EventRules, head: usize, hosts: &[bool]) -> Option<usize> {
    let mut at = head;
    let mut led_in = false;
    for step in 0..HIGHEST {
        if step > 0 && (reading.parse.is_verb(at) || hosts[at]) {
            return led_in.then_some(at);
        }
        let above = reading.parse.head(at)?;
        match reading.dep(at)? {
            Dep::Pobj => {
                let word = reading.lower(above);
                let after = reading.parse.head(above);
                // "20 miles from Tripoli", "south of Damascus"
                let away = |noun: usize| match word {
                    "from" => rules.in_set(WordSet::Stretch, reading.lemma(noun)),
                    _ => word == "of" && rules.in_set(WordSet::Locative, reading.lower(noun)),
                };
                let measured = || children(reading, above).any(away);
                led_in |= after.is_some_and(away) || word == "from" && measured();
                let locates = led_in || rules.in_set(WordSet::Locative, word);
                if !locates || word == "of" && !led_in && reading.parse.head(above).is_some_and(|n| hosts[n])
                {
                    return None;
                }
                led_in |= word != "of";
            }
            Dep::Prep | Dep::Conj | Dep::Appos | Dep::Advmod => {}
            // "the city's palace": what is owned leads on; "the Istanbul talks": a place before an event noun.
            Dep::Poss | Dep::Compound | Dep::Nmod if hosts[above] => {
                let capitalized = reading.tag(at) == Some(Tag::Nnp);
                return (capitalized && reading.dep(at) != Some(Dep::Poss)).then_some(above);
            }
            Dep::Compound | Dep::Nmod | Dep::Poss => {}
            _ => return None,
        }
        at = above;
    }
    None
}

/// Whether a clause tells the occasion of the one above it.
fn is_occasion(reading: &Reading<'_>, rules: &EventRules, verb: usize) -> bool {
    children(reading, verb).any(|c| c < verb && rules.in_set(WordSet::Occasion, reading.lower(c)))
}

/// What is told to have been so long before or after something else, and what that was: both are events of other days than each
/// other. "Two days after he was shot, the mayor died": shot; died.
#[derive(Default)]
struct Measured {
    from: BTreeSet<usize>,
    to: BTreeSet<usize>,
    /// By what tells either of two events, how far it is from the other.
    apart: BTreeMap<usize, Apart>,
}

/// How far an event is from another.
struct Apart {
    /// What tells the other.
    other: usize,
    /// Index of the length.
    length: usize,
    /// Whether it came after the other.
    later: bool,
}

impl Measured {
    fn of(reading: &Reading<'_>, rules: &EventRules, timexes: &[Timex]) -> Self {
        let lengths = timexes.iter().enumerate().filter(|(_, timex)| timex.kind == TimexType::Duration);
        let told = lengths.map(|(index, timex)| (reading.tokens_in(timex.span).end, Some(index)));
        // "Days after they killed the mayor"
        let bare = (1..reading.len()).filter(|&word| {
            rules.in_set(WordSet::Length, reading.lower(word - 1)) && reading.tag(word - 1) == Some(Tag::Nns)
        });
        let mut measured = Self::default();
        for (word, length) in told.chain(bare.map(|word| (word, None))) {
            let lower = reading.lower(word);
            if !rules.in_set(WordSet::Occasion, lower) && !rules.in_set(WordSet::Bounding, lower) {
                continue;
            }
            let (from, top) = match reading.dep(word) {
                Some(Dep::Mark) => (reading.parse.head(word), reading.parse.head(word)),
                Some(Dep::Prep) => (child(reading, word, Dep::Pobj), Some(word)),
                _ => continue,
            };
            measured.from.extend(from);
            let mut above = top.into_iter().flat_map(|top| reading.parse.ancestors(top)).take(HIGHEST);
            let to = above.find(|&above| reading.parse.is_verb(above));
            measured.to.extend(to);
            if let (Some(from), Some(to), Some(length), "after" | "before") = (from, to, length, lower) {
                let later = lower == "after";
                measured.apart.insert(to, Apart { other: from, length, later });
                measured.apart.insert(from, Apart { other: to, length, later: !later });
            }
        }
        measured
    }
}

/// How many days a length is, where it is told in days, and neither more nor less. "A week after" is about a week.
fn days_in(timex: &Timex) -> Option<i64> {
    let exact = timex.value.strip_prefix('P').filter(|_| timex.modifier.is_none())?;
    exact.strip_suffix('D')?.parse::<i64>().ok().filter(|days| (1..1000).contains(days))
}

/// What a clause that "when" opens hangs on, if a verb is in such a one.
fn opened_by_when(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    let mut at = first_conjunct(reading, verb);
    if matches!(reading.dep(at), Some(Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass)) {
        at = reading.parse.head(at)?;
    }
    let opened = matches!(reading.dep(at), Some(Dep::Advcl | Dep::Relcl | Dep::Acl))
        && children(reading, at).any(|c| c < at && reading.lower(c) == "when");
    reading.parse.head(at).filter(|_| opened)
}

/// The verb that a noun is the subject of. What stands between them is the noun's, though the tree may hang it on the verb:
/// "the attack on Monday was condemned".
fn subject_of(reading: &Reading<'_>, noun: usize, class: WordClass) -> Option<usize> {
    let subject = matches!(reading.dep(noun), Some(Dep::Nsubj | Dep::Nsubjpass));
    reading.parse.head(noun).filter(|_| subject && class == WordClass::Noun)
}

/// Whether a participle tells what else was done in an act: "shot a girl while showing off a gun", but not what came of it, as in
/// "sparking protests".
fn is_meanwhile(reading: &Reading<'_>, rules: &EventRules, clause: usize) -> bool {
    reading.tag(clause) == Some(Tag::Vbg)
        && own_subject(reading, clause).is_none()
        && !rules.in_set(WordSet::Pursuing, reading.lemma(clause))
}

/// Whether a conjunction leads a clause in: "because", "when".
fn has_mark(reading: &Reading<'_>, verb: usize) -> bool {
    child(reading, verb, Dep::Mark).is_some() || opened_by_question(reading, verb)
}

/// Whether "how", "why", "when" or "where" leads a clause in: "how the victims died".
fn opened_by_question(reading: &Reading<'_>, verb: usize) -> bool {
    children(reading, verb).any(|c| c < verb && reading.tag(c) == Some(Tag::Wrb))
}

/// Whether one expression says more exactly when something was than another does.
fn lies_within(inner: &Timex, outer: &Timex) -> bool {
    let (Some((first, last)), Some((from, to))) = (days(inner), days(outer)) else { return false };
    inner.grain < outer.grain && from <= first && last <= to
}

/// Indexes of the expressions that begin in a span.
pub(super) fn told_in(timexes: &[Timex], span: Span) -> Range<usize> {
    let before = |end: u32| timexes.partition_point(|timex| timex.span.start < end);
    before(span.start)..before(span.end)
}

/// First and last day of an expression, where both are known.
pub(super) fn days(timex: &Timex) -> Option<(&str, &str)> {
    Some((day(timex.earliest.as_deref())?, day(timex.latest.as_deref())?))
}

/// The day of a date or a time.
pub(super) fn day(moment: Option<&str>) -> Option<&str> {
    moment?.get(..10)
}

/// Whether a year is part of what something is called: "the 2018 World Cup".
fn names_year(reading: &Reading<'_>, timex: &Timex, year: usize, hosts: &[bool]) -> bool {
    timex.grain == Grain::Year
        && reading.tokens_in(timex.span).len() == 1
        && reading.parse.head(year).is_some_and(|named| {
            named > year && !hosts[named] && matches!(reading.tag(named), Some(Tag::Nnp | Tag::Nnps))
        })
}

/// How an event's time was found, from how its expression was resolved.
pub(super) fn basis(timex: &Timex) -> TimeBasis {
    match timex.basis {
        TimexBasis::Stated => TimeBasis::Stated,
        TimexBasis::Weekday => TimeBasis::Weekday,
        TimexBasis::Dateline => TimeBasis::Dateline,
        TimexBasis::Publication | TimexBasis::Narrative | TimexBasis::Assumed | TimexBasis::Unanchored => {
            TimeBasis::Relative
        }
    }
}

//! Who and what takes part in an event, and the numbers that belong to it.

use core::ops::Range;

use super::rules::{Classes, EventRules, RoleRule, WordClass};
use super::syntax::{self, child, children};
use super::trigger::{Matcher, Trigger};
use crate::extract::Reading;
use crate::language::{Dep, Pos, Tag};
use crate::model::{Form, Participant, ParticipantRole, Quantity, QuantityId, Span, Status};

/// A phrase is cut at so many tokens on either side of its head.
const LONGEST_SIDE: usize = 12;

/// A participant with the token that heads it.
pub(super) struct Taking {
    pub(super) participant: Participant,
    pub(super) head: usize,
}

/// The participants of a trigger, in order of the text, each once.
pub(super) fn participants(matcher: &Matcher<'_>, trigger: &Trigger<'_>) -> Vec<Taking> {
    let mut taking: Vec<Taking> = Vec::new();
    let row = &matcher.rules.rows[trigger.row];
    for &(slot, head) in &trigger.slots {
        let Some(rule) = row.role(slot) else { continue };
        if head == trigger.head || taking.iter().any(|known| known.head == head) {
            continue;
        }
        if slot == "comp" {
            for side in sides(matcher.reading, matcher.rules, head) {
                if !matcher.is_time(side) && !taking.iter().any(|known| known.head == side) {
                    taking.extend(addressed(matcher, trigger, side));
                }
            }
            continue;
        }
        let Some(role) = role(matcher, trigger.class, slot, head, rule) else { continue };
        let reading = matcher.reading;
        let mention = matcher.cast.mention_headed_by(head).or_else(|| named(matcher, head));
        let (span, entity) = match mention {
            Some(index) => {
                let mention = &matcher.cast.mentions[index];
                (mention.span, Some(mention.entity))
            }
            None => (reading.span_of(phrase(reading, matcher.rules, head)), None),
        };
        if span.is_empty() || span.contains(reading.span(trigger.head)) {
            continue;
        }
        taking.push(Taking { participant: Participant { role, span, entity }, head });
    }
    taking.sort_by_key(|taking| (taking.participant.span, taking.participant.role));
    taking.dedup_by_key(|taking| (taking.participant.span, taking.participant.role));
    part_from_actor(matcher.reading, &mut taking);
    taking
}

/// Who acts and whom the act befalls are two, unless the text says "himself": a pronoun that was bound to the other of them
/// stands for nobody known.
fn part_from_actor(reading: &Reading<'_>, takings: &mut [Taking]) {
    let is_pronoun = |taking: &Taking| reading.tag(taking.head) == Some(Tag::Prp);
    let is_reflexive = |taking: &Taking| reading.lower(taking.head).contains("sel");
    for at in 0..takings.len() {
        let befalls =
            matches!(takings[at].participant.role, ParticipantRole::Victim | ParticipantRole::Recipient);
        let Some(entity) = takings[at].participant.entity.filter(|_| befalls && !is_reflexive(&takings[at]))
        else {
            continue;
        };
        let actor = takings.iter().position(|other| {
            other.participant.role == ParticipantRole::Actor && other.participant.entity == Some(entity)
        });
        let Some(actor) = actor else { continue };
        if is_pronoun(&takings[at]) {
            takings[at].participant.entity = None;
        } else if is_pronoun(&takings[actor]) {
            takings[actor].participant.entity = None;
        }
    }
}

/// Whether a pronoun was found to stand for the one who acts on it. Where the verb has no subject of its own, the one that
/// was found for it is then more likely wrong than the pronoun: "the man died when a car turned and ran him over".
pub(super) fn is_muddled(matcher: &Matcher<'_>, takings: &[Taking]) -> bool {
    takings.iter().any(|taking| {
        taking.participant.entity.is_none()
            && matcher.reading.tag(taking.head) == Some(Tag::Prp)
            && matcher.cast.mention_headed_by(taking.head).is_some()
    })
}

/// Those whom a promised, demanded, refused or threatened act is about: its subject, and those it acts on.
fn sides(reading: &Reading<'_>, rules: &EventRules, verb: usize) -> Vec<usize> {
    let mut sides: Vec<usize> = child(reading, verb, Dep::Nsubj).into_iter().collect();
    let acted_on = syntax::verb_slots(reading, rules, verb).into_iter().filter(|(slot, _)| {
        matches!(*slot, "obj" | "iobj" | "on" | "against" | "to" | "with" | "from" | "of" | "for")
    });
    sides.extend(acted_on.map(|(_, filler)| filler));
    sides
}

/// The participant that such a one is: a recipient, if it is somebody.
fn addressed(matcher: &Matcher<'_>, trigger: &Trigger<'_>, head: usize) -> Option<Taking> {
    let index = matcher.cast.mention_headed_by(head).or_else(|| named(matcher, head))?;
    let role = role(matcher, trigger.class, "comp", head, RoleRule::Is(ParticipantRole::Recipient))?;
    let mention = &matcher.cast.mentions[index];
    let apart = !mention.span.contains(matcher.reading.span(trigger.head));
    let participant = Participant { role, span: mention.span, entity: Some(mention.entity) };
    (role == ParticipantRole::Recipient && apart).then_some(Taking { participant, head })
}

/// The name that covers a token.
fn named(matcher: &Matcher<'_>, token: usize) -> Option<usize> {
    matcher.cast.mention_at(token).filter(|&index| matcher.cast.mentions[index].form == Form::Name)
}

/// The role of a filler, if it can fill the slot at all.
fn role(
    matcher: &Matcher<'_>,
    class: WordClass,
    slot: &str,
    head: usize,
    rule: RoleRule,
) -> Option<ParticipantRole> {
    let rules = matcher.rules;
    let classes = matcher.classes(head);
    let is = |names: &[&str]| {
        classes & names.iter().map(|name| rules.class(name)).fold(0, |a: Classes, b| a | b) != 0
    };
    let mentioned = matcher.cast.mention_headed_by(head).is_some();
    let human = is(&["person", "group", "number", "official", "worker"]) && !is(&["thing", "place"])
        || is(&["person", "group"]);
    let somebody = human
        || is(&[
            "organization",
            "force",
            "police",
            "delegation",
            "court",
            "assembly",
            "media",
            "scientist",
            "voter",
        ])
        || is(&["place"]) && (mentioned || is(&["country"]));
    let role = match rule {
        RoleRule::Is(role) => role,
        RoleRule::Undergoer if human => ParticipantRole::Victim,
        RoleRule::Undergoer => ParticipantRole::Target,
        RoleRule::Addressee | RoleRule::Beneficiary if somebody => ParticipantRole::Recipient,
        RoleRule::Addressee => ParticipantRole::Target,
        RoleRule::Beneficiary => ParticipantRole::Instrument,
    };
    if slot == "mod" && class == WordClass::Noun {
        // What stands before a noun says who did it only if it names somebody, or with what if it is a weapon.
        let name = is(&["person", "organization", "group", "country"]);
        return if is(&["weapon", "vehicle"]) && role == ParticipantRole::Actor {
            (matcher.reading.pos(head) == Some(Pos::Noun)).then_some(ParticipantRole::Instrument)
        } else if name || is(&["force"]) && matcher.reading.pos(head) != Some(Pos::Adj) {
            Some(role)
        } else {
            None
        };
    }
    match role {
        ParticipantRole::Actor if somebody => Some(role),
        ParticipantRole::Actor if is(&["weapon", "vehicle"]) => Some(ParticipantRole::Instrument),
        ParticipantRole::Actor => {
            mentioned.then_some(role).filter(|_| is(&["pronoun", "facility", "product"]))
        }
        ParticipantRole::Recipient if somebody => Some(role),
        ParticipantRole::Recipient => (!is(&["pronoun"])).then_some(ParticipantRole::Topic),
        ParticipantRole::Victim => (human || mentioned || slot == "obj").then_some(role),
        ParticipantRole::Instrument => {
            (!human && !is(&["organization", "place"]) || slot == "obj").then_some(role)
        }
        ParticipantRole::Origin | ParticipantRole::Destination => {
            (is(&["place", "facility", "person", "organization", "prison"]) && (mentioned || is(&["place"])))
                .then_some(role)
        }
        ParticipantRole::Target if slot == "in" => is(&["place", "facility"]).then_some(role),
        ParticipantRole::Target if slot == "from" => None,
        ParticipantRole::Target | ParticipantRole::Topic => Some(role),
    }
}

/// The noun phrase around a head without the clauses and phrases that follow it, but with what it counts.
pub(super) fn phrase(reading: &Reading<'_>, rules: &EventRules, head: usize) -> Range<usize> {
    let mut start = left_edge(reading, head);
    // "dozens of drones"
    if reading.dep(head) == Some(Dep::Pobj)
        && let Some(of) = reading.parse.head(head).filter(|&of| reading.lower(of) == "of")
        && let Some(counter) = reading.parse.head(of)
        && counter + 2 >= start.saturating_sub(1)
        && counter < start
        && syntax::is_counter(reading, rules, counter)
        && of == counter + 1
    {
        start = left_edge(reading, counter);
    } else if reading.dep(head) == Some(Dep::Pobj)
        && let Some(of) = reading.parse.head(head).filter(|&of| reading.lower(of) == "of")
        && of >= 2
        && reading.lower(of - 1) == "out"
        && reading.pos(of - 2) == Some(Pos::Num)
    {
        // "52 out of 80 drones"
        start = left_edge(reading, of - 2);
    }
    let mut end = head + 1;
    let of = children(reading, head)
        .find(|&c| c == end && reading.dep(c) == Some(Dep::Prep) && reading.lower(c) == "of");
    // The parser may hang the object before its preposition.
    if let Some(object) = of.and_then(|of| child(reading, of, Dep::Pobj)).filter(|&object| object > head) {
        let below = left_edge(reading, object)..object + 1;
        if below.end - head <= LONGEST_SIDE {
            end = below.end;
        }
    }
    start..end
}

fn left_edge(reading: &Reading<'_>, head: usize) -> usize {
    let mut start = head;
    for &before in reading.parse.left_children(head).iter().rev().take(LONGEST_SIDE) {
        let before = before as usize;
        if matches!(
            reading.dep(before),
            Some(Dep::Punct | Dep::Cc | Dep::Preconj | Dep::Mark | Dep::Nsubj | Dep::Aux | Dep::Advmod)
        ) && reading.dep(before) != Some(Dep::Advmod)
        {
            break;
        }
        let edge = reading.parse.subtree(before).start;
        if head - edge.min(head) > LONGEST_SIDE {
            break;
        }
        start = start.min(edge);
    }
    start
}

/// The quantities of a text, for look-up by position.
pub(super) struct Numbers<'a> {
    pub(super) all: &'a [Quantity],
}

impl Numbers<'_> {
    /// Indexes of the quantities that overlap a span. Quantities stand in order and are short.
    fn over(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let start = self.all.partition_point(|q| q.span.start + 200 < span.start);
        (start..self.all.len())
            .take_while(move |&i| self.all[i].span.start < span.end)
            .filter(move |&i| self.all[i].span.overlaps(span))
    }

    /// "the biggest number of drones — 472 —": the amount in dashes, commas or brackets right behind the phrase whose things
    /// it counts.
    fn set_off(&self, reading: &Reading<'_>, span: Span) -> Option<usize> {
        let index = self.all.partition_point(|q| q.span.start < span.end);
        let quantity = self.all.get(index)?;
        let between = reading.text.get(span.end as usize..quantity.span.start as usize)?.trim();
        let unit = quantity.unit.as_deref()?;
        let counts = reading.tokens_in(span).any(|token| reading.lemma(token) == unit);
        (matches!(between, "—" | "–" | "--" | "-" | "," | "(") && counts).then_some(index)
    }

    /// The quantities of an event mention, each with whether it counts what is acted on, in order of the text.
    pub(super) fn of(
        &self,
        reading: &Reading<'_>,
        rules: &EventRules,
        trigger: &Trigger<'_>,
        takings: &[Taking],
        sentence: Span,
    ) -> Vec<(usize, bool)> {
        let mut found: Vec<(usize, bool)> = Vec::new();
        let mut add = |index: usize, acted_on: bool| {
            if !found.iter().any(|(known, _)| *known == index) {
                found.push((index, acted_on));
            }
        };
        for taking in takings {
            let span = reading.span_of(phrase(reading, rules, taking.head));
            let acted_on = matches!(
                taking.participant.role,
                ParticipantRole::Victim
                    | ParticipantRole::Target
                    | ParticipantRole::Recipient
                    | ParticipantRole::Instrument
            );
            for index in self.over(span).chain(self.set_off(reading, span)) {
                add(index, acted_on);
            }
        }
        if trigger.class == WordClass::Noun {
            let span = reading.span_of(phrase(reading, rules, trigger.head));
            for index in self.over(span) {
                add(index, false);
            }
            // "The death toll from the attack has risen to 150"
            for number in toll_of(reading, trigger.head) {
                for index in self.over(reading.span_of(phrase(reading, rules, number))) {
                    if matches!(self.all[index].status, Status::Dead | Status::Injured | Status::Missing) {
                        add(index, false);
                    }
                }
            }
        }
        for &(slot, filler) in &trigger.slots {
            if matches!(slot, "obj" | "subj" | "for" | "by" | "of" | "to") {
                for index in self.over(reading.span_of(phrase(reading, rules, filler))) {
                    let status = self.all[index].status;
                    if matches!(
                        status,
                        Status::Money | Status::Share | Status::Magnitude | Status::Votes | Status::Score
                    ) || slot == "obj" && status.is_news()
                    {
                        add(index, slot == "obj");
                    }
                }
            }
        }
        // "Stopped 52 of the 80 drones that were launched": what is stopped is the part, what was launched the whole.
        let describes = matches!(reading.dep(trigger.head), Some(Dep::Acl | Dep::Relcl));
        let outside: Vec<QuantityId> = found
            .iter()
            .map(|&(index, _)| &self.all[index])
            .filter_map(|part| {
                let whole = part.subset_of.filter(|&whole| self.stands_behind(part, whole))?;
                Some(if describes { part.id } else { whole })
            })
            .collect();
        found.retain(|&(index, _)| !outside.contains(&self.all[index].id));
        // Parts and additions stand beside what they belong to.
        let first = self.all.partition_point(|q| q.span.start < sentence.start);
        for index in first..self.all.len() {
            let quantity = &self.all[index];
            if quantity.span.start >= sentence.end {
                break;
            }
            let whole = quantity.subset_of;
            // Of 80 that were launched, the 52 that were downed belong to the downing.
            let belongs = whole.is_some()
                && found.iter().any(|&(known, _)| {
                    let known = &self.all[known];
                    Some(known.id) == whole
                        && (known.status == quantity.status
                            || !quantity.status.is_news()
                            || !known.status.is_news())
                });
            if belongs && !outside.contains(&quantity.id) && !found.iter().any(|(known, _)| *known == index) {
                found.push((index, false));
            }
        }
        found.sort_unstable();
        found
    }

    /// Whether a whole stands behind its part: "52 of 80", not "19 others, including two children".
    fn stands_behind(&self, part: &Quantity, whole: QuantityId) -> bool {
        let start = self.all.partition_point(|quantity| quantity.span.start <= part.span.start);
        self.all[start..].iter().take(4).any(|quantity| quantity.id == whole)
    }

    /// The ids of quantities by index.
    pub(super) fn ids(&self, found: &[(usize, bool)]) -> Vec<QuantityId> {
        found.iter().map(|&(index, _)| self.all[index].id).collect()
    }
}

/// The numbers that a sentence puts the toll of an event at, whose noun hangs on the noun for the toll.
fn toll_of(reading: &Reading<'_>, event: usize) -> Vec<usize> {
    let above =
        |token: usize, dep: Dep| reading.parse.head(token).filter(|_| reading.dep(token) == Some(dep));
    let verb = above(event, Dep::Pobj)
        .and_then(|preposition| above(preposition, Dep::Prep))
        .filter(|&toll| reading.parse.is_noun(toll))
        .and_then(|toll| above(toll, Dep::Nsubj));
    let led = verb.into_iter().flat_map(|verb| reading.parse.children_by(verb, Dep::Prep));
    led.filter_map(|preposition| reading.parse.child(preposition, Dep::Pobj)).collect()
}

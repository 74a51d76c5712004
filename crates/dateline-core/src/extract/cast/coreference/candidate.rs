//! What a pronoun may take up, what speaks for each, and the choice.

use super::argument::Arguments;
use super::clue::{Clue, Sort};
use super::{Choice, ChoiceOption, MENTIONS_BACK, Resolver, SENTENCES_BACK};
use crate::extract::cast::mention::{Determiner, Draft};
use crate::extract::cast::rules::{Gender, Number, Pronoun, Usage};
use crate::language::Dep;
use crate::model::{EntityKind, Form};

/// How many entities, nouns for other things, and mentions that follow, are weighed for one pronoun.
pub(super) const MOST_ENTITIES: usize = 16;
const MOST_THINGS: usize = 8;
const MENTIONS_AHEAD: usize = 8;
/// What the likeliest speaker of a quotation must weigh more than the next, in the hundredths of the weights.
const SURE: i32 = 40;
/// How many clauses above a pronoun are looked at.
const CLAUSES_ABOVE: usize = 5;

/// What a pronoun may take up: an entity, or a noun that is no mention, or nothing.
pub(super) struct Candidate {
    pub(super) cluster: Option<usize>,
    /// The token of a noun that is no mention.
    pub(super) thing: Option<usize>,
    pub(super) clues: Vec<Clue>,
}

/// What a mention was found to take up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Referent {
    /// The entity with this cluster.
    Entity(usize),
    /// What a noun that is no mention names.
    Thing,
    /// One of several, and nothing tells which.
    Unsure,
    Nothing,
}

impl Referent {
    pub(super) fn entity(self) -> Option<usize> {
        if let Self::Entity(cluster) = self { Some(cluster) } else { None }
    }
}

/// The mentions of one entity near a pronoun.
struct Near {
    cluster: usize,
    /// The latest mention, and the first one in the same sentence.
    latest: usize,
    first: usize,
    ahead: bool,
    agreement: Agreement,
}

/// How a pronoun agrees with an entity.
#[derive(Clone, Copy)]
pub(super) struct Agreement {
    kind: Clue,
    gender: Option<Clue>,
}

/// What a word is in its clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Subject,
    PassiveSubject,
    Object,
    Prepositional,
    Possessor,
    Modifier,
    Other,
}

/// A clause around a pronoun: its verb, subject and object.
struct Clause {
    verb: usize,
    subject: Option<usize>,
    objects: [Option<usize>; 2],
}

impl Resolver<'_> {
    /// The candidate that the clues speak for most, the first of equals.
    pub(super) fn likeliest(&mut self, k: usize, sort: Sort, candidates: Vec<Candidate>) -> Referent {
        let mut best: Option<(usize, i32)> = None;
        for (i, candidate) in candidates.iter().enumerate() {
            let sum = self.rules.coreference_weights().sum(sort, &candidate.clues);
            if best.is_none_or(|(_, highest)| sum > highest) {
                best = Some((i, sum));
            }
        }
        let Some((best, highest)) = best else { return Referent::Nothing };
        if self.log.is_some() {
            let choice = self.choice(k, sort, &candidates, best);
            if let Some(log) = self.log.as_mut() {
                log.push(choice);
            }
        }
        if self.saying(k).is_some_and(|saying| saying.quoted) && sort == Sort::Person {
            // A wrong name on somebody's words is worse than none.
            let weights = self.rules.coreference_weights();
            let others = candidates.iter().enumerate().filter(|(i, c)| *i != best && c.cluster.is_some());
            let rival = others.map(|(_, other)| weights.sum(sort, &other.clues)).max();
            if rival.is_some_and(|rival| highest - rival < SURE) {
                return Referent::Unsure;
            }
        }
        match (candidates[best].cluster, candidates[best].thing) {
            (Some(cluster), _) => Referent::Entity(cluster),
            (None, Some(_)) => Referent::Thing,
            (None, None) => Referent::Nothing,
        }
    }

    /// What was chosen from, for training.
    fn choice(&self, k: usize, sort: Sort, candidates: &[Candidate], chosen: usize) -> Choice {
        let span = |tokens| self.reading.span_of(tokens);
        let options = candidates.iter().map(|candidate| {
            let mentions = candidate.cluster.map_or(&[][..], |c| &self.clusters.all[c].mentions);
            let mentions = mentions.iter().map(|m| span(self.drafts[*m].tokens.clone()));
            let thing = candidate.thing.map(|thing| span(thing..thing + 1));
            ChoiceOption {
                mentions: mentions.chain(thing).collect(),
                clues: candidate.clues.iter().map(|clue| *clue as u8).collect(),
            }
        });
        Choice {
            mention: span(self.drafts[k].tokens.clone()),
            sort: sort as usize,
            options: options.collect(),
            chosen,
        }
    }

    /// The candidates for what a pronoun takes up, the latest first, nothing last.
    pub(super) fn candidates(&self, k: usize, pronoun: &Pronoun) -> Vec<Candidate> {
        let near = self.near(k, pronoun);
        let things = self.things_near(k, pronoun);
        let clauses = self.clauses_above(self.drafts[k].head);
        let arguments = self.arguments(k);
        let often = near.iter().map(|n| self.tally[n.cluster].mentions).max().unwrap_or(0);
        let taken_up = near.iter().map(|n| self.tally[n.cluster].pronouns).max().unwrap_or(0);
        let first = near.iter().map(|n| self.tally[n.cluster].first).min();
        let mut candidates = Vec::with_capacity(near.len() + things.len() + 1);
        for (rank, n) in near.iter().enumerate() {
            let mention = &self.drafts[n.latest];
            let mut clues = vec![n.agreement.kind];
            clues.extend(n.agreement.gender);
            clues.push(recency(rank));
            if near.len() == 1 {
                clues.push(Clue::Only);
            }
            if n.ahead {
                clues.push(Clue::Ahead);
            } else {
                self.distance(k, mention.head, &mut clues);
            }
            self.syntax(k, mention.head, &mut clues);
            let at = |n: &Near| (self.drafts[n.first].sentence, self.drafts[n.first].head);
            let leftmost =
                near.iter().all(|other| at(other).0 != at(n).0 || at(other) >= at(n) || other.ahead);
            let first_head = self.drafts[n.first].head;
            let main = self.is_main_subject(first_head) || self.is_main_subject(mention.head);
            if leftmost && !n.ahead {
                clues.push(Clue::Leftmost);
            }
            if main {
                clues.push(Clue::MainSubject);
            }
            if (main || leftmost) && self.drafts[k].sentence == mention.sentence + 1 {
                clues.push(Clue::TopicBefore);
            }
            self.surroundings(k, n, &clauses, &arguments, &mut clues);
            self.form(k, mention, &mut clues);
            let tally = self.tally[n.cluster];
            clues.push(frequency(tally.mentions));
            if tally.mentions == often && often > 1 {
                clues.push(Clue::MostOften);
            }
            clues.push(if tally.pronouns > 0 { Clue::TakenUp } else { Clue::NeverTakenUp });
            if tally.pronouns == taken_up && taken_up > 0 {
                clues.push(Clue::TakenUpMost);
            }
            if Some(tally.first) == first {
                clues.push(Clue::First);
            }
            if !tally.named {
                clues.push(Clue::Unnamed);
            }
            if tally.has_role {
                clues.push(Clue::HasRole);
            }
            clues.push(self.named_after(k, n.cluster));
            candidates.push(Candidate { cluster: Some(n.cluster), thing: None, clues });
        }
        for (rank, thing) in things.into_iter().enumerate() {
            let mut clues = vec![Clue::Thing];
            clues.push(recency(rank));
            self.distance(k, thing, &mut clues);
            self.syntax(k, thing, &mut clues);
            if self.is_main_subject(thing) {
                clues.push(Clue::MainSubject);
            }
            if clauses.iter().skip(1).any(|clause| clause.subject == Some(thing)) {
                clues.push(Clue::HigherSubject);
            }
            if clauses.first().is_some_and(|clause| clause.subject == Some(thing)) {
                clues.push(Clue::OwnSubject);
            }
            candidates.push(Candidate { cluster: None, thing: Some(thing), clues });
        }
        candidates.push(Candidate { cluster: None, thing: None, clues: self.nobody(k, &near) });
        candidates
    }

    /// The entities mentioned near a pronoun that agree with it, the latest first, then what follows in its sentence.
    fn near(&self, k: usize, pronoun: &Pronoun) -> Vec<Near> {
        let draft = &self.drafts[k];
        let mut near: Vec<Near> = Vec::new();
        let recent = self.recent.iter().rev().take(MENTIONS_BACK);
        let within = |other: &&usize| draft.sentence - self.drafts[**other].sentence <= SENTENCES_BACK;
        let speaker = self.quoted_speaker(draft.head);
        for other in recent.take_while(within) {
            let Some(cluster) = self.clusters.of[*other] else { continue };
            let mention = &self.drafts[*other];
            if mention.tokens.contains(&draft.head) || self.is_adjective(mention) || speaker == Some(cluster)
            {
                continue;
            }
            if let Some(known) = near.iter_mut().find(|n| n.cluster == cluster) {
                if self.drafts[known.latest].sentence == mention.sentence {
                    known.first = *other;
                }
                continue;
            }
            if near.len() == MOST_ENTITIES {
                break;
            }
            if let Some(agreement) = self.agreement(pronoun, cluster) {
                near.push(Near { cluster, latest: *other, first: *other, ahead: false, agreement });
            }
        }
        let following = (k + 1..self.drafts.len()).take(MENTIONS_AHEAD);
        for other in following.take_while(|other| self.drafts[*other].sentence == draft.sentence) {
            let mention = &self.drafts[other];
            let subject = matches!(self.slot(mention.head).0, Slot::Subject | Slot::PassiveSubject);
            let above = self
                .reading
                .parse
                .head(mention.head)
                .filter(|verb| *verb > draft.head && self.reading.parse.is_within(draft.head, *verb));
            let Some(cluster) = self.clusters.of[other].filter(|cluster| speaker != Some(*cluster)) else {
                continue;
            };
            // "A boy was asleep when he was shot, said Ann Lee": who stands behind the verb, as
            // speakers do, is rather not meant in what comes before it.
            let behind = above.is_some_and(|verb| verb < mention.head)
                && near.iter().any(|n| self.drafts[n.latest].sentence == draft.sentence);
            if mention.form == Form::Name
                && subject
                && above.is_some()
                && !behind
                && near.iter().all(|n| n.cluster != cluster)
                && let Some(agreement) = self.agreement(pronoun, cluster)
            {
                near.push(Near { cluster, latest: other, first: other, ahead: true, agreement });
            }
        }
        near
    }

    /// Nouns for what is no actor or place that "it" or "they" may take up, the latest first.
    fn things_near(&self, k: usize, pronoun: &Pronoun) -> Vec<usize> {
        let draft = &self.drafts[k];
        let things = match (pronoun.neuter, pronoun.number) {
            (true, _) => &self.things[0],
            (_, Number::Plural) => &self.things[1],
            _ => return Vec::new(),
        };
        let end = things.partition_point(|thing| *thing < draft.head);
        let parse = self.reading.parse;
        things[..end]
            .iter()
            .rev()
            .take(MOST_THINGS)
            .copied()
            .take_while(|thing| draft.sentence - self.reading.sentence_of(*thing) <= 1)
            .filter(|thing| {
                let owned = parse.head(draft.head) == Some(*thing);
                let same_verb =
                    pronoun.usage != Usage::Possessive && parse.head(*thing) == parse.head(draft.head);
                !owned && !same_verb
            })
            .collect()
    }

    /// "Turkish" in "the Turkish minister", which no pronoun takes up.
    fn is_adjective(&self, mention: &Draft) -> bool {
        mention.kind == EntityKind::Group
            && mention.form == Form::Name
            && matches!(self.reading.dep(mention.head), Some(Dep::Amod | Dep::Compound | Dep::Nmod))
    }

    /// How an entity agrees with a pronoun; none where it can't be meant.
    pub(super) fn agreement(&self, pronoun: &Pronoun, cluster: usize) -> Option<Agreement> {
        let entity = &self.clusters.all[cluster];
        let plural = entity.number == Number::Plural;
        if pronoun.neuter || pronoun.number == Number::Plural {
            let many = pronoun.number == Number::Plural;
            let kind = match entity.kind {
                EntityKind::Person if many && plural => Clue::PluralPeople,
                EntityKind::Person => return None,
                EntityKind::Group if many => Clue::Group,
                EntityKind::Group => return None,
                _ if plural && !many => return None,
                _ if plural => Clue::PluralOther,
                EntityKind::Organization if self.tally[cluster].named => Clue::Body,
                EntityKind::Organization => Clue::Collective,
                EntityKind::Place if entity.is_country => Clue::Country,
                _ if many => return None,
                EntityKind::Place => Clue::Place,
                EntityKind::Facility => Clue::Site,
                EntityKind::Product => Clue::Product,
                _ => Clue::Other,
            };
            return Some(Agreement { kind, gender: None });
        }
        if plural || !entity.gender.fits(pronoun.gender) {
            return None;
        }
        let gender = match (entity.gender, entity.supposed_gender()) {
            (Gender::Unknown, Gender::Unknown) => Clue::GenderUnknown,
            (Gender::Unknown, supposed) if supposed == pronoun.gender => Clue::GenderSupposed,
            (Gender::Unknown, _) => Clue::GenderAgainst,
            _ => Clue::GenderKnown,
        };
        match entity.kind {
            EntityKind::Person => Some(Agreement { kind: gender, gender: None }),
            _ if entity.may_be_person => Some(Agreement { kind: Clue::Misread, gender: Some(gender) }),
            _ => None,
        }
    }

    pub(super) fn distance(&self, k: usize, head: usize, clues: &mut Vec<Clue>) {
        let (reading, sentence) = (self.reading, self.reading.sentence_of(head));
        let back = self.drafts[k].sentence - sentence;
        clues.push(
            [Clue::SameSentence, Clue::SentenceBefore, Clue::TwoBack, Clue::ThreeBack, Clue::FurtherBack]
                [back.min(4)],
        );
        let paragraph = |s: usize| reading.sentence(s).map_or(0, |s| s.paragraph);
        if paragraph(self.drafts[k].sentence) != paragraph(sentence) {
            clues.push(Clue::ParagraphBefore);
        }
    }

    /// What a word is in its clause, whether as an apposition, and whether as one of several.
    fn slot(&self, head: usize) -> (Slot, bool, bool) {
        let reading = self.reading;
        let (mut i, mut apposition, mut conjunct) = (head, false, false);
        for _ in 0..4 {
            match (reading.dep(i), reading.parse.head(i)) {
                (Some(Dep::Conj), Some(above)) if reading.parse.is_noun(above) || i == head => {
                    conjunct = true;
                    i = above;
                }
                (Some(Dep::Appos), Some(above)) => {
                    apposition = true;
                    i = above;
                }
                _ => break,
            }
        }
        let slot = match reading.dep(i) {
            Some(Dep::Nsubj) => Slot::Subject,
            Some(Dep::Nsubjpass) => Slot::PassiveSubject,
            Some(Dep::Dobj | Dep::Dative | Dep::Attr | Dep::Oprd) => Slot::Object,
            Some(Dep::Pobj | Dep::Agent) => Slot::Prepositional,
            Some(Dep::Poss) => Slot::Possessor,
            Some(Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Npadvmod) => Slot::Modifier,
            _ => Slot::Other,
        };
        (slot, apposition, conjunct)
    }

    /// What the word is in its clause, and whether the pronoun is the same in its own.
    pub(super) fn syntax(&self, k: usize, head: usize, clues: &mut Vec<Clue>) {
        let reading = self.reading;
        let (slot, apposition, conjunct) = self.slot(head);
        let own = self.slot(self.drafts[k].head).0;
        clues.push(match slot {
            Slot::Subject => Clue::Subject,
            Slot::PassiveSubject => Clue::PassiveSubject,
            Slot::Object => Clue::Object,
            Slot::Prepositional => Clue::Prepositional,
            Slot::Possessor => Clue::Possessor,
            Slot::Modifier => Clue::Modifier,
            Slot::Other => Clue::OtherRole,
        });
        if reading.sentence_of(head) == self.drafts[k].sentence {
            clues.extend(match slot {
                Slot::Subject | Slot::PassiveSubject => Some(Clue::SubjectHere),
                Slot::Object => Some(Clue::ObjectHere),
                Slot::Prepositional => Some(Clue::PrepositionalHere),
                Slot::Possessor => Some(Clue::PossessorHere),
                _ => None,
            });
            clues.extend(match self.drafts[k].head.abs_diff(head) {
                0..=3 => Some(Clue::Adjacent),
                4..=8 => Some(Clue::Close),
                9..=16 => None,
                _ => Some(Clue::Far),
            });
        }
        if reading.dep(head) == Some(Dep::Poss)
            && let Some(owned) = reading.parse.head(head).and_then(|owned| self.headed[owned])
            && self.drafts[owned].kind == EntityKind::Person
        {
            clues.push(Clue::PossessorOfPerson);
        }
        let start = self.headed[head].map_or(head, |mention| self.drafts[mention].tokens.start);
        if start.checked_sub(1).is_some_and(|before| reading.word(before) == "(") {
            clues.push(Clue::Bracketed);
        }
        if apposition {
            clues.push(Clue::Apposition);
        }
        if conjunct {
            clues.push(Clue::Conjunct);
        }
        let is_subject = |slot| matches!(slot, Slot::Subject | Slot::PassiveSubject);
        match (slot, own) {
            (a, b) if is_subject(a) && is_subject(b) => {
                clues.push(Clue::ParallelSubject);
                if reading.sentence_of(head) + 1 == self.drafts[k].sentence {
                    clues.push(Clue::SubjectBefore);
                }
            }
            (Slot::Object, Slot::Object) => clues.push(Clue::ParallelObject),
            (Slot::Prepositional, Slot::Prepositional) => clues.push(Clue::ParallelPrepositional),
            (Slot::Possessor, Slot::Possessor) => clues.push(Clue::ParallelPossessor),
            _ => {}
        }
        if reading.parse.ancestors(head).take(3).any(|above| reading.dep(above) == Some(Dep::Relcl)) {
            clues.push(Clue::Embedded);
        }
        let above = reading.parse.head(head).filter(|above| *above < head);
        let host = if slot == Slot::Prepositional { above.and_then(|p| reading.parse.head(p)) } else { None };
        if host.is_some_and(|host| reading.parse.is_noun(host)) {
            clues.push(Clue::BelowNoun);
        }
    }

    fn is_main_subject(&self, head: usize) -> bool {
        let reading = self.reading;
        matches!(self.slot(head).0, Slot::Subject | Slot::PassiveSubject)
            && self.clause_of(head).is_some_and(|verb| reading.parse.head(verb).is_none())
    }

    /// The verb of the clause that a word stands in.
    pub(super) fn clause_of(&self, i: usize) -> Option<usize> {
        self.reading.parse.ancestors(i).take(8).find(|above| self.reading.parse.is_verb(*above))
    }

    /// The clauses around a word, innermost first. A clause without a subject shares that of the one above.
    fn clauses_above(&self, i: usize) -> Vec<Clause> {
        let parse = self.reading.parse;
        let mut clauses: Vec<Clause> = Vec::new();
        let mut shared = 0;
        for verb in parse.ancestors(i).take(24).filter(|above| parse.is_verb(*above)).take(CLAUSES_ABOVE) {
            let subject = parse.child(verb, Dep::Nsubj).or_else(|| parse.child(verb, Dep::Nsubjpass));
            let objects = [parse.child(verb, Dep::Dobj), parse.child(verb, Dep::Dative)];
            clauses.push(Clause { verb, subject, objects });
            if subject.is_some() {
                for clause in &mut clauses[shared..] {
                    clause.subject = clause.subject.or(subject);
                }
                shared = clauses.len();
            }
        }
        clauses
    }

    /// Where the entity stands in the clauses around the pronoun, and who speaks.
    fn surroundings(
        &self,
        k: usize,
        near: &Near,
        clauses: &[Clause],
        arguments: &Arguments,
        clues: &mut Vec<Clue>,
    ) {
        let (reading, parse) = (self.reading, self.reading.parse);
        let draft = &self.drafts[k];
        let mention = &self.drafts[near.latest];
        let is = |token: usize| {
            token != draft.head
                && self.headed[token].is_some_and(|other| self.clusters.of[other] == Some(near.cluster))
        };
        if mention.sentence == draft.sentence {
            for (level, clause) in clauses.iter().enumerate() {
                if clause.subject.is_some_and(is) {
                    clues.push(if level == 0 { Clue::OwnSubject } else { Clue::HigherSubject });
                    let below = level.checked_sub(1).and_then(|below| reading.dep(clauses[below].verb));
                    clues.extend(match below {
                        Some(Dep::Ccomp | Dep::Xcomp) => Some(Clue::SubjectOfSaying),
                        Some(Dep::Advcl) => Some(Clue::SubjectOfAdverbial),
                        Some(Dep::Conj) => Some(Clue::SubjectOfJoined),
                        Some(Dep::Relcl | Dep::Acl) => Some(Clue::SubjectOfRelative),
                        _ => None,
                    });
                    break;
                }
            }
            for (level, clause) in clauses.iter().enumerate() {
                if clause.objects.into_iter().flatten().any(is) {
                    clues.push(if level == 0 { Clue::OwnObject } else { Clue::HigherObject });
                    break;
                }
            }
            // "When X kissed Y, she laughed", "X hit Y and she fell".
            let own = clauses.first().map(|clause| clause.verb);
            if let (Some(own), Some(theirs)) = (own, self.clause_of(mention.head))
                && own != theirs
                && clauses.iter().all(|clause| clause.verb != theirs)
                && parse.head(theirs).is_some_and(|above| clauses.iter().any(|c| c.verb == above))
            {
                let subject = matches!(self.slot(mention.head).0, Slot::Subject | Slot::PassiveSubject);
                clues.push(if subject { Clue::SisterSubject } else { Clue::SisterOther });
            }
            let joined = core::iter::once(draft.head)
                .chain(parse.ancestors(draft.head).take(2))
                .any(|i| reading.dep(i) == Some(Dep::Conj) && parse.head(i).is_some_and(is));
            if joined {
                clues.push(Clue::JoinedTo);
            }
        }
        let beside = mention.sentence == draft.sentence && self.is_co_argument(arguments, mention);
        if beside || arguments.doer.is_some_and(is) {
            clues.push(Clue::CoArgument);
        }
        if arguments.owned.is_some_and(|noun| self.says_what(noun, is)) {
            clues.push(Clue::OwnedItself);
        }
        let said = self.said_in(draft.head);
        let theirs = self.said_in(mention.head);
        if said.is_some_and(|said| {
            self.speech[said].1.is_some_and(|speaker| self.clusters.of[speaker] == Some(near.cluster))
        }) {
            clues.push(Clue::OwnQuotation);
        }
        if said != theirs && said.is_some() != theirs.is_some() {
            clues.push(Clue::AcrossQuotations);
        }
        if self.saying(k).is_some() {
            let before = self.sources.partition_point(|saying| saying.source < k);
            let last = before.checked_sub(1).map(|before| self.sources[before].source);
            if last.is_some_and(|last| self.clusters.of[last] == Some(near.cluster)) {
                clues.push(Clue::SpokeBefore);
            }
        }
    }

    /// Where the text names an entity next after a pronoun.
    fn named_after(&self, k: usize, cluster: usize) -> Clue {
        let names = self.names.get(cluster).map_or(&[][..], Vec::as_slice);
        let Some(next) = names.get(names.partition_point(|name| *name <= k)) else {
            return Clue::NamedNoMore;
        };
        let (pronoun, name) = (&self.drafts[k], &self.drafts[*next]);
        let parse = self.reading.parse;
        // Whether a word is a subject, and the other stands in its clause.
        let governs = |subject: usize, other: usize| {
            matches!(self.reading.dep(subject), Some(Dep::Nsubj | Dep::Nsubjpass))
                && parse.head(subject).is_some_and(|verb| parse.subtree(verb).contains(&other))
        };
        match name.sentence - pronoun.sentence {
            0 if governs(pronoun.head, name.head) => Clue::NamedBelow,
            0 if governs(name.head, pronoun.head) => Clue::NamedAhead,
            0 => Clue::NamedHere,
            1 => Clue::NamedNext,
            _ => Clue::NamedLater,
        }
    }

    /// The quotation that a token stands in.
    pub(super) fn said_in(&self, token: usize) -> Option<usize> {
        let after = self.speech.partition_point(|(tokens, ..)| tokens.start <= token);
        after.checked_sub(1).filter(|said| self.speech[*said].0.contains(&token))
    }

    /// Who says the words that a token is quoted among: to themselves they are "I" and nobody else.
    fn quoted_speaker(&self, token: usize) -> Option<usize> {
        let (_, speaker, direct) = self.speech[self.said_in(token)?];
        speaker.filter(|_| direct).and_then(|speaker| self.clusters.of[speaker])
    }

    pub(super) fn form(&self, k: usize, mention: &Draft, clues: &mut Vec<Clue>) {
        match mention.form {
            Form::Name => clues.push(Clue::Name),
            Form::Nominal => {
                clues.push(Clue::Nominal);
                if mention.determiner == Determiner::Indefinite {
                    clues.push(Clue::Indefinite);
                }
            }
            Form::Pronoun => {
                let subject =
                    |draft: &Draft| matches!(self.slot(draft.head).0, Slot::Subject | Slot::PassiveSubject);
                clues.push(Clue::SamePronoun);
                if subject(mention) && subject(&self.drafts[k]) {
                    clues.push(Clue::SubjectPronoun);
                }
            }
        }
    }

    /// What speaks for a pronoun taking up nothing.
    fn nobody(&self, k: usize, near: &[Near]) -> Vec<Clue> {
        let draft = &self.drafts[k];
        let mut clues = vec![Clue::Nobody];
        match self.slot(draft.head).0 {
            Slot::Subject | Slot::PassiveSubject => clues.push(Clue::NobodySubject),
            Slot::Object | Slot::Prepositional => clues.push(Clue::NobodyObject),
            _ => {}
        }
        if self.said_in(draft.head).is_some() {
            clues.push(Clue::NobodyQuoted);
        }
        if near.is_empty() {
            clues.push(Clue::NobodyFits);
        } else if near.iter().all(|n| draft.sentence - self.drafts[n.latest].sentence.min(draft.sentence) > 1)
        {
            clues.push(Clue::NobodyNear);
        }
        clues
    }
}

/// How many other candidates have been mentioned since.
pub(super) fn recency(rank: usize) -> Clue {
    [Clue::Latest, Clue::SecondLatest, Clue::ThirdLatest, Clue::Earlier][rank.min(3)]
}

/// How often a candidate has been mentioned.
pub(super) fn frequency(mentions: u32) -> Clue {
    match mentions {
        0 | 1 => Clue::Once,
        2 => Clue::Twice,
        3 => Clue::Thrice,
        _ => Clue::Often,
    }
}

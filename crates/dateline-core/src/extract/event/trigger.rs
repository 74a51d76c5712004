//! Which words name events: the rows whose words stand in the text and whose conditions hold there.

use super::rules::{Classes, Condition, EventRules, Pattern, Test, WordClass};
use super::syntax::{self, Slots, children};
use crate::extract::{Cast, Reading};
use crate::language::{Dep, Pos, Tag};
use crate::model::{EntityKind, Feature, Form};

/// A word that names an event, with its other words, its row and what fills its slots.
pub(super) struct Trigger<'r> {
    /// The token that carries the event's slots.
    pub(super) head: usize,
    /// Its other words: particles, objects of idioms, parts of compounds.
    pub(super) others: Vec<usize>,
    pub(super) class: WordClass,
    /// Index into the rows.
    pub(super) row: usize,
    pub(super) slots: Slots<'r>,
}

/// What conditions are tested against.
pub(super) struct Matcher<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) cast: &'a Cast,
    pub(super) rules: &'a EventRules,
    /// For each token, whether it is part of a time expression.
    pub(super) in_time: &'a [bool],
}

/// A pattern that fits, with how much it asks, its other words and what its preposition leads in.
type Fit<'r> = ((usize, usize), &'r Pattern, Vec<usize>, Option<usize>);

impl<'a> Matcher<'a> {
    /// The event that a token names, if it names one.
    pub(super) fn trigger(&self, token: usize) -> Option<Trigger<'a>> {
        let reading = self.reading;
        let class = match reading.pos(token)? {
            Pos::Verb if syntax::is_gerund(reading, token) => WordClass::Noun,
            Pos::Verb => WordClass::Verb,
            // "Is in critical condition"
            Pos::Aux if !matches!(reading.dep(token), Some(Dep::Aux | Dep::Auxpass)) => WordClass::Verb,
            Pos::Noun | Pos::Propn => WordClass::Noun,
            Pos::Adj => WordClass::Adjective,
            _ => return None,
        };
        let mut class = class;
        let mut patterns = self.rules.patterns(lemma_as(reading, token, class), class);
        // Few gerunds are nouns in the tables.
        if patterns.is_empty() && class == WordClass::Noun && reading.pos(token) == Some(Pos::Verb) {
            class = WordClass::Verb;
            patterns = self.rules.patterns(lemma(reading, token), class);
        }
        if patterns.is_empty() || self.is_part_of_name(token) || !self.is_in_place(token, class) {
            return None;
        }
        let mut slots = match class {
            WordClass::Verb => syntax::verb_slots(reading, self.rules, token),
            WordClass::Noun => syntax::noun_slots(reading, self.rules, token),
            WordClass::Adjective => syntax::adjective_slots(reading, self.rules, token),
        };
        slots.retain(|&(_, filler)| !self.is_time(filler));
        let mut best: Option<Fit<'_>> = None;
        for pattern in patterns {
            let row = &self.rules.rows[pattern.row];
            let weight = (pattern.before.len() + pattern.below.len(), row.needs.len());
            if best.as_ref().is_some_and(|(least, ..)| *least >= weight) {
                continue;
            }
            let Some(others) = self.others(token, pattern) else { continue };
            // What the trigger's own preposition leads in is what it acts on: "pulled out of the treaty".
            let led_in = others
                .last()
                .filter(|&&last| reading.pos(last) == Some(Pos::Adp) && class == WordClass::Verb)
                .and_then(|&last| syntax::child(reading, last, Dep::Pobj))
                .filter(|&object| !self.is_time(object));
            let length = slots.len();
            slots.extend(led_in.map(|object| ("obj", object)));
            let holds =
                |ways: &Vec<Condition>| ways.iter().any(|way| self.holds(token, way, &slots, &others));
            let fits = row.needs.iter().all(holds);
            slots.truncate(length);
            if fits {
                best = Some((weight, pattern, others, led_in));
            }
        }
        let (_, pattern, others, led_in) = best?;
        slots.extend(led_in.map(|object| ("obj", syntax::counted(reading, self.rules, object))));
        // "Used tear gas and water cannons": a thing that stands beside an object of the trigger is no object either.
        let is_beside = |filler: usize| {
            let kind = self.cast.mention_for(filler).map(|index| self.cast.mentions[index].kind);
            kind != Some(EntityKind::Person) && others.contains(&syntax::first_conjunct(reading, filler))
        };
        slots.retain(|&(slot, filler)| !others.contains(&filler) && (slot != "obj" || !is_beside(filler)));
        Some(Trigger { head: token, others, class, row: pattern.row, slots })
    }

    pub(super) fn is_time(&self, token: usize) -> bool {
        self.in_time.get(token).copied().unwrap_or(false)
    }

    /// Whether a token belongs to a name, and so says what something is called rather than what happens.
    fn is_part_of_name(&self, token: usize) -> bool {
        let mention = self.cast.mention_at(token);
        mention.is_some_and(|index| {
            self.cast.mentions[index].form == Form::Name && self.cast.tokens(index).len() > 1
        }) || self.reading.parse.name_at(token).is_some_and(|name| {
            name.tokens.len() > 1 && {
                use crate::language::NameLabel as L;
                matches!(
                    name.label,
                    L::Org | L::Person | L::Law | L::WorkOfArt | L::Fac | L::Gpe | L::Product
                )
            }
        })
    }

    /// Whether a word stands where events are told: a verb in a clause, a noun as the head of its phrase.
    fn is_in_place(&self, token: usize, class: WordClass) -> bool {
        let reading = self.reading;
        match (class, reading.dep(token)) {
            (WordClass::Verb, Some(Dep::Amod)) => false,
            (
                WordClass::Verb,
                Some(Dep::Compound | Dep::Aux | Dep::Auxpass | Dep::Nmod | Dep::Prep | Dep::Mark),
            ) => false,
            // "the attack helicopter": what a noun modifies is no event.
            (WordClass::Noun, Some(Dep::Compound | Dep::Nmod | Dep::Npadvmod | Dep::Amod | Dep::Poss)) => {
                reading.dep(token) == Some(Dep::Poss)
            }
            // "two of the wounded" are people.
            (
                WordClass::Adjective,
                Some(
                    Dep::Amod
                    | Dep::Compound
                    | Dep::Pobj
                    | Dep::Nsubj
                    | Dep::Nsubjpass
                    | Dep::Dobj
                    | Dep::Poss,
                ),
            ) => false,
            (WordClass::Verb, Some(Dep::Pobj | Dep::Dobj | Dep::Nsubj)) => {
                reading.tag(token) != Some(Tag::Vbn)
            }
            (WordClass::Verb, _) => reading.tag(token) != Some(Tag::Jj),
            _ => true,
        }
    }

    /// The other words of a pattern, if all are there.
    fn others(&self, token: usize, pattern: &Pattern) -> Option<Vec<usize>> {
        let reading = self.reading;
        let mut others = Vec::new();
        let start = token.checked_sub(pattern.before.len())?;
        for (at, word) in (start..token).zip(&pattern.before) {
            if lemma(reading, at) != *word && reading.lower(at) != *word {
                return None;
            }
            others.push(at);
        }
        for (k, word) in pattern.below.iter().enumerate() {
            let next = pattern.below.get(k + 1).copied();
            let found = self.below(token, word, next, &others)?;
            others.push(found);
        }
        Some(others)
    }

    /// A word that hangs on the head or on another word of the trigger.
    fn below(&self, token: usize, word: &str, next: Option<&str>, others: &[usize]) -> Option<usize> {
        let reading = self.reading;
        let is = |at: usize| {
            !others.contains(&at)
                && (lemma(reading, at) == word
                    || reading.lower(at) == word
                    || word == "oneself"
                        && (reading.lower(at).ends_with("self") || reading.lower(at).ends_with("selves")))
        };
        // "hacked them to death"
        let leads = |at: usize| {
            let object = syntax::child(reading, at, Dep::Pobj);
            next.is_some_and(|next| object.is_some_and(|object| lemma(reading, object) == next))
        };
        // A preposition behind an object leads in something else: "gave the country $30 million in aid".
        let apart = |at: usize| {
            reading.dep(at) == Some(Dep::Prep)
                && !leads(at)
                && (others.is_empty() && at > token + 2
                    || children(reading, token).any(|c| {
                        c > token
                            && c < at
                            && matches!(reading.dep(c), Some(Dep::Dobj | Dep::Dative))
                            && !others.contains(&c)
                    }))
        };
        let fits = |at: usize| {
            !apart(at)
                && !matches!(
                    reading.dep(at),
                    Some(Dep::Nsubj | Dep::Conj | Dep::Advcl | Dep::Relcl | Dep::Cc | Dep::Punct)
                )
                && is(at)
        };
        let of = |above: usize| children(reading, above).find(|&at| fits(at));
        of(token).or_else(|| others.iter().rev().find_map(|&above| of(above))).or_else(|| {
            let joined = |&at: &usize| {
                matches!(reading.dep(at), Some(Dep::Prep | Dep::Dobj | Dep::Xcomp | Dep::Acomp | Dep::Advmod))
            };
            children(reading, token).filter(joined).find_map(of)
        })
    }

    fn holds(&self, token: usize, condition: &Condition, slots: &Slots<'_>, others: &[usize]) -> bool {
        let reading = self.reading;
        if condition.slot == "score" {
            return self.has_score(token) != condition.not;
        }
        let in_slot = |slot: &str| slot == condition.slot || condition.slot == "light" && slot == "governor";
        let mut fillers =
            slots.iter().filter(|(slot, filler)| in_slot(slot) && !others.contains(filler)).peekable();
        let held = match &condition.test {
            Test::Filled => fillers.any(|(slot, _)| *slot == condition.slot),
            Test::Kind { any, none } => {
                if *none {
                    fillers.all(|(_, filler)| self.classes(*filler) & any == 0)
                } else {
                    fillers.any(|(_, filler)| self.classes(*filler) & any != 0)
                }
            }
            Test::Lemma { any, none } => {
                let is = |filler: usize| {
                    let written = hyphenated(reading, filler);
                    any.iter().any(|word| {
                        lemma(reading, filler) == *word
                            || reading.lower(filler) == *word
                            || written.as_deref() == Some(*word)
                            || condition.slot == "comp" && *word == "to" && has_to(reading, filler)
                    })
                };
                if *none {
                    fillers.all(|(_, filler)| !is(*filler))
                } else {
                    fillers.any(|(_, filler)| is(*filler))
                }
            }
        };
        held != condition.not
    }

    /// The kinds and classes of what a token is the head of.
    pub(super) fn classes(&self, token: usize) -> Classes {
        let (reading, rules) = (self.reading, self.rules);
        let mut classes = rules.classes_of(reading.lemma(token)) | rules.classes_of(reading.lower(token));
        let mut somebody = classes & rules.class("person") != 0;
        // A name that covers the token, or a description or pronoun with it as its head.
        let mention = self.cast.mention_headed_by(token).or_else(|| {
            self.cast.mention_at(token).filter(|&index| self.cast.mentions[index].form == Form::Name)
        });
        if let Some(index) = mention {
            let kind = self.cast.mentions[index].kind;
            somebody = true;
            classes |= rules.class(kind_name(kind));
            let country = self
                .cast
                .entity_of(index)
                .and_then(|entity| entity.place.as_ref())
                .is_some_and(|place| place.feature == Feature::Country);
            if country {
                classes |= rules.class("country");
            }
        }
        match reading.pos(token) {
            Some(Pos::Pron) => classes |= rules.class("pronoun"),
            Some(Pos::Num) => classes |= rules.class("number") | rules.class("person"),
            Some(Pos::Noun) if !somebody => classes |= rules.class("thing"),
            _ => {}
        }
        classes
    }

    /// Whether a result ("2-0") stands in the sentence behind a token.
    fn has_score(&self, token: usize) -> bool {
        let reading = self.reading;
        let end = reading.tokens_of(reading.sentence_of(token)).end.min(token + 24);
        let number = |at: usize| {
            let word = reading.word(at);
            !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
        };
        (token..end).any(|at| {
            let word = reading.word(at);
            word.split_once(['-', '–']).is_some_and(|(a, b)| {
                let digits = |s: &str| !s.is_empty() && s.len() <= 3 && s.bytes().all(|b| b.is_ascii_digit());
                digits(a) && digits(b)
            }) || number(at) && matches!(reading.word(at + 1), "-" | "–") && number(at + 2)
        })
    }
}

/// The name of a kind in the tables.
fn kind_name(kind: EntityKind) -> &'static str {
    use EntityKind as K;
    match kind {
        K::Person => "person",
        K::Organization => "organization",
        K::Place => "place",
        K::Facility => "facility",
        K::Group => "group",
        K::Product => "product",
        K::Work => "work",
        K::Occasion => "occasion",
        K::Law => "law",
        K::Other => "other",
    }
}

/// The lemma in lower case; of proper nouns, which keep their case and number, the word.
pub(super) fn lemma<'r>(reading: &'r Reading<'_>, token: usize) -> &'r str {
    if reading.pos(token) == Some(Pos::Propn) {
        let lower = reading.lower(token);
        let plural = reading.tag(token) == Some(Tag::Nnps) || lower.len() > 4 && !lower.ends_with("ss");
        if plural { lower.strip_suffix('s').unwrap_or(lower) } else { lower }
    } else {
        reading.lemma(token)
    }
}

/// The lemma; of a participle that stands as a noun, the word.
fn lemma_as<'r>(reading: &'r Reading<'_>, token: usize, class: WordClass) -> &'r str {
    if class == WordClass::Noun && reading.tag(token) == Some(Tag::Vbg) {
        reading.lower(token)
    } else {
        lemma(reading, token)
    }
}

/// Whether an infinitive has its "to".
pub(super) fn has_to(reading: &Reading<'_>, verb: usize) -> bool {
    children(reading, verb).any(|c| reading.dep(c) == Some(Dep::Aux) && reading.lower(c) == "to")
}

/// The whole of a word whose parts the hyphen cut: "long-range".
fn hyphenated(reading: &Reading<'_>, token: usize) -> Option<String> {
    let hyphen = token.checked_sub(1).filter(|&at| reading.word(at) == "-" && at > 0)?;
    Some(format!("{}-{}", reading.lower(hyphen - 1), reading.lower(token)))
}

//! The tables that events are read by, compiled.

use crate::lexicon::WordMap;
use crate::model::{Context, EventType, Modality, ParticipantRole, Status};
use crate::seed::{self, Table};

/// A set of kinds of entities and classes of words, one bit each.
pub(super) type Classes = u128;

/// The kinds of entities and the marks that every word can have, by the names that conditions use.
const BUILT_IN: [&str; 14] = [
    "person",
    "organization",
    "place",
    "facility",
    "group",
    "product",
    "work",
    "occasion",
    "law",
    "other",
    "pronoun",
    "number",
    "thing",
    "country",
];

/// The tables of rows, each of which tells which words name an event.
const ROW_TABLES: [&Table; 4] =
    [&seed::EVENTS_CONFLICT, &seed::EVENTS_DIPLOMACY, &seed::EVENTS_ECONOMY, &seed::EVENTS_SOCIETY];

/// What the stage goes by, compiled from the tables `event_*.tsv` and `events_*.tsv`.
pub struct EventRules {
    pub(super) rows: Vec<Row>,
    /// By lemma, then by class of word.
    patterns: WordMap<[Vec<Pattern>; 3]>,
    words: WordMap<Classes>,
    names: WordMap<u32>,
    governors: WordMap<Vec<Governor>>,
    light: WordMap<Vec<LightVerb>>,
    /// The sets that a small word is in, a bit each.
    small: WordMap<u64>,
}

/// What sort of word a trigger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WordClass {
    Verb,
    Noun,
    Adjective,
}

/// One way of naming a kind of event.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) kind: EventType,
    pub(super) mode: Option<&'static str>,
    pub(super) context: Vec<Context>,
    pub(super) frame: Vec<(&'static str, RoleRule)>,
    /// All have to hold, each in one of its ways.
    pub(super) needs: Vec<Vec<Condition>>,
    pub(super) status: Option<Status>,
    pub(super) clear: bool,
}

impl Row {
    /// Whether it tells how somebody fared who had been hurt, and not how he was: "taken to a hospital in Boise".
    pub(super) fn is_aftermath(&self) -> bool {
        self.mode == Some("injury") && self.context.contains(&Context::Health)
    }

    /// The role that the filler of a slot has.
    pub(super) fn role(&self, slot: &str) -> Option<RoleRule> {
        self.frame.iter().find(|(name, _)| *name == slot).map(|(_, role)| *role)
    }
}

/// The words of a trigger beside its head, and the row it belongs to.
#[derive(Debug)]
pub(super) struct Pattern {
    /// They stand right before the head.
    pub(super) before: Vec<&'static str>,
    /// They hang on the head.
    pub(super) below: Vec<&'static str>,
    pub(super) row: usize,
}

/// Which role a filler has; some depend on what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoleRule {
    Is(ParticipantRole),
    /// Victim if somebody, else target.
    Undergoer,
    /// Recipient if somebody, else target.
    Addressee,
    /// Recipient if somebody, else instrument.
    Beneficiary,
}

/// One condition on a slot.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) slot: &'static str,
    /// Whether it has to fail.
    pub(super) not: bool,
    pub(super) test: Test,
}

/// What a condition asks of the fillers of its slot.
#[derive(Debug)]
pub(super) enum Test {
    Filled,
    Kind { any: Classes, none: bool },
    Lemma { any: Vec<&'static str>, none: bool },
}

/// Parts of speech of words that govern events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum GovernorPos {
    Verb,
    Noun,
    Adjective,
    Adverb,
    Auxiliary,
    Conjunction,
    Preposition,
    Determiner,
}

/// What a word says of the events that it governs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Governor {
    pos: GovernorPos,
    clause: bool,
    noun: bool,
    particle: Option<&'static str>,
    pub(super) effect: Effect,
}

/// What it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Modality(Modality),
    /// It is not so.
    Never,
    /// What holds of the word holds of the event.
    Same,
    /// Taken for granted.
    Fact,
    /// No event: "used to attack".
    Void,
}

/// Sets of small words by what they do around an event, see `event_function_words.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum WordSet {
    Locative,
    Companion,
    Hedge,
    Habitual,
    Definite,
    Nobody,
    Aimed,
    Control,
    Occasion,
    Condition,
    Within,
    Bounding,
    Continuing,
    Controlling,
    Detached,
    Opening,
    Honorific,
    Reader,
    Open,
    Noticed,
    Ranking,
    Yet,
    Later,
    Happening,
    Incident,
    Responding,
    Alarm,
    Firing,
    Near,
    Edge,
    Stretch,
    Since,
    Until,
    Through,
    Border,
    Stemming,
    Pursuing,
    Killing,
    Means,
    Separate,
    Addressing,
    Earlier,
    Length,
    Beginning,
    Counting,
    Somebody,
    Found,
    Dying,
    Scene,
    Remains,
    Leaving,
    Alerting,
    Coming,
    Convicting,
    Conveying,
    Lasting,
    Mourning,
}

/// A verb that says of an event noun that it happens.
#[derive(Clone, Copy, Debug)]
struct LightVerb {
    particle: Option<&'static str>,
    sort: LightSort,
}

/// Who is the subject of such a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LightSort {
    Actor,
    Undergoer,
    Occur,
}

impl EventRules {
    /// Compiles the tables that are linked into the crate. What a table misspells is left out; a test finds it.
    #[must_use]
    pub fn from_seed() -> Self {
        let mut names: WordMap<u32> = WordMap::new();
        for name in BUILT_IN {
            let next = names.len() as u32;
            names.insert(name, next);
        }
        let mut words: WordMap<Classes> = WordMap::new();
        for (_, [class, list]) in seed::EVENT_ARGUMENTS.select(["class", "words"]) {
            let next = names.len() as u32;
            let bit = *names.entry(class).or_insert(next);
            for word in list.split('|') {
                *words.entry(word).or_default() |= 1u128.checked_shl(bit).unwrap_or(0);
            }
        }
        let frames: WordMap<Vec<(&'static str, RoleRule)>> = seed::EVENT_FRAMES
            .select(["name", "slots"])
            .map(|(_, [name, slots])| (name, slots.split(' ').filter_map(slot_role).collect()))
            .collect();
        let mut rules = Self {
            rows: Vec::new(),
            patterns: WordMap::new(),
            words,
            names,
            governors: governors(),
            light: light_verbs(),
            small: small_words(),
        };
        for table in ROW_TABLES {
            rules.add_rows(table, &frames);
        }
        rules
    }

    fn add_rows(&mut self, table: &Table, frames: &WordMap<Vec<(&'static str, RoleRule)>>) {
        let columns =
            ["name", "lemmas", "pos", "type", "mode", "context", "frame", "needs", "status", "sure"];
        for (_, [name, lemmas, pos, kind, mode, context, frame, needs, status, sure]) in table.select(columns)
        {
            let (Some(class), Some(kind)) = (word_class(pos), named(kind)) else { continue };
            let row = self.rows.len();
            self.rows.push(Row {
                name,
                kind,
                mode: (!mode.is_empty()).then_some(mode),
                context: context.split(' ').filter_map(named).collect(),
                frame: frames.get(frame).cloned().unwrap_or_default(),
                needs: needs
                    .split(' ')
                    .filter(|need| !need.is_empty())
                    .map(|need| need.split('/').filter_map(|ways| self.condition(ways)).collect())
                    .collect(),
                status: named(status),
                clear: sure == "clear",
            });
            for lemma in lemmas.split('|') {
                if let Some((head, pattern)) = pattern(lemma, class, row) {
                    self.patterns.entry(head).or_default()[class as usize].push(pattern);
                }
            }
        }
    }

    fn condition(&self, text: &'static str) -> Option<Condition> {
        let (text, not) = text.strip_prefix('-').map_or((text, false), |rest| (rest, true));
        let end = text.find([':', '~']).unwrap_or(text.len());
        let (slot, test) = text.split_at(end);
        let none = test.get(1..).is_some_and(|test| test.starts_with('-'));
        let list = test.get(1 + usize::from(none)..).unwrap_or("").split('|');
        let test = match test.as_bytes().first() {
            None => Test::Filled,
            Some(b':') if slot == "comp" => Test::Lemma { any: list.collect(), none },
            Some(b':') => Test::Kind { any: list.map(|name| self.class(name)).fold(0, |a, b| a | b), none },
            Some(_) => Test::Lemma { any: list.collect(), none },
        };
        Some(Condition { slot, not, test })
    }

    /// The set that holds just the kind or class of the name; empty for a name that there isn't.
    pub(super) fn class(&self, name: &str) -> Classes {
        self.names.get(name).and_then(|&bit| 1u128.checked_shl(bit)).unwrap_or(0)
    }

    /// The classes of a word, by its lemma in lower case.
    pub(super) fn classes_of(&self, lemma: &str) -> Classes {
        self.words.get(lemma).copied().unwrap_or(0)
    }

    /// Whether a word in lower case is in a set of small words.
    pub(super) fn in_set(&self, set: WordSet, word: &str) -> bool {
        self.small.get(word).is_some_and(|sets| sets & (1 << set as u32) != 0)
    }

    /// The row of deaths or injuries that nobody is said to have brought about.
    pub(super) fn misfortune(&self, status: Option<Status>) -> Option<usize> {
        self.rows
            .iter()
            .position(|row| row.kind == EventType::Life && row.status.is_some() && row.status == status)
    }

    /// The patterns whose head has the lemma.
    pub(super) fn patterns(&self, lemma: &str, class: WordClass) -> &[Pattern] {
        self.patterns.get(lemma).map_or(&[], |classes| classes[class as usize].as_slice())
    }

    /// What a word says of a clause (or, else, of a noun) that it governs.
    pub(super) fn governor(
        &self,
        lemma: &str,
        pos: GovernorPos,
        clause: bool,
        particle: Option<&str>,
    ) -> Option<Effect> {
        self.governor_by(lemma, pos, clause, particle).or_else(|| self.governor_by(lemma, pos, clause, None))
    }

    /// What a word says of what it governs by just this preposition or particle, or by none.
    pub(super) fn governor_by(
        &self,
        lemma: &str,
        pos: GovernorPos,
        clause: bool,
        particle: Option<&str>,
    ) -> Option<Effect> {
        let all = self.governors.get(lemma)?;
        let fits = |governor: &&Governor| {
            governor.pos == pos
                && governor.particle == particle
                && if clause { governor.clause } else { governor.noun }
        };
        all.iter().find(fits).map(|governor| governor.effect)
    }

    /// Whether a verb, with its particle or noun, says of an event noun that it happens.
    pub(super) fn light(
        &self,
        lemma: &str,
        below: impl Fn(&str) -> bool,
        subject: bool,
    ) -> Option<LightSort> {
        let all = self.light.get(lemma)?;
        let fits = |verb: &&LightVerb| {
            (verb.sort == LightSort::Occur) == subject && verb.particle.is_none_or(&below)
        };
        all.iter().find(fits).map(|verb| verb.sort)
    }
}

fn slot_role(text: &'static str) -> Option<(&'static str, RoleRule)> {
    let (slot, role) = text.split_once('=')?;
    let role = match role {
        "undergoer" => RoleRule::Undergoer,
        "addressee" => RoleRule::Addressee,
        "beneficiary" => RoleRule::Beneficiary,
        role => RoleRule::Is(named(role)?),
    };
    Some((slot, role))
}

fn word_class(pos: &str) -> Option<WordClass> {
    match pos {
        "v" => Some(WordClass::Verb),
        "n" => Some(WordClass::Noun),
        "a" => Some(WordClass::Adjective),
        _ => None,
    }
}

/// The value of an enumeration of the model by the name it has in records.
fn named<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    use serde::de::IntoDeserializer;
    let name: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
    T::deserialize(name).ok()
}

/// The head of an alternative and its other words; hyphens are tokens of their own.
fn pattern(lemma: &'static str, class: WordClass, row: usize) -> Option<(&'static str, Pattern)> {
    let words: Vec<&'static str> = lemma.split(' ').collect();
    let (head, others) = if class == WordClass::Noun { words.split_last()? } else { words.split_first()? };
    let mut before = Vec::new();
    if class == WordClass::Noun {
        for word in others {
            split_hyphens(word, &mut before);
            if word.ends_with('-') {
                before.push("-");
            }
        }
    }
    let mut pieces = Vec::new();
    split_hyphens(head, &mut pieces);
    let head = pieces.pop()?;
    before.extend(pieces);
    let below = if class == WordClass::Noun { Vec::new() } else { others.to_vec() };
    Some((head, Pattern { before, below, row }))
}

fn split_hyphens(word: &'static str, out: &mut Vec<&'static str>) {
    for (i, piece) in word.split('-').enumerate() {
        if i > 0 {
            out.push("-");
        }
        if !piece.is_empty() {
            out.push(piece);
        }
    }
}

fn governors() -> WordMap<Vec<Governor>> {
    let mut governors: WordMap<Vec<Governor>> = WordMap::new();
    for (_, [pos, scope, effect, words]) in seed::EVENT_MODALITY.select(["pos", "scope", "effect", "words"]) {
        let pos = match pos {
            "v" => GovernorPos::Verb,
            "n" => GovernorPos::Noun,
            "a" => GovernorPos::Adjective,
            "r" => GovernorPos::Adverb,
            "x" => GovernorPos::Auxiliary,
            "m" => GovernorPos::Conjunction,
            "p" => GovernorPos::Preposition,
            _ => GovernorPos::Determiner,
        };
        let effect = match effect {
            "never" => Effect::Never,
            "same" => Effect::Same,
            "fact" => Effect::Fact,
            "void" => Effect::Void,
            effect => match named(effect) {
                Some(modality) => Effect::Modality(modality),
                None => continue,
            },
        };
        for word in words.split('|') {
            let (head, particle) = word.split_once(' ').map_or((word, None), |(a, b)| (a, Some(b)));
            governors.entry(head).or_default().push(Governor {
                pos,
                clause: scope != "noun",
                noun: scope != "clause",
                particle,
                effect,
            });
        }
    }
    governors
}

fn light_verbs() -> WordMap<Vec<LightVerb>> {
    let mut light: WordMap<Vec<LightVerb>> = WordMap::new();
    for (_, [sort, verbs]) in seed::EVENT_LIGHT_VERBS.select(["sort", "verbs"]) {
        let sort = match sort {
            "actor" => LightSort::Actor,
            "undergoer" => LightSort::Undergoer,
            _ => LightSort::Occur,
        };
        for verb in verbs.split('|') {
            let (head, particle) =
                verb.split_once(' ').map_or((verb, None), |(head, rest)| (head, rest.split(' ').next()));
            light.entry(head).or_default().push(LightVerb { particle, sort });
        }
    }
    light
}

fn small_words() -> WordMap<u64> {
    let mut small: WordMap<u64> = WordMap::new();
    for (_, [set, words]) in seed::EVENT_FUNCTION_WORDS.select(["set", "words"]) {
        let Some(set) = named::<WordSet>(set) else { continue };
        for word in words.split('|') {
            *small.entry(word).or_default() |= 1 << set as u32;
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_compiles() {
        let rules = EventRules::from_seed();
        let rows: usize = ROW_TABLES.iter().map(|table| table.rows.len()).sum();
        assert_eq!(rules.rows.len(), rows, "a row has an unknown type or part of speech");
        let frames: Vec<_> = seed::EVENT_FRAMES.select(["name", "slots"]).collect();
        for (line, [name, slots]) in &frames {
            for slot in slots.split(' ') {
                assert!(slot_role(slot).is_some(), "event_frames.tsv:{line}: {name} has a bad slot {slot}");
            }
        }
        let types: Vec<(EventType, Vec<&str>)> = seed::EVENT_TYPES
            .select(["type", "modes"])
            .filter_map(|(_, [kind, modes])| Some((named(kind)?, modes.split('|').collect())))
            .collect();
        assert_eq!(types.len(), seed::EVENT_TYPES.rows.len());
        for table in ROW_TABLES {
            for (line, [frame, needs, context, status, kind]) in
                table.select(["frame", "needs", "context", "status", "type"])
            {
                let at = format!("{}:{line}", table.file);
                assert!(types.iter().any(|(known, _)| Some(*known) == named(kind)), "{at}: type {kind}");
                assert!(frames.iter().any(|(_, [name, _])| *name == frame), "{at}: frame {frame}");
                assert!(status.is_empty() || named::<Status>(status).is_some(), "{at}: status {status}");
                for word in context.split(' ').filter(|word| !word.is_empty()) {
                    assert!(named::<Context>(word).is_some(), "{at}: context {word}");
                }
                for need in needs.split([' ', '/']).filter(|need| !need.is_empty()) {
                    if let Some((slot, names)) = need.split_once(':').filter(|(slot, _)| *slot != "comp") {
                        for name in names.trim_start_matches('-').split('|') {
                            assert!(rules.class(name) != 0, "{at}: no class {name} for {slot}");
                        }
                    }
                }
            }
        }
        assert!(rules.names.len() < 128, "a set of classes holds 128");
        for (line, [set]) in seed::EVENT_FUNCTION_WORDS.select(["set"]) {
            assert!(named::<WordSet>(set).is_some(), "event_function_words.tsv:{line}: no set {set}");
        }
    }
}

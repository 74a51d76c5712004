//! Which words may say that something is said, and what they govern then.

use crate::language::{Dep, Pos, Tag};
use crate::lexicon::WordMap;
use crate::model::Stance;
use crate::seed;

use super::super::Reading;

/// What the stage goes by, compiled from `attribution_cues`, `speakers`, `actor_nouns` and `titles`.
pub struct AttributionRules {
    /// By lemma; a lemma may be a cue as a verb and as a noun.
    cues: WordMap<Vec<(CueKind, Cue)>>,
    /// Common nouns that may stand for a source, and the ends of such nouns.
    speakers: WordMap<()>,
    speaker_ends: Vec<&'static str>,
}

/// One row of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) stance: Option<Stance>,
    /// A finite clause, or a clause that the cue is appended to.
    pub(super) clause: bool,
    pub(super) quote: bool,
    pub(super) object: bool,
    /// The direct object, where it is itself a word for something said: "rejected the accusation".
    pub(super) said_object: bool,
    /// "called it a success"
    pub(super) predicate: bool,
    pub(super) infinitive: bool,
    pub(super) gerund: bool,
    /// "is said to": the subject belongs to the content.
    pub(super) passive: bool,
    /// Only with "it" as its object, in a clause with "as": "as the envoy put it".
    pub(super) as_it: bool,
    /// "urged both sides to stop"
    pub(super) object_infinitive: bool,
    /// "told the court that": who is told stands beside it, unless it is in the passive.
    pub(super) addressee: bool,
    /// The particle without which it is no cue: "pointed out".
    pub(super) particle: Option<&'static str>,
    /// Prepositions whose object is the content.
    pub(super) prepositions: Vec<&'static str>,
    /// Prepositions whose phrase, with the direct object, is the content.
    pub(super) object_prepositions: Vec<&'static str>,
}

/// The sort of word a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CueKind {
    Verb,
    Noun,
    Adjective,
    Adverb,
    Preposition,
}

impl CueKind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "verb" => Self::Verb,
            "noun" => Self::Noun,
            "adj" => Self::Adjective,
            "adverb" => Self::Adverb,
            "preposition" => Self::Preposition,
            _ => return None,
        })
    }
}

impl AttributionRules {
    /// Compiles the table that is linked into the crate.
    #[must_use]
    pub fn from_seed() -> Self {
        let mut cues: WordMap<Vec<(CueKind, Cue)>> = WordMap::new();
        for (_, [lemma, pos, frames, stance]) in
            seed::ATTRIBUTION_CUES.select(["lemma", "pos", "frames", "stance"])
        {
            let kind = CueKind::named(pos);
            debug_assert!(kind.is_some(), "{lemma}: no cue is a {pos}");
            let Some(kind) = kind else { continue };
            let mut cue = Cue { stance: stance_named(stance), ..Cue::default() };
            debug_assert!(cue.stance.is_some(), "{lemma}: there is no stance {stance}");
            for frame in frames.split(' ') {
                cue.add_frame(frame);
            }
            let of_lemma = cues.entry(lemma).or_default();
            debug_assert!(of_lemma.iter().all(|(other, _)| *other != kind), "{lemma} stands twice");
            of_lemma.push((kind, cue));
        }
        let mut speakers = WordMap::new();
        let add = |words: &mut WordMap<()>, list: &'static str| {
            for word in list.split('|') {
                words.insert(word.rsplit(' ').next().unwrap_or(word), ());
            }
        };
        let mut speaker_ends = Vec::new();
        for (_, [sort, nouns]) in seed::SPEAKERS.select(["sort", "nouns"]) {
            match sort {
                "ending" => speaker_ends.extend(nouns.split('|')),
                _ => add(&mut speakers, nouns),
            }
        }
        for (_, [kind, nouns]) in seed::ACTOR_NOUNS.select(["kind", "nouns"]) {
            if matches!(kind, "person" | "organization" | "group") {
                add(&mut speakers, nouns);
            }
        }
        for (_, [titles]) in seed::TITLES.select(["title"]) {
            add(&mut speakers, titles);
        }
        Self { cues, speakers, speaker_ends }
    }

    /// Whether what heads a source can speak: a name, a pronoun, or a noun for people, bodies and documents.
    pub(super) fn can_speak(&self, reading: &Reading<'_>, head: usize) -> bool {
        if !reading.word(head).chars().any(char::is_alphanumeric) {
            return reading.word(head) == "%";
        }
        if !matches!(reading.tag(head), Some(Tag::Nn | Tag::Nns)) || reading.parse.name_at(head).is_some() {
            return true;
        }
        let named =
            reading.parse.children_by(head, Dep::Appos).any(|name| reading.tag(name) == Some(Tag::Nnp));
        let is_known = |word: &str| {
            self.speakers.contains(word) || self.speaker_ends.iter().any(|end| word.ends_with(end))
        };
        let last_of = |word: &str| {
            let last = word.rsplit(['-', '/']).next().unwrap_or(word);
            is_known(last) || last.strip_suffix('s').is_some_and(is_known)
        };
        let (lemma, word) = (reading.lemma(head), reading.lower(head));
        named || is_known(lemma) || is_known(word) || last_of(lemma) || last_of(word)
    }

    /// The cue that a token may be, by its lemma and part of speech.
    pub(super) fn cue(&self, reading: &Reading<'_>, token: usize) -> Option<(CueKind, &Cue)> {
        let kind = match reading.pos(token)? {
            Pos::Verb | Pos::Aux => CueKind::Verb,
            Pos::Noun => CueKind::Noun,
            Pos::Adj => CueKind::Adjective,
            Pos::Adv => CueKind::Adverb,
            // "according" is tagged as a verb and hangs as a preposition.
            Pos::Adp | Pos::Sconj => CueKind::Preposition,
            _ => return None,
        };
        let lower = reading.lower(token);
        if lower == "according" {
            return self.named(lower, CueKind::Preposition);
        }
        let participle = matches!(reading.tag(token), Some(Tag::Vbn | Tag::Vbd));
        // "is convinced" may be a predicate or a passive.
        if (reading.dep(token) == Some(Dep::Acomp)
            || participle && reading.parse.child(token, Dep::Auxpass).is_some())
            && let Some(cue) = self.named(lower, CueKind::Adjective)
        {
            return Some(cue);
        }
        let kind = if kind == CueKind::Adjective && participle { CueKind::Verb } else { kind };
        self.named(reading.lemma(token), kind).or_else(|| {
            // Lemmas fail where a form is that of two words: "hopes" is of "hop" and of "hope".
            let stem = lower.strip_suffix('s').or_else(|| lower.strip_suffix('d'));
            stem.filter(|_| kind == CueKind::Verb).and_then(|stem| self.named(stem, kind))
        })
    }

    /// The row of a lemma.
    #[cfg(test)]
    pub(super) fn row(&self, lemma: &str, pos: &str) -> Option<(CueKind, &Cue)> {
        self.named(lemma, CueKind::named(pos)?)
    }

    /// Whether a token is a noun for something said.
    pub(super) fn is_said(&self, reading: &Reading<'_>, token: usize) -> bool {
        self.named(reading.lemma(token), CueKind::Noun).is_some()
    }

    fn named(&self, lemma: &str, kind: CueKind) -> Option<(CueKind, &Cue)> {
        self.cues.get(lemma)?.iter().find(|(of, _)| *of == kind).map(|(kind, cue)| (*kind, cue))
    }
}

impl Cue {
    /// Whether it tells what somebody found or thought rather than what somebody said.
    pub(super) fn is_of_mind(&self) -> bool {
        matches!(self.stance, Some(Stance::Report | Stance::Believe | Stance::Estimate | Stance::Expect))
    }

    fn add_frame(&mut self, frame: &'static str) {
        match frame {
            "clause" => self.clause = true,
            "quote" => self.quote = true,
            "object" => self.object = true,
            "said-object" => self.said_object = true,
            "predicate" => self.predicate = true,
            "infinitive" => self.infinitive = true,
            "gerund" => self.gerund = true,
            "passive" => self.passive = true,
            "as+it" => self.as_it = true,
            "object+infinitive" => self.object_infinitive = true,
            "addressee" => self.addressee = true,
            "verb" => {}
            frame => match frame.split_once('+') {
                Some(("object", preposition)) => self.object_prepositions.push(preposition),
                Some(("particle", particle)) => self.particle = Some(particle),
                _ => self.prepositions.push(frame),
            },
        }
    }
}

/// The stance as the table spells it, which is as JSON does.
fn stance_named(name: &str) -> Option<Stance> {
    Some(match name {
        "state" => Stance::State,
        "report" => Stance::Report,
        "claim" => Stance::Claim,
        "confirm" => Stance::Confirm,
        "deny" => Stance::Deny,
        "accuse" => Stance::Accuse,
        "estimate" => Stance::Estimate,
        "expect" => Stance::Expect,
        "believe" => Stance::Believe,
        "doubt" => Stance::Doubt,
        "demand" => Stance::Demand,
        "order" => Stance::Order,
        "ask" => Stance::Ask,
        "propose" => Stance::Propose,
        "promise" => Stance::Promise,
        "warn" => Stance::Warn,
        "threaten" => Stance::Threaten,
        "criticize" => Stance::Criticize,
        "praise" => Stance::Praise,
        _ => return None,
    })
}

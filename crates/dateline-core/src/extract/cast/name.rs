//! Names: which candidates are names, and of what.
//!
//! Every candidate is judged by the sum of its [`Evidence`]: what the tagger says, words inside and around it, the
//! gazetteer, lists of given names. Then all occurrences of the same words in the document are judged together, names
//! that are part of longer ones with those, and what the tagger overlooked is found by what it found elsewhere.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use super::candidate::{self, Candidate, Casing, has_letter, is_capital};
use super::evidence::{Evidence, Scores};
use super::recurrence::{Longer, add_overlooked, is_generation};
use super::rules::{CastRules, Gender, Holds, NounSort, Position};
use crate::extract::Reading;
use crate::language::{Dep, NameLabel, Tag};
use crate::lexicon::{DemonymForm, Gazetteer, WordMap, fold};
use crate::model::{EntityKind, Feature, Timex};
use crate::text::SentenceKind;

/// Where several streets meet, their names take up no more tokens than these.
const CROSSING: usize = 6;

/// A name and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Token indexes.
    pub(super) tokens: Range<usize>,
    pub(super) kind: EntityKind,
}

/// All names of the text, in order, disjoint.
pub(super) fn names(
    reading: &Reading<'_>,
    timexes: &[Timex],
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Vec<Name> {
    let candidates = candidate::candidates(reading, timexes, gazetteer, rules);
    let witness = Witness::of(reading, gazetteer, rules, &candidates);
    let mut scores: Vec<Scores> = candidates
        .iter()
        .enumerate()
        .map(|(k, candidate)| {
            witness.scores(candidate, k.checked_sub(1).map(|k| &candidates[k]), candidates.get(k + 1))
        })
        .collect();

    // All occurrences of the same words speak for one another, half as loud as for themselves.
    let keys: Vec<String> =
        candidates.iter().map(|candidate| key(reading, candidate.tokens.clone())).collect();
    let mut sums: BTreeMap<&str, (Scores, i32)> = BTreeMap::new();
    for (key, score) in keys.iter().zip(&scores) {
        let (sum, count) = sums.entry(key).or_default();
        sum.add(*score, 1, 1);
        *count += 1;
    }
    for (key, score) in keys.iter().zip(&mut scores) {
        if let Some((sum, count)) = sums.get(key.as_str()).filter(|(_, count)| *count > 1) {
            let mut others = *sum;
            others.subtract(*score);
            score.add(others, 1, 2 * (count - 1));
        }
    }

    let longer = Longer::of(reading, &candidates, &scores);
    for (candidate, score) in candidates.iter().zip(&mut scores) {
        if let Some(evidence) = longer.evidence(reading, candidate) {
            score.add(rules.weight(evidence), 1, 1);
        }
    }
    let mut kinds = agreed(&keys, &scores);
    witness.prefer_bodies(&candidates, &keys, &mut kinds);
    let mut names: Vec<Name> = candidates
        .iter()
        .zip(kinds)
        .filter_map(|(candidate, kind)| {
            let (mut tokens, kind) = (candidate.tokens.clone(), kind?);
            if kind == EntityKind::Person {
                candidate::drop_titles(reading, rules, &mut tokens);
            }
            Some(Name { tokens, kind })
        })
        .collect();
    add_overlooked(reading, &mut names);
    names
}

/// The kinds with the highest scores, but for words that come out now as a person, now as something else that people are
/// taken for: they are what they are more strongly throughout the text. A town and its team may well share a name.
fn agreed(keys: &[String], scores: &[Scores]) -> Vec<Option<EntityKind>> {
    let mut kinds: Vec<Option<EntityKind>> = scores.iter().map(Scores::best).collect();
    let mut together: BTreeMap<&str, (Scores, bool, bool)> = BTreeMap::new();
    for ((key, score), kind) in keys.iter().zip(scores).zip(&kinds) {
        let (sum, person, other) = together.entry(key).or_default();
        if kind.is_some() {
            sum.add(*score, 1, 1);
            *person |= *kind == Some(EntityKind::Person);
            *other |= *kind != Some(EntityKind::Person);
        }
    }
    for (key, kind) in keys.iter().zip(&mut kinds) {
        if let Some((sum, true, true)) = together.get(key.as_str())
            && kind.is_some()
        {
            *kind = sum.best().or(*kind);
        }
    }
    kinds
}

/// The words of a name as they are compared: lower case, without "the".
pub(super) fn key(reading: &Reading<'_>, tokens: Range<usize>) -> String {
    let mut key = String::new();
    for i in tokens {
        if !key.is_empty() && reading.space_before(i) {
            key.push(' ');
        }
        key.push_str(reading.lower(i));
    }
    key
}

/// Whether what follows the preposition holds what is said before it.
pub(super) fn is_within(word: &str) -> bool {
    matches!(word, "in" | "near" | "across" | "outside" | "throughout")
}

/// Words that the text also uses in lower case.
fn common_words<'r>(reading: &'r Reading<'_>) -> WordMap<(), &'r str> {
    (0..reading.len())
        .filter(|i| reading.word(*i).starts_with(|c: char| c.is_lowercase()))
        .map(|i| (reading.lower(i), ()))
        .collect()
}

/// For each sentence, whether it has "he", "she", "his", "her" or the like.
fn pronoun_sentences(reading: &Reading<'_>, rules: &CastRules) -> Vec<bool> {
    let personal = |i: usize| rules.pronoun(reading.lower(i)).is_some_and(|p| p.gender != Gender::Unknown);
    (0..reading.layout.sentences.len()).map(|s| reading.tokens_of(s).any(personal)).collect()
}

/// The places that the gazetteer knows by the words of the candidates, each looked up once.
fn known_places<'r>(
    reading: &'r Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &[Candidate],
) -> BTreeMap<&'r str, Option<Evidence>> {
    let mut places = BTreeMap::new();
    for candidate in candidates {
        let words = reading.words(candidate.tokens.clone());
        places.entry(words).or_insert_with(|| {
            let place = gazetteer.place(gazetteer.lookup(words).first()?.id)?;
            Some(match place.feature {
                Feature::Country => Evidence::Country,
                Feature::Admin1 | Feature::Admin2 => Evidence::Division,
                Feature::Settlement if place.capital || place.population >= 150_000 => Evidence::LargeTown,
                Feature::Settlement => Evidence::Town,
                _ => Evidence::Region,
            })
        });
    }
    places
}

struct Witness<'a> {
    reading: &'a Reading<'a>,
    gazetteer: &'a Gazetteer,
    rules: &'a CastRules,
    common: WordMap<(), &'a str>,
    /// For each sentence, whether it has a pronoun for one person.
    pronouns: Vec<bool>,
    /// What sort of place the gazetteer knows by each candidate's words.
    places: BTreeMap<&'a str, Option<Evidence>>,
}

impl<'a> Witness<'a> {
    fn of(
        reading: &'a Reading<'a>,
        gazetteer: &'a Gazetteer,
        rules: &'a CastRules,
        candidates: &[Candidate],
    ) -> Self {
        Self {
            reading,
            gazetteer,
            rules,
            common: common_words(reading),
            pronouns: pronoun_sentences(reading, rules),
            places: known_places(reading, gazetteer, candidates),
        }
    }

    fn scores(&self, candidate: &Candidate, before: Option<&Candidate>, after: Option<&Candidate>) -> Scores {
        let mut scores = Scores::default();
        self.each(candidate, before, after, &mut |evidence| scores.add(self.rules.weight(evidence), 1, 1));
        scores
    }

    /// Calls `see` with every piece of evidence.
    fn each(
        &self,
        candidate: &Candidate,
        before: Option<&Candidate>,
        after: Option<&Candidate>,
        see: &mut dyn FnMut(Evidence),
    ) {
        see(Evidence::Bias);
        see(match candidate.label {
            Some(NameLabel::Person) => Evidence::TaggerPerson,
            Some(NameLabel::Org) => Evidence::TaggerOrg,
            Some(NameLabel::Gpe) => Evidence::TaggerGpe,
            Some(NameLabel::Loc) => Evidence::TaggerLoc,
            Some(NameLabel::Fac) => Evidence::TaggerFac,
            Some(NameLabel::Norp) => Evidence::TaggerNorp,
            Some(NameLabel::Product) => Evidence::TaggerProduct,
            Some(NameLabel::Event) => Evidence::TaggerEvent,
            Some(NameLabel::WorkOfArt) => Evidence::TaggerWork,
            Some(NameLabel::Law) => Evidence::TaggerLaw,
            _ => Evidence::TaggerNone,
        });
        self.inside(candidate, see);
        self.world(candidate, see);
        self.around(candidate, before, after, see);
        self.syntax(candidate, see);
    }

    /// The words of the name.
    fn inside(&self, candidate: &Candidate, see: &mut dyn FnMut(Evidence)) {
        let (reading, rules) = (self.reading, self.rules);
        let tokens = candidate.tokens.clone();
        let (first, last) = (tokens.start, tokens.end - 1);
        let given = rules.given(reading.lower(first)).is_some();
        let words = tokens.clone().filter(|i| has_letter(reading.word(*i))).count();
        match words {
            0 | 1 => {
                see(Evidence::OneWord);
                if candidate.label.is_none()
                    && candidate.casing != Casing::Upper
                    && !is_acronym(reading.word(first))
                {
                    see(Evidence::CapitalOnly);
                }
                if given {
                    see(Evidence::GivenOnly);
                }
            }
            2..=3 => {
                if words == 2 {
                    see(Evidence::TwoWords);
                }
                if given {
                    see(Evidence::GivenFirst);
                }
            }
            _ => see(Evidence::ManyWords),
        }
        if words > 2 && is_generation(reading.lower(last)) {
            see(Evidence::GenerationLast);
        }
        if rules.is_surname(reading.lower(last)) {
            see(if words > 1 { Evidence::SurnameLast } else { Evidence::SurnameOnly });
        }
        if words > 1 && is_initial(reading.word(first)) {
            see(Evidence::InitialFirst);
        }
        if words > 2
            && tokens.clone().any(|i| {
                let word = reading.word(i);
                rules.is_particle(word) && !matches!(word, "of" | "the" | "as" | "en")
            })
        {
            see(Evidence::ParticleInside);
        }
        if words > 1
            && !reading.word(first).contains(char::is_lowercase)
            && rules.name_word(reading.lower(first), Position::First).any(|kind| kind == EntityKind::Product)
        {
            see(Evidence::ProductFirst);
        }
        let opens = |i: usize| matches!(reading.word(i), "\"" | "“" | "‘" | "``");
        let closes = |i: usize| matches!(reading.word(i), "\"" | "”" | "’" | "''");
        let after = tokens.end + usize::from(matches!(reading.word(tokens.end), "," | "."));
        if first.checked_sub(1).is_some_and(opens) && closes(after) {
            see(Evidence::Quoted);
        }
        // "Su-34", "P-8 Poseidon", but the "F-35 Program Office"
        let ends_body = || rules.name_word(reading.lower(last), Position::Last).next().is_some();
        if rules.designation(reading.word(first)).is_some_and(|sure| sure || words > 1) && !ends_body() {
            see(Evidence::ProductFirst);
        }
        for kind in rules.name_word(&reading.words(tokens.clone()).to_lowercase(), Position::Whole) {
            match kind {
                EntityKind::Work => see(Evidence::WorkWhole),
                EntityKind::Product => see(Evidence::ProductWhole),
                _ => {}
            }
        }
        let pair = (words > 2).then(|| reading.words(last - 1..tokens.end).to_lowercase());
        for end in [(words > 1).then(|| reading.lower(last)), pair.as_deref()].into_iter().flatten() {
            for kind in rules.name_word(end, Position::Body) {
                let is_facility = kind == EntityKind::Facility;
                see(if is_facility { Evidence::FacilityBody } else { Evidence::OrganizationBody });
            }
        }
        let mut tell = |kind, organization, facility, place, occasion, law| {
            let evidence = match kind {
                EntityKind::Organization => organization,
                EntityKind::Facility => facility,
                EntityKind::Place => place,
                EntityKind::Occasion => occasion,
                EntityKind::Law => law,
                _ => None,
            };
            if let Some(evidence) = evidence {
                see(evidence);
            }
        };
        if words > 1 {
            // Newport News is a town.
            let town = self.is_known_place(&tokens);
            for kind in rules.name_word(reading.lower(last), Position::Last) {
                tell(
                    kind,
                    Some(Evidence::OrganizationLast).filter(|_| !town),
                    Some(Evidence::FacilityLast),
                    Some(Evidence::PlaceLast),
                    Some(Evidence::OccasionLast),
                    Some(Evidence::LawLast),
                );
            }
            for kind in rules.name_word(reading.lower(first), Position::First) {
                tell(
                    kind,
                    Some(Evidence::OrganizationFirst),
                    Some(Evidence::FacilityFirst),
                    Some(Evidence::PlaceFirst),
                    Some(Evidence::OccasionFirst),
                    None,
                );
            }
        }
        for i in tokens.clone() {
            let pair = (i + 1 < tokens.end).then(|| reading.words(i..i + 2).to_lowercase());
            for word in [Some(reading.lower(i)), pair.as_deref()].into_iter().flatten() {
                for kind in rules.name_word(word, Position::Any) {
                    tell(kind, Some(Evidence::OrganizationAny), None, None, None, None);
                }
            }
            if i > first && matches!(reading.lower(i), "of" | "for" | "on" | "against") {
                for kind in rules.name_word(reading.lower(i - 1), Position::BeforeOf) {
                    tell(
                        kind,
                        Some(Evidence::OrganizationOf),
                        None,
                        Some(Evidence::PlaceOf),
                        Some(Evidence::OccasionOf),
                        Some(Evidence::LawOf),
                    );
                }
            }
        }
        if is_road(reading, rules, &tokens) {
            see(Evidence::Road);
        }
        if tokens.len() == 1 && candidate.casing != Casing::Upper && is_acronym(reading.word(first)) {
            see(Evidence::Acronym);
        }
        if candidate.casing == Casing::Upper {
            see(Evidence::Shouted);
        }
        if tokens.clone().all(|i| self.common.contains(reading.lower(i))) {
            see(Evidence::CommonElsewhere);
        }
        if !tokens.clone().any(|i| matches!(reading.tag(i), Some(Tag::Nnp | Tag::Nnps))) {
            see(Evidence::NoProperTag);
        }
        if reading.tokens_of(reading.sentence_of(first)).start == first {
            see(Evidence::SentenceStart);
        }
    }

    /// What is known of the name beforehand.
    fn world(&self, candidate: &Candidate, see: &mut dyn FnMut(Evidence)) {
        let words = self.reading.words(candidate.tokens.clone());
        // "Hong Kong" is an adjective too, but a place first.
        if let Some(demonym) =
            self.gazetteer.demonym(words).filter(|demonym| fold(demonym.place) != fold(words))
        {
            see(match demonym.form {
                DemonymForm::Adjective => Evidence::DemonymAdjective,
                DemonymForm::Person | DemonymForm::Persons => Evidence::DemonymPeople,
            });
            return;
        }
        if self.gazetteer.metonym(words).is_some() {
            see(Evidence::Metonym);
        }
        if let Some(evidence) = self.places.get(words).copied().flatten() {
            see(evidence);
        }
    }

    /// The words beside it.
    fn around(
        &self,
        candidate: &Candidate,
        before: Option<&Candidate>,
        after: Option<&Candidate>,
        see: &mut dyn FnMut(Evidence),
    ) {
        let (reading, rules) = (self.reading, self.rules);
        let tokens = candidate.tokens.clone();
        let sentence = reading.tokens_of(reading.sentence_of(tokens.start));
        let floor = before.map_or(0, |before| before.tokens.end).max(sentence.start);
        if let Some((_, title, _)) = rules.title_before(reading, floor, tokens.start) {
            see(if title.holds == Holds::Address { Evidence::AddressBefore } else { Evidence::TitleBefore });
        }
        if tokens.start > sentence.start {
            let word = reading.lower(tokens.start - 1);
            let aged = word == "old"
                && tokens.start >= 3
                && matches!(reading.lower(tokens.start - 3), "year" | "month");
            let people = rules.noun(word).is_some_and(|noun| {
                noun.kind == EntityKind::Person && matches!(noun.sort, NounSort::People | NounSort::Kin)
            });
            if aged || people {
                see(Evidence::PersonNounBefore);
            }
            // "in the Arctic"
            if word == "the"
                && tokens.start > sentence.start + 1
                && is_within(reading.lower(tokens.start - 2))
                && self.places.get(reading.words(tokens.clone())) == Some(&Some(Evidence::Region))
            {
                see(Evidence::InBefore);
            }
            if word == "the" && tokens.len() == 1 && candidate.casing != Casing::Upper {
                let title = rules.title(reading.lower(tokens.start));
                if title.is_some_and(|title| title.holds != Holds::Occupation) {
                    see(Evidence::TitleAlone);
                }
            }
            match word {
                word if is_within(word) => see(Evidence::InBefore),
                "from" | "to" | "into" | "toward" | "towards" => see(Evidence::FromBefore),
                "at" => see(Evidence::AtBefore),
                "on" => see(Evidence::OnBefore),
                "of" if before.is_some_and(|b| {
                    b.tokens.end + 1 == tokens.start && b.label == Some(NameLabel::Person)
                }) && self.is_known_place(&tokens) =>
                {
                    see(Evidence::OfPersonBefore);
                }
                "by" => see(Evidence::ByBefore),
                "the" => see(Evidence::TheBefore),
                "," if before.is_some_and(|b| b.tokens.end + 1 == tokens.start && self.is_place(b)) => {
                    see(Evidence::AfterPlaceComma);
                }
                _ => {}
            }
        }
        let next = tokens.end;
        if self.is_inhabited(candidate, sentence.clone()) {
            see(Evidence::Inhabited);
        }
        if next + 1 < sentence.end && reading.lower(next) == "," && reading.lower(next + 1) == "which" {
            see(Evidence::WhichAfter);
        }
        let place_noun = |i: usize| {
            i < sentence.end && !is_capital(reading.word(i)) && rules.is_place_noun(reading.lower(i))
        };
        let of = tokens.start.checked_sub(2).filter(|noun| *noun >= sentence.start);
        if place_noun(next) || of.is_some_and(|noun| reading.lower(noun + 1) == "of" && place_noun(noun)) {
            see(Evidence::AreaNounNear);
        }
        if next >= sentence.end {
            return;
        }
        let follows = |at| after.filter(|after| after.tokens.start == at);
        match reading.lower(next) {
            "," => {
                let word = reading.word(next + 1);
                if word.parse::<u8>().is_ok_and(|age| (10..110).contains(&age))
                    && matches!(reading.lower(next + 2), "," | "." | ")")
                {
                    see(Evidence::AgeAfter);
                } else if follows(next + 1).is_some_and(|after| self.is_place(after)) {
                    see(Evidence::CommaPlaceAfter);
                }
            }
            "(" if follows(next + 1).is_some_and(|after| self.is_place(after)) => {
                see(Evidence::CountryInBracketsAfter)
            }
            "'s" | "'" => see(Evidence::PossessiveAfter),
            "who" | "whose" => see(Evidence::WhoAfter),
            word if word.parse::<u16>().is_ok() => see(Evidence::ScoreAfter),
            _ => {}
        }
    }

    fn is_place(&self, candidate: &Candidate) -> bool {
        matches!(candidate.label, Some(NameLabel::Gpe) | None) && self.is_known_place(&candidate.tokens)
    }

    /// "A Portage woman" and "the Overland teen" are from there; "the Jackson boy" may be of that family.
    fn is_inhabited(&self, candidate: &Candidate, sentence: Range<usize>) -> bool {
        let (reading, tokens) = (self.reading, candidate.tokens.clone());
        if tokens.start == sentence.start || tokens.end >= sentence.end {
            return false;
        }
        // "A 20-year-old Overland man", "a north Portage woman"
        let of_age_or_side = |&i: &usize| {
            let word = reading.lower(i);
            matches!(word, "year" | "old" | "-")
                || word.ends_with("-old")
                || word.bytes().all(|b| b.is_ascii_digit())
                || self.rules.is_compass_adjective(word)
        };
        let before = (sentence.start..tokens.start).rev().find(|i| !of_age_or_side(i));
        let article = match before.map_or("", |before| reading.lower(before)) {
            "a" | "an" | "another" => true,
            "the" => candidate.label != Some(NameLabel::Person),
            _ => false,
        };
        let mut from_there = self.rules.name_word(reading.lower(tokens.end), Position::Inhabited);
        article
            && from_there.next().is_some()
            && matches!(
                self.places.get(reading.words(tokens)),
                Some(Some(Evidence::Town | Evidence::LargeTown))
            )
    }

    fn is_known_place(&self, tokens: &Range<usize>) -> bool {
        self.places.get(self.reading.words(tokens.clone())).is_some_and(Option::is_some)
    }

    /// Whether readers know a country, division, region or large town of the name.
    fn is_well_known_place(&self, tokens: &Range<usize>) -> bool {
        let known = self.places.get(self.reading.words(tokens.clone())).copied().flatten();
        known.is_some_and(|evidence| evidence != Evidence::Town)
    }

    /// Its place in the tree.
    fn syntax(&self, candidate: &Candidate, see: &mut dyn FnMut(Evidence)) {
        let (reading, rules) = (self.reading, self.rules);
        let parse = reading.parse;
        let head = head_of(reading, candidate.tokens.clone());
        let Some(above) = parse.head(head) else { return };
        match reading.dep(head) {
            Some(Dep::Nsubj) if rules.takes_agent(reading.lemma(above)) => see(Evidence::Speaks),
            Some(Dep::Compound | Dep::Amod | Dep::Nmod) if !candidate.tokens.contains(&above) => {
                see(Evidence::Premodifier)
            }
            Some(Dep::Nsubjpass | Dep::Dobj) if rules.besets_places(reading.lemma(above)) => {
                let tokens = &candidate.tokens;
                if self.is_known_place(tokens)
                    && !rules.is_surname(reading.lower(tokens.end - 1))
                    && rules.given(reading.lower(tokens.start)).is_none()
                {
                    see(Evidence::Beset);
                }
            }
            Some(Dep::Pobj) if reading.lower(above) == "of" => {
                let noun = parse.head(above).and_then(|noun| rules.title(reading.lemma(noun)));
                if noun.is_some_and(|title| title.holds == Holds::Body) {
                    see(Evidence::Headed);
                }
            }
            _ => {}
        }
        if matches!(reading.dep(head), Some(Dep::Nsubj | Dep::Nsubjpass))
            && self.pronoun_follows(candidate.tokens.end)
        {
            see(Evidence::PronounAfter);
        }
        let sentence = reading.sentence_of(head);
        if matches!(
            reading.dep(head),
            Some(Dep::Nsubj | Dep::Nsubjpass | Dep::Poss | Dep::Dobj | Dep::Agent | Dep::Dative)
        ) && (sentence..sentence + 2).any(|s| self.pronouns.get(s) == Some(&true))
        {
            see(Evidence::PronounNear);
        }
        let appositions = parse.children_by(head, Dep::Appos);
        let host = (reading.dep(head) == Some(Dep::Appos)).then_some(above);
        // "Bilka is a Danish chain"
        let is = reading.dep(head) == Some(Dep::Nsubj) && reading.lemma(above) == "be";
        let defined = is.then(|| parse.children_by(above, Dep::Attr)).into_iter().flatten();
        let mut told = [false; 3];
        for noun in appositions.chain(host).chain(defined).filter_map(|i| rules.noun(reading.lemma(i))) {
            match noun.kind {
                EntityKind::Person => told[0] = true,
                EntityKind::Organization => told[1] = true,
                EntityKind::Place => told[2] = true,
                _ => {}
            }
        }
        if told[2] && is {
            see(Evidence::AreaNounNear);
        }
        let says = |token: usize, at| rules.name_word(reading.lemma(token), at).next().is_some();
        match reading.dep(head) {
            Some(Dep::Nsubjpass) if says(above, Position::Founded) => see(Evidence::WasFounded),
            Some(Dep::Nsubj) if says(above, Position::Makes) => see(Evidence::InBusiness),
            _ => {}
        }
        let fields = reading.dep(head) == Some(Dep::Pobj)
            && matches!(reading.lower(above), "for" | "with")
            && parse.head(above).is_some_and(|player| says(player, Position::Fielding));
        if fields {
            see(Evidence::Fields);
        }
        if told[0] {
            see(Evidence::PersonNounNear);
        }
        // "The Lund family", but "two Alton brothers"
        let (start, end) = (candidate.tokens.start, candidate.tokens.end);
        let the = start.checked_sub(1).is_some_and(|the| reading.lower(the) == "the");
        if the
            && rules.name_word(reading.lower(end), Position::Kin).next().is_some()
            && (!self.is_known_place(&candidate.tokens) || rules.is_surname(reading.lower(end - 1)))
        {
            see(Evidence::OfKin);
        }
        let labels = |i: usize| {
            reading.tag(i) != Some(Tag::Nns)
                && !is_capital(reading.word(i))
                && rules.name_word(reading.lower(i), Position::Label).next().is_some()
        };
        let labelled = reading.dep(head) == Some(Dep::Compound) && labels(above)
            || candidate.tokens.start.checked_sub(1).is_some_and(|i| {
                labels(i) && reading.dep(i) == Some(Dep::Compound) && parse.head(i) == Some(head)
            });
        if told[1] || labelled {
            see(Evidence::OrganizationNounNear);
        }
        if self.has_company_matter(&candidate.tokens) {
            see(Evidence::CompanyMatterNear);
        }
    }
}

impl Witness<'_> {
    /// "Norden fell 3 percent": a word that the text calls a company, or that a company has something of, is that company
    /// too where nothing says that something is there.
    fn prefer_bodies(&self, candidates: &[Candidate], keys: &[String], kinds: &mut [Option<EntityKind>]) {
        let unlocated: Vec<usize> = (0..candidates.len())
            .filter(|k| kinds[*k] == Some(EntityKind::Place))
            .filter(|k| {
                !self.is_well_known_place(&candidates[*k].tokens) && !self.is_located(&candidates[*k])
            })
            .collect();
        let asked: BTreeSet<&String> = unlocated.iter().map(|k| &keys[*k]).collect();
        let bodies: BTreeSet<&String> = (0..candidates.len())
            .filter(|k| kinds[*k] == Some(EntityKind::Organization) && asked.contains(&keys[*k]))
            .filter(|k| self.is_called_body(&candidates[*k]))
            .map(|k| &keys[k])
            .collect();
        for k in unlocated.into_iter().filter(|k| bodies.contains(&keys[*k])) {
            kinds[k] = Some(EntityKind::Organization);
        }
    }

    /// Whether the text calls a name an organization's, or says what a company has of it.
    fn is_called_body(&self, candidate: &Candidate) -> bool {
        let mut called = false;
        self.syntax(candidate, &mut |evidence| {
            called |= matches!(evidence, Evidence::OrganizationNounNear | Evidence::CompanyMatterNear);
        });
        called
    }

    /// Whether the words beside a name say that something is or moves there, or what it lies in.
    fn is_located(&self, candidate: &Candidate) -> bool {
        let mut located = false;
        self.around(candidate, None, None, &mut |evidence| {
            located |= matches!(
                evidence,
                Evidence::InBefore | Evidence::FromBefore | Evidence::AtBefore | Evidence::AreaNounNear
            );
        });
        let dateline = self.reading.kind_at(candidate.tokens.start) == SentenceKind::Dateline;
        located || dateline || self.reading.lower(candidate.tokens.end) == ","
    }

    /// Whether what companies have stands right after it, or before it with "of" or "in".
    fn has_company_matter(&self, tokens: &Range<usize>) -> bool {
        let (reading, rules) = (self.reading, self.rules);
        let is = |words: Range<usize>| {
            let key = key(reading, words);
            rules.name_word(&key, Position::Company).next().is_some()
        };
        let end = reading.tokens_of(reading.sentence_of(tokens.start)).end;
        let after = (1..=2).filter(|n| tokens.end + n <= end).any(|n| is(tokens.end..tokens.end + n));
        let owned = |of: usize| {
            matches!(reading.lower(of), "of" | "in") && (1..=2).any(|n| n <= of && is(of - n..of))
        };
        after || tokens.start.checked_sub(1).is_some_and(owned)
    }

    /// Whether a pronoun for one person stands within a dozen words, or at the start of the next sentence.
    fn pronoun_follows(&self, from: usize) -> bool {
        let sentence = self.reading.sentence_of(from.saturating_sub(1));
        let end = self.reading.tokens_of(sentence).end;
        (from..end.min(from + 12))
            .chain(end..end + 2)
            .any(|i| self.rules.pronoun(self.reading.lower(i)).is_some_and(|p| p.gender != Gender::Unknown))
    }
}

/// The token of a run that all others of the run hang below: the last of those whose head lies outside.
pub(super) fn head_of(reading: &Reading<'_>, tokens: Range<usize>) -> usize {
    tokens
        .clone()
        .rev()
        .find(|i| {
            has_letter(reading.word(*i)) && reading.parse.head(*i).is_none_or(|head| !tokens.contains(&head))
        })
        .unwrap_or(tokens.end.saturating_sub(1))
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && match chars.as_str() {
            "." => true,
            rest => rest.len() <= 4 && rest.ends_with('.') && rest.contains(char::is_uppercase),
        }
}

/// Two to six capital letters, digits and `&` among them.
pub(super) fn is_acronym(word: &str) -> bool {
    (2..=6).contains(&word.len())
        && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '&')
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().filter(char::is_ascii_uppercase).count() > 1
}

/// One candidate name and its evidence: each piece by its name in the table with how often it counts.
pub(super) type Weighed = (Range<usize>, Vec<(&'static str, f32)>);

/// The candidate names and their evidence, for fitting `name_evidence.tsv`, that of the other occurrences of the same
/// words included.
pub(super) fn evidence(
    reading: &Reading<'_>,
    timexes: &[Timex],
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Vec<Weighed> {
    let candidates = candidate::candidates(reading, timexes, gazetteer, rules);
    let witness = Witness::of(reading, gazetteer, rules, &candidates);
    let neighbours = |k: usize| (k.checked_sub(1).map(|k| &candidates[k]), candidates.get(k + 1));
    let mut counts = vec![vec![0.0_f32; Evidence::ALL.len()]; candidates.len()];
    let mut scores = Vec::new();
    let mut sums: BTreeMap<String, (Vec<f32>, f32)> = BTreeMap::new();
    for (k, candidate) in candidates.iter().enumerate() {
        let (before, after) = neighbours(k);
        witness.each(candidate, before, after, &mut |evidence| counts[k][evidence as usize] += 1.0);
        scores.push(witness.scores(candidate, before, after));
        let (sum, count) = sums
            .entry(key(reading, candidate.tokens.clone()))
            .or_insert_with(|| (vec![0.0; Evidence::ALL.len()], 0.0));
        sum.iter_mut().zip(&counts[k]).for_each(|(sum, more)| *sum += more);
        *count += 1.0;
    }
    let longer = Longer::of(reading, &candidates, &scores);
    let named = |candidate: &Candidate, own: &Vec<f32>| {
        let (sum, count) = &sums[&key(reading, candidate.tokens.clone())];
        let part = longer.evidence(reading, candidate);
        let value = |evidence: Evidence| {
            let i = evidence as usize;
            let others = if *count > 1.0 { (sum[i] - own[i]) / (2.0 * (count - 1.0)) } else { 0.0 };
            own[i] + others + f32::from(u8::from(part == Some(evidence)))
        };
        let all = Evidence::ALL.iter().map(|evidence| (evidence.name(), value(*evidence)));
        all.filter(|(_, value)| *value != 0.0).collect()
    };
    candidates
        .iter()
        .zip(&counts)
        .map(|(candidate, own)| (candidate.tokens.clone(), named(candidate, own)))
        .collect()
}

/// Whether a name is that of a road: by its number, the number of a house, "block of", or the streets it crosses.
pub(super) fn is_road(reading: &Reading<'_>, rules: &CastRules, tokens: &Range<usize>) -> bool {
    let (first, last) = (tokens.start, tokens.end - 1);
    let ends = |i: usize, at| rules.name_word(reading.lower(i), at).next().is_some();
    let is_number = |i: usize| reading.word(i).bytes().all(|b| b.is_ascii_digit());
    let block = first > 1 && reading.lower(first - 1) == "of" && reading.lower(first - 2) == "block";
    // "The 700 block of Fountain"
    if block && first > 2 && is_number(first - 3) || is_at_crossing(reading, rules, last + 1) {
        return true;
    }
    let numbered = tokens.len() > 1 && is_number(last) && ends(last - 1, Position::Road);
    let house = first > 0 && is_number(first - 1);
    numbered || tokens.len() > 1 && (house || block) && ends(last, Position::Street)
}

/// Whether what follows makes the name before it one of several streets: "Independence and Wabash avenues".
fn is_at_crossing(reading: &Reading<'_>, rules: &CastRules, end: usize) -> bool {
    let sentence = reading.tokens_of(reading.sentence_of(end - 1));
    let is_streets = |i: usize| rules.name_word(reading.word(i), Position::Crossing).next().is_some();
    let joins = |i: &usize| {
        reading.word(*i) == "and" || reading.word(*i).chars().next().is_some_and(char::is_uppercase)
    };
    let streets = (end..sentence.end.min(end + CROSSING)).find(|i| !joins(i)).filter(|&i| is_streets(i));
    streets.is_some_and(|streets| (end.saturating_sub(CROSSING)..streets).any(|i| reading.word(i) == "and"))
}

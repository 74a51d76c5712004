//! Where names may stand: what the tagger found, trimmed and completed, and what capitals tell beyond it.

use core::ops::Range;

use super::rules::{CastRules, Holds, Manner, Position};
use crate::extract::Reading;
use crate::extract::container::country;
use crate::language::{NameLabel, Pos, Tag};
use crate::lexicon::{DemonymForm, Gazetteer};
use crate::model::{EntityKind, Timex};
use crate::text::{SentenceKind, is_currency};

/// A run of tokens that may be a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Token indexes.
    pub(super) tokens: Range<usize>,
    /// The tagger's label for the most part of it.
    pub(super) label: Option<NameLabel>,
    /// How its sentence is written.
    pub(super) casing: Casing,
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Casing {
    /// Names have them.
    Mixed,
    /// Most words have them, as in headlines.
    Title,
    /// All letters are capitals.
    Upper,
}

/// So many names are named early in a text.
const EARLY: usize = 32;

/// Whether a sentence speaks of the actors and places of the news.
pub(super) fn has_cast(kind: SentenceKind) -> bool {
    kind.tells_news() || matches!(kind, SentenceKind::Dateline | SentenceKind::Correction)
}

/// All candidates, in order, disjoint.
pub(super) fn candidates(
    reading: &Reading<'_>,
    timexes: &[Timex],
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Vec<Candidate> {
    let mut blocked = vec![false; reading.len()];
    for timex in timexes {
        for token in reading.tokens_in(timex.span) {
            blocked[token] = true;
        }
    }
    let mut found = Vec::new();
    for (i, sentence) in reading.layout.sentences.iter().enumerate() {
        if has_cast(sentence.kind) {
            let tokens = reading.tokens_of(i);
            if sentence.kind == SentenceKind::Dateline {
                block_agency(reading, tokens.clone(), &mut blocked);
            }
            let scan = Scan { reading, gazetteer, rules, casing: casing(reading, tokens.clone()), tokens };
            scan.run(&mut blocked, &mut found);
        }
    }
    found
}

/// The agency in a dateline's brackets is no actor of the news: "ISTANBUL (AP)".
fn block_agency(reading: &Reading<'_>, tokens: Range<usize>, blocked: &mut [bool]) {
    let mut inside = false;
    for i in tokens {
        inside |= reading.word(i) == "(";
        blocked[i] |= inside;
        inside &= reading.word(i) != ")";
    }
}

fn casing(reading: &Reading<'_>, tokens: Range<usize>) -> Casing {
    let (mut words, mut upper, mut title) = (0, 0, 0);
    for word in
        tokens.map(|i| reading.word(i)).filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
    {
        words += 1;
        title += usize::from(is_capital(word));
        upper += usize::from(!word.chars().any(char::is_lowercase));
    }
    // A short line of capitals is a name as often as it is shouted; one small word in a line of capitals is an accident.
    if words > 1 && upper + usize::from(words > 4) >= words {
        Casing::Upper
    } else if words > 4 && title * 10 >= words * 7 {
        Casing::Title
    } else {
        Casing::Mixed
    }
}

struct Scan<'a> {
    reading: &'a Reading<'a>,
    gazetteer: &'a Gazetteer,
    rules: &'a CastRules,
    casing: Casing,
    tokens: Range<usize>,
}

impl Scan<'_> {
    fn run(&self, blocked: &mut [bool], found: &mut Vec<Candidate>) {
        let mut here: Vec<Candidate> = Vec::new();
        for name in self.tagged() {
            let tokens = name.tokens.start as usize..name.tokens.end as usize;
            if name.label == NameLabel::Language {
                blocked[tokens].fill(true);
                continue;
            }
            if tokens.clone().all(|i| blocked[i]) {
                continue;
            }
            for part in self.parts(tokens, name.label) {
                let end = part.end;
                if let Some(part) = self.trim(part, Some(name.label)) {
                    // "Anna Lund of Basel": a town that the tagger took for a part of the person.
                    let town = Some(part.end + 1..end).filter(|town| {
                        name.label == NameLabel::Person
                            && !town.is_empty()
                            && self.reading.word(part.end) == "of"
                            && !self.gazetteer.lookup(self.reading.words(town.clone())).is_empty()
                            && !self.is_family_name(town.clone())
                    });
                    here.push(Candidate { tokens: part, label: Some(name.label), casing: self.casing });
                    let label = Some(NameLabel::Gpe);
                    here.extend(town.map(|tokens| Candidate { tokens, label, casing: self.casing }));
                }
            }
        }
        if self.casing == Casing::Upper {
            here.retain(|candidate| candidate.tokens.len() <= 3 && self.resembles_name(&candidate.tokens));
            self.add_known(blocked, &mut here);
        } else {
            self.extend(blocked, &mut here);
            self.add_runs(blocked, &mut here);
            self.number(&mut here);
            self.number_units(blocked, &mut here);
            self.join_lines(&mut here);
            self.join_places(&mut here);
            self.join_of(blocked, &mut here);
            self.join_nicknames(&mut here);
            self.split_demonyms(&mut here);
            self.split_offices(&mut here);
            self.join_known(&mut here);
            self.join_offices(&mut here);
        }
        found.append(&mut here);
    }

    /// Whether somebody whom the text names early ends in the same words: "Karl zu Schwarzenberg", of a house, not of a town.
    fn is_family_name(&self, words: Range<usize>) -> bool {
        let words = self.reading.words(words);
        self.reading.parse.names.iter().take(EARLY).any(|name| {
            let tokens = name.tokens.start as usize..name.tokens.end as usize;
            name.label == NameLabel::Person
                && self
                    .reading
                    .words(tokens)
                    .strip_suffix(words)
                    .is_some_and(|before| !before.ends_with(" of ") && before.ends_with(' '))
        })
    }

    /// The tagger's names in the sentence.
    fn tagged(&self) -> &[crate::language::Name] {
        let names = &self.reading.parse.names;
        let start = names.partition_point(|name| (name.tokens.start as usize) < self.tokens.start);
        let end = names.partition_point(|name| (name.tokens.start as usize) < self.tokens.end);
        &names[start..end.max(start)]
    }

    /// A name cut where no name goes on: at line breaks, brackets, quotation marks, spaced dashes.
    fn parts(&self, tokens: Range<usize>, label: NameLabel) -> Vec<Range<usize>> {
        let mut parts = vec![];
        let mut start = tokens.start;
        for i in tokens.clone() {
            let apart = self.is_score(i, &tokens, label)
                || self.divides(i, &tokens, label)
                || self.is_in_place(i, &tokens, label)
                || self.is_part_of_body(i, &tokens);
            if self.breaks(i) || apart {
                parts.push(start..i);
                start = i + 1;
            } else if i > start && self.gap(i).contains('\n') {
                parts.push(start..i);
                start = i;
            }
        }
        parts.push(start..tokens.end);
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// Whether a name goes on only with where it is: "Titao in Loroum province". The names of works and
    /// occasions do.
    fn is_in_place(&self, i: usize, tokens: &Range<usize>, label: NameLabel) -> bool {
        let named = matches!(label, NameLabel::Gpe | NameLabel::Loc | NameLabel::Fac);
        named
            && i > tokens.start
            && super::name::is_within(self.reading.word(i))
            && self.is_proper(i - 1)
            && (self.rules.is_place_noun(self.reading.lower(tokens.end))
                || !self.gazetteer.lookup(self.reading.words(i + 1..tokens.end)).is_empty())
    }

    /// Whether a word only leads in whose part a body is: "the 3rd Brigade of the 10th Division", but the "Army of the Potomac";
    /// or whom somebody plays for in it: "the Super League for Basel".
    fn is_part_of_body(&self, i: usize, tokens: &Range<usize>) -> bool {
        let reading = self.reading;
        let is = |word: usize, at| self.rules.name_word(reading.lower(word), at).next().is_some();
        i > tokens.start
            && match reading.lower(i) {
                "of" => {
                    is(i - 1, Position::Unit)
                        && (i + 1..tokens.end)
                            .any(|other| is(other, Position::Unit) && is_capital(reading.word(other)))
                }
                "for" => is(i - 1, Position::Body),
                _ => false,
            }
    }

    /// Makes one name of two words that are a well-known body's: "Islamic State", "Boko Haram".
    fn join_known(&self, here: &mut Vec<Candidate>) {
        let reading = self.reading;
        for i in self.tokens.start..self.tokens.end.saturating_sub(1) {
            if !is_capital(reading.word(i)) || !is_capital(reading.word(i + 1)) {
                continue;
            }
            let pair = i..i + 2;
            let known = reading.words(pair.clone()).to_lowercase();
            let covered = |c: &Candidate| c.tokens.start <= pair.start && pair.end <= c.tokens.end;
            if self.rules.name_word(&known, Position::Any).next().is_none() || here.iter().any(covered) {
                continue;
            }
            self.put_body(pair, here);
        }
    }

    /// Makes the tokens the name of a body, in place of whatever stood on them.
    fn put_body(&self, tokens: Range<usize>, here: &mut Vec<Candidate>) {
        here.retain(|c| c.tokens.end <= tokens.start || tokens.end <= c.tokens.start);
        let at = here.partition_point(|c| c.tokens.start < tokens.start);
        here.insert(at, Candidate { tokens, label: Some(NameLabel::Org), casing: self.casing });
    }

    /// Makes one name of whose office a body is, and the office: "Johnston County Sheriff's office", "State's Attorney's Office".
    fn join_offices(&self, here: &mut Vec<Candidate>) {
        let reading = self.reading;
        for owner in self.tokens.start + 1..self.tokens.end.saturating_sub(1) {
            let (holder, body) = (owner - 1, owner + 1);
            let office = reading.tag(owner) == Some(Tag::Pos)
                && self.rules.name_word(reading.lower(body), Position::Office).next().is_some();
            let held = || {
                let pair = holder.checked_sub(1).map_or("", |first| reading.words(first..owner));
                self.rules.title(reading.lower(holder)).is_some()
                    || self.rules.title(&pair.to_lowercase()).is_some()
            };
            if !office || !held() {
                continue;
            }
            let capital = |i: usize| {
                is_capital(reading.word(i)) && matches!(reading.tag(i), Some(Tag::Nnp | Tag::Nnps))
            };
            let named = (self.tokens.start..=holder).rev().take_while(|&i| capital(i)).last();
            let mut start = named.unwrap_or(holder);
            let mut person = false;
            for candidate in here.iter().rev().filter(|c| c.tokens.start < owner) {
                let tokens = &candidate.tokens;
                let owns = tokens.end + 1 == start && reading.tag(tokens.end) == Some(Tag::Pos);
                if tokens.end < start && !owns {
                    break;
                }
                person |= self.is_known_person(tokens);
                start = start.min(tokens.start);
            }
            if person || start == holder && !is_capital(reading.word(body)) {
                continue;
            }
            self.put_body(start..body + 1, here);
        }
    }

    /// Whether a number in a name is none of it: "Kansas City 1 Minnesota 6".
    fn is_score(&self, i: usize, tokens: &Range<usize>, label: NameLabel) -> bool {
        let word = self.reading.word(i);
        starts_with_digit(word)
            && word.chars().all(|c| c.is_ascii_digit() || c == '-')
            && self.reading.space_before(i)
            && i > tokens.start
            && (matches!(label, NameLabel::Person | NameLabel::Gpe | NameLabel::Norp | NameLabel::Loc)
                || label == NameLabel::Org && word.len() != 4)
    }

    /// Whether a comma or a possessive ending parts two names: "Yukon, Pauls", "Kazakhstan's Erkin Adelbek".
    fn divides(&self, i: usize, tokens: &Range<usize>, label: NameLabel) -> bool {
        if i == tokens.start || i + 1 >= tokens.end {
            return false;
        }
        let comma = self.reading.word(i) == ",";
        let list = comma || matches!(self.reading.lower(i), "&" | "and");
        if !list && self.reading.tag(i) != Some(Tag::Pos) {
            return false;
        }
        let before = || self.reading.words(tokens.start..i);
        let place = || {
            let found = self.gazetteer.lookup(before());
            found
                .first()
                .and_then(|first| self.gazetteer.place(first.id))
                .is_some_and(|place| place.prominence >= 120)
        };
        // "Kingsbridge Capital Group and Cara Operations Ltd.": two bodies, each with its noun.
        let body = |end: usize, start: usize| {
            end > start + 1
                && self
                    .rules
                    .name_word(self.reading.lower(end - 1), Position::Last)
                    .any(|kind| kind == EntityKind::Organization)
        };
        let bodies = || body(i, tokens.start) && body(tokens.end, i + 1);
        list && (matches!(label, NameLabel::Person | NameLabel::Gpe | NameLabel::Loc | NameLabel::Norp)
            || label == NameLabel::Org && self.reading.lower(i) == "and" && bodies())
            || place()
    }

    fn breaks(&self, i: usize) -> bool {
        let word = self.reading.word(i);
        let dash = matches!(word, "-" | "–" | "—" | "--")
            && self.reading.space_before(i)
            && self.reading.space_before(i + 1);
        dash || matches!(
            word,
            "(" | ")" | "[" | "]" | "\"" | "“" | "”" | ";" | ":" | "|" | "/" | "*" | "•" | "..."
        )
    }

    /// The text between a token and the one before it.
    fn gap(&self, i: usize) -> &str {
        let before = i.checked_sub(1).map_or(0, |before| self.reading.span(before).end);
        self.reading.text.get(before as usize..self.reading.span(i).start as usize).unwrap_or("")
    }

    /// Takes off what stands before or after a name without being part of it.
    fn trim(&self, mut tokens: Range<usize>, label: Option<NameLabel>) -> Option<Range<usize>> {
        let reading = self.reading;
        while !tokens.is_empty() {
            let first = tokens.start;
            let article = matches!(reading.tag(first), Some(Tag::Dt | Tag::PrpS | Tag::In | Tag::To))
                && (!is_capital(reading.word(first))
                    || self.is_start(first)
                    || reading.lower(first) == "the");
            // "Ex-Acme"
            let past = reading.word(first + 1) == "-"
                && tokens.len() > 2
                && self.rules.manner(reading.lower(first)) == Some(Manner::Past);
            if article || past || !has_letter(reading.word(first)) && !starts_with_digit(reading.word(first))
            {
                tokens.start += 1;
                continue;
            }
            break;
        }
        while let Some(last) = tokens.end.checked_sub(1).filter(|last| *last >= tokens.start) {
            let word = reading.word(last);
            let person = label == Some(NameLabel::Person);
            // "Anna Lund Featured": in a headline the verb has a capital too.
            let headline_verb = person
                && self.casing == Casing::Title
                && last > tokens.start + 1
                && matches!(reading.tag(last), Some(Tag::Vbd | Tag::Vbn | Tag::Vbz));
            if headline_verb
                || reading.tag(last) == Some(Tag::Pos)
                || matches!(word, "'s" | "’s" | "'" | "’")
                || !has_letter(word) && (!starts_with_digit(word) || person)
                || self.is_common_noun(last, tokens.start, label)
                || !is_capital(word)
                    && matches!(reading.tag(last), Some(Tag::Cc | Tag::In | Tag::Dt | Tag::To))
            {
                tokens.end -= 1;
            } else {
                break;
            }
        }
        // "Fighters of the 47th Brigade"
        if label == Some(NameLabel::Org)
            && reading.tag(tokens.start) == Some(Tag::Nns)
            && reading.lower(tokens.start + 1) == "of"
            && tokens.len() > 2
            && self
                .rules
                .noun(reading.lemma(tokens.start))
                .is_some_and(|noun| noun.kind == EntityKind::Person)
        {
            tokens.start += 2 + usize::from(reading.lower(tokens.start + 2) == "the");
        }
        // "Anna Lund of Basel"
        if label == Some(NameLabel::Person)
            && let Some(of) = (tokens.start + 2..tokens.end).find(|&i| reading.word(i) == "of")
        {
            tokens.end = of;
        }
        if label == Some(NameLabel::Person) || label.is_none() {
            drop_titles(reading, self.rules, &mut tokens);
        }
        // "Professor of Mathematics"
        if !tokens.is_empty() && matches!(reading.word(tokens.start), "of" | "for") {
            return None;
        }
        self.drop_last_title(&mut tokens)?;
        (!tokens.is_empty() && tokens.clone().any(|i| has_letter(reading.word(i)))).then_some(tokens)
    }

    /// Whether a name's last word only says what sort of thing it names: "Xinhua news agency".
    fn is_common_noun(&self, last: usize, start: usize, label: Option<NameLabel>) -> bool {
        last > start
            && self.reading.word(last).starts_with(|c: char| c.is_lowercase())
            && matches!(
                self.reading.tag(last),
                Some(Tag::Nn | Tag::Nns | Tag::Vbn | Tag::Vbd | Tag::Vbg | Tag::Jj)
            )
            && !matches!(label, Some(NameLabel::WorkOfArt))
    }

    /// Takes a title off the end ("U.S. President"); there is no name in what is nothing but a title.
    fn drop_last_title(&self, tokens: &mut Range<usize>) -> Option<()> {
        if let Some((start, title, _)) = self.rules.title_before(self.reading, tokens.start, tokens.end)
            && matches!(title.holds, Holds::State | Holds::Government | Holds::Body | Holds::Rank)
        {
            if start == tokens.start {
                return None;
            }
            let before = self.reading.words(tokens.start..start);
            if self.gazetteer.demonym(before).is_some() || !self.gazetteer.lookup(before).is_empty() {
                tokens.end = start;
            }
        }
        Some(())
    }

    fn is_start(&self, i: usize) -> bool {
        i == self.tokens.start
            || i == self.tokens.start + 1 && !has_letter(self.reading.word(self.tokens.start))
    }

    /// Whether a token looks like part of a name: a proper noun with a capital.
    fn is_proper(&self, i: usize) -> bool {
        let reading = self.reading;
        let word = reading.word(i);
        if !is_capital(word) {
            return false;
        }
        if self.rules.designation(word) == Some(true) {
            return true;
        }
        match reading.tag(i) {
            Some(Tag::Nnp | Tag::Nnps) => true,
            // "Russia-1 TV": no common noun has a number at its end.
            Some(Tag::Nn) if self.is_start(i) => {
                word.contains('-')
                    && word.ends_with(|c: char| c.is_ascii_digit())
                    && is_capital(reading.word(i + 1))
            }
            Some(Tag::Fw | Tag::Xx) => !self.is_start(i),
            Some(Tag::Jj | Tag::Nn | Tag::Nns | Tag::Vbn | Tag::Vbg) => {
                self.casing == Casing::Mixed && !self.is_start(i) && reading.lower(i) != "i"
            }
            _ => false,
        }
    }

    /// Completes the tagger's names with the proper nouns beside them.
    fn extend(&self, blocked: &[bool], here: &mut Vec<Candidate>) {
        let proper = |i: usize| {
            !blocked[i]
                && matches!(self.reading.tag(i), Some(Tag::Nnp | Tag::Nnps))
                && is_capital(self.reading.word(i))
                && self.rules.title(self.reading.lower(i)).is_none()
        };
        for k in 0..here.len() {
            if self.casing == Casing::Title || here[k].label == Some(NameLabel::Norp) {
                continue;
            }
            let floor = k.checked_sub(1).map_or(self.tokens.start, |before| here[before].tokens.end);
            let ceiling = here.get(k + 1).map_or(self.tokens.end, |after| after.tokens.start);
            let is_person = matches!(here[k].label, None | Some(NameLabel::Person));
            let tokens = &mut here[k].tokens;
            while tokens.start > floor {
                let before = tokens.start - 1;
                if !proper(before)
                    || self.gap(tokens.start).contains('\n')
                    || self.rules.title_before(self.reading, floor, before + 1).is_some()
                    || self.gazetteer.demonym(self.reading.word(before)).is_some()
                {
                    break;
                }
                tokens.start = before;
            }
            while tokens.end < ceiling {
                let after = tokens.end;
                if proper(after) && !self.gap(after).contains('\n') && !self.gap(after).is_empty() {
                    tokens.end = after + 1;
                } else if after + 1 < ceiling
                    && self.is_joint(after)
                    && is_person
                    && tokens.len() == 2
                    && self.is_syllable(after + 1)
                {
                    // "Lim Sung-ho"
                    tokens.end = after + 2;
                } else if after + 1 < ceiling
                    && self.is_joint(after)
                    && is_capital(self.reading.word(after + 1))
                    && self.gazetteer.lookup(self.reading.words(tokens.clone())).is_empty()
                {
                    tokens.end = after + 2;
                } else {
                    break;
                }
            }
        }
        here.retain(|candidate| !self.is_in_title(&candidate.tokens) && !self.is_no_name(candidate));
    }

    /// A month or weekday by itself, or "Western" before a common noun, names nobody and nothing.
    fn is_no_name(&self, candidate: &Candidate) -> bool {
        let (tokens, reading) = (&candidate.tokens, self.reading);
        if tokens.len() != 1 || candidate.label == Some(NameLabel::Person) {
            return false;
        }
        let word = reading.lower(tokens.start);
        let noun = matches!(reading.tag(tokens.end), Some(Tag::Nn | Tag::Nns))
            && reading.word(tokens.end).starts_with(char::is_lowercase);
        // "US$"
        let money = word.ends_with(is_currency);
        money || self.rules.is_calendar_name(word) || noun && self.rules.is_compass_adjective(word)
    }

    /// Whether a run begins a title that goes on after it: "Defense" in "Defense Minister".
    fn is_in_title(&self, tokens: &Range<usize>) -> bool {
        let inside = self.rules.title_before(self.reading, self.tokens.start, tokens.end);
        if inside.is_some_and(|(start, ..)| start < tokens.start) && tokens.len() == 1 {
            return true; // "State" in "Secretary of State".
        }
        (tokens.end + 1..=self.tokens.end.min(tokens.end + 2)).any(|end| {
            self.rules
                .title_before(self.reading, tokens.start, end)
                .is_some_and(|(start, ..)| start == tokens.start)
        })
    }

    /// Adds the runs of proper nouns that the tagger left out.
    fn add_runs(&self, blocked: &[bool], here: &mut Vec<Candidate>) {
        let mut taken =
            here.iter().map(|candidate| candidate.tokens.clone()).collect::<Vec<_>>().into_iter().peekable();
        let mut i = self.tokens.start;
        while i < self.tokens.end {
            while taken.next_if(|tokens| tokens.end <= i).is_some() {}
            if let Some(tokens) = taken.peek().filter(|tokens| tokens.start <= i) {
                i = tokens.end;
                continue;
            }
            if blocked[i] || !self.is_proper(i) || i > self.tokens.start && self.is_joint(i - 1) {
                i += 1;
                continue;
            }
            let ceiling = taken.peek().map_or(self.tokens.end, |tokens| tokens.start);
            let end = self.run_end(blocked, i, ceiling);
            if let Some(tokens) = self.trim(i..end, None)
                && self
                    .rules
                    .title_before(self.reading, tokens.start, tokens.end)
                    .is_none_or(|(s, ..)| s != tokens.start)
                && !self.is_in_title(&tokens)
            {
                here.push(Candidate { tokens, label: None, casing: self.casing });
            }
            i = end;
        }
        here.sort_by_key(|candidate| candidate.tokens.start);
    }

    /// Whether a token is a hyphen inside a word.
    fn is_joint(&self, i: usize) -> bool {
        matches!(self.reading.word(i), "-" | "‐" | "‑")
            && !self.reading.space_before(i)
            && !self.reading.space_before(i + 1)
    }

    /// Whether a token may be the second syllable of a given name, and not the end of a compound ("Lund-era").
    fn is_syllable(&self, i: usize) -> bool {
        let word = self.reading.word(i);
        word.len() <= 6 && word.bytes().all(|b| b.is_ascii_lowercase()) && !self.rules.ends_compound(word)
    }

    fn run_end(&self, blocked: &[bool], start: usize, ceiling: usize) -> usize {
        let mut end = start + 1;
        while end < ceiling && !blocked[end] && !self.gap(end).contains('\n') {
            if self.is_proper(end)
                || matches!(self.reading.word(end), "&") && end + 1 < ceiling && self.is_proper(end + 1)
            {
                end += 1;
            } else if end + 1 < ceiling
                && self.rules.is_particle(self.reading.word(end))
                && !matches!(self.reading.lower(end), "of" | "the" | "as" | "do" | "en")
                && self.is_proper(end + 1)
            {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    /// Adds its number to the name of a road, of a part of a law or of a station: "Route 9", "Article 5", "BBC Radio 4".
    fn number(&self, here: &mut [Candidate]) {
        let reading = self.reading;
        for candidate in here {
            let (last, number) = (candidate.tokens.end - 1, candidate.tokens.end);
            let word = reading.word(number);
            let is = |at| self.rules.name_word(reading.lower(last), at).next().is_some();
            let label = if is(Position::Road) {
                NameLabel::Fac
            } else if is(Position::Channel) && word.len() <= 2 {
                NameLabel::Org
            } else if is(Position::Numbered) && candidate.tokens.len() == 1 {
                NameLabel::Law
            } else {
                continue;
            };
            // "U.S. 155mm guns", "the U.S. 30-year bond"
            let counted = self.is_common(number + 1)
                || matches!(reading.word(number + 1), "-" | "–") && !reading.space_before(number + 1);
            if number < self.tokens.end
                && (1..=4).contains(&word.len())
                && word.bytes().all(|b| b.is_ascii_digit())
                && !counted
            {
                candidate.tokens.end += 1;
                candidate.label = Some(label);
            }
        }
    }

    /// Whether a token is a common noun, or describes one: what a number before it counts.
    fn is_common(&self, i: usize) -> bool {
        matches!(self.reading.tag(i), Some(Tag::Nn | Tag::Nns | Tag::Jj))
    }

    /// Adds its number to the name of a unit: "65th Air Division", "4 Wing".
    fn number_units(&self, blocked: &[bool], here: &mut [Candidate]) {
        let reading = self.reading;
        let mut floor = self.tokens.start;
        for candidate in here {
            let Range { start, end } = candidate.tokens;
            let before = start.checked_sub(1).filter(|&before| before >= floor && !blocked[before]);
            floor = end;
            let is_unit = self.rules.name_word(reading.lower(end - 1), Position::Unit).next().is_some();
            let ranks = |before: &usize| {
                let word = reading.word(*before);
                let figures = word.bytes().take_while(u8::is_ascii_digit).count();
                (1..=3).contains(&figures)
                    && match &word[figures..] {
                        // "Killed 12 Army soldiers"
                        "" => !self.is_common(end),
                        ending => matches!(ending, "st" | "nd" | "rd" | "th" | "d"),
                    }
                    && !self.gap(start).contains('\n')
            };
            if let Some(before) = before.filter(ranks).filter(|_| is_unit) {
                candidate.tokens.start = before;
                candidate.label = Some(NameLabel::Org);
            }
        }
    }

    /// Makes one name of a railway's towns: "the London and South Western Railway".
    fn join_lines(&self, here: &mut Vec<Candidate>) {
        let reading = self.reading;
        let is_line = |candidate: &Candidate| {
            let last = candidate.tokens.end - 1;
            self.rules.name_word(reading.lower(last), Position::Between).next().is_some()
                && is_capital(reading.word(last))
        };
        for k in (1..here.len()).rev() {
            let (first, line) = (&here[k - 1], &here[k]);
            let beside = first.tokens.end + 1 == line.tokens.start
                && matches!(reading.lower(first.tokens.end), "and" | "&");
            let the = first.tokens.start.checked_sub(1).is_some_and(|the| reading.lower(the) == "the");
            if beside && the && first.label != Some(NameLabel::Norp) && is_line(line) {
                here[k - 1] = Candidate { tokens: first.tokens.start..line.tokens.end, ..line.clone() };
                here.remove(k);
            }
        }
    }

    /// Makes one name of a place that has two in its own, and of a body that begins with it: "Bosnia and Herzegovina", "Jammu and
    /// Kashmir Cricket Association".
    fn join_places(&self, here: &mut Vec<Candidate>) {
        for k in (1..here.len()).rev() {
            let (first, second) = (here[k - 1].tokens.end, here[k].tokens.start);
            let joined = matches!(self.reading.lower(first), "and" | "&")
                && (first + 1 == second || first + 2 == second && self.reading.lower(first + 1) == "the");
            let start = here[k - 1].tokens.start;
            let place = |end: usize| !self.gazetteer.lookup(self.reading.words(start..end)).is_empty();
            let last = &here[k].tokens;
            let label = match here[k].label {
                _ if !joined => continue,
                _ if place(last.end) => Some(NameLabel::Gpe),
                Some(NameLabel::Org) if place(last.start + 1) => Some(NameLabel::Org),
                _ => continue,
            };
            here[k - 1] = Candidate { tokens: start..last.end, label, casing: self.casing };
            here.remove(k);
        }
    }

    /// Joins "Ministry" and "Defense" over "of".
    fn join_of(&self, blocked: &[bool], here: &mut Vec<Candidate>) {
        let mut joined: Vec<Candidate> = Vec::with_capacity(here.len());
        let mut rest = here.drain(..).peekable();
        while let Some(mut candidate) = rest.next() {
            let end = candidate.tokens.end;
            let mut opens = self.rules.name_word(self.reading.lower(end - 1), Position::BeforeOf);
            let opened = opens.next();
            let league =
                || self.rules.name_word(self.reading.lower(end - 1), Position::Body).next().is_some();
            let joins = match self.reading.lower(end) {
                "of" => opened.is_some(),
                "for" => opened.is_some() && !league(),
                // "Convention on Wetlands"
                "on" | "against" => opened.into_iter().chain(opens).any(|kind| kind == EntityKind::Law),
                _ => false,
            };
            if joins && end < self.tokens.end {
                let next = end + 1 + usize::from(self.reading.lower(end + 1) == "the");
                if next < self.tokens.end && is_capital(self.reading.word(next)) && !blocked[next] {
                    candidate.tokens.end = match rest.next_if(|after| after.tokens.start == next) {
                        Some(after) => after.tokens.end,
                        None => {
                            let ceiling = rest.peek().map_or(self.tokens.end, |after| after.tokens.start);
                            self.run_end(blocked, next, ceiling.max(next + 1))
                        }
                    };
                    if candidate.label != Some(NameLabel::Org) {
                        candidate.label = None;
                    }
                }
            }
            joined.push(candidate);
        }
        drop(rest);
        *here = joined;
    }

    /// Joins what stands before and after a nickname: Jan "the Fox" Kowalski.
    fn join_nicknames(&self, here: &mut Vec<Candidate>) {
        let mut joined: Vec<Candidate> = Vec::with_capacity(here.len());
        for candidate in here.drain(..) {
            let start = candidate.tokens.start;
            // The nickname itself may be one of the candidates.
            let nearest = (0..joined.len()).rev().take(2);
            let first = { nearest }.find(|&k| self.is_nickname(joined[k].tokens.end..start));
            match first {
                Some(first)
                    if [&joined[first], &candidate]
                        .iter()
                        .any(|part| part.label == Some(NameLabel::Person)) =>
                {
                    joined.truncate(first + 1);
                    joined[first].tokens.end = candidate.tokens.end;
                    joined[first].label = Some(NameLabel::Person);
                }
                _ => joined.push(candidate),
            }
        }
        *here = joined;
    }

    /// Whether tokens are one to three words in quotation marks, the last with a capital, spaces around all of it.
    fn is_nickname(&self, tokens: Range<usize>) -> bool {
        let reading = self.reading;
        let quote = |i: usize| matches!(reading.word(i), "\"" | "“" | "”" | "'" | "‘" | "’");
        let Some(last) = tokens.end.checked_sub(2).filter(|_| (3..=5).contains(&tokens.len())) else {
            return false;
        };
        quote(tokens.start)
            && quote(last + 1)
            && (tokens.start + 1..=last).all(|i| has_letter(reading.word(i)))
            && is_capital(reading.word(last))
            && reading.space_before(tokens.start)
            && reading.space_before(tokens.end)
    }

    /// Sets "Russian" apart from "Defense Ministry", which every state has, and what follows an embassy from its name.
    fn split_demonyms(&self, here: &mut Vec<Candidate>) {
        let reading = self.reading;
        let is_body = |i: usize, at| self.rules.name_word(reading.lower(i), at).next().is_some();
        let mut split = Vec::with_capacity(here.len());
        for mut candidate in here.drain(..) {
            let tokens = candidate.tokens.clone();
            let people = tokens.len() > 1
                && self.gazetteer.demonym(reading.word(tokens.start)).is_some_and(|d| d.country.is_some());
            let after_people = tokens.start > self.tokens.start
                && self
                    .gazetteer
                    .demonym(reading.word(tokens.start - 1))
                    .is_some_and(|d| d.country.is_some());
            let closes = (tokens.start + usize::from(!after_people)..tokens.end - 1).find(|i| {
                (people || after_people) && is_body(*i, Position::Close) && is_capital(reading.word(i + 1))
            });
            let rest = closes.map(|body| {
                let rest = Candidate { tokens: body + 1..tokens.end, ..candidate.clone() };
                candidate.tokens.end = body + 1;
                rest
            });
            // "Syrian Democratic Forces (SDF)": the adjective is of the name.
            let initial = reading.word(tokens.start).chars().next();
            let abbreviated = reading.lower(candidate.tokens.end) == "("
                && super::name::is_acronym(reading.word(candidate.tokens.end + 1))
                && reading.word(candidate.tokens.end + 1).chars().next() == initial;
            // "Texans Mary Dunn and John Hale"
            let inhabitants = candidate.label == Some(NameLabel::Person)
                && tokens.len() > 1
                && self
                    .gazetteer
                    .demonym(reading.word(tokens.start))
                    .is_some_and(|d| d.form == DemonymForm::Persons);
            if inhabitants || people && !abbreviated && is_body(candidate.tokens.end - 1, Position::State) {
                split.push(Candidate {
                    tokens: tokens.start..tokens.start + 1,
                    label: Some(NameLabel::Norp),
                    casing: self.casing,
                });
                candidate.tokens.start += 1;
            }
            split.push(candidate);
            split.extend(rest);
        }
        *here = split;
    }

    /// Parts an office's state or body from the person who holds it: "ambassador in Cairo Ali Hassan", "head of NATO Jan
    /// Novak".
    fn split_offices(&self, here: &mut Vec<Candidate>) {
        let reading = self.reading;
        let mut split = Vec::with_capacity(here.len());
        for candidate in here.drain(..) {
            let Range { start, end } = candidate.tokens;
            let of = start.checked_sub(1).filter(|of| *of > self.tokens.start);
            let office = of.filter(|&of| {
                matches!(reading.lower(of), "of" | "in" | "to")
                    && self.rules.title_before(reading, self.tokens.start, of).is_some()
            });
            let given = |i: usize| self.rules.given(reading.lower(i)).is_some();
            let known = |person: usize| !self.gazetteer.lookup(reading.words(start..person)).is_empty();
            let country = |person: usize| country(self.gazetteer, reading.words(start..person)).is_some();
            let acronym = super::name::is_acronym(reading.word(start));
            let person = office.and_then(|_| {
                (start + 1..end.saturating_sub(1)).find(|&person| {
                    given(person) && known(person)
                        || person + 2 == end && country(person)
                        || acronym && person == start + 1 && reading.word(person).contains(char::is_lowercase)
                })
            });
            if let Some(person) = person {
                // Without the acronym only a known place ends before a person.
                let label = Some(if acronym { NameLabel::Org } else { NameLabel::Gpe });
                split.push(Candidate { tokens: start..person, label, casing: self.casing });
                let label = Some(NameLabel::Person);
                split.push(Candidate { tokens: person..end, label, casing: self.casing });
            } else {
                split.push(candidate);
            }
        }
        *here = split;
    }

    /// In a sentence of capitals: what the tagger found is believed only where the words are known in names.
    fn resembles_name(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().all(|i| matches!(self.reading.pos(i), Some(Pos::Propn | Pos::Adj | Pos::Noun)))
            && (self.is_known_person(tokens)
                || !self.gazetteer.lookup(self.reading.words(tokens.clone())).is_empty())
    }

    fn is_known_person(&self, tokens: &Range<usize>) -> bool {
        tokens.len() > 1
            && self.rules.given(self.reading.lower(tokens.start)).is_some()
            && self.rules.is_surname(self.reading.lower(tokens.end - 1))
    }

    /// In a sentence of capitals: adds well-known places, peoples, and given names with what follows them.
    fn add_known(&self, blocked: &[bool], here: &mut Vec<Candidate>) {
        let mut taken =
            here.iter().map(|candidate| candidate.tokens.clone()).collect::<Vec<_>>().into_iter().peekable();
        let mut i = self.tokens.start;
        while i < self.tokens.end {
            while taken.next_if(|tokens| tokens.end <= i).is_some() {}
            if let Some(tokens) = taken.peek().filter(|tokens| tokens.start <= i) {
                i = tokens.end;
                continue;
            }
            if blocked[i] || !has_letter(self.reading.word(i)) {
                i += 1;
                continue;
            }
            let ceiling = taken.peek().map_or(self.tokens.end, |tokens| tokens.start);
            let mut end = i;
            let words: Vec<_> = (i..ceiling.min(i + 5)).map(|j| self.reading.word(j)).collect();
            if let Some((length, found)) = self.gazetteer.longest(&words)
                && found.first().and_then(|first| self.gazetteer.place(first.id)).is_some_and(|place| {
                    place.prominence >= 120 || place.feature == crate::model::Feature::Country
                })
            {
                end = i + length;
            } else if self.gazetteer.demonym(self.reading.word(i)).is_some() {
                end = i + 1;
            } else if self.rules.given(self.reading.lower(i)).is_some()
                && i + 1 < ceiling
                && self.rules.is_surname(self.reading.lower(i + 1))
            {
                end = i + 2;
            }
            if end > i {
                here.push(Candidate { tokens: i..end, label: None, casing: self.casing });
                i = end;
            } else {
                i += 1;
            }
        }
        here.sort_by_key(|candidate| candidate.tokens.start);
    }
}

/// Takes titles off the front, as long as a name is left.
pub(super) fn drop_titles(reading: &Reading<'_>, rules: &CastRules, tokens: &mut Range<usize>) {
    loop {
        let is_title = |end: &usize| {
            rules.title_before(reading, tokens.start, *end).is_some_and(|(start, ..)| start == tokens.start)
        };
        match (tokens.start + 1..tokens.end).rev().find(is_title) {
            Some(end) => tokens.start = end,
            None if tokens.len() > 1
                && rules.manner(reading.lower(tokens.start)).is_some_and(|m| m != Manner::Field) =>
            {
                tokens.start += 1;
            }
            None => return,
        }
    }
}

/// Whether a word begins with a capital letter.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

pub(super) fn has_letter(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

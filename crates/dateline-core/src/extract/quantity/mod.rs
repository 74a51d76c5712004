//! Quantities: how many, of what, and what became of them.
//!
//! Numbers are read from figures and words in one pass over the tokens. Words beside a number bound it
//! (`number_bounds.tsv`), a sign or word measures it (`units.tsv`), or the tree names the noun that it counts; the word that
//! governs the noun says its status (`quantity_status.tsv`). Numbers inside time expressions and names are left to them.

mod number;
mod relation;
mod rules;
mod status;
#[cfg(test)]
mod tests;

pub use rules::QuantityRules;

use core::ops::Range;
use std::collections::BTreeSet;

use self::number::Number;
use self::rules::{Bound, Effect, Unit};
use self::status::{Counted, status};
use super::{Cast, Reading};
use crate::language::{Dep, NameLabel, Tag};
use crate::model::{Conversion, EntityKind, Qualifier, Quantity, QuantityId, Status, Timex};
use crate::text::SentenceKind;

/// A counted noun stands at most this many tokens after its number.
const NOUN_WITHIN: usize = 6;

/// Words of bounds before a number are looked for this often: "including at least two".
const BOUNDS: usize = 3;

/// All quantities of the text, in order of their numbers.
#[must_use]
pub fn quantities(reading: &Reading<'_>, timexes: &[Timex], rules: &QuantityRules) -> Vec<Quantity> {
    let mut taken = timexes.iter().map(|timex| reading.tokens_in(timex.span)).peekable();
    let mut drafts: Vec<Draft> = Vec::new();
    for index in 0..reading.layout.sentences.len() {
        let sentence = reading.tokens_of(index);
        if matches!(
            reading.kind_at(sentence.start),
            SentenceKind::Dateline | SentenceKind::Byline | SentenceKind::Header | SentenceKind::Boilerplate
        ) {
            continue;
        }
        let scan = Scan { reading, rules, sentence: sentence.clone() };
        let mut at = sentence.start;
        while at < sentence.end {
            while taken.peek().is_some_and(|tokens| tokens.end <= at) {
                taken.next();
            }
            if let Some(tokens) = taken.peek().filter(|tokens| tokens.contains(&at)) {
                at = tokens.end;
                continue;
            }
            let limit =
                taken.peek().map_or(sentence.end, |tokens| tokens.start.min(sentence.end)).max(at + 1);
            at = scan.step(at, limit, &mut drafts).max(at + 1);
        }
    }
    relation::relate(reading, &mut drafts);
    // "52 of 80 were stopped": a whole says too little by itself, but its part refers to it.
    let wholes: BTreeSet<QuantityId> = drafts
        .iter()
        .filter(|draft| draft.is_told(reading))
        .flat_map(|draft| [draft.quantity.subset_of, draft.quantity.besides])
        .flatten()
        .collect();
    drafts.retain(|draft| draft.is_told(reading) || wholes.contains(&draft.quantity.id));
    // A whole that has grown by what it is a part of itself has another id than its part knows.
    let known: BTreeSet<QuantityId> = drafts.iter().map(|draft| draft.quantity.id).collect();
    let mut quantities: Vec<Quantity> = drafts.into_iter().map(|draft| draft.quantity).collect();
    for quantity in &mut quantities {
        quantity.subset_of = quantity.subset_of.filter(|id| known.contains(id));
        quantity.besides = quantity.besides.filter(|id| known.contains(id));
    }
    quantities
}

/// Fills in whose number each quantity is, where the counted noun names or describes an entity.
pub fn link_quantities(quantities: &mut [Quantity], cast: &Cast) {
    let mut mentions: Vec<_> = cast.mentions.iter().collect();
    mentions.sort_by_key(|mention| (mention.span.end, mention.span.start));
    for quantity in quantities {
        let first = mentions.partition_point(|mention| mention.span.end < quantity.span.end);
        let found = mentions[first..]
            .iter()
            .take_while(|mention| mention.span.end == quantity.span.end)
            .find(|mention| mention.kind != EntityKind::Place);
        quantity.of = found.map(|mention| mention.entity);
    }
}

/// A quantity with what its relations are found by.
struct Draft {
    quantity: Quantity,
    sentence: usize,
    /// First and one past the last token of the number.
    number: Range<usize>,
    /// The noun that it counts, or the number's last token.
    head: usize,
    /// Whether the text has the noun.
    has_noun: bool,
    part: bool,
    besides: bool,
}

impl Draft {
    /// Whether it says enough by itself: of what it is a number, or what became of it, or of which whole it is a part.
    fn is_told(&self, reading: &Reading<'_>) -> bool {
        let quantity = &self.quantity;
        let year = quantity.point.is_some_and(|n| (1500.0..2100.0).contains(&n) && n.fract() == 0.0)
            && reading.word(self.number.start).len() == 4;
        let related = quantity.subset_of.is_some() || quantity.besides.is_some();
        quantity.unit.is_some() && self.has_noun
            || quantity.status != Status::Count && (!year || quantity.status.is_news())
            || related
    }
}

/// No person in the news is older, in years.
const OLDEST: f64 = 115.0;

struct Scan<'a, 'r> {
    reading: &'a Reading<'r>,
    rules: &'a QuantityRules,
    sentence: Range<usize>,
}

/// What the words around a number make of it.
#[derive(Default)]
struct Beside {
    qualifier: Option<Qualifier>,
    part: bool,
    besides: bool,
}

impl Beside {
    fn take(&mut self, effect: Effect) {
        match effect {
            Effect::None => {}
            Effect::Bound(qualifier) => self.qualifier = self.qualifier.or(Some(qualifier)),
            Effect::Part => self.part = true,
            Effect::Besides => self.besides = true,
        }
    }
}

impl Scan<'_, '_> {
    /// Reads the number at the token, if there is one; returns where to go on.
    fn step(&self, at: usize, limit: usize, drafts: &mut Vec<Draft>) -> usize {
        let reading = self.reading;
        if let Some(name) = reading.parse.name_at(at) {
            // "12 Palestinians" has the number outside; "Russia-1" and "Flight 370" have it inside.
            return name.tokens.end as usize;
        }
        if let Some((draft, end)) = self.age(at) {
            drafts.push(draft);
            return end;
        }
        let Some(first) = number::read(reading, self.rules, at, limit) else { return at + 1 };
        if self.is_glued(at, first.end) || self.is_nobody(at, &first) {
            return first.end;
        }
        let Some((number, ranged)) = self.range(at, first, limit) else { return first.end };
        let end = number.end;
        let Some(draft) = self.draft(at, number, ranged) else { return end };
        let past = draft.1;
        drafts.push(draft.0);
        past.max(end)
    }

    /// "No one was hurt", "not one soldier died", "not a single shot was fired": none, however it is counted.
    fn is_nobody(&self, at: usize, number: &Number) -> bool {
        number.point() == Some(1.0)
            && at > self.sentence.start
            && match self.reading.lower(at - 1) {
                "no" => true,
                "not" => number.end == at + 1,
                _ => false,
            }
    }

    /// "41-year-old", "12 years old", "aged 12".
    fn age(&self, at: usize) -> Option<(Draft, usize)> {
        let reading = self.reading;
        let number = number::read(reading, self.rules, at, self.sentence.end)?;
        let value = number.point()?;
        let past_hyphen = |i: usize| i + usize::from(reading.lower(i) == "-");
        let unit = past_hyphen(number.end);
        let old = past_hyphen(unit + 1);
        let units =
            matches!(reading.lemma(unit), "year" | "month") && matches!(reading.lower(old), "old" | "olds");
        let aged = at > self.sentence.start && reading.lower(at - 1) == "aged" && !units;
        if !(units || aged || self.is_set_off_age(at, number.end, value)) {
            return None;
        }
        let end = if units { old + 1 } else { number.end };
        let unit = if units { reading.lemma(unit) } else { "year" };
        let mut quantity = self.quantity(at..end, number, Status::Age, Some(unit.to_owned()));
        quantity.point = Some(value);
        Some((self.draft_of(quantity, at..number.end, number.end - 1, true, &Beside::default()), end))
    }

    /// "Robert Hale, 32, died", "Man, 80, dies", "Hale (32)", "the women, 25 and 29, died": a bare number in commas behind one
    /// person, or in brackets behind a name; two behind several.
    fn is_set_off_age(&self, at: usize, end: usize, value: f64) -> bool {
        let reading = self.reading;
        let is_bare = |token: usize| reading.word(token).bytes().all(|c| c.is_ascii_digit());
        if end != at + 1
            || !is_bare(at)
            || !(1.0..=OLDEST).contains(&value)
            || at < self.sentence.start + 2
            || end >= self.sentence.end
        {
            return false;
        }
        // What looks like a body may be a person of two names.
        let person = reading.parse.name_at(at - 2).map(|name| {
            name.label == NameLabel::Person || name.label == NameLabel::Org && name.tokens.len() == 2
        });
        let pair = |first: usize| {
            first >= self.sentence.start + 2
                && first + 3 < self.sentence.end
                && reading.tag(first - 2) == Some(Tag::Nns)
                && reading.word(first - 1) == ","
                && is_bare(first)
                && reading.lower(first + 1) == "and"
                && is_bare(first + 2)
                && reading.word(first + 3) == ","
        };
        if pair(at) || pair(at - 2) {
            return true;
        }
        match (reading.word(at - 1), reading.word(end)) {
            ("(", ")") => person == Some(true),
            (",", ",") => {
                // "June, 5, 1998" and "rooms 7, 8, 9" tell no age.
                let dated = reading.tag(end + 1) == Some(Tag::Cd);
                let one = matches!(reading.tag(at - 2), Some(Tag::Nn | Tag::Nnp));
                !dated && one && person.unwrap_or(true)
            }
            _ => false,
        }
    }

    /// Whether the number is a piece of a word: "Su-34", "27-member", "24/7".
    fn is_glued(&self, at: usize, end: usize) -> bool {
        let reading = self.reading;
        let letters = |token: usize| reading.word(token).ends_with(char::is_alphabetic);
        let before = at > self.sentence.start + 1
            && !reading.space_before(at)
            && reading.lower(at - 1) == "-"
            && !reading.space_before(at - 1)
            && letters(at - 2)
            && self.rules.sign(reading.lower(at - 2)).is_none();
        let after =
            end < self.sentence.end && !reading.space_before(end) && matches!(reading.lower(end), "/" | ":");
        let compound = end + 1 < self.sentence.end
            && reading.lower(end) == "-"
            && !reading.space_before(end)
            && letters(end + 1)
            && self.unit_after(end).is_none()
            && reading.lower(end + 1) != "to";
        let label = reading.dep(at) == Some(Dep::Nummod)
            && end - at == 1
            && reading.parse.head(at).is_some_and(|noun| noun < at)
            && !matches!(reading.tag(end), Some(Tag::Nns | Tag::Nn | Tag::Jj | Tag::Vbn))
            && self.unit_after(end).is_none();
        before || after || compound || label
    }

    /// The number, with a second one where the two bound a range; `None` for scores and votes: "3-2".
    fn range(&self, at: usize, first: Number, limit: usize) -> Option<(Number, bool)> {
        let reading = self.reading;
        let separator = reading.lower(first.end);
        let between = at > self.sentence.start && reading.lower(at - 1) == "between";
        let from = at > self.sentence.start && reading.lower(at - 1) == "from";
        // "rose by 5 to 35" tells the growth and the sum, but "by 5 to 10 percent" a range.
        let by = at > self.sentence.start && reading.lower(at - 1) == "by";
        let joins = match separator {
            "-" | "–" | "--" => true,
            "to" => !from,
            "and" => between,
            _ => false,
        };
        if !joins || first.fraction || first.end + 1 >= limit {
            return Some((first, false));
        }
        let Some(second) = number::read(reading, self.rules, first.end + 1, limit) else {
            return Some((first, false));
        };
        let (Some(mut low), Some(high)) = (first.point(), second.point()) else {
            return Some((first, false));
        };
        // "10 to 20 million" begins at ten million.
        let figure = number::figure(reading.lower(first.end + 1)).unwrap_or(high);
        if figure > 0.0 && low < figure && figure < high {
            low *= high / figure;
        }
        let growth = by && separator == "to" && self.unit_after(second.end).is_none();
        if low < high && !growth {
            return Some((Number { low, high, ..second }, true));
        }
        if separator == "to" { Some((first, false)) } else { None }
    }

    /// The unit of measure whose words begin at the token, perhaps after a hyphen, and the token after them.
    fn unit_after(&self, at: usize) -> Option<(Unit, usize)> {
        let reading = self.reading;
        let start = at + usize::from(reading.lower(at) == "-" && !reading.space_before(at));
        (1..=3).rev().find_map(|words| {
            let end = start + words;
            if end > self.sentence.end {
                return None;
            }
            let mut phrase = reading.lower(start).to_owned();
            for token in start + 1..end {
                phrase.push(' ');
                phrase.push_str(reading.lower(token));
            }
            let noun = |token: usize| {
                matches!(reading.tag(token), Some(Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps))
                    || !reading.word(token).starts_with(char::is_alphabetic)
            };
            self.rules.unit(&phrase).filter(|_| noun(end - 1)).map(|unit| (unit, end))
        })
    }

    /// A unit before the number, and where it begins: "$ 5", "magnitude 7.8", "a magnitude of 7.8".
    fn unit_before(&self, at: usize) -> Option<(Unit, usize)> {
        let reading = self.reading;
        let first = self.sentence.start;
        let found = |token: usize| self.rules.sign(reading.lower(token)).map(|unit| (unit, token));
        if at > first {
            let gap = matches!(reading.lower(at - 1), "of" | "-");
            return found(at - 1).or_else(|| if gap && at > first + 1 { found(at - 2) } else { None });
        }
        None
    }

    /// The quantity of a number, and the token to go on from.
    fn draft(&self, at: usize, number: Number, ranged: bool) -> Option<(Draft, usize)> {
        let reading = self.reading;
        let mut beside = Beside::default();
        let (mut start, mut end) = (at, number.end);
        if ranged && at > self.sentence.start && reading.lower(at - 1) == "between" {
            start -= 1;
        }
        let measure = match self.unit_before(at) {
            Some((unit, token)) => {
                start = start.min(token);
                // "$5 million dollars"
                end =
                    self.unit_after(end).filter(|(after, _)| *after == unit).map_or(end, |(_, after)| after);
                Some(unit)
            }
            None => self.unit_after(end).map(|(unit, after)| {
                end = after;
                unit
            }),
        };
        for _ in 0..BOUNDS {
            let Some(bound) = self.bound_before(start) else { break };
            beside.take(bound.effect);
            if bound.effect == Effect::Part {
                break;
            }
            start -= bound.words.len();
        }
        let mut noun = if measure.is_some() { None } else { self.noun(at, &number) };
        let mut measure = measure;
        // "thousands of kilometers"
        if let Some(token) = noun
            && let Some(unit) = self.rules.unit(reading.lower(token))
        {
            measure = Some(unit);
            end = token + 1;
            noun = None;
        }
        if noun.is_none()
            && let Some(bound) = self.bound_after(end)
        {
            beside.take(bound.effect);
            end += bound.words.len();
        }
        let head = noun.unwrap_or(number.end - 1);
        if let Some(noun) = noun {
            // A street has a number, but is not counted.
            if !number.vague && (number.end..=noun).all(|token| reading.tag(token) == Some(Tag::Nnp)) {
                return None;
            }
            // "The 9700 block", "a 911 operator": one thing that a number tells from others.
            let singular = reading.tag(noun) == Some(Tag::Nn) && noun == number.end && number.low >= 2.0;
            if singular && start > 0 && reading.tag(start - 1) == Some(Tag::Dt) && !number.vague {
                return None;
            }
            beside.besides |= (number.end..=noun).any(|token| {
                let word = reading.lower(token);
                self.rules.bounds_after().iter().any(|b| b.effect == Effect::Besides && b.words == [word])
            });
            end = end.max(noun + 1);
        }
        let unit = match measure {
            Some(unit) => Some(unit.name.to_owned()),
            None => noun
                .map(|noun| unit_of(reading, noun))
                .filter(|unit| unit != "other")
                .or_else(|| self.set_off(head).map(|noun| unit_of(reading, noun))),
        };
        let lone = noun.is_none() && measure.is_none();
        let status = match measure {
            Some(unit) => unit.status,
            None if number.fraction => Status::Share,
            None => {
                let of = noun.is_some() && reading.lower(number.end) == "of";
                let phrase = if of { number.end - 1 } else { head };
                let counted = Counted { head: phrase, noun: head, end, unit: unit.as_deref() };
                status(reading, self.rules, counted).unwrap_or(Status::Count)
            }
        };
        // "One" alone is a pronoun, unless something became of it.
        if lone && reading.lower(at) == "one" && !status.is_news() {
            return None;
        }
        let measured = measure.is_some() || number.fraction;
        let mut quantity = self.quantity(start..end, number, status, unit);
        bind(&mut quantity, &number, ranged, beside.qualifier, measured);
        let mut past = number.end;
        if measure.is_some() {
            past = end;
            if let Some((conversion, after)) = self.conversion(end) {
                cover(reading, &mut quantity, start..after);
                quantity.conversion = Some(conversion);
                past = after;
            }
        }
        let has_noun = noun.is_some() || measure.is_some() || self.set_off(head).is_some();
        Some((self.draft_of(quantity, at..number.end, head, has_noun, &beside), past))
    }

    /// "(4,300 miles)" after a measure.
    fn conversion(&self, at: usize) -> Option<(Conversion, usize)> {
        let reading = self.reading;
        if !matches!(reading.lower(at), "(" | "[") {
            return None;
        }
        let sign = self.rules.sign(reading.lower(at + 1));
        let first = at + 1 + usize::from(sign.is_some());
        let number = number::read(reading, self.rules, first, self.sentence.end)?;
        let (unit, end) = match sign {
            Some(unit) => (unit, number.end),
            None => self.unit_after(number.end)?,
        };
        let closed = matches!(reading.lower(end), ")" | "]") && end < self.sentence.end;
        let conversion = Conversion {
            span: reading.span_of(first - usize::from(sign.is_some())..end),
            point: number.point()?,
            unit: unit.name.to_owned(),
        };
        closed.then_some((conversion, end + 1))
    }

    /// The longest words before the token that bound a number.
    fn bound_before(&self, at: usize) -> Option<&Bound> {
        let reading = self.reading;
        self.rules.bounds_before().iter().find(|bound| {
            let Some(start) = at.checked_sub(bound.words.len()).filter(|&start| start >= self.sentence.start)
            else {
                return false;
            };
            let stands = bound.words.iter().enumerate().all(|(i, word)| reading.lower(start + i) == *word);
            // "Over eight regions" is where, "over 200 people" how many.
            let place = bound.words.len() == 1
                && reading.dep(start) == Some(Dep::Prep)
                && reading.parse.head(start).is_some_and(|head| head < start)
                && matches!(bound.effect, Effect::Bound(_));
            stands && !place
        })
    }

    fn bound_after(&self, at: usize) -> Option<&Bound> {
        let reading = self.reading;
        self.rules.bounds_after().iter().find(|bound| {
            at + bound.words.len() <= self.sentence.end
                && bound.words.iter().enumerate().all(|(i, word)| reading.lower(at + i) == *word)
        })
    }

    /// The noun that the number counts, to the end of its word: "three co-workers".
    fn noun(&self, at: usize, number: &Number) -> Option<usize> {
        let reading = self.reading;
        let noun = self.counted(at, number)?;
        let hyphen = reading.word(noun + 1) == "-"
            && !reading.space_before(noun + 1)
            && !reading.space_before(noun + 2)
            && noun + 2 < self.sentence.end;
        let rest = matches!(reading.tag(noun + 2), Some(Tag::Nn | Tag::Nns));
        Some(if hyphen && rest { noun + 2 } else { noun })
    }

    fn counted(&self, at: usize, number: &Number) -> Option<usize> {
        let reading = self.reading;
        let end = number.end;
        let last = end - 1;
        // "Nine hurt" and "30 dead" count people, and not hurts.
        let is_noun = |token: usize| {
            matches!(reading.tag(token), Some(Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps))
                && !self.rules.is_state(reading.lower(token))
        };
        let near = |token: usize| token >= end && token < self.sentence.end && token - end <= NOUN_WITHIN;
        // "dozens of people", "two-thirds of voters"; "52 of 80" and "three of the men" are parts of another number.
        if reading.lower(end) == "of" && (number.vague || number.fraction) {
            return reading.parse.child(end, Dep::Pobj).filter(|&noun| is_noun(noun) && near(noun));
        }
        let mut token = last;
        for _ in 0..4 {
            let modifies = matches!(
                reading.dep(token),
                Some(
                    Dep::Nummod
                        | Dep::Compound
                        | Dep::Quantmod
                        | Dep::Amod
                        | Dep::Nmod
                        | Dep::Advmod
                        | Dep::Det
                )
            );
            match reading.parse.head(token).filter(|_| modifies) {
                Some(head) if near(head) && is_noun(head) && self.is_phrase(end..head) => {
                    // "three time zones"
                    let rest =
                        (head..self.sentence.end.min(end + NOUN_WITHIN)).take_while(|&noun| is_noun(noun));
                    let compound = reading.dep(head) == Some(Dep::Compound);
                    return if compound { rest.last() } else { Some(head) };
                }
                Some(head) if head != token && (at..end).contains(&head) => token = head,
                _ => break,
            }
        }
        // The parser lost it: the nouns right after.
        let run = (end..self.sentence.end.min(end + NOUN_WITHIN)).take_while(|&token| is_noun(token)).last();
        run.filter(|&noun| reading.tag(noun) == Some(Tag::Nns))
    }

    /// The noun counted by a number that is set off after it: "the biggest number of drones — 472 —".
    fn set_off(&self, number: usize) -> Option<usize> {
        let parse = self.reading.parse;
        let noun = parse.head(number).filter(|&noun| {
            noun < number && self.reading.dep(number) == Some(Dep::Appos) && parse.is_noun(noun)
        })?;
        let of =
            parse.children_by(noun, Dep::Prep).find(|&of| of < number && self.reading.lower(of) == "of")?;
        parse.child(of, Dep::Pobj).filter(|&counted| self.reading.lemma(noun) == "number" && counted < number)
    }

    /// Whether nothing but modifiers stands between a number and its noun.
    fn is_phrase(&self, mut tokens: Range<usize>) -> bool {
        tokens.all(|token| {
            !matches!(
                self.reading.tag(token),
                Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::In | Tag::Wdt | Tag::Wp | Tag::Prp)
            ) && !matches!(self.reading.lower(token), ";" | ":" | "(" | ")")
        })
    }

    fn quantity(
        &self,
        tokens: Range<usize>,
        number: Number,
        status: Status,
        unit: Option<String>,
    ) -> Quantity {
        let span = self.reading.span_of(tokens);
        Quantity {
            id: QuantityId::derive(&self.reading.fingerprint, &[span.start, span.end], ""),
            span,
            text: span.of(self.reading.text).to_owned(),
            low: Some(number.low),
            high: Some(number.high).filter(|high| high.is_finite()),
            point: number.point(),
            qualifier: Qualifier::Exact,
            unit,
            status,
            of: None,
            subset_of: None,
            besides: None,
            conversion: None,
            approximate: false,
        }
    }

    fn draft_of(
        &self,
        quantity: Quantity,
        number: Range<usize>,
        head: usize,
        has_noun: bool,
        beside: &Beside,
    ) -> Draft {
        Draft {
            quantity,
            sentence: self.reading.sentence_of(number.start),
            number,
            head,
            has_noun,
            part: beside.part,
            besides: beside.besides,
        }
    }
}

/// Lets the quantity stand over other tokens, with the id that goes with them.
fn cover(reading: &Reading<'_>, quantity: &mut Quantity, tokens: Range<usize>) {
    let span = reading.span_of(tokens);
    quantity.span = span;
    quantity.text = span.of(reading.text).to_owned();
    quantity.id = QuantityId::derive(&reading.fingerprint, &[span.start, span.end], "");
}

/// Sets the bounds that the words around the number state.
fn bind(
    quantity: &mut Quantity,
    number: &Number,
    ranged: bool,
    qualifier: Option<Qualifier>,
    measured: bool,
) {
    // Beyond a whole number of things comes the next; beyond a measure comes what is a little more.
    let step = if measured || number.low.fract() != 0.0 { 0.0 } else { 1.0 };
    quantity.qualifier = match qualifier {
        Some(qualifier) => qualifier,
        None if ranged => Qualifier::Between,
        None if number.vague => Qualifier::Vague,
        None => Qualifier::Exact,
    };
    match quantity.qualifier {
        Qualifier::MoreThan => (quantity.low, quantity.high) = (Some(number.low + step), None),
        Qualifier::AtLeast => quantity.high = None,
        Qualifier::LessThan => {
            (quantity.low, quantity.high) = (None, Some((number.low - step).max(0.0)));
        }
        Qualifier::AtMost => quantity.low = None,
        _ => {}
    }
    quantity.approximate = matches!(quantity.qualifier, Qualifier::About | Qualifier::Vague);
}

/// What is counted, in the singular: "warplane", "person".
fn unit_of(reading: &Reading<'_>, noun: usize) -> String {
    let lemma = reading.lemma(noun);
    // A collective of single ones.
    if lemma == "people" { "person".to_owned() } else { lemma.to_lowercase() }
}

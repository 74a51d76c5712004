//! The patterns of time expressions, compiled from `seeds/rules/timex.tsv`, and how one is matched.

use core::ops::Range;

use super::words::{Class, Signs, Unit, Vocabulary};
use crate::extract::Reading;
use crate::lexicon::WordMap;
use crate::model::TimexModifier;
use crate::seed;

/// No pattern reads further than this many tokens, nor has more items; keeps the work per token bounded.
const LONGEST: usize = 24;

/// What the stage goes by.
pub struct TimexRules {
    pub(super) words: Vocabulary,
    pub(super) rules: Vec<Rule>,
    /// The words that patterns name, numbered from 1.
    literals: WordMap<Literal>,
    /// Rules whose first item may be the word of that number.
    by_word: Vec<Vec<Opening>>,
    /// Rules whose first item may be of the class.
    by_class: [Vec<u16>; Class::ALL.len()],
    pub(super) modifiers: Vec<Modifier>,
}

/// The number of a word that patterns name; 0 for all others.
type Literal = u16;

/// What the patterns see of a token, looked up once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight {
    literal: Literal,
    signs: Signs,
}

/// One row of the table.
pub(super) struct Rule {
    items: Vec<Item>,
    pub(super) production: Production,
}

/// A rule that may begin with a word, and what has to follow the word.
struct Opening {
    rule: u16,
    next: Next,
}

/// What the next token has to be: one of the words, or of the signs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Next {
    words: Vec<Literal>,
    signs: Signs,
}

/// One place in a pattern.
enum Item {
    /// The expression begins here.
    Open,
    /// The expression ends here.
    Close,
    Word {
        forms: Vec<Literal>,
        optional: bool,
    },
    Part {
        class: Class,
        values: Vec<i64>,
        optional: bool,
    },
    /// What must not stand here.
    Not(Box<Item>),
}

/// What a match is made into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Production {
    pub(super) make: Make,
    /// Steps of the unit, or of what was captured; negative is back.
    pub(super) by: Option<i64>,
    pub(super) unit: Option<Unit>,
    pub(super) part: Option<i64>,
    pub(super) from: From,
    pub(super) value: &'static str,
}

/// How the value is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Make {
    /// Nothing: the words are no time.
    Nothing,
    /// The date or time that the parts name.
    Date,
    /// So many units from the reference.
    Shift,
    /// The day, month or year that the text spoke of last.
    Same,
    /// A length of time.
    Length,
    /// A recurring time.
    Set,
    /// One of the values that name no date.
    Reference,
    Quarter,
    Half,
    Decade,
    Century,
}

/// What a date is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The day of publication.
    Published,
    /// The date that the text spoke of last.
    Narrative,
}

/// Words beside an expression that belong to it.
pub(super) struct Modifier {
    pub(super) words: Vec<&'static str>,
    pub(super) before: bool,
    pub(super) of: &'static str,
    pub(super) modifier: Option<TimexModifier>,
    pub(super) now: Option<Now>,
}

/// Which part of a time that the report was published in is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Now {
    /// "Earlier this year"
    Past,
    /// "Later this year"
    Rest,
}

/// The parts that a pattern captured, by class.
#[derive(Clone, Copy, Debug)]
pub(super) struct Captures([Option<i64>; Class::ALL.len()]);

impl Captures {
    pub(super) const fn get(&self, class: Class) -> Option<i64> {
        self.0[class as usize]
    }

    pub(super) const fn set(&mut self, class: Class, value: Option<i64>) {
        self.0[class as usize] = value;
    }
}

/// One expression in the text, not yet resolved.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) rule: usize,
    pub(super) tokens: Range<usize>,
    pub(super) captures: Captures,
    /// Whether the day is that of another expression of the pattern.
    pub(super) lent: bool,
}

impl Match {
    /// Whether the expression itself names a day.
    pub(super) fn has_own_day(&self) -> bool {
        let days = [Class::Day, Class::Weekday, Class::Numeric, Class::Holiday];
        !self.lent && days.iter().any(|&class| self.captures.get(class).is_some())
    }
}

impl TimexRules {
    /// Compiles the tables that are linked into the crate.
    #[must_use]
    pub fn from_seed() -> Self {
        let words = Vocabulary::from_seed();
        let mut literals = WordMap::new();
        let rules: Vec<Rule> = seed::TIMEX
            .select(["name", "pattern", "production"])
            .filter_map(|(line, [name, pattern, production])| {
                let rule = Rule::compile(pattern, production, &mut literals);
                debug_assert!(rule.is_some(), "timex.tsv:{line}: {name} cannot be read");
                rule
            })
            .collect();
        // No expression begins with a comma.
        let comma = literals.get(",").copied();
        let mut by_word: Vec<Vec<Opening>> = Vec::new();
        by_word.resize_with(literals.len() + 1, Vec::new);
        let mut by_class: [Vec<u16>; Class::ALL.len()] = Default::default();
        for (rule, number) in rules.iter().zip(0..) {
            for (i, item) in rule.begins_with(0) {
                match item {
                    Item::Word { forms, .. } => {
                        for &form in forms.iter().filter(|form| Some(**form) != comma) {
                            by_word[usize::from(form)].push(Opening { rule: number, next: rule.next(i + 1) });
                        }
                    }
                    Item::Part { class, .. } => by_class[*class as usize].push(number),
                    Item::Open | Item::Close | Item::Not(_) => {}
                }
            }
        }
        let modifiers = seed::TIME_MODIFIERS
            .select(["phrase", "side", "of", "mod", "now"])
            .map(|(_, [phrase, side, of, modifier, now])| Modifier {
                words: phrase.split(' ').collect(),
                before: side == "before",
                of,
                modifier: modifier_named(modifier),
                now: match now {
                    "past" => Some(Now::Past),
                    "rest" => Some(Now::Rest),
                    _ => None,
                },
            })
            .collect();
        Self { words, rules, literals, by_word, by_class, modifiers }
    }

    /// What the patterns see of each token.
    pub(super) fn sights(&self, reading: &Reading<'_>) -> Vec<Sight> {
        (0..reading.len())
            .map(|token| {
                let word = reading.lower(token);
                let form = if matches!(word, "–" | "—" | "--") { "-" } else { word };
                let literal = self.literals.get(form).copied().unwrap_or(0);
                Sight { literal, signs: self.words.signs(word) }
            })
            .collect()
    }

    /// The expressions that a pattern finds from the token on: the pattern that reaches furthest, then the first.
    pub(super) fn matches_at(
        &self,
        reading: &Reading<'_>,
        sights: &[Sight],
        at: usize,
        limit: usize,
    ) -> Vec<Match> {
        let Some(&sight) = sights.get(at) else { return Vec::new() };
        let next = sights.get(at + 1).filter(|_| at + 1 < limit);
        let by_word = self.by_word[usize::from(sight.literal)].iter();
        let by_word = by_word.filter(|opening| opening.next.allows(next)).map(|opening| opening.rule);
        let classes = Class::ALL.iter().zip(&self.by_class).filter(|((_, class), _)| {
            Vocabulary::knows(sight.signs) && Vocabulary::may_begin(*class, sight.signs)
        });
        let limit = limit.min(at + LONGEST).min(sights.len());
        let mut attempt = Attempt {
            words: &self.words,
            reading,
            sights,
            start: at,
            limit,
            read: [None; Class::ALL.len()],
            rule: 0,
            captures: Captures([None; Class::ALL.len()]),
            found: Vec::new(),
        };
        let mut best: Option<(usize, u16, Vec<Match>)> = None;
        for rule in by_word.chain(classes.flat_map(|(_, rules)| rules).copied()) {
            attempt.rule = usize::from(rule);
            if !attempt.items(&self.rules[attempt.rule].items, at, None) {
                continue;
            }
            let found = core::mem::take(&mut attempt.found);
            attempt.captures = Captures([None; Class::ALL.len()]);
            let Some(end) = found.last().map(|m| m.tokens.end) else { continue };
            if best.as_ref().is_none_or(|(reach, first, _)| end > *reach || end == *reach && rule < *first) {
                best = Some((end, rule, found));
            }
        }
        best.map(|(_, _, found)| found).unwrap_or_default()
    }
}

impl Next {
    /// Whether a token may stand next; none is what comes after the last.
    fn allows(&self, token: Option<&Sight>) -> bool {
        self.signs == Signs::MAX
            || token.is_some_and(|next| next.signs & self.signs != 0 || self.words.contains(&next.literal))
    }
}

/// The patterns on their way through the tokens, one after another; what fails leaves nothing behind.
struct Attempt<'a, 'r> {
    words: &'a Vocabulary,
    reading: &'a Reading<'r>,
    sights: &'a [Sight],
    start: usize,
    limit: usize,
    /// What each class reads at the start, once it has been tried: most patterns begin with the same few.
    read: [Option<Option<(i64, usize)>>; Class::ALL.len()],
    rule: usize,
    captures: Captures,
    found: Vec<Match>,
}

impl Attempt<'_, '_> {
    /// Whether the items fit from the token on; leaves the expressions in `found`.
    fn items(&mut self, items: &[Item], at: usize, open: Option<usize>) -> bool {
        let Some((item, rest)) = items.split_first() else { return true };
        match item {
            // Of what was read, the hour and its zone alone are not shared.
            Item::Open => {
                let before = self.captures;
                self.captures.set(Class::Clock, None);
                self.captures.set(Class::Zone, None);
                let fits = self.items(rest, at, Some(at));
                if !fits {
                    self.captures = before;
                }
                fits
            }
            Item::Close => {
                let Some(start) = open.filter(|&start| start < at) else { return false };
                self.found.push(Match {
                    rule: self.rule,
                    tokens: start..at,
                    captures: self.captures,
                    lent: false,
                });
                let fits = self.items(rest, at, None);
                if !fits {
                    self.found.pop();
                }
                fits
            }
            Item::Not(inner) => self.one(inner, at).is_none() && self.items(rest, at, open),
            Item::Word { optional, .. } => match self.one(item, at) {
                Some((_, end)) if self.items(rest, end, open) => true,
                _ => *optional && self.items(rest, at, open),
            },
            Item::Part { class, optional, .. } => {
                if let Some((value, end)) = self.one(item, at) {
                    let before = self.captures.get(*class);
                    self.captures.set(*class, Some(value));
                    if self.items(rest, end, open) {
                        return true;
                    }
                    self.captures.set(*class, before);
                }
                *optional && self.items(rest, at, open)
            }
        }
    }

    fn one(&mut self, item: &Item, at: usize) -> Option<(i64, usize)> {
        if at >= self.limit {
            return None;
        }
        match item {
            Item::Word { forms, .. } => forms.contains(&self.sights[at].literal).then_some((0, at + 1)),
            Item::Part { class, .. } if !Vocabulary::may_begin(*class, self.sights[at].signs) => None,
            Item::Part { class, values, .. } => self
                .part(*class, at)
                .filter(|(value, end)| *end <= self.limit && (values.is_empty() || values.contains(value))),
            _ => None,
        }
    }

    fn part(&mut self, class: Class, at: usize) -> Option<(i64, usize)> {
        let read = || self.words.read(self.reading, class, at);
        if at == self.start { *self.read[class as usize].get_or_insert_with(read) } else { read() }
    }
}

impl Rule {
    fn compile(
        pattern: &'static str,
        production: &'static str,
        literals: &mut WordMap<Literal>,
    ) -> Option<Self> {
        let mut items = Vec::new();
        for piece in pattern.split(' ') {
            items.push(Item::compile(piece, literals)?);
        }
        if !items.iter().any(|item| matches!(item, Item::Open)) {
            items.insert(0, Item::Open);
            items.push(Item::Close);
        }
        let sound = items.len() <= LONGEST && items.iter().any(|item| matches!(item, Item::Close));
        sound.then_some(Self { items, production: Production::compile(production)? })
    }

    /// The items that a token may meet when those before number `from` are done, with their numbers.
    fn begins_with(&self, from: usize) -> impl Iterator<Item = (usize, &Item)> {
        let takes = |item: &Item| matches!(item, Item::Word { .. } | Item::Part { .. });
        let mut more = true;
        self.items.iter().enumerate().skip(from).filter(move |(_, item)| takes(item)).take_while(
            move |(_, item)| {
                let taken = more;
                more = more && item.is_optional();
                taken
            },
        )
    }

    /// What the token may be when the items before number `from` are done.
    fn next(&self, from: usize) -> Next {
        let mut next = Next { words: Vec::new(), signs: 0 };
        let mut ends = true;
        for (_, item) in self.begins_with(from) {
            ends = item.is_optional();
            match item {
                Item::Word { forms, .. } => next.words.extend(forms),
                Item::Part { class, .. } => next.signs |= Vocabulary::signs_of(*class),
                Item::Open | Item::Close | Item::Not(_) => {}
            }
        }
        if ends {
            next.signs = Signs::MAX;
        }
        next
    }
}

impl Item {
    fn is_optional(&self) -> bool {
        matches!(self, Self::Word { optional: true, .. } | Self::Part { optional: true, .. })
    }

    fn compile(piece: &'static str, literals: &mut WordMap<Literal>) -> Option<Self> {
        match piece {
            "[" => return Some(Self::Open),
            "]" => return Some(Self::Close),
            _ => {}
        }
        if let Some(inner) = piece.strip_prefix('!') {
            return Some(Self::Not(Box::new(Self::compile(inner, literals)?)));
        }
        let (piece, optional) = piece.strip_suffix('?').map_or((piece, false), |piece| (piece, true));
        let Some(class) = piece.strip_prefix('{').and_then(|piece| piece.strip_suffix('}')) else {
            let number = |form: &'static str| {
                let next = literals.len() as Literal + 1;
                *literals.entry(form).or_insert(next)
            };
            return Some(Self::Word { forms: piece.split('|').map(number).collect(), optional });
        };
        let (class, values) = class.split_once('=').unwrap_or((class, ""));
        let class = Class::named(class)?;
        let values: Option<Vec<i64>> =
            values.split(',').filter(|v| !v.is_empty()).map(|v| Vocabulary::value_named(class, v)).collect();
        Some(Self::Part { class, values: values?, optional })
    }
}

impl Production {
    fn compile(words: &'static str) -> Option<Self> {
        let mut words = words.split(' ');
        let make = match words.next()? {
            "nothing" => Make::Nothing,
            "date" => Make::Date,
            "shift" => Make::Shift,
            "same" => Make::Same,
            "length" => Make::Length,
            "set" => Make::Set,
            "reference" => Make::Reference,
            "quarter" => Make::Quarter,
            "half" => Make::Half,
            "decade" => Make::Decade,
            "century" => Make::Century,
            _ => return None,
        };
        let mut made = Self { make, by: None, unit: None, part: None, from: From::Published, value: "" };
        for word in words {
            match word.split_once('=')? {
                ("by", by) => made.by = Some(by.parse().ok()?),
                ("unit", unit) => made.unit = Unit::at(Vocabulary::value_named(Class::Unit, unit)?),
                ("part", part) => made.part = Some(Vocabulary::value_named(Class::Part, part)?),
                ("from", "narrative") => made.from = From::Narrative,
                ("value", value) => made.value = value,
                _ => return None,
            }
        }
        Some(made)
    }
}

fn modifier_named(name: &str) -> Option<TimexModifier> {
    Some(match name {
        "START" => TimexModifier::Start,
        "MID" => TimexModifier::Mid,
        "END" => TimexModifier::End,
        "APPROX" => TimexModifier::Approx,
        "LESS_THAN" => TimexModifier::LessThan,
        "MORE_THAN" => TimexModifier::MoreThan,
        "EQUAL_OR_LESS" => TimexModifier::EqualOrLess,
        "EQUAL_OR_MORE" => TimexModifier::EqualOrMore,
        _ => return None,
    })
}

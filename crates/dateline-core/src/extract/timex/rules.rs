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
    by_word: Vec<Vec<u16>>,
    /// Rules whose first item may be a class of words.
    by_class: Vec<u16>,
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
    /// The classes that the first token may be of.
    first: Vec<Class>,
    pub(super) production: Production,
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
        let mut by_word: Vec<Vec<u16>> = vec![Vec::new(); literals.len() + 1];
        let mut by_class = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            for item in rule.first() {
                if let Item::Word { forms, .. } = item {
                    for &form in forms.iter().filter(|form| Some(**form) != comma) {
                        by_word[usize::from(form)].push(number as u16);
                    }
                }
            }
            if !rule.first.is_empty() {
                by_class.push(number as u16);
            }
        }
        let modifiers = seed::TIME_MODIFIERS
            .select(["phrase", "side", "of", "mod"])
            .map(|(_, [phrase, side, of, modifier])| Modifier {
                words: phrase.split(' ').collect(),
                before: side == "before",
                of,
                modifier: modifier_named(modifier),
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
        let literal = self.by_word[usize::from(sight.literal)].as_slice();
        let class = if Vocabulary::knows(sight.signs) { self.by_class.as_slice() } else { &[] };
        let begins = |rule: &&u16| {
            let classes = &self.rules[usize::from(**rule)].first;
            classes.iter().any(|&class| Vocabulary::may_begin(class, sight.signs))
        };
        let mut best: Option<(usize, u16, Vec<Match>)> = None;
        for &rule in literal.iter().chain(class.iter().filter(begins)) {
            let Some(found) = self.match_rule(reading, sights, usize::from(rule), at, limit) else {
                continue;
            };
            let Some(end) = found.last().map(|m| m.tokens.end) else { continue };
            if best.as_ref().is_none_or(|(reach, first, _)| end > *reach || end == *reach && rule < *first) {
                best = Some((end, rule, found));
            }
        }
        best.map(|(_, _, found)| found).unwrap_or_default()
    }

    fn match_rule(
        &self,
        reading: &Reading<'_>,
        sights: &[Sight],
        rule: usize,
        at: usize,
        limit: usize,
    ) -> Option<Vec<Match>> {
        let limit = limit.min(at + LONGEST).min(sights.len());
        let mut attempt = Attempt { words: &self.words, reading, sights, limit, rule, found: Vec::new() };
        let start = Captures([None; Class::ALL.len()]);
        attempt.items(&self.rules[rule].items, at, None, start).then_some(attempt.found)
    }
}

/// One pattern on its way through the tokens.
struct Attempt<'a, 'r> {
    words: &'a Vocabulary,
    reading: &'a Reading<'r>,
    sights: &'a [Sight],
    limit: usize,
    rule: usize,
    found: Vec<Match>,
}

impl Attempt<'_, '_> {
    /// Whether the items fit from the token on; leaves the expressions in `found`.
    fn items(&mut self, items: &[Item], at: usize, open: Option<usize>, mut captures: Captures) -> bool {
        let Some((item, rest)) = items.split_first() else { return true };
        match item {
            Item::Open => self.items(rest, at, Some(at), captures),
            Item::Close => {
                let Some(start) = open.filter(|&start| start < at) else { return false };
                self.found.push(Match { rule: self.rule, tokens: start..at, captures });
                let fits = self.items(rest, at, None, captures);
                if !fits {
                    self.found.pop();
                }
                fits
            }
            Item::Not(inner) => self.one(inner, at).is_none() && self.items(rest, at, open, captures),
            Item::Word { optional, .. } => match self.one(item, at) {
                Some((_, end)) if self.items(rest, end, open, captures) => true,
                _ => *optional && self.items(rest, at, open, captures),
            },
            Item::Part { class, optional, .. } => {
                let before = captures;
                if let Some((value, end)) = self.one(item, at) {
                    captures.set(*class, Some(value));
                    if self.items(rest, end, open, captures) {
                        return true;
                    }
                }
                *optional && self.items(rest, at, open, before)
            }
        }
    }

    fn one(&self, item: &Item, at: usize) -> Option<(i64, usize)> {
        if at >= self.limit {
            return None;
        }
        match item {
            Item::Word { forms, .. } => forms.contains(&self.sights[at].literal).then_some((0, at + 1)),
            Item::Part { class, .. } if !Vocabulary::may_begin(*class, self.sights[at].signs) => None,
            Item::Part { class, values, .. } => self
                .words
                .read(self.reading, *class, at)
                .filter(|(value, end)| *end <= self.limit && (values.is_empty() || values.contains(value))),
            _ => None,
        }
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
        let mut rule = Self { items, first: Vec::new(), production: Production::compile(production)? };
        rule.first = rule
            .first()
            .filter_map(|item| match item {
                Item::Part { class, .. } => Some(*class),
                _ => None,
            })
            .collect();
        sound.then_some(rule)
    }

    /// The items that the first token may meet.
    fn first(&self) -> impl Iterator<Item = &Item> {
        let mut more = true;
        self.items.iter().filter(|item| !matches!(item, Item::Open | Item::Close | Item::Not(_))).take_while(
            move |item| {
                let taken = more;
                more = more
                    && matches!(item, Item::Word { optional: true, .. } | Item::Part { optional: true, .. });
                taken
            },
        )
    }
}

impl Item {
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

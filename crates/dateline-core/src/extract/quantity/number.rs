//! Reads numbers: figures, words, and amounts that are not told exactly.

use super::rules::{NumberWord, QuantityRules};
use crate::extract::Reading;

/// Numbers beyond this are no amounts that news reports, and sums of them would no longer be exact.
const LARGEST: f64 = 1e15;

/// No number is longer than this many tokens.
const LONGEST: usize = 12;

/// A number as the text has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) low: f64,
    /// Infinite where nothing bounds it.
    pub(super) high: f64,
    /// Whether its bounds are those of a word like "dozens".
    pub(super) vague: bool,
    /// Whether it is a part of a whole: "two-thirds".
    pub(super) fraction: bool,
    /// The token after it.
    pub(super) end: usize,
}

impl Number {
    const fn exact(value: f64, end: usize) -> Self {
        Self { low: value, high: value, vague: false, fraction: false, end }
    }

    /// The number itself, where the text gives one.
    pub(super) fn point(&self) -> Option<f64> {
        (!self.vague && self.low == self.high).then_some(self.low)
    }

    fn times(self, factor: f64, end: usize) -> Self {
        Self { low: self.low * factor, high: self.high * factor, end, ..self }
    }
}

/// The number that begins at the token, if one does; it ends before `limit`.
pub(super) fn read(reading: &Reading<'_>, rules: &QuantityRules, at: usize, limit: usize) -> Option<Number> {
    let limit = limit.min(at + LONGEST);
    let number = figures(reading, rules, at, limit).or_else(|| in_words(reading, rules, at, limit))?;
    (number.low < LARGEST && (number.high < LARGEST || number.high.is_infinite())).then_some(number)
}

/// "1,200", "5.5 million", "20m", "5 1/2".
fn figures(reading: &Reading<'_>, rules: &QuantityRules, at: usize, limit: usize) -> Option<Number> {
    let word = reading.lower(at);
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = word.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(word.len());
    let value = figure(&word[..digits])?;
    let mut number = match &word[digits..] {
        "" => Number::exact(value, at + 1),
        "½" => Number::exact(value + 0.5, at + 1),
        suffix => match rules.word(suffix)? {
            NumberWord::Suffix(factor) => Number::exact(value * factor, at + 1),
            _ => return None,
        },
    };
    let next = reading.lower(number.end);
    let half = if next == "½" || next == "1/2" { 0.5 } else { 0.0 };
    if half > 0.0 && number.end < limit {
        number = Number::exact(value + half, number.end + 1);
    }
    // "$ 5 m", as a tokenizer parts it.
    if number.end < limit
        && !reading.space_before(number.end)
        && let Some(NumberWord::Suffix(factor)) = rules.word(reading.lower(number.end))
    {
        number = number.times(factor, number.end + 1);
    }
    Some(scaled(reading, rules, number, limit))
}

/// The value of figures with commas and a point; `None` where the commas do not part thousands.
pub(super) fn figure(word: &str) -> Option<f64> {
    let word = word.trim_end_matches(['.', ',']);
    let (whole, part) = word.split_once('.').unwrap_or((word, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let (mut grouped, mut digits) = (false, String::with_capacity(whole.len() + 1 + part.len()));
    digits.push_str(first);
    for group in groups {
        // The last two groups of Indian numbers part hundreds and thousands: 12,34,567.
        if !(group.len() == 3 || group.len() == 2) {
            return None;
        }
        grouped = true;
        digits.push_str(group);
    }
    let last_group = whole.rsplit(',').next()?;
    let sound = !first.is_empty()
        && (!grouped || first.len() <= 3 && last_group.len() == 3)
        && digits.len() <= 18
        && part.len() <= 9
        && digits.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    if !sound {
        return None;
    }
    if !part.is_empty() {
        digits.push('.');
        digits.push_str(part);
    }
    digits.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Multiplies the number with the scales that follow: "1.2 million", "two dozen", "12 hundred thousand".
fn scaled(reading: &Reading<'_>, rules: &QuantityRules, mut number: Number, limit: usize) -> Number {
    while number.end < limit {
        match rules.word(reading.lower(number.end)) {
            Some(NumberWord::Scale(factor)) => number = number.times(factor, number.end + 1),
            _ => break,
        }
    }
    number
}

fn in_words(reading: &Reading<'_>, rules: &QuantityRules, at: usize, limit: usize) -> Option<Number> {
    let word = |i: usize| if i < limit { rules.word(reading.lower(i)) } else { None };
    match word(at)? {
        NumberWord::One => match word(at + 1)? {
            NumberWord::Scale(factor) => Some(cardinal(reading, rules, at + 2, limit, factor)),
            NumberWord::Vague { low, high } => Some(vague(reading, rules, at + 2, limit, low, high)),
            NumberWord::Fraction(part) => fraction(reading, rules, part, at + 2, limit),
            _ => None,
        },
        NumberWord::Fraction(part) => fraction(reading, rules, part, at + 1, limit),
        NumberWord::Number(first) => {
            let mut number = cardinal(reading, rules, at + 1, limit, first);
            let next = number.end + usize::from(reading.lower(number.end) == "-");
            if let Some(NumberWord::Fraction(part)) = word(next)
                && reading.lower(next).ends_with('s')
            {
                number = Number { fraction: true, ..number.times(part, next + 1) };
            }
            Some(number)
        }
        NumberWord::Vague { low, high } => Some(vague(reading, rules, at + 1, limit, low, high)),
        NumberWord::VagueScale(factor) => {
            let mut number =
                Number { low: 2.0 * factor, high: f64::INFINITY, vague: true, fraction: false, end: at + 1 };
            // "tens of thousands", "hundreds of thousands"
            while reading.lower(number.end) == "of" {
                let Some(NumberWord::VagueScale(more)) = word(number.end + 1) else { break };
                number = number.times(more, number.end + 2);
                number.low = factor * more;
            }
            Some(number)
        }
        NumberWord::Scale(_) | NumberWord::Suffix(_) => None,
    }
}

/// Goes on with a number in words of which `first` has been read: "twenty-five", "two hundred and five thousand".
fn cardinal(reading: &Reading<'_>, rules: &QuantityRules, at: usize, limit: usize, first: f64) -> Number {
    let (mut total, mut group, mut i) = (0.0, first, at);
    if group >= 1000.0 {
        (total, group) = (group, 0.0);
    }
    while i < limit {
        let joined = matches!(reading.lower(i), "-" | "and");
        let next = if joined { i + 1 } else { i };
        match (next < limit).then(|| rules.word(reading.lower(next))).flatten() {
            Some(NumberWord::Number(value)) if fits_after(group, value, joined) => group += value,
            Some(NumberWord::Scale(factor)) if reading.lower(i) != "and" => {
                if factor >= 1000.0 {
                    (total, group) = (total + group.max(1.0) * factor, 0.0);
                } else {
                    group = group.max(1.0) * factor;
                }
            }
            _ => break,
        }
        i = next + 1;
    }
    Number::exact(total + group, i)
}

/// Whether a number may follow in the same one: "twenty five", "hundred and five", but not "five and six".
fn fits_after(group: f64, value: f64, joined: bool) -> bool {
    let tens = group % 100.0;
    (20.0..100.0).contains(&tens) && tens % 10.0 == 0.0 && value < 10.0
        || group >= 100.0 && tens == 0.0 && value < 100.0
        || group == 0.0 && joined
}

/// "a few", "several hundred", "a couple of dozen".
fn vague(
    reading: &Reading<'_>,
    rules: &QuantityRules,
    at: usize,
    limit: usize,
    low: f64,
    high: f64,
) -> Number {
    let start = Number { low, high, vague: true, fraction: false, end: at };
    let number = scaled(reading, rules, start, limit);
    if number.end > at {
        return number;
    }
    let past = at + usize::from(reading.lower(at) == "of");
    let number = scaled(reading, rules, Number { end: past, ..start }, limit);
    if number.end > past { number } else { start }
}

/// "half a million", "a quarter of a million", "half a dozen", "a third of" what follows.
fn fraction(
    reading: &Reading<'_>,
    rules: &QuantityRules,
    part: f64,
    at: usize,
    limit: usize,
) -> Option<Number> {
    let mut i = at + usize::from(reading.lower(at) == "of");
    if rules.word(reading.lower(i)) == Some(NumberWord::One) {
        i += 1;
        if let Some(NumberWord::Scale(factor)) = (i < limit).then(|| rules.word(reading.lower(i))).flatten() {
            return Some(Number::exact(part * factor, i + 1));
        }
    }
    let whole = reading.lower(at) == "of" || reading.lower(at) == "the";
    whole.then_some(Number { fraction: true, ..Number::exact(part, at) })
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn figures_have_their_value_or_none() {
        assert_eq!(figure("1,200"), Some(1200.0));
        assert_eq!(figure("12,34,567"), Some(1_234_567.0));
        assert_eq!(figure("1.5"), Some(1.5));
        assert_eq!(figure("472."), Some(472.0));
        for wrong in ["1,2,3,4", "1,20", "", ",", ".", "1.2.3", "999999999999999999999999999", "0000,123"] {
            assert_eq!(figure(wrong), None, "{wrong}");
        }
    }
}

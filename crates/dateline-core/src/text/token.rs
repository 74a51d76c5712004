//! Cuts a line into tokens as the Penn Treebank does, in the form that spaCy's English models are trained on.
//!
//! A run of characters without blanks loses the marks at its ends one by one, until it is a form that the tables know
//! ("Gen.", "U.S."); what is left is cut at contractions ("do|n't", "AP|’s") and at the hyphens, slashes and dots
//! between words. Addresses, handles and hashtags stay whole.
//!
//! Differences from spaCy, all deliberate: every abbreviation of `abbreviations.tsv` keeps its period, also "Lt." and,
//! before a number, "No."; a double hyphen is always a token; "`` ''" are one token each; contractions with 'll, 're,
//! 've and 'd are cut after any word; hashtags stay whole; emoticons fall into their marks; forms without apostrophe
//! that are words themselves ("wed", "shell", "ill") stay whole; a dash between figures is a token ("14–24"), and so is a
//! hyphen or dash between a month or the number of a day and a figure ("August-24", "24th-25th").

use super::character::{is_apostrophe, is_blank, is_currency, is_mark, is_quote};
use super::rules::LayoutRules;
use crate::model::Span;

/// No form of the tables is longer; what is longer isn't looked up, which keeps the work linear.
const LONGEST_FORM: usize = 24;

/// Appends the tokens of `text[line]`.
pub(super) fn tokenize(text: &str, line: Span, rules: &LayoutRules, tokens: &mut Vec<Span>) {
    let mut start = None;
    let words = line.of(text);
    let base = line.start as usize;
    for (i, c) in words.char_indices() {
        match (start, is_blank(c)) {
            (None, false) => start = Some(i),
            (Some(from), true) => {
                let number_follows = next_is_digit(&words[i..]);
                Run { text, rules, number_follows, tokens }.cut(base + from, base + i);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        Run { text, rules, number_follows: false, tokens }.cut(base + from, base + words.len());
    }
}

/// Whether the first character that can be read within the next few is a digit.
fn next_is_digit(rest: &str) -> bool {
    rest.chars().take(4).find(|&c| !is_blank(c)).is_some_and(|c| c.is_ascii_digit())
}

/// A run of characters without blanks on its way to tokens.
struct Run<'a> {
    text: &'a str,
    rules: &'a LayoutRules,
    /// Whether the word after the run is a number: "No. 5".
    number_follows: bool,
    tokens: &'a mut Vec<Span>,
}

impl Run<'_> {
    fn cut(mut self, mut start: usize, mut end: usize) {
        let bytes = self.text.as_bytes();
        if bytes[start..end].iter().all(u8::is_ascii_alphabetic) {
            return self.word(start, end);
        }
        let mut tail = Tail::new(end);
        while start < end && !self.is_known(start, end) {
            let prefix = self.prefix(start, end);
            if prefix > 0 {
                self.push(start, start + prefix);
                start += prefix;
                continue;
            }
            let suffix = self.suffix(start, end);
            if suffix == 0 {
                break;
            }
            end -= suffix;
            tail.cuts.push(end as u32);
        }
        if start < end {
            if self.is_known(start, end) || is_address(&self.text[start..end]) {
                self.push(start, end);
            } else {
                self.infixes(start, end);
            }
        }
        for (from, to) in tail.spans() {
            self.push(from, to);
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.tokens.push(Span::new(start, end));
        }
    }

    /// Whether the tables know the form as one token.
    fn is_known(&self, start: usize, end: usize) -> bool {
        if end - start > LONGEST_FORM {
            return false;
        }
        let form = &self.text[start..end];
        // The forms of the table of wholes hold a mark that few runs hold.
        let marked = || form.bytes().any(|b| matches!(b, b'\'' | b'/' | b'+' | b'-') || !b.is_ascii());
        (marked() && self.rules.is_whole(form))
            || self.rules.abbreviations.keeps_period(form, self.number_follows)
    }

    /// Length of the mark that begins the run, 0 if none does.
    fn prefix(&self, start: usize, end: usize) -> usize {
        let run = &self.text[start..end];
        let Some(c) = run.chars().next() else { return 0 };
        let rest = &run[c.len_utf8()..];
        let next = rest.chars().next();
        match c {
            '#' if next.is_some_and(char::is_alphabetic) => 0,
            '.' => repeated(run, '.').filter(|&n| n > 1).unwrap_or(0),
            '-' => repeated(run, '-').filter(|&n| n > 1 && n < run.len()).unwrap_or(0),
            '`' | '\'' | '‘' | '’' if next == Some(c) => 2 * c.len_utf8(),
            '+' => usize::from(next.is_some_and(|c| !c.is_ascii_digit())),
            '%' | '=' => 1,
            'A' | 'C' | 'U' | 'H' | 'N' | 'S' | 'R' => {
                // "US$5", "C$1.2m", "A$20"
                let letters = run.len() - run.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
                let sign = run[letters..].chars().next().filter(|&c| is_currency(c));
                sign.filter(|_| letters <= 3).map_or(0, |sign| letters + sign.len_utf8())
            }
            _ if is_currency(c) || is_mark(c) => c.len_utf8() + variation(rest),
            _ => 0,
        }
    }

    /// Length of the mark, clitic or unit that ends the run, 0 if none does.
    fn suffix(&self, start: usize, end: usize) -> usize {
        let run = &self.text[start..end];
        let mut back = run.chars().rev();
        let (Some(c), before, third) = (back.next(), back.next(), back.next()) else { return 0 };
        let Some(before) = before else { return 0 };
        match c {
            '.' => {
                let dots = run.len() - run.trim_end_matches('.').len();
                match before {
                    '.' => dots,
                    'm' | 'M' if self.unit(run) > 0 => self.unit(run),
                    _ if before.is_lowercase() || before.is_numeric() => 1,
                    _ if before.is_uppercase() => usize::from(third.is_some_and(char::is_uppercase)),
                    _ if is_mark(before) || matches!(before, '%' | '²' | '-' | '+') => 1,
                    _ => usize::from(!before.is_uppercase() && before.is_alphabetic()),
                }
            }
            '-' if before == '-' => run.len() - run.trim_end_matches('-').len(),
            '\'' | '`' | '’' if before == c => 2 * c.len_utf8(),
            's' | 'S' if is_apostrophe(before) => c.len_utf8() + before.len_utf8(),
            '+' => usize::from(before.is_ascii_digit()),
            '\u{fe0f}' => c.len_utf8() + before.len_utf8(),
            _ if is_currency(c) => {
                if before.is_ascii_digit() {
                    c.len_utf8()
                } else {
                    0
                }
            }
            _ if is_mark(c) => c.len_utf8(),
            _ => self.unit(run),
        }
    }

    /// Length of the unit glued to a number at the end of the run: "10%", "30km", "6pm".
    fn unit(&self, run: &str) -> usize {
        let letters = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = &run[letters.len()..];
        let glued = !letters.is_empty() && unit.len() <= LONGEST_FORM && self.rules.is_unit(unit);
        if glued { unit.len() } else { 0 }
    }

    /// Cuts a run that has lost its outer marks at the marks between its words.
    fn infixes(&mut self, start: usize, end: usize) {
        let run = &self.text[start..end];
        if run.bytes().all(|b| b.is_ascii_alphabetic()) {
            return self.word(start, end);
        }
        let mut word = start;
        let mut i = start;
        while let Some(c) = self.text[i..end].chars().next() {
            let mark = if i > start { self.infix(&self.text[word..i], c, &self.text[i..end]) } else { 0 };
            if mark > 0 {
                self.piece(word, i);
                self.push(i, i + mark);
                i += mark;
                word = i;
            } else {
                i += c.len_utf8();
            }
        }
        if word == start { self.word(start, end) } else { self.piece(word, end) }
    }

    /// Cuts what stands between two inner marks; it may have marks at its own ends: "plan!”—is".
    fn piece(&mut self, start: usize, end: usize) {
        if start < end {
            Run { text: self.text, rules: self.rules, number_follows: false, tokens: self.tokens }
                .cut(start, end);
        }
    }

    /// Length of the mark `rest` begins with, when it divides `word` from the next.
    fn infix(&self, word: &str, c: char, rest: &str) -> usize {
        if c.is_ascii_alphanumeric() {
            return 0;
        }
        let Some(before) = word.chars().next_back() else { return 0 };
        let after = rest[c.len_utf8()..].chars().next();
        let letter_after = after.is_some_and(char::is_alphabetic);
        let digit_after = after.is_some_and(|c| c.is_ascii_digit());
        match c {
            '…' => c.len_utf8(),
            '.' => match repeated(rest, '.') {
                Some(dots) if dots > 1 => dots,
                // "on January 11.Locklear said"
                _ if before.is_ascii_digit() => usize::from(
                    after.is_some_and(char::is_uppercase)
                        && rest.chars().nth(2).is_some_and(char::is_lowercase),
                ),
                _ => usize::from(
                    (before.is_lowercase() || is_quote(before))
                        && after.is_some_and(|c| c.is_uppercase() || is_quote(c)),
                ),
            },
            '-' => match repeated(rest, '-') {
                Some(hyphens) if hyphens > 1 => hyphens,
                _ if before.is_ascii_digit() && digit_after => 1,
                // "14 August-24 August", "24th-25th", no "F-16"
                _ if before.is_alphabetic() && digit_after => {
                    usize::from(self.rules.calendar.is_day_or_month(word))
                }
                _ => usize::from(before.is_alphanumeric() && letter_after),
            },
            '+' | '*' | '^' => {
                usize::from(before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit() || c == '-'))
            }
            ',' => usize::from(before.is_alphabetic() && letter_after),
            ':' | '<' | '>' | '=' | '/' => usize::from(before.is_alphanumeric() && letter_after),
            '—' => c.len_utf8(),
            // A reference mark: "1805.[12]".
            '[' => usize::from(after.is_some_and(|c| c.is_ascii_digit())),
            '–' | '~' if before.is_alphanumeric() && letter_after => c.len_utf8(),
            '–' if digit_after && (before.is_ascii_digit() || self.rules.calendar.is_day_or_month(word)) => {
                c.len_utf8()
            }
            // "LEBANON, Pa.–A boy was shot"
            '–' if matches!(before, '.' | ')') && after.is_some_and(char::is_uppercase) => c.len_utf8(),
            '\u{2100}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' if is_mark(c) => {
                c.len_utf8() + variation(&rest[c.len_utf8()..])
            }
            _ => 0,
        }
    }

    /// Cuts a word at its contractions: "do|n't", "I|'d|'ve", "can|not".
    fn word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if word.len() <= LONGEST_FORM {
            if let Some(head) = self.rules.contraction(word) {
                self.push(start, start + head);
                return self.push(start + head, end);
            }
            if let Some(head) = clitic(word, self.rules) {
                self.word(start, start + head);
                return self.push(start + head, end);
            }
        }
        self.push(start, end);
    }
}

/// The ends of a run's suffixes, collected from the back.
struct Tail {
    end: usize,
    cuts: Vec<u32>,
}

impl Tail {
    const fn new(end: usize) -> Self {
        Self { end, cuts: Vec::new() }
    }

    fn spans(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let ends = self.cuts.iter().rev().skip(1).map(|&cut| cut as usize).chain([self.end]);
        self.cuts.iter().rev().map(|&cut| cut as usize).zip(ends)
    }
}

/// Where the clitic at the end of a word begins: "do|n't", "they|'ll".
fn clitic(word: &str, rules: &LayoutRules) -> Option<usize> {
    let (apostrophe, _) = word.char_indices().rev().take(4).find(|&(_, c)| is_apostrophe(c))?;
    let n = apostrophe.saturating_sub(1);
    let cut = |at: usize| at > 0 && word.get(at..).is_some_and(|tail| rules.is_clitic(tail));
    [n, apostrophe].into_iter().find(|&at| cut(at))
}

/// How often the run begins with the character, `None` if it doesn't.
fn repeated(run: &str, c: char) -> Option<usize> {
    let n = run.len() - run.trim_start_matches(c).len();
    (n > 0).then_some(n)
}

/// Length of a variation selector, which belongs to the pictograph before it.
fn variation(rest: &str) -> usize {
    if rest.starts_with('\u{fe0f}') { '\u{fe0f}'.len_utf8() } else { 0 }
}

/// Whether the run is the address of a page or a mailbox, a handle or a hashtag.
fn is_address(run: &str) -> bool {
    if run.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return false;
    }
    let plain = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_alphanumeric() || c == '_');
    if let Some(name) = run.strip_prefix(['@', '#']) {
        return plain(name);
    }
    if run.contains("://") || run.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www.")) {
        return true;
    }
    if let Some((user, host)) = run.split_once('@') {
        return user.chars().any(char::is_alphanumeric) && is_host(host);
    }
    is_host(run.split(['/', '?', '#']).next().unwrap_or(""))
}

/// Whether the words are labels with dots between them, the last of them lower-case letters: "example.org".
fn is_host(host: &str) -> bool {
    let Some((labels, last)) = host.rsplit_once('.') else { return false };
    let label =
        |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (2..=12).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_lowercase())
        && labels.split('.').all(label)
        && labels.bytes().any(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::layout;

    fn tokens(text: &str) -> String {
        layout(text).tokens.iter().map(|token| token.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn contractions_are_cut() {
        assert_eq!(tokens("don't can’t cannot won't"), "do n't ca n’t can not wo n't");
        assert_eq!(tokens("I'd've they'll AP’s he's gonna"), "I 'd 've they 'll AP ’s he 's gon na");
        assert_eq!(
            tokens("O’Brien O'Brien ma'am o'clock wed shell"),
            "O’Brien O'Brien ma'am o'clock wed shell"
        );
        assert_eq!(tokens("DON'T Y’ALL"), "DO N'T Y’ ALL");
    }

    #[test]
    fn abbreviations_keep_their_period() {
        assert_eq!(tokens("(Gen. Smith, U.S. Army.)"), "( Gen. Smith , U.S. Army . )");
        assert_eq!(tokens("at 5 a.m. J.R.R. Tolkien Inc."), "at 5 a.m. J.R.R. Tolkien Inc.");
        assert_eq!(tokens("No. 5 said: No. Never."), "No. 5 said : No . Never .");
        assert_eq!(tokens("U.S.-led U.S.'s"), "U.S.-led U.S. 's");
    }

    #[test]
    fn numbers_lose_their_signs_and_units() {
        assert_eq!(tokens("1,000-kilometer (620-mile)"), "1,000 - kilometer ( 620 - mile )");
        assert_eq!(tokens("$1.5bn 10% €20m US$5 7,000."), "$ 1.5bn 10 % € 20 m US$ 5 7,000 .");
        assert_eq!(tokens("6pm 10:30a.m. 30km"), "6 pm 10:30 a.m. 30 km");
    }

    #[test]
    fn marks_between_words_are_tokens() {
        assert_eq!(tokens("al-Shabab—the end…so 2004--a"), "al - Shabab — the end … so 2004 -- a");
        assert_eq!(tokens("plan!”—is it? end.Next"), "plan ! ” — is it ? end . Next");
        assert_eq!(tokens("on January 11.Locklear 3.5 5.B"), "on January 11 . Locklear 3.5 5.B");
        assert_eq!(tokens("``It's'' ... Why?!"), "`` It 's '' ... Why ? !");
    }

    #[test]
    fn addresses_are_whole() {
        assert_eq!(
            tokens("(see https://example.org/a-b?c=d), mail jane.doe@example.org"),
            "( see https://example.org/a-b?c=d ) , mail jane.doe@example.org"
        );
        assert_eq!(
            tokens("@jane_doe #Kyiv #1 news-site.example.com."),
            "@jane_doe #Kyiv # 1 news-site.example.com ."
        );
    }

    #[test]
    fn blanks_of_every_kind_part_tokens() {
        assert_eq!(tokens("a\u{a0}b\u{200b}c\0d\u{202e}e\u{feff}"), "a b c d e");
        assert_eq!(tokens("co\u{ad}op Zo\u{301}e 👍🏽❤\u{fe0f}"), "co\u{ad}op Zo\u{301}e 👍 🏽 ❤\u{fe0f}");
    }
}

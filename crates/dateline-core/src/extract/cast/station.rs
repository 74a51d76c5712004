//! Broadcasting stations: a report that is theirs, or quotes them, speaks of their surroundings first.

use std::collections::BTreeSet;

use super::rules::CastRules;
use crate::extract::Reading;

/// A station by its call sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Station {
    /// The town that it serves, with its state.
    pub(super) town: &'static str,
    /// Whether the call sign is also a word or a body's initials, so that something else has to say station.
    pub(super) framed: bool,
}

/// The towns of the stations that a text names, each once.
pub(super) fn stations_towns(reading: &Reading<'_>, rules: &CastRules) -> BTreeSet<&'static str> {
    let named = |i: usize| {
        let word = reading.word(i);
        let sign = &word[..call_sign(word)?];
        let station = rules.station(sign)?;
        (!station.framed || is_framed(reading, i, &word[sign.len()..])).then_some(station.town)
    };
    (0..reading.len()).filter_map(named).collect()
}

/// Where the call sign at the beginning of a word ends: "WDAM-TV", "KLTV.com".
fn call_sign(word: &str) -> Option<usize> {
    if !word.starts_with(['K', 'W']) {
        return None;
    }
    let end = word.find(|char: char| !char.is_ascii_uppercase()).unwrap_or(word.len());
    (matches!(end, 3 | 4) && !word[end..].starts_with(char::is_alphabetic)).then_some(end)
}

/// Whether a call sign with `rest` behind it in its word is said to be one: "KING-TV", "WAVE 3", "(WISH)", "Copyright 2017 WOOD".
fn is_framed(reading: &Reading<'_>, i: usize, rest: &str) -> bool {
    let word = |at: Option<usize>| at.filter(|at| *at < reading.len()).map_or("", |at| reading.lower(at));
    let (before, after) = (word(i.checked_sub(1)), word(Some(i + 1)));
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_owner = |word: &str| matches!(word, "copyright" | "©" | "by" | "affiliate" | "station");
    let of_net = rest.starts_with("-TV")
        || rest.starts_with(".com")
        || matches!(after, "-" | "-tv" | "news" | "tv" | "radio");
    let in_brackets = before == "(" && after == ")";
    of_net
        || in_brackets
        || is_number(after) && after.len() <= 2
        || is_owner(before)
        || is_number(before) && before.len() == 4 && is_owner(word(i.checked_sub(2)))
}

//! Texts that nobody wrote: the sample stories, cut up and garbled by numbers that say how.

use std::fs;

use crate::repository;

/// What is put into texts: marks of every kind, characters that no text should hold, and the words that rules look for.
const PIECES: [&str; 64] = [
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{202c}",
    "\u{2066}",
    "\u{301}",
    "\u{301}\u{302}\u{303}",
    "\u{fffd}",
    "\u{10ffff}",
    "\u{e000}",
    "\u{a0}",
    "\u{3000}",
    "\u{ad}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\t",
    " ",
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "(",
    ")",
    "[",
    "]",
    "—",
    "-",
    "–",
    "…",
    "...",
    ".",
    ",",
    ";",
    ":",
    "?!",
    "$",
    "%",
    "#",
    "@",
    "👩‍👩‍👧🏽",
    "🇺🇦",
    "İ",
    "ß",
    "ﬁ",
    "Київ",
    "القدس",
    "東京",
    "½",
    "٣",
    "1,000",
    "99999999999999999999",
    " said ",
    " on Sunday ",
    " killing three people ",
    " Jan. 32, 0000 ",
];

/// The sample stories, in order of their names.
///
/// # Panics
///
/// When they cannot be read.
#[must_use]
pub fn stories() -> Vec<String> {
    let mut paths: Vec<_> = fs::read_dir(repository("seeds/stories"))
        .expect("the stories are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a story is text")).collect()
}

/// Garbles a text. Each number is one edit: what is done, where, and to how much of the text.
#[must_use]
pub fn mangle(text: &str, edits: &[u64]) -> String {
    let mut text = text.to_owned();
    for &edit in edits {
        // Three independent parts of the number.
        let (what, at, much) = (edit >> 56, (edit >> 24) as u32, edit as usize & 0xff_ffff);
        let start = text.floor_char_boundary(((u64::from(at) * (text.len() as u64 + 1)) >> 32) as usize);
        let end = text.floor_char_boundary(text.len().min(start + 1 + much % 97));
        let part = text[start..end].to_owned();
        let piece = PIECES[much % PIECES.len()];
        match what % 14 {
            0..=2 => text.insert_str(start, piece),
            3 => text.insert_str(start, &piece.repeat(1 + much % 61)),
            4 => text.replace_range(start..end, ""),
            5 => text.replace_range(start..end, &part.to_uppercase()),
            6 => text.replace_range(start..end, &part.to_lowercase()),
            7 => text.insert_str(start, &part.repeat(1 + much % 5)),
            8 => text.replace_range(start..end, &part.chars().rev().collect::<String>()),
            9 => text.replace_range(start..end, &part.replace(' ', piece)),
            10 => text.replace_range(start..end, &part.replace(['.', ','], piece)),
            11 => text = shuffle_lines(&text, edit),
            12 => text = text.replace("\n\n", piece),
            _ => text.truncate(end),
        }
    }
    text
}

fn shuffle_lines(text: &str, order: u64) -> String {
    let mut lines: Vec<(u64, &str)> =
        text.split('\n').enumerate().map(|(i, line)| (scramble(order ^ i as u64), line)).collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

/// A number that shows no trace of the one it comes from (the finaliser of SplitMix64, Steele et al. 2014).
#[must_use]
pub const fn scramble(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

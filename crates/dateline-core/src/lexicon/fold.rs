//! Folding of place names: what two spellings of one name have in common.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::seed;

/// The key that spellings of one name share.
///
/// Lower case; no diacritics ("Şırnak" and "Sirnak"); no apostrophes ("Coeur d'Alene"); hyphens, slashes, commas and
/// runs of white space are one space ("Port-au-Prince"); full stops vanish ("D.C."); `&` is "and"; the words of
/// `place_words.tsv` in their full form ("St. Paul" and "Saint Paul").
/// Words that a tokeniser cut at an apostrophe or a hyphen fold to the same key when they are joined by spaces.
///
/// ```
/// use dateline_core::lexicon::fold;
/// assert_eq!(fold("St.-Étienne"), "saint etienne");
/// assert_eq!(fold("Martha 's Vineyard"), fold("Martha’s Vineyard"));
/// assert_eq!(fold("The Hague"), "hague");
/// ```
#[must_use]
pub fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    fold_into(name, &mut key);
    key
}

/// Like [`fold`], into a buffer whose allocation is used again.
pub(crate) fn fold_into(name: &str, key: &mut String) {
    key.clear();
    let mut word = 0; // start of the current word in `key`
    for char in name.chars() {
        match char {
            'a'..='z' | '0'..='9' => key.push(char),
            'A'..='Z' => key.push(char.to_ascii_lowercase()),
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ' | 'ʽ' => {
                // The word before goes on: "Martha 's" is "Martha's".
                if word > 0 && word == key.len() {
                    key.pop();
                    word = key.rfind(' ').map_or(0, |i| i + 1);
                }
            }
            '.' | '\u{ad}' | '\u{200b}'..='\u{200f}' => {}
            '&' => {
                end_word(key, &mut word);
                key.push_str("and");
                end_word(key, &mut word);
            }
            _ if char.is_whitespace() || char.is_ascii_punctuation() || matches!(char, '‐'..='―' | '·') =>
            {
                end_word(key, &mut word);
            }
            _ => push_letter(char, key),
        }
    }
    if word > 0 {
        expand(key, word);
    }
    if key.ends_with(' ') {
        key.pop();
    }
}

fn end_word(key: &mut String, word: &mut usize) {
    if *word < key.len() {
        expand(key, *word);
        if !key.is_empty() {
            key.push(' ');
        }
        *word = key.len();
    }
}

/// Replaces the word that starts at `word`, if the table has a full form for it.
fn expand(key: &mut String, word: usize) {
    let last = &key[word..];
    if last.len() > MAX_SHORT {
        return;
    }
    for row in seed::PLACE_WORDS.rows {
        if let [short, full, at] = row.cells
            && *short == last
        {
            match *at {
                "start" if word == 0 => key.replace_range(.., full),
                "any" => key.replace_range(word.., full),
                _ => {}
            }
            return;
        }
    }
}

/// Longest `short` of `place_words.tsv`, in bytes; a test holds it to the table.
const MAX_SHORT: usize = 3;

/// Writes a letter outside ASCII in its plain lower-case form.
fn push_letter(char: char, key: &mut String) {
    for lower in char.to_lowercase() {
        decompose_canonical(lower, |part| match part {
            'ø' => key.push('o'),
            'ł' => key.push('l'),
            'đ' | 'ð' => key.push('d'),
            'ħ' => key.push('h'),
            'ı' => key.push('i'),
            'ŋ' => key.push('n'),
            'ə' => key.push('e'),
            'ß' => key.push_str("ss"),
            'æ' => key.push_str("ae"),
            'œ' => key.push_str("oe"),
            'þ' => key.push_str("th"),
            _ if is_combining_mark(part) => {}
            _ => key.push(part),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (a, b) in [
            ("Zürich", "Zurich"),
            ("São Paulo", "SAO PAULO"),
            ("Şanlıurfa", "Sanliurfa"),
            ("İzmir", "Izmir"),
            ("Łódź", "Lodz"),
            ("Tromsø", "Tromso"),
            ("Port-au-Prince", "Port au Prince"),
            ("Ivano - Frankivsk", "Ivano-Frankivsk"),
            ("St. Petersburg", "Saint Petersburg"),
            ("Mt. Vernon", "Mount Vernon"),
            ("Coeur d’Alene", "Coeur d'Alene"),
            ("N'Djamena", "N’Djamena"),
            ("Winston–Salem", "winston salem"),
            ("Washington, D.C.", "Washington DC"),
            ("Trinidad & Tobago", "Trinidad and Tobago"),
            ("The Netherlands", "Netherlands"),
            ("  New \n York ", "New York"),
            ("Sana'a", "Sanaa"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} / {b}");
        }
    }

    #[test]
    fn other_names_keep_apart() {
        for (a, b) in [("St", "Saint"), ("Paris", "Parish"), ("The", ""), ("Mount", "Mt"), ("Kyiv", "Київ")]
        {
            assert_ne!(fold(a), fold(b), "{a} / {b}");
        }
    }

    #[test]
    fn folding_is_idempotent() {
        for name in
            ["St. John's", "The The", "Île-de-France", "Ḥimş", "Київ", "東京", "-", "'", "& co", "the mt"]
        {
            let once = fold(name);
            assert_eq!(fold(&once), once, "{name}");
        }
    }

    #[test]
    fn the_longest_short_word_is_known() {
        let longest = seed::PLACE_WORDS.rows.iter().map(|row| row.cells[0].len()).max();
        assert_eq!(longest, Some(MAX_SHORT));
    }
}

//! Agreement of subject and verb in titles, where a name stands in place of a pronoun.

use crate::extract::Reading;
use crate::language::Tag;

/// Whether a word that carries the tense of a clause goes with several: "have", "were".
pub(super) fn is_plural(reading: &Reading<'_>, word: usize) -> bool {
    reading.tag(word) == Some(Tag::Vbp) && reading.lower(word) != "am" || reading.lower(word) == "were"
}

/// Whether a pronoun goes with another form of the verb than a name does: "I object", "they have".
pub(super) fn is_plural_pronoun(reading: &Reading<'_>, token: usize) -> bool {
    matches!(reading.lower(token), "i" | "we" | "you" | "they")
}

/// The form of a verb that goes with a name: "objects" for "object", "has" for "have". Other forms are as they are.
pub(super) fn third_person(reading: &Reading<'_>, verb: usize) -> String {
    let word = reading.word(verb);
    match (reading.lower(verb), reading.tag(verb)) {
        ("are" | "am" | "'re" | "’re" | "'m" | "’m", _) => "is".to_owned(),
        ("were", _) => "was".to_owned(),
        ("have" | "'ve" | "’ve", Some(Tag::Vbp)) => "has".to_owned(),
        (lower, Some(Tag::Vbp)) => {
            let sibilant = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lower.ends_with(end));
            let vowel = ["ay", "ey", "oy", "uy"].iter().any(|end| lower.ends_with(end));
            match word.strip_suffix('y').filter(|_| !vowel) {
                Some(stem) => format!("{stem}ies"),
                None if sibilant => format!("{word}es"),
                None => format!("{word}s"),
            }
        }
        _ => word.to_owned(),
    }
}

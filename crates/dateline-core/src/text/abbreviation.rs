//! Abbreviations: which words keep their period, and whether a sentence may end with them.

use std::collections::BTreeMap;

use crate::seed;

/// What a period after an abbreviation can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AbbreviationClass {
    /// More of the phrase always follows: "Gen. Smith", "St. Andrews", "e.g.".
    Continues,
    /// Keeps its period before a number alone: "No. 5".
    Number,
    /// Ends a sentence when a capitalised word follows, unless that is an office: "Inc. Shares".
    Company,
    /// Ends a sentence when a word follows that begins sentences: "in the U.S. The".
    Ambiguous,
}

/// The table of abbreviations.
#[derive(Clone, Debug)]
pub(super) struct Abbreviations(BTreeMap<String, AbbreviationClass>);

impl Abbreviations {
    pub(super) fn from_seed() -> Self {
        let mut forms = BTreeMap::new();
        for (_, [form, class, capitals]) in seed::ABBREVIATIONS.select(["form", "class", "capitals"]) {
            let class = match class {
                "title" | "place" | "inner" => AbbreviationClass::Continues,
                "number" => AbbreviationClass::Number,
                "company" => AbbreviationClass::Company,
                _ => AbbreviationClass::Ambiguous,
            };
            if capitals == "yes" {
                forms.entry(form.to_uppercase()).or_insert(class);
            }
            forms.insert(form.to_owned(), class);
        }
        Self(forms)
    }

    /// The class of the form, period included; capital letters with periods ("J.", "J.R.R.") are abbreviations
    /// whether or not the table has them.
    pub(super) fn class(&self, form: &str) -> Option<AbbreviationClass> {
        self.0.get(form).copied().or_else(|| is_initials(form).then_some(AbbreviationClass::Ambiguous))
    }

    /// Whether the period at the end of the form is part of it.
    pub(super) fn keeps_period(&self, form: &str, number_follows: bool) -> bool {
        form.ends_with('.')
            && match self.class(form) {
                Some(AbbreviationClass::Number) => number_follows,
                class => class.is_some(),
            }
    }
}

/// Whether the form is single letters, each with its period: "J.", "U.S.S.R.", "p.m.".
pub(super) fn is_initials(form: &str) -> bool {
    let mut letters = 0;
    let mut chars = form.chars();
    while let Some(c) = chars.next() {
        if !c.is_alphabetic() || chars.next() != Some('.') {
            return false;
        }
        letters += 1;
    }
    letters > 1 || (letters == 1 && form.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_keep_or_lose_their_period() {
        let abbreviations = Abbreviations::from_seed();
        for form in ["Gen.", "GEN.", "St.", "U.S.", "a.m.", "J.R.R.", "J.", "Ph.D.", "Inc.", "Sun."] {
            assert!(abbreviations.keeps_period(form, false), "{form}");
        }
        for form in ["SUN.", "MISS.", "war.", "No.", "no.", "1.", "..", ".", "", "x."] {
            assert!(!abbreviations.keeps_period(form, false), "{form}");
        }
        assert!(abbreviations.keeps_period("No.", true));
    }
}

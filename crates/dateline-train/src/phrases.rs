//! Names in a corpus that marks whole phrases: "the former mayor of Basel, in Switzerland" holds two.
//!
//! A phrase that is a name by its mark is cut down to the run of capitalised words around its head, with small words
//! between them. What else has a capital, away from the beginning of a sentence, may be a name that such a corpus does not
//! mark, such as "Swiss": nothing is said of it.

use std::ops::Range;

use dateline_core::model::Span;

use crate::corpus::Document;

/// A phrase that is marked as a name, in bytes.
pub(crate) struct Phrase {
    pub(crate) span: Span,
    pub(crate) head: Span,
    pub(crate) label: String,
}

/// Small words inside of names.
const INSIDE: [&str; 20] = [
    "of", "the", "and", "for", "in", "on", "at", "to", "de", "la", "du", "del", "des", "di", "da", "van",
    "von", "der", "den", "al",
];

/// The names of a document, with labels of which [`crate::names`] knows the types; `?` where nothing is known.
pub(crate) fn names(document: &Document, phrases: &[Phrase]) -> Vec<(Span, String)> {
    let mut phrases: Vec<&Phrase> = phrases.iter().collect();
    phrases.sort_by_key(|phrase| (phrase.span.start, core::cmp::Reverse(phrase.span.end)));
    let mut of = vec![false; document.tokens.len()];
    let mut names = Vec::new();
    for phrase in phrases {
        let Some(run) = run(document, phrase) else { continue };
        if of[run.clone()].contains(&true) {
            continue;
        }
        of[run.clone()].fill(true);
        names.push((whole(document, &run), label(&phrase.label).to_owned()));
    }
    for sentence in &document.sentences {
        for token in sentence.clone().skip(1).filter(|token| !of[*token]) {
            let word = document.tokens[token].of(&document.text);
            if word != "I" && word.starts_with(char::is_uppercase) {
                names.push((document.tokens[token], "?".to_owned()));
            }
        }
    }
    names.sort_by_key(|(span, _)| span.start);
    names
}

fn label(label: &str) -> &str {
    match label {
        "person" => "PER",
        "place" => "LOC",
        "organization" => "ORG",
        "event" => "EVENT",
        "object" => "THING",
        "abstract" => "MISC",
        _ => "?",
    }
}

/// The tokens of a phrase's name.
fn run(document: &Document, phrase: &Phrase) -> Option<Range<usize>> {
    let tokens = |span: Span| {
        document.tokens.partition_point(|token| token.end <= span.start)
            ..document.tokens.partition_point(|token| token.start < span.end)
    };
    let head = tokens(phrase.head);
    // A title stands before the head of a person's name and is none of it.
    let all = if phrase.label == "person" { head.clone() } else { tokens(phrase.span) };
    let word = |token: usize| document.tokens[token].of(&document.text);
    let is_big =
        |token: usize| word(token).starts_with(|first: char| first.is_uppercase() || first.is_numeric());
    let first = head.clone().find(|token| word(*token).starts_with(char::is_uppercase))?;
    let small =
        |token: usize| INSIDE.contains(&word(token)) || matches!(word(token), "'s" | "’s" | "-" | "&");
    let mut end = first + 1;
    while let Some(next) = (end..all.end).find(|token| !small(*token)).filter(|next| is_big(*next)) {
        end = next + 1;
    }
    let mut start = first;
    while let Some(before) = (all.start..start).rfind(|token| !small(*token)).filter(|before| is_big(*before))
    {
        start = before;
    }
    let begins = word(start).eq_ignore_ascii_case("the") && start + 1 < end;
    Some(start + usize::from(begins)..end)
}

fn whole(document: &Document, run: &Range<usize>) -> Span {
    Span { start: document.tokens[run.start].start, end: document.tokens[run.end - 1].end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::document;

    fn found(text: &str, phrases: &[(&str, &str, &str)]) -> Vec<(String, String)> {
        let span = |part: &str| {
            let start = text.find(part).expect("the phrase is there");
            Span::new(start, start + part.len())
        };
        let phrases: Vec<Phrase> = phrases
            .iter()
            .map(|(phrase, head, label)| Phrase {
                span: span(phrase),
                head: span(head),
                label: (*label).to_owned(),
            })
            .collect();
        let names = names(&document(text.to_owned(), Vec::new()), &phrases);
        names.into_iter().map(|(span, label)| (span.of(text).to_owned(), label)).collect()
    }

    #[test]
    fn names_are_cut_out_of_phrases() {
        let text = "In Basel, in Switzerland, President Anna Keller of the Bank of Basel met Swiss bakers.";
        let names = found(
            text,
            &[
                ("Basel, in Switzerland", "Basel, in Switzerland", "place"),
                ("Switzerland", "Switzerland", "place"),
                ("President Anna Keller of the Bank of Basel", "Anna Keller", "person"),
                ("the Bank of Basel", "Bank", "organization"),
            ],
        );
        let expected = [
            ("Basel", "LOC"),
            ("Switzerland", "LOC"),
            ("President", "?"),
            ("Anna Keller", "PER"),
            ("Bank of Basel", "ORG"),
            ("Swiss", "?"),
        ];
        assert_eq!(names, expected.map(|(name, label)| (name.to_owned(), label.to_owned())));
    }
}

use std::collections::BTreeMap;

use whichlang::Lang;

use super::{LONGEST_TEXT, Reading};
use crate::Input;
use crate::model::{
    Diagnostic, DiagnosticCode, EntityId, EntityKind, Form, Mention, Record, Span, TimexBasis, TimexType,
};
use crate::text::LONGEST_SENTENCE;

/// How much of the news is looked at to tell its language, in bytes, and how few letters are too few to tell.
const LANGUAGE_SAMPLE: usize = 4000;
const FEWEST_LETTERS: usize = 60;

/// What a user should know about how the document was read, in order: the document first, then by position.
pub(super) fn diagnostics(input: &Input<'_>, reading: &Reading<'_>, record: &Record) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut add = |code, span, message: String| found.push(Diagnostic { code, message, span });
    if input.text.len() > reading.text.len() {
        let message = format!(
            "The text has {} bytes; only the first {} MiB were read. Split it into its reports.",
            input.text.len(),
            LONGEST_TEXT >> 20
        );
        add(DiagnosticCode::TextTooLong, None, message);
    }
    if reading.is_empty() {
        add(DiagnosticCode::EmptyText, None, "There is no text to read.".into());
        return found;
    }
    if record.document.language != "en" && record.document.language != "und" {
        let message = format!(
            "The text looks like {:?} rather than English; what was found in it is unreliable.",
            record.document.language
        );
        add(DiagnosticCode::NotEnglish, None, message);
    }
    match (input.published.map(|day| day.to_string()), &reading.layout.published) {
        (None, None) if reading.layout.updated.is_none() => {
            let message = "No publication date was given or found; times such as “Sunday” stay unresolved. \
                           Give one with the document.";
            add(DiagnosticCode::NoPublicationDate, None, message.into());
        }
        (Some(given), Some(stated)) if given != *stated => {
            let used = record.document.published.as_deref().unwrap_or_default();
            let message =
                format!("The given publication date is {given}, the text states {stated}; {used} is used.");
            add(DiagnosticCode::ConflictingDates, None, message);
        }
        _ => {}
    }
    if let Some((first, count)) = suspects(reading.text) {
        let message = format!(
            "{count} characters are controls, direction overrides or marks of a broken encoding; the first is \
             U+{:04X}. They are kept, and read as white space or symbols.",
            first.of(reading.text).chars().next().map_or(0, u32::from)
        );
        add(DiagnosticCode::SuspectCharacters, Some(first), message);
    }
    let long = reading.layout.sentences.iter().filter(|sentence| sentence.is_cut);
    if let Some(first) = long.clone().next() {
        let message = format!(
            "A sentence has more than {LONGEST_SENTENCE} words and marks; it was read in pieces, {} cuts in all.",
            long.count()
        );
        add(DiagnosticCode::LongSentence, Some(first.span), message);
    }
    for timex in &record.timexes {
        let calendar = matches!(timex.kind, TimexType::Date | TimexType::Time);
        if calendar && timex.basis == TimexBasis::Unanchored && timex.value.contains('X') {
            let message = format!("“{}” has no date: nothing in the document anchors it.", timex.text);
            add(DiagnosticCode::UnresolvedTime, Some(timex.span), message);
        }
    }
    let mut first_name: BTreeMap<EntityId, &Mention> = BTreeMap::new();
    for mention in record.mentions.iter().filter(|mention| mention.form == Form::Name) {
        first_name.entry(mention.entity).or_insert(mention);
    }
    for entity in record.entities.iter().filter(|e| e.kind == EntityKind::Place && e.place.is_none()) {
        if let Some(mention) = first_name.get(&entity.id) {
            let message = format!("The gazetteer does not resolve “{}”.", mention.text);
            add(DiagnosticCode::UnresolvedPlace, Some(mention.span), message);
        }
    }
    found
}

/// The first character that cannot be text, and how many there are.
fn suspects(text: &str) -> Option<(Span, usize)> {
    let suspect = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{0C}' | '\u{85}'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFD}')
    };
    let mut all = text.char_indices().filter(|(_, c)| suspect(*c));
    let (at, c) = all.next()?;
    Some((Span::new(at, at + c.len_utf8()), 1 + all.count()))
}

/// BCP 47 tag of the language the news is in; `und` when there is too little of it to tell.
pub(super) fn language(reading: &Reading<'_>) -> &'static str {
    let mut sample = String::new();
    for sentence in reading.layout.sentences.iter().filter(|sentence| sentence.kind.tells_news()) {
        if sample.len() > LANGUAGE_SAMPLE {
            break;
        }
        let words = sentence.span.of(reading.text);
        let end = words.floor_char_boundary(LANGUAGE_SAMPLE);
        sample.extend(words[..end].chars().flat_map(char::to_lowercase));
        sample.push(' ');
    }
    if sample.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        return "und";
    }
    match whichlang::detect_language(&sample) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

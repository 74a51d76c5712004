//! What holds of every record, whatever the text.

use dateline_core::model::{Offsets, Record, Span};
use dateline_core::view::Summary;
use dateline_core::{Engine, Input};

/// Reads a text and verifies what holds of every record: its own checks in all three units, the words under its spans
/// by each unit's own counting, the way to JSON and back, and the same bytes when it is read again.
///
/// # Errors
///
/// Says which does not hold, and where.
pub fn read(engine: &Engine, input: &Input<'_>) -> Result<Record, String> {
    let bytes = engine.extract(input);
    if bytes.document.text != input.text {
        return Err("the document's text is not the input's".into());
    }
    let json = to_json(&bytes)?;
    if to_json(&engine.extract(input))? != json {
        return Err("a second reading gave other bytes".into());
    }
    for unit in [Offsets::Utf8, Offsets::Utf16, Offsets::Unicode] {
        let record = bytes.clone().with_offsets(unit);
        if let Some(violation) = record.check().first() {
            return Err(format!("{unit:?}: {violation}"));
        }
        check_words(&record).map_err(|error| format!("{unit:?}: {error}"))?;
        let back: Record = serde_json::from_str(&to_json(&record)?).map_err(|error| error.to_string())?;
        if back != record {
            return Err(format!("{unit:?}: JSON does not bring the record back"));
        }
        if back.with_offsets(Offsets::Utf8) != bytes {
            return Err(format!("{unit:?}: the way back to bytes leads elsewhere"));
        }
    }
    // The views of a record are total too.
    let _ = Summary::of(&bytes);
    Ok(bytes)
}

fn to_json(record: &Record) -> Result<String, String> {
    serde_json::to_string(record).map_err(|error| error.to_string())
}

/// Compares the words that the record holds with those under its spans, counted here from the text anew.
fn check_words(record: &Record) -> Result<(), String> {
    let words = Words::new(&record.document.text, record.offsets);
    let mentions = record.mentions.iter().map(|m| (m.span, m.text.as_str()));
    let timexes = record.timexes.iter().map(|t| (t.span, t.text.as_str()));
    let quantities = record.quantities.iter().map(|q| (q.span, q.text.as_str()));
    let byline = record.document.byline.iter().map(|b| (b.span, b.name.as_str()));
    for (span, text) in mentions.chain(timexes).chain(quantities).chain(byline) {
        let found = words.under(span);
        if found != text {
            return Err(format!("{span:?} holds {found:?}, not {text:?}"));
        }
    }
    Ok(())
}

/// A text as other languages hold it.
enum Words<'a> {
    Bytes(&'a str),
    Units(Vec<u16>),
    Characters(Vec<char>),
}

impl<'a> Words<'a> {
    fn new(text: &'a str, unit: Offsets) -> Self {
        match unit {
            Offsets::Utf8 => Self::Bytes(text),
            Offsets::Utf16 => Self::Units(text.encode_utf16().collect()),
            Offsets::Unicode => Self::Characters(text.chars().collect()),
        }
    }

    fn under(&self, span: Span) -> String {
        let range = span.range();
        match self {
            Self::Bytes(text) => text.get(range).unwrap_or_default().to_owned(),
            Self::Units(units) => String::from_utf16_lossy(units.get(range).unwrap_or_default()),
            Self::Characters(characters) => characters.get(range).unwrap_or_default().iter().collect(),
        }
    }
}

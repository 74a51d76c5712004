use serde::{Deserialize, Serialize};

use super::{Record, Span};

/// The unit of a record's spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Offsets {
    /// Bytes of UTF-8, as in Rust and Go.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Code units of UTF-16, as in JavaScript and Java.
    #[serde(rename = "utf-16")]
    Utf16,
    /// Unicode code points, as in Python.
    #[serde(rename = "unicode")]
    Unicode,
}

impl Record {
    /// The same record with its spans in another unit.
    ///
    /// A span whose ends are not on character boundaries, or past the end of the text, moves to the nearest earlier
    /// boundary. Takes time linear in text and record.
    #[must_use]
    pub fn with_offsets(mut self, unit: Offsets) -> Self {
        if self.offsets == unit {
            return self;
        }
        let scale = Scale::of(&self.document.text, self.offsets, unit);
        let map = |position: u32| scale.convert(position);
        self.for_each_span_mut(&mut |span| *span = Span { start: map(span.start), end: map(span.end) });
        self.offsets = unit;
        self
    }

    /// Visits every span of the record, in the order of the JSON.
    pub(crate) fn for_each_span_mut(&mut self, visit: &mut dyn FnMut(&mut Span)) {
        let document = &mut self.document;
        document.byline.iter_mut().for_each(|byline| visit(&mut byline.span));
        if let Some(dateline) = &mut document.dateline {
            visit(&mut dateline.span);
        }
        for section in &mut document.sections {
            visit(&mut section.span);
            section.heading.iter_mut().for_each(&mut *visit);
        }
        self.sentences.iter_mut().for_each(|sentence| visit(&mut sentence.span));
        self.mentions.iter_mut().for_each(|mention| visit(&mut mention.span));
        for entity in &mut self.entities {
            entity.roles.iter_mut().for_each(|role| visit(&mut role.span));
        }
        self.relations.iter_mut().for_each(|relation| visit(&mut relation.span));
        self.timexes.iter_mut().for_each(|timex| visit(&mut timex.span));
        for quantity in &mut self.quantities {
            visit(&mut quantity.span);
            if let Some(conversion) = &mut quantity.conversion {
                visit(&mut conversion.span);
            }
        }
        for attribution in &mut self.attributions {
            attribution.source.iter_mut().for_each(|source| visit(&mut source.span));
            attribution.cue.iter_mut().for_each(&mut *visit);
            attribution.content.iter_mut().for_each(&mut *visit);
        }
        for mention in self.events.iter_mut().flat_map(|event| &mut event.mentions) {
            visit(&mut mention.trigger);
            mention.participants.iter_mut().for_each(|participant| visit(&mut participant.span));
        }
        for claim in &mut self.claims {
            claim.source.iter_mut().for_each(|source| visit(&mut source.span));
            visit(&mut claim.span);
        }
        for correction in &mut self.corrections {
            visit(&mut correction.span);
            for reading in [&mut correction.before, &mut correction.after].into_iter().flatten() {
                visit(&mut reading.span);
            }
        }
        for diagnostic in &mut self.diagnostics {
            diagnostic.span.iter_mut().for_each(&mut *visit);
        }
    }
}

/// Positions of one text in two units. Only characters outside ASCII are kept: between them both units count alike.
struct Scale {
    wide: Vec<Wide>,
    /// The end of the text in both units.
    end: (u32, u32),
}

/// Where a character outside ASCII starts and ends, in both units.
struct Wide {
    start: (u32, u32),
    end: (u32, u32),
}

impl Scale {
    fn of(text: &str, from: Offsets, to: Offsets) -> Self {
        let mut end = (0, 0);
        let mut wide = Vec::new();
        for c in text.chars() {
            let start = end;
            end = (start.0 + from.width(c), start.1 + to.width(c));
            if !c.is_ascii() {
                wide.push(Wide { start, end });
            }
        }
        Self { wide, end }
    }

    /// A position, or the nearest earlier boundary of a character, in the other unit.
    fn convert(&self, position: u32) -> u32 {
        let after = self.wide.partition_point(|wide| wide.start.0 <= position);
        let (from, to) = match after.checked_sub(1).map(|last| &self.wide[last]) {
            Some(wide) if position < wide.end.0 => return wide.start.1,
            Some(wide) => wide.end,
            None => (0, 0),
        };
        (to + (position - from)).min(self.end.1)
    }
}

impl Offsets {
    fn width(self, c: char) -> u32 {
        match self {
            Self::Utf8 => c.len_utf8() as u32,
            Self::Utf16 => c.len_utf16() as u32,
            Self::Unicode => 1,
        }
    }
}

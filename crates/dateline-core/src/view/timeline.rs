use serde::Serialize;

use crate::model::{Event, EventId, EventTime, EventType, Modality, Record, TimeBasis};

/// The events of a record in order of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// Events with a first or last day, by day and then in order of the text.
    pub dated: Vec<TimelineEntry>,
    /// Events without one, in order of the text.
    pub undated: Vec<TimelineEntry>,
}

/// One event on a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineEntry {
    /// The event.
    pub event: EventId,
    /// First day (or time) it may be, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Last day (or time) it may be, inclusive, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// The same in the Extended Date/Time Format, ISO 8601-2: `[2025-06-01..2025-06-07]` for a day of that week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// How the time was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<TimeBasis>,
    /// The event's type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Where the event stands.
    pub status: Modality,
    /// Its title.
    pub title: String,
}

impl TimelineEntry {
    fn of(event: &Event) -> Self {
        let time = event.time.as_ref();
        Self {
            event: event.id,
            earliest: time.and_then(|t| t.earliest.clone()),
            latest: time.and_then(|t| t.latest.clone()),
            edtf: time.and_then(EventTime::edtf),
            basis: time.map(|t| t.basis),
            kind: event.kind,
            status: event.status,
            title: super::one_line(&event.title),
        }
    }

    /// Whether the text places the event in time, rather than only the publication date bounding it.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.basis.is_some_and(|basis| basis != TimeBasis::Publication)
            && (self.earliest.is_some() || self.latest.is_some())
    }
}

impl Timeline {
    /// The timeline of the record's events. ISO 8601 dates of the common era sort as strings.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let (mut dated, undated): (Vec<_>, Vec<_>) =
            record.events.iter().map(TimelineEntry::of).partition(TimelineEntry::is_dated);
        dated.sort_by(|a, b| {
            let key = |entry: &'_ TimelineEntry| {
                (entry.earliest.clone().or_else(|| entry.latest.clone()), entry.latest.clone())
            };
            key(a).cmp(&key(b))
        });
        Self { dated, undated }
    }
}

use super::super::testing::read;
use super::*;
use crate::model::{
    Confidence, EntityKind, EventMention, EventMentionId, EventTime, EventType, Fingerprint, Grain,
    MentionId, Modality, Polarity, Qualifier, Status, Tense, TimeBasis, TimexBasis, TimexType,
};

/// A text with the time expressions ("May 16" on a day), numbers and names that stand in it.
struct Known {
    timexes: Vec<Timex>,
    quantities: Vec<Quantity>,
    mentions: Vec<Mention>,
    events: Vec<Event>,
}

fn span(text: &str, words: &str) -> Span {
    let start = text.rfind(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

fn known(text: &str, days: &[(&str, &str)], numbers: &[(&str, f64)], names: &[&str]) -> Known {
    let print = Fingerprint::of_text(text);
    let timexes = days.iter().map(|(words, day)| {
        let span = span(text, words);
        Timex {
            id: TimexId::derive(&print, &[span.start], ""),
            span,
            text: (*words).into(),
            kind: TimexType::Date,
            value: (*day).into(),
            modifier: None,
            earliest: Some((*day).into()),
            latest: Some((*day).into()),
            utc_offset: None,
            grain: Grain::Day,
            basis: TimexBasis::Publication,
        }
    });
    let quantities = numbers.iter().map(|(words, point)| {
        let span = span(text, words);
        Quantity {
            id: QuantityId::derive(&print, &[span.start], ""),
            span,
            text: (*words).into(),
            low: Some(*point),
            high: Some(*point),
            point: Some(*point),
            qualifier: Qualifier::Exact,
            unit: None,
            status: Status::Dead,
            of: None,
            subset_of: None,
            besides: None,
            conversion: None,
            approximate: false,
        }
    });
    let mentions = names.iter().map(|words| {
        let span = span(text, words);
        Mention {
            id: MentionId::derive(&print, &[span.start], ""),
            span,
            text: (*words).into(),
            kind: EntityKind::Person,
            form: Form::Name,
            entity: EntityId::derive(&print, &[span.start], ""),
            metonym: false,
        }
    });
    Known {
        timexes: timexes.collect(),
        quantities: quantities.collect(),
        mentions: mentions.collect(),
        events: Vec::new(),
    }
}

fn event(text: &str, trigger: &str, day: &str) -> Event {
    let print = Fingerprint::of_text(text);
    let start = text.find(trigger).expect("the trigger is in the text");
    let trigger = Span::new(start, start + trigger.len());
    Event {
        id: EventId::derive(&print, &[trigger.start], ""),
        kind: EventType::Consult,
        mode: None,
        context: Vec::new(),
        title: String::new(),
        status: Modality::Occurred,
        time: Some(EventTime {
            timex: None,
            earliest: Some(day.into()),
            latest: Some(day.into()),
            basis: TimeBasis::Stated,
        }),
        place: None,
        participants: Vec::new(),
        quantities: Vec::new(),
        mentions: vec![EventMention {
            id: EventMentionId::derive(&print, &[trigger.start], ""),
            trigger,
            sentence: 0,
            participants: Vec::new(),
            time: None,
            place: None,
            quantities: Vec::new(),
            polarity: Polarity::Positive,
            modality: Modality::Occurred,
            tense: Tense::Past,
            attribution: None,
            rule: "test".into(),
            confidence: Confidence::High,
        }],
    }
}

fn only(text: &str, known: &Known) -> Correction {
    let rules = CorrectionRules::from_seed();
    let found = Found {
        timexes: &known.timexes,
        quantities: &known.quantities,
        mentions: &known.mentions,
        events: &known.events,
    };
    let all = read(text, "2025-06-02", |reading| corrections(reading, &found, &rules));
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.into_iter().next().expect("there is one")
}

fn words(value: Option<&model::Reading>) -> &str {
    value.map_or("", |value| value.text.as_str())
}

const STORY: &str = "The talks ended on Monday after two hours, both sides said. The envoys met in Geneva. \
    An earlier round of talks had failed in May, and the trade dispute goes on.\n\n";

#[test]
fn a_day_is_set_right_and_reaches_the_event_of_that_day() {
    let text = format!(
        "{STORY}An earlier version of this story was corrected to show that the first round of talks took place on May 16, not May 17."
    );
    let mut known = known(&text, &[("May 16", "2025-05-16"), ("May 17", "2025-05-17")], &[], &[]);
    known.events = vec![event(&text, "talks", "2025-06-02"), event(&text, "round of talks", "2025-05-16")];
    let correction = only(&text, &known);
    assert_eq!((words(correction.before.as_ref()), words(correction.after.as_ref())), ("May 17", "May 16"));
    assert_eq!(correction.after.and_then(|value| value.timex), Some(known.timexes[0].id));
    assert_eq!(correction.concerns, Some(known.events[1].id));
    assert_eq!(correction.kind, CorrectionKind::Correction);
}

#[test]
fn a_number_is_set_right_in_the_next_sentence() {
    let text =
        format!("{STORY}An earlier version of this story misstated the number of the dead as 40. It was 14.");
    let correction = only(&text, &known(&text, &[], &[("40", 40.0), ("14", 14.0)], &[]));
    assert_eq!((words(correction.before.as_ref()), words(correction.after.as_ref())), ("40", "14"));
}

#[test]
fn a_misspelled_name_is_given_right() {
    let text = format!("{STORY}An earlier version of this story misspelled the name of Dana Orlik.");
    let correction = only(&text, &known(&text, &[], &[], &["Dana Orlik"]));
    assert_eq!((words(correction.before.as_ref()), words(correction.after.as_ref())), ("", "Dana Orlik"));
    assert!(correction.after.and_then(|value| value.entity).is_some());
}

#[test]
fn a_notice_without_values_concerns_nothing_known() {
    let text = format!("{STORY}An earlier version of this story misquoted the mayor.");
    let correction = only(&text, &known(&text, &[], &[], &[]));
    assert_eq!((correction.before, correction.after, correction.concerns), (None, None, None));
}

#[test]
fn every_phrase_stands_in_its_example() {
    let rules = CorrectionRules::from_seed();
    for (line, [phrase, example]) in seed::CORRECTION_CUES.select(["phrase", "example"]) {
        let found = read(example, "", |reading| {
            (0..reading.len())
                .any(|at| cue_at(reading, &rules, at).is_some_and(|(_, cue)| cue.phrase.join(" ") == phrase))
        });
        assert!(found, "line {line}: {phrase:?} is not in {example:?}");
    }
}

use super::super::testing::read;
use super::*;
use crate::model::{Confidence, EntityId, EventMentionId, EventType, Fingerprint, Source, Speech, Tense};

const TEXT: &str =
    "The army said it downed drones. The rebels denied that drones were downed. Drones were downed.";

fn span(start: u32) -> Span {
    Span { start, end: start + 4 }
}

fn attribution(at: u32, stance: Stance) -> Attribution {
    let print = Fingerprint::of_text(TEXT);
    Attribution {
        id: AttributionId::derive(&print, &[at], ""),
        source: Some(Source { span: span(at), entity: Some(EntityId::derive(&print, &[at], "")) }),
        cue: Some(span(at + 5)),
        content: vec![span(at + 10)],
        speech: Speech::Indirect,
        stance,
        within: None,
    }
}

fn mention(at: u32, attribution: Option<&Attribution>, modality: Modality) -> EventMention {
    EventMention {
        id: EventMentionId::derive(&Fingerprint::of_text(TEXT), &[at], ""),
        trigger: span(at),
        sentence: 0,
        participants: Vec::new(),
        time: None,
        place: None,
        quantities: Vec::new(),
        polarity: Polarity::Positive,
        modality,
        tense: Tense::Past,
        attribution: attribution.map(|attribution| attribution.id),
        rule: "test".into(),
        confidence: Confidence::High,
    }
}

/// Modality and attribution of the claims that an event with these mentions gives.
fn occurrences(attributions: &[Attribution], mentions: Vec<EventMention>) -> Vec<(ClaimValue, bool)> {
    let events = [Event {
        id: EventId::derive(&Fingerprint::of_text(TEXT), &[], ""),
        kind: EventType::Assault,
        mode: None,
        context: Vec::new(),
        title: String::new(),
        status: Modality::Occurred,
        time: None,
        place: None,
        participants: Vec::new(),
        quantities: Vec::new(),
        mentions,
    }];
    let found = Found { timexes: &[], quantities: &[], mentions: &[], attributions, events: &events };
    let claims = read(TEXT, "", |reading| claims(reading, &found));
    claims.into_iter().map(|claim| (claim.value, claim.source.is_some())).collect()
}

#[test]
fn a_denial_stands_beside_the_claim_and_the_outlets_word() {
    let said = [attribution(0, Stance::State), attribution(32, Stance::Deny)];
    let mentions = vec![
        mention(17, Some(&said[0]), Modality::Occurred),
        mention(67, Some(&said[1]), Modality::Occurred),
        mention(84, None, Modality::Occurred),
    ];
    let of = |modality| ClaimValue::Occurrence { modality };
    assert_eq!(
        occurrences(&said, mentions),
        [(of(Modality::Occurred), true), (of(Modality::Denied), true), (of(Modality::Occurred), false)]
    );
}

#[test]
fn what_only_the_outlet_or_one_source_says_and_what_may_be_is_no_claim() {
    let said = [attribution(0, Stance::State)];
    assert_eq!(occurrences(&said, vec![mention(84, None, Modality::Occurred)]), []);
    assert_eq!(occurrences(&said, vec![mention(17, Some(&said[0]), Modality::Occurred)]), []);
    assert_eq!(occurrences(&said, vec![mention(17, Some(&said[0]), Modality::Possible)]), []);
}

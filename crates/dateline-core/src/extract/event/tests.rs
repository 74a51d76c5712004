//! Every row of the tables finds its example and not its counter-example; phenomena beside them.

use super::*;
use crate::extract::testing::read;
use crate::extract::{AttributionRules, CastRules, TimexRules, attributions, cast, link_sources, timexes};
use crate::lexicon::Gazetteer;
use crate::model::ParticipantRole;
use crate::seed;
use std::sync::OnceLock;

struct Rules {
    gazetteer: Gazetteer,
    cast: CastRules,
    attribution: AttributionRules,
    event: EventRules,
    timex: TimexRules,
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| Rules {
        gazetteer: Gazetteer::load(include_bytes!("../../../../../seeds/gazetteer/world.dlg"))
            .expect("the committed gazetteer is sound"),
        cast: CastRules::from_seed(),
        attribution: AttributionRules::from_seed(),
        event: EventRules::from_seed(),
        timex: TimexRules::from_seed(),
    })
}

/// A sentence as the first of a report: alone, it would be a headline.
fn report(sentence: &str) -> String {
    format!("BERLIN (AP) — {sentence}")
}

fn events_of(sentence: &str) -> Vec<Event> {
    let rules = rules();
    read(&report(sentence), "2025-06-02", |reading| {
        let mut attributions = attributions(reading, &rules.attribution);
        let timexes = timexes(reading, &rules.timex);
        let cast = cast(reading, &timexes, &[], &attributions, &rules.gazetteer, &rules.cast);
        link_sources(reading, &mut attributions, &cast);
        events(reading, &timexes, &mut [], &cast, &attributions, &rules.event)
    })
}

fn mentions(text: &str) -> Vec<EventMention> {
    events_of(text).into_iter().flat_map(|event| event.mentions).collect()
}

#[test]
fn rows_find_their_examples_and_not_their_counters() {
    let mut wrong = Vec::new();
    for table in
        [&seed::EVENTS_CONFLICT, &seed::EVENTS_DIPLOMACY, &seed::EVENTS_ECONOMY, &seed::EVENTS_SOCIETY]
    {
        for (line, [name, kind, example, counter]) in table.select(["name", "type", "example", "counter"]) {
            let found = mentions(example);
            // Rows share words, so that another one of the same type may have been the better.
            let kind_of = |rule: &str| {
                let row = rules().event.rows.iter().find(|row| row.name == rule);
                row.map(|row| format!("{:?}", row.kind).to_uppercase())
            };
            if !found.iter().any(|mention| kind_of(&mention.rule).as_deref() == Some(kind)) {
                let got: Vec<_> = found.iter().map(|mention| &mention.rule).collect();
                wrong.push(format!("{}:{line}: {name} ({kind}) misses {example:?}: {got:?}", table.file));
            }
            let false_alarm = mentions(counter).into_iter().any(|mention| mention.rule == name);
            if !counter.is_empty() && false_alarm {
                wrong.push(format!("{}:{line}: {name} finds {counter:?}", table.file));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn governing_words_tell_whether_it_happened() {
    let mut wrong = Vec::new();
    for (line, [effect, words, example, trigger]) in
        seed::EVENT_MODALITY.select(["effect", "words", "example", "trigger"])
    {
        let found = mentions(example);
        let mention = found.iter().find(|m| m.trigger.of(&report(example)) == trigger);
        if effect == "void" {
            if mention.is_some() {
                wrong.push(format!("event_modality.tsv:{line}: {words}: tells {trigger} in {example:?}"));
            }
            continue;
        }
        let Some(mention) = mention else {
            wrong.push(format!("event_modality.tsv:{line}: {words}: no {trigger} in {example:?}"));
            continue;
        };
        let is = format!("{:?}", mention.modality).to_lowercase();
        let right = match effect {
            "never" => mention.polarity == Polarity::Negative,
            "same" | "fact" => mention.modality == Modality::Occurred,
            effect => is == effect,
        };
        if !right {
            wrong.push(format!(
                "event_modality.tsv:{line}: {effect}: {example:?} is {is} {:?}",
                mention.polarity
            ));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

/// Who has a role in the first event of the type.
fn who(text: &str, kind: EventType, role: ParticipantRole) -> Vec<String> {
    let found = events_of(text);
    let event = found.iter().find(|event| event.kind == kind);
    event
        .iter()
        .flat_map(|event| &event.mentions)
        .flat_map(|mention| &mention.participants)
        .filter(|participant| participant.role == role)
        .map(|participant| participant.span.of(&report(text)).to_owned())
        .collect()
}

#[test]
fn participants_are_found_in_every_construction() {
    use EventType::Assault;
    use ParticipantRole::{Actor, Target, Victim};
    for (text, role, words) in [
        ("Russian forces shelled Kherson.", Actor, "Russian forces"),
        ("Kherson was shelled by Russian forces.", Actor, "Russian forces"),
        ("Kherson was shelled by Russian forces.", Target, "Kherson"),
        ("The forces that shelled Kherson withdrew.", Actor, "The forces"),
        ("Gunmen killed four soldiers and wounded six.", Actor, "Gunmen"),
        ("Russian forces shelled Kherson, killing three people.", Victim, "three people"),
        ("Ukraine carried out an attack on the refinery.", Actor, "Ukraine"),
        ("Ukraine carried out an attack on the refinery.", Target, "the refinery"),
        ("Ukraine's attack on the refinery shocked Moscow.", Actor, "Ukraine"),
        ("The killing of a reporter by soldiers drew protests.", Victim, "a reporter"),
        ("The killing of a reporter by soldiers drew protests.", Actor, "soldiers"),
        ("Israel urged the militants to attack the convoy.", Actor, "the militants"),
        ("The army planned to attack the town.", Actor, "The army"),
    ] {
        let found = who(text, Assault, role);
        assert!(found.iter().any(|found| found == words), "{text:?}: {role:?} is {found:?}");
    }
}

#[test]
fn a_speech_verb_does_not_swallow_what_it_reports() {
    let text = "Ukraine said it destroyed 40 aircraft.";
    let found = events_of(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, EventType::Assault);
    assert!(found[0].mentions[0].attribution.is_some());
}

//! Every row of the tables of roles and relations finds its example and not its counter-example.

use std::sync::OnceLock;

use super::*;
use crate::extract::attributions;
use crate::extract::testing::read;
use crate::extract::{AttributionRules, TimexRules, timexes};
use crate::model::EntityRelationKind;
use crate::seed;

struct Rules {
    gazetteer: Gazetteer,
    cast: CastRules,
    attribution: AttributionRules,
    timex: TimexRules,
}

fn cast_of(sentence: &str) -> Cast {
    static RULES: OnceLock<Rules> = OnceLock::new();
    let rules = RULES.get_or_init(|| Rules {
        gazetteer: Gazetteer::load(include_bytes!("../../../../../seeds/gazetteer/world.dlg"))
            .expect("the committed gazetteer is sound"),
        cast: CastRules::from_seed(),
        attribution: AttributionRules::from_seed(),
        timex: TimexRules::from_seed(),
    });
    // A sentence alone would be a headline.
    read(&format!("BERLIN (AP) — {sentence}"), "2025-06-02", |reading| {
        let attributions = attributions(reading, &rules.attribution);
        cast(reading, &timexes(reading, &rules.timex), &[], &attributions, &rules.gazetteer, &rules.cast)
    })
}

/// The relations of a sentence: "Maria Ortiz leads Acme Corp.".
fn relations(sentence: &str) -> Vec<String> {
    let cast = cast_of(sentence);
    let name = |id| cast.entity(id).map_or("", |entity| &entity.name).to_owned();
    let shown = cast.relations.iter().map(|relation| {
        format!("{} {} {}", name(relation.subject), relation.kind.as_str(), name(relation.object))
    });
    shown.collect()
}

#[test]
fn verbs_tell_the_roles_of_their_examples_and_none_in_their_counters() {
    let mut wrong = Vec::new();
    let columns = ["verb", "status", "example", "holder", "title", "counter"];
    for (line, [verb, status, example, holder, title, counter]) in seed::ROLE_VERBS.select(columns) {
        let cast = cast_of(example);
        let roles: Vec<_> =
            cast.entities.iter().flat_map(|e| e.roles.iter().map(|r| (e.name.as_str(), r))).collect();
        if !roles.iter().any(|(name, role)| {
            *name == holder && role.title == title && role.status == rules::tenure_named(status)
        }) {
            wrong.push(format!("role_verbs.tsv:{line}: {verb}: {example:?} gives {roles:?}"));
        }
        let cast = cast_of(counter);
        if let Some(entity) = cast.entities.iter().find(|entity| !entity.roles.is_empty()) {
            wrong.push(format!("role_verbs.tsv:{line}: {verb}: {counter:?} gives {:?}", entity.roles));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn forms_of_a_title_tell_one_role() {
    let mut wrong = Vec::new();
    for (line, [example, expected]) in seed::TITLE_FORMS.select(["example", "expected"]) {
        let cast = cast_of(example);
        let told: Vec<_> = cast
            .entities
            .iter()
            .flat_map(|entity| &entity.roles)
            .map(|role| match &role.organization {
                Some(organization) => format!("{}, {organization}", role.title),
                None => role.title.clone(),
            })
            .collect();
        if told != [expected] {
            wrong.push(format!("title_forms.tsv:{line}: {example:?} gives {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn relations_are_those_of_the_examples_and_none_of_the_counters() {
    let mut wrong = Vec::new();
    for table in [&seed::RELATION_TITLES, &seed::RELATION_NOUNS, &seed::RELATION_VERBS] {
        for (line, [relation, example, expected, counter]) in
            table.select(["relation", "example", "expected", "counter"])
        {
            let known = relation_rules::relation_named(relation).is_some();
            assert!(known || matches!(relation, "none" | "under"), "{}:{line}: {relation}", table.file);
            let found = relations(example);
            if !expected.is_empty() && !found.iter().any(|found| found == expected) {
                wrong.push(format!("{}:{line}: {example:?} gives {found:?}", table.file));
            }
            let found = relations(counter);
            let kind = match relation {
                "none" => "",
                "under" => EntityRelationKind::Leads.as_str(),
                kind => kind,
            };
            if found.iter().any(|found| found.contains(kind)) {
                wrong.push(format!("{}:{line}: {counter:?} gives {found:?}", table.file));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cells_of_the_relation_tables_say_something_known() {
    for (line, [form, status]) in seed::ROLE_VERBS.select(["form", "status"]) {
        let known = matches!(form, "attr" | "named" | "as");
        assert!(
            known && (status.is_empty() || rules::tenure_named(status).is_some()),
            "role_verbs.tsv:{line}"
        );
    }
    for (line, [subject, object]) in seed::RELATION_VERBS.select(["subject", "object"]) {
        let known = |cell: &str| cell.split(' ').all(|kind| rules::kind_named(kind).is_some());
        assert!(known(subject) && known(object), "relation_verbs.tsv:{line}");
    }
    for (line, [between]) in seed::RELATION_NOUNS.select(["between"]) {
        assert!(rules::kind_named(between).is_some(), "relation_nouns.tsv:{line}");
    }
    for (line, [relation, of]) in seed::RELATION_TITLES.select(["relation", "of"]) {
        let known = of.split(' ').all(|of| matches!(of, "country" | "place" | "body"));
        assert!(known == (relation == "leads"), "relation_titles.tsv:{line}");
    }
}

#[test]
fn a_relation_is_told_once_with_what_later_words_add() {
    let cast = cast_of(
        "Maria Ortiz, head of the Royal Museum, spoke. Ortiz, a former head of the Royal Museum, is the wife of Peter Blanco. \
         Peter Blanco's wife Maria Ortiz lives in Leeds.",
    );
    let told: Vec<_> = cast.relations.iter().map(|relation| (relation.kind, relation.status)).collect();
    assert_eq!(
        told,
        [(EntityRelationKind::Leads, Some(crate::model::Tenure::Former)), (EntityRelationKind::Spouse, None)]
    );
}

#[test]
fn other_names_are_those_of_the_examples() {
    let mut wrong = Vec::new();
    let columns = ["sort", "example", "name", "other", "counter"];
    let cues = seed::ALIAS_PHRASES.select(columns).filter(|(_, [sort, ..])| *sort == "cue");
    for (line, [_, example, name, other, counter]) in cues {
        let cast = cast_of(example);
        if !cast.entities.iter().any(|e| e.name == name && e.aliases.iter().any(|alias| alias == other)) {
            let names: Vec<_> = cast.entities.iter().map(|e| (&e.name, &e.aliases)).collect();
            wrong.push(format!("alias_phrases.tsv:{line}: {example:?} gives {names:?}"));
        }
        if let Some(entity) = cast_of(counter).entities.iter().find(|entity| !entity.aliases.is_empty()) {
            wrong.push(format!("alias_phrases.tsv:{line}: {counter:?} gives {entity:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn stations_are_at_home_in_towns_that_the_gazetteer_has() {
    let mut signs = std::collections::BTreeSet::new();
    for (line, [town, plain, framed]) in seed::STATIONS.select(["town", "stations", "framed"]) {
        let (name, state) = town.split_once(", ").expect("a town and its state");
        let cast = cast_of(&format!("Police spoke in {town}, on Monday."));
        let found =
            cast.entities.iter().find(|entity| entity.name == name).and_then(|entity| entity.place.as_ref());
        let found = found.unwrap_or_else(|| panic!("stations.tsv:{line}: {town} is unknown"));
        let is_there = found.admin1.as_deref() == Some(state) || state == "District of Columbia";
        assert!(
            is_there && found.country.as_deref() == Some("US"),
            "stations.tsv:{line}: {town} is {found:?}"
        );
        for sign in plain.split(' ').chain(framed.split(' ')).filter(|sign| !sign.is_empty()) {
            assert!(signs.insert(sign), "stations.tsv:{line}: {sign} stands twice");
        }
    }
}

#[test]
fn a_call_sign_that_is_a_word_needs_something_that_says_station() {
    let is_in_kentucky = |sentence: &str| {
        let cast = cast_of(sentence);
        let place = cast.entities.iter().find(|e| e.name == "Henry County").and_then(|e| e.place.clone());
        place.and_then(|place| place.admin1).as_deref() == Some("Kentucky")
    };
    for said in ["WAVE 3 News", "WAVE-TV", "(WAVE)", "Copyright 2026 WAVE", "the NBC affiliate WAVE"] {
        assert!(
            is_in_kentucky(&format!("Police in Henry County spoke on Monday, {said} reported.")),
            "{said}"
        );
    }
    for said in ["A WAVE of thefts", "The WAVE Act"] {
        assert!(!is_in_kentucky(&format!("{said} hit Henry County on Monday.")), "{said}");
    }
}

//! Records of version 1 load for ever: `tests/compatibility/README.md` says why.

use std::collections::BTreeSet;
use std::fs;

use dateline_core::model::Record;
use dateline_tests::repository;
use serde_json::Value;

/// The records of a version: name of the file and its contents.
fn records(version: &str) -> Vec<(String, Value)> {
    let mut records: Vec<_> = fs::read_dir(repository("tests/compatibility").join(version))
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let bytes = fs::read(&path).expect("a record can be read");
            let value =
                serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.display().to_string(), value)
        })
        .collect();
    records.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!records.is_empty());
    records
}

#[test]
fn records_of_version_1_load_and_mean_the_same() {
    for (name, value) in records("v1") {
        let record: Record =
            serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(record.check(), [], "{name}");
        let written = serde_json::to_value(&record).expect("a record is JSON");
        assert_eq!(first_loss(&value, &written, ""), None, "{name}");
    }
}

/// Where something that `old` holds is missing from `new`, or is something else there.
fn first_loss(old: &Value, new: &Value, at: &str) -> Option<String> {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => old.iter().find_map(|(key, value)| {
            let at = format!("{at}.{key}");
            match new.get(key) {
                Some(found) => first_loss(value, found, &at),
                None => Some(format!("{at} is gone")),
            }
        }),
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => old
            .iter()
            .zip(new)
            .enumerate()
            .find_map(|(i, (old, new))| first_loss(old, new, &format!("{at}[{i}]"))),
        // Numbers are compared as numbers: 40 and 40.0 are one.
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => None,
        _ => (old != new).then(|| format!("{at}: {old} became {new}")),
    }
}

/// What the schema can say and no record of the folder does; new words of the schema must be shown in a new record.
#[test]
fn records_show_every_word_of_the_schema() {
    let schema = schemars::schema_for!(Record).to_value();
    let records = records("v1");
    let (mut keys, mut words) = (BTreeSet::new(), BTreeSet::new());
    for (_, record) in &records {
        collect(record, &mut keys, &mut words);
    }
    let mut unshown = Vec::new();
    walk(&schema, &mut |node| {
        for key in node.get("properties").and_then(Value::as_object).into_iter().flat_map(|map| map.keys()) {
            if !keys.contains(key.as_str()) {
                unshown.push(format!("field {key}"));
            }
        }
        let choices =
            node.get("enum").and_then(Value::as_array).into_iter().flatten().chain(node.get("const"));
        for word in choices.filter_map(Value::as_str) {
            if !words.contains(word) {
                unshown.push(format!("value {word}"));
            }
        }
    });
    unshown.sort();
    unshown.dedup();
    assert!(unshown.is_empty(), "no record in tests/compatibility/v1 shows: {unshown:#?}");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    for (name, record) in &records {
        let errors: Vec<String> = validator.iter_errors(record).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

fn collect<'a>(value: &'a Value, keys: &mut BTreeSet<&'a str>, words: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                keys.insert(key);
                collect(value, keys, words);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, keys, words)),
        Value::String(word) => {
            words.insert(word);
        }
        _ => {}
    }
}

fn walk(node: &Value, visit: &mut impl FnMut(&Value)) {
    visit(node);
    match node {
        Value::Object(map) => map.values().for_each(|value| walk(value, visit)),
        Value::Array(values) => values.iter().for_each(|value| walk(value, visit)),
        _ => {}
    }
}

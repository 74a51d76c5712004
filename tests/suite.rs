//! Runs the cases of `tests/suite/*.md`; `tests/suite/README.md` describes their form.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display, Write as _};
use std::fs;

use dateline_core::Input;
use dateline_core::model::{Beside, ClaimValue, Record, Source, Span};
use dateline_core::view::Index;
use dateline_tests::{engine, repository};

/// The properties of one thing in a record: each name with one or more values.
type Facts = BTreeMap<&'static str, Vec<String>>;

/// An assertion: `[no] KIND ["subject"] key=value key~"part of the value" …`
#[derive(Debug)]
struct Assertion {
    negative: bool,
    kind: String,
    conditions: Vec<Condition>,
}

#[derive(Debug)]
struct Condition {
    key: String,
    value: String,
    partial: bool,
}

struct Case {
    title: String,
    published: Option<String>,
    headline: Option<String>,
    story: String,
    assertions: Vec<(usize, String)>,
}

#[test]
fn cases_hold() {
    let mut files: Vec<_> = fs::read_dir(repository("tests/suite"))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there are no cases");
    let mut failures = String::new();
    let (mut cases, mut assertions) = (0, 0);
    for path in files {
        let text = fs::read_to_string(&path).expect("it can be read");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for case in parse(&name, &text) {
            cases += 1;
            let record = read(&case);
            for violation in record.check() {
                let _ = writeln!(failures, "{name}: {}: {violation}", case.title);
            }
            for (line, assertion) in &case.assertions {
                assertions += 1;
                if let Err(why) = verify(&record, &parse_assertion(&name, *line, assertion)) {
                    let _ = writeln!(failures, "{name}:{line}: {}\n    {assertion}\n    {why}", case.title);
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    println!("{cases} cases, {assertions} assertions");
}

fn read(case: &Case) -> Record {
    let published = case.published.as_ref().map(|day| day.parse().expect("published is YYYY-MM-DD"));
    engine().extract(&Input {
        text: &case.story,
        published,
        headline: case.headline.as_deref(),
        ..Input::default()
    })
}

/// Cases: a heading, prose, one block ```story [published=…] [headline="…"] and one block ```expect.
fn parse(file: &str, text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut title = String::new();
    let mut lines = text.lines().enumerate().peekable();
    let mut story: Option<(BTreeMap<String, String>, String)> = None;
    while let Some((number, line)) = lines.next() {
        if let Some(heading) = line.strip_prefix('#') {
            title = heading.trim_start_matches('#').trim().to_owned();
        } else if let Some(options) = line.strip_prefix("```story") {
            let mut body = Vec::new();
            for (_, line) in lines.by_ref().take_while(|(_, line)| *line != "```") {
                body.push(line);
            }
            let options = words(options).iter().filter_map(|word| word.split_once('=')).map(own).collect();
            story = Some((options, body.join("\n")));
        } else if line == "```expect" {
            let (options, body) =
                story.take().unwrap_or_else(|| panic!("{file}:{number}: expect without a story"));
            let assertions: Vec<_> = lines
                .by_ref()
                .take_while(|(_, line)| *line != "```")
                .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
                .map(|(number, line)| (number + 1, line.to_owned()))
                .collect();
            assert!(!assertions.is_empty(), "{file}:{number}: a case without assertions");
            cases.push(Case {
                title: title.clone(),
                published: options.get("published").cloned(),
                headline: options.get("headline").cloned(),
                story: body,
                assertions,
            });
        }
    }
    assert!(story.is_none(), "{file}: the last story has no expectations");
    assert!(!cases.is_empty(), "{file}: no cases");
    cases
}

fn own((key, value): (&str, &str)) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

/// Words separated by blanks; a quoted part keeps its blanks and loses its quotes, and a subject becomes `subject=…`.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        let word = words.last_mut().expect("never empty");
        match c {
            '"' => {
                if !quoted && word.is_empty() {
                    word.push_str("subject=");
                }
                quoted = !quoted;
            }
            ' ' if !quoted => words.push(String::new()),
            c => word.push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn parse_assertion(file: &str, line: usize, text: &str) -> Assertion {
    let mut words = words(text).into_iter().peekable();
    let negative = words.next_if(|word| word == "no").is_some();
    let kind = words.next().unwrap_or_else(|| panic!("{file}:{line}: no kind"));
    let conditions = words
        .map(|word| {
            let at = word.find(['=', '~']);
            match at {
                Some(at) => Condition {
                    key: word[..at].to_owned(),
                    value: word[at + 1..].to_owned(),
                    partial: word.as_bytes()[at] == b'~',
                },
                None => Condition { key: "subject".into(), value: word, partial: false },
            }
        })
        .collect();
    Assertion { negative, kind, conditions }
}

fn verify(record: &Record, assertion: &Assertion) -> Result<(), String> {
    let things =
        facts(record, &assertion.kind).ok_or_else(|| format!("there is no kind {:?}", assertion.kind))?;
    let holds = |facts: &&Facts| {
        assertion.conditions.iter().all(|condition| {
            facts.get(condition.key.as_str()).is_some_and(|values| {
                values
                    .iter()
                    .any(|v| *v == condition.value || (condition.partial && v.contains(&condition.value)))
            })
        })
    };
    match (things.iter().find(holds), assertion.negative) {
        (Some(_), false) | (None, true) => Ok(()),
        (Some(found), true) => Err(format!("found {found:?}")),
        (None, false) => {
            let all: Vec<String> = things.iter().map(|facts| format!("      {facts:?}")).collect();
            Err(format!("not among\n{}", all.join("\n")))
        }
    }
}

/// An enumeration's name as the JSON has it.
fn code(value: impl serde::Serialize + Debug) -> String {
    match serde_json::to_value(&value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => format!("{value:?}"),
    }
}

struct FactsBuilder(Facts);

impl FactsBuilder {
    fn new(subject: impl Display) -> Self {
        Self(Facts::new()).with("subject", subject)
    }

    fn with(mut self, key: &'static str, value: impl Display) -> Self {
        let values = self.0.entry(key).or_default();
        let value = value.to_string();
        if !values.contains(&value) {
            values.push(value);
        }
        self
    }

    fn with_all<T: Display>(self, key: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        values.into_iter().fold(self, |facts, value| facts.with(key, value))
    }
}

/// Everything of one kind in the record.
fn facts(record: &Record, kind: &str) -> Option<Vec<Facts>> {
    let index = Index::new(record);
    let text = |span: Span| span.of(&record.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let name = |id| index.entity(id).map(|entity| entity.name.clone());
    let speaker = |source: &Option<Source>| source.as_ref().and_then(|source| source.entity).and_then(name);
    let document = &record.document;
    let facts: Vec<FactsBuilder> = match kind {
        "document" => vec![
            FactsBuilder::new(document.id)
                .with("language", &document.language)
                .with_all("published", &document.published)
                .with_all("updated", &document.updated)
                .with_all("headline", &document.headline)
                .with_all("dateline", document.dateline.iter().flat_map(|d| &d.place))
                .with_all("agency", document.dateline.iter().flat_map(|d| &d.agency))
                .with_all("date", document.dateline.iter().flat_map(|d| &d.date)),
        ],
        "byline" => document
            .byline
            .iter()
            .map(|b| FactsBuilder::new(&b.name).with("kind", code(b.kind)).with_all("place", &b.place))
            .collect(),
        "section" => document
            .sections
            .iter()
            .map(|s| {
                FactsBuilder::new(code(s.kind))
                    .with("version", s.version)
                    .with("text", text(s.span))
                    .with_all("heading", s.heading.map(text))
            })
            .collect(),
        "sentence" => record.sentences.iter().map(|s| FactsBuilder::new(text(s.span))).collect(),
        "mention" => record
            .mentions
            .iter()
            .map(|m| {
                FactsBuilder::new(text(m.span))
                    .with("kind", code(m.kind))
                    .with("form", code(m.form))
                    .with("metonym", m.metonym)
                    .with_all("entity", name(m.entity))
            })
            .collect(),
        "entity" => record
            .entities
            .iter()
            .map(|e| {
                FactsBuilder::new(&e.name)
                    .with("kind", code(e.kind))
                    .with_all("alias", &e.aliases)
                    .with_all("country", &e.country)
                    .with_all("role", e.roles.iter().map(|r| &r.title))
                    .with_all("role_status", e.roles.iter().flat_map(|r| r.status).map(code))
                    .with_all("organization", e.roles.iter().flat_map(|r| &r.organization))
                    .with_all("role_country", e.roles.iter().flat_map(|r| &r.country))
                    .with_all("feature", e.place.iter().map(|p| code(p.feature)))
                    .with_all("precision", e.place.iter().map(|p| code(p.precision)))
                    .with_all("candidate", e.candidates.iter().map(|c| &c.name))
                    .with_all("within", e.place.iter().flat_map(|p| &p.admin1))
                    .with_all("place_country", e.place.iter().flat_map(|p| &p.country))
                    .with_all("at", e.place.iter().map(|p| format!("{:.0},{:.0}", p.lat, p.lon)))
            })
            .collect(),
        "role" => record
            .entities
            .iter()
            .flat_map(|e| e.roles.iter().map(move |role| (e, role)))
            .map(|(e, role)| {
                FactsBuilder::new(&role.title)
                    .with("holder", &e.name)
                    .with_all("organization", &role.organization)
                    .with_all("country", &role.country)
                    .with_all("status", role.status.map(code))
            })
            .collect(),
        "relation" => record
            .relations
            .iter()
            .map(|r| {
                FactsBuilder::new(code(r.kind))
                    .with_all("subject", name(r.subject))
                    .with_all("object", name(r.object))
                    .with_all("status", r.status.map(code))
                    .with("says", text(r.span))
            })
            .collect(),
        "timex" => record
            .timexes
            .iter()
            .map(|t| {
                FactsBuilder::new(text(t.span))
                    .with("type", code(t.kind))
                    .with("value", &t.value)
                    .with("grain", code(t.grain))
                    .with("basis", code(t.basis))
                    .with_all("mod", t.modifier.map(code))
                    .with_all("earliest", &t.earliest)
                    .with_all("latest", &t.latest)
            })
            .collect(),
        "quantity" => record
            .quantities
            .iter()
            .map(|q| {
                let other = |id| index.quantity(id).map(|q| text(q.span));
                FactsBuilder::new(text(q.span))
                    .with("status", code(q.status))
                    .with("qualifier", code(q.qualifier))
                    .with("approximate", q.approximate)
                    .with_all("low", q.low)
                    .with_all("high", q.high)
                    .with_all("point", q.point)
                    .with_all("unit", &q.unit)
                    .with_all("of", q.of.and_then(name))
                    .with_all("subset_of", q.subset_of.and_then(other))
                    .with_all("besides", q.besides.and_then(other))
                    .with_all("conversion", q.conversion.iter().map(|c| format!("{} {}", c.point, c.unit)))
            })
            .collect(),
        "attribution" => record
            .attributions
            .iter()
            .map(|a| {
                let within = a.within.and_then(|id| index.attribution(id)).and_then(|a| a.cue);
                let mut facts = FactsBuilder(Facts::new())
                    .with_all("subject", a.content.iter().map(|span| text(*span)))
                    .with("speech", code(a.speech))
                    .with("stance", code(a.stance))
                    .with_all("cue", a.cue.map(text))
                    .with_all("within", within.map(text))
                    .with_all("speaker", speaker(&a.source));
                facts = match &a.source {
                    Some(source) => facts.with("source", text(source.span)),
                    None => facts.with("source", "none"),
                };
                facts
            })
            .collect(),
        "event" => record
            .events
            .iter()
            .map(|e| {
                let mut facts = FactsBuilder::new(code(e.kind))
                    .with("title", &e.title)
                    .with("status", code(e.status))
                    .with_all("mode", &e.mode)
                    .with_all("context", e.context.iter().map(code))
                    .with_all("earliest", e.time.iter().flat_map(|t| &t.earliest))
                    .with_all("latest", e.time.iter().flat_map(|t| &t.latest))
                    .with_all("time_basis", e.time.iter().map(|t| code(t.basis)))
                    .with_all("place", e.place.iter().filter_map(|p| name(p.entity)))
                    .with_all("place_basis", e.place.iter().map(|p| code(p.basis)))
                    .with_all("site", e.place.iter().filter_map(|p| name(p.site?)))
                    .with_all("beside", e.place.iter().filter_map(|p| p.beside).map(beside))
                    .with_all(
                        "quantity",
                        e.quantities.iter().filter_map(|id| index.quantity(*id)).map(|q| text(q.span)),
                    )
                    .with("mentions", e.mentions.len());
                for mention in &e.mentions {
                    let attribution = mention.attribution.and_then(|id| index.attribution(id));
                    let source = attribution.and_then(|a| a.source.as_ref());
                    facts = facts
                        .with("trigger", text(mention.trigger))
                        .with("polarity", code(mention.polarity))
                        .with("modality", code(mention.modality))
                        .with("tense", code(mention.tense))
                        .with_all("time", mention.time.and_then(|id| index.timex(id)).map(|t| text(t.span)))
                        .with_all("says", source.map(|source| text(source.span)))
                        .with_all("says", source.and_then(|source| source.entity).and_then(name));
                    if attribution.is_none() {
                        facts = facts.with("says", "none");
                    }
                    for participant in &mention.participants {
                        let role = role_key(&code(participant.role));
                        facts = facts
                            .with(role, text(participant.span))
                            .with_all(role, participant.entity.and_then(name));
                    }
                }
                facts
            })
            .collect(),
        "claim" => record
            .claims
            .iter()
            .map(|c| {
                let value = match &c.value {
                    ClaimValue::Quantity { quantity } => index.quantity(*quantity).map(|q| text(q.span)),
                    ClaimValue::Time { timex } => index.timex(*timex).map(|t| text(t.span)),
                    ClaimValue::Entity { entity } => name(*entity),
                    ClaimValue::Occurrence { modality } => Some(code(modality)),
                };
                FactsBuilder::new(code(c.attribute))
                    .with_all("value", value)
                    .with("source", c.source.as_ref().map_or("none".to_owned(), |source| text(source.span)))
                    .with_all("speaker", speaker(&c.source))
            })
            .collect(),
        "comparison" => record
            .comparisons
            .iter()
            .map(|c| {
                FactsBuilder::new(code(c.relation))
                    .with("attribute", code(c.attribute))
                    .with("claims", c.claims.len())
            })
            .collect(),
        "correction" => record
            .corrections
            .iter()
            .map(|c| {
                FactsBuilder::new(code(c.kind))
                    .with_all("before", c.before.as_ref().map(|r| &r.text))
                    .with_all("after", c.after.as_ref().map(|r| &r.text))
                    .with_all(
                        "concerns",
                        c.concerns.and_then(|id| index.event(id)).map(|event| event.title.clone()),
                    )
            })
            .collect(),
        "diagnostic" => record
            .diagnostics
            .iter()
            .map(|d| FactsBuilder::new(code(d.code)).with("message", &d.message))
            .collect(),
        _ => return None,
    };
    Some(facts.into_iter().map(|facts| facts.0).collect())
}

/// "50 km 180", "180", "near": how far from a place, and in which direction.
fn beside(beside: Beside) -> String {
    let far = beside.kilometres.map(|kilometres| format!("{kilometres:.0} km"));
    let parts: Vec<String> =
        far.into_iter().chain(beside.bearing.map(|bearing| bearing.to_string())).collect();
    if parts.is_empty() { "near".to_owned() } else { parts.join(" ") }
}

fn role_key(role: &str) -> &'static str {
    ["actor", "recipient", "victim", "target", "instrument", "topic", "origin", "destination"]
        .into_iter()
        .find(|key| *key == role)
        .unwrap_or("participant")
}

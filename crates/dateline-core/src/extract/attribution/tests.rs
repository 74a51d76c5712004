use super::super::testing::read;
use super::*;
use crate::seed;

/// Source, cue, content and the kinds of every attribution in a text.
fn all(text: &str) -> Vec<(String, String, String, Speech, Stance)> {
    let rules = AttributionRules::from_seed();
    read(text, "2025-06-02", |reading| {
        let words = |span: Span| span.of(text).to_owned();
        attributions(reading, &rules)
            .iter()
            .map(|a| {
                let content: Vec<String> = a.content.iter().map(|&span| words(span)).collect();
                (
                    a.source.map_or(String::new(), |source| words(source.span)),
                    a.cue.map_or(String::new(), words),
                    content.join(" | "),
                    a.speech,
                    a.stance,
                )
            })
            .collect()
    })
}

#[track_caller]
fn expect(text: &str, source: &str, cue: &str, content: &str, speech: Speech) {
    let found = all(text);
    let fits =
        found.iter().any(|(s, c, w, kind, _)| s == source && c == cue && w == content && *kind == speech);
    assert!(fits, "{text}\nexpected {source:?} {cue:?} {content:?} {speech:?}\nfound {found:#?}");
}

#[test]
fn every_row_of_the_table_holds() {
    let rules = AttributionRules::from_seed();
    let mut wrong = Vec::new();
    let columns = ["lemma", "pos", "example", "counter"];
    for (line, [lemma, pos, example, counter]) in seed::ATTRIBUTION_CUES.select(columns) {
        for (text, expected) in [(example, true), (counter, false)] {
            if text.is_empty() {
                assert!(!expected, "line {line}: {lemma} has no example");
                continue;
            }
            let found = read(text, "", |reading| {
                attributions(reading, &rules).iter().filter_map(|a| a.cue).any(|cue| {
                    reading.tokens_in(cue).any(|token| {
                        rules
                            .cue(reading, token)
                            .is_some_and(|(kind, found)| rules.row(lemma, pos) == Some((kind, found)))
                    })
                })
            });
            if found != expected {
                wrong.push(format!(
                    "line {line}: {lemma} ({pos}): {text:?} yields {}",
                    if found { "one" } else { "none" }
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn time_between_cue_and_content_is_no_content() {
    expect(
        "Ukraine said Sunday it launched an attack on four bases.",
        "Ukraine",
        "said",
        "it launched an attack on four bases",
        Speech::Indirect,
    );
}

#[test]
fn a_source_has_its_title_and_apposition() {
    expect(
        "The delegation was in place, Pavlo Hrim, spokesperson for the foreign ministry, said in a message on Monday.",
        "Pavlo Hrim, spokesperson for the foreign ministry",
        "said",
        "The delegation was in place",
        Speech::Indirect,
    );
}

#[test]
fn an_appended_or_inserted_cue_takes_the_whole_clause() {
    expect(
        "Russian forces shelled the port, killing three people, regional officials said Monday.",
        "regional officials",
        "said",
        "Russian forces shelled the port, killing three people",
        Speech::Indirect,
    );
    expect(
        "Russia fired drones at the city, the air force said, in an effort to overwhelm defenses.",
        "the air force",
        "said",
        "Russia fired drones at the city | in an effort to overwhelm defenses",
        Speech::Indirect,
    );
    expect(
        "Five people died, according to the governor, a former surgeon.",
        "the governor, a former surgeon",
        "according to",
        "Five people died",
        Speech::Indirect,
    );
    expect(
        "According to police, the man fled on foot.",
        "police",
        "According to",
        "the man fled on foot",
        Speech::Indirect,
    );
}

#[test]
fn quotations_are_direct_mixed_or_split() {
    expect(
        "“This is hard,” Keane wrote in an analysis.",
        "Keane",
        "wrote",
        "“This is hard,”",
        Speech::Direct,
    );
    expect(
        "The president called it a \"brilliant operation.\"",
        "The president",
        "called",
        "it a \"brilliant operation.\"",
        Speech::Mixed,
    );
    expect(
        "“We waited for hours,” said Ana Ruiz, who lost her home. “Nobody came.”",
        "Ana Ruiz",
        "said",
        "“We waited for hours,” | “Nobody came.”",
        Speech::Direct,
    );
    expect(
        "“The road is closed,” he said, “and it will stay closed.”",
        "he",
        "said",
        "“The road is closed,” | “and it will stay closed.”",
        Speech::Direct,
    );
    expect(
        "“They must feel it. That is what will move them,” she said at a summit Monday.",
        "she",
        "said",
        "“They must feel it. That is what will move them,”",
        Speech::Direct,
    );
}

#[test]
fn a_quotation_goes_on_over_paragraphs() {
    expect(
        "“The first night was quiet,” the mayor said. “Then the river rose.\n\n“We had no time to warn the people in the valley.”",
        "the mayor",
        "said",
        "“The first night was quiet,” | “Then the river rose. | “We had no time to warn the people in the valley.”",
        Speech::Direct,
    );
}

#[test]
fn the_next_paragraph_in_quotation_marks_is_the_last_speakers() {
    let found = all(
        "“The first night was quiet,” the mayor said.\n\n“We had no time to warn the people in the valley.”",
    );
    let last = found.last().expect("both are found");
    assert_eq!((last.0.as_str(), last.1.as_str()), ("the mayor", ""));
    assert_eq!(last.2, "“We had no time to warn the people in the valley.”");
}

#[test]
fn scare_quotes_have_no_speaker() {
    assert_eq!(all("The so-called “green zone” was hit by two rockets."), []);
    assert_eq!(all("Thousands marched under the slogan “bread and peace” through the capital."), []);
}

#[test]
fn passives_and_adverbs_name_nobody() {
    let found = all("Five people were reportedly killed in the raid.");
    assert_eq!((found[0].0.as_str(), found[0].4), ("", Stance::Report));
    let found = all("It was reported that the minister had resigned.");
    assert_eq!((found[0].0.as_str(), found[0].2.as_str()), ("", "that the minister had resigned"));
    expect(
        "The minister was quoted as saying that talks would resume.",
        "The minister",
        "saying",
        "that talks would resume",
        Speech::Indirect,
    );
}

#[test]
fn contents_nest() {
    let text = "The mayor said police believe that the man fled.";
    let rules = AttributionRules::from_seed();
    read(text, "", |reading| {
        let found = attributions(reading, &rules);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].within, found[1].within), (None, Some(found[0].id)));
    });
}

#[test]
fn not_saying_something_is_doubt() {
    assert_eq!(all("The ministry did not confirm that the pilot was dead.")[0].4, Stance::Doubt);
    assert_eq!(all("The ministry confirmed that the pilot was dead.")[0].4, Stance::Confirm);
}

#[test]
fn any_quotation_marks_are_read() {
    for mark in ["\"", "“", "”", "‘", "'", "\"\"", "“ ”", "‘“"] {
        for between in ["", " ", "a ", "\n\n"] {
            let text = format!("He said {}", format!("{mark}{between}").repeat(500));
            all(&text);
        }
    }
}

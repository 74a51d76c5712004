//! Texts that are meant to break a reader: each gets a record, and one that is sound.

use dateline_core::Input;
use dateline_core::model::{DiagnosticCode, Record};
use dateline_core::text::{LONGEST_SENTENCE, decode, layout};
use dateline_tests::{engine, invariants};

#[track_caller]
fn read(text: &str) -> Record {
    let input = Input { text, published: "2025-06-02".parse().ok(), ..Input::default() };
    match invariants::read(engine(), &input) {
        Ok(record) => record,
        Err(error) => panic!("{error}\n{}", text.chars().take(200).collect::<String>()),
    }
}

fn has(record: &Record, code: DiagnosticCode) -> bool {
    record.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
}

#[test]
fn nothing_to_read() {
    for text in ["", " ", "\n\n", "\r\n\t\u{a0}\u{2028}\u{3000}", "\u{feff}", "\u{200b}\u{200b}", "\u{202e}"]
    {
        let record = read(text);
        assert!(has(&record, DiagnosticCode::EmptyText), "{text:?}: {:?}", record.diagnostics);
        assert!(record.sentences.is_empty() && record.events.is_empty());
    }
}

#[test]
fn bytes_of_any_kind() {
    for seed in 0..64_u64 {
        let bytes: Vec<u8> =
            (0..2000_u64).map(|i| (dateline_tests::mangle::scramble(seed << 32 | i) >> 24) as u8).collect();
        match decode(&bytes) {
            Ok(decoded) => drop(read(&decoded.text)),
            Err(error) => assert!(error.to_string().contains(": "), "{error} gives no advice"),
        }
        // Letters of some older encoding, with a stray control now and then.
        let letters: Vec<u8> =
            bytes.iter().map(|byte| if byte % 7 == 0 { b' ' } else { byte | 0x60 }).collect();
        if let Ok(decoded) = decode(&letters) {
            read(&decoded.text);
        }
    }
}

/// The parts of a line that is a sentence, or isn't, ten thousand times over.
#[test]
fn ten_thousand_times_the_same() {
    for piece in ["\"", "“", "”", "'", "(", "[", ",", ".", "…", "-", "—", "$", "1"] {
        let record = read(&piece.repeat(10_000));
        assert!(record.events.is_empty(), "{piece:?}: {:?}", record.events);
    }
    for piece in
        ["Kyiv and ", "“Yes,” he said. ", "he said that ", "3 people, ", "on Sunday, ", "\nPutin\n", "a\n\n"]
    {
        read(&piece.repeat(1000));
    }
}

#[test]
fn ten_thousand_parentheses_deep() {
    let text = format!("Kyiv fell {}on Sunday{}.", "(".repeat(10_000), ")".repeat(10_000));
    read(&text);
    read(&format!("{}He left,{} he said.", "“".repeat(10_000), "”".repeat(10_000)));
    // Nesting that a parser would like to follow.
    read(&"he said that she said that ".repeat(1000));
}

#[test]
fn a_sentence_without_end_is_read_in_pieces() {
    let text = "Russia and Ukraine, ".repeat(2000);
    let record = read(&text);
    assert!(has(&record, DiagnosticCode::LongSentence));
    assert!(layout(&text).sentences.iter().all(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE));
    assert!(!record.mentions.is_empty());
}

/// Fifty megabytes in one line. One word is read to the end; so is prose by the layer that sees all of it, and what lies
/// above that sees no more than a sentence at a time. (The whole chain takes minutes for it: see `cargo xtask measure`.)
#[test]
fn a_line_of_fifty_megabytes() {
    const SIZE: usize = 50 << 20;
    let record = engine().extract(&Input::new(&"a".repeat(SIZE)));
    assert_eq!(record.check(), []);
    assert_eq!(record.sentences.len(), 1);

    let story = dateline_tests::mangle::stories().concat().replace('\n', " ");
    let line = story.repeat(SIZE / story.len() + 1);
    let laid_out = layout(&line);
    assert!(laid_out.tokens.len() > SIZE / 10);
    assert!(laid_out.sentences.iter().all(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE));
}

#[test]
fn words_without_end() {
    for word in ["a", "Kyiv", "9", "é", "東", "\u{301}"] {
        let word = word.repeat(100_000 / word.len());
        read(&format!("President {word} said on Sunday that {word} people were killed in {word}."));
    }
    // What is cut into tokens somewhere.
    for word in ["👩‍👩‍👧🏽", "x-", "http://", "a.b@", "'s", "1,000,", "0."] {
        let word = word.repeat(400);
        read(&format!("President {word} said on Sunday that {word} people were killed in {word}."));
    }
}

#[test]
fn numbers_that_no_type_holds() {
    for number in [
        "9".repeat(400),
        "1".to_owned() + &",000".repeat(120),
        "0.".to_owned() + &"0".repeat(400),
        "1e999".into(),
    ] {
        let record = read(&format!(
            "At least {number} people died on May {number}, {number}. It cost ${number} billion, {number}% of \
             {number} kilometers ({number} miles), {number} years ago, between {number} and -{number}."
        ));
        for quantity in &record.quantities {
            for value in [quantity.low, quantity.high, quantity.point].into_iter().flatten() {
                assert!(value.is_finite(), "{quantity:?}");
            }
        }
    }
    read(
        "It happened on Feb. 30, 2025, on 99/99/9999, on May 16, 0000, at 25:61, in the 99th century, 10000 years ago.",
    );
}

#[test]
fn directions_joiners_and_marks() {
    let record = read(
        "\u{202e}President Zelenskyy said on Sunday\u{202c} that Russia \u{2066}shelled\u{2069} Kherson.",
    );
    assert!(has(&record, DiagnosticCode::SuspectCharacters));
    assert!(!record.mentions.is_empty());
    read(
        "👩‍👩‍👧🏽 said 🇺🇦🇺🇦🇺 Kyiv\u{fe0f}\u{20e3} fell e\u{301}\u{301}\u{301} on Sun\u{ad}day in Ky\u{200d}iv Z\u{336}e\u{336}l\u{336}.",
    );
    read("İstanbul'da ıssız: “ŒUVRE ﬁn ß” said Σίσυφος, ΣΊΣΥΦΟΣ said K (Kelvin) and Å.");
}

#[test]
fn every_kind_of_line_break_breaks_a_line() {
    let lines =
        ["June 2, 2025", "Talks end early", "KYIV (AP) — Russia shelled Kherson on Sunday.", "He left."];
    let expected: Vec<String> = {
        let text = lines.join("\n\n");
        read(&text).sentences.iter().map(|sentence| sentence.span.of(&text).to_owned()).collect()
    };
    for one in ["\r\n", "\r", "\u{2028}", "\u{85}"] {
        let text = lines.join(&one.repeat(2));
        let record = read(&text);
        let found: Vec<&str> = record.sentences.iter().map(|sentence| sentence.span.of(&text)).collect();
        assert_eq!(found, expected, "{one:?}");
        assert_eq!(record.document.published.as_deref(), Some("2025-06-02"));
    }
    read("a\r\rb said.\r\n\r\nc\u{2028}d\u{2029}e\u{b}\u{c}\u{85} f\n\r\n\rg");
}

#[test]
fn other_languages_and_no_language() {
    let record = read(
        &"Der Präsident sagte am Sonntag, dass drei Menschen in der Hauptstadt getötet worden seien. "
            .repeat(3),
    );
    assert!(has(&record, DiagnosticCode::NotEnglish));
    read("東京で日曜日に三人が死亡したと警察が発表した。大統領は述べた。");
    read("قال الرئيس يوم الأحد إن ثلاثة أشخاص قتلوا في العاصمة.");
    read(
        "{\"a\": [1, 2, {\"b\": null}]} <html><body onload=\"x()\">&amp;&#0;</body></html> SELECT * FROM t; -- %s%n",
    );
}

/// Compounds of two words that the end of a line or of a sentence parts are none.
#[test]
fn words_that_belong_together_apart() {
    for text in [
        "coast\rguard",
        "coast\n\nguard",
        "The coast. Guard ships came.",
        "New\u{2028}York",
        "prime\r\rminister",
    ] {
        let record = read(text);
        assert!(
            record.mentions.iter().all(|mention| !mention.text.contains(['\r', '\n', '\u{2028}', '.'])),
            "{text:?}: {:?}",
            record.mentions
        );
    }
}

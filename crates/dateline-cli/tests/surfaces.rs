//! One report through the crate, the command line and the HTTP service: the same JSON. (The engine in WebAssembly is
//! compared with the command line in `tests/browser/engine.test.mjs`.)

use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use dateline_core::model::Offsets;
use dateline_core::{Engine, Input};
use dateline_server::{Settings, app};
use http_body_util::BodyExt as _;
use serde_json::json;
use tower::ServiceExt as _;

/// Texts in which a byte, a code unit and a code point are three different things.
const TEXTS: [&str; 6] = [
    "KYIV, Ukraine (AP) — Russian forces shelled Kherson on Sunday, killing three people, officials said. “It was a \
     nightmare 😀,” Mayor Olena Koval told reporters, 7,000 kilometers (4,300 miles) away.",
    "",
    "\u{202e}Kyiv\u{202c} said 🙂 on Sunday it struck Moscow.\r\nA\u{0}B\u{feff} C 👩‍👩‍👧",
    "“““ ((( \\ \" \u{7f} \u{2028} </script>",
    include_str!("../../../seeds/stories/istanbul.txt"),
    include_str!("../../../seeds/stories/earthquake.txt"),
];

const UNITS: [(Offsets, &str); 3] =
    [(Offsets::Utf8, "utf-8"), (Offsets::Utf16, "utf-16"), (Offsets::Unicode, "unicode")];

fn engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    ENGINE.get_or_init(|| Arc::new(Engine::embedded().expect("the linked data is sound"))).clone()
}

fn dateline(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it has an input");
    std::thread::scope(|scope| {
        // The program may end without reading all of it.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the program ends")
    })
}

/// The report as a JSON object, for the command line and the service.
fn report(i: usize, text: &str) -> String {
    let mut report = json!({ "text": text, "id": format!("report {i}"), "outlet": "Wire" });
    if i.is_multiple_of(2) {
        report["published"] = "2025-06-02".into();
        report["headline"] = "A headline".into();
    }
    report.to_string()
}

/// The record of the report by the crate.
fn native(i: usize, text: &str, unit: Offsets) -> String {
    let id = format!("report {i}");
    let mut input = Input { text, id: Some(&id), outlet: Some("Wire"), ..Input::default() };
    if i.is_multiple_of(2) {
        input.published = "2025-06-02".parse().ok();
        input.headline = Some("A headline");
    }
    serde_json::to_string(&engine().extract(&input).with_offsets(unit)).expect("a record is JSON")
}

#[test]
fn the_command_line_gives_the_crate_s_records() {
    let lines: String = TEXTS.iter().enumerate().map(|(i, text)| report(i, text) + "\n").collect();
    for (unit, name) in UNITS {
        let expected: Vec<String> = TEXTS.iter().enumerate().map(|(i, text)| native(i, text, unit)).collect();
        for jobs in ["1", "4"] {
            let output = dateline(
                &["extract", "--input", "jsonl", "--offsets", name, "--jobs", jobs],
                lines.as_bytes(),
            );
            let found = String::from_utf8(output.stdout).expect("JSON is UTF-8");
            assert!(found.lines().eq(&expected), "{name}, {jobs} jobs");
            assert!(output.status.success());
        }
    }
}

#[test]
fn the_service_gives_the_crate_s_records() {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let service = app(engine(), &Settings::default());
    for (i, text) in TEXTS.iter().enumerate() {
        for (unit, name) in UNITS {
            let request = Request::post(format!("/api/v1/extract?offsets={name}"))
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(report(i, text)))
                .expect("a request");
            let (status, body) = runtime.block_on(async {
                let response = service.clone().oneshot(request).await.expect("the service never fails");
                let status = response.status();
                (status, response.into_body().collect().await.expect("the body is whole").to_bytes())
            });
            assert_eq!(status, StatusCode::OK);
            assert_eq!(String::from_utf8_lossy(&body), native(i, text, unit), "{name}, report {i}");
        }
    }
}

#[test]
fn check_agrees_with_every_record() {
    let lines: String = TEXTS.iter().enumerate().map(|(i, text)| report(i, text) + "\n").collect();
    for (_, name) in UNITS {
        let records = dateline(&["extract", "--input", "jsonl", "--offsets", name], lines.as_bytes()).stdout;
        let checked = dateline(&["check"], &records);
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
}

#[test]
fn what_cannot_be_read_is_named_with_its_line_and_the_rest_is_read() {
    let good = report(0, "Russia shelled Kherson.");
    for (bad, words) in [
        (r#"{"id": "a", "text": "half \ud83d of a pair"}"#.as_bytes(), "surrogate"),
        (r#"{"id": "a", "text": "half \ude00 of a pair"}"#.as_bytes(), "surrogate"),
        (b"{\"text\": \"\xed\xa0\xbd\"}", "UTF-8"),
        (b"{\"text\": \"caf\xe9\"}", "UTF-8"),
        (b"{\"text\": 3}", "a string"),
        (b"{\"id\": \"a\"}", "missing field `text`"),
        (b"[", "one JSON object"),
        (b"\0\0\0", "one JSON object"),
        (br#"{"text": "x", "published": "Sunday"}"#, "YYYY-MM-DD"),
    ] {
        let input = [good.as_bytes(), b"\n", bad, b"\n", good.as_bytes(), b"\n"].concat();
        let output = dateline(&["extract", "--input", "jsonl"], &input);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{message}");
        assert!(message.contains("standard input:2"), "{message}");
        assert!(message.contains(words), "{message}");
        assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
    }
}

#[test]
fn bytes_that_are_no_text_get_a_message_and_status_1() {
    let random: Vec<u8> = (0..5000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for (bytes, words) in [
        (&b"%PDF-1.7 \x00\x01"[..], "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
        (&[0; 5000], "binary"),
        (&random, "binary"),
    ] {
        for command in ["extract", "summary", "timeline"] {
            let output = dateline(&[command], bytes);
            let message = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{command}: {message}");
            assert!(message.contains("standard input") && message.contains(words), "{command}: {message}");
        }
    }
    let output =
        dateline(&["extract"], b"Half a pair in UTF-8: \xed\xa0\xbd. Caf\xc3\xa9s in Malm\xc3\xb6 shut.");
    assert!(output.status.success());
}

#[test]
fn a_line_of_fifty_megabytes_gets_its_record() {
    const SIZE: usize = 50 << 20;
    let line = [br#"{"id": "long", "text": ""#, &vec![b'a'; SIZE][..], b"\"}\n"].concat();
    let output = dateline(&["extract", "--input", "jsonl"], &line);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.len() > SIZE && output.stdout.ends_with(b"}\n"));
}

#[test]
fn pages_of_hostile_reports_hold_nothing_that_steers_a_terminal() {
    for text in TEXTS
        .iter()
        .chain(&["\u{1b}]0;title\u{7} Kyiv \u{1b}[31m said \u{9b}31m on Sunday it struck Moscow."])
    {
        for command in ["summary", "timeline"] {
            let output = dateline(&[command, "--width", "60"], text.as_bytes());
            assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
            let page = String::from_utf8(output.stdout).expect("a page is UTF-8");
            let steering =
                page.chars().find(|c| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c));
            assert_eq!(steering, None, "{command}");
        }
    }
}

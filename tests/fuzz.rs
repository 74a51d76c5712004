//! Reads garbled stories until time is up or one of them breaks an invariant: `cargo xtask fuzz`.
//!
//! Every text follows from the seed and its number, so that a failure can be made again; the shortest form of it that
//! still fails is printed.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use dateline_core::Input;
use dateline_tests::mangle::{mangle, scramble, stories};
use dateline_tests::{engine, invariants};

/// Most edits of one text.
const EDITS: u64 = 48;

fn main() -> ExitCode {
    let number = |name, default| env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default);
    let seed: u64 = number("FUZZ_SEED", 1);
    let limit = Duration::from_secs(60 * number("FUZZ_MINUTES", 1));
    let stories = stories();
    let started = Instant::now();
    let first: u64 = number("FUZZ_FIRST", 0);
    let (mut texts, mut bytes) = (first, 0_usize);
    let mut slowest = (Duration::ZERO, 0, 0);
    while started.elapsed() < limit {
        let text = generate(&stories, seed, texts);
        let began = Instant::now();
        if let Some(problem) = problem(&text) {
            let text = shrink(text);
            println!("seed {seed}, text {texts}: {problem}\nthe shortest text found that fails:\n{text:?}");
            return ExitCode::FAILURE;
        }
        slowest = slowest.max((began.elapsed(), texts, text.len()));
        texts += 1;
        bytes += text.len();
    }
    println!(
        "seed {seed}: texts {first} to {texts}, {bytes} bytes, every one a sound record; the slowest, text {} of {} bytes, took \
         {} ms",
        slowest.1,
        slowest.2,
        slowest.0.as_millis()
    );
    ExitCode::SUCCESS
}

/// Text number `i`: parts of one or two stories, garbled.
fn generate(stories: &[String], seed: u64, i: u64) -> String {
    let mut state = scramble(seed ^ scramble(i));
    let mut next = || {
        state = scramble(state);
        state
    };
    let mut text = String::new();
    for _ in 0..1 + next() % 2 {
        let story = &stories[next() as usize % stories.len()];
        let start = story.floor_char_boundary(next() as usize % story.len());
        let end = story.floor_char_boundary(story.len().min(start + next() as usize % 3000));
        text.push_str(&story[start..end]);
    }
    let edits: Vec<u64> = (0..next() % EDITS).map(|_| next()).collect();
    mangle(&text, &edits)
}

/// What is wrong with the record of a text.
fn problem(text: &str) -> Option<String> {
    let published = "2025-06-02".parse().ok().filter(|_| !text.len().is_multiple_of(4));
    let input = Input { text, published, ..Input::default() };
    match catch_unwind(AssertUnwindSafe(|| invariants::read(engine(), &input))) {
        Ok(read) => read.err(),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            Some(format!("panic: {}", words.or(panic.downcast_ref::<&str>().copied()).unwrap_or("no words")))
        }
    }
}

/// Leaves out parts of a failing text, large ones first, for as long as it fails.
fn shrink(mut text: String) -> String {
    std::panic::set_hook(Box::new(|_| {}));
    let mut length = text.len() / 2;
    while length > 0 {
        let mut start = 0;
        while start < text.len() {
            let end = text.floor_char_boundary(text.len().min(start + length));
            let mut shorter = text.clone();
            shorter.replace_range(text.floor_char_boundary(start)..end, "");
            if shorter.len() < text.len() && problem(&shorter).is_some() {
                text = shorter;
            } else {
                start += length;
            }
        }
        length /= 2;
    }
    text
}

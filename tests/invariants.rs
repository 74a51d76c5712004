//! The invariants of the record over generated and garbled text.

use dateline_core::Input;
use dateline_tests::mangle::{mangle, stories};
use dateline_tests::{engine, invariants};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// What the rules look for, and what stands between it.
const WORDS: [&str; 115] = [
    "Gen.",
    "Kyiv",
    "Russia",
    "Russia's",
    "Zelenskyy",
    "Moscow,",
    "the",
    "a",
    "U.S.",
    "Ukrainian",
    "president",
    "and",
    "of",
    "in",
    "on",
    "by",
    "not",
    "that",
    "who",
    "it",
    "he",
    "they",
    "(AP)",
    "—",
    "said",
    "says",
    "denied",
    "accused",
    "killed",
    "killing",
    "wounded",
    "attacked",
    "met",
    "will",
    "would",
    "if",
    "talks",
    "drones",
    "people",
    "others",
    "soldiers",
    "Sunday",
    "yesterday",
    "May 16",
    "2024",
    "last week",
    "overnight",
    "two hours",
    "three",
    "40",
    "more than",
    "at least",
    "10%",
    "$5 million",
    "7,000 kilometers",
    "(4,300 miles)",
    "Correction:",
    "By ",
    "according to",
    "including",
    "need",
    "needs",
    "failed",
    "fails",
    "to",
    "short",
    "without",
    "no",
    "dozens",
    "hundreds",
    "from",
    "against",
    "attack",
    "strike",
    "ceasefire",
    "agreement",
    "earthquake",
    "shares",
    "fell",
    "rose",
    "half",
    "third",
    "-",
    "'s",
    "would",
    "could",
    "may",
    "plans",
    "expected",
    "demanded",
    "after",
    "before",
    "near",
    "army",
    "minister",
    "been",
    "was",
    "were",
    "has",
    "and both",
    "one of them",
    "an hour ago",
    "the previous evening",
    "“",
    "”",
    "\"",
    "(",
    ")",
    ",",
    ".",
    "?",
    ":",
    ";",
    "\n\n",
    "\n",
];

fn check(text: &str) -> Result<(), TestCaseError> {
    let input = Input { text, published: "2025-06-02".parse().ok(), ..Input::default() };
    invariants::read(engine(), &input).map_err(TestCaseError::fail)?;
    invariants::read(engine(), &Input::new(text)).map_err(TestCaseError::fail)?;
    Ok(())
}

/// A part of a story, up to some two thousand bytes of it.
fn passage() -> impl Strategy<Value = String> {
    let stories = stories();
    (0..stories.len(), any::<prop::sample::Index>(), 1..2000usize).prop_map(move |(story, from, length)| {
        let story = &stories[story];
        let start = story.floor_char_boundary(from.index(story.len()));
        let end = story.floor_char_boundary(story.len().min(start + length));
        story[start..end].to_owned()
    })
}

/// The same cases every time, unless `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for more and for others.
fn config() -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let set = |name| std::env::var_os(name).is_some();
    ProptestConfig {
        cases: if set("PROPTEST_CASES") { default.cases } else { 96 },
        rng_seed: if set("PROPTEST_RNG_SEED") { default.rng_seed } else { RngSeed::Fixed(1) },
        ..default
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn hold_of_garbled_stories(text in passage(), edits in prop::collection::vec(any::<u64>(), 0..24)) {
        check(&mangle(&text, &edits))?;
    }

    #[test]
    fn hold_of_any_text(text in "\\PC{0,120}") {
        check(&text)?;
    }

    #[test]
    fn hold_of_words_in_any_order(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 1..60)) {
        check(&words.join(" "))?;
        check(&words.concat())?;
    }
}

#[test]
fn hold_of_the_stories_themselves() {
    for story in stories() {
        check(&story).unwrap_or_else(|error| panic!("{error}"));
    }
}

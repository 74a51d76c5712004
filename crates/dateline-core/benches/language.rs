//! How fast sentences are read: words a second on one core.
//!
//! The text is `seeds/stories`, or the file that the variable `DATELINE_BENCH_TEXT` names.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads files")]

use std::ops::Range;
use std::path::Path;
use std::{env, fs};

use dateline_core::language::Model;
use dateline_core::model::Span;
use dateline_core::text::layout;
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

struct Input {
    model: Model,
    text: String,
    tokens: Vec<Span>,
    sentences: Vec<Range<usize>>,
}

fn input() -> Input {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let model = Model::load(&fs::read(seeds.join("model/english.dlm")).expect("the model is there"))
        .expect("the model loads");
    let text = match env::var("DATELINE_BENCH_TEXT") {
        Ok(path) => fs::read_to_string(path).expect("the text is there"),
        Err(_) => {
            let mut paths: Vec<_> = fs::read_dir(seeds.join("stories"))
                .expect("stories are there")
                .map(|entry| entry.expect("a story is there").path())
                .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
                .collect();
            paths.sort();
            paths.iter().map(|path| fs::read_to_string(path).expect("a story is text")).collect()
        }
    };
    let layout = layout(&text);
    let sentences = layout
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.start as usize..sentence.tokens.end as usize)
        .collect();
    Input { model, tokens: layout.tokens, sentences, text }
}

#[divan::bench(sample_count = 20)]
fn load(bencher: Bencher<'_, '_>) {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let bytes = fs::read(seeds.join("model/english.dlm")).expect("the model is there");
    bencher.bench(|| Model::load(&bytes));
}

#[divan::bench(sample_count = 20)]
fn whole_text(bencher: Bencher<'_, '_>) {
    let input = input();
    bencher
        .counter(ItemsCount::new(input.tokens.len()))
        .bench(|| input.model.parse(&input.text, &input.tokens, &input.sentences));
}

/// What short documents cost: every sentence is a text of its own.
#[divan::bench(sample_count = 20)]
fn sentence_by_sentence(bencher: Bencher<'_, '_>) {
    let input = input();
    bencher.counter(ItemsCount::new(input.tokens.len())).bench(|| {
        for sentence in &input.sentences {
            let tokens = &input.tokens[sentence.clone()];
            divan::black_box(input.model.parse(
                &input.text,
                tokens,
                std::slice::from_ref(&(0..tokens.len())),
            ));
        }
    });
}

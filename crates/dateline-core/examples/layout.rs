//! Prints the layout of each text of a JSON Lines stream (`{"id", "text"}` a line), for measuring and for the eye.
//!
//! `layout` prints one JSON object a line, offsets in bytes; `layout --read` prints pages for people.
#![expect(clippy::disallowed_macros, reason = "an example talks to its terminal")]

use std::io::{BufRead, stdin};

use dateline_core::model::Span;
use dateline_core::text::layout;
use serde_json::{Value, json};

fn main() {
    let read = std::env::args().any(|argument| argument == "--read");
    for line in stdin().lock().lines() {
        let line = line.expect("standard input is UTF-8");
        let document: Value = serde_json::from_str(&line).expect("each line is a JSON object");
        let text = document["text"].as_str().unwrap_or("");
        let found = layout(text);
        let pair = |span: Span| json!([span.start, span.end]);
        if read {
            println!("\n=== {}", document["id"].as_str().unwrap_or(""));
            println!("headline {:?}", found.headline.map(|span| span.of(text)));
            println!("published {:?} updated {:?}", found.published, found.updated);
            println!("dateline {:?}", found.dateline);
            for byline in &found.byline {
                println!("byline {:?} {:?} {:?}", byline.kind, byline.name, byline.place);
            }
            println!("corrections {:?}", found.corrections);
            let mut paragraph = u32::MAX;
            for sentence in &found.sentences {
                let mark = if sentence.paragraph == paragraph { ' ' } else { '¶' };
                paragraph = sentence.paragraph;
                let section = &found.sections[sentence.section as usize];
                let quoted = if sentence.in_quotation { '"' } else { ' ' };
                let tokens = &found.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
                let words: Vec<_> = tokens.iter().map(|token| token.of(text)).collect();
                println!(
                    "{mark}{quoted}{:<11} {:?} v{} | {}",
                    format!("{:?}", sentence.kind),
                    section.kind,
                    section.version,
                    words.join(" ")
                );
            }
        } else {
            let tokens: Vec<_> = found.tokens.iter().map(|&span| pair(span)).collect();
            let sentences: Vec<_> = found
                .sentences
                .iter()
                .map(|sentence| {
                    json!([sentence.span.start, sentence.span.end, format!("{:?}", sentence.kind)])
                })
                .collect();
            println!("{}", json!({ "id": document["id"], "tokens": tokens, "sentences": sentences }));
        }
    }
}

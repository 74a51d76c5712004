//! Compares parses with those of the library the model comes from.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use dateline_core::language::Model;
use dateline_core::model::Span;
use serde::Deserialize;

/// A sentence as `reference/dump.py` writes it.
#[derive(Deserialize)]
struct Sentence {
    text: String,
    /// Byte offsets.
    tokens: Vec<(u32, u32)>,
    tags: Vec<String>,
    pos: Vec<String>,
    lemmas: Vec<String>,
    heads: Vec<u32>,
    deps: Vec<String>,
    /// First token, one past the last, label.
    names: Vec<(u32, u32, String)>,
}

pub(crate) fn run(model: &Path, reference: &Path, show: usize) -> Result<()> {
    let bytes = fs::read(model).with_context(|| format!("cannot read {}", model.display()))?;
    let model = Model::load(&bytes)?;
    let file = fs::File::open(reference).with_context(|| format!("cannot read {}", reference.display()))?;
    let mut agree: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    let (mut sentences, mut tokens, mut names, mut same_names, mut our_names) = (0, 0, 0, 0, 0);
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let sentence: Sentence = serde_json::from_str(&line?)
            .with_context(|| format!("{}:{}", reference.display(), number + 1))?;
        let spans: Vec<Span> = sentence.tokens.iter().map(|&(start, end)| Span { start, end }).collect();
        let parse = model.parse(&sentence.text, &spans, std::slice::from_ref(&(0..spans.len())));
        sentences += 1;
        tokens += spans.len();
        let mut iob = vec![("O", 0); spans.len()];
        for (start, end, label) in &sentence.names {
            iob[*start as usize..*end as usize].fill((label, start + 1));
        }
        for (i, word) in parse.tokens.iter().enumerate() {
            let ours = parse.name_at(i).map_or(("O", 0), |name| (name.label.as_str(), name.tokens.start + 1));
            let same_head = word.head == sentence.heads[i];
            let checks: [(&str, bool, String); 7] = [
                (
                    "tag",
                    word.tag.as_str() == sentence.tags[i],
                    format!("{} / {}", word.tag, sentence.tags[i]),
                ),
                ("pos", word.pos.as_str() == sentence.pos[i], format!("{} / {}", word.pos, sentence.pos[i])),
                (
                    "lemma",
                    parse.lemma(i) == sentence.lemmas[i],
                    format!("{} / {}", parse.lemma(i), sentence.lemmas[i]),
                ),
                ("head", same_head, format!("{} / {}", word.head, sentence.heads[i])),
                (
                    "label",
                    word.dep.as_str() == sentence.deps[i],
                    format!("{} / {}", word.dep, sentence.deps[i]),
                ),
                ("head and label", same_head && word.dep.as_str() == sentence.deps[i], String::new()),
                ("name", ours == iob[i], format!("{} / {}", ours.0, iob[i].0)),
            ];
            for (kind, same, difference) in checks {
                let (count, shown) = agree.entry(kind).or_default();
                *count += usize::from(same);
                if !same && shown.len() < show {
                    shown.push(format!(
                        "{difference}: {:?} in {:?}",
                        spans[i].of(&sentence.text),
                        sentence.text
                    ));
                }
            }
        }
        names += sentence.names.len();
        our_names += parse.names.len();
        same_names += parse
            .names
            .iter()
            .filter(|name| {
                sentence
                    .names
                    .iter()
                    .any(|(start, end, label)| name.tokens == (*start..*end) && name.label.as_str() == label)
            })
            .count();
    }
    println!("{sentences} sentences, {tokens} tokens");
    for (kind, (count, shown)) in &agree {
        println!("{kind:15} {:.3} %", 100.0 * *count as f64 / tokens as f64);
        for difference in shown {
            println!("    {difference}");
        }
    }
    println!("whole names     F1 {:.3} %", 200.0 * same_names as f64 / (names + our_names).max(1) as f64);
    Ok(())
}

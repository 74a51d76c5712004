//! The rules that map tags, relations and words to parts of speech and lemmas.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use dateline_core::language::{Dep, Pos, Tag};
use rmpv::Value;

use crate::wheel::{Wheel, entries, get, items, number, text};
use crate::write::Writer;

/// A rule as it will be written.
struct Rule {
    tokens: Vec<Pattern>,
    target: usize,
    tag: Option<Tag>,
    pos: Option<Pos>,
    dep: Option<Dep>,
    morph: Option<u8>,
    lemma: Option<String>,
}

/// What a token must be like; no words stand for any.
struct Pattern {
    tags: u64,
    deps: u64,
    space: Option<bool>,
    words: BTreeSet<String>,
}

pub(crate) fn write(wheel: &mut Wheel, writer: &mut Writer) -> Result<()> {
    let saved = wheel.message("attribute_ruler/patterns")?;
    let mut rules = Vec::new();
    for rule in items(&saved)? {
        for pattern in items(get(rule, "patterns")?)? {
            rules.push(read(rule, pattern)?);
        }
    }
    // Some rules speak of tags that the tagger does not give.
    rules.retain(|rule| rule.tokens.iter().all(|token| token.tags != 0 && token.deps != 0));

    let words: BTreeSet<&str> = rules
        .iter()
        .flat_map(|rule| &rule.tokens)
        .flat_map(|token| &token.words)
        .map(String::as_str)
        .collect();
    let words: Vec<&str> = words.into_iter().collect();
    let lemmas: BTreeSet<&str> = rules.iter().filter_map(|rule| rule.lemma.as_deref()).collect();
    let lemmas: Vec<&str> = lemmas.into_iter().collect();
    writer.strings(words.iter().copied())?;
    writer.strings(lemmas.iter().copied())?;
    writer.count16(rules.len())?;
    for rule in &rules {
        writer.count8(rule.tokens.len())?;
        for token in &rule.tokens {
            writer.u64(token.tags);
            writer.u64(token.deps);
            writer.u8(token.space.map_or(0, |space| if space { 1 } else { 2 }));
            writer.count16(token.words.len())?;
            for word in &token.words {
                writer.count16(words.binary_search(&word.as_str()).unwrap_or(0))?;
            }
        }
        writer.count8(rule.target)?;
        // Labels are counted from 1; 0 stands for none.
        writer.u8(rule.tag.map_or(0, |tag| tag as u8 + 1));
        writer.u8(rule.pos.map_or(0, |pos| pos as u8 + 1));
        writer.u8(rule.dep.map_or(0, |dep| dep as u8 + 1));
        writer.u8(rule.morph.is_some().into());
        writer.u8(rule.morph.unwrap_or(0));
        let lemma = rule.lemma.as_deref().and_then(|lemma| lemmas.binary_search(&lemma).ok());
        writer.count16(lemma.map_or(0, |lemma| lemma + 1))?;
    }
    Ok(())
}

fn read(rule: &Value, pattern: &Value) -> Result<Rule> {
    let tokens = items(pattern)?.iter().map(read_pattern).collect::<Result<_>>()?;
    let target = usize::try_from(number(get(rule, "index")?)?)?;
    let mut read = Rule { tokens, target, tag: None, pos: None, dep: None, morph: None, lemma: None };
    for (name, value) in entries(get(rule, "attrs")?)? {
        let value = text(value)?;
        match text(name)? {
            "TAG" => read.tag = Some(Tag::from_label(value).context("unknown tag")?),
            "POS" => read.pos = Some(Pos::from_label(value).context("unknown part of speech")?),
            "DEP" => read.dep = Some(Dep::from_label(value).context("unknown relation")?),
            "MORPH" => read.morph = Some(morph(value)),
            "LEMMA" => read.lemma = Some(value.to_owned()),
            other => bail!("a rule sets {other}"),
        }
    }
    Ok(read)
}

fn read_pattern(pattern: &Value) -> Result<Pattern> {
    let tags: Vec<&str> = Tag::ALL.iter().map(|tag| tag.as_str()).collect();
    let deps: Vec<&str> = Dep::ALL.iter().map(|dep| dep.as_str()).collect();
    let mut read = Pattern { tags: u64::MAX, deps: u64::MAX, space: None, words: BTreeSet::new() };
    for (name, value) in entries(pattern)? {
        match text(name)? {
            "TAG" => read.tags = mask(value, &tags)?,
            "DEP" => read.deps = mask(value, &deps)?,
            "IS_SPACE" => read.space = Some(value.as_bool().context("IS_SPACE is neither true nor false")?),
            "LOWER" => read.words = words(value)?,
            other => bail!("a rule looks at {other}"),
        }
    }
    Ok(read)
}

/// The labels that a condition allows, as a bit set.
fn mask(condition: &Value, labels: &[&str]) -> Result<u64> {
    let bits = |wanted: &[&str]| {
        labels
            .iter()
            .enumerate()
            .filter(|(_, label)| wanted.contains(label))
            .fold(0, |bits, (bit, _)| bits | 1 << bit)
    };
    if let Ok(label) = text(condition) {
        return Ok(bits(&[label]));
    }
    let [(operator, wanted)] = entries(condition)? else { bail!("a condition has several operators") };
    let wanted: Vec<&str> = items(wanted)?.iter().map(text).collect::<Result<_>>()?;
    match text(operator)? {
        "IN" => Ok(bits(&wanted)),
        "NOT_IN" => Ok(!bits(&wanted)),
        other => bail!("unknown operator {other}"),
    }
}

/// The words that a condition allows.
fn words(condition: &Value) -> Result<BTreeSet<String>> {
    if let Ok(word) = text(condition) {
        return Ok([word.to_owned()].into());
    }
    let [(operator, wanted)] = entries(condition)? else { bail!("a condition has several operators") };
    match text(operator)? {
        "IN" => items(wanted)?.iter().map(|word| Ok(text(word)?.to_owned())).collect(),
        "REGEX" => spell_out(text(wanted)?),
        other => bail!("unknown operator {other}"),
    }
}

/// All words that a regular expression matches, if it is made of letters, sets of letters and question marks.
fn spell_out(regex: &str) -> Result<BTreeSet<String>> {
    let inner = regex.strip_prefix('^').and_then(|regex| regex.strip_suffix('$'));
    let mut rest = inner.with_context(|| format!("{regex} is not anchored"))?;
    let mut words = BTreeSet::from([String::new()]);
    while let Some(first) = rest.chars().next() {
        let choices = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((choices, after)) => {
                rest = after;
                choices.to_owned()
            }
            None => {
                anyhow::ensure!(first.is_alphanumeric() || first == '\'', "{regex} is too rich");
                rest = &rest[first.len_utf8()..];
                first.to_string()
            }
        };
        let mut longer: BTreeSet<String> = words
            .iter()
            .flat_map(|word| choices.chars().map(move |choice| format!("{word}{choice}")))
            .collect();
        if let Some(after) = rest.strip_prefix('?') {
            rest = after;
            longer.append(&mut words);
        }
        words = longer;
    }
    Ok(words)
}

/// What the lemmatizer must know of the inflection; the bits are those of `language::attributes::Morph`.
fn morph(features: &str) -> u8 {
    features.split('|').fold(0, |bits, feature| {
        bits | match feature {
            "Number=Sing" => 0b11,
            "Number=Plur" => 0b10,
            "VerbForm=Inf" => 1 << 2,
            "VerbForm=Fin" => 1 << 3,
            "VerbForm=None" => 1 << 4,
            "Tense=Pres" => 1 << 5,
            "Degree=Pos" => 1 << 6,
            _ => 0,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::spell_out;

    #[test]
    fn regular_expressions_are_spelt_out() {
        let words: Vec<String> = spell_out("^n[ou]thin'?$").unwrap().into_iter().collect();
        assert_eq!(words, ["nothin", "nothin'", "nuthin", "nuthin'"]);
        assert!(spell_out("^a+$").is_err());
        assert!(spell_out("a").is_err());
    }
}

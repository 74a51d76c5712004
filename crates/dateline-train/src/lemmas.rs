//! The tables of the lemmatizer.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use rmpv::Value;

use crate::lexicon::hash;
use crate::wheel::{Wheel, entries, get, items, text};
use crate::write::Writer;

/// The parts of speech that have tables, as the library and as the model spells them. The library's number of
/// "punct" is fixed, since it is also the name of a relation.
const POS: [(&str, &str, Option<u64>); 5] = [
    ("adj", "ADJ", None),
    ("adv", "ADV", None),
    ("noun", "NOUN", None),
    ("punct", "PUNCT", Some(445)),
    ("verb", "VERB", None),
];

pub(crate) fn write(wheel: &mut Wheel, writer: &mut Writer) -> Result<()> {
    let lookups = wheel.message("lemmatizer/lookups/lookups.bin")?;
    writer.count8(POS.len())?;
    for (library, model, number) in POS {
        let number = number.unwrap_or_else(|| hash(library));
        let table = |name| -> Result<Option<&Value>> {
            let tables = entries(get(&lookups, name)?)?;
            Ok(tables.iter().find(|(key, _)| key.as_u64() == Some(number)).map(|(_, table)| table))
        };
        writer.string(model)?;
        let mut endings: Vec<(&str, &str)> = Vec::new();
        for rule in items(table("lemma_rules")?.context("no endings")?)? {
            let [old, new] = items(rule)? else { anyhow::bail!("a rule for an ending has not two parts") };
            endings.push((text(old)?, text(new)?));
        }
        writer.count16(endings.len())?;
        for (old, new) in &endings {
            writer.string(old)?;
            writer.string(new)?;
        }
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for word in table("lemma_index")?.map(items).transpose()?.unwrap_or_default() {
            known.insert(text(word)?);
        }
        let mut exceptions: BTreeMap<String, &str> = BTreeMap::new();
        for (form, lemmas) in table("lemma_exc")?.map(entries).transpose()?.unwrap_or_default() {
            let lemmas: Vec<&str> = items(lemmas)?.iter().map(text).collect::<Result<_>>()?;
            let form = text(form)?;
            exceptions.insert(form.to_owned(), choose(form, &lemmas, &endings, &known)?);
        }
        if library == "verb" {
            add_silent_e(&known, &mut exceptions);
        }
        writer.strings(exceptions.keys().map(String::as_str))?;
        let lemmas: Vec<&str> = exceptions.values().copied().collect::<BTreeSet<_>>().into_iter().collect();
        writer.strings(lemmas.iter().copied())?;
        for lemma in exceptions.values() {
            writer.count16(lemmas.binary_search(lemma).unwrap_or(0))?;
        }
        writer.strings(known.into_iter())?;
    }
    Ok(())
}

/// The lemma of an exception that lists several: the first one that an ending explains ("taxes": tax, not taxis;
/// "installed": install, not instal), or else the first.
fn choose<'l>(
    form: &str,
    lemmas: &[&'l str],
    endings: &[(&str, &str)],
    known: &BTreeSet<&str>,
) -> Result<&'l str> {
    let regular = |lemma: &&&str| {
        known.contains(**lemma)
            && endings.iter().any(|(old, new)| {
                form.strip_suffix(old).is_some_and(|stem| lemma.strip_suffix(new) == Some(stem))
            })
    };
    lemmas.iter().find(regular).or(lemmas.first()).copied().context("an exception has no lemma")
}

/// Settles pairs such as "hop" and "hope": a verb of one syllable that ends in one vowel and one consonant doubles
/// the consonant, so that "hoping" can only belong to the one with the silent "e".
fn add_silent_e<'k>(known: &BTreeSet<&'k str>, exceptions: &mut BTreeMap<String, &'k str>) {
    for &verb in known {
        let Some(stem) = verb.strip_suffix('e').filter(|stem| known.contains(stem)) else { continue };
        if doubles(stem) {
            for ending in ["ing", "ed"] {
                exceptions.entry(format!("{stem}{ending}")).or_insert(verb);
            }
        }
    }
}

/// Whether a verb doubles its last consonant before an ending.
fn doubles(verb: &str) -> bool {
    let is_vowel = |byte: u8| b"aeiou".contains(&byte);
    match verb.as_bytes() {
        [first @ .., vowel, last] => {
            is_vowel(*vowel)
                && last.is_ascii_lowercase()
                && !is_vowel(*last)
                && !b"wxy".contains(last)
                && !first.is_empty()
                && first.iter().enumerate().all(|(at, &byte)| {
                    // The "u" of "qu" is no vowel of its own.
                    byte.is_ascii_lowercase()
                        && (!is_vowel(byte) || (byte == b'u' && at > 0 && first[at - 1] == b'q'))
                })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::doubles;

    #[test]
    fn short_verbs_double_their_last_consonant() {
        for verb in ["hop", "star", "plan", "quit", "tap"] {
            assert!(doubles(verb), "{verb}");
        }
        for verb in ["open", "eat", "sing", "tow", "be", "re-act"] {
            assert!(!doubles(verb), "{verb}");
        }
    }
}

//! Variants of training documents: other names, other capitals.
//!
//! The news that is marked up by hand is mostly American and European. In a variant every person of a document gets a
//! name from one part of the world, many places another place's, and some lines are set in capitals or as headlines,
//! so that the network learns from what stands around a name and not the names themselves.

use std::collections::BTreeMap;

use dateline_core::lexicon::{Gazetteer, PlaceId};
use dateline_core::model::{Feature, Span};

use crate::corpus::{self, Document};
use crate::random::Random;

/// Given and family names by country.
const PERSONS: &str = include_str!("../data/person_names.tsv");

/// Names to put in.
pub(crate) struct Names {
    persons: Vec<(Vec<&'static str>, Vec<&'static str>)>,
    places: Vec<String>,
    /// The best known, among them all countries.
    known: Vec<String>,
}

impl Names {
    pub(crate) fn new(gazetteer: &Gazetteer) -> Self {
        let persons = PERSONS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.split('\t').skip(1).map(|cell| cell.split('|').collect());
                Some((cells.next()?, cells.next()?))
            })
            .collect();
        let places = (0..gazetteer.len() as u32).filter_map(|id| gazetteer.place(PlaceId(id)));
        let of = |test: &dyn Fn(&dateline_core::lexicon::Place<'_>) -> bool| {
            places
                .clone()
                .filter(|place| test(place))
                .map(|place| place.name.to_owned())
                .collect::<Vec<String>>()
        };
        Self {
            persons,
            places: of(&|place| place.population > 3_000 || !matches!(place.feature, Feature::Settlement)),
            known: of(&|place| {
                place.feature == Feature::Country || place.capital || place.population > 1_000_000
            }),
        }
    }

    /// A variant of a document.
    pub(crate) fn exchange(&self, document: &Document, random: &mut Random) -> Document {
        let (given, family) = &self.persons[random.below(self.persons.len())];
        let mut words: BTreeMap<String, String> = BTreeMap::new();
        let mut places: BTreeMap<String, String> = BTreeMap::new();
        let mut names = document.names.clone();
        names.sort_by_key(|(span, _)| (span.start, core::cmp::Reverse(span.end)));
        let mut out =
            Document { text: String::new(), tokens: Vec::new(), sentences: Vec::new(), names: Vec::new() };
        let mut at = 0u32;
        for (span, label) in &names {
            if span.start < at {
                continue;
            }
            out.text.push_str(Span { start: at, end: span.start }.of(&document.text));
            at = span.end;
            let old = span.of(&document.text);
            let new = match label.as_str() {
                "PER" | "person" | "Person" => person(old, given, family, &mut words, random),
                "LOC" | "location" | "Location" if random.unit() < 0.5 || places.contains_key(old) => {
                    let from = if random.unit() < 0.4 { &self.known } else { &self.places };
                    let shouted = old.len() > 3 && !old.contains(char::is_lowercase);
                    let new = places
                        .entry(old.to_owned())
                        .or_insert_with(|| from[random.below(from.len())].clone());
                    if shouted { new.to_uppercase() } else { new.clone() }
                }
                _ => old.to_owned(),
            };
            let start = out.text.len();
            out.text.push_str(&new);
            out.names.push((Span::new(start, out.text.len()), label.clone()));
        }
        out.text.push_str(&document.text[at as usize..]);
        let (text, names) = recase(&out.text, &out.names, random);
        corpus::document(text, names)
    }
}

/// A new name of as many parts: the last part is a family name, those before are given ones.
fn person(
    old: &str,
    given: &[&str],
    family: &[&str],
    words: &mut BTreeMap<String, String>,
    random: &mut Random,
) -> String {
    let parts: Vec<&str> = old.split(' ').collect();
    let last = parts.len() - 1;
    let new: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(number, part)| {
            if part.len() <= 2 || part.ends_with('.') || part.starts_with(char::is_lowercase) {
                return (*part).to_owned();
            }
            let shouted = !part.contains(char::is_lowercase);
            let pool = if number == last { family } else { given };
            let new =
                words.entry(part.to_lowercase()).or_insert_with(|| pool[random.below(pool.len())].to_owned());
            if shouted { new.to_uppercase() } else { new.clone() }
        })
        .collect();
    new.join(" ")
}

/// Sets some lines in capitals, or every longer word with a capital.
fn recase(text: &str, names: &[(Span, String)], random: &mut Random) -> (String, Vec<(Span, String)>) {
    let mut out = String::with_capacity(text.len());
    // Where each byte of the old text begins in the new one.
    let mut moved = vec![0u32; text.len() + 1];
    for line in text.split_inclusive('\n') {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let draw = random.unit();
        let mut in_word = 0;
        for (offset, char) in line.char_indices() {
            moved[start + offset] = out.len() as u32;
            in_word = if char.is_alphanumeric() { in_word + 1 } else { 0 };
            let long = line[offset..].chars().take_while(|c| c.is_alphanumeric()).count() > 3;
            if draw < 0.06 || draw < 0.10 && in_word == 1 && (long || offset == 0) {
                out.extend(char.to_uppercase());
            } else {
                out.push(char);
            }
        }
    }
    moved[text.len()] = out.len() as u32;
    let names = names
        .iter()
        .map(|(span, label)| {
            (Span { start: moved[span.start as usize], end: moved[span.end as usize] }, label.clone())
        })
        .collect();
    (out, names)
}

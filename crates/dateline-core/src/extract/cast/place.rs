//! Where the named places are, and those that names of bodies and buildings hold.

use core::ops::Range;
use std::collections::BTreeSet;

use super::mention::Draft;
use super::name::is_road;
use super::rules::CastRules;
use super::station::stations_towns;
use crate::extract::Reading;
use crate::extract::places::{PlaceContext, PlaceName, Resolved, resolve_places};
use crate::language::Tag;
use crate::lexicon::{CountryCode, Gazetteer, PlaceId, kilometres};
use crate::model::{EntityKind, Feature, Form, PlacePrecision};
use crate::seed;

/// What the gazetteer says of the places that a text names.
pub(super) struct Located {
    /// Of each mention, where it names a place or facility.
    pub(super) mentions: Vec<Option<Resolved>>,
    /// Places inside the names of bodies and buildings that are there: "Hamilton" of "Hamilton Municipal Court".
    pub(super) inside: Vec<(Range<usize>, Resolved)>,
}

/// Looks up each mention that names a place or facility.
pub(super) fn places(
    reading: &Reading<'_>,
    rules: &CastRules,
    drafts: &[Draft],
    gazetteer: &Gazetteer,
) -> Located {
    let mut mentions = vec![None; drafts.len()];
    let named = |draft: &Draft| {
        draft.form == Form::Name && matches!(draft.kind, EntityKind::Place | EntityKind::Facility)
    };
    let may_be_known = |draft: &Draft| named(draft) && !is_road(reading, rules, &draft.tokens);
    let asked: Vec<usize> = (0..drafts.len()).filter(|k| may_be_known(&drafts[*k])).collect();
    let names: Vec<PlaceName<'_>> = asked
        .iter()
        .map(|k| {
            let tokens = drafts[*k].tokens.clone();
            PlaceName { name: reading.words(tokens.clone()), span: reading.span_of(tokens) }
        })
        .collect();
    let countries: Vec<CountryCode> = drafts
        .iter()
        .filter(|draft| draft.form == Form::Name && !named(draft))
        .filter_map(|d| d.country)
        .collect();
    let held: Vec<(&Draft, Range<usize>)> = drafts
        .iter()
        .filter(|draft| draft.form == Form::Name && draft.stands_for.is_none())
        .filter(|draft| matches!(draft.kind, EntityKind::Organization | EntityKind::Facility))
        .filter_map(|draft| Some((draft, place_inside(reading, draft, gazetteer)?)))
        .collect();
    let inside: Vec<&str> = held.iter().map(|(_, tokens)| reading.words(tokens.clone())).collect();
    let dateline = reading.layout.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
    let outlets: Vec<&str> = stations_towns(reading, rules).into_iter().collect();
    let context = PlaceContext {
        text: reading.text,
        dateline,
        countries: &countries,
        inside: &inside,
        outlets: &outlets,
    };
    let mut resolved = resolve_places(gazetteer, &names, &context).into_iter();
    for (k, resolved) in asked.iter().zip(&mut resolved) {
        mentions[*k] = resolved;
    }
    let surroundings = Surroundings::of(mentions.iter().flatten());
    let is_there = |draft: &Draft, tokens: &Range<usize>, resolved: &Resolved| {
        let small = matches!(resolved.place.feature, Feature::Settlement | Feature::Admin2 | Feature::Admin1);
        let rest = draft.tokens.clone().filter(|i| !tokens.contains(i));
        // "Federal" is not short for the Federal District.
        let whole =
            gazetteer.lookup(reading.words(tokens.clone())).iter().any(|named| named.id == resolved.id);
        let owns = reading.tag(tokens.end) == Some(Tag::Pos);
        let nameless = tokens.len() == 1 && local_body(tokens.clone().map(|i| reading.lower(i))).is_some();
        small
            && whole
            && !owns
            && !nameless
            && match local_body(rest.map(|i| reading.lower(i))) {
                Some("office") => {
                    surroundings.speak_for(resolved)
                        || gazetteer.place(resolved.id).is_some_and(|p| p.prominence >= KNOWN)
                }
                // "St. Francis Hospital" is called after the saint, not after the town of St. Francis.
                Some(_) if matches!(reading.lower(tokens.start), "st." | "st" | "saint") => {
                    surroundings.ids.contains(&resolved.id)
                }
                Some(_) => surroundings.speak_for(resolved),
                None => false,
            }
    };
    let inside = held.into_iter().zip(resolved).filter_map(|((draft, tokens), resolved)| {
        let resolved = resolved.filter(|resolved| is_there(draft, &tokens, resolved))?;
        Some((tokens, resolved))
    });
    let inside = inside.collect();
    Located { mentions, inside }
}

/// How near another place of the report speaks for one, in kilometres, and how far that is at most in degrees of latitude.
const NEAR: f64 = 150.0;
const NEAR_DEGREES: f64 = 1.4;

/// The places that a report names by themselves.
struct Surroundings<'r> {
    ids: BTreeSet<PlaceId>,
    /// Countries and names of first-order divisions.
    divisions: BTreeSet<(Option<&'r str>, &'r str)>,
    /// Towns, counties and buildings, each once, from south to north.
    points: Vec<(f64, f64)>,
}

impl<'r> Surroundings<'r> {
    fn of(places: impl Iterator<Item = &'r Resolved>) -> Self {
        let mut all = Self { ids: BTreeSet::new(), divisions: BTreeSet::new(), points: Vec::new() };
        for Resolved { id, place, .. } in places {
            if !all.ids.insert(*id) {
                continue;
            }
            all.divisions.extend(place.admin1.as_deref().map(|admin1| (place.country.as_deref(), admin1)));
            if place.precision <= PlacePrecision::Admin2 {
                all.points.push((place.lat, place.lon));
            }
        }
        all.points.sort_by(|a, b| a.0.total_cmp(&b.0));
        all
    }

    /// Whether the report names a place by itself, or with it another in its division or near it.
    fn speak_for(&self, Resolved { id, place, .. }: &Resolved) -> bool {
        let here = (place.lat, place.lon);
        let south = self.points.partition_point(|(lat, _)| *lat < here.0 - NEAR_DEGREES);
        let mut around = self.points[south..].iter().take_while(|(lat, _)| *lat <= here.0 + NEAR_DEGREES);
        self.ids.contains(id)
            || place
                .admin1
                .as_deref()
                .is_some_and(|admin1| self.divisions.contains(&(place.country.as_deref(), admin1)))
            || around.any(|there| kilometres(here, *there) <= NEAR)
    }
}

/// Prominence from which a place is the first to think of: "Justice" is a village, too.
const KNOWN: u8 = 120;

/// How surely a body or building is in the place that it is named for, by the last of its words that tells.
fn local_body<'w>(words: impl Iterator<Item = &'w str>) -> Option<&'static str> {
    let by = |word: &str| seed::LOCAL_BODIES.select(["noun", "by"]).find(|(_, [noun, _])| *noun == word);
    words.filter_map(by).last().map(|(_, [_, by])| by)
}

/// The place that a name begins with ("Boston Police Department") or ends with ("University of Texas").
fn place_inside(reading: &Reading<'_>, draft: &Draft, gazetteer: &Gazetteer) -> Option<Range<usize>> {
    let tokens = draft.tokens.clone();
    let of = tokens.clone().find(|i| matches!(reading.lower(*i), "of" | "at"));
    [Some(tokens.start), of.map(|of| of + 1)].into_iter().flatten().find_map(|start| {
        let words: Vec<&str> = (start..tokens.end).map(|i| reading.word(i)).collect();
        let (length, _) = gazetteer.longest(&words)?;
        (length < tokens.len()).then_some(start..start + length)
    })
}

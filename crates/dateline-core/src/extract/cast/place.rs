//! Where the named places are.

use super::mention::Draft;
use crate::extract::Reading;
use crate::extract::places::{PlaceContext, PlaceName, Resolved, resolve_places};
use crate::lexicon::{CountryCode, Gazetteer};
use crate::model::{EntityKind, Form};

/// What the gazetteer says of each mention that names a place or facility.
pub(super) fn places(
    reading: &Reading<'_>,
    drafts: &[Draft],
    gazetteer: &Gazetteer,
) -> Vec<Option<Resolved>> {
    let mut places = vec![None; drafts.len()];
    let named = |draft: &Draft| {
        draft.form == Form::Name && matches!(draft.kind, EntityKind::Place | EntityKind::Facility)
    };
    let asked: Vec<usize> = (0..drafts.len()).filter(|k| named(&drafts[*k])).collect();
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
    let inside: Vec<&str> = drafts
        .iter()
        .filter(|draft| draft.form == Form::Name && draft.kind == EntityKind::Organization)
        .filter(|draft| draft.stands_for.is_none())
        .filter_map(|draft| place_inside(reading, draft, gazetteer))
        .collect();
    let dateline = reading.layout.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
    let context = PlaceContext { text: reading.text, dateline, countries: &countries, inside: &inside };
    for (k, resolved) in asked.iter().zip(resolve_places(gazetteer, &names, &context)) {
        places[*k] = resolved;
    }
    places
}

/// The place that a body's name begins with ("Boston Police Department") or ends with ("University of Texas").
fn place_inside<'r>(reading: &'r Reading<'_>, draft: &Draft, gazetteer: &Gazetteer) -> Option<&'r str> {
    let tokens = draft.tokens.clone();
    let of = tokens.clone().find(|i| matches!(reading.lower(*i), "of" | "at"));
    [Some(tokens.start), of.map(|of| of + 1)].into_iter().flatten().find_map(|start| {
        let words: Vec<&str> = (start..tokens.end).map(|i| reading.word(i)).collect();
        let (length, _) = gazetteer.longest(&words)?;
        Some(reading.words(start..start + length))
    })
}

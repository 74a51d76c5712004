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
    let dateline = reading.layout.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
    let context = PlaceContext { text: reading.text, dateline, countries: &countries };
    for (k, resolved) in asked.iter().zip(resolve_places(gazetteer, &names, &context)) {
        places[*k] = resolved;
    }
    places
}

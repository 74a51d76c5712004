//! Where something was, seen from a place: "near Aleppo", "just south of Aleppo", "50 kilometers (31 miles) south of Aleppo".

use super::rules::{EventRules, WordSet};
use super::setting::border_of;
use super::syntax::children;
use crate::extract::{Cast, Reading};
use crate::language::Dep;
use crate::lexicon::point_at;
use crate::model::{Beside, Quantity, Status};
use crate::seed;

/// Farther than this no event is said to be from a place: the distance is of something else.
const FARTHEST: f64 = 500.0;

/// Where from a place its mention says that something was; none where it says that it was there.
pub(super) fn beside(
    reading: &Reading<'_>,
    rules: &EventRules,
    quantities: &[Quantity],
    cast: &Cast,
    mention: usize,
) -> Option<Beside> {
    // "Near the Niger border": on either side of it.
    let head = border_of(reading, rules, cast, mention).or_else(|| cast.head(mention))?;
    if reading.dep(head) != Some(Dep::Pobj) {
        return None;
    }
    let preposition = reading.parse.head(head)?;
    let word = reading.lower(preposition);
    if rules.in_set(WordSet::Near, word) {
        return Some(Beside::default());
    }
    if !matches!(word, "of" | "from" | "to") {
        return None;
    }
    let before = preposition.checked_sub(1)?;
    let noun = reading.parse.head(preposition)?;
    if rules.in_set(WordSet::Near, reading.lower(before)) || rules.in_set(WordSet::Edge, reading.lower(noun))
    {
        return Some(Beside::default());
    }
    let bearing = bearing(reading.lower(before));
    let end = if bearing.is_some() { reading.span(before).start } else { reading.span(preposition).start };
    let kilometres = distance_before(reading, quantities, end);
    if bearing.is_none() && (kilometres.is_none() || word == "of") {
        return None;
    }
    // "The east of Ukraine", "Kherson, in the south of the country": a part of it.
    let part = children(reading, before).any(|c| reading.dep(c) == Some(Dep::Det));
    if part || bearing.is_some() && word != "of" {
        return None;
    }
    let from = cast.entity_of(mention)?.place.as_ref().map(|place| (place.lat, place.lon));
    let point = match (from, kilometres, bearing) {
        (Some(from), Some(kilometres), Some(bearing)) => Some(point_at(from, kilometres, bearing.into())),
        _ => None,
    };
    Some(Beside { kilometres, bearing, lat: point.map(|(lat, _)| lat), lon: point.map(|(_, lon)| lon) })
}

/// The bearing of a direction: 90 for "east".
fn bearing(word: &str) -> Option<u16> {
    let mut rows = seed::DIRECTIONS.select(["word", "bearing"]);
    rows.find(|(_, [direction, _])| *direction == word).and_then(|(_, [_, bearing])| bearing.parse().ok())
}

/// The distance that ends right before a place in the text, in kilometres; its other unit in brackets may stand between.
fn distance_before(reading: &Reading<'_>, quantities: &[Quantity], end: u32) -> Option<f64> {
    let at = quantities.partition_point(|quantity| quantity.span.start < end);
    let quantity = quantities[..at].last().filter(|quantity| quantity.status == Status::Distance)?;
    let last = quantity.conversion.as_ref().map_or(quantity.span.end, |other| other.span.end);
    let between = reading.text.get(last as usize..end as usize)?;
    if !between.chars().all(|char| char.is_whitespace() || matches!(char, ')' | '(')) {
        return None;
    }
    let unit = match quantity.unit.as_deref()? {
        "kilometer" => 1.0,
        "mile" => 1.609_344,
        "meter" => 0.001,
        _ => return None,
    };
    let kilometres = quantity.point? * unit;
    (kilometres <= FARTHEST).then_some(kilometres)
}

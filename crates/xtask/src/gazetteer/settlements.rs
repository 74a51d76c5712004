//! Cities, towns and villages.

use std::collections::BTreeMap;

use anyhow::Context as _;
use dateline_core::lexicon::{CountryCode, Entry, fold};
use dateline_core::model::Feature;

use super::sources::Sources;
use super::tables::{SettlementRow, Tables};
use super::{alternates, prominence};

/// A settlement of the source.
pub(super) struct Settlement {
    pub(super) entry: Entry,
    /// Whether it is populous enough for the file.
    pub(super) kept: bool,
}

/// All settlements of the source; those below their country's threshold count for the divisions alone.
pub(super) fn choose(sources: &Sources, tables: &Tables) -> anyhow::Result<Vec<Settlement>> {
    let others = *tables.thresholds.get("*").context("thresholds.tsv has no row for *")?;
    let capital = |country: CountryCode, name: &str| {
        let row = tables.countries.binary_search_by_key(&country, |row| row.code).ok();
        row.is_some_and(|i| {
            !tables.countries[i].capital.is_empty() && fold(&tables.countries[i].capital) == fold(name)
        })
    };
    // Of several settlements with the name of a row, the row is about the largest.
    let mut rows: BTreeMap<u32, &SettlementRow> = BTreeMap::new();
    for ((country, name), row) in &tables.names {
        let named =
            |place: &&super::sources::Settlement| place.countrycode == *country && place.name == *name;
        let largest = sources.settlements.values().filter(named).max_by_key(|place| place.population);
        let largest =
            largest.with_context(|| format!("settlements.tsv: {country} has no {name:?} in the source"))?;
        rows.insert(largest.geonameid, row);
    }
    let mut settlements = Vec::with_capacity(sources.settlements.len());
    for place in sources.settlements.values() {
        let Some(country) = CountryCode::new(&place.countrycode) else { continue };
        let capital = capital(country, &place.name);
        let threshold = tables.thresholds.get(&place.countrycode).copied().unwrap_or(others);
        let (mut name, mut names) = (place.name.clone(), Vec::new());
        if let Some(row) = rows.get(&place.geonameid) {
            names.extend(row.variants.iter().cloned());
            if !row.usual.is_empty() {
                names.push(core::mem::replace(&mut name, row.usual.clone()));
            }
        }
        let mut known = alternates::choose(
            &place.name,
            &place.alternatenames,
            place.population,
            capital,
            threshold.names,
        );
        known.retain(|name| !tables.dropped.contains(&fold(name)));
        names.extend(known);
        let entry = Entry {
            geonames: Some(place.geonameid),
            wikidata: None,
            name,
            alternates: names,
            feature: Feature::Settlement,
            capital,
            lat: place.latitude,
            lon: place.longitude,
            countries: vec![country],
            division: place.admin1code.clone(),
            population: place.population,
            prominence: prominence::of_settlement(place.population, place.alternatenames.len(), capital),
        };
        let kept = capital || place.population >= threshold.inhabitants;
        settlements.push(Settlement { entry, kept: kept && !fold(&place.name).is_empty() });
    }
    // Of several settlements with the capital's name only the largest is the capital.
    settlements.sort_by_key(|s| (s.entry.countries[0], u32::MAX - s.entry.population, s.entry.geonames));
    let mut last = None;
    for settlement in &mut settlements {
        let entry = &mut settlement.entry;
        if entry.capital && last.replace(entry.countries[0]) == Some(entry.countries[0]) {
            entry.capital = false;
            entry.prominence = prominence::of_settlement(entry.population, entry.alternates.len(), false);
        }
    }
    Ok(settlements)
}

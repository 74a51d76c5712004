//! Cities, towns and villages.

use std::collections::BTreeSet;

use anyhow::ensure;
use dateline_core::lexicon::{CountryCode, Entry, fold};
use dateline_core::model::Feature;

use super::sources::Sources;
use super::tables::Tables;
use super::{alternates, prominence};

/// A settlement of the source.
pub(super) struct Settlement {
    pub(super) entry: Entry,
    /// Whether it is populous enough for the file.
    pub(super) kept: bool,
}

/// All settlements of the source; those below their country's threshold count for the divisions alone.
pub(super) fn choose(sources: &Sources, tables: &Tables) -> anyhow::Result<Vec<Settlement>> {
    let least = |country: &str| {
        let own = tables.thresholds.get(country).or_else(|| tables.thresholds.get("*"));
        own.copied().unwrap_or(0)
    };
    let capital = |country: CountryCode, name: &str| {
        let row = tables.countries.binary_search_by_key(&country, |row| row.code).ok();
        row.is_some_and(|i| {
            !tables.countries[i].capital.is_empty() && fold(&tables.countries[i].capital) == fold(name)
        })
    };
    let mut unused: BTreeSet<_> = tables.names.keys().collect();
    let mut settlements = Vec::with_capacity(sources.settlements.len());
    for place in sources.settlements.values() {
        let Some(country) = CountryCode::new(&place.countrycode) else { continue };
        let capital = capital(country, &place.name);
        let mut names = alternates::choose(&place.name, &place.alternatenames, place.population, capital);
        if let Some((key, own)) = tables.names.get_key_value(&(place.countrycode.clone(), place.name.clone()))
        {
            names.extend(own.iter().cloned());
            unused.remove(key);
        }
        let entry = Entry {
            geonames: Some(place.geonameid),
            wikidata: None,
            name: place.name.clone(),
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
        let kept = capital || place.population >= least(&place.countrycode);
        settlements.push(Settlement { entry, kept: kept && !fold(&place.name).is_empty() });
    }
    ensure!(unused.is_empty(), "settlements.tsv names settlements that the source lacks: {unused:?}");
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

//! The hand-written tables under `seeds/gazetteer`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, anyhow, ensure};
use dateline_core::lexicon::{CountryCode, Entry, fold};
use dateline_core::model::Feature;

use super::prominence;

/// All tables.
pub(super) struct Tables {
    /// Rows of `countries.tsv`.
    pub(super) countries: Vec<CountryRow>,
    /// Rows of `divisions.tsv` by country and code.
    pub(super) divisions: BTreeMap<(String, String), DivisionRow>,
    /// Rows of `thresholds.tsv` by country.
    pub(super) thresholds: BTreeMap<String, Threshold>,
    /// Keys of `dropped.tsv`: what is not kept as an alternate name.
    pub(super) dropped: BTreeSet<String>,
    /// Rows of `districts.tsv` by country.
    pub(super) districts: BTreeMap<String, DistrictRow>,
    /// Entries of `places.tsv`.
    pub(super) places: Vec<Entry>,
    /// Rows of `settlements.tsv` by country and name in GeoNames.
    pub(super) names: BTreeMap<(String, String), SettlementRow>,
}

pub(super) struct SettlementRow {
    /// Empty where GeoNames has the usual name.
    pub(super) usual: String,
    pub(super) variants: Vec<String>,
}

#[derive(Clone, Copy)]
pub(super) struct Threshold {
    /// Fewest inhabitants.
    pub(super) inhabitants: u32,
    /// Names kept of a town.
    pub(super) names: usize,
}

pub(super) struct CountryRow {
    pub(super) code: CountryCode,
    pub(super) name: String,
    pub(super) variants: Vec<String>,
    pub(super) capital: String,
    pub(super) point: (f64, f64),
    pub(super) wikidata: Option<u32>,
}

/// How the second-order divisions of a country are named; the row `*` holds what is cut off of all.
pub(super) struct DistrictRow {
    pub(super) noun: String,
    /// Whether the noun may be left out.
    pub(super) bare: bool,
    pub(super) prefixes: Vec<String>,
    pub(super) suffixes: Vec<String>,
}

pub(super) struct DivisionRow {
    pub(super) name: String,
    pub(super) variants: Vec<String>,
    pub(super) point: Option<(f64, f64)>,
}

pub(super) fn read(folder: &Path) -> anyhow::Result<Tables> {
    let countries = rows(folder, "countries.tsv", |[code, name, variants, capital, lat, lon, wikidata]| {
        Ok(CountryRow {
            code: country(code)?,
            name: name.to_owned(),
            variants: split(variants),
            capital: capital.to_owned(),
            point: (lat.parse()?, lon.parse()?),
            wikidata: wikidata.strip_prefix('Q').map(str::parse).transpose()?,
        })
    })?;
    let divisions = rows(folder, "divisions.tsv", |[country, code, name, variants, lat, lon]| {
        let point = if lat.is_empty() { None } else { Some((lat.parse()?, lon.parse()?)) };
        let row = DivisionRow { name: name.to_owned(), variants: split(variants), point };
        Ok(((country.to_owned(), code.to_owned()), row))
    })?;
    let thresholds = rows(folder, "thresholds.tsv", |[country, inhabitants, names]| {
        Ok((country.to_owned(), Threshold { inhabitants: inhabitants.parse()?, names: names.parse()? }))
    })?;
    let places = rows(folder, "places.tsv", |[name, variants, feature, countries, lat, lon, weight]| {
        Ok(Entry {
            geonames: None,
            wikidata: None,
            name: name.to_owned(),
            alternates: split(variants),
            feature: named_feature(feature)?,
            capital: false,
            lat: lat.parse()?,
            lon: lon.parse()?,
            countries: split(countries).iter().map(|code| country(code)).collect::<anyhow::Result<_>>()?,
            division: String::new(),
            population: 0,
            prominence: prominence::of_weight(weight.parse()?),
        })
    })?;
    let districts = rows(folder, "districts.tsv", |[country, noun, bare, prefixes, suffixes]| {
        let row = DistrictRow {
            noun: noun.to_owned(),
            bare: bare == "yes",
            prefixes: split(prefixes),
            suffixes: split(suffixes),
        };
        Ok((country.to_owned(), row))
    })?;
    let dropped = rows(folder, "dropped.tsv", |[name]| Ok(fold(name)))?;
    let names = rows(folder, "settlements.tsv", |[country, name, usual, variants]| {
        let row = SettlementRow { usual: usual.to_owned(), variants: split(variants) };
        Ok(((country.to_owned(), name.to_owned()), row))
    })?;
    Ok(Tables {
        countries,
        divisions: divisions.into_iter().collect(),
        thresholds: thresholds.into_iter().collect(),
        districts: districts.into_iter().collect(),
        dropped: dropped.into_iter().collect(),
        places,
        names: names.into_iter().collect(),
    })
}

fn rows<T, const N: usize>(
    folder: &Path,
    file: &str,
    read: impl Fn([&str; N]) -> anyhow::Result<T>,
) -> anyhow::Result<Vec<T>> {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    lines
        .skip(1)
        .map(|(i, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            let count = cells.len();
            let cells = <[&str; N]>::try_from(cells).map_err(|_| anyhow!("{count} cells instead of {N}"));
            cells.and_then(&read).with_context(|| format!("{}:{}", path.display(), i + 1))
        })
        .collect()
}

fn split(cell: &str) -> Vec<String> {
    cell.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn country(code: &str) -> anyhow::Result<CountryCode> {
    CountryCode::new(code).with_context(|| format!("{code:?} is no country code"))
}

fn named_feature(name: &str) -> anyhow::Result<Feature> {
    let feature = serde_json::from_value(serde_json::Value::String(name.to_owned()))?;
    ensure!(feature != Feature::Country && feature != Feature::Admin1, "{name} has its own table");
    Ok(feature)
}

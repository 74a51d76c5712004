//! Countries, states and provinces, counties.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use dateline_core::lexicon::{CountryCode, Entry, fold};
use dateline_core::model::Feature;
use dateline_core::seed;

use super::prominence;
use super::settlements::Settlement;
use super::sources::Sources;
use super::tables::{DistrictRow, Tables};

/// The countries of `countries.tsv`, with the source's id and population.
pub(super) fn countries(sources: &Sources, tables: &Tables) -> anyhow::Result<Vec<Entry>> {
    let entry = |row: &super::tables::CountryRow| {
        let known = sources
            .countries
            .get(row.code.as_str())
            .with_context(|| format!("{} is not in the source", row.code))?;
        Ok(Entry {
            geonames: Some(known.geonameid),
            wikidata: row.wikidata,
            name: row.name.clone(),
            alternates: row.variants.clone(),
            feature: Feature::Country,
            capital: false,
            lat: row.point.0,
            lon: row.point.1,
            countries: vec![row.code],
            division: String::new(),
            population: u32::try_from(known.population).unwrap_or(u32::MAX),
            prominence: prominence::of_country(known.population),
        })
    };
    tables.countries.iter().map(entry).collect()
}

/// States, provinces and the like, where the table gives no point in the mean of their settlements by population.
pub(super) fn first_order(
    sources: &Sources,
    tables: &Tables,
    settlements: &[Settlement],
) -> anyhow::Result<Vec<Entry>> {
    let mut members: BTreeMap<(CountryCode, &str), Vec<&Entry>> = BTreeMap::new();
    for Settlement { entry, .. } in settlements {
        members.entry((entry.countries[0], &entry.division)).or_default().push(entry);
    }
    let mut entries = Vec::new();
    for line in sources.divisions.lines() {
        let mut cells = line.split('\t');
        let (Some(code), Some(name), _, Some(id)) = (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let Some((iso2, code)) = code.split_once('.') else { continue };
        let Some(country) = CountryCode::new(iso2) else { continue };
        let inside = members.get(&(country, code)).map_or(&[][..], Vec::as_slice);
        let row = tables.divisions.get(&(iso2.to_owned(), code.to_owned()));
        let Some(point) = row.and_then(|row| row.point).or_else(|| mean(inside.iter().copied())) else {
            continue;
        };
        let name = row.map(|row| &row.name).filter(|name| !name.is_empty()).map_or(name, String::as_str);
        let base = without_generic(name);
        let mut alternates = BTreeSet::new();
        if !tables.dropped.contains(&fold(&base)) {
            alternates.insert(base.clone());
        }
        alternates.extend(row.into_iter().flat_map(|row| row.variants.iter().cloned()));
        if let Some(seat) = inside.iter().find(|entry| {
            fold(&entry.name) == fold(&base) || entry.alternates.iter().any(|name| fold(name) == fold(&base))
        }) {
            alternates.insert(seat.name.clone());
            if seat.population < 3_000_000 {
                alternates.extend(seat.alternates.iter().take(6).cloned());
            }
        }
        let population = inside.iter().fold(0_u32, |sum, entry| sum.saturating_add(entry.population));
        entries.push(Entry {
            geonames: Some(id.parse().with_context(|| line.to_owned())?),
            wikidata: None,
            name: name.to_owned(),
            alternates: alternates.into_iter().filter(|name| !fold(name).is_empty()).collect(),
            feature: Feature::Admin1,
            capital: false,
            lat: point.0,
            lon: point.1,
            countries: vec![country],
            division: code.to_owned(),
            population,
            prominence: prominence::of_division(population),
        });
    }
    Ok(entries)
}

/// Counties of the United States and the second-order divisions of the countries in `districts.tsv`, in the mean of their
/// settlements by population.
pub(super) fn second_order(
    sources: &Sources,
    tables: &Tables,
    settlements: &[Settlement],
) -> anyhow::Result<Vec<Entry>> {
    let cut = tables.districts.get("*").context("districts.tsv has no row for *")?;
    let wanted = |country: &str| country == "US" || country != "*" && tables.districts.contains_key(country);
    let mut towns: BTreeMap<(CountryCode, &str, &str), Vec<&Entry>> = BTreeMap::new();
    for Settlement { entry, .. } in settlements.iter().filter(|s| wanted(s.entry.countries[0].as_str())) {
        towns.entry((entry.countries[0], &entry.division, &entry.name)).or_default().push(entry);
    }
    let mut members: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for member in &sources.members {
        let Some(country) = CountryCode::new(&member.country).filter(|code| wanted(code.as_str())) else {
            continue;
        };
        if member.admin2.is_empty() {
            continue;
        }
        let (lat, lon): (f64, f64) = (member.lat.parse()?, member.lng.parse()?);
        let near = |entry: &&&Entry| (entry.lat - lat).abs() < 0.05 && (entry.lon - lon).abs() < 0.05;
        let town = towns
            .get(&(country, member.admin1.as_str(), member.name.as_str()))
            .and_then(|all| all.iter().find(near));
        if let Some(town) = town {
            members.entry(format!("{country}.{}.{}", member.admin1, member.admin2)).or_default().push(town);
        }
    }
    let mut entries = Vec::new();
    for named in &sources.counties {
        let Some(inside) = members.get(&named.code) else { continue };
        let Some(point) = mean(inside.iter().copied()) else { continue };
        let population = inside.iter().fold(0_u32, |sum, entry| sum.saturating_add(entry.population));
        let mut code = named.code.split('.');
        let country = code.next().and_then(CountryCode::new).context("a code begins with a country")?;
        let (name, alternates) = match tables.districts.get(country.as_str()) {
            None => (named.name.clone(), Vec::new()),
            Some(row) => {
                let base = without_own_noun(&named.name, cut);
                let bare = row.bare.then(|| base.to_owned());
                (format!("{base} {}", row.noun), bare.into_iter().collect())
            }
        };
        entries.push(Entry {
            geonames: None,
            wikidata: None,
            name,
            alternates,
            feature: Feature::Admin2,
            capital: false,
            lat: point.0,
            lon: point.1,
            countries: vec![country],
            division: code.next().unwrap_or_default().to_owned(),
            population,
            prominence: prominence::of_county(population),
        });
    }
    Ok(entries)
}

/// The name of a division without the source's word for such a one: "Bohol" for "Province of Bohol".
fn without_own_noun<'n>(name: &'n str, cut: &DistrictRow) -> &'n str {
    let name = cut.prefixes.iter().find_map(|prefix| name.strip_prefix(prefix.as_str())).unwrap_or(name);
    cut.suffixes.iter().find_map(|suffix| name.strip_suffix(suffix.as_str())).unwrap_or(name)
}

/// The mean of the places, each weighted by its inhabitants and one more; longitudes are taken from the first place on,
/// so that a division across the date line stays in one piece.
fn mean<'e>(places: impl Iterator<Item = &'e Entry> + Clone) -> Option<(f64, f64)> {
    let origin = places.clone().next()?.lon;
    let (mut lat, mut lon, mut weight) = (0.0, 0.0, 0.0);
    for place in places {
        let inhabitants = f64::from(place.population) + 1.0;
        lat += place.lat * inhabitants;
        lon += ((place.lon - origin + 540.0).rem_euclid(360.0) - 180.0) * inhabitants;
        weight += inhabitants;
    }
    Some((lat / weight, (origin + lon / weight + 540.0).rem_euclid(360.0) - 180.0))
}

/// The name without a common noun at its end: "Kherson" for "Kherson Oblast".
fn without_generic(name: &str) -> String {
    let base = name.rsplit_once(' ').filter(|(base, noun)| {
        let noun = noun.to_lowercase();
        !base.is_empty()
            && seed::PLACE_GENERICS.select(["noun", "at"]).any(|(_, [n, at])| n == noun && at != "start")
    });
    base.map_or(name, |(base, _)| base).to_owned()
}

//! Writes the gazetteer file: the counterpart of [`Gazetteer::load`](super::Gazetteer::load).
//!
//! All numbers are little-endian. After the header come, for `n` entries ordered by folded name, the columns
//! GeoNames id (u32), latitude and longitude (ten-thousandths of a degree, i24), population (u32), division (u16),
//! feature and capital (u8), prominence (u8); for `m` alternate names ordered by folded name the entry (u24); the names
//! of both (a length byte each, then the bytes); the divisions, the countries of entries that lie in several, and the
//! Wikidata items.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::fold;
use super::place::CountryCode;
use crate::model::Feature;

/// First bytes of the file; the last is the version of the layout.
pub(super) const MAGIC: &[u8; 8] = b"DLNGAZ\0\x01";
/// Bytes of the header: the magic and seven counts.
pub(super) const HEADER: usize = 8 + 7 * 4;
/// Bytes of one entry in all columns, without its name.
pub(super) const ENTRY: usize = 4 + 3 + 3 + 4 + 2 + 1 + 1;
/// Division number of entries without a country.
pub(super) const NO_DIVISION: u16 = u16::MAX;
/// Entry number where there is none.
pub(super) const NO_ENTRY: u32 = 0x00ff_ffff;
/// Bit of the feature byte that marks capitals.
pub(super) const CAPITAL: u8 = 0x80;
/// Features by their number in the file.
pub(super) const FEATURES: [Feature; 10] = [
    Feature::Settlement,
    Feature::Country,
    Feature::Admin1,
    Feature::Admin2,
    Feature::Region,
    Feature::Water,
    Feature::Terrain,
    Feature::Island,
    Feature::Facility,
    Feature::Historical,
];

/// A place on its way into the gazetteer file.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Wikidata item, the number after the Q.
    pub wikidata: Option<u32>,
    /// Usual English name; at most 255 bytes.
    pub name: String,
    /// Other names; those that fold to the same key as `name` or one another are stored once.
    pub alternates: Vec<String>,
    /// What sort of place it is.
    pub feature: Feature,
    /// Whether it is the capital of its country.
    pub capital: bool,
    /// Degrees north, kept to four decimals.
    pub lat: f64,
    /// Degrees east, kept to four decimals.
    pub lon: f64,
    /// The country, or all of them where it lies in several.
    pub countries: Vec<CountryCode>,
    /// Code of the first-order division within the country; empty where unknown.
    pub division: String,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
    /// See [`Place::prominence`](super::Place::prominence).
    pub prominence: u8,
}

/// A first-order division in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Division {
    /// Its country.
    pub country: CountryCode,
    /// Its code within the country; empty for "somewhere in the country".
    pub code: String,
}

/// The bytes of a gazetteer of these entries, the same whatever order they come in.
///
/// # Errors
///
/// Says which entry has a name that is empty or longer than 255 bytes, or coordinates off the globe, or that there are
/// more entries or divisions than the layout numbers.
pub fn compile(mut entries: Vec<Entry>) -> Result<Vec<u8>, String> {
    entries.sort_by_cached_key(|entry| {
        (
            fold(&entry.name),
            u8::MAX - entry.prominence,
            number(entry.feature),
            entry.geonames.unwrap_or(0),
            entry.countries.clone(),
            entry.division.clone(),
            entry.name.clone(),
        )
    });
    if entries.len() >= NO_ENTRY as usize {
        return Err(format!("{} entries are too many", entries.len()));
    }
    let divisions: BTreeSet<Division> = entries.iter().filter_map(division).collect();
    let divisions: BTreeMap<Division, u16> = divisions
        .into_iter()
        .enumerate()
        .map(|(i, division)| Some((division, u16::try_from(i).ok().filter(|i| *i != NO_DIVISION)?)))
        .collect::<Option<_>>()
        .ok_or("too many divisions")?;
    let mut named: BTreeMap<&Division, u32> = BTreeMap::new();
    let mut alternates: BTreeSet<(String, u32, &str)> = BTreeSet::new();
    let (mut spans, mut items) = (Vec::new(), Vec::new());
    let mut columns: [Vec<u8>; 7] = Default::default();
    let keys: Vec<Option<Division>> = entries.iter().map(division).collect();
    for ((i, entry), key) in (0_u32..).zip(&entries).zip(&keys) {
        columns[0].extend(entry.geonames.unwrap_or(0).to_le_bytes());
        for (column, degrees, most) in [(1, entry.lat, 90.0), (2, entry.lon, 180.0)] {
            if !(-most..=most).contains(&degrees) {
                return Err(format!("{}: {degrees} is off the globe", entry.name));
            }
            columns[column].extend(&((degrees * 10_000.0).round() as i32).to_le_bytes()[..3]);
        }
        columns[3].extend(entry.population.to_le_bytes());
        let numbered = key.as_ref().and_then(|key| divisions.get_key_value(key));
        columns[4].extend(numbered.map_or(NO_DIVISION, |(_, number)| *number).to_le_bytes());
        columns[5].push(number(entry.feature) | if entry.capital { CAPITAL } else { 0 });
        columns[6].push(entry.prominence);
        if let Some((division, _)) = numbered
            && (entry.feature == Feature::Admin1
                || entry.feature == Feature::Country && division.code.is_empty())
        {
            named.entry(division).or_insert(i);
        }
        if entry.countries.len() > 1 {
            spans.extend(entry.countries.iter().map(|country| (i, *country)));
        }
        items.extend(entry.wikidata.map(|item| (i, item)));
        let own = fold(&entry.name);
        let mut seen = BTreeSet::from([own]);
        for name in &entry.alternates {
            let key = fold(name);
            if seen.insert(key.clone()) {
                alternates.insert((key, i, name));
            }
        }
    }

    let mut out = MAGIC.to_vec();
    let names_length: usize = entries.iter().map(|entry| entry.name.len()).sum();
    let alternates_length: usize = alternates.iter().map(|(_, _, name)| name.len()).sum();
    for count in [
        entries.len(),
        alternates.len(),
        names_length,
        alternates_length,
        divisions.len(),
        spans.len(),
        items.len(),
    ] {
        out.extend(u32::try_from(count).map_err(|_| "too many names")?.to_le_bytes());
    }
    for column in &columns {
        out.extend(column);
    }
    for (_, entry, _) in &alternates {
        out.extend(&entry.to_le_bytes()[..3]);
    }
    write_names(&mut out, entries.iter().map(|entry| entry.name.as_str()))?;
    write_names(&mut out, alternates.iter().map(|(_, _, name)| *name))?;
    for division in divisions.keys() {
        out.extend(division.country.as_str().as_bytes());
        out.extend(&named.get(division).copied().unwrap_or(NO_ENTRY).to_le_bytes()[..3]);
        let length = u8::try_from(division.code.len()).map_err(|_| "a code is too long")?;
        out.push(length);
        out.extend(division.code.as_bytes());
    }
    for (entry, country) in spans {
        out.extend(&entry.to_le_bytes()[..3]);
        out.extend(country.as_str().as_bytes());
    }
    for (entry, item) in items {
        out.extend(&entry.to_le_bytes()[..3]);
        out.extend(item.to_le_bytes());
    }
    Ok(out)
}

/// The division of an entry that lies in one country.
fn division(entry: &Entry) -> Option<Division> {
    match entry.countries[..] {
        [country] => Some(Division { country, code: entry.division.clone() }),
        _ => None,
    }
}

fn number(feature: Feature) -> u8 {
    FEATURES.iter().zip(0..).find_map(|(other, i)| (*other == feature).then_some(i)).unwrap_or(0)
}

fn write_names<'n>(out: &mut Vec<u8>, names: impl Iterator<Item = &'n str> + Clone) -> Result<(), String> {
    for name in names.clone() {
        match u8::try_from(name.len()) {
            Ok(length @ 1..) if !fold(name).is_empty() => out.push(length),
            _ => return Err(format!("{name:?} cannot be a name: empty, or longer than 255 bytes")),
        }
    }
    out.extend(names.flat_map(str::as_bytes));
    Ok(())
}

//! The places of the world: what may a name mean, and where is it.

use core::fmt;
use core::ops::Range;

use super::compile::{CAPITAL, ENTRY, FEATURES, HEADER, MAGIC, NO_DIVISION, NO_ENTRY};
use super::distance::kilometres;
use super::fold::{fold, fold_into};
use super::names::NameTable;
use super::nations::{Demonym, Metonym, Nations};
use super::place::{Admin1, Candidate, Candidates, CountryCode, Place, PlaceId};
use crate::model::Feature;

/// Places by name, as a gazetteer file holds them.
///
/// The file `seeds/gazetteer/world.dlg` holds the countries and territories, their first-order divisions, the counties
/// of the United States, settlements (see `seeds/gazetteer/README.md` for the thresholds), and the seas, regions,
/// mountains, facilities and former states of the hand-written tables. The coordinates of divisions whose table gives
/// none are the mean of their settlements weighted by population.
///
/// Names are compared as [`fold`] leaves them.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    /// The columns of the entries, one after another.
    columns: Box<[u8]>,
    names: NameTable,
    alternates: NameTable,
    /// The entries that the alternate names belong to.
    targets: Box<[[u8; 3]]>,
    divisions: Vec<DivisionRow>,
    /// By country.
    countries: Vec<(CountryCode, PlaceId)>,
    /// Ordered by entry.
    spans: Vec<(u32, CountryCode)>,
    /// Ordered by entry.
    items: Vec<(u32, u32)>,
    nations: Nations,
}

#[derive(Clone, Debug)]
struct DivisionRow {
    country: CountryCode,
    code: Box<str>,
    place: Option<u32>,
}

/// Why bytes are not a gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadError(Fault);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Magic,
    Cut,
    Broken,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Fault::Magic => "not a gazetteer of this version; build it again with `cargo xtask gazetteer`",
            Fault::Cut => "the gazetteer is cut short",
            Fault::Broken => "the gazetteer's tables don't fit each other",
        })
    }
}

impl core::error::Error for LoadError {}

/// Most words of a name that [`Gazetteer::longest`] considers.
const MAX_WORDS: usize = 12;

impl Gazetteer {
    /// Reads a gazetteer file, of which it keeps a copy.
    ///
    /// # Errors
    ///
    /// Tells whether the bytes are something else, cut short, or inconsistent.
    pub fn load(bytes: &[u8]) -> Result<Self, LoadError> {
        let cut = LoadError(Fault::Cut);
        let broken = LoadError(Fault::Broken);
        let header = bytes.strip_prefix(MAGIC.as_slice()).ok_or(LoadError(Fault::Magic))?;
        let mut counts = [0_usize; 7];
        for (count, bytes) in counts.iter_mut().zip(header.get(..HEADER - 8).ok_or(cut)?.as_chunks::<4>().0) {
            *count = u32::from_le_bytes(*bytes) as usize;
        }
        let [entries, alternates, names_length, alternates_length, divisions, spans, items] = counts;
        let mut rest = Sections { at: HEADER, end: bytes.len() };
        let columns = rest.take(entries, ENTRY).ok_or(cut)?;
        let targets = rest.take(alternates, 3).ok_or(cut)?;
        let mut table = |count, length| {
            let lengths = rest.take(count, 1).ok_or(cut)?;
            let text = rest.take(length, 1).ok_or(cut)?;
            NameTable::new(&bytes[lengths], &bytes[text]).ok_or(broken)
        };
        let names = table(entries, names_length)?;
        let alternates = table(alternates, alternates_length)?;

        let mut division_rows = Vec::with_capacity(divisions.min(usize::from(u16::MAX)));
        let mut countries = Vec::new();
        for _ in 0..divisions {
            let row = rest.take(1, 6).ok_or(cut)?;
            let code = rest.take(usize::from(bytes[row.end - 1]), 1).ok_or(cut)?;
            let code: Box<str> = str::from_utf8(&bytes[code]).map_err(|_| broken)?.into();
            let country = country_code(&bytes[row.start..]).ok_or(broken)?;
            let place = Some(u24(bytes, row.start + 2)).filter(|place| *place != NO_ENTRY);
            if let Some(place) = place.filter(|_| code.is_empty()) {
                countries.push((country, PlaceId(place)));
            }
            division_rows.push(DivisionRow { country, code, place });
        }
        let spans = rest.take(spans, 5).ok_or(cut)?;
        let items = rest.take(items, 7).ok_or(cut)?;
        let gazetteer = Self {
            names,
            alternates,
            targets: bytes[targets].as_chunks().0.into(),
            divisions: division_rows,
            countries,
            spans: bytes[spans]
                .as_chunks::<5>()
                .0
                .iter()
                .map(|row| Some((u24(row, 0), country_code(&row[3..])?)))
                .collect::<Option<_>>()
                .ok_or(broken)?,
            items: bytes[items].as_chunks::<7>().0.iter().map(|row| (u24(row, 0), u32_at(row, 3))).collect(),
            nations: Nations::from_seed(),
            columns: bytes[columns].into(),
        };
        Ok(gazetteer)
    }

    /// Number of entries; their ids are the numbers below it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry with this id; none for an id of another gazetteer that has more entries.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> Option<Place<'_>> {
        let (i, n) = (id.0 as usize, self.len());
        if i >= n {
            return None;
        }
        let column = |before: usize, width: usize| before * n + i * width;
        let bytes = &self.columns;
        let feature = bytes[column(16, 1)];
        let division = u16::from_le_bytes([bytes[column(14, 2)], bytes[column(14, 2) + 1]]);
        let row = self.divisions.get(usize::from(division)).filter(|_| division != NO_DIVISION);
        Some(Place {
            id,
            geonames: Some(u32_at(bytes, column(0, 4))).filter(|geonames| *geonames != 0),
            name: self.names.get(i),
            feature: FEATURES.get(usize::from(feature & !CAPITAL)).copied().unwrap_or(Feature::Settlement),
            capital: feature & CAPITAL != 0,
            lat: degrees(bytes, column(4, 3)),
            lon: degrees(bytes, column(7, 3)),
            country: row.map(|row| row.country),
            admin1: row.filter(|row| !row.code.is_empty()).map(|row| Admin1 {
                code: &row.code,
                name: row.place.map(|place| self.names.get(place as usize)).unwrap_or_default(),
                index: division,
            }),
            population: u32_at(bytes, column(10, 4)),
            prominence: self.prominence(id),
        })
    }

    /// How prominent the entry is; 0 where there is none.
    fn prominence(&self, id: PlaceId) -> u8 {
        let column = self.columns.len() - self.len();
        self.columns.get(column + id.0 as usize).copied().unwrap_or(0)
    }

    /// The entries that have the name, as their usual or an alternate one.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Candidates {
        let key = fold(name);
        if key.is_empty() {
            return Candidates::default();
        }
        let names = self.names.equal(0..self.names.len(), &key);
        let alternates = self.alternates.equal(0..self.alternates.len(), &key);
        self.candidates(names, alternates)
    }

    /// Whether some entry's name is this one with more words after it.
    #[must_use]
    pub fn is_beginning(&self, name: &str) -> bool {
        let mut key = fold(name);
        key.push(' ');
        [&self.names, &self.alternates].iter().any(|table| !table.beginning(0..table.len(), &key).is_empty())
    }

    /// The longest run of words from the first on that is a name: how many words, and what it may mean.
    ///
    /// Words are a tokeniser's: names cut at hyphens and apostrophes are found; a name does not reach over other
    /// punctuation.
    #[must_use]
    pub fn longest(&self, words: &[&str]) -> Option<(usize, Candidates)> {
        let (mut text, mut key, mut last) = (String::new(), String::new(), String::new());
        let (mut names, mut alternates) = (0..self.names.len(), 0..self.alternates.len());
        let mut found = None;
        for (i, word) in words.iter().enumerate().take(MAX_WORDS) {
            if i > 0 && !joins(word) {
                break;
            }
            text.push_str(word);
            fold_into(&text, &mut key);
            text.push(' ');
            if key == last {
                continue;
            }
            // What begins with the words before this one holds what is spelled with it; the last word itself may be
            // written out ("St" alone, "Saint Louis") or go on after an apostrophe.
            let settled = key.rfind(' ').map_or(0, |space| space + 1);
            if settled > 0 {
                names = self.names.beginning(names, &key[..settled]);
                alternates = self.alternates.beginning(alternates, &key[..settled]);
                if names.is_empty() && alternates.is_empty() {
                    break;
                }
            }
            let exact = self.names.equal(names.clone(), &key);
            let exact_alternates = self.alternates.equal(alternates.clone(), &key);
            if !exact.is_empty() || !exact_alternates.is_empty() {
                found = Some((i + 1, exact, exact_alternates));
            }
            last.clone_from(&key);
        }
        found.map(|(words, names, alternates)| (words, self.candidates(names, alternates)))
    }

    fn candidates(&self, names: Range<usize>, alternates: Range<usize>) -> Candidates {
        let mut candidates: Vec<Candidate> = names
            .map(|i| Candidate { id: PlaceId(i as u32), alternate: false })
            .chain(
                alternates
                    .map(|i| Candidate { id: PlaceId(u24(&self.targets[i], 0)), alternate: true })
                    .filter(|candidate| (candidate.id.0 as usize) < self.len()),
            )
            .collect();
        candidates.sort_by_key(|c| (u8::MAX - c.weight(self.prominence(c.id)), c.alternate, c.id));
        Candidates(candidates)
    }

    /// The country or territory with the code.
    #[must_use]
    pub fn country(&self, code: CountryCode) -> Option<Place<'_>> {
        let i = self.countries.binary_search_by_key(&code, |(code, _)| *code).ok()?;
        self.place(self.countries[i].1)
    }

    /// All countries and territories, by code.
    pub fn countries(&self) -> impl Iterator<Item = Place<'_>> {
        self.countries.iter().filter_map(|(_, id)| self.place(*id))
    }

    /// The first-order division with the code within its country.
    #[must_use]
    pub fn admin1(&self, country: CountryCode, code: &str) -> Option<Place<'_>> {
        let i =
            self.divisions.binary_search_by(|row| (row.country, &*row.code).cmp(&(country, code))).ok()?;
        self.place(PlaceId(self.divisions[i].place?))
    }

    /// The entry of a first-order division.
    #[must_use]
    pub fn division(&self, admin1: Admin1<'_>) -> Option<Place<'_>> {
        self.place(PlaceId(self.divisions.get(usize::from(admin1.index))?.place?))
    }

    /// The countries an entry lies in or borders on: one for most, several for seas and large regions.
    #[must_use]
    pub fn countries_of(&self, place: &Place<'_>) -> Vec<CountryCode> {
        let start = self.spans.partition_point(|(id, _)| *id < place.id.0);
        let several =
            self.spans[start..].iter().take_while(|(id, _)| *id == place.id.0).map(|(_, country)| *country);
        place.country.into_iter().chain(several).collect()
    }

    /// Wikidata item of an entry, the number after the Q.
    #[must_use]
    pub fn wikidata(&self, id: PlaceId) -> Option<u32> {
        let i = self.items.binary_search_by_key(&id.0, |(id, _)| *id).ok()?;
        Some(self.items[i].1)
    }

    /// Whether `inner` lies in `outer` as far as the gazetteer tells: for a country or division by the codes, for a
    /// region of several countries if one of them is the place's, for anything smaller by distance (80 km).
    #[must_use]
    pub fn contains(&self, outer: &Place<'_>, inner: &Place<'_>) -> bool {
        if outer.id == inner.id {
            return false;
        }
        let countries = self.countries_of(outer);
        match outer.feature {
            Feature::Settlement | Feature::Facility | Feature::Admin2 => {
                outer.country == inner.country && kilometres(outer.point(), inner.point()) <= SMALL_PLACE
            }
            Feature::Admin1 => {
                inner.feature != Feature::Country
                    && outer.admin1.map(|admin1| admin1.index) == inner.admin1.map(|admin1| admin1.index)
            }
            _ => self.countries_of(inner).iter().any(|country| countries.contains(country)),
        }
    }

    /// The people, country or place that an adjective or the name of an inhabitant belongs to.
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<&Demonym> {
        self.nations.demonym(word)
    }

    /// What a name stands for besides its place.
    #[must_use]
    pub fn metonym(&self, name: &str) -> Option<&Metonym> {
        self.nations.metonym(name)
    }
}

/// How far from the centre of a county or town a place may be in it, in kilometres.
const SMALL_PLACE: f64 = 80.0;

/// Whether a token may be part of a name that has begun.
fn joins(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric) || matches!(word, "-" | "‐" | "‑" | "–" | "'" | "’" | "&")
}

/// Hands out consecutive sections.
struct Sections {
    at: usize,
    end: usize,
}

impl Sections {
    fn take(&mut self, count: usize, width: usize) -> Option<Range<usize>> {
        let end = count
            .checked_mul(width)
            .and_then(|size| self.at.checked_add(size))
            .filter(|end| *end <= self.end)?;
        let section = self.at..end;
        self.at = end;
        Some(section)
    }
}

fn country_code(bytes: &[u8]) -> Option<CountryCode> {
    CountryCode::new(str::from_utf8(bytes.get(..2)?).ok()?)
}

fn u24(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], 0])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Ten-thousandths of a degree in 24 bits, as degrees.
fn degrees(bytes: &[u8], at: usize) -> f64 {
    let value = i32::from_le_bytes([0, bytes[at], bytes[at + 1], bytes[at + 2]]) >> 8;
    f64::from(value) / 10_000.0
}

#[cfg(test)]
#[path = "gazetteer_tests.rs"]
mod tests;

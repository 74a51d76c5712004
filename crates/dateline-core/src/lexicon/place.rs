//! One entry of the gazetteer, and the entries that a name may mean.

use core::fmt;

use crate::model::{Feature, PlacePrecision, ResolvedPlace};

/// An entry of one gazetteer file; ids of different files don't compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// ISO 3166-1 alpha-2 code of a country or territory ("UA"), `XK` for Kosovo.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code, if `iso2` is two capital letters.
    #[must_use]
    pub fn new(iso2: &str) -> Option<Self> {
        match *iso2.as_bytes() {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => Some(Self([a, b])),
            _ => None,
        }
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A place as the gazetteer has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'g> {
    /// Which entry this is.
    pub id: PlaceId,
    /// GeoNames id, where the entry comes from there.
    pub geonames: Option<u32>,
    /// Its usual name in English.
    pub name: &'g str,
    /// What sort of place it is.
    pub feature: Feature,
    /// Whether it is the capital of its country.
    pub capital: bool,
    /// Degrees north, to four decimals.
    pub lat: f64,
    /// Degrees east, to four decimals.
    pub lon: f64,
    /// The country it lies in; none for seas and for regions of several countries.
    pub country: Option<CountryCode>,
    /// The first-order division it lies in, or is.
    pub admin1: Option<Admin1<'g>>,
    /// Inhabitants; 0 where unknown. For divisions, the sum over the settlements of the source.
    pub population: u32,
    /// How likely a name that fits is meant for this place where nothing else is known, from 0 to 255: grows with the
    /// logarithm of the population and with the number of languages and names the source has for it.
    pub prominence: u8,
}

/// A first-order division: state, province, oblast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admin1<'g> {
    /// Code within its country, as in GeoNames ("TX", "08").
    pub code: &'g str,
    /// Its name; empty where the source has none for the code.
    pub name: &'g str,
    /// Number of the division among all; equal for places in the same division.
    pub index: u16,
}

impl Place<'_> {
    /// Latitude and longitude in degrees.
    #[must_use]
    pub const fn point(&self) -> (f64, f64) {
        (self.lat, self.lon)
    }

    /// How exactly the entry's coordinates place what its name denotes.
    #[must_use]
    pub const fn precision(&self) -> PlacePrecision {
        match self.feature {
            Feature::Settlement | Feature::Facility => PlacePrecision::Exact,
            Feature::Admin2 => PlacePrecision::Admin2,
            Feature::Admin1 => PlacePrecision::Admin1,
            Feature::Country => PlacePrecision::Country,
            Feature::Region | Feature::Water | Feature::Terrain | Feature::Island | Feature::Historical => {
                PlacePrecision::Larger
            }
        }
    }

    /// The entry as a record states it.
    #[must_use]
    pub fn resolved(&self) -> ResolvedPlace {
        ResolvedPlace {
            geonames: self.geonames,
            lat: self.lat,
            lon: self.lon,
            country: self.country.map(|code| code.to_string()),
            admin1: self.admin1.filter(|admin1| !admin1.name.is_empty()).map(|admin1| admin1.name.to_owned()),
            feature: self.feature,
            precision: self.precision(),
        }
    }
}

/// An entry that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub id: PlaceId,
    /// Whether the name is not the entry's usual one ("Kiev" for Kyiv).
    pub alternate: bool,
}

impl Candidate {
    /// How likely the name is meant for the place where nothing else is known: the place's prominence, less under a name that is
    /// not the usual one (a twentieth as likely: "Pokrovsk" is rarely Engels, which once had that name).
    #[must_use]
    pub const fn weight(self, prominence: u8) -> u8 {
        prominence.saturating_sub(if self.alternate { 30 } else { 0 })
    }
}

/// The entries that a name may mean, by their [weight](Candidate::weight), the likeliest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates(pub(crate) Vec<Candidate>);

impl Candidates {
    /// Whether no entry has the name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The likeliest entry.
    #[must_use]
    pub fn first(&self) -> Option<Candidate> {
        self.0.first().copied()
    }

    /// The entries, the likeliest first.
    pub fn iter(&self) -> impl Iterator<Item = Candidate> + '_ {
        self.0.iter().copied()
    }
}

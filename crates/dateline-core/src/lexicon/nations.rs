//! Words for peoples, and names that stand for governments: the tables `demonyms.tsv` and `metonyms.tsv`.

use super::fold::fold;
use super::place::CountryCode;
use super::word_map::WordMap;
use crate::seed;

/// A word for what or who belongs to a place: "Ukrainian", "Ukrainians", "Parisian".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demonym {
    /// The word.
    pub word: &'static str,
    /// Whether the word is an adjective or says people.
    pub form: DemonymForm,
    /// What sort of thing it belongs to.
    pub kind: DemonymKind,
    /// The country; none for continents, for peoples of several countries and for former states.
    pub country: Option<CountryCode>,
    /// Name of the country, region or town as the gazetteer knows it; empty for peoples without one.
    pub place: &'static str,
}

/// Grammar of a [`Demonym`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DemonymForm {
    /// Adjective, and often also the noun for one person: "Russian".
    Adjective,
    /// Noun for one person where it is another word: "Turk", "Frenchman".
    Person,
    /// Noun for several persons: "Russians", "Turks".
    Persons,
}

/// What a [`Demonym`] belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DemonymKind {
    /// A country or territory.
    Country,
    /// A part of a country, or a region of several.
    Region,
    /// A town.
    City,
    /// A continent or world region.
    Continent,
    /// A people or ethnic group that is not the nation of a country.
    People,
    /// A state that no longer exists.
    Historical,
}

/// A name that also stands for an institution: "the Kremlin", "Brussels".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metonym {
    /// The name.
    pub name: &'static str,
    /// What it stands for: "Russian government".
    pub stands_for: &'static str,
    /// What sort of institution that is.
    pub kind: MetonymKind,
    /// The country whose institution it is; none for international ones.
    pub country: Option<CountryCode>,
}

/// What sort of institution a [`Metonym`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MetonymKind {
    /// A government as a whole; capitals stand for theirs.
    Government,
    /// The office of a head of state or government.
    Leader,
    /// A ministry, department, army or agency.
    Agency,
    /// A parliament.
    Legislature,
    /// An international organization.
    International,
    /// A trade: finance, film, technology.
    Industry,
    /// A court, church, royal house or other institution.
    Institution,
}

/// The tables, by folded word.
#[derive(Clone, Debug)]
pub struct Nations {
    demonyms: WordMap<Demonym, String>,
    metonyms: WordMap<Metonym, String>,
}

impl Nations {
    /// The tables compiled into the crate. A row with an unknown kind is left out; a test keeps the tables free of them.
    #[must_use]
    pub fn from_seed() -> Self {
        let mut demonyms = WordMap::new();
        let columns = ["adjective", "person", "persons", "kind", "country", "place"];
        for (_, [adjective, person, persons, kind, country, place]) in seed::DEMONYMS.select(columns) {
            let Some(kind) = DemonymKind::named(kind) else { continue };
            for (form, cell) in [
                (DemonymForm::Adjective, adjective),
                (DemonymForm::Person, person),
                (DemonymForm::Persons, persons),
            ] {
                for word in cell.split('|').filter(|word| !word.is_empty()) {
                    let country = CountryCode::new(country);
                    demonyms.insert(fold(word), Demonym { word, form, kind, country, place });
                }
            }
        }
        let mut metonyms = WordMap::new();
        for (_, [names, stands_for, kind, country]) in
            seed::METONYMS.select(["name", "stands_for", "kind", "country"])
        {
            let Some(kind) = MetonymKind::named(kind) else { continue };
            for name in names.split('|') {
                let country = CountryCode::new(country);
                metonyms.insert(fold(name), Metonym { name, stands_for, kind, country });
            }
        }
        Self { demonyms, metonyms }
    }

    /// The entry of an adjective or noun, in any case.
    ///
    /// ```
    /// use dateline_core::lexicon::{DemonymForm, Nations};
    /// let nations = Nations::from_seed();
    /// let word = nations.demonym("Ukrainians").unwrap();
    /// assert_eq!((word.place, word.form), ("Ukraine", DemonymForm::Persons));
    /// ```
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<&Demonym> {
        self.demonyms.get(&fold(word))
    }

    /// What a name stands for, with or without "the".
    #[must_use]
    pub fn metonym(&self, name: &str) -> Option<&Metonym> {
        self.metonyms.get(&fold(name))
    }
}

impl DemonymKind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "country" => Self::Country,
            "region" => Self::Region,
            "city" => Self::City,
            "continent" => Self::Continent,
            "people" => Self::People,
            "historical" => Self::Historical,
            _ => return None,
        })
    }
}

impl MetonymKind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "government" => Self::Government,
            "leader" => Self::Leader,
            "agency" => Self::Agency,
            "legislature" => Self::Legislature,
            "international" => Self::International,
            "industry" => Self::Industry,
            "institution" => Self::Institution,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_kind_and_a_country_that_parse() {
        for (line, [kind, country, place]) in seed::DEMONYMS.select(["kind", "country", "place"]) {
            assert!(DemonymKind::named(kind).is_some(), "demonyms.tsv:{line}: {kind}");
            assert!(
                country.is_empty() || CountryCode::new(country).is_some(),
                "demonyms.tsv:{line}: {country}"
            );
            assert!(kind != "country" || !place.is_empty() && !country.is_empty(), "demonyms.tsv:{line}");
        }
        for (line, [kind, country, stands_for]) in seed::METONYMS.select(["kind", "country", "stands_for"]) {
            assert!(MetonymKind::named(kind).is_some(), "metonyms.tsv:{line}: {kind}");
            assert!(
                country.is_empty() || CountryCode::new(country).is_some(),
                "metonyms.tsv:{line}: {country}"
            );
            assert!(!stands_for.is_empty(), "metonyms.tsv:{line}");
        }
    }

    #[test]
    fn every_word_stands_once() {
        let nations = Nations::from_seed();
        let demonyms: usize = seed::DEMONYMS
            .select(["adjective", "person", "persons"])
            .flat_map(|(_, cells)| cells)
            .map(|cell| cell.split('|').filter(|word| !word.is_empty()).count())
            .sum();
        assert_eq!(nations.demonyms.len(), demonyms);
        let metonyms: usize =
            seed::METONYMS.select(["name"]).map(|(_, [names])| names.split('|').count()).sum();
        assert_eq!(nations.metonyms.len(), metonyms);
    }

    #[test]
    fn words_and_names_are_found() {
        let nations = Nations::from_seed();
        let place = |word| nations.demonym(word).map_or("", |demonym| demonym.place);
        for (word, expected) in [
            ("Turkish", "Turkey"),
            ("Turks", "Turkey"),
            ("FRENCH", "France"),
            ("Chechen", "Chechnya"),
            ("Texans", "Texas"),
            ("Parisian", "Paris"),
            ("Soviet", "Soviet Union"),
            ("European", "Europe"),
            ("Swiss", "Switzerland"),
        ] {
            assert_eq!(place(word), expected, "{word}");
        }
        assert_eq!(nations.demonym("table"), None);
        let stands_for = |name| nations.metonym(name).map_or("", |metonym| metonym.stands_for);
        assert_eq!(stands_for("the Kremlin"), "Russian government");
        assert_eq!(stands_for("Kyiv"), "government of Ukraine");
        assert_eq!(nations.metonym("Pentagon").map(|metonym| metonym.kind), Some(MetonymKind::Agency));
    }
}

//! What the committed gazetteer holds, and that the tables of names lead into it.

use std::sync::OnceLock;

use super::{Candidates, Gazetteer, Place};
use crate::model::Feature;
use crate::seed;

/// The committed gazetteer, loaded once.
pub(crate) fn world() -> &'static Gazetteer {
    static WORLD: OnceLock<Gazetteer> = OnceLock::new();
    WORLD.get_or_init(|| {
        let bytes = include_bytes!("../../../../seeds/gazetteer/world.dlg");
        Gazetteer::load(bytes).expect("the committed gazetteer is sound")
    })
}

fn first(name: &str) -> Option<Place<'static>> {
    world().place(world().lookup(name).first()?.id)
}

#[test]
fn names_lead_to_the_places_that_news_means() {
    for (name, country, feature, lat, lon) in [
        ("Istanbul", "TR", Feature::Settlement, 41.0, 29.0),
        ("Kiev", "UA", Feature::Settlement, 50.5, 30.5),
        ("KHERSON", "UA", Feature::Settlement, 46.6, 32.6),
        ("Kherson Oblast", "UA", Feature::Admin1, 46.6, 33.2),
        ("Zaporizhzhia", "UA", Feature::Settlement, 47.9, 35.1),
        ("Pokrovsk", "UA", Feature::Settlement, 48.3, 37.2),
        ("Leningrad", "RU", Feature::Settlement, 59.9, 30.3),
        ("Beit Lahia", "PS", Feature::Settlement, 31.5, 34.5),
        ("São Paulo", "BR", Feature::Settlement, -23.5, -46.6),
        ("Sao Paulo", "BR", Feature::Settlement, -23.5, -46.6),
        ("The Hague", "NL", Feature::Settlement, 52.1, 4.3),
        ("St. Louis", "US", Feature::Settlement, 38.6, -90.2),
        ("Coeur d’Alene", "US", Feature::Settlement, 47.7, -116.8),
        ("New York", "US", Feature::Settlement, 40.7, -74.0),
        ("Cook County", "US", Feature::Admin2, 41.9, -87.7),
        ("Texas", "US", Feature::Admin1, 31.3, -99.3),
        ("Bavaria", "DE", Feature::Admin1, 48.8, 11.3),
        ("Georgia", "GE", Feature::Country, 42.0, 43.5),
        ("U.S.", "US", Feature::Country, 39.8, -98.5),
        ("Türkiye", "TR", Feature::Country, 39.1, 34.9),
        ("Donbas", "UA", Feature::Region, 48.3, 38.0),
        ("Kremlin", "RU", Feature::Facility, 55.8, 37.6),
        ("Ciragan Palace", "TR", Feature::Facility, 41.0, 29.0),
        ("Siberia", "RU", Feature::Region, 60.0, 105.0),
        ("Zaire", "CD", Feature::Historical, -2.5, 23.5),
    ] {
        let place = first(name).unwrap_or_else(|| panic!("{name} is not there"));
        assert_eq!(place.country.map(|code| code.to_string()).as_deref(), Some(country), "{name}");
        assert_eq!(place.feature, feature, "{name}");
        assert!(
            (place.lat - lat).abs() < 0.2 && (place.lon - lon).abs() < 0.2,
            "{name}: {:?}",
            place.point()
        );
    }
    for name in ["Black Sea", "Middle East", "Nordic nations", "Soviet Union", "Strait of Hormuz", "the Alps"]
    {
        assert!(first(name).is_some_and(|place| place.country.is_none()), "{name}");
    }
    for name in ["Tuesday", "Zelenskyy", "IST", "Minister"] {
        assert_eq!(world().lookup(name), Candidates::default(), "{name}");
    }
}

#[test]
fn countries_are_found_by_code_and_capitals_are_marked() {
    assert_eq!(world().countries().count(), 248);
    for country in world().countries() {
        let code = country.country.expect("a country is in itself");
        assert_eq!(world().country(code).as_ref(), Some(&country));
        assert_eq!(country.feature, Feature::Country, "{}", country.name);
    }
    for name in ["Kyiv", "Washington", "Naypyidaw", "N'Djamena", "Port-au-Prince", "Sanaa", "Ramallah"] {
        assert!(first(name).is_some_and(|place| place.capital), "{name}");
    }
}

#[test]
fn adjectives_belong_to_places_that_are_there() {
    for (line, [place, country]) in seed::DEMONYMS.select(["place", "country"]) {
        if place.is_empty() {
            continue;
        }
        let found = world().lookup(place);
        let in_country = found.iter().filter_map(|candidate| world().place(candidate.id)).any(|place| {
            country.is_empty() || world().countries_of(&place).iter().any(|code| code.as_str() == country)
        });
        assert!(in_country, "demonyms.tsv:{line}: {place:?} is not in {country:?}");
    }
}

#[test]
fn abbreviations_stand_for_divisions_that_are_there() {
    for (line, [_, country, code]) in seed::STATE_ABBREVIATIONS.select(["abbreviation", "country", "code"]) {
        let country = super::CountryCode::new(country).expect("is a code");
        assert!(world().admin1(country, code).is_some(), "state_abbreviations.tsv:{line}");
    }
}

#[test]
fn every_place_is_found_by_its_name() {
    for id in (0..world().len() as u32).step_by(7) {
        let place = world().place(super::PlaceId(id)).expect("ids are below the number of entries");
        assert!(
            world().lookup(place.name).iter().any(|candidate| candidate.id == place.id),
            "{}",
            place.name
        );
        if place
            .name
            .chars()
            .all(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '.' | '\'' | '’'))
        {
            let words: Vec<_> = place.name.split(' ').collect();
            let longest = world().longest(&words).map(|(words, _)| words);
            assert!(words.len() > 12 || longest == Some(words.len()), "{}", place.name);
        }
    }
}

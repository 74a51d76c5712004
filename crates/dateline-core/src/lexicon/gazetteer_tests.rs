use super::*;
use crate::lexicon::{Entry, compile};

fn entry(
    name: &str,
    feature: Feature,
    country: &str,
    division: &str,
    at: (f64, f64),
    population: u32,
) -> Entry {
    Entry {
        geonames: None,
        wikidata: None,
        name: name.into(),
        alternates: Vec::new(),
        feature,
        capital: false,
        lat: at.0,
        lon: at.1,
        countries: country.split('|').filter_map(CountryCode::new).collect(),
        division: division.into(),
        population,
        prominence: population.ilog2() as u8,
    }
}

/// A world of nine places.
fn world() -> Vec<Entry> {
    let mut paris = entry("Paris", Feature::Settlement, "FR", "11", (48.8534, 2.3488), 2_138_551);
    paris.capital = true;
    paris.geonames = Some(2_988_507);
    paris.alternates = vec!["Parigi".into(), "PARIS".into()];
    let mut winston_salem =
        entry("Winston-Salem", Feature::Settlement, "US", "NC", (36.0999, -80.2442), 241_218);
    winston_salem.alternates = vec!["Winston".into()];
    let mut france = entry("France", Feature::Country, "FR", "", (46.0, 2.0), 66_987_244);
    france.wikidata = Some(142);
    vec![
        paris,
        winston_salem,
        france,
        entry("Paris", Feature::Settlement, "US", "TX", (33.6609, -95.5555), 24_839),
        entry("Texas", Feature::Admin1, "US", "TX", (31.2504, -99.2506), 27_469_114),
        entry("Saint Louis", Feature::Settlement, "US", "MO", (38.6273, -90.1979), 315_685),
        entry("United States", Feature::Country, "US", "", (39.76, -98.5), 327_167_434),
        entry("Alps", Feature::Terrain, "FR|CH|IT|AT", "", (46.5, 10.0), 1),
        entry("Martha's Vineyard", Feature::Island, "US", "MA", (41.39, -70.64), 20_000),
    ]
}

fn load(entries: Vec<Entry>) -> Gazetteer {
    Gazetteer::load(&compile(entries).expect("compiles")).expect("loads")
}

fn names(gazetteer: &Gazetteer, name: &str) -> Vec<String> {
    let show = |candidate: Candidate| {
        let place = gazetteer.place(candidate.id)?;
        Some(format!("{} {}", place.name, place.admin1.map_or("", |admin1| admin1.code)))
    };
    gazetteer.lookup(name).iter().filter_map(show).collect()
}

#[test]
fn a_name_that_others_begin_with_is_told_from_a_piece_of_a_word() {
    let gazetteer = load(world());
    for (name, expected) in [
        ("Saint", true),
        ("Winston", true),
        ("Martha's", true),
        ("Par", false),
        ("Paris", false),
        ("", false),
    ] {
        assert_eq!(gazetteer.is_beginning(name), expected, "{name}");
    }
}

#[test]
fn the_most_prominent_place_of_a_name_comes_first() {
    let gazetteer = load(world());
    assert_eq!(names(&gazetteer, "PARIS"), ["Paris 11", "Paris TX"]);
    assert_eq!(names(&gazetteer, "parigi"), ["Paris 11"]);
    assert_eq!(names(&gazetteer, "Pari"), [""; 0]);
    assert_eq!(names(&gazetteer, ""), [""; 0]);
}

#[test]
fn columns_come_back_as_written() {
    let gazetteer = load(world());
    let paris =
        gazetteer.lookup("Paris").first().and_then(|paris| gazetteer.place(paris.id)).expect("is there");
    assert_eq!((paris.geonames, paris.capital, paris.population), (Some(2_988_507), true, 2_138_551));
    assert_eq!((paris.lat, paris.lon), (48.8534, 2.3488));
    assert_eq!(paris.country, CountryCode::new("FR"));
    let texas = gazetteer.admin1(CountryCode::new("US").expect("is a code"), "TX").expect("is there");
    assert_eq!((texas.name, texas.lat, texas.lon), ("Texas", 31.2504, -99.2506));
    let france = gazetteer.country(CountryCode::new("FR").expect("is a code")).expect("is there");
    assert_eq!(gazetteer.wikidata(france.id), Some(142));
}

#[test]
fn the_longest_name_is_found_as_tokenisers_cut_it() {
    let gazetteer = load(world());
    let longest = |words: &[&str]| gazetteer.longest(words).map_or(0, |(words, _)| words);
    assert_eq!(longest(&["Winston", "-", "Salem", "police"]), 3);
    assert_eq!(longest(&["Winston", "Salem", "police"]), 2);
    assert_eq!(longest(&["Winston", "Churchill"]), 1);
    assert_eq!(longest(&["Martha", "'s", "Vineyard"]), 3);
    assert_eq!(longest(&["St.", "Louis", ",", "Mo."]), 2);
    assert_eq!(longest(&["Paris", ",", "Texas"]), 1);
    assert_eq!(longest(&["Salem"]), 0);
    assert_eq!(longest(&[]), 0);
}

#[test]
fn containment_follows_codes() {
    let gazetteer = load(world());
    let place = |name: &str, i: usize| {
        let candidate = gazetteer.lookup(name).iter().nth(i).expect("is there");
        gazetteer.place(candidate.id).expect("is there")
    };
    assert!(gazetteer.contains(&place("France", 0), &place("Paris", 0)));
    assert!(!gazetteer.contains(&place("France", 0), &place("Paris", 1)));
    assert!(gazetteer.contains(&place("Texas", 0), &place("Paris", 1)));
    assert!(!gazetteer.contains(&place("Texas", 0), &place("United States", 0)));
    assert!(gazetteer.contains(&place("Alps", 0), &place("Paris", 0)));
    assert!(!gazetteer.contains(&place("Alps", 0), &place("Texas", 0)));
}

#[test]
fn the_file_does_not_depend_on_the_order_of_entries() {
    let mut backwards = world();
    backwards.reverse();
    assert_eq!(compile(world()), compile(backwards));
}

#[test]
fn broken_files_are_refused_without_a_panic() {
    let bytes = compile(world()).expect("compiles");
    for end in 0..bytes.len() {
        assert!(Gazetteer::load(&bytes[..end]).is_err(), "cut at {end}");
    }
    for i in 0..bytes.len() {
        let mut broken = bytes.clone();
        broken[i] ^= 0xff;
        if let Ok(gazetteer) = Gazetteer::load(&broken) {
            for id in 0..gazetteer.len() as u32 {
                let place = gazetteer.place(PlaceId(id)).expect("is there");
                let _ = (gazetteer.lookup(place.name), gazetteer.countries_of(&place));
            }
            let _ = gazetteer.longest(&["Paris", "Texas"]);
        }
    }
}

use super::*;
use crate::lexicon::world_tests::world;

/// Resolves the names where they first stand in the text; "name=place country division" or "name=?".
fn resolve(text: &str, names: &[&str], countries: &[&str]) -> Vec<String> {
    let countries: Vec<_> = countries.iter().filter_map(|code| CountryCode::new(code)).collect();
    let mut from = 0;
    let names: Vec<_> = names
        .iter()
        .map(|name| {
            let start = from + text[from..].find(name).expect("the name is in the text, in order");
            from = start + name.len();
            PlaceName { name, span: Span { start: start as u32, end: from as u32 } }
        })
        .collect();
    let context = PlaceContext { text, countries: &countries, ..PlaceContext::default() };
    let show = |resolved: Option<Resolved>| {
        resolved.map_or("?".to_owned(), |resolved| {
            let place = world().place(resolved.id).expect("it is there");
            let country = resolved.place.country.unwrap_or_default();
            let admin1 = place.admin1.map_or("", |admin1| admin1.code);
            format!("{} {country} {admin1} {:?}", place.name, resolved.reason).replace("  ", " ")
        })
    };
    resolve_places(world(), &names, &context).into_iter().map(show).collect()
}

/// Checks that a name in a text, alone, means what is expected.
fn each_means(cases: &[(&str, &str, &str)]) {
    for (text, name, expected) in cases {
        assert_eq!(resolve(text, &[*name], &[]), [*expected], "{text}");
    }
}

#[test]
fn the_container_decides() {
    each_means(&[
        ("in Paris, Texas, on Monday", "Paris", "Paris US TX Container"),
        ("in Springfield, Ill., on Monday", "Springfield", "Springfield US IL Container"),
        ("in Springfield, Mo. (AP)", "Springfield", "Springfield US MO Container"),
        ("at a summit in Vilnius, Lithuania with leaders", "Vilnius", "Vilnius LT 65 Container"),
        ("PORTLAND, Maine (AP)", "PORTLAND", "Portland US ME Container"),
        ("London, Ontario's largest hospital", "London", "London CA 08 Container"),
        ("in Birmingham (Alabama) today", "Birmingham", "Birmingham US AL Container"),
        ("in Athens, GA 30601", "Athens", "Athens US GA Container"),
        ("to Springfield, he said", "Springfield", "Springfield US MA Prominence"),
        ("Paris, Berlin and Rome agreed", "Paris", "Paris FR 11 Prominence"),
        ("a Newark, N.J., hospital", "Newark", "Newark US NJ Container"),
    ]);
}

#[test]
fn words_around_a_name_tell_what_it_lies_in() {
    each_means(&[
        ("in Paris, a small mining town in eastern Idaho, on Monday", "Paris", "Paris US ID Container"),
        ("Salem, the capital of Oregon.", "Salem", "Salem US OR Container"),
        ("asleep in Springfield in central Illinois", "Springfield", "Springfield US IL Container"),
        ("the South African town of Worcester", "Worcester", "Worcester ZA 11 Container"),
        ("Lebanon's Tripoli", "Tripoli", "Tripoli LB 09 Container"),
        ("Haiti's northern town of Victoria", "Victoria", "?"),
        ("of San Antonio, a village in Kenya", "San Antonio", "?"),
        ("in Tripoli, in northern Lebanon", "Tripoli", "Tripoli LB 09 Container"),
        ("in Tripoli in March", "Tripoli", "Tripoli LY 77 Prominence"),
    ]);
}

#[test]
fn a_name_may_hold_its_container_or_be_an_abbreviation() {
    assert_eq!(resolve("in Paris, Texas, today", &["Paris, Texas"], &[]), ["Paris US TX Container"]);
    assert_eq!(resolve("across W.Va. today", &["W.Va."], &[]), ["West Virginia US WV Only"]);
    assert_eq!(resolve("from Kan. to Ohio", &["Kan."], &[]), ["Kansas US KS Only"]);
}

#[test]
fn the_common_noun_decides_the_feature() {
    let kherson = resolve("Ukraine's southern Kherson region, killing three", &["Kherson"], &[]);
    assert!(kherson[0].starts_with("Kherson Oblast UA"), "{kherson:?}");
    let washington = resolve("Washington state lawmakers", &["Washington"], &[]);
    assert!(washington[0].starts_with("Washington US WA"), "{washington:?}");
    let kherson = resolve("in the Murmansk region.", &["Murmansk region"], &[]);
    assert!(kherson[0].starts_with("Murmansk Oblast RU"), "{kherson:?}");
}

#[test]
fn other_places_of_the_document_decide() {
    let text = "Dallas, Tyler, Paris and Lufkin are in Texas.";
    let all = resolve(text, &["Dallas", "Tyler", "Paris", "Lufkin", "Texas"], &[]);
    assert_eq!(all[2], "Paris US TX Document");
    let georgia =
        resolve("Atlanta, Savannah and Macon in Georgia", &["Atlanta", "Savannah", "Macon", "Georgia"], &[]);
    assert_eq!(georgia[3], "Georgia US GA Document");
    let georgia = resolve("Russian troops in Georgia near Tbilisi", &["Georgia", "Tbilisi"], &["RU"]);
    assert!(georgia[0].starts_with("Georgia GE"), "{georgia:?}");
    let tripoli = resolve("Beirut and Tripoli saw protests", &["Beirut", "Tripoli"], &["LB", "LB"]);
    assert!(tripoli[1].starts_with("Tripoli LB"), "{tripoli:?}");
    let tripoli = resolve("Benghazi and Tripoli saw fighting", &["Benghazi", "Tripoli"], &["LY"]);
    assert!(tripoli[1].starts_with("Tripoli LY"), "{tripoli:?}");
}

#[test]
fn a_state_before_a_town_is_where_the_town_is() {
    let florida = resolve("a small Florida town with a jail", &["Florida"], &[]);
    assert!(florida[0].starts_with("Florida US FL"), "{florida:?}");
    let york = resolve("the New York city council", &["New York"], &[]);
    assert!(york[0].starts_with("New York US NY"), "{york:?}");
}

#[test]
fn a_part_of_a_town_lies_in_the_town() {
    let text = "in the Juniata section of Philadelphia. Juniata is quiet.";
    assert_eq!(resolve(text, &["Juniata", "Philadelphia", "Juniata"], &[])[0], "?");
    let text = "in Boston's Dorchester neighborhood";
    let dorchester = resolve(text, &["Boston", "Dorchester"], &[]);
    assert_eq!(dorchester[1], "Dorchester US MA Document");
}

#[test]
fn what_is_explained_once_stays_explained() {
    let text = "Police in Columbus, Ga., said. The Columbus council met.";
    assert_eq!(resolve(text, &["Columbus", "Columbus"], &[]), ["Columbus US GA Container"; 2]);
    let text = "Columbus, Ga., and Columbus, Ohio";
    assert_eq!(
        resolve(text, &["Columbus", "Columbus"], &[]),
        ["Columbus US GA Container", "Columbus US OH Container"]
    );
}

#[test]
fn what_is_no_place_stays_unresolved() {
    assert_eq!(resolve("Zelenskyy spoke", &["Zelenskyy"], &[]), ["?"]);
    assert_eq!(resolve("x", &[], &[]), [""; 0]);
    let out_of_range = PlaceName { name: "Paris", span: Span { start: 7, end: 4_000 } };
    let context = PlaceContext { text: "é", ..PlaceContext::default() };
    assert!(resolve_places(world(), &[out_of_range], &context)[0].is_some());
}

#[test]
fn a_county_and_a_town_in_it_explain_each_other() {
    assert_eq!(
        resolve("a Pike County shooting near Magnolia", &["Pike County", "Magnolia"], &[]),
        ["Pike County US MS Document", "Magnolia US MS Document"]
    );
    // Nobody means the one in Oregon.
    let dallas = &resolve("a Marion County man in Dallas", &["Marion County", "Dallas"], &[])[1];
    assert!(dallas.starts_with("Dallas US TX"), "{dallas}");
}

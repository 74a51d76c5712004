//! What a text says that a place lies in: "Vilnius, Lithuania", "Springfield, Ill.", "San Antonio, a village in Kenya",
//! "the Syrian town of Tayyibah", "Mandera in northeastern Kenya".

use crate::lexicon::{CountryCode, DemonymForm, Gazetteer, Place, fold};
use crate::model::Feature;
use crate::seed;

/// A larger place that the words around a name say it lies in.
#[derive(Clone, Debug)]
pub(super) struct Container<'g> {
    pub(super) place: Place<'g>,
    /// Whether they can mean nothing else: "a village in Kenya". What a comma joins may also be a list.
    pub(super) outright: bool,
}

/// The larger places that the words around a name may mean, most likely first; the first `skip` bytes after it are its
/// common noun.
pub(super) fn containers<'g>(
    gazetteer: &'g Gazetteer,
    before: &str,
    after: &str,
    skip: usize,
) -> Vec<Container<'g>> {
    let rest = after.get(skip..).unwrap_or_default();
    let comma = after_comma(gazetteer, rest);
    comma.into_iter().chain(described(gazetteer, rest)).chain(qualified(gazetteer, before)).collect()
}

/// Most characters after a name, and bytes before it, that are read for what it lies in.
const REACH: usize = 64;

/// What follows a comma or an opening bracket: ", Ill.", ", Lithuania", " (Texas)", ", southern Lebanon,".
fn after_comma<'g>(gazetteer: &'g Gazetteer, rest: &str) -> Vec<Container<'g>> {
    let rest = rest.trim_start_matches(' ');
    let Some(rest) = rest.strip_prefix(',').or_else(|| rest.strip_prefix('(')) else { return Vec::new() };
    let rest = rest.trim_start_matches(' ');
    let side = rest.split(' ').next().filter(|word| is_direction_adjective(word));
    let outer = side.map_or(rest, |side| rest[side.len()..].trim_start_matches(' '));
    // The last of a list has "and" before or behind it.
    let name = outer.split([',', '.', '\n']).next().unwrap_or_default();
    let alone = name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let places = named(gazetteer, outer).into_iter();
    places.map(|place| Container { place, outright: side.is_some() && alone }).collect()
}

/// What follows "in", or a noun and "in" or "of": " in northern Kenya", ", a village in Kenya", ", the capital of Texas".
fn described<'g>(gazetteer: &'g Gazetteer, rest: &str) -> Vec<Container<'g>> {
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    let mut words = rest.split(' ').filter(|word| !word.is_empty());
    let mut noun = false;
    let mut at = words.next();
    let article = at.is_some_and(|word| matches!(word, "a" | "an" | "the"));
    for _ in 0..if article { MOST_WORDS } else { 0 } {
        at = words.next();
        let Some(word) = at.filter(|word| word.chars().all(|char| char.is_alphabetic() || char == '-'))
        else {
            return Vec::new();
        };
        if noun && matches!(word, "in" | "of") {
            break;
        }
        noun = is_settlement_noun(word);
    }
    if at != Some("in") && !(noun && at == Some("of")) || article && !noun {
        return Vec::new();
    }
    let mut inner = words.next();
    let side = inner.is_some_and(is_direction_adjective);
    while inner.is_some_and(is_direction_adjective) {
        inner = words.next();
    }
    let Some(inner) = inner else { return Vec::new() };
    // Words are slices of the text, so this one's place in it is where the name begins.
    let start = inner.as_ptr() as usize - rest.as_ptr() as usize;
    let places = named(gazetteer, &rest[start..]);
    places.into_iter().map(|place| Container { place, outright: noun || side }).collect()
}

/// Most words from an article to the "in" behind its noun: "a small mining and farming town in".
const MOST_WORDS: usize = 7;

/// What an adjective or a possessive before a name says: "the Syrian town of", "the northern Kenyan town", "Kenya's".
fn qualified<'g>(gazetteer: &'g Gazetteer, before: &str) -> Option<Container<'g>> {
    let from = before.len().saturating_sub(REACH);
    let from = (from..before.len()).find(|from| before.is_char_boundary(*from))?;
    let before = before[from..].strip_suffix(' ')?;
    let mut words = before.rsplit(' ').take(6).peekable();
    if words.peek() == Some(&"of") {
        words.next();
    }
    let noun = words.next_if(|word| is_settlement_noun(word)).is_some();
    if !noun && before.ends_with(" of") {
        return None;
    }
    while words.next_if(|word| noun && word.starts_with(char::is_lowercase) && *word != "the").is_some() {}
    while words.next_if(|word| is_direction_adjective(word)).is_some() {}
    let last = words.next()?;
    let first = words.next().filter(|word| word.starts_with(char::is_uppercase));
    let owner = owner(last);
    let pair = |last: &str| first.map(|first| format!("{first} {last}"));
    let country = match owner {
        Some(owner) => {
            pair(owner).and_then(|owner| country(gazetteer, &owner)).or_else(|| country(gazetteer, owner))
        }
        None if noun => pair(last)
            .and_then(|word| of_adjective(gazetteer, &word))
            .or_else(|| of_adjective(gazetteer, last)),
        None => None,
    };
    Some(Container { place: gazetteer.country(country?)?, outright: noun })
}

/// The name of an owner, without its ending: "Kenya" of "Kenya's".
pub(super) fn owner(words: &str) -> Option<&str> {
    words.strip_suffix("'s").or_else(|| words.strip_suffix("’s"))
}

fn of_adjective(gazetteer: &Gazetteer, word: &str) -> Option<CountryCode> {
    let demonym = gazetteer.demonym(word)?;
    demonym.country.filter(|_| demonym.form == DemonymForm::Adjective && word.starts_with(char::is_uppercase))
}

/// The country that a name stands for first of all.
pub(super) fn country(gazetteer: &Gazetteer, name: &str) -> Option<CountryCode> {
    let named = gazetteer.place(gazetteer.lookup(name).first()?.id)?;
    named.country.filter(|_| named.feature == Feature::Country && name.starts_with(char::is_uppercase))
}

fn is_settlement_noun(word: &str) -> bool {
    let mut rows = seed::PLACE_GENERICS.select(["noun", "features"]);
    rows.any(|(_, [noun, features])| {
        noun == word && features.split('|').any(|feature| feature == "settlement")
    })
}

/// Whether a word says in which part: "northern", "south-eastern", "central".
fn is_direction_adjective(word: &str) -> bool {
    word == "central"
        || word
            .strip_suffix("ern")
            .is_some_and(|stem| seed::DIRECTIONS.select(["word"]).any(|(_, [word])| word == stem))
}

/// The larger places that a text begins with the name of.
fn named<'g>(gazetteer: &'g Gazetteer, text: &str) -> Vec<Place<'g>> {
    let end = text.char_indices().map(|(i, _)| i).nth(REACH).unwrap_or(text.len());
    let text = &text[..end];
    if !text.starts_with(|char: char| char.is_uppercase()) {
        return Vec::new();
    }
    let end = text.find([',', ';', ')', '(', '\n', '"', '”', '—']).unwrap_or(text.len());
    let words: Vec<&str> = text[..end].split(' ').filter(|word| !word.is_empty()).take(6).collect();
    if let Some(state) = words.first().and_then(|word| abbreviated(gazetteer, word)) {
        return vec![state];
    }
    let cleaned: Vec<&str> = words.iter().map(|word| owner(word).unwrap_or(word)).collect();
    let Some((_, candidates)) = gazetteer.longest(&cleaned) else { return Vec::new() };
    let larger = |place: &Place<'_>| {
        matches!(place.feature, Feature::Country | Feature::Admin1 | Feature::Admin2 | Feature::Region)
    };
    candidates.iter().filter_map(|candidate| gazetteer.place(candidate.id)).filter(larger).collect()
}

/// The division that an abbreviation after a comma means: newspaper style with its full stop, or the capitals of the
/// postal code.
fn abbreviated<'g>(gazetteer: &'g Gazetteer, word: &str) -> Option<Place<'g>> {
    let bare = word.trim_end_matches(['.', '\'', '’', ')', ':', '-']);
    // "Miss." is a state, "Miss" is not.
    division_by(gazetteer, |short| {
        short
            .strip_suffix('.')
            .map_or(short == bare, |stem| stem == bare && word[bare.len()..].starts_with('.'))
    })
}

/// The first-order division that words name or abbreviate: "Utah", "Va.", "NY".
pub(super) fn division<'g>(gazetteer: &'g Gazetteer, words: &str) -> Option<Place<'g>> {
    division_by(gazetteer, |short| short == words).or_else(|| {
        let named = gazetteer.lookup(words);
        let mut places = named.iter().filter_map(|candidate| gazetteer.place(candidate.id));
        places.find(|place| place.feature == Feature::Admin1 && fold(place.name) == fold(words))
    })
}

/// The division that a dotted abbreviation means that is itself the name: "W.Va.", also where the full stop stands
/// behind the name. A bare code is too often a word ("IN", "OR").
pub(super) fn abbreviated_name<'g>(gazetteer: &'g Gazetteer, name: &str, after: &str) -> Option<Place<'g>> {
    let name: String = name.split(' ').collect();
    let bare = name.trim_end_matches('.');
    let dotted =
        bare.len() < name.len() || after.starts_with('.') && !after[1..].starts_with(char::is_alphanumeric);
    division_by(gazetteer, |short| dotted && short.strip_suffix('.') == Some(bare))
}

fn division_by<'g>(gazetteer: &'g Gazetteer, is_meant: impl Fn(&str) -> bool) -> Option<Place<'g>> {
    let mut rows = seed::STATE_ABBREVIATIONS.select(["abbreviation", "country", "code"]);
    let (_, [_, country, code]) = rows.find(|(_, [short, ..])| is_meant(short))?;
    gazetteer.admin1(CountryCode::new(country)?, code)
}

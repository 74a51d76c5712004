//! Which place a name means.
//!
//! What the text says outright decides first ("Paris, Texas", "Kherson region"). Otherwise every candidate is weighed:
//! its prominence, and what else the document names in the same country and division or nearby, after the heuristics
//! of Leidner (2007): one sense per document, minimality, and population where nothing else speaks. A name keeps its
//! sense through the document unless the text says otherwise each time.

use std::collections::{BTreeMap, BTreeSet};

use super::container::{Container, abbreviated_name, containers, owner};
use crate::lexicon::{Candidate, CountryCode, Gazetteer, Place, PlaceId, fold, kilometres};
use crate::model::{Feature, PlaceCandidate, ResolvedPlace, Span};
use crate::seed;

/// A name that is taken for a place's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceName<'a> {
    /// The name; may hold its container ("Paris, Texas") or common noun ("Kherson region").
    pub name: &'a str,
    /// Where it stands in the text, in bytes.
    pub span: Span,
}

/// What else is known of the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaceContext<'a> {
    /// The text that the names' spans are of; containers and common nouns are read from the words after a name.
    pub text: &'a str,
    /// Place of the dateline, as written.
    pub dateline: Option<&'a str>,
    /// Countries that other words of the document name, one for each word: adjectives, inhabitants, governments.
    pub countries: &'a [CountryCode],
    /// Places that names of bodies and buildings begin or end with: "Boston" of "Boston Police Department".
    pub inside: &'a [&'a str],
    /// Towns with their divisions where those who report are at home: "Birmingham, Alabama". They are named nowhere.
    pub outlets: &'a [&'a str],
}

/// The place a name was resolved to.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The gazetteer's entry.
    pub id: PlaceId,
    /// The place as a record states it, with its precision.
    pub place: ResolvedPlace,
    /// Why this one.
    pub reason: PlaceReason,
}

/// Why a name was resolved to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceReason {
    /// The text names what it lies in: "Vilnius, Lithuania".
    Container,
    /// The gazetteer has no other place of the name.
    Only,
    /// Other places of the document are in the same country or division, or near.
    Document,
    /// It is the best known place of the name.
    Prominence,
}

/// The place that each name means, in the order of the names, then what each of [`PlaceContext::inside`] means; none where the
/// gazetteer has no such name, or only small places that nothing in the document speaks for. What such a name might mean,
/// [`Gazetteer::lookup`] tells.
#[must_use]
pub fn resolve_places(
    gazetteer: &Gazetteer,
    names: &[PlaceName<'_>],
    context: &PlaceContext<'_>,
) -> Vec<Option<Resolved>> {
    let mut queries: Vec<Query<'_>> = Vec::new();
    let mut by_key: BTreeMap<Key, usize> = BTreeMap::new();
    let mut names_alone = NamesAlone { gazetteer, seen: BTreeMap::new() };
    let mut pose = |key: Key, options| {
        *by_key.entry(key).or_insert_with_key(|key| {
            queries.push(Query {
                options,
                stated: key.container.is_some(),
                part: false,
                uses: 0,
                chosen: None,
            });
            queries.len() - 1
        })
    };
    let mut asked = Vec::with_capacity(names.len());
    let mut last: Option<(u32, PlaceId)> = None;
    let mut stated: BTreeMap<String, usize> = BTreeMap::new();
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for name in names {
        let after = context.text.get(name.span.end as usize..).unwrap_or_default();
        let before = context.text.get(..name.span.start as usize).unwrap_or_default();
        let (mut key, mut options) = read(&mut names_alone, name.name, before, after);
        // What a town has just been said to lie in is that division, whatever else its name means: "Spokane, Washington".
        let outer = last.filter(|(end, _)| end + 2 == name.span.start && before.ends_with(", "));
        let division = |option: &Weighed<'_>| {
            option.place.feature == Feature::Admin1 && outer.is_some_and(|(_, id)| id == option.place.id)
        };
        last = key.container.map(|container| (name.span.end, container));
        if options.iter().any(division) {
            options.retain(division);
            key.noun = Some("state");
        }
        asked.push(pose(key, options));
        if is_part(gazetteer, after) || is_owned_part(gazetteer, head(name.name), before) {
            parts.insert(fold(head(name.name)));
        }
    }
    let mut ask = |name| {
        let (key, options) = read(&mut names_alone, name, "", "");
        pose(key, options)
    };
    let dateline = context.dateline.map(&mut ask);
    let mut inside: Vec<usize> = context.inside.iter().map(|name| ask(name)).collect();
    for town in context.outlets {
        ask(town);
    }
    for (name, query) in names.iter().zip(&mut asked) {
        queries[*query].uses += 1;
        queries[*query].part |= parts.contains(&fold(head(name.name)));
        // A name that the text explains once keeps that sense where it stands alone.
        let key = fold(head(name.name));
        if queries[*query].stated && !queries[*query].options.is_empty() {
            stated.entry(key).or_insert(*query);
        }
    }
    for (name, query) in names.iter().zip(&mut asked) {
        if !queries[*query].stated
            && let Some(explained) = stated.get(&fold(head(name.name)))
        {
            *query = *explained;
        }
    }
    for (name, query) in context.inside.iter().zip(&mut inside) {
        *query = stated.get(&fold(name)).copied().unwrap_or(*query);
    }
    for round in 0..ROUNDS {
        let evidence = Evidence::gather(&queries, dateline, context.countries, round == 0);
        let choices: Vec<_> = queries.iter().map(|query| evidence.choose(query)).collect();
        for (query, choice) in queries.iter_mut().zip(choices) {
            query.chosen = choice;
        }
    }
    asked
        .iter()
        .chain(&inside)
        .map(|query| {
            let query = &queries[*query];
            let (i, reason) = query.chosen?;
            let place = &query.options.get(i)?.place;
            Some(Resolved { id: place.id, place: place.resolved(), reason })
        })
        .collect()
}

/// Most candidates that a record holds of one name.
const MOST_CANDIDATES: usize = 5;

/// What a name may mean that is not resolved, the likeliest first.
pub(super) fn candidates(gazetteer: &Gazetteer, name: &str) -> Vec<PlaceCandidate> {
    let name = head(name);
    if is_direction(name) {
        return Vec::new();
    }
    let alone = weigh(gazetteer, name);
    let mut weighed = match without_noun(name) {
        Some((bare, _)) if alone.is_empty() => weigh(gazetteer, bare),
        _ => alone,
    };
    weighed.sort_by_key(|option| (core::cmp::Reverse(option.base), option.place.id));
    weighed.truncate(MOST_CANDIDATES);
    let candidate = |option: Weighed<'_>| PlaceCandidate {
        name: option.place.name.to_owned(),
        place: option.place.resolved(),
    };
    weighed.into_iter().map(candidate).collect()
}

/// How often the choices are made anew in the light of one another.
const ROUNDS: usize = 3;
/// Most candidates of one name that are weighed; the others are small places of a common name.
const MOST_OPTIONS: usize = 48;
/// Least score of a place that no container and nothing else speaks for.
const LEAST_UNSUPPORTED: i32 = 55;

/// What distinguishes the meanings of a name: the name, the common noun with it and the container after it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    name: String,
    noun: Option<&'static str>,
    container: Option<PlaceId>,
}

#[derive(Debug)]
struct Query<'g> {
    options: Vec<Weighed<'g>>,
    /// The text says what it lies in.
    stated: bool,
    /// The text says that it is a part of a town.
    part: bool,
    uses: u32,
    chosen: Option<(usize, PlaceReason)>,
}

#[derive(Clone, Debug)]
struct Weighed<'g> {
    place: Place<'g>,
    countries: Vec<CountryCode>,
    /// The first-level division that it lies in, unless that is most of its country, as England is.
    division: Option<u16>,
    /// Score before any evidence.
    base: i32,
}

/// The candidates of a name with what stands after it.
fn read<'g, 'n>(
    names: &mut NamesAlone<'g, 'n>,
    name: &'n str,
    before: &str,
    after: &str,
) -> (Key, Vec<Weighed<'g>>) {
    let gazetteer = names.gazetteer;
    let own = head(name);
    if is_direction(own) {
        return (Key { name: fold(own), noun: None, container: None }, Vec::new());
    }
    let rest = &name[own.len()..];
    let noun = if rest.is_empty() { noun_after(after) } else { None };
    let containers = containers(
        gazetteer,
        before,
        if rest.is_empty() { after } else { rest },
        noun.map_or(0, |(_, end)| end),
    );
    let noun = noun.map(|(noun, _)| noun).or_else(|| noun_before(before));
    if let Some(division) = abbreviated_name(gazetteer, own, after) {
        let key = Key { name: fold(division.name), noun: Some("state"), container: None };
        let base = division.prominence.into();
        return (key, vec![Weighed::of(gazetteer, division, base)]);
    }
    let (mut options, own_noun) = names.candidates(own, noun);
    let mut key = Key { name: fold(own), noun: own_noun, container: None };
    // "in Iowa, Nevada, Ohio and Utah" lists what "in Nevada, Ohio" would contain.
    let divisions = |option: &Weighed<'_>| {
        option.place.feature == Feature::Admin1
            && containers
                .iter()
                .map(|outer| &outer.place)
                .any(|outer| outer.feature == Feature::Admin1 && outer.country == option.place.country)
    };
    let listed = rest.is_empty() && options.iter().any(divisions) && is_listed(before, after);
    if listed {
        options.retain(divisions);
    }
    for Container { place: outer, outright } in containers.into_iter().filter(|_| !listed) {
        let inside = |option: &Weighed<'_>| gazetteer.contains(&outer, &option.place);
        // "A village in Kenya" that the gazetteer lacks is none of its namesakes elsewhere.
        let town = || options.first().is_some_and(|first| first.place.feature == Feature::Settlement);
        if options.iter().any(inside) || outright && outer.feature == Feature::Country && town() {
            options.retain(inside);
            key.container = Some(outer.id);
            break;
        }
    }
    options.truncate(MOST_OPTIONS);
    (key, options)
}

/// What names mean by themselves, each looked up once.
struct NamesAlone<'g, 'n> {
    gazetteer: &'g Gazetteer,
    seen: BTreeMap<(&'n str, Option<&'static str>), Alone<'g>>,
}

/// The candidates of a name, and its common noun, which may also be in the name.
type Alone<'g> = (Vec<Weighed<'g>>, Option<&'static str>);

impl<'g, 'n> NamesAlone<'g, 'n> {
    /// What a name means that the noun may follow.
    fn candidates(&mut self, name: &'n str, noun: Option<&'static str>) -> Alone<'g> {
        self.seen.entry((name, noun)).or_insert_with(|| Self::look_up(self.gazetteer, name, noun)).clone()
    }

    fn look_up(gazetteer: &'g Gazetteer, name: &str, mut noun: Option<&'static str>) -> Alone<'g> {
        let mut options = weigh(gazetteer, name);
        if let Some(noun) = noun {
            // Some names are in the gazetteer with their noun alone: "Cook County".
            options.extend(weigh(gazetteer, &format!("{name} {noun}")));
        }
        if options.is_empty()
            && let Some((bare, own)) = without_noun(name)
        {
            options = weigh(gazetteer, bare);
            noun = Some(own);
        }
        // "East Oakland", "South Lubbock": a part of the town.
        if options.is_empty()
            && let Some((_, town)) = name.split_once(' ').filter(|(side, _)| is_direction(side))
        {
            options = weigh(gazetteer, town);
            options.retain(|option| option.place.feature == Feature::Settlement);
        }
        match noun {
            Some(noun) => {
                let features = features_of(noun);
                // "A Florida town" is in Florida and not called so; "New York city" is in New York and called so.
                let is_named = |option: &Weighed<'_>| features.contains(&option.place.feature);
                if features == [Feature::Settlement]
                    && let Some(likeliest) = options.first().filter(|likeliest| !is_named(likeliest))
                    && !options
                        .iter()
                        .any(|town| is_named(town) && gazetteer.contains(&likeliest.place, &town.place))
                {
                    return (options, None);
                }
                if options.iter().any(|option| features.contains(&option.place.feature)) {
                    options.retain(|option| features.contains(&option.place.feature));
                }
            }
            // A county is called by its name alone where all readers know it.
            None if gazetteer.is_beginning(name) => {
                let nouns = seed::PLACE_GENERICS.select(["noun", "features"]);
                for (_, [noun, _]) in nouns.filter(|(_, [_, features])| features.starts_with("admin2")) {
                    options.extend(weigh(gazetteer, &format!("{name} {noun}")));
                }
            }
            None => {}
        }
        (options, noun)
    }
}

/// Whether a name that a comma and another follow stands in a list: a name and a comma before it, or one more after.
fn is_listed(before: &str, after: &str) -> bool {
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    let word_before = before.strip_suffix(", ").and_then(|before| before.rsplit([' ', '\n']).next());
    let rest =
        after.strip_prefix(", ").and_then(|after| after.find([',', '.', ';']).map(|end| &after[end..]));
    let joined =
        after.strip_prefix(", ").and_then(|after| after.split_once(" and ")).is_some_and(|(name, next)| {
            !name.contains([',', '.', ';']) && name.split(' ').all(capital) && capital(next)
        });
    word_before.is_some_and(capital)
        || joined
        || rest
            .and_then(|rest| rest.strip_prefix(", "))
            .is_some_and(|next| capital(next) || next.strip_prefix("and ").is_some_and(capital))
}

/// Whether a name is nothing but a direction: "the Northeast".
pub(super) fn is_direction(name: &str) -> bool {
    seed::DIRECTIONS.select(["word"]).any(|(_, [word])| name.eq_ignore_ascii_case(word))
}

fn weigh<'g>(gazetteer: &'g Gazetteer, name: &str) -> Vec<Weighed<'g>> {
    let weighed = |candidate: Candidate| {
        let place = gazetteer.place(candidate.id)?;
        let base = candidate.weight(place.prominence).into();
        Some(Weighed::of(gazetteer, place, base))
    };
    gazetteer.lookup(name).iter().filter_map(weighed).collect()
}

impl<'g> Weighed<'g> {
    fn of(gazetteer: &'g Gazetteer, place: Place<'g>, base: i32) -> Self {
        let division = place.admin1.filter(|admin1| {
            let part = place.country.and_then(|country| {
                let whole = gazetteer.country(country)?.population;
                Some(gazetteer.division(*admin1)?.population <= whole / 2)
            });
            part != Some(false)
        });
        Self {
            countries: gazetteer.countries_of(&place),
            division: division.map(|admin1| admin1.index),
            place,
            base,
        }
    }
}

/// The name before a comma, without a possessive ending.
fn head(name: &str) -> &str {
    let head = name.split_once(',').map_or(name, |(head, _)| head).trim_end();
    owner(head).unwrap_or(head)
}

/// The common noun that stands right after a name, and where it ends.
fn noun_after(after: &str) -> Option<(&'static str, usize)> {
    let word = after.strip_prefix(' ')?;
    let end = word.find(|char: char| !char.is_alphabetic()).unwrap_or(word.len());
    let noun = noun_named(&word[..end], "end")?;
    Some((noun, 1 + end))
}

/// The common noun that "of" joins to the name: "the province of Kandahar".
fn noun_before(before: &str) -> Option<&'static str> {
    let (_, noun) = before.strip_suffix(" of ")?.rsplit_once(' ')?;
    noun_named(noun, "start")
}

/// The name without its common noun: "Kherson" of "Kherson Region", "Ontario" of "Province of Ontario".
fn without_noun(name: &str) -> Option<(&str, &'static str)> {
    if let Some((bare, last)) = name.rsplit_once(' ')
        && let Some(noun) = noun_named(last, "end")
    {
        return Some((bare, noun));
    }
    let (first, rest) = name.split_once(' ')?;
    let bare = rest.strip_prefix("of ").unwrap_or(rest);
    Some((bare, noun_named(first, "start")?))
}

/// Whether the words after a name say that it is a part of a town: "the Allentown neighborhood", "the Arbat district of
/// Moscow".
fn is_part(gazetteer: &Gazetteer, after: &str) -> bool {
    let word = after.strip_prefix(' ').unwrap_or_default();
    let end = word.find(|char: char| !char.is_alphabetic()).unwrap_or(word.len());
    let (word, rest) = word.split_at(end);
    let of_town = || {
        let whole = rest.strip_prefix(" of ").or_else(|| rest.strip_prefix(" in "));
        let words = whole?.split([' ', ',', '.']).take(3).collect::<Vec<_>>();
        let (_, named) = gazetteer.longest(&words)?;
        Some(gazetteer.place(named.first()?.id)?.feature == Feature::Settlement)
    };
    is_town_part(word) || noun_named(word, "end").is_some() && of_town() == Some(true)
}

/// Whether a noun says a part of a town: "neighborhood".
pub(super) fn is_town_part(noun: &str) -> bool {
    seed::TOWN_PARTS.select(["noun"]).any(|(_, [part])| part == noun)
}

/// Whether a town owns what the name names: "Dayton's Oregon District".
fn is_owned_part(gazetteer: &Gazetteer, name: &str, before: &str) -> bool {
    let owner = before.strip_suffix(' ').and_then(owner);
    let owner = owner.and_then(|before| before.rsplit([' ', '\n', '(']).next());
    let town = |owner: &str| {
        let first = gazetteer.lookup(owner).first()?;
        Some(gazetteer.place(first.id)?.feature == Feature::Settlement)
    };
    without_noun(name).is_some_and(|(_, noun)| features_of(noun).contains(&Feature::Settlement))
        && owner.and_then(town) == Some(true)
}

fn noun_named(word: &str, at: &str) -> Option<&'static str> {
    seed::PLACE_GENERICS
        .select(["noun", "at"])
        .find(|(_, [noun, where_])| noun.eq_ignore_ascii_case(word) && (*where_ == at || *where_ == "both"))
        .map(|(_, [noun, _])| noun)
}

fn features_of(noun: &str) -> Vec<Feature> {
    let named = |name: &str| {
        Some(match name {
            "settlement" => Feature::Settlement,
            "country" => Feature::Country,
            "admin1" => Feature::Admin1,
            "admin2" => Feature::Admin2,
            "region" => Feature::Region,
            "water" => Feature::Water,
            "terrain" => Feature::Terrain,
            "island" => Feature::Island,
            "facility" => Feature::Facility,
            _ => return None,
        })
    };
    let rows = seed::PLACE_GENERICS.select(["noun", "features"]).filter(|(_, [other, _])| *other == noun);
    rows.flat_map(|(_, [_, features])| features.split('|').filter_map(named)).collect()
}

/// What the document says about where it plays.
#[derive(Debug, Default)]
struct Evidence {
    countries: BTreeMap<CountryCode, i32>,
    divisions: BTreeMap<u16, i32>,
    /// The places most often named, at most [`MOST_ANCHORS`].
    anchors: Vec<Anchor>,
    /// Counties and towns in them that the report names both.
    paired: BTreeSet<PlaceId>,
}

/// A town, county or building that the document names.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    id: PlaceId,
    point: (f64, f64),
    prominence: u8,
}

const MOST_ANCHORS: usize = 12;
/// What it is worth that a county and a town in it are both named.
const PAIRED: i32 = 60;
/// So many names of counties, and of towns, are compared.
const MOST_PAIRED: usize = 12;
/// How near an anchor counts, in kilometres.
const NEAR: f64 = 150.0;
/// How near a town is to its parts, in kilometres.
const BESIDE: f64 = 40.0;

impl Evidence {
    fn gather(
        queries: &[Query<'_>],
        dateline: Option<usize>,
        countries: &[CountryCode],
        first: bool,
    ) -> Self {
        let mut evidence = Self::default();
        for country in countries {
            *evidence.countries.entry(*country).or_default() += 1;
        }
        let mut anchors: Vec<(u32, Anchor)> = Vec::new();
        for (i, query) in queries.iter().enumerate() {
            let Some(option) = query.vote(first) else { continue };
            let place = &option.place;
            let weight = query.weight() + if dateline == Some(i) { 2 } else { 0 };
            for country in &option.countries {
                *evidence.countries.entry(*country).or_default() += weight;
            }
            // A capital tells of the whole country: its press and its ministries are there.
            if let Some(division) = option.division.filter(|_| !place.capital) {
                *evidence.divisions.entry(division).or_default() += weight;
            }
            if matches!(place.feature, Feature::Settlement | Feature::Admin2 | Feature::Facility) {
                let anchor = Anchor { id: place.id, point: place.point(), prominence: place.prominence };
                anchors.push((query.uses, anchor));
            }
        }
        anchors.sort_by_key(|(uses, anchor)| (u32::MAX - uses, anchor.id));
        anchors.truncate(MOST_ANCHORS);
        evidence.anchors = anchors.into_iter().map(|(_, anchor)| anchor).collect();
        evidence.pair(queries);
        evidence
    }

    /// Of the counties of one name, that which most names of the report have a town in: "Pike County" and "Magnolia" are in
    /// Mississippi together, and in no other state.
    fn pair(&mut self, queries: &[Query<'_>]) {
        let all_of = |feature: Feature| {
            let of_feature = move |query: &&Query<'_>| {
                !query.part && query.options.first().is_some_and(|option| option.place.feature == feature)
            };
            queries.iter().filter(of_feature).take(MOST_PAIRED)
        };
        let towns: Vec<_> = all_of(Feature::Settlement).filter(|town| town.uses > 0).collect();
        for county in all_of(Feature::Admin2).filter(|county| county.options.len() > 1) {
            let mut counted: Vec<_> = county
                .options
                .iter()
                .map(|outer| {
                    let inside: Vec<PlaceId> = towns.iter().filter_map(|town| town.inside(outer)).collect();
                    let votes = outer.division.and_then(|division| self.divisions.get(&division));
                    ((inside.len(), votes.copied().unwrap_or(0)), outer.place.id, inside)
                })
                .collect();
            counted.sort_by_key(|(score, id, _)| (core::cmp::Reverse(*score), *id));
            if let [(best, id, inside), (next, ..), ..] = &counted[..]
                && best > next
                && !inside.is_empty()
            {
                self.paired.insert(*id);
                self.paired.extend(inside);
            }
        }
    }

    /// The best candidate and why; the name's own vote is taken out.
    fn choose(&self, query: &Query<'_>) -> Option<(usize, PlaceReason)> {
        let own = query.vote(query.chosen.is_none());
        let supports: Vec<Support> =
            query.options.iter().map(|option| self.support(query, option, own)).collect();
        let likeliest = |may: &dyn Fn(usize) -> bool| {
            let scores =
                query.options.iter().zip(&supports).map(|(option, support)| option.base + support.sum);
            scores.enumerate().filter(|(i, _)| may(*i)).max_by_key(|(i, score)| (*score, usize::MAX - i))
        };
        if query.part {
            // A part of a town that the gazetteer knows by itself lies with the rest of the report.
            let (best, _) = likeliest(&|i| supports[i].beside)?;
            return Some((best, PlaceReason::Document));
        }
        let (mut best, mut score) = likeliest(&|_| true)?;
        // A small town where nothing else of the report plays is another of the name, or none that the gazetteer knows.
        let place = &query.options[best].place;
        if !query.stated
            && place.feature == Feature::Settlement
            && query.options[best].base < WELL_KNOWN
            && !self.speaks_for(&supports[best])
            && self.countries.values().any(|votes| *votes >= AT_HOME)
        {
            (best, score) = likeliest(&|i| self.speaks_for(&supports[i]))?;
        }
        let reason = match () {
            () if query.stated => PlaceReason::Container,
            () if query.options.len() == 1 => PlaceReason::Only,
            () if supports[best].sum > 0 => PlaceReason::Document,
            () => PlaceReason::Prominence,
        };
        // A report that plays in one division means the village there, which the gazetteer may not know.
        let elsewhere = query.options[best].place.feature == Feature::Settlement
            && self.divisions.values().any(|votes| *votes >= LOCAL);
        let likely = match () {
            () if supports[best].local => true,
            () if elsewhere => score >= LEAST_ELSEWHERE,
            () => supports[best].sum > 0 || score >= LEAST_UNSUPPORTED,
        };
        (reason == PlaceReason::Container || likely).then_some((best, reason))
    }

    /// Whether a place is near others of the report, or in a country that it speaks of half as often as of any.
    fn speaks_for(&self, support: &Support) -> bool {
        let most = self.countries.values().copied().max().unwrap_or(0);
        support.local || support.country > 0 && support.country * 2 >= most
    }

    fn support(&self, query: &Query<'_>, option: &Weighed<'_>, own: Option<&Weighed<'_>>) -> Support {
        let own_weight = query.weight();
        let country = option.countries.iter().map(|country| {
            let all = self.countries.get(country).copied().unwrap_or(0);
            all - if own.is_some_and(|own| own.countries.contains(country)) { own_weight } else { 0 }
        });
        let country = country.max().unwrap_or(0);
        let division = option.division.map_or(0, |division| {
            let all = self.divisions.get(&division).copied().unwrap_or(0);
            all - if own.and_then(|own| own.division) == Some(division) { own_weight } else { 0 }
        });
        let others = self.anchors.iter().filter(|anchor| own.is_none_or(|own| own.place.id != anchor.id));
        let away = |anchor: &Anchor| kilometres(anchor.point, option.place.point());
        let near = others.clone().any(|anchor| away(anchor) <= NEAR);
        let paired = self.paired.contains(&option.place.id);
        let beside = others
            .filter(|anchor| anchor.prominence >= option.place.prominence)
            .any(|anchor| away(anchor) <= BESIDE);
        Support {
            country,
            sum: step(country, 12, 4, 36)
                + step(division, 18, 7, 60)
                + if near { 26 } else { 0 }
                + if paired { PAIRED } else { 0 },
            local: division > 0 || near || paired,
            beside,
        }
    }
}

/// What speaks for a candidate beside its prominence.
#[derive(Clone, Copy, Debug)]
struct Support {
    sum: i32,
    /// Votes for its country.
    country: i32,
    /// Whether something of its division or nearby does.
    local: bool,
    /// Whether a better known place of the report is so near that this may be a part of it.
    beside: bool,
}

/// Prominence from which a place is known to most readers by a name.
const WELL_KNOWN: i32 = 120;
/// Prominence from which a town is meant by its name whatever county is named beside it.
const METROPOLIS: u8 = 150;
/// Votes from which a country is one that the report plays in.
const AT_HOME: i32 = 2;
/// Votes from which a division is where the report plays.
const LOCAL: i32 = 3;
/// Least score of a settlement outside all divisions and surroundings that such a report names: known to most readers,
/// and in the country that all speaks for.
const LEAST_ELSEWHERE: i32 = 120 + 36;

/// What `count` votes are worth: `first` for one, `more` for each further one, `most` at the most.
fn step(count: i32, first: i32, more: i32, most: i32) -> i32 {
    if count <= 0 { 0 } else { (first + more * (count - 1)).min(most) }
}

impl<'g> Query<'g> {
    /// The place this name speaks for: what was chosen, and at first only what is beyond doubt.
    fn vote(&self, first: bool) -> Option<&Weighed<'g>> {
        if !first {
            return self.options.get(self.chosen?.0);
        }
        let best = self.options.first()?;
        let second = self.options.iter().skip(1).map(|option| option.base).max();
        let clear = self.stated || second.is_none_or(|second| best.base >= second + CLEAR);
        (clear && (self.stated || best.base >= LEAST_UNSUPPORTED)).then_some(best)
    }

    /// The town of this name that is in a county, if it may be meant: "Marion County" and "Dallas" speak of no other Dallas.
    fn inside(&self, county: &Weighed<'_>) -> Option<PlaceId> {
        let likeliest = &self.options.first()?.place;
        let is_known = |town: &Place<'_>| {
            likeliest.id != town.id && likeliest.prominence >= METROPOLIS && likeliest.country == town.country
        };
        let mut inside = self.options.iter().filter(|town| {
            town.place.feature == Feature::Settlement
                && town.division.is_some()
                && town.division == county.division
                && !is_known(&town.place)
                && kilometres(town.place.point(), county.place.point()) <= BESIDE
        });
        inside.next().map(|town| town.place.id)
    }

    /// Votes of the name.
    fn weight(&self) -> i32 {
        1 + i32::from(self.uses > 2) + i32::from(self.stated)
    }
}

/// By how much the best candidate must lead to speak for its country before the others are chosen.
const CLEAR: i32 = 35;

#[cfg(test)]
#[path = "places_tests.rs"]
mod tests;

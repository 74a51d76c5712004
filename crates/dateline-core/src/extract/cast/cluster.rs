//! Which names name the same: "Volodymyr Zelenskyy" and "Zelenskyy", "Institute for the Study of War" and "ISW".

use std::collections::{BTreeMap, BTreeSet};

use super::mention::Draft;
use super::name;
use super::rules::{CastRules, Gender, NounSort, Number, Position};
use crate::extract::Reading;
use crate::extract::places::Resolved;
use crate::language::Dep;
use crate::lexicon::{CountryCode, Gazetteer, MetonymKind, PlaceId, fold};
use crate::model::{EntityKind, Form};
use crate::text::SentenceKind;

/// An entity in the making: the mentions that refer to it, and what they tell of it together.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub(super) kind: EntityKind,
    /// As names, titles and descriptions tell.
    pub(super) gender: Gender,
    /// How many more pronouns call it "he" than "she"; a given name alone counts as one.
    pub(super) he_or_she: i32,
    pub(super) number: Number,
    pub(super) country: Option<CountryCode>,
    /// Whether the country is the entity itself rather than what it belongs to.
    pub(super) is_country: bool,
    /// Whether it may be a person though its name was taken for another thing's.
    pub(super) may_be_person: bool,
    /// Indexes of the mentions, in order of the text.
    pub(super) mentions: Vec<usize>,
}

impl Cluster {
    /// Counts a word for a gender.
    fn suppose(&mut self, gender: Gender) {
        self.he_or_she += match gender {
            Gender::Male => 1,
            Gender::Female => -1,
            Gender::Unknown => 0,
        };
    }

    /// The gender that pronouns and a given name alone speak for.
    pub(super) fn supposed_gender(&self) -> Gender {
        match self.he_or_she {
            1.. => Gender::Male,
            0 => Gender::Unknown,
            _ => Gender::Female,
        }
    }

    /// The gender as far as anything tells.
    pub(super) fn any_gender(&self) -> Gender {
        self.gender.or(self.supposed_gender())
    }
}

/// Clusters, and the one of each mention that has one.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    pub(super) all: Vec<Cluster>,
    pub(super) of: Vec<Option<usize>>,
}

/// So many mentions of a name are asked whether it may be a person's.
const MOST_MENTIONS: usize = 32;

/// Most clusters that are looked at for one name.
const MOST_RIVALS: usize = 16;

impl Clusters {
    /// Makes a cluster of one mention.
    pub(super) fn open(&mut self, drafts: &[Draft], mention: usize) -> usize {
        let draft = &drafts[mention];
        self.all.push(Cluster {
            kind: draft.kind,
            gender: draft.gender,
            he_or_she: 0,
            number: draft.number,
            country: draft.country,
            is_country: draft.kind == EntityKind::Place && draft.country.is_some(),
            may_be_person: false,
            mentions: vec![mention],
        });
        self.of[mention] = Some(self.all.len() - 1);
        self.all.len() - 1
    }

    /// Adds a mention to a cluster.
    pub(super) fn join(&mut self, drafts: &[Draft], mention: usize, cluster: usize) {
        let draft = &drafts[mention];
        let entity = &mut self.all[cluster];
        entity.mentions.push(mention);
        if draft.form == Form::Pronoun {
            entity.suppose(draft.gender);
        } else {
            entity.gender = entity.gender.or(draft.gender);
        }
        entity.country = entity.country.or(draft.country);
        self.of[mention] = Some(cluster);
    }

    /// Gives all mentions of the entity of one mention to the entity of another.
    fn unite(&mut self, mention: usize, with: usize) {
        let (Some(from), Some(to)) = (self.of[mention], self.of[with]) else { return };
        if from == to || !self.all[from].gender.fits(self.all[to].gender) {
            return;
        }
        let other = core::mem::take(&mut self.all[from].mentions);
        for k in &other {
            self.of[*k] = Some(to);
        }
        let (gender, supposed, country) =
            (self.all[from].gender, self.all[from].he_or_she, self.all[from].country);
        let entity = &mut self.all[to];
        entity.mentions.extend(other);
        entity.gender = entity.gender.or(gender);
        entity.he_or_she += supposed;
        entity.country = entity.country.or(country);
    }

    /// Gives each mention from one on, all of which name places, the cluster of its place.
    pub(super) fn join_places(&mut self, drafts: &[Draft], places: &[Option<Resolved>], from: usize) {
        let mut of_place: BTreeMap<PlaceId, usize> = BTreeMap::new();
        for (k, cluster) in self.of.iter().enumerate() {
            if let (Some(cluster), Some(resolved)) = (*cluster, &places[k])
                && drafts[k].kind == EntityKind::Place
            {
                of_place.entry(resolved.id).or_insert(cluster);
            }
        }
        self.of.resize(drafts.len(), None);
        for k in from..drafts.len() {
            let Some(resolved) = &places[k] else { continue };
            match of_place.get(&resolved.id) {
                Some(&cluster) => {
                    let entity = &mut self.all[cluster];
                    let start = drafts[k].tokens.start;
                    let at = entity.mentions.partition_point(|other| drafts[*other].tokens.start < start);
                    entity.mentions.insert(at, k);
                    self.of[k] = Some(cluster);
                }
                None => {
                    let cluster = self.open(drafts, k);
                    of_place.insert(resolved.id, cluster);
                }
            }
        }
    }

    /// Sorts the clusters by their first mention and drops those without any.
    pub(super) fn in_order(&mut self, drafts: &[Draft]) {
        let mut order: Vec<usize> =
            (0..self.all.len()).filter(|cluster| !self.all[*cluster].mentions.is_empty()).collect();
        order.sort_by_key(|cluster| {
            let first = self.all[*cluster].mentions.first();
            first.map(|k| (drafts[*k].tokens.start, core::cmp::Reverse(drafts[*k].tokens.end)))
        });
        let mut rank = vec![0; self.all.len()];
        for (to, from) in order.iter().enumerate() {
            rank[*from] = to;
        }
        for cluster in self.of.iter_mut().flatten() {
            *cluster = rank[*cluster];
        }
        self.all = order.iter().map(|from| self.all[*from].clone()).collect();
    }
}

/// Clusters the names.
pub(super) fn names(
    reading: &Reading<'_>,
    drafts: &[Draft],
    places: &[Option<Resolved>],
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Clusters {
    let mut clusters = Clusters { all: Vec::new(), of: vec![None; drafts.len()] };
    persons(reading, drafts, rules, &mut clusters);
    others(reading, drafts, places, gazetteer, rules, &mut clusters);
    for (k, draft) in drafts.iter().enumerate() {
        if let Some(named) = draft.other_name_of {
            clusters.unite(k, named);
        }
    }
    for cluster in &mut clusters.all {
        cluster.mentions.sort_unstable();
        let mut mentions = cluster.mentions.iter().take(MOST_MENTIONS).map(|mention| &drafts[*mention]);
        cluster.may_be_person =
            mentions.clone().next().is_some_and(|first| may_be_person(reading, first, gazetteer, rules))
                && !mentions.any(|draft| is_body_or_thing(reading, draft, rules));
    }
    clusters
}

fn words_of<'r>(reading: &'r Reading<'_>, draft: &Draft) -> Vec<&'r str> {
    draft
        .tokens
        .clone()
        .map(|i| reading.lower(i))
        .filter(|word| word.chars().any(char::is_alphabetic) && !super::recurrence::is_generation(word))
        .collect()
}

/// Longer names found persons; then each single word is the person last mentioned who bears it.
fn persons(reading: &Reading<'_>, drafts: &[Draft], rules: &CastRules, clusters: &mut Clusters) {
    let is_person = |draft: &Draft| draft.form == Form::Name && draft.kind == EntityKind::Person;
    // Clusters by each word of their names, in order of appearance.
    let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut full: Vec<Vec<&str>> = Vec::new();
    for (k, draft) in drafts.iter().enumerate().filter(|(_, draft)| is_person(draft)) {
        let words = words_of(reading, draft);
        if words.len() < 2 {
            continue;
        }
        let last = &words[words.len() - 1];
        let rivals = bearers.get(last).map_or(&[][..], Vec::as_slice);
        let same = rivals
            .iter()
            .rev()
            .take(MOST_RIVALS)
            .copied()
            .find(|c| clusters.all[*c].gender.fits(draft.gender) && same_person(&full[*c], &words));
        let cluster = match same {
            Some(cluster) => {
                clusters.join(drafts, k, cluster);
                if words.len() > full[cluster].len() {
                    full[cluster].clone_from(&words);
                }
                cluster
            }
            None => {
                full.push(words.clone());
                clusters.open(drafts, k)
            }
        };
        // "Malcolm X", but no middle initial.
        for word in words.iter().filter(|word| word.len() > 1 || *word == last) {
            let bearing = bearers.entry(word).or_default();
            if !bearing.contains(&cluster) && bearing.len() < 4 * MOST_RIVALS {
                bearing.push(cluster);
            }
        }
    }
    let is_relative: Vec<bool> =
        clusters.all.iter().map(|entity| is_relative(reading, &drafts[entity.mentions[0]], rules)).collect();
    // The single words, in order, beside the longer names as they pass.
    let mut latest: Vec<Option<usize>> = vec![None; clusters.all.len()];
    let mut latest_full = latest.clone();
    // Reports call grown-ups by their surnames and children by their given names, in their own words.
    let quotations = &reading.quotations;
    let is_quoted = |token: usize| {
        let at = quotations.partition_point(|quotation| quotation.tokens.end <= token);
        quotations.get(at).is_some_and(|quotation| quotation.tokens.contains(&token))
    };
    let alone: BTreeSet<&str> = drafts
        .iter()
        .filter(|draft| is_person(draft) && !is_quoted(draft.head))
        .filter_map(|draft| <[&str; 1]>::try_from(words_of(reading, draft)).ok())
        .map(|[word]| word)
        .collect();
    let by_given: Vec<bool> =
        full.iter().map(|words| words.first().is_some_and(|first| alone.contains(first))).collect();
    for (k, draft) in drafts.iter().enumerate().filter(|(_, draft)| is_person(draft)) {
        if let Some(cluster) = clusters.of[k] {
            latest[cluster] = Some(k);
            latest_full[cluster] = Some(k);
            continue;
        }
        let words = words_of(reading, draft);
        let Some(word) = words.first().copied() else {
            clusters.open(drafts, k);
            latest.push(Some(k));
            continue;
        };
        let rivals = bearers.get(word).map_or(&[][..], Vec::as_slice);
        // Somebody named before goes before somebody named later, a last name before a first name.
        let best = rivals
            .iter()
            .rev()
            .take(MOST_RIVALS)
            .copied()
            .filter(|c| clusters.all[*c].gender.fits(draft.gender))
            // "Lund was born in Oslo. Her father, Per Lund," was not who was born.
            .filter(|c| latest[*c].is_some() || is_relative.get(*c) != Some(&true))
            .max_by_key(|c| {
                let is_last = full.get(*c).and_then(|words| words.last()) == Some(&word);
                let by_surname = !by_given.get(*c).copied().unwrap_or_default();
                let told = latest_full.get(*c).copied().flatten();
                (
                    latest[*c].is_some(),
                    is_last,
                    is_last && by_surname,
                    is_relative.get(*c) != Some(&true),
                    told,
                    latest[*c],
                    core::cmp::Reverse(*c),
                )
            });
        let cluster = match best {
            Some(cluster) => {
                clusters.join(drafts, k, cluster);
                cluster
            }
            None => {
                let cluster = clusters.open(drafts, k);
                let entity = &mut clusters.all[cluster];
                // Whom a text calls nothing but "Nicole", it calls by the given name.
                if !rules.is_surname(word) {
                    entity.suppose(rules.given(word).unwrap_or_default());
                }
                latest.push(None);
                full.push(words.clone());
                bearers.entry(word).or_default().push(cluster);
                cluster
            }
        };
        latest[cluster] = Some(k);
    }
}

/// Whether a name is introduced as that of somebody's relative: "her father Per Lund", "the daughter of Per Lund".
fn is_relative(reading: &Reading<'_>, draft: &Draft, rules: &CastRules) -> bool {
    let kin = |i: usize| rules.noun(reading.lemma(i)).is_some_and(|noun| noun.sort == NounSort::Kin);
    let before =
        draft.tokens.start.checked_sub(1).and_then(|before| {
            if reading.lower(before) == "," { before.checked_sub(1) } else { Some(before) }
        });
    let joined = core::iter::successors(Some(draft.head), |i| {
        reading.parse.head(*i).filter(|_| reading.dep(*i) == Some(Dep::Conj))
    });
    before.is_some_and(kin)
        || joined.take(3).any(|i| match (reading.dep(i), reading.parse.head(i)) {
            (Some(Dep::Appos), Some(host)) => kin(host),
            (Some(Dep::Pobj), Some(of)) => {
                reading.lower(of) == "of" && reading.parse.head(of).is_some_and(kin)
            }
            _ => false,
        })
}

/// Whether two full names with the same last word may name one person: the first words agree, one is the other's
/// initial, or all words of the shorter are among the longer's.
fn same_person(a: &[&str], b: &[&str]) -> bool {
    let (Some(first), Some(other)) = (a.first(), b.first()) else { return false };
    let initial = |short: &str, long: &str| {
        short.len() <= 2 && short.trim_end_matches('.').len() == 1 && long.starts_with(&short[..1])
    };
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    first == other
        || first.is_ascii() && other.is_ascii() && (initial(first, other) || initial(other, first))
        || short.iter().all(|word| long.contains(word))
}

/// Whether a name that was taken for another thing's may be a person's for all that is known of its words: up to three
/// in title case, none of them telling a body, a known place or a common noun.
fn may_be_person(reading: &Reading<'_>, draft: &Draft, gazetteer: &Gazetteer, rules: &CastRules) -> bool {
    let telling = |i: usize| {
        let word = reading.lower(i);
        rules.noun(word).is_some()
            || rules.tells_kind(word)
            || gazetteer.demonym(word).is_some()
            || !reading.word(i).chars().any(char::is_lowercase)
            || !reading.word(i).starts_with(char::is_uppercase)
            // "Ill."
            || draft.tokens.len() == 1 && reading.word(i).ends_with('.')
    };
    let article = draft.tokens.start.checked_sub(1).is_some_and(|before| reading.lower(before) == "the");
    draft.kind != EntityKind::Person
        && draft.kind != EntityKind::Group
        && draft.form == Form::Name
        && draft.country.is_none()
        && draft.stands_for.is_none()
        && !article
        && reading.kind_at(draft.head) != SentenceKind::Dateline
        && draft.tokens.len() <= 3
        && !draft.tokens.clone().any(telling)
        && !is_known_place(gazetteer, reading.words(draft.tokens.clone()))
}

/// Whether words around a name show that it is no person's: an article, brackets behind a longer name, or somebody who
/// speaks for it or holds an office in it.
fn is_body_or_thing(reading: &Reading<'_>, draft: &Draft, rules: &CastRules) -> bool {
    let before = draft.tokens.start.checked_sub(1);
    let closed = || reading.lower(draft.tokens.end) == ")";
    if before.is_some_and(|before| match reading.lower(before) {
        "the" => true,
        "(" => closed(),
        _ => false,
    }) {
        return true;
    }
    let parse = reading.parse;
    let is_office = |noun: usize| rules.title(reading.lemma(noun)).is_some();
    match (reading.dep(draft.head), parse.head(draft.head)) {
        (Some(Dep::Compound | Dep::Poss), Some(noun)) => is_office(noun),
        (Some(Dep::Pobj), Some(preposition)) => {
            matches!(reading.lower(preposition), "of" | "for" | "at")
                && parse.head(preposition).is_some_and(is_office)
        }
        _ => false,
    }
}

/// Whether readers think of a place first when they read the word.
fn is_known_place(gazetteer: &Gazetteer, word: &str) -> bool {
    let first = gazetteer.lookup(word).first().and_then(|first| gazetteer.place(first.id));
    first.is_some_and(|place| place.prominence >= WELL_KNOWN)
}

/// Prominence from which a place is known to most readers.
const WELL_KNOWN: u8 = 120;

/// What an institution, place or thing is compared by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Country(CountryCode),
    Place(PlaceId),
    Government(CountryCode),
    Body(String, Option<CountryCode>),
    Name(EntityKind, String),
}

fn others(
    reading: &Reading<'_>,
    drafts: &[Draft],
    places: &[Option<Resolved>],
    gazetteer: &Gazetteer,
    rules: &CastRules,
    clusters: &mut Clusters,
) {
    let mut by_key: BTreeMap<Key, usize> = BTreeMap::new();
    let mut expansions: BTreeMap<String, usize> = BTreeMap::new();
    // Multi-word organizations by their first and last words, while those are unambiguous.
    let mut parts: BTreeMap<String, Option<usize>> = BTreeMap::new();
    let wanted = |draft: &Draft| draft.form == Form::Name && draft.kind != EntityKind::Person;
    let long = |draft: &Draft| draft.tokens.len() > 1;
    let order = |first: bool| {
        drafts.iter().enumerate().filter(move |(_, draft)| wanted(draft) && long(draft) == first)
    };
    // Long names first, and among them those whose country is told: "Ministry of Defense" may come before "Russia's
    // Defense Ministry" and mean the same.
    let told = |told: bool| order(true).filter(move |(_, draft)| draft.country.is_some() == told);
    for (k, draft) in told(true).chain(told(false)).chain(order(false)) {
        let key = key_of(reading, draft, places[k].as_ref(), gazetteer, rules);
        let known = by_key.get(&key).copied().or_else(|| match &key {
            // A ministry without its country is the only one of its sort, if there is one.
            Key::Body(words, None) => {
                let mut same = by_key
                    .range(Key::Body(words.clone(), None)..)
                    .take_while(|(other, _)| matches!(other, Key::Body(others, _) if others == words));
                let first = same.next().map(|(_, cluster)| *cluster);
                first.filter(|_| same.next().is_none())
            }
            Key::Name(EntityKind::Organization, word) if draft.tokens.len() == 1 => {
                expansions.get(word).copied().or_else(|| parts.get(word).copied().flatten())
            }
            _ => None,
        });
        let cluster = match known {
            Some(cluster) => {
                clusters.join(drafts, k, cluster);
                cluster
            }
            None => clusters.open(drafts, k),
        };
        if draft.kind == EntityKind::Organization && draft.tokens.len() > 1 && draft.stands_for.is_none() {
            if let Some(acronym) = acronym(reading, draft) {
                expansions.entry(acronym).or_insert(cluster);
            }
            for end in [draft.tokens.start, draft.tokens.end - 1] {
                let word = reading.lower(end);
                let telling = word.len() > 3
                    && rules.noun(word).is_none()
                    && rules.name_word(word, Position::Last).next().is_none()
                    && rules.name_word(word, Position::BeforeOf).next().is_none()
                    && gazetteer.demonym(word).is_none()
                    && !is_known_place(gazetteer, word);
                if telling {
                    let entry = parts.entry(word.to_owned()).or_insert(Some(cluster));
                    if *entry != Some(cluster) {
                        *entry = None;
                    }
                }
            }
        }
        by_key.entry(key).or_insert(cluster);
    }
}

fn key_of(
    reading: &Reading<'_>,
    draft: &Draft,
    place: Option<&Resolved>,
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Key {
    let words = reading.words(draft.tokens.clone());
    if let Some(metonym) = draft.stands_for {
        return match (metonym.kind, metonym.country) {
            (MetonymKind::Government, Some(country)) => Key::Government(country),
            _ => Key::Name(EntityKind::Organization, metonym.stands_for.to_lowercase()),
        };
    }
    match draft.kind {
        EntityKind::Place => match draft.country {
            Some(country) => Key::Country(country),
            None => place.map_or_else(|| Key::Name(draft.kind, fold(words)), |place| Key::Place(place.id)),
        },
        EntityKind::Group => match gazetteer.demonym(words) {
            Some(demonym) if !demonym.place.is_empty() => Key::Name(draft.kind, demonym.place.to_lowercase()),
            // "Republican" and "Republicans".
            _ => Key::Name(draft.kind, fold(words).trim_end_matches('s').to_owned()),
        },
        EntityKind::Organization => {
            let state_body = [draft.tokens.start, draft.tokens.end - 1]
                .into_iter()
                .any(|i| rules.name_word(reading.lower(i), Position::State).next().is_some());
            if state_body && draft.tokens.len() > 1 {
                Key::Body(stems(draft.tokens.clone().map(|i| reading.lower(i))), draft.country)
            } else {
                Key::Name(draft.kind, corporate_key(reading, draft, rules))
            }
        }
        kind => Key::Name(kind, name::key(reading, draft.tokens.clone())),
    }
}

/// The first five letters of each word that means something, sorted: what "Ministry of Defence" and "Defense Ministry"
/// have in common.
pub(super) fn stems<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut stems: Vec<&str> = words
        .filter(|word| word.len() > 2 && !matches!(*word, "the" | "for" | "and"))
        .map(|word| word.char_indices().nth(5).map_or(word, |(end, _)| &word[..end]))
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems.join(" ")
}

/// An organization's name without "Inc." and the like.
fn corporate_key(reading: &Reading<'_>, draft: &Draft, rules: &CastRules) -> String {
    let mut tokens = draft.tokens.clone();
    while tokens.len() > 1 && {
        let last = reading.lower(tokens.end - 1);
        last == ","
            || last.len() <= 6
                && last != "bank"
                && rules.name_word(last, Position::Last).next().is_some()
                && rules.noun(last).is_none()
    } {
        tokens.end -= 1;
    }
    name::key(reading, tokens)
}

/// The initials of a name's capitalised words: "isw" for "Institute for the Study of War".
fn acronym(reading: &Reading<'_>, draft: &Draft) -> Option<String> {
    let initials: String = draft
        .tokens
        .clone()
        .filter_map(|i| reading.word(i).chars().next())
        .filter(|c| c.is_uppercase())
        .flat_map(char::to_lowercase)
        .collect();
    (initials.chars().count() > 1).then_some(initials)
}

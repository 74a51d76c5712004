//! The tables that the cast is read with.

use super::alias::AliasCue;
use super::coreference::Weights;
use super::evidence::{Evidence, Scores};
use super::relation_rules::RelationRules;
use super::station::Station;
use crate::extract::Reading;
use crate::language::Pos;
use crate::lexicon::WordMap;
use crate::model::{EntityKind, Tenure};
use crate::seed;

/// What the stage goes by, compiled from `actor_nouns`, `titles`, `title_forms`, `title_modifiers`, `role_verbs`, `general_titles`, `pronouns`,
/// `coreference_clues`, `name_words`, `name_evidence`, `given_names`, `surnames`, `agent_verbs`, `siege_verbs`, `fatal_verbs`,
/// `alias_phrases`, `stations`, `name_particles`, `compound_endings`, and the parts of the body in `event_arguments`.
pub struct CastRules {
    nouns: WordMap<ActorNoun>,
    titles: WordMap<Title>,
    /// The last words of titles, and of nouns of several words.
    title_ends: WordMap<()>,
    compound_ends: WordMap<()>,
    /// Titles by their other forms: "sen."
    title_forms: WordMap<&'static str>,
    /// Titles that are held for the region told behind the holder's name.
    regional: Vec<&'static str>,
    modifiers: WordMap<Manner>,
    /// Modifiers that go on behind a title: "-elect".
    suffixes: Vec<(&'static str, Manner)>,
    role_verbs: WordMap<Vec<RoleVerb>>,
    pub(super) relations: RelationRules,
    general: Vec<&'static str>,
    relational: Vec<&'static str>,
    calendar: Vec<&'static str>,
    directions: Vec<&'static str>,
    pronouns: WordMap<Pronoun>,
    name_words: WordMap<Vec<NameWord>>,
    given: WordMap<Gender>,
    surnames: WordMap<()>,
    agent_verbs: Vec<&'static str>,
    siege_verbs: Vec<&'static str>,
    /// By verb, whether it is the object who dies.
    fatal_verbs: WordMap<bool>,
    particles: Vec<&'static str>,
    compound_endings: Vec<&'static str>,
    place_nouns: Vec<&'static str>,
    limbs: WordMap<()>,
    alias_cues: Vec<AliasCue>,
    alias_fillers: Vec<&'static str>,
    stations: WordMap<Station>,
    weights: Vec<Scores>,
    coreference_weights: Weights,
}

/// Grammatical and natural gender, as far as words tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gender {
    #[default]
    Unknown,
    Male,
    Female,
}

impl Gender {
    fn named(cell: &str) -> Self {
        match cell {
            "m" => Self::Male,
            "f" => Self::Female,
            _ => Self::Unknown,
        }
    }

    /// Whether one and the same person may have both.
    pub(super) fn fits(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }

    /// The known one of the two.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}

/// A common noun that refers to somebody or something that acts or is acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ActorNoun {
    pub(super) kind: EntityKind,
    pub(super) gender: Gender,
    pub(super) sort: NounSort,
}

/// What sort of noun it is; `actor_nouns.tsv` describes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NounSort {
    People,
    Kin,
    Collective,
    Body,
    Nation,
    Area,
    Site,
    Thing,
    /// An office or occupation, from `titles.tsv`.
    Office,
    /// An adjective that stands for people: "the wounded".
    Adjective,
}

/// A title, office or occupation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) gender: Gender,
    pub(super) holds: Holds,
}

/// What an office is part of; `titles.tsv` describes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    State,
    Government,
    Body,
    Rank,
    Nobility,
    Address,
    Occupation,
}

/// How a title is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    Past,
    Acting,
    Future,
    Rank,
    /// What the office is concerned with: "political director".
    Field,
}

impl Manner {
    /// What a word with this sense says of how long an office is held.
    pub(super) fn tenure(self) -> Option<Tenure> {
        match self {
            Self::Past => Some(Tenure::Former),
            Self::Acting => Some(Tenure::Acting),
            Self::Future => Some(Tenure::Incoming),
            Self::Rank | Self::Field => None,
        }
    }
}

/// A verb that says what role somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RoleVerb {
    pub(super) form: RoleForm,
    pub(super) status: Option<Tenure>,
}

/// How a verb tells the role; `role_verbs.tsv` describes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoleForm {
    Attribute,
    Named,
    As,
}

/// The status that a table calls so.
pub(super) fn tenure_named(name: &str) -> Option<Tenure> {
    match name {
        "former" => Some(Tenure::Former),
        "acting" => Some(Tenure::Acting),
        "incoming" => Some(Tenure::Incoming),
        _ => None,
    }
}

/// A pronoun's features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pronoun {
    pub(super) person: u8,
    pub(super) number: Number,
    pub(super) gender: Gender,
    /// "it", "its", "itself".
    pub(super) neuter: bool,
    pub(super) usage: Usage,
}

/// Grammatical number, as far as words tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Number {
    #[default]
    Unknown,
    Singular,
    Plural,
}

/// Form of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    Subject,
    Object,
    Possessive,
    Reflexive,
    Relative,
}

/// Where in a name a word tells what the name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Last,
    /// As the last words of what is a body, or at least no person, whatever else speaks against it: "Football League".
    Body,
    /// As the whole name: "the Quran".
    Whole,
    BeforeOf,
    First,
    Any,
    /// Last, in a body every state has one of: "Ministry".
    State,
    /// Last, with nothing of the name after it, in a body that belongs to a state: "Ukrainian Embassy".
    Close,
    /// Beside the name, in lower case, to say what it names: "Reuters news agency", "ferry operator Baltika".
    Label,
    /// Behind the name, or before "of" or "in" and the name: what companies have.
    Company,
    /// Before the number of a road: "Route 9".
    Road,
    /// Before the number of a part of a law: "Article 5".
    Numbered,
    /// As the last word, behind the number of a house or "block of": "212 Celebration Court".
    Street,
    /// Behind the name of a town, who is from there: "a Portage woman".
    Inhabited,
    /// Behind the names of several streets.
    Crossing,
    /// Of the verb whose passive subject it is: "Bilka was founded in 1970".
    Founded,
    /// Of the verb whose subject it is: "Bilka sells".
    Makes,
    /// Before "for" or "with" and the name: "played for Lausanne".
    Fielding,
    /// Behind the name, whose they are: "the Lund family".
    Kin,
    /// Last, behind the names of two places: "the London and South Western Railway".
    Between,
    /// Before the number of a station: "BBC Radio 4".
    Channel,
    /// Last, behind a number: "65th Air Division".
    Unit,
    /// Before a hyphen and a number: "F-16", "Su-34 Fullback".
    Designation,
    /// Last, behind the title of whoever holds it: "Sheriff's Office".
    Office,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameWord {
    pub(super) kind: EntityKind,
    pub(super) at: Position,
}

/// Most words of a title.
const LONGEST_TITLE: usize = 7;

impl CastRules {
    /// Compiles the tables that are linked into the crate. A row whose cells say nothing known is left out; a test
    /// keeps the tables free of them.
    #[must_use]
    pub fn from_seed() -> Self {
        let mut nouns = WordMap::new();
        for (_, [kind, gender, sort, words]) in seed::ACTOR_NOUNS.select(["kind", "gender", "sort", "nouns"])
        {
            let (Some(kind), Some(sort)) = (kind_named(kind), NounSort::named(sort)) else { continue };
            for noun in words.split('|') {
                nouns.entry(noun).or_insert(ActorNoun { kind, gender: Gender::named(gender), sort });
            }
        }
        let mut titles = WordMap::new();
        for (_, [words, gender, holds]) in seed::TITLES.select(["title", "gender", "holds"]) {
            let Some(holds) = Holds::named(holds) else { continue };
            for title in words.split('|') {
                titles.entry(title).or_insert(Title { gender: Gender::named(gender), holds });
            }
        }
        // Hyphens may or may not part tokens.
        let ends = |words: &'static str| [words.rsplit(' ').next(), words.rsplit([' ', '-']).next()];
        let lists = |(_, [list]): (u32, [&'static str; 1])| list.split('|');
        let all_titles = || seed::TITLES.select(["title"]).flat_map(lists);
        let all_nouns = seed::ACTOR_NOUNS.select(["nouns"]).flat_map(lists);
        let title_ends = all_titles().flat_map(ends).flatten().map(|end| (end, ())).collect();
        let compounds = all_nouns.chain(all_titles()).filter(|words| words.contains(' '));
        let compound_ends = compounds.flat_map(ends).flatten().map(|end| (end, ())).collect();
        let mut name_words: WordMap<Vec<_>> = WordMap::new();
        for (_, [kind, at, words]) in seed::NAME_WORDS.select(["kind", "at", "words"]) {
            let (Some(kind), Some(at)) = (kind_named(kind), Position::named(at)) else { continue };
            for word in words.split('|') {
                name_words.entry(word).or_default().push(NameWord { kind, at });
            }
        }
        let words_in = |table: &'static seed::Table, column, separator: char| {
            let mut words: Vec<_> =
                table.select([column]).flat_map(|(_, [cell])| cell.split(separator)).collect();
            words.sort_unstable();
            words
        };
        let words = |table, column| words_in(table, column, ' ');
        let alias_rows = |wanted: &'static str| {
            let rows = seed::ALIAS_PHRASES.select(["words", "sort", "kinds"]);
            rows.map(|(_, row)| row).filter(move |[_, sort, _]| *sort == wanted)
        };
        let mut weights = vec![Scores::default(); Evidence::ALL.len()];
        let columns = seed::NAME_EVIDENCE.columns;
        for row in seed::NAME_EVIDENCE.rows {
            if let Some(evidence) = row.cells.first().and_then(|name| Evidence::named(name)) {
                weights[evidence as usize] = Scores::of_cells(&columns[1..], &row.cells[1..]);
            }
        }
        let mut role_verbs: WordMap<Vec<_>> = WordMap::new();
        for (_, [verb, form, status]) in seed::ROLE_VERBS.select(["verb", "form", "status"]) {
            let Some(form) = RoleForm::named(form) else { continue };
            role_verbs.entry(verb).or_default().push(RoleVerb { form, status: tenure_named(status) });
        }
        let mut title_forms = WordMap::new();
        for (_, [title, forms]) in seed::TITLE_FORMS.select(["title", "forms"]) {
            for form in forms.split('|') {
                title_forms.entry(form).or_insert(title);
            }
        }
        let mut regional: Vec<_> = seed::TITLE_FORMS
            .select(["title", "region"])
            .filter(|(_, [_, region])| *region == "yes")
            .map(|(_, [title, _])| title)
            .collect();
        regional.sort_unstable();
        let modifiers = || {
            let rows = seed::TITLE_MODIFIERS.select(["word", "sense"]);
            rows.filter_map(|(_, [word, sense])| Some((word, Manner::named(sense)?)))
        };
        let place_nouns = seed::PLACE_GENERICS.select(["noun", "at"]).filter(|(_, [_, at])| *at != "none");
        let mut place_nouns: Vec<&str> = place_nouns.map(|(_, [noun, _])| noun).collect();
        place_nouns.sort_unstable();
        Self {
            nouns,
            titles,
            title_ends,
            compound_ends,
            title_forms,
            regional,
            modifiers: modifiers().collect(),
            suffixes: modifiers().filter(|(word, _)| word.starts_with('-')).collect(),
            role_verbs,
            relations: RelationRules::from_seed(),
            general: words_in(&seed::GENERAL_TITLES, "titles", '|'),
            relational: words_in(&seed::RELATIONAL_TITLES, "titles", '|'),
            calendar: words_in(&seed::CALENDAR_NAMES, "name", '|'),
            directions: words_in(&seed::DIRECTIONS, "word", '|'),
            pronouns: seed::PRONOUNS
                .select(["word", "person", "number", "gender", "use"])
                .filter_map(|(_, [word, person, number, gender, usage])| {
                    Some((
                        word,
                        Pronoun {
                            person: person.parse().ok()?,
                            number: Number::named(number),
                            gender: Gender::named(gender),
                            neuter: gender == "n",
                            usage: Usage::named(usage)?,
                        },
                    ))
                })
                .collect(),
            name_words,
            given: seed::GIVEN_NAMES
                .select(["gender", "names"])
                .flat_map(|(_, [gender, names])| {
                    names.split(' ').map(move |name| (name, Gender::named(gender)))
                })
                .collect(),
            surnames: words(&seed::SURNAMES, "names").into_iter().map(|name| (name, ())).collect(),
            agent_verbs: words(&seed::AGENT_VERBS, "verbs"),
            siege_verbs: words(&seed::SIEGE_VERBS, "verbs"),
            fatal_verbs: seed::FATAL_VERBS
                .select(["verb", "dies"])
                .map(|(_, [verb, dies])| (verb, dies == "object"))
                .collect(),
            particles: words(&seed::NAME_PARTICLES, "particle"),
            compound_endings: words(&seed::COMPOUND_ENDINGS, "words"),
            place_nouns,
            limbs: seed::EVENT_ARGUMENTS
                .select(["class", "words"])
                .filter(|(_, [class, _])| *class == "limb")
                .flat_map(|(_, [_, words])| words.split('|').map(|word| (word, ())))
                .collect(),
            alias_cues: alias_rows("cue")
                .map(|[words, _, kinds]| AliasCue {
                    words: words.split(' ').collect(),
                    same_kind: kinds == "same",
                })
                .collect(),
            alias_fillers: alias_rows("fillers").flat_map(|[words, ..]| words.split(' ')).collect(),
            stations: stations(),
            weights,
            coreference_weights: Weights::from_table(&seed::COREFERENCE_CLUES),
        }
    }

    /// The same with other weights of clues for coreference, for training: for each of
    /// [`COREFERENCE_CLUES`](super::COREFERENCE_CLUES), in hundredths, by each of [`COREFERENCE_SORTS`](super::COREFERENCE_SORTS).
    #[must_use]
    pub fn with_coreference_weights(self, weights: Vec<[i32; super::COREFERENCE_SORTS.len()]>) -> Self {
        Self { coreference_weights: Weights::new(weights), ..self }
    }

    /// The station with this call sign.
    pub(super) fn station(&self, call_sign: &str) -> Option<Station> {
        self.stations.get(call_sign).copied()
    }

    pub(super) fn coreference_weights(&self) -> &Weights {
        &self.coreference_weights
    }

    /// Whether a word anywhere inside a name tells that it names another thing than a person.
    pub(super) fn tells_kind(&self, word: &str) -> bool {
        self.name_words.get(word).is_some_and(|uses| uses.iter().any(|w| w.kind != EntityKind::Person))
    }

    /// The noun that ends with token `i`, its compound included where the table has it ("air base"), and the token it
    /// starts with.
    pub(super) fn noun_at(&self, reading: &Reading<'_>, i: usize) -> Option<(usize, ActorNoun)> {
        let lemma = reading.lemma(i);
        if let Some(before) = i.checked_sub(1).filter(|before| {
            self.compound_ends.contains(lemma)
                && reading.space_before(i)
                && reading.sentence_of(*before) == reading.sentence_of(i)
                && matches!(reading.pos(*before), Some(Pos::Noun | Pos::Propn | Pos::Adj))
        }) {
            let compound = format!("{} {}", reading.lower(before), lemma);
            if let Some(noun) = self.noun(&compound) {
                return Some((before, noun));
            }
        }
        self.noun(lemma).or_else(|| self.noun(reading.lower(i))).map(|noun| (i, noun))
    }

    /// The noun with this lemma, offices and occupations included.
    /// What an aircraft, a tank, a missile or a gun is called by ("Su-34", "T-72s"), and whether that is sure: one letter and one
    /// figure may be those of a road or a form as well.
    pub(super) fn designation(&self, word: &str) -> Option<bool> {
        let (family, number) = word.split_once('-')?;
        let figures = number.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &number[figures..];
        let known = family.starts_with(char::is_uppercase)
            && (1..=3).contains(&figures)
            && rest.len() <= 2
            && rest.bytes().all(|b| b.is_ascii_alphabetic())
            && self.name_word(&family.to_lowercase(), Position::Designation).next().is_some();
        known.then_some(family.len() + figures > 2)
    }

    pub(super) fn noun(&self, lemma: &str) -> Option<ActorNoun> {
        self.nouns.get(lemma).copied().or_else(|| {
            let title = self.titles.get(lemma).filter(|title| title.holds != Holds::Address)?;
            Some(ActorNoun { kind: EntityKind::Person, gender: title.gender, sort: NounSort::Office })
        })
    }

    /// The title with these words, lower case.
    pub(super) fn title(&self, words: &str) -> Option<Title> {
        self.titles.get(words).copied()
    }

    /// The longest title that ends before token `end` and starts at `floor` or later: its first token, the title, and
    /// whether it is in the plural.
    pub(super) fn title_before(
        &self,
        reading: &Reading<'_>,
        floor: usize,
        end: usize,
    ) -> Option<(usize, Title, bool)> {
        // Most words end no title.
        let last = reading.lower(end.checked_sub(1)?);
        let suffixed = self.suffixes.iter().any(|(suffix, _)| last == &suffix[1..] || last.ends_with(suffix));
        if !suffixed
            && !self.title_ends.contains(last)
            && !last.strip_suffix('s').is_some_and(|singular| self.title_ends.contains(singular))
        {
            return None;
        }
        let mut found = None;
        let mut words = String::new();
        for start in (floor.max(end.saturating_sub(LONGEST_TITLE))..end).rev() {
            let mut key = reading.lower(start).to_owned();
            if start + 1 < end && reading.space_before(start + 1) {
                key.push(' ');
            }
            key.push_str(&words);
            words = key;
            let plain = self.title_suffix(&words).map_or(words.as_str(), |(plain, _)| plain);
            if let Some(title) = self.title(&words).or_else(|| self.title(plain)) {
                found = Some((start, title, false));
            } else if let Some(title) = words.strip_suffix('s').and_then(|singular| self.title(singular)) {
                found = Some((start, title, true));
            }
        }
        found
    }

    /// The form of a title, lower case, by which its forms are one: "state senator" for "state sen."
    pub(super) fn full_title(&self, title: &str) -> String {
        let full = |short: &str| self.title_forms.get(short).copied();
        // "army col."
        let last = || {
            let mut blanks = title.match_indices(' ').filter(|_| title.ends_with('.'));
            blanks.find_map(|(blank, _)| {
                let (before, short) = title.split_at(blank + 1);
                Some(before.to_owned() + full(short)?)
            })
        };
        full(title).map(str::to_owned).or_else(last).unwrap_or_else(|| title.to_owned())
    }

    /// Whether a title is held for the region told behind its holder's name: "Sen. Maria Ortiz (D-Va.)".
    pub(super) fn is_regional(&self, title: &str) -> bool {
        self.regional.binary_search(&self.full_title(title).as_str()).is_ok()
    }

    /// How a title with this word is held.
    pub(super) fn manner(&self, word: &str) -> Option<Manner> {
        self.modifiers.get(word).copied()
    }

    /// What goes on behind a title, and the title before it: "governor-elect".
    pub(super) fn title_suffix<'w>(&self, words: &'w str) -> Option<(&'w str, Manner)> {
        self.suffixes.iter().find_map(|(suffix, manner)| Some((words.strip_suffix(suffix)?, *manner)))
    }

    /// How the verb with this lemma says what role somebody has.
    pub(super) fn role_verbs(&self, lemma: &str) -> &[RoleVerb] {
        self.role_verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is the full name of a month or weekday. "May" may be a name, and "Mon" is a people.
    pub(super) fn is_calendar_name(&self, word: &str) -> bool {
        word.len() > 3 && self.calendar.binary_search(&word).is_ok()
    }

    /// "western": a point of the compass as an adjective.
    pub(super) fn is_compass_adjective(&self, word: &str) -> bool {
        word.strip_suffix("ern").is_some_and(|point| self.directions.binary_search(&point).is_ok())
    }

    /// Whether a title says nothing without what it is held in or under: "member", "aide".
    pub(super) fn is_relational(&self, title: &str) -> bool {
        self.relational.binary_search(&title).is_ok()
    }

    /// Whether a title says no more than that its holder has some office or other: "leader", "official".
    pub(super) fn is_general(&self, title: &str) -> bool {
        self.general.binary_search(&title).is_ok()
    }

    /// The pronoun that the word is.
    pub(super) fn pronoun(&self, word: &str) -> Option<Pronoun> {
        self.pronouns.get(word).copied()
    }

    /// What a word at a place inside a name tells.
    pub(super) fn name_word(&self, word: &str, at: Position) -> impl Iterator<Item = EntityKind> + '_ {
        self.name_words.get(word).into_iter().flatten().filter(move |w| w.at == at).map(|w| w.kind)
    }

    /// Whether the word is a given name, and whose.
    pub(super) fn given(&self, word: &str) -> Option<Gender> {
        self.given.get(word).copied()
    }

    /// Whether the word is a frequent surname.
    pub(super) fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// Whether only people and bodies are subjects of the verb with this lemma.
    pub(super) fn takes_agent(&self, lemma: &str) -> bool {
        self.agent_verbs.binary_search(&lemma).is_ok()
    }

    /// Whether the verb with this lemma says that its object is dead (`true`) or its subject.
    pub(super) fn kills(&self, lemma: &str) -> Option<bool> {
        self.fatal_verbs.get(lemma).copied()
    }

    /// Whether the noun with this lemma names a part of the body.
    pub(super) fn is_limb(&self, lemma: &str) -> bool {
        self.limbs.contains(lemma)
    }

    /// The phrases that lead in another name.
    pub(super) fn alias_cues(&self) -> &[AliasCue] {
        &self.alias_cues
    }

    /// Whether a word may stand between a name and the phrase that leads in another one.
    pub(super) fn may_lead_to_alias(&self, word: &str) -> bool {
        self.alias_fillers.contains(&word)
    }

    /// Whether it is places that suffer what the verb with this lemma says.
    pub(super) fn besets_places(&self, lemma: &str) -> bool {
        self.siege_verbs.binary_search(&lemma).is_ok()
    }

    /// Whether the word may stand in lower case inside a name.
    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.binary_search(&word).is_ok()
    }

    /// Whether the word, behind a name and a hyphen, makes an adjective of both: "era".
    pub(super) fn ends_compound(&self, word: &str) -> bool {
        self.compound_endings.binary_search(&word).is_ok()
    }

    /// Whether the word says what sort of place a name beside it names: "province".
    pub(super) fn is_place_noun(&self, word: &str) -> bool {
        self.place_nouns.binary_search(&word).is_ok()
            && self.noun(word).is_none_or(|noun| noun.kind == EntityKind::Place)
    }

    /// What a piece of evidence speaks for.
    pub(super) fn weight(&self, evidence: Evidence) -> Scores {
        self.weights.get(evidence as usize).copied().unwrap_or_default()
    }
}

/// The kind that a table calls so.
pub(super) fn kind_named(name: &str) -> Option<EntityKind> {
    Some(match name {
        "person" => EntityKind::Person,
        "organization" => EntityKind::Organization,
        "place" => EntityKind::Place,
        "facility" => EntityKind::Facility,
        "group" => EntityKind::Group,
        "product" => EntityKind::Product,
        "work" => EntityKind::Work,
        "occasion" => EntityKind::Occasion,
        "law" => EntityKind::Law,
        _ => return None,
    })
}

macro_rules! named {
    ($name:ident { $($text:literal => $variant:ident,)* }) => {
        impl $name {
            fn named(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

named!(NounSort {
    "people" => People, "kin" => Kin, "collective" => Collective, "body" => Body, "nation" => Nation,
    "area" => Area, "site" => Site, "thing" => Thing, "adjective" => Adjective,
});
named!(Holds {
    "state" => State, "government" => Government, "body" => Body, "rank" => Rank, "nobility" => Nobility,
    "address" => Address, "occupation" => Occupation,
});
named!(Manner { "past" => Past, "acting" => Acting, "future" => Future, "rank" => Rank,
    "field" => Field, });
named!(RoleForm { "attr" => Attribute, "named" => Named, "as" => As, });
named!(Usage {
    "subject" => Subject, "object" => Object, "possessive" => Possessive, "reflexive" => Reflexive,
    "relative" => Relative,
});
named!(Position {
    "last" => Last, "body" => Body, "whole" => Whole, "of" => BeforeOf, "first" => First, "any" => Any, "state" => State, "close" => Close,
    "label" => Label, "company" => Company, "road" => Road, "numbered" => Numbered, "street" => Street,
    "crossing" => Crossing, "inhabited" => Inhabited, "office" => Office,
    "founded" => Founded, "makes" => Makes, "fielding" => Fielding, "kin" => Kin, "between" => Between, "channel" => Channel, "unit" => Unit, "designation" => Designation,
});

impl Number {
    fn named(cell: &str) -> Self {
        match cell {
            "s" => Self::Singular,
            "p" => Self::Plural,
            _ => Self::Unknown,
        }
    }
}

/// The stations by their call signs.
fn stations() -> WordMap<Station> {
    let rows = seed::STATIONS.select(["town", "stations", "framed"]);
    let signs = |signs: &'static str| signs.split(' ').filter(|sign| !sign.is_empty());
    rows.flat_map(|(_, [town, plain, framed])| {
        let of = move |framed| move |sign| (sign, Station { town, framed });
        signs(plain).map(of(false)).chain(signs(framed).map(of(true)))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_says_something_known() {
        for (line, [kind, sort]) in seed::ACTOR_NOUNS.select(["kind", "sort"]) {
            assert!(kind_named(kind).is_some() && NounSort::named(sort).is_some(), "actor_nouns.tsv:{line}");
        }
        for (line, [holds]) in seed::TITLES.select(["holds"]) {
            assert!(Holds::named(holds).is_some(), "titles.tsv:{line}");
        }
        for (line, [sense]) in seed::TITLE_MODIFIERS.select(["sense"]) {
            assert!(Manner::named(sense).is_some(), "title_modifiers.tsv:{line}");
        }
        for (line, [kind, at]) in seed::NAME_WORDS.select(["kind", "at"]) {
            assert!(kind_named(kind).is_some() && Position::named(at).is_some(), "name_words.tsv:{line}");
        }
        for (line, [person, usage]) in seed::PRONOUNS.select(["person", "use"]) {
            assert!(
                matches!(person, "1" | "2" | "3") && Usage::named(usage).is_some(),
                "pronouns.tsv:{line}"
            );
        }
        let rows: Vec<_> = seed::NAME_EVIDENCE.rows.iter().map(|row| Evidence::named(row.cells[0])).collect();
        let all: Vec<_> = Evidence::ALL.iter().map(|evidence| Some(*evidence)).collect();
        assert_eq!(rows, all, "name_evidence.tsv has one row for each piece of evidence, in order");
    }

    #[test]
    fn words_stand_once() {
        for (table, column) in [(&seed::ACTOR_NOUNS, "nouns"), (&seed::TITLES, "title")] {
            let mut words: Vec<_> = table.select([column]).flat_map(|(_, [cell])| cell.split('|')).collect();
            words.sort_unstable();
            for pair in words.windows(2) {
                assert_ne!(pair[0], pair[1], "{}", table.file);
            }
        }
    }
}

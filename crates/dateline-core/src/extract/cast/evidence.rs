//! What speaks for what a candidate name names, and how much.

use crate::model::EntityKind;

/// The kinds a name may have, in the order of the columns of `name_evidence.tsv`, after the one for no name at all.
const KINDS: [EntityKind; 9] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Place,
    EntityKind::Facility,
    EntityKind::Group,
    EntityKind::Product,
    EntityKind::Work,
    EntityKind::Occasion,
    EntityKind::Law,
];

/// Sums of evidence in hundredths: for no name, then for each of [`KINDS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scores([i32; KINDS.len() + 1]);

impl Scores {
    /// Reads the cells under the named columns; what is no number counts nothing.
    pub(super) fn of_cells(columns: &[&str], cells: &[&str]) -> Self {
        let mut scores = Self::default();
        for (column, cell) in columns.iter().zip(cells) {
            let at = if *column == "none" {
                Some(0)
            } else {
                super::rules::kind_named(column).and_then(Self::index)
            };
            if let Some(at) = at {
                scores.0[at] = cell.parse().unwrap_or(0);
            }
        }
        scores
    }

    fn index(kind: EntityKind) -> Option<usize> {
        KINDS.iter().position(|k| *k == kind).map(|i| i + 1)
    }

    /// Adds a share of other scores.
    pub(super) fn add(&mut self, other: Self, numerator: i32, denominator: i32) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum += more * numerator / denominator;
        }
    }

    /// Takes away other scores.
    pub(super) fn subtract(&mut self, other: Self) {
        self.add(other, -1, 1);
    }

    /// The kind with the highest sum, the first of equals; none where "no name" is highest.
    pub(super) fn best(&self) -> Option<EntityKind> {
        let mut best = 0;
        for (i, score) in self.0.iter().enumerate().skip(1) {
            if *score > self.0[best] {
                best = i;
            }
        }
        best.checked_sub(1).map(|i| KINDS[i])
    }
}

macro_rules! evidence {
    ($($(#[$doc:meta])* $variant:ident = $text:literal,)*) => {
        /// One thing that is true of a candidate name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Evidence {
            $($(#[$doc])* $variant,)*
        }

        impl Evidence {
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What the table calls it.
            pub(super) fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The evidence that the table calls so.
            pub(super) fn named(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

evidence! {
    /// Holds of every candidate.
    Bias = "bias",
    /// The tagger says PERSON of it, or of most of it.
    TaggerPerson = "tagger_person",
    TaggerOrg = "tagger_org",
    TaggerGpe = "tagger_gpe",
    TaggerLoc = "tagger_loc",
    TaggerFac = "tagger_fac",
    TaggerNorp = "tagger_norp",
    TaggerProduct = "tagger_product",
    TaggerEvent = "tagger_event",
    TaggerWork = "tagger_work",
    TaggerLaw = "tagger_law",
    /// The tagger found no name there.
    TaggerNone = "tagger_none",
    /// A title, office or occupation stands before it.
    TitleBefore = "title_before",
    /// "Mr." and the like stand before it.
    AddressBefore = "address_before",
    /// "20-year-old", or a noun for persons that is no title, stands before it: "teenager", "her brother".
    PersonNounBefore = "person_noun_before",
    /// Several words, the first a given name.
    GivenFirst = "given_first",
    /// One word, a given name.
    GivenOnly = "given_only",
    /// Several words, the last a frequent surname.
    SurnameLast = "surname_last",
    /// One word, a frequent surname.
    SurnameOnly = "surname_only",
    /// The first word is an initial: "M. Waugh".
    InitialFirst = "initial_first",
    /// What tells generations apart ends it: "John Hay Jr."
    GenerationLast = "generation_last",
    /// A lower-case particle inside: "Ursula von der Leyen".
    ParticleInside = "particle_inside",
    /// A word of `name_words.tsv` in its place.
    OrganizationLast = "organization_last",
    OrganizationBody = "organization_body",
    OrganizationOf = "organization_of",
    OrganizationAny = "organization_any",
    OrganizationFirst = "organization_first",
    FacilityLast = "facility_last",
    FacilityBody = "facility_body",
    FacilityFirst = "facility_first",
    PlaceLast = "place_last",
    PlaceOf = "place_of",
    PlaceFirst = "place_first",
    /// What ships' names begin with, in capitals: "MV Gibe".
    ProductFirst = "product_first",
    OccasionLast = "occasion_last",
    OccasionOf = "occasion_of",
    OccasionFirst = "occasion_first",
    LawLast = "law_last",
    LawOf = "law_of",
    /// All of it is in `name_words.tsv`.
    WorkWhole = "work_whole",
    ProductWhole = "product_whole",
    /// A road by its number, or a street with the number of a house: "U.S. 36", "the 1400 block of Trailwood Court".
    Road = "road",
    /// The gazetteer has a country of the name.
    Country = "country",
    /// A first- or second-order division.
    Division = "division",
    /// A settlement that is well known.
    LargeTown = "large_town",
    /// Any other settlement.
    Town = "town",
    /// A sea, region, mountain, island.
    Region = "region",
    /// "Ukrainian"
    DemonymAdjective = "demonym_adjective",
    /// "Ukrainians"
    DemonymPeople = "demonym_people",
    /// It stands for an institution: "Kremlin".
    Metonym = "metonym",
    /// A few capital letters in a sentence that has small ones.
    Acronym = "acronym",
    /// "in", "near", "across" stand before it.
    InBefore = "in_before",
    /// "from", "to", "into" stand before it.
    FromBefore = "from_before",
    AtBefore = "at_before",
    OnBefore = "on_before",
    /// It is known as a place, and a person's name and "of" stand before it: "Marcus Hale of Kettering".
    OfPersonBefore = "of_person_before",
    /// A noun for places follows, or stands before it with "of": "Jajarkot district", "city of Zaporizhzhia".
    AreaNounNear = "area_noun_near",
    /// The gazetteer has a town of the name, and who is from there stands behind it: "a Portage woman".
    Inhabited = "inhabited",
    ByBefore = "by_before",
    /// "the" stands before it.
    TheBefore = "the_before",
    /// It is nothing but a title behind "the": "the Pope".
    TitleAlone = "title_alone",
    /// A comma and a place's name follow: "Vilnius, Lithuania".
    CommaPlaceAfter = "comma_place_after",
    /// A place's name and a comma stand before.
    AfterPlaceComma = "after_place_comma",
    /// A country in brackets follows: "Mark Philippoussis (Australia)".
    CountryInBracketsAfter = "country_in_brackets_after",
    /// A comma and a number that may be an age follow.
    AgeAfter = "age_after",
    /// A number follows: the score of a team.
    ScoreAfter = "score_after",
    /// "'s" follows.
    PossessiveAfter = "possessive_after",
    /// It is the subject of a verb that only people and bodies are subjects of.
    Speaks = "speaks",
    /// It has an officer that bodies have: "the director of Ovsilo".
    Headed = "headed",
    /// It is known as a place and not as a person's name, and suffers what places suffer: "Kherson was shelled".
    Beset = "beset",
    /// It is a subject, and "he", "she", "his" or "her" follows in the sentence or begins the next.
    PronounAfter = "pronoun_after",
    /// "he", "she", "his" or "her" stands in its sentence or the next, and it acts, is acted on or owns something.
    PronounNear = "pronoun_near",
    /// "who" follows.
    WhoAfter = "who_after",
    /// ", which" follows.
    WhichAfter = "which_after",
    /// A noun for persons is its apposition or stands in one with it.
    PersonNounNear = "person_noun_near",
    /// A noun for organizations is, or stands right before or after it.
    OrganizationNounNear = "organization_noun_near",
    /// What companies have belongs to it: "shares of Baltika", "Norden Chief Executive Henrik Lund".
    CompanyMatterNear = "company_matter_near",
    /// "Bilka was founded in 1970"
    WasFounded = "was_founded",
    /// It makes or sells something: "Bilka sells tea".
    InBusiness = "in_business",
    /// Somebody plays for it: "played for Lausanne".
    Fields = "fields",
    /// Its kin stands behind it: "the Lund family".
    OfKin = "of_kin",
    /// All that stands between two quotation marks: the song "Hunter".
    Quoted = "quoted",
    /// It stands before a common noun that it belongs to: "Eagles owner".
    Premodifier = "premodifier",
    OneWord = "one_word",
    /// One word that the tagger passed over, with nothing but its capital to make it a name.
    CapitalOnly = "capital_only",
    TwoWords = "two_words",
    /// Four words or more.
    ManyWords = "many_words",
    /// It begins a sentence, where every word has a capital.
    SentenceStart = "sentence_start",
    /// Its words occur in lower case elsewhere in the text.
    CommonElsewhere = "common_elsewhere",
    /// None of its words has the tag of a proper noun.
    NoProperTag = "no_proper_tag",
    /// The sentence is in capitals throughout.
    Shouted = "shouted",
    /// It is the first or last word of a longer name of a person.
    PartOfPerson = "part_of_person",
    /// It begins a longer name of an organization.
    PartOfOrganization = "part_of_organization",
    PartOfPlace = "part_of_place",
}

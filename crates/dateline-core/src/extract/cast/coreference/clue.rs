//! What speaks for and against a candidate for what a pronoun or description takes up, and how much.

use crate::extract::cast::rules::{Pronoun, Usage};

/// The sorts of mentions that weights differ by, in the order of the columns of `coreference_clues.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// "he", "she".
    Person,
    /// "him", "her" for the person herself.
    Object,
    /// "his", "her" before what is hers.
    Owner,
    /// "it", "its".
    Neuter,
    /// "they", "their".
    Plural,
    /// "the minister", "officials".
    Description,
}

/// How many sorts there are.
pub(in crate::extract) const SORTS: usize = 6;

impl Sort {
    pub(super) const NAMES: [&'static str; SORTS] =
        ["person", "object", "owner", "neuter", "plural", "description"];

    pub(super) fn of(pronoun: &Pronoun) -> Self {
        match pronoun {
            Pronoun { neuter: true, .. } => Self::Neuter,
            pronoun if pronoun.number == crate::extract::cast::rules::Number::Plural => Self::Plural,
            Pronoun { usage: Usage::Possessive, .. } => Self::Owner,
            Pronoun { usage: Usage::Object, .. } => Self::Object,
            _ => Self::Person,
        }
    }
}

macro_rules! clues {
    ($($(#[$doc:meta])* $variant:ident = $text:literal,)*) => {
        /// One thing that is true of a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub(super) enum Clue {
            $($(#[$doc])* $variant,)*
        }

        impl Clue {
            /// What the table calls them, in order.
            pub(super) const NAMES: &'static [&'static str] = &[$($text,)*];
        }
    };
}

clues! {
    /// Of the candidate that the pronoun takes up nothing the text names.
    Nobody = "nobody",
    /// Of a noun that is no mention: "the raid".
    Thing = "thing",
    // How far back its latest mention is.
    SameSentence = "same_sentence",
    SentenceBefore = "sentence_before",
    TwoBack = "two_back",
    ThreeBack = "three_back",
    FurtherBack = "further_back",
    ParagraphBefore = "paragraph_before",
    /// It follows in the same sentence.
    Ahead = "ahead",
    // How many other candidates have been mentioned since.
    Latest = "latest",
    SecondLatest = "second_latest",
    ThirdLatest = "third_latest",
    Earlier = "earlier",
    /// No other candidate is an entity.
    Only = "only",
    // What the latest mention is in its clause.
    Subject = "subject",
    PassiveSubject = "passive_subject",
    Object = "object",
    Prepositional = "prepositional",
    Possessor = "possessor",
    Modifier = "modifier",
    OtherRole = "other_role",
    /// It is an apposition.
    Apposition = "apposition",
    /// It is one of several joined by "and".
    Conjunct = "conjunct",
    /// It stands in a relative clause.
    Embedded = "embedded",
    /// It hangs below another noun: "the wife of X".
    BelowNoun = "below_noun",
    /// The first candidate of its sentence.
    Leftmost = "leftmost",
    /// The subject of its sentence's main clause.
    MainSubject = "main_subject",
    /// Leftmost or main subject, one sentence before.
    TopicBefore = "topic_before",
    // The same role as the pronoun's.
    ParallelSubject = "parallel_subject",
    ParallelObject = "parallel_object",
    ParallelPrepositional = "parallel_prepositional",
    ParallelPossessor = "parallel_possessor",
    /// Subjects both, one sentence apart.
    SubjectBefore = "subject_before",
    // The role where it stands in the pronoun's own sentence.
    SubjectHere = "subject_here",
    ObjectHere = "object_here",
    PrepositionalHere = "prepositional_here",
    PossessorHere = "possessor_here",
    /// Whose somebody else is: "X's mother".
    PossessorOfPerson = "possessor_of_person",
    /// Right behind an opening bracket.
    Bracketed = "bracketed",
    // Words between it and the pronoun.
    Adjacent = "adjacent",
    Close = "close",
    Far = "far",
    // Where it stands in the clauses around the pronoun.
    OwnSubject = "own_subject",
    HigherSubject = "higher_subject",
    /// The clause of the pronoun is what it says, thinks or wants.
    SubjectOfSaying = "subject_of_saying",
    /// The clause of the pronoun says when, why or how.
    SubjectOfAdverbial = "subject_of_adverbial",
    /// The clause of the pronoun is joined to its own.
    SubjectOfJoined = "subject_of_joined",
    SubjectOfRelative = "subject_of_relative",
    OwnObject = "own_object",
    HigherObject = "higher_object",
    SisterSubject = "sister_subject",
    SisterOther = "sister_other",
    /// Both are arguments of one verb.
    CoArgument = "co_argument",
    /// The noun that the pronoun owns says what it is: "Y, his brother" is not whose brother he is.
    OwnedItself = "owned_itself",
    /// The pronoun is joined to it, or owns what is joined to it: "X and his wife".
    JoinedTo = "joined_to",
    // Who speaks.
    OwnQuotation = "own_quotation",
    AcrossQuotations = "across_quotations",
    SpokeBefore = "spoke_before",
    // Its latest mention.
    Name = "name",
    Nominal = "nominal",
    Indefinite = "indefinite",
    SamePronoun = "same_pronoun",
    SubjectPronoun = "subject_pronoun",
    // All its mentions so far.
    Once = "once",
    Twice = "twice",
    Thrice = "thrice",
    Often = "often",
    MostOften = "most_often",
    TakenUp = "taken_up",
    NeverTakenUp = "never_taken_up",
    TakenUpMost = "taken_up_most",
    First = "first",
    Unnamed = "unnamed",
    HasRole = "has_role",
    // Where the text names it again.
    /// In the clause that the pronoun is the subject of: "she met X" is not X.
    NamedBelow = "named_below",
    /// As the subject of a clause around the pronoun: "when she left, X waved".
    NamedAhead = "named_ahead",
    NamedHere = "named_here",
    NamedNext = "named_next",
    NamedLater = "named_later",
    NamedNoMore = "named_no_more",
    // How well it agrees.
    GenderKnown = "gender_known",
    GenderUnknown = "gender_unknown",
    /// Pronouns, or a given name alone, speak for the gender or against it.
    GenderSupposed = "gender_supposed",
    GenderAgainst = "gender_against",
    Misread = "misread",
    Body = "body",
    Collective = "collective",
    Country = "country",
    Place = "place",
    Site = "site",
    Product = "product",
    Other = "other",
    Group = "group",
    PluralPeople = "plural_people",
    PluralOther = "plural_other",
    // The pronoun itself, where it may take up nobody.
    NobodySubject = "nobody_subject",
    NobodyObject = "nobody_object",
    NobodyQuoted = "nobody_quoted",
    NobodyFits = "nobody_fits",
    NobodyNear = "nobody_near",
    // The same of a description.
    NobodyDefinite = "nobody_definite",
    NobodyDemonstrative = "nobody_demonstrative",
    NobodyPossessed = "nobody_possessed",
    NobodyIndefinite = "nobody_indefinite",
    NobodyBare = "nobody_bare",
    NobodyPlural = "nobody_plural",
    NobodyModified = "nobody_modified",
    NobodyLong = "nobody_long",
    NobodyCollective = "nobody_collective",
    NobodyFirstUse = "nobody_first_use",
    // The words of a description and those of what it may take up.
    SameNoun = "same_noun",
    SameNounPlain = "same_noun_plain",
    SameNounDefinite = "same_noun_definite",
    SameNounIndefinite = "same_noun_indefinite",
    SameNounBare = "same_noun_bare",
    SameWords = "same_words",
    MoreWords = "more_words",
    FewerWords = "fewer_words",
    SamePossessor = "same_possessor",
    OtherPossessor = "other_possessor",
    HoldsOffice = "holds_office",
    HasNounInName = "has_noun_in_name",
    MayBeCalled = "may_be_called",
    OtherNoun = "other_noun",
    NamedOnly = "named_only",
}

/// Weights of the clues, in hundredths, by the sort of the mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract::cast) struct Weights(Vec<[i32; SORTS]>);

impl Weights {
    /// Reads the table; a clue that it lacks weighs nothing.
    pub(in crate::extract::cast) fn from_table(table: &crate::seed::Table) -> Self {
        let mut weights = vec![[0; SORTS]; Clue::NAMES.len()];
        let [person, object, owner, neuter, plural, description] = Sort::NAMES;
        let columns = ["clue", person, object, owner, neuter, plural, description];
        for (_, [clue, cells @ ..]) in table.select(columns) {
            if let Some(at) = Clue::NAMES.iter().position(|name| *name == clue) {
                weights[at] = cells.map(|cell| cell.parse().unwrap_or(0));
            }
        }
        Self(weights)
    }

    pub(in crate::extract::cast) fn new(weights: Vec<[i32; SORTS]>) -> Self {
        Self(weights)
    }

    /// What the clues weigh together.
    pub(super) fn sum(&self, sort: Sort, clues: &[Clue]) -> i32 {
        clues
            .iter()
            .map(|clue| self.0.get(*clue as usize).map_or(0, |row| row[sort as usize]))
            .fold(0, i32::saturating_add)
    }
}

//! The label sets of the model, as enumerations.

macro_rules! labels {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All labels, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The label as the treebank spells it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The label spelt `text`.
            #[must_use]
            pub fn from_label(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

labels! {
    /// A part-of-speech tag of the Penn Treebank, with the additions of OntoNotes.
    Tag {
        /// Currency sign.
        Dollar = "$",
        /// Closing quotation mark.
        CloseQuote = "''",
        /// Comma.
        Comma = ",",
        /// Opening bracket.
        Lrb = "-LRB-",
        /// Closing bracket.
        Rrb = "-RRB-",
        /// Sentence-final punctuation.
        Period = ".",
        /// Colon, semicolon, dash, ellipsis.
        Colon = ":",
        /// Electronic address.
        Add = "ADD",
        /// Affix.
        Afx = "AFX",
        /// Coordinating conjunction.
        Cc = "CC",
        /// Cardinal number.
        Cd = "CD",
        /// Determiner.
        Dt = "DT",
        /// Existential "there".
        Ex = "EX",
        /// Foreign word.
        Fw = "FW",
        /// Hyphen.
        Hyph = "HYPH",
        /// Preposition or subordinating conjunction.
        In = "IN",
        /// Adjective.
        Jj = "JJ",
        /// Comparative adjective.
        Jjr = "JJR",
        /// Superlative adjective.
        Jjs = "JJS",
        /// List item marker.
        Ls = "LS",
        /// Modal.
        Md = "MD",
        /// Superfluous punctuation.
        Nfp = "NFP",
        /// Singular or mass noun.
        Nn = "NN",
        /// Singular proper noun.
        Nnp = "NNP",
        /// Plural proper noun.
        Nnps = "NNPS",
        /// Plural noun.
        Nns = "NNS",
        /// Predeterminer.
        Pdt = "PDT",
        /// Possessive ending.
        Pos = "POS",
        /// Personal pronoun.
        Prp = "PRP",
        /// Possessive pronoun.
        PrpS = "PRP$",
        /// Adverb.
        Rb = "RB",
        /// Comparative adverb.
        Rbr = "RBR",
        /// Superlative adverb.
        Rbs = "RBS",
        /// Particle.
        Rp = "RP",
        /// Symbol.
        Sym = "SYM",
        /// "to".
        To = "TO",
        /// Interjection.
        Uh = "UH",
        /// Base form of a verb.
        Vb = "VB",
        /// Past tense.
        Vbd = "VBD",
        /// Gerund or present participle.
        Vbg = "VBG",
        /// Past participle.
        Vbn = "VBN",
        /// Present tense other than third person singular.
        Vbp = "VBP",
        /// Third person singular present.
        Vbz = "VBZ",
        /// Wh-determiner.
        Wdt = "WDT",
        /// Wh-pronoun.
        Wp = "WP",
        /// Possessive wh-pronoun.
        WpS = "WP$",
        /// Wh-adverb.
        Wrb = "WRB",
        /// Unknown.
        Xx = "XX",
        /// White space.
        Space = "_SP",
        /// Opening quotation mark.
        OpenQuote = "``",
    }
}

labels! {
    /// A part of speech of Universal Dependencies.
    Pos {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// White space.
        Space = "SPACE",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Other.
        X = "X",
    }
}

labels! {
    /// A dependency relation of the ClearNLP conversion.
    Dep {
        /// Root of the sentence.
        Root = "ROOT",
        /// Clausal modifier of a noun.
        Acl = "acl",
        /// Adjectival complement.
        Acomp = "acomp",
        /// Adverbial clause.
        Advcl = "advcl",
        /// Adverbial modifier.
        Advmod = "advmod",
        /// Agent of a passive (the word "by").
        Agent = "agent",
        /// Adjectival modifier.
        Amod = "amod",
        /// Apposition.
        Appos = "appos",
        /// Attribute after a copula.
        Attr = "attr",
        /// Auxiliary.
        Aux = "aux",
        /// Passive auxiliary.
        Auxpass = "auxpass",
        /// Case marker (possessive ending).
        Case = "case",
        /// Coordinating conjunction.
        Cc = "cc",
        /// Clausal complement.
        Ccomp = "ccomp",
        /// Compound modifier.
        Compound = "compound",
        /// Conjunct.
        Conj = "conj",
        /// Clausal subject.
        Csubj = "csubj",
        /// Clausal subject of a passive.
        Csubjpass = "csubjpass",
        /// Indirect object or its preposition.
        Dative = "dative",
        /// Unclassified dependent.
        Dep = "dep",
        /// Determiner.
        Det = "det",
        /// Direct object.
        Dobj = "dobj",
        /// Expletive.
        Expl = "expl",
        /// Interjection.
        Intj = "intj",
        /// Marker of a subordinate clause.
        Mark = "mark",
        /// Meta modifier.
        Meta = "meta",
        /// Negation.
        Neg = "neg",
        /// Modifier of a nominal.
        Nmod = "nmod",
        /// Noun phrase as adverbial.
        Npadvmod = "npadvmod",
        /// Subject.
        Nsubj = "nsubj",
        /// Subject of a passive.
        Nsubjpass = "nsubjpass",
        /// Numeric modifier.
        Nummod = "nummod",
        /// Object predicate.
        Oprd = "oprd",
        /// Parataxis.
        Parataxis = "parataxis",
        /// Clause under a preposition.
        Pcomp = "pcomp",
        /// Object of a preposition.
        Pobj = "pobj",
        /// Possessor.
        Poss = "poss",
        /// Conjunction before the first conjunct.
        Preconj = "preconj",
        /// Predeterminer.
        Predet = "predet",
        /// Preposition.
        Prep = "prep",
        /// Particle of a phrasal verb.
        Prt = "prt",
        /// Punctuation.
        Punct = "punct",
        /// Modifier of a quantity.
        Quantmod = "quantmod",
        /// Relative clause.
        Relcl = "relcl",
        /// Clausal complement without its own subject.
        Xcomp = "xcomp",
    }
}

labels! {
    /// A type of name, as in OntoNotes 5 without its times and numbers.
    NameLabel {
        /// Named event: battle, storm, games.
        Event = "EVENT",
        /// Building, airport, road, bridge.
        Fac = "FAC",
        /// Country, city, state.
        Gpe = "GPE",
        /// Language.
        Language = "LANGUAGE",
        /// Named document made into law.
        Law = "LAW",
        /// Place that is not a polity: mountain, river, region.
        Loc = "LOC",
        /// Nationality, religious or political group.
        Norp = "NORP",
        /// Company, agency, institution.
        Org = "ORG",
        /// Person.
        Person = "PERSON",
        /// Vehicle, weapon, food; not a service.
        Product = "PRODUCT",
        /// Title of a book, song, film.
        WorkOfArt = "WORK_OF_ART",
    }
}

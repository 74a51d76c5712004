//! Mentions before it is known which entity they refer to.

use core::ops::Range;

use super::candidate::{has_cast, has_letter};
use super::name::{self, Name};
use super::rules::{ActorNoun, CastRules, Gender, NounSort, Number, Pronoun, Usage};
use crate::extract::Reading;
use crate::language::{Dep, Pos, Tag};
use crate::lexicon::{CountryCode, Gazetteer, Metonym};
use crate::model::{EntityKind, Feature, Form};

/// Which mention a token belongs to.
pub(super) struct Tokens {
    /// The name that a token is part of.
    pub(super) at: Vec<Option<usize>>,
    /// The mention whose head a token is.
    pub(super) headed: Vec<Option<usize>>,
}

impl Tokens {
    /// Of a text of `len` tokens.
    pub(super) fn new(len: usize, drafts: &[Draft]) -> Self {
        let mut tokens = Self { at: vec![None; len], headed: vec![None; len] };
        for (k, draft) in drafts.iter().enumerate() {
            if draft.form == Form::Name {
                tokens.at[draft.tokens.clone()].fill(Some(k));
            }
            tokens.headed[draft.head] = Some(k);
        }
        tokens
    }
}

/// A mention in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Token indexes.
    pub(super) tokens: Range<usize>,
    /// The token that the others hang below.
    pub(super) head: usize,
    pub(super) kind: EntityKind,
    pub(super) form: Form,
    pub(super) gender: Gender,
    pub(super) number: Number,
    /// The country that it is, or that an adjective or possessor says it belongs to.
    pub(super) country: Option<CountryCode>,
    /// The name right before it that tells whose it is: "Ukrainian" before "Foreign Ministry".
    pub(super) owner: Option<Range<usize>>,
    /// What it stands for, where it is a metonym.
    pub(super) stands_for: Option<Metonym>,
    pub(super) noun: Option<ActorNoun>,
    pub(super) pronoun: Option<Pronoun>,
    pub(super) determiner: Determiner,
    /// Where it stands: its sentence and paragraph.
    pub(super) sentence: usize,
    /// The place in the name of a body or building: "Boston" of "Boston Police Department".
    pub(super) inside: bool,
    /// The name that the text says this is another one of: "Mahmoud Abbas, also known as Abu Mazen".
    pub(super) other_name_of: Option<usize>,
}

impl Draft {
    /// A name of which nothing else is known yet.
    fn name(reading: &Reading<'_>, tokens: Range<usize>, kind: EntityKind) -> Self {
        Self {
            head: name::head_of(reading, tokens.clone()),
            kind,
            form: Form::Name,
            gender: Gender::Unknown,
            number: Number::Unknown,
            country: None,
            owner: None,
            stands_for: None,
            noun: None,
            pronoun: None,
            determiner: Determiner::Definite,
            sentence: reading.sentence_of(tokens.start),
            inside: false,
            other_name_of: None,
            tokens,
        }
    }

    /// A place inside the name of a body or building.
    pub(super) fn inside(reading: &Reading<'_>, tokens: Range<usize>) -> Self {
        Self { inside: true, number: Number::Singular, ..Self::name(reading, tokens, EntityKind::Place) }
    }
}

/// What a noun phrase begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determiner {
    /// "the", "this", "both", or a possessor.
    Definite,
    /// "a", "another", "some", a number.
    Indefinite,
    /// Nothing.
    Bare,
}

/// All mentions in order of their first token, longer ones first.
pub(super) fn mentions(
    reading: &Reading<'_>,
    names: &[Name],
    gazetteer: &Gazetteer,
    rules: &CastRules,
) -> Vec<Draft> {
    let mut in_name = vec![None; reading.len()];
    for (k, name) in names.iter().enumerate() {
        in_name[name.tokens.clone()].fill(Some(k));
    }
    let finder = Finder { reading, names, gazetteer, rules, in_name };
    let mut drafts: Vec<Draft> = names.iter().map(|name| finder.named(name)).collect();
    for (s, sentence) in reading.layout.sentences.iter().enumerate() {
        if !has_cast(sentence.kind) {
            continue;
        }
        for i in reading.tokens_of(s) {
            if finder.in_name[i].is_none() {
                drafts.extend(finder.pronoun(i, s).or_else(|| finder.nominal(i, s)));
            }
        }
    }
    drafts.sort_by(|a, b| (a.tokens.start, b.tokens.end).cmp(&(b.tokens.start, a.tokens.end)));
    drafts.dedup_by(|b, a| a.tokens == b.tokens);
    drafts
}

/// Gives names the article that is part of them, as a capital amid a sentence shows: "an editor of The Lantern".
pub(super) fn take_articles(reading: &Reading<'_>, drafts: &mut [Draft]) {
    for k in 0..drafts.len() {
        let draft = &drafts[k];
        let Some(article) = draft.tokens.start.checked_sub(1) else { continue };
        let amid = || {
            let before =
                article.checked_sub(1).filter(|before| reading.tokens_of(draft.sentence).contains(before));
            before.is_some_and(|before| {
                let word = reading.word(before);
                word == "," || word.starts_with(char::is_lowercase)
            })
        };
        let starts_there = || drafts[..k].last().is_some_and(|other| other.tokens.start == article);
        if draft.form == Form::Name
            && !draft.inside
            && !matches!(draft.kind, EntityKind::Person | EntityKind::Group)
            && draft.stands_for.is_none()
            && reading.word(article) == "The"
            && amid()
            && !starts_there()
        {
            drafts[k].tokens.start = article;
        }
    }
}

struct Finder<'a> {
    reading: &'a Reading<'a>,
    names: &'a [Name],
    gazetteer: &'a Gazetteer,
    rules: &'a CastRules,
    in_name: Vec<Option<usize>>,
}

impl Finder<'_> {
    fn named(&self, name: &Name) -> Draft {
        let reading = self.reading;
        let tokens = name.tokens.clone();
        let words = reading.words(tokens.clone());
        let mut draft = Draft::name(reading, tokens.clone(), name.kind);
        let head = draft.head;
        match name.kind {
            EntityKind::Person => {
                draft.number = Number::Singular;
                draft.gender = self.person_gender(&tokens);
            }
            EntityKind::Group => {
                draft.country = self.gazetteer.demonym(words).and_then(|demonym| demonym.country);
                draft.number = Number::Plural;
            }
            EntityKind::Place | EntityKind::Organization | EntityKind::Facility => {
                draft.number = Number::Singular;
                let place = Some(words)
                    .filter(|_| name.kind == EntityKind::Place)
                    .and_then(|words| self.gazetteer.place(self.gazetteer.lookup(words).first()?.id));
                if let Some(place) = place.as_ref().filter(|place| place.feature == Feature::Country) {
                    draft.country = place.country;
                }
                let town =
                    place.is_some_and(|p| p.feature == Feature::Settlement || p.feature == Feature::Country);
                if let Some(metonym) = self.gazetteer.metonym(words)
                    && self.is_metonym(head, &tokens, town)
                {
                    draft.kind = EntityKind::Organization;
                    draft.country = metonym.country;
                    draft.stands_for = Some(*metonym);
                }
                if draft.kind == EntityKind::Organization && draft.country.is_none() {
                    let owner = self.owner_before(tokens.start);
                    draft.country =
                        owner.as_ref().map(|(_, country)| *country).or_else(|| self.possessor(head));
                    draft.owner = owner.map(|(tokens, _)| tokens);
                }
            }
            _ => {}
        }
        draft
    }

    fn person_gender(&self, tokens: &Range<usize>) -> Gender {
        let reading = self.reading;
        let floor = reading.tokens_of(reading.sentence_of(tokens.start)).start;
        let title = self.rules.title_before(reading, floor, tokens.start).map(|(_, title, _)| title.gender);
        let given = || (tokens.len() > 1).then(|| self.rules.given(reading.lower(tokens.start))).flatten();
        title.filter(|gender| *gender != Gender::Unknown).or_else(given).unwrap_or_default()
    }

    /// Whether a name that can stand for an institution does so here. A town does where it acts; what is nothing but
    /// a building does unless something happens there.
    fn is_metonym(&self, head: usize, tokens: &Range<usize>, town: bool) -> bool {
        let reading = self.reading;
        let before = tokens.start.checked_sub(1).map_or("", |before| {
            let article = reading.lower(before) == "the";
            reading.lower(if article { before.saturating_sub(1) } else { before })
        });
        let Some(above) = reading.parse.head(head) else { return !town };
        let acts = |verb: usize| self.rules.takes_agent(reading.lemma(verb));
        let dep = reading.dep(head);
        if !town {
            return !matches!(before, "in" | "at" | "near" | "outside" | "inside" | "around");
        }
        match dep {
            Some(Dep::Nsubj) => acts(above),
            Some(Dep::Pobj) => {
                reading.dep(above) == Some(Dep::Agent) && reading.parse.head(above).is_some_and(acts)
                    || reading.lower(above) == "to" && above > 0 && reading.lower(above - 1) == "according"
            }
            Some(Dep::Poss) => {
                let owned = self.rules.noun(reading.lemma(above));
                owned.is_none_or(|noun| matches!(noun.sort, NounSort::Office | NounSort::Collective))
                    && !matches!(reading.tag(above), Some(Tag::Nnp | Tag::Nnps))
                    && self.is_abstract(above)
            }
            _ => false,
        }
    }

    /// Whether a noun is what governments have: none of the nouns for sites and areas, and derived from a verb or a
    /// quality as far as its ending tells.
    fn is_abstract(&self, i: usize) -> bool {
        let lemma = self.reading.lemma(i);
        ["tion", "sion", "ity", "ities", "ment", "ance", "ence", "icy", "al", "ship"]
            .iter()
            .any(|end| lemma.ends_with(end))
    }

    /// The adjective or possessive right before a token that names a country, and the country.
    fn owner_before(&self, token: usize) -> Option<(Range<usize>, CountryCode)> {
        let mut before = token.checked_sub(1)?;
        if self.reading.tag(before) == Some(Tag::Pos) {
            before = before.checked_sub(1)?;
        }
        let name = self.in_name[before].map(|k| &self.names[k])?;
        Some((name.tokens.clone(), self.country_of(name)?))
    }

    /// The country that a possessor or adjective below a token names.
    fn possessor(&self, head: usize) -> Option<CountryCode> {
        let owners = self.reading.parse.left_children(head).iter().map(|i| *i as usize);
        owners
            .filter(|i| {
                matches!(self.reading.dep(*i), Some(Dep::Poss | Dep::Amod | Dep::Compound | Dep::Nmod))
            })
            .find_map(|i| self.in_name[i].and_then(|k| self.country_of(&self.names[k])))
    }

    /// The country that a name names, as a place or as a people.
    fn country_of(&self, name: &Name) -> Option<CountryCode> {
        let words = self.reading.words(name.tokens.clone());
        match name.kind {
            EntityKind::Group => self.gazetteer.demonym(words)?.country,
            EntityKind::Place => {
                let place = self.gazetteer.place(self.gazetteer.lookup(words).first()?.id)?;
                place.country.filter(|_| place.feature == Feature::Country)
            }
            _ => None,
        }
    }

    fn pronoun(&self, i: usize, sentence: usize) -> Option<Draft> {
        let reading = self.reading;
        if !matches!(reading.tag(i), Some(Tag::Prp | Tag::PrpS | Tag::Wp | Tag::WpS)) {
            return None;
        }
        let mut pronoun = self.rules.pronoun(reading.lower(i))?;
        // "her" is "him" and "his".
        if pronoun.usage == Usage::Object && reading.dep(i) == Some(Dep::Poss) {
            pronoun.usage = Usage::Possessive;
        }
        if pronoun.neuter && self.is_expletive(i) || reading.word(i) == "US" {
            return None;
        }
        Some(Draft {
            tokens: i..i + 1,
            head: i,
            kind: if pronoun.neuter { EntityKind::Other } else { EntityKind::Person },
            form: Form::Pronoun,
            gender: pronoun.gender,
            number: pronoun.number,
            country: None,
            owner: None,
            stands_for: None,
            noun: None,
            pronoun: Some(pronoun),
            determiner: Determiner::Definite,
            sentence,
            inside: false,
            other_name_of: None,
        })
    }

    /// "it" that refers to nothing: "it is clear that", "it took a year to", "it is raining".
    fn is_expletive(&self, i: usize) -> bool {
        let reading = self.reading;
        let Some(verb) = reading.parse.head(i) else { return true };
        if reading.dep(i) == Some(Dep::Expl) {
            return true;
        }
        if !matches!(reading.dep(i), Some(Dep::Nsubj | Dep::Nsubjpass)) {
            return false;
        }
        let clause = |dep| reading.parse.child(verb, dep).is_some_and(|clause| clause > verb);
        match reading.lemma(verb) {
            "be" | "seem" | "appear" | "become" | "remain" => {
                clause(Dep::Ccomp)
                    || clause(Dep::Xcomp)
                    || clause(Dep::Advcl)
                    || clause(Dep::Csubj)
                    || reading.parse.children(verb).iter().any(|c| {
                        let c = *c as usize;
                        matches!(reading.dep(c), Some(Dep::Acomp | Dep::Attr))
                            && (reading.parse.child(c, Dep::Xcomp).is_some()
                                || reading.parse.child(c, Dep::Ccomp).is_some())
                    })
            }
            "take" | "happen" | "matter" | "rain" | "snow" => true,
            _ => reading.dep(i) == Some(Dep::Nsubjpass) && clause(Dep::Ccomp),
        }
    }

    fn nominal(&self, i: usize, sentence: usize) -> Option<Draft> {
        let reading = self.reading;
        if !has_letter(reading.word(i)) {
            return None;
        }
        let (start, noun) = match reading.pos(i)? {
            Pos::Noun | Pos::Propn => self.rules.noun_at(reading, i)?,
            Pos::Adj | Pos::Verb | Pos::Num => (i, self.adjective(i)?),
            _ => return None,
        };
        if matches!(reading.dep(i), Some(Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Npadvmod | Dep::Advmod))
        {
            return None;
        }
        // "President Zelenskyy": a title, which the name's role tells of.
        if noun.sort == NounSort::Office
            && self
                .in_name
                .get(i + 1)
                .copied()
                .flatten()
                .is_some_and(|k| self.names[k].kind == EntityKind::Person)
        {
            return None;
        }
        if noun.kind == EntityKind::Person && self.is_part_of_body(i) {
            return None;
        }
        let start = self.left_edge(i).min(start);
        let end = self.right_edge(i);
        let first = reading.lower(start);
        let possessor = reading.parse.child(i, Dep::Poss).is_some();
        let determiner = if possessor || matches!(first, "the" | "this" | "that" | "these" | "those" | "both")
        {
            Determiner::Definite
        } else if matches!(reading.tag(start), Some(Tag::Dt | Tag::Cd | Tag::Pdt)) && start < i {
            Determiner::Indefinite
        } else {
            Determiner::Bare
        };
        let plural = matches!(reading.tag(i), Some(Tag::Nns | Tag::Nnps)) || noun.sort == NounSort::Adjective;
        let counted =
            reading.parse.child(i, Dep::Nummod).is_some_and(|n| !matches!(reading.lower(n), "one" | "1"));
        Some(Draft {
            tokens: start..end,
            head: i,
            kind: noun.kind,
            form: Form::Nominal,
            gender: noun.gender,
            number: if plural || counted { Number::Plural } else { Number::Singular },
            country: self.possessor(i).or_else(|| self.of_country(i)),
            owner: None,
            stands_for: None,
            noun: Some(noun),
            pronoun: None,
            determiner,
            sentence,
            inside: false,
            other_name_of: None,
        })
    }

    /// "He was shot in the head", "her head": nobody, unless it is told what somebody is the head of, or the head acts.
    fn is_part_of_body(&self, i: usize) -> bool {
        let (reading, parse) = (self.reading, self.reading.parse);
        if !self.rules.is_limb(reading.lemma(i)) {
            return false;
        }
        let headed = parse.children(i).iter().map(|c| *c as usize).any(|c| match reading.dep(c) {
            Some(Dep::Compound | Dep::Nmod) => true,
            Some(Dep::Prep) => reading.lower(c) == "of",
            Some(Dep::Poss) => self.rules.pronoun(reading.lower(c)).is_none_or(|pronoun| pronoun.neuter),
            _ => false,
        });
        let acts = matches!(reading.dep(i), Some(Dep::Nsubj | Dep::Nsubjpass | Dep::Appos | Dep::Attr));
        !headed && (!acts || parse.child(i, Dep::Poss).is_some())
    }

    /// "the wounded", "the 41-year-old", "19 others": what stands for people without a noun.
    fn adjective(&self, i: usize) -> Option<ActorNoun> {
        let reading = self.reading;
        let argument = matches!(
            reading.dep(i)?,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj | Dep::Conj | Dep::Appos
        );
        let determined = reading.parse.child(i, Dep::Det).is_some();
        if !argument || !determined {
            return None;
        }
        let noun = self.rules.noun(reading.lower(i))?;
        let aged = reading.lower(i) == "old" && i >= 2 && matches!(reading.lower(i - 2), "year" | "month");
        (noun.sort == NounSort::Adjective).then_some(if aged {
            ActorNoun { sort: NounSort::People, ..noun }
        } else {
            noun
        })
    }

    fn left_edge(&self, i: usize) -> usize {
        let reading = self.reading;
        let floor = reading.tokens_of(reading.sentence_of(i)).start;
        let mut edge = i;
        for child in reading.parse.left_children(i).iter().rev().map(|c| *c as usize) {
            let modifies = matches!(
                reading.dep(child),
                Some(
                    Dep::Det
                        | Dep::Npadvmod
                        | Dep::Amod
                        | Dep::Nummod
                        | Dep::Compound
                        | Dep::Poss
                        | Dep::Nmod
                        | Dep::Quantmod
                        | Dep::Predet
                        | Dep::Advmod
                        | Dep::Punct
                )
            );
            if !modifies {
                break;
            }
            let punctuation = reading.dep(child) == Some(Dep::Punct);
            if punctuation && !matches!(reading.word(child), "-" | "–") {
                continue;
            }
            edge = reading.parse.subtree(child).start.max(floor).min(edge);
        }
        while edge < i && !has_letter(reading.word(edge)) && reading.tag(edge) != Some(Tag::Cd) {
            edge += 1;
        }
        // "the vice-minister" is one word, whatever the tree makes of its first half.
        if edge >= floor + 2
            && reading.word(edge - 1) == "-"
            && !reading.space_before(edge)
            && !reading.space_before(edge - 1)
            && self.in_name[edge - 2].is_none()
            && has_letter(reading.word(edge - 2))
        {
            edge -= 2;
            if edge > floor && reading.tag(edge - 1) == Some(Tag::Dt) {
                edge -= 1;
            }
        }
        edge
    }

    /// The end of the phrase: the head, and what "of" adds to it.
    fn right_edge(&self, i: usize) -> usize {
        let reading = self.reading;
        let mut end = i + 1;
        while let Some(of) =
            reading.parse.child(end - 1, Dep::Prep).filter(|of| *of == end && reading.lower(*of) == "of")
        {
            let Some(object) = reading.parse.child(of, Dep::Pobj) else { break };
            let last = self.in_name[object].map_or(object + 1, |k| self.names[k].tokens.end.max(object + 1));
            if last <= end || last - i > 16 {
                break;
            }
            end = last;
        }
        end
    }

    fn of_country(&self, i: usize) -> Option<CountryCode> {
        let of = self.reading.parse.child(i, Dep::Prep).filter(|of| self.reading.lower(*of) == "of")?;
        let object = self.reading.parse.child(of, Dep::Pobj)?;
        self.country_of(&self.names[self.in_name[object]?])
    }
}

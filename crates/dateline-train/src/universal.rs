//! Turns trees of our scheme (ClearNLP relations over Penn tags) into Universal Dependencies, version 2.
//!
//! The schemes differ in three things: which word of a phrase is its head, how conjuncts hang together, and how
//! relations are called. So a word may *yield* to one of its dependents, which takes its place in the tree and above
//! which it then hangs as a function word ([`yields_to`]):
//!
//! | word | yields to | and becomes its |
//! | --- | --- | --- |
//! | preposition | its object (pobj), or another preposition | case |
//! | preposition | its clause (pcomp) | mark, or case where that is no clause |
//! | main verb "be" | attr, acomp, oprd, else ccomp, xcomp or csubj after it, else a place (prep, advmod); not with expl | cop |
//! | number | its currency sign | nummod |
//! | last word of a person's name | the first | flat |
//! | month | the number of the day | nmod:unmarked |
//!
//! All other dependents of a word that yields go to whom it yields to. Conjuncts hang from the first of them, a
//! conjunction from the conjunct after it; the subject of an infinitive or small clause becomes the object of the verb above;
//! expressions of `data/fixed.tsv` hang from their first word, and punctuation from the highest word of the part that it sets
//! off ([`punctuation`](crate::punctuation)). What relations become stands in [`relation`], parts of speech in [`part`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use dateline_core::language::{Dep, Tag};

use crate::punctuation;

/// A word with its place in a tree of our scheme.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// In lower case.
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) tag: Tag,
    /// The word's own index for the root.
    pub(crate) head: usize,
    pub(crate) dep: Dep,
}

/// A word's place in Universal Dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Part of speech.
    pub(crate) upos: &'static str,
    /// The word's own index for the root.
    pub(crate) head: usize,
    pub(crate) relation: &'static str,
}

/// The words that the guidelines name, by kind.
static WORDS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    rows(include_str!("../data/universal.tsv"))
        .map(|(kind, words)| (kind, words.split(' ').collect()))
        .collect()
});

/// Fixed expressions with the relation of their first word, those of more words first.
static FIXED: LazyLock<Vec<(Vec<&str>, &str)>> = LazyLock::new(|| {
    let mut fixed: Vec<(Vec<&str>, &str)> = rows(include_str!("../data/fixed.tsv"))
        .map(|(words, relation)| (words.split(' ').collect(), relation))
        .collect();
    fixed.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    fixed
});

/// The rows of a table of two columns after the line that names these.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| line.split_once('\t'))
}

pub(crate) fn is(kind: &str, word: &str) -> bool {
    WORDS.get(kind).is_some_and(|words| words.contains(&word))
}

/// The tree of a sentence in Universal Dependencies; `persons` are its names of persons.
pub(crate) fn convert(tokens: &[Token], persons: &[Range<usize>]) -> Vec<Place> {
    let tree = Tree::new(tokens, persons);
    let mut places: Vec<Place> = (0..tokens.len()).map(|word| tree.place(word)).collect();
    tree.arrange_titles(&mut places);
    arrange_fixed(tokens, &mut places);
    let marks: Vec<bool> = places.iter().map(|place| place.relation == "punct").collect();
    let mut heads: Vec<usize> = places.iter().map(|place| place.head).collect();
    let forms: Vec<&str> = tokens.iter().map(|token| token.form.as_str()).collect();
    punctuation::attach(&forms, &marks, &mut heads);
    for (place, head) in places.iter_mut().zip(heads) {
        place.head = head;
    }
    places
}

/// A tree of our scheme in which it is known who yields to whom.
struct Tree<'t> {
    tokens: &'t [Token],
    persons: &'t [Range<usize>],
    /// Where a word hangs, and by what, once the clauses are [`rearranged`](Self::rearrange).
    heads: Vec<usize>,
    deps: Vec<Dep>,
    /// Relations that are known already.
    relations: Vec<Option<&'static str>>,
    children: Vec<Vec<usize>>,
    /// The dependent that takes a word's place, and what the word becomes to it.
    yields: Vec<Option<(usize, &'static str)>>,
}

impl<'t> Tree<'t> {
    fn new(tokens: &'t [Token], persons: &'t [Range<usize>]) -> Self {
        let mut tree = Self {
            tokens,
            persons,
            heads: tokens.iter().map(|token| token.head).collect(),
            deps: tokens.iter().map(|token| token.dep).collect(),
            relations: vec![None; tokens.len()],
            children: vec![Vec::new(); tokens.len()],
            yields: vec![None; tokens.len()],
        };
        tree.link();
        tree.rearrange();
        tree.yields = (0..tokens.len()).map(|word| tree.yields_to(word)).collect();
        tree
    }

    fn link(&mut self) {
        self.children.iter_mut().for_each(Vec::clear);
        for (word, &head) in self.heads.iter().enumerate() {
            if head != word {
                self.children[head].push(word);
            }
        }
    }

    fn dep(&self, word: usize) -> Dep {
        self.deps[word]
    }

    fn tag(&self, word: usize) -> Tag {
        self.tokens[word].tag
    }

    fn child(&self, word: usize, deps: &[Dep]) -> Option<usize> {
        self.children[word].iter().copied().find(|&child| deps.contains(&self.dep(child)))
    }

    fn child_after(&self, word: usize, deps: &[Dep]) -> Option<usize> {
        self.children[word].iter().copied().find(|&child| child > word && deps.contains(&self.dep(child)))
    }

    /// Moves whole clauses to where Universal Dependencies has them.
    fn rearrange(&mut self) {
        for word in 0..self.tokens.len() {
            match self.dep(word) {
                Dep::Ccomp if word < self.heads[word] => self.put_first(word),
                Dep::Advcl if word < self.heads[word] && self.is_independent(word) => self.put_first(word),
                Dep::Dep | Dep::Npadvmod
                    if word < self.heads[word]
                        && self.heads[self.heads[word]] == self.heads[word]
                        && self.is_closed(word) =>
                {
                    self.put_first(word);
                }
                Dep::Ccomp => self.raise_subject(word),
                Dep::Csubj | Dep::Pcomp => self.free_relative(word),
                Dep::Nsubj => self.expletive(word),
                _ => {}
            }
        }
    }

    /// "it rained, we left": of clauses that only follow each other the first is above, unless the second says who
    /// says the first.
    fn put_first(&mut self, clause: usize) {
        let second = self.heads[clause];
        if !self.is_verb(second)
            || is("speech", &self.tokens[second].lemma)
            || self.child(clause, &[Dep::Mark]).is_some()
            || self.dep(second) == Dep::Relcl
        {
            return;
        }
        self.heads[clause] = if self.heads[second] == second { clause } else { self.heads[second] };
        self.deps[clause] = self.deps[second];
        self.heads[second] = clause;
        self.deps[second] = Dep::Parataxis;
        self.link();
    }

    /// Whether a clause could stand by itself: finite or imperative, without a word that introduces it.
    fn is_independent(&self, clause: usize) -> bool {
        let introduced = self.children[clause].iter().any(|&child| {
            self.dep(child) == Dep::Mark || matches!(self.tag(child), Tag::Wrb | Tag::Wdt | Tag::Wp)
        });
        let imperative = self.tag(clause) == Tag::Vb && self.child(clause, &[Dep::Aux]).is_none();
        !introduced && (imperative || self.is_finite(clause) && self.child(clause, &[Dep::Nsubj]).is_some())
    }

    /// Whether a mark that parts sentences follows on a part: "Traffic: the bridge is closed".
    fn is_closed(&self, part: usize) -> bool {
        let mut last = part;
        let mut open = vec![part];
        while let Some(word) = open.pop() {
            last = last.max(word);
            open.extend(self.children[word].iter().copied().filter(|&child| self.dep(child) != Dep::Punct));
        }
        self.tokens.get(last + 1).is_some_and(|after| is("parting", &after.form) && after.dep == Dep::Punct)
    }

    /// "want him to go", "make him cry", "keep him happy": the subject below becomes an object above.
    fn raise_subject(&mut self, clause: usize) {
        let head = self.heads[clause];
        if !self.is_verb(head) || self.child(clause, &[Dep::Mark]).is_some() || self.is_finite(clause) {
            return;
        }
        let Some(subject) = self.child(clause, &[Dep::Nsubj, Dep::Nsubjpass]) else { return };
        if head < subject && subject < clause {
            self.heads[subject] = head;
            self.deps[subject] = Dep::Dobj;
            self.deps[clause] = Dep::Xcomp;
            self.link();
        }
    }

    /// "what he said was wrong": the pronoun is above its clause.
    fn free_relative(&mut self, clause: usize) {
        let pronoun = self.children[clause].iter().copied().find(|&child| {
            self.tag(child) == Tag::Wp
                && child < clause
                && matches!(self.dep(child), Dep::Nsubj | Dep::Dobj | Dep::Attr | Dep::Nsubjpass)
        });
        let Some(pronoun) = pronoun else { return };
        self.heads[pronoun] = self.heads[clause];
        self.deps[pronoun] = if self.dep(clause) == Dep::Csubj { Dep::Nsubj } else { Dep::Pobj };
        self.heads[clause] = pronoun;
        self.deps[clause] = Dep::Relcl;
        self.link();
    }

    /// "it is hard to say": the clause is the subject, and "it" stands for it.
    fn expletive(&mut self, subject: usize) {
        let be = self.heads[subject];
        if self.tokens[subject].form != "it" || self.tokens[be].lemma != "be" {
            return;
        }
        let Some(predicate) = self.child_after(be, &[Dep::Acomp, Dep::Attr]) else { return };
        let open = |word: usize| {
            self.children[word].iter().any(|&child| self.tag(child) == Tag::To && self.dep(child) == Dep::Aux)
        };
        let clause = self
            .child_after(be, &[Dep::Ccomp, Dep::Xcomp, Dep::Advcl])
            .filter(|&clause| clause > predicate && (self.dep(clause) == Dep::Ccomp || open(clause)));
        let inner = self
            .child_after(predicate, &[Dep::Ccomp, Dep::Xcomp])
            .filter(|_| self.dep(predicate) == Dep::Acomp);
        let inner = inner.filter(|_| !is("raising", &self.tokens[predicate].form));
        let Some(clause) = clause.or(inner) else { return };
        self.relations[subject] = Some("expl");
        self.relations[clause] = Some("csubj");
    }

    fn is_verb(&self, word: usize) -> bool {
        is_verb(self.tag(word))
    }

    /// Whether a clause has a finite verb.
    fn is_finite(&self, word: usize) -> bool {
        let finite = |word: usize| matches!(self.tag(word), Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md);
        finite(word)
            || self.children[word]
                .iter()
                .any(|&child| matches!(self.dep(child), Dep::Aux | Dep::Auxpass) && finite(child))
    }

    /// Whether a word is a main verb "be" with a predicate besides it.
    fn is_copula(&self, word: usize) -> bool {
        self.yields[word].is_some_and(|(_, relation)| relation == "cop")
    }

    /// The dependent that takes a word's place, and what the word becomes to it.
    fn yields_to(&self, word: usize) -> Option<(usize, &'static str)> {
        let token = &self.tokens[word];
        if matches!(token.dep, Dep::Aux | Dep::Auxpass) {
            return None;
        }
        if token.lemma == "be" && self.is_verb(word) {
            return self.predicate(word).map(|predicate| (predicate, "cop"));
        }
        if token.tag == Tag::Cd
            && let Some(sign) =
                self.children[word].iter().copied().find(|&child| self.tag(child) == Tag::Dollar)
        {
            return Some((sign, "nummod"));
        }
        if is("month", &token.form) && token.dep != Dep::Compound {
            let day = self.children[word].iter().copied().find(|&child| {
                self.tag(child) == Tag::Cd && child == word + 1 && self.tokens[child].form.len() <= 2
            });
            if let Some(day) = day {
                return Some((day, "nmod:unmarked"));
            }
        }
        if is("half_of_day", &token.form)
            && let Some(hour) = self.child(word, &[Dep::Nummod])
        {
            return Some((hour, "nmod:unmarked"));
        }
        if let Some(first) = self.first_name(word) {
            return Some((first, "flat"));
        }
        let object = self.child_after(word, &[Dep::Pobj]).or_else(|| self.child(word, &[Dep::Pobj]));
        if let Some(object) = object {
            return Some((object, "case"));
        }
        if let Some(clause) = self.child(word, &[Dep::Pcomp]) {
            return Some((clause, if self.is_clause(clause) { "mark" } else { "case" }));
        }
        if token.tag == Tag::In || self.dep(word) == Dep::Prep {
            let inner = self.child_after(word, &[Dep::Prep])?;
            self.child(inner, &[Dep::Pobj, Dep::Pcomp])?;
            return Some((inner, "case"));
        }
        None
    }

    fn is_clause(&self, word: usize) -> bool {
        self.is_verb(word) || self.child(word, &[Dep::Nsubj, Dep::Nsubjpass]).is_some()
    }

    /// What "be" says of its subject.
    fn predicate(&self, be: usize) -> Option<usize> {
        if self.child(be, &[Dep::Expl]).is_some() {
            return None;
        }
        let clause = self.child_after(be, &[Dep::Ccomp, Dep::Xcomp, Dep::Csubj]);
        self.child(be, &[Dep::Attr, Dep::Acomp, Dep::Oprd])
            .or_else(|| clause.filter(|_| self.child(be, &[Dep::Nsubj, Dep::Csubj]).is_some()))
            .or_else(|| {
                self.child_after(be, &[Dep::Prep])
                    .filter(|&prep| self.child(prep, &[Dep::Pobj, Dep::Pcomp, Dep::Prep]).is_some())
            })
            .or_else(|| {
                self.child_after(be, &[Dep::Advmod, Dep::Prt, Dep::Npadvmod, Dep::Prep])
                    .filter(|&child| !is("negation", &self.tokens[child].form))
            })
            .or_else(|| {
                let inverted = self.child_after(be, &[Dep::Nsubj]).is_some();
                self.children[be].iter().copied().find(|&child| {
                    self.tag(child) == Tag::Wrb
                        || inverted && matches!(self.dep(child), Dep::Advmod | Dep::Prep)
                })
            })
    }

    /// The first word of the person's name whose last is `word`.
    fn first_name(&self, word: usize) -> Option<usize> {
        let person = self.persons.iter().find(|person| person.contains(&word))?;
        self.children[word].iter().copied().find(|&child| {
            child < word
                && person.contains(&child)
                && self.dep(child) == Dep::Compound
                && !self.is_title(child, person)
        })
    }

    fn is_title(&self, word: usize, person: &Range<usize>) -> bool {
        !matches!(self.tag(word), Tag::Nnp | Tag::Nnps) && person.start == word
    }

    /// The word that stands for the phrase of `word`.
    fn top(&self, word: usize) -> usize {
        let mut top = word;
        while let Some((next, _)) = self.yields[top] {
            top = next;
        }
        top
    }

    /// The first of the conjuncts of which `word` is one.
    fn first_conjunct(&self, word: usize) -> usize {
        let mut first = word;
        while self.dep(first) == Dep::Conj && self.heads[first] != first {
            first = self.heads[first];
        }
        first
    }

    /// Where a word stands in Universal Dependencies, but for punctuation and fixed expressions.
    fn place(&self, word: usize) -> Place {
        let upos = part(self, word);
        if let Some((other, relation)) = self.yields[word] {
            return Place { upos, head: self.top(other), relation };
        }
        // The highest word whose place this one has taken.
        let mut phrase = word;
        while self.heads[phrase] != phrase
            && self.yields[self.heads[phrase]].is_some_and(|(other, _)| other == phrase)
        {
            phrase = self.heads[phrase];
        }
        let above = self.heads[phrase];
        if above == phrase {
            return Place { upos, head: word, relation: "root" };
        }
        let head = match self.dep(phrase) {
            Dep::Conj => self.top(self.first_conjunct(phrase)),
            Dep::Cc | Dep::Preconj => self.after_conjunction(phrase, above),
            // Parts of a number whose currency sign stands for it.
            Dep::Compound | Dep::Nummod
                if self.tag(phrase) == Tag::Cd
                    && self.yields[above].is_some_and(|(_, relation)| relation == "nummod") =>
            {
                above
            }
            _ => self.top(above),
        };
        Place { upos, head, relation: relation(self, phrase, word) }
    }

    /// The conjunct that a conjunction stands before.
    fn after_conjunction(&self, conjunction: usize, above: usize) -> usize {
        let next = self.children[above]
            .iter()
            .copied()
            .find(|&child| child > conjunction && self.dep(child) == Dep::Conj);
        self.top(next.unwrap_or(above))
    }

    /// Titles and trades before a person's name describe the name.
    fn arrange_titles(&self, places: &mut [Place]) {
        for person in self.persons {
            let Some(first) = person
                .clone()
                .find(|&word| !person.contains(&places[word].head) || places[word].head == word)
            else {
                continue;
            };
            let mut title = None;
            for word in (0..first).rev() {
                if places[word].relation != "compound" || places[word].head != first {
                    break;
                }
                if let Some(title) = title {
                    places[word].head = title;
                } else {
                    places[word].relation = "nmod:desc";
                    title = Some(word);
                }
            }
        }
    }
}

fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Md)
}

fn is_nominal(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Nn
            | Tag::Nns
            | Tag::Nnp
            | Tag::Nnps
            | Tag::Prp
            | Tag::Cd
            | Tag::Dt
            | Tag::Dollar
            | Tag::Wp
            | Tag::Add
            | Tag::Ex
            | Tag::Sym
            | Tag::Fw
    )
}

/// What a relation becomes. `phrase` is the word that bears it, `word` the one that has taken its place.
fn relation(tree: &Tree, phrase: usize, word: usize) -> &'static str {
    if let Some(relation) = tree.relations[phrase] {
        return relation;
    }
    let above = tree.heads[phrase];
    let of_noun = is_nominal(tree.tag(above)) && !tree.is_copula(above);
    match tree.dep(phrase) {
        Dep::Root => "root",
        Dep::Acl => "acl",
        Dep::Advcl => "advcl",
        Dep::Advmod if phrase != word && matches!(tree.yields[phrase], Some((_, "case"))) => {
            prepositional(tree, phrase, word, of_noun)
        }
        Dep::Advmod if is_case(tree, phrase) => "case",
        Dep::Advmod | Dep::Neg | Dep::Quantmod => "advmod",
        Dep::Agent => "obl:agent",
        Dep::Amod => "amod",
        Dep::Appos => "appos",
        Dep::Attr if tree.child(above, &[Dep::Expl]).is_some() => "nsubj",
        Dep::Xcomp if is_purpose(tree, phrase) => "advcl",
        Dep::Acomp | Dep::Attr | Dep::Oprd | Dep::Xcomp => "xcomp",
        Dep::Aux if tree.tag(word) == Tag::To => "mark",
        Dep::Aux => "aux",
        Dep::Auxpass => "aux:pass",
        Dep::Case => "case",
        Dep::Cc => "cc",
        Dep::Ccomp => "ccomp",
        Dep::Compound if is("adjective", &tree.tokens[phrase].form) => "amod",
        Dep::Compound if is("title", &tree.tokens[phrase].form) => "nmod:desc",
        Dep::Compound
            if is("month", &tree.tokens[phrase].form) && tree.tag(tree.heads[phrase]) == Tag::Cd =>
        {
            "nmod:unmarked"
        }
        Dep::Compound => "compound",
        Dep::Conj => "conj",
        Dep::Csubj => "csubj",
        Dep::Csubjpass => "csubj:pass",
        Dep::Dative if phrase == word => "iobj",
        Dep::Dep | Dep::Meta => "dep",
        Dep::Det => "det",
        Dep::Dobj if is_addressed(tree, phrase) => "iobj",
        Dep::Dobj => "obj",
        Dep::Expl => "expl",
        Dep::Intj => "discourse",
        Dep::Mark => "mark",
        Dep::Nmod => "compound",
        Dep::Npadvmod
            if tree.persons.iter().any(|person| person.contains(&phrase))
                || is("addressed", &tree.tokens[phrase].form) =>
        {
            "vocative"
        }
        Dep::Npadvmod if of_noun => "nmod:unmarked",
        Dep::Npadvmod => "obl:unmarked",
        Dep::Nsubj
            if tree.is_copula(above)
                && tree.yields[above].is_some_and(|(predicate, _)| {
                    matches!(tree.dep(predicate), Dep::Ccomp | Dep::Xcomp | Dep::Csubj)
                }) =>
        {
            "nsubj:outer"
        }
        Dep::Nsubj => "nsubj",
        Dep::Nsubjpass => "nsubj:pass",
        Dep::Nummod if phrase > above && is_nominal(tree.tag(above)) => {
            if is("month", &tree.tokens[above].form) { "nmod:unmarked" } else { "flat" }
        }
        Dep::Nummod => "nummod",
        Dep::Parataxis => "parataxis",
        Dep::Poss => "nmod:poss",
        Dep::Preconj => "cc:preconj",
        Dep::Predet => "det:predet",
        Dep::Prt => "compound:prt",
        Dep::Punct => "punct",
        Dep::Relcl => "acl:relcl",
        Dep::Pobj | Dep::Pcomp | Dep::Prep | Dep::Dative => prepositional(tree, phrase, word, of_noun),
    }
}

/// "at least five", "not at all": a preposition that is tagged and hung as an adverb.
fn is_case(tree: &Tree, word: usize) -> bool {
    tree.heads[word] == word + 1
        && is("before_quantity", &tree.tokens[word].form)
        && matches!(tree.tag(word + 1), Tag::Jjs | Tag::Dt | Tag::Rbs)
}

/// Whether an object is the person to whom a clause or another object is given.
fn is_addressed(tree: &Tree, word: usize) -> bool {
    let verb = tree.heads[word];
    if tree.tag(word) == Tag::Prp && is("telling", &tree.tokens[verb].lemma) {
        return true;
    }
    tree.children[verb].iter().any(|&child| {
        child > word
            && match tree.dep(child) {
                Dep::Ccomp => tree.is_finite(child) || tree.child(child, &[Dep::Mark]).is_some(),
                Dep::Xcomp => is("addressing", &tree.tokens[verb].lemma),
                _ => false,
            }
    })
}

/// Whether an infinitive is an adjunct of an adjective or a passive.
fn is_purpose(tree: &Tree, word: usize) -> bool {
    let above = tree.heads[word];
    let infinitive =
        tree.children[word].iter().any(|&child| tree.tag(child) == Tag::To && tree.dep(child) == Dep::Aux);
    infinitive
        && matches!(tree.tag(above), Tag::Jj | Tag::Jjr | Tag::Jjs)
        && !is("raising", &tree.tokens[above].form)
}

/// What a phrase with a preposition becomes.
fn prepositional(tree: &Tree, phrase: usize, word: usize, of_noun: bool) -> &'static str {
    let clause = tree.dep(word) == Dep::Pcomp && tree.is_clause(word) || tree.is_copula(tree.heads[word]);
    match (of_noun, clause) {
        (true, true) => "acl",
        (false, true) => "advcl",
        (true, false) => "nmod",
        (false, false) if word == phrase && !matches!(tree.tag(word), Tag::In | Tag::To) => "advmod",
        (false, false) => "obl",
    }
}

/// The part of speech of a word.
fn part(tree: &Tree, word: usize) -> &'static str {
    let token = &tree.tokens[word];
    let form = token.form.as_str();
    match token.tag {
        _ if is("emoticon", form) || is("sign", form) => "SYM",
        _ if is("mark", form) => "PUNCT",
        Tag::Vbp | Tag::Vbz if is("short_copula", form) => "AUX",
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Md => {
            let auxiliary = matches!(token.dep, Dep::Aux | Dep::Auxpass)
                || token.tag == Tag::Md
                || token.lemma == "be" && tree.child(word, &[Dep::Expl]).is_none()
                || matches!(token.lemma.as_str(), "do" | "have") && is_elliptic(tree, word);
            if auxiliary { "AUX" } else { "VERB" }
        }
        Tag::Nn | Tag::Nns if is("percent", form) && form.len() == 1 => "SYM",
        Tag::Nn if is("pronoun", form) => "PRON",
        Tag::Nn | Tag::Nns => "NOUN",
        Tag::Nnp if matches!(tree.dep(word), Dep::Compound | Dep::Amod) && is("adjective", form) => "ADJ",
        Tag::Nnp | Tag::Nnps | Tag::Add => "PROPN",
        Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Afx => "ADJ",
        Tag::Rb | Tag::Rbr | Tag::Rbs if is("negation", form) => "PART",
        Tag::Rb
            if is_case(tree, word) || tree.yields[word].is_some_and(|(_, relation)| relation == "case") =>
        {
            "ADP"
        }
        Tag::Rb | Tag::Rbr | Tag::Rbs | Tag::Wrb => "ADV",
        Tag::In | Tag::To | Tag::Rp => {
            let marks =
                token.dep == Dep::Mark || tree.yields[word].is_some_and(|(_, relation)| relation == "mark");
            if token.tag == Tag::To && token.dep == Dep::Aux {
                "PART"
            } else if marks {
                "SCONJ"
            } else if matches!(token.dep, Dep::Advmod | Dep::Pobj | Dep::Pcomp | Dep::Amod)
                && tree.yields[word].is_none()
                && !is_case(tree, word)
            {
                "ADV"
            } else {
                "ADP"
            }
        }
        Tag::Dt if is("demonstrative", form) && token.dep != Dep::Det => "PRON",
        Tag::Wdt if token.dep != Dep::Det => "PRON",
        Tag::Dt | Tag::Pdt | Tag::Wdt => "DET",
        Tag::Wp if token.dep == Dep::Det => "DET",
        Tag::Prp | Tag::PrpS | Tag::Wp | Tag::WpS | Tag::Ex => "PRON",
        Tag::Cc => "CCONJ",
        Tag::Cd | Tag::Ls => "NUM",
        Tag::Pos => "PART",
        Tag::Uh => "INTJ",
        Tag::Dollar | Tag::Sym => "SYM",
        Tag::Fw if is("abbreviated_adverb", form) => "ADV",
        Tag::Fw if is("abbreviated_noun", form) => "NOUN",
        Tag::Fw | Tag::Xx | Tag::Space => "X",
        Tag::Comma if form == "/" => "SYM",
        Tag::Nfp
        | Tag::CloseQuote
        | Tag::OpenQuote
        | Tag::Comma
        | Tag::Lrb
        | Tag::Rrb
        | Tag::Period
        | Tag::Colon
        | Tag::Hyph => "PUNCT",
    }
}

/// Whether a finite verb stands for a whole predicate: "he did", "we have".
fn is_elliptic(tree: &Tree, word: usize) -> bool {
    matches!(tree.tag(word), Tag::Vbd | Tag::Vbp | Tag::Vbz)
        && tree.dep(word) != Dep::Relcl
        && tree
            .child_after(word, &[Dep::Dobj, Dep::Xcomp, Dep::Ccomp, Dep::Acomp, Dep::Prt, Dep::Conj])
            .is_none()
        && tree.child(word, &[Dep::Aux, Dep::Dobj]).is_none()
}

/// Hangs the words of fixed expressions from their first word.
fn arrange_fixed(tokens: &[Token], places: &mut [Place]) {
    let mut start = 0;
    while start < tokens.len() {
        let length = FIXED
            .iter()
            .filter(|(words, _)| {
                words.len() <= tokens.len() - start
                    && words.iter().zip(&tokens[start..]).all(|(word, token)| *word == token.form)
            })
            .find_map(|(words, relation)| fix(tokens, places, start..start + words.len(), relation));
        start += length.unwrap_or(1);
    }
}

/// Makes one of the words of `range` if only one word outside is above them and none is below; gives their number.
fn fix(tokens: &[Token], places: &mut [Place], range: Range<usize>, relation: &'static str) -> Option<usize> {
    let mut outside =
        range.clone().filter(|&word| places[word].head == word || !range.contains(&places[word].head));
    let top = outside.next()?;
    let head = places[top].head;
    if head == top || outside.any(|word| places[word].head != head) {
        return None;
    }
    let below = (0..places.len()).any(|word| {
        !range.contains(&word) && range.contains(&places[word].head) && places[word].relation != "punct"
    });
    if below {
        return None;
    }
    places[range.start].head = head;
    if relation != "-" {
        places[range.start].relation = relation;
    }
    for word in range.clone().skip(1) {
        places[word].head = range.start;
        places[word].relation = "fixed";
        if places[word].upos == "ADV" && matches!(tokens[word].tag, Tag::In | Tag::To) {
            places[word].upos = "ADP";
        }
    }
    Some(range.len())
}

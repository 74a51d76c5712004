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
    rows(include_str!("../data/universal.tsv")).map(|(kind, words)| (kind, words.split(' ').collect())).collect()
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

fn is(kind: &str, word: &str) -> bool {
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
    /// Where a word hangs once subjects of small clauses are objects.
    heads: Vec<usize>,
    /// The same for relations.
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
            relations: vec![None; tokens.len()],
            children: vec![Vec::new(); tokens.len()],
            yields: vec![None; tokens.len()],
        };
        for (word, token) in tokens.iter().enumerate() {
            if token.head != word {
                tree.children[token.head].push(word);
            }
        }
        tree.raise_subjects();
        tree.yields = (0..tokens.len()).map(|word| tree.yields_to(word)).collect();
        tree
    }

    fn dep(&self, word: usize) -> Dep {
        self.tokens[word].dep
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

    /// "want him to go", "make him cry", "keep him happy": the subject below becomes an object above.
    fn raise_subjects(&mut self) {
        for clause in 0..self.tokens.len() {
            let head = self.tokens[clause].head;
            let small = self.dep(clause) == Dep::Ccomp
                && head < clause
                && self.is_verb(head)
                && self.child(clause, &[Dep::Mark]).is_none()
                && !self.is_finite(clause);
            if !small {
                continue;
            }
            let Some(subject) = self.child(clause, &[Dep::Nsubj, Dep::Nsubjpass]) else { continue };
            if !(head < subject && subject < clause) {
                continue;
            }
            self.children[clause].retain(|&child| child != subject);
            self.children[head].push(subject);
            self.children[head].sort_unstable();
            self.heads[subject] = head;
            self.relations[subject] = Some("obj");
            self.relations[clause] = Some("xcomp");
        }
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
        if token.tag == Tag::Cd {
            if let Some(sign) = self.children[word].iter().copied().find(|&child| self.tag(child) == Tag::Dollar) {
                return Some((sign, "nummod"));
            }
        }
        if is("month", &token.form) && token.dep != Dep::Compound {
            let day = self.children[word].iter().copied().find(|&child| {
                self.tag(child) == Tag::Cd && child == word + 1 && self.tokens[child].form.len() <= 2
            });
            if let Some(day) = day {
                return Some((day, "nmod:unmarked"));
            }
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
        if token.tag == Tag::In || token.dep == Dep::Prep {
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
        self.child(be, &[Dep::Attr, Dep::Acomp, Dep::Oprd])
            .or_else(|| self.child_after(be, &[Dep::Ccomp, Dep::Xcomp, Dep::Csubj]))
            .or_else(|| {
                self.child_after(be, &[Dep::Prep])
                    .filter(|&prep| self.child(prep, &[Dep::Pobj, Dep::Pcomp, Dep::Prep]).is_some())
            })
            .or_else(|| {
                self.child_after(be, &[Dep::Advmod, Dep::Prt, Dep::Npadvmod, Dep::Prep])
                    .filter(|&child| !is("negation", &self.tokens[child].form))
            })
            .or_else(|| {
                self.children[be].iter().copied().find(|&child| self.dep(child) == Dep::Advmod && self.tag(child) == Tag::Wrb)
            })
    }

    /// The first word of the person's name whose last is `word`.
    fn first_name(&self, word: usize) -> Option<usize> {
        let person = self.persons.iter().find(|person| person.contains(&word))?;
        self.children[word].iter().copied().find(|&child| {
            child < word && person.contains(&child) && self.dep(child) == Dep::Compound && !self.is_title(child, person)
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
            let Some(first) = person.clone().find(|&word| !person.contains(&places[word].head) || places[word].head == word)
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
        Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::Cd | Tag::Dt | Tag::Dollar | Tag::Wp | Tag::Add | Tag::Ex | Tag::Sym | Tag::Fw
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
        Dep::Advmod | Dep::Neg | Dep::Quantmod => "advmod",
        Dep::Agent => "obl:agent",
        Dep::Amod => "amod",
        Dep::Appos => "appos",
        Dep::Attr if tree.child(above, &[Dep::Expl]).is_some() => "nsubj",
        Dep::Acomp | Dep::Attr | Dep::Oprd | Dep::Xcomp => "xcomp",
        Dep::Aux if tree.tag(word) == Tag::To => "mark",
        Dep::Aux => "aux",
        Dep::Auxpass => "aux:pass",
        Dep::Case => "case",
        Dep::Cc => "cc",
        Dep::Ccomp => "ccomp",
        Dep::Compound => "compound",
        Dep::Conj => "conj",
        Dep::Csubj => "csubj",
        Dep::Csubjpass => "csubj:pass",
        Dep::Dative if phrase == word => "iobj",
        Dep::Dep | Dep::Meta => "dep",
        Dep::Det => "det",
        Dep::Dobj => "obj",
        Dep::Expl => "expl",
        Dep::Intj => "discourse",
        Dep::Mark => "mark",
        Dep::Nmod => "compound",
        Dep::Npadvmod if of_noun => "nmod:unmarked",
        Dep::Npadvmod => "obl:unmarked",
        Dep::Nsubj if tree.is_copula(above) && tree.yields[above].is_some_and(|(predicate, _)| matches!(tree.dep(predicate), Dep::Ccomp | Dep::Xcomp | Dep::Csubj)) => "nsubj:outer",
        Dep::Nsubj => "nsubj",
        Dep::Nsubjpass => "nsubj:pass",
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
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Md => {
            let auxiliary = matches!(token.dep, Dep::Aux | Dep::Auxpass)
                || token.tag == Tag::Md
                || token.lemma == "be" && tree.child(word, &[Dep::Expl]).is_none();
            if auxiliary { "AUX" } else { "VERB" }
        }
        Tag::Nn | Tag::Nns if is("percent", form) && form.len() == 1 => "SYM",
        Tag::Nn if is("pronoun", form) => "PRON",
        Tag::Nn | Tag::Nns => "NOUN",
        Tag::Nnp | Tag::Nnps | Tag::Add => "PROPN",
        Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Afx => "ADJ",
        Tag::Rb | Tag::Rbr | Tag::Rbs if is("negation", form) => "PART",
        Tag::Rb | Tag::Rbr | Tag::Rbs | Tag::Wrb => "ADV",
        Tag::In | Tag::To | Tag::Rp => {
            let marks = token.dep == Dep::Mark || tree.yields[word].is_some_and(|(_, relation)| relation == "mark");
            if token.tag == Tag::To && token.dep == Dep::Aux {
                "PART"
            } else if marks {
                "SCONJ"
            } else {
                "ADP"
            }
        }
        Tag::Dt if is("demonstrative", form) && token.dep != Dep::Det => "PRON",
        Tag::Wdt if token.dep != Dep::Det => "PRON",
        Tag::Dt | Tag::Pdt | Tag::Wdt => "DET",
        Tag::Prp | Tag::PrpS | Tag::Wp | Tag::WpS | Tag::Ex => "PRON",
        Tag::Cc => "CCONJ",
        Tag::Cd | Tag::Ls => "NUM",
        Tag::Pos => "PART",
        Tag::Uh => "INTJ",
        Tag::Dollar | Tag::Sym => "SYM",
        Tag::Fw | Tag::Xx | Tag::Space => "X",
        Tag::Nfp if token.dep != Dep::Punct => "SYM",
        Tag::Nfp | Tag::CloseQuote | Tag::OpenQuote | Tag::Comma | Tag::Lrb | Tag::Rrb | Tag::Period | Tag::Colon | Tag::Hyph => "PUNCT",
    }
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
            .find_map(|(words, relation)| fix(places, start..start + words.len(), relation));
        start += length.unwrap_or(1);
    }
}

/// Makes one of the words of `range` if only one word outside is above them and none is below; gives their number.
fn fix(places: &mut [Place], range: Range<usize>, relation: &'static str) -> Option<usize> {
    let mut outside = range.clone().filter(|&word| places[word].head == word || !range.contains(&places[word].head));
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
    }
    Some(range.len())
}

//! Turns trees of Universal Dependencies into trees of our scheme: what [`universal`](crate::universal) does, the other way.
//!
//! A phrase is represented by its outermost function word: a preposition that introduces a clause, else the copula, else
//! the preposition of a noun, else the word itself ([`Tree::chain`]). Where words have no certain place in our scheme
//! ([`Tree::is_doubtful`]), nothing is said of them; sentences that the treebank marks as broken are left out as a whole.

use dateline_core::language::{Dep, Tag};

use crate::treebank::{Sentence, Word};
use crate::universal::is;

/// The head of a word (its own index for the root) and its relation; nothing where in doubt.
pub(crate) type Arc = Option<(usize, Dep)>;

/// For each word its tag and its place.
pub(crate) fn convert(sentence: &Sentence) -> Option<Vec<(Tag, Arc)>> {
    let sentence = last_of_name_above(sentence);
    let tree = Tree::new(&sentence)?;
    let mut arcs: Vec<Arc> =
        (0..tree.len()).map(|word| if tree.is_doubtful(word) { None } else { tree.arc(word) }).collect();
    tree.attach_punctuation(&mut arcs);
    let known = is_forest(&arcs) && arcs.iter().any(Option::is_some);
    known.then(|| tree.tags.iter().copied().zip(arcs).collect())
}

/// Hangs names together from their last word, as compounds are, and not from the first.
fn last_of_name_above(sentence: &Sentence) -> Sentence {
    let mut sentence = sentence.clone();
    let is_flat = |word: &Word| word.relation == "flat" && word.xpos != "CD";
    for first in 0..sentence.words.len() {
        let Some(last) = (first..sentence.words.len())
            .rev()
            .find(|&word| sentence.words[word].head == first && is_flat(&sentence.words[word]))
        else {
            continue;
        };
        let above = sentence.words[first].head;
        let relation = sentence.words[first].relation.clone();
        for word in 0..sentence.words.len() {
            let of_name = sentence.words[word].head == first && is_flat(&sentence.words[word]);
            if sentence.words[word].head == first && word != first {
                sentence.words[word].head = last;
            }
            if of_name || word == first {
                sentence.words[word].relation.replace_range(.., "compound");
            }
        }
        sentence.words[last].head = if above == first { last } else { above };
        sentence.words[last].relation = relation;
        sentence.words[first].head = last;
    }
    sentence
}

/// Whether there is at most one root, and each word hangs below it or below one whose place is not known.
fn is_forest(arcs: &[Arc]) -> bool {
    let root = |word: usize| arcs[word] == Some((word, Dep::Root));
    (0..arcs.len()).filter(|&word| root(word)).count() <= 1
        && (0..arcs.len()).all(|word| {
            let mut at = word;
            for _ in 0..arcs.len() {
                at = arcs[at].map_or(at, |(head, _)| head);
            }
            arcs[at].is_none() || root(at)
        })
}

/// Relations that are the same but for their name, whatever stands around them.
const RENAMED: [(&str, Dep); 33] = [
    ("root", Dep::Root),
    ("acl", Dep::Acl),
    ("acl:relcl", Dep::Relcl),
    ("advcl", Dep::Advcl),
    ("advcl:relcl", Dep::Advcl),
    ("advmod", Dep::Advmod),
    ("amod", Dep::Amod),
    ("appos", Dep::Appos),
    ("aux", Dep::Aux),
    ("aux:pass", Dep::Auxpass),
    ("case", Dep::Case),
    ("cc", Dep::Cc),
    ("cc:preconj", Dep::Preconj),
    ("ccomp", Dep::Ccomp),
    ("compound", Dep::Compound),
    ("compound:prt", Dep::Prt),
    ("conj", Dep::Conj),
    ("csubj", Dep::Csubj),
    ("csubj:outer", Dep::Csubj),
    ("csubj:pass", Dep::Csubjpass),
    ("det", Dep::Det),
    ("det:predet", Dep::Predet),
    ("discourse", Dep::Intj),
    ("mark", Dep::Mark),
    ("nmod:desc", Dep::Compound),
    ("nmod:poss", Dep::Poss),
    ("nsubj", Dep::Nsubj),
    ("nsubj:outer", Dep::Nsubj),
    ("nsubj:pass", Dep::Nsubjpass),
    ("nummod", Dep::Nummod),
    ("obl:unmarked", Dep::Npadvmod),
    ("parataxis", Dep::Parataxis),
    ("vocative", Dep::Npadvmod),
];

/// Relations by which treebanks mark what is broken, left out or out of order.
const BROKEN: [&str; 4] = ["goeswith", "reparandum", "orphan", "dislocated"];

/// Relations of parts that only follow each other, and hang together in another order in our scheme.
const LOOSE: [&str; 3] = ["parataxis", "list", "dep"];

struct Tree<'s> {
    sentence: &'s Sentence,
    forms: Vec<String>,
    tags: Vec<Tag>,
    children: Vec<Vec<usize>>,
    /// For each word the function words that stand above it, the outermost first, and the word itself.
    chains: Vec<Vec<usize>>,
    /// For each function word the word that it stands above.
    of: Vec<Option<usize>>,
}

impl<'s> Tree<'s> {
    fn new(sentence: &'s Sentence) -> Option<Self> {
        let len = sentence.words.len();
        let tags: Option<Vec<Tag>> = sentence.words.iter().map(|word| Tag::from_label(&word.xpos)).collect();
        let mut children = vec![Vec::new(); len];
        for (index, word) in sentence.words.iter().enumerate() {
            if BROKEN.contains(&word.relation.as_str()) {
                return None;
            }
            if word.head != index {
                children[word.head].push(index);
            }
        }
        let forms = (0..len).map(|word| sentence.form(word).to_lowercase()).collect();
        let mut tree =
            Self { sentence, forms, tags: tags?, children, chains: Vec::new(), of: vec![None; len] };
        tree.chains = (0..len).map(|word| tree.chain(word)).collect();
        for (word, chain) in tree.chains.iter().enumerate() {
            for &function in &chain[..chain.len() - 1] {
                tree.of[function] = Some(word);
            }
        }
        Some(tree)
    }

    fn len(&self) -> usize {
        self.tags.len()
    }

    fn relation(&self, word: usize) -> &str {
        &self.sentence.words[word].relation
    }

    fn upos(&self, word: usize) -> &str {
        &self.sentence.words[word].upos
    }

    fn lemma(&self, word: usize) -> &str {
        &self.sentence.words[word].lemma
    }

    fn head(&self, word: usize) -> usize {
        self.sentence.words[word].head
    }

    fn by(&self, word: usize, relation: &str) -> Option<usize> {
        self.children[word].iter().copied().find(|&child| self.relation(child) == relation)
    }

    /// The function words above a word, the outermost first, and the word itself.
    fn chain(&self, word: usize) -> Vec<usize> {
        let is_gerund = self.tags[word] == Tag::Vbg
            || self.children[word].iter().any(|&child| {
                self.tags[child] == Tag::Vbg && matches!(self.relation(child), "cop" | "aux" | "aux:pass")
            });
        let before = |relation: &'static str| {
            self.children[word]
                .iter()
                .copied()
                .filter(move |&child| child < word && self.relation(child) == relation)
        };
        let has_subject = self.children[word].iter().any(|&child| self.relation(child).starts_with("nsubj"));
        let mut chain: Vec<usize> = before("mark")
            .filter(|&mark| {
                is_gerund && !has_subject && self.is_preposition(mark) && is("of_gerund", &self.forms[mark])
            })
            .collect();
        chain.extend(self.by(word, "cop"));
        chain.extend(
            self.children[word]
                .iter()
                .copied()
                .filter(|&child| self.relation(child) == "case" && self.is_preposition(child)),
        );
        chain.extend(self.month(word));
        chain.extend(self.amount(word));
        chain.push(word);
        chain
    }

    fn is_preposition(&self, word: usize) -> bool {
        self.tags[word] != Tag::Pos && self.upos(word) != "PART" && self.by(word, "fixed").is_none()
    }

    /// The month that a day's number hangs below.
    fn month(&self, day: usize) -> Option<usize> {
        self.children[day].iter().copied().find(|&child| {
            child + 1 == day
                && self.tags[day] == Tag::Cd
                && self.relation(child) == "nmod:unmarked"
                && is("month", &self.forms[child])
        })
    }

    /// The number that a currency sign hangs below.
    fn amount(&self, sign: usize) -> Option<usize> {
        self.by(sign, "nummod").filter(|&number| self.tags[sign] == Tag::Dollar && number > sign)
    }

    /// Whether our scheme has another place for a word, or none: fixed expressions and what they introduce, and parts that
    /// only follow each other.
    fn is_doubtful(&self, word: usize) -> bool {
        let is_loose = |word: usize| LOOSE.contains(&self.relation(word));
        let is_fixed = |word: usize| self.by(word, "fixed").is_some();
        // A function word above stands for the whole phrase.
        let content = self.of[word].unwrap_or(word);
        let outermost = self.top(content) == word;
        self.relation(word) == "fixed"
            || is_fixed(word)
            || self.children[word].iter().any(|&child| self.relation(child) == "case" && is_fixed(child))
            || outermost && is_loose(content)
            || outermost && self.head(content) == content && (0..self.len()).any(is_loose)
    }

    /// The word that stands for the phrase of `word`.
    fn top(&self, word: usize) -> usize {
        self.chains[word][0]
    }

    /// Head and relation in our scheme, but for punctuation.
    fn arc(&self, word: usize) -> Option<(usize, Dep)> {
        if let Some(content) = self.of[word] {
            let chain = &self.chains[content];
            let place = chain.iter().position(|&link| link == word)?;
            return match place.checked_sub(1) {
                None => self.outer(content),
                Some(above) => Some((chain[above], self.inner(chain, above))),
            };
        }
        let chain = &self.chains[word];
        if chain.len() == 1 {
            self.outer(word)
        } else {
            let above = chain.len() - 2;
            Some((chain[above], self.inner(chain, above)))
        }
    }

    /// The relation of the link of a chain that comes after `above`.
    fn inner(&self, chain: &[usize], above: usize) -> Dep {
        let (function, below) = (chain[above], chain[above + 1]);
        match self.relation(function) {
            "cop" => match self.relation(below) {
                "case" => Dep::Prep,
                _ if self.by(below, "nsubj:outer").is_some() => Dep::Ccomp,
                _ => match self.upos(below) {
                    "ADJ" | "VERB" => Dep::Acomp,
                    "ADV" => Dep::Advmod,
                    _ => Dep::Attr,
                },
            },
            "mark" => Dep::Pcomp,
            "nmod:unmarked" => Dep::Nummod,
            "nummod" => {
                if chain[above + 1] + 1 == function && self.by(function, "compound").is_none() {
                    Dep::Nmod
                } else {
                    Dep::Quantmod
                }
            }
            _ => match self.relation(below) {
                "case" => Dep::Prep,
                _ if self.upos(below) == "VERB" && self.tags[below] == Tag::Vbg => Dep::Pcomp,
                _ if self.upos(below) == "ADV" => Dep::Pcomp,
                _ => Dep::Pobj,
            },
        }
    }

    /// Where the whole phrase of `word` hangs, and by what.
    fn outer(&self, word: usize) -> Option<(usize, Dep)> {
        let head = self.head(word);
        let relation = self.relation(word);
        let top = self.top(word);
        if head == word {
            return Some((top, Dep::Root));
        }
        match relation {
            "conj" => return Some((self.joint(word), Dep::Conj)),
            "cc" if self.relation(head) == "conj" && word < head => {
                return Some((self.joint(head), Dep::Cc));
            }
            "flat" => return self.flat(word, head),
            "punct" => return Some((self.top(head), Dep::Punct)),
            _ => {}
        }
        if self.small_clause(word, head) {
            let clause = self.children[head]
                .iter()
                .copied()
                .find(|&child| child > word && self.relation(child) == "xcomp")?;
            return Some((self.top(clause), Dep::Nsubj));
        }
        let place = self.place(word, head);
        Some((place, self.dep(word, head)?))
    }

    /// What a conjunct hangs from: the word for the whole phrase before it if it has such a function word of its own.
    fn joint(&self, conjunct: usize) -> usize {
        let before = self.conjunct_before(self.head(conjunct), conjunct);
        let whole = match self.relation(self.top(before)) {
            _ if self.top(before) == before => true,
            "cop" => {
                self.by(conjunct, "cop").is_some()
                    || self.upos(conjunct) == "VERB"
                    || self.children[conjunct].iter().any(|&child| self.relation(child).starts_with("nsubj"))
            }
            function => self.by(conjunct, function).is_some(),
        };
        if whole { self.top(before) } else { before }
    }

    /// The conjunct of `first` that comes right before `conjunct`.
    fn conjunct_before(&self, first: usize, conjunct: usize) -> usize {
        self.children[first]
            .iter()
            .copied()
            .rfind(|&child| child < conjunct && self.relation(child) == "conj")
            .unwrap_or(first)
    }

    /// A name hangs together from its last word, a number from what it numbers.
    fn flat(&self, word: usize, first: usize) -> Option<(usize, Dep)> {
        (self.tags[word] == Tag::Cd
            && self.children[first].iter().filter(|&&c| self.relation(c) == "flat").count() == 1)
            .then_some((first, Dep::Nummod))
    }

    /// Whether an object is the subject of what comes after it.
    fn small_clause(&self, word: usize, verb: usize) -> bool {
        self.relation(word) == "obj"
            && is("small_clause", self.lemma(verb))
            && self.children[verb].iter().any(|&child| child > word && self.relation(child) == "xcomp")
    }

    /// Which word of its head's chain a phrase hangs from.
    fn place(&self, word: usize, head: usize) -> usize {
        let chain = &self.chains[head];
        let copula = chain.iter().copied().find(|&link| self.relation(link) == "cop");
        if let Some(copula) = copula {
            let of_clause = match self.relation(word) {
                "nsubj" | "nsubj:outer" | "csubj" | "aux" | "mark" | "expl" | "parataxis" | "discourse"
                | "vocative" | "advcl" | "ccomp" | "obl:unmarked" | "cc" => true,
                "obl" => self.upos(head) != "ADJ" || word < copula,
                "advmod" => word < copula.max(self.after_negation(word, copula)) || word > head,
                _ => false,
            };
            return if of_clause { copula } else { head };
        }
        if chain.len() > 1 {
            let outer = chain[0];
            if matches!(self.relation(outer), "nummod" | "nmod:unmarked")
                || word < outer && matches!(self.relation(word), "advmod" | "obl:unmarked")
            {
                return outer;
            }
        }
        head
    }

    /// One past a negation, which goes with the copula wherever it stands.
    fn after_negation(&self, word: usize, copula: usize) -> usize {
        if is("negation", &self.forms[word]) { word + 1 } else { copula }
    }

    /// The relation of a phrase.
    fn dep(&self, word: usize, head: usize) -> Option<Dep> {
        let top = self.top(word);
        let relation = self.relation(word);
        let prepositional = top != word && matches!(self.relation(top), "case" | "mark");
        if prepositional && !matches!(relation, "nmod:poss") {
            return Some(if relation == "obl:agent" { Dep::Agent } else { Dep::Prep });
        }
        Some(match relation {
            "advmod" if is("negation", &self.forms[word]) || self.forms[word] == "never" => Dep::Neg,
            "aux" | "mark" if self.forms[word] == "to" && self.tags[word] == Tag::To => Dep::Aux,
            "expl" if self.tags[word] == Tag::Ex => Dep::Expl,
            "expl" => Dep::Nsubj,
            "nsubj" if self.by(head, "expl").is_some_and(|expletive| self.tags[expletive] == Tag::Ex) => {
                Dep::Attr
            }
            "csubj" if self.by(head, "expl").is_some() => {
                if self.is_infinitive(word) {
                    Dep::Xcomp
                } else {
                    Dep::Ccomp
                }
            }
            "iobj" if self.by(head, "obj").is_some() => Dep::Dative,
            "obj" | "iobj" => Dep::Dobj,
            "xcomp" => match self.upos(word) {
                _ if self.has_small_subject(word, head) => Dep::Ccomp,
                "ADJ" | "NOUN" | "PROPN" | "PRON"
                    if self.by(head, "obj").is_some() || self.by(head, "aux:pass").is_some() =>
                {
                    Dep::Oprd
                }
                "ADJ" => Dep::Acomp,
                "NOUN" | "PROPN" | "PRON" => Dep::Attr,
                _ => Dep::Xcomp,
            },
            "advcl" if self.upos(head) == "ADJ" && self.is_infinitive(word) => Dep::Xcomp,
            "advcl"
                if self.upos(head) == "VERB"
                    && self.by(head, "aux:pass").is_some()
                    && self.is_infinitive(word) =>
            {
                Dep::Xcomp
            }
            "det" if self.tags[word] == Tag::Pdt => Dep::Predet,
            "nmod:unmarked" if self.tags[word] == Tag::Cd => Dep::Nummod,
            "amod" | "compound" if self.tags[word] == Tag::Nnp => Dep::Compound,
            "nmod:unmarked" | "obl" => Dep::Npadvmod,
            "nmod" => Dep::Nmod,
            _ => RENAMED.iter().find(|(name, _)| *name == relation)?.1,
        })
    }

    fn is_infinitive(&self, word: usize) -> bool {
        self.children[word].iter().any(|&child| self.tags[child] == Tag::To && self.relation(child) == "mark")
    }

    fn has_small_subject(&self, clause: usize, verb: usize) -> bool {
        self.children[verb].iter().any(|&child| child < clause && self.small_clause(child, verb))
    }

    /// Hangs a mark at the edge of a phrase from what the phrase hangs from, a mark before a conjunct from the conjunct before.
    fn attach_punctuation(&self, arcs: &mut [Arc]) {
        for mark in (0..self.len()).filter(|&word| self.relation(word) == "punct") {
            let content = self.head(mark);
            if self.is_paired(mark) {
                continue;
            }
            if self.head(content) == content {
                if arcs[self.top(content)].is_none() {
                    arcs[mark] = None;
                } else if mark + 1 == self.len() {
                    arcs[mark] = Some((self.top(self.last_clause(content)), Dep::Punct));
                }
                continue;
            }
            let (from, to) = self.extent(content);
            if self.relation(content) == "conj" && mark < from {
                arcs[mark] = Some((self.joint(content), Dep::Punct));
            } else if mark < from || mark > to {
                arcs[mark] = arcs[self.top(content)].map(|(head, _)| (head, Dep::Punct));
            }
        }
    }

    /// The last of the clauses that are joined to `first` and have subjects of their own.
    fn last_clause(&self, first: usize) -> usize {
        self.children[first]
            .iter()
            .copied()
            .rfind(|&child| {
                self.relation(child) == "conj"
                    && self.children[child].iter().any(|&below| self.relation(below).starts_with("nsubj"))
            })
            .unwrap_or(first)
    }

    /// Brackets and quotation marks stay with what they hold.
    fn is_paired(&self, mark: usize) -> bool {
        matches!(self.tags[mark], Tag::Lrb | Tag::Rrb | Tag::OpenQuote | Tag::CloseQuote)
    }

    /// First and last word below `word`, punctuation left out.
    fn extent(&self, word: usize) -> (usize, usize) {
        let mut extent = (word, word);
        let mut open = vec![word];
        while let Some(at) = open.pop() {
            extent = (extent.0.min(at), extent.1.max(at));
            open.extend(self.children[at].iter().copied().filter(|&child| self.relation(child) != "punct"));
        }
        extent
    }
}

#[cfg(test)]
mod tests {
    use dateline_core::model::Span;

    use super::*;
    use crate::treebank::Word;

    /// A sentence from lines of word, lemma, part of speech, tag, head counted from one, relation.
    fn sentence(rows: &[(&str, &str, &str, &str, usize, &str)]) -> Sentence {
        let mut sentence = Sentence::default();
        for (index, &(form, lemma, upos, xpos, head, relation)) in rows.iter().enumerate() {
            let start = sentence.text.len();
            sentence.text.push_str(form);
            sentence.words.push(Word {
                span: Span::new(start, sentence.text.len()),
                lemma: lemma.into(),
                upos: upos.into(),
                xpos: xpos.into(),
                head: head.checked_sub(1).unwrap_or(index),
                relation: relation.into(),
            });
            sentence.text.push(' ');
        }
        sentence
    }

    fn arcs(rows: &[(&str, &str, &str, &str, usize, &str)]) -> Option<Vec<(usize, &'static str)>> {
        convert(&sentence(rows))?
            .into_iter()
            .map(|(_, arc)| arc.map(|(head, dep)| (head, dep.as_str())))
            .collect()
    }

    #[test]
    fn function_words_stand_above() {
        let rows = [
            ("Crews", "crew", "NOUN", "NNS", 4, "nsubj"),
            ("were", "be", "AUX", "VBD", 4, "cop"),
            ("in", "in", "ADP", "IN", 4, "case"),
            ("Lyon", "Lyon", "PROPN", "NNP", 0, "root"),
            ("and", "and", "CCONJ", "CC", 6, "cc"),
            ("Paris", "Paris", "PROPN", "NNP", 4, "conj"),
            (".", ".", "PUNCT", ".", 4, "punct"),
        ];
        let expected =
            [(1, "nsubj"), (1, "ROOT"), (1, "prep"), (2, "pobj"), (3, "cc"), (3, "conj"), (1, "punct")];
        assert_eq!(arcs(&rows).unwrap(), expected);
    }

    #[test]
    fn conjuncts_form_a_chain_and_infinitives_have_subjects() {
        let rows = [
            ("They", "they", "PRON", "PRP", 2, "nsubj"),
            ("want", "want", "VERB", "VBP", 0, "root"),
            ("Ann", "Ann", "PROPN", "NNP", 2, "obj"),
            (",", ",", "PUNCT", ",", 5, "punct"),
            ("Bob", "Bob", "PROPN", "NNP", 3, "conj"),
            ("and", "and", "CCONJ", "CC", 7, "cc"),
            ("Eve", "Eve", "PROPN", "NNP", 3, "conj"),
            ("to", "to", "PART", "TO", 9, "mark"),
            ("leave", "leave", "VERB", "VB", 2, "xcomp"),
        ];
        let expected = [
            (1, "nsubj"),
            (1, "ROOT"),
            (8, "nsubj"),
            (2, "punct"),
            (2, "conj"),
            (4, "cc"),
            (4, "conj"),
            (8, "aux"),
            (1, "ccomp"),
        ];
        assert_eq!(arcs(&rows).unwrap(), expected);
    }

    #[test]
    fn what_is_in_doubt_is_left_open() {
        let rows = [
            ("It", "it", "PRON", "PRP", 2, "nsubj"),
            ("rained", "rain", "VERB", "VBD", 0, "root"),
            (",", ",", "PUNCT", ",", 5, "punct"),
            ("they", "they", "PRON", "PRP", 5, "nsubj"),
            ("left", "leave", "VERB", "VBD", 2, "parataxis"),
            ("because", "because", "ADP", "IN", 8, "case"),
            ("of", "of", "ADP", "IN", 6, "fixed"),
            ("it", "it", "PRON", "PRP", 5, "obl"),
        ];
        let places: Vec<Option<usize>> = convert(&sentence(&rows))
            .unwrap()
            .into_iter()
            .map(|(_, arc)| arc.map(|(head, _)| head))
            .collect();
        assert_eq!(places, [Some(1), None, None, Some(4), None, None, None, None]);
    }

    #[test]
    fn broken_sentences_are_left_out() {
        let rows = [("with", "with", "ADP", "IN", 0, "root"), ("out", "out", "X", "RP", 1, "goeswith")];
        assert_eq!(arcs(&rows), None);
    }
}

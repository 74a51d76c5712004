//! Parses a treebank's own sentences and words, and writes the trees as Universal Dependencies for a scorer.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline_core::language::{Dep, Model, NameLabel, Tag};
use dateline_core::model::Span;

use crate::clear;
use crate::treebank::{self, Sentence, Word};
use crate::universal::{self, Token};

/// What to parse.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The model file
    #[arg(long, default_value = "seeds/model/english.dlm")]
    model: PathBuf,
    /// Folder of the corpora
    #[arg(long)]
    corpora: PathBuf,
    /// The treebank and its part
    #[arg(long, default_value = "ewt.dev")]
    set: String,
    /// Where to write CoNLL-U
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Relations that are counted together, as a name and the relations without their subtypes; one with a subtype stands
/// for itself alone.
const GROUPS: [(&str, &[&str]); 11] = [
    ("subjects", &["nsubj", "csubj"]),
    ("passive subjects", &["nsubj:pass", "csubj:pass"]),
    ("objects", &["obj"]),
    ("indirect objects", &["iobj"]),
    ("obliques", &["obl"]),
    ("modifiers of nominals", &["nmod"]),
    ("adverbial clauses", &["advcl"]),
    ("relative clauses", &["acl:relcl"]),
    ("other clauses of nouns", &["acl"]),
    ("complement clauses", &["ccomp", "xcomp"]),
    ("conjuncts", &["conj"]),
];

/// Words of a group in gold and system, and those that are right.
#[derive(Clone, Copy, Default)]
struct Count {
    gold: usize,
    system: usize,
    right: usize,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let bytes =
        fs::read(&options.model).with_context(|| format!("cannot read {}", options.model.display()))?;
    let model = Model::load(&bytes)?;
    let gold = treebank::sentences(&options.corpora, &options.set)?;
    let predicted: Vec<Sentence> = gold.iter().map(|sentence| predict(&model, sentence)).collect();
    report(&gold, &predicted);
    if let Some(path) = &options.out {
        let mut text = String::new();
        for sentence in &predicted {
            sentence.write(&mut text);
        }
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Says how far the model agrees with a treebank's trees in our scheme, and how these trees come back.
pub(crate) fn conversion(options: &Options) -> Result<()> {
    let bytes =
        fs::read(&options.model).with_context(|| format!("cannot read {}", options.model.display()))?;
    let model = Model::load(&bytes)?;
    let (mut sentences, mut converted, mut words) = (0, 0, 0);
    let (mut tags, mut heads, mut both) = (0, 0, 0);
    let mut returned = (Vec::new(), Vec::new());
    let mut confusions: BTreeMap<(Dep, Dep, bool), usize> = BTreeMap::new();
    for sentence in treebank::sentences(&options.corpora, &options.set)? {
        sentences += 1;
        let Some(gold) = clear::convert(&sentence) else { continue };
        // Only whole trees can be turned back.
        let whole = |(tag, arc): (Tag, clear::Arc)| arc.map(|(head, dep)| (tag, head, dep));
        let Some(gold) = gold.into_iter().map(whole).collect::<Option<Vec<_>>>() else { continue };
        converted += 1;
        words += gold.len();
        for ((tag, head, dep), token) in gold.iter().zip(parse(&model, &sentence).0) {
            tags += usize::from(*tag == token.tag);
            heads += usize::from(*head == token.head);
            if (*head, *dep) == (token.head, token.dep) {
                both += 1;
            } else {
                *confusions.entry((*dep, token.dep, *head == token.head)).or_default() += 1;
            }
        }
        let back = back(&sentence, &gold);
        returned.0.push(sentence);
        returned.1.push(back);
    }
    println!("{converted} of {sentences} sentences, {words} words");
    for (name, right) in [("tags", tags), ("heads", heads), ("heads and relations", both)] {
        println!("{name:24} {:6.2}", percent(right, words));
    }
    let mut confusions: Vec<_> = confusions.into_iter().collect();
    confusions.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    for ((gold, system, same), count) in confusions.into_iter().take(40) {
        println!("{count:6} {gold} as {system}{}", if same { "" } else { ", other head" });
    }
    println!("there and back:");
    report(&returned.0, &returned.1);
    if let Some(path) = &options.out {
        let text = returned.1.iter().fold(String::new(), |mut text, sentence| {
            sentence.write(&mut text);
            text
        });
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// A treebank's sentence after it was turned into our scheme and back; which words name persons is taken from its relations.
fn back(sentence: &Sentence, trees: &[(Tag, usize, Dep)]) -> Sentence {
    let tokens: Vec<Token> = trees
        .iter()
        .enumerate()
        .map(|(index, &(tag, head, dep))| Token {
            form: sentence.form(index).to_lowercase(),
            lemma: sentence.words[index].lemma.clone(),
            tag,
            head,
            dep,
        })
        .collect();
    let persons: Vec<Range<usize>> = (0..tokens.len())
        .filter_map(|first| {
            let flat = |word: &Word| word.relation == "flat" && word.head == first;
            let last = sentence.words.iter().rposition(flat).filter(|&last| last > first)?;
            (tokens[last].tag != Tag::Cd).then_some(first..last + 1)
        })
        .collect();
    let places = universal::convert(&tokens, &persons);
    let mut back = sentence.clone();
    for (word, place) in back.words.iter_mut().zip(places) {
        place.upos.clone_into(&mut word.upos);
        place.relation.clone_into(&mut word.relation);
        word.head = place.head;
    }
    back
}

/// The sentence with the model's tags and tree.
fn predict(model: &Model, gold: &Sentence) -> Sentence {
    let (tokens, persons) = parse(model, gold);
    let places = universal::convert(&tokens, &persons);
    let words = gold.words.iter().zip(tokens).zip(places);
    let words = words.map(|((word, token), place)| Word {
        span: word.span,
        lemma: token.lemma,
        upos: place.upos.to_owned(),
        xpos: token.tag.as_str().to_owned(),
        head: place.head,
        relation: place.relation.to_owned(),
    });
    Sentence { document: gold.document.clone(), text: gold.text.clone(), words: words.collect() }
}

/// The words of a sentence as the model sees them, and the names of persons among them.
pub(crate) fn parse(model: &Model, sentence: &Sentence) -> (Vec<Token>, Vec<Range<usize>>) {
    let spans: Vec<Span> = sentence.words.iter().map(|word| word.span).collect();
    let whole = 0..spans.len();
    let parse = model.parse(&sentence.text, &spans, std::slice::from_ref(&whole));
    let tokens = parse.tokens.iter().enumerate().map(|(index, word)| Token {
        form: sentence.form(index).to_lowercase(),
        lemma: parse.lemma(index).to_owned(),
        tag: word.tag,
        head: word.head as usize,
        dep: word.dep,
    });
    let persons = parse.names.iter().filter(|name| name.label == NameLabel::Person);
    let persons = persons.map(|name| name.tokens.start as usize..name.tokens.end as usize);
    (tokens.collect(), persons.collect())
}

/// Prints the scores of all words and of the relations that events are read from.
fn report(gold: &[Sentence], predicted: &[Sentence]) {
    let mut words = 0;
    let (mut upos, mut heads, mut both) = (0, 0, 0);
    let mut counts: BTreeMap<usize, Count> = BTreeMap::new();
    for (gold, system) in gold.iter().flat_map(|s| &s.words).zip(predicted.iter().flat_map(|s| &s.words)) {
        words += 1;
        upos += usize::from(gold.upos == system.upos);
        heads += usize::from(gold.head == system.head);
        both += usize::from(gold.head == system.head && base(&gold.relation) == base(&system.relation));
        for (number, (_, relations)) in GROUPS.iter().enumerate() {
            let count = counts.entry(number).or_default();
            let (of_gold, of_system) =
                (belongs(&gold.relation, relations), belongs(&system.relation, relations));
            count.gold += usize::from(of_gold);
            count.system += usize::from(of_system);
            count.right += usize::from(of_gold && of_system && gold.head == system.head);
        }
    }
    println!("{words} words");
    for (name, right) in [("UPOS", upos), ("UAS", heads), ("LAS", both)] {
        println!("{name:24} {:6.2}", percent(right, words));
    }
    println!("{:24} precision recall     F1", "relation and head");
    for (number, count) in counts {
        let (precision, recall) = (percent(count.right, count.system), percent(count.right, count.gold));
        let f1 = percent(2 * count.right, count.gold + count.system);
        println!("{:24} {precision:9.1} {recall:6.1} {f1:6.1}", GROUPS[number].0);
    }
}

/// A relation without its subtype.
fn base(relation: &str) -> &str {
    relation.split_once(':').map_or(relation, |(base, _)| base)
}

/// Whether a relation is one of a group: by its full name if any group has that, else without its subtype.
fn belongs(relation: &str, group: &[&str]) -> bool {
    let named = GROUPS.iter().any(|(_, relations)| relations.contains(&relation));
    group.contains(&if named { relation } else { base(relation) })
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

//! Learns what pronouns and descriptions take up: the weights of `seeds/lexicons/coreference_clues.tsv`.
//!
//! The engine reads the documents and lists for each of them what it may take up, with the clues for each. The weights
//! make the right ones likely (log-linear, several may be right), with a penalty on their squares. Since what one
//! may take up hangs on what those before it did, the engine reads all again with the new weights, several times.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Result};
use dateline_core::extract::{
    AttributionRules, COREFERENCE_CLUES, COREFERENCE_SORTS, CastRules, Choice, Reading, TimexRules,
    attributions, coreference_choices, timexes,
};
use dateline_core::language::{Model, Parse};
use dateline_core::lexicon::Gazetteer;
use dateline_core::model::{Attribution, Fingerprint, Span, Timex};
use dateline_core::text::{self, Layout};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Deserialize;

use crate::corpus;
use crate::evidence::Part;

const SORTS: usize = COREFERENCE_SORTS.len();

/// The sort of descriptions, which share nothing with pronouns.
const DESCRIPTION: usize = SORTS - 1;

/// What to learn from, and how.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Documents with clusters of mentions (GUM), JSON Lines, gzip
    #[arg(long)]
    clusters: PathBuf,
    /// Genres that may be learned from
    #[arg(long, value_delimiter = ',', default_value = "news,interview,academic,court,bio,voyage")]
    genres: Vec<String>,
    /// Documents with one pronoun and two names each (GAP), JSON Lines, gzip; FILE:1/2 takes every second one, from the
    /// first on
    #[arg(long, required = true, num_args = 1..)]
    pronouns: Vec<Source>,
    /// Where to write the table
    #[arg(long, default_value = "seeds/lexicons/coreference_clues.tsv")]
    out: PathBuf,
    /// How often the documents are read again with the new weights
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Penalty on the squares of the weights that related sorts share
    #[arg(long, default_value_t = 4.0)]
    penalty: f64,
    /// The same on what a sort of pronouns adds to them
    #[arg(long, default_value_t = 10.0)]
    sort_penalty: f64,
    /// How much one pronoun of the second set counts beside one of the first
    #[arg(long, default_value_t = 3.0)]
    pronoun_share: f64,
    /// Learn from all but every Nth document and say how right the rest comes out; writes nothing
    #[arg(long)]
    folds: Option<usize>,
}

/// A file of documents, and the part of it that is learned from.
#[derive(Clone, Debug)]
struct Source {
    path: PathBuf,
    part: Option<Part>,
}

impl FromStr for Source {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let parted = text.rsplit_once(':').and_then(|(path, part)| Some((path, part.parse().ok()?)));
        Ok(parted.map_or_else(
            || Self { path: text.into(), part: None },
            |(path, part)| Self { path: path.into(), part: Some(part) },
        ))
    }
}

#[derive(Deserialize)]
struct Line {
    text: String,
    genre: Option<String>,
    #[serde(default)]
    mentions: Vec<Gold>,
    pronoun: Option<Place>,
    #[serde(rename = "A")]
    a: Option<Place>,
    #[serde(rename = "B")]
    b: Option<Place>,
}

#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    head: (usize, usize),
    entity: String,
}

#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
    #[serde(default)]
    coref: bool,
}

/// A document, read as far as coreference needs, with what is right.
struct Document {
    text: String,
    layout: Layout,
    parse: Parse,
    timexes: Vec<Timex>,
    attributions: Vec<Attribution>,
    truth: Truth,
}

enum Truth {
    /// Mentions, the range of their heads, and their entity.
    Clusters(Vec<(Span, Span, String)>),
    /// A pronoun and two names, each with whether it is the one.
    Names(Span, [(Span, bool); 2]),
}

/// A pronoun to learn from.
struct Example {
    sort: usize,
    options: Vec<Vec<u8>>,
    right: Vec<bool>,
    chosen: usize,
    share: f64,
    of_names: bool,
    fold: usize,
}

/// What sorts share weights: "he" with "him" and "his", "it" with "they". Descriptions share none.
const FAMILIES: usize = 2;

/// The sorts of the first family: "he", "him", "his".
const PERSONAL: usize = 3;

fn family(sort: usize) -> Option<usize> {
    (sort != DESCRIPTION).then_some(usize::from(sort >= PERSONAL))
}

/// Weights that the sorts of a family share, and what each sort adds.
struct Weights {
    shared: Vec<[f64; FAMILIES]>,
    own: Vec<[f64; SORTS]>,
}

impl Weights {
    fn zero() -> Self {
        let clues = COREFERENCE_CLUES.len();
        Self { shared: vec![[0.0; FAMILIES]; clues], own: vec![[0.0; SORTS]; clues] }
    }

    fn sum(&self, sort: usize, clues: &[u8]) -> f64 {
        clues
            .iter()
            .map(|clue| {
                let clue = usize::from(*clue);
                family(sort).map_or(0.0, |family| self.shared[clue][family]) + self.own[clue][sort]
            })
            .sum()
    }

    fn hundredths(&self) -> Vec<[i32; SORTS]> {
        let rows = COREFERENCE_CLUES.iter().zip(self.shared.iter().zip(&self.own));
        rows.map(|(clue, (shared, own))| {
            let sum = |sort: usize| family(sort).map_or(0.0, |family| shared[family]) + own[sort];
            core::array::from_fn(|sort| {
                let weight = (sum(sort) * 100.0).round() as i32;
                if *clue == "unnamed" { weight.max(UNNAMED) } else { weight }
            })
        })
        .collect()
    }
}

/// The least weight of a candidate that the text never names. GAP asks only about names, and so teaches that nobody else is
/// meant; on GUM, which marks everybody, this bound gains 0.2 points of CoNLL F1, on GAP it loses as much of F1.
const UNNAMED: i32 = -100;

/// Learns the weights and writes the table.
///
/// # Errors
///
/// When a file cannot be read or written, or a line is not what it should be.
pub(crate) fn run(options: &Options) -> Result<()> {
    let engine = Engine::load()?;
    let mut lines = read(&options.clusters, None)?;
    lines.retain(|line| line.genre.as_ref().is_some_and(|genre| options.genres.contains(genre)));
    for Source { path, part } in &options.pronouns {
        lines.extend(read(path, *part)?);
    }
    let reading = bar(lines.len(), "reading");
    let documents = lines.into_iter().map(|line| {
        reading.inc(1);
        engine.document(line)
    });
    let documents: Vec<Document> = documents.collect::<Result<_>>()?;
    reading.finish_and_clear();
    let folds = options.folds.unwrap_or(1);
    // Without weights the latest candidate is taken.
    let mut rules = CastRules::from_seed().with_coreference_weights(Weights::zero().hundredths());
    for round in 1..=options.rounds {
        let bar = bar(documents.len(), "weighing");
        let mut examples = Vec::new();
        for (d, document) in documents.iter().enumerate() {
            bar.inc(1);
            for choice in engine.choices(document, &rules) {
                examples.extend(example(document, choice, d % folds, options.pronoun_share));
            }
        }
        bar.finish_and_clear();
        println!(
            "round {round}: {} mentions, as read: {}",
            examples.len(),
            accuracy(&examples, |e| e.chosen)
        );
        if folds > 1 {
            let mut held = Vec::new();
            for fold in 0..folds {
                let (out, kept): (Vec<_>, Vec<_>) = examples.iter().partition(|e| e.fold == fold);
                let weights = fit(&kept, options);
                held.extend(out.into_iter().map(|e| (e, best(&weights, e))));
            }
            let chosen: BTreeMap<*const Example, usize> =
                held.into_iter().map(|(e, c)| (&raw const *e, c)).collect();
            println!("  held out: {}", accuracy(&examples, |e| chosen[&(&raw const *e)]));
        }
        let all: Vec<&Example> = examples.iter().collect();
        let weights = fit(&all, options);
        println!("  learned: {}", accuracy(&examples, |e| best(&weights, e)));
        rules = rules.with_coreference_weights(weights.hundredths());
        if options.folds.is_none() {
            std::fs::write(&options.out, table(&weights))
                .with_context(|| format!("cannot write {}", options.out.display()))?;
        }
    }
    Ok(())
}

fn read(path: &Path, part: Option<Part>) -> Result<Vec<Line>> {
    corpus::packed(path)?
        .lines()
        .enumerate()
        .filter(|(i, _)| part.is_none_or(|part| part.holds(*i)))
        .map(|(i, line)| {
            serde_json::from_str(&line?).with_context(|| format!("{}, line {}", path.display(), i + 1))
        })
        .collect()
}

fn bar(length: usize, doing: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len} {eta}");
    ProgressBar::new(length as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(doing)
}

struct Engine {
    model: Model,
    gazetteer: Gazetteer,
    timex: TimexRules,
    attribution: AttributionRules,
}

impl Engine {
    fn load() -> Result<Self> {
        let bytes = |path: &str| std::fs::read(path).with_context(|| format!("cannot read {path}"));
        Ok(Self {
            model: Model::load(&bytes("seeds/model/english.dlm")?)?,
            gazetteer: Gazetteer::load(&bytes("seeds/gazetteer/world.dlg")?)?,
            timex: TimexRules::from_seed(),
            attribution: AttributionRules::from_seed(),
        })
    }

    fn document(&self, line: Line) -> Result<Document> {
        let mut bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(line.text.len());
        let span = |start: usize, end: usize| {
            let at = |i: usize| bytes.get(i).copied().context("a span beyond the text");
            Ok::<_, anyhow::Error>(Span::new(at(start)?, at(end)?))
        };
        let truth = match (line.pronoun, line.a, line.b) {
            (Some(pronoun), Some(a), Some(b)) => Truth::Names(
                span(pronoun.start, pronoun.end)?,
                [(span(a.start, a.end)?, a.coref), (span(b.start, b.end)?, b.coref)],
            ),
            _ => Truth::Clusters(
                line.mentions
                    .into_iter()
                    .map(|m| Ok((span(m.start, m.end)?, span(m.head.0, m.head.1)?, m.entity)))
                    .collect::<Result<_>>()?,
            ),
        };
        let layout = text::layout(&line.text);
        let sentences: Vec<_> =
            layout.sentences.iter().map(|s| s.tokens.start as usize..s.tokens.end as usize).collect();
        let parse = self.model.parse(&line.text, &layout.tokens, &sentences);
        let reading = Reading::new(&line.text, &layout, &parse, None, Fingerprint::of_text(&line.text));
        let timexes = timexes(&reading, &self.timex);
        let attributions = attributions(&reading, &self.attribution);
        Ok(Document { text: line.text, layout, parse, timexes, attributions, truth })
    }

    fn choices(&self, document: &Document, rules: &CastRules) -> Vec<Choice> {
        let Document { text, layout, parse, timexes, attributions, .. } = document;
        let reading = Reading::new(text, layout, parse, None, Fingerprint::of_text(text));
        coreference_choices(&reading, timexes, attributions, &self.gazetteer, rules)
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// What is right for a pronoun, where the document tells.
fn example(document: &Document, choice: Choice, fold: usize, share: f64) -> Option<Example> {
    let nothing = choice.options.len() - 1;
    let (right, share) = match &document.truth {
        Truth::Clusters(gold) => {
            let entity_of = |span: Span| {
                let inside = gold.iter().filter(|(all, head, _)| {
                    all.start <= span.start && span.end <= all.end && overlap(*head, span)
                });
                inside.min_by_key(|(all, ..)| all.end - all.start).map(|(.., entity)| entity)
            };
            let own = if choice.sort == DESCRIPTION {
                entity_of(choice.mention)
            } else {
                gold.iter().find(|(all, ..)| *all == choice.mention).map(|(.., entity)| entity)
            };
            let mut right: Vec<bool> = choice
                .options
                .iter()
                .map(|option| {
                    let known: Vec<_> = option.mentions.iter().filter_map(|m| entity_of(*m)).collect();
                    let same = known.iter().filter(|entity| own == Some(**entity)).count();
                    same > 0 && 2 * same >= known.len()
                })
                .collect();
            right[nothing] = !right.contains(&true);
            (right, 1.0)
        }
        Truth::Names(pronoun, names) => {
            if choice.mention != *pronoun {
                return None;
            }
            let holds = |i: usize, name: Span| choice.options[i].mentions.iter().any(|m| overlap(*m, name));
            let one = names.iter().any(|(_, is)| *is);
            let right: Vec<bool> = (0..choice.options.len())
                .map(|i| match one {
                    true => names.iter().any(|(name, is)| *is && holds(i, *name)),
                    false => names.iter().all(|(name, _)| !holds(i, *name)),
                })
                .collect();
            (right, share)
        }
    };
    right.contains(&true).then(|| Example {
        sort: choice.sort,
        options: choice.options.into_iter().map(|option| option.clues).collect(),
        right,
        chosen: choice.chosen,
        share,
        of_names: matches!(document.truth, Truth::Names(..)),
        fold,
    })
}

fn best(weights: &Weights, example: &Example) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (i, clues) in example.options.iter().enumerate() {
        let sum = weights.sum(example.sort, clues);
        if sum > best.1 {
            best = (i, sum);
        }
    }
    best.0
}

/// By sort, how many are right, and how right and how complete those are that take up something.
fn accuracy(examples: &[Example], chosen: impl Fn(&Example) -> usize) -> String {
    let mut text = String::new();
    let mut line = |name: &str, wanted: &dyn Fn(&Example) -> bool| {
        let (mut all, mut right, mut found, mut said, mut told) = (0, 0, 0, 0, 0);
        for example in examples.iter().filter(|example| wanted(example)) {
            let (nothing, choice) = (example.options.len() - 1, chosen(example));
            all += 1;
            right += usize::from(example.right[choice]);
            told += usize::from(!example.right[nothing]);
            said += usize::from(choice != nothing);
            found += usize::from(choice != nothing && example.right[choice]);
        }
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let _ = write!(
            text,
            "\n    {name:<12} {:5.1} % of {all:4}, precision {:5.1}, recall {:5.1}",
            share(right, all),
            share(found, said),
            share(found, told),
        );
    };
    for (sort, name) in COREFERENCE_SORTS.iter().enumerate() {
        line(name, &|example| example.sort == sort);
    }
    line("of two names", &|example| example.of_names);
    text
}

/// Gradient ascent on the penalised likelihood, each weight with a step of its own (AdaGrad), in a fixed order.
fn fit(examples: &[&Example], options: &Options) -> Weights {
    const PASSES: usize = 300;
    let mut weights = Weights::zero();
    let mut squares = Weights::zero();
    let total: f64 = examples.iter().map(|e| e.share).sum();
    for pass in 0..PASSES {
        // Smaller steps towards the end, so that the weights come to rest.
        let reach = 0.3 * (1.0 - pass as f64 / PASSES as f64);
        let mut slope = Weights::zero();
        for example in examples {
            let sums: Vec<f64> =
                example.options.iter().map(|clues| weights.sum(example.sort, clues)).collect();
            let highest = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let likely: Vec<f64> = sums.iter().map(|sum| (sum - highest).exp()).collect();
            let all: f64 = likely.iter().sum();
            let right: f64 = likely.iter().zip(&example.right).filter(|(_, r)| **r).map(|(l, _)| l).sum();
            for (i, clues) in example.options.iter().enumerate() {
                let target = if example.right[i] { likely[i] / right.max(1e-12) } else { 0.0 };
                let pull = example.share * (target - likely[i] / all);
                for clue in clues {
                    if let Some(family) = family(example.sort) {
                        slope.shared[usize::from(*clue)][family] += pull;
                    }
                    slope.own[usize::from(*clue)][example.sort] += pull;
                }
            }
        }
        let step = |weight: &mut f64, slope: f64, square: &mut f64, penalty: f64| {
            let slope = (slope - penalty * *weight) / total;
            *square += slope * slope;
            *weight += reach * slope / (square.sqrt() + 1e-9);
        };
        for clue in 0..COREFERENCE_CLUES.len() {
            for family in 0..FAMILIES {
                step(
                    &mut weights.shared[clue][family],
                    slope.shared[clue][family],
                    &mut squares.shared[clue][family],
                    options.penalty,
                );
            }
            for sort in 0..COREFERENCE_SORTS.len() {
                step(
                    &mut weights.own[clue][sort],
                    slope.own[clue][sort],
                    &mut squares.own[clue][sort],
                    if sort == DESCRIPTION { options.penalty } else { options.sort_penalty },
                );
            }
        }
    }
    weights
}

/// The table of the weights.
fn table(weights: &Weights) -> String {
    let mut table = String::from(
        "# What each clue speaks for and against a candidate for what a mention takes up, by the sort of the mention:\n\
         # hundredths, added up; the highest sum wins. `nobody` is the candidate that stands for no entity at all. What the\n\
         # clues are, extract/cast/coreference/clue.rs says. Written by `dateline-train coreference`, which holds `unnamed` to -100.\n",
    );
    let _ = writeln!(table, "clue\t{}", COREFERENCE_SORTS.join("\t"));
    for (clue, row) in COREFERENCE_CLUES.iter().zip(weights.hundredths()) {
        let _ = writeln!(table, "{clue}\t{}", row.map(|weight| weight.to_string()).join("\t"));
    }
    table
}

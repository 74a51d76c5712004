//! Learns what speaks for what a name names: the weights of `seeds/lexicons/name_evidence.tsv`.
//!
//! The engine lists the candidates of every document with their evidence, and the weights make the marked kinds likely
//! (multinomial logistic regression, several kinds may be right), with a penalty on how far they leave the weights that
//! the table had before. The recogniser's word is a piece of evidence, and it is surer of texts that it learnt from than
//! of any others: so every document had better be read with a model that was trained without it (cross-fitting).

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Result, bail, ensure};
use dateline_core::extract::{CastRules, Reading, TimexRules, name_evidence, timexes};
use dateline_core::language::Model;
use dateline_core::lexicon::Gazetteer;
use dateline_core::model::{Fingerprint, Span};
use dateline_core::text;
use indicatif::ProgressBar;

use crate::corpus;
use crate::material::LEARNT;

/// Evidence whose weight against a name at all is left as it is: the newswire that is learnt from capitalises next to
/// nothing that is no name.
const KEPT: [&str; 2] = ["capital_only", "tagger_none"];

/// What to learn from, and how.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Folder of the corpora
    #[arg(long)]
    corpora: PathBuf,
    /// The models, in order: `train --without 1/2` wrote the first of two, `--without 2/2` the second
    #[arg(long = "model", required = true)]
    models: Vec<PathBuf>,
    /// The table, read and written
    #[arg(long, default_value = "seeds/lexicons/name_evidence.tsv")]
    table: PathBuf,
    /// The gazetteer
    #[arg(long, default_value = "seeds/gazetteer/world.dlg")]
    gazetteer: PathBuf,
    /// Penalty on the squares of what the weights change by
    #[arg(long, default_value_t = 20.0)]
    penalty: f64,
    /// How far the table moves from what it was to what was learnt: less than all the way where the models know the texts
    #[arg(long, default_value_t = 1.0)]
    share: f64,
}

/// One part of a corpus of so many, told by the numbers of its documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) number: usize,
    pub(crate) of: usize,
}

impl Part {
    pub(crate) fn holds(self, document: usize) -> bool {
        document % self.of + 1 == self.number
    }
}

impl FromStr for Part {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let (number, of) = text.split_once('/').context("a part is written as 1/2")?;
        let part = Self { number: number.parse()?, of: of.parse()? };
        ensure!((1..=part.of).contains(&part.number), "there is no part {text}");
        Ok(part)
    }
}

/// The table: its comments, the names of its columns and rows, and the weights.
struct Table {
    comments: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<f64>)>,
}

impl Table {
    fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut table = Self { comments: String::new(), columns: Vec::new(), rows: Vec::new() };
        for line in text.lines() {
            if line.starts_with('#') {
                let _ = writeln!(table.comments, "{line}");
                continue;
            }
            let mut cells = line.split('\t');
            let name = cells.next().unwrap_or_default();
            if table.columns.is_empty() {
                table.columns = cells.map(str::to_owned).collect();
            } else {
                let weights =
                    cells.map(str::parse).collect::<Result<_, _>>().with_context(|| name.to_owned())?;
                table.rows.push((name.to_owned(), weights));
            }
        }
        Ok(table)
    }

    fn write(&self, path: &Path) -> Result<()> {
        let mut text = format!("{}evidence\t{}\n", self.comments, self.columns.join("\t"));
        for (name, weights) in &self.rows {
            let cells: Vec<String> =
                weights.iter().map(|weight| (weight.round() as i32).to_string()).collect();
            let _ = writeln!(text, "{name}\t{}", cells.join("\t"));
        }
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    fn row(&self, name: &str) -> Result<usize> {
        self.rows.iter().position(|(row, _)| row == name).with_context(|| format!("the table lacks {name}"))
    }

    /// The columns that a corpus' label may stand for; none where it is no name.
    fn kinds(&self, label: Option<&str>) -> Result<Vec<bool>> {
        let kinds: &[&str] = match label {
            None => &["none"],
            Some("PER" | "person") => &["person"],
            Some("ORG" | "corporation") => &["organization"],
            Some("group") => &["organization", "group"],
            Some("LOC" | "location") => &["place", "facility"],
            Some("MISC") => &["group", "product", "work", "occasion", "law"],
            Some("product") => &["product"],
            Some("creative-work") => &["work"],
            Some(label) => bail!("unknown label {label}"),
        };
        Ok(self.columns.iter().map(|column| kinds.contains(&column.as_str())).collect())
    }
}

/// A candidate: its evidence as rows of the table with how often each counts, and the columns that are right.
struct Example {
    evidence: Vec<(usize, f64)>,
    right: Vec<bool>,
}

/// Learns the weights and writes the table.
///
/// # Errors
///
/// When a file cannot be read or written, or a label is unknown.
pub(crate) fn run(options: &Options) -> Result<()> {
    let gazetteer = Gazetteer::load(&fs::read(&options.gazetteer)?)?;
    let mut table = Table::read(&options.table)?;
    let rules = (CastRules::from_seed(), TimexRules::from_seed());
    let mut examples = Vec::new();
    for (number, path) in (1..).zip(&options.models) {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let model = Model::load(&bytes)?;
        let part = Part { number, of: options.models.len() };
        for set in LEARNT {
            let documents = corpus::documents(&options.corpora, set)?;
            let progress = ProgressBar::new(documents.len() as u64);
            for (_, document) in documents.iter().enumerate().filter(|(number, _)| part.holds(*number)) {
                examples.extend(read(&document.text, &document.names, &model, &gazetteer, &rules, &table)?);
                progress.inc(options.models.len() as u64);
            }
            progress.finish_and_clear();
        }
    }
    let right = |table: &Table| {
        let right = examples.iter().filter(|example| example.right[best(table, example)]).count();
        100.0 * right as f64 / examples.len().max(1) as f64
    };
    println!("{} candidates, right as the table was: {:.2} %", examples.len(), right(&table));
    fit(&mut table, &examples, options.penalty, options.share);
    println!("right as it is now: {:.2} %", right(&table));
    table.write(&options.table)
}

/// The candidates of a text. What overlaps a name and is not quite it teaches nothing.
fn read(
    text: &str,
    names: &[(Span, String)],
    model: &Model,
    gazetteer: &Gazetteer,
    (cast, timex): &(CastRules, TimexRules),
    table: &Table,
) -> Result<Vec<Example>> {
    let layout = text::layout(text);
    let sentences: Vec<_> =
        layout.sentences.iter().map(|s| s.tokens.start as usize..s.tokens.end as usize).collect();
    let parse = model.parse(text, &layout.tokens, &sentences);
    let reading = Reading::new(text, &layout, &parse, None, Fingerprint::of_text(text));
    let timexes = timexes(&reading, timex);
    let mut examples = Vec::new();
    for (span, evidence) in name_evidence(&reading, &timexes, gazetteer, cast) {
        let label = names.iter().find(|(name, _)| *name == span).map(|(_, label)| label.as_str());
        if label.is_none() && names.iter().any(|(name, _)| name.overlaps(span)) {
            continue;
        }
        let evidence = evidence
            .into_iter()
            .map(|(name, count)| Ok((table.row(name)?, f64::from(count))))
            .collect::<Result<_>>()?;
        examples.push(Example { evidence, right: table.kinds(label)? });
    }
    Ok(examples)
}

/// The sums of the weights, in whole units, for each column.
fn sums(table: &Table, example: &Example) -> Vec<f64> {
    let mut sums = vec![0.0; table.columns.len()];
    for &(row, count) in &example.evidence {
        for (sum, weight) in sums.iter_mut().zip(&table.rows[row].1) {
            *sum += count * weight / 100.0;
        }
    }
    sums
}

fn best(table: &Table, example: &Example) -> usize {
    let sums = sums(table, example);
    (0..sums.len()).fold(0, |best, column| if sums[column] > sums[best] { column } else { best })
}

/// Gradient ascent on the penalised likelihood, each weight with a step of its own (AdaGrad), in a fixed order.
fn fit(table: &mut Table, examples: &[Example], penalty: f64, share: f64) {
    const PASSES: usize = 300;
    let before: Vec<Vec<f64>> = table.rows.iter().map(|(_, weights)| weights.clone()).collect();
    let mut squares: Vec<Vec<f64>> = before.iter().map(|row| vec![0.0; row.len()]).collect();
    let progress = ProgressBar::new(PASSES as u64);
    for pass in 0..PASSES {
        // Smaller steps towards the end, so that the weights come to rest.
        let reach = 0.2 * (1.0 - pass as f64 / PASSES as f64);
        let mut slopes: Vec<Vec<f64>> = before.iter().map(|row| vec![0.0; row.len()]).collect();
        for example in examples {
            let sums = sums(table, example);
            let highest = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let likely: Vec<f64> = sums.iter().map(|sum| (sum - highest).exp()).collect();
            let all: f64 = likely.iter().sum();
            let right: f64 =
                likely.iter().zip(&example.right).filter(|(_, right)| **right).map(|(l, _)| l).sum();
            for (column, likely) in likely.iter().enumerate() {
                let target = if example.right[column] { likely / right.max(1e-12) } else { 0.0 };
                for &(row, count) in &example.evidence {
                    slopes[row][column] += count * (target - likely / all);
                }
            }
        }
        for (row, (name, weights)) in table.rows.iter_mut().enumerate() {
            for (column, weight) in weights.iter_mut().enumerate() {
                if table.columns[column] == "none" && KEPT.contains(&name.as_str()) {
                    continue;
                }
                let slope = slopes[row][column] - penalty * (*weight - before[row][column]) / 100.0;
                let slope = slope / examples.len() as f64;
                squares[row][column] += slope * slope;
                *weight += 100.0 * reach * slope / (squares[row][column].sqrt() + 1e-9);
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    for ((_, weights), before) in table.rows.iter_mut().zip(&before) {
        for (weight, before) in weights.iter_mut().zip(before) {
            *weight = (before + share * (*weight - before)).round();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hold_every_document_once() {
        let parts: Vec<Part> = ["1/3", "2/3", "3/3"].iter().map(|part| part.parse().unwrap()).collect();
        for document in 0..10 {
            assert_eq!(parts.iter().filter(|part| part.holds(document)).count(), 1);
        }
        assert!("0/2".parse::<Part>().is_err() && "3/2".parse::<Part>().is_err());
    }
}

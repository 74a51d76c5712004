//! Makes the language model that `dateline-core` reads, and measures it against the library it comes from.

mod assemble;
mod chain;
mod clear;
mod compare;
mod coreference;
mod corpus;
mod crf;
mod evidence;
mod exchange;
mod layers;
mod lemmas;
mod lexicon;
mod material;
mod names;
mod network;
mod oracle;
mod phrases;
mod predict;
mod punctuation;
mod random;
mod rules;
mod student;
mod syntax;
mod tags;
mod teacher;
mod texts;
mod train;
mod treebank;
mod trees;
mod universal;
mod vectors;
mod wheel;
mod write;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Learn what pronouns and descriptions take up
    Coreference(coreference::Options),
    /// Learn what speaks for what a name names
    Evidence(evidence::Options),
    /// Parse a treebank's sentences and write them as Universal Dependencies
    Predict(predict::Options),
    /// Convert a treebank's trees to our scheme and say how a model agrees, and how much the way there and back loses
    Treebank(predict::Options),
    /// Write the texts that a larger recogniser learns from and marks
    Texts(texts::Options),
    /// Make the model: from the published weights, trained further
    Train(train::Options),
    /// Compare a model's parses with those of spaCy, as reference/dump.py wrote them
    Compare {
        /// The model file
        #[arg(long, default_value = "seeds/model/english.dlm")]
        model: PathBuf,
        /// JSON Lines, one sentence a line
        #[arg(long)]
        reference: PathBuf,
        /// Print the first differences of each kind
        #[arg(long, default_value_t = 0)]
        show: usize,
    },
}

fn main() -> anyhow::Result<()> {
    match Args::parse().command {
        Command::Coreference(options) => coreference::run(&options),
        Command::Evidence(options) => evidence::run(&options),
        Command::Predict(options) => predict::run(&options),
        Command::Treebank(options) => predict::conversion(&options),
        Command::Texts(options) => texts::run(&options),
        Command::Train(options) => train::run(&options),
        Command::Compare { model, reference, show } => compare::run(&model, &reference, show),
    }
}

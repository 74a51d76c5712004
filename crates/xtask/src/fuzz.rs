//! `cargo xtask fuzz`: garbled stories through the engine, for as long as one likes.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::workspace;

#[derive(Args)]
pub(crate) struct Fuzz {
    /// How long.
    #[arg(long, default_value_t = 10)]
    minutes: u64,
    /// Which sequence of texts; the same seed gives the same.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Number of the first text, to make a failure again.
    #[arg(long, default_value_t = 0)]
    first: u64,
}

impl Fuzz {
    /// Runs the driver in the development profile, which checks arithmetic and assertions.
    pub(crate) fn run(self) -> Result<()> {
        workspace::run(
            Command::new("cargo")
                .args(["run", "--quiet", "--package", "dateline-tests", "--bin", "fuzz"])
                .env("FUZZ_MINUTES", self.minutes.to_string())
                .env("FUZZ_SEED", self.seed.to_string())
                .env("FUZZ_FIRST", self.first.to_string())
                .current_dir(workspace::root()),
        )
    }
}

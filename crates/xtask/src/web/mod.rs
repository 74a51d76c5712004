//! `cargo xtask-web web`: builds the viewer.
//!
//! Three parts: the types of the record for TypeScript (checked in), the page (checked in, so that a machine with
//! nothing but cargo can serve it), and the engine as WebAssembly with its data (not checked in; where it is missing
//! the page asks the server).

mod engine;
mod page;
mod record_types;

use std::path::Path;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use crate::workspace;

#[derive(Args)]
pub(crate) struct Web {
    /// Verifies that the checked-in types and page are those that the sources give, and changes nothing.
    #[arg(long)]
    check: bool,
    /// Builds one part alone.
    #[arg(long, value_enum)]
    only: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// `web/record.schema.json` and `web/src/record.d.ts`.
    Types,
    /// `web/dist`, but for the engine.
    Page,
    /// The engine and its data in `web/dist/assets`.
    Engine,
}

impl Web {
    /// Builds the parts asked for, or compares them with what is checked in.
    pub(crate) fn run(self) -> Result<()> {
        let builds = |part| self.only.is_none_or(|only| only == part);
        workspace::install_packages()?;
        if builds(Part::Types) {
            record_types::generate(self.check)?;
        }
        if builds(Part::Page) {
            page::build(self.check)?;
        }
        if builds(Part::Engine) && !self.check {
            engine::build()?;
        }
        Ok(())
    }
}

/// Fails when `file` does not hold `fresh`.
fn ensure_fresh(file: &Path, fresh: &[u8]) -> Result<()> {
    let found = std::fs::read(file).with_context(|| format!("{} is missing", file.display()))?;
    ensure!(found == fresh, "{} is stale; run `cargo xtask-web web` and commit it", file.display());
    Ok(())
}

//! `cargo xtask parity`: the same reports through the WebAssembly engine and the native one.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};
use clap::Args;

use crate::workspace;

#[derive(Args)]
pub(crate) struct Parity {
    /// JSON Lines, `{"id", "text", "published"?}` a line.
    reports: PathBuf,
}

impl Parity {
    /// Compares the records byte for byte; fails if one differs.
    pub(crate) fn run(self) -> Result<()> {
        let root = workspace::root();
        ensure!(
            root.join("web/dist/engine.json").exists(),
            "the viewer's engine is not built; run `cargo xtask-web web`"
        );
        workspace::run(
            Command::new("cargo")
                .args(["build", "--release", "--package", "dateline-cli"])
                .current_dir(&root),
        )?;
        workspace::run(
            Command::new("node")
                .arg(root.join("tests/browser/parity.mjs"))
                .arg(self.reports)
                .env("DATELINE", workspace::target().join("release/dateline")),
        )
    }
}

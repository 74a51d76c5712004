//! `cargo xtask browser-test`: the viewer in a real browser, and the WebAssembly engine beside the native one.

use std::process::Command;

use anyhow::{Result, ensure};
use clap::Args;

use crate::workspace;

#[derive(Args, Default)]
pub(crate) struct BrowserTest {
    /// Runs only tests whose names match.
    #[arg(long, value_name = "PATTERN")]
    only: Option<String>,
}

impl BrowserTest {
    /// Builds the command line for comparison and runs the tests under `tests/browser` in Node.
    pub(crate) fn run(self) -> Result<()> {
        let root = workspace::root();
        ensure!(
            root.join("web/dist/engine.json").exists(),
            "the viewer's engine is not built; run `cargo xtask-web web`"
        );
        workspace::install_packages()?;
        workspace::run(
            Command::new("cargo")
                .args(["build", "--release", "--package", "dateline-cli"])
                .current_dir(&root),
        )?;
        let mut node = Command::new("node");
        node.arg("--test").arg("--test-reporter=spec").arg("--test-concurrency=1");
        if let Some(pattern) = self.only {
            node.arg(format!("--test-name-pattern={pattern}"));
        }
        for name in ["viewer", "timeline", "map", "engine"] {
            node.arg(format!("tests/browser/{name}.test.mjs"));
        }
        node.env("DATELINE", workspace::target().join("release/dateline"));
        workspace::run(node.current_dir(root))
    }
}

//! `cargo xtask test`: all tests, natively and in a browser, with what they need.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::browser_test::BrowserTest;
use crate::setup::Setup;
use crate::workspace;

#[derive(Args)]
pub(crate) struct Test {
    /// Leaves out WebAssembly and the browser, and so needs nothing but cargo.
    #[arg(long)]
    native: bool,
}

impl Test {
    /// Runs the tests of all crates, then builds the viewer and walks it in a browser.
    pub(crate) fn run(self) -> Result<()> {
        let cargo = |arguments: &[&str]| {
            workspace::run(Command::new("cargo").args(arguments).current_dir(workspace::root()))
        };
        cargo(&["test", "--workspace"])?;
        if self.native {
            return Ok(());
        }
        Setup {}.run()?;
        cargo(&["run", "--quiet", "--package", "xtask", "--features", "web", "--", "web"])?;
        BrowserTest::default().run()
    }
}

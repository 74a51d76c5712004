//! The page: type-checked and bundled by Vite.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::ensure_fresh;
use crate::workspace;

/// The files of the page; each is checked in.
const FILES: [&str; 7] = [
    "index.html",
    "page.css",
    "page.js",
    "worker.js",
    "drawing.js",
    "countries-110m.json",
    "countries-50m.json",
];

/// Writes the page into `web/dist`, or with `check` compares a fresh one with it.
pub(super) fn build(check: bool) -> Result<()> {
    let web = workspace::root().join("web");
    let fresh = workspace::target().join("page");
    workspace::run(Command::new("npm").args(["run", "--silent", "check"]).current_dir(&web))?;
    workspace::run(
        Command::new("npm")
            .args(["run", "--silent", "build", "--", "--logLevel", "warn", "--emptyOutDir", "--outDir"])
            .arg(&fresh)
            .current_dir(&web),
    )?;
    let dist = web.join("dist");
    fs::create_dir_all(&dist)?;
    for name in FILES {
        let built = fs::read(fresh.join(name)).with_context(|| format!("the page has no {name}"))?;
        if check {
            ensure_fresh(&dist.join(name), &built)?;
        } else {
            fs::write(dist.join(name), built)?;
        }
    }
    Ok(())
}

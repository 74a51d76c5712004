//! Where the workspace is, and programs run inside it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The folder of the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap_or_else(|_| PathBuf::from("."))
}

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Runs a program to its end.
///
/// # Errors
///
/// When it cannot be started, or fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} cannot be started; is it installed?"))?;
    ensure!(status.success(), "{name} failed ({status})");
    Ok(())
}

/// Installs the packages of `web/package-lock.json`, unless that has been done since the file changed.
///
/// # Errors
///
/// When npm cannot be started, or fails.
pub(crate) fn install_packages() -> Result<()> {
    let web = root().join("web");
    let modified = |path: PathBuf| path.metadata().and_then(|metadata| metadata.modified()).ok();
    let (installed, locked) =
        (modified(web.join("node_modules/.package-lock.json")), modified(web.join("package-lock.json")));
    if installed.is_some() && installed >= locked {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&web))
        .context("the viewer's tools are npm packages; install Node 20.19 or later with npm (nodejs.org)")
}

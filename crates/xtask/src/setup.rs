//! `cargo xtask setup`: the programs that building and testing the viewer need, beyond Rust and Node.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};
use clap::Args;

use crate::workspace;

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's toolchain for WebAssembly, where rustup cannot get the target.
const TOOLCHAIN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// Where Chromium may be; `CHROMIUM` names another place.
const CHROMIUM: [&str; 4] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

#[derive(Args)]
pub(crate) struct Setup {}

impl Setup {
    /// Installs what is missing with the system's package manager, or says what to install.
    pub(crate) fn run(self) -> Result<()> {
        let mut missing = Vec::new();
        if !has_target() && !has_debian_toolchain() {
            missing.extend(TOOLCHAIN);
        }
        if std::env::var_os("CHROMIUM").is_none() && !CHROMIUM.iter().any(|path| Path::new(path).exists()) {
            missing.push("chromium");
        }
        if !missing.is_empty() {
            install(&missing)?;
        }
        workspace::install_packages()
    }
}

/// Whether rustup has the target, or gets it.
fn has_target() -> bool {
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).stdout(Stdio::null()).stderr(Stdio::null());
    rustup.status().is_ok_and(|status| status.success())
}

fn has_debian_toolchain() -> bool {
    let installed = |package| {
        let mut query = Command::new("dpkg");
        query.args(["--status", package]).stdout(Stdio::null()).stderr(Stdio::null());
        query.status().is_ok_and(|status| status.success())
    };
    TOOLCHAIN.into_iter().all(installed)
}

fn install(packages: &[&str]) -> Result<()> {
    let id = Command::new("id").arg("-u").output();
    let root = id.is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    if !root || !Path::new("/usr/bin/apt-get").exists() {
        bail!(
            "missing: {}. On Debian: sudo apt-get install {}. Elsewhere: `rustup target add {TARGET}`, and Chromium \
             (CHROMIUM=path names it)",
            packages.join(", "),
            packages.join(" ")
        );
    }
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    workspace::run(apt().args(["update", "--quiet"]))?;
    workspace::run(apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages))
}

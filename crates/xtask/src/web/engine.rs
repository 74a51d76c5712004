//! The engine as WebAssembly, with its data, under content-hashed names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::json;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::workspace;

const TARGET: &str = "wasm32-unknown-unknown";
/// What the engine may use beyond WebAssembly 1.0; every browser since 2021 has these (Safari since 2023).
const FEATURES: [&str; 6] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
];

/// Compiles and binds the engine, and writes it with its data into `web/dist/assets`, listed in `web/dist/engine.json`.
pub(super) fn build() -> Result<()> {
    let root = workspace::root();
    let compiled = compile()?;
    let bound = workspace::target().join("wasm-bindgen");
    Bindgen::new()
        .input_path(&compiled)
        .web(true)?
        .typescript(false)
        .out_name("dateline")
        .generate(&bound)?;
    let optimised = bound.join("dateline.wasm");
    workspace::run(
        Command::new("node")
            .arg(root.join("web/node_modules/binaryen/bin/wasm-opt"))
            .arg(bound.join("dateline_bg.wasm"))
            .args(["-O3", "--strip-debug", "--strip-producers", "-o"])
            .arg(&optimised)
            .args(FEATURES),
    )?;

    let assets = root.join("web/dist/assets");
    if assets.exists() {
        fs::remove_dir_all(&assets)?;
    }
    fs::create_dir_all(&assets)?;
    let manifest = json!({
        "glue": publish(&bound.join("dateline.js"), &assets)?,
        "wasm": publish(&optimised, &assets)?,
        "model": publish(&root.join("seeds/model/english.dlm"), &assets)?,
        "gazetteer": publish(&root.join("seeds/gazetteer/world.dlg"), &assets)?,
    });
    fs::write(root.join("web/dist/engine.json"), format!("{manifest:#}\n"))?;
    Ok(())
}

/// Copies a file to a name that changes with its content; returns its address from the page.
fn publish(file: &Path, assets: &Path) -> Result<String> {
    let content = fs::read(file).with_context(|| format!("{} is missing", file.display()))?;
    let digest: String = Sha256::digest(&content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let name = format!("{}-{digest}.{}", part(file.file_stem()), part(file.extension()));
    fs::write(assets.join(&name), &content)?;
    println!("{:>9} bytes  assets/{name}", content.len());
    Ok(format!("assets/{name}"))
}

/// Compiles the bindings; returns the path of the module.
fn compile() -> Result<PathBuf> {
    let mut cargo = toolchain()?;
    // 128-bit vectors carry the language layer.
    cargo.env("RUSTFLAGS", "-C target-feature=+simd128").current_dir(workspace::root());
    cargo.args(["build", "--profile", "wasm", "--package", "dateline-wasm", "--target", TARGET]);
    workspace::run(&mut cargo)?;
    Ok(workspace::target().join(TARGET).join("wasm/dateline_wasm.wasm"))
}

/// A cargo that can compile for the target: the one at hand, once rustup has the target, or else Debian's.
fn toolchain() -> Result<Command> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let has_target = || {
        let output = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output();
        output.is_ok_and(|o| Path::new(String::from_utf8_lossy(&o.stdout).trim()).exists())
    };
    let add_target = || {
        let mut rustup = Command::new("rustup");
        rustup.args(["target", "add", TARGET]).stderr(Stdio::null());
        rustup.status().is_ok_and(|status| status.success())
    };
    if has_target() || (add_target() && has_target()) {
        return Ok(Command::new(cargo));
    }

    let linker = fs::read_dir("/usr/bin")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("wasm-ld")))
        .max();
    let library = Command::new("/usr/bin/rustc").args(["--print", "sysroot"]).output();
    let source = library.is_ok_and(|o| {
        Path::new(String::from_utf8_lossy(&o.stdout).trim()).join("lib/rustlib/src/rust/library").exists()
    });
    let (Some(linker), true) = (linker, source && Path::new("/usr/bin/cargo").exists()) else {
        bail!(
            "no toolchain for {TARGET}: run `rustup target add {TARGET}`, or where that cannot download, \
             `apt-get install rustc-web cargo-web rust-web-src lld-22`"
        );
    };
    let mut debian = Command::new("/usr/bin/cargo");
    debian
        .env("RUSTC", "/usr/bin/rustc")
        // Debian ships the standard library as source; building it is an unstable option of a stable compiler.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
        .arg("-Zbuild-std=std,panic_abort");
    debian.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    Ok(debian)
}

//! What the suites share: the engine, loaded once, the folders of the repository, what holds of every record, and
//! texts that nobody wrote.
#![forbid(unsafe_code)]

pub mod invariants;
pub mod mangle;

use std::path::PathBuf;
use std::sync::OnceLock;

use dateline_core::Engine;

/// The engine with the data that is linked into the crate.
///
/// # Panics
///
/// When that data is damaged.
pub fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::embedded().expect("the data linked into the crate is sound"))
}

/// A file or folder of the repository.
#[must_use]
pub fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

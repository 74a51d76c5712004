//! Reads news reports and returns structured, sourced records of events and entities: who did what to whom, where,
//! when, how many, and according to whom, each field tied to the words that support it.
//!
//! [`Engine::extract`] turns a text into a [`Record`](model::Record). The same bytes give the same record, natively
//! and in WebAssembly. Nothing here does I/O, reads a clock or starts a thread.
#![cfg_attr(
    feature = "embedded",
    doc = r##"
```
use dateline_core::{Engine, Input};

let engine = Engine::embedded()?;
let report = Input::new("KYIV, Ukraine (AP) — Russian forces shelled Kherson on Sunday, killing three people, officials said.")
    .published("2025-06-02".parse()?);
let record = engine.extract(&report);
for event in &record.events {
    println!("{:?}: {}", event.kind, event.title);
}
assert!(record.check().is_empty());
# Ok::<(), Box<dyn std::error::Error>>(())
```
"##
)]
//!
//! The layers, each of which sees only those before it: [`model`], [`text`], [`language`], [`lexicon`], [`extract`].
//! [`view`] needs [`model`] alone.
#![forbid(unsafe_code)]

mod engine;
pub mod extract;
pub mod language;
pub mod lexicon;
pub mod model;
pub mod seed;
pub mod text;
pub mod view;

pub use engine::{Assets, Engine, Input, LoadError};
pub use jiff::civil::Date;

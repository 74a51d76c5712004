//! Reads news reports and returns structured, sourced records of events and entities.
#![forbid(unsafe_code)]

pub mod language;
pub mod lexicon;
pub mod model;
pub mod seed;
pub mod text;
pub mod view;

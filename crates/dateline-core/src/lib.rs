//! Reads news reports and returns structured, sourced records of events and entities.

pub mod model;

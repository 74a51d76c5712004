//! What is known before reading: the places of the world, the words for their people, and the names that stand for
//! governments.

mod compile;
mod distance;
mod fold;
mod gazetteer;
mod names;
mod nations;
mod place;
mod sketch;
mod word_map;
#[cfg(test)]
pub(crate) mod world_tests;

pub use compile::{Division, Entry, compile};
pub use distance::{kilometres, point_at};
pub use fold::fold;
pub use gazetteer::{Gazetteer, LoadError};
pub use nations::{Demonym, DemonymForm, DemonymKind, Metonym, MetonymKind, Nations};
pub use place::{Admin1, Candidate, Candidates, CountryCode, Place, PlaceId};
pub(crate) use word_map::WordMap;

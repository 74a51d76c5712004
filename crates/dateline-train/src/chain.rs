//! The whole engine as a teacher of names: lists, gazetteer and what a document says elsewhere correct its recogniser.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use dateline_core::model::{EntityKind, Feature, Form, Span};
use dateline_core::{Assets, Engine, Input};

/// An engine with the model to learn from.
pub(crate) struct Chain(Engine);

impl Chain {
    pub(crate) fn load(model: &[u8], gazetteer: &[u8]) -> Result<Self> {
        Ok(Self(Engine::new(Assets { model, gazetteer }).context("the teacher cannot be loaded")?))
    }

    /// The names in a text, in bytes, with labels; what stands for something else has a label that leaves its type open.
    pub(crate) fn find(&self, text: &str) -> Vec<(Span, String)> {
        let record = self.0.extract(&Input::new(text));
        let places: BTreeMap<_, _> = record
            .entities
            .iter()
            .filter_map(|entity| Some((entity.id, entity.place.as_ref()?.feature)))
            .collect();
        record
            .mentions
            .iter()
            .filter(|mention| mention.form == Form::Name)
            .map(|mention| {
                let label = match (mention.kind, places.get(&mention.entity)) {
                    _ if mention.metonym => "",
                    (EntityKind::Place, Some(feature)) => label_of_place(*feature),
                    (kind, _) => label(kind),
                };
                (mention.span, label.to_owned())
            })
            .collect()
    }
}

/// States and their divisions are told apart from what nobody governs.
fn label_of_place(feature: Feature) -> &'static str {
    match feature {
        Feature::Settlement | Feature::Country | Feature::Admin1 | Feature::Admin2 | Feature::Historical => {
            "GPE"
        }
        Feature::Region | Feature::Water | Feature::Terrain | Feature::Island => "REGION",
        Feature::Facility => "FAC",
    }
}

fn label(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Organization => "ORG",
        EntityKind::Place => "PLACE",
        EntityKind::Facility => "FAC",
        EntityKind::Group => "NORP",
        EntityKind::Product => "PRODUCT",
        EntityKind::Work => "WORK_OF_ART",
        EntityKind::Occasion => "EVENT",
        EntityKind::Law => "LAW",
        _ => "",
    }
}

//! From a parsed text to a record, one stage after the other.
//!
//! Each stage is a plain function of the [`Reading`] and of what the stages before it found; [`record`] is their list.

mod attribution;
mod cast;
mod claim;
mod comparison;
mod container;
mod correction;
mod diagnostics;
mod event;
mod places;
mod quantity;
mod quotation;
mod reading;
#[cfg(test)]
pub(crate) mod testing;
mod timex;
mod voice;

pub use attribution::{AttributionRules, attributions, link_sources};
pub use cast::{
    COREFERENCE_CLUES, COREFERENCE_SORTS, Cast, CastRules, Choice, ChoiceOption, cast, coreference_choices,
    name_evidence,
};
pub use correction::CorrectionRules;
pub use event::{EventRules, events};
pub use places::{PlaceContext, PlaceName, Resolved, resolve_places};
pub use quantity::{QuantityRules, link_quantities, quantities};
pub use reading::Reading;
pub use timex::{TimexRules, timexes};

use crate::Input;
use crate::language::Model;
use crate::lexicon::Gazetteer;
use crate::model::{Document, DocumentId, Fingerprint, Offsets, Record, SCHEMA, Sentence};
use crate::text::{self, Layout};
use jiff::civil::Date;

/// The longest text that is read, in bytes; of a longer one, this much from its start is.
pub const LONGEST_TEXT: usize = 256 << 20;

/// What the stages go by, compiled from the tables under `seeds/`.
pub struct Rules {
    attribution: AttributionRules,
    cast: CastRules,
    correction: CorrectionRules,
    event: EventRules,
    quantity: QuantityRules,
    timex: TimexRules,
}

impl Rules {
    /// Compiles the tables that are linked into the crate.
    #[must_use]
    pub fn from_seed() -> Self {
        Self {
            attribution: AttributionRules::from_seed(),
            cast: CastRules::from_seed(),
            correction: CorrectionRules::from_seed(),
            event: EventRules::from_seed(),
            quantity: QuantityRules::from_seed(),
            timex: TimexRules::from_seed(),
        }
    }
}

/// The day that the report's own days are counted from.
fn published(input: &Input<'_>, layout: &Layout) -> Option<Date> {
    let day = |stated: &Option<String>| stated.as_deref().and_then(|day| day.parse().ok());
    let addressed = || input.url.and_then(text::date_of_address)?.parse().ok();
    // Who hands in a later day than a report says of itself has a copy of it.
    let own = day(&layout.labelled).filter(|own| input.published.is_some_and(|given| *own < given));
    own.or(input.published)
        .or_else(|| day(&layout.published))
        .or_else(addressed)
        .or_else(|| day(&layout.updated))
}

/// Reads one document.
pub(crate) fn record(input: &Input<'_>, model: &Model, gazetteer: &Gazetteer, rules: &Rules) -> Record {
    let text = &input.text[..input.text.floor_char_boundary(LONGEST_TEXT)];
    let fingerprint = Fingerprint::of_text(input.text);
    let layout = text::layout(text);
    let parse = model.parse(text, &layout.tokens, &sentence_tokens(&layout));
    let published = published(input, &layout);
    let reading = Reading::new(text, &layout, &parse, published, fingerprint);

    let timexes = timexes(&reading, &rules.timex);
    let mut quantities = quantities(&reading, &timexes, &rules.quantity);
    let mut attributions = attributions(&reading, &rules.attribution);
    let cast = cast(&reading, &timexes, &quantities, &attributions, gazetteer, &rules.cast);
    link_sources(&reading, &mut attributions, &cast);
    link_quantities(&mut quantities, &cast);
    let events = events(&reading, &timexes, &mut quantities, &cast, &attributions, &rules.event);
    let claims = claim::claims(
        &reading,
        &claim::Found {
            timexes: &timexes,
            quantities: &quantities,
            mentions: &cast.mentions,
            attributions: &attributions,
            events: &events,
        },
    );
    let comparisons = comparison::comparisons(&reading, &claims, &timexes, &quantities);
    let corrections = correction::corrections(
        &reading,
        &correction::Found {
            timexes: &timexes,
            quantities: &quantities,
            mentions: &cast.mentions,
            events: &events,
        },
        &rules.correction,
    );

    let mut record = Record {
        schema: SCHEMA.into(),
        offsets: Offsets::Utf8,
        document: document(input, &reading),
        sentences: layout.sentences.iter().map(|sentence| Sentence { span: sentence.span }).collect(),
        mentions: cast.mentions,
        entities: cast.entities,
        relations: cast.relations,
        timexes,
        quantities,
        attributions,
        events,
        claims,
        comparisons,
        corrections,
        diagnostics: Vec::new(),
    };
    record.diagnostics = diagnostics::diagnostics(input, &reading, &record);
    record
}

fn sentence_tokens(layout: &Layout) -> Vec<core::ops::Range<usize>> {
    layout.sentences.iter().map(|s| s.tokens.start as usize..s.tokens.end as usize).collect()
}

fn document(input: &Input<'_>, reading: &Reading<'_>) -> Document {
    let layout = reading.layout;
    Document {
        id: DocumentId::derive(&reading.fingerprint, &[], ""),
        source_id: input.id.map(str::to_owned),
        text: input.text.to_owned(),
        headline: input
            .headline
            .map(str::to_owned)
            .or_else(|| layout.headline.map(|span| span.of(reading.text).to_owned())),
        byline: layout.byline.clone(),
        outlet: input.outlet.map(str::to_owned),
        url: input.url.map(str::to_owned),
        published: reading.published.map(|day| day.to_string()),
        updated: layout.updated.clone(),
        dateline: layout.dateline.clone(),
        language: diagnostics::language(reading).to_owned(),
        sections: layout.sections.clone(),
        sha256: reading.fingerprint.sha256(),
    }
}

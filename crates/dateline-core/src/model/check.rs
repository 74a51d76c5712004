use core::fmt;
use std::collections::BTreeSet;

use super::{Fingerprint, Offsets, Record, SCHEMA, Span};

/// One way in which a record breaks an invariant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where in the record, as a path: `events[3].mentions[0].trigger`.
    pub at: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.message)
    }
}

struct Checker<'a> {
    text: &'a str,
    violations: Vec<Violation>,
}

impl Checker<'_> {
    fn fail(&mut self, at: impl fmt::Display, message: impl Into<String>) {
        self.violations.push(Violation { at: at.to_string(), message: message.into() });
    }

    /// The span fits the text; with `words`, the text under it is those.
    fn span(&mut self, at: impl fmt::Display, span: Span, words: Option<&str>) {
        if span.is_empty() {
            return self.fail(at, format!("empty span {}..{}", span.start, span.end));
        }
        match (self.text.get(span.range()), words) {
            (None, _) => self.fail(at, format!("span {}..{} is not in the text", span.start, span.end)),
            (Some(found), Some(words)) if found != words => {
                self.fail(at, format!("text is {words:?}, but the document has {found:?} there"));
            }
            _ => {}
        }
    }

    fn unique<T: Ord + fmt::Display>(&mut self, kind: &str, ids: impl Iterator<Item = T>) -> BTreeSet<T> {
        let mut seen = BTreeSet::new();
        for (i, id) in ids.enumerate() {
            if seen.contains(&id) {
                self.fail(format_args!("{kind}[{i}].id"), format!("{id} occurs twice"));
            }
            seen.insert(id);
        }
        seen
    }

    fn refers<'i, T: Ord + fmt::Display + 'i>(
        &mut self,
        at: impl fmt::Display,
        known: &BTreeSet<T>,
        ids: impl IntoIterator<Item = &'i T>,
    ) {
        for id in ids {
            if !known.contains(id) {
                self.fail(&at, format!("{id} does not exist"));
            }
        }
    }
}

impl Record {
    /// Verifies every invariant: spans lie in the text and hold the words beside them, ids occur once and resolve,
    /// events have mentions, collections are in order, the digest is the text's. Returns all violations, in order.
    #[must_use]
    pub fn check(&self) -> Vec<Violation> {
        let in_bytes;
        let record = if self.offsets == Offsets::Utf8 {
            self
        } else {
            in_bytes = self.clone().with_offsets(Offsets::Utf8);
            &in_bytes
        };
        let mut check = Checker { text: &record.document.text, violations: Vec::new() };
        record.check_document(&mut check);
        record.check_references(&mut check);
        record.check_spans(&mut check);
        check.violations
    }

    fn check_document(&self, check: &mut Checker<'_>) {
        if self.schema != SCHEMA {
            check.fail("schema", format!("{:?} is not {SCHEMA:?}", self.schema));
        }
        let sha256 = Fingerprint::of_text(&self.document.text).sha256();
        if self.document.sha256 != sha256 {
            check.fail("document.sha256", format!("is not the digest of the text, which is {sha256}"));
        }
        for (i, pair) in self.document.sections.windows(2).enumerate() {
            if pair[0].span.end > pair[1].span.start {
                check.fail(format_args!("document.sections[{}]", i + 1), "overlaps the section before it");
            }
        }
        for (i, pair) in self.sentences.windows(2).enumerate() {
            if pair[0].span.end > pair[1].span.start {
                check.fail(format_args!("sentences[{}]", i + 1), "overlaps the sentence before it");
            }
        }
        for (i, entity) in self.entities.iter().enumerate() {
            if !(0.0..=1.0).contains(&entity.salience) {
                check.fail(
                    format_args!("entities[{i}].salience"),
                    format!("{} is not in 0..=1", entity.salience),
                );
            }
            let candidates = entity.candidates.iter().map(|candidate| ("candidates", &candidate.place));
            for (field, place) in entity.place.iter().map(|place| ("place", place)).chain(candidates) {
                if !((-90.0..=90.0).contains(&place.lat) && (-180.0..=180.0).contains(&place.lon)) {
                    check.fail(format_args!("entities[{i}].{field}"), "coordinates are not on the globe");
                }
            }
            if entity.place.is_some() && !entity.candidates.is_empty() {
                check.fail(format_args!("entities[{i}].candidates"), "the place is resolved");
            }
        }
        for (i, quantity) in self.quantities.iter().enumerate() {
            if let (Some(low), Some(high)) = (quantity.low, quantity.high)
                && low > high
            {
                check.fail(format_args!("quantities[{i}]"), format!("low {low} is above high {high}"));
            }
        }
        for (i, timex) in self.timexes.iter().enumerate() {
            if timex.value.is_empty() {
                check.fail(format_args!("timexes[{i}].value"), "is empty");
            }
        }
    }

    fn check_references(&self, check: &mut Checker<'_>) {
        let mentions = check.unique("mentions", self.mentions.iter().map(|m| m.id));
        let entities = check.unique("entities", self.entities.iter().map(|e| e.id));
        check.unique("relations", self.relations.iter().map(|r| r.id));
        let timexes = check.unique("timexes", self.timexes.iter().map(|t| t.id));
        let quantities = check.unique("quantities", self.quantities.iter().map(|q| q.id));
        let attributions = check.unique("attributions", self.attributions.iter().map(|a| a.id));
        let events = check.unique("events", self.events.iter().map(|e| e.id));
        let claims = check.unique("claims", self.claims.iter().map(|c| c.id));
        check.unique("events.mentions", self.events.iter().flat_map(|e| &e.mentions).map(|m| m.id));

        let mentioned: BTreeSet<_> = self.mentions.iter().map(|m| m.entity).collect();
        for (i, entity) in self.entities.iter().enumerate() {
            if !mentioned.contains(&entity.id) {
                check.fail(format_args!("entities[{i}]"), "has no mention");
            }
        }
        for (i, mention) in self.mentions.iter().enumerate() {
            check.refers(format_args!("mentions[{i}].entity"), &entities, [&mention.entity]);
        }
        for (i, relation) in self.relations.iter().enumerate() {
            check.refers(format_args!("relations[{i}]"), &entities, [&relation.subject, &relation.object]);
            if relation.subject == relation.object {
                check.fail(format_args!("relations[{i}]"), "relates an entity to itself");
            }
        }
        for (i, quantity) in self.quantities.iter().enumerate() {
            check.refers(format_args!("quantities[{i}].of"), &entities, &quantity.of);
            check.refers(format_args!("quantities[{i}].subset_of"), &quantities, &quantity.subset_of);
            check.refers(format_args!("quantities[{i}].besides"), &quantities, &quantity.besides);
        }
        for (i, attribution) in self.attributions.iter().enumerate() {
            check.refers(format_args!("attributions[{i}].within"), &attributions, &attribution.within);
            let entity = attribution.source.and_then(|s| s.entity);
            check.refers(format_args!("attributions[{i}].source"), &entities, &entity);
            if attribution.content.is_empty() {
                check.fail(format_args!("attributions[{i}].content"), "is empty");
            }
        }
        for (i, event) in self.events.iter().enumerate() {
            if event.mentions.is_empty() {
                check.fail(format_args!("events[{i}].mentions"), "is empty");
            }
            check.refers(format_args!("events[{i}].quantities"), &quantities, &event.quantities);
            check.refers(
                format_args!("events[{i}].participants"),
                &entities,
                event.participants.iter().map(|p| &p.entity),
            );
            check.refers(
                format_args!("events[{i}].time"),
                &timexes,
                event.time.iter().filter_map(|t| t.timex.as_ref()),
            );
            check.refers(format_args!("events[{i}].place"), &entities, event.place.iter().map(|p| &p.entity));
            let sites = event.place.iter().filter_map(|p| p.site.as_ref());
            check.refers(format_args!("events[{i}].place.site"), &entities, sites);
            check.refers(
                format_args!("events[{i}].place"),
                &mentions,
                event.place.iter().filter_map(|p| p.mention.as_ref()),
            );
            for (j, mention) in event.mentions.iter().enumerate() {
                let at = format!("events[{i}].mentions[{j}]");
                if mention.sentence as usize >= self.sentences.len() {
                    check.fail(&at, format!("sentence {} does not exist", mention.sentence));
                }
                check.refers(&at, &timexes, &mention.time);
                check.refers(&at, &mentions, &mention.place);
                check.refers(&at, &quantities, &mention.quantities);
                check.refers(&at, &attributions, &mention.attribution);
                check.refers(&at, &entities, mention.participants.iter().filter_map(|p| p.entity.as_ref()));
            }
        }
        for (i, claim) in self.claims.iter().enumerate() {
            let at = format!("claims[{i}]");
            check.refers(&at, &events, [&claim.event]);
            check.refers(&at, &attributions, &claim.attribution);
            match &claim.value {
                super::ClaimValue::Quantity { quantity } => check.refers(&at, &quantities, [quantity]),
                super::ClaimValue::Time { timex } => check.refers(&at, &timexes, [timex]),
                super::ClaimValue::Entity { entity } => check.refers(&at, &entities, [entity]),
                super::ClaimValue::Occurrence { .. } => {}
            }
            check.refers(&at, &entities, claim.source.iter().filter_map(|s| s.entity.as_ref()));
        }
        for (i, comparison) in self.comparisons.iter().enumerate() {
            check.refers(format_args!("comparisons[{i}].event"), &events, [&comparison.event]);
            check.refers(format_args!("comparisons[{i}].claims"), &claims, &comparison.claims);
            if comparison.claims.len() < 2 {
                check.fail(format_args!("comparisons[{i}].claims"), "compares fewer than two claims");
            }
        }
        for (i, correction) in self.corrections.iter().enumerate() {
            check.refers(format_args!("corrections[{i}].concerns"), &events, &correction.concerns);
            for reading in correction.before.iter().chain(&correction.after) {
                check.refers(format_args!("corrections[{i}]"), &timexes, &reading.timex);
                check.refers(format_args!("corrections[{i}]"), &quantities, &reading.quantity);
                check.refers(format_args!("corrections[{i}]"), &entities, &reading.entity);
            }
        }
    }

    fn check_spans(&self, check: &mut Checker<'_>) {
        for (i, byline) in self.document.byline.iter().enumerate() {
            check.span(format_args!("document.byline[{i}]"), byline.span, Some(&byline.name));
        }
        for (i, mention) in self.mentions.iter().enumerate() {
            check.span(format_args!("mentions[{i}]"), mention.span, Some(&mention.text));
        }
        for (i, timex) in self.timexes.iter().enumerate() {
            check.span(format_args!("timexes[{i}]"), timex.span, Some(&timex.text));
        }
        for (i, quantity) in self.quantities.iter().enumerate() {
            check.span(format_args!("quantities[{i}]"), quantity.span, Some(&quantity.text));
        }
        for (i, correction) in self.corrections.iter().enumerate() {
            for reading in correction.before.iter().chain(&correction.after) {
                check.span(format_args!("corrections[{i}]"), reading.span, Some(&reading.text));
            }
        }
        // The spans without words beside them: every span of the record, so that none can be forgotten.
        let mut spans = Vec::new();
        self.clone().for_each_span_mut(&mut |span| spans.push(*span));
        for span in spans {
            check.span("record", span, None);
        }
        for (kind, spans) in [
            ("mentions", self.mentions.iter().map(|m| m.span).collect::<Vec<_>>()),
            ("relations", self.relations.iter().map(|r| r.span).collect()),
            ("timexes", self.timexes.iter().map(|t| t.span).collect()),
            ("quantities", self.quantities.iter().map(|q| q.span).collect()),
        ] {
            for (i, pair) in spans.windows(2).enumerate() {
                if (pair[0].start, pair[1].end) > (pair[1].start, pair[0].end) {
                    check.fail(format_args!("{kind}[{}]", i + 1), "stands before its predecessor");
                }
            }
        }
    }
}

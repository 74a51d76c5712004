//! The engine of Dateline for browsers and other hosts of WebAssembly; nothing but bindings.
//!
//! Strings cross the border as JSON, positions in UTF-16 code units, as JavaScript counts them.

use dateline_core::model::Offsets;
use dateline_core::{Assets, Date, Input};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

/// Reads news reports. Made once, used for as many reports as one likes.
#[wasm_bindgen]
pub struct Engine(dateline_core::Engine);

/// A report, as the HTTP interface takes it too.
#[derive(Deserialize)]
struct Report<'a> {
    text: std::borrow::Cow<'a, str>,
    id: Option<String>,
    published: Option<Date>,
    headline: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
}

#[wasm_bindgen]
impl Engine {
    /// Loads an engine from the bytes of the language model and the gazetteer.
    ///
    /// # Errors
    ///
    /// When they are damaged or of another version.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &[u8], gazetteer: &[u8]) -> Result<Engine, JsError> {
        Ok(Self(dateline_core::Engine::new(Assets { model, gazetteer })?))
    }

    /// Reads one report, `{"text", "id"?, "published"?, "headline"?, "url"?, "outlet"?}`; answers its record.
    ///
    /// # Errors
    ///
    /// When the argument is no such object. Every text gets a record.
    pub fn extract(&self, report: &str) -> Result<String, JsError> {
        let report: Report<'_> = serde_json::from_str(report)?;
        let record = self.0.extract(&Input {
            text: &report.text,
            id: report.id.as_deref(),
            published: report.published,
            headline: report.headline.as_deref(),
            url: report.url.as_deref(),
            outlet: report.outlet.as_deref(),
        });
        Ok(serde_json::to_string(&record.with_offsets(Offsets::Utf16))?)
    }
}

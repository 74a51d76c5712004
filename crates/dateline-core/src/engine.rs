use core::fmt;

use jiff::civil::Date;

use crate::extract::{self, Rules};
use crate::language::Model;
use crate::lexicon::Gazetteer;
use crate::model::Record;

/// Reads documents. Loaded once, used for as many documents as one likes, from several threads at a time.
pub struct Engine {
    model: Model,
    gazetteer: Gazetteer,
    rules: Rules,
}

/// The data an engine reads with.
#[derive(Clone, Copy)]
pub struct Assets<'a> {
    /// The language model, `seeds/model/english.dlm`.
    pub model: &'a [u8],
    /// The gazetteer, `seeds/gazetteer/world.dlg`.
    pub gazetteer: &'a [u8],
}

/// The data given to an engine is damaged, or of another version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    asset: &'static str,
    message: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} cannot be loaded: {}", self.asset, self.message)
    }
}

impl core::error::Error for LoadError {}

/// A document to read, and what is known of it beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Input<'a> {
    /// The text.
    pub text: &'a str,
    /// The caller's own id.
    pub id: Option<&'a str>,
    /// Day of publication, against which relative times are read; otherwise the one that the text states is used, or that
    /// its address names ("/2025/06/02/").
    pub published: Option<Date>,
    /// Headline.
    pub headline: Option<&'a str>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// Who published it.
    pub outlet: Option<&'a str>,
}

impl<'a> Input<'a> {
    /// A text of which nothing else is known.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, ..Self::default() }
    }

    /// The same, published on `day`.
    #[must_use]
    pub fn published(self, day: Date) -> Self {
        Self { published: Some(day), ..self }
    }
}

impl Engine {
    /// Loads an engine from its data.
    ///
    /// # Errors
    ///
    /// When the data is damaged or of another version.
    pub fn new(assets: Assets<'_>) -> Result<Self, LoadError> {
        let failed = |asset| move |error: &dyn fmt::Display| LoadError { asset, message: error.to_string() };
        Ok(Self {
            model: Model::load(assets.model).map_err(|error| failed("language model")(&error))?,
            gazetteer: Gazetteer::load(assets.gazetteer).map_err(|error| failed("gazetteer")(&error))?,
            rules: Rules::from_seed(),
        })
    }

    /// Loads the data that is linked into this crate.
    ///
    /// # Errors
    ///
    /// Never, unless the crate was built from damaged files.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Result<Self, LoadError> {
        Self::new(Assets {
            model: include_bytes!("../../../seeds/model/english.dlm"),
            gazetteer: include_bytes!("../../../seeds/gazetteer/world.dlg"),
        })
    }

    /// Reads one document. Every string gets a record; what could not be done stands in its diagnostics.
    ///
    /// Spans are in bytes; see [`Record::with_offsets`].
    #[must_use]
    pub fn extract(&self, input: &Input<'_>) -> Record {
        extract::record(input, &self.model, &self.gazetteer, &self.rules)
    }
}

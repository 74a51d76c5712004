//! Puts the model file together.

use anyhow::{Context, Result};
use clap::ValueEnum;
use dateline_core::language::Model;

use crate::names::RecogniserWeights;
use crate::network::{self, Network};
use crate::vectors::Codes;
use crate::wheel::Wheel;
use crate::write::Writer;
use crate::{lemmas, lexicon, rules};

/// How finely weights are kept.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Precision {
    /// One byte a weight, six bits in embedding tables: what is shipped
    Int8,
    /// Two bytes a weight, as fine as half precision: shows what rounding costs
    Int16,
}

impl Precision {
    /// Largest integer in an embedding table. A word's vector is a sum over many rows, in which roundings even out:
    /// six bits cost a tenth of a percent of heads and save half a megabyte of the compressed file.
    pub(crate) fn table(self) -> i16 {
        match self {
            Self::Int8 => 31,
            Self::Int16 => i16::MAX,
        }
    }

    /// Largest integer in a matrix; finer weights would leave too few bits for what they are multiplied with.
    pub(crate) fn matrix(self) -> i16 {
        match self {
            Self::Int8 => 127,
            Self::Int16 => 4095,
        }
    }
}

/// The model file: all that the small wheel holds but for names, the codes of words, and a recogniser of names.
pub(crate) fn assemble(
    wheel: &mut Wheel,
    codes: &Codes,
    names: &RecogniserWeights,
    precision: Precision,
) -> Result<Vec<u8>> {
    let mut writer = Writer::default();
    writer.string(
        "Dateline English 1: tags and trees of en_core_web_sm 3.8.0 (spaCy, Explosion), names trained on top",
    )?;
    writer.string(&format!("{}\n{}", wheel.text("LICENSE")?, wheel.text("LICENSES_SOURCES")?))?;
    codes.write(&mut writer)?;
    lexicon::write(wheel, &mut writer)?;
    Network::read(wheel, "tok2vec/model")?.encoder()?.write(&mut writer, precision)?;
    let config: serde_json::Value = serde_json::from_str(&wheel.text("tagger/cfg")?)?;
    let tags = config["labels"].as_array().context("the tagger has no labels")?;
    writer.count16(tags.len())?;
    for tag in tags {
        writer.string(tag.as_str().context("a tag is no string")?)?;
    }
    Network::read(wheel, "tagger/model")?.write_tagger(&mut writer, precision)?;
    let moves = network::moves(wheel, "parser/moves", &["S", "D", "L", "R", "B"])?;
    write_moves(&mut writer, &moves)?;
    Network::read(wheel, "parser/model")?.scorer(moves.len())?.write(&mut writer, precision)?;
    names.write(&mut writer, precision)?;
    rules::write(wheel, &mut writer)?;
    lemmas::write(wheel, &mut writer)?;
    let file = writer.finish();
    Model::load(&file).context("the model that was made cannot be loaded")?;
    Ok(file)
}

fn write_moves(writer: &mut Writer, moves: &[String]) -> Result<()> {
    writer.count16(moves.len())?;
    moves.iter().try_for_each(|name| writer.string(name))
}

//! Puts the model file together.

use anyhow::{Context, Result};
use clap::ValueEnum;
use dateline_core::language::Model;

use crate::student::StudentWeights;
use crate::syntax::Syntax;
use crate::vectors::Codes;
use crate::wheel::Wheel;
use crate::write::Writer;
use crate::{lemmas, lexicon, rules};

/// How finely weights are kept.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Precision {
    /// One byte a weight, in embedding tables 21 steps: what is shipped
    Int8,
    /// Two bytes a weight, as fine as half precision: shows what rounding costs
    Int16,
}

impl Precision {
    /// Largest integer in an embedding table. A word's vector is a sum over many rows, in which roundings even out:
    /// these twenty-one steps cost no accuracy that could be measured, and save much of the compressed file.
    pub(crate) fn table(self) -> i16 {
        match self {
            Self::Int8 => 10,
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

/// The model file: the words and rules of the small wheel, the codes of words, and the weights of a network.
pub(crate) fn assemble(
    wheel: &mut Wheel,
    codes: &Codes,
    syntax: &Syntax,
    student: &StudentWeights,
    precision: Precision,
) -> Result<Vec<u8>> {
    let mut writer = Writer::default();
    writer.string("Dateline English 3, trained from en_core_web_sm 3.8.0 (spaCy, Explosion)")?;
    writer.string(&format!("{}\n{}", wheel.text("LICENSE")?, wheel.text("LICENSES_SOURCES")?))?;
    codes.write(&mut writer)?;
    lexicon::write(wheel, &mut writer)?;
    student.syntax.write(&mut writer, precision)?;
    writer.count16(syntax.tags.len())?;
    syntax.tags.iter().try_for_each(|tag| writer.string(tag))?;
    student.tagger.write(&mut writer, precision)?;
    writer.count16(syntax.moves.len())?;
    syntax.moves.iter().try_for_each(|name| writer.string(name))?;
    student.scorer.write(&mut writer, precision)?;
    student.naming.write(&mut writer, precision)?;
    student.names.write(&mut writer, precision)?;
    rules::write(wheel, &mut writer)?;
    lemmas::write(wheel, &mut writer)?;
    let file = writer.finish();
    Model::load(&file).context("the model that was made cannot be loaded")?;
    Ok(file)
}

//! Converts the wheel into a model file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;
use dateline_core::language::Model;
use indicatif::{ProgressBar, ProgressStyle};

use crate::network::{self, Network};
use crate::wheel::Wheel;
use crate::write::Writer;
use crate::{lemmas, lexicon, rules};

/// How finely weights are kept.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Precision {
    /// One byte a weight: what is shipped
    Int8,
    /// Two bytes a weight, as fine as half precision: shows what rounding costs
    Int16,
}

impl Precision {
    /// Largest integer in an embedding table.
    pub(crate) fn table(self) -> i16 {
        match self {
            Self::Int8 => 127,
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

pub(crate) fn run(path: &Path, out: &Path, precision: Precision) -> Result<()> {
    let steps = ProgressBar::new(9).with_style(
        ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").unwrap_or(ProgressStyle::default_bar()),
    );
    let step = |name: &'static str| {
        steps.set_message(name);
        steps.inc(1);
    };
    step("wheel");
    let mut wheel = Wheel::open(path)?;
    let mut writer = Writer::default();
    writer.string("en_core_web_sm 3.8.0 (spaCy, Explosion), converted for Dateline")?;
    writer.string(&format!("{}\n{}", wheel.text("LICENSE")?, wheel.text("LICENSES_SOURCES")?))?;

    step("lexicon");
    lexicon::write(&mut wheel, &mut writer)?;
    step("encoder");
    Network::read(&mut wheel, "tok2vec/model")?.write_encoder(&mut writer, precision)?;
    step("tagger");
    let config: serde_json::Value = serde_json::from_str(&wheel.text("tagger/cfg")?)?;
    let tags = config["labels"].as_array().context("the tagger has no labels")?;
    writer.count16(tags.len())?;
    for tag in tags {
        writer.string(tag.as_str().context("a tag is no string")?)?;
    }
    Network::read(&mut wheel, "tagger/model")?.write_tagger(&mut writer, precision)?;
    step("parser");
    let moves = network::moves(&mut wheel, "parser/moves", &["S", "D", "L", "R", "B"])?;
    let parser = Network::read(&mut wheel, "parser/model")?;
    write_moves(&mut writer, &moves)?;
    parser.write_scorer(&mut writer, moves.len(), precision)?;
    step("names");
    let moves = network::moves(&mut wheel, "ner/moves", &["M", "B", "I", "L", "U", "O"])?;
    let names = Network::read(&mut wheel, "ner/model")?;
    names.write_encoder(&mut writer, precision)?;
    write_moves(&mut writer, &moves)?;
    names.write_scorer(&mut writer, moves.len(), precision)?;
    step("rules");
    rules::write(&mut wheel, &mut writer)?;
    step("lemmas");
    lemmas::write(&mut wheel, &mut writer)?;

    step("check");
    let file = writer.finish();
    let model = Model::load(&file).context("the model that was made cannot be loaded")?;
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(out, &file).with_context(|| format!("cannot write {}", out.display()))?;
    steps.finish_and_clear();
    println!("{}: {} bytes, {}", out.display(), file.len(), model.name());
    Ok(())
}

fn write_moves(writer: &mut Writer, moves: &[String]) -> Result<()> {
    writer.count16(moves.len())?;
    moves.iter().try_for_each(|name| writer.string(name))
}

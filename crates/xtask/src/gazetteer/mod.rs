//! Builds `seeds/gazetteer/world.dlg` from public packages and the tables beside it.

mod alternates;
mod divisions;
mod prominence;
mod settlements;
mod sources;
mod tables;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fs, io::Write as _};

use anyhow::{Context as _, ensure};
use dateline_core::lexicon::{Entry, Gazetteer, compile};
use dateline_core::model::Feature;
use flate2::{Compression, write::GzEncoder};
use indicatif::{ProgressBar, ProgressStyle};

use crate::workspace;

/// Most bytes of the file when compressed.
const MOST_COMPRESSED: usize = 3 << 20;

/// Builds the gazetteer file; the same sources and tables give the same bytes.
#[derive(clap::Args)]
pub(crate) struct Build {
    /// Only tells whether the committed file is what its sources and tables give.
    #[arg(long)]
    check: bool,
    /// Folder that keeps the downloaded packages.
    #[arg(long, default_value = "target/gazetteer")]
    packages: PathBuf,
}

impl Build {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let root = workspace::root();
        let seeds = root.join("seeds/gazetteer");
        let bar = ProgressBar::new(6).with_style(ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}")?);
        let step = |message: &str| {
            bar.inc(1);
            bar.set_message(message.to_owned());
        };
        step("fetching packages");
        let sources = sources::open(&root.join(&self.packages))?;
        step("reading tables");
        let tables = tables::read(&seeds)?;
        step("choosing settlements");
        let settlements = settlements::choose(&sources, &tables)?;
        step("placing divisions");
        let mut entries = divisions::countries(&sources, &tables)?;
        entries.extend(divisions::first_order(&sources, &tables, &settlements)?);
        entries.extend(divisions::second_order(&sources, &tables, &settlements)?);
        entries.extend(tables.places.iter().cloned());
        entries.extend(settlements.into_iter().filter(|settlement| settlement.kept).map(|s| s.entry));
        step("writing");
        let counts = count(&entries);
        let bytes = compile(entries).map_err(anyhow::Error::msg)?;
        Gazetteer::load(&bytes).context("the file that was just made does not load")?;
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&bytes)?;
        let packed = packed.finish()?.len();
        ensure!(packed <= MOST_COMPRESSED, "{packed} bytes compressed are too many; raise a threshold");
        let path = seeds.join("world.dlg");
        if self.check {
            let same = fs::read(&path).is_ok_and(|committed| committed == bytes);
            ensure!(same, "{} has drifted; run `cargo xtask-gazetteer gazetteer`", path.display());
        } else {
            fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
        }
        bar.finish_and_clear();
        for (feature, count) in counts {
            println!("{count:>7} {feature}");
        }
        println!("{:>7} bytes, {packed} compressed", bytes.len());
        Ok(())
    }
}

fn count(entries: &[Entry]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for entry in entries {
        *counts.entry(feature_name(entry.feature)).or_default() += 1;
    }
    counts
}

fn feature_name(feature: Feature) -> String {
    format!("{feature:?}").to_lowercase()
}

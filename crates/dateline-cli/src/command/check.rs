//! `dateline check`

use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use dateline_core::model::Record;

use crate::args::Check;
use crate::{input, output};

pub(super) fn run(check: &Check) -> Result<ExitCode> {
    let mut records = 0_u64;
    let mut faulty = 0_u64;
    let mut out = io::stdout().lock();
    for path in &check.files {
        let name = input::name(path);
        let mut reader = input::open(path)?;
        let mut line = Vec::new();
        for number in 1_u64.. {
            line.clear();
            if reader.read_until(b'\n', &mut line).with_context(|| format!("cannot read {name}"))? == 0 {
                break;
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            records += 1;
            let faults = faults(&line);
            faulty += u64::from(!faults.is_empty());
            for fault in faults {
                writeln!(out, "{name}:{number}: {}", output::harmless(&fault))?;
            }
        }
    }
    out.flush()?;
    let valid = records - faulty;
    anstream::eprintln!("{records} records, {valid} valid, {faulty} not valid");
    Ok(if faulty == 0 { ExitCode::SUCCESS } else { ExitCode::from(output::FAILED) })
}

fn faults(line: &[u8]) -> Vec<String> {
    match serde_json::from_slice::<Record>(line) {
        Ok(record) => record.check().iter().map(ToString::to_string).collect(),
        Err(error) => vec![format!("not a record: {error}")],
    }
}

//! `dateline schema`

use std::process::ExitCode;

use anyhow::Result;
use dateline_core::model::Record;

pub(super) fn run() -> Result<ExitCode> {
    super::print_json(&schemars::schema_for!(Record))
}

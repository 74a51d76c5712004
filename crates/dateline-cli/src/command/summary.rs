//! `dateline summary`

use std::process::ExitCode;

use anyhow::Result;
use dateline_core::view::Summary;

use crate::args::View;
use crate::{input, report};

pub(super) fn run(view: &View) -> Result<ExitCode> {
    let report = input::text(&view.file, &view.known)?;
    let record = super::engine()?.extract(&report.as_input());
    let summary = Summary::of(&record);
    if view.json {
        return super::print_json(&summary);
    }
    report::print(&report::summary(&summary, report::width(view.width)))
}

//! `dateline timeline`

use std::process::ExitCode;

use anyhow::Result;
use dateline_core::view::Timeline;

use crate::args::View;
use crate::{input, report};

pub(super) fn run(view: &View) -> Result<ExitCode> {
    let report = input::text(&view.file, &view.known)?;
    let record = super::engine()?.extract(&report.as_input());
    let timeline = Timeline::of(&record);
    if view.json {
        return super::print_json(&timeline);
    }
    report::print(&report::timeline(&timeline, report::width(view.width)))
}

//! `dateline serve`

use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::args::Serve;

pub(super) fn run(serve: Serve) -> Result<ExitCode> {
    let engine = super::engine()?;
    let address = serve.settings.listen;
    dateline_server::serve(engine, &serve.settings, |address| {
        anstream::eprintln!(
            "Dateline is at http://{address} (API: http://{address}/api/v1). Stop it with Ctrl-C."
        );
    })
    .with_context(|| format!("cannot serve at {address}"))?;
    Ok(ExitCode::SUCCESS)
}

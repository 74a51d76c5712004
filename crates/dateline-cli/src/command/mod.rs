//! One file per subcommand.

mod check;
mod extract;
mod schema;
#[cfg(feature = "server")]
mod serve;
mod summary;
mod timeline;

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::CommandFactory as _;
use dateline_core::Engine;

use crate::args::{Arguments, Command};

pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.command {
        Command::Summary(view) => summary::run(&view),
        Command::Extract(extract) => extract::run(&extract),
        Command::Timeline(view) => timeline::run(&view),
        Command::Check(check) => check::run(&check),
        Command::Schema => schema::run(),
        #[cfg(feature = "server")]
        Command::Serve(serve) => serve::run(serve),
        Command::Completions(completions) => {
            let mut script = Vec::new();
            clap_complete::generate(completions.shell, &mut Arguments::command(), "dateline", &mut script);
            print(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
            print(&page)
        }
    }
}

fn print(bytes: &[u8]) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print_json(value: &impl serde::Serialize) -> Result<ExitCode> {
    let mut json = serde_json::to_vec_pretty(value)?;
    json.push(b'\n');
    print(&json)
}

fn engine() -> Result<Engine> {
    Engine::embedded().context("the language model or the gazetteer inside this program is damaged")
}

//! The `dateline` command: news reports in, structured, sourced records out.

mod args;
mod command;
mod input;
mod output;
mod report;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let arguments = args::Arguments::parse();
    match command::run(arguments) {
        Ok(code) => code,
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("{}: {error:#}", output::emphasis("dateline"));
            ExitCode::from(output::FAILED)
        }
    }
}

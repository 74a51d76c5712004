//! Set-up, builds and checks of the workspace: `cargo xtask SUBCOMMAND`.

mod browser_test;
mod fuzz;
#[cfg(feature = "gazetteer")]
mod gazetteer;
mod measure;
mod parity;
mod setup;
mod test;
#[cfg(feature = "web")]
mod web;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask", about, disable_version_flag = true)]
enum Task {
    /// Builds the gazetteer file (run as `cargo xtask-gazetteer gazetteer`).
    #[cfg(feature = "gazetteer")]
    Gazetteer(gazetteer::Build),
    /// Builds the viewer: its types, its page and its engine (run as `cargo xtask-web web`).
    #[cfg(feature = "web")]
    Web(web::Web),
    /// Walks the built viewer in a browser, and compares the WebAssembly engine with the native one.
    BrowserTest(browser_test::BrowserTest),
    /// Reads garbled stories until time is up or one of them breaks an invariant.
    Fuzz(fuzz::Fuzz),
    /// Measures start-up, memory and growth with the input.
    Measure(measure::Measure),
    /// Reads reports with the WebAssembly engine and with the native one, and compares the records.
    Parity(parity::Parity),
    /// Installs what building and testing the viewer needs beyond Rust and Node.
    Setup(setup::Setup),
    /// Runs all tests, natively and in a browser, and installs what they need.
    Test(test::Test),
}

fn main() -> ExitCode {
    let result = match Task::parse() {
        #[cfg(feature = "gazetteer")]
        Task::Gazetteer(task) => task.run(),
        #[cfg(feature = "web")]
        Task::Web(task) => task.run(),
        Task::BrowserTest(task) => task.run(),
        Task::Fuzz(task) => task.run(),
        Task::Measure(task) => task.run(),
        Task::Parity(task) => task.run(),
        Task::Setup(task) => task.run(),
        Task::Test(task) => task.run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

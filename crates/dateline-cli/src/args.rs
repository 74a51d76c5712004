//! What the command line accepts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline_core::Date;
use dateline_core::model::Offsets;

/// Reads news reports and prints who did what to whom, where, when, how many, and according to whom.
///
/// Everything runs on this machine. Data goes to standard output, messages to standard error.
/// Exit status: 0 all is well, 1 some input could not be read or some record is not valid, 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, arg_required_else_help = true, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print a page of notes on a report: what happened, who, who says what, numbers, timeline, corrections.
    Summary(View),
    /// Print the record of each report as JSON, one a line, in the order of the input.
    Extract(Extract),
    /// Print the events of a report in order of time.
    Timeline(View),
    /// Verify records (JSON Lines) against their invariants.
    Check(Check),
    /// Print the JSON Schema of the record.
    Schema,
    #[cfg(feature = "server")]
    /// Serve the HTTP API and the viewer.
    Serve(Serve),
    /// Print a completion script for a shell.
    Completions(Completions),
    /// Print the manual page.
    Man,
}

/// The report to read, and what is known of it.
#[derive(Debug, Args)]
pub(crate) struct View {
    /// The report: a text file, or - for standard input.
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) known: Known,
    /// Print JSON instead of a page.
    #[arg(long)]
    pub(crate) json: bool,
    /// Columns of the page [default: the terminal's, at most 100].
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub(crate) width: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// The input: files, or - for standard input.
    #[arg(default_value = "-")]
    pub(crate) files: Vec<PathBuf>,
    /// What the files hold: one report each, or one JSON object {"id", "text", "published"?, "headline"?, "url"?,
    /// "outlet"?} a line.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) input: Format,
    #[command(flatten)]
    pub(crate) known: Known,
    /// Unit of all positions in the output.
    #[arg(long, value_enum, default_value_t = Unit::Utf8)]
    pub(crate) offsets: Unit,
    /// Reports read at the same time [default: the machine's cores].
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Spread each record over several lines.
    #[arg(long)]
    pub(crate) pretty: bool,
}

/// What is known of a report beside its text; JSON Lines carry their own.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Known {
    /// Day of publication, against which "Sunday" and "a week ago" are read; one found in the text otherwise.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) published: Option<Date>,
    /// Headline, where the text has none.
    #[arg(long)]
    pub(crate) headline: Option<String>,
    /// Who published it.
    #[arg(long)]
    pub(crate) outlet: Option<String>,
    /// Where it was published.
    #[arg(long)]
    pub(crate) url: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files of records, or - for standard input.
    #[arg(default_value = "-")]
    pub(crate) files: Vec<PathBuf>,
}

#[cfg(feature = "server")]
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) settings: dateline_server::Settings,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One report a file.
    Text,
    /// One JSON object a line.
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    /// Bytes of UTF-8.
    #[value(name = "utf-8")]
    Utf8,
    /// Code units of UTF-16.
    #[value(name = "utf-16")]
    Utf16,
    /// Unicode code points.
    Unicode,
}

impl From<Unit> for Offsets {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Utf8 => Self::Utf8,
            Unit::Utf16 => Self::Utf16,
            Unit::Unicode => Self::Unicode,
        }
    }
}

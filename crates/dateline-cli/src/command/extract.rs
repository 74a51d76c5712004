//! `dateline extract`
//!
//! Reports are read in batches; the reports of a batch are extracted by several threads and written in order, so
//! memory stays bounded and the output never depends on the number of threads.

use std::io::{self, BufRead as _, BufWriter, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result};
use dateline_core::Engine;
use dateline_core::model::{Offsets, Record};
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::{Extract, Format};
use crate::input::{self, Report};
use crate::output;

/// Reports in a batch for each thread, and the bytes of text after which a batch is closed early.
const REPORTS_PER_THREAD: usize = 16;
const BATCH_BYTES: usize = 16 << 20;

pub(super) fn run(extract: &Extract) -> Result<ExitCode> {
    let jobs =
        extract.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let engine = super::engine()?;
    let mut batch = Batch {
        engine: &engine,
        jobs,
        offsets: extract.offsets.into(),
        pretty: extract.pretty,
        reports: Vec::new(),
        bytes: 0,
        out: BufWriter::with_capacity(1 << 20, io::stdout().lock()),
        progress: progress(),
    };
    let mut failed = 0_u64;
    let mut failure = |error: anyhow::Error| {
        failed += 1;
        anstream::eprintln!("{}: {error:#}", output::emphasis("dateline"));
    };
    for path in &extract.files {
        match extract.input {
            Format::Text => match input::text(path, &extract.known) {
                Ok(mut report) => {
                    report.id = (path != Path::new("-")).then(|| path.display().to_string());
                    batch.push(report)?;
                }
                Err(error) => failure(error),
            },
            Format::Jsonl => {
                let mut reader = match input::open(path) {
                    Ok(reader) => reader,
                    Err(error) => {
                        failure(error);
                        continue;
                    }
                };
                let mut line = Vec::new();
                for number in 1_u64.. {
                    line.clear();
                    let read = reader.read_until(b'\n', &mut line);
                    if read.with_context(|| format!("cannot read {}", input::name(path)))? == 0 {
                        break;
                    }
                    match input::json_line(
                        &line,
                        || format!("{}:{number}", input::name(path)),
                        &extract.known,
                    ) {
                        Ok(Some(report)) => batch.push(report)?,
                        Ok(None) => {}
                        Err(error) => failure(error),
                    }
                }
            }
        }
    }
    batch.finish()?;
    if failed > 0 {
        anstream::eprintln!("{failed} inputs could not be read; the others are in the output");
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(output::FAILED) })
}

/// A counter on standard error, drawn only on a terminal to which the records themselves do not go.
fn progress() -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {human_pos} reports, {per_sec}, {elapsed}");
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

struct Batch<'a, W: Write> {
    engine: &'a Engine,
    jobs: usize,
    offsets: Offsets,
    pretty: bool,
    reports: Vec<Report>,
    bytes: usize,
    out: W,
    progress: ProgressBar,
}

impl<W: Write> Batch<'_, W> {
    fn push(&mut self, report: Report) -> Result<()> {
        self.bytes += report.text.len();
        self.reports.push(report);
        if self.reports.len() >= self.jobs * REPORTS_PER_THREAD || self.bytes >= BATCH_BYTES {
            self.write()?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<()> {
        self.write()?;
        self.out.flush()?;
        self.progress.finish_and_clear();
        Ok(())
    }

    fn write(&mut self) -> Result<()> {
        if self.jobs == 1 || self.reports.len() == 1 {
            self.write_in_turn()?;
        } else {
            self.write_side_by_side()?;
        }
        self.reports.clear();
        self.bytes = 0;
        Ok(())
    }

    /// Writes each record as soon as it is made: the JSON of a long one is many times its text.
    fn write_in_turn(&mut self) -> Result<()> {
        for report in &self.reports {
            let record = self.engine.extract(&report.as_input()).with_offsets(self.offsets);
            json(&record, self.pretty, &mut self.out)?;
            self.out.write_all(b"\n")?;
            self.progress.inc(1);
        }
        Ok(())
    }

    fn write_side_by_side(&mut self) -> Result<()> {
        let next = AtomicUsize::new(0);
        let records: Vec<Mutex<Vec<u8>>> = self.reports.iter().map(|_| Mutex::default()).collect();
        let work = || -> Result<()> {
            while let Some(i) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|i| *i < self.reports.len())
            {
                let record = self.engine.extract(&self.reports[i].as_input()).with_offsets(self.offsets);
                let mut line = Vec::new();
                json(&record, self.pretty, &mut line)?;
                *records[i].lock().unwrap_or_else(std::sync::PoisonError::into_inner) = line;
                self.progress.inc(1);
            }
            Ok(())
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (0..self.jobs).map(|_| scope.spawn(work)).collect();
            threads.into_iter().try_for_each(|thread| match thread.join() {
                Ok(result) => result,
                Err(panic) => std::panic::resume_unwind(panic),
            })
        })?;
        for record in records {
            self.out.write_all(&record.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }
}

fn json(record: &Record, pretty: bool, out: impl Write) -> Result<()> {
    if pretty {
        serde_json::to_writer_pretty(out, record)?;
    } else {
        serde_json::to_writer(out, record)?;
    }
    Ok(())
}

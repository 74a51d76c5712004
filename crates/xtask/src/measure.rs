//! `cargo xtask measure`: start-up, memory and growth with the input, of the program that users run.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use crate::workspace;

/// Runs of which the median is taken.
const RUNS: usize = 15;

/// Stories of one reader's day, and what the engine may need at most to read them one after another.
const DAY: usize = 200;

#[derive(Args)]
pub(crate) struct Measure {
    /// Folder of text files to read in place of the sample stories.
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,
    /// Also reads one line of fifty megabytes, which takes minutes.
    #[arg(long)]
    long_line: bool,
}

/// What one run took.
struct Cost {
    time: Duration,
    /// Largest amount of memory it held, in bytes; where the system tells.
    memory: Option<u64>,
}

impl Measure {
    /// Builds the program and measures it on one core's worth of work.
    pub(crate) fn run(self) -> Result<()> {
        let root = workspace::root();
        workspace::run(
            Command::new("cargo")
                .args(["build", "--quiet", "--release", "--package", "dateline-cli"])
                .current_dir(&root),
        )?;
        let texts = read(&self.texts.unwrap_or_else(|| root.join("seeds/stories")))?;

        let started = median(|| extract(&[String::new()], 1))?;
        println!("start-up, an empty report read: {:.0} ms", millis(&started));

        let day: Vec<String> = texts.iter().cycle().take(DAY.max(texts.len())).cloned().collect();
        let cost = extract(&day, 1)?;
        let words: usize = day.iter().map(|text| text.split_whitespace().count()).sum();
        println!(
            "{} reports, {words} words, one thread: {:.1} s, {:.0} words/s{}",
            day.len(),
            cost.time.as_secs_f64(),
            words as f64 / cost.time.as_secs_f64(),
            memory(&cost)
        );

        let whole = texts.concat();
        let unit = whole.repeat(200_000_usize.div_ceil(whole.len()));
        println!("one report, 1, 2, 4 and 8 times as long ({} kB at first):", unit.len() / 1000);
        let mut before: Option<Duration> = None;
        for times in [1, 2, 4, 8] {
            let cost = extract(&[unit.repeat(times)], 1)?;
            let time = cost.time.saturating_sub(started.time);
            let growth = before.map_or(String::new(), |before| {
                format!(", {:.2} times the one before", time.as_secs_f64() / before.as_secs_f64())
            });
            println!("  {times}: {:.2} s{growth}{}", time.as_secs_f64(), memory(&cost));
            before = Some(time);
        }
        if self.long_line {
            let line = whole.replace('\n', " ");
            let line = line.repeat(50_000_000 / line.len() + 1);
            let cost = extract(std::slice::from_ref(&line), 1)?;
            println!(
                "one line of {} MB: {:.0} s{}",
                line.len() / 1_000_000,
                cost.time.as_secs_f64(),
                memory(&cost)
            );
        }
        Ok(())
    }
}

fn millis(cost: &Cost) -> f64 {
    cost.time.as_secs_f64() * 1000.0
}

fn memory(cost: &Cost) -> String {
    cost.memory.map_or(String::new(), |bytes| format!(", at most {} MB of memory", bytes / 1_000_000))
}

fn median(mut run: impl FnMut() -> Result<Cost>) -> Result<Cost> {
    let mut costs = (0..RUNS).map(|_| run()).collect::<Result<Vec<_>>>()?;
    costs.sort_by_key(|cost| cost.time);
    Ok(costs.swap_remove(RUNS / 2))
}

/// The text files of a folder, in order of their names.
fn read(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    ensure!(!paths.is_empty(), "no .txt files in {}", folder.display());
    paths
        .iter()
        .map(|path| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display())))
        .collect()
}

/// Lets the program read reports, and takes its time and memory.
fn extract(texts: &[String], jobs: u16) -> Result<Cost> {
    let lines: String = texts.iter().map(|text| format!("{{\"text\": {}}}\n", json_string(text))).collect();
    let began = Instant::now();
    let mut child = Command::new(workspace::target().join("release/dateline"))
        .args(["extract", "--input", "jsonl", "--jobs", &jobs.to_string(), "--published", "2025-06-02", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .context("cannot start the program")?;
    let mut stdin = child.stdin.take().context("the program has no input")?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = None;
    std::thread::scope(|scope| -> Result<()> {
        let writer = scope.spawn(move || stdin.write_all(lines.as_bytes()));
        // The system forgets the peak with the process, so it is asked until then.
        while child.try_wait()?.is_none() {
            memory = peak(&status).or(memory);
            std::thread::sleep(Duration::from_millis(1));
        }
        writer.join().map_err(|_| anyhow::anyhow!("the writing thread failed"))??;
        Ok(())
    })?;
    let time = began.elapsed();
    ensure!(child.wait()?.success(), "the program failed");
    Ok(Cost { time, memory })
}

/// Most memory that a process has held so far, in bytes (Linux).
fn peak(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// A text as JSON; xtask does without a JSON library where it can.
fn json_string(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            c if c.is_control() => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => json.push(c),
        }
    }
    json.push('"');
    json
}

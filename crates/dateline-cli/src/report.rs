//! Sets the page that `summary` and `timeline` print.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use anstyle::Style;
use anyhow::Result;
use dateline_core::model::{Modality, Speech, TimeBasis};
use dateline_core::view::{ActorLine, EventLine, Summary, Timeline, TimelineEntry};

use crate::output::{ALERT, FAINT, HEADING, STRONG, harmless, styled};

/// Columns of a page: as asked, else the terminal's up to 100, else 100.
pub(crate) fn width(asked: Option<u16>) -> usize {
    let terminal = || {
        let size = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        size.map_or(100, |(columns, _)| columns.0.clamp(40, 100))
    };
    usize::from(asked.unwrap_or_else(terminal))
}

/// Prints a page; colours go where standard output and the environment (`NO_COLOR`, `CLICOLOR_FORCE`) take them.
pub(crate) fn print(page: &str) -> Result<ExitCode> {
    let mut out = anstream::stdout().lock();
    out.write_all(page.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

struct Page {
    width: usize,
    text: String,
}

impl Page {
    fn heading(&mut self, title: &str) {
        self.text.push('\n');
        self.text.push_str(&styled(HEADING, title));
        self.text.push('\n');
    }

    /// A paragraph, wrapped, its first line and its other lines indented.
    fn paragraph(&mut self, style: Style, first: usize, rest: usize, text: &str) {
        let (first, rest) = (" ".repeat(first), " ".repeat(rest));
        let options = textwrap::Options::new(self.width).initial_indent(&first).subsequent_indent(&rest);
        for line in textwrap::wrap(&harmless(text), options) {
            if style == Style::new() {
                self.text.push_str(&line);
            } else {
                let body = line.trim_start();
                self.text.push_str(&line[..line.len() - body.len()]);
                self.text.push_str(&styled(style, body));
            }
            self.text.push('\n');
        }
    }

    fn line(&mut self, text: &str) {
        self.paragraph(Style::new(), 2, 4, text);
    }
}

pub(crate) fn summary(summary: &Summary, width: usize) -> String {
    let mut page = Page { width, text: String::new() };
    masthead(&mut page, summary);
    events(&mut page, "WHAT HAPPENED", &summary.happened);
    events(&mut page, "PLANNED, EXPECTED, DEMANDED, DENIED", &summary.not_happened);
    actors(&mut page, "PEOPLE", &summary.people);
    actors(&mut page, "ORGANIZATIONS", &summary.organizations);
    if !summary.places.is_empty() {
        page.heading("PLACES");
        for place in &summary.places {
            let within = place.within.as_ref().map_or(String::new(), |within| format!(", {within}"));
            let at = place
                .coordinates
                .map_or("  (not located)".to_owned(), |(lat, lon)| format!("  {lat:.2}, {lon:.2}"));
            page.line(&format!("{}{within}{at}", place.name));
        }
    }
    if !summary.sources.is_empty() {
        page.heading("WHO SAYS WHAT");
        for source in &summary.sources {
            page.paragraph(STRONG, 2, 4, &source.name);
            for statement in &source.statements {
                let cue = statement.cue.as_ref().map_or(String::new(), |cue| format!("{cue}: "));
                let mark = match statement.speech {
                    Speech::Direct => " [quoted]",
                    _ if statement.partly_quoted => " [partly quoted]",
                    _ => "",
                };
                page.paragraph(Style::new(), 4, 6, &format!("{cue}{}{mark}", statement.content));
            }
        }
    }
    if !summary.disputed.is_empty() {
        page.heading("DISPUTED");
        for line in &summary.disputed {
            page.paragraph(ALERT, 2, 4, line);
        }
    }
    if !summary.numbers.is_empty() {
        page.heading("NUMBERS");
        for number in &summary.numbers {
            let says = number.says.as_ref().map_or(String::new(), |says| format!("  — {says}"));
            let status = format!("{:?}", number.status).to_lowercase();
            page.line(&format!("{}  [{status}]{says}", number.text));
        }
    }
    entries(&mut page, &summary.timeline);
    if !summary.corrections.is_empty() {
        page.heading("CORRECTIONS");
        for correction in &summary.corrections {
            page.paragraph(ALERT, 2, 4, &correction.text);
            if let Some((before, after)) = &correction.change {
                page.paragraph(Style::new(), 4, 6, &format!("now: {after}; was: {before}"));
            }
            if let Some(concerns) = &correction.concerns {
                page.paragraph(Style::new(), 4, 6, &format!("concerns: {concerns}"));
            }
        }
    }
    if !summary.notes.is_empty() {
        page.heading("NOTES");
        for note in &summary.notes {
            page.line(note);
        }
    }
    page.text
}

fn masthead(page: &mut Page, summary: &Summary) {
    if let Some(headline) = &summary.headline {
        page.paragraph(STRONG, 0, 0, headline);
    }
    let published = summary.published.as_ref().map(|date| format!("published {date}"));
    let versions = (summary.versions > 1).then(|| format!("{} versions in the text", summary.versions));
    let facts: Vec<String> = [summary.dateline.clone(), summary.outlet.clone(), published, versions]
        .into_iter()
        .flatten()
        .collect();
    if !facts.is_empty() {
        page.paragraph(Style::new(), 0, 0, &facts.join(" · "));
    }
    for (label, names) in [("By", &summary.writers), ("Contributors:", &summary.contributors)] {
        if !names.is_empty() {
            page.paragraph(FAINT, 0, 2, &format!("{label} {}", names.join(", ")));
        }
    }
    if !summary.headings.is_empty() {
        page.paragraph(FAINT, 0, 2, &format!("Sections: {}", summary.headings.join(" / ")));
    }
}

fn events(page: &mut Page, title: &str, events: &[EventLine]) {
    if events.is_empty() {
        return;
    }
    page.heading(title);
    for event in events {
        let says = if event.says.is_empty() {
            String::new()
        } else {
            format!("  — according to {}", event.says.join("; "))
        };
        page.paragraph(Style::new(), 2, 4, &format!("{}{says}", event.title));
        let status = match event.status {
            Modality::Occurred => None,
            status => Some(format!("{status:?}").to_lowercase()),
        };
        let numbers = (!event.numbers.is_empty()).then(|| event.numbers.join("; "));
        let details: Vec<String> =
            [Some(event.kind.clone()), status, event.when.clone(), event.place.clone(), numbers]
                .into_iter()
                .flatten()
                .collect();
        page.paragraph(FAINT, 4, 6, &details.join(" · "));
    }
}

fn actors(page: &mut Page, title: &str, actors: &[ActorLine]) {
    if actors.is_empty() {
        return;
    }
    page.heading(title);
    for actor in actors {
        let told: Vec<&str> = actor.roles.iter().chain(&actor.relations).map(String::as_str).collect();
        let roles = match (&actor.country, told.join("; ")) {
            (Some(country), told) if actor.roles.is_empty() => {
                format!("  ({country}){}{told}", if told.is_empty() { "" } else { "  " })
            }
            (_, told) if told.is_empty() => String::new(),
            (_, told) => format!("  {told}"),
        };
        page.line(&format!("{}{}{roles}", actor.name, other_names(actor)));
    }
}

/// What an actor is called besides, where that shares no word with its name: "Russian government, also Kremlin, Moscow".
fn other_names(actor: &ActorLine) -> String {
    let known: Vec<String> = actor.name.split(' ').map(str::to_lowercase).collect();
    let others: Vec<&str> = actor
        .aliases
        .iter()
        .filter(|alias| !alias.split(' ').any(|word| known.contains(&word.to_lowercase())))
        .map(String::as_str)
        .collect();
    if others.is_empty() { String::new() } else { format!(", also {}", others.join(", ")) }
}

pub(crate) fn timeline(timeline: &Timeline, width: usize) -> String {
    let mut page = Page { width, text: String::new() };
    entries(&mut page, timeline);
    page.text.trim_start_matches('\n').to_owned()
}

fn entries(page: &mut Page, timeline: &Timeline) {
    if !timeline.dated.is_empty() {
        page.heading("TIMELINE");
        for entry in &timeline.dated {
            let (from, to) = (entry.earliest.as_deref(), entry.latest.as_deref());
            let when = match (from, to) {
                (Some(a), Some(b)) if a == b => a.to_owned(),
                (a, b) => format!("{}…{}", a.unwrap_or(""), b.unwrap_or("")),
            };
            let inferred = matches!(entry.basis, Some(TimeBasis::Narrative | TimeBasis::Dateline));
            let mark = if inferred { "~" } else { " " };
            page.paragraph(Style::new(), 2, 26, &format!("{mark}{when:<22} {}", described(entry)));
        }
        if timeline.dated.iter().any(|e| matches!(e.basis, Some(TimeBasis::Narrative | TimeBasis::Dateline)))
        {
            page.paragraph(FAINT, 2, 2, "~ the date is inferred from context");
        }
    }
    if !timeline.undated.is_empty() {
        page.heading("WITHOUT A DATE");
        for entry in &timeline.undated {
            page.line(&described(entry));
        }
    }
}

fn described(entry: &TimelineEntry) -> String {
    match entry.status {
        Modality::Occurred => entry.title.clone(),
        status => format!("{} [{}]", entry.title, format!("{status:?}").to_lowercase()),
    }
}

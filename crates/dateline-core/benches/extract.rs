//! How fast the stages above the language layer read news, in bytes of text a second on one core.
//!
//! The text is `seeds/stories`, or the file that the variable `DATELINE_BENCH_TEXT` names.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads files")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use dateline_core::extract::{
    AttributionRules, Cast, CastRules, EventRules, Reading, TimexRules, attributions, cast, events, timexes,
};
use dateline_core::language::{Model, Parse};
use dateline_core::lexicon::Gazetteer;
use dateline_core::model::{Attribution, Fingerprint, Timex};
use dateline_core::text::{Layout, layout};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Reports, laid out and parsed, with the tables.
struct Desk {
    reports: Vec<(String, Layout, Parse)>,
    gazetteer: Gazetteer,
    timex: TimexRules,
    attribution: AttributionRules,
    cast: CastRules,
    event: EventRules,
}

/// What the stages before events find.
struct Found {
    timexes: Vec<Timex>,
    attributions: Vec<Attribution>,
    cast: Cast,
}

impl Desk {
    fn open() -> Self {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
        let read =
            |path: PathBuf| fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let model = Model::load(&read(seeds.join("model/english.dlm"))).expect("the model loads");
        let texts: Vec<String> = match env::var("DATELINE_BENCH_TEXT") {
            Ok(path) => vec![fs::read_to_string(path).expect("the text is there")],
            Err(_) => {
                let mut paths: Vec<_> = fs::read_dir(seeds.join("stories"))
                    .expect("stories are there")
                    .map(|entry| entry.expect("a story is there").path())
                    .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
                    .collect();
                paths.sort();
                paths.iter().map(|path| fs::read_to_string(path).expect("a story is text")).collect()
            }
        };
        let reports = texts.into_iter().map(|text| {
            let layout = layout(&text);
            let sentences: Vec<_> =
                layout.sentences.iter().map(|s| s.tokens.start as usize..s.tokens.end as usize).collect();
            let parse = model.parse(&text, &layout.tokens, &sentences);
            (text, layout, parse)
        });
        Self {
            reports: reports.collect(),
            gazetteer: Gazetteer::load(&read(seeds.join("gazetteer/world.dlg")))
                .expect("the gazetteer loads"),
            timex: TimexRules::from_seed(),
            attribution: AttributionRules::from_seed(),
            cast: CastRules::from_seed(),
            event: EventRules::from_seed(),
        }
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.reports.iter().map(|(text, ..)| text.len()).sum::<usize>())
    }

    fn readings(&self) -> impl Iterator<Item = Reading<'_>> {
        let day = "2025-06-02".parse().ok();
        self.reports.iter().map(move |(text, layout, parse)| {
            Reading::new(text, layout, parse, day, Fingerprint::of_text(text))
        })
    }

    fn before_events(&self, reading: &Reading<'_>) -> Found {
        let timexes = timexes(reading, &self.timex);
        let attributions = attributions(reading, &self.attribution);
        let cast = cast(reading, &timexes, &[], &attributions, &self.gazetteer, &self.cast);
        Found { timexes, attributions, cast }
    }

    fn events(&self, reading: &Reading<'_>, found: &Found) -> usize {
        events(reading, &found.timexes, &mut [], &found.cast, &found.attributions, &self.event).len()
    }
}

/// Everything above the language layer, from the lower-case forms of the words to the events.
#[divan::bench(sample_count = 20)]
fn all_stages(bencher: Bencher<'_, '_>) {
    let desk = Desk::open();
    bencher.counter(desk.bytes()).bench_local(|| {
        desk.readings().map(|reading| desk.events(&reading, &desk.before_events(&reading))).sum::<usize>()
    });
}

#[divan::bench(sample_count = 20)]
fn time_expressions(bencher: Bencher<'_, '_>) {
    let desk = Desk::open();
    let readings: Vec<_> = desk.readings().collect();
    bencher.counter(desk.bytes()).bench_local(|| {
        readings.iter().map(|reading| timexes(black_box(reading), &desk.timex).len()).sum::<usize>()
    });
}

#[divan::bench(sample_count = 20)]
fn who_says_what(bencher: Bencher<'_, '_>) {
    let desk = Desk::open();
    let readings: Vec<_> = desk.readings().collect();
    bencher.counter(desk.bytes()).bench_local(|| {
        readings
            .iter()
            .map(|reading| attributions(black_box(reading), &desk.attribution).len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 20)]
fn what_happened(bencher: Bencher<'_, '_>) {
    let desk = Desk::open();
    let found: Vec<_> = desk
        .readings()
        .map(|reading| {
            let found = desk.before_events(&reading);
            (reading, found)
        })
        .collect();
    bencher.counter(desk.bytes()).bench_local(|| {
        found.iter().map(|(reading, found)| desk.events(black_box(reading), found)).sum::<usize>()
    });
}

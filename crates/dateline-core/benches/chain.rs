//! How fast reports are read, whole and stage by stage: `cargo bench -p dateline-core --bench chain`.
//!
//! The reports are those of `seeds/stories`, or the `.txt` files of the folder that the variable `DATELINE_BENCH_TEXTS`
//! names, one after another. `longer` reads as many of them in one as make 0.1, 0.2, 0.4 and 0.8 MB: its rate must not fall.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads files")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use dateline_core::extract::{
    AttributionRules, Cast, CastRules, EventRules, QuantityRules, Reading, TimexRules, attributions, cast,
    events, link_quantities, link_sources, quantities, timexes,
};
use dateline_core::language::{Model, Parse};
use dateline_core::lexicon::Gazetteer;
use dateline_core::model::{Attribution, Fingerprint, Offsets, Quantity, Timex};
use dateline_core::text::{Layout, layout};
use dateline_core::{Assets, Engine, Input};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A report with what the first layers make of it.
struct Report {
    text: String,
    layout: Layout,
    parse: Parse,
}

/// What the stages go by, and the reports.
struct Bench {
    engine: Engine,
    model: Model,
    gazetteer: Gazetteer,
    timex: TimexRules,
    quantity: QuantityRules,
    attribution: AttributionRules,
    cast: CastRules,
    event: EventRules,
    reports: Vec<Report>,
}

static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let (model, gazetteer) =
        (read(&seeds.join("model/english.dlm")), read(&seeds.join("gazetteer/world.dlg")));
    let engine = Engine::new(Assets { model: &model, gazetteer: &gazetteer }).expect("the data is sound");
    let model = Model::load(&model).expect("the model is sound");
    let gazetteer = Gazetteer::load(&gazetteer).expect("the gazetteer is sound");
    let folder = env::var("DATELINE_BENCH_TEXTS").map_or_else(|_| seeds.join("stories"), PathBuf::from);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    let reports = paths.iter().map(|path| {
        let text = fs::read_to_string(path).expect("a report is text");
        let layout = layout(&text);
        let parse = parse(&model, &text, &layout);
        Report { text, layout, parse }
    });
    Bench {
        reports: reports.collect(),
        engine,
        model,
        gazetteer,
        timex: TimexRules::from_seed(),
        quantity: QuantityRules::from_seed(),
        attribution: AttributionRules::from_seed(),
        cast: CastRules::from_seed(),
        event: EventRules::from_seed(),
    }
});

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("the data is there")
}

fn parse(model: &Model, text: &str, layout: &Layout) -> Parse {
    let sentences: Vec<_> =
        layout.sentences.iter().map(|s| s.tokens.start as usize..s.tokens.end as usize).collect();
    model.parse(text, &layout.tokens, &sentences)
}

/// What the stages find in a report.
#[derive(Default)]
struct Found {
    timexes: Vec<Timex>,
    quantities: Vec<Quantity>,
    attributions: Vec<Attribution>,
    cast: Option<Cast>,
}

impl Bench {
    fn reading<'a>(&self, report: &'a Report) -> Reading<'a> {
        let published = "2025-06-02".parse().ok();
        let fingerprint = Fingerprint::of_text(&report.text);
        Reading::new(&report.text, &report.layout, &report.parse, published, fingerprint)
    }

    /// Runs the stages in the order of the pipeline.
    fn stages(&self, reading: &Reading<'_>) -> Found {
        let timexes = timexes(reading, &self.timex);
        let mut quantities = quantities(reading, &timexes, &self.quantity);
        let mut attributions = attributions(reading, &self.attribution);
        let cast = cast(reading, &timexes, &quantities, &attributions, &self.gazetteer, &self.cast);
        link_sources(reading, &mut attributions, &cast);
        link_quantities(&mut quantities, &cast);
        black_box(events(reading, &timexes, &mut quantities, &cast, &attributions, &self.event));
        Found { timexes, quantities, attributions, cast: Some(cast) }
    }
}

/// Measures one pass over all reports, in bytes and words.
fn over_reports<T>(bencher: Bencher<'_, '_>, work: impl Fn(&Bench, &Report) -> T + Sync) {
    let bench = &*BENCH;
    let (bytes, words) = bench.reports.iter().fold((0, 0), |(bytes, words), report| {
        (bytes + report.text.len(), words + report.text.split_whitespace().count())
    });
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(words)).bench(|| {
        for report in &bench.reports {
            black_box(work(bench, black_box(report)));
        }
    });
}

/// Measures one stage: what comes before it is found beforehand.
fn over_readings<T>(
    bencher: Bencher<'_, '_>,
    work: impl Fn(&Bench, &Reading<'_>, &mut Found, &Cast) -> T + Sync,
) {
    let bench = &*BENCH;
    let bytes: usize = bench.reports.iter().map(|report| report.text.len()).sum();
    let words: usize = bench.reports.iter().map(|report| report.text.split_whitespace().count()).sum();
    let readings: Vec<Reading<'_>> = bench.reports.iter().map(|report| bench.reading(report)).collect();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(words))
        .with_inputs(|| {
            let found = readings.iter().map(|reading| {
                let mut found = bench.stages(reading);
                let cast = found.cast.take().expect("the stages made one");
                (found, cast)
            });
            found.collect::<Vec<_>>()
        })
        .bench_local_refs(|found| {
            for (reading, (found, cast)) in readings.iter().zip(found) {
                black_box(work(bench, reading, found, cast));
            }
        });
}

#[divan::bench(sample_count = 20)]
fn whole(bencher: Bencher<'_, '_>) {
    over_reports(bencher, |bench, report| bench.engine.extract(&Input::new(&report.text)));
}

#[divan::bench(sample_count = 20)]
fn layer_1_text(bencher: Bencher<'_, '_>) {
    over_reports(bencher, |_, report| layout(&report.text));
}

#[divan::bench(sample_count = 20)]
fn layer_2_language(bencher: Bencher<'_, '_>) {
    over_reports(bencher, |bench, report| parse(&bench.model, &report.text, &report.layout));
}

/// All stages from time expressions to events; what follows them is small.
#[divan::bench(sample_count = 20)]
fn layer_3_extraction(bencher: Bencher<'_, '_>) {
    over_reports(bencher, |bench, report| bench.stages(&bench.reading(report)));
}

#[divan::bench(sample_count = 20)]
fn stage_1_timexes(bencher: Bencher<'_, '_>) {
    over_readings(bencher, |bench, reading, _, _| timexes(reading, &bench.timex));
}

#[divan::bench(sample_count = 20)]
fn stage_2_quantities(bencher: Bencher<'_, '_>) {
    over_readings(bencher, |bench, reading, found, _| quantities(reading, &found.timexes, &bench.quantity));
}

#[divan::bench(sample_count = 20)]
fn stage_3_attributions(bencher: Bencher<'_, '_>) {
    over_readings(bencher, |bench, reading, _, _| attributions(reading, &bench.attribution));
}

#[divan::bench(sample_count = 20)]
fn stage_4_cast(bencher: Bencher<'_, '_>) {
    over_readings(bencher, |bench, reading, found, _| {
        cast(reading, &found.timexes, &found.quantities, &found.attributions, &bench.gazetteer, &bench.cast)
    });
}

#[divan::bench(sample_count = 20)]
fn stage_5_events(bencher: Bencher<'_, '_>) {
    over_readings(bencher, |bench, reading, found, cast| {
        events(reading, &found.timexes, &mut found.quantities, cast, &found.attributions, &bench.event)
    });
}

#[divan::bench(sample_count = 20)]
fn offsets_and_json(bencher: Bencher<'_, '_>) {
    let records: Vec<_> =
        BENCH.reports.iter().map(|report| BENCH.engine.extract(&Input::new(&report.text))).collect();
    let bytes: usize = BENCH.reports.iter().map(|report| report.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).with_inputs(|| records.clone()).bench_values(|records| {
        records
            .into_iter()
            .map(|record| {
                serde_json::to_string(&record.with_offsets(Offsets::Utf16)).map_or(0, |json| json.len())
            })
            .sum::<usize>()
    });
}

/// Bytes of the shortest text of `longer`.
const SHORTEST: usize = 100_000;

#[divan::bench(args = [1, 2, 4, 8], sample_count = 5)]
fn longer(bencher: Bencher<'_, '_>, times: usize) {
    let mut text = String::new();
    let mut reports = BENCH.reports.iter().cycle();
    while text.len() < SHORTEST * times
        && let Some(report) = reports.next()
    {
        text.push_str(&report.text);
    }
    bencher.counter(BytesCount::of_str(&text)).bench(|| BENCH.engine.extract(&Input::new(black_box(&text))));
}

//! How long the gazetteer takes to load, and to look names up.

use dateline_core::lexicon::Gazetteer;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

const WORLD: &[u8] = include_bytes!("../../../seeds/gazetteer/world.dlg");
const NAMES: [&str; 8] = [
    "Kyiv",
    "Springfield",
    "São Paulo",
    "Cook County",
    "St. Louis",
    "Zelenskyy",
    "Port-au-Prince",
    "the Hague",
];

fn main() {
    divan::main();
}

#[divan::bench]
fn load() -> Gazetteer {
    Gazetteer::load(black_box(WORLD)).expect("the committed gazetteer is sound")
}

#[divan::bench]
fn lookup(bencher: Bencher<'_, '_>) {
    let gazetteer = load();
    bencher
        .counter(ItemsCount::new(NAMES.len()))
        .bench_local(|| NAMES.iter().map(|name| gazetteer.lookup(black_box(name)).len()).sum::<usize>());
}

#[divan::bench]
fn longest(bencher: Bencher<'_, '_>) {
    let gazetteer = load();
    let words = ["Port", "-", "au", "-", "Prince", ",", "Haiti", "said", "on", "Monday"];
    bencher
        .counter(ItemsCount::new(words.len()))
        .bench_local(|| (0..words.len()).filter_map(|i| gazetteer.longest(black_box(&words[i..]))).count());
}

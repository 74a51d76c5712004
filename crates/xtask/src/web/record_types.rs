//! The record's JSON Schema, and the TypeScript types made from it.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use dateline_core::model::Record;

use super::ensure_fresh;
use crate::workspace;

/// Writes schema and types, or with `check` compares them with the files.
pub(super) fn generate(check: bool) -> Result<()> {
    let web = workspace::root().join("web");
    let schema = web.join("record.schema.json");
    let mut json = serde_json::to_string_pretty(&schemars::schema_for!(Record))?;
    json.push('\n');
    if check {
        ensure_fresh(&schema, json.as_bytes())?;
    } else {
        fs::write(&schema, &json).with_context(|| schema.display().to_string())?;
    }
    let output = Command::new("node")
        .arg("tools/record-types.mjs")
        .arg(&schema)
        .current_dir(&web)
        .output()
        .context("node cannot be started")?;
    ensure!(output.status.success(), "the types cannot be made: {}", String::from_utf8_lossy(&output.stderr));
    let types = web.join("src/record.d.ts");
    if check {
        return ensure_fresh(&types, &output.stdout);
    }
    fs::write(&types, &output.stdout).with_context(|| types.display().to_string())
}

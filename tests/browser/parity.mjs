// node tests/browser/parity.mjs REPORTS.jsonl: reads every report with the WebAssembly engine and with the native one,
// compares the records byte for byte and says how long each took. DATELINE names the native program.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { dist } from "./server.mjs";

const reports = readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean).map(JSON.parse);
// Both read the same fields of a report and nothing else.
const lines = reports.map(({ id, text, published }) => JSON.stringify({ id, text, published: published ?? undefined }));

const manifest = JSON.parse(readFileSync(join(dist, "engine.json"), "utf8"));
const asset = (name) => readFileSync(join(dist, manifest[name]));
const glue = await import(pathToFileURL(join(dist, manifest.glue)));
await glue.default({ module_or_path: asset("wasm") });
const engine = new glue.Engine(asset("model"), asset("gazetteer"));

const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);
let start = performance.now();
const wasm = lines.map((line) => engine.extract(line));
const inWasm = seconds(start);

start = performance.now();
const run = spawnSync(
  process.env.DATELINE ?? "dateline",
  ["extract", "--input", "jsonl", "--offsets", "utf-16", "--jobs", "1"],
  { input: lines.join("\n"), maxBuffer: 1 << 30, encoding: "utf8" },
);
if (run.status !== 0) throw new Error(run.stderr || String(run.error));
const native = run.stdout.split("\n").filter(Boolean);
const inNative = seconds(start);

const different = lines.flatMap((_, at) => (wasm[at] === native[at] ? [] : [reports[at].id]));
const bytes = wasm.reduce((sum, record) => sum + Buffer.byteLength(record), 0);
const words = reports.reduce((sum, report) => sum + report.text.split(/\s+/).length, 0);
console.log(`${reports.length} reports, ${words} words, ${bytes} bytes of records, ${different.length} records differ`);
console.log(`WebAssembly ${inWasm} s, native on one core ${inNative} s`);
if (native.length !== lines.length || different.length > 0) {
  console.log(different.slice(0, 20).join("\n"));
  process.exit(1);
}

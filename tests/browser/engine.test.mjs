// The WebAssembly engine gives the native engine's records, byte for byte.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { dist, native, stories } from "./server.mjs";

let engine;

before(async () => {
  const manifest = JSON.parse(readFileSync(join(dist, "engine.json"), "utf8"));
  const asset = (name) => readFileSync(join(dist, manifest[name]));
  const glue = await import(pathToFileURL(join(dist, manifest.glue)));
  await glue.default({ module_or_path: asset("wasm") });
  engine = new glue.Engine(asset("model"), asset("gazetteer"));
});

const both = (report) => [engine.extract(JSON.stringify({ id: "report", ...report })), native(report)];

for (const { name, text } of stories) {
  test(`${name}: the same record in WebAssembly and natively`, () => {
    const [wasm, machine] = both({ text, published: "2025-06-02" });
    assert.equal(wasm, machine);
    const record = JSON.parse(wasm);
    assert.equal(record.offsets, "utf-16");
    for (const mention of record.mentions) assert.equal(text.slice(mention.start, mention.end), mention.text);
  });
}

test("text that isn't prose: the same record", () => {
  for (const text of ["", " \n\n", "“".repeat(500), "\u202eKyiv\u202c said 🙂 on Sunday it struck Moscow.", "A\u0000B\ufeff C"]) {
    const [wasm, machine] = both({ text });
    assert.equal(wasm, machine);
  }
});

test("a lone surrogate becomes a replacement character and moves nothing", () => {
  const record = JSON.parse(engine.extract(`{"text": "\ud83d Kyiv was shelled."}`));
  assert.equal(record.document.text, "\ufffd Kyiv was shelled.");
  for (const mention of record.mentions) {
    assert.equal(record.document.text.slice(mention.start, mention.end), mention.text);
  }
});

test("what is no report is refused in words", () => {
  assert.throws(() => engine.extract("{}"), /missing field `text`/);
  assert.throws(() => engine.extract(`{"text": "x", "published": "yesterday"}`), Error);
});

test("damaged data is refused in words", async () => {
  const manifest = JSON.parse(readFileSync(join(dist, "engine.json"), "utf8"));
  const { Engine } = await import(pathToFileURL(join(dist, manifest.glue)));
  assert.throws(() => new Engine(new Uint8Array(10), new Uint8Array(10)), /model/);
});

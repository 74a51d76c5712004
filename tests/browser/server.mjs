// Serves the built viewer to the tests and remembers what was asked for.
import { spawnSync } from "node:child_process";
import { readFileSync, existsSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const dist = join(root, "web/dist");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** The sample stories: name and text. */
export const stories = readdirSync(join(root, "seeds/stories"))
  .filter((name) => name.endsWith(".txt"))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(root, "seeds/stories", name), "utf8") }));

/** The record of a report by the native engine, as the command line prints it. */
export function native(report) {
  const program = process.env.DATELINE ?? join(root, "target/release/dateline");
  const run = spawnSync(program, ["extract", "--input", "jsonl", "--offsets", "utf-16", "-"], {
    input: JSON.stringify({ id: "report", ...report }) + "\n",
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(`${program}: ${run.error ?? run.stderr}`);
  return run.stdout.trimEnd();
}

/**
 * A server of the viewer on a free port.
 *
 * Without the engine there is no `engine.json`, and the HTTP interface answers in its place: with the record given, or
 * with what the native engine reads. Files that are `missing` cannot be had.
 */
export async function serve({ engine = true, record, missing = [] } = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    requests.push(path);
    if (path === "/api/v1/extract" && request.method === "POST") {
      const chunks = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        response.setHeader("content-type", "application/json");
        response.end(record ? JSON.stringify(record) : native(JSON.parse(Buffer.concat(chunks).toString())));
      });
      return;
    }
    const file = join(dist, normalize(path === "/" ? "/index.html" : path));
    if (!file.startsWith(dist) || !existsSync(file) || (path === "/engine.json" && !engine) || missing.includes(path)) {
      response.statusCode = 404;
      return response.end();
    }
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    response.setHeader("cache-control", "no-store");
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, requests, close: () => server.close() };
}

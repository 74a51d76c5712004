/// <reference lib="webworker" />
/**
 * The engine, away from the page: WebAssembly where `engine.json` names a build of it, else the server that the page
 * came from.
 */
import type { Answer, Question, Report } from "./engine";

declare const self: DedicatedWorkerGlobalScope;

/** Addresses of the engine's files, relative to the page; each name changes with its content. */
interface Manifest {
  glue: string;
  wasm: string;
  model: string;
  gazetteer: string;
}

/** What the bindings export. */
interface Glue {
  default(options: { module_or_path: Promise<Response> }): Promise<unknown>;
  Engine: new (model: Uint8Array, gazetteer: Uint8Array) => { extract(report: string): string };
}

/** Reads a report; answers its record as JSON, positions in UTF-16 code units. */
type Extract = (report: Report) => string | Promise<string>;

const STORE = "dateline-engine";
const post = (answer: Answer) => self.postMessage(answer);

async function start(): Promise<Extract> {
  const began = performance.now();
  const manifest = await findManifest();
  if (!manifest) {
    post({ ready: "server", milliseconds: performance.now() - began });
    return askServer;
  }
  const address = (path: string) => new URL(path, self.location.href).href;
  const files = new Store(Object.values(manifest).map(address));
  const bytes = async (path: string) => new Uint8Array(await (await files.get(address(path))).arrayBuffer());
  const [glue, model, gazetteer] = await Promise.all([
    import(/* @vite-ignore */ address(manifest.glue)) as Promise<Glue>,
    bytes(manifest.model),
    bytes(manifest.gazetteer),
  ]);
  await glue.default({ module_or_path: files.get(address(manifest.wasm)) });
  const engine = new glue.Engine(model, gazetteer);
  void files.forgetOthers();
  post({ ready: "wasm", milliseconds: performance.now() - began });
  return (report) => engine.extract(JSON.stringify(report));
}

async function findManifest(): Promise<Manifest | undefined> {
  const response = await fetch("engine.json", { cache: "no-cache" }).catch(() => undefined);
  if (!response?.ok) return undefined;
  return response.json().catch(() => undefined) as Promise<Manifest | undefined>;
}

/** Files kept from visit to visit, as far as the browser lets the page keep any. */
class Store {
  readonly #cache: Promise<Cache | undefined>;

  constructor(readonly addresses: string[]) {
    // There is no store on pages that came over plain HTTP from another machine: HTTP's own caching must do.
    this.#cache = "caches" in self ? caches.open(STORE).catch(() => undefined) : Promise.resolve(undefined);
  }

  async get(address: string): Promise<Response> {
    const cache = await this.#cache;
    const kept = await cache?.match(address);
    if (kept) return kept;
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${new URL(address).pathname} cannot be loaded (${response.status})`);
    await cache?.put(address, response.clone()).catch(() => undefined);
    return response;
  }

  /** Drops the files of earlier builds. */
  async forgetOthers(): Promise<void> {
    const cache = await this.#cache;
    for (const request of (await cache?.keys()) ?? []) {
      if (!this.addresses.includes(request.url)) await cache?.delete(request);
    }
  }
}

async function askServer(report: Report): Promise<string> {
  const response = await fetch("api/v1/extract?offsets=utf-16", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(report),
  });
  const body = await response.text();
  if (response.ok) return body;
  throw new Error(problem(body) ?? `the server answered ${response.status}`);
}

/** The explanation in a problem document. */
function problem(body: string): string | undefined {
  try {
    const { detail, title } = JSON.parse(body) as { detail?: string; title?: string };
    return detail ?? title;
  } catch {
    return undefined;
  }
}

const extract = start();
extract.catch((error: unknown) => post({ failed: words(error) }));

self.onmessage = async ({ data: { id, report } }: MessageEvent<Question>) => {
  try {
    const read = await extract;
    const began = performance.now();
    const record = await read(report);
    post({ id, record, milliseconds: performance.now() - began });
  } catch (error) {
    post({ id, failed: words(error) });
  }
};

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

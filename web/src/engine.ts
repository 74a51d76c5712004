/** The page's side of the worker that reads reports. */

/** A report, as the HTTP interface takes it too. */
export interface Report {
  text: string;
  /** Day of publication, ISO 8601. */
  published?: string;
}

/** To the worker. */
export interface Question {
  id: number;
  report: Report;
}

/** From the worker: what reads the reports, a record, or what went wrong. */
export type Answer =
  | { ready: "wasm" | "server"; milliseconds: number }
  | { id: number; record: string; milliseconds: number }
  | { id?: number; failed: string };

/** A record as JSON, and how long it took to read. */
export interface Reading {
  json: string;
  /** Time in the engine. */
  milliseconds: number;
  /** Where it was read. */
  by: "wasm" | "server";
}

/** Reads reports, in order. */
export class Engine {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(reading: Reading): void; reject(error: Error): void }>();
  #by: Reading["by"] = "wasm";
  #failure: string | undefined;
  #asked = 0;

  constructor() {
    this.#worker = new Worker(ownAddress("worker.js") as string, { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#hear(data);
    this.#worker.onerror = (event) => this.#hear({ failed: event.message || "the engine cannot be started" });
  }

  /** Reads one report. */
  read(report: Report): Promise<Reading> {
    if (this.#failure !== undefined) return Promise.reject(new Error(this.#failure));
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, report } satisfies Question);
    });
  }

  #hear(answer: Answer) {
    if ("ready" in answer) {
      this.#by = answer.ready;
      performance.measure("engine loaded", { start: performance.now() - answer.milliseconds, duration: answer.milliseconds });
    } else if ("record" in answer) {
      this.#waiting.get(answer.id)?.resolve({ json: answer.record, milliseconds: answer.milliseconds, by: this.#by });
      this.#waiting.delete(answer.id);
    } else if (answer.id !== undefined) {
      this.#waiting.get(answer.id)?.reject(new Error(answer.failed));
      this.#waiting.delete(answer.id);
    } else {
      this.#failure = answer.failed;
      for (const { reject } of this.#waiting.values()) reject(new Error(answer.failed));
      this.#waiting.clear();
    }
  }
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
}

/** The page's policy forbids script addresses made from strings; this one is a constant. */
function ownAddress(name: "worker.js"): unknown {
  const address = new URL(name, document.baseURI).href;
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy("dateline", { createScriptURL: (url) => url }).createScriptURL(address) ?? address;
}

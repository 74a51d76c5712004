/** The page: a report on one side, views of its record on the other, one choice across all. */
import "./page.css";
import { byId, h, nodes } from "./element";
import { cast } from "./cast";
import { claims } from "./claims";
import { citation, detail } from "./detail";
import { Engine, type Reading, type Report } from "./engine";
import { keyboard } from "./keyboard";
import { type Key, Ledger } from "./ledger";
import { map } from "./map";
import { notes } from "./notes";
import { numbers } from "./numbers";
import type { Record } from "./record";
import { tally, report } from "./report";
import { Selection } from "./selection";
import { stories } from "./stories";
import { Tabs } from "./tabs";
import { theme } from "./theme";
import { timeline } from "./timeline";

/** Longest text the page takes, in UTF-16 code units: what a browser can lay out with marks without pain. */
const LONGEST = 400_000;

const engine = new Engine();
const selection = new Selection();
const sheet = byId("report");
const card = byId("detail");
const status = byId("status");
const writing = byId("writing");
const compose = byId<HTMLButtonElement>("compose");
const published = byId<HTMLInputElement>("published");
const sample = byId<HTMLSelectElement>("sample");
const text = byId<HTMLTextAreaElement>("text");
const file = byId<HTMLInputElement>("file");
const exporter = byId<HTMLButtonElement>("export");

const tabs = new Tabs(byId("tabs"), byId("panels"), [
  { id: "text", name: "Report", narrow: true, show: () => [] },
  { id: "timeline", name: "Timeline", show: timeline },
  { id: "map", name: "Map", show: map },
  { id: "cast", name: "People & places", show: cast },
  { id: "claims", name: "Who says what", show: claims },
  { id: "numbers", name: "Numbers", show: numbers },
  { id: "notes", name: "Notes", show: notes },
]);

let ledger: Ledger | undefined;
let json = "";
let shown: Report = { text: "" };
let latest = 0;

/** Reads a report and shows it, unless another has been asked for meanwhile. */
async function read(next: Report) {
  if (next.text.length > LONGEST) {
    return tell(`The text has ${next.text.length.toLocaleString("en-GB")} characters; this page takes up to ${LONGEST.toLocaleString("en-GB")}. The command line reads longer ones.`, true);
  }
  const ask = ++latest;
  shown = next;
  closeComposer();
  tell("Reading…");
  document.body.setAttribute("aria-busy", "true");
  const began = performance.now();
  try {
    const reading = await engine.read(next);
    if (ask !== latest) return;
    show(reading, began);
  } catch (error) {
    if (ask === latest) tell(`The report could not be read: ${error instanceof Error ? error.message : String(error)}.`, true);
  } finally {
    if (ask === latest) document.body.removeAttribute("aria-busy");
  }
}

function show(reading: Reading, began: number) {
  json = reading.json;
  ledger = new Ledger(JSON.parse(json) as Record);
  selection.reset(ledger);
  sheet.replaceChildren(...report(ledger, selection));
  const first = sheet.querySelector<HTMLElement>("[data-key][tabindex]");
  if (first) first.tabIndex = 0;
  tabs.show(ledger, selection);
  exporter.disabled = false;
  sheet.scrollTop = 0;
  const { document: source } = ledger.record;
  document.title = source.headline ? `${source.headline} – Dateline` : "Dateline";
  if (!published.value && source.published) published.value = source.published;
  const by = reading.by === "wasm" ? "here" : "by the server";
  byId("where").textContent =
    reading.by === "wasm" ? "Pasting reads at once; nothing leaves this page." : "Pasting reads at once; the server that sent this page reads it.";
  const took = performance.measure("report shown", { start: began, detail: { engine: reading.milliseconds } });
  tell(`${tally(ledger)} · read ${by} in ${Math.max(1, Math.round(reading.milliseconds))} ms`);
  document.body.dataset.shown = String(Math.round(took.duration));
}

function tell(words: string, isError = false) {
  status.textContent = words;
  status.classList.toggle("error", isError);
}

function reportOf(words: string): Report {
  return published.value ? { text: words, published: published.value } : { text: words };
}

/** A new text: the day of publication of the one before means nothing to it. */
function readNew(words: string) {
  published.value = "";
  sample.value = "";
  void read({ text: words });
}

async function readFile(chosen: File | undefined) {
  if (!chosen) return;
  if (chosen.size > 4 * LONGEST) {
    return tell(`${chosen.name} has ${chosen.size.toLocaleString("en-GB")} bytes, more than this page takes; the command line reads it.`, true);
  }
  readNew(await chosen.text());
}

function openComposer() {
  writing.hidden = false;
  compose.setAttribute("aria-expanded", "true");
  tabs.choose("text");
  text.value = shown.text;
  text.focus();
  text.setSelectionRange(0, text.value.length, "backward");
  text.scrollTop = 0;
}

function closeComposer() {
  if (writing.hidden) return;
  writing.hidden = true;
  compose.setAttribute("aria-expanded", "false");
  compose.focus();
}

compose.addEventListener("click", () => (writing.hidden ? openComposer() : closeComposer()));
byId("cancel").addEventListener("click", closeComposer);
byId<HTMLFormElement>("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  void read(reportOf(text.value));
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void read(reportOf(text.value));
});
published.addEventListener("change", () => {
  if (writing.hidden) void read(reportOf(shown.text));
});
for (const { name } of stories) sample.append(h("option", { value: name }, name.charAt(0).toUpperCase() + name.slice(1)));
sample.append(h("option", { value: "", hidden: true }, "—"));
sample.addEventListener("change", () => {
  const story = stories.find(({ name }) => name === sample.value);
  if (!story) return;
  published.value = "";
  void read({ text: story.text });
});

// A report pasted anywhere, except where a part of one is being edited, is read at once.
document.addEventListener("paste", (event) => {
  const words = event.clipboardData?.getData("text/plain") ?? "";
  const target = event.target;
  const replacesAll =
    target !== text || text.value === "" || (text.selectionStart === 0 && text.selectionEnd === text.value.length);
  if (!words.trim() || !replacesAll || target instanceof HTMLInputElement) return;
  event.preventDefault();
  readNew(words);
});
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const words = event.dataTransfer?.getData("text/plain");
  const dropped = event.dataTransfer?.files[0];
  if (dropped) void readFile(dropped);
  else if (words?.trim()) readNew(words);
});
byId("open").addEventListener("click", () => file.click());
file.addEventListener("change", () => {
  void readFile(file.files?.[0]);
  file.value = "";
});
exporter.addEventListener("click", () => {
  if (!ledger) return;
  const address = URL.createObjectURL(new Blob([json], { type: "application/json" }));
  h("a", { href: address, download: `${ledger.record.document.id}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
});

async function copyCitation() {
  const words = ledger && selection.chosen ? citation(ledger, selection.chosen) : undefined;
  if (!words) return tell("Choose an event, a name, a number or a statement first; then its sentence can be copied.");
  try {
    await navigator.clipboard.writeText(words);
    tell(`Copied: ${words}`);
  } catch {
    tell(`The browser doesn't let the page copy. The citation: ${words}`);
  }
}

selection.listen((key: Key | undefined) => {
  const content = key && ledger ? nodes(detail(ledger, key)) : [];
  card.hidden = content.length === 0;
  card.replaceChildren(...content);
  if (!card.hidden) {
    const copy = h("button", { type: "button", "aria-keyshortcuts": "c" }, "Copy citation");
    copy.addEventListener("click", () => void copyCitation());
    const close = h("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => selection.choose(undefined));
    card.append(h("footer", {}, copy), close);
    card.scrollTop = 0;
  }
  tabs.flag();
});

theme(byId<HTMLButtonElement>("theme"));
keyboard({ selection, tabs, sheet, card, copyCitation });

const opening = stories[0];
if (opening) {
  sample.value = opening.name;
  void read({ text: opening.text });
}

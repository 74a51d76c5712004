/** The report itself, with what was read in it marked where it stands. */
import { h } from "./element";
import type { Key, Ledger } from "./ledger";
import type { Selection } from "./selection";

/** One stretch of the text that stands for something. */
interface Note {
  start: number;
  end: number;
  key: Key;
  /** How it is drawn. */
  look: string;
  /** Whether the keyboard stops at it. */
  stop: boolean;
}

/** Characters that would reorder or hide the text around them; shown as what they are. */
const CONTROLS = /([\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f])/u;

/** The annotated text. */
export function report(ledger: Ledger, selection: Selection): HTMLElement[] {
  const { document: source } = ledger.record;
  const notes = annotations(ledger);
  const stopped = new Set<Note>();
  const write = (from: number, to: number) => segments(source.text, notes, from, to, stopped, selection);

  const blocks: HTMLElement[] = [];
  if (source.headline && !source.text.includes(source.headline)) {
    blocks.push(h("h2", { class: "headline" }, source.headline));
  }
  let version = 0;
  for (const part of parts(ledger)) {
    if (part.version > version) {
      version = part.version;
      blocks.push(h("p", { class: "earlier" }, "Earlier version"));
    }
    for (const [from, to] of paragraphs(source.text, part.start, part.end)) {
      blocks.push(h(part.tag, { class: part.look, dir: "auto" }, write(from, to)));
    }
  }
  return blocks;
}

interface Part {
  start: number;
  end: number;
  look: string;
  tag: "p" | "h2" | "h3";
  version: number;
}

/** The text cut into its sections, their headings, and what lies between. */
function parts(ledger: Ledger): Part[] {
  const text = ledger.record.document.text;
  const result: Part[] = [];
  let at = 0;
  let version = 0;
  const push = (end: number, look: string, tag: Part["tag"]) => {
    if (end > at && text.slice(at, end).trim()) result.push({ start: at, end, look, tag, version });
    at = Math.max(at, end);
  };
  for (const section of ledger.record.document.sections ?? []) {
    push(section.start, "", "p");
    version = section.version;
    const heading = section.heading;
    if (heading) {
      push(heading.start, section.kind, "p");
      push(heading.end, "heading", "h3");
    }
    push(section.end, section.kind, section.kind === "headline" ? "h2" : "p");
  }
  push(text.length, "", "p");
  return result;
}

/** Stretches between blank lines; where there are none, between line ends. */
function* paragraphs(text: string, start: number, end: number): Generator<[number, number]> {
  const slice = text.slice(start, end);
  const single = !/\n[^\S\n]*\n/u.test(slice) && slice.length > 600;
  let from = 0;
  for (const gap of slice.matchAll(single ? /\n\s*/gu : /\n[^\S\n]*\n\s*/gu)) {
    if (slice.slice(from, gap.index).trim()) yield [start + from, start + gap.index];
    from = gap.index + gap[0].length;
  }
  if (slice.slice(from).trim()) yield [start + from, start + slice.trimEnd().length];
}

function annotations(ledger: Ledger): Note[] {
  const { mentions, timexes, quantities, attributions, events, corrections, diagnostics, document } = ledger.record;
  const notes: Note[] = [];
  const note = (span: { start: number; end: number }, key: Key, look: string, stop = true) =>
    notes.push({ start: span.start, end: span.end, key, look, stop });
  for (const mention of mentions) {
    const who = mention.kind === "place" || mention.kind === "facility" ? "where" : "who";
    note(mention, mention.entity, mention.form === "name" ? `${who} name` : who);
  }
  for (const timex of timexes) note(timex, timex.id, "when");
  for (const quantity of quantities) note(quantity, quantity.id, "many");
  for (const event of events) {
    for (const mention of event.mentions) {
      const real = mention.modality === "occurred" || mention.modality === "ongoing";
      note(mention.trigger, event.id, real && mention.polarity === "positive" ? "event" : "event unreal");
    }
  }
  for (const attribution of attributions) {
    if (attribution.cue) note(attribution.cue, attribution.id, "cue");
    attribution.content.forEach((span, i) => note(span, attribution.id, "said", !attribution.cue && i === 0));
    if (attribution.source) note(attribution.source, ledger.sourceKey(attribution.source), "", !attribution.source.entity);
  }
  corrections.forEach((correction, i) => note(correction, `correction:${i}`, "", true));
  diagnostics.forEach((diagnostic, i) => {
    const { start, end } = diagnostic;
    if (start !== undefined && end !== undefined) note({ start, end }, `diagnostic:${i}`, "", false);
  });
  if (document.dateline) note(document.dateline, "dateline", "dateline", false);
  return notes.sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * The text from `from` to `to`, cut wherever a note begins or ends.
 *
 * A stretch under several notes shows and offers the shortest of them and is marked with all.
 */
function segments(
  text: string,
  notes: Note[],
  from: number,
  to: number,
  stopped: Set<Note>,
  selection: Selection,
): (Node | string)[] {
  const inside = overlapping(notes, from, to);
  const cuts = new Set([from, to]);
  for (const note of inside) {
    cuts.add(Math.max(from, note.start));
    cuts.add(Math.min(to, note.end));
  }
  const at = [...cuts].sort((a, b) => a - b);
  const result: (Node | string)[] = [];
  let next = 0;
  let open: Note[] = [];
  for (let i = 0; i + 1 < at.length; i++) {
    const [start, end] = [at[i]!, at[i + 1]!];
    while (next < inside.length && inside[next]!.start <= start) open.push(inside[next++]!);
    open = open.filter((note) => note.end > start);
    const words = visible(text.slice(start, end));
    if (!open.length) {
      result.push(...words);
      continue;
    }
    const top = open.reduce((best, note) => (note.end - note.start < best.end - best.start || !best.look ? note : best));
    const stop = !stopped.has(top) && top.stop;
    stopped.add(top);
    const look = [...new Set(open.flatMap((note) => (note === top || note.look === "said" || note.look === "dateline" ? note.look.split(" ") : [])))];
    const span = h(
      "span",
      {
        class: look.filter(Boolean).join(" ") || false,
        "data-key": top.key,
        role: stop ? "button" : false,
        tabindex: stop ? "-1" : false,
        "aria-pressed": stop ? "false" : false,
      },
      words,
    );
    selection.register(span, ...new Set(open.map((note) => note.key)));
    result.push(span);
  }
  return result;
}

/** Notes that overlap the stretch; they are sorted by where they begin. */
function overlapping(notes: Note[], from: number, to: number): Note[] {
  let [low, high] = [0, notes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (notes[middle]!.start < to) low = middle + 1;
    else high = middle;
  }
  const result: Note[] = [];
  for (const note of notes.slice(0, low)) if (note.end > from) result.push(note);
  return result;
}

/** The words as they are, with characters that reorder or hide text set apart, so that they act on nothing else. */
function visible(words: string): (Node | string)[] {
  return words
    .split(CONTROLS)
    .filter(Boolean)
    .map((piece) =>
      CONTROLS.test(piece)
        ? h("bdi", { class: "control", "data-code": `U+${piece.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}` }, piece)
        : piece,
    );
}

/** How much was found, in one line. */
export function tally(ledger: Ledger): string {
  const { document: source, entities, events, attributions } = ledger.record;
  const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
  return [
    count(events.length, "event", "events"),
    count(entities.length, "name or thing", "names and things"),
    count(attributions.length, "statement", "statements"),
    source.language !== "en" && `language ${source.language}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

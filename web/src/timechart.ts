/** The dated events on an axis of time: how long a mark is says how well the date is known. */
import { Axis, isPoint, stretch, type Stretch } from "./axis";
import { h } from "./element";
import { lanes } from "./lanes";
import { type Ledger, oneLine } from "./ledger";
import { timeLook } from "./mark";
import type { Event } from "./record";
import type { Selection } from "./selection";
import { caption } from "./caption";
import { duration, interval, standing, timeBasis } from "./wording";

/** Height and least width of a mark with the space around it, in pixels. */
const PITCH = 15;

interface Mark {
  when: Stretch;
  element: HTMLElement;
}

/** The chart of some dated events; it lays itself out as wide as it is shown. */
export function timechart(ledger: Ledger, selection: Selection, events: Event[]): HTMLElement {
  const marks = events.map((event) => mark(ledger, selection, event));
  const { published } = ledger.record.document;
  const issue = published ? stretch(published, published) : undefined;
  const axis = new Axis([...marks.map(({ when }) => when), ...(issue ? [issue] : [])]);

  const field = h("div", { class: "field" }, marks.map(({ element }) => element));
  const scale = h("div", { class: "scale", "aria-hidden": "true" }, pieces(axis));
  const dates = h("div", { class: "dates", "aria-hidden": "true" });
  if (issue) {
    const line = h("span", { class: "issue", "aria-hidden": "true" }, h("span", {}, "published"));
    const at = axis.at((issue.from + issue.to) / 2);
    line.classList.toggle("late", at > 0.5);
    place(line, at);
    field.prepend(line);
  }
  const chart = h(
    "figure",
    { class: "timechart", "data-walk": true, role: "group", "aria-label": "Events along time; the list below tells the same" },
    field,
    scale,
    dates,
  );
  const [shown, all] = [events.length, ledger.record.events.length];
  chart.append(caption(chart, shown === all ? "Every event has a date." : `${shown} of ${all} events ${shown === 1 ? "has" : "have"} a date.`));
  new ResizeObserver(([entry]) => {
    const width = entry?.contentRect.width ?? 0;
    if (!width) return;
    field.style.setProperty("--rows", String(layOut(marks, axis, width)));
    dates.replaceChildren(
      ...axis.ticks(width).map(({ at, words, align }) => place(h("span", { class: align }, words), at)),
    );
  }).observe(field);
  return chart;
}

function mark(ledger: Ledger, selection: Selection, event: Event): Mark {
  const when = stretch(event.time?.earliest, event.time?.latest);
  const told = [
    interval(event.time?.earliest, event.time?.latest),
    timeBasis(ledger, event),
    [oneLine(event.title), standing(event)].filter(Boolean).join(", "),
  ];
  const element = h("span", {
    class: `mark ${timeLook(event, isPoint(when))}`,
    role: "button",
    tabindex: "-1",
    "aria-pressed": "false",
    "aria-label": told.filter(Boolean).join(" · "),
    "data-key": event.id,
  });
  selection.register(element, event.id);
  return { when, element };
}

function pieces(axis: Axis): HTMLElement[] {
  return axis.pieces.map((piece) => {
    const { from, to, left, right, isBreak } = piece;
    const open = from === -Infinity ? "before" : to === Infinity ? "after" : "";
    const element = h("span", { class: isBreak ? "break" : open, title: isBreak ? duration(to - from) : false });
    place(element, left).style.width = `${(right - left) * 100}%`;
    return element;
  });
}

/** Puts the marks where they belong; returns the rows they fill. */
function layOut(marks: Mark[], axis: Axis, width: number): number {
  // Events of the same day share its stretch of the axis, side by side and then above each other.
  const days = new Map<string, Mark[]>();
  const spans: Mark[] = [];
  for (const mark of marks) {
    const { from, to } = mark.when;
    if (!isPoint(mark.when)) spans.push(mark);
    else days.set(`${from} ${to}`, [...(days.get(`${from} ${to}`) ?? []), mark]);
  }
  const blocks = [...days.values()].map((group) => {
    const { from, to } = group[0]!.when;
    const room = Math.floor(((axis.at(to) - axis.at(from)) * width) / PITCH);
    const columns = Math.min(group.length, Math.max(1, room));
    const middle = ((axis.at(from) + axis.at(to)) / 2) * width;
    const left = Math.max(0, Math.min(middle - (columns * PITCH) / 2, width - columns * PITCH));
    return { group, columns, left, right: left + columns * PITCH, rows: Math.ceil(group.length / columns) };
  });
  const bars = spans.map((span) => {
    const [from, to] = [axis.at(span.when.from) * width, axis.at(span.when.to) * width];
    const left = Math.min(from, width - PITCH);
    return { span, left, right: Math.max(to, left + PITCH), rows: 1 };
  });
  const rows = lanes([...blocks, ...bars]);
  blocks.forEach(({ group, columns, left }, i) =>
    group.forEach(({ element }, k) => {
      place(element, (left + (k % columns) * PITCH) / width);
      element.style.setProperty("--row", String(rows[i]! + Math.floor(k / columns)));
    }),
  );
  bars.forEach(({ span, left, right }, i) => {
    place(span.element, left / width).style.width = `${((right - left) / width) * 100}%`;
    span.element.style.setProperty("--row", String(rows[blocks.length + i]!));
  });
  return Math.max(2, ...[...blocks, ...bars].map((box, i) => rows[i]! + box.rows));
}

function place(element: HTMLElement, at: number): HTMLElement {
  element.style.left = `${at * 100}%`;
  return element;
}

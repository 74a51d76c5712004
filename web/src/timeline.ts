/** The events in order of time, their uncertainty drawn as extent. */
import { h, type Child } from "./element";
import type { Ledger } from "./ledger";
import type { Event } from "./record";
import type { Selection } from "./selection";
import { dayOf, eventType, interval, isDated, placeBasis, standing, timeBasis } from "./wording";
import { oneLine } from "./ledger";

/** Where days lie on the axis, from 0 to 1: gaps of days without events shrink, so that hours and years fit together. */
type Scale = (day: number) => number;

/** The timeline. */
export function timeline(ledger: Ledger, selection: Selection): HTMLElement[] {
  const events = ledger.record.events;
  const dated = events.filter(isDated);
  const first = (event: Event) => event.time?.earliest ?? event.time?.latest ?? "";
  const last = (event: Event) => event.time?.latest ?? "9";
  dated.sort((a, b) => compare(first(a), first(b)) || compare(last(a), last(b)));
  const undated = events.filter((event) => !isDated(event));
  const scale = scaleOf(dated);

  let day = "";
  const rows = dated.map((event) => {
    const when = interval(event.time?.earliest, event.time?.latest) ?? "";
    const repeated = when === day;
    day = when;
    return row(ledger, selection, event, track(event, scale), repeated ? null : h("p", { class: "day" }, when));
  });
  return [
    h("ol", { class: "rows timeline", "aria-label": "Events in order of time" }, rows),
    !events.length && h("p", { class: "empty" }, "No events were found."),
    undated.length > 0 &&
      h("section", { class: "tray" }, [
        h("h3", {}, "Without a date"),
        h(
          "ul",
          { class: "rows" },
          undated.map((event) => row(ledger, selection, event, null, null)),
        ),
      ]),
    dated.length > 0 &&
      h("p", { class: "legend" }, [
        h("span", { class: "dot" }),
        " date stated  ",
        h("span", { class: "dot inferred" }),
        " inferred  ",
        h("span", { class: "dot extent" }),
        " within a span of days",
      ]),
  ].filter((block) => block instanceof HTMLElement);
}

/** One event as a row; other views show events the same way. */
export function row(ledger: Ledger, selection: Selection, event: Event, mark: Child, day: Child): HTMLElement {
  const state = standing(event);
  const place = event.place ? ledger.entities.get(event.place.entity) : undefined;
  const bases = [isDated(event) && timeBasis(ledger, event)].filter(Boolean);
  const numbers = (event.quantities ?? [])
    .map((id) => ledger.quantities.get(id))
    .filter((quantity) => quantity && quantity.status !== "ordinal" && quantity.status !== "age")
    .map((quantity) => oneLine(quantity!.text));
  const sources = ledger.sourcesOf(event).map((source) => ledger.sourceName(source));
  const item = h(
    "div",
    { class: "row", role: "button", tabindex: "-1", "aria-pressed": "false", "data-key": event.id },
    h("p", { class: "title" }, oneLine(event.title), state ? [" ", h("span", { class: "tag" }, state)] : null),
    h(
      "p",
      { class: "about" },
      join([
        h("span", { class: "type" }, eventType(event)),
        place && event.place?.basis !== "dateline"
          ? h("span", { class: "where" }, oneLine(place.name), placeBasis(event) ? h("i", {}, ` (${placeBasis(event)})`) : null)
          : null,
        numbers.length ? h("span", { class: "many" }, numbers.join(", ")) : null,
        bases.length ? h("i", {}, bases.join("; ")) : null,
      ]),
    ),
    sources.length ? h("p", { class: "says" }, h("span", {}, "says "), sources.join("; ")) : null,
  );
  selection.register(item, event.id);
  return h("li", {}, day, h("div", { class: mark ? "tracked" : "" }, mark, item));
}

/** The pieces with a dot between them. */
function join(pieces: Child[]): Child[] {
  const present = pieces.filter((piece) => piece);
  return present.flatMap((piece, i) => (i ? [" · ", piece] : [piece]));
}

function scaleOf(dated: Event[]): Scale {
  const days = dated
    .flatMap((event) => [dayOf(event.time?.earliest), dayOf(event.time?.latest)])
    .filter((day) => day !== undefined);
  const known = [...new Set(days)].sort((a, b) => a - b);
  const at = new Map<number, number>();
  let reach = 0;
  known.forEach((day, i) => {
    const before = known[i - 1];
    if (before !== undefined) reach += 1 + Math.log2(day - before);
    at.set(day, reach);
  });
  return (day) => (reach ? (at.get(day) ?? 0) / reach : 0.5);
}

/** The event's extent on the axis: filled where its date is stated, hollow where it is inferred. */
function track(event: Event, scale: Scale): HTMLElement {
  const [from, to] = [dayOf(event.time?.earliest), dayOf(event.time?.latest)];
  const stated = event.time?.basis === "stated";
  const single = from !== undefined && from === to;
  const look = single ? "dot" : from === undefined ? "dot extent before" : to === undefined ? "dot extent after" : "dot extent";
  const mark = h("span", { class: stated ? look : `${look} inferred` });
  mark.style.setProperty("--from", String(from === undefined ? 0 : scale(from)));
  mark.style.setProperty("--to", String(to === undefined ? 1 : scale(to)));
  return h("div", { class: "track", "aria-hidden": "true" }, mark);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

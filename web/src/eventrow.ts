/** One event as a row, the same in every view. */
import { h, type Child } from "./element";
import { type Ledger, oneLine } from "./ledger";
import { glyph } from "./mark";
import type { Event } from "./record";
import type { Selection } from "./selection";
import { eventType, interval, isDated, placeBasis, seenFrom, standing, timeBasis } from "./wording";

/** What a row says of its event beside title, type, numbers and sources: what the rows around it don't say already. */
export interface Shows {
  /** How the event is drawn in the view; rows without a mark stand where there is nothing to draw. */
  look?: string;
  date?: true;
  place?: true;
}

/** The row. */
export function eventRow(ledger: Ledger, selection: Selection, event: Event, shows: Shows): HTMLElement {
  const state = standing(event);
  const place = event.place ? ledger.entities.get(event.place.entity) : undefined;
  const site = event.place?.site ? ledger.entities.get(event.place.site) : undefined;
  const town = place && event.place?.basis !== "dateline" ? seenFrom(event, oneLine(place.name)) : "";
  const named = shows.place ? [site ? oneLine(site.name) : "", town].filter(Boolean).join(", ") : "";
  const where = placeBasis(event);
  const date = shows.date && isDated(event) ? interval(event.time?.earliest, event.time?.latest) : "";
  const basis = isDated(event) ? timeBasis(ledger, event) : "";
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
        named ? h("span", { class: "where" }, named, where ? h("i", {}, ` (${where})`) : null) : null,
        !shows.place && where ? h("span", { class: "where" }, h("i", {}, `place ${where}`)) : null,
        date ? h("span", { class: "when" }, date) : null,
        numbers.length ? h("span", { class: "many" }, numbers.join(", ")) : null,
        basis ? h("i", {}, basis) : null,
      ]),
    ),
    sources.length ? h("p", { class: "says" }, h("span", {}, "says "), sources.join("; ")) : null,
  );
  selection.register(item, event.id);
  return shows.look ? h("div", { class: "marked" }, glyph(shows.look), item) : item;
}

/** The pieces with a dot between them. */
function join(pieces: Child[]): Child[] {
  const present = pieces.filter((piece) => piece);
  return present.flatMap((piece, i) => (i ? [" · ", piece] : [piece]));
}

/** Where the events are, with how exactly that is known drawn as area; no tile is asked for. */
import { h } from "./element";
import { eventRow } from "./eventrow";
import { type Ledger, oneLine } from "./ledger";
import { mapchart } from "./mapchart";
import { legend, placeLook } from "./mark";
import { type Place, places, type Spot } from "./places";
import type { Selection } from "./selection";
import { coordinates, plain, precision, within } from "./wording";

/** The map, and the same as a list. */
export function map(ledger: Ledger, selection: Selection): HTMLElement[] {
  const { spots, unlocated, placeless } = places(ledger);
  const row = (place: Place) => placeRow(ledger, selection, place);
  const listed = (title: string, rows: Place[], note = "") =>
    rows.length > 0 &&
    h("section", {}, [
      h("h3", {}, title, h("span", { class: "count" }, String(rows.length))),
      note ? h("p", { class: "note" }, note) : null,
      h("ul", { class: "rows" }, rows.map(row)),
    ]);
  const central = [...spots].sort((a, b) => b.entity.salience - a.entity.salience);
  const named = unlocated.filter(({ entity, events }) => events.length || ledger.isNamed(entity.id));
  const unnamed = unlocated.filter((place) => !named.includes(place));
  return [
    spots.length > 0 && mapchart(ledger, selection, spots),
    spots.length > 0 && key(spots),
    !spots.length && h("p", { class: "empty" }, "No place of the report could be located."),
    listed("Where it happened", central.filter(({ events }) => events.length)),
    listed("Only mentioned", central.filter(({ events }) => !events.length)),
    (named.length > 0 || unnamed.length > 0) &&
      h("section", { class: "tray" }, [
        h("h3", {}, "Not located", h("span", { class: "count" }, String(unlocated.length))),
        h("p", { class: "note" }, "The gazetteer doesn’t know these places, or the text names none: they are not on the map."),
        named.length > 0 && h("ul", { class: "rows" }, named.map(row)),
        unnamed.length > 0 &&
          h("details", {}, h("summary", {}, `${unnamed.length} unnamed`), h("ul", { class: "rows" }, unnamed.map(row))),
      ]),
    placeless.length > 0 &&
      h("section", { class: "tray" }, [
        h("h3", {}, "Without a place", h("span", { class: "count" }, String(placeless.length))),
        h("ul", { class: "rows" }, placeless.map((event) => h("li", {}, eventRow(ledger, selection, event, { date: true })))),
      ]),
  ].filter((block) => block instanceof HTMLElement);
}

function placeRow(ledger: Ledger, selection: Selection, { entity, events }: Place): HTMLElement {
  const { place } = entity;
  const about = place ? [within(place, entity.name), coordinates(place), precision(place)] : [plain(entity.kind), "not located"];
  const item = h(
    "div",
    { class: "row entity", role: "button", tabindex: "-1", "aria-pressed": "false", "data-key": entity.id },
    h("p", { class: "title" }, oneLine(entity.name)),
    h("p", { class: "about" }, about.filter(Boolean).join(" · ")),
  );
  selection.register(item, entity.id);
  const rows = events.map((event) => h("li", {}, eventRow(ledger, selection, event, { look: placeLook(event), date: true })));
  return h("li", {}, item, rows.length > 0 && h("ul", { class: "rows there" }, rows));
}

function key(spots: Spot[]): HTMLElement {
  const has = (look: string) => spots.some((spot) => spot.look.split(" ").includes(look));
  return h(
    "div",
    { class: "key" },
    legend([
      ["dot place", "place stated"],
      ["dot place inferred", "place inferred"],
      ...(has("area") ? [["dot place area", "somewhere within"] as const] : []),
      ...(has("unreal") ? [["dot place unreal", "planned, denied, possible or failed"] as const] : []),
      ...(has("mentioned") ? [["dot place mentioned", "only mentioned"] as const] : []),
    ]),
    h(
      "p",
      { class: "note" },
      "A disc shows how coarsely a place is known, not its borders. Outlines: Natural Earth, which draws borders as they are held; Crimea as in United Nations resolution 68/262. No view on disputed borders is meant.",
    ),
  );
}

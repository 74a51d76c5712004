/** Where the events are, with how exactly that is known drawn as area; no tile is asked for. */
import { caption } from "./caption";
import type { Drawing } from "./drawing";
import { draw, h } from "./element";
import { eventRow } from "./eventrow";
import { type Key, type Ledger, oneLine } from "./ledger";
import { legend, placeLook } from "./mark";
import { type Place, places, type Spot } from "./places";
import type { Selection } from "./selection";
import { coordinates, country, plain, precision, within } from "./wording";

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
    spots.length > 0 && chart(ledger, selection, spots),
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

/** The map itself. */
function chart(ledger: Ledger, selection: Selection, spots: Spot[]): HTMLElement {
  const marks = new Map(spots.map((spot) => [spot, mark(selection, spot)]));
  const ground = draw("path", { class: "ground" });
  const grid = draw("path", { class: "grid" });
  const scale = draw("path", { class: "ruler" });
  const labels = draw("g", { class: "labels", "aria-hidden": "true" });
  const world = draw("g", {}, ground, grid, draw("g", {}, ...marks.values()), labels);
  const picture = draw("svg", { role: "group", "aria-label": "Map of the places; the list below tells the same" }, world, scale);
  const trouble = h("p", { class: "trouble", role: "status", hidden: true });
  const frame = h("div", { class: "frame" }, picture, trouble);
  const figure = h("figure", { class: "map", "data-walk": true }, frame);
  const placed = spots.reduce((sum, { events }) => sum + events.length, 0);
  const all = ledger.record.events.length;
  figure.append(caption(figure, `${placed} of ${all} events ${placed === 1 ? "has" : "have"} a place on the map.`));

  let drawing: Drawing | undefined;
  let opening = false;
  /** Does something with the drawing, and says when it is done or what went wrong. */
  const act = async (what: (drawing: Drawing) => Promise<void>) => {
    if (!drawing) return;
    try {
      await what(drawing);
      trouble.hidden = true;
      figure.dataset.drawn = "";
    } catch (error) {
      trouble.textContent = `The map cannot be drawn: ${error instanceof Error ? error.message : String(error)}. The list below has all places.`;
      trouble.hidden = false;
    }
  };
  const spotOf = (key: Key | undefined): Spot | undefined =>
    spots.find(({ entity, events }) => entity.id === key || events.some(({ id }) => id === key));
  const reveal = (key: Key | undefined) => {
    const spot = spotOf(key);
    if (spot && figure.checkVisibility()) void act((drawing) => drawing.reveal(spot));
  };

  // The map is first drawn when it is first seen.
  new ResizeObserver(async ([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    if (!width || !height) return;
    if (drawing) return act((drawing) => drawing.resize(width, height));
    if (opening) return;
    opening = true;
    const { Drawing } = await import("./drawing");
    drawing = new Drawing({ grid, ground, scale, labels, marks, nameOf: country }, width, height);
    await act((drawing) => drawing.fit());
    reveal(selection.chosen);
  }).observe(frame);
  selection.follow(reveal);
  figure.addEventListener("focusin", (event) => {
    if ((event.target as Element).matches(":focus-visible")) reveal((event.target as SVGElement).dataset.key);
  });

  const NEARER = 1.6;
  const zoom = (factor: number, at?: [number, number]) => act((drawing) => drawing.zoom(factor, at));
  const fit = () => act((drawing) => drawing.fit());
  const button = (sign: string, name: string, keys: string, press: () => Promise<void>) => {
    const element = h("button", { type: "button", "aria-label": name, title: name, "aria-keyshortcuts": keys }, sign);
    element.addEventListener("click", () => void press());
    return element;
  };
  frame.append(
    h("div", { class: "zoom" }, [
      button("+", "Nearer", "+", () => zoom(NEARER)),
      button("−", "Farther", "-", () => zoom(1 / NEARER)),
      button("⤢", "The whole report", "0", fit),
    ]),
  );
  const STEPS: { [key: string]: [number, number] | undefined } = {
    ArrowLeft: [80, 0],
    ArrowRight: [-80, 0],
    ArrowUp: [0, 80],
    ArrowDown: [0, -80],
  };
  figure.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? STEPS[event.key] : undefined;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) void act((drawing) => drawing.move(...step));
    else if (event.key === "+" || event.key === "=") void zoom(NEARER);
    else if (event.key === "-") void zoom(1 / NEARER);
    else if (event.key === "0") void fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  picture.addEventListener("dblclick", (event) => {
    const { left, top } = picture.getBoundingClientRect();
    void zoom(NEARER, [event.clientX - left, event.clientY - top]);
  });
  drag(picture, world, (right, down) => act((drawing) => drawing.move(right, down)));
  return figure;
}

function mark(selection: Selection, spot: Spot): SVGGElement {
  const { entity, name, place, events, look } = spot;
  const happened = events.length === 1 ? oneLine(events[0]!.title) : events.length ? `${events.length} events` : "only mentioned";
  const inferred = look.includes("inferred") ? "place inferred" : "";
  const element = draw(
    "g",
    {
      class: look,
      role: "button",
      tabindex: "-1",
      "aria-pressed": "false",
      "aria-label": [name, within(place, entity.name), precision(place), inferred, happened].filter(Boolean).join(" · "),
      "data-key": entity.id,
    },
    draw("path", { class: "shape" }),
    draw("path", { class: "hit" }),
  );
  selection.register(element, entity.id, ...events.map(({ id }) => id));
  return element;
}

/** Lets a mouse pull the map; on a touch screen a finger scrolls the page, and two taps bring the map nearer. */
function drag(picture: SVGSVGElement, world: SVGGElement, drop: (right: number, down: number) => Promise<void>) {
  let from: PointerEvent | undefined;
  let isMoved = false;
  picture.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button !== 0) return;
    from = event;
    isMoved = false;
  });
  picture.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [right, down] = [event.clientX - from.clientX, event.clientY - from.clientY];
    if (!isMoved && Math.hypot(right, down) < 4) return;
    isMoved = true;
    picture.setPointerCapture(event.pointerId);
    world.setAttribute("transform", `translate(${right},${down})`);
  });
  picture.addEventListener("pointerup", (event) => {
    if (from && isMoved) void drop(event.clientX - from.clientX, event.clientY - from.clientY).then(() => world.removeAttribute("transform"));
    from = undefined;
  });
  picture.addEventListener("pointercancel", () => {
    from = undefined;
    world.removeAttribute("transform");
  });
  // What was pulled was not chosen.
  picture.addEventListener("click", (event) => isMoved && event.stopPropagation(), true);
}

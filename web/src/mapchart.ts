/** The map as a drawing: its marks, its keys, and how it is moved. */
import { caption } from "./caption";
import type { Drawing } from "./drawing";
import { draw, h } from "./element";
import { type Key, type Ledger, oneLine } from "./ledger";
import type { Spot } from "./places";
import type { Selection } from "./selection";
import { country, precision, within } from "./wording";

/** By how much a step brings the map nearer. */
const NEARER = 1.6;
/** Pixels by which the keys move the map. */
const STEPS: { [key: string]: [number, number] | undefined } = {
  ArrowLeft: [80, 0],
  ArrowRight: [-80, 0],
  ArrowUp: [0, 80],
  ArrowDown: [0, -80],
};

/** The map of some spots; it is first drawn when it is first seen. */
export function mapchart(ledger: Ledger, selection: Selection, spots: Spot[]): HTMLElement {
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

  new ResizeObserver(async ([entry]) => {
    const { width = 0, height = 0 } = entry?.contentRect ?? {};
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    if (!width || !height) return;
    if (drawing) {
      await act((drawing) => drawing.resize(width, height));
      return reveal(selection.chosen);
    }
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

/** Draws the map; loaded when it is first looked at. */
import { geoCircle, geoDistance, geoGraticule, geoPath } from "d3-geo";
import { around, Camera, type Cap, EARTH, type Position } from "./camera";
import { type Label, write } from "./labels";
import { type Detail, type Land, type Outline, outlines } from "./outlines";
import type { Spot } from "./places";

/** The parts of the map's SVG. */
export interface Canvas {
  /** Meridians and parallels. */
  grid: SVGPathElement;
  ground: SVGPathElement;
  scale: SVGPathElement;
  labels: SVGGElement;
  /** The mark of each spot: a group of its shape and of what may be hit around it. */
  marks: Map<Spot, SVGGElement>;
  /** Name of a country. */
  nameOf(code: string): string;
}

/** How far around the places a report reaches at least, and at most for the sake of a country, in radians. */
const NEAR = 600 / EARTH;
const FAR = 2600 / EARTH;
/** Free room around what is shown. */
const MARGIN = 1.18;
/** Radius of a point, of what may be hit around it, and the least of a disc, in pixels. */
const POINT = 5;
const MENTIONED = 3.5;
const TOUCH = 13;
const DISC = 9;
/** Area in pixels below which a country is drawn as a disc. */
const SMALL = 160;

export class Drawing {
  #camera: Camera;
  readonly #loaded = new Map<Detail, Outline[]>();
  #detail: Detail | undefined;

  constructor(
    readonly canvas: Canvas,
    width: number,
    height: number,
  ) {
    this.#camera = new Camera(width, height);
  }

  /** Shows the places of the report, near enough to tell them apart, far enough to tell where on Earth they are. */
  async fit() {
    if (!this.#loaded.has("coarse")) await this.#load("coarse");
    this.#camera.show(this.#home());
    await this.draw();
    // A town far from every border says little: farther away, until another country or a coast comes into view.
    for (let i = 0; i < 5 && !this.#camera.isWide && !this.#tellsWhere(); i++) {
      this.#camera.zoom(0.65);
      await this.draw();
    }
  }

  async resize(width: number, height: number) {
    const { centre, scale, width: before } = this.#camera;
    this.#camera = new Camera(width, height);
    this.#camera.centre = centre;
    this.#camera.scale = Math.max(this.#camera.scale, (scale * width) / before);
    await this.draw();
  }

  async zoom(factor: number, at?: [number, number]) {
    this.#camera.zoom(factor, at);
    await this.draw();
  }

  async move(right: number, down: number) {
    this.#camera.move(right, down);
    await this.draw();
  }

  /** Moves the map where it doesn't show the spot. */
  async reveal(spot: Spot) {
    const [x, y] = this.#camera.projection(at(spot)) ?? [-1, -1];
    const { width, height } = this.#camera;
    const isSeen = x > 0 && y > 0 && x < width && y < height && geoDistance(this.#camera.centre, at(spot)) < this.#camera.radius;
    if (isSeen || (spot.country && this.canvas.marks.get(spot)?.querySelector(".shape")?.getAttribute("d"))) return;
    const cap = this.#capOf(spot);
    if (cap.radius * MARGIN > this.#camera.radius) this.#camera.show({ ...cap, radius: cap.radius * MARGIN });
    else this.#camera.centre = cap.centre;
    await this.draw();
  }

  /** Draws at once with what is loaded, and again when outlines of the fitting detail have come. */
  async draw() {
    const needed: Detail = this.#camera.isWide ? "coarse" : "fine";
    const isLoaded = this.#loaded.has(needed);
    if (isLoaded) this.#detail = needed;
    this.#paint();
    if (isLoaded) return;
    await this.#load(needed);
    this.#paint();
  }

  async #load(detail: Detail) {
    this.#loaded.set(detail, await outlines(detail));
    this.#detail = detail;
  }

  get #outlines(): Outline[] {
    return (this.#detail && this.#loaded.get(this.#detail)) ?? [];
  }

  /** What a report is about: every place where something happened, else the most central of those it mentions. */
  #home(): Cap {
    const spots = [...this.canvas.marks.keys()];
    const happened = spots.filter(({ events }) => events.length);
    const exact = happened.filter((spot) => !spot.country && spot.place.precision !== "larger");
    let cap = around(exact.map((spot) => this.#capOf(spot)));
    // Whole countries, and what is only mentioned, come into view as far as they leave room for the rest.
    const more = happened.length ? happened.filter((spot) => !exact.includes(spot)) : spots;
    const caps = more.sort((a, b) => b.entity.salience - a.entity.salience).map((spot) => this.#capOf(spot));
    if (cap) caps.sort((a, b) => reach(cap!, a) - reach(cap!, b));
    for (const next of caps) {
      const larger = cap ? around([cap, next])! : next;
      if (!cap || larger.radius <= Math.max(FAR, cap.radius)) cap = larger;
    }
    return cap ? { centre: cap.centre, radius: Math.max(cap.radius * MARGIN, NEAR) } : { centre: [10, 0], radius: Math.PI };
  }

  #capOf(spot: Spot): Cap {
    const coarse = this.#loaded.get("coarse");
    const land = spot.country && mainland(coarse?.find(({ code }) => code === spot.country));
    return land || { centre: at(spot), radius: spot.radius / EARTH };
  }

  #visible(lands: Land[]): Land[] {
    const { centre, radius } = this.#camera;
    return lands.filter((land) => geoDistance(centre, land.centre) < radius + land.radius);
  }

  /** Whether a second country or the sea is in view, more than a corner of it. */
  #tellsWhere(): boolean {
    const path = geoPath(this.#camera.projection);
    const all = this.#camera.width * this.#camera.height;
    const areas = this.#outlines.map(({ lands }) => path.area(shape(this.#visible(lands))) / all).sort((a, b) => b - a);
    return (areas[1] ?? 0) > 0.04 || areas.reduce((sum, area) => sum + area, 0) < 0.92;
  }

  #paint() {
    const camera = this.#camera;
    const { grid, ground, scale, labels, marks, nameOf } = this.canvas;
    const { width, height, projection } = camera;
    const path = geoPath(projection).digits(1);
    grid.setAttribute("d", path(geoGraticule().step(meridians(camera.radius))()) ?? "");
    ground.setAttribute("d", path(shape(this.#outlines.flatMap(({ lands }) => this.#visible(lands)))) ?? "");

    const names: Label[] = [];
    const taken = [{ left: width - 46, top: 0, right: width, bottom: 118 }];
    const shaded = new Set<string>();
    for (const [spot, mark] of marks) {
      const [figure, hit] = [...mark.children] as [SVGPathElement, SVGPathElement];
      const outline = spot.country && this.#outlines.find(({ code }) => code === spot.country);
      const isSeen = geoDistance(camera.centre, at(spot)) < camera.radius;
      const point = isSeen ? projection(at(spot)) : null;
      const label: Pick<Label, "words" | "look"> = {
        words: spot.events.length > 1 ? `${spot.name} (${spot.events.length})` : spot.name,
        look: spot.events.length ? "place" : "place mentioned",
      };
      const area = outline ? shape(this.#visible(outline.lands)) : undefined;
      if (outline) shaded.add(outline.code!);
      if (area && (!point || path.area(area) > SMALL)) {
        figure.setAttribute("d", path(area) ?? "");
        hit.setAttribute("d", "");
        const [x, y] = inside(point, width, height) ?? path.centroid(area);
        names.push({ ...label, look: `${label.look} country`, x, y });
      } else if (!point) {
        figure.setAttribute("d", "");
        hit.setAttribute("d", "");
      } else {
        const [x, y] = point;
        const size = area ? 0 : (spot.radius / EARTH) * camera.scale;
        const isDisc = size > DISC;
        const least = spot.radius ? DISC : spot.events.length ? POINT : MENTIONED;
        figure.setAttribute("d", isDisc ? (path(geoCircle().center(at(spot)).radius((spot.radius / EARTH / Math.PI) * 180)()) ?? "") : circle(x, y, least));
        hit.setAttribute("d", circle(x, y, TOUCH));
        names.push({ ...label, x, y, ...(size < 40 && { clear: (isDisc ? size : least) + 4 }) });
        if (!isDisc) taken.push({ left: x - least, top: y - least, right: x + least, bottom: y + least });
      }
    }
    const context: Label[] = [];
    for (const { code, lands } of this.#outlines) {
      if (!code || shaded.has(code)) continue;
      const area = shape(this.#visible(lands));
      if (path.area(area) < (camera.isWide ? 1800 : 900)) continue;
      const [x, y] = path.centroid(area);
      context.push({ words: nameOf(code), look: "around", x, y });
    }
    if (camera.isWide) scale.setAttribute("d", "");
    else {
      const [long, words] = ruler(camera.scale);
      scale.setAttribute("d", `M12,${height - 16}v4h${long.toFixed(1)}v-4`);
      names.unshift({ words, look: "length", x: 12 + long, y: height - 14, clear: 4 });
      taken.push({ left: 8, top: height - 20, right: 14 + long, bottom: height });
    }
    // Names of what has events first, of towns before areas, and what only lies around at last.
    const rank = ({ look }: Label) => (look === "length" ? 0 : look.includes("mentioned") ? 2 : 1) + (look.includes("country") ? 0.5 : 0);
    write(labels, [...names.sort((a, b) => rank(a) - rank(b)), ...context], taken, width, height);
  }
}

const at = ({ place }: Spot): Position => [place.lon, place.lat];

const shape = (lands: Land[]) => ({ type: "MultiPolygon" as const, coordinates: lands.map(({ rings }) => rings) });

const reach = (from: Cap, to: Cap): number => geoDistance(from.centre, to.centre) + to.radius;

const circle = (x: number, y: number, r: number): string => `M${(x - r).toFixed(1)},${y.toFixed(1)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;

function inside(point: [number, number] | null, width: number, height: number): [number, number] | undefined {
  return point && point[0] > 30 && point[1] > 15 && point[0] < width - 30 && point[1] < height - 15 ? point : undefined;
}

/** The largest part of a country. */
function mainland(outline: Outline | undefined): Land | undefined {
  return outline?.lands.reduce((best, land) => (land.radius > best.radius ? land : best));
}

/** Degrees between the lines of the grid. */
const meridians = (radius: number): [number, number] => (radius > 1 ? [30, 30] : radius > 0.4 ? [10, 10] : radius > 0.12 ? [5, 5] : [1, 1]);

/** Length in pixels of a round number of kilometres, and the words. */
function ruler(scale: number): [number, string] {
  const most = (90 / scale) * EARTH;
  const power = 10 ** Math.floor(Math.log10(most));
  const km = ([5, 2, 1].find((digit) => digit * power <= most) ?? 1) * power;
  return [(km / EARTH) * scale, `${km.toLocaleString("en-GB")} km`];
}

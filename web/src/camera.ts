/** From where the map is seen. */
import { geoAzimuthalEqualArea, geoDistance, geoEqualEarth, type GeoProjection } from "d3-geo";

/** Degrees east and north. */
export type Position = [number, number];

/** A circle on the globe. */
export interface Cap {
  centre: Position;
  /** In radians. */
  radius: number;
}

/** Width and height of the world in Equal Earth, where the globe has radius 1. */
const WORLD = [5.42, 2.64] as const;
/** Radius of the view, in radians, from which on the whole world is shown rather than a part of it. */
const WIDE = 1;
/** The nearest view: 50 km across a hundred pixels is as far as the outlines go. */
const NEAREST = 12_000;
/** Kilometres in a radian. */
export const EARTH = 6371;

/**
 * Where the middle of the map is, and how many pixels a radian there has.
 *
 * Parts of the world are shown in the azimuthal equal-area projection around the middle, which knows no edge at the date
 * line; all of it in Equal Earth. Both keep areas, so an area on the map says the same everywhere.
 */
export class Camera {
  centre: Position = [10, 0];
  scale = 1;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.scale = this.#farthest;
  }

  get #farthest(): number {
    return Math.min(this.width / WORLD[0], this.height / WORLD[1]);
  }

  get isWide(): boolean {
    return this.width / 2 / this.scale > WIDE;
  }

  /** Radius of the circle around the whole view, in radians. */
  get radius(): number {
    if (this.isWide) return Math.PI;
    return 2 * Math.asin(Math.min(1, Math.hypot(this.width, this.height) / 4 / this.scale));
  }

  get projection(): GeoProjection {
    const [lon, lat] = this.centre;
    const { width, height, scale } = this;
    if (!this.isWide) {
      const projection = geoAzimuthalEqualArea().rotate([-lon, -lat]).scale(scale).translate([width / 2, height / 2]).clipAngle(100);
      return projection.clipExtent([[-20, -20], [width + 20, height + 20]]);
    }
    const projection = geoEqualEarth().rotate([-lon, 0]).scale(scale).translate([width / 2, 0]);
    const spare = Math.max(0, (WORLD[1] * scale - height) / 2);
    const down = -(projection([lon, lat])?.[1] ?? 0);
    return projection.translate([width / 2, height / 2 + Math.max(-spare, Math.min(spare, down))]);
  }

  /** As near as shows all of a circle. */
  show({ centre, radius }: Cap) {
    const room = Math.min(this.width, this.height) / 2;
    const reach = 2 * Math.sin(Math.min(radius, Math.PI) / 2);
    this.centre = centre;
    this.scale = this.#within(room / reach);
    if (this.isWide) this.scale = this.#farthest;
  }

  /** Nearer by a factor, so that what is at a point of the view stays there. */
  zoom(factor: number, [x, y]: [number, number] = [this.width / 2, this.height / 2]) {
    const scale = this.#within(this.scale * factor);
    const share = this.scale / scale;
    this.#look([x + (this.width / 2 - x) * share, y + (this.height / 2 - y) * share]);
    this.scale = scale;
  }

  /** Moves the map by pixels. */
  move(right: number, down: number) {
    this.#look([this.width / 2 - right, this.height / 2 - down]);
  }

  #look(point: [number, number]) {
    const position = this.projection.invert?.(point);
    if (position?.every(Number.isFinite)) this.centre = [position[0], Math.max(-85, Math.min(85, position[1]))];
  }

  #within(scale: number): number {
    return Math.max(this.#farthest, Math.min(NEAREST, scale));
  }
}

/** A small circle around all of some circles (Bădoiu and Clarkson 2003: step towards the farthest, ever less). */
export function around(caps: Cap[]): Cap | undefined {
  const [first] = caps;
  if (!first) return undefined;
  let centre = vector(first.centre);
  const reach = (cap: Cap) => geoDistance(position(centre), cap.centre) + cap.radius;
  for (let step = 1; step <= 60; step++) {
    const farthest = caps.reduce((best, cap) => (reach(cap) > reach(best) ? cap : best));
    const target = vector(farthest.centre);
    centre = centre.map((x, i) => x + (target[i]! - x) / (step + 1));
  }
  return { centre: position(centre), radius: Math.max(...caps.map(reach)) };
}

function vector([lon, lat]: Position): number[] {
  const [a, b] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
  return [Math.cos(b) * Math.cos(a), Math.cos(b) * Math.sin(a), Math.sin(b)];
}

function position([x, y, z]: number[]): Position {
  return [(Math.atan2(y!, x!) * 180) / Math.PI, (Math.atan2(z!, Math.hypot(x!, y!)) * 180) / Math.PI];
}

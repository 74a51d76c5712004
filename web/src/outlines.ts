/** The outlines of the world's countries, from files of the page's own. */
import { geoContains, geoDistance } from "d3-geo";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { feature, merge } from "topojson-client";
import type { GeometryCollection, MultiPolygon as Arcs, Polygon as PolygonArcs, Topology } from "topojson-specification";
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";

/** A piece of land, and a circle around it by which it is found. */
export interface Land {
  rings: Position[][];
  centre: [number, number];
  /** In radians. */
  radius: number;
}

/** A country. */
export interface Outline {
  /** ISO 3166-1 alpha-2; absent for what has none. */
  code?: string;
  lands: Land[];
}

export type Detail = "coarse" | "fine";

const ADDRESS: { [detail in Detail]: string } = { coarse, fine };
const loaded = new Map<Detail, Promise<Outline[]>>();

/** The outlines, loaded once. */
export function outlines(detail: Detail): Promise<Outline[]> {
  const known = loaded.get(detail) ?? load(ADDRESS[detail]);
  loaded.set(detail, known);
  known.catch(() => loaded.delete(detail));
  return known;
}

type Country = (PolygonArcs | Arcs) & { id?: string; properties: { name: string } };
type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

async function load(address: string): Promise<Outline[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} cannot be loaded (${response.status})`);
  const atlas = (await response.json()) as Atlas;
  const countries = atlas.objects.countries.geometries as Country[];
  const [russia, ukraine] = ["RU", "UA"].map((code) => countries.find((country) => codeOf(country) === code));
  const crimea = russia && ukraine ? cut(atlas, russia, [34.1, 45.2]) : undefined;
  return countries.map((country) => {
    const code = codeOf(country);
    const shape =
      crimea && country === ukraine ? merge(atlas, [ukraine as PolygonArcs, crimea]) : polygons(feature(atlas, country as PolygonArcs).geometry);
    return { ...(code && { code }), lands: shape.coordinates.map(land) };
  });
}

/** The atlas has the numbers of ISO 3166-1, which browsers know as other names of its letters. */
function codeOf(country: Country): string | undefined {
  if (!country.id) return country.properties.name === "Kosovo" ? "XK" : undefined;
  return new Intl.Locale(`und-${country.id}`).region;
}

/**
 * Takes the polygon at a position out of a country.
 *
 * Natural Earth draws who holds what: Crimea as Russia's. The gazetteer, like the United Nations (General Assembly
 * resolution 68/262), counts it to Ukraine, and the map must not contradict the record.
 */
function cut(atlas: Atlas, country: Country, position: [number, number]): PolygonArcs | undefined {
  if (country.type !== "MultiPolygon") return undefined;
  const at = country.arcs.findIndex((arcs) => geoContains(feature(atlas, { type: "Polygon", arcs }), position));
  const [arcs] = at < 0 ? [] : country.arcs.splice(at, 1);
  return arcs && { type: "Polygon", arcs };
}

function polygons(shape: Polygon | MultiPolygon): MultiPolygon {
  return shape.type === "Polygon" ? { type: "MultiPolygon", coordinates: [shape.coordinates] } : shape;
}

function land(rings: Position[][]): Land {
  const sum = [0, 0, 0];
  const outer = rings[0] ?? [];
  for (const [lon = 0, lat = 0] of outer) {
    const [a, b] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
    sum[0]! += Math.cos(b) * Math.cos(a);
    sum[1]! += Math.cos(b) * Math.sin(a);
    sum[2]! += Math.sin(b);
  }
  const [x, y, z] = sum as [number, number, number];
  const centre: [number, number] = [(Math.atan2(y, x) * 180) / Math.PI, (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI];
  const radius = outer.reduce((most, point) => Math.max(most, geoDistance(centre, point as [number, number])), 0);
  return { rings, centre, radius };
}

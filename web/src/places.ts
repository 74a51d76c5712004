/** The places of a record: which of them are located, how exactly, and what happened there. */
import { type Ledger, oneLine } from "./ledger";
import { classes, isReal } from "./mark";
import type { Entity, Event, ResolvedPlace } from "./record";

/** A place or facility, with its events in order of the text. */
export interface Place {
  entity: Entity;
  events: Event[];
}

/** A place that has coordinates. */
export interface Spot extends Place {
  name: string;
  place: ResolvedPlace;
  /** The country whose outline it fills. */
  country?: string;
  /** How far from its coordinates the place may reach, in kilometres; 0 where they are exact. */
  radius: number;
  /** Classes of its mark. */
  look: string;
}

export interface Places {
  /** The largest areas first, so that what is small lies on top; among equals, where most happened comes last. */
  spots: Spot[];
  unlocated: Place[];
  /** Events of which the report doesn't say where. */
  placeless: Event[];
}

/**
 * Radii that stand for precisions. A record has no outlines of regions: a disc says how coarse the coordinates are, not
 * where a border runs.
 */
const RADIUS: { [precision in ResolvedPlace["precision"]]: number } = {
  exact: 0,
  near: 12,
  admin2: 30,
  admin1: 100,
  country: 300,
  larger: 500,
};

/** Of what is larger or has no division, its kind says more. */
const RADIUS_OF_FEATURE: { [feature in ResolvedPlace["feature"]]?: number } = { island: 90, water: 250, terrain: 200, region: 700 };

/** The places, of all that the record names or where something happened. */
export function places(ledger: Ledger): Places {
  const eventsAt = new Map<string, Event[]>();
  for (const event of ledger.record.events) {
    if (event.place) eventsAt.set(event.place.entity, [...(eventsAt.get(event.place.entity) ?? []), event]);
  }
  const result: Places = { spots: [], unlocated: [], placeless: ledger.record.events.filter((event) => !event.place) };
  for (const entity of ledger.record.entities) {
    const events = eventsAt.get(entity.id) ?? [];
    if (entity.place) result.spots.push(spot(entity, entity.place, events));
    else if (events.length || entity.kind === "place" || entity.kind === "facility") result.unlocated.push({ entity, events });
  }
  const size = (spot: Spot) => (spot.country ? Infinity : spot.radius);
  result.spots.sort((a, b) => (size(a) === size(b) ? a.events.length - b.events.length : size(b) - size(a)));
  return result;
}

function spot(entity: Entity, place: ResolvedPlace, events: Event[]): Spot {
  const isCountry = place.precision === "country" && place.feature === "country" && !!place.country;
  const radius = (place.precision === "larger" && RADIUS_OF_FEATURE[place.feature]) || RADIUS[place.precision];
  return {
    entity,
    events,
    name: oneLine(entity.name),
    place,
    radius,
    ...(isCountry && { country: place.country! }),
    look: classes(
      "spot",
      isCountry || radius ? "area" : "point",
      !events.length && "mentioned",
      events.length > 0 && events.every((event) => event.place?.basis !== "stated") && "inferred",
      events.length > 0 && !events.some(isReal) && "unreal",
    ),
  };
}

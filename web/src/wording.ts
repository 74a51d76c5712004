/** How values of the record read on the page. */
import type { EntityRelation, Event, Quantity, ResolvedPlace, Role, Tenure, Timex } from "./record";
import type { Ledger } from "./ledger";
import { oneLine } from "./ledger";

/** `within_range` → "within range". */
export const plain = (value: string): string => value.replaceAll("_", " ").toLowerCase();

const MINUS = "\u2212";
const dayMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const monthYear = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const shortMonth = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });
const full = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const regions = new Intl.DisplayNames("en", { type: "region" });
const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 3 });

/** The days since 1970 of the start of an ISO 8601 date or time; `undefined` for what is none. */
export function dayOf(iso: string | null | undefined): number | undefined {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/u.exec(iso ?? "");
  if (!parts) return undefined;
  return Date.UTC(Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1)) / 86_400_000;
}

/** "Sun, 1 Jun 2025", "June 2025", "2025"; with the time of day, where there is one. */
export function date(iso: string): string {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}))?)?)?/u.exec(iso);
  const day = dayOf(iso);
  if (!parts || day === undefined) return iso;
  const at = new Date(day * 86_400_000);
  if (!parts[2]) return parts[1]!;
  if (!parts[3]) return monthYear.format(at);
  return parts[4] ? `${full.format(at)}, ${parts[4]}` : full.format(at);
}

/** The year or month, where the interval is just that. */
function wholePeriod(earliest: string, latest: string): string | undefined {
  const year = earliest.slice(0, 4);
  if (earliest === `${year}-01-01` && latest === `${year}-12-31`) return year;
  const month = earliest.slice(0, 7);
  const end = dayOf(latest);
  const isLast = end !== undefined && new Date((end + 1) * 86_400_000).getUTCDate() === 1;
  return earliest === `${month}-01` && latest.length === 10 && latest.startsWith(month) && isLast ? month : undefined;
}

/** An interval of days, as short as it can be said. */
export function interval(earliest?: string | null, latest?: string | null): string | undefined {
  if (earliest && latest) {
    if (earliest === latest) return date(earliest);
    const whole = wholePeriod(earliest, latest);
    if (whole) return date(whole);
    const [from, to] = [dayOf(earliest), dayOf(latest)];
    if (from === undefined || to === undefined) return `${earliest} – ${latest}`;
    if (from === to) return `${date(earliest)} – ${latest.slice(11, 16)}`;
    const year = earliest.slice(0, 4);
    if (earliest.endsWith("-01-01") && latest.endsWith("-12-31")) return `${year}–${latest.slice(0, 4)}`;
    if (year !== latest.slice(0, 4)) return `${date(earliest)} – ${date(latest)}`;
    const [a, b] = [from, to].map((day) => dayMonth.format(new Date(day * 86_400_000)));
    return `${a} – ${b} ${year}`;
  }
  if (earliest) return `from ${date(earliest)}`;
  return latest ? `by ${date(latest)}` : undefined;
}

/** A day, whole month or whole year as a label, and its year; nothing for any other stretch. */
export function shortDate(first: number, last: number): { words: string; year: string } | undefined {
  const [start, end] = [first, last].map((day) => new Date(day * 86_400_000));
  const year = start!.toISOString().slice(0, 4);
  if (first === last) return { words: dayMonth.format(start), year };
  const whole = wholePeriod(start!.toISOString().slice(0, 10), end!.toISOString().slice(0, 10));
  if (!whole) return undefined;
  return { words: whole.length === 4 ? year : shortMonth.format(start), year };
}

/** About how long a number of days is: "12 days", "3 months", "76 years". */
export function duration(days: number): string {
  const [amount, unit] = days < 60 ? [days, "day"] : days < 730 ? [days / 30.44, "month"] : [days / 365.25, "year"];
  return `${number.format(Math.round(amount))} ${unit}s`;
}

/** Whether the text places the event in time, rather than only the publication date bounding it. */
export function isDated(event: Event): boolean {
  const time = event.time;
  return !!time && time.basis !== "publication" && !!(time.earliest ?? time.latest);
}

/** On what the time of an event stands; empty when it was stated. */
export function timeBasis(ledger: Ledger, event: Event): string {
  const time = event.time;
  if (!time) return "";
  const timex = time.timex ? ledger.timexes.get(time.timex) : undefined;
  const quoted = timex ? `“${oneLine(timex.text)}”` : "";
  switch (time.basis) {
    case "stated":
      return "";
    case "weekday":
    case "relative":
      return quoted ? `from ${quoted}` : "inferred";
    case "narrative":
      return quoted ? `from context, ${quoted}` : "from context";
    case "dateline":
      return "from the dateline";
    case "publication":
      return "no later than publication";
  }
}

const POINTS = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"];

/** A place's name with where from it something was: "near Aleppo", "50 km south of Aleppo". */
export function seenFrom(event: Event, name: string): string {
  const beside = event.place?.beside;
  if (!beside) return name;
  const far = beside.kilometres == null ? "" : `${Math.round(beside.kilometres)} km `;
  if (beside.bearing != null) return `${far}${POINTS[Math.floor(beside.bearing / 45) % 8]} of ${name}`;
  return far ? `${far}from ${name}` : `near ${name}`;
}

/** On what the place of an event stands; empty when it was stated. */
export function placeBasis(event: Event): string {
  return event.place?.basis === "narrative" ? "from context" : event.place?.basis === "dateline" ? "from the dateline" : "";
}

/** The type of an event, with its mode. */
export const eventType = (event: Event): string =>
  event.mode && event.mode !== event.type.toLowerCase() ? `${plain(event.type)} · ${plain(event.mode)}` : plain(event.type);

/** How an event stands, where that isn't simply that it happened. */
export function standing(event: Event): string | undefined {
  const negative = event.mentions.every((mention) => mention.polarity === "negative");
  if (event.status === "occurred") return negative ? "did not happen" : undefined;
  return negative && event.status !== "denied" ? `not ${plain(event.status)}` : plain(event.status);
}

/** Name of a country by its ISO 3166-1 code. */
export function country(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

/** A title with its status, organization and country. */
export function role(role: Role): string {
  const where = role.organization ? `, ${oneLine(role.organization)}` : "";
  return `${tenure(role.status)}${oneLine(role.title)}${where}${role.country ? ` (${country(role.country)})` : ""}`;
}

const tenure = (status?: Tenure | null): string => (status ? `${status} ` : "");

const RELATIONS: { [kind in EntityRelation["kind"]]: string } = {
  leads: "leads",
  member_of: "member of",
  located_in: "in",
  part_of: "part of",
  spouse: "spouse of",
  child_of: "child of",
  sibling: "sibling of",
  relative: "relative of",
};

/** "leads Ukrainian delegation", "former spouse of Maria Ortiz". */
export function relation(ledger: Ledger, relation: EntityRelation): string {
  const object = ledger.entities.get(relation.object);
  return `${tenure(relation.status)}${RELATIONS[relation.kind]} ${object ? oneLine(object.name) : ""}`;
}

/** Division and country of a place. */
export function within(place: ResolvedPlace, name: string): string {
  const parts = [place.admin1 !== name && place.admin1, place.country && country(place.country)];
  return parts.filter((part) => part && part !== name).join(", ");
}

/** "41.01° N, 28.98° E" */
export function coordinates(place: ResolvedPlace): string {
  const degrees = (value: number, positive: string, negative: string) =>
    `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;
  return `${degrees(place.lat, "N", "S")}, ${degrees(place.lon, "E", "W")}`;
}

/** How exactly coordinates place what is named; empty when they do. */
export function precision(place: ResolvedPlace): string {
  switch (place.precision) {
    case "exact":
      return "";
    case "near":
      return "nearby";
    case "admin2":
      return "centre of the district";
    case "admin1":
      return "centre of the region";
    case "country":
      return "centre of the country";
    case "larger":
      return "centre of the area";
  }
}

const signed = (value: number): string => number.format(value).replace("-", MINUS);

/** What a quantity may be, as figures. */
export function bounds(quantity: Quantity): string {
  const { low, high, point } = quantity;
  const has = (value: number | null | undefined): value is number => value !== null && value !== undefined;
  if (has(low) && has(high)) {
    if (low === high) return signed(low);
    return `${quantity.approximate && has(point) ? `≈ ${signed(point)}, ` : ""}${signed(low)}–${signed(high)}`;
  }
  if (has(low)) return `≥ ${signed(low)}`;
  if (has(high)) return `≤ ${signed(high)}`;
  return has(point) ? `${quantity.approximate ? "≈ " : ""}${signed(point)}` : "";
}

/** On what the value of a time expression rests. */
export function timexBasis(timex: Timex): string {
  switch (timex.basis) {
    case "stated":
      return "stated in full";
    case "weekday":
      return "a weekday, read against the publication date";
    case "publication":
      return "read against the publication date";
    case "dateline":
      return "read against the dateline";
    case "narrative":
      return "read against another date in the text";
    case "assumed":
      return "an hour without its day, taken to be the day of publication";
    case "unanchored":
      return "nothing anchors it";
  }
}

/** How an event is drawn: filled where its date or place is stated, hollow where it is inferred, grey where it did not happen. */
import { h } from "./element";
import type { Event } from "./record";

/** Whether the event has happened or is happening, as far as the report says. */
export function isReal(event: Event): boolean {
  const negative = event.mentions.every((mention) => mention.polarity === "negative");
  return !negative && (event.status === "occurred" || event.status === "ongoing");
}

/** Classes of a mark that stands for the event's time. */
export function timeLook(event: Event, isPoint: boolean): string {
  const { earliest, latest, basis } = event.time ?? {};
  return classes(
    "dot",
    !isPoint && "extent",
    !earliest && "before",
    !latest && "after",
    basis !== "stated" && "inferred",
    !isReal(event) && "unreal",
  );
}

/** Classes of a mark that stands for the event's place. */
export function placeLook(event: Event): string {
  return classes("dot", "place", event.place?.basis !== "stated" && "inferred", !isReal(event) && "unreal");
}

/** A mark that only shows how something is drawn; what it says is said in words beside it. */
export const glyph = (look: string): HTMLElement => h("span", { class: `glyph ${look}`, "aria-hidden": "true" });

/** Marks, and in words what each kind of them means. */
export function legend(entries: readonly (readonly [look: string, meaning: string])[]): HTMLElement {
  return h("ul", { class: "legend" }, entries.map(([look, meaning]) => h("li", {}, glyph(look), meaning)));
}

export const classes = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(" ");

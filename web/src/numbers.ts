/** The numbers of the report: what they count, between which bounds, and who gives them. */
import { h } from "./element";
import { type Ledger, oneLine } from "./ledger";
import type { Quantity } from "./record";
import type { Selection } from "./selection";
import { bounds, plain } from "./wording";

/** Statuses that tell no news by themselves, but measure or rank something. */
const MEASURES: ReadonlySet<string> = new Set([
  "money", "distance", "area", "speed", "weight", "volume", "temperature", "share", "score", "age", "ordinal", "rate", "count", "other",
]);

/** Numbers that say something of an event, then measures. */
export function numbers(ledger: Ledger, selection: Selection): HTMLElement[] {
  const all = ledger.record.quantities;
  const news = all.filter((quantity) => !MEASURES.has(quantity.status));
  const rest = all.filter((quantity) => MEASURES.has(quantity.status));
  const group = (title: string, members: Quantity[]) =>
    members.length
      ? h("section", {}, [
          h("h3", {}, title, h("span", { class: "count" }, String(members.length))),
          h("ul", { class: "rows" }, members.map((quantity) => line(ledger, selection, quantity))),
        ])
      : null;
  const blocks = [group("Tolls and counts", news), group("Measures and other numbers", rest)].filter((block) => block !== null);
  return blocks.length ? blocks : [h("p", { class: "empty" }, "The report gives no numbers.")];
}

function line(ledger: Ledger, selection: Selection, quantity: Quantity): HTMLElement {
  const whole = quantity.subset_of ? ledger.quantities.get(quantity.subset_of) : undefined;
  const besides = quantity.besides ? ledger.quantities.get(quantity.besides) : undefined;
  const source = ledger.attributionAround(quantity)?.source;
  const of = quantity.of ? ledger.entities.get(quantity.of) : undefined;
  // What the words say already needs no second saying.
  const unsaid = (words: string | null | undefined) => words && !quantity.text.toLowerCase().includes(words.toLowerCase()) && words;
  const what = of && unsaid(oneLine(of.name));
  const item = h(
    "div",
    { class: "row number", role: "button", tabindex: "-1", "aria-pressed": "false", "data-key": quantity.id },
    h("p", { class: "figure" }, bounds(quantity) || "?"),
    h("div", {}, [
      h("p", { class: "title" }, oneLine(quantity.text)),
      h(
        "p",
        { class: "about" },
        [
          quantity.status === "count" || quantity.status === "other" ? "" : plain(quantity.status),
          unsaid(quantity.unit),
          what && `of ${what}`,
          whole && `out of ${oneLine(whole.text)}`,
          besides && `besides ${oneLine(besides.text)}`,
          quantity.conversion && `= ${oneLine(ledger.words(quantity.conversion))}`,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      source && h("p", { class: "says" }, h("span", {}, "says "), ledger.sourceName(source)),
    ]),
  );
  selection.register(item, quantity.id);
  return h("li", {}, item);
}

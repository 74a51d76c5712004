/** Who says what, and where the sayings differ. */
import { h } from "./element";
import { type Key, type Ledger, oneLine } from "./ledger";
import type { Attribution, Claim } from "./record";
import type { Selection } from "./selection";
import { bounds, plain, role } from "./wording";

/** Claims side by side, and then every source with its statements in order of the text. */
export function claims(ledger: Ledger, selection: Selection): HTMLElement[] {
  const sources = new Map<Key, Attribution[]>();
  for (const attribution of ledger.record.attributions) {
    const key = attribution.source ? ledger.sourceKey(attribution.source) : "";
    const known = sources.get(key);
    if (known) known.push(attribution);
    else sources.set(key, [attribution]);
  }
  const blocks = [comparisons(ledger, selection)];
  for (const [key, attributions] of sources) blocks.push(source(ledger, selection, key, attributions));
  const present = blocks.filter((block) => block !== null);
  return present.length ? present : [h("p", { class: "empty" }, "The report quotes nobody.")];
}

function comparisons(ledger: Ledger, selection: Selection): HTMLElement | null {
  const compared = ledger.record.comparisons;
  if (!compared.length) return null;
  return h("section", { class: "compared" }, [
    h("h3", {}, "Side by side"),
    compared.map((comparison) => {
      const event = ledger.events.get(comparison.event);
      const sides = comparison.claims.map((id) => ledger.claims.get(id)).filter((claim) => claim !== undefined);
      return h(
        "figure",
        {},
        h("figcaption", {}, [
          h("span", { class: `relation ${comparison.relation}` }, plain(comparison.relation)),
          ` ${plain(comparison.attribute)} — `,
          event ? oneLine(event.title) : "",
        ]),
        h("ul", { class: "rows sides" }, sides.map((claim) => side(ledger, selection, claim))),
      );
    }),
  ]);
}

function side(ledger: Ledger, selection: Selection, claim: Claim): HTMLElement {
  const item = h(
    "div",
    { class: "row", role: "button", tabindex: "-1", "aria-pressed": "false", "data-key": claim.id },
    h("p", { class: "title" }, value(ledger, claim)),
    h("p", { class: "about" }, claim.source ? ledger.sourceName(claim.source) : "the report itself"),
  );
  selection.register(item, claim.id, ledger.valueKey(claim) ?? claim.event);
  return h("li", {}, item);
}

/** What a claim states, in words. */
export function value(ledger: Ledger, claim: Claim): string {
  switch (claim.value.is) {
    case "quantity": {
      const quantity = ledger.quantities.get(claim.value.quantity);
      return quantity ? `${oneLine(quantity.text)} (${bounds(quantity)})` : "";
    }
    case "time":
      return oneLine(ledger.timexes.get(claim.value.timex)?.text ?? "");
    case "entity":
      return oneLine(ledger.entities.get(claim.value.entity)?.name ?? "");
    case "occurrence":
      return plain(claim.value.modality);
  }
}

function source(ledger: Ledger, selection: Selection, key: Key, attributions: Attribution[]): HTMLElement {
  const named = attributions[0]?.source;
  const name = named ? ledger.sourceName(named) : "Nobody named";
  const entity = named?.entity ? ledger.entities.get(named.entity) : undefined;
  const unnamed = named && !(named.entity && ledger.isNamed(named.entity));
  const about = unnamed ? "unnamed" : [...new Set((entity?.roles ?? []).map(role))].join("; ");
  const head = h(
    "div",
    { class: "row source", role: "button", tabindex: "-1", "aria-pressed": "false", "data-key": key || false },
    h("p", { class: "title" }, name),
    about ? h("p", { class: "about" }, about) : null,
  );
  if (key) selection.register(head, key);
  return h("section", { class: "sayings" }, [
    head,
    h("ul", { class: "rows" }, attributions.map((attribution) => saying(ledger, selection, attribution))),
  ]);
}

function saying(ledger: Ledger, selection: Selection, attribution: Attribution): HTMLElement {
  const said = attribution.content.map((span) => ledger.words(span)).join(" … ");
  const outer = attribution.within ? ledger.attributions.get(attribution.within) : undefined;
  const through = outer?.source ? `, according to ${ledger.sourceName(outer.source)}` : "";
  const cue = attribution.cue ? ledger.words(attribution.cue) : "quoted";
  // "praised" needs no tag that says praise.
  const isPlain = attribution.stance === "state" || cue.toLowerCase().includes(attribution.stance.slice(0, 4));
  const stance = isPlain ? "" : plain(attribution.stance);
  const item = h(
    "div",
    { class: "row saying", role: "button", tabindex: "-1", "aria-pressed": "false", "data-key": attribution.id },
    h("p", {}, h("span", { class: "cue" }, cue), stance ? [" ", h("span", { class: "tag" }, stance)] : null, through),
    h("blockquote", { class: attribution.speech, dir: "auto" }, said),
  );
  selection.register(item, attribution.id);
  return h("li", {}, item);
}

/** People, organizations, places and the rest, the most central first. */
import { h } from "./element";
import { type Ledger, oneLine } from "./ledger";
import type { Entity, EntityRelation } from "./record";
import type { Selection } from "./selection";
import { coordinates, country, plain, precision, relation, role, within } from "./wording";

const GROUPS: { title: string; kinds: string[]; open: boolean }[] = [
  { title: "People", kinds: ["person"], open: true },
  { title: "Organizations", kinds: ["organization"], open: true },
  { title: "Places", kinds: ["place", "facility"], open: true },
  { title: "Groups, things, works, laws, occasions", kinds: ["group", "product", "work", "law", "occasion", "other"], open: true },
];

/** The cast: named ones in full, the unnamed after them. */
export function cast(ledger: Ledger, selection: Selection): HTMLElement[] {
  const central = [...ledger.record.entities].sort((a, b) => b.salience - a.salience);
  const blocks: HTMLElement[] = [];
  for (const group of GROUPS) {
    const members = central.filter((entity) => group.kinds.includes(entity.kind));
    if (!members.length) continue;
    const named = members.filter((entity) => ledger.isNamed(entity.id));
    const unnamed = members.filter((entity) => !ledger.isNamed(entity.id));
    blocks.push(
      h("section", {}, [
        h("h3", {}, group.title, h("span", { class: "count" }, String(named.length))),
        named.length > 0 && h("ul", { class: "rows" }, named.map((entity) => line(ledger, selection, entity))),
        unnamed.length > 0 &&
          h("details", {}, [
            h("summary", {}, `${unnamed.length} unnamed`),
            h("ul", { class: "rows" }, unnamed.map((entity) => line(ledger, selection, entity))),
          ]),
      ]),
    );
  }
  return blocks.length ? blocks : [h("p", { class: "empty" }, "Nobody and nothing was found.")];
}

function line(ledger: Ledger, selection: Selection, entity: Entity): HTMLElement {
  const roles = [...new Set((entity.roles ?? []).map(role))];
  // What a role says already is not said again.
  const said = (told: EntityRelation): boolean => {
    const object = ledger.entities.get(told.object);
    const names = object ? [object.name, ...(object.aliases ?? [])] : [];
    return (entity.roles ?? []).some(
      (held) => (held.start === told.start && held.end === told.end) || (!!held.organization && names.includes(held.organization)),
    );
  };
  const relations = (ledger.record.relations ?? [])
    .filter((told) => told.subject === entity.id && !said(told))
    .map((told) => relation(ledger, told));
  const place = entity.place;
  const about = place
    ? [within(place, entity.name), coordinates(place), precision(place)]
    : [...roles, ...new Set(relations), !roles.some((words) => words.includes("(")) && entity.country ? country(entity.country) : ""];
  const kind = ["person", "organization", "place"].includes(entity.kind) ? "" : plain(entity.kind);
  const unresolved = entity.kind === "place" && !place ? "not in the gazetteer" : "";
  const item = h(
    "div",
    { class: "row entity", role: "button", tabindex: "-1", "aria-pressed": "false", "data-key": entity.id },
    h("p", { class: "title" }, oneLine(entity.name)),
    h("p", { class: "about" }, [kind, ...about, unresolved].filter(Boolean).join(" · ")),
    occurrences(ledger, entity),
  );
  selection.register(item, entity.id);
  return h("li", {}, item);
}

/** Where in the report the entity is mentioned, from its first word at the left to its last at the right. */
function occurrences(ledger: Ledger, entity: Entity): HTMLElement {
  const mentions = ledger.mentionsOf.get(entity.id) ?? [];
  const length = Math.max(1, ledger.record.document.text.length);
  const strip = h("span", { class: "strip", role: "img", "aria-label": `mentioned ${mentions.length} times` });
  for (const mention of mentions) {
    const tick = h("i", { class: mention.form });
    tick.style.setProperty("--at", String(mention.start / length));
    strip.append(tick);
  }
  return h("span", { class: "where-said" }, strip, h("span", { class: "count" }, `${mentions.length}×`));
}

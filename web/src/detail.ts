/** The chosen thing, in full, with what it is tied to. */
import { type Child, h } from "./element";
import { type Key, type Ledger, oneLine } from "./ledger";
import type { Attribution, Event, Span } from "./record";
import { value } from "./claims";
import {
  bounds, coordinates, country, date, eventType, interval, isDated, placeBasis, plain, precision, seenFrom, role, standing, timeBasis,
  timexBasis, within,
} from "./wording";

/** One line of a card: what it is about, and what is to be said of it. */
type Line = [string, Child];

/** The card of a thing; nothing for what has none. */
export function detail(ledger: Ledger, key: Key): Child[] {
  const event = ledger.events.get(key);
  if (event) return eventCard(ledger, event);
  const entity = ledger.entities.get(key);
  if (entity) {
    const place = entity.place;
    return card(oneLine(entity.name), `${ledger.isNamed(key) ? "" : "unnamed "}${plain(entity.kind)}`, [
      ["Also", (entity.aliases ?? []).map(oneLine).join(", ")],
      ["Role", [...new Set((entity.roles ?? []).map(role))].join("; ")],
      ["Country", entity.country && country(entity.country)],
      ["Where", place && [within(place, entity.name), coordinates(place), precision(place)].filter(Boolean).join(" · ")],
      ["May be", (entity.candidates ?? []).map((candidate) => within(candidate, candidate.name) || candidate.name).join("; ")],
      ["Mentioned", times(ledger.mentionsOf.get(key)?.length ?? 0)],
      ["Says", sayingLinks(ledger, key)],
      ["In", eventLinks(ledger, key)],
    ]);
  }
  const quantity = ledger.quantities.get(key);
  if (quantity) {
    const whole = quantity.subset_of && ledger.quantities.get(quantity.subset_of);
    const source = ledger.attributionAround(quantity)?.source;
    return card(oneLine(quantity.text), plain(quantity.status), [
      ["Amount", `${bounds(quantity)}${quantity.unit ? ` ${quantity.unit}` : ""}${quantity.approximate ? " (approximate)" : ""}`],
      ["Of", quantity.of && link(ledger, quantity.of)],
      ["Part of", whole && link(ledger, whole.id)],
      ["Besides", quantity.besides && link(ledger, quantity.besides)],
      ["According to", source && link(ledger, ledger.sourceKey(source))],
      ["In", eventLinks(ledger, key)],
    ]);
  }
  const timex = ledger.timexes.get(key);
  if (timex) {
    return card(oneLine(timex.text), plain(timex.type), [
      ["Value", h("code", {}, timex.value, timex.mod ? ` ${timex.mod}` : "")],
      ["Means", timex.type === "DATE" || timex.type === "TIME" ? interval(timex.earliest, timex.latest) : undefined],
      ["Clock", timex.utc_offset && `UTC${timex.utc_offset.replace("-", "\u2212")}`],
      ["Basis", timexBasis(timex)],
      ["In", eventLinks(ledger, key)],
    ]);
  }
  const attribution = ledger.attributions.get(key);
  if (attribution) {
    const outer = attribution.within && ledger.attributions.get(attribution.within);
    return card(
      attribution.source ? `${ledger.sourceName(attribution.source)} ${attribution.cue ? ledger.words(attribution.cue) : ""}` : "Quoted without a source",
      `${attribution.speech} speech · ${plain(attribution.stance)}`,
      [
        ["Says", h("q", {}, attribution.content.map((span) => ledger.words(span)).join(" … "))],
        ["Source", attribution.source && link(ledger, ledger.sourceKey(attribution.source))],
        ["Within", outer && link(ledger, outer.id)],
        ["Reports", eventLinks(ledger, key)],
      ],
    );
  }
  const claim = ledger.claims.get(key);
  if (claim) {
    return card(value(ledger, claim), `claim on ${plain(claim.attribute)}`, [
      ["According to", claim.source ? link(ledger, ledger.sourceKey(claim.source)) : "the report itself"],
      ["In the words", h("q", {}, ledger.words(claim))],
      ["Of", link(ledger, claim.event)],
    ]);
  }
  if (key.startsWith("source:")) {
    return card(sourceOf(ledger, key), "unnamed source", [
      ["Says", sayingLinks(ledger, key)],
      ["Reports", eventLinks(ledger, key)],
    ]);
  }
  return [];
}

function eventCard(ledger: Ledger, event: Event): Child[] {
  const time = event.time;
  const state = standing(event);
  const when = isDated(event) ? interval(time?.earliest, time?.latest) : undefined;
  const bound = time?.basis === "publication" && time.latest ? `by ${date(time.latest)}` : "not stated";
  const basis = timeBasis(ledger, event);
  const sources = ledger.sourcesOf(event);
  const roles = new Map<string, Key[]>();
  for (const { role, entity } of event.participants ?? []) roles.set(role, [...(roles.get(role) ?? []), entity]);
  const sentences = new Map<number, Span>();
  for (const mention of event.mentions) {
    const sentence = ledger.record.sentences[mention.sentence];
    if (sentence) sentences.set(mention.sentence, sentence);
  }
  return card(oneLine(event.title), eventType(event), [
    ["Status", state ?? "happened"],
    ["When", [time?.timex ? link(ledger, time.timex, when ?? bound) : (when ?? bound), basis ? h("i", {}, ` (${basis})`) : null]],
    ["Where", where(ledger, event)],
    ...[...roles].map(([role, entities]): Line => [capital(plain(role)), list(entities.map((entity) => link(ledger, entity)))]),
    ["Numbers", list((event.quantities ?? []).map((quantity) => link(ledger, quantity)))],
    ["According to", sources.length ? list(sources.map((source) => link(ledger, ledger.sourceKey(source), ledger.sourceName(source)))) : "the report itself"],
    ["Sentence", [...sentences.values()].map((sentence) => h("q", { class: "block", dir: "auto" }, ledger.words(sentence)))],
    ["Read by", h("span", { class: "quiet" }, [...new Set(event.mentions.map((mention) => `${mention.rule} (${mention.confidence})`))].join(", "))],
  ]);
}

function card(title: string, kind: string, lines: Line[]): Child[] {
  return [
    h("header", {}, h("h3", { dir: "auto" }, title), h("p", { class: "type" }, kind)),
    h(
      "dl",
      {},
      lines
        .filter(([, words]) => words && !(Array.isArray(words) && words.length === 0))
        .map(([name, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, words))),
    ),
  ];
}

/** A thing to go on to. */
/** The site, the place with where from it, and on what they stand. */
function where(ledger: Ledger, event: Event): Child {
  const place = event.place;
  if (!place) return null;
  const name = ledger.entities.get(place.entity)?.name ?? "";
  const basis = placeBasis(event);
  return [
    place.site ? [link(ledger, place.site), ", "] : null,
    link(ledger, place.entity, seenFrom(event, name)),
    basis ? h("i", {}, ` (${basis})`) : null,
  ];
}

function link(ledger: Ledger, key: Key, words?: string): HTMLElement {
  const name =
    words ??
    ledger.entities.get(key)?.name ??
    ledger.events.get(key)?.title ??
    ledger.quantities.get(key)?.text ??
    ledger.timexes.get(key)?.text ??
    sourceOf(ledger, key);
  return h("button", { type: "button", class: "link", "data-key": key }, oneLine(name));
}

function sourceOf(ledger: Ledger, key: Key): string {
  const source = (ledger.attributions.get(key) ?? sayings(ledger, key)[0])?.source;
  return source ? ledger.sourceName(source) : key;
}

/** What a source says, in order of the text. */
function sayings(ledger: Ledger, key: Key): Attribution[] {
  return ledger.record.attributions.filter(({ source }) => source && ledger.sourceKey(source) === key);
}

function eventLinks(ledger: Ledger, key: Key): Child[] {
  return list(ledger.eventsAbout(key).map((event) => link(ledger, event.id)));
}

function sayingLinks(ledger: Ledger, key: Key): Child[] {
  return sayings(ledger, key).map((attribution) => {
    const said = attribution.content.map((span) => ledger.words(span)).join(" … ");
    return h("p", {}, link(ledger, attribution.id, said));
  });
}

function list(items: Child[]): Child[] {
  return items.flatMap((item, i) => (i ? [h("span", { class: "quiet" }, "; "), item] : [item]));
}

const times = (n: number): string => (n === 1 ? "once" : n === 2 ? "twice" : `${n} times`);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What to paste beside a quotation: the sentences of the event, who says so, and where they stood. */
export function citation(ledger: Ledger, key: Key): string | undefined {
  const event = ledger.events.get(key);
  const attribution = ledger.attributions.get(key) ?? (key.startsWith("source:") ? sayings(ledger, key)[0] : undefined);
  const spans = event
    ? event.mentions.map((mention) => mention.trigger)
    : attribution
      ? [...attribution.content, ...(attribution.cue ? [attribution.cue] : [])]
      : (ledger.mentionsOf.get(key) ?? [ledger.quantities.get(key), ledger.timexes.get(key)]).slice(0, 1);
  const sentences = new Map<number, string>();
  for (const span of spans) {
    const sentence = span && ledger.sentenceAt(span.start);
    if (sentence) sentences.set(sentence.start, ledger.words(sentence));
  }
  if (!sentences.size) return undefined;
  const quoted = [...sentences].sort(([a], [b]) => a - b).map(([, words]) => words).join(" […] ");
  const { document: source } = ledger.record;
  const headline = source.headline ? `“${oneLine(source.headline)}”` : undefined;
  const from = [headline, source.outlet ?? source.dateline?.agency, source.published && date(source.published), source.url];
  const says = event ? ledger.sourcesOf(event).map((each) => ledger.sourceName(each)).join("; ") : "";
  return [
    `“${quoted}”`,
    says && `according to ${says}`,
    from.filter(Boolean).join(", ") || `text ${source.sha256.slice(0, 16)}`,
  ]
    .filter(Boolean)
    .join(" — ");
}

import type { Attribution, Claim, Entity, Event, Mention, Quantity, Record, Source, Span, Timex } from "./record";

/** A record with its collections present; the schema lets a writer leave out empty ones. */
export type FullRecord = Required<
  Pick<
    Record,
    | "sentences"
    | "mentions"
    | "entities"
    | "timexes"
    | "quantities"
    | "attributions"
    | "events"
    | "claims"
    | "comparisons"
    | "corrections"
    | "diagnostics"
  >
> &
  Record;

/** What can be chosen: an id of the record, or `source:…`, `correction:…`, `diagnostic:…` for what has none. */
export type Key = string;

type Keyed = { id: string };

const byId = <T extends Keyed>(things: T[]): Map<string, T> => new Map(things.map((thing) => [thing.id, thing]));

/** A record with everything found by id, and with the links along which a choice spreads. */
export class Ledger {
  readonly record: FullRecord;
  readonly entities: Map<string, Entity>;
  readonly mentions: Map<string, Mention>;
  readonly timexes: Map<string, Timex>;
  readonly quantities: Map<string, Quantity>;
  readonly attributions: Map<string, Attribution>;
  readonly events: Map<string, Event>;
  readonly claims: Map<string, Claim>;
  /** The mentions of each entity, in order of the text. */
  readonly mentionsOf = new Map<string, Mention[]>();
  readonly #links = new Map<Key, Set<Key>>();
  readonly #named = new Set<string>();

  constructor(record: Record) {
    const {
      sentences = [],
      mentions = [],
      entities = [],
      timexes = [],
      quantities = [],
      attributions = [],
      events = [],
      claims = [],
      comparisons = [],
      corrections = [],
      diagnostics = [],
    } = record;
    this.record = {
      ...record,
      sentences,
      mentions,
      entities,
      timexes,
      quantities,
      attributions,
      events,
      claims,
      comparisons,
      corrections,
      diagnostics,
    };
    this.entities = byId(entities);
    this.mentions = byId(mentions);
    this.timexes = byId(timexes);
    this.quantities = byId(quantities);
    this.attributions = byId(attributions);
    this.events = byId(events);
    this.claims = byId(claims);
    for (const mention of mentions) {
      const known = this.mentionsOf.get(mention.entity);
      if (known) known.push(mention);
      else this.mentionsOf.set(mention.entity, [mention]);
      if (mention.form === "name") this.#named.add(mention.entity);
    }
    this.#link();
  }

  /** The words under a span, on one line. */
  words(span: Span): string {
    return oneLine(this.record.document.text.slice(span.start, span.end));
  }

  /** Whether the text names the entity, rather than only describing it. */
  isNamed(entity: string): boolean {
    return this.#named.has(entity);
  }

  /** What stands for a source in a choice: its entity, or its words. */
  sourceKey(source: Source): Key {
    return source.entity ?? `source:${this.words(source).toLowerCase()}`;
  }

  /** The name of a source where the text names it, else its words. */
  sourceName(source: Source): string {
    const entity = source.entity && this.isNamed(source.entity) ? this.entities.get(source.entity) : undefined;
    return entity ? oneLine(entity.name) : this.words(source);
  }

  /** Who reports the event, each once; none where the outlet does on its own account. */
  sourcesOf(event: Event): Source[] {
    const sources = new Map<Key, Source>();
    for (const mention of event.mentions) {
      const source = mention.attribution && this.attributions.get(mention.attribution)?.source;
      if (source && !sources.has(this.sourceKey(source))) sources.set(this.sourceKey(source), source);
    }
    return [...sources.values()];
  }

  /** The innermost attribution inside whose content the span lies. */
  attributionAround(span: Span): Attribution | undefined {
    let best: Attribution | undefined;
    let length = Infinity;
    for (const attribution of this.record.attributions) {
      for (const content of attribution.content) {
        if (content.start <= span.start && span.end <= content.end && content.end - content.start < length) {
          best = attribution;
          length = content.end - content.start;
        }
      }
    }
    return best;
  }

  /** What is tied to a thing directly. */
  related(key: Key): ReadonlySet<Key> {
    return this.#links.get(key) ?? new Set();
  }

  /** Events tied to a thing, in order of the text. */
  eventsAbout(key: Key): Event[] {
    const related = this.related(key);
    return this.record.events.filter((event) => related.has(event.id));
  }

  /** The sentence that holds a position. */
  sentenceAt(position: number): Span | undefined {
    return this.record.sentences.find((sentence) => sentence.start <= position && position < sentence.end);
  }

  #tie(a: Key, b: Key | null | undefined) {
    if (!b || a === b) return;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const links = this.#links.get(from);
      if (links) links.add(to);
      else this.#links.set(from, new Set([to]));
    }
  }

  #link() {
    const { events, attributions, quantities, claims, corrections } = this.record;
    for (const event of events) {
      for (const participant of event.participants ?? []) this.#tie(event.id, participant.entity);
      for (const quantity of event.quantities ?? []) this.#tie(event.id, quantity);
      this.#tie(event.id, event.time?.timex);
      this.#tie(event.id, event.place?.entity);
      this.#tie(event.id, event.place?.site);
      for (const mention of event.mentions) this.#tie(event.id, mention.attribution);
      for (const source of this.sourcesOf(event)) this.#tie(event.id, this.sourceKey(source));
    }
    for (const attribution of attributions) {
      if (attribution.source) this.#tie(attribution.id, this.sourceKey(attribution.source));
    }
    for (const quantity of quantities) {
      this.#tie(quantity.id, quantity.of);
      this.#tie(quantity.id, quantity.subset_of);
      this.#tie(quantity.id, quantity.besides);
      const source = this.attributionAround(quantity)?.source;
      if (source) this.#tie(quantity.id, this.sourceKey(source));
    }
    for (const claim of claims) {
      this.#tie(claim.id, claim.event);
      this.#tie(claim.id, claim.attribution);
      if (claim.source) this.#tie(claim.id, this.sourceKey(claim.source));
      this.#tie(claim.id, this.valueKey(claim));
    }
    corrections.forEach((correction, i) => {
      const key = `correction:${i}`;
      this.#tie(key, correction.concerns);
      for (const reading of [correction.before, correction.after]) {
        this.#tie(key, reading?.timex ?? reading?.quantity ?? reading?.entity);
      }
    });
  }

  /** The thing that is a claim's value. */
  valueKey(claim: Claim): Key | undefined {
    switch (claim.value.is) {
      case "quantity":
        return claim.value.quantity;
      case "time":
        return claim.value.timex;
      case "entity":
        return claim.value.entity;
      case "occurrence":
        return undefined;
    }
  }
}

/** Runs of white space become one space. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s+/gu, " ");
}

/* Generated from the JSON Schema of the record by `cargo xtask-web web`; change the Rust types instead. */

export type EntityId = string;
export type AttributionId = string;
export type ClaimId = string;
export type QuantityId = string;
export type TimexId = string;
export type EventId = string;
/**
 * How a role or relation holds, where the text says that it does not simply hold. A verb in the past tense alone says nothing.
 */
export type Tenure = "former" | "acting" | "incoming";
/**
 * What an event is about, after PLOVER's contexts.
 */
export type Context =
  | "political"
  | "military"
  | "economic"
  | "diplomatic"
  | "resource"
  | "culture"
  | "disease"
  | "disaster"
  | "refugee"
  | "academia"
  | "election"
  | "legislative"
  | "legal"
  | "terrorism"
  | "misinformation"
  | "corruption"
  | "cyber"
  | "intelligence"
  | "rights"
  | "environment"
  | "illegal"
  | "inequality"
  | "territory"
  | "peacekeeping"
  | "crime"
  | "health"
  | "executive";
export type MentionId = string;
/**
 * TIMEX3 modifier.
 */
export type TimexModifier =
  | "BEFORE"
  | "AFTER"
  | "ON_OR_BEFORE"
  | "ON_OR_AFTER"
  | "LESS_THAN"
  | "MORE_THAN"
  | "EQUAL_OR_LESS"
  | "EQUAL_OR_MORE"
  | "START"
  | "MID"
  | "END"
  | "APPROX";

/**
 * Everything extracted from one document; the unit every surface exchanges.
 *
 * All collections stand in order of the text.
 */
export interface Record {
  /**
   * Who says what.
   */
  attributions?: Attribution[];
  /**
   * Attributed values.
   */
  claims?: Claim[];
  /**
   * Claims side by side.
   */
  comparisons?: Comparison[];
  /**
   * The outlet's corrections.
   */
  corrections?: Correction[];
  /**
   * What a user should know about how the document was read.
   */
  diagnostics?: Diagnostic[];
  document: Document;
  /**
   * Who and what is mentioned.
   */
  entities?: Entity[];
  /**
   * What happened, is planned, denied.
   */
  events?: Event[];
  /**
   * Spans that name or refer to entities.
   */
  mentions?: Mention[];
  /**
   * The unit of all spans.
   */
  offsets: "utf-8" | "utf-16" | "unicode";
  /**
   * Numbers.
   */
  quantities?: Quantity[];
  /**
   * How entities stand to each other: who leads, belongs to or is kin to whom, what is where.
   */
  relations?: EntityRelation[];
  /**
   * [`SCHEMA`].
   */
  schema: string;
  /**
   * Its sentences.
   */
  sentences?: Sentence[];
  /**
   * Time expressions.
   */
  timexes?: Timex[];
}
/**
 * Who says what, by which words.
 *
 * Source, cue and content follow PARC 3 and PolNeAR (Pareti 2012; Newell et al. 2018).
 */
export interface Attribution {
  /**
   * What is said, in one or more pieces, in order of the text.
   */
  content: Span[];
  /**
   * The words that say that it is said: "said", "according to"; `null` for a quotation without any.
   */
  cue?: Span | null;
  /**
   * Derived from the cue, or from the content where there is none.
   */
  id: string;
  /**
   * Who says it; `null` when the text names nobody.
   */
  source?: Source | null;
  /**
   * Quoted, reported, or both.
   */
  speech: "direct" | "indirect" | "mixed";
  /**
   * What sort of act the saying is.
   */
  stance:
    | "state"
    | "report"
    | "claim"
    | "confirm"
    | "deny"
    | "accuse"
    | "estimate"
    | "expect"
    | "believe"
    | "doubt"
    | "demand"
    | "order"
    | "ask"
    | "propose"
    | "promise"
    | "warn"
    | "threaten"
    | "criticize"
    | "praise";
  /**
   * The attribution inside whose content this one lies.
   */
  within?: AttributionId | null;
}
/**
 * A half-open range of the document's text: `start` is in, `end` is out.
 *
 * Inside the crate the unit is the UTF-8 byte; a [`Record`](crate::model::Record) names the unit its spans are in.
 */
export interface Span {
  /**
   * First position after.
   */
  end: number;
  /**
   * First position inside.
   */
  start: number;
}
/**
 * The words that name a source, and the entity behind them.
 */
export interface Source {
  /**
   * First position after.
   */
  end: number;
  /**
   * The entity; absent for sources that are no mention.
   */
  entity?: EntityId | null;
  /**
   * First position inside.
   */
  start: number;
}
/**
 * One attributed value of one attribute of one event.
 */
export interface Claim {
  /**
   * What of the event it states.
   */
  attribute:
    | "occurrence"
    | "time"
    | "place"
    | "actor"
    | (
        | (
            | "dead"
            | "injured"
            | "missing"
            | "detained"
            | "hostage"
            | "released"
            | "displaced"
            | "evacuated"
            | "rescued"
            | "infected"
            | "destroyed"
            | "damaged"
            | "launched"
            | "intercepted"
            | "targeted"
            | "participants"
            | "deployed"
            | "money"
            | "distance"
            | "area"
            | "speed"
            | "weight"
            | "volume"
            | "temperature"
            | "share"
            | "votes"
            | "score"
            | "age"
            | "ordinal"
            | "rate"
            | "magnitude"
            | "other"
          )
        | "count"
      );
  /**
   * The attribution that says so.
   */
  attribution?: AttributionId | null;
  /**
   * First position after.
   */
  end: number;
  /**
   * The event it is about.
   */
  event: string;
  /**
   * Derived from event, attribute and span.
   */
  id: string;
  /**
   * Who states it; `null` when the outlet does on its own account.
   */
  source?: Source | null;
  /**
   * First position inside.
   */
  start: number;
  /**
   * What it states.
   */
  value:
    | {
        is: "quantity";
        /**
         * The quantity.
         */
        quantity: string;
      }
    | {
        is: "time";
        /**
         * The time expression.
         */
        timex: string;
      }
    | {
        /**
         * The entity.
         */
        entity: string;
        is: "entity";
      }
    | {
        is: "occurrence";
        /**
         * As the source has it.
         */
        modality:
          | "occurred"
          | "ongoing"
          | "planned"
          | "expected"
          | "threatened"
          | "attempted"
          | "failed"
          | "demanded"
          | "conditional"
          | "denied"
          | "possible";
      };
}
/**
 * The claims on one attribute of one event, side by side.
 */
export interface Comparison {
  /**
   * The attribute.
   */
  attribute:
    | "occurrence"
    | "time"
    | "place"
    | "actor"
    | (
        | (
            | "dead"
            | "injured"
            | "missing"
            | "detained"
            | "hostage"
            | "released"
            | "displaced"
            | "evacuated"
            | "rescued"
            | "infected"
            | "destroyed"
            | "damaged"
            | "launched"
            | "intercepted"
            | "targeted"
            | "participants"
            | "deployed"
            | "money"
            | "distance"
            | "area"
            | "speed"
            | "weight"
            | "volume"
            | "temperature"
            | "share"
            | "votes"
            | "score"
            | "age"
            | "ordinal"
            | "rate"
            | "magnitude"
            | "other"
          )
        | "count"
      );
  /**
   * Two or more claims, in order of the text.
   */
  claims: ClaimId[];
  /**
   * The event.
   */
  event: string;
  /**
   * How they stand to each other.
   */
  relation: "agrees" | "within_range" | "contradicts" | "supersedes" | "different_scope";
}
/**
 * An outlet's own statement that an earlier version was wrong.
 */
export interface Correction {
  /**
   * What is right.
   */
  after?: Reading | null;
  /**
   * What the earlier version said.
   */
  before?: Reading | null;
  /**
   * The event it concerns.
   */
  concerns?: EventId | null;
  /**
   * First position after.
   */
  end: number;
  /**
   * What sort of notice.
   */
  kind: "correction" | "clarification" | "update" | "retraction";
  /**
   * First position inside.
   */
  start: number;
}
/**
 * One of the two values of a correction.
 */
export interface Reading {
  /**
   * First position after.
   */
  end: number;
  /**
   * The entity, where it is one.
   */
  entity?: EntityId | null;
  /**
   * The quantity, where it is one.
   */
  quantity?: QuantityId | null;
  /**
   * First position inside.
   */
  start: number;
  /**
   * The words.
   */
  text: string;
  /**
   * The time expression, where it is one.
   */
  timex?: TimexId | null;
}
/**
 * Something a user should know about how a document was read.
 */
export interface Diagnostic {
  /**
   * What sort of thing.
   */
  code:
    | "empty_text"
    | "not_english"
    | "no_publication_date"
    | "conflicting_dates"
    | "unresolved_time"
    | "unresolved_place"
    | "unbalanced_quotes"
    | "long_sentence"
    | "suspect_characters"
    | "text_too_long";
  /**
   * First position after.
   */
  end?: number;
  /**
   * What happened and what to do, in a sentence.
   */
  message: string;
  /**
   * First position inside.
   */
  start?: number;
}
/**
 * The report.
 */
export interface Document {
  /**
   * Who wrote it and who contributed; never actors in the news.
   */
  byline?: Byline[];
  /**
   * The line that says where, by whom and sometimes when the report was filed.
   */
  dateline?: Dateline | null;
  /**
   * The headline: as given by the caller, or found in the text.
   */
  headline?: string | null;
  /**
   * Derived from the text.
   */
  id: string;
  /**
   * BCP 47 tag of the language; `und` when it cannot be told.
   */
  language: string;
  /**
   * Who published it.
   */
  outlet?: string | null;
  /**
   * Day of publication (ISO 8601, `2025-06-02`), from which the days of the text are counted: as given by the caller, but
   * an earlier one that a labelled line of the text states ("Posted: June 2, 2025") goes before it; where none is given,
   * as the text or its address has it, or else the day of its last update.
   */
  published?: string | null;
  /**
   * The parts of the text, in order, without overlap; white space between them belongs to none.
   */
  sections?: Section[];
  /**
   * SHA-256 of the text as UTF-8, in lower-case hexadecimal.
   */
  sha256: string;
  /**
   * The caller's own id for the document.
   */
  source_id?: string | null;
  /**
   * The text, unchanged.
   */
  text: string;
  /**
   * Day of the last update (ISO 8601), where the text states one.
   */
  updated?: string | null;
  /**
   * Where it was published.
   */
  url?: string | null;
}
/**
 * One person who wrote the report or contributed to it.
 */
export interface Byline {
  /**
   * First position after.
   */
  end: number;
  /**
   * Wrote it, or contributed to it.
   */
  kind: "writer" | "contributor";
  /**
   * The name.
   */
  name: string;
  /**
   * From where, as printed ("Ankara, Turkey").
   */
  place?: string | null;
  /**
   * First position inside.
   */
  start: number;
}
/**
 * Where, by whom and when the report was filed: "ISTANBUL (AP) — ".
 */
export interface Dateline {
  /**
   * The agency as printed ("AP").
   */
  agency?: string | null;
  /**
   * The date (ISO 8601), where the line states one; a date without a year takes the publication's.
   */
  date?: string | null;
  /**
   * First position after.
   */
  end: number;
  /**
   * The place as printed ("ISTANBUL").
   */
  place?: string | null;
  /**
   * First position inside.
   */
  start: number;
}
/**
 * A part of the text with one function.
 */
export interface Section {
  /**
   * First position after.
   */
  end: number;
  /**
   * Its sub-heading, where it has one; the heading lies inside the section.
   */
  heading?: Span | null;
  /**
   * Its function.
   */
  kind: "header" | "headline" | "byline" | "body" | "boilerplate" | "correction" | "contributors";
  /**
   * First position inside.
   */
  start: number;
  /**
   * Which version of the report it belongs to: 0 is the newest. An update printed above the earlier story
   * has 0, the story below it 1.
   */
  version: number;
}
/**
 * Who or what is mentioned.
 */
export interface Entity {
  /**
   * The other names in the text, in order of first use.
   */
  aliases?: string[];
  /**
   * What the name of a place may mean that is not resolved, since nothing in the text speaks for any: the likeliest
   * first, at most five. Empty where the gazetteer has no such name.
   */
  candidates?: PlaceCandidate[];
  /**
   * ISO 3166-1 alpha-2 code of the country it belongs to, where the text or the gazetteer says so.
   */
  country?: string | null;
  /**
   * Derived from the first mention.
   */
  id: string;
  /**
   * What sort of thing it is.
   */
  kind:
    | "person"
    | "organization"
    | "place"
    | "facility"
    | "group"
    | "product"
    | "work"
    | "occasion"
    | "law"
    | "other";
  /**
   * The fullest name in the text, or the fullest description of an unnamed entity.
   */
  name: string;
  /**
   * Where it is, for places and facilities that the gazetteer resolves.
   */
  place?: ResolvedPlace | null;
  /**
   * The titles and offices the text gives it.
   */
  roles?: Role[];
  /**
   * How central it is to the report, from 0 to 1.
   */
  salience: number;
  /**
   * Wikidata item, where the gazetteer holds it.
   */
  wikidata?: string | null;
}
/**
 * A place that an unresolved name may mean.
 */
export interface PlaceCandidate {
  /**
   * Name of the first-order division it lies in.
   */
  admin1?: string | null;
  /**
   * ISO 3166-1 alpha-2 code; absent for seas and regions of several countries.
   */
  country?: string | null;
  /**
   * What sort of place it is.
   */
  feature:
    | "settlement"
    | "country"
    | "admin1"
    | "admin2"
    | "region"
    | "water"
    | "terrain"
    | "island"
    | "facility"
    | "historical";
  /**
   * GeoNames id, where it has one.
   */
  geonames?: number | null;
  /**
   * Degrees north.
   */
  lat: number;
  /**
   * Degrees east.
   */
  lon: number;
  /**
   * The usual name of the place.
   */
  name: string;
  /**
   * How exactly the coordinates place what is named.
   */
  precision: "exact" | "near" | "admin2" | "admin1" | "country" | "larger";
}
/**
 * A gazetteer's answer.
 */
export interface ResolvedPlace {
  /**
   * Name of the first-order division it lies in.
   */
  admin1?: string | null;
  /**
   * ISO 3166-1 alpha-2 code; absent for seas and regions of several countries.
   */
  country?: string | null;
  /**
   * What sort of place it is.
   */
  feature:
    | "settlement"
    | "country"
    | "admin1"
    | "admin2"
    | "region"
    | "water"
    | "terrain"
    | "island"
    | "facility"
    | "historical";
  /**
   * GeoNames id, where it has one.
   */
  geonames?: number | null;
  /**
   * Degrees north.
   */
  lat: number;
  /**
   * Degrees east.
   */
  lon: number;
  /**
   * How exactly the coordinates place what is named.
   */
  precision: "exact" | "near" | "admin2" | "admin1" | "country" | "larger";
}
/**
 * A title or office held in the text.
 */
export interface Role {
  /**
   * ISO 3166-1 alpha-2 code of the country it is held for.
   */
  country?: string | null;
  /**
   * First position after.
   */
  end: number;
  /**
   * The organization it is held in.
   */
  organization?: string | null;
  /**
   * First position inside.
   */
  start: number;
  /**
   * Whether the text says that it is held no longer, provisionally or not yet.
   */
  status?: Tenure | null;
  /**
   * The title, without organization, country and status: "Foreign Minister".
   */
  title: string;
}
/**
 * Something that happened, or is planned, threatened, denied: one or more event mentions.
 */
export interface Event {
  /**
   * PLOVER contexts.
   */
  context?: Context[];
  /**
   * Derived from the first event mention.
   */
  id: string;
  /**
   * Never empty.
   *
   * @minItems 1
   */
  mentions: [EventMention, ...EventMention[]];
  /**
   * PLOVER mode within the type ("arrest", "aerial").
   */
  mode?: string | null;
  /**
   * Who and what took part, each entity once in a role.
   */
  participants?: EventParticipant[];
  /**
   * Where.
   */
  place?: EventPlace | null;
  /**
   * The quantities of its mentions.
   */
  quantities?: QuantityId[];
  /**
   * Where the event stands, all mentions considered.
   */
  status:
    | "occurred"
    | "ongoing"
    | "planned"
    | "expected"
    | "threatened"
    | "attempted"
    | "failed"
    | "demanded"
    | "conditional"
    | "denied"
    | "possible";
  /**
   * When it took place, or is to.
   */
  time?: EventTime | null;
  /**
   * A short description in the text's own words.
   */
  title: string;
  /**
   * PLOVER 2021 root, or one of Dateline's own types.
   */
  type:
    | "AGREE"
    | "CONSULT"
    | "SUPPORT"
    | "CONCEDE"
    | "COOPERATE"
    | "AID"
    | "RETREAT"
    | "REQUEST"
    | "ACCUSE"
    | "REJECT"
    | "THREATEN"
    | "PROTEST"
    | "SANCTION"
    | "MOBILIZE"
    | "COERCE"
    | "ASSAULT"
    | "DISASTER"
    | "ACCIDENT"
    | "CRIME"
    | "JUSTICE"
    | "ELECTION"
    | "PERSONNEL"
    | "LIFE"
    | "BUSINESS"
    | "HEALTH"
    | "SCIENCE"
    | "SPORT"
    | "CULTURE"
    | "MOVEMENT"
    | "STATEMENT"
    | "OTHER";
}
/**
 * One place where the text reports something happening, planned, threatened, denied.
 */
export interface EventMention {
  /**
   * Who reports it; absent when the outlet does.
   */
  attribution?: AttributionId | null;
  /**
   * How sure the engine is.
   */
  confidence: "low" | "medium" | "high";
  /**
   * Derived from trigger and type.
   */
  id: string;
  /**
   * Whether it has happened, and how sure the text is of it.
   */
  modality:
    | "occurred"
    | "ongoing"
    | "planned"
    | "expected"
    | "threatened"
    | "attempted"
    | "failed"
    | "demanded"
    | "conditional"
    | "denied"
    | "possible";
  /**
   * Who and what, as the clause says.
   */
  participants?: Participant[];
  /**
   * The mention of the place in the clause.
   */
  place?: MentionId | null;
  /**
   * Whether the text says that it is so.
   */
  polarity: "positive" | "negative";
  /**
   * The quantities of the clause that are the event's.
   */
  quantities?: QuantityId[];
  /**
   * Name of the rule that found it.
   */
  rule: string;
  /**
   * Index into the record's sentences.
   */
  sentence: number;
  /**
   * Grammatical tense of the trigger's clause.
   */
  tense: ("past" | "present" | "future") | "none";
  /**
   * The time expression that governs it in the clause.
   */
  time?: TimexId | null;
  trigger: Span1;
}
/**
 * A phrase in an event mention.
 */
export interface Participant {
  /**
   * First position after.
   */
  end: number;
  /**
   * Who or what; absent for phrases that are no mention.
   */
  entity?: EntityId | null;
  /**
   * What it did or suffered.
   */
  role: "actor" | "recipient" | "victim" | "target" | "instrument" | "topic" | "origin" | "destination";
  /**
   * First position inside.
   */
  start: number;
}
/**
 * A half-open range of the document's text: `start` is in, `end` is out.
 *
 * Inside the crate the unit is the UTF-8 byte; a [`Record`](crate::model::Record) names the unit its spans are in.
 */
export interface Span1 {
  /**
   * First position after.
   */
  end: number;
  /**
   * First position inside.
   */
  start: number;
}
/**
 * An entity in an event.
 */
export interface EventParticipant {
  /**
   * Who or what.
   */
  entity: string;
  /**
   * What it did or suffered.
   */
  role: "actor" | "recipient" | "victim" | "target" | "instrument" | "topic" | "origin" | "destination";
}
/**
 * Where an event took place, and on what basis that stands.
 */
export interface EventPlace {
  /**
   * How the place was found.
   */
  basis: "stated" | "narrative" | "dateline";
  /**
   * Where from the place the text says that it was, if not there: "near Aleppo", "50 kilometers south of Aleppo". The
   * precision class is then `near`, whatever the place's own is.
   */
  beside?: Beside | null;
  /**
   * The place or facility.
   */
  entity: string;
  /**
   * The words that say so; absent when the place is the dateline's.
   */
  mention?: MentionId | null;
  /**
   * The building or street where the text says that it was, if nothing has coordinates for it: then `entity` is the town
   * around it, found on the basis given.
   */
  site?: EntityId | null;
}
/**
 * Where something is, seen from a place.
 */
export interface Beside {
  /**
   * In which direction, in degrees clockwise from north.
   */
  bearing?: number | null;
  /**
   * How far away, in kilometres; absent where the text does not say.
   */
  kilometres?: number | null;
  /**
   * Degrees north of the point that distance and direction lead to, where the text says both.
   */
  lat?: number | null;
  /**
   * Degrees east of that point.
   */
  lon?: number | null;
}
/**
 * When an event took place, and on what basis that stands.
 */
export interface EventTime {
  /**
   * How the time was found.
   */
  basis: "stated" | "weekday" | "relative" | "narrative" | "dateline" | "publication";
  /**
   * First day (or time) it may be, ISO 8601.
   */
  earliest?: string | null;
  /**
   * Last day (or time) it may be, inclusive, ISO 8601.
   */
  latest?: string | null;
  /**
   * The time expression that says so.
   */
  timex?: TimexId | null;
}
/**
 * A span that names or refers to an entity.
 */
export interface Mention {
  /**
   * First position after.
   */
  end: number;
  /**
   * The entity it refers to.
   */
  entity: string;
  /**
   * Name, nominal or pronoun.
   */
  form: "name" | "nominal" | "pronoun";
  /**
   * Derived from the span.
   */
  id: string;
  /**
   * What it refers to here; a metonym ("Kyiv said") has the kind of what it stands for.
   */
  kind:
    | "person"
    | "organization"
    | "place"
    | "facility"
    | "group"
    | "product"
    | "work"
    | "occasion"
    | "law"
    | "other";
  /**
   * Whether the words name something else that stands for the entity: a capital or a building for a government.
   */
  metonym?: boolean;
  /**
   * First position inside.
   */
  start: number;
  /**
   * The words.
   */
  text: string;
}
/**
 * A number with bounds, qualifier, unit and status.
 */
export interface Quantity {
  /**
   * Whether the text marks the number as inexact.
   */
  approximate: boolean;
  /**
   * The quantity to which this one adds: "19 others".
   */
  besides?: QuantityId | null;
  /**
   * The same amount in another unit, as printed: "(4,300 miles)".
   */
  conversion?: Conversion | null;
  /**
   * First position after.
   */
  end: number;
  /**
   * Upper bound, inclusive; absent when unbounded.
   */
  high?: number | null;
  /**
   * Derived from the span.
   */
  id: string;
  /**
   * Lower bound, inclusive ("more than 40": 41 for things that are counted, 40 for what is measured); absent when unbounded.
   */
  low?: number | null;
  /**
   * The entity whose number it is.
   */
  of?: EntityId | null;
  /**
   * The number itself, where the text gives one.
   */
  point?: number | null;
  /**
   * How the number bounds the amount.
   */
  qualifier: "exact" | "about" | "more_than" | "at_least" | "less_than" | "at_most" | "between" | "vague";
  /**
   * First position inside.
   */
  start: number;
  /**
   * What the number says of what it counts.
   */
  status:
    | (
        | "dead"
        | "injured"
        | "missing"
        | "detained"
        | "hostage"
        | "released"
        | "displaced"
        | "evacuated"
        | "rescued"
        | "infected"
        | "destroyed"
        | "damaged"
        | "launched"
        | "intercepted"
        | "targeted"
        | "participants"
        | "deployed"
        | "money"
        | "distance"
        | "area"
        | "speed"
        | "weight"
        | "volume"
        | "temperature"
        | "share"
        | "votes"
        | "score"
        | "age"
        | "ordinal"
        | "rate"
        | "magnitude"
        | "other"
      )
    | "count";
  /**
   * The quantity of which this one is a part: "52 out of 80", "including two children".
   */
  subset_of?: QuantityId | null;
  /**
   * The words.
   */
  text: string;
  /**
   * What is counted or measured, singular and lower case ("warplane", "person", "kilometer", "percent"), or an
   * ISO 4217 code for money.
   */
  unit?: string | null;
}
/**
 * The same amount in another unit, as printed.
 */
export interface Conversion {
  /**
   * First position after.
   */
  end: number;
  /**
   * The number.
   */
  point: number;
  /**
   * First position inside.
   */
  start: number;
  /**
   * Its unit, as in [`Quantity::unit`].
   */
  unit: string;
}
/**
 * How two entities stand to each other, as the text says it.
 *
 * The kinds are those of the field's knowledge bases (TAC KBP, Wikidata), each in one direction: `subject` is what the
 * relation is told of. Of a relation that is its own reverse (`spouse`, `sibling`, `relative`), `subject` is whom the
 * noun or verb describes.
 */
export interface EntityRelation {
  /**
   * First position after.
   */
  end: number;
  /**
   * Derived from the words that say so, the kind and the entities.
   */
  id: string;
  /**
   * What the relation is.
   */
  kind: "leads" | "member_of" | "located_in" | "part_of" | "spouse" | "child_of" | "sibling" | "relative";
  /**
   * To whom or what.
   */
  object: string;
  /**
   * First position inside.
   */
  start: number;
  /**
   * Whether the text says that it is over, provisional or yet to come.
   */
  status?: Tenure | null;
  /**
   * Who or what stands in the relation.
   */
  subject: string;
}
/**
 * One sentence of the text, or a heading.
 */
export interface Sentence {
  /**
   * First position after.
   */
  end: number;
  /**
   * First position inside.
   */
  start: number;
}
/**
 * A time expression with its TIMEX3 type and value, and the interval it denotes.
 *
 * Types and values follow TIMEX3 (ISO-TimeML, as annotated in TempEval-3).
 */
export interface Timex {
  /**
   * What the value rests on.
   */
  basis: "stated" | "weekday" | "publication" | "dateline" | "narrative" | "assumed" | "unanchored";
  /**
   * First day (or time) it may denote, ISO 8601; absent when unbounded or unknown.
   */
  earliest?: string | null;
  /**
   * First position after.
   */
  end: number;
  /**
   * The unit it is exact to.
   */
  grain:
    | "second"
    | "minute"
    | "hour"
    | "day_part"
    | "day"
    | "weekend"
    | "week"
    | "month"
    | "season"
    | "quarter"
    | "half_year"
    | "year"
    | "decade"
    | "century"
    | "millennium"
    | "unknown";
  /**
   * Derived from the span.
   */
  id: string;
  /**
   * Last day (or time) it may denote, inclusive, ISO 8601.
   */
  latest?: string | null;
  /**
   * TIMEX3 modifier.
   */
  mod?: TimexModifier | null;
  /**
   * First position inside.
   */
  start: number;
  /**
   * The words.
   */
  text: string;
  /**
   * TIMEX3 type.
   */
  type: "DATE" | "TIME" | "DURATION" | "SET";
  /**
   * How far the clock it is told by is ahead of UTC (`-04:00`), where its zone says it ("4 a.m. EDT") or the same
   * moment told by another clock ("2 p.m. Moscow time (1100 GMT)"). The value and the interval are by the clock told.
   */
  utc_offset?: string | null;
  /**
   * TIMEX3 value: `2025-06-01`, `2025-W23`, `P2D`, `PAST_REF`; `XXXX-XX-XX` positions are unknown.
   */
  value: string;
}

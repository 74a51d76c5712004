// Records made by hand, so that what a view draws is tested whatever the engine reads.

const TEXT = "A report.";

/** A record of some events, each with a title and, where it has them, time, place, status and polarity. */
export function recordOf(events, entities = [], published) {
  return {
    schema: "dateline/record/v1",
    offsets: "utf-16",
    document: { id: "doc", text: TEXT, language: "en", sha256: "0".repeat(64), ...(published && { published }) },
    sentences: [{ start: 0, end: TEXT.length }],
    mentions: entities.map(({ id, kind = "place", name }, i) => ({
      id: `mention${i}`, start: 2, end: 8, text: name, kind, form: "name", entity: id,
    })),
    entities: entities.map((entity, i) => ({ kind: "place", salience: 1 - i / 100, ...entity })),
    events: events.map(({ status = "occurred", polarity = "positive", ...event }, i) => ({
      id: `event${i}`,
      type: "OTHER",
      status,
      ...event,
      mentions: [
        {
          id: `told${i}`, trigger: { start: 2, end: 8 }, sentence: 0, polarity, modality: status, tense: "past",
          rule: "hand", confidence: "high",
        },
      ],
    })),
  };
}

/** When an event took place. */
export const time = (basis, earliest, latest = earliest) => ({ basis, ...(earliest && { earliest }), ...(latest && { latest }) });

/** A place with coordinates. */
export const place = (name, lat, lon, country, precision = "exact", feature = "settlement") => ({
  id: name.toLowerCase(),
  name,
  place: { lat, lon, country, precision, feature },
});

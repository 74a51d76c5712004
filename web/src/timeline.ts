/** The events in order of time: along an axis, and as a list. */
import { isPoint, stretch } from "./axis";
import { h } from "./element";
import { eventRow } from "./eventrow";
import type { Ledger } from "./ledger";
import { isReal, legend, timeLook } from "./mark";
import type { Selection } from "./selection";
import { timechart } from "./timechart";
import { interval, isDated } from "./wording";

/** The timeline. */
export function timeline(ledger: Ledger, selection: Selection): HTMLElement[] {
  const { events } = ledger.record;
  if (!events.length) return [h("p", { class: "empty" }, "No events were found.")];
  const undated = events.filter((event) => !isDated(event));
  const dated = events
    .filter(isDated)
    .map((event) => ({ event, when: stretch(event.time?.earliest, event.time?.latest) }))
    .sort((a, b) => order(start(a.when), start(b.when)) || order(a.when.to, b.when.to));

  const blocks: HTMLElement[] = [];
  if (dated.length) {
    let day = "";
    const rows = dated.map(({ event, when }) => {
      const words = interval(event.time?.earliest, event.time?.latest) ?? "";
      const isRepeated = words === day;
      day = words;
      return h(
        "li",
        {},
        isRepeated ? null : h("p", { class: "day" }, words),
        eventRow(ledger, selection, event, { look: timeLook(event, isPoint(when)), place: true }),
      );
    });
    const hasSpans = dated.some(({ when }) => !isPoint(when));
    const hasUnreal = dated.some(({ event }) => !isReal(event));
    blocks.push(
      timechart(ledger, selection, dated.map(({ event }) => event)),
      legend([
        ["dot", "date stated"],
        ["dot inferred", "date inferred"],
        ...(hasSpans ? [["dot extent inferred", "some time within"] as const] : []),
        ...(hasUnreal ? [["dot unreal", "planned, denied, possible or failed"] as const] : []),
      ]),
      h("ol", { class: "rows timeline", "aria-label": "Events in order of time" }, rows),
    );
  }
  if (undated.length) {
    blocks.push(
      h(
        "section",
        { class: "tray" },
        h("h3", {}, "Without a date", h("span", { class: "count" }, String(undated.length))),
        h("ul", { class: "rows" }, undated.map((event) => h("li", {}, eventRow(ledger, selection, event, { place: true })))),
      ),
    );
  }
  return blocks;
}

/** Of a stretch without a beginning only its end places it. */
const start = ({ from, to }: { from: number; to: number }): number => (from === -Infinity ? to - 1 : from);

const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Corrections, what a reader should know about how the report was read, and the report's own particulars. */
import { h } from "./element";
import { type Ledger, oneLine } from "./ledger";
import type { Selection } from "./selection";
import { date, plain } from "./wording";

/** The notes. */
export function notes(ledger: Ledger, selection: Selection): HTMLElement[] {
  const { corrections, diagnostics } = ledger.record;
  const blocks: HTMLElement[] = [];
  if (corrections.length) {
    blocks.push(
      h("section", {}, [
        h("h3", {}, "Corrections by the outlet"),
        h(
          "ul",
          { class: "rows" },
          corrections.map((correction, i) => {
            const event = correction.concerns ? ledger.events.get(correction.concerns) : undefined;
            const item = h(
              "div",
              { class: "row", role: "button", tabindex: "-1", "aria-pressed": "false", "data-key": `correction:${i}` },
              h("p", { class: "title" }, [
                plain(correction.kind),
                (correction.before || correction.after) && ": ",
                correction.before && h("del", {}, oneLine(correction.before.text)),
                correction.before && correction.after && " → ",
                correction.after && h("ins", {}, oneLine(correction.after.text)),
              ]),
              event ? h("p", { class: "about" }, `concerns “${oneLine(event.title)}”`) : null,
              h("blockquote", { class: "direct", dir: "auto" }, ledger.words(correction)),
            );
            selection.register(item, `correction:${i}`);
            return h("li", {}, item);
          }),
        ),
      ]),
    );
  }
  if (diagnostics.length) {
    blocks.push(
      h("section", {}, [
        h("h3", {}, "How it was read"),
        h(
          "ul",
          { class: "rows" },
          diagnostics.map((diagnostic, i) => {
            const item = h(
              "div",
              { class: "row", role: "button", tabindex: "-1", "aria-pressed": "false", "data-key": `diagnostic:${i}` },
              h("p", {}, diagnostic.message),
              h("p", { class: "about" }, plain(diagnostic.code)),
            );
            selection.register(item, `diagnostic:${i}`);
            return h("li", {}, item);
          }),
        ),
      ]),
    );
  }
  blocks.push(h("section", {}, [h("h3", {}, "The report"), particulars(ledger)]));
  return blocks;
}

function particulars(ledger: Ledger): HTMLElement {
  const { document: source } = ledger.record;
  const names = (kind: string) =>
    (source.byline ?? [])
      .filter((byline) => byline.kind === kind)
      .map((byline) => `${oneLine(byline.name)}${byline.place ? ` (${oneLine(byline.place)})` : ""}`)
      .join(", ");
  const versions = Math.max(0, ...(source.sections ?? []).map((section) => section.version)) + 1;
  const lines: [string, string | null | undefined | false][] = [
    ["Headline", source.headline && oneLine(source.headline)],
    ["Outlet", source.outlet],
    ["Published", source.published && date(source.published)],
    ["Updated", source.updated && date(source.updated)],
    ["Filed from", source.dateline?.place],
    ["Agency", source.dateline?.agency],
    ["By", names("writer")],
    ["Contributors", names("contributor")],
    ["Versions", versions > 1 && `${versions}, the newest first`],
    ["Language", source.language],
    ["Text", `${source.text.length.toLocaleString("en-GB")} characters, SHA-256 ${source.sha256.slice(0, 16)}…`],
  ];
  return h(
    "dl",
    { class: "particulars" },
    lines.filter(([, words]) => words).map(([name, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, words || ""))),
  );
}

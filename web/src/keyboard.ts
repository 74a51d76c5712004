/** Pointer and keyboard: what is pointed at or focused is previewed, a click or Enter chooses it. */
import { byId, h } from "./element";
import type { Selection } from "./selection";
import type { Tabs } from "./tabs";

interface Stage {
  selection: Selection;
  tabs: Tabs;
  sheet: HTMLElement;
  card: HTMLElement;
  copyCitation(): Promise<void>;
}

const KEYS: [string, string][] = [
  ["Tab", "to the report, the views, the card"],
  ["← →", "from mark to mark in the report"],
  ["↑ ↓", "from event to event in the report; from line to line or mark to mark in a view"],
  ["Home, End", "to the first and last"],
  ["Enter", "choose: marked everywhere, with its card"],
  ["Esc", "choose nothing"],
  ["1 … 6", "the views"],
  ["+, −, 0", "in the map: nearer, farther, the whole report; Shift with an arrow moves it"],
  ["r", "the report"],
  ["n", "new report"],
  ["o", "open a file"],
  ["e", "export the record as JSON"],
  ["c", "copy the citation of what is chosen"],
  ["t", "theme: system, dark, light"],
];

/** Connects the page's parts with pointer and keys. */
export function keyboard({ selection, tabs, sheet, card, copyCitation }: Stage) {
  const keyOf = (target: EventTarget | null) => (target as Element | null)?.closest?.<HTMLElement>("[data-key]") ?? undefined;

  let pointer = "";
  document.addEventListener("pointerover", (event) => {
    // Browsers also send this when the page moves under a pointer that rests.
    const at = `${event.screenX} ${event.screenY}`;
    if (event.pointerType === "touch" || at === pointer) return;
    pointer = at;
    selection.preview(keyOf(event.target)?.dataset.key);
    tabs.flag();
  });
  document.addEventListener("focusin", (event) => {
    selection.preview(keyOf(event.target)?.dataset.key);
    tabs.flag();
  });
  document.addEventListener("click", (event) => {
    const element = keyOf(event.target);
    if (element) choose(element);
    else if (sheet.contains(event.target as Node) && !getSelection()?.toString()) selection.choose(undefined);
  });

  function choose(element: HTMLElement) {
    const key = element.dataset.key;
    selection.choose(key === selection.chosen && !card.contains(element) ? undefined : key);
    for (const pane of [sheet, tabs.panel]) {
      if (!pane || !selection.chosen) continue;
      // The card may have come up over what was chosen.
      if (pane.contains(element)) element.scrollIntoView({ block: "nearest" });
      else reveal(pane);
    }
  }

  function reveal(pane: HTMLElement) {
    const mark = pane.querySelector('.row[data-mark="chosen"]') ?? pane.querySelector('[data-mark="chosen"]') ?? pane.querySelector('[data-mark="related"]');
    if (!mark) return;
    mark.closest("details")?.setAttribute("open", "");
    const [inner, outer] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (inner.top >= outer.top && inner.bottom <= Math.min(outer.bottom, innerHeight)) return;
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    mark.scrollIntoView({ block: "center", behavior });
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (byId("writing").contains(target)) byId("cancel").click();
      else selection.choose(undefined);
      return;
    }
    if (target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
    const stop = target.closest<HTMLElement>("[data-key][tabindex]");
    if (stop && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      return choose(stop);
    }
    if (stop && walk(stop, event.key)) return event.preventDefault();
    const act = ACTS[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (/^[1-6]$/u.test(event.key)) {
      tabs.choose(Number(event.key));
      tabs.panel?.querySelector<HTMLElement>('[data-key][tabindex="0"]')?.focus();
    }
  });

  const press = (id: string) => () => byId(id).click();
  const ACTS: { [key: string]: (() => void) | undefined } = {
    n: press("compose"),
    o: press("open"),
    e: press("export"),
    t: press("theme"),
    c: () => void copyCitation(),
    r: () => {
      tabs.choose("text");
      sheet.querySelector<HTMLElement>('[data-key][tabindex="0"]')?.focus();
    },
    "?": press("help"),
  };

  /** Moves the focus among the stops of one part of a pane, of which only one takes part in the order of Tab. */
  function walk(from: HTMLElement, key: string): boolean {
    const pane = sheet.contains(from) ? sheet : tabs.panel;
    if (!pane?.contains(from)) return false;
    const vertical = key === "ArrowUp" || key === "ArrowDown";
    const only = pane === sheet && vertical ? ".event" : "";
    const part = partOf(from);
    const stops = [...pane.querySelectorAll<HTMLElement>(`${only}[data-key][tabindex]`)].filter(
      (stop) => partOf(stop) === part && stop.checkVisibility(),
    );
    const forward = key === "ArrowDown" || key === "ArrowRight";
    if (!forward && key !== "ArrowUp" && key !== "ArrowLeft" && key !== "Home" && key !== "End") return false;
    const after = (stop: HTMLElement) => from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
    const others = stops.filter((stop) => stop !== from);
    const next =
      key === "Home" ? stops[0] : key === "End" ? stops.at(-1) : forward ? others.find(after) : others.findLast((stop) => !after(stop));
    if (next) focus(pane, next);
    return true;
  }

  function focus(pane: HTMLElement, stop: HTMLElement) {
    for (const other of pane.querySelectorAll<HTMLElement>('[data-key][tabindex="0"]')) {
      if (partOf(other) === partOf(stop)) other.tabIndex = -1;
    }
    stop.tabIndex = 0;
    stop.focus();
  }

  /** The drawing that a stop belongs to; none for the lines of a view. */
  function partOf(stop: Element): Element | null {
    return stop.closest("[data-walk]");
  }

  const help = byId<HTMLDialogElement>("keys");
  const close = h("button", { type: "button", class: "main" }, "Close");
  close.addEventListener("click", () => help.close());
  help.append(
    h("h2", { id: "keys-title" }, "Keys"),
    h("dl", {}, KEYS.map(([keys, act]) => h("div", {}, h("dt", {}, keys.split(", ").map((key) => h("kbd", {}, key))), h("dd", {}, act)))),
    close,
  );
  byId("help").addEventListener("click", () => help.showModal());
}

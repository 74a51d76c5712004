/** The views beside the report, one at a time; on narrow screens the report is one of them. */
import { h } from "./element";
import type { Ledger } from "./ledger";
import type { Selection } from "./selection";

/** One view of a record. */
export interface View {
  id: string;
  name: string;
  /** Whether it is only a tab where there is no room beside the views. */
  narrow?: boolean;
  show(ledger: Ledger, selection: Selection): HTMLElement[];
}

/** A tab list with its panels, after the pattern of the ARIA Authoring Practices. */
export class Tabs {
  readonly #tabs = new Map<string, HTMLElement>();
  readonly #panels = new Map<string, HTMLElement>();
  readonly #views: View[];
  #current = "timeline";

  constructor(list: HTMLElement, panels: HTMLElement, views: View[]) {
    this.#views = views;
    views.forEach((view, i) => {
      const tab = h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${view.id}`,
          class: view.narrow ? "narrow" : false,
          "aria-controls": view.narrow ? "sheet" : `panel-${view.id}`,
          "aria-keyshortcuts": view.narrow ? false : String(i),
        },
        view.name,
      );
      tab.addEventListener("click", () => this.choose(view.id));
      this.#tabs.set(view.id, tab);
      list.append(tab);
      if (view.narrow) return;
      const panel = h("section", { role: "tabpanel", id: `panel-${view.id}`, "aria-labelledby": tab.id, class: `panel ${view.id}` });
      this.#panels.set(view.id, panel);
      panels.append(panel);
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const shown = views.filter((view) => this.#tabs.get(view.id)?.checkVisibility());
      const at = shown.findIndex((view) => view.id === this.#current);
      const next = step ? shown[(at + step + shown.length) % shown.length] : { Home: shown[0], End: shown.at(-1) }[event.key];
      if (!next) return;
      event.preventDefault();
      this.choose(next.id);
      this.#tabs.get(next.id)?.focus();
    });
    this.choose(matchMedia("(max-width: 60rem)").matches ? "text" : "timeline");
  }

  /** The panel in view; none while the report takes its place. */
  get panel(): HTMLElement | undefined {
    return this.#panels.get(this.#current);
  }

  /** Shows the views of a record. */
  show(ledger: Ledger, selection: Selection) {
    for (const view of this.#views) {
      const panel = this.#panels.get(view.id);
      panel?.replaceChildren(h("h2", { class: "print" }, view.name), ...view.show(ledger, selection));
      const stops = [...(panel?.querySelectorAll<HTMLElement>("[data-key][tabindex]") ?? [])];
      // Tab stops once in each drawing and once in the lines.
      for (const part of new Set(stops.map((stop) => stop.closest("[data-walk]")))) {
        stops.find((stop) => stop.closest("[data-walk]") === part)!.tabIndex = 0;
      }
      if (panel) panel.scrollTop = 0;
    }
    this.flag();
  }

  /** Brings a view to the front: by its name, or by its place from 1 as the keys count. */
  choose(view: string | number) {
    const id = typeof view === "number" ? this.#views[view]?.id : view;
    if (!id) return;
    // Beside the report there is always a view: asking for the report leaves it.
    const wide = !matchMedia("(max-width: 60rem)").matches;
    this.#current = id === "text" && wide ? (this.#current === "text" ? "timeline" : this.#current) : id;
    document.documentElement.dataset.view = this.#current;
    for (const [name, tab] of this.#tabs) {
      const chosen = name === this.#current;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      this.#panels.get(name)?.toggleAttribute("data-current", chosen);
    }
  }

  /** Dots the tabs of the views in which something is marked. */
  flag() {
    for (const [name, panel] of this.#panels) {
      this.#tabs.get(name)?.toggleAttribute("data-marked", panel.querySelector("[data-mark]") !== null);
    }
  }
}

/** The line under a drawing that names the mark which is pointed at or focused. */
import { h } from "./element";

/** The line for the marks inside a drawing, at rest with words of its own; screen readers hear the marks themselves. */
export function caption(drawing: Element, atRest: string): HTMLElement {
  const line = h("p", { class: "caption", "aria-hidden": "true" }, atRest);
  const tell = (event: Event) => {
    const mark = (event.target as Element).closest("[data-key][aria-label]") ?? drawing.querySelector('[data-mark="chosen"]');
    line.textContent = mark?.getAttribute("aria-label") ?? atRest;
  };
  for (const kind of ["pointerover", "pointerleave", "focusin", "focusout"]) drawing.addEventListener(kind, tell);
  return line;
}

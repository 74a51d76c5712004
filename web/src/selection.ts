import type { Key, Ledger } from "./ledger";

/**
 * The one choice that all views share.
 *
 * Views register the elements that stand for a thing. A thing is previewed while it is pointed at or focused, and
 * chosen by a click or Enter; its elements carry `data-mark="chosen"`, those of what is tied to it `"related"`.
 */
export class Selection {
  #ledger: Ledger | undefined;
  #elements = new Map<Key, Element[]>();
  #marked: Element[] = [];
  #chosen: Key | undefined;
  #shown: Key | undefined;
  readonly #listeners: ((chosen: Key | undefined) => void)[] = [];
  #followers: ((chosen: Key) => void)[] = [];

  /** The thing that was chosen last. */
  get chosen(): Key | undefined {
    return this.#chosen;
  }

  /** Forgets the elements of the record before. */
  reset(ledger: Ledger) {
    this.choose(undefined);
    this.#ledger = ledger;
    this.#elements.clear();
    this.#followers = [];
  }

  /** The element stands for each of the things. */
  register(element: Element, ...keys: Key[]) {
    for (const key of keys) {
      const known = this.#elements.get(key);
      if (known) known.push(element);
      else this.#elements.set(key, [element]);
    }
  }

  /** Calls the listener after every choice. */
  listen(listener: (chosen: Key | undefined) => void) {
    this.#listeners.push(listener);
  }

  /** Calls a view of the present record when something is chosen. */
  follow(follower: (chosen: Key) => void) {
    this.#followers.push(follower);
  }

  /** Marks the thing while it is pointed at; nothing brings the chosen one back. */
  preview(key: Key | undefined) {
    this.#show(key ?? this.#chosen);
  }

  /** Chooses the thing, or nothing. */
  choose(key: Key | undefined) {
    this.#chosen = key;
    this.#show(key);
    for (const listener of this.#listeners) listener(key);
    if (key !== undefined) for (const follower of this.#followers) follower(key);
  }

  #show(key: Key | undefined) {
    if (key === this.#shown) return;
    this.#shown = key;
    for (const element of this.#marked) {
      element.removeAttribute("data-mark");
      if (element.hasAttribute("aria-pressed")) element.setAttribute("aria-pressed", "false");
    }
    this.#marked = [];
    document.documentElement.toggleAttribute("data-marking", key !== undefined);
    if (key === undefined || !this.#ledger) return;
    for (const related of this.#ledger.related(key)) this.#mark(related, "related");
    this.#mark(key, "chosen");
  }

  #mark(key: Key, how: "chosen" | "related") {
    for (const element of this.#elements.get(key) ?? []) {
      element.setAttribute("data-mark", how);
      if (how === "chosen" && element.hasAttribute("aria-pressed")) element.setAttribute("aria-pressed", "true");
      this.#marked.push(element);
    }
  }
}

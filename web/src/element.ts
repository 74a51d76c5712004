/** What may stand inside an element. Strings become text nodes: nothing on this page is ever parsed as HTML. */
export type Child = Node | string | null | undefined | false | Child[];

type Attributes = { [name: string]: string | boolean | undefined };

/** An element with attributes and children; `true` sets an attribute without a value, `false` leaves it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...nodes(children));
  return element;
}

/** An element of a drawing. */
export function draw<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Node[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Children without the absent ones, flat. */
export function nodes(children: Child[]): (Node | string)[] {
  return children.flatMap((child) =>
    Array.isArray(child) ? nodes(child) : child === null || child === undefined || child === false ? [] : [child],
  );
}

/** The element of the page with the id, which the page's HTML promises. */
export function byId<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element as T;
}

/** Names on the map, as many as have room. */

export interface Label {
  words: string;
  look: string;
  /** What it names, in pixels. */
  x: number;
  y: number;
  /** How far from there the name must keep; names of areas stand in them. */
  clear?: number;
}

interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Writes names into a group, the first the most important.
 *
 * A name keeps off those before it, off `taken`, and within the frame; what has no room is left out, since the list
 * beside the map has all.
 */
export function write(group: SVGGElement, labels: Label[], taken: Rectangle[], width: number, height: number) {
  const texts = labels.map(({ words, look }) => {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("class", look);
    text.textContent = words;
    return text;
  });
  group.replaceChildren(...texts);
  // All are measured before any is moved: the browser lays them out once.
  const sizes = texts.map((text) => text.getBBox());
  texts.forEach((text, i) => {
    const { width: long, height: high } = sizes[i]!;
    const place = corners(labels[i]!, long, high)
      .map(([left, top]) => ({ left, top, right: left + long, bottom: top + high }))
      .find((box) => box.left >= 2 && box.top >= 2 && box.right <= width - 2 && box.bottom <= height - 2 && !taken.some((other) => overlap(box, other)));
    if (!place) return text.remove();
    taken.push(place);
    text.setAttribute("x", place.left.toFixed(1));
    text.setAttribute("y", (place.top - sizes[i]!.y).toFixed(1));
  });
}

/** Where a name may begin, best first. */
function corners({ x, y, clear }: Label, long: number, high: number): [number, number][] {
  const [left, right, middle] = [x - long - (clear ?? 0), x + (clear ?? 0), x - long / 2];
  if (clear === undefined) return [0, 1, -1].map((shift): [number, number] => [middle, y - high / 2 + shift * high]);
  const level = y - high / 2;
  return [
    [right, level],
    [left, level],
    [middle, y - high - clear],
    [middle, y + clear],
    [right, level - high * 0.7],
    [right, level + high * 0.7],
    [left, level - high * 0.7],
    [left, level + high * 0.7],
  ];
}

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

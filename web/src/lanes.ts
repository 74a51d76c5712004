/** Puts boxes into rows so that none lies on another. */

/** From left to right, as many rows high. */
export interface Box {
  left: number;
  right: number;
  rows: number;
}

/** The lowest row for each box that is free of those before it; row 0 is the lowest. */
export function lanes(boxes: Box[]): number[] {
  const taken: Box[][] = [];
  return boxes.map((box) => {
    const collides = (row: number) => taken[row]?.some((other) => box.left < other.right && other.left < box.right) ?? false;
    let lowest = 0;
    for (let row = 0; row < lowest + box.rows; row++) if (collides(row)) lowest = row + 1;
    for (let row = lowest; row < lowest + box.rows; row++) (taken[row] ??= []).push(box);
    return lowest;
  });
}

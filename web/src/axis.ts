/** An axis of time on which hours and centuries fit together. */
import { dayOf, shortDate } from "./wording";

/** Days since 1970, from one up to but not including another; infinite where an end is open. */
export interface Stretch {
  from: number;
  to: number;
}

/** A part of the axis, from 0 to 1 of its length, along which time runs evenly. */
export interface Piece extends Stretch {
  left: number;
  right: number;
  /** Nothing is known to have happened in it, and it is drawn far shorter than it was. */
  isBreak: boolean;
}

/** A date beside the axis. */
export interface Tick {
  at: number;
  words: string;
  align: "left" | "middle" | "right";
}

/** Longest stretch without events that is drawn day by day. */
const LULL = 3;
/** Lengths of what is no stretch of days, where a day has length 1. */
const BREAK = 1.4;
const OPEN = 1.6;

/** When the time between two ISO 8601 dates or times was; their last day belongs to it. */
export function stretch(earliest?: string | null, latest?: string | null): Stretch {
  const end = dayOf(latest);
  return {
    from: moment(earliest) ?? -Infinity,
    to: end === undefined ? Infinity : hasHour(latest) ? moment(latest)! : end + 1,
  };
}

/** Whether a stretch is no longer than a day. */
export const isPoint = ({ from, to }: Stretch): boolean => to - from <= 1;

/**
 * An axis for some stretches.
 *
 * It is cut wherever one begins or ends. A piece grows with the logarithm of its days and with what it has to hold, and
 * where nothing happened for long the axis is broken: a report may have one event in 1945 and ten this week.
 */
export class Axis {
  readonly pieces: Piece[] = [];

  constructor(stretches: Stretch[]) {
    const whole = stretches.map(wholeDays);
    const cuts = [...new Set(whole.flatMap(({ from, to }) => [from, to]).filter(Number.isFinite))].sort((a, b) => a - b);
    const lengths: number[] = [];
    const add = (from: number, to: number, length: number, isBreak: boolean) => {
      this.pieces.push({ from, to, left: 0, right: 0, isBreak });
      lengths.push(length);
    };
    if (whole.some(({ from }) => from === -Infinity)) add(-Infinity, cuts[0] ?? 0, OPEN, false);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [from, to] = [cuts[i]!, cuts[i + 1]!];
      const days = to - from;
      const held = whole.filter((each) => each.from === from && each.to === to).length;
      const isCovered = whole.some((each) => Number.isFinite(each.to - each.from) && each.from <= from && to <= each.to);
      if (isCovered) add(from, to, 1 + 0.6 * Math.log2(days) + Math.min(8, Math.max(0, held - 1) * 0.6), false);
      else add(from, to, days <= LULL ? days : BREAK, days > LULL);
    }
    if (whole.some(({ to }) => to === Infinity)) add(cuts.at(-1) ?? 0, Infinity, OPEN, false);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    let reach = 0;
    this.pieces.forEach((piece, i) => {
      piece.left = reach / total;
      reach += lengths[i]!;
      piece.right = reach / total;
    });
  }

  /** Where a moment lies, from 0 to 1. */
  at(day: number): number {
    const piece = this.pieces.find(({ to }) => day < to) ?? this.pieces.at(-1);
    if (!piece || day === -Infinity) return 0;
    if (day >= piece.to) return 1;
    if (!Number.isFinite(piece.to - piece.from)) return day <= piece.from ? piece.left : piece.right;
    return piece.left + ((day - piece.from) / (piece.to - piece.from)) * (piece.right - piece.left);
  }

  /** Dates for an axis of so many pixels, as many as it has room for. */
  ticks(width: number): Tick[] {
    const result: Tick[] = [];
    let free = -Infinity;
    let year = "";
    this.pieces.forEach((piece, i) => {
      const { from, to, left, right, isBreak } = piece;
      if (isBreak || !Number.isFinite(to - from)) return;
      const [before, after] = [this.pieces[i - 1], this.pieces[i + 1]];
      const period = shortDate(from, to - 1);
      const days = to - from;
      const candidates: [Tick["align"], number, { words: string; year: string } | undefined][] = period
        ? [["middle", (left + right) / 2, period]]
        : [
            ["left", left, !before || before.isBreak || before.from === -Infinity ? edge(from, days, "-01-01") : undefined],
            ["right", right, !after || after.isBreak || after.to === Infinity ? edge(to - 1, days, "-12-31") : undefined],
          ];
      for (const [align, at, label] of candidates) {
        if (!label) continue;
        const words = label.year === year || label.words === label.year ? label.words : `${label.words} ${label.year}`;
        const size = words.length * 6.4 + 8;
        const wanted = at * width - (align === "left" ? 0 : align === "right" ? size : size / 2);
        const start = Math.max(0, Math.min(wanted, width - size));
        if (start < free) continue;
        free = start + size;
        year = label.year;
        // A label pushed in from the edge starts or ends with the axis.
        if (start === wanted) result.push({ at, words, align });
        else result.push(start > wanted ? { at: 0, words, align: "left" } : { at: 1, words, align: "right" });
      }
    });
    return result;
  }
}

/** The first or last day of a piece; of one of years, their number says enough where it is their own first or last. */
function edge(day: number, days: number, yearly: string): { words: string; year: string } | undefined {
  const label = shortDate(day, day);
  const isWhole = days > 366 && new Date(day * 86_400_000).toISOString().slice(4, 10) === yearly;
  return label && isWhole ? { words: label.year, year: label.year } : label;
}

const hasHour = (iso: string | null | undefined): boolean => /T\d{2}:\d{2}/u.test(iso ?? "");

function moment(iso: string | null | undefined): number | undefined {
  const day = dayOf(iso);
  const hour = /T(\d{2}):(\d{2})/u.exec(iso ?? "");
  return day === undefined || !hour ? day : day + (Number(hour[1]) * 60 + Number(hour[2])) / 1440;
}

function wholeDays({ from, to }: Stretch): Stretch {
  const start = Math.floor(from);
  return { from: start, to: Math.max(Math.ceil(to), start + 1) };
}

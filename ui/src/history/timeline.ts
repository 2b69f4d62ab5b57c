/**
 * Where each revision stands in the timeline: under its day, beside the others of its sitting. Heights are known beforehand, so that
 * of ten thousand revisions only those in sight need to be in the page.
 */
import type { RevisionRow } from "../backend";
import { dayOf, type TimeWords } from "../text/days";

/** A new sitting begins after so much quiet, in milliseconds. */
const QUIET_MS = 5 * 60_000;
/** In pixels. */
export const HEIGHT = { row: 48, day: 34, gap: 9 } as const;

/** A text in the timeline: a revision, or what the window holds now. */
export interface Entry {
  /** The text as it is now. */
  now: boolean;
  /** Null only for a text of which the library has nothing yet. */
  row: RevisionRow | null;
}

export interface Placed extends Entry {
  /** The heading above the first row of a day. */
  day: string | null;
  /** It is the latest, or the earliest, of its sitting. */
  opens: boolean;
  closes: boolean;
  /** From the top of the list, without and with what stands above the row; in pixels. */
  top: number;
  begins: number;
}

/** Newest first. `row` of the first is null where the newest text is not in the library as it stands. */
export function entries(rows: readonly RevisionRow[], durable: boolean): Entry[] {
  const [first, ...older] = rows;
  const head: Entry[] = durable && first ? [{ now: true, row: first }] : [{ now: true, row: null }];
  const rest = durable ? older : rows;
  return [...head, ...rest.map((row) => ({ now: false, row }))];
}

/** Whether two neighbours, the later one first, belong to one sitting. */
export function oneSitting(later: Entry, earlier: Entry): boolean {
  if (!earlier.row) return false;
  if (!later.row) return true;
  return Date.parse(later.row.began_at) - Date.parse(earlier.row.saved_at) <= QUIET_MS;
}

/** Only one date is put into words for each day: ten thousand would take longer than a frame. */
export function place(list: readonly Entry[], now: Date, words: TimeWords, locale: string): Placed[] {
  let begins = 0;
  let [dayStart, dayEnd] = [Infinity, -Infinity];
  const placed: Placed[] = [];
  for (const entry of list) {
    const at = entry.row ? Date.parse(entry.row.saved_at) : now.getTime();
    let day: string | null = null;
    if (at < dayStart || at >= dayEnd) {
      const date = new Date(at);
      [dayStart, dayEnd] = [0, 1].map((n) =>
        new Date(date.getFullYear(), date.getMonth(), date.getDate() + n).getTime(),
      ) as [number, number];
      day = dayOf(date, now, words, locale);
    }
    const before = placed.at(-1);
    const opens = !before || day !== null || !oneSitting(before, entry);
    if (before) before.closes = opens;
    const top = begins + (day !== null ? HEIGHT.day : opens ? HEIGHT.gap : 0);
    placed.push({ ...entry, day, opens, closes: true, top, begins });
    begins = top + HEIGHT.row;
  }
  return placed;
}

/** How high the list is, in pixels. */
export function heightOf(placed: readonly Placed[]): number {
  const last = placed.at(-1);
  return last ? last.top + HEIGHT.row : 0;
}

/** The rows between two heights, the first and the one after the last. */
export function within(placed: readonly Placed[], from: number, to: number): [first: number, end: number] {
  return [firstAt(placed, (entry) => entry.top + HEIGHT.row > from), firstAt(placed, (entry) => entry.begins >= to)];
}

/** The first that is so, where all after it are so too. */
function firstAt(placed: readonly Placed[], is: (entry: Placed) => boolean): number {
  let [low, high] = [0, placed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(placed[middle] as Placed)) high = middle;
    else low = middle + 1;
  }
  return low;
}

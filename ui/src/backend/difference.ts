/** What lies between two versions of a long text. */
import type { Splice } from "./bindings";

/** Compared at once: the engine is quicker at that than at one character after the other. */
const STRETCH = 4096;

/** The one stretch in which they differ, in UTF-16 units; it begins and ends at the edges of characters. */
export function difference(before: string, after: string): Splice {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from + STRETCH <= shorter && before.startsWith(after.slice(from, from + STRETCH), from)) from += STRETCH;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  if (from > 0 && isHigh(before.charCodeAt(from - 1))) from -= 1;

  const most = shorter - from;
  let tail = 0;
  const same = (length: number) =>
    before.startsWith(after.slice(after.length - tail - length, after.length - tail), before.length - tail - length);
  while (tail + STRETCH <= most && same(STRETCH)) tail += STRETCH;
  while (tail < most && same(1)) tail += 1;
  if (tail > 0 && isLow(before.charCodeAt(before.length - tail))) tail -= 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

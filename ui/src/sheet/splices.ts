/** Small changes of a text: each costs what it changes, never what the text is long. Offsets are in UTF-16 units. */

/** Puts `inserted` in the place of `removed`, which stands at `from` in the text before. */
export interface Splice {
  readonly from: number;
  readonly removed: string;
  readonly inserted: string;
}

/**
 * The text after splices that are in order, do not overlap, and all count in the text before; null if one of them does not fit, which
 * leaves nothing half done.
 */
export function spliced(text: string, splices: readonly Splice[]): string | null {
  if (!fit(text, splices)) return null;
  let after = "";
  let done = 0;
  for (const { from, removed, inserted } of splices) {
    after += text.slice(done, from) + inserted;
    done = from + removed.length;
  }
  return after + text.slice(done);
}

/** Whether each of them finds in the text what it removes. */
export function fit(text: string, splices: readonly Splice[]): boolean {
  let done = 0;
  for (const { from, removed } of splices) {
    if (from < done || from > text.length || !text.startsWith(removed, from)) return false;
    done = from + removed.length;
  }
  return true;
}

/** The splices that lead back. */
export function back(splices: readonly Splice[]): Splice[] {
  let moved = 0;
  return splices.map(({ from, removed, inserted }) => {
    const splice = { from: from + moved, removed: inserted, inserted: removed };
    moved += inserted.length - removed.length;
    return splice;
  });
}

/** Two splices that came one after the other as one; null if they do not touch. */
export function joined(first: Splice, then: Splice): Splice | null {
  const start = then.from - first.from;
  const end = start + then.removed.length;
  if (start > first.inserted.length || end < 0) return null;
  // What the second took away beyond the first's own stood in the text before both.
  const ahead = then.removed.slice(0, Math.max(0, -start));
  const behind = then.removed.slice(then.removed.length - Math.max(0, end - first.inserted.length));
  return {
    from: Math.min(first.from, then.from),
    removed: ahead + first.removed + behind,
    inserted: first.inserted.slice(0, Math.max(0, start)) + then.inserted + first.inserted.slice(Math.max(0, end)),
  };
}

/**
 * The one stretch that differs between two texts. Where that is ambiguous ("aa" from "a"), the change is taken to end at `caret`, an
 * offset in the text after.
 */
export function difference(before: string, after: string, caret = 0): Splice {
  const shorter = Math.min(before.length, after.length);
  const longest = Math.min(shorter, after.length - caret);
  let tail = 0;
  while (tail < longest && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  let from = 0;
  while (from < shorter - tail && before[from] === after[from]) from += 1;
  return { from, removed: before.slice(from, before.length - tail), inserted: after.slice(from, after.length - tail) };
}

/** Words as people take them, in Chinese too. */

const segmenters = new Map<string, Intl.Segmenter>();
/** Looking at no more than this keeps a text of one long line as quick as any. */
const REACH = 80;

/** Splits into words; Chinese by its dictionary. */
export function segmenter(lang = ""): Intl.Segmenter {
  let found = segmenters.get(lang);
  if (!found) {
    found = new Intl.Segmenter(lang || undefined, { granularity: "word" });
    segmenters.set(lang, found);
  }
  return found;
}

/** The word that `at` stands in or touches, as offsets in `text`; the one that it stands at the start of goes first. */
export function wordAt(text: string, at: number): { from: number; to: number } | null {
  const offset = Math.max(0, at - REACH);
  let touched: { from: number; to: number } | null = null;
  for (const { segment, index, isWordLike } of segmenter().segment(text.slice(offset, at + REACH))) {
    const from = offset + index;
    const to = from + segment.length;
    if (from > at) break;
    if (!isWordLike || to < at) continue;
    if (at < to) return { from, to };
    touched = { from, to };
  }
  return touched;
}

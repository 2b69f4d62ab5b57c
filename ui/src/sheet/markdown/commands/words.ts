/** Words as people take them, in Chinese too. */
import type { EditorState } from "@codemirror/state";

/** Looking at no more than this keeps a text of one long line as quick as any. */
const REACH = 80;

let segmenter: Intl.Segmenter | undefined;

/** The word that `at` stands in or touches, as offsets in `text`; the one that it stands at the start of goes first. */
export function wordAt(text: string, at: number): { from: number; to: number } | null {
  const offset = Math.max(0, at - REACH);
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  let touched: { from: number; to: number } | null = null;
  for (const { segment, index, isWordLike } of segmenter.segment(text.slice(offset, at + REACH))) {
    const from = offset + index;
    const to = from + segment.length;
    if (from > at) break;
    if (!isWordLike || to < at) continue;
    if (at < to) return { from, to };
    touched = { from, to };
  }
  return touched;
}

/** The word at a place in a text that is edited. */
export function wordOf(state: EditorState, at: number): { from: number; to: number } | null {
  const line = state.doc.lineAt(at);
  const word = wordAt(line.text, at - line.from);
  return word && { from: line.from + word.from, to: line.from + word.to };
}

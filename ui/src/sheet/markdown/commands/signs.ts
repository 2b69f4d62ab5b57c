/** The signs that a mark is made of: where they go, and which of them must go. */
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { markable } from "./flanking";
import { inside, isAtom, isSign, type Marked, type Span } from "./tree";

export type InlineMark = "strong" | "emphasis" | "strike" | "code";

export const NODES: Record<InlineMark, string> = {
  strong: "StrongEmphasis",
  emphasis: "Emphasis",
  strike: "Strikethrough",
  code: "InlineCode",
};
export const SIGNS: Record<InlineMark, string> = { strong: "**", emphasis: "*", strike: "~~", code: "`" };

const STARS = /Emphasis$/;

/** A replacement in the text. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
}

/** What takes the signs of a marked stretch away. */
export function withoutSigns(state: EditorState, mark: InlineMark, { from, open, close, to }: Marked): Edit[] {
  const padded = mark === "code" && /^ [^]*`[^]* $/.test(state.sliceDoc(open, close)) ? 1 : 0;
  return [
    { from, to: open + padded, insert: "" },
    { from: close - padded, to, insert: "" },
  ];
}

/** What puts signs around a stretch of a leaf: around each piece of it that no other mark begins or ends in. */
export function wrapped(state: EditorState, mark: InlineMark, leaf: SyntaxNode, range: Span): Edit[] {
  if (range.from >= range.to) return [];
  return segments(state, leaf, range.from, range.to, NODES[mark]).flatMap(({ from, to }) => {
    const [start, end] = [state.sliceDoc(Math.max(0, from - 4), from), state.sliceDoc(to, to + 4)];
    const text = start + state.sliceDoc(from, to) + end;
    if (mark === "code") return asCode(state, from, to);
    const fit = markable(text, start.length, text.length - end.length, SIGNS[mark].slice(0, 1));
    if (!fit) return [];
    const shift = from - start.length;
    return around(fit.from + shift, fit.to + shift, SIGNS[mark], SIGNS[mark]);
  });
}

function asCode(state: EditorState, from: number, to: number): Edit[] {
  const slice = state.sliceDoc(from, to);
  const text = slice.trim();
  if (!text) return [];
  const start = from + slice.indexOf(text);
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const gap = longest > 0 ? " " : "";
  return around(start, start + text.length, fence + gap, gap + fence);
}

function around(from: number, to: number, open: string, close: string): Edit[] {
  return [
    { from, to: from, insert: open },
    { from: to, to, insert: close },
  ];
}

/** Cuts a stretch where it would cross the signs of another mark; marks of `kind` are no bounds, as they are being moved. */
function segments(state: EditorState, node: SyntaxNode, from: number, to: number, kind: string): Span[] {
  const signAt = (place: number) => state.sliceDoc(place, place + 1);
  const found: Span[] = [];
  let at = from;
  let end = to;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.to <= at || child.from >= end) continue;
    const whole = child.from >= at && child.to <= end;
    if (whole || isSign(child)) continue;
    const text = inside(child);
    if (child.name === kind) {
      found.push(...segments(state, child, Math.max(at, text.from), Math.min(end, text.to), kind));
      if (at < child.from) found.push({ from: at, to: child.from });
      at = Math.max(at, child.to);
      continue;
    }
    if (isAtom(child)) {
      at = Math.min(at, child.from);
      end = Math.max(end, child.to);
      continue;
    }
    if (STARS.test(kind) && STARS.test(child.name)) {
      // Stars of two marks side by side would be taken for one run: then the other one is marked as a whole.
      if (at < child.from && /\S/.test(signAt(child.from - 1))) end = Math.max(end, child.to);
      if (end > child.to && at > child.from && /\S/.test(signAt(child.to))) at = child.from;
      if (at <= child.from && end >= child.to) continue;
    }
    if (at < child.from) found.push({ from: at, to: child.from });
    const [start, stop] = [Math.max(at, text.from), Math.min(end, text.to)];
    if (start < stop) found.push(...segments(state, child, start, stop, kind));
    at = child.to;
  }
  if (at < end) found.push({ from: at, to: end });
  return found.sort((a, b) => a.from - b.from);
}

/** Leaves out what would be taken away and put back at the same place. */
export function settled(state: EditorState, edits: readonly Edit[]): Edit[] {
  const insertions = edits.filter(({ from, to }) => from === to);
  const deletions = edits.filter(({ from, to }) => from < to);
  const kept = deletions.filter(({ from, to }) => {
    const sign = state.sliceDoc(from, to);
    const again = insertions.findIndex((edit) => edit.insert === sign && (edit.from === from || edit.from === to));
    if (again < 0) return true;
    insertions.splice(again, 1);
    return false;
  });
  return [...kept, ...insertions];
}

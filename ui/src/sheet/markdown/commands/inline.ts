/** Bold, italic, struck through and code: put around a stretch, or taken from it. */
import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { type Edit, type InlineMark, NODES, settled, SIGNS, withoutSigns, wrapped } from "./signs";
import { inCode, inside, isSign, leavesIn, type Marked, markedIn, type Span } from "./tree";
import { wordOf } from "./words";

export type { InlineMark } from "./signs";

/** Beyond this a selection is not looked through for what it has in common, in UTF-16 units. */
const LOOKED_AT = 20_000;

/**
 * Marks the selection, or takes the mark away where all of it has it. A bare caret stands for its word; at the end of marked text
 * it goes on behind the mark, and where there is no word it gets an empty pair to write in.
 */
export function toggleInline(mark: InlineMark): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    let touched = false;
    const spec = state.changeByRange((range) => {
      const result = range.empty ? atCaret(state, mark, range) : over(state, mark, range);
      touched ||= result !== null;
      return result ?? { range };
    });
    if (touched) dispatch(state.update(spec, { userEvent: "input.format", scrollIntoView: true }));
    return touched;
  };
}

/** Whether all of the selection is marked so, or the caret stands in such text. */
export function hasInline(state: EditorState, mark: InlineMark, range: SelectionRange = state.selection.main): boolean {
  if (range.to - range.from > LOOKED_AT) return false;
  const leaves = leavesIn(state, range);
  if (!range.empty) return leaves.length > 0 && leaves.every((leaf) => covered(state, mark, leaf.node, leaf));
  return leaves.some(({ node }) =>
    marksOf(state, mark, node, range).some(({ open, close }) => open <= range.from && range.from <= close),
  );
}

type Result = { range: SelectionRange; changes?: ChangeSpec } | null;

function over(state: EditorState, mark: InlineMark, range: SelectionRange): Result {
  const leaves = leavesIn(state, range);
  if (leaves.length === 0) return null;
  const remove = leaves.every((leaf) => covered(state, mark, leaf.node, leaf));
  const edits = leaves.flatMap((leaf) =>
    remove ? unmarked(state, mark, leaf.node, leaf) : marked(state, mark, leaf.node, leaf),
  );
  const changes = state.changes(settled(state, edits));
  if (changes.empty) return null;
  const [from, to] = selected(edits, remove, range)
    .map((at, end) => changes.mapPos(at, end ? -1 : 1))
    .toSorted((a, b) => a - b) as [number, number];
  const forwards = range.anchor <= range.head;
  return { changes, range: forwards ? EditorSelection.range(from, to) : EditorSelection.range(to, from) };
}

/** What is selected afterwards: the marked text without what had to stay outside, so that the same key takes the marks away again. */
function selected(edits: readonly Edit[], remove: boolean, { from, to }: Span): [number, number] {
  const put = remove ? [] : edits.filter(({ insert }) => insert !== "").map((edit) => edit.from);
  if (put.length === 0) return [from, to];
  const [first, last] = [Math.min(...put), Math.max(...put)];
  // Grown together with marked text beside it, it is still the text that was selected.
  if (edits.some((edit) => edit.from < edit.to))
    return [Math.max(from, Math.min(first, to)), Math.min(to, Math.max(last, from))];
  return [first, last];
}

function atCaret(state: EditorState, mark: InlineMark, range: SelectionRange): Result {
  const at = range.head;
  if (inCode(state, at)) return null;
  const sign = SIGNS[mark];
  const pair = { from: at - sign.length, to: at + sign.length };
  if (isEmptyPair(state, sign, pair)) return { changes: pair, range: EditorSelection.cursor(pair.from) };
  const [leaf] = leavesIn(state, range);
  if (leaf) {
    const marks = marksOf(state, mark, leaf.node, range);
    const ending = marks.find(({ open, close }) => close === at && open < close);
    if (ending) return { range: EditorSelection.cursor(ending.to) };
    const ended = marks.find(({ to }) => to === at);
    const word = ended ? { from: ended.open, to: ended.close } : wordOf(state, at);
    if (word) {
      const result = over(state, mark, EditorSelection.range(word.from, word.to));
      if (!result?.changes) return result;
      const end = at >= word.to && !ended;
      const changes = state.changes(result.changes);
      return { changes, range: EditorSelection.cursor(changes.mapPos(at, end || at === word.from ? 1 : -1)) };
    }
  }
  return { changes: { from: at, insert: sign + sign }, range: EditorSelection.cursor(at + sign.length) };
}

function isEmptyPair(state: EditorState, sign: string, { from, to }: Span): boolean {
  if (from < 0 || state.sliceDoc(from, to) !== sign + sign) return false;
  const [first] = sign;
  return state.sliceDoc(from - 1, from) !== first && state.sliceDoc(to, to + 1) !== first;
}

/** The marked stretches that touch a range: those that are parsed as such, and signs right around it that the parser passes over. */
function marksOf(state: EditorState, mark: InlineMark, leaf: SyntaxNode, range: Span): Marked[] {
  const found = markedIn(leaf, NODES[mark], range);
  if (found.length > 0 || mark === "code" || range.from === range.to) return found;
  const sign = SIGNS[mark];
  const [first = ""] = sign;
  for (const { from, to } of [range, { from: range.from + sign.length, to: range.to - sign.length }]) {
    if (from >= to || from - sign.length < leaf.from || to + sign.length > leaf.to) continue;
    const before = runOf(state.sliceDoc(from - 4, from), first, true);
    const after = runOf(state.sliceDoc(to, to + 4), first, false);
    if (isSign(leaf.resolve(from, -1)) || isSign(leaf.resolve(to, 1))) continue;
    // One or three stars hold an italic, two or three a bold.
    const fits = (run: number) => (mark === "emphasis" ? run === 1 || run === 3 : run === sign.length || run === 3);
    if (fits(before) && fits(after)) return [{ from: from - sign.length, open: from, close: to, to: to + sign.length }];
  }
  return found;
}

function runOf(text: string, sign: string, fromEnd: boolean): number {
  const signs = fromEnd ? [...text].reverse() : [...text];
  const end = signs.findIndex((each) => each !== sign);
  return end < 0 ? signs.length : end;
}

/** Punctuation counts only where there is nothing else: it may have had to stay outside of the marks. */
function covered(state: EditorState, mark: InlineMark, leaf: SyntaxNode, range: Span): boolean {
  const marks = marksOf(state, mark, leaf, range);
  if (marks.length === 0) return false;
  const skipped = [...marks, ...signsIn(leaf, range)];
  const text = [...state.sliceDoc(range.from, range.to)];
  let at = range.from;
  let left = "";
  for (const sign of text) {
    if (!skipped.some(({ from, to }) => from <= at && at < to)) left += sign;
    at += sign.length;
  }
  return !/[\p{L}\p{N}]/u.test(left) && (left.trim() === "" || /[\p{L}\p{N}]/u.test(text.join("")));
}

function signsIn(leaf: SyntaxNode, { from, to }: Span): Span[] {
  const found: Span[] = [];
  leaf.cursor().iterate((here) => {
    if (here.to < from || here.from > to) return false;
    if (isSign(here.node)) found.push({ from: here.from, to: here.to });
    else if (here.name === "Link") found.push({ from: inside(here.node).to, to: here.to });
    return true;
  });
  return found;
}

function unmarked(state: EditorState, mark: InlineMark, leaf: SyntaxNode, range: Span): Edit[] {
  return marksOf(state, mark, leaf, range)
    .filter(({ open, close }) => open < range.to && close > range.from)
    .flatMap((stretch) => [
      ...withoutSigns(state, mark, stretch),
      // What is marked beyond the range stays so.
      ...wrapped(state, mark, leaf, { from: stretch.open, to: Math.min(range.from, stretch.close) }),
      ...wrapped(state, mark, leaf, { from: Math.max(range.to, stretch.open), to: stretch.close }),
    ]);
}

function marked(state: EditorState, mark: InlineMark, leaf: SyntaxNode, range: Span): Edit[] {
  let { from, to } = range;
  const touching = markedIn(leaf, NODES[mark], { from: leaf.from, to: leaf.to }).filter(
    (stretch) =>
      (stretch.from < to && stretch.to > from) ||
      (stretch.to <= from && state.sliceDoc(stretch.to, from).trim() === "") ||
      (stretch.from >= to && state.sliceDoc(to, stretch.from).trim() === ""),
  );
  for (const stretch of touching) {
    from = Math.min(from, stretch.from);
    to = Math.max(to, stretch.to);
  }
  return [...touching.flatMap((each) => withoutSigns(state, mark, each)), ...wrapped(state, mark, leaf, { from, to })];
}

/** What whole lines are: headings, quotations, items of lists. */
import { type ChangeSpec, EditorSelection, type EditorState, type Line, type StateCommand } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { renumbering, shifted } from "./items";
import { columnOf, contentOf, headOf, isBlank, linesOf, type Pieces, piecesOf, rewritten } from "./lines";
import { inCode, treeTo } from "./tree";

export type ListKind = "bullet" | "ordered" | "task";
/** 0 is a paragraph. The headline is the only heading of level 1. */
export type HeadingLevel = 0 | 2 | 3;

/** What the line with the caret is. */
export interface Block {
  heading: number;
  quote: boolean;
  list: ListKind | null;
}

export function blockAt(state: EditorState): Block {
  const line = state.doc.lineAt(state.selection.main.head);
  const pieces = piecesOf(line.text);
  if ((pieces.heading || pieces.marker || pieces.quote) && inCode(state, line.to, 0)) {
    return { heading: 0, quote: false, list: null };
  }
  return { heading: pieces.heading.trim().length, quote: pieces.quote !== "", list: kindOf(pieces) };
}

function kindOf({ marker, task }: Pieces): ListKind | null {
  if (marker === "") return null;
  return task ? "task" : /\d/.test(marker) ? "ordered" : "bullet";
}

/** Makes headings of the selected lines, or paragraphs again of those that are such headings all. */
export function setHeading(level: HeadingLevel): StateCommand {
  return (target) =>
    eachLine(target, (pieces, all) => {
      const off = level === 0 || all.every(({ heading }) => heading.trim().length === level);
      const { quote, indent, heading } = pieces;
      const text = heading ? pieces.text.replace(/[ \t]+#+[ \t]*$/, "") : pieces.text;
      // An item becomes a heading, and is no item any more.
      if (off) return heading ? quote + indent + pieces.marker + pieces.gap + pieces.task + text : null;
      return `${quote}${"#".repeat(level)} ${text}`;
    });
}

/** From paragraph to heading, to smaller heading, and back. */
export const cycleHeading: StateCommand = (target) => {
  const level = blockAt(target.state).heading;
  return setHeading(level === 0 ? 2 : level === 2 ? 3 : 0)(target);
};

export function toggleList(kind: ListKind): StateCommand {
  return (target) => {
    /** The last number at each column. */
    const numbers = new Map<number, number>();
    return eachLine(target, (pieces, all, before) => {
      const { quote, indent, heading, text } = pieces;
      if (all.every((each) => kindOf(each) === kind)) return quote + heading + text;
      const last = before && /\d/.test(before.marker) && before.indent === indent ? Number.parseInt(before.marker) : 0;
      const column = columnOf(pieces);
      for (const deeper of numbers.keys()) if (deeper > column) numbers.delete(deeper);
      const number = (numbers.get(column) ?? last) + 1;
      numbers.set(column, number);
      const marker = kind === "ordered" ? `${number}.` : /[-*+]/.test(pieces.marker) ? pieces.marker : "-";
      return `${quote}${indent}${marker} ${kind === "task" ? "[ ] " : ""}${text}`;
    });
  };
}

type Remade = (pieces: Pieces, all: readonly Pieces[], before: Pieces | null) => string | null;

function eachLine({ state, dispatch }: Parameters<StateCommand>[0], remade: Remade): boolean {
  if (state.readOnly) return false;
  const { main } = state.selection;
  let lines = linesOf(state, main).filter((line) => !inCode(state, line.to) && !inTable(state, line));
  if (lines.some(({ text }) => !isBlank(text))) lines = lines.filter(({ text }) => !isBlank(text));
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return false;
  const all = lines.map(({ text }) => piecesOf(text));
  const before = first.number > 1 ? piecesOf(state.doc.line(first.number - 1).text) : null;
  const changes: ChangeSpec[] = [];
  const made = new Map<number, string>();
  let left = 0;
  lines.forEach((line, index) => {
    const pieces = all[index] as Pieces;
    const after = remade(pieces, all, before);
    if (after === null || after === line.text) return;
    made.set(line.number, after);
    changes.push(...withoutUnderline(state, line));
    if (pieces.marker === "" || piecesOf(after).marker !== "" || isBlank(after)) return;
    changes.push(...apart(state, line, { above: line === first || left === line.number - 1, below: line === last }));
    left = line.number;
  });
  for (const [number, after] of hung(state, first.number, made)) {
    const change = rewritten(state.doc.line(number), after);
    if (change) changes.push(change);
  }
  if (changes.length === 0) return false;
  const changed = state.changes(changes);
  // The caret of an empty line goes behind the new mark.
  const selection = main.empty
    ? EditorSelection.cursor(changed.mapPos(main.head, 1))
    : EditorSelection.range(changed.mapPos(main.anchor, 1), changed.mapPos(main.head, 1));
  dispatch(state.update({ changes: changed, selection, userEvent: "input.format", scrollIntoView: true }));
  return true;
}

/** The lines with what hangs below items moved by as much as the marks of those have become wider. */
function hung(state: EditorState, first: number, made: ReadonlyMap<number, string>): Map<number, string> {
  const moved = new Map<number, string>();
  const last = Math.max(first, ...made.keys());
  const open: { content: number; by: number }[] = [];
  for (let number = first; number <= state.doc.lines && (number <= last || open.length > 0); number += 1) {
    const { text } = state.doc.line(number);
    if (isBlank(text) && !made.has(number)) continue;
    const pieces = piecesOf(text);
    while (columnOf(pieces) < (open.at(-1)?.content ?? 0)) open.pop();
    const after = made.get(number) ?? text;
    moved.set(
      number,
      shifted(
        after,
        open.reduce((sum, { by }) => sum + by, 0),
      ),
    );
    const now = piecesOf(after);
    const content = contentOf(pieces);
    if (pieces.marker && now.marker) open.push({ content, by: contentOf(now) - content });
  }
  return moved;
}

/** A paragraph right below or above an item, or another paragraph, would be taken for a part of it. */
function apart(state: EditorState, line: Line, beside: { above: boolean; below: boolean }): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  const { quote } = piecesOf(line.text);
  const gap = `${quote.trimEnd()}\n`;
  const above = line.number > 1 ? piecesOf(state.doc.line(line.number - 1).text) : null;
  if (beside.above && above && (above.marker || (above.indent && above.text))) {
    changes.push({ from: line.from, insert: gap });
  }
  if (beside.below && line.number < state.doc.lines) {
    const next = piecesOf(state.doc.line(line.number + 1).text);
    if (next.marker !== "") changes.push({ from: line.to + 1, insert: gap });
  }
  return changes;
}

function withoutUnderline(state: EditorState, line: Line): ChangeSpec[] {
  const node = above(state, line, /^SetextHeading/);
  return node && node.to > line.to ? [{ from: line.to, to: node.to }] : [];
}

function inTable(state: EditorState, line: Line): boolean {
  return above(state, line, /^Table$/) !== null;
}

function above(state: EditorState, line: Line, name: RegExp): SyntaxNode | null {
  let node: SyntaxNode | null = treeTo(state, line.to).resolveInner(line.to, -1);
  while (node && !name.test(node.name)) node = node.parent;
  return node;
}

/** Quotes whole paragraphs, or takes one level of quotation from them where all have it. */
export const toggleQuote: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { main } = state.selection;
  const selected = linesOf(state, main);
  const [first, last] = [selected[0], selected.at(-1)] as [Line, Line];
  const from = above(state, first, /^(Paragraph|FencedCode|CodeBlock|Table)$/)?.from ?? first.from;
  const to = above(state, last, /^(Paragraph|FencedCode|CodeBlock|Table)$/)?.to ?? last.to;
  const lines = linesOf(state, { from: state.doc.lineAt(from).from, to: state.doc.lineAt(to).to });
  const written = lines.filter(({ text }) => text.trim() !== "");
  const quoted = written.length > 0 && written.every(({ text }) => piecesOf(text).quote !== "");
  const inner = lines.slice(lines.indexOf(written[0] ?? first), lines.indexOf(written.at(-1) ?? last) + 1);
  const changes = (written.length > 0 ? inner : lines).map((line) => {
    if (quoted) return { from: line.from, to: line.from + (/^[ \t]{0,3}>[ ]?/.exec(line.text)?.[0].length ?? 0) };
    const blank = written.length > 0 && line.text.trim() === "";
    return { from: line.from, insert: blank ? ">" : "> " };
  });
  const made = state.changes(changes);
  const selection = EditorSelection.range(made.mapPos(main.anchor, 1), made.mapPos(main.head, 1));
  dispatch(state.update({ changes: made, selection, userEvent: "input.format", scrollIntoView: true }));
  return true;
};

/** Backspace at the start of the text of an item, a quotation or a heading: it is a paragraph again, or one level less deep. */
export const unwrap: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  if (!main.empty || state.readOnly) return false;
  const line = state.doc.lineAt(main.head);
  const pieces = piecesOf(line.text);
  const head = headOf(pieces);
  if (head === 0 || main.head - line.from !== head || inCode(state, line.to)) return false;
  const { quote, indent, marker, gap, task, heading, text } = pieces;
  if (!marker && !heading && !quote) return false;
  const item = marker !== "" && heading === "";
  let after = quote + text;
  if (heading) after = quote + indent + marker + gap + task + text;
  else if (!item) after = quote.replace(/>[ \t]?$/, "") + text;
  const changes: ChangeSpec[] = [rewritten(line, after) ?? []];
  const joins = line.number > 1 && !isBlank(state.doc.line(line.number - 1).text);
  const outer = piecesOf(after).quote.trimEnd();
  if (!heading && joins) changes.push({ from: line.from, insert: `${outer}\n` });
  if (item) {
    if (line.number < state.doc.lines && piecesOf(state.doc.line(line.number + 1).text).marker) {
      changes.push({ from: line.to + 1, insert: `${outer}\n` });
    }
    changes.push(...renumbering(state, line));
  }
  const made = state.changes(changes);
  dispatch(
    state.update({
      changes: made,
      selection: EditorSelection.cursor(made.mapPos(main.head, 1)),
      userEvent: "delete.unwrap",
      scrollIntoView: true,
    }),
  );
  return true;
};

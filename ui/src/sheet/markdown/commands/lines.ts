/** A line of Markdown taken apart: what stands before its text. */
import type { EditorState, Line, SelectionRange } from "@codemirror/state";

/** The pieces of a line in their order; together they are the line. */
export interface Pieces {
  /** The marks of the quotations around it, with their spaces. */
  quote: string;
  indent: string;
  /** `-`, `*`, `+`, `1.` or `1)`; empty where the line is no item. */
  marker: string;
  gap: string;
  /** `[ ] ` or `[x] `. */
  task: string;
  /** `## `, of a heading. */
  heading: string;
  text: string;
}

const LINE =
  /^((?:[ \t]{0,3}>[ \t]?)*)([ \t]*)(?:([-*+]|\d{1,9}[.)])([ \t]+|$)(\[[ xX]\](?:[ \t]+|$))?)?(#{1,6}(?:[ \t]+|$))?/;
const RULE = /^[ \t>]*([-*_])[ \t]*(?:\1[ \t]*){2,}$/;

export function piecesOf(line: string): Pieces {
  const match = RULE.test(line) ? /^((?:[ \t]{0,3}>[ \t]?)*)([ \t]*)/.exec(line) : LINE.exec(line);
  const [head = "", quote = "", indent = "", marker = "", gap = "", task = "", heading = ""] = match ?? [];
  return { quote, indent, marker, gap, task, heading, text: line.slice(head.length) };
}

/** How far the text of a line is from its start, in UTF-16 units. */
export function headOf({ quote, indent, marker, gap, task, heading }: Pieces): number {
  return quote.length + indent.length + marker.length + gap.length + task.length + heading.length;
}

/** How wide white space is, with a tab every four columns. */
export function width(space: string): number {
  let columns = 0;
  for (const sign of space) columns += sign === "\t" ? 4 - (columns % 4) : 1;
  return columns;
}

/** The column at which an item stands, within its quotation. */
export const columnOf = (line: Pieces) => width(line.indent);

/** The column that what belongs to an item must be indented to. */
export function contentOf(line: Pieces): number {
  const gap = width(line.gap);
  return columnOf(line) + line.marker.length + (gap === 0 || gap > 4 ? 1 : gap);
}

export const isBlank = (line: string) => /^[ \t>]*$/.test(line);

/** The lines that a selection touches; one that it only ends at the start of is not meant. */
export function linesOf(state: EditorState, { from, to }: Pick<SelectionRange, "from" | "to">): Line[] {
  const lines: Line[] = [];
  let line = state.doc.lineAt(from);
  for (;;) {
    lines.push(line);
    if (line.to >= to || line.number === state.doc.lines) break;
    line = state.doc.line(line.number + 1);
  }
  if (lines.length > 1 && lines.at(-1)?.from === to) lines.pop();
  return lines;
}

/** The one change that makes `after` of a line. */
export function rewritten(line: Line, after: string): { from: number; to: number; insert: string } | null {
  const before = line.text;
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  // What differs is at the front: the text at the end is the same.
  let tail = 0;
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  let head = 0;
  while (head < shorter - tail && before[head] === after[head]) head += 1;
  return { from: line.from + head, to: line.to - tail, insert: after.slice(head, after.length - tail) };
}

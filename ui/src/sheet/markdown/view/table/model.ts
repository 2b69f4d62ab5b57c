/** A GFM table as text: where its cells stand. Pure; positions count from the beginning of the table's text. */

export type Align = "none" | "left" | "center" | "right";

/** The words of a cell, without the white space around them. */
export interface Cell {
  from: number;
  to: number;
}

export interface Row {
  /** The line, with what is before its first bar. */
  from: number;
  to: number;
  cells: readonly Cell[];
  /** Whether a bar stands before the first cell. */
  opened: boolean;
  /** Whether a bar stands at the end. */
  closed: boolean;
}

export interface Table {
  text: string;
  head: Row;
  /** The row of dashes. */
  rule: Row;
  aligns: readonly Align[];
  rows: readonly Row[];
}

/** The table that `text` is; null if it is none. */
export function readTable(text: string): Table | null {
  const rows: Row[] = [];
  let from = 0;
  for (const line of text.split("\n")) {
    rows.push(readRow(line, from));
    from += line.length + 1;
  }
  const [head, rule, ...rest] = rows;
  if (!head || !rule) return null;
  const aligns = rule.cells.map((cell) => alignOf(text.slice(cell.from, cell.to)));
  if (aligns.includes(null) || aligns.length !== head.cells.length) return null;
  return { text, head, rule, aligns: aligns as Align[], rows: rest };
}

/** The cell's words as they are edited: a bar is a bar there. */
export function readCell(table: Table, cell: Cell | undefined): string {
  return cell ? table.text.slice(cell.from, cell.to).replaceAll("\\|", "|") : "";
}

/** Words as they stand in the text of a cell. A backslash before a bar is that bar's, by somebody who writes Markdown. */
export function writeCell(words: string): string {
  const line = words.trim().replace(/\s*\n\s*/g, " ");
  return line.replace(/(\\*)\|/g, (_, slashes: string) => `${slashes}${slashes.length % 2 === 1 ? "" : "\\"}|`);
}

/** Where in the table's text the letter `offset` of a cell's words stands. */
export function placeInText(table: Table, cell: Cell, offset: number): number {
  const [source, words] = [table.text.slice(cell.from, cell.to), readCell(table, cell)];
  // Each bar among the words has a backslash before it.
  const bars = words.slice(0, offset).split("|").length - 1;
  return cell.from + Math.min(source.length, offset + bars);
}

/** Which letter of a cell's words stands at `place` of the table's text. */
export function placeInWords(table: Table, cell: Cell, place: number): number {
  return table.text.slice(cell.from, Math.max(cell.from, Math.min(place, cell.to))).replaceAll("\\|", "|").length;
}

function alignOf(dashes: string): Align | null {
  const match = /^(:?)-+(:?)$/.exec(dashes);
  if (!match) return null;
  if (match[1]) return match[2] ? "center" : "left";
  return match[2] ? "right" : "none";
}

function readRow(line: string, from: number): Row {
  const bars = barsOf(line);
  const start = line.length - line.trimStart().length;
  const end = line.trimEnd().length;
  const closed = bars.length > 0 && bars.at(-1) === end - 1 && end - 1 > start;
  const opened = bars[0] === start;
  const edges = [opened ? start : start - 1, ...bars.filter((bar) => bar !== start && !(closed && bar === end - 1))];
  const cells = edges.map((edge, index) => {
    const until = edges[index + 1] ?? (closed ? end - 1 : end);
    return trimmed(line, edge + 1, Math.max(edge + 1, until), from);
  });
  return { from, to: from + line.length, cells, opened, closed };
}

/** The bars that no backslash takes for a letter. */
function barsOf(line: string): number[] {
  const bars: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === "\\") at += 1;
    else if (line[at] === "|") bars.push(at);
  }
  return bars;
}

function trimmed(line: string, from: number, to: number, offset: number): Cell {
  const words = line.slice(from, to);
  const begin = words.length - words.trimStart().length;
  // White space alone: words will stand one space away from the bar.
  if (begin === words.length) {
    const at = offset + Math.min(to, from + 1);
    return { from: at, to: at };
  }
  return { from: offset + from + begin, to: offset + from + words.trimEnd().length };
}

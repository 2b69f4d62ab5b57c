/** What an editor does to a table, as the fewest changes of its text. Pure; positions count from the beginning of the table's text. */
import type { Align, Cell, Row, Table } from "./model";
import { readCell, writeCell } from "./model";

export interface Splice {
  from: number;
  to: number;
  insert: string;
}

/** What begins something else than a row. */
const BLOCK = /^(?:[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|#{1,6}(?:\s|$)|>|`{3}|~{3}|<)/;

/** Row 0 is the head. */
export function rowAt({ head, rows }: Table, row: number): Row | undefined {
  return row === 0 ? head : rows[row - 1];
}

/** The cell gets other words. Nothing else of the table changes. */
export function setCell(table: Table, row: number, column: number, words: string): Splice[] {
  const line = rowAt(table, row);
  if (!line) return [];
  const cell = line.cells[column];
  const written = writeCell(words);
  if (!cell) return written === "" ? [] : [append(line, column, written)];
  if (readCell(table, cell) === words.trim() || table.text.slice(cell.from, cell.to) === written) return [];
  // Without a bar in front, nothing would be taken for the end of an empty first cell.
  if (!line.opened && column === 0 && written === "") {
    return [{ from: cell.from, to: cell.to, insert: line.cells.length > 1 ? "| " : "| |" }];
  }
  // At the end of a row without a bar there, nothing would be taken for no cell at all.
  if (!line.closed && cell === line.cells.at(-1) && written === "") {
    return [{ from: cell.from, to: line.to, insert: "|" }];
  }
  // At the beginning of a line words may be a heading or an item.
  const block = !line.opened && column === 0 && BLOCK.test(written);
  const change = block
    ? { from: cell.from, to: cell.to, insert: `| ${written}` }
    : stretch(table.text.slice(cell.from, cell.to), written, cell.from);
  // Words right beside a bar, and a backslash there, would run into it.
  const before = cell.from === cell.to && table.text[cell.from - 1] === "|" ? " " : "";
  const tight = table.text[cell.to] === "|" && (cell.from === cell.to || written.endsWith("\\"));
  return [{ ...change, insert: before + change.insert + (tight ? " " : "") }];
}

/** A row that has too few cells gets those that are missing. */
function append({ from, to, cells, closed }: Row, column: number, written: string): Splice {
  const empty = "  |".repeat(column - cells.length);
  const insert = closed ? `${empty} ${written} |` : ` |${empty} ${written}`;
  return { from: Math.max(from, to), to, insert };
}

/** The stretch of a cell that differs. */
function stretch(before: string, after: string, offset: number): Splice {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from: offset + from, to: offset + before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** An empty row after row `row`. */
export function addRow(table: Table, row: number): Splice[] {
  const above = row === 0 ? table.rule : rowAt(table, row);
  if (!above) return [];
  return [{ from: above.to, to: above.to, insert: `\n|${"  |".repeat(table.aligns.length)}` }];
}

/** Takes row `row` away; the head stays. */
export function removeRow(table: Table, row: number): Splice[] {
  const line = table.rows[row - 1];
  return line ? [{ from: line.from - 1, to: line.to, insert: "" }] : [];
}

/** An empty column before column `column`; at the end where there is none. */
export function addColumn(table: Table, column: number): Splice[] {
  return [table.head, table.rule, ...table.rows].flatMap((row) => {
    const words = row === table.rule ? "---" : "";
    const cell = row.cells[column];
    const open = column === 0 && !row.opened && row !== table.rule ? "| " : "";
    if (cell) return [{ from: cell.from, to: cell.from, insert: `${open}${words} | ` }];
    if (row.cells.length < column) return [];
    return [{ from: row.to, to: row.to, insert: row.closed ? ` ${words} |` : ` | ${words} |` }];
  });
}

/** Takes column `column` away; the last one stays. */
export function removeColumn(table: Table, column: number): Splice[] {
  if (table.aligns.length < 2) return [];
  // Dashes without a bar would underline a heading.
  const bar = table.aligns.length === 2 && !table.rule.opened && !table.rule.closed;
  return [table.head, table.rule, ...table.rows].flatMap((row) => {
    if (bar && row === table.rule) {
      const dashes = table.rule.cells[1 - column] ?? table.rule.cells[0];
      const insert = `| ${table.text.slice(dashes?.from, dashes?.to)} |`;
      return [{ from: row.from, to: row.to, insert }];
    }
    const cell = row.cells[column];
    if (!cell) return [];
    if (column === 0 && !row.opened && row !== table.rule) {
      return [{ from: cell.from, to: cell.to, insert: row.cells.length > 1 ? "" : "|" }];
    }
    const [from, to] = room(table.text, row, column, cell);
    return [{ from, to, insert: "" }];
  });
}

/** A cell with the white space around it, and the bar after it or else before it. */
function room(text: string, { cells, closed, to: end }: Row, column: number, cell: Cell): [number, number] {
  const next = cells[column + 1];
  const previous = cells[column - 1];
  if (!next && previous) {
    const until = closed ? text.lastIndexOf("|", end) : end;
    return [text.indexOf("|", previous.to), until];
  }
  const bar = text.indexOf("|", cell.to);
  let from = cell.from;
  while (from > 0 && text[from - 1] === " ") from -= 1;
  return bar < 0 || bar >= end ? [from, end] : [from, bar + 1];
}

const DASHES: Readonly<Record<Align, [string, string]>> = {
  none: ["", ""],
  left: [":", ""],
  center: [":", ":"],
  right: ["", ":"],
};

/** Sets a column to one side. The dashes stay as many as they were. */
export function alignColumn(table: Table, column: number, align: Align): Splice[] {
  const cell = table.rule.cells[column];
  if (!cell) return [];
  const dashes = table.text.slice(cell.from, cell.to).replaceAll(":", "");
  const [before, after] = DASHES[align];
  return [{ from: cell.from, to: cell.to, insert: before + dashes + after }];
}

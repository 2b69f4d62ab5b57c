/** Tables: those that hold data become Markdown tables, those that only arrange a page don't. */
import { unmark } from "./headings";
import { Inline } from "./inline";
import { plainInline, writeInline } from "./write-inline";

/** Wider than any table that a brief could show. */
const MOST_COLUMNS = 60;
/** In characters: no cell of data has a longer text. */
const LONGEST_CELL = 600;
const ARRANGED = "h1, h2, h3, h4, h5, h6, pre, blockquote, figure, hr, article, section section";

export class Table {
  readonly #rows: Inline[][] = [];
  readonly #alignments: string[] = [];
  /** For each column, how many rows below are still covered by a cell from above. */
  readonly #covered: number[] = [];
  /** The place in the last row that text goes to. */
  #at = 0;

  /** Whether no row has begun yet. */
  get empty(): boolean {
    return this.#rows.length === 0;
  }

  beginRow(): void {
    this.#fill();
    this.#rows.push([]);
  }

  /** A merged cell has its text in its first place, and the others are empty. */
  beginCell(cell: Element): void {
    if (this.#rows.length === 0) this.beginRow();
    const row = this.#rows.at(-1);
    if (!row) return;
    this.#fill();
    const width = span(cell, "colspan");
    const height = span(cell, "rowspan");
    for (let at = 0; at < width && row.length < MOST_COLUMNS; at += 1) {
      if (height > 1) this.#covered[row.length] = height - 1;
      if (this.#rows.length === 1) this.#alignments.push(alignment(cell));
      row.push(new Inline());
    }
    this.#at = Math.max(0, row.length - width);
  }

  /** Adds a paragraph to the last cell. */
  append(inline: Inline): void {
    const row = this.#rows.at(-1);
    if (!row) return;
    if (row.length === 0) {
      row.push(new Inline());
      this.#at = 0;
    }
    row[this.#at]?.append(inline);
  }

  /** Empty cells where one from above reaches down to. */
  #fill(): void {
    const row = this.#rows.at(-1);
    if (!row) return;
    for (let left = this.#covered[row.length] ?? 0; left > 0; left = this.#covered[row.length] ?? 0) {
      this.#covered[row.length] = left - 1;
      row.push(new Inline());
    }
  }

  plain(): string {
    return this.#rows
      .flatMap((row) => row.map(plainInline))
      .join(" ")
      .trim();
  }

  markdown(): string {
    this.#fill();
    for (const cell of this.#rows[0] ?? []) unmark(cell);
    const rows = this.#rows
      .map((row) => row.map((cell) => writeInline(cell, " ").replaceAll("|", "\\|")))
      .filter((row) => row.some((cell) => cell !== ""));
    const width = Math.max(0, ...rows.map((row) => row.length));
    const line = (cells: readonly string[], rest: string) =>
      `| ${Array.from({ length: width }, (_, at) => cells[at] ?? rest).join(" | ")} |`;
    const [head, ...body] = rows;
    if (!head) return "";
    return [line(head, ""), line(this.#alignments, "---"), ...body.map((row) => line(row, ""))].join("\n");
  }
}

function span(cell: Element, attribute: string): number {
  const number = Number.parseInt(cell.getAttribute(attribute) ?? "1", 10);
  return number >= 1 ? Math.min(number, MOST_COLUMNS) : 1;
}

function alignment(cell: Element): string {
  const align = cell.getAttribute("align")?.toLowerCase() ?? /\balign-(left|center|right)\b/.exec(cell.className)?.[1];
  if (cell.localName !== "th" && cell.className === "") return align === "right" ? "---:" : "---";
  return align === "right" ? "---:" : align === "center" ? ":---:" : align === "left" ? ":---" : "---";
}

/** Whether a table holds data: some rows of more than one cell, none of which holds more than text. */
export function isData(table: Element): boolean {
  if (table.querySelector("table") || /^(presentation|none)$/.test(table.getAttribute("role") ?? "")) return false;
  if (table.querySelector(ARRANGED)) return false;
  const rows = table.querySelectorAll("tr").length;
  const cells = [...table.querySelectorAll("td, th")];
  const columns = Math.max(0, ...[...table.querySelectorAll("tr")].map((row) => row.children.length));
  // A Markdown table pads every row to the widest: one long row over many short ones would be the square of the page.
  const isMostlyThere = rows * columns <= cells.length * 4 + 64;
  const isShort = (cell: Element) => cell.textContent.length <= LONGEST_CELL;
  return rows > 1 && cells.length > rows && isMostlyThere && cells.every(isShort);
}

/** A table on the page: a real one, whose cells are fields. */
import type { EditorView } from "@codemirror/view";
import { wordsOf } from "../mode";
import { CellEditor } from "./cells";
import { rowAt } from "./edits";
import { placeholdersIn } from "../../../guides/placeholders";
import { type Marked, renderInline } from "../../inline";
import { hasNote } from "../../parser";
import { placeInWords, readCell, type Table } from "./model";

/** What stands out in a cell with words that were found; the editor's text has the same. */
const FOUND = { current: "cm-found cm-found-current", other: "cm-found" };
const COMING = "cm-coming";

/** A stretch of the table's text that was found. */
export interface Found {
  from: number;
  to: number;
  current: boolean;
}

export class Grid {
  readonly dom = document.createElement("div");
  readonly view: EditorView;
  /** As it is shown. */
  table: Table;
  readonly #grid = document.createElement("table");
  readonly #menu = document.createElement("button");
  readonly #editor: CellEditor;
  #cells: HTMLElement[][] = [];
  #found: readonly Found[] = [];

  constructor(view: EditorView, table: Table) {
    this.view = view;
    this.table = table;
    this.#editor = new CellEditor(this);
    this.dom.className = "cm-table";
    this.#menu.type = "button";
    this.#menu.className = "cm-table-menu";
    this.#menu.textContent = "⋯";
    this.#menu.setAttribute("aria-haspopup", "menu");
    this.#menu.addEventListener("click", () => this.#editor.openMenu(this.#menu));
    // The cell that is written in keeps the focus, and the menu speaks of it.
    this.#menu.addEventListener("mousedown", (event) => event.preventDefault());
    const frame = document.createElement("div");
    frame.className = "cm-table-frame";
    frame.append(this.#grid);
    this.dom.append(frame, this.#menu);
    this.#draw();
  }

  /** Where the table begins in the text. */
  get from(): number {
    return this.view.posAtDOM(this.dom);
  }

  get columns(): number {
    return this.table.aligns.length;
  }

  /** Rows, with the head. */
  get height(): number {
    return this.table.rows.length + 1;
  }

  cell(row: number, column: number): HTMLElement | undefined {
    return this.#cells[row]?.[column];
  }

  /** Puts the caret into a cell, at the end of its words or before them. */
  enter(row: number, column: number, end: boolean): void {
    this.#editor.go(row, column, end);
  }

  /** Puts the caret into the text below the table. */
  leave(): void {
    this.#editor.leave(1);
  }

  /** Puts the caret where the text has it, if that is in a cell; answers whether it is. */
  enterAt(place: number): boolean {
    const row = Array.from({ length: this.height }, (_, at) => rowAt(this.table, at)).findIndex(
      (line) => line && place >= line.from && place <= line.to,
    );
    const column = rowAt(this.table, row)?.cells.findIndex(({ from, to }) => place >= from && place <= to) ?? -1;
    if (!this.cell(row, column)) return false;
    this.#editor.comeBack(row, column);
    return true;
  }

  destroy(): void {
    this.#editor.destroy();
  }

  /** Which cell `field` is. */
  placeOf(field: EventTarget | null): { row: number; column: number } | null {
    for (const [row, cells] of this.#cells.entries()) {
      const column = cells.findIndex((cell) => cell === field);
      if (column >= 0) return { row, column };
    }
    return null;
  }

  /** The words of a cell as they are edited. */
  words(row: number, column: number): string {
    return readCell(this.table, rowAt(this.table, row)?.cells[column]);
  }

  /** Shows what the table is now; the cell that is being written in is left alone as long as it says the same. */
  show(table: Table): void {
    const same = table.rows.length === this.table.rows.length && table.aligns.length === this.columns;
    const before = this.table;
    this.table = table;
    if (!same) {
      this.#draw();
      return;
    }
    this.#cells.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        const was = readCell(before, rowAt(before, row)?.cells[column]);
        if (was !== this.words(row, column)) this.#editor.refresh(cell, row, column);
        if (before.aligns[column] !== table.aligns[column]) this.#align(cell, column);
      }),
    );
    this.#name();
  }

  /** Points at the cell whose words stand at `place` of the table's text; at none for null. */
  point(place: number | null): void {
    this.#cells.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        const words = rowAt(this.table, row)?.cells[column];
        const here = place !== null && words !== undefined && place >= words.from && place <= words.to;
        cell.classList.toggle("cm-cell-pointed", here);
        if (here) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
      }),
    );
  }

  /** Marks what was found in the table's text, in its order. */
  mark(found: readonly Found[]): void {
    if (found.length === 0 && this.#found.length === 0) return;
    this.#found = found;
    this.#cells.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        const words = rowAt(this.table, row)?.cells[column];
        const holds = words && found.some(({ from, to }) => from < words.to && to > words.from);
        // While it is written in, a cell has its bare words.
        if (cell === document.activeElement || !(holds || cell.querySelector(`.${FOUND.other}`))) return;
        this.render(cell, row, column);
      }),
    );
  }

  /** Shows a cell as it is read. */
  render(cell: HTMLElement, row: number, column: number): void {
    const words = this.words(row, column);
    const found = this.#foundIn(row, column);
    const coming = placeholdersIn(words)
      .filter(({ from, to }) => !found.some((one) => one.from < to && one.to > from))
      .map((stretch) => ({ ...stretch, look: COMING }));
    const marked = [...found, ...coming].sort((one, other) => one.from - other.from);
    renderInline(words, cell, marked, (label) => hasNote(this.view.state, label));
  }

  #foundIn(row: number, column: number): Marked[] {
    const words = rowAt(this.table, row)?.cells[column];
    if (!words) return [];
    const place = (at: number) => placeInWords(this.table, words, at);
    return this.#found
      .filter(({ from, to }) => from < words.to && to > words.from)
      .map(({ from, to, current }) => ({
        from: place(from),
        to: place(to),
        look: current ? FOUND.current : FOUND.other,
      }));
  }

  #draw(): void {
    const at = this.placeOf(document.activeElement);
    const head = document.createElement("thead");
    const body = document.createElement("tbody");
    this.#cells = Array.from({ length: this.height }, (_, row) => {
      const line = document.createElement("tr");
      (row === 0 ? head : body).append(line);
      return Array.from({ length: this.columns }, (_, column) => this.#drawCell(line, row, column));
    });
    this.#grid.replaceChildren(head, body);
    this.#name();
    // A row or a column came or went: the one who writes stays in the table.
    if (at) this.cell(Math.min(at.row, this.height - 1), Math.min(at.column, this.columns - 1))?.focus();
  }

  #drawCell(line: HTMLElement, row: number, column: number): HTMLElement {
    const outer = document.createElement(row === 0 ? "th" : "td");
    if (row === 0) outer.setAttribute("scope", "col");
    const cell = document.createElement("div");
    cell.className = "cm-cell";
    cell.setAttribute("contenteditable", "plaintext-only");
    cell.setAttribute("role", "textbox");
    cell.tabIndex = row === 0 && column === 0 ? 0 : -1;
    outer.append(cell);
    line.append(outer);
    this.#align(cell, column);
    this.#editor.attend(cell);
    this.render(cell, row, column);
    return cell;
  }

  #align(cell: HTMLElement, column: number): void {
    const outer = cell.parentElement;
    if (outer) outer.className = `cm-align-${this.table.aligns[column] ?? "none"}`;
  }

  /** Says which cell is which. */
  #name(): void {
    const { table: words } = this.view.state.facet(wordsOf);
    this.#menu.setAttribute("aria-label", words.menu);
    this.#grid.setAttribute("aria-label", words.label(this.columns, this.table.rows.length));
    this.#cells.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        const name = row === 0 ? words.heading(column + 1) : words.cell(this.words(0, column) || column + 1, row);
        cell.setAttribute("aria-label", name);
      }),
    );
  }
}

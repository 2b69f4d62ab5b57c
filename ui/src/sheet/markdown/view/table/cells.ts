/** Writing in the cells of a table: each edit changes the text of its cell and nothing else. */
import { EditorSelection } from "@codemirror/state";
import { runScopeHandlers } from "@codemirror/view";
import { composing, matches } from "../../../../controls/keys";
import { richLines } from "../../../../paste/line";
import { oneLine } from "../../../../paste/plain";
import { surroundingsOf, wordsOf } from "../mode";
import { addRow, rowAt, setCell, type Splice } from "./edits";
import type { Grid } from "./grid";
import { tableMenu } from "./menu";
import { placeInText, placeInWords } from "./model";

/** Keys with this scope work in a cell as they do in the text. */
export const IN_CELLS = "cell";

export class CellEditor {
  readonly #grid: Grid;
  /** An input method is at work: the words are its own until it is done. */
  #composing = false;
  /** The last key asks for the plain text of what is pasted. */
  #plainly = false;
  /** The cell that is written in. */
  #cell: HTMLElement | null = null;
  /** The focus comes by a click, which sets the caret. */
  #pointed = false;
  readonly #selected = () => this.#tellSelection();

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  /** The table is gone from the page. */
  destroy(): void {
    this.#watch(null);
  }

  /** Has `cell` written in. */
  attend(cell: HTMLElement): void {
    cell.addEventListener("pointerdown", () => (this.#pointed = document.activeElement !== cell));
    cell.addEventListener("focus", () => this.#begin(cell));
    cell.addEventListener("blur", () => this.#end(cell));
    cell.addEventListener("compositionstart", () => (this.#composing = true));
    cell.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#write(cell);
    });
    cell.addEventListener("input", () => this.#write(cell));
    cell.addEventListener("keydown", (event) => this.#keydown(event, cell));
    cell.addEventListener("beforeinput", (event) => {
      // The sheet has one history; the browser's own knows nothing of it.
      if (event.inputType === "historyUndo" || event.inputType === "historyRedo") event.preventDefault();
    });
    cell.addEventListener("paste", (event) => {
      event.preventDefault();
      const rich = this.#plainly ? null : richLines(event.clipboardData);
      insert(oneLine(rich?.join("\n") ?? event.clipboardData?.getData("text/plain") ?? ""));
    });
    // The words of a cell are Markdown: with the looks that a browser adds they would be read as text that has such marks.
    for (const kind of ["copy", "cut"] as const) cell.addEventListener(kind, copyPlain);
    cell.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      this.openMenu(cell);
    });
  }

  /** The table's text has changed elsewhere, or by this cell itself. */
  refresh(cell: HTMLElement, row: number, column: number): void {
    if (document.activeElement !== cell) {
      this.#grid.render(cell, row, column);
      return;
    }
    const words = this.#grid.words(row, column);
    const shown = wordsIn(cell);
    if (this.#composing || shown.trim().replace(/\s*\n\s*/g, " ") === words) return;
    cell.textContent = words;
    placeCaret(cell, words.length);
    // In the midst of an update nobody can be asked where the table is.
    queueMicrotask(() => this.#showSelection(cell));
  }

  /** Changes the table's text as one step. */
  apply(splices: readonly Splice[], event: string): void {
    if (splices.length === 0) return;
    const { view, from } = this.#grid;
    const changes = view.state.changes(
      splices.map((splice) => ({ from: from + splice.from, to: from + splice.to, insert: splice.insert })),
    );
    // The caret of the text stands behind what was written, as that of the cell does.
    const head = changes.mapPos(view.state.selection.main.head, 1);
    view.dispatch({ changes, selection: EditorSelection.cursor(head), userEvent: event });
  }

  /** Puts the caret into a cell. */
  go(row: number, column: number, end = true): void {
    const cell = this.#grid.cell(row, column);
    if (!cell) return;
    cell.focus();
    this.#watch(cell);
    this.#showWords(cell);
    placeCaret(cell, end ? wordsIn(cell).length : 0);
    this.#tellSelection();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Puts the caret into a cell where the text has it, or at the end of the words. */
  comeBack(row: number, column: number): void {
    const cell = this.#grid.cell(row, column);
    cell?.focus();
    if (cell) this.#showWords(cell);
    if (!cell || !this.#showSelection(cell)) this.go(row, column);
    else cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Puts the caret into the text before or after the table. */
  leave(side: -1 | 1): void {
    const { view, from, table } = this.#grid;
    const { doc } = view.state;
    if (side < 0) {
      view.focus();
      const above = { selection: EditorSelection.cursor(Math.max(0, from - 1)), scrollIntoView: true };
      view.dispatch(from > 0 ? above : { ...above, changes: { from: 0, insert: "\n\n" }, userEvent: "input" });
      return;
    }
    const end = from + table.text.length;
    // The line right below is the table's as soon as it has words: there is a blank one between them.
    let line = doc.lineAt(end).number + 1;
    while (line < doc.lines && doc.line(line).text.trim() === "") line += 1;
    const below = line > doc.lineAt(end).number + 1 || (line <= doc.lines && doc.line(line).text.trim() !== "");
    view.focus();
    if (below) view.dispatch({ selection: EditorSelection.cursor(doc.line(line).from), scrollIntoView: true });
    else {
      const insert = "\n".repeat(line > doc.lines ? 2 : 1);
      const head = doc.length + insert.length;
      view.dispatch({
        changes: { from: doc.length, insert },
        selection: EditorSelection.cursor(head),
        scrollIntoView: true,
        userEvent: "input",
      });
    }
  }

  /** Selects in a cell what the text has selected of it; answers whether that is in it. */
  #showSelection(cell: HTMLElement): boolean {
    const { view, table } = this.#grid;
    const at = this.#grid.placeOf(cell);
    const words = at && rowAt(table, at.row)?.cells[at.column];
    if (!words || document.activeElement !== cell || cell.childElementCount > 0) return false;
    const { from } = this.#grid;
    const { anchor, head } = view.state.selection.main;
    const within = (place: number) => place - from >= words.from && place - from <= words.to;
    if (!within(anchor) || !within(head)) return false;
    const [begin, end] = [anchor, head].map((place) => placeInWords(table, words, place - from)) as [number, number];
    placeCaret(cell, begin, end);
    return true;
  }

  /** The text has selected what is selected in the cell: commands go by that. */
  #tellSelection(): void {
    const cell = this.#cell;
    const at = cell && this.#grid.placeOf(cell);
    const selection = window.getSelection();
    if (!at || this.#composing || !selection?.anchorNode || !cell.contains(selection.anchorNode)) return;
    const { view, table, from } = this.#grid;
    const words = rowAt(table, at.row)?.cells[at.column];
    if (!words || cell.childElementCount > 0) return;
    const [anchor, head] = [caretIn(cell, "anchor"), caretIn(cell)].map(
      (offset) => from + placeInText(table, words, offset),
    ) as [number, number];
    const { main } = view.state.selection;
    if (anchor === main.anchor && head === main.head) return;
    view.dispatch({ selection: EditorSelection.range(anchor, head) });
  }

  #watch(cell: HTMLElement | null): void {
    const watched = this.#cell !== null;
    this.#cell = cell;
    if (watched === (cell !== null)) return;
    if (cell) document.addEventListener("selectionchange", this.#selected);
    else document.removeEventListener("selectionchange", this.#selected);
  }

  openMenu(anchor: HTMLElement): void {
    const grid = this.#grid;
    const at = grid.placeOf(document.activeElement) ?? { row: grid.height - 1, column: grid.columns - 1 };
    const { state } = grid.view;
    state.facet(surroundingsOf).onmenu({
      label: state.facet(wordsOf).table.menu,
      anchor,
      entries: tableMenu(grid, this, at),
      onclosed: () => {
        if (!grid.dom.isConnected) grid.view.focus();
        else this.comeBack(Math.min(at.row, grid.height - 1), Math.min(at.column, grid.columns - 1));
      },
    });
  }

  #begin(cell: HTMLElement): void {
    const pointed = this.#pointed;
    this.#pointed = false;
    // A click sets the caret after the focus: the marks come in when it stands. Any other focus sets it before the first letter,
    // which must not be told before it is back where it was.
    setTimeout(() => {
      if (document.activeElement !== cell) return;
      this.#showWords(cell);
      if (!pointed) this.#showSelection(cell);
      this.#watch(cell);
    });
  }

  #showWords(cell: HTMLElement): void {
    const at = this.#grid.placeOf(cell);
    if (!at) return;
    const words = this.#grid.words(at.row, at.column);
    if (cell.childElementCount === 0 && cell.textContent === words) return;
    const shown = cell.textContent ?? "";
    const caret = caretIn(cell);
    cell.textContent = words;
    placeCaret(cell, alike(shown.slice(0, caret), words));
  }

  #end(cell: HTMLElement): void {
    this.#composing = false;
    // The window alone has lost the focus, and will give it back.
    if (document.activeElement === cell) {
      this.#write(cell);
      return;
    }
    if (this.#cell === cell) this.#watch(null);
    // Taken off the page in the midst of an update: what was in it has been written.
    if (!cell.isConnected) return;
    this.#write(cell);
    const at = this.#grid.placeOf(cell);
    if (at) this.#grid.render(cell, at.row, at.column);
  }

  #write(cell: HTMLElement): void {
    const at = this.#grid.placeOf(cell);
    if (this.#composing || !at) return;
    // Not yet swapped for its words, a cell shows what is read and not what is written.
    if (cell.childElementCount > 0 && !onlyBreaks(cell)) return;
    this.apply(setCell(this.#grid.table, at.row, at.column, wordsIn(cell)), "input.type");
  }

  #keydown(event: KeyboardEvent, cell: HTMLElement): void {
    this.#plainly = matches(event, "Mod+Shift+V");
    const at = this.#grid.placeOf(cell);
    if (composing(event) || this.#composing || !at) return;
    if (event.altKey || event.metaKey || event.ctrlKey) {
      if (this.#takesAll(event, cell)) {
        event.preventDefault();
        return;
      }
      this.#tellSelection();
      if (runScopeHandlers(this.#grid.view, event, IN_CELLS)) event.preventDefault();
      return;
    }
    if (this.#move(event, cell, at.row, at.column)) event.preventDefault();
  }

  /** Keys for all of a text, with which WebKitGTK leaves the table for the line behind it. Answers whether it is one. */
  #takesAll(event: KeyboardEvent, cell: HTMLElement): boolean {
    const { length } = wordsIn(cell);
    const end = event.key === "End";
    if (matches(event, "Mod+A")) placeCaret(cell, 0, length);
    else if (event.key !== "Home" && !end) return false;
    else if (event.shiftKey) placeCaret(cell, caretIn(cell, "anchor"), end ? length : 0);
    else this.#goToEdge(end);
    return true;
  }

  /** To the beginning or the end of the whole text. */
  #goToEdge(end: boolean): void {
    const { view, from, table, height, columns } = this.#grid;
    const place = end ? view.state.doc.length : 0;
    if (place >= from && place <= from + table.text.length) {
      if (end) this.go(height - 1, columns - 1);
      else this.go(0, 0, false);
      return;
    }
    view.focus();
    view.dispatch({ selection: EditorSelection.cursor(place), scrollIntoView: true });
  }

  /** Answers whether the key has led from one cell to another, or out of the table. */
  #move({ key, keyCode, shiftKey }: KeyboardEvent, cell: HTMLElement, row: number, column: number): boolean {
    const { columns, height } = this.#grid;
    const to = (target: number, end = true) => {
      if (target < 0) this.leave(-1);
      else if (target >= columns * height) this.leave(1);
      else this.go(Math.floor(target / columns), target % columns, end);
      return true;
    };
    const here = row * columns + column;
    const caret = caretIn(cell);
    const length = wordsIn(cell).length;
    const bare = window.getSelection()?.isCollapsed ?? true;
    // With Shift, WebKitGTK has another name for it.
    if (key === "Tab" || keyCode === 9) return to(here + (shiftKey ? -1 : 1));
    if (key === "Escape") return to(columns * height);
    if (shiftKey && key === "F10") {
      this.openMenu(cell);
      return true;
    }
    if (shiftKey) return false;
    if (key === "Enter") {
      if (row < height - 1) return to(here + columns);
      this.apply(addRow(this.#grid.table, row), "input.row");
      this.go(row + 1, column);
      return true;
    }
    if (key === "ArrowUp") return to(row === 0 ? -1 : here - columns);
    if (key === "ArrowDown") return to(row === height - 1 ? columns * height : here + columns);
    if (key === "ArrowLeft" && bare && caret === 0) return to(here - 1);
    if (key === "ArrowRight" && bare && caret === length) return to(here + 1, false);
    return false;
  }
}

function wordsIn(cell: HTMLElement): string {
  return cell.textContent ?? "";
}

function onlyBreaks(cell: HTMLElement): boolean {
  return [...cell.children].every((child) => child.tagName === "BR");
}

/** How many characters stand before the caret, or before the other end of the selection. */
function caretIn(cell: HTMLElement, end: "focus" | "anchor" = "focus"): number {
  const selection = window.getSelection();
  const node = selection?.[`${end}Node`];
  if (!selection || !node || !cell.contains(node)) return 0;
  const range = document.createRange();
  range.setStart(cell, 0);
  range.setEnd(node, selection[`${end}Offset`]);
  return range.toString().length;
}

function placeCaret(cell: HTMLElement, anchor: number, head = anchor): void {
  const node = cell.firstChild ?? cell;
  const length = node.textContent?.length ?? 0;
  window.getSelection()?.setBaseAndExtent(node, Math.min(anchor, length), node, Math.min(head, length));
}

/** How far `words` go until they have said all of `read`, whose marks are left out. */
function alike(read: string, words: string): number {
  let at = 0;
  for (const letter of read) {
    const next = words.indexOf(letter, at);
    if (next < 0) break;
    at = next + letter.length;
  }
  return at;
}

function copyPlain(event: ClipboardEvent): void {
  const selected = window.getSelection()?.toString() ?? "";
  if (selected === "" || !event.clipboardData) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", selected);
  if (event.type === "cut") document.execCommand("delete");
}

/** Types at the caret, so that the browser's own undo and the input method know of it. */
function insert(text: string): void {
  document.execCommand("insertText", false, text);
}

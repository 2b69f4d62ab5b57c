/** Keys that go by what is seen: over hidden marks, into tables, and after links. */
import { EditorSelection, type EditorState, type Extension, Prec, type SelectionRange } from "@codemirror/state";
import { type Command, EditorView, keymap } from "@codemirror/view";
import { onMac } from "../../../controls/keys";
import { tick } from "./glyphs";
import { tableAt } from "./blocks";
import { hiddenIn } from "./decorate";
import { deleteHeading, deleteWord, joinNext, MARKS } from "./deleting";
import { surroundingsOf, viewOf } from "./mode";
import { closeReading, readAtCaret } from "./reading";
import { referenceAt } from "./references";
import { TableWidget } from "./table/widget";

/** Home leads to where the words begin, and from there to the beginning of the line. */
function home(extend: boolean): Command {
  return (view) => {
    const { state } = view;
    if (state.facet(viewOf) !== "formatted") return false;
    const range = state.selection.main;
    const edge = view.moveToLineBoundary(range, false);
    const line = state.doc.lineAt(range.head);
    const words = line.from + (MARKS.exec(line.text)?.[0].length ?? 0);
    if (edge.head >= words || range.head <= words) return false;
    view.dispatch({ selection: select(range, words, extend), scrollIntoView: true, userEvent: "select" });
    return true;
  };
}

/** End leads behind the marks that are hidden at the end of the line, not before them. */
function end(extend: boolean): Command {
  return (view) => {
    const { state } = view;
    if (state.facet(viewOf) !== "formatted") return false;
    const range = state.selection.main;
    const line = state.doc.lineAt(range.head);
    let head = view.moveToLineBoundary(range, true).head;
    const edge = head;
    hiddenIn(view).between(head, line.to, (from, to) => {
      if (from <= head) head = Math.max(head, to);
    });
    if (head === edge || head !== line.to) return false;
    view.dispatch({ selection: select(range, head, extend), scrollIntoView: true, userEvent: "select" });
    return true;
  };
}

function select(range: SelectionRange, head: number, extend: boolean) {
  return extend ? EditorSelection.range(range.anchor, head) : EditorSelection.cursor(head);
}

/** An arrow that would lead onto a table leads into it. */
function enter(axis: "vertical" | "horizontal", forward: boolean): Command {
  return (view) => {
    const { state } = view;
    const range = state.selection.main;
    if (!range.empty || state.facet(viewOf) !== "formatted") return false;
    const next = axis === "vertical" ? view.moveVertically(range, forward) : view.moveByChar(range, forward);
    const line = state.doc.lineAt(range.head);
    // Where nothing is laid out, or the widget lies between two lines, the next line is asked as well.
    const beside = axis === "vertical" ? (forward ? line.to + 1 : line.from - 1) : next.head;
    const leaves = axis === "horizontal" || next.head < line.from || next.head > line.to;
    if (!leaves) return false;
    const table = within(state, next.head) ?? within(state, beside);
    if (!table || (range.head >= table.from && range.head <= table.to)) return false;
    return enterTable(view, table.from, forward, axis === "horizontal" && !forward);
  };
}

/** A line of hidden marks alone has nothing to be measured, and an arrow would pass over it. */
function step(forward: boolean, extend: boolean): Command {
  return (view) => {
    const { state } = view;
    const range = state.selection.main;
    if (state.facet(viewOf) !== "formatted" || (!range.empty && !extend)) return false;
    const next = view.moveVertically(range, forward);
    const here = state.doc.lineAt(range.head).number;
    const there = state.doc.lineAt(next.head).number;
    if (Math.abs(there - here) < 2) return false;
    const line = state.doc.line(here + (forward ? 1 : -1));
    if (within(state, line.from)) return false;
    const head = EditorSelection.cursor(line.to, -1, undefined, next.goalColumn);
    const selection = extend ? EditorSelection.range(range.anchor, line.to, next.goalColumn) : head;
    view.dispatch({ selection, scrollIntoView: true, userEvent: "select" });
    return true;
  };
}

function within(state: EditorState, pos: number) {
  return pos < 0 || pos > state.doc.length ? null : tableAt(state, pos);
}

/** Puts the caret into the table that begins at `from`: into its first row, or into its last one. */
function enterTable(view: EditorView, from: number, first: boolean, lastColumn: boolean): boolean {
  const grid = TableWidget.gridFrom(view, from);
  if (!grid) return false;
  grid.enter(first ? 0 : grid.height - 1, lastColumn ? grid.columns - 1 : 0, !first);
  return true;
}

/** The link at `pos` is to be followed; answers whether there is one. */
function follow(view: EditorView, pos: number): boolean {
  const reference = referenceAt(view.state, pos, 0);
  if (reference?.kind !== "link") return false;
  view.state.facet(surroundingsOf).onlink(reference.says);
  return true;
}

/**
 * A mark of its own beside the caret goes as a whole: first it is selected, then it is deleted. The blank line that parts a paragraph
 * from the table above it stays, as the paragraph would be a row without it.
 */
function deleteBeside(forward: boolean): Command {
  return (view) => {
    const { state } = view;
    const { empty, head } = state.selection.main;
    if (!empty) return false;
    const parting = partingLine(state, forward);
    if (parting !== null && forward) return true;
    const table = within(state, parting ?? (forward ? head + 1 : head - 1));
    if (!table || (head >= table.from && head <= table.to)) return false;
    view.dispatch({ selection: EditorSelection.range(table.from, table.to), userEvent: "select" });
    return true;
  };
}

/** Where the table ends that one blank line parts from words below, if the caret stands where a key would delete that; or null. */
function partingLine(state: EditorState, forward: boolean): number | null {
  const line = state.doc.lineAt(state.selection.main.head);
  const blank = forward ? line : line.number > 1 ? state.doc.line(line.number - 1) : null;
  if (!blank || blank.text.trim() !== "" || (!forward && state.selection.main.head !== line.from)) return null;
  const below = blank.number < state.doc.lines ? state.doc.line(blank.number + 1).text : "";
  const end = blank.from - 1;
  return below.trim() !== "" && within(state, end)?.to === end ? end : null;
}

/** Keys and clicks of the formatted view; some of them serve the source view too. */
export const keys: Extension = [
  Prec.high(
    keymap.of([
      { key: "Home", mac: "Cmd-ArrowLeft", run: home(false), shift: home(true) },
      { key: "End", mac: "Cmd-ArrowRight", run: end(false), shift: end(true) },
      { key: "ArrowDown", run: enter("vertical", true) },
      { key: "ArrowUp", run: enter("vertical", false) },
      { key: "ArrowDown", run: step(true, false), shift: step(true, true) },
      { key: "ArrowUp", run: step(false, false), shift: step(false, true) },
      { key: "ArrowRight", run: enter("horizontal", true) },
      { key: "ArrowLeft", run: enter("horizontal", false) },
      { key: "Backspace", run: deleteBeside(false) },
      { key: "Backspace", run: deleteHeading },
      { key: "Delete", run: deleteBeside(true) },
      { key: "Delete", run: joinNext },
      { key: "Ctrl-Backspace", mac: "Alt-Backspace", run: deleteWord(false) },
      { key: "Ctrl-Delete", mac: "Alt-Delete", run: deleteWord(true) },
      { key: "Alt-Enter", run: readAtCaret },
      { key: "Escape", run: closeReading },
      {
        key: "Mod-Enter",
        run: (view) => follow(view, view.state.selection.main.head) || tick(view, view.state.selection.main.head),
      },
    ]),
  ),
  EditorView.domEventHandlers({
    mousedown(event, view) {
      if (event.button !== 0 || !(onMac() ? event.metaKey : event.ctrlKey)) return false;
      const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (pos === null || !follow(view, pos)) return false;
      event.preventDefault();
      return true;
    },
  }),
];

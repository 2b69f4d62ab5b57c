/** Shows what of the tables is selected in the text: the whole of one, or the cell in which something was found; and where else. */
import { type DecorationSet, type EditorView, ViewPlugin } from "@codemirror/view";
import { blocks } from "../blocks";
import type { Found } from "./grid";
import { TableWidget } from "./widget";

export const choice = ViewPlugin.define((view) => {
  const measure = { key: {}, read: () => undefined, write: () => mark(view) };
  return {
    update(update) {
      const hasTables = update.state.field(blocks).tables.size > 0;
      if (hasTables && (update.selectionSet || update.docChanged || update.viewportChanged))
        view.requestMeasure(measure);
    },
  };
});

function mark(view: EditorView): void {
  const { from, to, empty } = view.state.selection.main;
  for (const { grid, start, end } of tablesIn(view)) {
    grid.dom.classList.toggle("cm-table-chosen", !empty && from <= start && to >= end);
    const inside = !empty && from >= start && to <= end && !(from === start && to === end);
    grid.point(inside ? from - start : null);
  }
}

/** Marks what was found in the cells in sight; `current` holds one of `found` at most. */
export function markCells(view: EditorView, found: DecorationSet, current: DecorationSet): void {
  const { from: here } = current.iter();
  for (const { grid, start, end } of tablesIn(view)) {
    const within: Found[] = [];
    found.between(start, end, (from, to) => {
      within.push({ from: from - start, to: to - start, current: current.size > 0 && from === here });
    });
    grid.mark(within);
  }
}

/** The tables in sight, and where their texts begin and end. */
function* tablesIn(view: EditorView) {
  for (const dom of view.contentDOM.querySelectorAll<HTMLElement>(".cm-table")) {
    const grid = TableWidget.grid(dom);
    if (!grid) continue;
    const start = view.posAtDOM(dom);
    yield { grid, start, end: start + grid.table.text.length };
  }
}

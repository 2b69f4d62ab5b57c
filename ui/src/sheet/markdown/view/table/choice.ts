/** Shows what of the tables is selected in the text: the whole of one, or the cell in which something was found; and where else. */
import { type DecorationSet, type EditorView, ViewPlugin } from "@codemirror/view";
import { blocks } from "../blocks";
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

/** Marks the cells in sight in which something of `found` begins. */
export function markCells(view: EditorView, found: DecorationSet): void {
  for (const { grid, start, end } of tablesIn(view)) {
    const places: number[] = [];
    found.between(start, end, (from) => void places.push(from - start));
    grid.mark(places);
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

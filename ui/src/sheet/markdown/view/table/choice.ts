/** Shows what of the tables is selected in the text: the whole of one, or the cell in which something was found. */
import { type EditorView, ViewPlugin } from "@codemirror/view";
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
  for (const dom of view.contentDOM.querySelectorAll<HTMLElement>(".cm-table")) {
    const grid = TableWidget.grid(dom);
    if (!grid) continue;
    const start = view.posAtDOM(dom);
    const end = start + grid.table.text.length;
    dom.classList.toggle("cm-table-chosen", !empty && from <= start && to >= end);
    const inside = !empty && from >= start && to <= end && !(from === start && to === end);
    grid.point(inside ? from - start : null);
  }
}

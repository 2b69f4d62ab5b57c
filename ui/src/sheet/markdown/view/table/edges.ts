/**
 * Beside the text of a table there is no place for a caret: what is written there would be a part of it. A caret that comes to stand
 * there goes into the cell next to it, or, by a click below the last table, onto a line of its own.
 */
import type { Extension } from "@codemirror/state";
import { type EditorView, ViewPlugin } from "@codemirror/view";
import { tableAt } from "../blocks";
import { TableWidget } from "./widget";

export const edges: Extension = ViewPlugin.define(
  (view) => {
    // In the midst of an update no focus can be given.
    const later = () => queueMicrotask(() => settle(view, null));
    const measure = { key: {}, read: () => undefined, write: later };
    return {
      /** The pointer is down: nothing moves under it until it is let go. */
      pointed: false,
      update(update) {
        const moved = update.selectionSet || update.focusChanged;
        if (!this.pointed && moved && gridAtCaret(view)) view.requestMeasure(measure);
      },
    };
  },
  {
    eventObservers: {
      pointerdown(_, view) {
        this.pointed = true;
        const { ownerDocument } = view.dom;
        const up = (event: PointerEvent) => {
          this.pointed = false;
          ownerDocument.removeEventListener("pointerup", up);
          ownerDocument.removeEventListener("pointercancel", up);
          // The editor takes over the selection a moment later.
          setTimeout(() => settle(view, event.clientY));
        };
        ownerDocument.addEventListener("pointerup", up);
        ownerDocument.addEventListener("pointercancel", up);
      },
    },
  },
);

/** The table that a bare caret in the text itself stands beside or in. */
function gridAtCaret(view: EditorView) {
  const { empty, head } = view.state.selection.main;
  const table = empty && view.hasFocus ? tableAt(view.state, head) : null;
  return table && { table, head };
}

/** `y`: where the pointer was let go, in pixels of the window; null for keys. */
function settle(view: EditorView, y: number | null): void {
  const at = view.dom.isConnected ? gridAtCaret(view) : null;
  const grid = at && TableWidget.gridFrom(view, at.table.from);
  if (!at || !grid) return;
  const { table, head } = at;
  if (head > table.from && head < table.to && grid.enterAt(head - table.from)) return;
  if (y !== null && head === table.to && y > grid.dom.getBoundingClientRect().bottom) grid.leave();
  else if (head === table.from) grid.enter(0, 0, false);
  else grid.enter(grid.height - 1, grid.columns - 1, true);
}

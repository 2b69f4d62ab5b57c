/** Where a popup goes beside the text that it belongs to. */
import type { EditorView } from "@codemirror/view";

/** Where a popup belongs, in pixels from the top left of the text; `above` when there is no room below. */
export interface Place {
  left: number;
  top: number;
  bottom: number;
  width: number;
  above: boolean;
  /** Whether the buttons at a selection have room above it, clear of the toolbar. */
  roomAbove: boolean;
}

/** The toolbar stays in sight at the top: the caret keeps out from under it, in pixels. */
export const UNDER_TOOLBAR = 44;
/** How high the buttons at a selection are, with what keeps them off it, in pixels. */
const BUBBLE = 40;
/** Room that a menu wants below the caret, in pixels. */
const ROOM = 300;

/** The place for what belongs to a range; null where that is not drawn. For the editor's measuring phase. */
export function placeOf(view: EditorView, { from, to }: { from: number; to: number }): Place | null {
  const text = view.dom.getBoundingClientRect();
  const { length } = view.state.doc;
  const start = view.coordsAtPos(Math.min(from, length));
  const end = view.coordsAtPos(Math.min(to, length), -1) ?? start;
  if (!start || !end) return null;
  const under = (view.scrollDOM.closest("main")?.getBoundingClientRect().top ?? 0) + UNDER_TOOLBAR;
  return {
    left: start.left - text.left,
    top: start.top - text.top,
    bottom: end.bottom - text.top,
    width: text.width,
    above: end.bottom + ROOM > view.dom.ownerDocument.documentElement.clientHeight,
    roomAbove: start.top - Math.max(text.top, under) > BUBBLE,
  };
}

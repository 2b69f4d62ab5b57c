/** Deleting by the word where marks are hidden: never through what is not seen. */
import { EditorSelection } from "@codemirror/state";
import type { Command } from "@codemirror/view";
import { hiddenIn } from "./decorate";

/** Deletes up to the next hidden mark, which is then seen; does nothing of its own where there is none. */
export function deleteWord(forward: boolean): Command {
  return (view) => {
    const range = view.state.selection.main;
    if (!range.empty) return false;
    const { head } = view.moveByGroup(range, forward);
    const [from, to] = forward ? [range.head, head] : [head, range.head];
    let stop: number | null = null;
    hiddenIn(view).between(from, to, (begin, end) => {
      // The one nearest to the caret: the first one forward, the last one backward.
      if (forward) stop ??= begin;
      else stop = end;
      return forward ? false : undefined;
    });
    if (stop === null || stop === range.head) return false;
    view.dispatch({
      changes: { from: Math.min(stop, range.head), to: Math.max(stop, range.head) },
      selection: EditorSelection.cursor(Math.min(stop, range.head)),
      scrollIntoView: true,
      userEvent: forward ? "delete.forward" : "delete.backward",
    });
    return true;
  };
}

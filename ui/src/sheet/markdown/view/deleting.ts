/** Deleting where marks are hidden: what is seen goes, and nothing is cut in half that is not. */
import { syntaxTree } from "@codemirror/language";
import { EditorSelection, type EditorState } from "@codemirror/state";
import type { Command } from "@codemirror/view";
import { hiddenIn } from "./decorate";
import { viewOf } from "./mode";

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

const HEADING = /^[ \t]{0,3}#{1,6}[ \t]+/;

/** Marks at the beginning of a line: of quotes, list items, tasks and headings. */
export const MARKS = /^[ \t]*(?:>[ \t]?)*[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+)?/;

function inCode(state: EditorState, pos: number): boolean {
  for (let node = syntaxTree(state).resolveInner(pos, 1); ; node = node.parent) {
    if (/Code|HTML|Comment/.test(node.name)) return true;
    if (!node.parent) return false;
  }
}

/** Before the words of a heading, its marks go as one. */
export const deleteHeading: Command = (view) => {
  const { state } = view;
  const { empty, head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const marks = HEADING.exec(line.text)?.[0].length;
  if (!empty || marks === undefined || head !== line.from + marks || state.facet(viewOf) !== "formatted") return false;
  if (inCode(state, head)) return false;
  view.dispatch({ changes: { from: line.from, to: head }, scrollIntoView: true, userEvent: "delete.backward" });
  return true;
};

/** At the end of a line, the marks of the next one go with its line break. */
export const joinNext: Command = (view) => {
  const { state } = view;
  const { empty, head } = state.selection.main;
  const line = state.doc.lineAt(head);
  if (!empty || head !== line.to || line.to === state.doc.length || state.facet(viewOf) !== "formatted") return false;
  const next = state.doc.line(line.number + 1);
  const marks = MARKS.exec(next.text)?.[0] ?? "";
  if (line.length === 0 || marks.trim() === "" || inCode(state, next.from)) return false;
  view.dispatch({
    changes: { from: head, to: next.from + marks.length },
    scrollIntoView: true,
    userEvent: "delete.forward",
  });
  return true;
};

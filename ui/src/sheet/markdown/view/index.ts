/**
 * The formatted view of a Markdown text: the text itself is the document, and is never changed by being shown.
 *
 * `mode` says what is shown and where the caret's marks are to be seen, `decorate` shows the lines in sight, `blocks` finds the tables,
 * `table` has them written in cell by cell, `reading` tells what marks lead to, `keys` goes by what is seen.
 */
import type { EditorState, Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { roomBelow } from "./below";
import { blocks, tableAt } from "./blocks";
import { painter } from "./decorate";
import { keys } from "./keys";
import { attentive, type Surroundings, surroundingsOf, type View, viewOf, type Words, wordsOf } from "./mode";
import { reading } from "./reading";
import { choice } from "./table/choice";
import { edges } from "./table/edges";
import { TableWidget } from "./table/widget";
import { formattedTheme } from "./theme";

export { IN_CELLS } from "./table/cells";
export { markCells } from "./table/choice";

export type { Surroundings, View, Words };

/** Everything that shows the text; what may change while it is shown comes from `shown`. */
export const formatted: Extension = [
  attentive,
  blocks,
  painter,
  reading,
  keys,
  roomBelow,
  choice,
  edges,
  formattedTheme,
];

/** Which view is shown, and what is around it. */
export function shownAs(view: View, words: Words, surroundings: Surroundings): Extension {
  return [viewOf.of(view), wordsOf.of(words), surroundingsOf.of(surroundings)];
}

/** Whether the text is shown formatted, to people who need not know its marks. */
export function isFormatted(state: EditorState): boolean {
  return state.facet(viewOf) === "formatted";
}

/** Whether the caret is in a table that is written cell by cell. */
export function isInTable(state: EditorState): boolean {
  return tableOfCaret(state) !== null;
}

function tableOfCaret(state: EditorState) {
  const { anchor, head } = state.selection.main;
  const table = tableAt(state, head);
  return table && anchor > table.from && head > table.from && anchor < table.to ? table : null;
}

/** Gives the focus to where the selection is: to the text, or to a cell of a table in it. */
export function focusText(view: EditorView): void {
  const table = tableOfCaret(view.state);
  const place = view.state.selection.main.head;
  if (!table || !TableWidget.gridFrom(view, table.from)?.enterAt(place - table.from)) view.focus();
}

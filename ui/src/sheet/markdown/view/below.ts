/**
 * Words right below a table would be a row of it. In the formatted view they are meant as a paragraph: the blank line between them
 * comes with them.
 */
import { EditorState, type Extension, type Transaction, type TransactionSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { ViewPlugin } from "@codemirror/view";
import { tableAt } from "./blocks";

/** Whether the line at `pos` is an empty one right below a table. */
function below(state: EditorState, pos: number): boolean {
  const line = state.doc.lineAt(pos);
  return line.length === 0 && line.from > 0 && tableAt(state, line.from - 1)?.to === line.from - 1;
}

/** Where `tr` puts words on an empty line right below a table, by writing there or by deleting what was between. */
function written(tr: Transaction): number | null {
  const deletes = tr.isUserEvent("delete");
  if (!tr.docChanged || !(deletes || tr.isUserEvent("input"))) return null;
  let at: number | null = null;
  tr.changes.iterChanges((fromA, toA, fromB, _toB, text) => {
    if (!below(tr.startState, fromA) || (!deletes && fromA !== toA)) return;
    const words = deletes ? tr.newDoc.lineAt(fromB).text : text.line(1).text;
    if (words.trim() !== "") at ??= fromB;
  });
  return at;
}

export const roomBelow: Extension = [
  EditorState.transactionFilter.of((tr): TransactionSpec | readonly TransactionSpec[] => {
    // While an input method composes the text stays as it has it.
    if (tr.isUserEvent("input.type.compose")) return tr;
    const at = written(tr);
    return at === null ? tr : [tr, { changes: { from: at, insert: "\n" }, sequential: true }];
  }),
  ViewPlugin.define(
    () => ({
      /** Where words are being composed right below a table. */
      composed: null as number | null,
    }),
    {
      eventObservers: {
        compositionstart(_, view) {
          const { head } = view.state.selection.main;
          this.composed = below(view.state, head) ? head : null;
        },
        compositionend(_, view) {
          const at = this.composed;
          this.composed = null;
          // The editor reads what was composed a moment after the event.
          if (at !== null) setTimeout(() => part(view, at), 60);
        },
      },
    },
  ),
];

/** Parts what was composed at `at` from the table above it. */
function part(view: EditorView, at: number): void {
  const { state } = view;
  if (at > state.doc.length || at === 0) return;
  const line = state.doc.lineAt(at);
  const above = state.doc.line(line.number - 1);
  if (line.from === at && line.length > 0 && tableAt(state, above.to))
    view.dispatch({ changes: { from: at, insert: "\n" }, userEvent: "input" });
  else view.dispatch({});
}

/** Texts with their selection written in them: ‸ is the caret, « and » are the ends of a selection. */
import { EditorSelection, EditorState, type Extension, type StateCommand } from "@codemirror/state";
import { briefLanguage, references } from "../parser";

/** The state that such a text describes. */
export function stateOf(written: string, extensions: Extension = []): EditorState {
  const doc = written.replace(/[‸«»]/g, "");
  const caret = written.replace(/[«»]/g, "").indexOf("‸");
  const from = written.replace(/[‸»]/g, "").indexOf("«");
  const to = written.replace(/[‸«]/g, "").indexOf("»");
  return EditorState.create({
    doc,
    selection: caret >= 0 ? EditorSelection.single(caret) : EditorSelection.single(Math.max(from, 0), Math.max(to, 0)),
    extensions: [briefLanguage, references, extensions],
  });
}

/** The state written as such a text. */
export function written(state: EditorState): string {
  const text = state.doc.toString();
  const { from, to, empty } = state.selection.main;
  if (empty) return `${text.slice(0, from)}‸${text.slice(from)}`;
  return `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`;
}

/** What a command makes of such a text; null where it does not apply. */
export function after(command: StateCommand, text: string): string | null {
  let state = stateOf(text);
  let count = 0;
  const applied = command({
    state,
    dispatch: (transaction) => {
      state = transaction.state;
      count += 1;
    },
  });
  if (count > 1) throw new Error("a command is one transaction");
  return applied ? written(state) : null;
}

/**
 * Brackets, quotation marks and stars that come in pairs. Only where text ends, so that nothing has to be taken away again; full-width
 * marks come from the input method, which does this itself.
 */
import {
  EditorSelection,
  type EditorState,
  type Extension,
  MapMode,
  StateEffect,
  StateField,
  type StateCommand,
} from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { inCode } from "./tree";

const CLOSING: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  '"': '"',
  "`": "`",
  "*": "*",
  _: "_",
  "~": "~",
};
/** Put around a selection, but never doubled while writing on. */
const AROUND_ONLY = /[*_~]/;
const ENDS = /^$|^[\s)\]},.;:!?。，、；：！？）」』”’]/u;
const WORD = /[\p{L}\p{N}]$/u;

const put = StateEffect.define<number>({ map: (at, changes) => changes.mapPos(at) });

/** Where closing signs stand that were put there, and that typing passes over. */
export const closers = StateField.define<readonly number[]>({
  create: () => [],
  update(places, transaction) {
    let next = places;
    if (transaction.docChanged && next.length > 0) {
      next = next.flatMap((at) => transaction.changes.mapPos(at, 1, MapMode.TrackAfter) ?? []);
    }
    for (const effect of transaction.effects) if (effect.is(put)) next = [...next, effect.value];
    // Elsewhere they are signs like any other.
    const { head } = transaction.state.selection.main;
    const line = transaction.state.doc.lineAt(head);
    if (next.some((at) => at < head || at > line.to)) next = next.filter((at) => at >= head && at <= line.to);
    return next;
  },
});

/** What typing `sign` does where it pairs; null where it is a sign like any other. */
export function paired(state: EditorState, sign: string) {
  const { main } = state.selection;
  const closing = CLOSING[sign];
  if (state.readOnly || inCode(state, main.head)) return null;
  if (!main.empty) {
    if (!closing || state.doc.lineAt(main.from).number !== state.doc.lineAt(main.to).number) return null;
    return state.update({
      changes: [
        { from: main.from, insert: sign },
        { from: main.to, insert: closing },
      ],
      selection: EditorSelection.range(main.anchor + 1, main.head + 1),
      userEvent: "input.type",
    });
  }
  const at = main.head;
  const [before, after] = [state.sliceDoc(Math.max(0, at - 2), at), state.sliceDoc(at, at + 1)];
  if (sign === "*" && isRule(state, at)) return rule(state, at);
  if (after === sign && state.field(closers, false)?.includes(at)) {
    return state.update({ selection: EditorSelection.cursor(at + 1), userEvent: "input.type", scrollIntoView: true });
  }
  if (!closing || !ENDS.test(after)) return null;
  if (sign === "*") return stars(state, at, before);
  if (AROUND_ONLY.test(sign)) return null;
  // After a word a quotation mark closes or is an apostrophe or inches; a third backtick begins a block.
  if (sign === closing && (WORD.test(before) || before.endsWith(sign))) return null;
  if (before.endsWith("\\")) return null;
  return state.update({
    changes: { from: at, insert: sign + closing },
    selection: EditorSelection.cursor(at + 1),
    effects: put.of(at + 1),
    userEvent: "input.type",
    scrollIntoView: true,
  });
}

/** The second star of a bold brings the other two. */
function stars(state: EditorState, at: number, before: string) {
  const two = state.sliceDoc(Math.max(0, at - 3), at);
  if (!before.endsWith("*") || two.endsWith("**") || /[\p{L}\p{N}\\]\*$/u.test(two)) return null;
  // Alone on its line it may become a rule, or the star of an item.
  return state.update({
    changes: { from: at, insert: "***" },
    selection: EditorSelection.cursor(at + 1),
    effects: [put.of(at + 1), put.of(at + 2)],
    userEvent: "input.type",
    scrollIntoView: true,
  });
}

/** Whether a third star comes between two that were typed and two that came with them, on a line that has nothing else. */
function isRule(state: EditorState, at: number): boolean {
  const places = state.field(closers, false) ?? [];
  return state.doc.lineAt(at).text === "****" && places.includes(at) && places.includes(at + 1);
}

/** It begins a rule then, and the two go. */
function rule(state: EditorState, at: number) {
  return state.update({
    changes: { from: at, to: at + 2, insert: "*" },
    selection: EditorSelection.cursor(at + 1),
    userEvent: "input.type",
    scrollIntoView: true,
  });
}

/** Backspace between two signs that came as a pair takes both. */
export const unpair: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const at = main.head;
  if (!main.empty || state.readOnly || !state.field(closers, false)?.includes(at)) return false;
  const open = state.sliceDoc(at - 1, at);
  if (CLOSING[open] !== state.sliceDoc(at, at + 1)) return false;
  dispatch(state.update({ changes: { from: at - 1, to: at + 1 }, userEvent: "delete.backward", scrollIntoView: true }));
  return true;
};

export const pairs: Extension = [
  closers,
  EditorView.inputHandler.of((view, from, to, text) => {
    const { main } = view.state.selection;
    if (view.composing || from !== main.from || to !== main.to || text.length !== 1) return false;
    const transaction = paired(view.state, text);
    if (!transaction) return false;
    view.dispatch(transaction);
    return true;
  }),
];

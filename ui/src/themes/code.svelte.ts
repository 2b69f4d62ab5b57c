/** A plain text to write in: line numbers, an undo of its own, and a mark on the line that is wrong. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers } from "@codemirror/view";
import type { Attachment } from "svelte/attachments";

const setWrong = StateEffect.define<number | null>();
const wrongLine = Decoration.line({ class: "wrong-line" });

const wrong = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, changes, state }) {
    for (const effect of effects) {
      if (!effect.is(setWrong)) continue;
      const line = effect.value;
      if (line === null || line > state.doc.lines) return Decoration.none;
      return Decoration.set(wrongLine.range(state.doc.line(line).from));
    }
    return marks.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export interface Code {
  label: string;
  text: string;
  readOnly: boolean;
  /** Counted from 1. */
  wrong: number | null;
  onchange: (text: string) => void;
}

/** Mounts an editor, and brings it up to what `code` says whenever that changes. */
export function code(code: () => Code): Attachment<HTMLElement> {
  return (parent) => {
    let view: EditorView | null = null;
    let made: { label: string; readOnly: boolean } | null = null;
    let told = "";
    const make = ({ label, text, readOnly }: Code) => {
      view?.destroy();
      made = { label, readOnly };
      told = text;
      view = new EditorView({
        parent,
        state: EditorState.create({
          doc: text,
          extensions: [
            lineNumbers(),
            history(),
            // Tab indents; Escape and then Tab leaves, as CodeMirror does by itself.
            keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
            wrong,
            EditorView.lineWrapping,
            EditorState.readOnly.of(readOnly),
            EditorView.contentAttributes.of({
              "aria-label": label,
              spellcheck: "false",
              "aria-readonly": String(readOnly),
            }),
            EditorView.updateListener.of((update) => {
              if (!update.docChanged) return;
              told = update.state.doc.toString();
              code().onchange(told);
            }),
          ],
        }),
      });
    };
    $effect(() => {
      const wanted = code();
      if (!view || made?.label !== wanted.label || made.readOnly !== wanted.readOnly || wanted.text !== told)
        make(wanted);
      view?.dispatch({ effects: setWrong.of(wanted.wrong) });
    });
    return () => view?.destroy();
  };
}

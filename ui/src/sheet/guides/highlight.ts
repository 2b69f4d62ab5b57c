/** Marks of text to come, highlighted in the body and the analysis: only the lines in view are looked at. */
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { placeholdersIn } from "./placeholders";

const mark = Decoration.mark({ class: "cm-coming" });

function marked({ state, visibleRanges }: EditorView): DecorationSet {
  const set = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      at = line.to + 1;
      // A long line can be in view in pieces.
      if (line.from <= done) continue;
      done = line.from;
      for (const found of placeholdersIn(line.text)) set.add(line.from + found.from, line.from + found.to, mark);
    }
  }
  return set.finish();
}

/** For the editor. */
export const comingText: Extension = [
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = marked(view);
      }
      update({ docChanged, viewportChanged, view }: ViewUpdate): void {
        if (docChanged || viewportChanged) this.decorations = marked(view);
      }
    },
    { decorations: ({ decorations }) => decorations },
  ),
  EditorView.baseTheme({ ".cm-coming": { borderRadius: "2px", background: "var(--coming)" } }),
];

/** Marks of text to come, highlighted in the body and the analysis: only the lines in view are looked at. */
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { placeholdersIn } from "./placeholders";

const mark = Decoration.mark({ class: "cm-coming" });

/** How far beyond the view a line is read, in UTF-16 units: marks are shorter. */
const MARGIN = 200;

function marked({ state, visibleRanges }: EditorView): DecorationSet {
  const set = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      // A line can be as long as a book, and in view in pieces.
      const start = Math.max(line.from, at - MARGIN);
      const words = state.sliceDoc(start, Math.min(line.to, to + MARGIN));
      for (const found of placeholdersIn(words)) {
        if (start + found.from <= done) continue;
        done = start + found.from;
        set.add(done, start + found.to, mark);
      }
      at = line.to + 1;
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

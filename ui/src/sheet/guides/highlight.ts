/** Marks of text to come, highlighted in the body and the analysis: only the lines in view are looked at. */
import type { Extension, Range, Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { renewed } from "../renewed";
import type { Range as Stretch } from "../typing";
import { placeholdersIn } from "./placeholders";

const mark = Decoration.mark({ class: "cm-coming" });

/** How far beyond the view a line is read, in UTF-16 units: marks are shorter. */
const MARGIN = 200;

/** The marks in the lines of `stretch`, and where was looked for them. */
function marksIn(doc: Text, stretch: Stretch): { marks: Range<Decoration>[]; read: Stretch } {
  const marks: Range<Decoration>[] = [];
  // A line can be as long as a book, and in view in pieces.
  const read = {
    from: Math.max(doc.lineAt(stretch.from).from, stretch.from - MARGIN),
    to: Math.min(doc.lineAt(stretch.to).to, stretch.to + MARGIN),
  };
  for (let at = read.from; at <= read.to;) {
    const end = Math.min(doc.lineAt(at).to, read.to);
    for (const found of placeholdersIn(doc.sliceString(at, end))) {
      marks.push(mark.range(at + found.from, at + found.to));
    }
    at = end + 1;
  }
  return { marks, read };
}

function marked(set: DecorationSet, doc: Text, stretches: readonly Stretch[]): DecorationSet {
  const found = stretches.map((stretch) => marksIn(doc, stretch));
  const [read, marks] = [found.map(({ read }) => read), found.flatMap(({ marks }) => marks)];
  return renewed(set, read, marks);
}

/** The lines that a change has touched, as far as they are in view. */
function touched({ state: { doc }, changes, view }: ViewUpdate): Stretch[] {
  const lines: Stretch[] = [];
  changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    const [start, end] = [doc.lineAt(fromB).from, doc.lineAt(toB).to];
    for (const { from, to } of view.visibleRanges) {
      if (start > to || end < from) continue;
      const last = lines.at(-1);
      if (last && start <= last.to) last.to = Math.max(last.to, Math.min(end, to));
      else lines.push({ from: Math.max(start, from), to: Math.min(end, to) });
    }
  });
  return lines;
}

/** For the editor. */
export const comingText: Extension = [
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor({ state, visibleRanges }: EditorView) {
        this.decorations = marked(Decoration.none, state.doc, visibleRanges);
      }
      update(update: ViewUpdate): void {
        const { doc } = update.state;
        if (update.viewportChanged) this.decorations = marked(Decoration.none, doc, update.view.visibleRanges);
        else if (update.docChanged)
          this.decorations = marked(this.decorations.map(update.changes), doc, touched(update));
      }
    },
    { decorations: ({ decorations }) => decorations },
  ),
  EditorView.baseTheme({ ".cm-coming": { borderRadius: "2px", background: "var(--coming)" } }),
];

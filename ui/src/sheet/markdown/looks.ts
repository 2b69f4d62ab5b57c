/** How Markdown looks while it is written: like the page it becomes, with its marks in quiet ink. */
import { HighlightStyle, syntaxTree } from "@codemirror/language";
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const quiet = { color: "var(--ink-3)", fontWeight: "400", fontStyle: "normal", textDecoration: "none" };

export const marks = HighlightStyle.define([
  { tag: tags.heading1, fontSize: "1.5em", fontWeight: "620", lineHeight: "1.25" },
  { tag: tags.heading2, fontSize: "1.26em", fontWeight: "620", lineHeight: "1.3" },
  { tag: tags.heading3, fontSize: "1.1em", fontWeight: "640" },
  { tag: [tags.heading4, tags.heading5, tags.heading6], fontWeight: "640" },
  { tag: tags.strong, fontWeight: "650" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: tags.link, color: "var(--accent)", textDecoration: "underline", textUnderlineOffset: "0.18em" },
  { tag: tags.url, ...quiet, overflowWrap: "anywhere" },
  { tag: tags.monospace, fontFamily: "var(--mono)", fontSize: "0.86em" },
  { tag: [tags.processingInstruction, tags.labelName, tags.contentSeparator, tags.meta], ...quiet },
]);

export const page = EditorView.theme({
  "&": { color: "inherit", background: "none", font: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { overflow: "visible", font: "inherit", lineHeight: "inherit" },
  ".cm-content": { padding: "0", caretColor: "var(--accent)", fontFamily: "inherit" },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".cm-quote": {
    paddingInlineStart: "1em",
    borderInlineStart: "2px solid var(--line-strong)",
    color: "var(--ink-2)",
    fontStyle: "italic",
  },
  ".cm-item": { paddingInlineStart: "1.15em", textIndent: "-1.15em" },
  ".cm-head": { paddingTop: "0.35em" },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-soft)" },
});

const LINES: Readonly<Record<string, Decoration>> = {
  Blockquote: Decoration.line({ class: "cm-quote" }),
  ListItem: Decoration.line({ class: "cm-item" }),
  ATXHeading1: Decoration.line({ class: "cm-head" }),
  ATXHeading2: Decoration.line({ class: "cm-head" }),
  ATXHeading3: Decoration.line({ class: "cm-head" }),
};

/** Gives the lines of quotes, list items and headings their shape. */
export const blocks: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = shape(view);
    }

    update(update: ViewUpdate): void {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || parsed) this.decorations = shape(update.view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function shape(view: EditorView): DecorationSet {
  const lines = new Map<number, Decoration>();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const look = LINES[node.name];
        if (!look) return;
        let line = view.state.doc.lineAt(Math.max(node.from, from));
        // A list item hangs from its first line; a quote is drawn along all of its lines.
        const end = node.name === "Blockquote" ? Math.min(node.to, to) : line.to;
        for (;;) {
          if (!lines.has(line.from)) lines.set(line.from, look);
          if (line.to >= end) break;
          line = view.state.doc.line(line.number + 1);
        }
      },
    });
  }
  const set = new RangeSetBuilder<Decoration>();
  for (const [at, look] of [...lines].sort(([a], [b]) => a - b)) set.add(at, at, look);
  return set.finish();
}

/** How Markdown looks while it is written: like the page it becomes, with its marks in quiet ink. */
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
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
  { tag: [tags.url, tags.string], ...quiet, overflowWrap: "anywhere" },
  { tag: tags.monospace, fontFamily: "var(--mono)", fontSize: "0.86em" },
  { tag: [tags.processingInstruction, tags.labelName, tags.contentSeparator, tags.meta], ...quiet },
]);

const page = EditorView.theme({
  "&": { color: "inherit", background: "none", font: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { overflow: "visible", font: "inherit", lineHeight: "inherit" },
  ".cm-content": { padding: "0", caretColor: "var(--accent)", fontFamily: "inherit" },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-soft)" },
});

/** For the editor. */
export const looks = [page, marks.module ? EditorView.styleModule.of(marks.module) : []];

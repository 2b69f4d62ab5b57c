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

export const page = EditorView.theme({
  "&": { color: "inherit", background: "none", font: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { overflow: "visible", font: "inherit", lineHeight: "inherit" },
  ".cm-content": { padding: "0", caretColor: "var(--accent)", fontFamily: "inherit" },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-soft)" },
  ".cm-searchMatch": { backgroundColor: "light-dark(oklch(0.9 0.09 95), oklch(0.42 0.08 90))" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--selection)" },
  ".cm-panels": {
    border: "1px solid var(--line)",
    borderRadius: "var(--r2)",
    marginBottom: "var(--s3)",
    background: "var(--raised)",
    color: "inherit",
    font: "400 var(--text-m)/1.45 var(--sans)",
    zIndex: "2",
  },
  ".cm-panel.cm-search": { padding: "var(--s2) 2rem var(--s2) var(--s3)" },
  ".cm-panel label": { fontSize: "var(--text-s)", color: "var(--ink-2)" },
  ".cm-textfield": {
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--r1)",
    background: "var(--paper)",
    padding: "2px 6px",
    fontSize: "inherit",
  },
  ".cm-textfield:focus": { borderColor: "var(--accent)", boxShadow: "0 0 0 1px var(--accent)" },
  ".cm-button": {
    border: "1px solid var(--line)",
    borderRadius: "var(--r1)",
    background: "var(--raised)",
    backgroundImage: "none",
    padding: "2px 8px",
    fontSize: "inherit",
  },
  ".cm-button:active": { backgroundImage: "none", background: "var(--accent-soft)" },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink-2)", fontSize: "1rem", right: "var(--s2)", top: "var(--s1)" },
});

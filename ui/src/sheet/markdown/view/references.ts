/** Links, pictures and footnotes in the text, and what they lead to. */
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { blocks } from "./blocks";
import { defined, meaning } from "./definitions";

export interface Reference {
  from: number;
  to: number;
  kind: "link" | "image" | "note";
  /** The part that is read when the marks are hidden. */
  words: { from: number; to: number };
  /** The address, or the words of the note. */
  says: string;
}

const NAMES = new Set(["Link", "Autolink", "Image", "Reference", "FootnoteReference", "URL"]);

/** What `node` refers to; null if it is no reference, or one to nothing. */
export function reference(state: EditorState, node: SyntaxNode): Reference | null {
  const { name, from, to } = node;
  if (!NAMES.has(name)) return null;
  const { definitions } = state.field(blocks);
  if (name === "FootnoteReference") {
    const label = node.getChild("FootnoteLabel");
    const place = label && defined(definitions, true, state.sliceDoc(label.from, label.to));
    return place ? { from, to, kind: "note", words: label, says: meaning(state, true, place) } : null;
  }
  if (name === "URL") {
    // A bare address; any other belongs to the link around it.
    const bare = !NAMES.has(node.parent?.name ?? "") && node.parent?.name !== "LinkReference";
    return bare ? { from, to, kind: "link", words: { from, to }, says: state.sliceDoc(from, to) } : null;
  }
  const url = node.getChild("URL");
  if (name === "Autolink") {
    return url && { from, to, kind: "link", words: url, says: state.sliceDoc(url.from, url.to) };
  }
  const [open, close] = node.getChildren("LinkMark");
  if (!open || !close) return null;
  const words = { from: open.to, to: close.from };
  const kind = open.to - open.from > 1 ? "image" : "link";
  if (name !== "Reference") {
    const says = url ? state.sliceDoc(url.from, url.to).replace(/^<(.*)>$/s, "$1") : "";
    return { from, to, kind, words, says };
  }
  const labelled = node.getChild("LinkLabel");
  const label = labelled && labelled.to - labelled.from > 2 ? labelled : { from: open.to - 1, to: close.to };
  const place = defined(definitions, false, state.sliceDoc(label.from + 1, label.to - 1));
  return place && { from, to, kind, words, says: meaning(state, false, place) };
}

/** The innermost reference at `pos`; `side` tells on which side of `pos`, 0 for either. */
export function referenceAt(state: EditorState, pos: number, side: -1 | 0 | 1): Reference | null {
  for (const toward of side === 0 ? ([1, -1] as const) : [side]) {
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, toward);
    for (; node; node = node.parent) {
      const found = reference(state, node);
      if (found) return found;
    }
  }
  return null;
}

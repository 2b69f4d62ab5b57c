/** What a mark leads to: shown when the pointer rests on it, and to the caret by a key. */
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, hoverTooltip, showTooltip, type Tooltip, tooltips } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";
import { target } from "./address";
import { blocks } from "./blocks";
import { defined, meaning } from "./definitions";
import { wordsOf } from "./mode";

/** A link, a picture or a footnote in the text. */
export interface Reference {
  from: number;
  to: number;
  kind: "link" | "image" | "note";
  /** The address, or the words of the note. */
  says: string;
}

const KINDS: Readonly<Record<string, Reference["kind"]>> = {
  Link: "link",
  Autolink: "link",
  FootnoteReference: "note",
  Image: "image",
};
const LONGEST_NOTE = 600;

/** The innermost reference at `pos`; `side` tells on which side of `pos`, 0 for either. */
export function referenceAt(state: EditorState, pos: number, side: -1 | 0 | 1): Reference | null {
  for (const toward of side === 0 ? ([1, -1] as const) : [side]) {
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(pos, toward);
    for (; node; node = node.parent) {
      const kind = KINDS[node.name];
      const found = kind && refer(state, node, kind);
      if (found) return found;
    }
  }
  return null;
}

function refer(state: EditorState, node: SyntaxNode, kind: Reference["kind"]): Reference | null {
  const { from, to } = node;
  const { definitions } = state.field(blocks);
  const label = /^\[\^([^\]\s]+)\]$/.exec(state.sliceDoc(from, Math.min(to, from + 300)))?.[1];
  if (label !== undefined) {
    const place = defined(definitions, true, label);
    return place && { from, to, kind: "note", says: meaning(state, true, place) };
  }
  const url = node.getChild("URL");
  if (url) return { from, to, kind, says: state.sliceDoc(url.from, url.to).replace(/^<(.*)>$/s, "$1") };
  const [open, close] = node.getChildren("LinkMark");
  if (!open || !close) return null;
  const labelled = node.getChild("LinkLabel");
  const wanted = labelled && labelled.to - labelled.from > 2 ? labelled : { from: open.from, to: close.to };
  const place = defined(definitions, false, state.sliceDoc(wanted.from + 1, wanted.to - 1));
  return place && { from, to, kind, says: meaning(state, false, place) };
}

function tip(state: EditorState, { from, to, kind, says }: Reference): Tooltip {
  const { reading } = state.facet(wordsOf);
  const lines = [says.length > LONGEST_NOTE ? `${says.slice(0, LONGEST_NOTE)}…` : says || reading.nothing];
  if (kind === "link") lines.push(target(says) ? reading.follow : reading.notFollowed);
  return {
    pos: from,
    end: to,
    above: true,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "cm-tip";
      dom.setAttribute("role", "tooltip");
      for (const [index, line] of lines.entries()) {
        const part = document.createElement("div");
        part.textContent = line;
        if (index > 0) part.className = "cm-tip-hint";
        dom.append(part);
      }
      return { dom };
    },
  };
}

const show = StateEffect.define<Reference | null>();

/** What was asked for by key: it goes with the next step of the caret. */
const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(value, tr) {
    for (const effect of tr.effects) if (effect.is(show)) return effect.value && tip(tr.state, effect.value);
    return tr.docChanged || tr.selection ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

/** Shows what the mark at the caret leads to, and says it; answers whether there is one. */
export function readAtCaret(view: EditorView): boolean {
  const reference = referenceAt(view.state, view.state.selection.main.head, 0);
  if (!reference) return false;
  view.dispatch({ effects: [show.of(reference), EditorView.announce.of(reference.says)] });
  return true;
}

/** Takes away what `readAtCaret` has shown; answers whether there was anything. */
export function closeReading(view: EditorView): boolean {
  if (!view.state.field(shown)) return false;
  view.dispatch({ effects: show.of(null) });
  return true;
}

/** What marks lead to, on request. */
export const reading: Extension = [
  shown,
  hoverTooltip((view, pos, side) => {
    const reference = referenceAt(view.state, pos, side);
    return reference && tip(view.state, reference);
  }),
  // Within the sheet, which is a container, a place on the screen would be counted from its edge.
  tooltips({ parent: document.body }),
];

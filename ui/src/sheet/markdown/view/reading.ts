/** What a mark leads to: shown when the pointer rests on it, and to the caret by a key. */
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, hoverTooltip, showTooltip, type Tooltip, tooltips } from "@codemirror/view";
import { target } from "./address";
import { wordsOf } from "./mode";
import { type Reference, referenceAt } from "./references";

const LONGEST_NOTE = 600;

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
      const box = document.createElement("div");
      box.className = "cm-tip-box";
      dom.append(box);
      for (const [index, line] of lines.entries()) {
        const part = document.createElement("div");
        part.textContent = line;
        if (index > 0) part.className = "cm-tip-hint";
        box.append(part);
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

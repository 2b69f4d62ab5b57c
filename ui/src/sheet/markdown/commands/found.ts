/** What a search has found, marked in the text. It moves with the text until the next search. */
import { type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

export interface Stretch {
  from: number;
  to: number;
}

/** Marks those stretches and no others, in their order. */
export const markFound = StateEffect.define<readonly Stretch[]>();
/** Marks that one as the current one; null for none. */
export const markCurrent = StateEffect.define<Stretch | null>();

const found = Decoration.mark({ class: "cm-found" });
const current = Decoration.mark({ class: "cm-found-current" });

function decorations(look: Decoration, told: (effect: StateEffect<unknown>) => readonly Stretch[] | null): Extension {
  return StateField.define<DecorationSet>({
    create: () => RangeSet.empty,
    update(set, { effects, changes, newDoc }) {
      let next = set.map(changes);
      for (const effect of effects) {
        const within = told(effect)?.filter(({ from, to }) => from < to && to <= newDoc.length);
        if (within) next = RangeSet.of(within.map(({ from, to }) => look.range(from, to)));
      }
      return next;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

export const foundMarks: Extension = [
  decorations(found, (effect) => (effect.is(markFound) ? effect.value : null)),
  decorations(current, (effect) => (effect.is(markCurrent) ? (effect.value ? [effect.value] : []) : null)),
  EditorView.theme({
    ".cm-found": { backgroundColor: "var(--found)", borderRadius: "2px" },
    // What is selected has its likes marked, too: here they are matches already.
    ".cm-found .cm-selectionMatch, .cm-found-current .cm-selectionMatch": { backgroundColor: "transparent" },
    ".cm-found-current, .cm-found-current .cm-found": {
      backgroundColor: "var(--found-current)",
      outline: "1px solid var(--accent)",
      borderRadius: "2px",
    },
  }),
];

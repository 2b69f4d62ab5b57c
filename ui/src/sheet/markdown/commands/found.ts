/** What a search has found, marked in the text. It moves with the text until the next search. */
import { type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from "@codemirror/view";
import type { Range } from "../../typing";
import { markCells } from "../view";

/** Marks those stretches and no others, in their order. */
export const markFound = StateEffect.define<readonly Range[]>();
/** Marks that one as the current one; null for none. */
export const markCurrent = StateEffect.define<Range | null>();

const found = Decoration.mark({ class: "cm-found" });
const current = Decoration.mark({ class: "cm-found-current" });

function decorations(
  look: Decoration,
  told: (effect: StateEffect<unknown>) => readonly Range[] | null,
): StateField<DecorationSet> {
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

const matches = decorations(found, (effect) => (effect.is(markFound) ? effect.value : null));
const currentMatch = decorations(current, (effect) =>
  effect.is(markCurrent) ? (effect.value ? [effect.value] : []) : null,
);

/** A table stands in the place of its text: its cells are marked. */
const inCells = ViewPlugin.define((view) => {
  const write = () => markCells(view, view.state.field(matches), view.state.field(currentMatch));
  const measure = { key: {}, read: () => undefined, write };
  return {
    update({ startState, state, viewportChanged }) {
      const changed = [matches, currentMatch].some((field) => startState.field(field) !== state.field(field));
      if (changed || (viewportChanged && state.field(matches).size > 0)) view.requestMeasure(measure);
    },
  };
});

export const foundMarks: Extension = [
  matches,
  inCells,
  currentMatch,
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

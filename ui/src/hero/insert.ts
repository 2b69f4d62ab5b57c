/** Pictures of the library within a Markdown text: `![alternative text](image:HASH)`. */
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { ImageHash } from "../backend";

/** The Markdown of a picture. The alternative text is plain: what would be markup in it is escaped. */
export function imageMarkdown(hash: ImageHash, alt: string): string {
  const words = alt.replace(/\s+/g, " ").trim();
  return `![${words.replace(/[\\[\]*_`<>&!]/g, "\\$&")}](image:${hash})`;
}

/**
 * Inserts a picture at `at`, or at the caret, as one change. Without an alternative text the caret stands where that belongs, so that it
 * can be typed at once; else behind the picture. Answers with the offset behind it.
 */
export function insertImage(view: EditorView, hash: ImageHash, alt: string, at?: number): number {
  const from = Math.min(at ?? view.state.selection.main.head, view.state.doc.length);
  const insert = imageMarkdown(hash, alt);
  view.dispatch({
    changes: { from, insert },
    selection: { anchor: from + (alt.trim() ? insert.length : 2) },
    scrollIntoView: true,
    userEvent: "input.paste",
  });
  view.focus();
  return from + insert.length;
}

/** Puts an alternative text to the pictures of that hash that have none; answers whether there was one. One change. */
export function describeImage(view: EditorView, hash: ImageHash, alt: string): boolean {
  const bare = imageMarkdown(hash, "");
  const from = view.state.doc.toString().indexOf(bare);
  if (from < 0) return false;
  view.dispatch({ changes: { from, to: from + bare.length, insert: imageMarkdown(hash, alt) }, userEvent: "input" });
  return true;
}

type Place = object;
const take = StateEffect.define<{ place: Place; at: number }>();
const leave = StateEffect.define<Place>();

/** Places that are held, each at its offset now. */
const places = StateField.define<ReadonlyMap<Place, number>>({
  create: () => new Map(),
  update(held, { changes, docChanged, effects }) {
    if (!effects.length && !(docChanged && held.size)) return held;
    const now = new Map([...held].map(([place, at]) => [place, changes.mapPos(at, 1)]));
    for (const effect of effects) {
      if (effect.is(take)) now.set(effect.value.place, effect.value.at);
      if (effect.is(leave)) now.delete(effect.value);
    }
    return now;
  },
});

/**
 * Holds a place in the text, which moves along with what is typed meanwhile. The returned function lets go of it and answers with its
 * offset; null if the editor is gone.
 */
export function holdPlace(view: EditorView, at: number): () => number | null {
  const place: Place = {};
  const known = view.state.field(places, false) !== undefined;
  view.dispatch({ effects: known ? [] : StateEffect.appendConfig.of(places) });
  view.dispatch({ effects: take.of({ place, at }) });
  return () => {
    if (!view.dom.isConnected) return null;
    const now = view.state.field(places, false)?.get(place) ?? null;
    view.dispatch({ effects: leave.of(place) });
    return now;
  };
}

/** The Markdown editor that an element lies in. */
export function editorAround(target: EventTarget | null): EditorView | null {
  const editor = target instanceof Element ? target.closest<HTMLElement>(".cm-editor") : null;
  return editor && EditorView.findFromDOM(editor);
}

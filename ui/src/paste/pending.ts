/** A place in the text to which something will come later: it moves with what is typed meanwhile. */
import type { EditorView } from "@codemirror/view";
import { ViewPlugin, type ViewUpdate } from "@codemirror/view";

export interface Place {
  from: number;
  to: number;
}

class Places {
  readonly places = new Set<Place>();
  readonly gone = new AbortController();

  update({ changes, docChanged }: ViewUpdate): void {
    if (!docChanged) return;
    for (const place of this.places) {
      place.from = changes.mapPos(place.from, 1);
      place.to = Math.max(place.from, changes.mapPos(place.to, -1));
    }
  }

  destroy(): void {
    this.gone.abort();
  }
}

export const places = ViewPlugin.fromClass(Places);

/** Keeps that place until `release`; `signal` is aborted when the editor goes away. */
export function keepPlace(view: EditorView, { from, to }: Place) {
  const plugin = view.plugin(places);
  const place = { from, to };
  plugin?.places.add(place);
  return { place, release: () => plugin?.places.delete(place), signal: plugin?.gone.signal };
}

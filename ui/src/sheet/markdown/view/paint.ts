/** Collects what is shown, in whatever order it is found. */
import type { Range, Text } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import { Nothing } from "./glyphs";

const nothing = Decoration.replace({ widget: new Nothing() });

export class Paint {
  /** What is shown, in whatever order it was found. */
  readonly all: Range<Decoration>[] = [];
  /** What of it the caret passes in one step. */
  readonly hidden: Range<Decoration>[] = [];
  readonly #doc: Text;

  constructor(doc: Text) {
    this.#doc = doc;
  }

  /** Shows a stretch in its own way. */
  add(from: number, to: number, decoration: Decoration): void {
    this.all.push(decoration.range(from, to));
  }

  /** Shows nothing or something else in the place of a stretch; the caret goes past it in one step. */
  hide(from: number, to: number, decoration: Decoration = nothing): void {
    // A mark may go on over a line's end; the lines stay.
    let shown = decoration;
    for (let at = from; at < to;) {
      const end = Math.min(to, this.#doc.lineAt(at).to);
      if (end > at) {
        const range = shown.range(at, end);
        this.all.push(range);
        this.hidden.push(range);
        shown = nothing;
      }
      at = end + 1;
    }
  }
}

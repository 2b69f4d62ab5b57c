/** Collects what is shown, in whatever order it is found. */
import type { Range } from "@codemirror/state";
import { Decoration, type DecorationSet } from "@codemirror/view";

export class Paint {
  readonly #all: Range<Decoration>[] = [];
  readonly #hidden: Range<Decoration>[] = [];

  /** Shows a stretch in its own way. */
  add(from: number, to: number, decoration: Decoration): void {
    this.#all.push(decoration.range(from, to));
  }

  /** Shows nothing or something else in the place of a stretch; the caret goes past it in one step. */
  hide(from: number, to: number, decoration: Decoration): void {
    if (from >= to) return;
    const range = decoration.range(from, to);
    this.#all.push(range);
    this.#hidden.push(range);
  }

  finish(): { shown: DecorationSet; hidden: DecorationSet } {
    return { shown: Decoration.set(this.#all, true), hidden: Decoration.set(this.#hidden, true) };
  }
}

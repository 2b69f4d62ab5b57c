/** Undo and redo for the whole brief: takes a step back, wherever it was, shows the place and says what it was. */
import type { Draft } from "../sheet/draft.svelte";
import { type Caret, partOf, type Place } from "../sheet/edits";
import { type Deed, placeOf } from "../sheet/steps";
import type { Taken } from "../sheet/undo";
import type { Panels } from "./panels.svelte";

/** What is to be said; the window puts it into words. */
export type Said =
  | { what: "undone" | "redone"; deed: Deed; place: Place | null; takeaway: number | null }
  | { what: "nothing" | "nothing-again" };

export class Undoing {
  /** What was taken back last, a new object each time. */
  said: Said | null = $state.raw(null);
  /** Where the caret is wanted; a new object each time. */
  caret: Caret | null = $state.raw(null);
  readonly #draft: () => Draft | null;
  readonly #panels: Panels;

  constructor(draft: () => Draft | null, panels: Panels) {
    this.#draft = draft;
    this.#panels = panels;
  }

  undo(): void {
    this.#tell(this.#draft()?.undo() ?? null, "undone");
  }

  redo(): void {
    this.#tell(this.#draft()?.redo() ?? null, "redone");
  }

  #tell(taken: Taken | null, what: "undone" | "redone"): void {
    if (!taken) {
      this.said = { what: what === "undone" ? "nothing" : "nothing-again" };
      return;
    }
    const place = placeOf(taken.step);
    const id = place?.startsWith("takeaway:") ? place.slice("takeaway:".length) : null;
    const index = taken.document.takeaways.findIndex((takeaway) => takeaway.id === id);
    this.said = { what, deed: taken.step.deed, place, takeaway: index < 0 ? null : index + 1 };
    // What the page does not print stands beside the sheet.
    const at = taken.caret?.at;
    if (at && at !== "status" && partOf(at) < 0) this.#panels.show("inspector");
    this.caret = taken.caret;
  }
}

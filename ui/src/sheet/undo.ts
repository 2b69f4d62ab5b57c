/**
 * What was done to a brief, in one line for all of its parts: each step leads back to the document before it, exactly, and forth again.
 *
 * Knows no DOM and no clock. A step is kept as the splices that it made, so it costs what was typed. What is typed in one go is
 * one step. A text from elsewhere is a step too: taking it back is said, and can be taken back itself.
 */
import type { How } from "../controls/typed";
import type { Document } from "./document";
import { between, type Caret, type Edit, editedBy, inverse } from "./edits";
import {
  bytesOf,
  caretAfter,
  continued,
  type Deed,
  endOf,
  isNothing,
  type Manner,
  onlySplice,
  type Step,
  together,
} from "./steps";

/** Quiet time, in milliseconds, after which typing begins a new step. */
const PAUSE_MS = 800;
/** What the steps of a brief may take, in bytes, before the oldest go. */
const MOST_BYTES = 50_000_000;
/** A step that was taken back, or done again. */
export interface Taken {
  document: Document;
  step: Step;
  /** Where to put the caret. */
  caret: Caret | null;
}

export class Timeline {
  #done: Step[] = [];
  /** Taken back, the next to be done again last. */
  #undone: Step[] = [];
  #bytes = 0;
  /** How the last step goes on, as long as it does. */
  #open: { how: How; at: number; end: number } | null = null;
  #composing = false;
  #group: { step: Step } | null = null;
  readonly #now: () => number;
  readonly #most: number;

  /** `now` is a clock in milliseconds that never goes back. */
  constructor(now: () => number, most: number = MOST_BYTES) {
    this.#now = now;
    this.#most = most;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** What it takes, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The document was changed by the editor. */
  record(edits: readonly Edit[], { how = "whole", deed, before = null, after = null }: Manner = {}): void {
    if (edits.length === 0) return;
    const step: Step = { deed: deed ?? deedOf(how), edits, before, after };
    if (this.#group) {
      this.#group.step = together(this.#group.step, step, this.#group.step.deed);
      return;
    }
    this.#forget(this.#undone);
    this.#undone = [];
    const last = this.#done.at(-1);
    const more = last && this.#goesOn(how, edits) ? continued(last, step) : null;
    if (last && more) {
      this.#done.pop();
      this.#bytes -= bytesOf(last);
      if (!isNothing(more)) this.#push(more);
    } else {
      this.#push(step);
    }
    this.#open = how === "whole" ? null : { how, at: this.#now(), end: endOf(edits) };
    this.#composing = how === "composing";
  }

  /** All that `task` changes is one step, and none if the document is then what it was. */
  together(
    document: () => Document,
    task: () => void,
    { deed = "changing", before = null, after = null }: Manner = {},
  ): void {
    if (this.#group) {
      task();
      return;
    }
    const group = { step: { deed, edits: [], before, after } as Step };
    const start = document();
    this.#group = group;
    try {
      task();
    } finally {
      this.#group = null;
      if (between(start, document()).length > 0) this.record(group.step.edits, group.step);
    }
  }

  /**
   * The document was replaced by one from the library. That is a step as well, and never takes away what could be done again: the
   * steps that were taken back stand before it as if they had been done, and it is this one that takes them back.
   */
  replaced(edits: readonly Edit[], deed: Deed): void {
    if (edits.length === 0) return;
    this.pause();
    const undone = this.#undone.reverse();
    this.#undone = [];
    const all = [...inverse(undone.flatMap((step) => step.edits)), ...edits];
    this.#done.push(...undone);
    this.#push({ deed, edits: all, before: null, after: null });
  }

  /** The caret was moved, or the focus: what comes now is a step of its own. */
  pause(): void {
    this.#open = null;
    this.#composing = false;
  }

  /** The input method is through: what it put in counts like a key. */
  composed(): void {
    this.#composing = false;
  }

  undo(document: Document): Taken | null {
    return this.#take(document, this.#done, this.#undone, true);
  }

  redo(document: Document): Taken | null {
    return this.#take(document, this.#undone, this.#done, false);
  }

  #take(document: Document, from: Step[], to: Step[], isBack: boolean): Taken | null {
    this.pause();
    const step = from.at(-1);
    if (!step) return null;
    const edits = isBack ? inverse(step.edits) : step.edits;
    const taken = editedBy(document, edits);
    if (!taken) {
      // Of another document: nothing is better than a wrong text.
      this.#done = [];
      this.#undone = [];
      this.#bytes = 0;
      return null;
    }
    from.pop();
    to.push(step);
    return { document: taken, step, caret: (isBack ? step.before : step.after) ?? caretAfter(edits) };
  }

  #goesOn(how: How, edits: readonly Edit[]): boolean {
    const open = this.#open;
    const splice = onlySplice(edits);
    if (!open || how === "whole") return false;
    if (this.#composing && how === "composing") return true;
    if (this.#now() - open.at > PAUSE_MS || isDeleting(open.how) !== isDeleting(how)) return false;
    // What is no text, such as a list of tags, has no caret.
    if (!splice) return true;
    const { from, removed, inserted } = splice;
    if (isDeleting(how)) return from === open.end || from + removed.length === open.end;
    return removed === "" && from === open.end && !inserted.includes("\n");
  }

  #push(step: Step): void {
    this.#done.push(step);
    this.#bytes += bytesOf(step);
    while (this.#bytes > this.#most && this.#done.length > 1) this.#forget([this.#done.shift() as Step]);
  }

  #forget(steps: readonly Step[]): void {
    for (const step of steps) this.#bytes -= bytesOf(step);
  }
}

function isDeleting(how: How): boolean {
  return how === "deleting";
}

function deedOf(how: How): Deed {
  if (how === "whole") return "changing";
  return how === "composing" ? "typing" : how;
}

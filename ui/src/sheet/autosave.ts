/**
 * When a brief is saved, and what may be said about it: clean → dirty → saving → clean, failed or conflict.
 *
 * One machine per brief. It knows no DOM, no clock and no store: time and the save itself are passed in. Every edit raises
 * `captured`; `durable` is the edit that the store last said is on disk. Nothing is called saved unless the two are equal.
 */
import type { Later } from "../controls/later";
import { type Problem, problemOf, type Saved, type StoredBrief } from "../backend";

/** Quiet time after the last keystroke. */
const QUIET_MS = 500;
/**
 * The longest that a keystroke waits while typing goes on: a crash then costs less than half a second of it. Where saves are slow
 * they come further apart, so that saving never takes more than a tenth of the time.
 */
const LONGEST_MS = { least: 250, most: 2000, timesTheLastSave: 10 } as const;
/** Waits before trying a failed save again, the last one from then on. */
const RETRY_MS = [3000, 3000, 6000, 12000, 30000] as const;

export type SaveState =
  /** All that was typed is on disk; `savedAt` (RFC 3339) is null for a brief that was never stored. */
  | { is: "clean"; savedAt: string | null }
  | { is: "dirty" }
  | { is: "saving" }
  /** The text is in the window only. It is tried again by itself. */
  | { is: "failed"; problem: Problem }
  /**
   * The stored brief has moved on. What is typed until the editor has chosen goes beside it, as the text under the number `aside`.
   */
  | { is: "conflict"; stored: StoredBrief; aside: number | null };

export interface AutosaveOptions {
  /** The revision that the text started from; 0 if nothing is stored. */
  base: number;
  savedAt: string | null;
  /** Sends the text as it is now. Answers when it is on disk. */
  save: (base: number) => Promise<Saved>;
  /** After each durable save; never brings text with it, as newer may have been typed. */
  onSaved: (saved: Saved) => void;
  onState: (state: SaveState) => void;
  later: Later;
  /** A clock in milliseconds that never goes back. */
  now: () => number;
}

export class Autosave {
  #base: number;
  #captured = 0;
  #durable = 0;
  /** The edit up to which a refused text stands beside the stored one. */
  #besides = 0;
  #state: SaveState;
  #flight: Promise<void> | null = null;
  /** A timer ran out while a save was in flight: send again as soon as it lands. */
  #due = false;
  #failures = 0;
  /** Tries since something was typed that failed. */
  #retries = 0;
  /** How long the last save took, in milliseconds. */
  #took = 0;
  #quiet: (() => void) | null = null;
  #longest: (() => void) | null = null;
  #retry: (() => void) | null = null;
  readonly #options: AutosaveOptions;

  constructor(options: AutosaveOptions) {
    this.#options = options;
    this.#base = options.base;
    this.#state = { is: "clean", savedAt: options.savedAt };
  }

  get state(): SaveState {
    return this.#state;
  }

  /** The stored revision that the next save starts from. */
  get base(): number {
    return this.#base;
  }

  /** Whether all that was typed is on disk. */
  get durable(): boolean {
    return this.#captured === this.#durable;
  }

  /** Something was typed. */
  edited(): void {
    this.#captured += 1;
    switch (this.#state.is) {
      case "clean":
        this.#become({ is: "dirty" });
        break;
      case "failed":
        // What is typed now is tried at its usual time: text that the library does not take is kept elsewhere then.
        this.#retries = 0;
        break;
    }
    this.#quiet?.();
    this.#quiet = this.#options.later(QUIET_MS, () => this.#send());
    this.#longest ??= this.#options.later(this.#longestWait(), () => this.#send());
  }

  /**
   * Saves at once what has been typed until now, joining a save in flight. Answers whether it is all on disk.
   */
  async flush(): Promise<boolean> {
    const wanted = this.#captured;
    while (this.#durable < wanted) {
      if (this.#state.is === "conflict") {
        if (this.#besides < this.#captured) await (this.#flight ?? this.#start());
        return this.durable;
      }
      const joined = this.#flight !== null;
      const failures = this.#failures;
      await (this.#flight ?? this.#start());
      // A flight that was under way may have failed on older text: that is no answer about this one.
      if (this.#failures > failures && !joined) return false;
    }
    return true;
  }

  /** The editor asks for another try now. */
  async retry(): Promise<boolean> {
    if (this.#state.is === "failed" && !this.#flight) this.#become({ is: "saving" });
    return this.flush();
  }

  /** The editor chose this window's text over the stored one: it is saved as the newer. */
  keepMine(): Promise<boolean> {
    if (this.#state.is === "conflict") {
      this.#base = this.#state.stored.revision;
      this.#become({ is: "dirty" });
    }
    return this.flush();
  }

  /**
   * The text was replaced by what is stored as `base`. Answers false, and changes nothing, while there is text that is not on disk.
   */
  adopt(base: number, savedAt: string | null): boolean {
    if (!this.durable || this.#flight || this.#state.is === "conflict") return false;
    this.#clearTimers();
    this.#failures = this.#retries = 0;
    this.#base = base;
    this.#become({ is: "clean", savedAt });
    return true;
  }

  /** The store has lost what it had of this text: all of it is unsaved again, over revision `base` (0 if nothing is left). */
  async renew(base: number): Promise<boolean> {
    await this.landed();
    return this.rebase(base);
  }

  /** Waits until no save is in flight. */
  async landed(): Promise<void> {
    while (this.#flight) await this.#flight;
  }

  /** The text goes on from a newer stored revision. Nothing may be in flight. */
  async rebase(base: number): Promise<boolean> {
    this.#clearTimers();
    this.#base = base;
    this.#captured += 1;
    this.#become({ is: "dirty" });
    return this.flush();
  }

  /** No more saves come from here. What is not on disk is given up. */
  stop(): void {
    this.#clearTimers();
    this.#durable = this.#captured;
  }

  #longestWait(): number {
    const { least, most, timesTheLastSave } = LONGEST_MS;
    return Math.min(most, Math.max(least, this.#took * timesTheLastSave));
  }

  #send(): void {
    if (this.#flight) this.#due = true;
    else if (!this.durable) void this.#start();
  }

  #start(): Promise<void> {
    this.#clearTimers();
    // An automatic retry keeps saying that nothing is saved, which stays true, instead of blinking.
    if (this.#state.is !== "failed" && this.#state.is !== "conflict") this.#become({ is: "saving" });
    const sent = this.#captured;
    const started = this.#options.now();
    this.#flight = this.#options.save(this.#base).then(
      (saved) => {
        this.#took = this.#options.now() - started;
        this.#landed(sent, saved);
      },
      (error: unknown) => this.#refused(sent, problemOf(error)),
    );
    return this.#flight;
  }

  #landed(sent: number, saved: Saved): void {
    this.#flight = null;
    this.#failures = this.#retries = 0;
    this.#base = saved.revision;
    this.#durable = Math.max(this.#durable, sent);
    this.#become(this.durable ? { is: "clean", savedAt: saved.saved_at } : { is: "dirty" });
    this.#options.onSaved(saved);
    const waiting = this.#quiet ?? this.#longest;
    if (!this.durable && (this.#due || !waiting)) void this.#start();
  }

  #refused(sent: number, problem: Problem): void {
    this.#flight = null;
    this.#clearTimers();
    this.#failures += 1;
    if (problem.code === "conflict") {
      this.#besides = sent;
      this.#become({ is: "conflict", stored: problem.stored, aside: problem.aside });
      if (sent < this.#captured) this.#quiet = this.#options.later(QUIET_MS, () => this.#send());
      return;
    }
    this.#become({ is: "failed", problem });
    const wait = RETRY_MS[Math.min(this.#retries, RETRY_MS.length - 1)];
    this.#retries += 1;
    this.#retry = this.#options.later(wait ?? RETRY_MS[0], () => this.#send());
  }

  #become(state: SaveState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  #clearTimers(): void {
    this.#quiet?.();
    this.#longest?.();
    this.#retry?.();
    this.#quiet = this.#longest = this.#retry = null;
    this.#due = false;
  }
}

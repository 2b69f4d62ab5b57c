/**
 * Keeps a page up to date with a brief. While only the body is written its changes go over one by one, at once, or in the pauses of a long
 * text that takes long over each; anything else waits for a pause, and the whole page is made anew. One question at a time, and nothing is
 * shown that is already overtaken.
 */
import type { Brief, Patch, Splice } from "../backend";
import type { Later } from "../controls/later";
import { difference } from "../backend/difference";

const PAUSE_MS = 150;
/** An edit whose answer takes longer is followed by a pause, so that the processor is not busy with pages alone. */
const LONG_MS = 50;

export interface Page {
  /** The whole page of a brief. */
  ask: (brief: Brief) => Promise<string>;
  /** What an edit in the body of the brief that was sent last changes in its page; null: the page has to be asked for. */
  edit: (splice: Splice, length: number) => Promise<Patch | null>;
  show: (html: string) => void;
  /** Shows what an edit, which led to `body`, has changed, if the page is there to take it. */
  patch: (patch: Patch, splice: Splice, body: string) => boolean;
  fail: (error: unknown) => void;
  later: Later;
}

export class Previewer {
  #wanted: Brief | null = null;
  /** What the page shows. */
  #shown: Brief | null = null;
  /** Whether the page can go on with an edit. */
  #goesOn = false;
  /** Whether the last edit took long. */
  #tookLong = false;
  #waiting: (() => void) | null = null;
  #inFlight = false;
  #stopped = false;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  update(brief: Brief): void {
    const first = this.#wanted === null && this.#shown === null && !this.#inFlight;
    this.#wanted = brief;
    this.#waiting?.();
    this.#waiting = null;
    if (first || (this.#isEdit(brief) && !this.#tookLong)) void this.#send();
    else this.#wait();
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting?.();
  }

  #wait(): void {
    this.#waiting = this.#page.later(PAUSE_MS, () => {
      this.#waiting = null;
      void this.#send();
    });
  }

  #isEdit(brief: Brief): boolean {
    const shown = this.#shown;
    if (!shown || !this.#goesOn) return false;
    const fields = Object.keys(brief) as (keyof Brief)[];
    return fields.every((field) => field === "body" || brief[field] === shown[field]);
  }

  async #send(): Promise<void> {
    const brief = this.#wanted;
    if (this.#inFlight || brief === null) return;
    this.#wanted = null;
    this.#inFlight = true;
    try {
      if (this.#isEdit(brief)) await this.#edit(brief);
      else await this.#ask(brief);
    } catch (error) {
      this.#goesOn = false;
      if (!this.#stopped) this.#page.fail(error);
    } finally {
      this.#inFlight = false;
    }
    // What was typed meanwhile, unless its pause is still running.
    if (this.#wanted === null || this.#waiting !== null || this.#stopped) return;
    if (this.#goesOn && !this.#tookLong) void this.#send();
    else this.#wait();
  }

  async #ask(brief: Brief): Promise<void> {
    const html = await this.#page.ask(brief);
    if (this.#stopped) return;
    this.#shown = brief;
    this.#goesOn = true;
    this.#page.show(html);
  }

  async #edit(brief: Brief): Promise<void> {
    const splice = difference(this.#shown?.body ?? "", brief.body);
    const asked = performance.now();
    const patch = await this.#page.edit(splice, brief.body.length);
    this.#tookLong = performance.now() - asked > LONG_MS;
    if (this.#stopped) return;
    if (patch && this.#page.patch(patch, splice, brief.body)) this.#shown = brief;
    else {
      this.#goesOn = false;
      this.#wanted ??= brief;
    }
  }
}

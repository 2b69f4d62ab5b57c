/** Keeps a page up to date with a text: waits for a pause, asks one at a time, and shows nothing that is already overtaken. */
import type { Later } from "../controls/later";

const PAUSE_MS = 150;

export class Previewer<Text> {
  #wanted: Text | null = null;
  #waiting: (() => void) | null = null;
  #inFlight = false;
  #stopped = false;
  readonly #ask: (text: Text) => Promise<string>;
  readonly #show: (html: string) => void;
  readonly #fail: (error: unknown) => void;
  readonly #later: Later;

  constructor(options: {
    ask: (text: Text) => Promise<string>;
    show: (html: string) => void;
    fail: (error: unknown) => void;
    later: Later;
  }) {
    this.#ask = options.ask;
    this.#show = options.show;
    this.#fail = options.fail;
    this.#later = options.later;
  }

  /** The first text is asked for at once, later ones after a pause in typing. */
  update(text: Text): void {
    const first = this.#wanted === null && this.#waiting === null && !this.#inFlight && !this.#started;
    this.#wanted = text;
    this.#waiting?.();
    this.#waiting = null;
    if (first) void this.#send();
    else this.#waiting = this.#later(PAUSE_MS, () => void this.#send());
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting?.();
  }

  #started = false;

  async #send(): Promise<void> {
    this.#waiting = null;
    if (this.#inFlight || this.#wanted === null) return;
    const text = this.#wanted;
    this.#wanted = null;
    this.#started = true;
    this.#inFlight = true;
    try {
      const html = await this.#ask(text);
      if (!this.#stopped) this.#show(html);
    } catch (error) {
      if (!this.#stopped) this.#fail(error);
    } finally {
      this.#inFlight = false;
    }
    // What was typed meanwhile, unless its pause is still running.
    if (this.#wanted !== null && this.#waiting === null && !this.#stopped) void this.#send();
  }
}

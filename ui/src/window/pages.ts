/** Whole pages that are pasted: the editor sees which line goes where before they fill a brief. */
import type { Backend, Brief, RoutedLine } from "../backend";
import { isEmpty, isLabelled, withPage } from "../paste/route/page";
import type { Draft } from "../sheet/draft.svelte";

/** A page on its way to a brief. */
export interface AskedPage {
  kind: "page";
  lines: readonly RoutedLine[];
  /** Pastes it as the text that it is, where it was to be pasted. */
  asText: (() => void) | null;
}

export interface PagesOptions {
  backend: Backend;
  draft: () => Draft | null;
  newBrief: () => Promise<void>;
  ask: (asked: AskedPage) => void;
  /** The clipboard has no text. */
  onNothing: () => void;
  onFilled: () => void;
  report: (error: unknown) => void;
}

export class Pages {
  readonly #options: PagesOptions;

  constructor(options: PagesOptions) {
    this.#options = options;
  }

  /** Whether a page would be the first text of the brief on the sheet. */
  get awaited(): boolean {
    const draft = this.#options.draft();
    return draft !== null && isEmpty(draft.document);
  }

  /** Asks where the lines of a pasted page go. One without labels is text where text was to be pasted: `asText` pastes it. */
  async offer({ page, html, text }: { page: string; html: boolean; text: boolean }, asText: () => void): Promise<void> {
    const { backend, ask } = this.#options;
    const draft = this.#options.draft();
    try {
      const lines = await backend.routePage(page, html);
      if (draft === this.#options.draft() && this.awaited && (isLabelled(lines) || !text))
        ask({ kind: "page", lines, asText });
      else asText();
    } catch {
      // Nothing of it may be lost: it is pasted as ever.
      asText();
    }
  }

  /** Asks where the lines of the page on the clipboard go. */
  async fromClipboard(): Promise<void> {
    const { backend, ask, onNothing, report } = this.#options;
    try {
      const page = await backend.readClipboard();
      if (page === null) onNothing();
      else ask({ kind: "page", lines: await backend.routePage(page, false), asText: null });
    } catch (error) {
      report(error);
    }
  }

  /** Fills the brief on the sheet if it is empty, else a new one: as one change. */
  async fill(page: Brief): Promise<void> {
    if (!this.awaited) await this.#options.newBrief();
    const draft = this.#options.draft();
    if (!draft || !isEmpty(draft.document)) return;
    draft.write(withPage(draft.document, page));
    this.#options.onFilled();
    await draft.flush();
  }
}

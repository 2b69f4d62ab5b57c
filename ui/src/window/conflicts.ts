/** Texts that contradict each other: one choice for all of them, and none that loses a word unasked. */
import type { Aside, Brief, StoredBrief } from "../backend";
import { toBrief } from "../sheet/document";
import type { Draft } from "../sheet/draft.svelte";
import type { Desk, Notice } from "./desk.svelte";

/** What only the desk can do. */
interface Inner {
  notify: (notice: Notice) => void;
  /** Saves what was typed; where that fails the editor is told, and the answer is false. */
  settled: (draft: Draft) => Promise<boolean>;
  close: (draft: Draft) => void;
}

export class Conflicts {
  readonly #desk: Desk;
  readonly #inner: Inner;
  #deciding = false;

  constructor(desk: Desk, inner: Inner) {
    this.#desk = desk;
    this.#inner = inner;
  }

  /** Shows the window's text and the stored one that refused it. */
  ask(draft: Draft): void {
    if (draft.save.is !== "conflict") return;
    const { stored } = draft.save;
    const desk = this.#desk;
    desk.asking = { kind: "conflict", draft, stored, merged: null };
    // A merge may take its time over long texts: it is offered when it is there.
    void this.#try(async () => {
      const merged = await desk.backend.mergeBriefs(toBrief(draft.ancestor), toBrief(draft.document), stored.brief);
      if (desk.asking?.kind === "conflict" && desk.asking.draft === draft) desk.asking = { ...desk.asking, merged };
    });
  }

  /** Shows a text of the brief on the sheet that was once set aside. */
  askAboutAsides(draft: Draft): void {
    const [aside] = draft.asides;
    const desk = this.#desk;
    if (aside && draft === desk.draft && !desk.asking) desk.asking = { kind: "aside", draft, aside };
  }

  /** Goes on with the stored text; the window's own is kept as a brief of its own first. */
  async keepBoth(draft: Draft): Promise<void> {
    await this.#once(async () => {
      await draft.flush();
      const aside = refused(draft);
      await this.#keepAsNew(toBrief(draft.document));
      await this.#settle(draft, aside);
      this.#inner.close(draft);
      this.#inner.notify({ kind: "copied" });
      await this.#desk.open(draft.id);
    });
  }

  /** Goes on with a text of the editor's choice; the stored one stays in the history. */
  keep(draft: Draft, text: Brief): Promise<void> {
    return this.#decided(draft, () => this.#goOnWith(text, draft));
  }

  /** Goes on with both texts as one: with the window's as it is now, which may have grown since it was asked about. */
  async merge(draft: Draft): Promise<void> {
    let apart = false;
    await this.#decided(draft, async () => {
      if (draft.save.is !== "conflict") return false;
      const { stored } = draft.save;
      const [ancestor, mine] = [toBrief(draft.ancestor), toBrief(draft.document)];
      const merged = await this.#desk.backend.mergeBriefs(ancestor, mine, stored.brief);
      apart = merged === null;
      return merged !== null && this.#goOnWith(merged, draft);
    });
    if (apart) this.ask(draft);
  }

  /** Goes on with the stored text; the window's own stays in the history, as if it had been written before. */
  takeStored(draft: Draft, stored: StoredBrief): Promise<void> {
    return this.#decided(draft, async () => {
      if (!(await this.#goOnWith(toBrief(draft.document), draft))) return false;
      const { backend, library } = this.#desk;
      const everything = { is: "everything" } as const;
      const { opened, saved } = await backend.restoreRevision(draft.id, draft.base, stored.revision, everything);
      draft.adopt(opened, "deciding");
      library.put(saved.row);
      return true;
    });
  }

  /** Decides about a text that was set aside: it becomes a brief of its own, or goes over the stored one, or is given up. */
  async decide(draft: Draft, aside: Aside, choice: { text: Brief } | "both" | "neither"): Promise<void> {
    await this.#once(async () => {
      if (choice === "both") {
        await this.#keepAsNew(aside.brief);
        this.#inner.notify({ kind: "aside-copied" });
      } else if (choice !== "neither") {
        if (!(await this.#inner.settled(draft)) || !(await this.#goOnWith(choice.text, draft))) return;
      }
      await this.#desk.backend.settleAside(draft.id, aside.id);
      draft.asides = draft.asides.filter(({ id }) => id !== aside.id);
    });
    this.askAboutAsides(draft);
  }

  async #decided(draft: Draft, goOn: () => Promise<boolean>): Promise<void> {
    await this.#once(async () => {
      await draft.flush();
      const aside = refused(draft);
      if (await goOn()) await this.#settle(draft, aside);
    });
    await this.#desk.past.shown?.refresh();
  }

  /** A brief of its own for a text. */
  async #keepAsNew(text: Brief): Promise<void> {
    const { backend, library } = this.#desk;
    const { stored } = await backend.blankBrief();
    library.put((await backend.saveBrief(stored.id, 0, text)).row);
  }

  /** Saves a text over the stored one, which stays as a checkpoint. */
  async #goOnWith(text: Brief, draft: Draft): Promise<boolean> {
    await this.#desk.backend.saveCheckpoint(draft.id, null);
    draft.write(text, "deciding");
    return draft.keepMine();
  }

  /** The store has put the refused text aside under that number; the editor has decided about it now. */
  async #settle(draft: Draft, aside: number | null): Promise<void> {
    if (aside !== null) await this.#desk.backend.settleAside(draft.id, aside);
  }

  /** Does what was chosen, once. The dialog stays until it is done: a key pressed meanwhile would go to a text that is about to go. */
  async #once(choice: () => Promise<void>): Promise<void> {
    if (this.#deciding) return;
    this.#deciding = true;
    try {
      await this.#try(choice);
    } finally {
      this.#deciding = false;
      this.#desk.asking = null;
    }
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#desk.report(error);
    }
  }
}

/** The number under which the store keeps what it has refused of a draft. */
function refused(draft: Draft): number | null {
  return draft.save.is === "conflict" ? draft.save.aside : null;
}

/**
 * The briefs whose text the window holds: the one on the sheet, and every other with text that may not be on disk yet. There is
 * never more than one draft of a brief.
 */
import type { Backend, BriefId, OpenBrief, Saved } from "../backend";
import type { Later } from "../controls/later";
import { Draft } from "../sheet/draft.svelte";
import { readUp } from "../sheet/unread";
import { Timelines } from "./timelines";

export class Drafts {
  /** The one on the sheet. */
  current: Draft | null = $state.raw(null);
  /** Briefs whose text is not all on disk although another one is on the sheet. */
  unsaved: ReadonlySet<BriefId> = $state.raw(new Set());
  readonly #held = new Map<BriefId, Draft>();
  readonly #timelines = new Timelines();
  readonly #backend: Pick<Backend, "openBrief" | "saveBrief">;
  readonly #later: Later;
  readonly #onSaved: (saved: Saved) => void;

  constructor(backend: Pick<Backend, "openBrief" | "saveBrief">, later: Later, onSaved: (saved: Saved) => void) {
    this.#backend = backend;
    this.#later = later;
    this.#onSaved = onSaved;
  }

  /** Every draft that is held. */
  get all(): readonly Draft[] {
    return [...this.#held.values()];
  }

  find(id: BriefId): Draft | undefined {
    return this.#held.get(id);
  }

  /** The draft of a brief; it is read from the library unless its text is here already. */
  async of(id: BriefId): Promise<Draft> {
    return this.#held.get(id) ?? this.hold(await this.#backend.openBrief(id));
  }

  hold(open: OpenBrief): Draft {
    // Two ways may have asked for the same brief at once; the first to come holds it.
    const held = this.#held.get(open.stored.id);
    if (held) return held;
    const onSaved = (saved: Saved) => {
      this.#onSaved(saved);
      this.letGo(draft);
    };
    const done = this.#timelines.take(open.stored.id);
    const draft: Draft = new Draft(open, this.#backend, this.#later, onSaved, done);
    this.#held.set(draft.id, draft);
    return draft;
  }

  /** Puts a draft on the sheet. */
  show(draft: Draft): void {
    // The fields write to the brief that is on the sheet.
    readUp();
    const before = this.current;
    this.current = draft;
    // Another one who asked for it may have let it go in between.
    if (this.#held.get(draft.id) !== draft) this.#timelines.take(draft.id);
    this.#held.set(draft.id, draft);
    if (before && before !== draft) {
      // Not waited for: what cannot be saved now stays held, and is tried again.
      void before.flush().finally(() => this.letGo(before));
    }
    this.#note();
  }

  /** Forgets a draft that is all on disk and not on the sheet. */
  letGo(draft: Draft): void {
    if (draft !== this.current && draft.durable) this.#forget(draft);
    this.#note();
  }

  /** Takes a draft off the sheet; what of it is not on disk stays held. */
  putAway(draft: Draft): void {
    if (this.current === draft) this.current = null;
    this.letGo(draft);
  }

  /** Takes a draft away, with whatever of it is not on disk. */
  close(draft: Draft): void {
    readUp();
    draft.abandon();
    this.#forget(draft);
    if (this.current === draft) this.current = null;
    this.#note();
  }

  #forget(draft: Draft): void {
    if (this.#held.get(draft.id) !== draft) return;
    this.#held.delete(draft.id);
    this.#timelines.keep(draft.id, draft.done);
  }

  #note(): void {
    const elsewhere = this.all.filter((draft) => draft !== this.current && !draft.durable);
    this.unsaved = new Set(elsewhere.map(({ id }) => id));
  }
}

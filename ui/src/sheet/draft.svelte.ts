/** One brief in the window: its text, how it is saved, and what the store last said about it. */
import type { Backend, BriefId, Counts, OpenBrief, Saved } from "../backend";
import type { Later } from "../controls/later";
import { Autosave, type SaveState } from "./autosave";
import { apply, type Change, type Document, toBrief } from "./document";

export class Draft {
  readonly id: BriefId;
  document: Document = $state.raw() as Document;
  counts: Counts = $state.raw() as Counts;
  save: SaveState = $state.raw() as SaveState;
  /** Whether the library has any of it. */
  stored: boolean = $state(false);
  readonly #autosave: Autosave;

  constructor(open: OpenBrief, backend: Pick<Backend, "saveBrief">, later: Later, onSaved: (saved: Saved) => void) {
    const { id, revision, updated_at, brief } = open.stored;
    this.id = id;
    this.document = brief;
    this.counts = open.counts;
    this.stored = revision > 0;
    this.#autosave = new Autosave({
      base: revision,
      savedAt: revision > 0 ? updated_at : null,
      save: (base) => backend.saveBrief(id, base, toBrief(this.document)),
      onSaved: (saved) => {
        this.counts = saved.counts;
        this.stored = true;
        onSaved(saved);
      },
      onState: (state) => (this.save = state),
      later,
      now: () => performance.now(),
    });
    this.save = this.#autosave.state;
  }

  /** Whether all that was typed is on disk. */
  get durable(): boolean {
    return this.#autosave.durable;
  }

  change(change: Change): void {
    const next = apply(this.document, change);
    if (next === this.document) return;
    this.document = next;
    this.#autosave.edited();
  }

  flush(): Promise<boolean> {
    return this.#autosave.flush();
  }

  retry(): Promise<boolean> {
    return this.#autosave.retry();
  }

  keepMine(): Promise<boolean> {
    return this.#autosave.keepMine();
  }

  /** Gives up what is not on disk: the editor has decided so, or it is kept elsewhere. */
  abandon(): void {
    this.#autosave.stop();
  }
}

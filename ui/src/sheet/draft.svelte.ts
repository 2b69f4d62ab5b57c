/** One brief in the window: its text, how it is saved, and what the store last said about it. */
import type { Aside, Backend, BriefId, Counts, OpenBrief, Saved } from "../backend";
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
  /** Texts of this brief that were once refused or recovered, and that nobody has decided about. */
  asides: readonly Aside[] = $state.raw([]);
  /** What the library held when it last agreed with the window: what a merge starts from. */
  ancestor: Document;
  readonly #autosave: Autosave;

  constructor(open: OpenBrief, backend: Pick<Backend, "saveBrief">, later: Later, onSaved: (saved: Saved) => void) {
    const { id, revision, updated_at, brief } = open.stored;
    this.id = id;
    this.document = brief;
    this.ancestor = brief;
    this.asides = open.asides;
    this.counts = open.counts;
    this.stored = revision > 0;
    this.#autosave = new Autosave({
      base: revision,
      savedAt: revision > 0 ? updated_at : null,
      save: async (base) => {
        const sent = this.document;
        const saved = await backend.saveBrief(id, base, toBrief(sent));
        this.ancestor = sent;
        return saved;
      },
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

  /** The revision that the next save starts from. */
  get base(): number {
    return this.#autosave.base;
  }

  change(change: Change): void {
    this.write(apply(this.document, change));
  }

  /** Puts another text in the place of the whole. */
  write(next: Document): void {
    if (next === this.document) return;
    this.document = next;
    this.#autosave.edited();
  }

  /** Goes on with what is stored, as long as no text would be lost by it; answers whether it did. */
  adopt({ stored, counts, asides }: OpenBrief): boolean {
    if (!this.#autosave.adopt(stored.revision, stored.updated_at)) return false;
    this.document = stored.brief;
    this.ancestor = stored.brief;
    this.counts = counts;
    this.asides = asides;
    return true;
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

  /** The library has lost this text: it is saved again over revision `base`, which is 0 if nothing of the brief is left. */
  renew(base: number): Promise<boolean> {
    return this.#autosave.renew(base);
  }

  /** Gives up what is not on disk: the editor has decided so, or it is kept elsewhere. */
  abandon(): void {
    this.#autosave.stop();
  }
}

/** What was done to the briefs that were open in this session and are not held any more: opened again, each can be undone as before. */
import type { BriefId } from "../backend";
import type { Done } from "../sheet/draft.svelte";

/** What they may take in all, in bytes, before the one that was left first goes. */
const MOST_BYTES = 50_000_000;

export class Timelines {
  /** The one that was left last stands last. */
  readonly #kept = new Map<BriefId, { done: Done; bytes: number }>();
  readonly #most: number;

  constructor(most: number = MOST_BYTES) {
    this.#most = most;
  }

  keep(id: BriefId, done: Done): void {
    this.#kept.delete(id);
    if (!done.timeline.canUndo && !done.timeline.canRedo) return;
    this.#kept.set(id, { done, bytes: done.timeline.bytes + 2 * JSON.stringify(done.document).length });
    let bytes = [...this.#kept.values()].reduce((sum, kept) => sum + kept.bytes, 0);
    for (const [first, kept] of this.#kept) {
      if (bytes <= this.#most) break;
      this.#kept.delete(first);
      bytes -= kept.bytes;
    }
  }

  take(id: BriefId): Done | undefined {
    const kept = this.#kept.get(id);
    this.#kept.delete(id);
    return kept?.done;
  }
}

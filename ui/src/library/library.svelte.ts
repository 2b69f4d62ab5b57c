/** The list of briefs: what is asked of the library, and the rows that it answered. */
import type { Backend, BriefId, BriefRow, Status } from "../backend";
import type { Later } from "../controls/later";

/** Changed: since they were exported. */
export type Filter = "all" | Status | "changed" | "trash";

const TYPING_MS = 120;

export class Library {
  rows: readonly BriefRow[] = $state.raw([]);
  text = $state("");
  filter: Filter = $state("all");
  /** False until the first answer: an empty list is only called empty when that is known. */
  loaded = $state(false);
  #asked = 0;
  #typing: (() => void) | null = null;
  readonly #backend: Pick<Backend, "listBriefs">;
  readonly #later: Later;
  readonly #onError: (error: unknown) => void;

  constructor(backend: Pick<Backend, "listBriefs">, later: Later, onError: (error: unknown) => void) {
    this.#backend = backend;
    this.#later = later;
    this.#onError = onError;
  }

  /** No brief at all, as far as the list shows. */
  get bare(): boolean {
    return this.loaded && this.rows.length === 0 && this.filter === "all" && this.text === "";
  }

  get shelf(): "briefs" | "trash" {
    return this.filter === "trash" ? "trash" : "briefs";
  }

  search(text: string): void {
    this.text = text;
    this.#typing?.();
    this.#typing = this.#later(TYPING_MS, () => void this.load());
  }

  show(filter: Filter): Promise<void> {
    this.filter = filter;
    return this.load();
  }

  /** Asks the library again; of several answers under way only the last asked for counts. */
  async load(): Promise<void> {
    this.#typing?.();
    this.#asked += 1;
    const asked = this.#asked;
    const status = this.filter === "all" || this.filter === "trash" || this.filter === "changed" ? null : this.filter;
    try {
      const rows = await this.#backend.listBriefs({ text: this.text.trim(), status, shelf: this.shelf });
      if (asked !== this.#asked) return;
      this.rows = this.filter === "changed" ? rows.filter(({ exported }) => exported === "changed") : rows;
      this.loaded = true;
    } catch (error) {
      if (asked === this.#asked) this.#onError(error);
    }
  }

  /** A brief was saved: its row moves to the top, or leaves if it no longer belongs here. One in the trash stays there. */
  put(row: BriefRow): void {
    const known = this.rows.find(({ id }) => id === row.id);
    if (row.trashed || this.shelf === "trash" || (this.text !== "" && !known)) return;
    const others = known ? this.rows.filter(({ id }) => id !== row.id) : this.rows;
    if (this.text !== "") {
      // Found rows stand by relevance; a save does not shuffle them.
      this.rows = this.rows.map((other) => (other === known ? { ...row, snippet: known.snippet } : other));
    } else if (this.#shows(row)) {
      const first = others.findIndex(({ updated_at }) => updated_at <= row.updated_at);
      this.rows = others.toSpliced(first < 0 ? others.length : first, 0, row);
    } else {
      this.rows = others;
    }
  }

  #shows({ status, exported }: BriefRow): boolean {
    return this.filter === "all" || (this.filter === "changed" ? exported === "changed" : this.filter === status);
  }

  take(id: BriefId): void {
    this.rows = this.rows.filter((row) => row.id !== id);
  }
}

/**
 * The history of one brief as it is looked at: the revisions known so far, which two are held against each other, and what differs.
 *
 * The text as it is now counts as one of them, whether it is on disk or not. A revision is named by its number, now by null.
 */
import type { Brief, BriefId, Comparison, HistoryCommands, Piece, RevisionRow } from "../backend";
import { Latest } from "../controls/latest";
import { entries, type Entry } from "./timeline";

export type View = "changes" | "full" | "source";
/** Null: the text as it is now. */
export type Which = number | null;

/** The brief that the history is of. */
export interface Subject {
  readonly id: BriefId;
  /** What the window holds. */
  readonly text: Brief;
  /** Whether all of that is on disk. */
  readonly durable: boolean;
  /** Whether the library has any of it. */
  readonly stored: boolean;
}

type Commands = Pick<
  HistoryCommands,
  "listRevisions" | "compareRevisions" | "compareWith" | "compareBriefs" | "nameRevision"
>;

/** Revisions that come at once. */
const PAGE = 200;
/** Comparisons that are kept; those between revisions never change. */
const KEPT = 60;

/** Two texts in the order of time. */
interface Pair {
  older: Which;
  newer: Which;
}

interface Question extends Pair {
  /** Where pieces of the page come from when they are brought back. */
  source: number | null;
  text: Brief;
}

export class History {
  rows: readonly RevisionRow[] = $state.raw([]);
  /** There are no older ones. */
  complete = $state(false);
  loading = $state(false);
  selected: Which = $state(null);
  /** What the selected one is compared with. */
  anchor: Which = $state(null);
  view: View = $state("changes");
  /** What differs between the two, the older first; stays until the next answer has come. */
  comparison: Comparison | null = $state.raw(null);
  /** What that comparison is of: while one scrubs, not yet what is selected. */
  compared: Omit<Question, "text"> | null = $state.raw(null);
  readonly #subject: Subject;
  readonly #backend: Commands;
  readonly #onError: (error: unknown) => void;
  readonly #known = new Map<string, Comparison>();
  readonly #latest: Latest<Question, Comparison>;

  constructor(subject: Subject, backend: Commands, onError: (error: unknown) => void) {
    this.#subject = subject;
    this.#backend = backend;
    this.#onError = onError;
    this.#latest = new Latest(
      (question) => this.#compare(question),
      (comparison, question) => this.#show(comparison, question),
      (error) => {
        // Another text than the selected one would be taken for it.
        this.#show(null, null);
        onError(error);
      },
    );
  }

  readonly entries: readonly Entry[] = $derived.by(() =>
    entries(this.rows, this.#subject.durable && this.#subject.stored),
  );

  /** What a restore brings back: the selected one, or where now is selected the one that it is compared with. */
  get source(): number | null {
    return this.selected ?? this.anchor;
  }

  /** Whether the page's blocks are those that a restore counts: only where the other text is what there is now. */
  get withNow(): boolean {
    return this.compared?.newer === null;
  }

  /** Where a restore of `piece` brings it from: a piece of the page from where the page has it. */
  sourceOf({ is }: Piece): number | null {
    return is === "everything" ? this.source : (this.compared?.source ?? null);
  }

  /** The two in the order of time. */
  get pair(): Pair {
    const [a, b] = [this.selected, this.anchor];
    const swapped = a === null || (b !== null && a > b);
    return swapped ? { older: b, newer: a } : { older: a, newer: b };
  }

  /**
   * Reads the newest revisions and selects the one that is asked for, else the last one before now: what has changed since is what
   * one comes for.
   */
  async open(revision?: number): Promise<void> {
    await this.#load(null);
    const wanted = this.entries.find(({ row }) => row?.revision === revision && revision !== undefined);
    const shown = wanted ?? this.entries[1];
    this.select(shown ? whichOf(shown) : null);
  }

  /** Reads the newest revisions again; what is selected stays. */
  async refresh(): Promise<void> {
    this.#forgetNow();
    const { rows: known, complete } = this;
    await this.#load(null);
    const last = this.rows.at(-1);
    const older = last && !this.complete ? known.filter(({ revision }) => revision < last.revision) : [];
    if (older.length > 0) {
      this.rows = [...this.rows, ...older];
      this.complete = complete;
    }
    this.#settle();
    this.#ask();
  }

  /** The next older revisions, if there are any. */
  async more(): Promise<void> {
    const last = this.rows.at(-1);
    if (!this.complete && !this.loading && last) await this.#load(last.revision);
  }

  async all(): Promise<void> {
    for (let known = -1; !this.complete && !this.loading && known < this.rows.length;) {
      known = this.rows.length;
      await this.more();
    }
  }

  select(which: Which): void {
    this.selected = which;
    this.#ask();
  }

  compareWith(which: Which): void {
    this.anchor = which;
    this.#ask();
  }

  entry(which: Which): Entry | undefined {
    return this.entries.find((entry) => whichOf(entry) === which);
  }

  async name(revision: number, name: string | null): Promise<void> {
    try {
      const row = await this.#backend.nameRevision(this.#subject.id, revision, name);
      this.rows = this.rows.map((other) => (other.revision === row.revision ? row : other));
    } catch (error) {
      this.#onError(error);
    }
  }

  async #load(before: number | null): Promise<void> {
    if (!this.#subject.stored) {
      this.complete = true;
      return;
    }
    this.loading = true;
    try {
      const rows = await this.#backend.listRevisions(this.#subject.id, before);
      this.rows = before === null ? rows : [...this.rows, ...rows.filter(({ revision }) => revision < before)];
      this.complete = rows.length < PAGE;
    } catch (error) {
      // Asked again only when the editor comes back for more.
      this.#onError(error);
    }
    this.loading = false;
  }

  /** What is selected may have been pruned, or have become the text as it is now. */
  #settle(): void {
    const known = new Set(this.entries.map(whichOf));
    if (!known.has(this.selected)) this.selected = null;
    if (!known.has(this.anchor)) this.anchor = null;
  }

  #ask(): void {
    const question = { ...this.pair, source: this.source, text: this.#subject.text };
    const known = this.#known.get(keyOf(question));
    if (known) {
      this.#latest.drop();
      this.#show(known, question);
    } else this.#latest.ask(question);
  }

  #show(comparison: Comparison | null, compared: Question | null): void {
    this.comparison = comparison;
    this.compared = compared;
  }

  async #compare(question: Question): Promise<Comparison> {
    const { older, newer, text } = question;
    const { id } = this.#subject;
    const comparison = await (older === null
      ? this.#backend.compareBriefs(text, text)
      : newer === null
        ? this.#backend.compareWith(id, older, text)
        : this.#backend.compareRevisions(id, older, newer));
    if (text === this.#subject.text || newer !== null) this.#keep(keyOf(question), comparison);
    return comparison;
  }

  #keep(key: string, comparison: Comparison): void {
    this.#known.set(key, comparison);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
  }

  #forgetNow(): void {
    // The newest revision goes on changing while its sitting lasts, so nothing that was learned before is trusted.
    this.#known.clear();
  }
}

/** The revision of an entry; null for the text as it is now. */
export function whichOf({ now, row }: Entry): Which {
  return now || !row ? null : row.revision;
}

function keyOf({ older, newer }: Pair): string {
  return `${older ?? "now"} ${newer ?? "now"}`;
}

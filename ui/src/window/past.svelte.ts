/** The history of the brief on the sheet: looking at it, bringing back what was, and naming what shall stay. */
import type { Backend, BriefId, Piece, RevisionRow } from "../backend";
import { problemOf } from "../backend";
import { History } from "../history/history.svelte";
import { toBrief } from "../sheet/document";
import type { Draft } from "../sheet/draft.svelte";
import type { Notice } from "./desk.svelte";

/** What the history needs of the window. */
export interface Surroundings {
  backend: Backend;
  notify: (notice: Notice) => void;
  report: (error: unknown) => void;
  /** The draft of a brief, which need not be on the sheet. */
  draftOf: (id: BriefId) => Promise<Draft>;
  /** It is needed no longer. */
  letGo: (draft: Draft) => void;
  /** Saves what was typed; where that fails the editor is told, and the answer is false. */
  settled: (draft: Draft) => Promise<boolean>;
  /** Reads a brief again that was changed elsewhere. */
  reread: (draft: Draft) => Promise<void>;
  onSaved: (row: Awaited<ReturnType<Backend["saveBrief"]>>["row"]) => void;
}

/** A restore that can be taken back: to the checkpoint that it made. */
interface Undoable {
  id: BriefId;
  piece: Piece;
  before: number;
  /** What it made of the brief. */
  after: number;
}

export class Past {
  /** The history that is looked at instead of the sheet. */
  shown: History | null = $state.raw(null);
  #draft: Draft | null = null;
  #restored: Undoable[] = [];
  #busy = false;
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Shows the history, at a revision if one is named. */
  async open(draft: Draft, revision?: number): Promise<void> {
    if (this.#draft) return;
    this.#draft = draft;
    // Unsaved text is shown all the same, as what there is now.
    await draft.flush();
    const subject = {
      id: draft.id,
      get text() {
        return toBrief(draft.document);
      },
      get durable() {
        return draft.save.is === "clean";
      },
      get stored() {
        return draft.stored;
      },
    };
    const history = new History(subject, this.#around.backend, (error) => this.#around.report(error));
    await history.open(revision);
    // Another brief may have been asked for in the meantime.
    if (this.#draft === draft) this.shown = history;
  }

  close(): void {
    this.shown = null;
    this.#draft = null;
  }

  /** Brings a piece of the selected revision back. */
  async restore(piece: Piece): Promise<void> {
    const [history, draft, revision] = [this.shown, this.#draft, this.shown?.sourceOf(piece) ?? null];
    const from = history?.entry(revision);
    if (!history || !draft || !from || revision === null) return;
    const undoable = await this.#bringBack(draft.id, revision, piece);
    if (!undoable) return;
    this.#restored.push(undoable);
    this.#around.notify({ kind: "restored", piece, from, undo: () => void this.undo(undoable) });
  }

  /**
   * Takes a restore back: the last one of the brief that is looked at, unless another is named. What was written since stays: of a
   * text that has gone on a part or a takeaway is taken back by itself, and anything else is left to the history.
   */
  async undo(undoable = this.#restored.findLast(({ id }) => id === this.#draft?.id)): Promise<void> {
    if (!undoable || !this.#restored.includes(undoable)) return;
    const { id, before, piece } = undoable;
    const from = this.#restored.indexOf(undoable);
    const later = this.#restored.filter((other, index) => index >= from && other.id === id);
    const goneOn = !(await this.#isStill(id, later.at(-1)?.after));
    if (goneOn && piece.is !== "part" && piece.is !== "takeaway") {
      this.#restored = this.#restored.filter((other) => !later.includes(other));
      this.#around.notify({ kind: "gone-on" });
      return;
    }
    const undone = await this.#bringBack(id, before, goneOn ? piece : { is: "everything" });
    if (!undone) return;
    // What was restored after it is taken back with it.
    this.#restored = this.#restored.filter((other) => (goneOn ? other !== undoable : !later.includes(other)));
    const last = this.#restored.findLast((other) => other.id === id);
    if (last && !goneOn) last.after = undone.after;
    this.#around.notify({ kind: "restore-undone" });
  }

  /** Whether a brief is still what a restore has made of it, with nothing typed since. */
  async #isStill(id: BriefId, revision: number | undefined): Promise<boolean> {
    try {
      const draft = await this.#around.draftOf(id);
      const still = draft.durable && draft.base === revision;
      this.#around.letGo(draft);
      return still;
    } catch {
      // Bringing it back tells why that can't be.
      return true;
    }
  }

  /** Keeps what there is now for good. */
  async checkpoint(draft: Draft): Promise<void> {
    if (!(await this.#around.settled(draft)) || !draft.stored) return;
    await this.#try(async () => {
      const row = await this.#around.backend.saveCheckpoint(draft.id, null);
      this.#around.notify({ kind: "checkpoint", draft, row });
      await this.shown?.refresh();
    });
  }

  async name(draft: Draft, { revision }: RevisionRow, name: string): Promise<void> {
    await this.#try(async () => {
      await this.#around.backend.nameRevision(draft.id, revision, name);
      await this.shown?.refresh();
    });
  }

  async #bringBack(id: BriefId, revision: number, piece: Piece): Promise<Undoable | null> {
    if (this.#busy) return null;
    this.#busy = true;
    const { backend, onSaved, draftOf, letGo, settled, report } = this.#around;
    let draft: Draft | null = null;
    try {
      draft = await draftOf(id);
      if (!(await settled(draft))) return null;
      const { opened, saved, before } = await backend.restoreRevision(id, draft.base, revision, piece);
      // With newer text in the window its next save meets the conflict: nothing of it is written over.
      draft.adopt(opened, "restoring");
      onSaved(saved.row);
      await this.shown?.refresh();
      return { id, piece, before, after: saved.revision };
    } catch (error) {
      if (draft && problemOf(error).code === "conflict") await this.#movedOn(draft);
      else report(error);
      return null;
    } finally {
      this.#busy = false;
      if (draft) letGo(draft);
    }
  }

  /** Nothing of the window's is unsaved: then what is stored is simply newer, and the editor looks again. */
  async #movedOn(draft: Draft): Promise<void> {
    await this.#around.reread(draft);
    await this.shown?.refresh();
    this.#around.notify({ kind: "moved-on" });
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#around.report(error);
    }
  }
}

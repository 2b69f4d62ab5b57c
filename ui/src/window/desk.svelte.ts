/** The state of the window: the library, the brief on the sheet, the panels, and what the editor can do with them. */
import {
  type Backend,
  type BriefId,
  type BriefRow,
  type Format,
  type ImportReport,
  type Language,
  type OpenBrief,
  type Opening,
  type Part,
  type Problem,
  problemOf,
  type Publication,
  type Refused,
  type StoredBrief,
} from "../backend";
import type { Later } from "../controls/later";
import { type Filter, Library } from "../library/library.svelte";
import { toBrief } from "../sheet/document";
import { Draft } from "../sheet/draft.svelte";
import { Panels } from "./panels.svelte";

/** What the desk has to say; the window puts it into words. */
export type Notice =
  | { kind: "trashed" | "untrashed"; row: BriefRow }
  | { kind: "imported"; rows: readonly BriefRow[] }
  | { kind: "exported"; path: string; warnings: readonly string[] }
  | { kind: "copied" }
  | { kind: "no-brief-for-image" }
  | { kind: "problem"; problem: Problem };

/** The dialog over the window, if any. */
export type Asking =
  | { kind: "palette" | "shortcuts" }
  | { kind: "refused"; files: readonly Refused[] }
  | { kind: "conflict"; draft: Draft; stored: StoredBrief }
  | { kind: "close"; draft: Draft };

export interface DeskOptions {
  backend: Backend;
  later: Later;
  notify: (notice: Notice) => void;
}

export class Desk {
  readonly library: Library;
  readonly panels = new Panels(() => void this.#remember());
  readonly backend: Backend;
  /** Set when the library could not be opened: there is nothing else to show then. */
  broken: Problem | null = $state.raw(null);
  opening: Opening | null = $state.raw(null);
  draft: Draft | null = $state.raw(null);
  asking: Asking | null = $state.raw(null);
  language: Language = $state("system");
  /** Where the caret is wanted; a new object each time it is asked for. */
  caret: { part: Part } | null = $state.raw(null);
  /** Briefs whose text is not all on disk although another one is on the sheet. */
  unsaved: ReadonlySet<BriefId> = $state.raw(new Set());
  /** Every brief with text that may not be on disk yet, and the one on the sheet. */
  readonly #drafts = new Map<BriefId, Draft>();
  readonly #later: Later;
  readonly #notify: (notice: Notice) => void;
  #turn = 0;

  constructor({ backend, later, notify }: DeskOptions) {
    this.backend = backend;
    this.#later = later;
    this.#notify = notify;
    this.library = new Library(backend, later, (error) => this.report(error));
  }

  /** The publication of the brief on the sheet: its length guides and labels. */
  get publication(): Publication | null {
    const all = this.opening?.publications ?? [];
    return all.find(({ name }) => name === this.draft?.document.publication) ?? all[0] ?? null;
  }

  async start(): Promise<void> {
    this.broken = null;
    try {
      const opening = await this.backend.openLibrary();
      this.language = opening.preferences.language;
      this.panels.restore(opening.preferences);
      this.opening = opening;
    } catch (error) {
      this.broken = problemOf(error);
      return;
    }
    const { brief, part } = this.opening;
    await Promise.all([this.library.load(), brief && this.open(brief, part ?? undefined)]);
  }

  /** Puts a brief on the sheet. When several are asked for in quick succession the last one stays. */
  async open(id: BriefId, part?: Part): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    await this.#try(async () => {
      const draft = await this.#draft(id);
      if (turn !== this.#turn) return;
      this.#show(draft);
      if (part) this.caret = { part };
    });
  }

  async newBrief(): Promise<void> {
    if (this.draft && !this.draft.stored && this.draft.durable) {
      this.caret = { part: "headline" };
      return;
    }
    this.#turn += 1;
    await this.#try(async () => {
      this.#show(this.#hold(await this.backend.blankBrief()));
      this.caret = { part: "headline" };
    });
  }

  /** Changes a headline from the list, by the same way as on the sheet. */
  async rename(id: BriefId, headline: string): Promise<void> {
    await this.#try(async () => {
      const draft = await this.#draft(id);
      draft.change({ kind: "field", field: "headline", value: headline });
      await draft.flush();
      this.#letGo(draft);
    });
  }

  async trash(id: BriefId): Promise<void> {
    await this.#try(async () => {
      const draft = this.#drafts.get(id);
      if (draft && !draft.stored && draft.durable) {
        this.#close(draft);
        return;
      }
      // What was typed goes along: taken out of the trash, it is all there.
      if (draft && !(await draft.flush())) return;
      const row = await this.backend.trashBrief(id);
      if (draft) this.#close(draft);
      this.library.take(id);
      this.#notify({ kind: "trashed", row });
    });
  }

  async untrash(id: BriefId): Promise<void> {
    await this.#try(async () => {
      const row = await this.backend.untrashBrief(id);
      this.#notify({ kind: "untrashed", row });
      await this.library.load();
    });
  }

  async show(filter: Filter): Promise<void> {
    await this.library.show(filter);
  }

  async importChosen(): Promise<void> {
    await this.#try(async () => this.#imported([await this.backend.importChosen()]));
  }

  async importDropped(files: readonly { name: string; base64: string }[]): Promise<void> {
    await this.#try(async () => {
      const reports: ImportReport[] = [];
      for (const { name, base64 } of files) {
        try {
          reports.push(await this.backend.importDropped(name, base64));
        } catch (error) {
          reports.push({ imported: [], refused: [{ name, problem: problemOf(error) }] });
        }
      }
      await this.#imported(reports);
    });
  }

  async chooseImage(): Promise<void> {
    const draft = this.draft;
    if (!draft) return;
    await this.#try(async () => {
      const added = await this.backend.addChosenImage();
      if (added) draft.change({ kind: "hero-image", image: added.image });
    });
  }

  async dropImage(name: string, base64: string): Promise<void> {
    const draft = this.draft;
    if (!draft) {
      this.#notify({ kind: "no-brief-for-image" });
      return;
    }
    await this.#try(async () => {
      const { image } = await this.backend.addDroppedImage(name, base64);
      draft.change({ kind: "hero-image", image });
    });
  }

  async export(format: Format): Promise<void> {
    const draft = this.draft;
    if (!draft) return;
    await this.#try(async () => {
      // The file is written from what is stored; the save light already says so if that is not all.
      if (!(await draft.flush())) return;
      const exported = await this.backend.exportBrief(draft.id, format);
      if (exported) this.#notify({ kind: "exported", ...exported });
    });
  }

  async saveNow(): Promise<void> {
    await this.draft?.flush();
  }

  /** The window was asked to close: it does once everything is on disk, else the editor decides. */
  async requestClose(): Promise<void> {
    const drafts = [...this.#drafts.values()];
    await Promise.all(drafts.map((draft) => draft.flush()));
    const unsaved = drafts.find((draft) => !draft.durable);
    if (unsaved) this.asking = { kind: "close", draft: unsaved };
    else await this.close();
  }

  async close(): Promise<void> {
    await this.#try(() => this.backend.closeWindow());
  }

  askAboutConflict(draft: Draft): void {
    if (draft.save.is === "conflict") this.asking = { kind: "conflict", draft, stored: draft.save.stored };
  }

  async keepMine(draft: Draft): Promise<void> {
    this.asking = null;
    await draft.keepMine();
  }

  /** Goes on with the stored text; the window's own is kept as a brief of its own first. */
  async takeStored(draft: Draft): Promise<void> {
    await this.#try(async () => {
      const { stored } = await this.backend.blankBrief();
      const copy = await this.backend.saveBrief(stored.id, 0, toBrief(draft.document));
      this.asking = null;
      this.library.put(copy.row);
      this.#close(draft);
      this.#notify({ kind: "copied" });
      await this.open(draft.id);
    });
  }

  speak(language: Language): void {
    this.language = language;
    void this.#remember();
  }

  /** Tells the editor of a problem that has no place of its own. */
  report(error: unknown): void {
    this.#notify({ kind: "problem", problem: problemOf(error) });
  }

  async #imported(reports: readonly ImportReport[]): Promise<void> {
    const rows = reports.flatMap(({ imported }) => imported);
    const files = reports.flatMap(({ refused }) => refused);
    if (files.length > 0) this.asking = { kind: "refused", files };
    if (rows.length === 0) return;
    this.#notify({ kind: "imported", rows });
    const [first] = rows;
    await Promise.all([this.library.show("all"), first && this.open(first.id)]);
  }

  async #draft(id: BriefId): Promise<Draft> {
    return this.#drafts.get(id) ?? this.#hold(await this.backend.openBrief(id));
  }

  #hold(open: OpenBrief): Draft {
    const { id } = open.stored;
    // Two ways may have asked for the same brief at once: there is only ever one draft of it.
    const held = this.#drafts.get(id);
    if (held) return held;
    const draft: Draft = new Draft(open, this.backend, this.#later, (saved) => {
      this.library.put(saved.row);
      this.#letGo(draft);
    });
    this.#drafts.set(id, draft);
    return draft;
  }

  #show(draft: Draft): void {
    const before = this.draft;
    this.draft = draft;
    if (before && before !== draft) {
      // Not waited for: what cannot be saved now stays held, and is tried again.
      void before.flush().finally(() => this.#letGo(before));
    }
    this.#note();
  }

  /** Forgets a draft that is all on disk and no longer on the sheet. */
  #letGo(draft: Draft): void {
    if (draft !== this.draft && draft.durable) this.#drafts.delete(draft.id);
    this.#note();
  }

  #close(draft: Draft): void {
    draft.abandon();
    this.#drafts.delete(draft.id);
    if (this.draft === draft) this.draft = null;
    this.#note();
  }

  #note(): void {
    const elsewhere = [...this.#drafts.values()].filter((draft) => draft !== this.draft && !draft.durable);
    this.unsaved = new Set(elsewhere.map(({ id }) => id));
  }

  async #remember(): Promise<void> {
    const { library, preview } = this.panels.chosen;
    await this.#try(() =>
      this.backend.savePreferences({ language: this.language, library_shown: library, preview_shown: preview }),
    );
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.report(error);
    }
  }
}

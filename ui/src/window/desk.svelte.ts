/** The state of the window: the library, the brief on the sheet, the panels, and what the editor can do with them. */
import { tick } from "svelte";
import {
  type Aside,
  type Backend,
  type Brief,
  type BriefId,
  type BriefRow,
  type ImportReport,
  type Language,
  type Opening,
  type Part,
  type Piece,
  type Problem,
  problemOf,
  type Publication,
  Refusal,
  type Refused,
  type RevisionRow,
  type SalvageReport,
  type StoredBrief,
  type UnusedImages,
} from "../backend";
import type { Later } from "../controls/later";
import { type PictureNotice, Pictures } from "../hero/pictures.svelte";
import type { Entry } from "../history/timeline";
import { type Filter, Library } from "../library/library.svelte";
import { Comfort } from "../sheet/comfort/comfort.svelte";
import { type Change, toBrief } from "../sheet/document";
import type { Draft } from "../sheet/draft.svelte";
import { Measures } from "../sheet/guides/measured.svelte";
import type { View } from "../sheet/markdown/view";
import { type Target, target } from "../sheet/markdown/view/address";
import { type BackupNotice, Backups } from "./backups.svelte";
import { CleanUp, type CleanUpNotice } from "./clean-up";
import { Conflicts } from "./conflicts";
import { Drafts } from "./drafts.svelte";
import { type AskedExport, type ExportNotice, Exports } from "./exports";
import { type AskedPage, Pages } from "./pages";
import { Panels } from "./panels.svelte";
import { Past } from "./past.svelte";
import { Salvaging } from "./salvaging.svelte";
import { Undoing } from "./undoing.svelte";

/** What the desk has to say; the window puts it into words. */
export type Notice =
  | { kind: "trashed" | "untrashed"; row: BriefRow }
  | { kind: "imported"; rows: readonly BriefRow[] }
  | ExportNotice
  | { kind: "copied" | "aside-copied" | "restore-undone" | "moved-on" | "gone-on" }
  | { kind: "restored"; piece: Piece; from: Entry; undo: () => void }
  | { kind: "checkpoint"; draft: Draft; row: RevisionRow }
  | PictureNotice
  | { kind: "no-page" | "page-filled" }
  | { kind: "link-refused" }
  | BackupNotice
  | CleanUpNotice
  | { kind: "theme-used"; publication: string; theme: string }
  | { kind: "problem"; problem: Problem };

/** The dialog over the window, if any. */
export type Asking =
  | { kind: "shortcuts" }
  | { kind: "palette"; rows: readonly BriefRow[] }
  | { kind: "refused"; files: readonly Refused[] }
  | { kind: "conflict"; draft: Draft; stored: StoredBrief; merged: Brief | null }
  | { kind: "aside"; draft: Draft; aside: Aside }
  | { kind: "name"; draft: Draft; row: RevisionRow }
  | { kind: "daily-backups" }
  | { kind: "themes" }
  | { kind: "link"; target: Target }
  | { kind: "unused-images"; unused: UnusedImages }
  | { kind: "close"; draft: Draft }
  | AskedExport
  | AskedPage;

export interface DeskOptions {
  backend: Backend;
  later: Later;
  notify: (notice: Notice) => void;
}

export class Desk {
  readonly library: Library;
  readonly panels = new Panels(() => void this.#remember());
  readonly undoing = new Undoing(() => this.draft, this.panels);
  readonly past: Past;
  readonly conflicts: Conflicts;
  readonly salvaging: Salvaging;
  readonly backups: Backups;
  readonly pictures: Pictures;
  readonly cleanUp: CleanUp;
  readonly pages: Pages;
  readonly exports: Exports;
  readonly comfort = new Comfort(() => void this.#remember());
  readonly measures: Measures;
  readonly backend: Backend;
  /** Set when the library could not be opened: there is nothing else to show then. */
  broken: Problem | null = $state.raw(null);
  opening: Opening | null = $state.raw(null);
  asking: Asking | null = $state.raw(null);
  /** Closing has begun: what would be typed now could be lost, so nothing is. */
  closing = $state(false);
  language: Language = $state("system");
  /** How the body and the analysis are shown. */
  view: View = $state("formatted");
  /** Where the caret is wanted; a new object each time it is asked for. */
  caret: { part: Part } | null = $state.raw(null);
  readonly #drafts: Drafts;
  readonly #notify: (notice: Notice) => void;
  #turn = 0;
  /** Changes of briefs that need not be on the sheet, until they are saved. */
  readonly #changes = new Set<Promise<void>>();

  constructor({ backend, later, notify }: DeskOptions) {
    this.backend = backend;
    this.#notify = notify;
    this.measures = new Measures(later);
    this.salvaging = new Salvaging(backend);
    this.backups = new Backups({ backend, later, notify, report: (error) => this.report(error) });
    this.library = new Library(backend, later, (error) => this.report(error));
    this.#drafts = new Drafts(backend, later, (saved) => this.library.put(saved.row));
    this.pictures = new Pictures({
      backend,
      brief: () => this.draft && { id: this.draft.id, hero: this.draft.document.hero?.image ?? null },
      change: (id, change) => this.#change(id, change),
      shows: async (id, image) => {
        const draft = await this.#drafts.of(id);
        this.#drafts.letGo(draft);
        return draft.document.hero?.image === image;
      },
      notify,
      report: (error) => this.report(error),
    });
    this.cleanUp = new CleanUp({
      backend,
      open: () => this.#drafts.all.map((draft) => toBrief(draft.document)),
      ask: (unused) => (this.asking = { kind: "unused-images", unused }),
      notify,
      report: (error) => this.report(error),
    });
    this.pages = new Pages({
      backend,
      draft: () => this.draft,
      newBrief: () => this.newBrief(),
      ask: (asked) => (this.asking = asked),
      onNothing: () => notify({ kind: "no-page" }),
      onFilled: () => {
        this.caret = { part: "headline" };
        notify({ kind: "page-filled" });
      },
      report: (error) => this.report(error),
    });
    this.exports = new Exports({
      backend,
      draft: () => this.draft,
      rows: () => (this.library.shelf === "trash" ? [] : this.library.rows),
      publication: () => this.publication,
      settled: () => this.#allSettled(),
      reread: async () => {
        await Promise.all([this.library.load(), ...this.#drafts.all.map((draft) => this.#reread(draft))]);
      },
      openHistory: (revision) => this.openHistory(revision),
      ask: (asked) => (this.asking = asked),
      notify,
      report: (error) => this.report(error),
    });
    this.conflicts = new Conflicts(this, {
      notify,
      settled: (draft) => this.#settled(draft),
      close: (draft) => this.#drafts.close(draft),
    });
    this.past = new Past({
      backend,
      notify,
      report: (error) => this.report(error),
      draftOf: (id) => this.#drafts.of(id),
      letGo: (draft) => this.#drafts.letGo(draft),
      settled: (draft) => this.#settled(draft),
      reread: (draft) => this.#reread(draft),
      onSaved: (row) => this.library.put(row),
    });
  }

  /** A dialog lies over the window. */
  get interrupted(): boolean {
    return this.asking !== null || this.salvaging.report !== null;
  }

  /** The brief on the sheet. */
  get draft(): Draft | null {
    return this.#drafts.current;
  }

  /** Briefs that could not be saved before another one was put on the sheet. */
  get unsaved(): ReadonlySet<BriefId> {
    return this.#drafts.unsaved;
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
      this.comfort.restore(opening.preferences.writing);
      this.view = opening.preferences.source_shown ? "source" : "formatted";
      this.opening = opening;
      this.backups.folder = opening.backup_folder;
      if (opening.salvage) this.salvaging.tell(opening.salvage);
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
      const draft = await this.#drafts.of(id);
      if (turn !== this.#turn) {
        this.#drafts.letGo(draft);
        return;
      }
      this.#show(draft);
      if (part) this.caret = { part };
      this.conflicts.askAboutAsides(draft);
    });
  }

  async newBrief(): Promise<void> {
    if (this.draft && !this.draft.stored && this.draft.durable) {
      this.past.close();
      this.caret = { part: "headline" };
      return;
    }
    this.#turn += 1;
    await this.#try(async () => {
      this.#show(this.#drafts.hold(await this.backend.blankBrief()));
      this.caret = { part: "headline" };
    });
  }

  /** Changes a headline from the list, by the same way as on the sheet. */
  async rename(id: BriefId, headline: string): Promise<void> {
    await this.#underWay(this.#try(() => this.#change(id, { kind: "field", field: "headline", value: headline })));
  }

  async trash(id: BriefId): Promise<void> {
    await this.#try(async () => {
      const draft = this.#drafts.find(id);
      if (draft && !draft.stored && draft.durable) {
        this.#leave(draft);
        return;
      }
      // What was typed goes along: taken out of the trash, it is all there.
      if (draft && !(await draft.flush())) return;
      const row = await this.backend.trashBrief(id);
      if (draft) await this.#leaveSaved(draft);
      this.library.take(id);
      this.#notify({ kind: "trashed", row });
    });
  }

  async untrash(id: BriefId): Promise<void> {
    await this.#try(async () => {
      const row = await this.backend.untrashBrief(id);
      this.#notify({ kind: "untrashed", row });
      await Promise.all([this.library.load(), this.draft ?? this.open(id)]);
    });
  }

  async show(filter: Filter): Promise<void> {
    await this.library.show(filter);
  }

  /** The palette knows every brief, whatever the list is searched and filtered for. */
  async openPalette(): Promise<void> {
    this.asking = { kind: "palette", rows: this.library.rows };
    await this.#try(async () => {
      const rows = await this.backend.listBriefs({ text: "", status: null, shelf: "briefs" });
      if (this.asking?.kind === "palette") this.asking = { kind: "palette", rows };
    });
  }

  async importChosen(): Promise<void> {
    await this.#try(async () => this.#imported([await this.backend.importChosen()]));
  }

  async importDropped(files: readonly { name: string; base64: () => Promise<string> }[]): Promise<void> {
    await this.#try(async () => {
      const reports: ImportReport[] = [];
      for (const { name, base64 } of files) {
        try {
          reports.push(await this.backend.importDropped(name, await base64()));
        } catch (error) {
          reports.push({ imported: [], refused: [{ name, problem: problemOf(error) }] });
        }
      }
      await this.#imported(reports);
    });
  }

  async saveNow(): Promise<void> {
    await this.draft?.flush();
  }

  /** The window was asked to close: it does once everything is on disk, else the editor decides. */
  async requestClose(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    while (this.#changes.size > 0) await Promise.all(this.#changes);
    const unsaved = await this.#saveAll();
    if (!unsaved) return this.close();
    this.closing = false;
    void this.#try(() => this.backend.stayOpen());
    // The text has its focus back before the dialog takes it, so that leaving the dialog leads there again.
    await tick();
    this.asking = { kind: "close", draft: unsaved };
  }

  async close(): Promise<void> {
    this.closing = true;
    try {
      await this.backend.closeWindow();
    } catch (error) {
      this.closing = false;
      this.report(error);
    }
  }

  async openHistory(revision?: number): Promise<void> {
    if (this.draft) await this.past.open(this.draft, revision);
  }

  async checkpoint(): Promise<void> {
    if (this.draft) await this.past.checkpoint(this.draft);
  }

  /** Another program wrote: the list is read again, and a brief without unsaved text goes on as it is now. */
  async libraryChanged(): Promise<void> {
    await Promise.all([this.library.load(), ...this.#drafts.all.map((draft) => this.#reread(draft))]);
    await this.past.shown?.refresh();
  }

  /** The library was damaged while it was open. What the window has of it is at least as new as what could be read. */
  async librarySalvaged(report: SalvageReport): Promise<void> {
    this.salvaging.tell(report);
    for (const draft of this.#drafts.all) await this.#try(() => this.salvaging.bringBack(draft));
    await this.library.load();
    await this.past.shown?.refresh();
  }

  speak(language: Language): void {
    this.language = language;
    void this.#remember();
  }

  toggleView(): void {
    this.view = this.view === "formatted" ? "source" : "formatted";
    void this.#remember();
  }

  /** A link of the text is to be followed: the editor is asked first, and told where it leads. */
  follow(written: string): void {
    const leads = target(written);
    if (leads) this.asking = { kind: "link", target: leads };
    else this.#notify({ kind: "link-refused" });
  }

  async openLink({ address }: Target): Promise<void> {
    await this.#try(() => this.backend.openLink(address));
  }

  /** Says that the pages of a publication are in another theme now. */
  usesTheme(publication: string, theme: string): void {
    this.#notify({ kind: "theme-used", publication, theme });
  }

  /** Tells the editor of a problem that has no place of its own. */
  report(error: unknown): void {
    this.#notify({ kind: "problem", problem: problemOf(error) });
  }

  /** Saves until nothing is left to save; answers with a draft that could not be. */
  async #saveAll(): Promise<Draft | null> {
    for (;;) {
      const drafts = this.#drafts.all.filter((draft) => !draft.durable);
      if (drafts.length === 0) return null;
      const saved = await Promise.all(drafts.map((draft) => draft.flush()));
      const failed = drafts.find((_, index) => !saved[index]);
      if (failed) return failed;
      // A flush answers for what was there when it began; what came meanwhile takes another one.
    }
  }

  /** Changes a brief that need not be on the sheet (any more): asked for anew, as the draft of a moment ago may be let go by now. */
  async #change(id: BriefId, change: Change): Promise<void> {
    const draft = await this.#drafts.of(id);
    draft.change(change);
    await draft.flush();
    this.#drafts.letGo(draft);
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

  #show(draft: Draft): void {
    this.past.close();
    this.#drafts.show(draft);
    this.panels.clear();
  }

  /** What closing waits for besides drafts. */
  async #underWay(change: Promise<void>): Promise<void> {
    this.#changes.add(change);
    await change;
    this.#changes.delete(change);
  }

  /** Takes a draft off the sheet with what was typed to the last moment; what can't be saved now stays held, and is tried again. */
  async #leaveSaved(draft: Draft): Promise<void> {
    while (!draft.durable) if (!(await draft.flush())) break;
    if (draft.durable) return this.#leave(draft);
    if (draft === this.draft) this.past.close();
    this.#drafts.putAway(draft);
  }

  #leave(draft: Draft): void {
    if (draft === this.draft) this.past.close();
    this.#drafts.close(draft);
  }

  /** Saves what was typed; where that cannot be the editor is told why, or asked. */
  async #settled(draft: Draft): Promise<boolean> {
    if (await draft.flush()) return true;
    if (draft.save.is === "failed") this.report(new Refusal(draft.save.problem));
    else this.conflicts.ask(draft);
    return false;
  }

  async #allSettled(): Promise<boolean> {
    const unsaved = await this.#saveAll();
    return unsaved === null || this.#settled(unsaved);
  }

  /**
   * Goes on with what is stored. Unsaved text goes on too where nothing but the status has changed; else its next save meets the
   * conflict, and the editor is asked. A library that has an older text than the window gets that of the window.
   */
  async #reread(draft: Draft): Promise<void> {
    if (!draft.stored) return;
    await this.#try(async () => {
      const opened = await this.backend.openBrief(draft.id);
      if (!draft.durable) {
        const aside = await draft.rebase(opened);
        if (aside !== null) await this.backend.settleAside(draft.id, aside);
      } else if (opened.stored.revision > draft.base) draft.adopt(opened);
      else if (opened.stored.revision < draft.base) await this.salvaging.bringBack(draft);
    });
  }

  async #remember(): Promise<void> {
    const { library, inspector, preview } = this.panels.chosen;
    const preferences = {
      language: this.language,
      library_shown: library,
      inspector_shown: inspector,
      preview_shown: preview,
      writing: this.comfort.chosen,
      source_shown: this.view === "source",
    };
    await this.#try(() => this.backend.savePreferences(preferences));
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.report(error);
    }
  }
}

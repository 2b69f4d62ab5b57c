/** What the window does about exports: sets one up, makes one at once, and looks at what has changed since. */
import type { Backend, BriefRow, CopyAs, ExportedFile, ExportReport, Format, Publication } from "../backend";
import { Exporting } from "../export/exporting.svelte";
import type { Draft } from "../sheet/draft.svelte";

export type ExportNotice =
  | { kind: "exported"; file: ExportedFile; details: () => void }
  | { kind: "exported-again"; report: ExportReport; details: () => void }
  | { kind: "not-exported-yet" | "nothing-changed" | "brief-copied" };

export type AskedExport = { kind: "export" } | { kind: "share-card" };

interface Surroundings {
  backend: Backend;
  draft: () => Draft | null;
  rows: () => readonly BriefRow[];
  publication: () => Publication | null;
  /** Saves all that was typed; where that fails the editor is told, and the answer is false. */
  settled: () => Promise<boolean>;
  /** Reads the list and the briefs again that the window holds. */
  reread: () => Promise<void>;
  openHistory: (revision: number) => Promise<void>;
  ask: (asked: AskedExport) => void;
  notify: (notice: ExportNotice) => void;
  report: (error: unknown) => void;
}

export class Exports {
  readonly exporting: Exporting;
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
    this.exporting = new Exporting({
      backend: around.backend,
      subject: () => around.draft()?.id ?? null,
      rows: around.rows,
      publication: () => around.publication()?.name ?? "",
      settled: around.settled,
      exported: around.reread,
      report: around.report,
    });
  }

  /** Sets an export up. */
  async open(): Promise<void> {
    if (await this.exporting.begin()) this.#around.ask({ kind: "export" });
  }

  share(): void {
    if (this.#around.draft()) this.#around.ask({ kind: "share-card" });
  }

  /** Writes one file to a place that the editor is asked for. */
  async quick(format: Format): Promise<void> {
    const draft = this.#around.draft();
    if (!draft) return;
    await this.#try(async () => {
      // The file is written from what is stored: without the last words it would be the wrong article.
      if (!(await this.#around.settled())) return;
      const file = await this.#around.backend.exportBrief(draft.id, format);
      if (!file) return;
      await this.#around.reread();
      const report = { outcomes: [file], cancelled: false, unrecorded: null };
      this.#around.notify({ kind: "exported", file, details: () => this.#details(report) });
    });
  }

  /** Copies the article for other programs. */
  async copy(form: CopyAs): Promise<void> {
    const draft = this.#around.draft();
    if (!draft) return;
    await this.#try(async () => {
      if (!(await this.#around.settled())) return;
      await this.#around.backend.copyBrief(draft.id, form);
      this.#around.notify({ kind: "brief-copied" });
    });
  }

  /** As it was exported last; where that is not known, it is set up. */
  async again(): Promise<void> {
    if (!this.#around.draft()) return;
    const report = await this.exporting.again();
    if (report) this.#around.notify({ kind: "exported-again", report, details: () => this.#details(report) });
    else if (this.exporting.missing) this.#around.ask({ kind: "export" });
  }

  /** What has changed since the brief went out. */
  async changes(): Promise<void> {
    const draft = this.#around.draft();
    if (!draft) return;
    await this.#try(async () => {
      if (!(await this.#around.settled())) return;
      const last = await this.#around.backend.readLastExport(draft.id);
      if (!last) this.#around.notify({ kind: "not-exported-yet" });
      else if (!last.changed) this.#around.notify({ kind: "nothing-changed" });
      else await this.#around.openHistory(last.revision);
    });
  }

  /** Notes what was put right after the brief went out. */
  async correct(text: string): Promise<void> {
    const draft = this.#around.draft();
    if (!draft) return;
    const value = [...(draft.document.corrections ?? []), { at: new Date().toISOString(), text }];
    draft.pause();
    draft.change({ kind: "field", field: "corrections", value });
    if (await draft.flush()) this.exporting.textChanged();
  }

  #details(report: ExportReport): void {
    this.exporting.look(report);
    this.#around.ask({ kind: "export" });
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#around.report(error);
    }
  }
}

/** The export that is being set up, is under way, or has just been made. */
import {
  type Backend,
  type BriefId,
  type BriefRow,
  type ExportOptions,
  type ExportPreview,
  type ExportProgressed,
  type ExportReport,
  type ExportSettings,
  type Format,
  type LastExport,
  problemOf,
} from "../backend";

type Commands = Pick<
  Backend,
  | "readExportSettings"
  | "chooseExportFolder"
  | "previewExport"
  | "exportBriefs"
  | "cancelExport"
  | "readLastExport"
  | "openExported"
>;

interface Surroundings {
  backend: Commands;
  /** The brief on the sheet. */
  subject: () => BriefId | null;
  /** The rows of the list, in the library and not in the trash. */
  rows: () => readonly BriefRow[];
  /** The publication of what is on the sheet, else that of new briefs. */
  publication: () => string;
  /** Saves all that was typed; where that fails the editor is told, and the answer is false. */
  settled: () => Promise<boolean>;
  /** The briefs are as they are after an export: their status may be another. */
  exported: () => Promise<void>;
  report: (error: unknown) => void;
}

export type Scope = "this" | "listed";
/** Why an export can't begin. */
export type Missing = "briefs" | "formats" | "folder" | "pattern";

export class Exporting {
  settings: ExportSettings | null = $state.raw(null);
  scope: Scope = $state("this");
  /** Null: none is under way. */
  progress: ExportProgressed | null = $state.raw(null);
  cancelling = $state(false);
  report: ExportReport | null = $state.raw(null);
  /** What went out of the brief on the sheet. */
  last: LastExport | null = $state.raw(null);
  patternWrong = $state(false);
  /** Rises with each change of the text that is made from here. */
  version = $state(0);
  readonly #around: Surroundings;
  #publication = "";

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get ids(): readonly BriefId[] {
    const subject = this.#around.subject();
    if (this.scope === "this") return subject === null ? [] : [subject];
    return this.listed;
  }

  get listed(): readonly BriefId[] {
    return this.#around.rows().map(({ id }) => id);
  }

  /** The brief whose files are shown beforehand. */
  get sample(): BriefId | null {
    const subject = this.#around.subject();
    return subject !== null && this.ids.includes(subject) ? subject : (this.ids[0] ?? null);
  }

  get missing(): Missing | null {
    if (this.ids.length === 0) return "briefs";
    if (!this.settings || this.settings.options.length === 0) return "formats";
    if (this.settings.folder === null) return "folder";
    return this.patternWrong ? "pattern" : null;
  }

  /** Begins to set an export up; false if what was typed can't be saved, or the library can't be asked. */
  async begin(): Promise<boolean> {
    return this.#try(async () => {
      if (!(await this.#around.settled())) return false;
      await this.#read();
      this.report = null;
      this.scope = this.#around.subject() === null ? "listed" : "this";
      return true;
    });
  }

  change(settings: Partial<ExportSettings>): void {
    if (this.settings) this.settings = { ...this.settings, ...settings };
  }

  /** Adds a format, changes what is chosen about it, or takes it away. */
  setFormat(format: Format, options: ExportOptions | null): void {
    const all = this.settings?.options ?? [];
    const at = all.findIndex((other) => other.format === format);
    if (options === null) this.change({ options: all.filter((other) => other.format !== format) });
    else this.change({ options: at < 0 ? [...all, options] : all.with(at, options) });
  }

  async chooseFolder(): Promise<void> {
    await this.#try(async () => {
      const folder = await this.#around.backend.chooseExportFolder(this.#publication);
      if (folder !== null) this.change({ folder });
      return true;
    });
  }

  /** What a file would be; null if the names can't be made, which is noted. */
  async preview(options: ExportOptions): Promise<ExportPreview | null> {
    const [id, settings] = [this.sample, this.settings];
    if (id === null || !settings) return null;
    try {
      const preview = await this.#around.backend.previewExport(id, options, settings.pattern);
      this.patternWrong = false;
      return preview;
    } catch (error) {
      if (problemOf(error).code !== "name_pattern") throw error;
      this.patternWrong = true;
      return null;
    }
  }

  async run(): Promise<void> {
    const { settings, ids } = this;
    if (!settings || this.missing || this.progress) return;
    this.progress = { done: 0, of: ids.length * settings.options.length };
    this.cancelling = false;
    await this.#try(async () => {
      this.report = await this.#around.backend.exportBriefs([...ids], this.#publication, settings);
      await this.#around.exported();
      await this.#readLast();
      return true;
    });
    this.progress = null;
  }

  /** Exports the brief on the sheet as it was exported last; null if that is not known, or nothing came of it. */
  async again(): Promise<ExportReport | null> {
    if (this.progress || !(await this.begin())) return null;
    this.scope = "this";
    if (this.missing) return null;
    await this.run();
    return this.report;
  }

  progressed(progress: ExportProgressed): void {
    if (this.progress) this.progress = progress;
  }

  async cancel(): Promise<void> {
    this.cancelling = true;
    await this.#try(async () => {
      await this.#around.backend.cancelExport();
      return true;
    });
  }

  /** Back from the report to what is exported, and how. */
  async reconsider(): Promise<void> {
    await this.#try(async () => {
      await this.#read();
      this.report = null;
      return true;
    });
  }

  async show(path: string): Promise<void> {
    await this.#try(async () => {
      await this.#around.backend.openExported(path);
      return true;
    });
  }

  /** Shows the report of an export that was made at once. */
  look(report: ExportReport): void {
    this.report = report;
  }

  /** The brief on the sheet was changed while the dialog is open: its file is another. */
  textChanged(): void {
    this.version += 1;
  }

  async #read(): Promise<void> {
    this.#publication = this.#around.publication();
    this.settings = await this.#around.backend.readExportSettings(this.#publication);
    this.patternWrong = false;
    await this.#readLast();
  }

  async #readLast(): Promise<void> {
    const subject = this.#around.subject();
    this.last = subject === null ? null : await this.#around.backend.readLastExport(subject);
  }

  async #try(task: () => Promise<boolean>): Promise<boolean> {
    try {
      return await task();
    } catch (error) {
      this.#around.report(error);
      return false;
    }
  }
}

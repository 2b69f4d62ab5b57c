/** What is asked about exports: how they were made last, what a file will say, and the export of many. */
import type {
  BriefId,
  CopyAs,
  ExportedFile,
  ExportOptions,
  ExportPreview,
  ExportProgressed,
  ExportReport,
  ExportSettings,
  Format,
  LastExport,
} from "./bindings";
import type { Unlisten } from "./index";

export interface ExportCommands {
  /** Asks the editor for a place and writes what is stored, not what is typed; null when cancelled. */
  exportBrief(id: BriefId, format: Format): Promise<ExportedFile | null>;
  /** How the briefs of a publication were exported last; the folder is null before one was chosen. */
  readExportSettings(publication: string): Promise<ExportSettings>;
  /** Asks the editor for the folder of a publication's exports; null when cancelled. */
  chooseExportFolder(publication: string): Promise<string | null>;
  /** What a file of the stored brief would be. Refuses with `name_pattern` if that is none. */
  previewExport(id: BriefId, options: ExportOptions, pattern: string): Promise<ExportPreview>;
  /** Exports what is stored to the folder that was chosen, and remembers how. */
  exportBriefs(ids: BriefId[], publication: string, settings: ExportSettings): Promise<ExportReport>;
  /** Breaks the export of many off; its report says what was done until then. */
  cancelExport(): Promise<void>;
  /** What went out last of a brief; null if nothing has. */
  readLastExport(id: BriefId): Promise<LastExport | null>;
  /** Shows a file that this window has exported, in the system's file manager. */
  openExported(path: string): Promise<void>;
  /** Copies what is stored for other programs. */
  copyBrief(id: BriefId, form: CopyAs): Promise<void>;
  onExportProgressed(listener: (progress: ExportProgressed) => void): Promise<Unlisten>;
}

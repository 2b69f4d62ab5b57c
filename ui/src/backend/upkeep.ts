/** What is asked about the library as a whole: backups, pictures that nothing names, and what becomes of it when it is damaged. */
import type { BackedUp, BackupProgress, Brief, ImageHash, Problem, SalvageReport, UnusedImages } from "./bindings";
import type { Unlisten } from "./index";

export interface UpkeepCommands {
  /** Asks the editor for a place; null when cancelled there. Refuses with `cancelled` after `cancelBackup`. */
  backUpLibrary(): Promise<BackedUp | null>;
  cancelBackup(): Promise<void>;
  /** Asks the editor for the folder of the daily backups; null when cancelled. */
  chooseBackupFolder(): Promise<string | null>;
  stopDailyBackups(): Promise<void>;
  /** Asks the editor for a backup, which opens in a window of its own. */
  openBackup(): Promise<void>;
  /** The pictures that nothing in the library names, nor any of `open`: the window's texts, saved or not. */
  listUnusedImages(open: Brief[]): Promise<UnusedImages>;
  /** Removes those that are still unused, and answers with them. */
  removeImages(images: ImageHash[], open: Brief[]): Promise<UnusedImages>;
  onBackupProgressed(listener: (progress: BackupProgress) => void): Promise<Unlisten>;
  onDailyBackupFailed(listener: (problem: Problem) => void): Promise<Unlisten>;
  /** The library turned out to be damaged while it was open; what could be read of it is open now. */
  onLibrarySalvaged(listener: (report: SalvageReport) => void): Promise<Unlisten>;
}

/** Backups: one by hand at a time, and the folder of the daily ones. */
import { type BackedUp, type Backend, type BackupProgress, type Problem, problemOf } from "../backend";
import type { Later } from "../controls/later";

export type BackupNotice =
  /** It takes a while: `percent` in steps of ten. */
  | { kind: "backing-up"; percent: number; cancel: () => void }
  | { kind: "backup-over" | "backup-cancelled" }
  | { kind: "backed-up"; backup: BackedUp }
  | { kind: "daily-backups"; folder: string }
  | { kind: "daily-backups-stopped" }
  | { kind: "daily-backup-failed"; problem: Problem };

interface Surroundings {
  backend: Backend;
  later: Later;
  notify: (notice: BackupNotice) => void;
  report: (error: unknown) => void;
}

/** A backup that is done sooner needs no word about how far it is. */
const SLOW_MS = 1000;

export class Backups {
  /** Where daily backups go, if they are made. */
  folder: string | null = $state.raw(null);
  /** One is asked for by hand. */
  running = $state(false);
  #percent = 0;
  #told = -1;
  #slow = false;
  #timer: (() => void) | null = null;
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async backUp(): Promise<void> {
    if (this.running) return;
    this.running = true;
    const { backend, notify, report } = this.#around;
    try {
      const backup = await backend.backUpLibrary();
      this.#over();
      if (backup) notify({ kind: "backed-up", backup });
    } catch (error) {
      this.#over();
      if (problemOf(error).code === "cancelled") notify({ kind: "backup-cancelled" });
      else report(error);
    }
  }

  /** The clock starts with the first word of progress: until then the editor is choosing a place. */
  progressed({ stage, done, of }: BackupProgress): void {
    if (!this.running) return;
    const half = (50 * done) / Math.max(of, 1);
    this.#percent = Math.floor((stage === "copying" ? half : 50 + half) / 10) * 10;
    this.#timer ??= this.#around.later(SLOW_MS, () => {
      this.#slow = true;
      this.#tell();
    });
    this.#tell();
  }

  async chooseFolder(): Promise<void> {
    await this.#try(async () => {
      const folder = await this.#around.backend.chooseBackupFolder();
      if (folder === null) return;
      this.folder = folder;
      this.#around.notify({ kind: "daily-backups", folder });
    });
  }

  async stop(): Promise<void> {
    await this.#try(async () => {
      await this.#around.backend.stopDailyBackups();
      this.folder = null;
      this.#around.notify({ kind: "daily-backups-stopped" });
    });
  }

  async open(): Promise<void> {
    await this.#try(() => this.#around.backend.openBackup());
  }

  dailyFailed(problem: Problem): void {
    this.#around.notify({ kind: "daily-backup-failed", problem });
  }

  #tell(): void {
    if (!this.#slow || this.#told === this.#percent) return;
    this.#told = this.#percent;
    const cancel = () => void this.#try(() => this.#around.backend.cancelBackup());
    this.#around.notify({ kind: "backing-up", percent: this.#percent, cancel });
  }

  #over(): void {
    this.#timer?.();
    this.#timer = null;
    this.#slow = this.running = false;
    this.#told = -1;
    this.#around.notify({ kind: "backup-over" });
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#around.report(error);
    }
  }
}

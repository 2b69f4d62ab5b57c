/** A library that was damaged: the editor is told what became of it, and text that the window still has goes back into it. */
import { type Backend, problemOf, type SalvageReport } from "../backend";
import { toBrief } from "../sheet/document";
import type { Draft } from "../sheet/draft.svelte";

export class Salvaging {
  /** What is to be told, before anything else is asked. */
  report: SalvageReport | null = $state.raw(null);
  readonly #backend: Pick<Backend, "openBrief">;

  constructor(backend: Pick<Backend, "openBrief">) {
    this.#backend = backend;
  }

  tell(report: SalvageReport): void {
    this.report = report;
  }

  dismiss(): void {
    this.report = null;
  }

  /** Saves the text of a draft again where the library has lost it, or has an older one now. */
  async bringBack(draft: Draft): Promise<void> {
    // Asked before the flush: a brief that was never stored is not lost.
    const { stored } = draft;
    if (!(await draft.flush())) {
      if (stored && draft.save.is === "failed" && draft.save.problem.code === "brief_not_found") await draft.renew(0);
      return;
    }
    if (!draft.stored) return;
    try {
      const opened = await this.#backend.openBrief(draft.id);
      const older = opened.stored.revision <= draft.base;
      if (older && !same(opened.stored.brief, toBrief(draft.document))) await draft.renew(opened.stored.revision);
      else draft.adopt(opened);
    } catch (error) {
      if (problemOf(error).code !== "brief_not_found") throw error;
      await draft.renew(0);
    }
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

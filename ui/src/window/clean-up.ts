/** Removing pictures that no text names: looked for when asked, and removed when the editor agrees. */
import type { Backend, Brief, ImageHash, UnusedImages } from "../backend";

export type CleanUpNotice = { kind: "no-unused-pictures" } | { kind: "pictures-removed"; count: number };

interface Surroundings {
  backend: Backend;
  /** Every text in the window, saved or not. */
  open: () => Brief[];
  ask: (unused: UnusedImages) => void;
  notify: (notice: CleanUpNotice) => void;
  report: (error: unknown) => void;
}

export class CleanUp {
  #busy = false;
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Looks through everything, which may take a while, and asks. */
  async look(): Promise<void> {
    const { backend, open, ask, notify } = this.#around;
    await this.#once(async () => {
      const unused = await backend.listUnusedImages(open());
      if (unused.images.length === 0) notify({ kind: "no-unused-pictures" });
      else ask(unused);
    });
  }

  async remove(images: ImageHash[]): Promise<void> {
    const { backend, open, notify } = this.#around;
    await this.#once(async () => {
      const removed = await backend.removeImages(images, open());
      notify({ kind: "pictures-removed", count: removed.images.length });
    });
  }

  async #once(task: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await task();
    } catch (error) {
      this.#around.report(error);
    } finally {
      this.#busy = false;
    }
  }
}

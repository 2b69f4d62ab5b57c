/**
 * Which panels stand beside the sheet. Where there is no room for one it opens over the sheet, one at a time, and closes again
 * when it is left; what was chosen for a wide window is not forgotten.
 */
import type { Preferences } from "../backend";

export type Panel = "library" | "inspector" | "preview";

export class Panels {
  /** Room for three columns. */
  wide = $state(true);
  /** Room for two. */
  medium = $state(true);
  #over: Panel | null = $state(null);
  #chosen: Record<Panel, boolean> = $state({ library: true, inspector: true, preview: false });
  readonly #onChosen: () => void;

  constructor(onChosen: () => void) {
    this.#onChosen = onChosen;
  }

  restore({
    library_shown,
    inspector_shown,
    preview_shown,
  }: Pick<Preferences, "library_shown" | "inspector_shown" | "preview_shown">): void {
    this.#chosen = { library: library_shown, inspector: inspector_shown, preview: preview_shown };
  }

  get chosen(): Readonly<Record<Panel, boolean>> {
    return this.#chosen;
  }

  /** The panel that lies over the sheet. */
  get over(): Panel | null {
    return this.#over && !this.#beside(this.#over) ? this.#over : null;
  }

  shows(panel: Panel): boolean {
    if (!this.#beside(panel)) return this.#over === panel;
    // The preview takes the inspector's place.
    return this.#chosen[panel] && !(panel === "inspector" && this.#chosen.preview);
  }

  toggle(panel: Panel): void {
    if (this.shows(panel)) this.hide(panel);
    else this.show(panel);
  }

  show(panel: Panel): void {
    if (!this.#beside(panel)) {
      this.#over = panel;
      return;
    }
    this.#chosen[panel] = true;
    if (panel === "inspector") this.#chosen.preview = false;
    this.#onChosen();
  }

  hide(panel: Panel): void {
    if (this.#over === panel) this.#over = null;
    if (!this.#beside(panel)) return;
    this.#chosen[panel] = false;
    this.#onChosen();
  }

  /** The sheet is wanted: what lies over it goes away. */
  clear(): void {
    this.#over = null;
  }

  #beside(panel: Panel): boolean {
    return panel === "library" ? this.medium : this.wide;
  }
}

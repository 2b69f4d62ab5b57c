/** How the sheet is set for writing, as the editor chose it; a preference of the window. */
import type { Quotes, Writing } from "../../backend";

/** The sizes of the sheet's text, in hundredths of the one it is designed with. */
export const SIZES = [80, 90, 100, 110, 125, 140, 160, 180] as const;

const QUOTES = ["straight", "curly", "corner"] as const satisfies Quotes[];

export class Comfort {
  #chosen: Writing = $state.raw({ focus: false, typewriter: false, text_size: 100, quotes: "straight" });
  readonly #onChosen: () => void;

  constructor(onChosen: () => void) {
    this.#onChosen = onChosen;
  }

  /** As the window was left; a library of before does not say. */
  restore(writing: Writing | undefined): void {
    if (writing) this.#chosen = writing;
  }

  get chosen(): Readonly<Writing> {
    return this.#chosen;
  }

  /** All but the paragraph that is written in is dimmed. */
  get focus(): boolean {
    return this.#chosen.focus;
  }

  /** The line that is written in stays at one height. */
  get typewriter(): boolean {
    return this.#chosen.typewriter;
  }

  /** The size of the sheet's text, 1 as designed. */
  get scale(): number {
    return this.#chosen.text_size / 100;
  }

  /** What a straight quotation mark that is typed becomes. */
  get quotes(): Quotes {
    return this.#chosen.quotes;
  }

  toggleFocus(): void {
    this.#choose({ focus: !this.focus });
  }

  toggleTypewriter(): void {
    this.#choose({ typewriter: !this.typewriter });
  }

  larger(): void {
    this.#choose({ text_size: SIZES.find((size) => size > this.#chosen.text_size) ?? SIZES[SIZES.length - 1] });
  }

  smaller(): void {
    this.#choose({ text_size: SIZES.findLast((size) => size < this.#chosen.text_size) ?? SIZES[0] });
  }

  resetSize(): void {
    this.#choose({ text_size: 100 });
  }

  /** Goes on to the next manner of quotation marks, and round. */
  nextQuotes(): void {
    this.#choose({ quotes: QUOTES[(QUOTES.indexOf(this.quotes) + 1) % QUOTES.length] });
  }

  #choose(some: { [K in keyof Writing]?: Writing[K] | undefined }): void {
    this.#chosen = { ...this.#chosen, ...some } as Writing;
    this.#onChosen();
  }
}

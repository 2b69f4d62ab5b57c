/**
 * How long the parts of a brief are, and what in it is still to come. Counted when typing pauses, not at each key, and only
 * where the text is new.
 */
import type { Later } from "../../controls/later";
import type { LengthGuides, Range } from "../../backend";
import type { Document } from "../document";
import { placeholders } from "./placeholders";
import { WordCounter } from "./words";

/** A length beside the one that is wanted. */
export interface Measure {
  length: number;
  guide: Range;
  is: "empty" | "short" | "right" | "long";
}

/** The parts whose lengths are counted here; headline and summary are short enough to count at each key. */
export type Measured = "takeaways" | "analysis" | "body";

/** How long typing rests before it is counted, in milliseconds. */
const REST = 300;

export function measure(length: number, guide: Range): Measure {
  const is = length === 0 ? "empty" : length < guide.min ? "short" : length > guide.max ? "long" : "right";
  return { length, guide, is };
}

export class Measures {
  /** Words, or in Chinese characters, of the analysis and the body, and the number of takeaways. */
  lengths: Readonly<Record<Measured, number>> = $state.raw({ takeaways: 0, analysis: 0, body: 0 });
  /** The words of each takeaway, by its id. */
  takeaways: ReadonlyMap<string, number> = $state.raw(new Map());
  /** How many marks of text to come the brief has. */
  placeholders = $state(0);
  guides: LengthGuides | undefined = $state.raw();
  readonly #later: Later;
  readonly #analysis = new WordCounter();
  readonly #body = new WordCounter();
  readonly #takeaway = new WordCounter();
  #document: Document | null = null;
  #marks = new Map<string, number>();
  #cancel: (() => void) | null = null;

  constructor(later: Later) {
    this.#later = later;
  }

  /** Another brief is on the sheet. */
  show(document: Document | null): void {
    this.#cancel?.();
    this.#document = document;
    this.#count();
  }

  /** The brief was written in. */
  edited(document: Document): void {
    this.#document = document;
    this.#cancel?.();
    this.#cancel = this.#later(REST, () => this.#count());
  }

  /** A part's length beside the wanted one; null where none is wanted. */
  of(part: Measured): Measure | null {
    const guide = this.guides?.[part];
    return guide ? measure(this.lengths[part], guide) : null;
  }

  ofTakeaway(id: string): Measure | null {
    const guide = this.guides?.takeaway;
    return guide ? measure(this.takeaways.get(id) ?? 0, guide) : null;
  }

  #count(): void {
    this.#cancel = null;
    const document = this.#document;
    if (!document) {
      this.placeholders = 0;
      return;
    }
    const { analysis, body, takeaways } = document;
    // One counter for all: it remembers the lines of its last text, so they are given as one and then each by itself.
    this.#takeaway.count(takeaways.map(({ text }) => text).join("\n"));
    this.takeaways = new Map(takeaways.map(({ id, text }) => [id, this.#takeaway.peek(text)]));
    this.lengths = {
      takeaways: takeaways.filter(({ text }) => text.trim() !== "").length,
      analysis: this.#analysis.count(analysis.text),
      body: this.#body.count(body),
    };
    this.placeholders = this.#placeholders(textsOf(document));
  }

  /** Texts that are as they were are not searched again. */
  #placeholders(texts: readonly string[]): number {
    const marks = new Map<string, number>();
    let sum = 0;
    for (const text of texts) {
      const found = marks.get(text) ?? this.#marks.get(text) ?? placeholders(text).length;
      marks.set(text, found);
      sum += found;
    }
    this.#marks = marks;
    return sum;
  }
}

/** The texts of a brief that can have something to come, by paragraphs. */
function textsOf({ headline, summary, hero, takeaways, analysis, body }: Document): string[] {
  const words = hero ? [hero.alt, hero.caption, hero.credit] : [];
  const { label, title, text, byline, tag } = analysis;
  const short = [headline, summary, ...words, ...takeaways.map((one) => one.text), label, title, byline, tag];
  return [...short, ...text.split("\n"), ...body.split("\n")].filter((one) => one !== "");
}

/**
 * How long the parts of a brief are, and what in it is still to come. Counted when typing pauses, not at each key, and only
 * where the text is new.
 */
import type { Later } from "../../controls/later";
import type { LengthGuides, Range } from "../../backend";
import type { Document } from "../document";
import { LineSum } from "./line-sum";
import { placeholders } from "./placeholders";
import { countWords } from "./words";

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
  readonly #words = { analysis: new LineSum(countWords), body: new LineSum(countWords) };
  readonly #marks = { analysis: new LineSum(marksIn), body: new LineSum(marksIn) };
  #document: Document | null = null;
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
    this.takeaways = new Map(takeaways.map(({ id, text }) => [id, countWords(text)]));
    this.lengths = {
      takeaways: takeaways.filter(({ text }) => text.trim() !== "").length,
      analysis: this.#words.analysis.of(analysis.text),
      body: this.#words.body.of(body),
    };
    const short = shortTextsOf(document).reduce((sum, text) => sum + marksIn(text), 0);
    this.placeholders = short + this.#marks.analysis.of(analysis.text) + this.#marks.body.of(body);
  }
}

function marksIn(text: string): number {
  return placeholders(text).length;
}

/** The texts of a brief that can have something to come, but for the long ones. */
function shortTextsOf({ headline, summary, hero, takeaways, analysis }: Document): string[] {
  const words = hero ? [hero.alt, hero.caption, hero.credit] : [];
  const { label, title, byline, tag } = analysis;
  return [headline, summary, ...words, ...takeaways.map(({ text }) => text), label, title, byline, tag];
}

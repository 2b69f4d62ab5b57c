/** What an element sets for the text in it. */
import { addressOf, inBrackets } from "./addresses";
import type { ParagraphLook } from "./blocks";
import { type Marks, PLAIN } from "./inline";
import type { Raised } from "./raised";
import { fontSize, type Look } from "./style";

/** How the text of an element is set. */
export interface Setting {
  readonly marks: Marks;
  /** In CSS pixels. */
  readonly size: number;
  readonly raised: Raised | null;
  /** Line breaks of the source show. */
  readonly lines: boolean;
}

/** Where nothing says anything. */
export const UNSET: Setting = { marks: PLAIN, size: 16, raised: null, lines: false };

/** How the text within an element is set, given how that around it is. */
export function settingIn(element: Element, name: string, look: Look, around: Setting): Setting {
  const marks = marksIn(element, name, look, around.marks);
  const size = sizeIn(element, name, look, around.size);
  const raised = look.raised ?? (name === "sup" || name === "sub" ? name : around.raised);
  const lines = look.lines ?? around.lines;
  const changed = marks !== around.marks || size !== around.size || raised !== around.raised || lines !== around.lines;
  return changed ? { marks, size, raised, lines } : around;
}

/** The marks within an element, given those around it; the same object where nothing changes. */
function marksIn(element: Element, name: string, look: Look, around: Marks): Marks {
  const strong = look.bold ?? (name === "b" || name === "strong" || around.strong);
  const emphasis = look.italic ?? (name === "i" || name === "em" || name === "cite" || around.emphasis);
  const strike = look.struck ?? (name === "s" || name === "strike" || name === "del" || around.strike);
  const code = around.code || name === "code" || name === "kbd" || name === "samp" || name === "tt";
  const link = (name === "a" && linkOf(element)) || around.link;
  const changed =
    strong !== around.strong ||
    emphasis !== around.emphasis ||
    strike !== around.strike ||
    code !== around.code ||
    link !== around.link;
  return changed ? { strong, emphasis, strike, code, link, raw: false } : around;
}

/** The size of the text within an element, in CSS pixels. */
function sizeIn(element: Element, name: string, look: Look, around: number): number {
  if (look.size) return "px" in look.size ? look.size.px : around * look.size.factor;
  return (name === "font" && fontSize(element)) || around;
}

function linkOf(element: Element): string {
  const address = addressOf(element.getAttribute("href") ?? "");
  return address ? inBrackets(address) : "";
}

/** How the paragraph that is being read is set. */
export class Measure {
  /** Characters by their size. */
  #sizes = new Map<number, number>();
  #bold = 0;

  add(text: string, size: number, bold: boolean): void {
    const characters = text.trim().length;
    if (characters === 0) return;
    this.#sizes.set(size, (this.#sizes.get(size) ?? 0) + characters);
    if (bold) this.#bold += characters;
  }

  /** What it was; begins the next one. */
  take(): ParagraphLook {
    let [size, most, characters] = [0, 0, 0];
    for (const [each, count] of this.#sizes) {
      characters += count;
      if (count > most) [size, most] = [each, count];
    }
    const bold = characters > 0 && this.#bold === characters;
    if (characters > 0) this.#sizes = new Map();
    this.#bold = 0;
    return { size: Math.round(size * 10) / 10, characters, bold };
  }
}

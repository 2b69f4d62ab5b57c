/** A paragraph as text with marks, as it is read. */
import { characterAt, characterBefore, isHan } from "../characters";

/** How a run of text is set. */
export interface Marks {
  readonly strong: boolean;
  readonly emphasis: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  /** Where it links to, as that stands in Markdown; empty where it doesn't. */
  readonly link: string;
  /** It is Markdown already. */
  readonly raw: boolean;
}

export const PLAIN: Marks = { strong: false, emphasis: false, strike: false, code: false, link: "", raw: false };

export interface Run {
  text: string;
  marks: Marks;
}

/** White space of HTML; others are characters. */
const SPACES = /[\t\n\f\r ]+/g;

export class Inline {
  readonly runs: Run[] = [];
  /** White space that has been read and shows only if text follows; whether a line of the source ended in it. */
  #gap: { ends: boolean; marks: Marks } | null = null;

  /** Whether it shows nothing. */
  get empty(): boolean {
    return this.runs.every(({ text }) => text.trim() === "");
  }

  get text(): string {
    return this.runs.map(({ text }) => text).join("");
  }

  /** Appends text as HTML has it: white space collapses, and a line end between ideographs is none. */
  push(text: string, marks: Marks): void {
    let from = 0;
    let to = text.length;
    while (from < to && isSpace(text.charCodeAt(from))) from += 1;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
    if (from > 0) this.#addGap(text.slice(0, from), marks);
    if (from === to) return;
    const words = text.slice(from, to).replace(SPACES, (gap, at: number, all: string) => {
      if (gap === " ") return gap;
      return endsLine(gap) && isWithinHan(all, at, at + gap.length) ? "" : " ";
    });
    this.#closeGap(words);
    this.#add(words, marks);
    if (to < text.length) this.#addGap(text.slice(to), marks);
  }

  /** Appends Markdown. */
  pushRaw(markdown: string, marks: Marks): void {
    this.#closeGap(markdown);
    this.runs.push({ text: markdown, marks: { ...marks, code: false, raw: true } });
  }

  /** Appends a line break; answers whether one was there already, and nothing since. */
  pushBreak(): boolean {
    this.#gap = null;
    const last = this.runs.at(-1);
    if (!last) return false;
    if (last.text.endsWith("\n")) return true;
    this.runs.push({ text: "\n", marks: PLAIN });
    return false;
  }

  /** Appends another paragraph's text after a space. */
  append(other: Inline): void {
    if (this.runs.length > 0) this.push(" ", PLAIN);
    for (const { text, marks } of other.runs) {
      if (marks.raw) this.pushRaw(text, marks);
      else if (text === "\n") this.push(" ", PLAIN);
      else this.push(text, marks);
    }
  }

  #addGap(space: string, marks: Marks): void {
    const ends = endsLine(space);
    this.#gap = this.#gap ? { ...this.#gap, ends: this.#gap.ends && ends } : { ends, marks };
  }

  #closeGap(next: string): void {
    const gap = this.#gap;
    this.#gap = null;
    const last = this.runs.at(-1)?.text ?? "";
    if (!gap || last === "" || last.endsWith("\n") || last.endsWith(" ")) return;
    const han = isHan(characterBefore(last, last.length)) && isHan(characterAt(next, 0));
    if (!(gap.ends && han)) this.#add(" ", gap.marks);
  }

  #add(text: string, marks: Marks): void {
    const last = this.runs.at(-1);
    if (last && same(last.marks, marks) && last.text !== "\n") last.text += text;
    else this.runs.push({ text, marks });
  }
}

/** Whether two runs are set alike. */
export function same(a: Marks, b: Marks): boolean {
  return (
    a === b ||
    (a.strong === b.strong &&
      a.emphasis === b.emphasis &&
      a.strike === b.strike &&
      a.code === b.code &&
      a.link === b.link &&
      !a.raw &&
      !b.raw)
  );
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 9 || unit === 13 || unit === 12;
}

function endsLine(space: string): boolean {
  return space.includes("\n") || space.includes("\r");
}

function isWithinHan(text: string, from: number, to: number): boolean {
  return isHan(characterBefore(text, from)) && isHan(characterAt(text, to));
}

/** Something counted in every line of a text that goes on being written. */
import { difference } from "../../backend/difference";

/** Keeps a sum over a text's lines up with the text: only the lines in which it has changed are looked into. */
export class LineSum {
  readonly #count: (line: string) => number;
  #text = "";
  #sum = 0;

  constructor(count: (line: string) => number) {
    this.#count = count;
  }

  of(text: string): number {
    const before = this.#text;
    if (text === before) return this.#sum;
    const { from, to } = difference(before, text);
    const start = from === 0 ? 0 : before.lastIndexOf("\n", from - 1) + 1;
    const end = before.indexOf("\n", to);
    const rest = end < 0 ? 0 : before.length - end;
    this.#sum +=
      this.#over(text.slice(start, text.length - rest)) - this.#over(before.slice(start, before.length - rest));
    this.#text = text;
    return this.#sum;
  }

  #over(lines: string): number {
    return lines.split("\n").reduce((sum, line) => (line === "" ? sum : sum + this.#count(line)), 0);
  }
}

/**
 * Plain text written so that Markdown shows it as it is, with as few backslashes as that takes: editors will read them.
 *
 * The same rules as the core has for imported files (`import/page_text/escape.rs`).
 */
import { characterAt, characterBefore } from "../characters";

/** What could close what it opens: a mark before text, and later one after text. */
const DELIMITERS = "*_~";
const PUNCTUATION = /[!-/:-@[-`{-~]/;
/** The longest entity is `&CounterClockwiseContourIntegral;`. */
const ENTITY = /^&#?[a-zA-Z0-9]{1,33};/;
/** The text needs a look only if it has one of these, or a line that begins as a block does. */
const MARKS = /[*_~`\\<&[\]!]/;
const LINE_MARKS = /(?:^|\n)(?:[#>+=|:-]|\d{1,9}[.)])/;

/** Where `text` needs backslashes: offsets in order. `edges` are those at which marks of ours will stand. */
export function escapes(text: string, edges: ReadonlySet<number>): number[] {
  if (edges.size === 0 && !MARKS.test(text) && !LINE_MARKS.test(text)) return [];
  return new Scan(text, edges).all();
}

/** That range of `text` with its backslashes. */
export function escaped(text: string, from: number, to: number, at: readonly number[]): string {
  let out = "";
  let done = from;
  for (let index = firstFrom(at, from); index < at.length; index += 1) {
    const offset = at[index] ?? to;
    if (offset >= to) break;
    out += `${text.slice(done, offset)}\\`;
    done = offset;
  }
  return out + text.slice(done, to);
}

/** Whether `text` begins with what Markdown would read as an entity. */
export function isEntity(text: string): boolean {
  return ENTITY.test(text);
}

class Scan {
  readonly #text: string;
  readonly #edges: ReadonlySet<number>;
  readonly #marked: boolean;
  readonly #pairs: readonly boolean[];
  readonly #ticks: boolean;
  readonly #found = new Set<number>();

  constructor(text: string, edges: ReadonlySet<number>) {
    this.#text = text;
    this.#edges = edges;
    // Any lone mark of the text could pair with one of ours.
    this.#marked = edges.size > 0;
    this.#pairs = [...DELIMITERS].map((mark) => this.#marked || hasPair(text, mark));
    this.#ticks = this.#marked || runsOf(text, "`").length > 1;
  }

  all(): number[] {
    const text = this.#text;
    let at = 0;
    while (at < text.length) {
      if (at === 0 || text[at - 1] === "\n") this.#lineStart(at);
      at = this.#run(at);
    }
    return [...this.#found].sort((a, b) => a - b);
  }

  /** Looks at the run of equal marks there, or at the one other character, and answers its end. */
  #run(at: number): number {
    const text = this.#text;
    const mark = text[at] ?? "";
    const delimiter = DELIMITERS.indexOf(mark);
    if (delimiter >= 0) {
      const end = runEnd(text, at);
      const [opens, closes] = flanks(text, at, end);
      const isMark = (opens || closes) && !(mark === "_" && isWithinWord(text, at, end));
      const isAtEdge = this.#edges.has(at) || this.#edges.has(end);
      if (isAtEdge || (isMark && this.#pairs[delimiter])) for (let i = at; i < end; i += 1) this.#found.add(i);
      return end;
    }
    if (this.#isMark(at, mark)) this.#found.add(at);
    return at + 1;
  }

  #isMark(at: number, mark: string): boolean {
    const next = this.#text[at + 1];
    switch (mark) {
      case "`":
        return this.#ticks;
      case "\\":
        return this.#edges.has(at + 1) || next === undefined || next === "\n" || PUNCTUATION.test(next);
      case "<":
        return next !== undefined && /[a-zA-Z/!?]/.test(next);
      case "&":
        return isEntity(this.#text.slice(at, at + 40));
      case "]":
        return this.#marked || next === "(";
      case "[":
        return this.#marked || next === "^";
      case "!":
        // Before a link of ours it would make an image.
        return this.#edges.has(at + 1);
      default:
        return false;
    }
  }

  /** What has a meaning only at the start of a line: headings, quotes, lists, rules, fences, definitions. */
  #lineStart(at: number): void {
    const end = this.#text.indexOf("\n", at);
    const line = this.#text.slice(at, end < 0 ? undefined : end);
    const first = line[0] ?? "";
    const run = runEnd(line, 0);
    const spaced = (rest: string) => rest === "" || rest.startsWith(" ") || rest.startsWith("\t");
    const isMark =
      (first === "#" && run <= 6 && spaced(line.slice(run))) ||
      first === ">" ||
      ("-+*".includes(first) && (spaced(line.slice(1)) || isRule(line))) ||
      ("_=|".includes(first) && isRule(line)) ||
      (first === ":" && (run >= 3 || isRule(line))) ||
      (first === "[" && (line.includes("]:") || /^\[[ xX]\]\s/.test(line)));
    if (isMark && first !== "") this.#found.add(at);
    if ((first === "`" || first === "~") && run >= 3) for (let i = at; i < at + run; i += 1) this.#found.add(i);
    const digits = /^\d{1,9}(?=[.)])/.exec(line)?.[0].length ?? 0;
    if (digits > 0 && spaced(line.slice(digits + 1))) this.#found.add(at + digits);
  }
}

/** Whether a line would be a rule, the underline of a heading, or the second row of a table. */
function isRule(line: string): boolean {
  return /^[-_*=:| \t]*$/.test(line);
}

/** Whether `mark` opens something in `text` that it closes later. */
function hasPair(text: string, mark: string): boolean {
  let opened = false;
  for (const [from, to] of runsOf(text, mark)) {
    const [opens, closes] = flanks(text, from, to);
    if (closes && opened) return true;
    opened ||= opens;
  }
  return false;
}

function runsOf(text: string, mark: string): [number, number][] {
  const runs: [number, number][] = [];
  for (let at = text.indexOf(mark); at >= 0;) {
    const end = runEnd(text, at);
    runs.push([at, end]);
    at = text.indexOf(mark, end);
  }
  return runs;
}

function runEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] === text[at]) end += 1;
  return end;
}

/** Whether a run of marks touches text after it, and before it. A line break counts: it may be written with a backslash. */
function flanks(text: string, from: number, to: number): [boolean, boolean] {
  const touches = (character: string | undefined) => character !== undefined && character !== " " && character !== "\t";
  return [touches(text[to]), touches(text[from - 1])];
}

function isWithinWord(text: string, from: number, to: number): boolean {
  return isWord(characterBefore(text, from)) && isWord(characterAt(text, to));
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/** The first place in an ordered list of offsets that is not below `from`. */
function firstFrom(offsets: readonly number[], from: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

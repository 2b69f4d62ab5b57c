/** A paragraph's runs → Markdown that shows the same, with marks only where Markdown can express them. */
import { addressIn, addressOf, inBrackets } from "./addresses";
import { escaped, escapes } from "./escape";
import { type Mark, markable, MARKS, type Placed } from "./flanking";
import { type Inline, type Marks, PLAIN, type Run, same } from "./inline";

const DELIMITER: Readonly<Record<Mark, string>> = { strong: "**", emphasis: "*", strike: "~~" };

/** The Markdown of `inline`; its line breaks become `lineBreak`. */
export function writeInline(inline: Inline, lineBreak: string): string {
  const { text, runs } = trimmed(withAutolinks(inline.runs));
  const placed = markable(text, place(runs));
  return new Writer(text, placed, lineBreak).all();
}

/** What the paragraph shows, in one line. */
export function plainInline(inline: Inline): string {
  return inline.runs
    .filter(({ marks }) => !marks.raw)
    .map(({ text }) => text)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

/** The runs, with each link whose text is its address in the short form. */
function withAutolinks(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (let at = 0; at < runs.length;) {
    const run = runs[at];
    if (!run) break;
    let end = at + 1;
    while (run.marks.link && runs[end]?.marks.link === run.marks.link) end += 1;
    const linked = runs.slice(at, end);
    const short = run.marks.link ? autolink(linked.map(({ text }) => text).join(""), run.marks) : null;
    out.push(...(short ? [short] : linked));
    at = end;
  }
  return out;
}

function autolink(text: string, marks: Marks): Run | null {
  const words = text.trim();
  const address = marks.link.startsWith("mailto:") ? (addressOf(`mailto:${words}`) ?? "") : (addressIn(words) ?? "");
  if (address === "" || inBrackets(address) !== marks.link || marks.code) return null;
  return { text: `<${marks.link.replace(/^mailto:/, "")}>`, marks: { ...marks, link: "", raw: true } };
}

/** The runs without the space around them: ideographic and non-breaking spaces at an edge are indents. */
function trimmed(runs: readonly Run[]): { text: string; runs: Run[] } {
  const kept = runs.map((run) => ({ ...run }));
  for (let first = kept[0]; first; first = kept[0]) {
    first.text = first.text.trimStart();
    if (first.text !== "") break;
    kept.shift();
  }
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== "") break;
    kept.pop();
  }
  return { text: kept.map((run) => run.text).join(""), runs: kept };
}

function place(runs: readonly Run[]): Placed[] {
  let from = 0;
  return runs.map((run) => {
    const placed = { from, to: from + run.text.length, marks: run.marks };
    from = placed.to;
    return placed;
  });
}

class Writer {
  #out = "";
  #open: Mark[] = [];
  #link = "";
  /** Marks that overlapped another's end. They are not opened again: `**a*b****c*` is read as something else. */
  readonly #givenUp = new Set<Mark>();
  readonly #escapes: readonly number[];

  constructor(
    readonly text: string,
    readonly runs: readonly Placed[],
    readonly lineBreak: string,
  ) {
    this.#escapes = escapes(text, edgesOf(text, runs));
  }

  all(): string {
    const lasting = lastingOf(this.runs);
    let space = "";
    for (const [index, { from, to, marks }] of this.runs.entries()) {
      const [start, end] = wordsIn(this.text, from, to);
      if (start >= end) {
        const run = this.text.slice(from, to);
        // The break between two spaces is the one that shows.
        space = space.includes("\n") ? space : run;
        continue;
      }
      const before = start > from ? this.text.slice(from, start) : space;
      this.#close(marks);
      this.#space(space.includes("\n") ? space : before);
      this.#openNew(marks, lasting[index]);
      this.#words(start, end, marks);
      space = this.text.slice(end, to);
    }
    this.#close(PLAIN);
    return this.#out;
  }

  /** Closes what the next run doesn't have. */
  #close(next: Marks): void {
    const keepsLink = this.#link === next.link;
    for (const mark of MARKS) if (!next[mark]) this.#givenUp.delete(mark);
    const index = this.#open.findIndex((mark) => !keepsLink || !next[mark]);
    if (index >= 0) {
      for (const mark of this.#open.splice(index).reverse()) {
        this.#out += DELIMITER[mark];
        if (keepsLink && next[mark]) this.#givenUp.add(mark);
        else this.#givenUp.delete(mark);
      }
    }
    if (!keepsLink && this.#link) {
      this.#out += `](${this.#link})`;
      this.#link = "";
    }
  }

  #space(space: string): void {
    this.#out += space.includes("\n") ? this.lineBreak : space;
  }

  /** Opens what the next run has, outermost what lasts longest. */
  #openNew(next: Marks, lasting: Readonly<Record<Mark, number>> | undefined): void {
    if (this.#link !== next.link) {
      this.#link = next.link;
      this.#out += "[";
    }
    const fresh = MARKS.filter((mark) => next[mark] && !this.#open.includes(mark) && !this.#givenUp.has(mark));
    for (const mark of fresh.sort((a, b) => (lasting?.[b] ?? 0) - (lasting?.[a] ?? 0))) {
      this.#open.push(mark);
      this.#out += DELIMITER[mark];
    }
  }

  #words(from: number, to: number, marks: Marks): void {
    const words = this.text.slice(from, to);
    if (marks.raw) {
      this.#out += words;
    } else if (marks.code) {
      const line = words.replaceAll("\n", " ");
      const fence = "`".repeat(longestTicks(line) + 1);
      const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
      this.#out += fence + pad + line + pad + fence;
    } else {
      let start = from;
      for (const line of words.split("\n")) {
        if (start > from) this.#out += this.lineBreak;
        this.#out += escaped(this.text, start, start + line.length, this.#escapes);
        start += line.length + 1;
      }
    }
  }
}

/** The longest run of backticks in `text`. */
export function longestTicks(text: string): number {
  return Math.max(0, ...text.split(/[^`]+/).map((run) => run.length));
}

/** Where marks will stand: around the words of each run, if any run is marked. */
function edgesOf(text: string, runs: readonly Placed[]): ReadonlySet<number> {
  const edges = new Set<number>();
  if (runs.every(({ marks }) => same(marks, PLAIN))) return edges;
  for (const { from, to } of runs) {
    const [start, end] = wordsIn(text, from, to);
    edges.add(start).add(end);
  }
  return edges;
}

/** A run without the spaces around its words. */
function wordsIn(text: string, from: number, to: number): [number, number] {
  const isGap = (at: number) => /\s/.test(text[at] ?? "");
  let [start, end] = [from, to];
  while (start < end && isGap(start)) start += 1;
  while (end > start && isGap(end - 1)) end -= 1;
  return [start, end];
}

/** For each run, how many runs from it on have each mark; counted from the end, so that many links take no square of time. */
function lastingOf(runs: readonly Placed[]): Readonly<Record<Mark, number>>[] {
  let after: Readonly<Record<Mark, number>> = { strong: 0, emphasis: 0, strike: 0 };
  const counts = runs.toReversed().map(({ marks }) => {
    after = {
      strong: marks.strong ? after.strong + 1 : 0,
      emphasis: marks.emphasis ? after.emphasis + 1 : 0,
      strike: marks.strike ? after.strike + 1 : 0,
    };
    return after;
  });
  return counts.reverse();
}

/** Where Markdown can express marks, and where they would show instead of marking. */
import { characterAt, characterBefore } from "../characters";
import type { Marks } from "./inline";

export const MARKS = ["strong", "emphasis", "strike"] as const;
export type Mark = (typeof MARKS)[number];

/** A run with its place in the text. */
export interface Placed {
  from: number;
  to: number;
  marks: Marks;
}

/** The runs, with the marks taken off that Markdown can't express there: in `a**(b)**c` they would show. */
export function markable(text: string, runs: Placed[]): Placed[] {
  for (const mark of MARKS) {
    for (let start = 0; start < runs.length;) {
      // A run ends at a link's edge as well, where all marks close.
      const link = runs[start]?.marks.link;
      let end = start;
      while (runs[end]?.marks[mark] && runs[end]?.marks.link === link) end += 1;
      if (end > start && !canMark(text, runs, start, end)) {
        const without = runs.slice(start, end).map((run) => unmarked(run, mark));
        const run = runs[start];
        const inner = end === start + 1 && run ? withinPunctuation(text, run, mark) : null;
        const at = start + (inner?.runs.indexOf(inner.marked) ?? 0);
        if (inner) runs.splice(start, 1, ...inner.runs);
        if (inner && canMark(text, runs, at, at + 1)) {
          end = start + inner.runs.length;
        } else if (inner) {
          runs.splice(start, inner.runs.length, ...without);
        } else {
          runs.splice(start, end - start, ...without);
        }
      }
      start = Math.max(end, start + 1);
    }
  }
  return runs;
}

function unmarked(run: Placed, mark: Mark): Placed {
  return { ...run, marks: { ...run.marks, [mark]: false } };
}

/** The run in three, with the marks around its words and not around the quotes or brackets that they stand in. */
function withinPunctuation(text: string, run: Placed, mark: Mark): { runs: Placed[]; marked: Placed } | null {
  const inner = text.slice(run.from, run.to);
  const from = run.from + (/^[^\p{L}\p{N}]*/u.exec(inner)?.[0].length ?? 0);
  let to = run.to;
  while (to > from && !isWord(characterBefore(text, to))) to -= characterBefore(text, to).length;
  if (from >= to || run.marks.raw) return null;
  const without = unmarked(run, mark);
  const marked = { ...run, from, to };
  const all = [{ ...without, to: from }, marked, { ...without, from: to }];
  return { marked, runs: all.filter((part) => part.from < part.to) };
}

/** Whether marks around those runs would open and close: by the rules for flanking, which are lenient beside ideographs. */
function canMark(text: string, runs: readonly Placed[], start: number, end: number): boolean {
  const from = runs[start]?.from ?? 0;
  const to = runs[end - 1]?.to ?? 0;
  const inner = text.slice(from, to);
  const words = inner.trim();
  if (words === "") return true;
  const own = runs[start]?.marks.link ?? "";
  const before = inner.startsWith(words) ? beside(runs[start - 1], own, characterBefore(text, from)) : NOTHING;
  const after = inner.endsWith(words) ? beside(runs[end], own, characterAt(text, to)) : NOTHING;
  return fits(before, characterAt(words, 0)) && fits(after, characterBefore(words, words.length));
}

/** What marks would stand beside. */
interface Neighbour {
  character: string;
  marked: boolean;
}

const NOTHING: Neighbour = { character: "", marked: false };

function beside(run: Placed | undefined, link: string, character: string): Neighbour {
  if (!run || /\s/.test(character)) return NOTHING;
  const { marks } = run;
  // These are set in brackets or ticks, which count as punctuation.
  if (marks.raw || marks.code || marks.link !== link) return { character: "[", marked: false };
  return { character, marked: MARKS.some((mark) => marks[mark]) };
}

/** Whether a mark between them opens or closes. Where marks meet marks, only letters and digits on both sides keep them apart. */
function fits({ character, marked }: Neighbour, edge: string): boolean {
  return marked ? isWord(edge) && isWord(character) : isWord(edge) || !isLetter(character);
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/** A letter of a script with spaces: beside others, marks may stand without. */
function isLetter(character: string): boolean {
  return isWord(character) && !(character >= "\u2e80" && character <= "\uffef");
}

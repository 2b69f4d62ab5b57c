/** HTML → its lines, for fields that have no blocks: words with emphasis and links, and nothing of how they were set. */
import type { Leaf } from "./blocks";
import type { Page } from "./convert";
import { Inline, type Run } from "./inline";
import { notesOf } from "./notes";
import { blocksOf } from "./walk";
import { writeInline } from "./write-inline";

/** A line is no block, whatever it begins with. */
const BLOCK_MARK = /^(\d{0,9})\\([.)#>+=-])/;
const NO_WORDS = { picture: "", placeholder: () => "" };

/**
 * Each paragraph, item and heading of a page as Markdown; what leads elsewhere, such as notes and pictures, is left out. Null for a
 * table.
 */
export function linesOf({ document }: Page): string[] | null {
  const surroundings = { notes: notesOf(document, new Set()), kept: new Map(), words: NO_WORDS, around: false };
  const steps = blocksOf(document.body, surroundings);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const lines: string[] = [];
  for (const { containers, leaf } of step.value) {
    if (leaf.kind === "table") return null;
    if (containers[0]?.kind !== "note") lines.push(...linesIn(leaf));
  }
  return lines.filter((line) => line !== "");
}

function linesIn(leaf: Leaf): string[] {
  if (leaf.kind === "code") return leaf.text.split("\n");
  if (leaf.kind !== "paragraph" && leaf.kind !== "heading") return [];
  return apart(leaf.inline.runs).map((runs) => {
    const line = new Inline();
    line.runs.push(...runs);
    return writeInline(line, " ").replace(BLOCK_MARK, "$1$2");
  });
}

/** The runs of each line; those that are Markdown already are notes, pictures and boxes to tick. */
function apart(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    if (run.text === "\n") lines.push([]);
    else if (!run.marks.raw) lines.at(-1)?.push(run);
  }
  return lines;
}

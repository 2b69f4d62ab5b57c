/** What of a comparison is shown, in page order: the parts that differ, and between them one line for all that is the same. */
import type { BlockComparison, Comparison, PieceMark, Touched } from "../../backend";

/** A block with its place in the comparison, or a run of blocks that are the same. */
export type Row = { is: "block"; index: number; block: BlockComparison } | { is: "same"; rows: readonly Numbered[] };
export interface Numbered {
  index: number;
  block: BlockComparison;
}

export type Piece =
  | { is: "part"; part: Touched; rows: readonly Row[] }
  /** What is folded away: whole parts, and paragraphs of the body. */
  | { is: "same"; parts: readonly Touched[]; body: readonly Numbered[] };

const PARTS = ["headline", "summary", "hero", "takeaways", "analysis", "body", "details"] as const;

/** Everything that the page has, with nothing folded. */
export function full(comparison: Comparison): Piece[] {
  return PARTS.filter((part) => has(comparison, part)).map((part) => ({
    is: "part",
    part,
    rows: blocksOf(comparison, part).map((one) => ({ is: "block", ...one })),
  }));
}

/** What differs; the headline always stands above it, so that one knows where one is. */
export function changes(comparison: Comparison): Piece[] {
  const pieces: Piece[] = [];
  let folded: { parts: Touched[]; body: Numbered[] } = { parts: [], body: [] };
  const unfold = () => {
    if (folded.parts.length + folded.body.length > 0) pieces.push({ is: "same", ...folded });
    folded = { parts: [], body: [] };
  };
  for (const part of PARTS) {
    if (!has(comparison, part)) continue;
    const touched = comparison.touched.includes(part);
    const numbered = blocksOf(comparison, part);
    if (!touched && part !== "headline") {
      // A body that is the same is told as its paragraphs: that is how one thinks of it.
      if (part === "body") folded.body.push(...numbered);
      else folded.parts.push(part);
      continue;
    }
    const rows = fold(numbered);
    // Paragraphs at the edges of the body fold together with the parts beside them.
    const first = part === "body" && rows[0]?.is === "same" ? rows.shift() : undefined;
    const last = part === "body" && rows.at(-1)?.is === "same" ? rows.pop() : undefined;
    if (first?.is === "same") folded.body.push(...first.rows);
    unfold();
    pieces.push({ is: "part", part, rows });
    if (last?.is === "same") folded.body.push(...last.rows);
  }
  unfold();
  return pieces;
}

export function isSame(mark: PieceMark): boolean {
  return mark === "same";
}

function fold(numbered: readonly Numbered[]): Row[] {
  const rows: Row[] = [];
  let run: Numbered[] = [];
  const close = () => {
    if (run.length > 0) rows.push({ is: "same", rows: run });
    run = [];
  };
  for (const one of numbered) {
    if (isSame(one.block.mark)) run.push(one);
    else {
      close();
      rows.push({ is: "block", ...one });
    }
  }
  close();
  return rows;
}

function blocksOf({ analysis, body }: Comparison, part: Touched): Numbered[] {
  const blocks = part === "analysis" ? analysis.text : part === "body" ? body : [];
  // What prints nothing is only told where it came or went.
  return blocks
    .map((block, index) => ({ index, block }))
    .filter(({ block }) => block.kind.is !== "nothing" || !isSame(block.mark));
}

function has(
  { headline, summary, hero, takeaways, analysis, body, details, touched }: Comparison,
  part: Touched,
): boolean {
  switch (part) {
    case "headline":
      return headline.length > 0;
    case "summary":
      return summary.length > 0;
    case "hero":
      return touched.includes("hero") || hero.present.after;
    case "takeaways":
      return takeaways.length > 0;
    case "analysis":
      return touched.includes("analysis") || analysis.text.length > 0;
    case "body":
      return body.length > 0;
    case "details":
      return details.length > 0;
  }
}

/** The levels of headings in a brief, and paragraphs that are headings in all but name. */
import { columns } from "../characters";
import type { Block, Leaf } from "./blocks";
import type { Inline } from "./inline";

/** Wider paragraphs are text, whatever they are set in. */
const WIDEST = 72;
/** As a factor of the size of most text, for bold paragraphs and for others. */
const LARGER_BOLD = 1.15;
const LARGER = 1.35;
const DEEPEST = 6;
/** Where sizes tell the levels there are no more than these. */
const LEVELS_BY_SIZE = [2, 3, 4];

/** Gives headings the levels of a brief: the first level is the headline's, so a page that has one goes down by one. */
export function level(blocks: readonly Block[]): void {
  const headings = blocks.filter(({ leaf }) => leaf.kind === "heading");
  if (headings.length === 0) promote(blocks);
  const down = headings.some(({ leaf }) => leaf.kind === "heading" && leaf.level === 1) ? 1 : 0;
  for (const { leaf } of blocks) {
    if (leaf.kind !== "heading") continue;
    leaf.level = Math.min(leaf.level + down, DEEPEST);
    unmark(leaf.inline);
  }
}

/** Short paragraphs that stand out by their size: people who write in a word processor or for WeChat often set headings so. */
function promote(blocks: readonly Block[]): void {
  const base = commonSize(blocks);
  if (base === 0) return;
  const found = blocks.filter((block) => standsOut(block, base));
  const sizes = [...new Set(found.map(({ leaf }) => sizeOf(leaf)))].sort((a, b) => b - a);
  for (const block of found) {
    if (block.leaf.kind !== "paragraph") continue;
    const at = Math.min(sizes.indexOf(sizeOf(block.leaf)), LEVELS_BY_SIZE.length - 1);
    block.leaf = { kind: "heading", level: LEVELS_BY_SIZE[at] ?? 2, inline: block.leaf.inline };
  }
}

function commonSize(blocks: readonly Block[]): number {
  const counts = new Map<number, number>();
  for (const { leaf } of blocks) {
    if (leaf.kind === "paragraph") counts.set(leaf.look.size, (counts.get(leaf.look.size) ?? 0) + leaf.look.characters);
  }
  let [base, most] = [0, 0];
  for (const [size, count] of counts) if (count > most) [base, most] = [size, count];
  return base;
}

function standsOut({ leaf, containers }: Block, base: number): boolean {
  if (leaf.kind !== "paragraph" || containers.length > 0) return false;
  if (leaf.look.size < base * (leaf.look.bold ? LARGER_BOLD : LARGER)) return false;
  const text = leaf.inline.text.trim();
  return (
    text.length <= WIDEST && columns(text) <= WIDEST && /[\p{L}\p{N}]/u.test(text) && !/[.,;。，；：:、]$/.test(text)
  );
}

function sizeOf(leaf: Leaf): number {
  return leaf.kind === "paragraph" ? leaf.look.size : 0;
}

/** A heading is bold by itself, and so is the head of a table: marks on all of it say nothing. */
export function unmark(inline: Inline): void {
  if (!inline.runs.every(({ text, marks }) => marks.strong || text.trim() === "")) return;
  for (const run of inline.runs) run.marks = { ...run.marks, strong: false };
}

/**
 * The text parsed again after an edit, at the cost of the blocks around the edit: what stands before and after them is taken over
 * from the tree before as it is. The parser by itself takes over each block on its own, and so goes through all of the text.
 */
import { type Input, NodeProp, NodeType, Parser, type PartialParse, Tree, TreeFragment } from "@lezer/common";
import type { MarkdownParser } from "@lezer/markdown";

/** How much may be parsed at once, in UTF-16 units. Beyond it the parser does it all, a slice at a time. */
const AT_ONCE = 20_000;

/** How many children a node has at most before they are put together anew. */
const MANY = 32;

/** A block of a text, or of a tree. */
interface Block {
  readonly tree: Tree;
  readonly from: number;
  readonly to: number;
}

type Range = Parameters<Parser["createParse"]>[2][number];

export class IncrementalParser extends Parser {
  constructor(readonly whole: MarkdownParser) {
    super();
  }

  override createParse(input: Input, fragments: readonly TreeFragment[], ranges: readonly Range[]): PartialParse {
    const [range] = ranges;
    const isWhole = ranges.length === 1 && range?.from === 0 && range.to === input.length;
    const tree = isWhole ? reparsed(this.whole, input, fragments) : null;
    return tree ? done(tree) : this.whole.createParse(input, trimmed(input, fragments), ranges);
  }
}

/**
 * The fragments without the blocks next to a change: the parser takes over a paragraph that the change has joined with the next one, and
 * the first lines of a quote that have become its second.
 */
function trimmed(input: Input, fragments: readonly TreeFragment[]): TreeFragment[] {
  return fragments.flatMap(({ from, to, tree, offset }) => {
    // What they say of their ends themselves is lost when two changes are applied one after the other.
    const [openStart, openEnd] = [from > 0, to < input.length];
    const start = openStart ? blankLineAfter(input, from) : from;
    const end = openEnd ? blankLineBefore(input, to) : to;
    return start < end ? [new TreeFragment(start, end, tree, offset, openStart, openEnd)] : [];
  });
}

/** Where the first blank line after `at` begins, or a place far away: what stands there is next to nothing that has changed. */
function blankLineAfter(input: Input, at: number): number {
  const blank = /\n[ \t]*\n/.exec(input.read(at, Math.min(at + AT_ONCE, input.length)));
  return blank ? at + blank.index + 1 : at + AT_ONCE;
}

/** Where the last blank line before `at` ends, or a place far away. */
function blankLineBefore(input: Input, at: number): number {
  const far = Math.max(0, at - AT_ONCE);
  const blank = /^[^]*\n[ \t]*\n/.exec(input.read(far, at));
  return far + (blank?.[0].length ?? 0);
}

function done(tree: Tree): PartialParse {
  return { advance: () => tree, parsedPos: tree.length, stoppedAt: null, stopAt: () => undefined };
}

/** What has changed since a tree was made: from `from` up to `oldTo` in its text, `to` in the new one. */
interface Change {
  readonly tree: Tree;
  readonly from: number;
  readonly oldTo: number;
  readonly to: number;
}

/** Null where the fragments tell of several changes, or of a tree of only a part of the text. */
function changeSince(input: Input, fragments: readonly TreeFragment[]): Change | null {
  const [first, second] = fragments;
  if (!first || fragments.length > 2) return null;
  const { tree } = first;
  const before = first.from === 0 && first.offset === 0 ? first : null;
  const after = before ? second : first;
  const from = before ? before.to : 0;
  // The end of the text is not among the fragments where it is too small for one.
  if (!after) return before ? { tree, from, oldTo: tree.length, to: input.length } : null;
  const oldTo = after.from + after.offset;
  if (after.tree !== tree || after.to !== input.length || after.to + after.offset !== tree.length) return null;
  return from <= oldTo && from <= after.from ? { tree, from, oldTo, to: after.from } : null;
}

/** The tree of `input`, if that can be had from the tree before. */
function reparsed(parser: MarkdownParser, input: Input, fragments: readonly TreeFragment[]): Tree | null {
  const change = changeSince(input, fragments);
  if (!change) return null;
  const { tree, from, oldTo, to } = change;
  const moved = to - oldTo;
  const start = startBefore(tree, from, input);
  const end = endAfter(tree, oldTo, moved, input);
  if (end.to + moved - start.line > AT_ONCE) return null;
  const part = parser.parse(input.read(start.line, end.to + moved));
  const fresh = blocksOf(part, start.line);
  if (start.block && !(fresh[0]?.from === start.block.from && standsAlone(fresh[0].tree))) return null;
  const last = fresh.at(-1);
  if (end.block && !(last?.to === end.to + moved && standsAlone(last.tree))) return null;
  const blocks = fresh.map((block) => (block.to < from ? (sameIn(tree, block) ?? block) : block));
  return splice(tree, { from: start.block?.from ?? 0, to: end.to, moved, blocks, length: input.length });
}

/**
 * A paragraph or a heading between blank lines: what is read after it is read as at the beginning of a text, and so is the block
 * itself, once it is known to be one.
 */
function standsAlone({ type: { name } }: Tree): boolean {
  return name === "Paragraph" || name.startsWith("ATXHeading");
}

/** The last place before `from` where reading can begin: the line of a block, or the beginning of the text. */
function startBefore(tree: Tree, from: number, input: Input): { line: number; block: Block | null } {
  const cursor = tree.cursor();
  for (let more = cursor.childBefore(from); more && from - cursor.from < AT_ONCE; more = cursor.prevSibling()) {
    const block = blockAt(cursor);
    // With its first letter a paragraph may become another block, and one with what stands before it.
    if (!block || !standsAlone(block.tree) || block.from >= from) continue;
    const line = lineStart(input, block.from);
    if (line === 0 || isBlankBefore(input, line)) return { line, block };
  }
  return { line: 0, block: null };
}

/** The first place from `oldTo` on, in the text before, where what was read ends; the end of the text if there is none. */
function endAfter(tree: Tree, oldTo: number, moved: number, input: Input): { to: number; block: Block | null } {
  const cursor = tree.cursor();
  for (let more = cursor.childAfter(oldTo - 1); more && cursor.from - oldTo < AT_ONCE; more = cursor.nextSibling()) {
    const block = blockAt(cursor);
    if (block && standsAlone(block.tree) && isBlankAfter(input, block.to + moved)) return { to: block.to, block };
  }
  return { to: input.length - moved, block: null };
}

function blockAt({ tree, from, to }: { tree: Tree | null; from: number; to: number }): Block | null {
  return tree && { tree, from, to };
}

/** The blocks of a tree, their places moved by `by`. */
function blocksOf(tree: Tree, by: number): Block[] {
  const blocks: Block[] = [];
  const cursor = tree.cursor();
  for (let more = cursor.firstChild(); more; more = cursor.nextSibling()) {
    const block = blockAt(cursor);
    if (block) blocks.push({ tree: block.tree, from: block.from + by, to: block.to + by });
  }
  return blocks;
}

/** The block that stands in `tree` where `block` does, and is the same. */
function sameIn(tree: Tree, { from, to, tree: { type } }: Block): Block | null {
  const cursor = tree.cursor();
  const same = cursor.childAfter(from) && cursor.from === from && cursor.to === to && cursor.type === type;
  return same ? blockAt(cursor) : null;
}

/** How many lines are read around a block to see whether they are blank, at most, in UTF-16 units. */
const NEAR = 256;

function lineStart(input: Input, at: number): number {
  const since = Math.max(0, at - NEAR);
  return since + input.read(since, at).lastIndexOf("\n") + 1;
}

/** Whether there is a blank line right before `line`, the beginning of one. */
function isBlankBefore(input: Input, line: number): boolean {
  return /\n[ \t]*\n$/.test(input.read(Math.max(0, line - NEAR), line));
}

/** Whether `at` is at the end of a line and a blank line follows, or nothing. */
function isBlankAfter(input: Input, at: number): boolean {
  const after = input.read(at, Math.min(input.length, at + NEAR));
  return /^[ \t]*\n[ \t]*\n/.test(after) || (at + after.length === input.length && /^\s*$/.test(after));
}

interface Splice {
  /** What is replaced: the blocks that begin from here on … */
  readonly from: number;
  /** … and end up to here. */
  readonly to: number;
  /** How far what comes after it has moved. */
  readonly moved: number;
  readonly blocks: readonly Block[];
  /** How long the new text is. */
  readonly length: number;
}

/** The tree with some of its blocks replaced: only the nodes on the way to them are new. */
function splice(tree: Tree, { from, to, moved, blocks, length }: Splice): Tree {
  let isIn = false;
  const insert = (): readonly Block[] => {
    if (isIn) return [];
    isIn = true;
    return blocks;
  };
  const childrenOf = (node: Tree, start: number): Block[] => {
    const kept: Block[] = [];
    node.children.forEach((child, index) => {
      if (!(child instanceof Tree)) throw new Error("a block is a tree");
      const at = start + (node.positions[index] ?? 0);
      const end = at + child.length;
      if (end < from) kept.push({ tree: child, from: at, to: end });
      else if (at > to) kept.push(...insert(), { tree: child, from: at + moved, to: end + moved });
      else if (child.type.isAnonymous) kept.push(...group(childrenOf(child, at), child));
      else if (at < from) kept.push({ tree: child, from: at, to: end });
      else kept.push(...insert());
    });
    return kept;
  };
  return assembled(tree, [...childrenOf(tree, 0), ...insert()], 0, length);
}

/** The blocks as one node like `like`, if there are any. */
function group(blocks: readonly Block[], like: Tree): Block[] {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) return [];
  return [{ tree: assembled(like, blocks, first.from, last.to - first.from), from: first.from, to: last.to }];
}

/** A node like `like` with other children. */
function assembled(like: Tree, blocks: readonly Block[], start: number, length: number): Tree {
  const hash = like.prop(NodeProp.contextHash);
  const made = (type: NodeType, children: Tree["children"], positions: readonly number[], length: number) =>
    new Tree(type, children, positions, length, hash === undefined ? [] : [[NodeProp.contextHash, hash]]);
  const trees = blocks.map(({ tree }) => tree);
  const places = blocks.map(({ from }) => from - start);
  const tree = made(like.type, trees, places, length);
  if (blocks.length <= MANY) return tree;
  return tree.balance({
    makeTree: (children, positions, length) => made(NodeType.none, children, positions, length),
  });
}

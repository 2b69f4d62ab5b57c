/** What the commands ask of the parsed text. */
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode, Tree } from "@lezer/common";

/** What holds a line of reading text: marks never reach beyond one of these. */
const LEAVES = /^(Paragraph|ATXHeading\d|SetextHeading\d|TableCell|Task)$/;
/** Marks of these are signs of their own and not text. */
const SIGNS = /^(EmphasisMark|StrikethroughMark|CodeMark|LinkMark|QuoteMark|HeaderMark|ListMark|TaskMarker)$/;
/** What goes along as a whole. */
const ATOMS =
  /^(InlineCode|Image|Autolink|URL|Escape|Entity|HTMLTag|Comment|HardBreak|FootnoteReference|LinkTitle|LinkLabel)$/;
/** How long a command may wait for the text before its end to be parsed, in milliseconds. */
const PATIENCE = 200;

export interface Span {
  from: number;
  to: number;
}

/** A marked stretch: `from` to `to` with its signs, `open` to `close` without. */
export interface Marked extends Span {
  open: number;
  close: number;
}

/** The tree as far as `to`, if that is to be had within `patience` milliseconds; with 0, as far as there is one. */
export function treeTo(state: EditorState, to: number, patience = PATIENCE): Tree {
  return (patience > 0 ? ensureSyntaxTree(state, to, patience) : null) ?? syntaxTree(state);
}

export const isSign = (node: SyntaxNode) => SIGNS.test(node.name);
export const isAtom = (node: SyntaxNode) => ATOMS.test(node.name);

/** The text between the signs of an inline node. */
export function inside(node: SyntaxNode): Span {
  const open = node.firstChild;
  let close = node.lastChild;
  if (/^(Link|Reference)$/.test(node.name))
    for (close = open; close && (close === open || close.name !== "LinkMark");) close = close.nextSibling;
  return { from: open && isSign(open) ? open.to : node.from, to: close && isSign(close) ? close.from : node.to };
}

/** The lines of reading text that a stretch touches, each with its node: without white space and signs at the ends. */
export function leavesIn(state: EditorState, { from, to }: Span): { node: SyntaxNode; from: number; to: number }[] {
  const found: { node: SyntaxNode; from: number; to: number }[] = [];
  treeTo(state, to).iterate({
    from,
    to,
    enter: ({ name, node }) => {
      if (!LEAVES.test(name)) return true;
      const text = textOf(node);
      const touched = { from: Math.max(from, text.from), to: Math.min(to, text.to) };
      if (from === to && touched.from <= touched.to) found.push({ node, ...touched });
      const bare = from < to && trimmed(state, node, tightened(node, touched));
      if (bare) found.push({ node, ...bare });
      return false;
    },
  });
  return found;
}

/** An end among the signs of what is only partly within goes to the side where it has them all or none. */
function tightened(leaf: SyntaxNode, { from, to }: Span): Span {
  let [start, end] = [from, to];
  leaf.cursor().iterate((here) => {
    if (here.to <= start || here.from >= end) return here.from === leaf.from;
    if (here.from === leaf.from && here.to === leaf.to && here.name === leaf.name) return true;
    const partly = here.from < start || here.to > end;
    if (!partly || isSign(here.node)) return true;
    if (isAtom(here.node)) {
      [start, end] = [Math.min(start, here.from), Math.max(end, here.to)];
      return false;
    }
    const text = inside(here.node);
    if (here.from <= start && start < text.from) start = text.from;
    else if (text.to <= start && start < here.to) start = here.to;
    if (here.from < end && end <= text.from) end = here.from;
    else if (text.to < end && end <= here.to) end = text.to;
    return true;
  });
  return { from: start, to: end };
}

function trimmed(state: EditorState, leaf: SyntaxNode, { from, to }: Span): Span | null {
  if (from >= to) return null;
  const slice = state.sliceDoc(from, to);
  const bare = slice.trim();
  if (bare === "") return null;
  const start = from + slice.length - slice.trimStart().length;
  const end = start + bare.length;
  // The marks of a quotation stand within its paragraphs.
  const first = leaf.resolve(start, 1);
  if (first.name === "QuoteMark") return trimmed(state, leaf, { from: first.to, to: end });
  const last = leaf.resolve(end, -1);
  if (last.name === "QuoteMark") return trimmed(state, leaf, { from: start, to: last.from });
  return { from: start, to: end };
}

function textOf(leaf: SyntaxNode): Span {
  const [first, last] = [leaf.firstChild, leaf.lastChild];
  return {
    from: first && isSign(first) && first.from === leaf.from ? first.to : leaf.from,
    to: last && last.name === "HeaderMark" && last.from > leaf.from ? last.from : leaf.to,
  };
}

/** All stretches of a kind of node that touch `from` to `to` within a node. */
export function markedIn(node: SyntaxNode, name: string, { from, to }: Span): Marked[] {
  const found: Marked[] = [];
  node.cursor().iterate((here) => {
    if (here.to < from || here.from > to) return false;
    if (here.name === name) {
      const text = inside(here.node);
      found.push({ from: here.from, to: here.to, open: text.from, close: text.to });
    }
    return true;
  });
  return found.filter((mark) => mark.from >= node.from && mark.to <= node.to);
}

/** Whether the place stands in code, where nothing is a mark. */
export function inCode(state: EditorState, at: number, patience = PATIENCE): boolean {
  for (let node: SyntaxNode | null = treeTo(state, at, patience).resolveInner(at, -1); node; node = node.parent) {
    if (/^(FencedCode|CodeBlock|HTMLBlock|CommentBlock)$/.test(node.name)) return true;
  }
  return false;
}

/**
 * Links and images, and what could be one: words in brackets lead somewhere only if the text says where, perhaps at its
 * end. A node `Link` or `Image` has its address with it; a `Reference` is a link or an image if its label is defined, and
 * `FootnoteReference` is one if its note is there, else both are the characters that they are (`definitions.ts` tells).
 */
import { tags } from "@lezer/highlight";
import type { DelimiterType, Element, InlineContext, MarkdownConfig } from "@lezer/markdown";

/** An open bracket; each is a delimiter type of its own, so that it is found again. */
interface Bracket extends DelimiterType {
  from: number;
  to: number;
  image: boolean;
  /** Whether a link was made after it: a link holds no link. */
  spent: boolean;
  /** Whether another bracket opened after it: then its words are no label. */
  nested: boolean;
}

const open = new WeakMap<InlineContext, Bracket[]>();

function push(cx: InlineContext, from: number, to: number, image: boolean): number {
  const brackets = open.get(cx) ?? [];
  open.set(cx, brackets);
  const last = brackets.at(-1);
  if (last) last.nested = true;
  const bracket: Bracket = { from, to, image, spent: false, nested: false };
  brackets.push(bracket);
  return cx.addDelimiter(bracket, from, to, true, false);
}

/** The end of an address that starts at `from`; -1 without one. An empty one ends where it starts. */
function addressEnd(cx: InlineContext, from: number): number {
  const text = cx.text;
  let at = from - cx.offset;
  if (text[at] === "<") {
    for (at += 1; at < text.length; at += 1) {
      const char = text[at];
      if (char === ">") return at + 1 + cx.offset;
      if (char === "<" || char === "\n") return -1;
      if (char === "\\") at += 1;
    }
    return -1;
  }
  let depth = 0;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92 && /^[!-/:-@[-`{-~]/.test(text.slice(at + 1, at + 2))) at += 1;
    else if (code === 40) depth += 1;
    else if (code === 41 && depth === 0) break;
    else if (code === 41) depth -= 1;
    else if (code <= 32 || code === 127) break;
  }
  return depth === 0 ? at + cx.offset : -1;
}

/** The end of a title that starts at `from`; -1 without one. */
function titleEnd(cx: InlineContext, from: number): number {
  const text = cx.text;
  const start = from - cx.offset;
  const end = { '"': '"', "'": "'", "(": ")" }[text[start] ?? ""];
  if (!end) return -1;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === end) return at + 1 + cx.offset;
    if (text[at] === "(" && end === ")") return -1;
    if (text[at] === "\\") at += 1;
  }
  return -1;
}

/** The end of a label `[…]` that starts at `from`; -1 without one. */
function labelEnd(cx: InlineContext, from: number): number {
  const label = /^\[(?:[^[\]\\]|\\[^])*\]/.exec(cx.slice(from, Math.min(cx.end, from + 1002)));
  return label ? from + label[0].length : -1;
}

/** What follows `](`, as nodes; null if that is no address. */
function target(cx: InlineContext, paren: number): { to: number; nodes: Element[] } | null {
  const from = cx.skipSpace(paren + 1);
  const to = addressEnd(cx, from);
  if (to < 0) return null;
  const nodes = [cx.elt("LinkMark", paren, paren + 1)];
  if (to > from) nodes.push(cx.elt("URL", from, to));
  let end = cx.skipSpace(to);
  if (end > to) {
    const title = titleEnd(cx, end);
    if (title > 0) {
      nodes.push(cx.elt("LinkTitle", end, title));
      end = cx.skipSpace(title);
    }
  }
  if (cx.char(end) !== 41) return null;
  nodes.push(cx.elt("LinkMark", end, end + 1));
  return { to: end + 1, nodes };
}

/** `]`: what its bracket opened. */
function close(cx: InlineContext, at: number): number {
  const brackets = open.get(cx) ?? [];
  const bracket = brackets.pop();
  if (!bracket || bracket.spent) return -1;
  const index = cx.findOpeningDelimiter(bracket);
  if (index === null) return -1;
  const mark = cx.elt("LinkMark", bracket.from, bracket.to);
  const end = cx.elt("LinkMark", at, at + 1);
  const wrap = (name: string, to: number, nodes: Element[]) =>
    cx.addElement(cx.elt(name, bracket.from, to, [mark, ...cx.takeContent(index), end, ...nodes]));

  const there = cx.char(at + 1) === 40 ? target(cx, at + 1) : null;
  if (there) {
    if (!bracket.image) for (const outer of brackets) outer.spent ||= !outer.image;
    return wrap(bracket.image ? "Image" : "Link", there.to, there.nodes);
  }
  if (!bracket.image && !bracket.nested && /^\^[^[\]\s`<]+$/.test(cx.slice(bracket.to, at))) {
    cx.takeContent(index);
    const name = cx.elt("FootnoteLabel", bracket.to + 1, at);
    const start = cx.elt("FootnoteMark", bracket.from, bracket.to + 1);
    const stop = cx.elt("FootnoteMark", at, at + 1);
    return cx.addElement(cx.elt("FootnoteReference", bracket.from, at + 1, [start, name, stop]));
  }
  const label = cx.char(at + 1) === 91 ? labelEnd(cx, at + 1) : -1;
  // `[words][^1]` and `[words][label](address)`: what would be a label is a footnote, or a link's words.
  if (label > 0 && (cx.char(at + 2) === 94 || (cx.char(label) === 40 && target(cx, label)))) return -1;
  if (label > at + 3) return wrap("Reference", label, [cx.elt("LinkLabel", at + 1, label)]);
  if (bracket.nested) return -1;
  if (!/\S/.test(cx.slice(bracket.to, at))) return -1;
  // `[words][]` is `[words]`.
  const collapsed = label === at + 3;
  return wrap("Reference", collapsed ? label : at + 1, collapsed ? [cx.elt("LinkLabel", at + 1, label)] : []);
}

/** For the dialect: takes the place of Lezer's own links and images. */
export const links: MarkdownConfig = {
  defineNodes: [
    "Reference",
    { name: "FootnoteReference", style: { "FootnoteReference/...": tags.labelName } },
    { name: "FootnoteMark", style: tags.processingInstruction },
    { name: "FootnoteLabel", style: tags.labelName },
  ],
  parseInline: [
    { name: "Link", parse: (cx, next, at) => (next === 91 ? push(cx, at, at + 1, false) : -1) },
    {
      name: "Image",
      // In `好![^1]` the footnote follows a sentence.
      parse: (cx, next, at) =>
        next === 33 && cx.char(at + 1) === 91 && cx.char(at + 2) !== 94 ? push(cx, at, at + 2, true) : -1,
    },
    { name: "LinkEnd", parse: (cx, next, at) => (next === 93 ? close(cx, at) : -1) },
  ],
};

/** What stands before the words of a line: the marks of the quotes and list items that it is in. Pure. */
import type { EditorState } from "@codemirror/state";
import type { SyntaxNodeRef } from "@lezer/common";

/** Widths in halves of an em, so that a line's indentation is a whole number. */
const WIDTH = { quote: 2, bullet: 3, number: 4 } as const;

/** A quote or a list item, as seen from the lines in it. */
export interface Container {
  kind: keyof typeof WIDTH;
  from: number;
  to: number;
  /** How far a list item's text stands from the line's start of the item itself, in columns. */
  columns: number;
  alert: string | null;
}

/** The stretch of a line that belongs to one container. */
export interface Token {
  from: number;
  to: number;
  kind: "quote" | "space" | "bullet" | "number";
  /** Where the mark itself stands, without white space. */
  mark: { from: number; to: number };
  width: number;
}

export interface Prefix {
  tokens: readonly Token[];
  /** Of all containers together. */
  width: number;
  /** Where the bars of the quotes stand. */
  bars: readonly number[];
  /** Where the words begin. */
  to: number;
}

const ITEM = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/;

/** The container that a node of the tree is, if it is one. */
export function container(state: EditorState, node: SyntaxNodeRef): Container | null {
  const { from, to } = node;
  if (node.name === "Blockquote") {
    const mark = node.node.firstChild?.nextSibling;
    const alert = mark?.name === "AlertMark" ? state.sliceDoc(mark.from + 2, mark.to - 1).toLowerCase() : null;
    return { kind: "quote", from, to, columns: 0, alert };
  }
  if (node.name !== "ListItem") return null;
  const line = state.doc.lineAt(from);
  const mark = ITEM.exec(line.text.slice(from - line.from));
  if (!mark) return null;
  const spaces = /^[ \t]*/.exec(line.text.slice(from - line.from + mark[0].length))?.[0].length ?? 0;
  return {
    kind: mark[0].length > 1 ? "number" : "bullet",
    from,
    to,
    columns: mark[0].length + (spaces > 4 ? 1 : spaces),
    alert: null,
  };
}

/** What the containers of a line, the outermost first, make of its beginning. */
export function prefix(text: string, start: number, containers: readonly Container[]): Prefix {
  const tokens: Token[] = [];
  const bars: number[] = [];
  let at = 0;
  let width = 0;
  let lazy = false;
  for (const container of containers) {
    if (container.kind === "quote") bars.push(width);
    const own = WIDTH[container.kind];
    width += own;
    const rest = text.slice(at);
    const match = lazy ? null : take(container, rest, start + at);
    if (!match) {
      lazy = true;
      continue;
    }
    const [length, markFrom, markTo, kind] = match;
    if (length > 0) {
      const from = start + at;
      const mark = { from: from + markFrom, to: from + markTo };
      tokens.push({ from, to: from + length, kind, mark, width: own });
    }
    at += length;
  }
  return { tokens, width, bars, to: start + at };
}

type Match = [length: number, markFrom: number, markTo: number, kind: Token["kind"]];

function take({ kind, from, columns }: Container, rest: string, at: number): Match | null {
  if (kind === "quote") {
    const mark = /^[ \t]{0,3}> ?/.exec(rest)?.[0];
    if (mark === undefined) return null;
    const markTo = mark.trimEnd().length;
    return [mark.length, markTo - 1, markTo, "quote"];
  }
  if (from >= at) {
    const before = from - at;
    const mark = ITEM.exec(rest.slice(before))?.[0];
    if (mark === undefined) return null;
    const length = Math.min(rest.length, before + Math.max(columns, mark.length));
    return [length, before, before + mark.length, kind];
  }
  let length = 0;
  for (let columnsLeft = columns; columnsLeft > 0; length += 1) {
    const next = rest[length];
    if (next !== " " && next !== "\t") break;
    columnsLeft -= next === "\t" ? 4 : 1;
  }
  return length === 0 && rest.trim() !== "" ? null : [length, 0, length, "space"];
}

/** Lists as lines: which belong together, how deep they are, and their numbers. */
import type { ChangeSpec, EditorState, Line } from "@codemirror/state";
import { columnOf, contentOf, isBlank, type Pieces, piecesOf, rewritten } from "./lines";

/** A list is followed no further than this, in lines. */
const REACH = 400;

/** A list with the line numbers of the document that it has. */
export interface Region {
  /** The number of its first line, counted from 1. */
  first: number;
  lines: readonly string[];
}

/** The lines around one that belong to the same list: items, what is indented below them, and blank lines between. */
export function regionAround(state: EditorState, line: Line): Region {
  const depth = quoted(line.text);
  const belongs = (text: string) => {
    if (isBlank(text)) return true;
    const pieces = piecesOf(text);
    return quoted(text) === depth && (pieces.marker !== "" || pieces.indent !== "");
  };
  let first = line.number;
  while (first > 1 && line.number - first < REACH && belongs(state.doc.line(first - 1).text)) first -= 1;
  let last = line.number;
  while (last < state.doc.lines && last - line.number < REACH && belongs(state.doc.line(last + 1).text)) last += 1;
  const lines: string[] = [];
  for (let number = first; number <= last; number += 1) lines.push(state.doc.line(number).text);
  return { first, lines };
}

/**
 * The item that a line without a mark goes on with, by being indented to its words; null if there is none. `apart`: also behind blank
 * lines.
 */
export function itemAbove(state: EditorState, line: Line, apart: boolean): Line | null {
  const pieces = piecesOf(line.text);
  const column = columnOf(pieces);
  if (pieces.marker !== "" || column === 0) return null;
  for (let number = line.number - 1; number >= 1 && line.number - number < REACH; number -= 1) {
    const above = state.doc.line(number);
    const { marker, indent } = piecesOf(above.text);
    if (quoted(above.text) !== quoted(line.text)) return null;
    if (marker !== "") return contentOf(piecesOf(above.text)) <= column ? above : null;
    if (isBlank(above.text) ? !apart : indent === "") return null;
  }
  return null;
}

const quoted = (text: string) => piecesOf(text).quote.replaceAll(/[^>]/g, "").length;
const isOrdered = ({ marker }: Pieces) => /\d/.test(marker);
const numberOf = ({ marker }: Pieces) => Number.parseInt(marker);

/** The line with so much more, or less, before it. */
export function shifted(text: string, by: number): string {
  if (by === 0 || isBlank(text)) return text;
  const { quote, indent } = piecesOf(text);
  const rest = text.slice(quote.length + indent.length);
  return quote + " ".repeat(Math.max(0, indentOf(text) + by)) + rest;
}

const indentOf = (text: string) => columnOf(piecesOf(text));

/** The item that holds the item at `index`, or -1. */
export function parentOf(lines: readonly string[], index: number): number {
  const column = indentOf(lines[index] ?? "");
  let least = column;
  for (let at = index - 1; at >= 0; at -= 1) {
    const pieces = piecesOf(lines[at] ?? "");
    if (pieces.marker === "" || columnOf(pieces) >= least) continue;
    if (contentOf(pieces) <= column) return at;
    least = columnOf(pieces);
  }
  return -1;
}

/** The item before the one at `index` in the same list, or -1. */
export function siblingBefore(lines: readonly string[], index: number): number {
  const column = indentOf(lines[index] ?? "");
  for (let at = index - 1; at >= 0; at -= 1) {
    const pieces = piecesOf(lines[at] ?? "");
    if (pieces.marker === "") continue;
    if (columnOf(pieces) <= column) return contentOf(pieces) <= column ? -1 : at;
  }
  return -1;
}

/** Where what belongs to the item at `index` ends: the index of the first line that does not. */
export function endOf(lines: readonly string[], index: number): number {
  const column = indentOf(lines[index] ?? "");
  let end = index + 1;
  for (let at = end; at < lines.length; at += 1) {
    const text = lines[at] ?? "";
    if (isBlank(text)) continue;
    if (indentOf(text) <= column) break;
    end = at + 1;
  }
  return end;
}

interface Level {
  column: number;
  content: number;
  /** The number of its last item, as it was and as it is now. */
  was: number;
  now: number;
  /** How much wider the last item's marker has become. */
  grown: number;
}

/**
 * The lines with each ordered list counted on from its first number. A list in which all items have the same number keeps that.
 * `given` are numbers of lines by their index that are as wanted.
 */
export function renumbered(lines: readonly string[], given: ReadonlyMap<number, number> = new Map()): string[] {
  const levels: Level[] = [];
  return lines.map((line, index) => {
    if (isBlank(line)) return line;
    const pieces = piecesOf(line);
    const column = columnOf(pieces);
    let top = levels.at(-1);
    while (top && column < (pieces.marker ? top.column : top.content)) {
      levels.pop();
      top = levels.at(-1);
    }
    const sibling = pieces.marker !== "" && top && column < top.content ? top : null;
    const deep = sibling ? levels.slice(0, -1) : levels;
    const grown = deep.reduce((sum, each) => sum + each.grown, 0);
    const moved = shifted(line, grown);
    if (pieces.marker === "") return moved;
    const number = isOrdered(pieces) ? numberOf(pieces) : 0;
    const wanted = given.get(index);
    // A number that is given does not count as one that was there.
    const was = wanted === undefined ? number : (sibling?.was ?? Number.NaN);
    const level = { column, content: contentOf(pieces), was, now: wanted ?? number, grown: 0 };
    if (wanted === undefined && number > 0 && sibling && sibling.now > 0) {
      level.now = number === sibling.was ? sibling.now : sibling.now + 1;
    }
    level.grown = String(level.now).length - String(number).length;
    if (sibling) levels.pop();
    levels.push(level);
    return isOrdered(pieces) ? withNumber(moved, level.now) : moved;
  });
}

export function withNumber(line: string, number: number): string {
  const { quote, indent, marker } = piecesOf(line);
  const before = quote.length + indent.length;
  return line.slice(0, before) + marker.replace(/\d+/, String(number)) + line.slice(before + marker.length);
}

/** The changes that make those lines of a region. */
export function changesTo(state: EditorState, { first }: Region, lines: readonly string[]): ChangeSpec[] {
  return lines.flatMap((text, index) => rewritten(state.doc.line(first + index), text) ?? []);
}

/** The items that follow a line which leaves its list are counted anew from 1. */
export function renumbering(state: EditorState, line: Line): ChangeSpec[] {
  const { lines, first } = regionAround(state, line);
  const index = line.number - first;
  const end = endOf(lines, index);
  const rest = lines.slice(end);
  const next = piecesOf(rest[0] ?? "");
  if (!isOrdered(next) || columnOf(next) !== indentOf(line.text)) return [];
  return changesTo(state, { first: first + end, lines: rest }, renumbered(rest, new Map([[0, 1]])));
}

/**
 * Tables as the page has them. Unlike Lezer's own, blanks may follow the line of dashes, a line of words may stand above the
 * header, no line joins from outside of a quote, and cells beyond the header's are left alone.
 */
import { tags } from "@lezer/highlight";
import type { BlockContext, Element, LeafBlock, LeafBlockParser, Line, MarkdownConfig } from "@lezer/markdown";

const DASHES = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** The cells of a row and the pipes around them, in UTF-16 code units of the row. */
interface Row {
  cells: { from: number; to: number }[];
  pipes: number[];
}

function row(text: string): Row {
  const pipes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "|") pipes.push(at);
  }
  const first = /^\s*\|/.test(text) ? 0 : -1;
  const bounds = first < 0 ? [-1, ...pipes] : pipes;
  const cells: Row["cells"] = [];
  for (const [index, bound] of bounds.entries()) {
    const next = bounds[index + 1];
    const words = text.slice(bound + 1, next);
    // After the last pipe a row may end.
    if (next === undefined && !words.trim()) continue;
    const from = bound + 1 + (words.length - words.trimStart().length);
    cells.push({ from, to: Math.max(from, bound + 1 + words.trimEnd().length) });
  }
  return { cells, pipes };
}

/** Whether a line of dashes follows a line of as many cells. */
function starts(header: string, dashes: string): boolean {
  const line = dashes.trim();
  if (!DASHES.test(line) || /^-+$/.test(line)) return false;
  return row(header).cells.length === row(line).cells.length;
}

/** Whether the line stands in the quotes and lists that are open, and is not just taken to go on with their last words. */
function stands(cx: BlockContext, line: Line): boolean {
  return (line as Line & { depth: number }).depth >= cx.depth;
}

class Table implements LeafBlockParser {
  /** Empty until the line of dashes was met. */
  readonly #rows: Element[] = [];
  #columns = 0;
  #first = true;

  get met(): boolean {
    return this.#columns > 0;
  }

  nextLine(cx: BlockContext, line: Line, leaf: LeafBlock): boolean {
    const text = line.text.slice(line.pos);
    if (this.#first && stands(cx, line) && starts(leaf.content, text)) {
      this.#columns = row(leaf.content).cells.length;
      const from = cx.lineStart + line.pos;
      this.#rows.push(this.#row(cx, "TableHeader", leaf.content, leaf.start));
      this.#rows.push(cx.elt("TableDelimiter", from, from + text.length));
    } else if (this.met) {
      this.#rows.push(this.#row(cx, "TableRow", text, cx.lineStart + line.pos));
    }
    this.#first = false;
    return false;
  }

  finish(cx: BlockContext, leaf: LeafBlock): boolean {
    if (!this.met) return false;
    cx.addLeafElement(leaf, cx.elt("Table", leaf.start, leaf.start + leaf.content.length, this.#rows));
    return true;
  }

  #row(cx: BlockContext, name: string, text: string, from: number): Element {
    const { cells, pipes } = row(text);
    const words = cells
      .slice(0, this.#columns)
      .filter((cell) => cell.to > cell.from)
      .map((cell) => {
        const inline = cx.parser.parseInline(text.slice(cell.from, cell.to), from + cell.from);
        return cx.elt("TableCell", from + cell.from, from + cell.to, inline);
      });
    const marks = pipes.map((at) => cx.elt("TableDelimiter", from + at, from + at + 1));
    return cx.elt(
      name,
      from,
      from + text.length,
      [...words, ...marks].sort((a, b) => a.from - b.from),
    );
  }
}

/** For the dialect: takes the place of Lezer's own tables. */
export const tables: MarkdownConfig = {
  defineNodes: [
    { name: "Table", block: true },
    { name: "TableHeader", style: { "TableHeader/...": tags.heading } },
    "TableRow",
    { name: "TableCell", style: tags.content },
    { name: "TableDelimiter", style: tags.processingInstruction },
  ],
  parseBlock: [
    {
      name: "Table",
      leaf: () => new Table(),
      endLeaf(cx, line, leaf) {
        const table = leaf.parsers.find((parser) => parser instanceof Table);
        if (table?.met) return !stands(cx, line);
        if (!stands(cx, line) || !line.text.includes("|", line.pos)) return false;
        return starts(line.text.slice(line.pos), cx.peekLine().replace(/^[>\s]*/, ""));
      },
      before: "SetextHeading",
    },
  ],
};

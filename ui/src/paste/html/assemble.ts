/** Blocks → Markdown. */
import type { Block, Container, Item, Leaf } from "./blocks";
import { longestTicks, writeInline } from "./write-inline";

/** Deeper lists and quotes show at this depth: Markdown's indents would outgrow the text. */
const DEEPEST = 8;
const HARD_BREAK = "\\\n";

/** The Markdown of `blocks`, written block by block; yields after each. */
export function* assemble(blocks: readonly Block[]): Generator<void, string> {
  const markers = new Markers(blocks);
  const parts: string[] = [];
  let above: readonly Container[] = [];
  let last: Leaf | null = null;
  for (const block of blocks) {
    yield;
    const text = leafText(block.leaf);
    if (text === "") continue;
    const containers = block.containers.slice(0, DEEPEST);
    const common = commonDepth(above, containers);
    if (last) {
      parts.push("\n");
      if (!isTight(above, containers, common, last)) {
        parts.push(
          containers
            .slice(0, common)
            .map((container) => markers.indent(container))
            .join("")
            .trimEnd(),
          "\n",
        );
      }
    }
    const first = containers.map((c, at) => (at < common ? markers.indent(c) : markers.marker(c))).join("");
    const rest = containers.map((container) => markers.indent(container)).join("");
    for (const [at, line] of text.split("\n").entries()) {
      if (at > 0) parts.push("\n");
      const prefix = at === 0 ? first : rest;
      parts.push(line === "" ? prefix.trimEnd() : prefix, line);
    }
    [above, last] = [containers, block.leaf];
  }
  return parts.join("");
}

function commonDepth(above: readonly Container[], containers: readonly Container[]): number {
  let depth = 0;
  while (depth < containers.length && sameContainer(above[depth], containers[depth])) depth += 1;
  return depth;
}

function sameContainer(a: Container | undefined, b: Container | undefined): boolean {
  if (!a || !b) return false;
  if (a.kind === "note" || b.kind === "note") return a.kind === "note" && b.kind === "note" && a.label === b.label;
  return a.id === b.id;
}

/** Whether no blank line goes between: within a list from item to item, between notes, and after an alert's first line. */
function isTight(above: readonly Container[], below: readonly Container[], common: number, last: Leaf): boolean {
  if (last.kind === "alert") return true;
  const [a, b] = [above[common], below[common]];
  if (a?.kind === "note" && b?.kind === "note") return true;
  if (b?.kind !== "item") return false;
  if (a?.kind === "item") return a.list === b.list;
  return a === undefined && common > 0 && above[common - 1]?.kind === "item" && last.kind === "paragraph";
}

/** What begins each container. Lists that follow each other at once have different marks, or they would be read as one. */
class Markers {
  readonly #second = new Set<number>();

  constructor(blocks: readonly Block[]) {
    let above: readonly Container[] = [];
    for (const { containers } of blocks) {
      const depth = commonDepth(above, containers);
      const [a, b] = [above[depth], containers[depth]];
      if (a?.kind === "item" && b?.kind === "item" && a.list !== b.list && isOrdered(a) === isOrdered(b)) {
        if (!this.#second.has(a.list)) this.#second.add(b.list);
      }
      above = containers;
    }
  }

  marker(container: Container): string {
    if (container.kind === "quote") return "> ";
    if (container.kind === "note") return `[^${container.label}]: `;
    const second = this.#second.has(container.list);
    if (container.number === null) return second ? "* " : "- ";
    return `${container.number % 1_000_000_000}${second ? ")" : "."} `;
  }

  indent(container: Container): string {
    if (container.kind === "quote") return "> ";
    return " ".repeat(container.kind === "note" ? 4 : this.marker(container).length);
  }
}

function isOrdered(item: Item): boolean {
  return item.number !== null;
}

function leafText(leaf: Leaf): string {
  switch (leaf.kind) {
    case "paragraph":
      return writeInline(leaf.inline, HARD_BREAK);
    case "heading": {
      const text = writeInline(leaf.inline, " ");
      // A "#" at the end would be taken for the closing mark of the heading.
      return text === "" ? "" : `${"#".repeat(leaf.level)} ${text.replace(/(^|\s)(#+)$/, "$1\\$2")}`;
    }
    case "code": {
      const fence = "`".repeat(Math.max(3, longestTicks(leaf.text) + 1));
      return `${fence}${leaf.language}\n${leaf.text}\n${fence}`;
    }
    case "table":
      return leaf.table.markdown();
    case "alert":
      return `[!${leaf.name}]`;
    case "rule":
      return "---";
  }
}

/**
 * The blocks of a page in order. The walk is flat, never recursive, and is handed out in steps, so that a long page leaves the
 * window alive.
 */
import type { Block } from "./blocks";
import { Reader, type Surroundings } from "./reader";

/** Nodes between two steps. */
const STEP = 200;

/** The blocks within `root`, in steps. */
export function* blocksOf(root: Element, surroundings: Surroundings): Generator<void, Block[]> {
  const reader = new Reader(surroundings);
  let node: Node | null = root.firstChild;
  for (let count = 1; node; count += 1) {
    if (count % STEP === 0) yield;
    let next: Node | null = null;
    if (node.nodeType === Node.TEXT_NODE) reader.text(node.nodeValue ?? "");
    else if (node.nodeType === Node.ELEMENT_NODE && reader.enters(node as Element)) next = node.firstChild;
    while (node && !next) {
      reader.leave(node);
      next = node.nextSibling;
      if (next) break;
      node = node.parentNode;
      if (!node || node === root) {
        reader.flush();
        return reader.blocks;
      }
    }
    node = next;
  }
  reader.flush();
  return reader.blocks;
}

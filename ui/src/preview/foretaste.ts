/**
 * A letter that is typed into a word shows on the page in the same frame as in the editor, before the renderer has been asked. Where it
 * goes is told by the words around it, in the block that the renderer changed last; what the renderer answers counts.
 */
import type { Splice } from "../backend";

/** What is looked at on either side of the letter, in UTF-16 units: enough to find the place once only. */
const AROUND = 48;
/** How far from the last change the same block is looked for, in UTF-16 units. */
const NEAR = 2_000;

const LETTERS = /^[\p{L}\p{M}\p{N}]*$/u;
/** Letters and single spaces stand on the page as they stand in Markdown. */
const WORDS_BEFORE = /[\p{L}\p{M}\p{N}]+(?: [\p{L}\p{M}\p{N}]+)*$/u;
const WORDS_AFTER = /^[\p{L}\p{M}\p{N}]+(?: [\p{L}\p{M}\p{N}]+)*/u;

/** What the renderer changed last. */
interface Place {
  block: Element;
  /** Where in the body its change ended, in UTF-16 units. */
  at: number;
}

interface Guess {
  block: Element;
  node: Text;
  /** What the renderer had put there. */
  proven: string;
}

export class Foretaste {
  #place: Place | null = null;
  #guesses: Guess[] = [];

  /** The renderer has changed `blocks` by an edit that ended at `at`. What was guessed anywhere else was wrong. */
  settle(blocks: readonly Element[], at: number): void {
    for (const { block, node, proven } of this.#guesses) if (!blocks.includes(block)) node.data = proven;
    this.#guesses = [];
    const [block] = blocks;
    this.#place = block && blocks.length === 1 ? { block, at } : null;
  }

  /** The page is another one. */
  forget(): void {
    this.#guesses = [];
    this.#place = null;
  }

  /** Shows an edit of `body`, the text before it, if it is within a word that stands once in its block; answers whether it did. */
  show(body: string, { from, to, insert }: Splice): boolean {
    const removed = body.slice(from, to);
    if (!LETTERS.test(removed) || !LETTERS.test(insert) || !this.#isNear(body, from)) return false;
    const before = WORDS_BEFORE.exec(body.slice(Math.max(0, from - AROUND), from))?.[0];
    const after = WORDS_AFTER.exec(body.slice(to, to + AROUND))?.[0] ?? "";
    const found = before && this.#place && only(this.#place.block, before + removed + after);
    if (!found || !this.#place) return false;
    const { block } = this.#place;
    const { node, start } = found;
    const known = this.#guesses.some((guess) => guess.node === node);
    if (!known) this.#guesses.push({ block, node, proven: node.data });
    node.replaceData(start + before.length, removed.length, insert);
    this.#place.at = from + insert.length;
    return true;
  }

  #isNear(body: string, from: number): boolean {
    if (!this.#place?.block.isConnected) return false;
    const { at } = this.#place;
    return Math.abs(from - at) <= NEAR && !body.slice(Math.min(from, at), Math.max(from, at)).includes("\n");
  }
}

/** Where `words` stand in a block; null unless there is one such place. */
function only(block: Element, words: string): { node: Text; start: number } | null {
  let found: { node: Text; start: number } | null = null;
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const start = node.data.indexOf(words);
    if (start < 0) continue;
    if (found || node.data.includes(words, start + 1)) return null;
    found = { node, start };
  }
  return found;
}

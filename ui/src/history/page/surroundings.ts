/** What the pieces of a page learn from the page that they stand on. */
import { getContext, setContext, type Snippet } from "svelte";
import type { Piece } from "../../backend";
import type { Side } from "./side";

export interface Surroundings {
  /** The newer text on the left and the older on the right, instead of one text with marks. */
  readonly sides: boolean;
  /** What can be done with a piece that changed. */
  readonly act?: Snippet<[piece: Piece, label: string]> | undefined;
  /** Heads each side of a piece that changed. */
  readonly choice?: Snippet<[piece: Piece, label: string, side: Side]> | undefined;
}

const KEY = Symbol("page");

export function surround(surroundings: Surroundings): void {
  setContext(KEY, surroundings);
}

export function surroundings(): Surroundings {
  return getContext<Surroundings | undefined>(KEY) ?? { sides: false };
}

/** What a page is made of once it is read: blocks in order, each with the lists, quotes and notes that it stands in. */
import type { Inline } from "./inline";
import type { Table } from "./table";

export interface Item {
  readonly kind: "item";
  /** The list, and the item within it. */
  readonly list: number;
  readonly id: number;
  /** Of an ordered list. */
  readonly number: number | null;
}

export type Container =
  Item | { readonly kind: "quote"; readonly id: number } | { readonly kind: "note"; readonly label: string };

export type Leaf =
  | { kind: "paragraph"; inline: Inline; look: ParagraphLook }
  | { kind: "heading"; level: number; inline: Inline }
  | { kind: "code"; text: string; language: string }
  | { kind: "table"; table: Table }
  | { kind: "alert"; name: string }
  | { kind: "rule" };

/** How a paragraph is set, by which one can be told that is a heading in all but name. */
export interface ParagraphLook {
  /** In CSS pixels, that of most characters; 0 if nothing says it. */
  size: number;
  characters: number;
  bold: boolean;
}

export interface Block {
  readonly containers: readonly Container[];
  leaf: Leaf;
}

/** Lists of programs that write each item as a paragraph and say its level: Word, and Google Docs when it exports. */
import type { Item } from "./blocks";

interface Level {
  level: number;
  ordered: boolean;
  next: number;
  list: number;
  item: Item;
}

/** Word knows no deeper one. Without a bound each item could stand in as many as came before it. */
const DEEPEST = 9;

export class LeveledLists {
  readonly #levels: Level[] = [];
  readonly #ids: () => number;

  constructor(ids: () => number) {
    this.#ids = ids;
  }

  /** The items that the last one stands in, from the outermost to itself; none if there is no list any more. */
  get path(): Item[] {
    return this.#levels.map(({ item }) => item);
  }

  /** Begins an item, and answers its path. `number`: as its marker says, if that says one. */
  place(says: number, ordered: boolean, number: number | null): Item[] {
    const level = Math.min(says, DEEPEST);
    while ((this.#levels.at(-1)?.level ?? 0) > level) this.#levels.pop();
    const last = this.#levels.at(-1);
    const goesOn = last?.level === level && last.ordered === ordered && (number === null || number === last.next);
    if (last?.level === level) this.#levels.pop();
    const list = goesOn && last ? last.list : this.#ids();
    const at = ordered ? (number ?? (goesOn && last ? last.next : 1)) : null;
    const item: Item = { kind: "item", list, id: this.#ids(), number: at };
    this.#levels.push({ level, ordered, next: (at ?? 0) + 1, list, item });
    return this.path;
  }

  /** Something that is no item: what follows is another list. */
  end(): void {
    this.#levels.length = 0;
  }
}

const NUMBERED = /^[(（]?\s*(\d{1,9}|[a-z]{1,2}|[ivxlc]{1,7}|[一二三四五六七八九十百]{1,4}|[①-⑳])\s*[.)）、．]?$/i;
const HAN = "〇一二三四五六七八九";

/** What a marker says: "·" and "o" are bullets, "3." and "三、" a third item, "b)" a second one. */
export function markerOf(text: string): { ordered: boolean; number: number | null } {
  const marker = text.replace(/[\s\u00A0]+/g, "");
  const value = NUMBERED.exec(marker)?.[1];
  // A bare "o" is the bullet of Word's second level.
  if (!value || marker === "o") return { ordered: false, number: null };
  return { ordered: true, number: numberOf(value) };
}

function numberOf(value: string): number | null {
  if (/^\d+$/.test(value)) return Number(value);
  if (/^[①-⑳]$/.test(value)) return value.charCodeAt(0) - 0x2460 + 1;
  // Letters and Roman numbers look alike: they go on from the one above.
  const [, tens, ones] = /^([一二三四五六七八九]?十)?([一二三四五六七八九])?$/.exec(value) ?? [];
  if (!tens && !ones) return null;
  const ten = tens ? (tens.length === 2 ? HAN.indexOf(tens.charAt(0)) : 1) : 0;
  return ten * 10 + (ones ? HAN.indexOf(ones) : 0);
}

/** A marker that Word wrote as text at the start of a paragraph, with the space after it. */
const TEXT_MARKER =
  /^[\s\u00A0]*([·•o§▪●\uF0A7\uF0B7\uF0D8\u2013-]|[(（]?\d{1,3}[.)）、]|[a-z][.)])(?:[\s\u00A0]{2,}|\t|\u00A0)/;

/** The marker at the start of a text and how many characters it takes; null if there is none. */
export function markerIn(text: string): { marker: string; length: number } | null {
  const [all, marker] = TEXT_MARKER.exec(text) ?? [];
  return all && marker ? { marker, length: all.length } : null;
}

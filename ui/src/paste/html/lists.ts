/** The lists that are open: HTML's own, and those that Word and Google Docs write as items with a level. */
import type { Container, Item } from "./blocks";
import { type Look, lookOf } from "./style";
import { LeveledLists, markerIn, markerOf } from "./word-lists";

interface HtmlList {
  id: number;
  ordered: boolean;
  next: number;
  /** It says at which number it begins. */
  starts: boolean;
  last: Container | null;
  /** An item of it is open. */
  within: boolean;
}

/** A level of Word's lists, in CSS pixels. */
const INDENT = 48;

export class Lists {
  readonly #open: HtmlList[] = [];
  readonly #leveled: LeveledLists;
  readonly #id: () => number;
  /** Of items that stand in no list. */
  #stray: HtmlList | null = null;

  constructor(id: () => number) {
    this.#id = id;
    this.#leveled = new LeveledLists(id);
  }

  /** What a list that begins now stands in: Google Docs and old pages put it into a list, and it belongs to the item before it. */
  inList(containers: readonly Container[]): readonly Container[] {
    const above = this.#open.at(-1);
    return above?.last && !above.within ? [...containers, above.last] : containers;
  }

  /** Begins a list; answers how it ends. */
  open(element: Element, ordered: boolean): () => void {
    const start = Number.parseInt(element.getAttribute("start") ?? "", 10);
    const starts = ordered && start >= 0;
    this.#open.push({ id: this.#id(), ordered, next: starts ? start : 1, starts, last: null, within: false });
    return () => void this.#open.pop();
  }

  /** Begins an item; answers what its text stands in, and how it ends. */
  item(element: Element, containers: readonly Container[]): { containers: readonly Container[]; close: () => void } {
    const list = this.#open.at(-1) ?? this.#strayList(element);
    const level = this.#open.length === 1 ? levelOf(element) : null;
    const item = this.#next(list, element);
    const own = level === null ? [item] : this.#leveled.place(level, list.ordered, list.starts ? item.number : null);
    const around = level === null ? containers : containers.filter(({ kind }) => kind !== "item");
    list.last = own.at(-1) ?? null;
    list.within = true;
    return { containers: [...around, ...own], close: () => (list.within = false) };
  }

  /** Begins a paragraph, which is an item if it is Word's: answers the items that it stands in, and how long its marker is. */
  paragraph(element: Element, look: Look): { path: readonly Item[]; skip: number } {
    if (typeof look.list === "object") {
      const { ordered, number } = markerOf(markerText(element));
      return { path: this.#leveled.place(look.list.level, ordered, number), skip: 0 };
    }
    if (!/\bMsoListParagraph/.test(element.className)) return { path: [], skip: 0 };
    const found = look.list === "none" ? null : markerIn(element.textContent.slice(0, 60));
    if (!found) return { path: this.#leveled.path, skip: 0 };
    const { ordered, number } = markerOf(found.marker);
    const level = Math.max(1, Math.round((look.indent ?? INDENT) / INDENT));
    return { path: this.#leveled.place(level, ordered, number), skip: found.length };
  }

  /** Something that is no item stands between: items with a level begin another list. */
  end(): void {
    this.#leveled.end();
  }

  /** Something that stands by itself begins within the lists; answers how it ends. */
  aside(): () => void {
    const open = this.#open.splice(0);
    this.#leveled.end();
    return () => void this.#open.splice(0, this.#open.length, ...open);
  }

  #next(list: HtmlList, element: Element): Item {
    const value = Number.parseInt(element.getAttribute("value") ?? "", 10);
    if (list.ordered && value >= 0) list.next = value;
    const item: Item = { kind: "item", list: list.id, id: this.#id(), number: list.ordered ? list.next : null };
    list.next += 1;
    return item;
  }

  #strayList(element: Element): HtmlList {
    if (!this.#stray || element.previousElementSibling?.localName !== "li") {
      this.#stray = { id: this.#id(), ordered: false, next: 1, starts: false, last: null, within: false };
    }
    return this.#stray;
  }
}

/** The level that an item says it has, counted from 1. */
function levelOf(item: Element): number | null {
  const said = Number(item.getAttribute("aria-level") ?? item.getAttribute("data-aria-level") ?? NaN);
  if (said >= 1) return said;
  const suffix = /\blst-kix_\w+-(\d)\b/.exec(item.parentElement?.className ?? "")?.[1];
  return suffix ? Number(suffix) + 1 : null;
}

/** The marker that Word has written into an item. */
function markerText(item: Element): string {
  for (const span of item.querySelectorAll("span[style]")) if (lookOf(span).list === "marker") return span.textContent;
  return "";
}

/** Finding and replacing in the brief on the sheet: what is looked for, what was found, and which of it is the current one. */
import type { Part } from "../backend";
import type { Later } from "../controls/later";
import { type Key, type Place, placesOf, type Searched, withTexts } from "./places";
import type { Query } from "./query";
import type { Searcher } from "./searcher";

/** A match in a brief. */
export interface Found {
  key: Key;
  part: Part;
  from: number;
  to: number;
}

/** Where the editor was when the search began, or a match. */
export type Spot = Pick<Found, "key" | "from" | "to">;

export interface FinderOptions<B extends Searched> {
  searcher: Searcher;
  later: Later;
  /** The brief on the sheet, if any. */
  brief: () => B | null;
  /** Puts a changed brief in the place of the whole, as one step. */
  write: (brief: B) => void;
  /** Brings a match into sight and selects it. */
  reveal: (match: Found) => void;
}

/** How long typing must rest before the text is searched again, in milliseconds. */
const REST = 120;
/** More matches than this are counted only. */
const LIMIT = 10_000;

export class Finder<B extends Searched> {
  open = $state(false);
  replacing = $state(false);
  query: Readonly<Query> = $state.raw({ text: "", matchCase: false, wholeWord: false, regexp: false });
  replacement = $state("");
  matches: readonly Found[] = $state.raw([]);
  /** How many there are in each part that has any, in page order. */
  counts: readonly (readonly [Part, number])[] = $state.raw([]);
  current = $state(-1);
  problem: "unreadable" | "slow" | null = $state(null);
  /** How many were replaced last, until something else happens. */
  replaced: number | null = $state(null);
  readonly #options: FinderOptions<B>;
  #spot: Spot | null = null;
  #searched: Searched | null = null;
  /** Whether the current match is the one that is selected. */
  #shown = false;
  #turn = 0;
  #cancel: (() => void) | null = null;

  constructor(options: FinderOptions<B>) {
    this.#options = options;
  }

  get total(): number {
    return this.counts.reduce((sum, [, count]) => sum + count, 0);
  }

  /** Opens the panel at `spot`, with the text that is selected there, if any. */
  show(replacing: boolean, spot: Spot | null, selected: string): void {
    this.open = true;
    this.replacing = replacing;
    this.replaced = null;
    this.#spot = spot;
    if (selected !== "") this.query = { ...this.query, text: selected, regexp: false };
    void this.look();
  }

  close(): void {
    this.#turn += 1;
    this.#cancel?.();
    this.open = false;
    this.matches = [];
    this.counts = [];
    this.current = -1;
    this.#searched = null;
    this.#options.searcher.close();
  }

  /** Looks for something else, once typing rests. */
  ask(query: Partial<Query>): void {
    this.query = { ...this.query, ...query };
    this.replaced = null;
    this.#soon(true);
  }

  /** The text has changed: it is searched again once that rests. What was found so far stays on show. */
  textChanged(): void {
    if (!this.open) return;
    const brief = this.#options.brief();
    if (!brief) this.close();
    else if (brief !== this.#searched) this.#soon(false);
  }

  #soon(reveal: boolean): void {
    this.#searched = null;
    this.#cancel?.();
    this.#cancel = this.#options.later(REST, () => void this.look(reveal));
  }

  /** Searches now; the current match is the one at or after where the editor is. */
  async look(reveal = false): Promise<void> {
    this.#cancel?.();
    this.#turn += 1;
    const turn = this.#turn;
    const brief = this.#options.brief();
    if (!brief) return;
    const places = placesOf(brief);
    const texts = places.map(({ text }) => text);
    const answer = await this.#options.searcher.ask({ kind: "find", query: this.query, texts, limit: LIMIT });
    if (turn !== this.#turn) return;
    this.problem = answer.kind === "slow" || answer.kind === "unreadable" ? answer.kind : null;
    this.#searched = this.problem === "slow" ? null : brief;
    const { matches, total } = answer.kind === "found" ? answer : { matches: [], total: [] };
    this.matches = matches.flatMap(([text, from, to]) => {
      const place = places[text];
      return place ? [{ key: place.key, part: place.part, from, to }] : [];
    });
    this.counts = perPart(places, total);
    this.#place(places);
    if (reveal) this.#reveal();
  }

  /** Goes to the next match, or the one before; from `spot`, where the editor has gone elsewhere since. */
  async step(by: 1 | -1, spot: Spot | null = null): Promise<void> {
    this.replaced = null;
    const moved = spot !== null && !(this.#spot && same(spot, this.#spot));
    if (moved) this.#spot = spot;
    if (!this.#searched || this.#searched !== this.#options.brief()) await this.look();
    else if (moved) this.#place(placesOf(this.#searched));
    const count = this.matches.length;
    if (count === 0) return;
    // The current match may only be the nearest so far: then it is the next.
    if (this.#shown) this.current = (this.current + by + count) % count;
    else if (by < 0) this.current = (this.current - 1 + count) % count;
    this.#reveal();
  }

  /** Replaces the current match and goes to the next one. */
  async replace(): Promise<void> {
    if (this.#searched !== this.#options.brief()) await this.look();
    const match = this.matches[this.current];
    if (!match) return;
    const changed = await this.#replaced(match);
    if (!changed) return;
    this.#spot = { key: match.key, from: changed.end, to: changed.end };
    await this.look(true);
    this.replaced = changed.count;
  }

  /** Replaces every match, as one step. */
  async replaceAll(): Promise<void> {
    const changed = await this.#replaced(null);
    if (!changed) return;
    await this.look();
    this.replaced = changed.count;
  }

  async #replaced(only: Found | null): Promise<{ count: number; end: number } | null> {
    const { searcher, brief, write } = this.#options;
    const before = brief();
    if (!before) return null;
    const places = placesOf(before);
    const answer = await searcher.ask({
      kind: "replace",
      query: this.query,
      texts: places.map(({ text }) => text),
      replacement: this.replacement,
      only: only && { text: places.findIndex(({ key }) => key === only.key), from: only.from },
    });
    if (answer.kind === "slow" || answer.kind === "unreadable") this.problem = answer.kind;
    // What was typed meanwhile is not written over.
    if (answer.kind !== "replaced" || brief() !== before) return null;
    const texts = new Map(answer.texts.map(([index, after]) => [places[index]?.key ?? "", after]));
    if (texts.size > 0) write(withTexts(before, texts));
    return answer;
  }

  #reveal(): void {
    const match = this.matches[this.current];
    if (!match) return;
    this.#spot = match;
    this.#shown = true;
    this.#options.reveal(match);
  }

  #place(places: readonly Place[]): void {
    this.current = this.#nearest(places);
    const match = this.matches[this.current];
    this.#shown = match !== undefined && this.#spot !== null && same(match, this.#spot);
  }

  #nearest(places: readonly Place[]): number {
    if (this.matches.length === 0) return -1;
    const spot = this.#spot;
    const order = new Map(places.map(({ key }, index) => [key, index]));
    const start = spot ? (order.get(spot.key) ?? 0) : 0;
    const next = this.matches.findIndex(({ key, from }) => {
      const place = order.get(key) ?? 0;
      return place > start || (place === start && from >= (spot?.from ?? 0));
    });
    return Math.max(next, 0);
  }
}

function same(a: Spot, b: Spot): boolean {
  return a.key === b.key && a.from === b.from && a.to === b.to;
}

function perPart(places: readonly Place[], total: readonly number[]): [Part, number][] {
  const counts = new Map<Part, number>();
  places.forEach(({ part }, index) => {
    const count = total[index] ?? 0;
    if (count > 0) counts.set(part, (counts.get(part) ?? 0) + count);
  });
  return [...counts];
}

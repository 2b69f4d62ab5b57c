/**
 * The brief being written: values that never change, and the changes that lead from one to the next.
 *
 * A change is itself a value, so that it can be kept, merged and taken back.
 */
import type { Analysis, Brief, Hero, ImageHash, Takeaway, TakeawayId } from "../backend";

/** A brief that nobody may write to in place. */
export type Document = DeepReadonly<Brief>;
type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** What is set as a whole; the other parts have changes of their own. */
export type Field = Exclude<keyof Brief, "hero" | "takeaways" | "analysis">;
export type SetField = { [F in Field]: { kind: "field"; field: F; value: Document[F] } }[Field];

type SetHero = { [F in Exclude<keyof Hero, "image">]: { kind: "hero"; field: F; value: Hero[F] } }[Exclude<
  keyof Hero,
  "image"
>];

export type Change =
  | SetField
  | SetHero
  | { kind: "hero-image"; image: ImageHash }
  | { kind: "hero-remove" }
  | { kind: "analysis"; field: keyof Analysis; value: string }
  | { kind: "takeaway-add"; at: number; takeaway: Takeaway }
  | { kind: "takeaway-edit"; id: TakeawayId; text: string }
  | { kind: "takeaway-remove"; id: TakeawayId }
  | { kind: "takeaway-move"; id: TakeawayId; to: number }
  /** Cuts a takeaway in two at an offset in UTF-16 units; the first half keeps the id. */
  | { kind: "takeaway-split"; id: TakeawayId; offset: number; newId: TakeawayId }
  /** Adds a takeaway to the end of the one before it, which keeps its id. */
  | { kind: "takeaway-join"; id: TakeawayId };

/** The document after a change; the same object when there is nothing to change. */
export function apply(document: Document, change: Change): Document {
  switch (change.kind) {
    case "field":
      return with_(document, change.field, change.value);
    case "analysis":
      return with_(document, "analysis", with_(document.analysis, change.field, change.value));
    case "hero":
    case "hero-image":
    case "hero-remove":
      return with_(document, "hero", applyToHero(document.hero, change));
    default:
      return with_(document, "takeaways", applyToTakeaways(document.takeaways, change));
  }
}

const NO_HERO: Hero = { image: null, alt: "", caption: "", credit: "", decorative: false };

type HeroChange = Extract<Change, { kind: "hero" | "hero-image" | "hero-remove" }>;

function applyToHero(hero: Document["hero"], change: HeroChange): Document["hero"] {
  switch (change.kind) {
    case "hero":
      return with_(hero ?? NO_HERO, change.field, change.value);
    case "hero-image":
      return hero?.image === change.image ? hero : another(hero ?? NO_HERO, change.image);
    case "hero-remove":
      return null;
  }
}

/** The words stay with another picture; what belongs to the one before does not. */
function another({ alt, caption, credit, decorative }: Hero, image: ImageHash): Hero {
  return { image, alt, caption, credit, decorative };
}

type TakeawayChange = Exclude<Change, SetField | HeroChange | { kind: "analysis" }>;
type Takeaways = Document["takeaways"];

function applyToTakeaways(list: Takeaways, change: TakeawayChange): Takeaways {
  if (change.kind === "takeaway-add") {
    return has(list, change.takeaway.id) ? list : list.toSpliced(change.at, 0, change.takeaway);
  }
  const at = list.findIndex(({ id }) => id === change.id);
  const takeaway = list[at];
  if (!takeaway) return list;
  const { text } = takeaway;
  switch (change.kind) {
    case "takeaway-edit":
      return text === change.text ? list : list.with(at, { ...takeaway, text: change.text });
    case "takeaway-remove":
      return list.toSpliced(at, 1);
    case "takeaway-move": {
      const to = Math.max(0, Math.min(change.to, list.length - 1));
      return to === at ? list : list.toSpliced(at, 1).toSpliced(to, 0, takeaway);
    }
    case "takeaway-split": {
      if (has(list, change.newId)) return list;
      const first = { ...takeaway, text: text.slice(0, change.offset).trimEnd() };
      const second = { id: change.newId, text: text.slice(change.offset).trimStart() };
      return list.toSpliced(at, 1, first, second);
    }
    case "takeaway-join": {
      const before = list[at - 1];
      return before ? list.toSpliced(at - 1, 2, { ...before, text: before.text + text }) : list;
    }
  }
}

/** An id for a new takeaway; unique in any brief that it may meet. */
export function newTakeawayId(): TakeawayId {
  return crypto.randomUUID().replaceAll("-", "").slice(0, 12);
}

function has(list: Takeaways, id: TakeawayId): boolean {
  return list.some((takeaway) => takeaway.id === id);
}

function with_<T extends object, K extends keyof T>(whole: T, key: K, value: T[K]): T {
  return whole[key] === value ? whole : { ...whole, [key]: value };
}

/** The document as it goes over the boundary. Only its type differs: nothing there writes to it either. */
export function toBrief(document: Document): Brief {
  return document as Brief;
}

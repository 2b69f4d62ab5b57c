/** What leads from one document to another and back: small, and nothing but what differs. */
import type { Analysis, Brief, Hero, Takeaway, TakeawayId } from "../backend";
import type { Document } from "./document";
import { back, difference, type Splice, spliced } from "./splices";

/** Fields that are chosen or set as a whole, and never written a letter at a time. */
const CHOSEN = ["publication", "language", "status", "published_at", "embargo_until"] as const;

type Texts<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T] & string;

/** A text of the brief. */
export type TextPlace =
  | Exclude<Texts<Brief>, (typeof CHOSEN)[number]>
  | `analysis.${Texts<Analysis>}`
  | `hero.${Texts<Hero>}`
  | `takeaway:${TakeawayId}`;

/** A text of the brief, or something of it that is set as a whole. */
export type Place = TextPlace | keyof Brief;

/** Where the caret stands, from the start of what is selected to its end. */
export interface Caret {
  readonly at: Place;
  readonly from: number;
  readonly to: number;
}

const PARTS = ["headline", "summary", "hero", "takeaways", "analysis", "body"];

/** Which part of the sheet a place is in, counted from the top; -1 for what stands beside the sheet. */
export function partOf(at: Place): number {
  return at.startsWith("takeaway:") ? PARTS.indexOf("takeaways") : PARTS.indexOf(at.split(".")[0] ?? "");
}

export type Edit =
  | { readonly is: "text"; readonly at: TextPlace; readonly splices: readonly Splice[] }
  /** Some takeaways that follow each other go, others come in their place. */
  | {
      readonly is: "list";
      readonly from: number;
      readonly removed: readonly Takeaway[];
      readonly inserted: readonly Takeaway[];
    }
  | { readonly is: "value"; readonly at: keyof Brief; readonly before: unknown; readonly after: unknown };

/** The document after an edit; null if the edit was made to another one. */
export function edited(document: Document, edit: Edit): Document | null {
  switch (edit.is) {
    case "text": {
      const text = textAt(document, edit.at);
      const after = text === null ? null : spliced(text, edit.splices);
      return after === null ? null : withText(document, edit.at, after);
    }
    case "list": {
      const { from, removed, inserted } = edit;
      const stands = document.takeaways.slice(from, from + removed.length);
      if (!same(stands, removed)) return null;
      return { ...document, takeaways: document.takeaways.toSpliced(from, removed.length, ...inserted) };
    }
    case "value":
      return same(document[edit.at], edit.before) ? { ...document, [edit.at]: edit.after } : null;
  }
}

/** The document after several edits, one after the other. */
export function editedBy(document: Document, edits: readonly Edit[]): Document | null {
  return edits.reduce<Document | null>((now, edit) => now && edited(now, edit), document);
}

/** The edits that lead back. */
export function inverse(edits: readonly Edit[]): Edit[] {
  return edits.map(backwards).reverse();
}

function backwards(edit: Edit): Edit {
  switch (edit.is) {
    case "text":
      return { ...edit, splices: back(edit.splices) };
    case "list":
      return { ...edit, removed: edit.inserted, inserted: edit.removed };
    case "value":
      return { ...edit, before: edit.after, after: edit.before };
  }
}

/**
 * What leads from one document to the other. What both hold as the same object is not looked at. `caret` is where a change of a
 * text that could be one of several has ended.
 */
export function between(before: Document, after: Document, caret?: number): Edit[] {
  const edits: Edit[] = [];
  for (const field of Object.keys(after) as (keyof Brief)[]) {
    const [was, is] = [before[field], after[field]];
    if (was === is) continue;
    if (field === "takeaways") edits.push(...betweenLists(before.takeaways, after.takeaways, caret));
    else if (typeof was === "string" && typeof is === "string" && !isChosen(field))
      edits.push(text(field as TextPlace, was, is, caret));
    else edits.push(...(betweenTexts(field, was, is, caret) ?? value(field, was, is)));
  }
  return edits;
}

/** Of an object whose texts alone differ; null if anything else does. */
function betweenTexts(field: keyof Brief, was: unknown, is: unknown, caret?: number): Edit[] | null {
  if ((field !== "analysis" && field !== "hero") || !was || !is) return null;
  const edits: Edit[] = [];
  for (const [key, now] of Object.entries(is)) {
    const then: unknown = was[key as keyof typeof was];
    if (same(then, now)) continue;
    if (typeof then !== "string" || typeof now !== "string") return null;
    edits.push(text(`${field}.${key}` as TextPlace, then, now, caret));
  }
  return edits;
}

function betweenLists(was: readonly Takeaway[], is: readonly Takeaway[], caret?: number): Edit[] {
  if (was.length === is.length && was.every(({ id }, at) => id === is[at]?.id)) {
    return is.flatMap(({ id, text: now }, at) => {
      const then = was[at]?.text ?? "";
      return then === now ? [] : text(`takeaway:${id}`, then, now, caret);
    });
  }
  const shorter = Math.min(was.length, is.length);
  let from = 0;
  while (from < shorter && same(was[from], is[from])) from += 1;
  let tail = 0;
  while (tail < shorter - from && same(was[was.length - 1 - tail], is[is.length - 1 - tail])) tail += 1;
  return [
    { is: "list", from, removed: was.slice(from, was.length - tail), inserted: is.slice(from, is.length - tail) },
  ];
}

function text(at: TextPlace, before: string, after: string, caret?: number): Edit {
  return { is: "text", at, splices: [difference(before, after, caret)] };
}

function value(at: keyof Brief, before: unknown, after: unknown): Edit[] {
  return same(before, after) ? [] : [{ is: "value", at, before, after }];
}

function isChosen(field: keyof Brief): boolean {
  return (CHOSEN as readonly string[]).includes(field);
}

/** The text at a place; null if there is none. */
export function textAt(document: Document, place: TextPlace): string | null {
  const [whole, part] = parted(place);
  if (part === null) return document[whole] as string;
  if (whole === "takeaways") return document.takeaways.find(({ id }) => id === part)?.text ?? null;
  return (document[whole] as Record<string, string> | null)?.[part] ?? null;
}

function withText(document: Document, place: TextPlace, text: string): Document {
  const [whole, part] = parted(place);
  if (part === null) return { ...document, [whole]: text };
  if (whole === "takeaways") {
    const takeaways = document.takeaways.map((takeaway) => (takeaway.id === part ? { ...takeaway, text } : takeaway));
    return { ...document, takeaways };
  }
  return { ...document, [whole]: { ...(document[whole] as object), [part]: text } };
}

function parted(place: TextPlace): [keyof Brief, string | null] {
  if (place.startsWith("takeaway:")) return ["takeaways", place.slice("takeaway:".length)];
  const [whole, part] = place.split(".");
  return [whole as keyof Brief, part ?? null];
}

/** Values of a brief are small and plain. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** A step of the timeline: what was done in one go, and how two become one. */
import type { How } from "../controls/typed";
import { type Caret, type Edit, partOf, type Place, same } from "./edits";
import { joined, type Splice } from "./splices";

/** What a step takes besides its text, roughly. */
const STEP_BYTES = 200;

/** What a step did, for the editor. */
export type Deed =
  | Exclude<How, "composing" | "whole">
  | "changing"
  | "adding"
  | "removing"
  | "splitting"
  | "joining"
  | "moving"
  | "duplicating"
  | "pasting"
  | "restoring"
  | "deciding"
  /** Another program or window wrote. */
  | "elsewhere";

export interface Step {
  readonly deed: Deed;
  readonly edits: readonly Edit[];
  /** Where the caret was before it and came to stand after it, if that is known. */
  readonly before: Caret | null;
  readonly after: Caret | null;
}

/** What is known of a change besides what it changes. */
export interface Manner {
  how?: How;
  deed?: Deed;
  before?: Caret | null;
  after?: Caret | null;
}

/** Two steps as one. */
export function together(first: Step, then: Step, deed: Deed): Step {
  const edits = [...first.edits, ...then.edits];
  return { deed, edits, before: first.before ?? then.before, after: then.after ?? first.after };
}

/** A step with more of the same; null if it is at another place. */
export function continued(last: Step, next: Step): Step | null {
  const [was, is] = [last.edits[0], next.edits[0]];
  if (last.edits.length !== 1 || next.edits.length !== 1 || !was || !is) return null;
  const { deed, before } = last;
  const { after } = next;
  if (was.is === "value" && is.is === "value" && was.at === is.at) {
    return { deed, edits: [{ ...was, after: is.after }], before, after };
  }
  const [first, then] = [onlySplice(last.edits), onlySplice(next.edits)];
  if (was.is !== "text" || is.is !== "text" || was.at !== is.at || !first || !then) return null;
  const splice = joined(first, then);
  return splice && { deed, edits: [{ ...was, splices: [splice] }], before, after };
}

/** The splice of a step that is nothing else. */
export function onlySplice(edits: readonly Edit[]): Splice | null {
  const [edit] = edits;
  return edits.length === 1 && edit?.is === "text" && edit.splices.length === 1 ? (edit.splices[0] ?? null) : null;
}

/** Whether a step has come to leave all as it was. */
export function isNothing({ edits }: Step): boolean {
  const [edit] = edits;
  if (edits.length === 1 && edit?.is === "value") return same(edit.before, edit.after);
  const splice = onlySplice(edits);
  return splice !== null && splice.removed === splice.inserted;
}

/** Where the caret stands after what was typed, in UTF-16 units; -1 if nobody can say. */
export function endOf(edits: readonly Edit[]): number {
  const splice = onlySplice(edits);
  return splice ? splice.from + splice.inserted.length : -1;
}

/**
 * Where edits have just changed something: behind the text that came, or where some went. Of several places it is the one nearest to
 * the top of the sheet.
 */
export function caretAfter(edits: readonly Edit[]): Caret | null {
  const onSheet = edits.filter((edit) => partOf(placeIn(edit)) >= 0);
  const top = Math.min(...onSheet.map((edit) => partOf(placeIn(edit))));
  const edit = onSheet.findLast((one) => partOf(placeIn(one)) === top) ?? edits.at(-1);
  if (!edit) return null;
  if (edit.is === "value") return { at: edit.at, from: 0, to: 0 };
  if (edit.is === "list") return caretInList(edit);
  const splice = edit.splices[0];
  if (!splice) return null;
  const at = splice.from + splice.inserted.length;
  return { at: edit.at, from: at, to: at };
}

function caretInList({ removed, inserted }: Extract<Edit, { is: "list" }>): Caret {
  const before = new Map(removed.map(({ id, text }) => [id, text]));
  const came = inserted.find(({ id, text }) => before.get(id) !== text) ?? inserted.at(-1);
  if (!came) return { at: "takeaways", from: 0, to: 0 };
  return { at: `takeaway:${came.id}`, from: came.text.length, to: came.text.length };
}

/** What a step takes in memory, in bytes. */
export function bytesOf({ edits }: Step): number {
  const units = edits.reduce((sum, edit) => sum + unitsOf(edit), 0);
  return STEP_BYTES + 2 * units;
}

function unitsOf(edit: Edit): number {
  switch (edit.is) {
    case "text":
      return edit.splices.reduce((sum, { removed, inserted }) => sum + 20 + removed.length + inserted.length, 0);
    case "list":
      return [...edit.removed, ...edit.inserted].reduce((sum, { id, text }) => sum + 20 + id.length + text.length, 0);
    case "value":
      return JSON.stringify([edit.before, edit.after]).length;
  }
}

/** The place that a step is about; null for one of several. */
export function placeOf({ edits }: Step): Place | null {
  const places = new Set(edits.map(placeIn));
  const [place] = places;
  return places.size === 1 ? (place ?? null) : null;
}

function placeIn(edit: Edit): Place {
  return edit.is === "list" ? "takeaways" : edit.at;
}

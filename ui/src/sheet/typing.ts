/** How a change of the document came about, for the timeline. */
import type { How } from "../controls/typed";
import type { Change, Document } from "./document";
import { between, type Edit, type TextPlace, textAt } from "./edits";
import { fit, type Splice } from "./splices";
import type { Deed, Manner } from "./steps";

/** A stretch of a text, in UTF-16 units; empty where it is a caret. */
export interface Range {
  from: number;
  to: number;
}

/** What a field says of a change besides the text that it has now. */
export interface Typing {
  how?: How;
  /** What exactly changed, so that nobody has to compare the texts. */
  splices?: readonly Splice[];
  /** Where the caret stands after it. */
  caret?: number;
  /** What was selected before and after it, if that is known. */
  before?: Range;
  after?: Range;
}

/** The edits that a change has made. */
export function editsOf(
  change: Change,
  { before, after }: Record<"before" | "after", Document>,
  typing: Typing,
): Edit[] {
  const { splices, caret } = typing;
  const at = placeOf(change);
  if (splices && at && fits(textAt(before, at), textAt(after, at), splices)) return [{ is: "text", at, splices }];
  return between(before, after, caret);
}

/** Whether the splices lead from one text to the other, as far as can be told without comparing all of it. */
function fits(before: string | null, after: string | null, splices: readonly Splice[]): boolean {
  if (before === null || after === null || !fit(before, splices)) return false;
  const more = splices.reduce((sum, { removed, inserted }) => sum + inserted.length - removed.length, 0);
  return before.length + more === after.length;
}

function placeOf(change: Change): TextPlace | null {
  if (change.kind === "field") return change.field as TextPlace;
  return change.kind === "analysis" ? `analysis.${change.field}` : null;
}

const DEEDS: Partial<Record<Change["kind"], Deed>> = {
  "takeaway-add": "adding",
  "takeaway-remove": "removing",
  "takeaway-split": "splitting",
  "takeaway-join": "joining",
  "takeaway-move": "moving",
  "hero-image": "adding",
  "hero-remove": "removing",
};

/** What the timeline is told of a change. */
export function mannerOf(change: Change, edits: readonly Edit[], { how, caret, before, after }: Typing): Manner {
  const [edit] = edits;
  const at = edit && edits.length === 1 && edit.is === "text" ? edit.at : null;
  const deed = DEEDS[change.kind];
  const then = after ?? (caret === undefined ? null : { from: caret, to: caret });
  return {
    ...(how && { how }),
    ...(deed && { deed }),
    before: at && before ? { at, ...before } : null,
    after: at && then ? { at, ...then } : null,
  };
}

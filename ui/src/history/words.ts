/** Revisions and what differs between them, in words. */
import type { Comparison, RevisionRow, Touched } from "../backend";
import { dayOf } from "../text/days";
import type { Catalogue } from "../text/index.svelte";
import type { Entry } from "./timeline";

export interface Telling {
  words: Catalogue;
  locale: string;
  now: Date;
}

/** Hours and minutes on the 24-hour clock, in every language. */
export function timeOf(at: string): string {
  return clock.format(new Date(at));
}
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });

/** What a revision is called in the timeline. */
export function titleOf({ now, row }: Entry, words: Catalogue): string {
  return row?.name ?? (now || !row ? words.history.now : timeOf(row.saved_at));
}

/** What it is called in a sentence: at its start, or within. */
export function mentioned({ now, row }: Entry, { words, locale, now: today }: Telling, start = false): string {
  const { history, time } = words;
  if (now || !row) return history.nowWithin;
  if (row.name) return history.quoted(row.name);
  const days = start ? time : { ...time, today: history.today, yesterday: history.yesterday };
  return history.at(dayOf(new Date(row.saved_at), today, days, locale), timeOf(row.saved_at));
}

/** Why it is kept; null for one that may be pruned. */
export function kindOf({ checkpoint, name }: RevisionRow, { history }: Catalogue): string | null {
  if (checkpoint === null) return null;
  return checkpoint === "named" && !name ? history.kinds.checkpoint : history.kinds[checkpoint];
}

/** "Headline, body". */
export function partsOf(parts: readonly Touched[], { compare }: Catalogue, locale: string): string {
  return parts.map((part, index) => inSentence(compare.parts[part], index, locale)).join(compare.comma);
}

/** "3 words added, 1 removed, 1 takeaway moved". */
export function difference(
  comparison: Pick<Comparison, "added" | "removed" | "moved" | "touched">,
  han: boolean,
  words: Catalogue,
  locale: string,
): string {
  const { added, removed, moved, touched } = comparison;
  const { history } = words;
  const counted = [
    added > 0 && history.added(added, han),
    removed > 0 && (added > 0 ? history.alsoRemoved(removed) : history.removed(removed, han)),
    moved > 0 && history.moved(moved),
  ].filter((one) => one !== false);
  if (counted.length > 0) return counted.join(words.compare.format.comma);
  return touched.length > 0 ? history.changed(partsOf(touched, words, locale)) : history.noDifference;
}

/** "Analysis and 4 paragraphs are the same". */
export function sameness(parts: readonly Touched[], paragraphs: number, words: Catalogue, locale: string): string {
  const { compare } = words;
  const all = parts.map((part, index) => inSentence(compare.parts[part], index, locale));
  if (paragraphs > 0) all.push(compare.paragraphs(paragraphs));
  const last = all.pop() ?? "";
  const what = all.length > 0 ? compare.and(all.join(compare.comma), last) : last;
  const plural = all.length > 0 || paragraphs > 1 || parts[0] === "takeaways" || parts[0] === "details";
  return compare.same(what, !plural);
}

function inSentence(name: string, index: number, locale: string): string {
  return index === 0 ? name : name.toLocaleLowerCase(locale);
}

/** What the inspector shows of a brief: all that the page does not print, or prints small. */
import type { Brief, Correction } from "../backend";
import type { Typed } from "../controls/typed";

export type DetailFields = Pick<
  Brief,
  | "publication"
  | "slug"
  | "byline"
  | "section"
  | "dateline"
  | "language"
  | "canonical_url"
  | "published_at"
  | "embargo_until"
> & {
  readonly tags: readonly string[];
  readonly sources: readonly Readonly<Brief["sources"][number]>[];
  readonly corrections?: readonly Readonly<Correction>[];
};

export type SetDetail = <F extends keyof DetailFields>(field: F, value: DetailFields[F], typed?: Typed) => void;

/** The tags in a line of text, in the punctuation of either language. */
export function tagsIn(line: string): string[] {
  return line
    .split(/[,，、;；]/)
    .map((tag) => tag.trim())
    .filter((tag, index, all) => tag !== "" && all.indexOf(tag) === index);
}

/** A moment (RFC 3339) in the editor's own time, "2026-06-03 14:30"; "" for none. */
export function momentText(moment: string | null): string {
  if (moment === null) return "";
  const time = new Date(moment);
  if (Number.isNaN(time.getTime())) return "";
  const two = (n: number) => String(n).padStart(2, "0");
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  return `${date} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** The moment that a text names, in the editor's own time, for the boundary; a date alone is its midnight. `null` if it names none. */
export function momentIn(text: string): string | null {
  const parts = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(\d{1,2})[:：](\d{2}))?\s*$/.exec(text);
  if (!parts) return null;
  const [year, month, day, hour = 0, minute = 0] = parts.slice(1).map((part) => Number(part ?? 0)) as number[];
  const time = new Date(year ?? 0, (month ?? 0) - 1, day, hour, minute);
  // 31 June is no day, though the calendar would make it 1 July.
  const exists = time.getMonth() + 1 === month && time.getDate() === day && hour < 24 && minute < 60;
  return exists ? time.toISOString() : null;
}

/** What the inspector shows of a brief: all that the page does not print, or prints small. */
import type { Brief } from "../backend";

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
> & { readonly tags: readonly string[]; readonly sources: readonly Readonly<Brief["sources"][number]>[] };

export type SetDetail = <F extends keyof DetailFields>(field: F, value: DetailFields[F]) => void;

/** The tags in a line of text, in the punctuation of either language. */
export function tagsIn(line: string): string[] {
  return line
    .split(/[,，、;；]/)
    .map((tag) => tag.trim())
    .filter((tag, index, all) => tag !== "" && all.indexOf(tag) === index);
}

/** A moment (RFC 3339) as `datetime-local` takes it, in the editor's own time; "" for none. */
export function toLocal(moment: string | null): string {
  if (moment === null) return "";
  const time = new Date(moment);
  if (Number.isNaN(time.getTime())) return "";
  const two = (n: number) => String(n).padStart(2, "0");
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  return `${date}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** The moment that a `datetime-local` names, for the boundary; null for none or half a one. */
export function fromLocal(local: string): string | null {
  const time = new Date(local);
  return local === "" || Number.isNaN(time.getTime()) ? null : time.toISOString();
}

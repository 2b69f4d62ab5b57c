/** A published page and the brief that it fills. */
import type { Brief, RoutedLine } from "../../backend";

/** So many lines make a text a page, where a brief is still empty. */
const FEWEST_LINES = 4;
/** No page is longer, in characters. */
const LONGEST_PAGE = 2 << 20;

/** Whether a text could be a whole page. */
export function mayBePage(text: string): boolean {
  if (text.length > LONGEST_PAGE) return false;
  let lines = 0;
  for (const [line] of text.matchAll(/[^\r\n]+/g)) if (line.trim() !== "" && ++lines >= FEWEST_LINES) return true;
  return false;
}

/** Whether the lines have labels of a page that tell its parts apart. */
export function isLabelled(lines: readonly RoutedLine[]): boolean {
  return lines.some(({ part }) => part === "takeaways" || part === "analysis" || part === "desk_label");
}

type Readable = Pick<Brief, "headline" | "summary" | "body"> & {
  readonly hero: unknown;
  readonly takeaways: readonly { readonly text: string }[];
  readonly analysis: { readonly text: string };
};

/** Whether nothing has been written yet. */
export function isEmpty({ headline, summary, body, hero, takeaways, analysis }: Readable): boolean {
  const texts = [headline, summary, body, analysis.text, ...takeaways.map(({ text }) => text)];
  return hero === null && texts.every((text) => text.trim() === "");
}

/** What a page says, in the place of what an empty brief had; the rest of the brief stays. */
export function withPage<B extends object>(brief: B, page: Brief): B {
  const { headline, summary, hero, takeaways, analysis, body, publication, language } = page;
  return { ...brief, headline, summary, hero, takeaways, analysis, body, publication, language };
}

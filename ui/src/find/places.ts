/** The texts of a brief that can be searched, in page order. */
import type { Brief, Part } from "../backend";

/** A brief that is read and never written to in place. */
export type Searched = DeepReadonly<Brief>;
type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** One text: `headline`, `summary`, `hero.caption`, `takeaway.ID`, `analysis.text`, `body` and so on. */
export type Key = string;

export interface Place {
  key: Key;
  part: Part;
  text: string;
}

const HERO = ["alt", "caption", "credit"] as const;
const ANALYSIS = ["label", "title", "text", "byline", "tag"] as const;

export function placesOf({ headline, summary, hero, takeaways, analysis, body }: Searched): Place[] {
  return [
    { key: "headline", part: "headline", text: headline },
    { key: "summary", part: "summary", text: summary },
    // The alt text of a decorative picture is kept, and not shown.
    ...HERO.filter((field) => hero && !(field === "alt" && hero.decorative)).map((field): Place => ({
      key: `hero.${field}`,
      part: "hero",
      text: hero?.[field] ?? "",
    })),
    ...takeaways.map(({ id, text }): Place => ({ key: `takeaway.${id}`, part: "takeaways", text })),
    ...ANALYSIS.map((field): Place => ({ key: `analysis.${field}`, part: "analysis", text: analysis[field] })),
    { key: "body", part: "body", text: body },
  ];
}

/** The brief with other texts in those places; what is not named stays the same object. */
export function withTexts<B extends Searched>(brief: B, texts: ReadonlyMap<Key, string>): B {
  const text = (key: Key, before: string) => texts.get(key) ?? before;
  const changed = (prefix: string) => [...texts.keys()].some((key) => key.startsWith(prefix));
  const { hero, analysis } = brief;
  return {
    ...brief,
    headline: text("headline", brief.headline),
    summary: text("summary", brief.summary),
    body: text("body", brief.body),
    hero:
      hero && changed("hero.")
        ? {
            ...hero,
            alt: text("hero.alt", hero.alt),
            caption: text("hero.caption", hero.caption),
            credit: text("hero.credit", hero.credit),
          }
        : hero,
    takeaways: changed("takeaway.")
      ? brief.takeaways.map((takeaway) => {
          const after = text(`takeaway.${takeaway.id}`, takeaway.text);
          return after === takeaway.text ? takeaway : { ...takeaway, text: after };
        })
      : brief.takeaways,
    analysis: changed("analysis.")
      ? {
          ...analysis,
          ...Object.fromEntries(ANALYSIS.map((field) => [field, text(`analysis.${field}`, analysis[field])])),
        }
      : analysis,
  };
}

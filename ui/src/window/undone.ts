/** Says what was undone, in words. */
import type { Catalogue } from "../text/index.svelte";
import type { Said } from "./undoing.svelte";

export function sentence(said: Said, t: Catalogue): string {
  if (!("deed" in said)) return said.what === "nothing" ? t.undo.nothing : t.undo.nothingAgain;
  const what = (t.undo.deeds[said.deed] as (where: string) => string)(where(said, t));
  return said.what === "undone" ? t.undo.undone(what) : t.undo.redone(what);
}

function where({ place, takeaway }: Extract<Said, { deed: unknown }>, t: Catalogue): string {
  if (place === null) return t.undo.several;
  if (takeaway !== null) return t.takeaways.one(takeaway);
  if (place.startsWith("takeaway")) return t.takeaways.title;
  return places(t)[place] ?? t.inspector.details;
}

function places(t: Catalogue): Record<string, string> {
  return {
    headline: t.sheet.headline,
    summary: t.sheet.summary,
    body: t.sheet.body,
    hero: t.hero.title,
    "hero.alt": t.hero.alt,
    "hero.caption": t.hero.caption,
    "hero.credit": t.hero.credit,
    "analysis.text": t.analysis.text,
    "analysis.label": t.analysis.label,
    "analysis.title": t.analysis.title,
    "analysis.byline": t.analysis.byline,
    "analysis.tag": t.analysis.tag,
    status: t.menu.status,
    publication: t.inspector.publication,
    slug: t.inspector.slug,
    byline: t.inspector.byline,
    section: t.inspector.section,
    tags: t.inspector.tags,
    dateline: t.inspector.dateline,
    language: t.inspector.language,
    canonical_url: t.inspector.canonicalUrl,
    published_at: t.inspector.publishedAt,
    embargo_until: t.inspector.embargoUntil,
    corrections: t.inspector.corrections,
    sources: t.inspector.sources,
  };
}

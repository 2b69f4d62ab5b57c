/** What a library in memory starts with. */
import type { Brief, Publication } from ".";

export const PUBLICATION: Publication = {
  name: "China Daily Brief",
  site_url: "",
  canonical_pattern: "",
  desk_label: "Editor's Desk",
  analysis_title: "Strategic Analysis",
  byline: "",
  analysis_byline: "China Daily Brief Editorial",
  analysis_tag: "Strategic Insight",
  share: ["x", "facebook", "linkedin", "weibo", "email"],
  language: "en",
  guides: {
    headline: { min: 40, max: 100 },
    summary: { min: 120, max: 320 },
    takeaways: { min: 3, max: 6 },
    takeaway: { min: 0, max: 35 },
    analysis: { min: 100, max: 250 },
    body: { min: 300, max: 900 },
  },
  theme: "brief",
};

/** A brief as a new one starts. */
export function blank(): Brief {
  return {
    headline: "",
    summary: "",
    hero: null,
    takeaways: [],
    analysis: {
      label: PUBLICATION.desk_label,
      title: PUBLICATION.analysis_title,
      text: "",
      byline: PUBLICATION.analysis_byline,
      tag: PUBLICATION.analysis_tag,
    },
    body: "",
    publication: PUBLICATION.name,
    slug: "",
    byline: "",
    section: "",
    tags: [],
    dateline: "",
    language: "en",
    sources: [],
    canonical_url: "",
    related: [],
    status: "draft",
    published_at: null,
    embargo_until: null,
  };
}

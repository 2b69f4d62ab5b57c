/** The core's routing of pages, by the labels of the built-in publication alone. */
import type { Brief, PagePart, RoutedLine } from ".";
import { blank } from "./fake-blank";

const LABELS: Readonly<Record<string, PagePart>> = {
  "Key Takeaways": "takeaways",
  要点: "takeaways",
  "Strategic Analysis": "analysis",
  战略分析: "analysis",
  "Share Article": "body",
  分享: "body",
};

/** The lines of a page of text, each with its part. */
export function route(page: string): RoutedLine[] {
  let part: PagePart | null = null;
  return page
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line, index) => {
      const label = LABELS[line];
      part = label ?? part;
      const text = line.replace(/^• ?/, "");
      if (label) return { text, markdown: text, part: label === "analysis" ? "analysis_title" : "skip" };
      return { text, markdown: text, part: part ?? (["headline", "summary"] as const)[index] ?? "body" };
    });
}

/** The brief that lines make. */
export function place(lines: readonly RoutedLine[]): Brief {
  const brief = blank();
  const of = (part: PagePart) => lines.filter((line) => line.part === part).map(({ markdown }) => markdown);
  const [alt] = of("alt_text");
  return {
    ...brief,
    headline: of("headline").join(" "),
    summary: of("summary").join(" "),
    hero: alt === undefined ? null : { image: null, alt, caption: "", credit: "", decorative: false },
    takeaways: of("takeaways").map((text, index) => ({ id: `t${index}`, text })),
    analysis: { ...brief.analysis, text: of("analysis").join("\n\n") },
    body: of("body").join("\n\n"),
  };
}

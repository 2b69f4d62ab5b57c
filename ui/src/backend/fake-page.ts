/** Stands in for the exporter's page in a browser; the program shows the real one. */
import type { Brief } from ".";

interface Facts {
  modified: string;
  words: number;
}

export function page(brief: Brief, { modified, words }: Facts, imageUrl: (image: string) => string): string {
  const { hero, analysis } = brief;
  const picture = hero?.image
    ? `<figure><img src="${imageUrl(hero.image)}" alt="${escape(hero.alt)}"><figcaption>${escape(hero.caption)}</figcaption></figure>`
    : "";
  // As the real one: it differs with every word, and nothing of it is seen.
  const data = JSON.stringify({ headline: brief.headline, dateModified: modified, wordCount: words }).replaceAll(
    "<",
    "\\u003c",
  );
  return `<!doctype html><html lang="${escape(brief.language)}"><head><meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
  <title>${escape(brief.headline)}</title>
  <meta property="article:modified_time" content="${escape(modified)}">
  <script type="application/ld+json">${data}</script>
  <style>
    body { font: 17px/1.6 Georgia, serif; max-width: 38em; margin: 2em auto; padding: 0 1.5em }
    img { max-width: 100% } aside { border-inline-start: 3px solid; padding-inline-start: 1em }
  </style></head><body>
  <h1>${escape(brief.headline)}</h1>
  <p><em>${escape(brief.summary)}</em></p>
  ${picture}
  <ol>${brief.takeaways.map(({ text }) => `<li>${escape(text)}</li>`).join("")}</ol>
  <aside><h2>${escape(analysis.title)}</h2>${paragraphs(analysis.text)}</aside>
  ${paragraphs(brief.body)}
  </body></html>`;
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((block) => (block.startsWith("## ") ? `<h2>${escape(block.slice(3))}</h2>` : `<p>${escape(block)}</p>`))
    .join("\n");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

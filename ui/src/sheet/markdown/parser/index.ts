/**
 * Markdown as a brief has it: what the window's editor shows as bold, as a link or as a heading is what the page prints
 * so. The page's dialect is `src-tauri/core/src/markdown`; `agreement.test.ts` holds the two together.
 */
import type { MarkdownExtension } from "@lezer/markdown";
import { alerts } from "./alerts";
import { emphasis } from "./emphasis";
import { footnotes } from "./footnotes";
import { links } from "./links";

/** For `markdown({ base: markdownLanguage, extensions: briefMarkdown })`. */
export const briefMarkdown: MarkdownExtension = [
  // The page knows none of these: `H~2~O`, `:smile:` and a bare address are printed as they are written.
  { remove: ["Subscript", "Superscript", "Emoji", "Autolink"] },
  emphasis,
  links,
  footnotes,
  alerts,
];

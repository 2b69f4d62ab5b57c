/**
 * Markdown as a brief has it: what the window's editor shows as bold, as a link or as a heading is what the page prints
 * so. The page's dialect is `src-tauri/core/src/markdown`; `agreement.test.ts` holds the two together.
 */
import type { MarkdownExtension } from "@lezer/markdown";
import { addresses } from "./addresses";
import { alerts } from "./alerts";
import { emphasis } from "./emphasis";
import { footnotes } from "./footnotes";
import { links } from "./links";
import { tasks } from "./tasks";

/** For `markdown({ base: markdownLanguage, extensions: briefMarkdown })`. */
export const briefMarkdown: MarkdownExtension = [
  // The page knows none of these: `H~2~O` and `:smile:` are printed as they are written; addresses follow.
  { remove: ["Subscript", "Superscript", "Emoji", "Autolink"] },
  emphasis,
  links,
  addresses,
  footnotes,
  alerts,
  tasks,
];

/**
 * Markdown as a brief has it: what the window's editor shows as bold, as a link or as a heading is what the page prints
 * so. The page's dialect is `src-tauri/core/src/markdown`; `agreement.test.ts` holds the two together.
 */
import { markdownLanguage } from "@codemirror/lang-markdown";
import { Language } from "@codemirror/language";
import type { MarkdownExtension, MarkdownParser } from "@lezer/markdown";
import { addresses } from "./addresses";
import { alerts } from "./alerts";
import { emphasis } from "./emphasis";
import { footnotes } from "./footnotes";
import { IncrementalParser } from "./incremental";
import { links } from "./links";
import { tables } from "./tables";
import { tasks } from "./tasks";

const briefMarkdown: MarkdownExtension = [
  // The page knows none of these: `H~2~O` and `:smile:` are printed as they are written; addresses follow.
  { remove: ["Subscript", "Superscript", "Emoji", "Autolink"] },
  emphasis,
  links,
  addresses,
  footnotes,
  alerts,
  tasks,
  tables,
];

/** Reads the Markdown of a brief. HTML in it is one piece: it is never shown as what it says. */
export const briefParser = (markdownLanguage.parser as MarkdownParser).configure(briefMarkdown);

/** The language of a brief's texts, for the editor. */
export const briefLanguage = new Language(markdownLanguage.data, new IncrementalParser(briefParser), [], "markdown");

export { definitions, isDefined, references } from "./references";

/**
 * Markdown as a brief has it: what the window's editor shows as bold, as a link or as a heading is what the page prints
 * so. The page's dialect is `src-tauri/core/src/markdown`; `agreement.test.ts` holds the two together.
 */
import { commonmarkLanguage, markdownLanguage } from "@codemirror/lang-markdown";
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

/** Nothing of Lezer's GFM: what ends a paragraph by its tables would stay when the tables themselves are replaced. */
const briefMarkdown: MarkdownExtension = [emphasis, links, addresses, footnotes, alerts, tasks, tables];

/** Reads the Markdown of a brief. HTML in it is one piece: it is never shown as what it says. */
export const briefParser = (commonmarkLanguage.parser as MarkdownParser).configure(briefMarkdown);

/** The language of a brief's texts, for the editor. */
export const briefLanguage = new Language(markdownLanguage.data, new IncrementalParser(briefParser), [], "markdown");

export { definitions, hasNote, isDefined, references } from "./references";

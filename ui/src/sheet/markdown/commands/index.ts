/** Commands of a Markdown text. A field makes a `Writing`, gives its `extension` to the editor, and shows its toolbar and popups. */
import type { Extension } from "@codemirror/state";
import { foundMarks } from "./found";
import { Writing, type WritingOptions } from "./writing.svelte";

export { lastWriting, Writing, type WritingOptions } from "./writing.svelte";

/** Keys and input handlers for an editor: those of `writing`, or of one without toolbar and popups. */
export function writing(options: WritingOptions | Writing = {}): Extension {
  const own = options instanceof Writing ? options : new Writing(options);
  return [own.extension, foundMarks];
}

/** Pasting into fields that have no blocks: of one line, or a line each. */
import { fromCodeEditor, readPage } from "./html/convert";
import { linesOf } from "./html/lines";
import { oneLine } from "./plain";

/** In characters of HTML: more is a document, whose plain text will do. */
const LONGEST = 200_000;

type Field = HTMLTextAreaElement | HTMLInputElement;

/** Pastes as one line of plain text, in one step of undo. */
export function pasteLine(event: ClipboardEvent & { currentTarget: Field }): void {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (text === "" || event.defaultPrevented) return;
  event.preventDefault();
  insert(event.currentTarget, oneLine(text));
}

/** What was copied as it looked, in lines with emphasis and links as Markdown; null if it came as plain text only, or is a table. */
export function richLines(data: DataTransfer | null): string[] | null {
  const html = data?.getData("text/html") ?? "";
  return html === "" || html.length > LONGEST || fromCodeEditor(html) ? null : linesOf(readPage(html));
}

/** Writes at the caret of a field, in one step of undo. */
export function insert(field: Field, text: string): void {
  field.focus();
  // Deprecated, and still the only way that the field's own undo knows of.
  if (typeof document.execCommand === "function" && document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste", data: text }));
}

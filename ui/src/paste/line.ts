/** Pasting into a field of one line. */
import { oneLine } from "./plain";

type Field = HTMLTextAreaElement | HTMLInputElement;

/** Pastes as one line of plain text, in one step of undo. */
export function pasteLine(event: ClipboardEvent & { currentTarget: Field }): void {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (text === "" || event.defaultPrevented) return;
  event.preventDefault();
  insert(event.currentTarget, oneLine(text));
}

function insert(field: Field, text: string): void {
  field.focus();
  // Deprecated, and still the only way that the field's own undo knows of.
  if (typeof document.execCommand === "function" && document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste", data: text }));
}

/** Puts the caret into a part of the sheet. */
import type { Part } from "../backend";

export function focusPart(sheet: HTMLElement, part: Part): void {
  const field = sheet.querySelector<HTMLElement>(`[data-part="${part}"] :is(textarea, [role="textbox"], button)`);
  if (!field) return;
  field.focus();
  if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  field.scrollIntoView({ block: "nearest" });
}

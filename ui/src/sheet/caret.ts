/** Puts the caret into a part of the sheet. */
import type { Part } from "../backend";

export function focusPart(sheet: HTMLElement, part: Part): void {
  const within = (selector: string) => sheet.querySelector<HTMLElement>(`[data-part="${part}"] ${selector}`);
  // A part that has no text yet is begun with its button.
  const field = within(':is(textarea, [role="textbox"])') ?? within("button");
  if (!field) return;
  field.focus();
  if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  field.scrollIntoView({ block: "nearest" });
}

/** Comforts of the plain fields on the sheet, heard where their events arrive: at the sheet. */
import type { Quotes } from "../../backend";
import { curled } from "./quotes";

type Field = HTMLTextAreaElement | HTMLInputElement;

function fieldOf(event: Event): Field | null {
  const { target } = event;
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text")
    ? target
    : null;
}

/**
 * For `beforeinput`: a straight quotation mark is put in as it was typed and then curls, as a second edit, so that one undo
 * gives the straight one back.
 */
export function curl(event: InputEvent & { currentTarget: HTMLElement }): void {
  const field = fieldOf(event);
  const { data, inputType, isComposing } = event;
  if (!field || isComposing || inputType !== "insertText" || (data !== '"' && data !== "'")) return;
  const at = field.selectionStart ?? 0;
  if (at !== field.selectionEnd) return;
  const quotes = event.currentTarget.dataset.quotes as Quotes;
  const sign = curled(data, field.value.slice(0, at), field.closest("[lang]")?.getAttribute("lang") ?? "", quotes);
  if (sign === null) return;
  event.preventDefault();
  put(field, data, at, at, "insertText");
  put(field, sign, at, at + 1, "insertReplacementText");
}

function put(field: Field, text: string, from: number, to: number, inputType: string): void {
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType }));
}

/** For `input`: with typewriter scrolling the field that is written in stays in the middle. */
export function follow(event: Event & { currentTarget: HTMLElement }): void {
  if (event.currentTarget.dataset.typewriter !== undefined) fieldOf(event)?.scrollIntoView({ block: "center" });
}

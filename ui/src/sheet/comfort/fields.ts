/** Comforts of the plain fields on the sheet, heard where their events arrive: at the sheet. */
import type { Quotes } from "../../backend";
import { curled, pairOf } from "./quotes";

type Field = HTMLTextAreaElement | HTMLInputElement;

function fieldOf(event: Event): Field | null {
  const { target } = event;
  const isField =
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");
  // The box for a link's address lies on the sheet as well.
  return isField && target.closest("[data-field], [data-takeaway]") ? target : null;
}

/**
 * For `beforeinput`: a straight quotation mark is put in as it was typed and then curls, as a second edit, so that one undo
 * gives the straight one back.
 */
export function curl(event: InputEvent & { currentTarget: HTMLElement }): void {
  const field = fieldOf(event);
  const { data, inputType, isComposing } = event;
  if (!field || isComposing || inputType !== "insertText" || (data !== '"' && data !== "'")) return;
  const [at, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
  const quotes = event.currentTarget.dataset.quotes as Quotes;
  const lang = field.closest("[lang]")?.getAttribute("lang") ?? "";
  if (at !== end) {
    const [open, close] = pairOf(data, lang, quotes);
    if (open === close) return;
    event.preventDefault();
    put(field, open + field.value.slice(at, end) + close, at, end, "insertText");
    field.setSelectionRange(at + open.length, end + open.length);
    return;
  }
  const sign = curled(data, field.value.slice(0, at), lang, quotes);
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

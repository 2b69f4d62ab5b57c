/** Where the caret is on the sheet and beside it: puts it somewhere, and tells whose text it is in. */
import { EditorView } from "@codemirror/view";
import type { Part } from "../backend";
import type { Caret, Place } from "./edits";
import { focusText } from "./markdown/view";

/** Puts the caret into a part of the sheet. */
export function focusPart(sheet: HTMLElement, part: Part): void {
  const within = (selector: string) => sheet.querySelector<HTMLElement>(`[data-part="${part}"] ${selector}`);
  // A part that has no text yet is begun with its button.
  const field = within(':is(textarea, [role="textbox"])') ?? within("button");
  if (!field) return;
  field.focus();
  if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  field.scrollIntoView({ block: "nearest" });
}

/** Puts the caret where something has changed, and brings it into view; answers whether that place is in the page. */
export function showCaret(page: ParentNode, { at, from, to }: Caret): boolean {
  const field = fieldOf(page, at);
  if (!field) return false;
  const editor = field.matches("input, textarea") ? null : EditorView.findFromDOM(field);
  if (editor) {
    const { length } = editor.state.doc;
    editor.dispatch({
      selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
      scrollIntoView: true,
    });
    focusText(editor);
    return true;
  }
  const control = field.matches("input, textarea, button")
    ? field
    : field.querySelector<HTMLElement>("button, textarea");
  control?.focus({ preventScroll: true });
  // Of a list written on one line, and the like, nobody knows which letter has changed.
  if (control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && isText(at)))
    control.setSelectionRange(from, to);
  (control ?? field).scrollIntoView({ block: "nearest" });
  return true;
}

/** Whether a key pressed at `target` is about the brief: not where a text of its own is written, such as a search. */
export function isOfBrief(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return true;
  const writes = target.matches("input, textarea") || target.isContentEditable || target.closest(".cm-content");
  return !writes || (target.closest("[data-field]") !== null && target.closest(".cm-panels") === null);
}

/** Whether `target` is in a text that is Markdown. */
export function isInMarkdown(target: EventTarget | null): boolean {
  const field =
    target instanceof HTMLElement ? target.closest<HTMLElement>("[data-field]")?.dataset["field"] : undefined;
  return field === "body" || field === "analysis.text" || field?.startsWith("takeaway:") === true;
}

function fieldOf(page: ParentNode, at: Place): HTMLElement | null {
  const fields = [...page.querySelectorAll<HTMLElement>("[data-field]")];
  const found = fields.filter(({ dataset }) => dataset["field"] === at);
  // Several controls may belong to one value.
  const focused = found.find((field) => field.contains(field.ownerDocument.activeElement));
  const whole = at.startsWith("takeaway:") ? "takeaways" : at.split(".")[0];
  return focused ?? found[0] ?? fields.find(({ dataset }) => dataset["field"] === whole) ?? null;
}

function isText(at: Place): boolean {
  return !["tags", "sources", "published_at", "embargo_until"].includes(at);
}

/** How the text of a field came to be what it is: asked of the event that says it has changed. */

/** By keys, by an input method, or in one piece, as a paste is. */
export type How = "typing" | "deleting" | "composing" | "whole";

export interface Typed {
  how: How;
  /** Where the caret stands after it, in UTF-16 units. */
  caret: number;
}

export function typedIn(event: Event, field: HTMLInputElement | HTMLTextAreaElement): Typed {
  return { how: howOf(event), caret: field.selectionEnd ?? field.value.length };
}

function howOf(event: Event): How {
  const { inputType = "", isComposing = false } = event as Partial<InputEvent>;
  // WebKit takes the composition out and puts its text in when it is through.
  if (isComposing || inputType.includes("Composition")) return "composing";
  if (inputType === "insertText") return "typing";
  return /^delete(Content|Word|Soft|Hard)/.test(inputType) ? "deleting" : "whole";
}

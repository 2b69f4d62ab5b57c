/** A name written where it stands. */
import type { Attachment } from "svelte/attachments";
import { composing } from "./keys";

/**
 * For the field over a name: it takes the focus. Enter, or leaving the field, ends with what is written; Escape with null, which leaves the
 * name as it was. It ends once.
 */
export function inPlace(onend: (name: string | null) => void): Attachment<HTMLInputElement> {
  return (field) => {
    let done = false;
    function end(name: string | null) {
      // A field that goes away loses the focus, which is an end as well.
      if (done) return;
      done = true;
      onend(name);
    }
    function key(event: KeyboardEvent) {
      event.stopPropagation();
      if (composing(event)) return;
      if (event.key === "Enter") end(field.value.trim());
      else if (event.key === "Escape") end(null);
      else return;
      event.preventDefault();
    }
    function leave() {
      end(field.value.trim());
    }
    field.addEventListener("keydown", key);
    field.addEventListener("blur", leave);
    field.focus();
    field.select();
    return () => {
      field.removeEventListener("keydown", key);
      field.removeEventListener("blur", leave);
    };
  };
}

/**
 * A letter that stands on the page and in no text yet: the web view shows it before the editor reads it. There is one at most, as the
 * keys go to one field. Whoever needs the text as it is has the letter read first.
 */
import { afterPaint } from "../controls/after-paint";

let reading: (() => void) | null = null;

/** A letter is about to be shown; `read` takes it into its text once it has been painted, or as soon as the text is needed. */
export function unread(read: () => void): void {
  readUp();
  const cancel = afterPaint(readUp);
  reading = () => {
    cancel();
    read();
  };
}

/** Whether a letter stands in no text yet. */
export function isUnread(): boolean {
  return reading !== null;
}

/** Has the letter read, if there is one. */
export function readUp(): void {
  const read = reading;
  reading = null;
  read?.();
}

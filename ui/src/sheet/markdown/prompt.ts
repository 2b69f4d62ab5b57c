/**
 * An editor that a letter does not wait for. CodeMirror reads what the web view has written into the page before it is painted, and
 * everything that shows the text is worked out in between. Here a letter within words is painted first.
 */
import { EditorView } from "@codemirror/view";
import { readUp, unread } from "../unread";

const LETTER = /^[\p{L}\p{N}]$/u;
/** Behind these a letter stands where and as the web view puts it. */
const WORDS = /[\p{L}\p{M}\p{N} ]$/u;

/** CodeMirror's own way to put off the reading, which nothing of its public side leads to. */
interface Inside {
  /** `delayedFlush` is the frame in which it reads; below 0 if it reads at once. */
  readonly observer: { delayedFlush: number; forceFlush: () => void };
  /** The frame in which it measures; below 0 if in none. */
  measureScheduled: number;
  measure: (flush?: boolean) => void;
}

/** No page has asked for a frame of this number. */
const PUT_OFF = 0;

// Functions: CodeMirror asks for the state while it makes itself, before a private member is there.
function inside(view: EditorView): Inside {
  return view as unknown as Inside;
}

function isBehind(view: EditorView): boolean {
  return (inside(view).observer as Inside["observer"] | undefined)?.delayedFlush === PUT_OFF;
}

export class PromptView extends EditorView {
  /** Whoever asks for the state has it as the page shows it. */
  override get state() {
    if (isBehind(this)) readUp();
    return super.state;
  }

  /** CodeMirror's, which reads the page before it looks at the layout. When a frame brings it, the letter is not painted yet. */
  measure(flush = true): void {
    const own = inside(this);
    if (isBehind(this) && flush) {
      cancelAnimationFrame(own.measureScheduled);
      own.measureScheduled = -1;
      return;
    }
    if (isBehind(this)) readUp();
    inside(EditorView.prototype).measure.call(this, flush);
  }

  override destroy(): void {
    if (isBehind(this)) readUp();
    super.destroy();
  }

  /** Reads what the web view is about to write once it has been painted. */
  putOff(): void {
    const { observer } = inside(this);
    const page = this.dom.ownerDocument;
    // That the caret has moved is told before the frame. It is read with the letter.
    const hush = (event: Event) => event.stopImmediatePropagation();
    page.defaultView?.addEventListener("selectionchange", hush, true);
    unread(() => {
      page.defaultView?.removeEventListener("selectionchange", hush, true);
      observer.forceFlush();
      this.requestMeasure();
    });
    observer.delayedFlush = PUT_OFF;
  }
}

/** Has letters painted first; `onLetter` is told of each where it goes, in UTF-16 units, before it is in the text. */
export function prompt(onLetter: (at: number, letter: string) => void) {
  return EditorView.domEventObservers({
    beforeinput(event, view) {
      if (!(view instanceof PromptView) || !goesOn(event, view)) return;
      const { head } = view.state.selection.main;
      view.putOff();
      onLetter(head, event.data ?? "");
    },
  });
}

/** Whether the event puts a letter behind others, where it needs nothing but to be shown. */
function goesOn({ inputType, isComposing, data }: InputEvent, view: EditorView): boolean {
  if (inputType !== "insertText" || isComposing || view.composing || !LETTER.test(data ?? "")) return false;
  const { selection, readOnly } = view.state;
  if (readOnly || selection.ranges.length > 1 || !selection.main.empty) return false;
  const { anchorNode, anchorOffset } = view.dom.ownerDocument.getSelection() ?? {};
  if (!(anchorNode instanceof Text) || !anchorOffset || !view.contentDOM.contains(anchorNode)) return false;
  return WORDS.test(anchorNode.data.slice(Math.max(0, anchorOffset - 2), anchorOffset));
}

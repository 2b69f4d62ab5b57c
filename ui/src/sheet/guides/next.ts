/** Goes to the next mark of text to come, from the caret on through all fields of the sheet, and round to the first. */
import { EditorView } from "@codemirror/view";
import type { Range } from "../typing";
import { focusText } from "../markdown/view";
import { placeholders } from "./placeholders";

/** A field of the sheet, and how it is read and selected in. */
interface Field {
  element: HTMLElement;
  text: () => string;
  caret: () => number;
  select: (range: Range) => void;
}

/** The fields of a sheet in their order on the page. */
function fields(sheet: HTMLElement): Field[] {
  return [...sheet.querySelectorAll<HTMLElement>("textarea, input:not([type]), input[type=text], .cm-editor")].flatMap(
    (element) => {
      if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) return [plain(element)];
      const view = EditorView.findFromDOM(element);
      return view ? [rich(view)] : [];
    },
  );
}

function plain(element: HTMLTextAreaElement | HTMLInputElement): Field {
  return {
    element,
    text: () => element.value,
    caret: () => element.selectionEnd ?? 0,
    select({ from, to }) {
      element.focus();
      element.setSelectionRange(from, to);
      element.scrollIntoView?.({ block: "nearest" });
    },
  };
}

function rich(view: EditorView): Field {
  return {
    element: view.contentDOM,
    text: () => view.state.doc.toString(),
    caret: () => view.state.selection.main.to,
    select({ from, to }) {
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      focusText(view);
    },
  };
}

/** Selects the next mark; answers its words, or null if the sheet has none. */
export function goToNextPlaceholder(sheet: HTMLElement): string | null {
  const all = fields(sheet);
  // A cell of a table has the focus within its text.
  const focused = all.findIndex(({ element }) => element.contains(document.activeElement));
  const here = Math.max(0, focused);
  const current = all[here];
  if (!current) return null;
  const caret = focused >= 0 ? current.caret() : 0;
  const inOrder = [...all.slice(here), ...all.slice(0, here), current];
  for (const [step, field] of inOrder.entries()) {
    const found = placeholders(field.text()).find(({ from }) => step > 0 || from >= caret);
    if (!found) continue;
    field.select(found);
    return field.text().slice(found.from, found.to);
  }
  return null;
}

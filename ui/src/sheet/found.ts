/** The search on the sheet: shows what it has found where it stands, and knows where the editor is. */
import { EditorView } from "@codemirror/view";
import { markCurrent, markFound } from "./markdown/commands/found";
import { focusText } from "./markdown/view";

/** A stretch of one of the texts of a brief; `key` names it, as the search does. */
export interface Spot {
  key: string;
  from: number;
  to: number;
}

const FIELD = ':is(textarea, input[type="text"], .cm-content)';

const TAKEAWAY = "takeaway.";

function keyOf(field: Element): string | null {
  const takeaway = field.closest<HTMLElement>("[data-takeaway]")?.dataset["takeaway"];
  if (takeaway !== undefined) return TAKEAWAY + takeaway;
  return field.closest<HTMLElement>("[data-field]")?.dataset["field"] ?? null;
}

function fieldOf(sheet: HTMLElement, key: string): HTMLElement | null {
  const place = key.startsWith(TAKEAWAY)
    ? `[data-takeaway="${CSS.escape(key.slice(TAKEAWAY.length))}"]`
    : `[data-field="${CSS.escape(key)}"]`;
  return sheet.querySelector<HTMLElement>(`${place}${FIELD}, ${place} ${FIELD}`);
}

function isPlain(field: Element): field is HTMLTextAreaElement | HTMLInputElement {
  return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
}

/** Where the editor is, and what of it is selected. */
export function spotIn(sheet: HTMLElement): (Spot & { text: string }) | null {
  const field = sheet.ownerDocument.activeElement;
  const key = field && sheet.contains(field) ? keyOf(field) : null;
  if (!field || key === null) return null;
  if (isPlain(field)) {
    const [from, to] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
    return { key, from, to, text: field.value.slice(from, to) };
  }
  // A cell of a table is a field within the text that it is of.
  const editor = field.closest<HTMLElement>(".cm-editor");
  const view = editor && EditorView.findFromDOM(editor);
  if (!view) return null;
  const { from, to } = view.state.selection.main;
  return { key, from, to, text: view.state.sliceDoc(from, to) };
}

/** Selects a stretch and brings it into sight; the focus goes there only if it is asked to. */
export function select(sheet: HTMLElement, { key, from, to }: Spot, focus: boolean): void {
  const field = fieldOf(sheet, key);
  if (!field) return;
  if (isPlain(field)) {
    field.setSelectionRange(from, to);
    field.scrollIntoView({ block: "center" });
    if (focus) field.focus({ preventScroll: true });
    return;
  }
  const view = EditorView.findFromDOM(field);
  if (!view) return;
  const { length } = view.state.doc;
  const selection = { anchor: Math.min(from, length), head: Math.min(to, length) };
  view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.head, { y: "center" }) });
  if (focus) focusText(view);
}

/** Marks all matches, and the current one. In plain fields only the field of the current one is marked. */
export function mark(sheet: HTMLElement, matches: readonly Spot[], current: Spot | null): void {
  for (const key of ["analysis.text", "body"]) {
    const content = fieldOf(sheet, key);
    const view = content && EditorView.findFromDOM(content);
    view?.dispatch({
      effects: [
        markFound.of(matches.filter((match) => match.key === key)),
        markCurrent.of(current?.key === key ? current : null),
      ],
    });
  }
  for (const marked of sheet.querySelectorAll("[data-found]")) marked.removeAttribute("data-found");
  if (current) fieldOf(sheet, current.key)?.closest("textarea, input")?.setAttribute("data-found", "");
}

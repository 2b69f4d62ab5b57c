/** The search on the sheet: shows what it has found where it stands, and knows where the editor is. */
import { EditorView } from "@codemirror/view";
import { markCurrent, markFound } from "./markdown/commands/found";

/** A stretch of one of the texts of a brief; `key` names it, as the search does. */
export interface Spot {
  key: string;
  from: number;
  to: number;
}

const FIELD = ':is(textarea, input[type="text"], .cm-content)';

function selectorOf(key: string): string {
  if (key === "analysis.text") return '[data-part="analysis"]';
  if (key.startsWith("takeaway.")) return `[data-takeaway="${CSS.escape(key.slice("takeaway.".length))}"]`;
  return key.includes(".") ? `[data-place="${CSS.escape(key)}"]` : `[data-part="${CSS.escape(key)}"]`;
}

function keyOf(field: Element): string | null {
  const place = field.closest<HTMLElement>("[data-place], [data-takeaway], [data-part]");
  if (!place) return null;
  const { place: named, takeaway, part } = place.dataset;
  if (takeaway !== undefined) return `takeaway.${takeaway}`;
  return named ?? (part === "analysis" ? "analysis.text" : (part ?? null));
}

function fieldOf(sheet: HTMLElement, key: string): HTMLElement | null {
  return sheet.querySelector<HTMLElement>(`${selectorOf(key)} ${FIELD}`);
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
  const view = field instanceof HTMLElement ? EditorView.findFromDOM(field) : null;
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
  } else {
    const view = EditorView.findFromDOM(field);
    const length = view?.state.doc.length ?? 0;
    const selection = { anchor: Math.min(from, length), head: Math.min(to, length) };
    view?.dispatch({ selection, effects: EditorView.scrollIntoView(selection.head, { y: "center" }) });
  }
  if (focus) field.focus({ preventScroll: true });
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

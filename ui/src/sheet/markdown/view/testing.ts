/** An editor as the sheet has it, for tests. */
import { EditorView } from "@codemirror/view";
import { ensureSyntaxTree } from "@codemirror/language";
import { en } from "../../../text/en";
import type { Splice } from "../../splices";
import { MarkdownEditor } from "../editor";
import type { Surroundings, View } from ".";

export const NOWHERE: Surroundings = {
  imageUrl: (image) => `/pictures/${image}`,
  onlink: () => undefined,
  onmenu: () => undefined,
};

/** Opens an editor on `text`; `told` are the texts that it told of, `letters` those that it told of before, the newest last. */
export function open(text: string, { view = "formatted", ...around }: Partial<Surroundings & { view: View }> = {}) {
  const host = document.createElement("div");
  document.body.append(host);
  const told: string[] = [];
  const letters: Splice[] = [];
  const description = { label: "Body", placeholder: "", lang: "en", phrases: {}, words: en.formatted };
  const editor = new MarkdownEditor(
    host,
    text,
    description,
    { ...NOWHERE, ...around, view },
    { onText: (now) => void told.push(now), onLetter: (splice) => void letters.push(splice) },
  );
  const cm = EditorView.findFromDOM(host);
  if (!cm) throw new Error("no editor");
  ensureSyntaxTree(cm.state, cm.state.doc.length, 10_000);
  // Something happens: what was parsed meanwhile is shown.
  cm.dispatch({});
  return { editor, cm, host, told, letters, text: () => cm.state.doc.toString(), lines: () => shown(host) };
}

/** The lines as they are read, without what is decorative. */
export function shown(host: HTMLElement): string[] {
  return [...host.querySelectorAll(".cm-line")].map((line) => {
    const copy = line.cloneNode(true) as HTMLElement;
    for (const glyph of copy.querySelectorAll(".cm-widgetBuffer")) glyph.remove();
    return copy.textContent ?? "";
  });
}

/** Puts the caret at `pos` of an editor that has the focus. */
export function caret(cm: EditorView, anchor: number, head = anchor): void {
  cm.focus();
  cm.dispatch({ selection: { anchor, head } });
}

/**
 * Comforts of the text editor: what the sheet around it asks for by its `data-` attributes, so that a choice takes effect
 * without setting the editor up anew.
 */
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, Prec, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { Quotes } from "../../backend";
import { curled, pairOf } from "./quotes";

function sheetOf(view: EditorView): DOMStringMap {
  return view.dom.closest<HTMLElement>("[data-quotes]")?.dataset ?? {};
}

function inCode(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1); ;) {
    // Behind its last backtick code within a line is over.
    const over = node.to === at && /^(InlineCode|CodeMark)$/.test(node.name);
    if (!over && /Code|HTML|URL|LinkTitle/.test(node.name)) return true;
    if (!node.parent) return false;
    node = node.parent;
  }
}

/** A straight quotation mark is put in as it was typed and then curls: one undo gives the straight one back. */
const quotation = Prec.high(
  EditorView.inputHandler.of((view, from, to, text, insert) => {
    if ((text !== '"' && text !== "'") || view.composing || view.state.readOnly) return false;
    const { quotes = "straight" } = sheetOf(view);
    if (from !== to) return around(view, pairOf(text, view.contentDOM.lang, quotes as Quotes));
    const line = view.state.doc.lineAt(from);
    const before = view.state.sliceDoc(line.from, from);
    const sign = curled(text, before, view.contentDOM.lang, quotes as Quotes);
    if (sign === null || inCode(view.state, from)) return false;
    view.dispatch(insert());
    // Not always where it was typed: below a table a blank line comes before it.
    const at = view.state.selection.main.head - 1;
    view.dispatch({
      changes: { from: at, to: at + 1, insert: sign },
      selection: { anchor: at + sign.length },
      userEvent: "input.curl",
    });
    return true;
  }),
);

/** What is selected in a line is quoted. */
function around(view: EditorView, [open, close]: readonly [string, string]): boolean {
  const { from, to, anchor, head } = view.state.selection.main;
  const lines = view.state.doc.lineAt(from).to >= to;
  if (!lines || open === close || inCode(view.state, to)) return false;
  view.dispatch({
    changes: [
      { from, insert: open },
      { from: to, insert: close },
    ],
    selection: { anchor: anchor + open.length, head: head + open.length },
    userEvent: "input.type",
  });
  return true;
}

const here = Decoration.line({ class: "cm-here" });

/** The lines of the paragraph around the caret, as far as they are in view. */
function paragraph({ state, viewport }: EditorView): DecorationSet {
  const { doc, selection } = state;
  const set = new RangeSetBuilder<Decoration>();
  const caret = doc.lineAt(selection.main.head);
  const lines = [caret];
  const goesOn = (number: number) => {
    if (number < 1 || number > doc.lines) return null;
    const line = doc.line(number);
    return line.text.trim() !== "" && line.to >= viewport.from && line.from <= viewport.to ? line : null;
  };
  if (caret.text.trim() !== "") {
    for (let line = goesOn(caret.number - 1); line; line = goesOn(line.number - 1)) lines.unshift(line);
    for (let line = goesOn(caret.number + 1); line; line = goesOn(line.number + 1)) lines.push(line);
  }
  for (const line of lines) set.add(line.from, line.from, here);
  return set.finish();
}

const current = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = paragraph(view);
    }
    update({ docChanged, selectionSet, viewportChanged, view }: ViewUpdate): void {
      if (docChanged || selectionSet || viewportChanged) this.decorations = paragraph(view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

/** With typewriter scrolling the line of the caret is brought to the middle whenever it would be brought into view. */
const typewriter = EditorView.scrollHandler.of((view, range) => {
  if (sheetOf(view).typewriter === undefined) return false;
  const place = view.coordsAtPos(range.head);
  const pane = scrollerOf(view.dom);
  if (!place || !pane) return false;
  const { top, height } = pane.getBoundingClientRect();
  pane.scrollTop += (place.top + place.bottom) / 2 - (top + height / 2);
  return true;
});

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let outer = element.parentElement; outer; outer = outer.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(outer).overflowY)) return outer;
  }
  return null;
}

/** For the editor. */
export const comfortable: Extension = [quotation, current, typewriter];

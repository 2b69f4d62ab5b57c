/** Enter in reading text: a new paragraph, as in any word processor. Shift+Enter breaks the line within it. */
import { type ChangeSpec, EditorSelection, type EditorState, type StateCommand } from "@codemirror/state";
import { itemAbove } from "./items";
import { contentOf, headOf, isBlank, piecesOf } from "./lines";
import { inCode, treeTo } from "./tree";

/** What these are made of is lines, and stays so. */
const LINES = /^(Table|HTMLBlock|CommentBlock|ProcessingInstructionBlock|LinkReference)$/;

/**
 * Ends the paragraph at the caret and begins the next one, with the blank line between them that Markdown asks for. On a line that
 * is blank already, with another one before it, there is a paragraph to write in, and nothing to do. Not for list items and code.
 */
export const newParagraph: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.from);
  const pieces = piecesOf(line.text);
  if (state.readOnly || pieces.marker !== "" || isOfLines(state, main.from)) return false;
  if (itemAbove(state, line, isBlank(line.text))) return false;
  const { quote, indent } = pieces;
  const empty = `${quote.trimEnd()}\n`;
  const head = headOf(pieces);
  if (isBlank(line.text)) {
    // An empty line of a quotation leaves it, which is not for here.
    if (quote !== "" || !main.empty) return false;
    return beside(state, dispatch);
  }
  const before = main.from - line.from;
  if (main.empty && (before < head || (pieces.heading !== "" && before === head))) {
    const above = `${quote}\n${empty}`;
    return put(state, dispatch, { from: line.from, to: line.from, insert: above }, main.head + above.length);
  }
  const last = state.doc.lineAt(main.to);
  const from = main.from - trailing(line.text.slice(head, Math.max(head, before)));
  const to = main.to + leading(state.sliceDoc(main.to, last.to));
  const insert = `\n${empty}${quote}${indent}`;
  // Text right below would go on with the paragraph that is to be written here.
  const below = last.number < state.doc.lines ? state.doc.line(last.number + 1).text : "";
  const apart = to === last.to && !isBlank(below) ? `\n${quote.trimEnd()}` : "";
  return put(state, dispatch, { from, to, insert: insert + apart }, from + insert.length);
};

/** Enter on a blank line of its own: it becomes a paragraph between those above and below. */
function beside(state: EditorState, dispatch: Dispatch): boolean {
  const line = state.doc.lineAt(state.selection.main.head);
  const above = line.number > 1 ? state.doc.line(line.number - 1).text : "";
  const below = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : "";
  const [before, after] = [isBlank(above) ? "" : "\n", isBlank(below) ? "" : "\n"];
  if (before === "" && after === "") return true;
  const insert = before + line.text + after;
  return put(state, dispatch, { from: line.from, to: line.to, insert }, line.from + before.length + line.length);
}

/** Breaks the line within its paragraph, which the page shows as a new line. */
export const breakLine: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.from);
  const pieces = piecesOf(line.text);
  const head = headOf(pieces);
  const before = state.sliceDoc(line.from + head, main.from);
  if (state.readOnly || pieces.heading !== "" || before.trim() === "" || isOfLines(state, main.from)) return false;
  const from = main.from - trailing(before);
  const to = main.to + leading(state.sliceDoc(main.to, state.doc.lineAt(main.to).to));
  const indent = pieces.marker === "" ? pieces.indent : " ".repeat(contentOf(pieces));
  const insert = `\\\n${pieces.quote}${indent}`;
  return put(state, dispatch, { from, to, insert }, from + insert.length);
};

type Dispatch = Parameters<StateCommand>[0]["dispatch"];

function put(state: EditorState, dispatch: Dispatch, change: ChangeSpec, caret: number): boolean {
  const selection = EditorSelection.cursor(caret);
  dispatch(state.update({ changes: change, selection, userEvent: "input", scrollIntoView: true }));
  return true;
}

function isOfLines(state: EditorState, at: number): boolean {
  if (inCode(state, at)) return true;
  for (let node = treeTo(state, at).resolveInner(at, -1); node.parent; node = node.parent) {
    if (LINES.test(node.name)) return true;
  }
  return false;
}

const trailing = (text: string) => /[ \t]*$/.exec(text)?.[0].length ?? 0;
const leading = (text: string) => /^[ \t]*/.exec(text)?.[0].length ?? 0;

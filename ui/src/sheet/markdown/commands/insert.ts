/** What is put into a text: tables, footnotes, rules, notices. */
import { EditorSelection, type StateCommand } from "@codemirror/state";
import { isBlank, piecesOf } from "./lines";
import { inCode } from "./tree";

/** Rows below the header and columns of a new table. */
const TABLE = { rows: 2, columns: 3 };
export type AlertKind = "note" | "tip" | "important" | "warning" | "caution";

/** Puts `text` on lines of its own with a blank line around it, the caret `caret` characters into it. */
function block(text: string, caret: number): StateCommand {
  return ({ state, dispatch }) => {
    const { main } = state.selection;
    if (state.readOnly || inCode(state, main.head)) return false;
    let line = state.doc.lineAt(main.to);
    const empty = isBlank(line.text) && !piecesOf(line.text).quote;
    // Not within a paragraph: behind it.
    while (!empty && line.number < state.doc.lines && !isBlank(state.doc.line(line.number + 1).text)) {
      line = state.doc.line(line.number + 1);
    }
    const previous = empty && line.number > 1 ? state.doc.line(line.number - 1).text : "";
    const lead = empty ? (isBlank(previous) ? "" : "\n") : "\n\n";
    const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : null;
    const trail = next === null || isBlank(next) ? "" : "\n";
    const from = empty ? line.from : line.to;
    dispatch(
      state.update({
        changes: { from, to: line.to, insert: lead + text + trail },
        selection: EditorSelection.cursor(from + lead.length + caret),
        userEvent: "input.insert",
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

const row = (cell: string) => `|${` ${cell} |`.repeat(TABLE.columns)}`;

/** An empty table, the caret in its first cell. */
export const insertTable: StateCommand = block(
  [row("  "), row("---"), ...Array<string>(TABLE.rows).fill(row("  "))].join("\n"),
  2,
);

/** A line that somebody has written as the heads of a table: bars at both ends and between. */
const HEADS = /^\|(?:[^|\\]|\\.)*(?:\|(?:[^|\\]|\\.)*)+\|[ \t]*$/;

/** Enter behind such a line, where it stands alone: it becomes a table, the caret in the first cell below. */
export const tableOfHeads: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const isAlone = [line.number - 1, line.number + 1].every(
    (number) => number < 1 || number > state.doc.lines || isBlank(state.doc.line(number).text),
  );
  if (state.readOnly || !main.empty || main.head !== line.to || !isAlone || !HEADS.test(line.text)) return false;
  if (line.text.replace(/[|\s]/g, "") === "" || inCode(state, main.head)) return false;
  const columns = line.text.replace(/\\./g, "").split("|").length - 2;
  const insert = `\n|${" --- |".repeat(columns)}\n|${"  |".repeat(columns)}`;
  dispatch(
    state.update({
      changes: { from: line.to, insert },
      selection: EditorSelection.cursor(line.to + insert.length - 3 * columns + 1),
      userEvent: "input.insert",
      scrollIntoView: true,
    }),
  );
  return true;
};

/** A rule, and the caret on the line below it. */
export const insertRule: StateCommand = block("---\n\n", 5);

/** A notice of a kind, the caret in its text. */
export function insertAlert(kind: AlertKind): StateCommand {
  const head = `> [!${kind.toUpperCase()}]\n> `;
  return block(head, head.length);
}

/** A block of code. */
export const insertCodeBlock: StateCommand = block("```\n\n```", 4);

/** The mark of a footnote behind the selection, with the next free number, and its note at the end; the caret in the note. */
export const insertFootnote: StateCommand = ({ state, dispatch }) => {
  const { to } = state.selection.main;
  if (state.readOnly || inCode(state, to)) return false;
  const text = state.doc.toString();
  const taken = new Set([...text.matchAll(/\[\^(\d{1,6})\]/g)].map(([, number]) => Number(number)));
  let number = 1;
  while (taken.has(number)) number += 1;
  const end = text.trimEnd().length;
  const last = state.doc.lineAt(end).text;
  const note = `[^${number}]: `;
  // Notes stand line by line; the first one has a blank line before it.
  const gap = end === 0 ? "\n\n" : /^\[\^[^\]]+\]:/.test(last) ? "\n" : "\n\n";
  const mark = `[^${number}]`;
  dispatch(
    state.update({
      changes: [
        { from: Math.min(to, end), insert: mark },
        { from: end, to: text.length, insert: gap + note },
      ],
      selection: EditorSelection.cursor(end + mark.length + gap.length + note.length),
      userEvent: "input.insert",
      scrollIntoView: true,
    }),
  );
  return true;
};

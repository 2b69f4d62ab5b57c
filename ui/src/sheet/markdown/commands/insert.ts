/** What is put into a text: links, tables, footnotes, rules, notices. */
import { EditorSelection, type EditorState, type StateCommand } from "@codemirror/state";
import { isBlank, piecesOf } from "./lines";
import { inCode, inside, leavesIn, treeTo } from "./tree";
import { wordOf } from "./words";

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

/** A link as it stands in the text. */
export interface LinkAt {
  from: number;
  to: number;
  /** Its text, from and to. */
  text: { from: number; to: number };
  address: string;
}

/** The link that the selection touches. */
export function linkAt(state: EditorState): LinkAt | null {
  const { from, to } = state.selection.main;
  const tree = treeTo(state, to);
  for (const side of [1, -1] as const) {
    for (let node = tree.resolveInner(side > 0 ? from : to, side); node.parent; node = node.parent) {
      if (node.name !== "Link") continue;
      const url = node.getChild("URL");
      const address = url ? state.sliceDoc(url.from, url.to).replace(/^<([^]*)>$/, "$1") : "";
      return { from: node.from, to: node.to, text: inside(node), address };
    }
  }
  return null;
}

/** What a link box begins with: the address of the link, or the selection where that is an address. */
export function suggestedAddress(state: EditorState): string {
  const link = linkAt(state);
  if (link) return link.address;
  const { from, to } = state.selection.main;
  const text = state.sliceDoc(from, Math.min(to, from + 2000)).trim();
  return /^(https?:\/\/|mailto:|www\.)\S+$/i.test(text) ? text : "";
}

/** The address as it is written in a link; null for none, and for what would run in a reader's page. */
export function asAddress(typed: string): string | null {
  let address = typed.trim();
  if (!address || /^(javascript|data|vbscript|file|blob):/i.test(address.replace(/[\s\p{Cc}]/gu, ""))) return null;
  if (/^www\./i.test(address)) address = `https://${address}`;
  else if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) address = `mailto:${address}`;
  else if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}([/?#:].*)?$/u.test(address)) address = `https://${address}`;
  return address.replace(/[\s()<>\\]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"));
}

/** Makes the selection, or the word at the caret, a link; one that is there gets the address. */
export function setLink(typed: string): StateCommand {
  return ({ state, dispatch }) => {
    const address = asAddress(typed);
    if (address === null || state.readOnly) return false;
    const { main } = state.selection;
    const link = linkAt(state);
    if (link) {
      const insert = `](${address})`;
      dispatch(state.update({ changes: { from: link.text.to, to: link.to, insert }, userEvent: "input.format" }));
      return true;
    }
    if (inCode(state, main.head)) return false;
    const at = main.empty ? wordOf(state, main.head) : leavesIn(state, main)[0];
    const { from, to } = at ?? main;
    const text = state.sliceDoc(from, to);
    const named = text === "" || asAddress(text) === address ? typed.trim() : text;
    const insert = `[${escaped(named)}](${address})`;
    dispatch(
      state.update({
        changes: { from, to, insert },
        selection: EditorSelection.cursor(from + insert.length),
        userEvent: "input.format",
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

/** Leaves the text of a link and takes its address away. */
export const removeLink: StateCommand = ({ state, dispatch }) => {
  const link = linkAt(state);
  if (!link || state.readOnly) return false;
  const changes = [
    { from: link.from, to: link.text.from },
    { from: link.text.to, to: link.to },
  ];
  dispatch(state.update({ changes, userEvent: "input.format" }));
  return true;
};

/** Brackets in the text of a link must be in pairs. */
function escaped(text: string): string {
  let depth = 0;
  for (const sign of text) {
    if (sign === "[") depth += 1;
    else if (sign === "]") depth -= 1;
    if (depth < 0) break;
  }
  return depth === 0 ? text : text.replace(/[[\]]/g, "\\$&");
}

/** Enter and Tab within lists and quotations. */
import { type ChangeSpec, EditorSelection, type EditorState, type Line, type StateCommand } from "@codemirror/state";
import {
  changesTo,
  endOf,
  itemAbove,
  parentOf,
  regionAround,
  renumbered,
  shifted,
  siblingBefore,
  withNumber,
} from "./items";
import { columnOf, contentOf, headOf, isBlank, linesOf, type Pieces, piecesOf } from "./lines";
import { inCode } from "./tree";

/** Goes on with the next item or the next quoted line; on an empty one it leaves the list or the quotation. */
export const enter: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.from);
  const pieces = piecesOf(line.text);
  const item = itemAbove(state, line, false);
  if (state.readOnly || (!pieces.marker && !pieces.quote && !item) || pieces.heading) return false;
  const head = headOf(pieces);
  if (main.from - line.from < head || inCode(state, line.to)) return false;
  if (main.empty && pieces.text.trim() === "") return leave(state, line, pieces, dispatch);
  const { insert, number, blank } = item ? nextLine(state, item, piecesOf(item.text)) : nextLine(state, line, pieces);
  const tail = state.sliceDoc(main.to, state.doc.lineAt(main.to).to);
  const to = main.to + tail.length - tail.trimStart().length;
  const from = main.from - (/[ \t]*$/.exec(state.sliceDoc(line.from + head, main.from))?.[0].length ?? 0);
  const changes: ChangeSpec[] = [{ from, to, insert }];
  if (number !== null && state.doc.lineAt(main.to).number === line.number) {
    const region = regionAround(state, line);
    const index = line.number - region.first;
    const added = [...(blank ? [""] : []), insert.slice(insert.lastIndexOf("\n") + 1)];
    const lines = region.lines.toSpliced(index + 1, 0, ...added);
    const after = renumbered(lines, new Map([[index + added.length, number]])).slice(index + 1 + added.length);
    changes.push(...changesTo(state, { first: line.number + 1, lines: [] }, after));
  }
  dispatch(
    state.update({
      changes,
      selection: EditorSelection.cursor(from + insert.length),
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Enter on a blank line that is indented to the words of an item: the next item begins there. */
export const nextItem: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const item = main.empty && isBlank(line.text) ? itemAbove(state, line, true) : null;
  if (!item || state.readOnly || inCode(state, line.to)) return false;
  const { insert, number } = nextLine(state, item, piecesOf(item.text));
  const text = insert.slice(insert.lastIndexOf("\n") + 1);
  const previous = state.doc.line(line.number - 1);
  // The break before it was to go on in this item.
  const broken = /(?:^|[^\\])(?:\\\\)*\\$/.test(previous.text);
  const from = broken ? previous.to - 1 : line.from;
  const region = regionAround(state, line);
  const index = line.number - region.first;
  const lines = region.lines.toSpliced(index, 1, text);
  const after = number === null ? lines : renumbered(lines, new Map([[index, number]]));
  dispatch(
    state.update({
      changes: [
        { from, to: line.to, insert: broken ? `\n${text}` : text },
        ...changesTo(state, { first: line.number + 1, lines: [] }, after.slice(index + 1)),
      ],
      selection: EditorSelection.cursor(from + text.length + (broken ? 1 : 0)),
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
};

function nextLine(state: EditorState, line: Line, pieces: Pieces) {
  const { quote, indent, marker, gap, task } = pieces;
  if (!marker) return { insert: `\n${quote}${indent}`, number: null, blank: false };
  const { lines, first } = regionAround(state, line);
  const index = line.number - first;
  const before = siblingBefore(lines, index);
  // In a list with blank lines between its items the next one has one before it, too.
  const blank = before >= 0 && isBlank(lines[index - 1] ?? "x");
  const number = /\d/.test(marker) ? Number.parseInt(marker) : null;
  const neighbours = [before, endOf(lines, index)].map((at) => piecesOf(lines[at] ?? ""));
  const same = neighbours.some((other) => other.marker === marker && other.indent === indent);
  const next = number === null ? null : same ? number : number + 1;
  const mark = next === null ? marker : marker.replace(/\d+/, String(next));
  const insert = `${blank ? `\n${quote.trimEnd()}` : ""}\n${quote}${indent}${mark}${gap || " "}${task && "[ ] "}`;
  return { insert, number: next, blank };
}

function leave(
  state: EditorState,
  line: Line,
  pieces: Pieces,
  dispatch: Parameters<StateCommand>[0]["dispatch"],
): boolean {
  const { lines, first } = regionAround(state, line);
  if (pieces.marker && parentOf(lines, line.number - first) >= 0) return nest(-1)({ state, dispatch });
  const outer = pieces.marker ? pieces.quote : pieces.quote.replace(/[ \t]*>[ \t]?$/, "");
  const previous = line.number > 1 ? state.doc.line(line.number - 1).text : "";
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : "";
  // The blank line of the quotation that came before this one is the one that ends it.
  const ended = !pieces.marker && previous !== "" && previous.trim() === pieces.quote.trim();
  const from = ended ? state.doc.line(line.number - 1).from : line.from;
  const apartAbove = !ended && isBlank(previous) && previous.trim() === outer.trim();
  const insert = (apartAbove ? "" : `${outer.trimEnd()}\n`) + outer;
  // The next item would be taken for text of the paragraph that is to be written here.
  const apart = isBlank(next) ? "" : `\n${outer.trimEnd()}`;
  dispatch(
    state.update({
      changes: [{ from, to: line.to, insert: insert + apart }],
      selection: EditorSelection.cursor(from + insert.length),
      userEvent: "input",
      scrollIntoView: true,
    }),
  );
  return true;
}

/**
 * Moves the selected items one level in or out, with what belongs to them. In a list Tab stays in the text even where there is no
 * deeper level; out of the top level it does not.
 */
export function nest(step: 1 | -1): StateCommand {
  return ({ state, dispatch }) => {
    const { main } = state.selection;
    const selected = linesOf(state, main);
    const [line, last] = [selected[0], selected.at(-1)] as [Line, Line];
    if (state.readOnly || piecesOf(line.text).marker === "" || inCode(state, line.to)) return false;
    const region = regionAround(state, line);
    const index = line.number - region.first;
    if (last.number - region.first >= region.lines.length) return false;
    const to = endOf(region.lines, last.number - region.first);
    const moved = (step > 0 ? deeper : outer)(region.lines, index, to);
    if (!moved) return step > 0;
    const changes = state.changes(changesTo(state, region, moved));
    dispatch(
      state.update({
        changes,
        selection: EditorSelection.range(changes.mapPos(main.anchor, 1), changes.mapPos(main.head, 1)),
        userEvent: step > 0 ? "input.indent" : "delete.dedent",
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

function deeper(lines: readonly string[], index: number, to: number): string[] | null {
  const sibling = siblingBefore(lines, index);
  if (sibling < 0) return null;
  const column = contentOf(piecesOf(lines[sibling] ?? ""));
  const by = column - columnOf(piecesOf(lines[index] ?? ""));
  const moved = lines.map((text, at) => (at >= index && at < to ? shifted(text, by) : text));
  const before = siblingBefore(moved, index);
  const last = before < 0 ? 0 : Number.parseInt(piecesOf(moved[before] ?? "").marker) || 0;
  return renumbered(withGiven(moved, index, last + 1), new Map([[index, last + 1]]));
}

function outer(lines: readonly string[], index: number, to: number): string[] | null {
  const parent = parentOf(lines, index);
  if (parent < 0) return null;
  const [above, item] = [piecesOf(lines[parent] ?? ""), piecesOf(lines[index] ?? "")];
  const by = columnOf(above) - columnOf(item);
  const number = (Number.parseInt(above.marker) || 0) + 1;
  const moved = lines.map((text, at) => (at >= index && at < to ? shifted(text, by) : text));
  const given = new Map([[index, number]]);
  // Those that came after it in the inner list are its own now, and counted anew.
  if (to < lines.length && columnOf(piecesOf(lines[to] ?? "")) >= contentOf(above)) given.set(to, 1);
  return renumbered(withGiven(moved, index, number), given);
}

function withGiven(lines: readonly string[], index: number, number: number): string[] {
  return lines.map((text, at) => (at === index && /\d/.test(piecesOf(text).marker) ? withNumber(text, number) : text));
}

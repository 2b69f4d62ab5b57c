/**
 * What stands at the top of the text and is more than lines: tables, which are shown as such, and what links and footnotes refer to.
 *
 * Found where the syntax tree is new and nowhere else. A block that the parser took over from the tree before is the same object in
 * both trees: from there on nothing has changed.
 */
import { syntaxTree } from "@codemirror/language";
import {
  type ChangeDesc,
  type EditorState,
  type Range,
  RangeSet,
  StateField,
  type Text,
  type Transaction,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Tree, TreeCursor } from "@lezer/common";
import { renewed } from "../../renewed";
import { type Definition, definition } from "./definitions";
import { viewOf } from "./mode";
import { TableWidget } from "./table/widget";

export interface Blocks {
  tables: DecorationSet;
  definitions: RangeSet<Definition>;
  /** Where an input method has composed: nothing is found there until it is done, so that its line stays as it is. */
  composed: { from: number; to: number } | null;
}

/** A stretch of the text, and what is in it now. */
interface Found {
  from: number;
  to: number;
  tables: Range<Decoration>[];
  definitions: Range<Definition>[];
}

export const blocks = StateField.define<Blocks>({
  create(state) {
    const none: Blocks = { tables: Decoration.none, definitions: RangeSet.empty, composed: null };
    return replace(
      none,
      walk(state.doc, syntaxTree(state), 0, () => false),
    );
  },
  update: (value, tr) => renew(value, tr, syntaxTree(tr.startState), syntaxTree(tr.state)),
  provide: (field) => [
    EditorView.decorations.compute([field, viewOf], (state) => shownTables(state, field)),
    EditorView.atomicRanges.of((view) => shownTables(view.state, field)),
  ],
});

function shownTables(state: EditorState, field: StateField<Blocks>): DecorationSet {
  return state.facet(viewOf) === "formatted" ? state.field(field).tables : Decoration.none;
}

/** The blocks after a transaction. Looks at what the change and the parser have touched. */
export function renew(before: Blocks, tr: Transaction, old: Tree, tree: Tree): Blocks {
  const composes = tr.isUserEvent("input.type.compose");
  if (!tr.docChanged && (composes || !before.composed)) {
    return tree === old
      ? before
      : replace(
          before,
          walk(tr.newDoc, tree, old.length, () => false),
        );
  }
  let blocks: Blocks = {
    tables: before.tables.map(tr.changes),
    definitions: before.definitions.map(tr.changes),
    composed: null,
  };
  const back = tr.changes.invertedDesc;
  const changed: { toA: number; fromB: number; toB: number }[] = [];
  tr.changes.iterChangedRanges((_fromA, toA, fromB, toB) => changed.push({ toA, fromB, toB }));
  if (before.composed) {
    const { from, to } = before.composed;
    changed.push({ toA: to, fromB: tr.changes.mapPos(from, -1), toB: tr.changes.mapPos(to, 1) });
    changed.sort((a, b) => a.fromB - b.fromB);
  }
  if (composes) {
    const from = Math.min(...changed.map(({ fromB }) => fromB));
    return { ...blocks, composed: { from, to: Math.max(...changed.map(({ toB }) => toB)) } };
  }
  /** Whether the parser took a block over, which stands behind the last change before it. */
  const same = ({ from, tree: block }: TreeCursor) => {
    const last = changed.findLast(({ toB }) => toB < from);
    if (!last || !block) return false;
    const was = from - last.toB + last.toA;
    const cursor = old.cursor();
    return cursor.childAfter(was) && cursor.from === was && cursor.tree === block;
  };
  let done = -1;
  for (const { fromB, toB } of changed) {
    if (toB <= done) continue;
    const doc = tr.newDoc;
    // The line above counts: a table or a paragraph may go on into what was changed.
    const above = doc.lineAt(Math.max(0, doc.lineAt(fromB).from - 1)).from;
    const start = Math.min(above, oldStart(old, back.mapPos(above), tr.changes));
    const found = walk(doc, tree, start, (cursor) => cursor.from > toB && same(cursor));
    done = found.to;
    blocks = replace(blocks, found);
  }
  return blocks;
}

/** Where the block that was at `pos` began, in the text as it is now. */
function oldStart(old: Tree, pos: number, changes: ChangeDesc): number {
  const cursor = old.cursor();
  return cursor.childAfter(pos) && cursor.from <= pos ? changes.mapPos(cursor.from, -1) : Number.POSITIVE_INFINITY;
}

/** Looks at the blocks from the one at `start` on, to the first one that is `same` as before. */
function walk(doc: Text, tree: Tree, start: number, same: (cursor: TreeCursor) => boolean): Found {
  const found: Found = { from: start, to: doc.length, tables: [], definitions: [] };
  const cursor = tree.cursor();
  if (!cursor.childAfter(start)) {
    found.to = Math.max(start, tree.length);
    return found;
  }
  found.from = Math.min(start, cursor.from);
  for (;;) {
    if (same(cursor)) {
      // A table is shown from the beginning of its line.
      found.to = doc.lineAt(cursor.from).from - 1;
      return found;
    }
    if (cursor.name === "Table") {
      const table = TableWidget.at(doc, cursor.from, cursor.to);
      if (table) found.tables.push(table);
    }
    const defines = definition(doc, cursor);
    if (defines) found.definitions.push(defines.range(cursor.from, cursor.to));
    if (!cursor.nextSibling()) break;
  }
  // What the parser has not come to yet stays as it was.
  found.to = Math.max(cursor.to, tree.length);
  return found;
}

/** `blocks` with a stretch of it replaced by what was found there. */
function replace(blocks: Blocks, { from, to, tables, definitions }: Found): Blocks {
  return {
    ...blocks,
    tables: renewed(blocks.tables, [{ from, to }], tables),
    definitions: renewed(blocks.definitions, [{ from, to }], definitions),
  };
}

/** The table that covers `pos`, its edges included. */
export function tableAt(state: EditorState, pos: number): { from: number; to: number; widget: TableWidget } | null {
  if (state.facet(viewOf) !== "formatted") return null;
  let found: { from: number; to: number; widget: TableWidget } | null = null;
  state.field(blocks).tables.between(pos, pos, (from, to, { spec }) => {
    const { widget } = spec as { widget: TableWidget };
    found = { from, to, widget };
    return false;
  });
  return found;
}

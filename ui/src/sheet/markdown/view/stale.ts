/**
 * What of the text in sight may look otherwise after an update. A block that the parser took over from the tree before, and that no
 * change and no caret has come to or left, looks as it did.
 */
import { syntaxTree } from "@codemirror/language";
import type { ViewUpdate } from "@codemirror/view";
import type { Tree, TreeCursor } from "@lezer/common";
import type { Range as Stretch } from "../../typing";
import { attention } from "./mode";

export interface Stale extends Stretch {
  /** What was shown of it: a block at the edge of what is in sight is shown beyond that too. */
  readonly shown: Stretch;
}

/** The stretches of `ranges` that have to be looked at again, in their order. */
export function stale(update: ViewUpdate, ranges: readonly Stretch[]): Stale[] {
  const { doc } = update.state;
  const tree = syntaxTree(update.state);
  const before = keptFrom(update);
  const found: Stale[] = [];
  for (const [index, { from, to }] of ranges.entries()) {
    let since = from;
    const add = (to: number, shownTo: number) => {
      const shownFrom = since === from ? (ranges[index - 1]?.to ?? -1) + 1 : since;
      found.push({ from: since, to, shown: { from: shownFrom, to: shownTo } });
    };
    let last: TreeCursor | null = null;
    const cursor = tree.cursor();
    for (let more = cursor.childAfter(from); more && cursor.from <= to; more = cursor.nextSibling()) {
      const start = doc.lineAt(cursor.from).from;
      const end = doc.lineAt(cursor.to).to;
      const old = before(cursor, start, end);
      if (old) {
        // Between two blocks that were neighbours before there are the same lines.
        const next: TreeCursor | null = last;
        const neighbours = next?.nextSibling() && next.from === old.from && before.unchanged(since, start);
        if (!neighbours && start > since) add(start - 1, start - 1);
        since = end + 1;
      }
      last = old;
    }
    if (since <= to) add(to, (ranges[index + 1]?.from ?? doc.length + 1) - 1);
  }
  return found;
}

interface Kept {
  /** Where the block at `cursor`, on the lines from `start` to `end`, stood in the tree before, if it looks as it did there. */
  (cursor: TreeCursor, start: number, end: number): TreeCursor | null;
  /** Whether nothing has changed between two places. */
  unchanged(from: number, to: number): boolean;
}

function keptFrom({ startState, state, changes }: ViewUpdate): Kept {
  const old: Tree = syntaxTree(startState);
  const back = changes.invertedDesc;
  const changed: Stretch[] = [];
  changes.iterChangedRanges((_fromA, _toA, from, to) => void changed.push({ from, to }), true);
  const places = [
    ...state.field(attention).places,
    ...startState.field(attention).places.map((place) => changes.mapPos(place)),
  ];
  const unchanged = (start: number, end: number) => !changed.some(({ from, to }) => from <= end && to >= start);
  const kept = ({ from, tree }: TreeCursor, start: number, end: number) => {
    if (!tree || !unchanged(start, end) || places.some((place) => place >= start && place <= end)) return null;
    const was = back.mapPos(from);
    const cursor = old.cursor();
    return cursor.childAfter(was) && cursor.from === was && cursor.tree === tree ? cursor : null;
  };
  return Object.assign(kept, { unchanged });
}

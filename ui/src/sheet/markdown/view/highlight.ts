/** Shows what is bold, a heading or a mark as such: block by block, so that a long text costs what is in sight of it. */
import { syntaxTree } from "@codemirror/language";
import type { EditorState, Range } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import { highlightTree } from "@lezer/highlight";
import type { Range as Stretch } from "../../typing";
import { marks } from "../looks";

const classes = new Map<string, Decoration>();

function looksLike(name: string): Decoration {
  const known = classes.get(name) ?? Decoration.mark({ class: name });
  classes.set(name, known);
  return known;
}

/** How the words in `ranges` look. */
export function highlighted(state: EditorState, ranges: readonly Stretch[]): Range<Decoration>[] {
  const found: Range<Decoration>[] = [];
  const cursor = syntaxTree(state).cursor();
  for (const { from, to } of ranges) {
    for (let more = cursor.childAfter(from); more && cursor.from < to; more = cursor.nextSibling()) {
      const { from: at, tree } = cursor;
      if (!tree) continue;
      const put = (from: number, to: number, name: string) => found.push(looksLike(name).range(at + from, at + to));
      highlightTree(tree, marks, put, Math.max(0, from - at), Math.min(tree.length, to - at));
    }
    while (cursor.parent());
  }
  return found;
}

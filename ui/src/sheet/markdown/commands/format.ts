/** How the text at the caret is set, for the buttons that show it. */
import type { EditorState } from "@codemirror/state";
import { blockAt } from "./blocks";
import { hasInline } from "./inline";
import type { TextCommand } from "./keys";
import { treeTo } from "./tree";

const NAMES: Readonly<Record<string, TextCommand>> = {
  StrongEmphasis: "strong",
  Emphasis: "emphasis",
  Strikethrough: "strike",
  InlineCode: "code",
  Link: "link",
};
const MARKS = ["strong", "emphasis", "strike", "code"] as const;
/** Longer selections are not looked through on each key, in UTF-16 units. */
const LOOKED_AT = 2000;

/** The commands whose work the selection shows. Asks for nothing that is not parsed yet: it runs with each key. */
export function formatOf(state: EditorState): ReadonlySet<TextCommand> {
  const set = new Set<TextCommand>();
  const { main } = state.selection;
  for (const side of [-1, 1] as const) {
    const inner = treeTo(state, main.head, 0).resolveInner(main.head, side);
    for (let node = inner; node.parent; node = node.parent) {
      const name = NAMES[node.name];
      // At its outer edge one is not within it.
      if (name && node.from < main.head && main.head < node.to && (main.empty || name === "link")) set.add(name);
    }
  }
  if (!main.empty && main.to - main.from < LOOKED_AT) {
    for (const mark of MARKS) if (hasInline(state, mark, main)) set.add(mark);
  }
  const { heading, quote, list } = blockAt(state);
  if (heading > 0) set.add("heading");
  if (heading === 2) set.add("heading2");
  if (heading === 3) set.add("heading3");
  if (quote) set.add("quote");
  if (list) set.add(list === "bullet" ? "bullets" : list === "ordered" ? "numbers" : "tasks");
  return set;
}

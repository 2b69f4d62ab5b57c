/** The texts of footnotes, `[^name]: …` and what is indented by four below it. */
import { NodeProp } from "@lezer/common";
import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";

const START = /^\[\^[^\] \r\n\t]+\]:[ \t]*/;

function start(line: Line): string | undefined {
  return line.indent < line.baseIndent + 4 ? START.exec(line.text.slice(line.pos))?.[0] : undefined;
}

/** Whether a line still belongs to the note above it. */
function goesOn(_: BlockContext, line: Line): boolean {
  if (line.indent >= line.baseIndent + 4 && line.next >= 0) {
    line.moveBaseColumn(line.baseIndent + 4);
    return true;
  }
  // An empty line does, one of blanks only if it is indented: so the page's parser has it.
  return line.text === "" || (line.next < 0 && line.indent >= line.baseIndent + 4);
}

/** For the dialect. */
export const footnotes: MarkdownConfig = {
  defineNodes: [{ name: "FootnoteDefinition", block: true, composite: goesOn }],
  // It spans blank lines, so no parse may stop right after one and keep it: that is decided by the group "Block".
  props: [NodeProp.group.add({ FootnoteDefinition: ["BlockContext"] })],
  parseBlock: [
    {
      name: "FootnoteDefinition",
      before: "LinkReference",
      parse(cx, line) {
        const found = start(line);
        if (!found) return false;
        const from = cx.lineStart + line.pos;
        const label = found.indexOf("]");
        cx.startComposite("FootnoteDefinition", line.pos);
        cx.addElement(cx.elt("FootnoteMark", from, from + 2));
        cx.addElement(cx.elt("FootnoteLabel", from + 2, from + label));
        cx.addElement(cx.elt("FootnoteMark", from + label, from + label + 2));
        line.moveBase(line.pos + found.length);
        return null;
      },
      endLeaf: (_, line) => start(line) !== undefined,
    },
  ],
};

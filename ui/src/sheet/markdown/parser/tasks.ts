/** Tasks, `- [ ]` and `- [x]`, with or without words after the box. */
import { tags } from "@lezer/highlight";
import type { LeafBlockParser, MarkdownConfig } from "@lezer/markdown";

const task: LeafBlockParser = {
  nextLine: () => false,
  finish(cx, leaf) {
    const from = leaf.start;
    const words = cx.parser.parseInline(leaf.content.slice(3), from + 3);
    const box = cx.elt("TaskMarker", from, from + 3);
    cx.addLeafElement(leaf, cx.elt("Task", from, from + leaf.content.length, [box, ...words]));
    return true;
  },
};

/** For the dialect: takes the place of Lezer's own tasks, which need words. */
export const tasks: MarkdownConfig = {
  defineNodes: [
    { name: "Task", block: true, style: tags.list },
    { name: "TaskMarker", style: tags.atom },
  ],
  parseBlock: [
    {
      name: "TaskList",
      leaf: (cx, leaf) =>
        cx.parentType().name === "ListItem" && /^\[[ xX]\](?:[ \t]|$)/.test(leaf.content) ? task : null,
      after: "SetextHeading",
    },
  ],
};

/** Alerts: quotes that begin with `> [!NOTE]`. They stay nodes `Blockquote`, the first of whose children tells the kind. */
import { tags } from "@lezer/highlight";
import type { MarkdownConfig } from "@lezer/markdown";

const START = /^> (\[!(?:note|tip|important|warning|caution)\])/i;

/** For the dialect: takes the place of Lezer's own quotes. */
export const alerts: MarkdownConfig = {
  defineNodes: [
    { name: "AlertMark", style: tags.processingInstruction },
    { name: "AlertTitle", style: tags.strong },
  ],
  parseBlock: [
    {
      name: "Blockquote",
      parse(cx, line) {
        if (line.next !== 62) return false;
        const from = line.pos;
        const alert = START.exec(line.text.slice(from));
        cx.startComposite("Blockquote", from);
        cx.addElement(cx.elt("QuoteMark", cx.lineStart + from, cx.lineStart + from + 1));
        if (!alert) {
          line.moveBase(from + (/[ \t]/.test(line.text[from + 1] ?? "") ? 2 : 1));
          return null;
        }
        // The whole line is the alert's head; its text starts on the next.
        const end = from + alert[0].length;
        cx.addElement(cx.elt("AlertMark", cx.lineStart + from + 2, cx.lineStart + end));
        const title = line.text.slice(end).trim();
        if (title) {
          const at = cx.lineStart + line.skipSpace(end);
          cx.addElement(cx.elt("AlertTitle", at, at + title.length));
        }
        line.moveBase(line.text.length);
        return null;
      },
    },
  ],
};

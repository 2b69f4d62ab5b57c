/** The marks within a line of text, and what is shown in their place. */
import { type EditorState } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";
import { blocks } from "./blocks";
import { defined } from "./definitions";
import { Glyph } from "./glyphs";
import { picture } from "./image";
import { onLines, touched } from "./mode";
import type { Paint } from "./paint";

const hidden = Decoration.replace({});
const code = Decoration.mark({ class: "cm-code" });
const link = Decoration.mark({ class: "cm-link" });
const note = Decoration.mark({ class: "cm-note" });
const rule = Decoration.replace({ widget: new Glyph("cm-rule") });

type Painter = (state: EditorState, node: SyntaxNodeRef, paint: Paint, formatted: boolean) => void;

/** Hides the children of that name while nothing touches the whole. */
function wrapped(mark: string): Painter {
  return (state, { node, from, to }, paint, formatted) => {
    if (!formatted || touched(state, from, to)) return;
    for (const child of node.getChildren(mark)) paint.hide(child.from, child.to, hidden);
  };
}

const codeMarks = wrapped("CodeMark");

const PAINTERS: Readonly<Record<string, Painter>> = {
  Emphasis: wrapped("EmphasisMark"),
  StrongEmphasis: wrapped("EmphasisMark"),
  Strikethrough: wrapped("StrikethroughMark"),
  InlineCode(state, node, paint, formatted) {
    paint.add(node.from, node.to, code);
    codeMarks(state, node, paint, formatted);
  },
  Escape(state, { from, to }, paint, formatted) {
    if (formatted && !touched(state, from, to)) paint.hide(from, from + 1, hidden);
  },
  Autolink: wrapped("LinkMark"),
  Link: paintLink,
  FootnoteReference: paintLink,
  Image(state, { node, from, to }, paint, formatted) {
    const parent = node.parent;
    const alone = parent?.name === "Paragraph" && parent.from === from && parent.to === to;
    const widget = picture(state, node, alone);
    if (!widget || !formatted) return;
    if (!touched(state, from, to)) paint.hide(from, to, Decoration.replace({ widget }));
    // While its marks are edited the picture stays below them.
    else if (alone) paint.add(to, to, Decoration.widget({ widget, side: 1 }));
  },
  HorizontalRule(state, { from, to }, paint, formatted) {
    if (formatted && !onLines(state, from, to)) paint.hide(from, to, rule);
  },
  FencedCode(state, { node, from, to }, paint, formatted) {
    if (!formatted || onLines(state, from, to)) return;
    for (const mark of node.getChildren("CodeMark")) paint.hide(mark.from, mark.to, hidden);
  },
};

for (const level of [1, 2, 3, 4, 5, 6]) Object.assign(PAINTERS, { [`ATXHeading${level}`]: paintHeading });
for (const level of [1, 2]) Object.assign(PAINTERS, { [`SetextHeading${level}`]: paintHeading });

/** Paints a node of the tree, if it is one that has marks. */
export function paintInline(state: EditorState, node: SyntaxNodeRef, paint: Paint, formatted: boolean): void {
  PAINTERS[node.name]?.(state, node, paint, formatted);
}

function paintHeading(state: EditorState, { node, from, to }: SyntaxNodeRef, paint: Paint, formatted: boolean): void {
  if (!formatted || onLines(state, from, to)) return;
  for (const mark of node.getChildren("HeaderMark")) {
    const line = state.doc.lineAt(mark.from);
    let begin = mark.from;
    let end = mark.to;
    // The white space between the marks and the words belongs to the marks.
    while (end < line.to && mark.from === from && /[ \t]/.test(state.sliceDoc(end, end + 1))) end += 1;
    while (begin > line.from && mark.from > from && /[ \t]/.test(state.sliceDoc(begin - 1, begin))) begin -= 1;
    paint.hide(begin, end, hidden);
  }
}

function paintLink(state: EditorState, { node, from, to }: SyntaxNodeRef, paint: Paint, formatted: boolean): void {
  const words = linkWords(state, node);
  if (!words) return;
  if (words.kind === "note") paint.add(words.from, words.to, note);
  else paint.add(words.from, words.to, link);
  if (!formatted || touched(state, from, to)) return;
  paint.hide(from, words.from, hidden);
  paint.hide(words.to, to, hidden);
}

/** The part of a link or a footnote's number that is read, if it leads anywhere. */
function linkWords(state: EditorState, node: SyntaxNode): { kind: "link" | "note"; from: number; to: number } | null {
  const { from, to } = node;
  const head = state.sliceDoc(from, Math.min(to, from + 300));
  const label = /^\[\^([^\]\s]+)\]$/.exec(head)?.[1];
  const { definitions } = state.field(blocks);
  if (label !== undefined) {
    const leads = defined(definitions, true, label) !== null;
    return leads ? { kind: "note", from: from + 2, to: to - 1 } : null;
  }
  const [open, close] = node.getChildren("LinkMark");
  if (!open || !close || close.from === open.to) return null;
  if (!node.getChild("URL")) {
    const labelled = node.getChild("LinkLabel");
    const wanted = labelled && labelled.to - labelled.from > 2 ? labelled : { from: open.from, to: close.to };
    if (!defined(definitions, false, state.sliceDoc(wanted.from + 1, wanted.to - 1))) return null;
  }
  return { kind: "link", from: open.to, to: close.from };
}

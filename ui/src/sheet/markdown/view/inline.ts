/** The marks within a line of text, and what is shown in their place. */
import { type EditorState } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";
import { Glyph } from "./glyphs";
import { picture } from "./image";
import { onLines, touched } from "./mode";
import type { Paint } from "./paint";
import { type Reference, reference } from "./references";

const code = Decoration.mark({ class: "cm-code" });
const link = Decoration.mark({ class: "cm-link" });
const note = Decoration.mark({ class: "cm-note" });
const rule = Decoration.replace({ widget: new Glyph("cm-rule") });

type Painter = (state: EditorState, node: SyntaxNodeRef, paint: Paint, formatted: boolean) => void;

/** Hides the children of that name while nothing touches the whole. */
function wrapped(mark: string): Painter {
  return (state, { node, from, to }, paint, formatted) => {
    if (!formatted || touched(state, from, to)) return;
    for (const child of node.getChildren(mark)) paint.hide(child.from, child.to);
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
    if (formatted && !touched(state, from, to)) paint.hide(from, from + 1);
  },
  HardBreak(state, { from, to }, paint, formatted) {
    // Two spaces at the end of a line are as good, and not to be seen anyway.
    if (formatted && !touched(state, from, to) && state.sliceDoc(from, from + 1) === "\\") paint.hide(from, from + 1);
  },
  Autolink: paintLink,
  Link: paintLink,
  FootnoteReference: paintLink,
  Image: paintLink,
  Reference: paintLink,
  URL: paintLink,
  HorizontalRule(state, { from, to }, paint, formatted) {
    if (formatted && !onLines(state, from, to)) paint.hide(from, to, rule);
  },
  FencedCode(state, { node, from, to }, paint, formatted) {
    if (!formatted || onLines(state, from, to)) return;
    for (const mark of node.getChildren("CodeMark")) paint.hide(mark.from, mark.to);
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
    paint.hide(begin, end);
  }
}

function paintLink(state: EditorState, { node, from, to }: SyntaxNodeRef, paint: Paint, formatted: boolean): void {
  const found = reference(state, node);
  if (!found) return;
  const { kind, words } = found;
  if (kind === "image") paintImage(state, node, found, paint, formatted);
  if (kind === "image" || words.from === words.to) return;
  const marked = !formatted || touched(state, from, to);
  // Among its marks a number on the line is easier to edit.
  if (kind === "link" || !marked) paint.add(words.from, words.to, kind === "note" ? note : link);
  if (marked) return;
  paint.hide(from, words.from);
  paint.hide(words.to, to);
}

function paintImage(state: EditorState, node: SyntaxNode, found: Reference, paint: Paint, formatted: boolean): void {
  if (!formatted) return;
  const { from, to } = found;
  const parent = node.parent;
  const alone = parent?.name === "Paragraph" && parent.from === from && parent.to === to;
  const widget = picture(state, found, alone);
  if (!touched(state, from, to)) paint.hide(from, to, Decoration.replace({ widget }));
  // While its marks are edited the picture stays below them.
  else if (alone) paint.add(to, to, Decoration.widget({ widget, side: 1 }));
}

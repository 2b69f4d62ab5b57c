/**
 * Which labels the text defines, so that words in brackets look like the link that the page makes of them only where it
 * does. Kept by lines: a change costs what it touches, not the text.
 */
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";
import { fold, label } from "./spans";

/** How many lines define each label; those of footnotes begin with `^`. */
type Labels = ReadonlyMap<string, number>;

const DEFINITION = /^[\s>]*(?:[-*+]\s+)?\[((?:[^[\]\\]|\\.)+)\]:/;

function count(labels: Map<string, number>, doc: Text, from: number, to: number, by: 1 | -1): void {
  for (let at = doc.lineAt(from).from; at <= to;) {
    const line = doc.lineAt(at);
    const found = line.text.includes("]:") ? DEFINITION.exec(line.text)?.[1] : undefined;
    if (found) {
      const name = fold(found);
      labels.set(name, (labels.get(name) ?? 0) + by);
    }
    at = line.to + 1;
  }
}

/** The labels that a text defines, as far as its lines tell: one in a block of code counts too. */
export const definitions = StateField.define<Labels>({
  create({ doc }) {
    const labels = new Map<string, number>();
    count(labels, doc, 0, doc.length, 1);
    return labels;
  },
  update(before, { changes, docChanged, startState, newDoc }) {
    if (!docChanged) return before;
    const more = new Map<string, number>();
    // Changes on one line come one by one; together they are one stretch of lines.
    const stretches: { from: number; to: number; fromB: number; toB: number }[] = [];
    changes.iterChanges((fromA, toA, fromB, toB) => {
      const from = startState.doc.lineAt(fromA).from;
      const to = startState.doc.lineAt(toA).to;
      const last = stretches.at(-1);
      if (last && from <= last.to) Object.assign(last, { to, toB });
      else stretches.push({ from, to, fromB, toB });
    });
    for (const { from, to, fromB, toB } of stretches) {
      count(more, startState.doc, from, to, -1);
      count(more, newDoc, fromB, newDoc.lineAt(toB).to, 1);
    }
    // Most keys define nothing, and cost no copy of what is defined.
    if (![...more.values()].some((by) => by !== 0)) return before;
    const labels = new Map(before);
    for (const [name, by] of more) labels.set(name, (labels.get(name) ?? 0) + by);
    return labels;
  },
});

/** Whether a node `Reference` or `FootnoteReference` is one: whether its label is defined. */
export function isDefined(state: EditorState, node: SyntaxNode): boolean {
  const name = label(node, (from, to) => state.sliceDoc(from, to));
  return (state.field(definitions, false)?.get(name) ?? 0) > 0;
}

/** Whether there is a footnote of that label. */
export function hasNote(state: EditorState, name: string): boolean {
  return (state.field(definitions, false)?.get(`^${fold(name)}`) ?? 0) > 0;
}

/** Whether a label stands for an address: most texts have none, and nothing is looked for. */
function definesLinks(labels: Labels): boolean {
  for (const [name, lines] of labels) if (lines > 0 && !name.startsWith("^")) return true;
  return false;
}

const link = Decoration.mark({ class: "cm-reference" });

function linked(view: EditorView): DecorationSet {
  const { state } = view;
  if (!definesLinks(state.field(definitions))) return Decoration.none;
  const marks: { from: number; to: number; value: Decoration }[] = [];
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter({ name, node }) {
        if (name !== "Reference" || !isDefined(state, node)) return;
        const [start, end] = node.getChildren("LinkMark");
        if (start && end && end.from > start.to) marks.push({ from: start.to, to: end.from, value: link });
      },
    });
  }
  return Decoration.set(
    marks.map(({ from, to, value }) => value.range(from, to)),
    true,
  );
}

/** Shows the words of a defined label as a link. For the editor, beside `briefLanguage`. */
export const references: Extension = [
  definitions,
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = linked(view);
      }
      update({ docChanged, viewportChanged, startState, state, view }: ViewUpdate): void {
        if (docChanged || viewportChanged || syntaxTree(startState) !== syntaxTree(state))
          this.decorations = linked(view);
      }
    },
    { decorations: ({ decorations }) => decorations },
  ),
  EditorView.baseTheme({
    ".cm-reference": { color: "var(--accent)", textDecoration: "underline", textUnderlineOffset: "0.18em" },
  }),
];

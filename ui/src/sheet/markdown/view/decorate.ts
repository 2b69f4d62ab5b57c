/** Shows the lines that are in sight: their shape, and their marks or what stands for them. Costs what is in sight, not what there is. */
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Line, Prec, RangeSet } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { renewed } from "../../renewed";
import type { Range } from "../../typing";
import { definitions } from "../parser";
import { blocks } from "./blocks";
import { Glyph, Label, Tick } from "./glyphs";
import { highlighted } from "./highlight";
import { paintInline } from "./inline";
import { attention, onLines, surroundingsOf, viewOf, type Words, wordsOf } from "./mode";
import { Paint } from "./paint";
import { type Container, container, type Prefix, prefix, type Token } from "./prefix";
import { stale } from "./stale";
import { DEEPEST } from "./theme";

interface Shape {
  line: Line;
  containers: Container[];
  looks: Set<string>;
  /** The marker of a task, and whether it is done. */
  task: { from: number; to: number; done: boolean } | null;
}

const LOOKS: Readonly<Record<string, string>> = {
  ATXHeading1: "cm-h1",
  ATXHeading2: "cm-h2",
  ATXHeading3: "cm-h3",
  ATXHeading4: "cm-h4",
  ATXHeading5: "cm-h4",
  ATXHeading6: "cm-h4",
  SetextHeading1: "cm-h1",
  SetextHeading2: "cm-h2",
  FencedCode: "cm-pre",
  CodeBlock: "cm-pre",
  HTMLBlock: "cm-raw",
  CommentBlock: "cm-raw",
  Table: "cm-raw",
  LinkReference: "cm-definition",
  FootnoteDefinition: "cm-definition",
};

/** Everything that is shown in `ranges` of the text; `hidden` are the stretches that the caret passes in one step, `looks` how words look. */
export function decorate(state: EditorState, ranges: readonly Range[]) {
  const formatted = state.facet(viewOf) === "formatted";
  const paint = new Paint(state.doc);
  const shapes = new Map<number, Shape>();
  const tree = syntaxTree(state);
  for (const range of ranges) {
    for (let at = range.from; at <= range.to;) {
      const line = state.doc.lineAt(at);
      if (!shapes.has(line.from)) shapes.set(line.from, { line, containers: [], looks: new Set(), task: null });
      at = line.to + 1;
    }
    const linesOf = (from: number, to: number, visit: (shape: Shape) => void) => {
      for (let at = Math.max(from, range.from); at <= Math.min(to, range.to);) {
        const shape = shapes.get(state.doc.lineAt(at).from);
        if (!shape) return;
        visit(shape);
        at = shape.line.to + 1;
      }
    };
    tree.iterate({
      ...range,
      enter(node) {
        const inside = container(state, node);
        if (inside) linesOf(node.from, node.to, ({ containers }) => containers.push(inside));
        const look = LOOKS[node.name];
        if (look) linesOf(node.from, node.to, ({ looks }) => looks.add(look));
        if (node.name === "TaskMarker") {
          const done = /x/i.test(state.sliceDoc(node.from, node.to));
          linesOf(node.from, node.to, (shape) => (shape.task = { from: node.from, to: node.to, done }));
        }
        paintInline(state, node, paint, formatted);
      },
    });
  }
  for (const shape of shapes.values()) paintLine(state, shape, paint, formatted);
  return { shown: paint.all, hidden: paint.hidden, looks: highlighted(state, ranges) };
}

function paintLine(state: EditorState, shape: Shape, paint: Paint, formatted: boolean): void {
  const { line, containers, looks, task } = shape;
  const before = prefix(line.text, line.from, containers);
  const plain = !formatted || onLines(state, line.from, line.to);
  let hanging = 0;
  const tokens = task ? withTask(before, task) : before.tokens;
  for (const token of tokens) hanging += paintToken(state, token, shape, paint, plain, formatted);
  const alert = containers.find(({ alert }) => alert !== null);
  if (alert?.alert) {
    looks.add("cm-alert").add(`cm-alert-${alert.alert}`);
    if (alert.from >= line.from) looks.add("cm-alert-first");
    if (alert.to <= line.to) looks.add("cm-alert-last");
    paintAlert(state, line, alert, before, paint, plain);
  } else if (before.bars.length > 0) looks.add("cm-quote");
  if (before.width > 0) looks.add(`cm-indent-${clamp(before.width)}`);
  if (hanging > 0) looks.add(`cm-hang-${clamp(hanging)}`);
  before.bars.slice(0, 3).forEach((at, index) => looks.add(`cm-bar-${index + 1}-${clamp(at)}`));
  const bare = line.length === 0 || (!plain && before.bars.length > 0 && before.to === line.to);
  if (bare && !looks.has("cm-pre")) looks.add("cm-blank");
  if (formatted && !plain && looks.has("cm-pre") && /^\s*(?:```|~~~)/.test(line.text)) looks.add("cm-fence");
  if (looks.size > 0) paint.add(line.from, line.from, Decoration.line({ class: [...looks].join(" ") }));
}

function clamp(width: number): number {
  return Math.min(width, DEEPEST);
}

/** The marker of a task belongs to the mark of its item. */
function withTask({ tokens }: Prefix, task: { to: number }): readonly Token[] {
  const last = tokens.at(-1);
  if (!last) return tokens;
  return [...tokens.slice(0, -1), { ...last, to: task.to + 1 }];
}

/** Paints a mark before the words, and answers how wide it is shown. */
function paintToken(
  state: EditorState,
  token: Token,
  { line, task }: Shape,
  paint: Paint,
  plain: boolean,
  formatted: boolean,
): number {
  const { from, kind, width } = token;
  const to = Math.min(token.to, line.to);
  const last = task !== null && task.to < token.to;
  if (last && formatted) {
    // A task is ticked while its words are written; its marks are shown to the caret that is among them.
    const among = plain && state.field(attention).places.some((place) => place >= line.from && place < to);
    if (!among) {
      paint.hide(from, to, Decoration.replace({ widget: new Tick(task.done, line.text.slice(to - line.from)) }));
      return width;
    }
  }
  if (last) return 0;
  if (plain || kind === "number") {
    paint.add(from, to, Decoration.mark({ class: `cm-box cm-wide-${width}` }));
    return width;
  }
  if (kind === "bullet") {
    paint.hide(from, to, Decoration.replace({ widget: new Glyph(`cm-box cm-wide-${width} cm-bullet`, "• ") }));
    return width;
  }
  paint.hide(from, to);
  return 0;
}

/** `[!NOTE]` becomes the alert's name, in the words of the window. */
function paintAlert(
  state: EditorState,
  line: Line,
  { from, alert }: Container,
  before: Prefix,
  paint: Paint,
  plain: boolean,
) {
  if (plain || from < line.from || from > line.to || !alert) return;
  const mark = /^\[![a-z]+\]/i.exec(line.text.slice(before.to - line.from))?.[0];
  if (!mark) return;
  const name = state.facet(wordsOf).alerts[alert as keyof Words["alerts"]];
  paint.hide(before.to, before.to + mark.length, Decoration.replace({ widget: new Label("cm-alert-title", name) }));
}

class Painter {
  shown: DecorationSet = Decoration.none;
  hidden: DecorationSet = Decoration.none;
  looks: DecorationSet = Decoration.none;

  constructor(view: EditorView) {
    this.#showAll(view);
  }

  #showAll({ state, visibleRanges }: EditorView): void {
    const { shown, hidden, looks } = decorate(state, visibleRanges);
    this.shown = Decoration.set(shown, true);
    this.hidden = Decoration.set(hidden, true);
    this.looks = Decoration.set(looks, true);
  }

  update(update: ViewUpdate): void {
    const { view, state, startState, docChanged, viewportChanged, changes } = update;
    const changed = <T>(read: (of: EditorState) => T) => read(startState) !== read(state);
    if (
      viewportChanged ||
      changed((of) => of.facet(viewOf)) ||
      changed((of) => of.facet(wordsOf)) ||
      changed((of) => of.facet(surroundingsOf)) ||
      changed((of) => of.field(definitions)) ||
      !sameDefinitions(update)
    ) {
      this.#showAll(view);
    } else if (docChanged || changed(syntaxTree) || changed((of) => of.field(attention).places)) {
      const stretches = stale(update, view.visibleRanges);
      const { shown, hidden, looks } = decorate(state, stretches);
      const before = stretches.map(({ shown }) => shown);
      this.shown = renewed(this.shown.map(changes), before, shown);
      this.hidden = renewed(this.hidden.map(changes), before, hidden);
      this.looks = renewed(this.looks.map(changes), before, looks);
    }
  }
}

/** Whether every label still stands for what it did. */
function sameDefinitions({ startState, state, changes }: ViewUpdate): boolean {
  const before = startState.field(blocks).definitions;
  const after = state.field(blocks).definitions;
  if (before === after) return true;
  let touched = false;
  const touch = (): false => {
    touched = true;
    return false;
  };
  changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    before.between(fromA, toA, touch);
    after.between(fromB, toB, touch);
  });
  return !touched && RangeSet.eq([before.map(changes)], [after]);
}

export const painter = ViewPlugin.fromClass(Painter, {
  decorations: ({ shown }) => shown,
  provide: (plugin) => [
    EditorView.atomicRanges.of((view) => view.plugin(plugin)?.hidden ?? Decoration.none),
    // Within what is shown: a link that is bold is one link.
    Prec.high(EditorView.decorations.of((view) => view.plugin(plugin)?.looks ?? Decoration.none)),
  ],
});

/** What is hidden of the text in sight. */
export function hiddenIn(view: EditorView): DecorationSet {
  return view.plugin(painter)?.hidden ?? Decoration.none;
}

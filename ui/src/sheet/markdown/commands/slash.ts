/**
 * The menu that `/` opens: at the start of a line or after a space, and `、` at the start of an empty line, which is what the same
 * key gives in a Chinese input method. The sign stays in the text if nothing is chosen.
 */
import {
  type EditorState,
  type Extension,
  StateEffect,
  StateField,
  type Transaction,
  type TransactionSpec,
} from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { headOf, piecesOf } from "./lines";
import { type PlainCommand, textCommands, type TextCommand } from "./keys";
import { inCode } from "./tree";

export interface Slash {
  /** Where the sign stands. */
  from: number;
  query: string;
  /** The choice that is marked, among those that fit. */
  index: number;
}

/** What the menu offers in its order, with the words that find it: English, Chinese, its initials and its sounds. */
const OFFERED: readonly (readonly [TextCommand, readonly string[]])[] = [
  ["heading2", ["heading", "h2", "##", "title", "小标题", "标题", "xbt", "bt", "biaoti"]],
  ["heading3", ["smaller heading", "h3", "###", "subheading", "小标题", "次级标题", "cjbt", "bt", "biaoti"]],
  ["bullets", ["bullets", "list", "ul", "-", "列表", "项目符号", "lb", "xmfh", "liebiao"]],
  ["numbers", ["numbers", "numbered list", "ordered", "ol", "1.", "编号", "列表", "bh", "lb", "bianhao"]],
  ["tasks", ["tasks", "todo", "checklist", "[]", "任务", "待办", "rw", "db", "renwu", "daiban"]],
  ["quote", ["quote", "blockquote", ">", "引用", "yy", "yinyong"]],
  ["table", ["table", "grid", "|", "表格", "bg", "biaoge"]],
  ["image", ["image", "picture", "photo", "图片", "照片", "tp", "zp", "tupian"]],
  ["link", ["link", "url", "链接", "lj", "lianjie"]],
  ["footnote", ["footnote", "note", "[^", "脚注", "jz", "jiaozhu"]],
  ["rule", ["rule", "line", "divider", "---", "分隔线", "fgx", "fengexian"]],
  ["note", ["note", "notice", "alert", "callout", "提示", "ts", "tishi"]],
  ["warning", ["warning", "alert", "callout", "警告", "jg", "jinggao"]],
  ["codeBlock", ["code", "```", "代码", "dm", "daima"]],
];

/** The commands that fit what is typed behind the sign. */
export function fitting(query: string): TextCommand[] {
  const typed = query.toLowerCase();
  return OFFERED.filter(([, words]) =>
    words.some((word) => word.split(" ").some((each) => each.startsWith(typed)) || word.startsWith(typed)),
  ).map(([command]) => command);
}

export const closeSlash = StateEffect.define<null>();
export const moveSlash = StateEffect.define<number>();

export const slash = StateField.define<Slash | null>({
  create: () => null,
  update(before, transaction) {
    if (transaction.effects.some((effect) => effect.is(closeSlash))) return null;
    if (!before) return opened(transaction);
    const next = transaction.docChanged || transaction.selection ? goneOn(before, transaction) : before;
    if (!next) return opened(transaction);
    const step = transaction.effects.find((effect) => effect.is(moveSlash));
    if (!step) return next;
    const count = fitting(next.query).length;
    return { ...next, index: (next.index + step.value + count) % count };
  },
});

function opened(transaction: Transaction): Slash | null {
  if (!transaction.docChanged || !transaction.isUserEvent("input.type")) return null;
  const { state } = transaction;
  const { head, empty } = state.selection.main;
  const sign = state.sliceDoc(head - 1, head);
  if (!empty || (sign !== "/" && sign !== "、")) return null;
  // Typed just now, and not come to by something else.
  let typed = false;
  transaction.changes.iterChanges((_a, _b, from, to) => (typed ||= from <= head - 1 && to === head));
  const line = state.doc.lineAt(head);
  const start = headOf(piecesOf(line.text));
  const before = line.text.slice(0, head - 1 - line.from);
  const first = before.length <= start || before.trim() === "";
  const alone = first && line.text.slice(head - line.from).trim() === "";
  const opens = sign === "、" ? alone : first || /\s$/.test(before);
  if (!typed || !opens || inCode(state, head, 0)) return null;
  return { from: head - 1, query: "", index: 0 };
}

function goneOn({ from, query, index }: Slash, { state, changes }: Transaction): Slash | null {
  const at = changes.mapPos(from, 1);
  const { head, empty } = state.selection.main;
  const sign = state.sliceDoc(at, at + 1);
  if (!empty || head <= at || (sign !== "/" && sign !== "、")) return null;
  const typed = state.sliceDoc(at + 1, head);
  if (typed.length > 20 || /^\s|[\n/、]/.test(typed) || fitting(typed).length === 0) return null;
  return { from: at, query: typed, index: typed === query ? index : 0 };
}

/** Does what was chosen in the place of what was typed, as one change. What must be asked for first only clears the place. */
export function chosen(state: EditorState, command: TextCommand): TransactionSpec {
  const open = state.field(slash);
  const cleared = state.update({
    changes: open ? { from: open.from, to: state.selection.main.head } : [],
    effects: closeSlash.of(null),
  });
  let done: Transaction = cleared;
  const run = textCommands[command as PlainCommand].run as (typeof textCommands)[PlainCommand]["run"] | null;
  run?.({ state: cleared.state, dispatch: (transaction) => (done = transaction) });
  const changes = done === cleared ? cleared.changes : cleared.changes.compose(done.changes);
  return {
    changes,
    selection: done.newSelection,
    effects: closeSlash.of(null),
    userEvent: "input.insert",
    scrollIntoView: true,
  };
}

/** Tells assistive tools of the open menu, which is the element `id`, and of the marked choice in it. */
export function slashAttributes(id: string): Extension {
  return EditorView.contentAttributes.compute([slash], (state) => {
    const open = state.field(slash);
    const told: Record<string, string> = open
      ? { "aria-haspopup": "listbox", "aria-controls": id, "aria-activedescendant": `${id}-${open.index}` }
      : {};
    return told;
  });
}

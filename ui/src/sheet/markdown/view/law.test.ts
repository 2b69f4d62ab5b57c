/** The document is never changed by being shown, and what is found in it does not depend on how it came to be. */
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { Decoration, type DecorationSet } from "@codemirror/view";
import { TreeCursor } from "@lezer/common";
import fc from "../../../test-properties";
import { afterEach, expect, test, vi } from "vitest";
import { blocks, renew } from "./blocks";
import { decorate, painter } from "./decorate";
import { open } from "./testing";

afterEach(() => document.body.replaceChildren());

/** Pieces that meet each other in ways that nobody writes. */
const pieces = [
  ...[
    "a",
    "词",
    "。",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u2028",
    "\t",
    "\\",
    "|",
    "||",
    "*",
    "**",
    "***",
    "_",
    "~~",
  ],
  ...[
    "`",
    "```",
    "# ",
    "## x ##",
    "> ",
    "- ",
    "1. ",
    "- [ ] ",
    "- [x] ",
    "===",
    "---",
    "![",
    "[",
    "](",
    "](http://a.b)",
  ],
  ...["![a](image:0)", "[^1]", "[^1]: n", "[r]: u", "<http://a.b>", "https://a.b", "> [!NOTE]", "<br>", "<!-- "],
  ...["| a | b |\n| - | :-: |\n", "| 1 | 2\\|3 |\n", "\n| - |\n", "**重要的。**但", "😀", "e\u0301"],
];
const anyText = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 30 });

const tidied = (text: string) => text.replace(/\r\n?/g, "\n");

type Act =
  | { do: "select"; anchor: number; head: number }
  | { do: "view"; view: "formatted" | "source" }
  | { do: "focus" | "blur" | "again" };
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant("select" as const), anchor: fc.double(), head: fc.double() }),
  fc.record({ do: fc.constant("view" as const), view: fc.constantFrom("formatted" as const, "source" as const) }),
  fc.record({ do: fc.constantFrom("focus" as const, "blur" as const, "again" as const) }),
);

test("whatever is shown, selected and toggled, the text stays as it was", () => {
  fc.assert(
    fc.property(anyText, fc.array(anyAct, { maxLength: 8 }), (parts, acts) => {
      const given = parts.join("");
      const { editor, cm, text, told } = open(given);
      const within = (part: number) => Math.floor(Math.abs(part % 1 || 0) * (cm.state.doc.length + 1));
      for (const act of acts) {
        if (act.do === "select") cm.dispatch({ selection: { anchor: within(act.anchor), head: within(act.head) } });
        else if (act.do === "view") editor.setView(act.view);
        else if (act.do === "focus") cm.focus();
        else if (act.do === "blur") cm.contentDOM.blur();
        else editor.setText(given);
      }
      expect(text()).toBe(tidied(given));
      expect(told).toEqual([]);
      editor.destroy();
    }),
  );
});

test("what is found after any edits is what is found in the text as a whole", () => {
  const edit = fc.record({ from: fc.double(), cut: fc.nat(6), insert: fc.constantFrom(...pieces) });
  fc.assert(
    fc.property(anyText, fc.array(edit, { maxLength: 10 }), (parts, edits) => {
      const opened = open(parts.join(""));
      for (const { from, cut, insert } of edits) {
        const { doc } = opened.cm.state;
        const at = Math.floor(Math.abs(from % 1 || 0) * (doc.length + 1));
        opened.cm.dispatch({ changes: { from: at, to: Math.min(doc.length, at + cut), insert } });
      }
      const fresh = open(opened.text());
      expect(found(opened.cm.state)).toEqual(found(fresh.cm.state));
      opened.editor.destroy();
      fresh.editor.destroy();
    }),
  );
});

test("what is shown after any edits and moves of the caret is what is shown of the text as a whole", () => {
  const act = fc.oneof(
    { weight: 3, arbitrary: fc.record({ at: fc.double(), cut: fc.nat(3), insert: fc.constantFrom(...pieces, "") }) },
    { weight: 2, arbitrary: fc.record({ at: fc.double(), caret: fc.double() }) },
  );
  fc.assert(
    fc.property(anyText, fc.array(act, { minLength: 1, maxLength: 12 }), fc.boolean(), (parts, acts, focused) => {
      const { cm, editor } = open(parts.join(""));
      if (focused) cm.focus();
      const within = (part: number) => Math.floor(Math.abs(part % 1 || 0) * (cm.state.doc.length + 1));
      for (const one of acts) {
        const at = within(one.at);
        if ("caret" in one) cm.dispatch({ selection: { anchor: at, head: within(one.caret) } });
        else {
          const changes = { from: at, to: Math.min(cm.state.doc.length, at + one.cut), insert: one.insert };
          cm.dispatch({ changes, selection: { anchor: at }, userEvent: "input.type" });
        }
        const whole = decorate(cm.state, cm.visibleRanges);
        const plugin = cm.plugin(painter);
        expect(plugin && listed(plugin.shown)).toEqual(listed(Decoration.set(whole.shown, true)));
        expect(plugin && listed(plugin.hidden)).toEqual(listed(Decoration.set(whole.hidden, true)));
        expect(plugin && listed(plugin.looks)).toEqual(listed(Decoration.set(whole.looks, true)));
      }
      editor.destroy();
    }),
  );
});

/** What is shown, in an order of its own: what begins and ends together may come in any. */
function listed(set: DecorationSet): string[] {
  const all: string[] = [];
  for (const cursor = set.iter(); cursor.value; cursor.next()) {
    const { spec } = cursor.value as Decoration;
    all.push(JSON.stringify([cursor.from, cursor.to, spec]));
  }
  return all.sort();
}

test("a table that stands a space away from its line's beginning stays when something is written above it", () => {
  const { cm, editor } = open("1 | 2\n a | b |\n| - | - |\n");
  expect(found(cm.state)).toEqual([["table", 6, 24]]);
  cm.dispatch({ changes: { from: 0, insert: "a" } });
  expect(found(cm.state)).toEqual([["table", 7, 25]]);
  editor.destroy();
});

function found(state: EditorState) {
  const all: unknown[] = [];
  const { tables, definitions } = state.field(blocks);
  tables.between(0, state.doc.length, (from, to) => void all.push(["table", from, to]));
  definitions.between(0, state.doc.length, (from, to, { note, label }) => void all.push([note, label, from, to]));
  return all;
}

/** How many steps through syntax trees `work` takes. */
function steps(work: () => void): number {
  const ways = ["firstChild", "nextSibling", "childAfter", "next", "parent", "enter"] as const;
  const spies = ways.map((way) => vi.spyOn(TreeCursor.prototype, way));
  work();
  const taken = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  return taken;
}

const paragraph = "The **queue** began on Monday, and [nobody](https://example.org) left it.\n\n";
const table = "| port | days |\n| --- | --- |\n| 宁波 | 4 |\n\n[^1]: Where it says so.\n\n";

test.each([
  ["at the beginning", 4],
  ["in the middle", 500_000],
  ["within a table", (paragraph.length * 9 + table.length) * 700 + paragraph.length * 9 + 3],
])("a key in a text of a megabyte looks at what is around it: %s", (_, at) => {
  const text = (paragraph.repeat(9) + table).repeat(1_400);
  expect(text.length).toBeGreaterThan(1_000_000);
  const { cm, editor } = open(text);
  expect(ensureSyntaxTree(cm.state, text.length, 60_000)).not.toBeNull();
  cm.dispatch({});
  const tr = cm.state.update({ changes: { from: at, insert: "x" } });
  const after = ensureSyntaxTree(tr.state, tr.state.doc.length, 60_000);
  const before = cm.state.field(blocks);
  const finding = steps(() => renew(before, tr, syntaxTree(cm.state), after ?? syntaxTree(tr.state)));
  expect(finding).toBeLessThan(60);
  const showing = steps(() => void decorate(tr.state, [{ from: at, to: at + 3_000 }]));
  expect(showing).toBeLessThan(3_000);
  editor.destroy();
});

test("growing a fence at the beginning takes every table below it", () => {
  const { cm, host } = open(`text\n\n${table}${table}`);
  expect(host.querySelectorAll("table")).toHaveLength(2);
  cm.dispatch({ changes: { from: 0, insert: "```\n" } });
  expect(host.querySelectorAll("table")).toHaveLength(0);
  cm.dispatch({ changes: { from: 0, to: 4 } });
  expect(host.querySelectorAll("table")).toHaveLength(2);
});

test("words right below a table are a paragraph of their own", () => {
  const text = "| a |\n| - |\n| b |\n\nafter";
  const { cm, text: now } = open(text);
  const at = text.indexOf("\n\nafter") + 1;
  cm.dispatch(
    cm.state.update({ changes: { from: at, insert: "w" }, selection: { anchor: at + 1 }, userEvent: "input.type" }),
  );
  expect(now()).toBe("| a |\n| - |\n| b |\n\nw\nafter");
  expect(cm.state.selection.main.head).toBe(at + 2);
});

test("what an input method composes right below a table stays a line until it is done", () => {
  const text = "| a |\n| - |\n| b |\n\nafter";
  const { cm, host, text: now } = open(text);
  const at = text.indexOf("\n\nafter") + 1;
  cm.dispatch({ changes: { from: at, insert: "zi" }, userEvent: "input.type.compose" });
  expect(host.querySelectorAll("tbody tr")).toHaveLength(1);
  expect(now()).toBe("| a |\n| - |\n| b |\nzi\nafter");
  cm.dispatch({ changes: { from: at, to: at + 2, insert: "字" }, userEvent: "input.type.compose" });
  cm.dispatch({ changes: { from: at, insert: "\n" }, userEvent: "input" });
  expect(now()).toBe("| a |\n| - |\n| b |\n\n字\nafter");
  expect(found(cm.state)).toEqual([["table", 0, at - 1]]);
});

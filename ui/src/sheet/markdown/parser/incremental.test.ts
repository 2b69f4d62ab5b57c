/** A text that is edited is parsed from where it changed, and still to the tree that a fresh parse gives. */
import { readFileSync } from "node:fs";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { type Tree, TreeFragment } from "@lezer/common";
import { expect, test } from "vitest";
import { briefMarkdown } from ".";

const { parser } = markdown({ base: markdownLanguage, extensions: briefMarkdown }).language;
const cases = Object.values(
  JSON.parse(readFileSync("../tests/fixtures/markdown/cases.json", "utf8")) as Record<string, string>,
);

function shown(tree: Tree): string[] {
  const nodes: string[] = [];
  tree.iterate({ enter: ({ name, from, to }) => void nodes.push(`${name} ${from}-${to}`) });
  return nodes;
}

/** Numbers from 0 up to `below`, the same ones each time. */
function* numbers(seed: number): Generator<number, number, number> {
  let state = seed;
  let below = yield 0;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    below = yield Math.floor((state / 2 ** 32) * below);
  }
}

const PIECES = [
  "",
  "x",
  "。",
  "**",
  "\n",
  "\n\n",
  "    ",
  "> ",
  "> [!NOTE]\n",
  "[^1]",
  "[^1]: ",
  "- ",
  "`",
  "](a)",
  "~~",
];

test.each([1, 2, 3, 4, 5, 6, 7, 8])("after edits the tree is as from a fresh parse, series %i", (seed) => {
  const random = numbers(seed);
  random.next();
  const draw = (below: number) => random.next(below).value;
  let text = Array.from({ length: 12 }, () => cases[draw(cases.length)] ?? "").join("\n");
  let tree = parser.parse(text);
  let fragments = TreeFragment.addTree(tree);
  for (let edit = 0; edit < 60; edit += 1) {
    const from = draw(text.length);
    const to = Math.min(text.length, from + (draw(3) === 0 ? draw(6) : 0));
    const piece = PIECES[draw(PIECES.length)] ?? "";
    const before = text;
    text = text.slice(0, from) + piece + text.slice(to);
    fragments = TreeFragment.applyChanges(fragments, [{ fromA: from, toA: to, fromB: from, toB: from + piece.length }]);
    tree = parser.parse(text, fragments);
    expect({ edit, before, from, to, piece, tree: shown(tree) }).toEqual({
      edit,
      before,
      from,
      to,
      piece,
      tree: shown(parser.parse(text)),
    });
    fragments = TreeFragment.addTree(tree, fragments);
  }
});

test("a line that becomes part of the note above it is parsed with the note", () => {
  const before = `${"正文。\n\n".repeat(200)}[^1]: 注释\n\n`;
  const fragments = TreeFragment.applyChanges(TreeFragment.addTree(parser.parse(`${before}二\n`)), [
    { fromA: before.length, toA: before.length, fromB: before.length, toB: before.length + 4 },
  ]);
  const text = `${before}    二\n`;
  expect(shown(parser.parse(text, fragments))).toEqual(shown(parser.parse(text)));
});

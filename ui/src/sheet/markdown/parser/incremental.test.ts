/** A text that is edited is parsed from where it changed, and still to the tree that a fresh parse gives. */
import { type Input, type Tree, TreeFragment } from "@lezer/common";
import { expect, test } from "vitest";
import own from "../../../../../tests/fixtures/markdown/cases.json";
import { briefLanguage, briefParser } from ".";

const { parser } = briefLanguage;
const cases = Object.values(own);

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
  "words and 字 ",
  "1. ",
  "# ",
  "\n---\n",
  "| a |\n| - |\n",
  "\n```\n",
  "<!-- ",
  "\n\nA paragraph.\n\n",
  " ",
  "\t",
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

const PARAGRAPH = "A paragraph of *some* words, and [a link](https://example.org).";

/** A text of Markdown of all kinds, between paragraphs as most texts have them. */
function drawn(draw: (below: number) => number): string {
  const parts = Array.from({ length: 4 + draw(30) }, () =>
    draw(3) === 0 ? (cases[draw(cases.length)] ?? "") : PARAGRAPH,
  );
  return parts.join(draw(4) === 0 ? "\n" : "\n\n");
}

test.each(Array.from({ length: 40 }, (_, index) => index + 1))(
  "after edits the tree is as from a fresh parse, series %i",
  (seed) => {
    const random = numbers(seed);
    random.next();
    const draw = (below: number) => random.next(below).value;
    let text = drawn(draw);
    let tree = parser.parse(text);
    let fragments = TreeFragment.addTree(tree);
    for (let edit = 0; edit < 40; edit += 1) {
      const before = text;
      // Some edits come together, and are parsed once.
      for (let count = draw(5) === 0 ? 2 : 1; count > 0; count -= 1) {
        const from = draw(text.length + 1);
        const to = Math.min(text.length, from + (draw(3) === 0 ? draw(draw(4) === 0 ? 200 : 6) : 0));
        const piece = PIECES[draw(PIECES.length)] ?? "";
        text = text.slice(0, from) + piece + text.slice(to);
        const change = { fromA: from, toA: to, fromB: from, toB: from + piece.length };
        fragments = TreeFragment.applyChanges(fragments, [change]);
      }
      tree = parser.parse(text, fragments);
      const fresh = briefParser.parse(text);
      const of = { edit, before, text };
      expect({ ...of, tree: shown(tree) }).toEqual({ ...of, tree: shown(fresh) });
      expect(tree.length).toBe(fresh.length);
      fragments = TreeFragment.addTree(tree, fragments);
    }
  },
);

/** A text that tells how much of it was read. */
class Told implements Input {
  told = 0;
  readonly lineChunks = false;
  constructor(readonly text: string) {}
  get length(): number {
    return this.text.length;
  }
  chunk(from: number): string {
    return this.read(from, this.text.length);
  }
  read(from: number, to: number): string {
    this.told += to - from;
    return this.text.slice(from, to);
  }
}

function typed(text: string, at: number, piece: string) {
  const before = parser.parse(text);
  const change = { fromA: at, toA: at, fromB: at, toB: at + piece.length };
  const fragments = TreeFragment.applyChanges(TreeFragment.addTree(before), [change]);
  const input = new Told(text.slice(0, at) + piece + text.slice(at));
  return { before, after: parser.parse(input, fragments), input };
}

const LONG = Array.from({ length: 5000 }, (_, index) => `${index % 7 ? "" : "## "}${PARAGRAPH} ${String(index)}`).join(
  "\n\n",
);

test.each([
  ["at the beginning", 20],
  ["in the middle", LONG.length / 2],
  ["at the end", LONG.length],
])("a letter %s of a long text reads the text around it only, and takes over the rest", (_, near) => {
  const end = LONG.indexOf(".", near);
  const { before, after, input } = typed(LONG, end < 0 ? LONG.length : end, "x");
  expect(shown(after)).toEqual(shown(briefParser.parse(input.text)));
  expect(input.told).toBeLessThan(3000);
  const kept = new Set<Tree>();
  const trees = (tree: Tree) => {
    for (let node = tree.topNode.firstChild; node; node = node.nextSibling) if (node.tree) kept.add(node.tree);
    return kept.size;
  };
  const count = trees(before);
  expect(trees(after) - count).toBeLessThan(5);
});

test("paragraphs without end at one place keep the tree in shape", () => {
  let text = `${PARAGRAPH}\n\n${PARAGRAPH}`;
  let tree = parser.parse(text);
  let fragments = TreeFragment.addTree(tree);
  for (let count = 0; count < 500; count += 1) {
    const [from, piece] = [text.length, `\n\n${String(count)} ${PARAGRAPH}`];
    text += piece;
    const change = { fromA: from, toA: from, fromB: from, toB: text.length };
    fragments = TreeFragment.applyChanges(fragments, [change]);
    tree = parser.parse(text, fragments);
    fragments = TreeFragment.addTree(tree, fragments);
  }
  expect(shown(tree)).toEqual(shown(briefParser.parse(text)));
  const widest = (node: Tree): number =>
    Math.max(node.children.length, ...node.children.map((child) => ("children" in child ? widest(child) : 0)));
  const deepest = (node: Tree): number =>
    1 + Math.max(0, ...node.children.map((child) => ("children" in child ? deepest(child) : 0)));
  expect(widest(tree)).toBeLessThanOrEqual(32);
  expect(deepest(tree)).toBeLessThanOrEqual(24);
});

test("a line that becomes part of the note above it is parsed with the note", () => {
  const before = `${"正文。\n\n".repeat(200)}[^1]: 注释\n\n`;
  const fragments = TreeFragment.applyChanges(TreeFragment.addTree(parser.parse(`${before}二\n`)), [
    { fromA: before.length, toA: before.length, fromB: before.length, toB: before.length + 4 },
  ]);
  const text = `${before}    二\n`;
  expect(shown(parser.parse(text, fragments))).toEqual(shown(parser.parse(text)));
});

import { describe, expect, test } from "vitest";
import { blank } from "../../backend/fake";
import { compare } from "../../backend/fake-compare";
import { PLAIN } from "../../backend/fake-words";
import { en } from "../../text/en";
import { zh } from "../../text/zh";
import { reformatted } from "./formats";
import { changes, full, type Piece } from "./pieces";

const ANALYSIS = { ...blank().analysis, text: "Steel waits." };
const BRIEF = { ...blank(), headline: "Ports wait", summary: "Cranes stand still.", analysis: ANALYSIS };

/** What is shown, without the texts. */
function outline(pieces: readonly Piece[]) {
  return pieces.map((piece) =>
    piece.is === "same"
      ? `same: ${[...piece.parts, ...piece.body.map(({ index }) => index)].join(" ")}`
      : `${piece.part}: ${piece.rows.map((row) => (row.is === "same" ? `(${row.rows.length})` : row.index)).join(" ")}`.trim(),
  );
}

describe("the pieces of a page", () => {
  test("what is the same folds into one line, across parts", () => {
    const before = { ...BRIEF, body: "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n" };
    const after = { ...BRIEF, body: "One.\n\nTwo changed.\n\nThree.\n\nFour.\n\nFive changed.\n\nSix.\n" };
    expect(outline(changes(compare(before, after)))).toEqual([
      "headline:",
      "same: summary analysis 0",
      "body: 1 (2) 4",
      "same: 5",
    ]);
    expect(outline(full(compare(before, after)))).toEqual([
      "headline:",
      "summary:",
      "analysis: 0",
      "body: 0 1 2 3 4 5",
    ]);
  });

  test("equal texts are a headline and a fold", () => {
    const brief = { ...BRIEF, body: "One.\n\nTwo." };
    expect(outline(changes(compare(brief, brief)))).toEqual(["headline:", "same: summary analysis 0 1"]);
  });

  test("what neither has is not spoken of", () => {
    const bare = { ...blank(), analysis: { ...ANALYSIS, text: "" } };
    expect(outline(changes(compare(bare, { ...bare, slug: "ports" })))).toEqual(["details:"]);
  });
});

test.each([
  [{ ...PLAIN }, { ...PLAIN, strong: true }, "now bold", "改为粗体"],
  [{ ...PLAIN, code: true, emphasis: true }, PLAIN, "no longer italic, no longer code", "取消斜体，取消代码"],
  [{ ...PLAIN, link: "a.org" }, { ...PLAIN, link: "b.org" }, "link changed: a.org → b.org", "链接由 a.org 改为 b.org"],
  [PLAIN, { ...PLAIN, link: "b.org" }, "now a link: b.org", "加上链接：b.org"],
  [{ ...PLAIN, link: "a.org" }, PLAIN, "link removed: a.org", "去掉链接：a.org"],
])("words set otherwise are told as such", (was, now, english, chinese) => {
  expect(reformatted(was, now, en.compare.format)).toBe(english);
  expect(reformatted(was, now, zh.compare.format)).toBe(chinese);
});

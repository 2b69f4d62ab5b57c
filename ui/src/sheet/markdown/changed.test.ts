import { expect, test } from "vitest";
import { changed } from "./editor";

test.each([
  ["One two three", "One 2 three", { from: 4, to: 7, insert: "2" }],
  ["aa", "aaa", { from: 2, to: 2, insert: "a" }],
  ["aaa", "aa", { from: 2, to: 3, insert: "" }],
  ["", "央行", { from: 0, to: 0, insert: "央行" }],
  ["约8000亿元", "约1万亿元", { from: 1, to: 5, insert: "1万" }],
  ["same", "same", { from: 4, to: 4, insert: "" }],
])("only the stretch that differs is replaced: %s, %s", (before, after, change) => {
  expect(changed(before, after)).toEqual(change);
  expect(before.slice(0, change.from) + change.insert + before.slice(change.to)).toBe(after);
});

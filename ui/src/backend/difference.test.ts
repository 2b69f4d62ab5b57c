import { expect, test } from "vitest";
import { difference } from "./difference";

const long = "山口的卡车 waits. ".repeat(3000);

test.each([
  ["One two three", "One 2 three", { from: 4, to: 7, insert: "2" }],
  ["aa", "aaa", { from: 2, to: 2, insert: "a" }],
  ["aaa", "aa", { from: 2, to: 3, insert: "" }],
  ["", "央行", { from: 0, to: 0, insert: "央行" }],
  ["约8000亿元", "约1万亿元", { from: 1, to: 5, insert: "1万" }],
  ["same", "same", { from: 4, to: 4, insert: "" }],
  ["a😀b", "a😁b", { from: 1, to: 3, insert: "😁" }],
  ["😀", "🐀", { from: 0, to: 2, insert: "🐀" }],
])("the stretch that differs, between whole characters: %s, %s", (before, after, splice) => {
  expect(difference(before, after)).toEqual(splice);
});

test.each([0, 1, 4095, 4096, 20_000, long.length])("in a long text, at %d", (at) => {
  const after = long.slice(0, at) + "新" + long.slice(at);
  const { from, to, insert } = difference(long, after);
  expect(long.slice(0, from) + insert + long.slice(to)).toBe(after);
  expect(insert.length).toBe(1);
});

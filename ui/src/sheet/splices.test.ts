import fc from "../test-properties";
import { describe, expect, test } from "vitest";
import { back, difference, joined, spliced } from "./splices";

/** Few letters, so that much is alike; a character of two units among them. */
const texts = fc.string({ unit: fc.constantFrom("a", "b", "央", "😀", "\n"), maxLength: 12 });

describe("a splice", () => {
  test("leads from one text to the other and back", () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(12), (before, after, caret) => {
        const splice = difference(before, after, Math.min(caret, after.length));
        expect(spliced(before, [splice])).toBe(after);
        expect(spliced(after, back([splice]))).toBe(before);
      }),
    );
  });

  test("and another that touches it are one", () => {
    fc.assert(
      fc.property(texts, texts, texts, (one, two, three) => {
        const [first, then] = [difference(one, two), difference(two, three)];
        const both = joined(first, then);
        const apart = then.from > first.from + first.inserted.length || then.from + then.removed.length < first.from;
        expect(both === null).toBe(apart);
        if (both) expect(spliced(one, [both])).toBe(three);
      }),
    );
  });

  test.each([
    ["One two three", "One 2 three", 0, { from: 4, removed: "two", inserted: "2" }],
    ["aa", "aaa", 0, { from: 0, removed: "", inserted: "a" }],
    ["aa", "aaa", 2, { from: 1, removed: "", inserted: "a" }],
    ["aaa", "aa", 1, { from: 1, removed: "a", inserted: "" }],
    ["", "央行", 2, { from: 0, removed: "", inserted: "央行" }],
    ["约8000亿元", "约1万亿元", 3, { from: 1, removed: "8000", inserted: "1万" }],
    ["same", "same", 0, { from: 0, removed: "", inserted: "" }],
  ])("is the only stretch that differs, ending at the caret: %s, %s, %d", (before, after, caret, splice) => {
    expect(difference(before, after, caret)).toEqual(splice);
    expect(spliced(before, [splice])).toBe(after);
  });
});

test("several are made at once, and taken back at once", () => {
  const splices = [
    { from: 0, removed: "port", inserted: "harbour" },
    { from: 9, removed: "port", inserted: "" },
  ];
  expect(spliced("port and port", splices)).toBe("harbour and ");
  expect(spliced("harbour and ", back(splices))).toBe("port and port");
});

test.each([
  [[{ from: 0, removed: "b", inserted: "" }]],
  [[{ from: 9, removed: "", inserted: "x" }]],
  [
    [
      { from: 1, removed: "b", inserted: "" },
      { from: 0, removed: "a", inserted: "" },
    ],
  ],
])("a splice of another text is refused: %o", (splices) => {
  expect(spliced("abc", splices)).toBeNull();
});

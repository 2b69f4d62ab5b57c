import { describe, expect, test } from "vitest";
import { renumbered } from "./items";
import { enter, nest, nextItem } from "./lists";
import { after } from "./testing";

describe("Enter", () => {
  test.each([
    ["- a‸", "- a\n- ‸"],
    ["* 甲‸乙", "* 甲\n* ‸乙"],
    ["1. a‸", "1. a\n2. ‸"],
    ["9. a‸", "9. a\n10. ‸"],
    ["1) a ‸ b", "1) a\n2) ‸b"],
    ["1. a‸\n2. b\n3. c", "1. a\n2. ‸\n3. b\n4. c"],
    ["1. a‸\n1. b\n1. c", "1. a\n1. ‸\n1. b\n1. c"],
    ["8. a‸\n9. b\n   - c", "8. a\n9. ‸\n10. b\n    - c"],
    ["- [x] done‸", "- [x] done\n- [ ] ‸"],
    ["- a\n\n- b‸", "- a\n\n- b\n\n- ‸"],
    ["  - a‸", "  - a\n  - ‸"],
    ["> a‸", "> a\n> ‸"],
    ["> - a‸", "> - a\n> - ‸"],
    ["- a«b»c", "- a\n- ‸c"],
    ["1. a\n   1. b‸\n2. c", "1. a\n   1. b\n   2. ‸\n2. c"],
    ["- a\\\n  b‸", "- a\\\n  b\n- ‸"],
    ["1. a\\\n   b‸c\n2. d", "1. a\\\n   b\n2. ‸c\n3. d"],
    ["> - a\\\n>   乙‸", "> - a\\\n>   乙\n> - ‸"],
  ])("goes on: %s", (before, expected) => {
    expect(after(enter, before)).toBe(expected);
  });

  test.each([
    ["- a\n- ‸", "- a\n\n‸"],
    ["1. a\n2. ‸\n3. b", "1. a\n\n‸\n\n3. b"],
    ["- a\n  - ‸", "- a\n- ‸"],
    ["1. a\n   1. b\n   2. ‸", "1. a\n   1. b\n2. ‸"],
    ["- [ ] ‸", "‸"],
    ["> a\n> ‸", "> a\n\n‸"],
    ["> a\n>\n> ‸", "> a\n\n‸"],
    ["> > a\n> >\n> > ‸", "> > a\n>\n>‸"],
    ["> - a\n> - ‸", "> - a\n>\n> ‸"],
  ])("leaves: %s", (before, expected) => {
    expect(after(enter, before)).toBe(expected);
  });

  test.each(["a‸", "‸- a", "-‸ a", "```\n- a‸\n```", "---‸"])("is as ever elsewhere: %s", (text) => {
    expect(after(enter, text)).toBeNull();
  });
});

test.each([
  ["- a\\\n  ‸", "- a\n- ‸"],
  ["- a\n\n  b\n\n  ‸", "- a\n\n  b\n\n- ‸"],
  ["1. a\n   ‸\n2. c", "1. a\n2. ‸\n3. c"],
  ["  ‸", null],
  ["- a\n\n‸", null],
])("Enter on a blank line of an item begins the next one: %j", (before, expected) => {
  expect(after(nextItem, before)).toBe(expected);
});

describe("Tab", () => {
  test.each([
    ["- a\n- b‸", "- a\n  - b‸"],
    ["1. a\n2. 乙‸", "1. a\n   1. 乙‸"],
    ["1. a\n2. b‸\n3. c", "1. a\n   1. b‸\n2. c"],
    ["10. a\n11. b‸", "10. a\n    1. b‸"],
    ["- a\n  - b\n- c‸", "- a\n  - b\n  - c‸"],
    ["1. a\n   1. b\n2. c‸", "1. a\n   1. b\n   2. c‸"],
    ["- a\n- b‸\n  - c\n- d", "- a\n  - b‸\n    - c\n- d"],
    ["- a\n- «b\n- c»", "- a\n  - «b\n  - c»"],
    ["1. a\n2. «b\n3. c»\n4. d", "1. a\n   1. «b\n   2. c»\n2. d"],
    ["> - a\n> - b‸", "> - a\n>   - b‸"],
  ])("goes deeper: %s", (before, expected) => {
    expect(after(nest(1), before)).toBe(expected);
  });

  test("stays in the text where an item can go no deeper, and is free elsewhere", () => {
    const first = { ...nestResult("- a‸") };
    expect(first).toEqual({ applied: true, text: null });
    expect(nestResult("a‸")).toEqual({ applied: false, text: null });
    expect(nestResult("- a\n  - b‸")).toEqual({ applied: true, text: null });
  });

  test.each([
    ["- a\n  - b‸", "- a\n- b‸"],
    ["1. a\n   1. b‸\n2. c", "1. a\n2. b‸\n3. c"],
    ["- a\n  - b‸\n    - c", "- a\n- b‸\n  - c"],
    ["1. a\n   1. b‸\n   2. c", "1. a\n2. b‸\n   1. c"],
  ])("comes out with Shift: %s", (before, expected) => {
    expect(after(nest(-1), before)).toBe(expected);
  });

  test("with Shift at the top level goes to the field before", () => {
    expect(after(nest(-1), "- a‸")).toBeNull();
  });
});

test("numbers go on from the first; what hangs below a wider number moves with it", () => {
  expect(renumbered(["9. a", "3. b", "   - c"])).toEqual(["9. a", "10. b", "    - c"]);
  expect(renumbered(["3. a", "3. b", "3. c"])).toEqual(["3. a", "3. b", "3. c"]);
  expect(renumbered(["1. a", "   4. x", "   9. y", "7. b"])).toEqual(["1. a", "   4. x", "   5. y", "2. b"]);
});

function nestResult(text: string) {
  let applied = false;
  const result = after((target) => (applied = nest(1)(target)), text);
  return { applied, text: result?.replace("‸", "") === text.replace("‸", "") ? null : result };
}

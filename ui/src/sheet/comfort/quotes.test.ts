import { expect, test } from "vitest";
import { curled } from "./quotes";

/** A text as it comes out when its characters are typed one by one. */
function typed(text: string, lang: string, quotes: "straight" | "curly" | "corner"): string {
  let line = "";
  for (const character of text) {
    const sign = character === '"' || character === "'" ? curled(character, line, lang, quotes) : null;
    line += sign ?? character;
  }
  return line;
}

test.each([
  [`"No," she said, "it's the '90s."`, "“No,” she said, “it’s the ‘90s.”"],
  [`He read ("quietly") -- "and"`, "He read (“quietly”) -- “and”"],
  [`the ministers' "plan"`, "the ministers’ “plan”"],
  [`a 12" gun and 6' tall`, `a 12" gun and 6' tall`],
  [`the "top 5" list`, "the “top 5” list"],
  [`**"Bold"**`, "**“Bold”**"],
  ['the `"raw"` value', 'the `"raw"` value'],
  [String.raw`a \" stays`, String.raw`a \" stays`],
])("English: %s", (text, expected) => {
  expect(typed(text, "en-GB", "curly")).toBe(expected);
  expect(typed(text, "en", "corner")).toBe(expected);
});

test.each([
  ['他说"我们会回来"，然后离开', "他说“我们会回来”，然后离开", "他说「我们会回来」，然后离开"],
  [`"他说'好'了"。`, "“他说‘好’了”。", "「他说『好』了」。"],
  ['"一""二"', "“一”“二”", "「一」「二」"],
  ['在"GDP"之后', "在“GDP”之后", "在「GDP」之后"],
])("Chinese: %s", (text, curly, corner) => {
  expect(typed(text, "zh-CN", "curly")).toBe(curly);
  expect(typed(text, "zh-Hant", "corner")).toBe(corner);
});

test("straight marks stay where they are wanted", () => {
  expect(typed(`"It's"`, "en", "straight")).toBe(`"It's"`);
});

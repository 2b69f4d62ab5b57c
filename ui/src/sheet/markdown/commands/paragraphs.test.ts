import { describe, expect, test } from "vitest";
import { breakLine, newParagraph } from "./paragraphs";
import { after } from "./testing";

describe("Enter in reading text", () => {
  test.each([
    ["a‸", "a\n\n‸"],
    ["甲‸乙", "甲\n\n‸乙"],
    ["one ‸ two", "one\n\n‸two"],
    ["a «b» c", "a\n\n‸c"],
    ["«a\nb»", "\n\n‸"],
    ["‸a", "\n\n‸a"],
    ["a‸\n\nb", "a\n\n‸\n\nb"],
    ["a‸\nb", "a\n\n‸\n\nb"],
    ["## Title‸", "## Title\n\n‸"],
    ["## Ti‸tle", "## Ti\n\n‸tle"],
    ["## ‸Title", "\n\n## ‸Title"],
    ["> a‸", "> a\n>\n> ‸"],
    ["> a‸b\n> c", "> a\n>\n> ‸b\n> c"],
    ["- a\n\n  b‸", "- a\n\n  b\n\n  ‸"],
    ["«## T\n\ntext»", "\n\n‸"],
  ])("begins a paragraph: %j", (before, expected) => {
    expect(after(newParagraph, before)).toBe(expected);
  });

  test.each([
    ["a\n\n‸", "a\n\n‸"],
    ["a\n\n‸\n\nb", "a\n\n‸\n\nb"],
    ["a\n‸\nb", "a\n\n‸\n\nb"],
    ["a\n‸", "a\n\n‸"],
    ["‸\nb", "‸\n\nb"],
    ["‸", "‸"],
  ])("makes room on a blank line, once: %j", (before, expected) => {
    expect(after(newParagraph, before)).toBe(expected);
  });

  test.each([
    "- a‸",
    "- a\\\n  b‸",
    "- a\n\n  ‸",
    "1. ‸",
    "> ‸",
    "```\na‸\n```",
    "    code‸",
    "| a | b |\n|---|---|\n| c‸ | d |",
    "<div>\na‸\n</div>",
  ])("leaves to others: %j", (text) => {
    expect(after(newParagraph, text)).toBeNull();
  });
});

describe("Shift+Enter", () => {
  test.each([
    ["a‸b", "a\\\n‸b"],
    ["甲 ‸ 乙", "甲\\\n‸乙"],
    ["- a‸", "- a\\\n  ‸"],
    ["10. a‸b", "10. a\\\n    ‸b"],
    ["> a‸b", "> a\\\n> ‸b"],
    ["> - a‸b", "> - a\\\n>   ‸b"],
  ])("breaks the line: %j", (before, expected) => {
    expect(after(breakLine, before)).toBe(expected);
  });

  test.each(["‸", "## a‸", "- ‸", "```\na‸\n```"])("is Enter elsewhere: %j", (text) => {
    expect(after(breakLine, text)).toBeNull();
  });
});

import { describe, expect, test } from "vitest";
import { insertAlert, insertFootnote, insertRule, insertTable, tableOfHeads } from "./insert";
import { after } from "./testing";

const TABLE = "|    |    |    |\n| --- | --- | --- |\n|    |    |    |\n|    |    |    |";
const WITH_CARET = TABLE.replace("| ", "| ‸");

describe("on lines of its own", () => {
  test.each([
    ["‸", WITH_CARET],
    ["One‸", `One\n\n${WITH_CARET}`],
    ["One‸\n\nTwo", `One\n\n${WITH_CARET}\n\nTwo`],
    ["一‸行\n二\n\n三", `一行\n二\n\n${WITH_CARET}\n\n三`],
    ["One\n‸\nTwo", `One\n\n${WITH_CARET}\n\nTwo`],
  ])("a table at %s", (before, expected) => {
    expect(after(insertTable, before)).toBe(expected);
  });

  test.each([
    ["| Port | Days |‸", "| Port | Days |\n| --- | --- |\n| ‸ |  |"],
    ["一\n\n|港口|a\\|b|‸\n\n二", "一\n\n|港口|a\\|b|\n| --- | --- |\n| ‸ |  |\n\n二"],
    ["| Port | Days‸", null],
    ["| Port |‸", null],
    ["| | |‸", null],
    ["One\n| Port | Days |‸", null],
    ["```\n| Port | Days |‸\n```", null],
  ])("Enter behind the heads of a table makes one: %j", (before, expected) => {
    expect(after(tableOfHeads, before)).toBe(expected);
  });

  test("a rule never underlines the paragraph above it; a notice has the caret", () => {
    expect(after(insertRule, "One‸")).toBe("One\n\n---\n\n‸");
    expect(after(insertAlert("warning"), "一‸")).toBe("一\n\n> [!WARNING]\n> ‸");
    expect(after(insertRule, "```\n‸\n```")).toBeNull();
  });
});

describe("a footnote", () => {
  test.each([
    ["One‸ two.", "One[^1] two.\n\n[^1]: ‸"],
    ["央行«降准»。\n", "央行降准[^1]。\n\n[^1]: ‸"],
    ["a[^1] b‸\n\n[^1]: Note", "a[^1] b[^2]\n\n[^1]: Note\n[^2]: ‸"],
    ["a[^2] b‸\n\n[^2]: Note\n", "a[^2] b[^1]\n\n[^2]: Note\n[^1]: ‸"],
    ["‸", "[^1]\n\n[^1]: ‸"],
  ])("%s", (before, expected) => {
    expect(after(insertFootnote, before)).toBe(expected);
  });
});

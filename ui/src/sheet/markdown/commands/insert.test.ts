import { describe, expect, test } from "vitest";
import {
  asAddress,
  insertAlert,
  insertFootnote,
  insertRule,
  insertTable,
  linkAt,
  removeLink,
  setLink,
  suggestedAddress,
} from "./insert";
import { after, stateOf } from "./testing";

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

describe("a link", () => {
  test.each([
    ["See «the port» now", "See [the port](https://port.example)‸ now"],
    ["See the po‸rt now", "See the [port](https://port.example)‸ now"],
    ["看«港口»", "看[港口](https://port.example)‸"],
    ["See ‸", "See [https://port.example](https://port.example)‸"],
    ["«https://port.example»", "[https://port.example](https://port.example)‸"],
    ['See [the p‸ort](http://old.example "T") now', "See [the p‸ort](https://port.example) now"],
    ["«a]b»", "[a\\]b](https://port.example)‸"],
  ])("%s", (before, expected) => {
    expect(after(setLink("https://port.example"), before)).toBe(expected);
  });

  test("is found, and taken away", () => {
    expect(linkAt(stateOf("a [b‸](http://c.org) d"))?.address).toBe("http://c.org");
    expect(linkAt(stateOf("‸a [b](http://c.org) d"))).toBeNull();
    expect(after(removeLink, "a [«b»](http://c.org) d")).toBe("a «b» d");
    expect(suggestedAddress(stateOf("«https://a.org/b»"))).toBe("https://a.org/b");
    expect(suggestedAddress(stateOf("«port»"))).toBe("");
  });

  test.each([
    ["www.a.org", "https://www.a.org"],
    ["a.org/b?c", "https://a.org/b?c"],
    ["desk@a.org", "mailto:desk@a.org"],
    ["https://a.org/x (y)", "https://a.org/x%20%28y%29"],
    ["https://例子.cn/港口", "https://例子.cn/港口"],
    ["/inside", "/inside"],
    ["javascript:alert(1)", null],
    [" java\tscript:alert(1)", null],
    ["data:text/html,x", null],
    ["  ", null],
  ])("has the address %s", (typed, expected) => {
    expect(asAddress(typed)).toBe(expected);
  });
});

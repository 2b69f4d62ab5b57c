import { expect, test } from "vitest";
import { placeholders } from "./placeholders";

function found(text: string): string[] {
  return placeholders(text).map(({ from, to }) => text.slice(from, to));
}

test.each([
  ["The minister, TK, said TKTK. And tk?", ["TK", "TKTK", "tk"]],
  ["约TK亿元，比去年TKTK%", ["TK", "TKTK"]],
  ["A figure of XXX billion, XXXX people and ____ more", ["XXX", "XXXX", "____"]],
  ["[TK source] said [placeholder for quote] on [TBD]", ["[TK source]", "[placeholder for quote]", "[TBD]"]],
  ["cost [figure to come] and [name TBC]", ["[figure to come]", "[name TBC]"]],
  ["Growth was [xx]% and [insert name] left", ["[xx]", "[insert name]"]],
  ["增长待补，来源待补充。", ["待补", "待补充"]],
  ["据【待核实】消息，【数字待定】以及[待查]", ["【待核实】", "【数字待定】", "[待查]"]],
  ["One\nTK two\n\n待补", ["TK", "待补"]],
])("text that is still to come is found: %s", (text, marks) => {
  expect(found(text)).toEqual(marks);
});

test.each([
  "The Atkins report, a stk of TKO and Tk prices",
  "https://example.tk/a, www.tk.example.org, desk@tk.org, /tk/",
  "[the way to come](https://example.org) and [years to come, they say]",
  "[the placeholder rule](https://example.org) and [xx](a) and [the rule]",
  "____",
  "snake____case and __bold__ and xxx",
  "日期待定，记者等待结果，【完】",
  "Super Bowl XX",
])("ordinary text is none: %s", (text) => {
  expect(found(text)).toEqual([]);
});

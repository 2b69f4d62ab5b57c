import { expect, test } from "vitest";
import { linesIn } from "./paste";

test("a line each, without what is empty", () => {
  expect(linesIn("Prices fell\r\n\r\n  Ports waited\t\n\n")).toEqual(["Prices fell", "Ports waited"]);
  expect(linesIn("Prices fell\rPorts waited\u2028Steel held")).toEqual(["Prices fell", "Ports waited", "Steel held"]);
  expect(linesIn(" \n ")).toEqual([]);
});

test.each([
  ["1. Prices fell", "Prices fell"],
  ["12. Prices fell", "Prices fell"],
  ["1) Prices fell", "Prices fell"],
  ["(1) Prices fell", "Prices fell"],
  ["- Prices fell", "Prices fell"],
  ["* Prices fell", "Prices fell"],
  ["• Prices fell", "Prices fell"],
  ["•Prices fell", "Prices fell"],
  ["1.央行再降准", "央行再降准"],
  ["１．央行再降准", "央行再降准"],
  ["1、央行再降准", "央行再降准"],
  ["①央行再降准", "央行再降准"],
  ["⑫ 央行再降准", "央行再降准"],
  ["一、央行再降准", "央行再降准"],
  ["十二、央行再降准", "央行再降准"],
  ["（一）央行再降准", "央行再降准"],
  ["\u3000\u30002. 央行再降准", "央行再降准"],
])("the mark of a list is taken off %s", (line, text) => {
  expect(linesIn(line)).toEqual([text]);
});

test.each([
  "1.5 million homes stand empty",
  "-5% in a year",
  "*Steel* held",
  "2026. A year of waiting",
  "3 ports waited",
  "一季度增长百分之五",
  "一带一路、丝路基金",
  "三、四线城市房价回升",
  "A - B",
])("but nothing that belongs to the text: %s", (line) => {
  expect(linesIn(line)).toEqual([line]);
});

test("a mark with nothing behind it is no line", () => {
  expect(linesIn("1.\n-\n•\n一、")).toEqual([]);
});

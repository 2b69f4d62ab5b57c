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
  ["（3）央行再降准", "央行再降准"],
  ["【1】央行再降准", "央行再降准"],
  ["⑴央行再降准", "央行再降准"],
  ["❷ Prices fell", "Prices fell"],
  ["2️⃣ Prices fell", "Prices fell"],
  ["— Prices fell", "Prices fell"],
  ["- [ ] Prices fell", "Prices fell"],
  ["* [x] Prices fell", "Prices fell"],
  ["·\tPrices fell", "Prices fell"],
  ["o\tPrices fell", "Prices fell"],
  ["★ Prices fell", "Prices fell"],
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
  "+5% in a year",
  "o Prices fell",
  "第一，价格下跌",
  "第一季度增长百分之五",
  "[1] is a note",
])("but nothing that belongs to the text: %s", (line) => {
  expect(linesIn(line)).toEqual([line]);
});

test("a mark with nothing behind it is no line", () => {
  expect(linesIn("1.\n-\n•\n一、")).toEqual([]);
});

test("numbers that may belong to the text are marks where every line has its own", () => {
  expect(linesIn("第一，价格下跌\n第二，港口在等")).toEqual(["价格下跌", "港口在等"]);
  expect(linesIn("一、三港联手\n二、七月降准")).toEqual(["三港联手", "七月降准"]);
  expect(linesIn("• 1Prices fell\n• 2Ports wait")).toEqual(["Prices fell", "Ports wait"]);
  expect(linesIn("1 Prices fell\n2 “Ports” wait")).toEqual(["Prices fell", "“Ports” wait"]);
  const count = Array.from({ length: 21 }, (_, n) => n + 1);
  const han = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
  ];
  const all = [...han, "十七", "十八", "十九", "二十", "二十一"].map((number) => `第${number}、降准`);
  expect(linesIn(all.join("\n"))).toEqual(count.map(() => "降准"));
});

test.each([
  [["3 ports waited", "2 closed"]],
  [["1 port waited", "15 countries closed"]],
  [["1月降准", "2月加息"]],
  [["第一，价格下跌", "第三，港口在等"]],
  [["第一，价格下跌", "港口在等"]],
  [["三、四线城市回升", "一、二线城市企稳"]],
])("and text where one has not: %j", (lines) => {
  expect(linesIn(lines.join("\n"))).toEqual(lines);
});

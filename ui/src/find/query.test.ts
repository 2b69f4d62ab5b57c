import { describe, expect, test } from "vitest";
import { compile, matchesIn, type Query, replacementOf } from "./query";

function found(text: string, query: string, options: Partial<Query> = {}): string[] {
  const asked = { text: query, matchCase: false, wholeWord: false, regexp: false, ...options };
  const pattern = compile(asked);
  if (!pattern) throw new Error("no pattern");
  return [...matchesIn(text, pattern, asked.wholeWord)].map(({ 0: match, index }) => `${index} ${match}`);
}

describe("a query", () => {
  test.each([
    ["Rates and rates", "rates", {}, ["0 Rates", "10 rates"]],
    ["Rates and rates", "rates", { matchCase: true }, ["10 rates"]],
    ["央行降准，央行", "央行", {}, ["0 央行", "5 央行"]],
    ["a+b (c) a+b", "a+b", {}, ["0 a+b", "8 a+b"]],
    ["ＧＤＰ and gdp", "GDP", {}, ["0 ＧＤＰ", "8 gdp"]],
    ["ＧＤＰ and GDP", "GDP", { matchCase: true }, ["8 GDP"]],
    ["逗号，不是,", ",", {}, ["5 ,"]],
    ["aaaa", "aa", {}, ["0 aa", "2 aa"]],
    ["port ports Port's", "port", { wholeWord: true }, ["0 port", "11 Port"]],
    ["GDP增长", "gdp", { wholeWord: true }, ["0 GDP"]],
    ["东北京剧在北京", "北京", { wholeWord: true }, ["5 北京"]],
    ["2019 to 2026", "\\d{4}", { regexp: true }, ["0 2019", "8 2026"]],
    ["a\nb", "^b", { regexp: true }, ["2 b"]],
    ["第三季度", "第.季", { regexp: true }, ["0 第三季"]],
    ["a-b", "[\\w\\-]+", { regexp: true }, ["0 a-b"]],
    ["𠮷x", "x*", { regexp: true }, ["2 x"]],
  ] as const)("%s: %s", (text, query, options, expected) => {
    expect(found(text, query, options)).toEqual(expected);
  });

  test("that is no pattern is told from one that finds nothing", () => {
    expect(compile({ text: "(", matchCase: false, wholeWord: false, regexp: true })).toBeNull();
    expect(found("abc", "(")).toEqual([]);
    expect(found("abc", "z", { regexp: true })).toEqual([]);
  });
});

test.each([
  ["$1-$2", true, "Li-Wen"],
  ["$<last> $&", true, "Wen Li Wen"],
  ["$$ $9 \\n", true, "$ $9 \n"],
  ["$1 \\n", false, "$1 \\n"],
])("a replacement %s", (replacement, regexp, expected) => {
  const match = /(\w+) (?<last>\w+)/.exec("Li Wen");
  if (!match) throw new Error("no match");
  expect(replacementOf(match, replacement, regexp)).toBe(expected);
});

import { expect, test } from "vitest";
import cases from "../../../../tests/fixtures/words.json";
import { LineSum } from "./line-sum";
import { countWords } from "./words";

test.each(cases)("$text has $words words, as the core counts them", ({ text, words }) => {
  expect(new LineSum(countWords).of(text)).toBe(words);
});

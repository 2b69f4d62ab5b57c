import { expect, test } from "vitest";
import cases from "../../../../tests/fixtures/words.json";
import { WordCounter } from "./words";

test.each(cases)("$text has $words words, as the core counts them", ({ text, words }) => {
  expect(new WordCounter().count(text)).toBe(words);
});

test("a text that changes is counted as if it were new", () => {
  const counter = new WordCounter();
  expect(counter.count("One two\n\n三四\nOne two")).toBe(6);
  expect(counter.count("One two\n\n三四五\nOne")).toBe(6);
  expect(counter.count("")).toBe(0);
});

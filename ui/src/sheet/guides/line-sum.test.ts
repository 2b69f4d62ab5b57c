import { expect, test } from "vitest";
import { LineSum } from "./line-sum";

const marks = (line: string) => line.split("x").length - 1;

test("the sum follows a text, and only changed lines are looked into", () => {
  const looked: string[] = [];
  const sum = new LineSum((line) => {
    looked.push(line);
    return marks(line);
  });
  expect(sum.of("x one\n\nxx two\nthree")).toBe(3);
  looked.length = 0;
  expect(sum.of("x one\n\nxx twox\nthree")).toBe(4);
  expect(looked).toEqual(["xx twox", "xx two"]);
});

test("whatever is done to a text, the sum is that of its lines", () => {
  const sum = new LineSum(marks);
  const texts = [
    "",
    "x",
    "\nx",
    "x\nx",
    "x\n\nx\n",
    "\n",
    "xx\nx\nxx",
    "xx\nxx",
    "😀x\n😁x",
    "x".repeat(9000),
    "x\n".repeat(5000),
    "x",
  ];
  for (const [at, text] of texts.entries())
    for (const next of [text, texts[(at * 5 + 3) % texts.length] ?? "", `${text}\nx`, `x\n${text}`, text])
      expect(sum.of(next)).toBe(marks(next));
});

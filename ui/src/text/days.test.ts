import { expect, test } from "vitest";
import { en } from "../text/en";
import { zh } from "../text/zh";
import { ago, dayOf } from "./days";

const now = new Date(2026, 5, 3, 10, 32);

test.each([
  [new Date(2026, 5, 3, 0, 1), "Today"],
  [new Date(2026, 5, 2, 23, 59), "Yesterday"],
  [new Date(2026, 4, 31, 12, 0), "Sunday 31 May"],
  [new Date(2026, 3, 9, 12, 0), "9 April"],
  [new Date(2025, 11, 24, 12, 0), "24 December 2025"],
])("%s is %s", (time, day) => {
  expect(dayOf(time, now, en.time, "en-GB")).toBe(day);
});

test("days in Chinese", () => {
  expect(dayOf(new Date(2026, 5, 2), now, zh.time, "zh-CN")).toBe("昨天");
  expect(dayOf(new Date(2026, 3, 9), now, zh.time, "zh-CN")).toBe("4月9日");
});

test.each([
  [new Date(2026, 5, 3, 10, 31, 30), "just now"],
  [new Date(2026, 5, 3, 10, 30), "2 min ago"],
  [new Date(2026, 5, 3, 9, 14), "09:14"],
  [new Date(2026, 5, 2, 17, 40), "17:40"],
])("%s was %s", (time, words) => {
  expect(ago(time, now, en.time, "en-GB")).toBe(words);
});

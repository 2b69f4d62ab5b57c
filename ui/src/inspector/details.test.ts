import { expect, test } from "vitest";
import { momentIn, momentText, tagsIn } from "./details";

test("tags are parted by the commas of either language, and stand once", () => {
  expect(tagsIn("Power grid, Provinces，电力、 ,Provinces")).toEqual(["Power grid", "Provinces", "电力"]);
  expect(tagsIn("")).toEqual([]);
});

test("a moment goes into the field and back", () => {
  const text = momentText("2026-06-03T08:30:00Z");
  expect(text).toMatch(/^2026-06-0\d \d\d:\d\d$/);
  expect(momentIn(text)).toBe("2026-06-03T08:30:00.000Z");
  expect(momentIn("2026/6/3")).toBe(momentIn("2026-06-03 00:00"));
  expect(momentIn("2026-06-03 08：30")).toBe(momentIn("2026-06-03 08:30"));
});

test("no moment, half a moment and days that do not exist are none", () => {
  expect(momentText(null)).toBe("");
  for (const text of ["", "soon", "2026-06", "2026-06-31", "2026-06-03 24:30", "2026-13-01"]) {
    expect(momentIn(text), text).toBeNull();
  }
});

import { expect, test } from "vitest";
import { fromLocal, tagsIn, toLocal } from "./details";

test("tags are parted by the commas of either language, and stand once", () => {
  expect(tagsIn("Power grid, Provinces，电力、 ,Provinces")).toEqual(["Power grid", "Provinces", "电力"]);
  expect(tagsIn("")).toEqual([]);
});

test("a moment goes into the field and back", () => {
  const local = toLocal("2026-06-03T08:30:00Z");
  expect(local).toMatch(/^2026-06-0\dT\d\d:\d\d$/);
  expect(fromLocal(local)).toBe("2026-06-03T08:30:00.000Z");
});

test("no moment, and half a moment, are none", () => {
  expect(toLocal(null)).toBe("");
  expect(fromLocal("")).toBeNull();
  expect(fromLocal("soon")).toBeNull();
});

import { expect, test } from "vitest";
import type { RevisionRow } from "../backend";
import { en } from "../text/en";
import { zh } from "../text/zh";
import { entries, type Entry, heightOf, oneSitting, place, within } from "./timeline";

/** Times of the test machine's own day. */
const NOW = new Date(2026, 5, 3, 18, 0);

function row(revision: number, began: [day: number, hour: number, minute: number], lasted = 0): RevisionRow {
  const at = new Date(2026, 5, ...began);
  const end = new Date(at.getTime() + lasted * 60_000);
  const [began_at, saved_at] = [at.toISOString(), end.toISOString()];
  return { revision, began_at, saved_at, name: null, checkpoint: null, parts: [], added: 0, removed: 0 };
}

const ROWS = [
  row(9, [3, 10, 30], 2),
  row(8, [3, 10, 20], 5),
  row(5, [3, 10, 5], 4),
  row(4, [2, 23, 58], 4),
  row(3, [2, 17, 40]),
  row(1, [1, 9, 0]),
];

test("the newest revision is the text as it is now, unless something is not on disk", () => {
  expect(entries(ROWS, true).map(({ now, row }) => [now, row?.revision])).toEqual([
    [true, 9],
    [false, 8],
    [false, 5],
    [false, 4],
    [false, 3],
    [false, 1],
  ]);
  expect(entries(ROWS.slice(0, 2), false).map(({ now, row }) => [now, row?.revision])).toEqual([
    [true, undefined],
    [false, 9],
    [false, 8],
  ]);
  expect(entries([], true)).toEqual([{ now: true, row: null }]);
});

test("more than five quiet minutes end a sitting", () => {
  const one = (row: RevisionRow): Entry => ({ now: false, row });
  expect(oneSitting(one(row(2, [3, 10, 30])), one(row(1, [3, 10, 20], 5)))).toBe(true);
  expect(oneSitting(one(row(2, [3, 10, 30])), one(row(1, [3, 10, 20], 4)))).toBe(false);
});

test("revisions stand under their day and within their sitting", () => {
  const placed = place(entries(ROWS, true), NOW, en.time, "en-GB");
  expect(placed.map(({ row, day, opens, closes }) => [row?.revision, day, opens, closes])).toEqual([
    [9, "Today", true, false],
    [8, null, false, true],
    [5, null, true, true],
    // Saved after midnight: it belongs to the day on which it ended.
    [4, null, true, true],
    [3, "Yesterday", true, true],
    [1, "Monday 1 June", true, true],
  ]);
  expect(place(entries(ROWS, true), NOW, zh.time, "zh-CN").flatMap(({ day }) => day ?? [])).toEqual([
    "今天",
    "昨天",
    "6月1日星期一",
  ]);
});

test("each row has its place, and the rows in sight are found by it", () => {
  const placed = place(entries(ROWS, true), NOW, en.time, "en-GB");
  expect(placed.map(({ top }) => top)).toEqual([34, 82, 139, 196, 278, 360]);
  expect(heightOf(placed)).toBe(408);
  expect(within(placed, 0, 1000)).toEqual([0, 6]);
  expect(within(placed, 100, 150)).toEqual([1, 3]);
  // The gap above a row is its own.
  expect(within(placed, 130, 131)).toEqual([2, 3]);
  expect(within(placed, 5000, 6000)).toEqual([6, 6]);
  expect(within([], 0, 100)).toEqual([0, 0]);
});

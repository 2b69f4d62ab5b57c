import { expect, test } from "vitest";
import type { Piece } from "../backend";
import { blank, FakeBackend } from "../backend/fake";
import { combine, keyOf } from "./combine";

const STORED = { ...blank(), headline: "Theirs", body: "One.\n\nTwo.\n\nThree.\n\n四。" };
const MINE = { ...blank(), headline: "Mine", body: "One mine.\n\nThree mine.\n\n四，我的。" };

test("a text is put together from both, whatever the order of the choices", async () => {
  const backend = new FakeBackend();
  const { body } = await backend.compareBriefs(STORED, MINE);
  const last = body.findLastIndex(({ mark }) => mark !== "same");
  const first = body.findIndex(({ mark }) => mark !== "same");
  const pieces: Piece[] = [
    { is: "block", part: "body", index: first },
    { is: "part", part: "headline" },
    { is: "block", part: "body", index: last },
  ];
  const one = await combine(MINE, STORED, pieces, backend);
  const other = await combine(MINE, STORED, [...pieces].reverse(), backend);
  expect(one.headline).toBe("Theirs");
  expect(one.body).toMatch(/^One\.\n/);
  expect(other).toEqual(one);
});

test("nothing chosen is mine", async () => {
  expect(await combine(MINE, STORED, [], new FakeBackend())).toEqual(MINE);
});

test("each piece has a name of its own", () => {
  const pieces: Piece[] = [
    { is: "part", part: "body" },
    { is: "block", part: "body", index: 0 },
    { is: "block", part: "analysis", index: 0 },
    { is: "takeaway", id: "body-0" },
    { is: "details" },
  ];
  expect(new Set(pieces.map(keyOf)).size).toBe(5);
});

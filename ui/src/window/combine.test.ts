import { expect, test } from "vitest";
import { problemOf, type Piece } from "../backend";
import { blank, FakeBackend } from "../backend/fake";
import { combine, keyOf } from "./combine";

const STORED = { ...blank(), headline: "Theirs", body: "One.\n\nTwo.\n\nThree.\n\n四。" };
const MINE = { ...blank(), headline: "Mine", body: "One mine.\n\nThree mine.\n\n四，我的。" };

const block = (index: number): Piece => ({ is: "block", part: "body", index });

test("a text is put together from both, whatever the order of the choices", async () => {
  const backend = new FakeBackend();
  const { body } = await backend.compareBriefs(STORED, MINE);
  const last = body.findLastIndex(({ mark }) => mark !== "same");
  const first = body.findIndex(({ mark }) => mark !== "same");
  const pieces: Piece[] = [block(first), { is: "part", part: "headline" }, block(last)];
  const one = await combine(MINE, STORED, pieces, backend);
  const other = await combine(MINE, STORED, [...pieces].reverse(), backend);
  expect(one.headline).toBe("Theirs");
  expect(one.body).toMatch(/^One\.\n/);
  expect(other).toEqual(one);
});

test("all that is chosen is asked for at once, by its place in the one comparison", async () => {
  const asked: unknown[] = [];
  const takePieces: FakeBackend["takePieces"] = (...all) => {
    asked.push(all);
    return Promise.resolve(STORED);
  };
  const pieces = [block(3), block(0), block(1)];
  expect(await combine(MINE, STORED, pieces, { takePieces })).toBe(STORED);
  expect(asked).toEqual([[STORED, MINE, pieces]]);
});

test("every paragraph chosen as it is stored is what is stored, moved and repeated ones too", async () => {
  const backend = new FakeBackend();
  const texts = ["A.\n\nJ.", "央。\n\nJ.\n\n- item\n\nA.\n\nB.", "二。\n\nA.\n\n二。\n\nA.", ""];
  for (const stored of texts.map((body) => ({ ...blank(), body }))) {
    for (const mine of texts.map((body) => ({ ...blank(), body }))) {
      const { body } = await backend.compareBriefs(stored, mine);
      const all = body.map((_, index) => block(index));
      expect(await combine(mine, stored, all, backend)).toEqual(stored);
    }
  }
});

test("nothing chosen is mine", async () => {
  expect(await combine(MINE, STORED, [], new FakeBackend())).toEqual(MINE);
});

test("a paragraph that is not there any more is refused", async () => {
  const refused: unknown = await combine(MINE, STORED, [block(99)], new FakeBackend()).catch(problemOf);
  expect(refused).toEqual({ code: "piece_not_found" });
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

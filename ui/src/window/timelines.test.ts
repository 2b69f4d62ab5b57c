import { expect, test } from "vitest";
import { blank } from "../backend/fake";
import { between } from "../sheet/edits";
import type { Done } from "../sheet/draft.svelte";
import { Timeline } from "../sheet/undo";
import { Timelines } from "./timelines";

/** A brief in which a text of so many letters was written. */
function written(letters: number): Done {
  const timeline = new Timeline(() => 0);
  const document = { ...blank(), body: "x".repeat(letters) };
  timeline.record(between(blank(), document));
  return { timeline, document };
}

test("a brief has what was done to it once, when it is opened again", () => {
  const timelines = new Timelines();
  const done = written(10);
  timelines.keep("b1", done);
  expect(timelines.take("b2")).toBeUndefined();
  expect(timelines.take("b1")).toBe(done);
  expect(timelines.take("b1")).toBeUndefined();
});

test("a brief to which nothing was done is not kept", () => {
  const timelines = new Timelines();
  timelines.keep("b1", { timeline: new Timeline(() => 0), document: blank() });
  expect(timelines.take("b1")).toBeUndefined();
});

test("the brief that was left first goes first when they take too much", () => {
  const timelines = new Timelines(30_000);
  for (const id of ["b1", "b2", "b1", "b3"]) timelines.keep(id, written(2500));
  expect(timelines.take("b2")).toBeUndefined();
  expect(timelines.take("b1")).toBeDefined();
  expect(timelines.take("b3")).toBeDefined();
});

import { expect, test } from "vitest";
import { blank, PUBLICATION } from "../../backend/fake-blank";
import type { Document } from "../document";
import { measure, Measures } from "./measured.svelte";

/** Time that passes when it is told to. */
function clock() {
  let waiting: (() => void)[] = [];
  return {
    later: (_: number, task: () => void) => {
      waiting.push(task);
      return () => (waiting = waiting.filter((other) => other !== task));
    },
    pass() {
      for (const task of waiting.splice(0)) task();
    },
    get tasks() {
      return waiting.length;
    },
  };
}

const BRIEF: Document = {
  ...blank(),
  headline: "TK waits",
  takeaways: [
    { id: "a", text: "Prices fell 3.2%" },
    { id: "b", text: "" },
  ],
  body: "央行再降准。\n\nThe figure is [placeholder] or TKTK.",
};

test("a brief that is shown is measured at once", () => {
  const measures = new Measures(clock().later);
  measures.guides = PUBLICATION.guides;
  measures.show(BRIEF);
  expect(measures.lengths).toEqual({ takeaways: 1, analysis: 0, body: 11 });
  expect(measures.ofTakeaway("a")).toEqual({ length: 3, guide: { min: 0, max: 35 }, is: "right" });
  expect(measures.of("body")?.is).toBe("short");
  expect(measures.placeholders).toBe(3);
  measures.show(null);
  expect(measures.placeholders).toBe(0);
});

test("what is typed is measured once, when typing rests", () => {
  const time = clock();
  const measures = new Measures(time.later);
  measures.show(BRIEF);
  for (const more of ["x", "xy", "xyz"]) measures.edited({ ...BRIEF, body: `${BRIEF.body} ${more}` });
  expect([measures.lengths.body, time.tasks]).toEqual([11, 1]);
  time.pass();
  expect([measures.lengths.body, time.tasks]).toEqual([12, 0]);
});

test("a brief that has gone is not measured any more", () => {
  const time = clock();
  const measures = new Measures(time.later);
  measures.show(BRIEF);
  measures.edited({ ...BRIEF, body: "TK TK TK TK" });
  measures.show(null);
  time.pass();
  expect(measures.placeholders).toBe(0);
});

test.each([
  [0, "empty"],
  [299, "short"],
  [300, "right"],
  [900, "right"],
  [901, "long"],
])("%i words of 300 to 900 are %s", (length, is) => {
  expect(measure(length, { min: 300, max: 900 }).is).toBe(is);
});

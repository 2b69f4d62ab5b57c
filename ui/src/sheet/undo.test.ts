import fc from "../test-properties";
import { beforeEach, describe, expect, test } from "vitest";
import { blank } from "../backend/fake";
import { apply, type Change, type Document } from "./document";
import { between, editedBy, inverse } from "./edits";
import type { Manner } from "./steps";
import { Timeline } from "./undo";

const start: Document = {
  ...blank(),
  headline: "Ports wait",
  takeaways: [
    { id: "a", text: "Prices fell" },
    { id: "b", text: "央行降准" },
  ],
};

/** A clock that stands until it is moved. */
let time = 0;
let timeline: Timeline;
let document: Document;

beforeEach(() => {
  time = 0;
  timeline = new Timeline(() => time);
  document = start;
});

function change(change: Change, manner: Manner = {}) {
  const after = apply(document, change);
  timeline.record(between(document, after, manner.after?.to), manner);
  document = after;
}

function set(field: "headline" | "summary" | "body", value: string, how: Manner["how"], caret = value.length) {
  const after = { at: field, from: caret, to: caret };
  change({ kind: "field", field, value }, { how: how ?? "whole", after });
}

/** Types into a field, a key at a time. */
function type(text: string, field: "headline" | "summary" | "body" = "body", how: Manner["how"] = "typing") {
  for (const key of text) set(field, document[field] + key, how);
}

function undo() {
  const taken = timeline.undo(document);
  if (taken) document = taken.document;
  return taken;
}

function redo() {
  const taken = timeline.redo(document);
  if (taken) document = taken.document;
  return taken;
}

function together(task: () => void, manner?: Manner) {
  timeline.together(() => document, task, manner);
}

/** The bodies that undoing goes through. */
function bodies(): string[] {
  const found = [];
  while (undo()) found.push(document.body);
  return found;
}

describe("what is typed in one go is one step", () => {
  test("until a pause", () => {
    type("Ports");
    time += 800;
    type(" wait");
    time += 801;
    type(" on");
    expect(bodies()).toEqual(["Ports wait", ""]);
  });

  test("until the caret moves", () => {
    type("Ports");
    set("body", "The Ports", "typing", 4);
    timeline.pause();
    type("!");
    expect(bodies()).toEqual(["The Ports", "Ports", ""]);
  });

  test("until a line breaks", () => {
    type("Ports\nwait");
    expect(bodies()).toEqual(["Ports", ""]);
  });

  test("until text is taken away, and the other way round", () => {
    type("Ports");
    set("body", "Port", "deleting");
    set("body", "Por", "deleting");
    type("tal");
    expect(bodies()).toEqual(["Por", "Ports", ""]);
  });

  test("until another part is written", () => {
    type("Ports");
    type("!", "headline");
    type(" wait");
    expect(undo()).toMatchObject({ caret: { at: "body", from: 5, to: 5 }, step: { deed: "typing" } });
    expect(undo()).toMatchObject({ caret: { at: "headline", from: 10 } });
    expect(document).toEqual({ ...start, body: "Ports" });
  });

  test("a paste is a step of its own", () => {
    type("Ports");
    set("body", "Ports wait", "whole");
    type(" on");
    expect(bodies()).toEqual(["Ports wait", "Ports", ""]);
  });

  test("what an input method composes counts as one, however long it takes", () => {
    type("港口");
    timeline.pause();
    for (const step of ["n", "ni", "ni h", "你好"]) {
      set("body", `港口${step}`, "composing");
      time += 2000;
    }
    timeline.composed();
    expect(bodies()).toEqual(["港口", ""]);
  });

  test("one composition soon after the other goes on with it", () => {
    for (const word of ["港口", "在等"]) {
      for (const step of ["g", word]) set("body", document.body.replace(/g$/, "") + step, "composing");
      timeline.composed();
    }
    expect(bodies()).toEqual([""]);
  });

  test("one that was cancelled is no step", () => {
    set("body", "n", "composing");
    set("body", "", "composing");
    expect(timeline.canUndo).toBe(false);
    expect(timeline.bytes).toBe(0);
  });

  test("letters before the same letter are known by the caret", () => {
    type("ab");
    timeline.pause();
    for (const [at, text] of [
      [1, "aab"],
      [2, "acab"],
    ] as const)
      set("body", text, "typing", at);
    expect(bodies()).toEqual(["ab", ""]);
  });
});

describe("several changes", () => {
  test("are one step where they are made together", () => {
    together(
      () => {
        set("headline", "Ports", "whole");
        change({ kind: "takeaway-move", id: "b", to: 0 });
        together(() => set("body", "Text", "whole"));
      },
      { deed: "pasting" },
    );
    expect(undo()?.step.deed).toBe("pasting");
    expect(document).toEqual(start);
    redo();
    expect(document).toMatchObject({ headline: "Ports", body: "Text" });
    expect(timeline.canRedo).toBe(false);
  });

  test("are none where they cancel out, and leave what can be done again", () => {
    type("Ports");
    undo();
    together(() => {
      change({ kind: "hero", field: "decorative", value: true });
      change({ kind: "hero-remove" });
    });
    expect(timeline.canUndo).toBe(false);
    redo();
    expect(document.body).toBe("Ports");
  });

  test("that break off are one step as far as they came", () => {
    expect(() =>
      together(() => {
        set("headline", "Ports", "whole");
        throw new Error("broken off");
      }),
    ).toThrow("broken off");
    undo();
    expect(document).toEqual(start);
    type("x");
    type("y", "headline");
    expect(bodies()).toHaveLength(2);
  });
});

describe("a text from the library", () => {
  function replaced(by: Partial<Document>) {
    const after = { ...document, ...by };
    timeline.replaced(between(document, after), "elsewhere");
    document = after;
  }

  test("is a step, which is taken back and done again", () => {
    type("Mine");
    replaced({ body: "Theirs", takeaways: [{ id: "b", text: "央行再降准" }], tags: ["Ports"] });
    const theirs = document;
    expect(undo()?.step.deed).toBe("elsewhere");
    expect(document).toEqual({ ...start, body: "Mine" });
    redo();
    expect(document).toEqual(theirs);
  });

  test("takes nothing away that could be done again", () => {
    type("One");
    timeline.pause();
    type(" two");
    undo();
    undo();
    replaced({ headline: "Theirs" });
    expect(document).toEqual({ ...start, headline: "Theirs" });
    undo();
    expect(document).toEqual({ ...start, body: "One two" });
    expect(bodies()).toEqual(["One", ""]);
  });

  test("that says the same is no step", () => {
    replaced({ takeaways: start.takeaways.map((takeaway) => ({ ...takeaway })) });
    expect(timeline.canUndo).toBe(false);
  });
});

test("steps of another document do nothing and go", () => {
  type("Ports");
  document = { ...document, body: "Something else" };
  expect(timeline.undo(document)).toBeNull();
  expect(timeline.canUndo).toBe(false);
});

test("the oldest steps go when they take too much, and the last one stays whatever it takes", () => {
  timeline = new Timeline(() => time, 10_000);
  for (let n = 0; n < 20; n += 1) set("body", document.body + "long ".repeat(200), "whole");
  expect(timeline.bytes).toBeLessThanOrEqual(10_000);
  expect(bodies()).toHaveLength(4);
  set("body", "", "whole");
  set("body", "x".repeat(20_000), "whole");
  expect(bodies()).toEqual([""]);
});

describe("any edits", () => {
  const texts = fc.string({ unit: fc.constantFrom("a", "b", " ", "港", "😀", "\n"), maxLength: 8 });
  const ids = fc.constantFrom("a", "b", "c", "d");
  const changes: fc.Arbitrary<Change> = fc.oneof(
    fc.record({
      kind: fc.constant("field" as const),
      field: fc.constantFrom("headline" as const, "body" as const, "slug" as const),
      value: texts,
    }),
    fc.record({ kind: fc.constant("field" as const), field: fc.constant("tags" as const), value: fc.array(texts) }),
    fc.record({
      kind: fc.constant("field" as const),
      field: fc.constant("published_at" as const),
      value: fc.option(fc.constantFrom("2026-06-03T00:00:00Z", "2026-06-04T00:00:00Z")),
    }),
    fc.record({
      kind: fc.constant("analysis" as const),
      field: fc.constantFrom("text" as const, "tag" as const),
      value: texts,
    }),
    fc.record({ kind: fc.constant("hero" as const), field: fc.constant("alt" as const), value: texts }),
    fc.record({
      kind: fc.constant("hero" as const),
      field: fc.constant("decorative" as const),
      value: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("hero-image" as const), image: fc.constantFrom("1", "2") }),
    fc.constant({ kind: "hero-remove" as const }),
    fc.record({
      kind: fc.constant("takeaway-add" as const),
      at: fc.nat(4),
      takeaway: fc.record({ id: ids, text: texts }),
    }),
    fc.record({ kind: fc.constant("takeaway-edit" as const), id: ids, text: texts }),
    fc.record({ kind: fc.constantFrom("takeaway-remove" as const, "takeaway-join" as const), id: ids }),
    fc.record({ kind: fc.constant("takeaway-move" as const), id: ids, to: fc.nat(4) }),
    fc.record({ kind: fc.constant("takeaway-split" as const), id: ids, offset: fc.nat(8), newId: ids }),
  );
  const hows = fc.constantFrom("typing" as const, "deleting" as const, "composing" as const, "whole" as const);
  const doings = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ do: fc.constant("change" as const), change: changes, how: hows }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("replace" as const), changes: fc.array(changes) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("together" as const), changes: fc.array(changes) }) },
      { weight: 3, arbitrary: fc.constant({ do: "undo" as const }) },
      { weight: 2, arbitrary: fc.constant({ do: "redo" as const }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(2000) }) },
    ),
    { maxLength: 40 },
  );

  test("lead from one document to another and exactly back", () => {
    fc.assert(
      fc.property(fc.array(changes), (list) => {
        const after = list.reduce(apply, start);
        const edits = between(start, after);
        expect(editedBy(start, edits)).toEqual(after);
        expect(editedBy(after, inverse(edits))).toEqual(start);
      }),
    );
  });

  test("undo and redo, in any order: what was there before and after, and nothing typed is out of reach", () => {
    fc.assert(
      fc.property(doings, (list) => {
        time = 0;
        timeline = new Timeline(() => time);
        document = start;
        // The documents that there were, each where undoing and redoing lead to it.
        const past: Document[] = [];
        let future: Document[] = [];
        for (const doing of list) {
          const before = document;
          switch (doing.do) {
            case "wait":
              time += doing.ms;
              continue;
            case "undo": {
              const was = past.findLast(() => timeline.canUndo);
              const taken = undo();
              // What came from elsewhere may say what could have been done again: it is a step all the same.
              if (taken?.step.deed !== "elsewhere") expect(same(document, before)).toBe(!was);
              if (was) {
                // Of what was typed in one go only the beginning is a step.
                while (past.length > 0 && !same(past.at(-1), document)) past.pop();
                expect(past.pop()).toEqual(document);
                future.push(before);
              }
              continue;
            }
            case "redo": {
              const is = future.pop();
              redo();
              expect(document).toEqual(is ?? before);
              if (is) past.push(before);
              continue;
            }
            case "change":
              change(doing.change, { how: doing.how });
              break;
            case "together":
              together(() => doing.changes.forEach((one) => change(one)));
              break;
            case "replace": {
              const after = doing.changes.reduce(apply, document);
              const edits = between(document, after);
              timeline.replaced(edits, "elsewhere");
              document = after;
              if (edits.length > 0 && future.length > 0) {
                past.push(before, ...future.reverse());
                future = [];
                continue;
              }
              break;
            }
          }
          if (document === before) continue;
          past.push(before);
          if (!same(document, before)) future = [];
        }
        const last = document;
        let steps = 0;
        while (undo()) steps += 1;
        expect(document).toEqual(start);
        while (steps > 0) {
          redo();
          steps -= 1;
        }
        expect(document).toEqual(last);
      }),
    );
  });

  function same(a: unknown, b: unknown): boolean {
    return JSON.stringify(a) === JSON.stringify(b);
  }
});

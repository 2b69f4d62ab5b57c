import fc from "../../test-properties";
import { describe, expect, test } from "vitest";
import type { Takeaway } from "../../backend";
import { blank } from "../../backend/fake";
import { en } from "../../text/en";
import { apply, type Document } from "../document";
import { between } from "../edits";
import { Timeline } from "../undo";
import { add, move, type Outcome, outcome, putIn } from "./acts";
import type { Act } from "./keys";

const THREE: Takeaway[] = [
  { id: "a", text: "Prices fell" },
  { id: "b", text: "港口在等" },
  { id: "c", text: "Steel held" },
];

let ids = 0;
const newId = () => `new${(ids += 1)}`;

function documentOf(takeaways: readonly Takeaway[]): Document {
  return { ...blank(), takeaways };
}

/** The list after an outcome. */
function after(list: readonly Takeaway[], { changes }: Outcome): readonly Takeaway[] {
  return changes.reduce(apply, documentOf(list)).takeaways;
}

function texts(list: readonly Takeaway[]): string[] {
  return list.map(({ text }) => text);
}

describe("several lines put in", () => {
  function put(from: number, to: number, lines: string[]) {
    const done = putIn(THREE, 1, lines, { from, to }, newId);
    const list = done && after(THREE, done);
    const caret = done?.caret;
    const index = list?.findIndex(({ id }) => `takeaway:${id}` === caret?.at) ?? -1;
    return { texts: list && texts(list), caret: [index, caret?.from], said: done?.say?.(en) };
  }

  test.each([
    // In the middle, and over a selection: what was there goes around them.
    [2, 2, ["One", "Two"], ["Prices fell", "港口One", "Two在等", "Steel held"], [2, 3], "One takeaway added"],
    [0, 2, ["一", "二", "三"], ["Prices fell", "一", "二", "三在等", "Steel held"], [3, 1], "2 takeaways added"],
    // At an end the takeaway stays whole.
    [4, 4, ["One", "Two"], ["Prices fell", "港口在等", "One", "Two", "Steel held"], [3, 3], "2 takeaways added"],
    [0, 0, ["One", "Two"], ["Prices fell", "One", "Two", "港口在等", "Steel held"], [2, 3], "2 takeaways added"],
  ])("at %d–%d: %j", (from, to, lines, wanted, caret, said) => {
    expect(put(from, to, lines)).toEqual({ texts: wanted, caret, said });
  });

  test("one line is no list", () => {
    expect(putIn(THREE, 1, ["One"], { from: 0, to: 0 }, newId)).toBeNull();
  });

  test("an empty takeaway takes the first", () => {
    const list = [{ id: "a", text: "" }];
    const done = putIn(list, 0, ["One", "Two"], { from: 0, to: 0 }, newId);
    expect(done && texts(after(list, done))).toEqual(["One", "Two"]);
  });
});

test("a move goes nowhere from the ends", () => {
  const none = { from: 0, to: 0 };
  expect(move(THREE, 0, -1, none)).toBeNull();
  expect(move(THREE, 2, 3, none)).toBeNull();
  expect(move(THREE, 1, 1, none)).toBeNull();
  expect(move(THREE, 2, 0, { from: 1, to: 3 })).toMatchObject({ caret: { at: "takeaway:c", from: 1, to: 3 } });
});

describe("the caret", () => {
  test.each([
    [
      { do: "split", from: 2, to: 2 },
      { at: "takeaway:n", from: 0 },
    ],
    [
      { do: "join", index: 1 },
      { at: "takeaway:a", from: 11 },
    ],
    [
      { do: "join", index: 2 },
      { at: "takeaway:b", from: 4 },
    ],
    [{ do: "remove" }, { at: "takeaway:a", from: 11 }],
    [{ do: "duplicate" }, { at: "takeaway:n", from: 4 }],
    [
      { do: "move", to: 2 },
      { at: "takeaway:b", from: 1, to: 3 },
    ],
    [
      { do: "mark", mark: "strong" },
      { at: "takeaway:b", from: 3, to: 5 },
    ],
  ] as const)("after %o", (act, caret) => {
    expect(outcome(THREE, 1, act, { from: 1, to: 3 }, () => "n")?.caret).toMatchObject(caret);
  });

  test("goes to the button when nothing is left", () => {
    const [only] = THREE;
    expect(outcome([only as Takeaway], 0, { do: "remove" }, { from: 0, to: 0 }, newId)?.caret.at).toBe("takeaways");
  });
});

describe("any list", () => {
  const words = fc.string({ unit: fc.constantFrom("a", "央", "行", " ", "😀"), maxLength: 10 });
  const lists = fc.array(words, { maxLength: 5 }).map((all) => all.map((text, n) => ({ id: `t${n}`, text })));
  const spans = fc.tuple(fc.nat(10), fc.nat(10));
  const acts = fc.oneof(
    fc.constantFrom<Act["do"] | "add" | "put">("split", "join", "remove", "duplicate", "move", "mark", "add", "put"),
  );
  const doings = fc.array(fc.record({ do: acts, index: fc.nat(6), to: fc.nat(6), spans, lines: fc.array(words) }), {
    maxLength: 12,
  });
  type Doing = ReturnType<typeof doings.generate>["value"][number];

  function perform(list: readonly Takeaway[], doing: Doing): Outcome | null {
    const { index, to, lines } = doing;
    const { length } = list[index]?.text ?? "";
    const [from = 0, end = 0] = doing.spans.map((n) => Math.min(n, length)).sort((a, b) => a - b);
    const selected = { from, to: end };
    switch (doing.do) {
      case "add":
        return add(list, newId());
      case "put":
        return putIn(list, index, lines, selected, newId);
      case "split":
        return outcome(list, index, { do: "split", ...selected }, selected, newId);
      case "join":
        return outcome(list, index, { do: "join", index }, selected, newId);
      case "move":
        return outcome(list, index, { do: "move", to }, selected, newId);
      case "mark":
        return outcome(list, index, { do: "mark", mark: to % 2 ? "strong" : "emphasis" }, selected, newId);
      default:
        return outcome(list, index, { do: doing.do as "remove" }, selected, newId);
    }
  }

  test("keeps its ids unique, the others in their order, the caret in the list, and is undone exactly", () => {
    fc.assert(
      fc.property(lists, doings, (start, list) => {
        const timeline = new Timeline(() => 0);
        const documents = [documentOf(start)];
        for (const doing of list) {
          const before = documents.at(-1) as Document;
          const done = perform(before.takeaways, doing);
          if (!done) continue;
          const next = done.changes.reduce(apply, before);
          timeline.record(between(before, next), done);
          if (next === before) continue;
          documents.push(next);
          const now = next.takeaways.map(({ id }) => id);
          expect(new Set(now).size).toBe(now.length);
          const moved = done.deed === "moving" ? before.takeaways[doing.index]?.id : undefined;
          const stays = (id: string) => id !== moved && now.includes(id);
          const was = before.takeaways.map(({ id }) => id).filter(stays);
          expect(now.filter((id) => was.includes(id))).toEqual(was);
          const { at, from, to } = done.caret;
          const text = next.takeaways.find(({ id }) => at === `takeaway:${id}`)?.text;
          if (text === undefined) expect([at, now.length]).toEqual(["takeaways", 0]);
          else expect(0 <= from && from <= to && to <= text.length).toBe(true);
        }
        let now = documents.at(-1) as Document;
        for (const before of documents.slice(0, -1).reverse()) {
          now = timeline.undo(now)?.document ?? now;
          expect(now).toEqual(before);
        }
        for (const next of documents.slice(1)) {
          now = timeline.redo(now)?.document ?? now;
          expect(now).toEqual(next);
        }
      }),
    );
  });

  test("is as before when what was split is joined, where no space is at the cut", () => {
    fc.assert(
      fc.property(lists, fc.nat(5), fc.nat(10), (list, index, cut) => {
        const { text } = list[index] ?? { text: " " };
        const at = Math.min(cut, text.length);
        fc.pre(!/\s$/.test(text.slice(0, at)) && !/^\s/.test(text.slice(at)));
        const selected = { from: at, to: at };
        const done = outcome(list, index, { do: "split", ...selected }, selected, newId);
        fc.pre(done !== null);
        const two = after(list, done as Outcome);
        expect(two).toHaveLength(list.length + 1);
        const back = outcome(two, index + 1, { do: "join", index: index + 1 }, selected, newId) as Outcome;
        expect(after(two, back)).toEqual(list);
        expect(back.caret).toEqual({ at: `takeaway:${list[index]?.id}`, from: at, to: at });
      }),
    );
  });
});

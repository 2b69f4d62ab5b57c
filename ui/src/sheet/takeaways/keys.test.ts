import { describe, expect, test } from "vitest";
import { act, type Place } from "./keys";

/** In the second of three lines. */
const edge = () => ({ first: false, last: false });
const first = () => ({ first: true, last: false });
const last = () => ({ first: false, last: true });
const second: Place = { index: 1, count: 3, text: "Ports waited", from: 0, to: 0, edge };

function pressed(key: string, extra: Partial<KeyboardEvent> = {}) {
  return {
    key,
    code: "",
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    isComposing: false,
    keyCode: 0,
    ...extra,
  };
}

describe("keys in a takeaway", () => {
  test.each([
    ["Enter", {}, { from: 5, to: 5 }, { do: "split", from: 5, to: 5 }],
    ["Enter", {}, { from: 2, to: 5 }, { do: "split", from: 2, to: 5 }],
    ["Backspace", {}, {}, { do: "join", index: 1 }],
    ["Backspace", {}, { index: 0 }, null],
    ["Backspace", {}, { from: 3, to: 3 }, null],
    ["Backspace", {}, { from: 0, to: 4 }, null],
    ["Backspace", {}, { index: 0, text: "" }, { do: "remove" }],
    ["Delete", {}, { from: 12, to: 12 }, { do: "join", index: 2 }],
    ["Delete", {}, { from: 12, to: 12, index: 2 }, null],
    ["Delete", {}, { from: 3, to: 3 }, null],
    ["ArrowUp", { altKey: true }, {}, { do: "move", to: 0 }],
    ["ArrowDown", { altKey: true }, {}, { do: "move", to: 2 }],
    ["ArrowDown", { altKey: true }, { index: 2 }, { do: "move", to: 2 }],
    ["ArrowUp", {}, {}, null],
    ["ArrowUp", {}, { edge: first }, { do: "go", index: 0, line: "last" }],
    ["ArrowUp", {}, { edge: first, index: 0 }, null],
    ["ArrowUp", {}, { edge: first, from: 0, to: 3 }, null],
    ["ArrowUp", { shiftKey: true }, { edge: first }, null],
    ["ArrowDown", {}, { edge: first }, null],
    ["ArrowDown", {}, { edge: last }, { do: "go", index: 2, line: "first" }],
    ["ArrowDown", {}, { edge: last, index: 2 }, null],
    ["b", { ctrlKey: true }, {}, { do: "mark", mark: "strong" }],
    ["i", { ctrlKey: true }, {}, { do: "mark", mark: "emphasis" }],
    ["a", {}, {}, null],
    ["d", { ctrlKey: true }, {}, { do: "duplicate" }],
    ["d", { ctrlKey: true, shiftKey: true }, {}, null],
    ["Enter", { ctrlKey: true }, {}, null],
  ] as const)("%s %o at %o", (key, extra, place, wanted) => {
    expect(act(pressed(key, extra), { ...second, ...place })).toEqual(wanted);
  });

  test.each([{ isComposing: true }, { keyCode: 229 }])("nothing while an input method composes: %o", (composing) => {
    for (const key of ["Enter", "Backspace", "Delete", "ArrowUp", "ArrowDown"]) {
      expect(act(pressed(key, composing), { ...second, edge: first })).toBeNull();
      expect(act(pressed(key, { altKey: true, ...composing }), second)).toBeNull();
    }
    for (const key of ["d", "b", "i"]) expect(act(pressed(key, { ctrlKey: true, ...composing }), second)).toBeNull();
  });
});

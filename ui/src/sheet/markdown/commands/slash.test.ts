import { describe, expect, test } from "vitest";
import { chosen, fitting, moveSlash, slash } from "./slash";
import { stateOf, written } from "./testing";

function typing(text: string, keys: string) {
  let state = stateOf(text, slash);
  for (const key of keys) state = state.update(state.replaceSelection(key), { userEvent: "input.type" }).state;
  return state;
}

describe("the menu opens", () => {
  test.each([
    ["‸", "/"],
    ["One ‸", "/"],
    ["- ‸", "/"],
    ["> ‸", "/"],
    ["‸", "、"],
    ["- ‸", "、"],
    ["一 ‸ 二", "/"],
  ])("at %s with %s", (text, key) => {
    expect(typing(text, key).field(slash)).toMatchObject({ query: "", index: 0 });
  });

  test.each([
    ["and‸", "/"],
    ["http:‸", "/"],
    ["一‸", "、"],
    ["‸一", "、"],
    ["一 ‸", "、"],
    ["```\n‸\n```", "/"],
    ["1 ‸", "/ "],
    ["‸", "//"],
    ["‸", "/zzz"],
    ["‸", "x"],
  ])("not at %s with %s", (text, key) => {
    expect(typing(text, key).field(slash)).toBeNull();
  });

  test("not for what is pasted, and closes when the caret leaves", () => {
    const pasted = stateOf("‸", slash);
    const after = pasted.update(pasted.replaceSelection("/"), { userEvent: "input.paste" }).state;
    expect(after.field(slash)).toBeNull();
    const open = typing("One\n‸", "/");
    expect(open.update({ selection: { anchor: 0 } }).state.field(slash)).toBeNull();
  });
});

test.each([
  ["tab", "table"],
  ["TAB", "table"],
  ["表", "table"],
  ["bg", "table"],
  ["yy", "quote"],
  ["引", "quote"],
  ["jz", "footnote"],
  ["ali", undefined],
  ["aler", "note"],
])("%s finds %s first", (query, command) => {
  expect(fitting(query)[0]).toBe(command);
});

describe("a choice", () => {
  test.each([
    ["‸", "/", "heading2", "## ‸"],
    ["One ‸", "/qu", "quote", "> One ‸"],
    ["‸", "、lb", "bullets", "- ‸"],
    ["‸", "/", "image", "‸"],
  ] as const)("%s %s: %s", (text, keys, command, expected) => {
    const state = typing(text, keys);
    const transaction = state.update(chosen(state, command));
    expect(written(transaction.state)).toBe(expected);
    expect(transaction.state.field(slash)).toBeNull();
  });

  test("moves with the arrows, and round", () => {
    const state = typing("‸", "/");
    const up = state.update({ effects: moveSlash.of(-1) }).state;
    expect(up.field(slash)?.index).toBe(fitting("").length - 1);
    expect(up.update({ effects: moveSlash.of(1) }).state.field(slash)?.index).toBe(0);
  });
});

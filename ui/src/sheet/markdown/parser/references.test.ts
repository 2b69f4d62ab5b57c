import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { definitions } from "./references";

function labels(state: EditorState): string[] {
  return [...state.field(definitions)].filter(([, count]) => count > 0).map(([name]) => name);
}

test("the labels are those of the text, after any edits", () => {
  const doc = "见[甲]和[^1]。\n\n[甲]: https://example.org\n[^1]: 注\n> [Some  Note]: /b\n";
  let state = EditorState.create({ doc, extensions: definitions });
  expect(labels(state)).toEqual(["甲", "^1", "SOME NOTE"]);
  const at = doc.indexOf("[甲]:");
  state = state.update({ changes: { from: at, insert: "x" } }).state;
  expect(labels(state)).toEqual(["^1", "SOME NOTE"]);
  state = state.update({
    changes: [
      { from: at, to: at + 1 },
      { from: at + 2, to: at + 3, insert: "乙" },
    ],
  }).state;
  expect(labels(state)).toEqual(["^1", "SOME NOTE", "乙"]);
  state = state.update({ changes: { from: 0, to: state.doc.length, insert: "[丙]: /c" } }).state;
  expect(labels(state)).toEqual(["丙"]);
});

test("two lines that define a label leave one when one goes", () => {
  let state = EditorState.create({ doc: "[a]: /b\n\n[A]: /c\n", extensions: definitions });
  state = state.update({ changes: { from: 0, to: 8 } }).state;
  expect(labels(state)).toEqual(["A"]);
  expect(labels(state.update({ changes: { from: 0, to: 9 } }).state)).toEqual([]);
});

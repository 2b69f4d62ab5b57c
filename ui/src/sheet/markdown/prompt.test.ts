/** A letter is painted before the editor reads it, and nobody who asks for the text can tell. */
import type { EditorView } from "@codemirror/view";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Splice } from "../splices";
import { isUnread } from "../unread";
import type { MarkdownEditor } from "./editor";
import { open } from "./view/testing";

let told: string[];
let letters: Splice[];
let editor: MarkdownEditor;
let view: EditorView;

beforeEach(() => begin("Ports wait.\n\n港口在等。"));
afterEach(() => editor.destroy());

function begin(text: string) {
  ({ told, letters, editor, cm: view } = open(text));
  editor.focus();
}

/** Writes as the web view does: the event, the text on the page, and then whoever watches the page. */
async function write(at: number, data: string, init: InputEventInit = {}) {
  view.dispatch({ selection: { anchor: at } });
  const { node, offset } = view.domAtPos(at);
  const [text, place] = node instanceof Text ? [node, offset] : [node.childNodes[offset] as Text, 0];
  document.getSelection()?.collapse(text, place);
  const event = { bubbles: true, cancelable: true, inputType: "insertText", data, ...init };
  view.contentDOM.dispatchEvent(new InputEvent("beforeinput", event));
  text.insertData(place, data);
  document.getSelection()?.collapse(text, place + data.length);
  await Promise.resolve();
}

test("a letter within words is not read until it is asked for", async () => {
  await write(5, "s");
  expect(isUnread()).toBe(true);
  expect(told).toEqual([]);
  expect(letters).toEqual([{ from: 5, removed: "", inserted: "s" }]);
  expect(view.state.doc.line(1).text).toBe("Portss wait.");
  expect(told).toEqual(["Portss wait.\n\n港口在等。"]);
  expect(isUnread()).toBe(false);
  expect(view.state.selection.main.head).toBe(6);
});

test("it is read by itself once it has been painted", async () => {
  await write(5, "s");
  await vi.waitFor(() => expect(told).toEqual(["Portss wait.\n\n港口在等。"]));
});

test("so is a Chinese one that comes without an input method", async () => {
  await write(15, "边");
  expect(isUnread()).toBe(true);
  expect(view.state.doc.line(3).text).toBe("港口边在等。");
});

test.each([
  ["a space", 5, " ", {}],
  ["a mark", 5, "*", {}],
  ["a quotation mark", 5, '"', {}],
  ["several letters", 5, "ing", {}],
  ["what begins a line", 0, "s", {}],
  ["what stands behind a mark", 11, "s", {}],
  ["what an input method composes", 5, "s", { isComposing: true }],
  ["a replacement", 5, "s", { inputType: "insertReplacementText" }],
])("%s is read at once", async (_, at, data, init) => {
  await write(at, data, init);
  expect(isUnread()).toBe(false);
  expect(letters).toEqual([]);
  expect(told).toHaveLength(1);
});

test("each letter of many that come before the screen does is in the text", async () => {
  for (let key = 0; key < 20; key += 1) await write(5 + key, "abcdefghij"[key % 10] ?? "");
  expect(view.state.doc.line(1).text).toBe("Portsabcdefghijabcdefghij wait.");
  expect(told.at(-1)).toBe("Portsabcdefghijabcdefghij wait.\n\n港口在等。");
});

test("a key that follows finds the letter in the text", async () => {
  await write(5, "s");
  view.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { key: "x", keyCode: 88, bubbles: true }));
  expect(told).toEqual(["Portss wait.\n\n港口在等。"]);
});

test("what changes the text from elsewhere comes after the letter", async () => {
  await write(5, "s");
  view.dispatch({ changes: { from: 0, insert: "The " } });
  expect(told).toEqual(["Portss wait.\n\n港口在等。", "The Portss wait.\n\n港口在等。"]);
});

test("what is measured meanwhile is measured with the letter in the text", async () => {
  await write(5, "s");
  const measured = vi.fn(() => view.state.doc.line(1).text);
  view.requestMeasure({ read: measured });
  await vi.waitFor(() => expect(measured).toHaveReturnedWith("Portss wait."));
  expect(told).toHaveLength(1);
});

test("an editor that goes has told of it", async () => {
  await write(5, "s");
  editor.destroy();
  expect(told).toEqual(["Portss wait.\n\n港口在等。"]);
});

test("a text with line breaks of another system has no place to tell a letter's", async () => {
  editor.destroy();
  begin("One\r\ntwo");
  await write(6, "x");
  expect(letters).toEqual([]);
  expect(view.state.doc.toString()).toBe("One\ntwxo");
});

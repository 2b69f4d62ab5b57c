import { EditorView } from "@codemirror/view";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Typing } from "../typing";
import { en } from "../../text/en";
import { MarkdownEditor } from "./editor";

let told: { text: string; typing: Typing }[];
let editor: MarkdownEditor;
let view: EditorView;

beforeEach(() => open("Ports wait.\n\n港口在等。"));

function open(text: string) {
  told = [];
  const host = document.body.appendChild(document.createElement("div"));
  const description = { label: "Body", placeholder: "", lang: "en", words: en.formatted };
  const shown = { view: "formatted" as const, imageUrl: (image: string) => image, onlink: vi.fn(), onmenu: vi.fn() };
  const onText = (now: string, typing: Typing) => void told.push({ text: now, typing });
  editor = new MarkdownEditor(host, text, description, shown, { onText });
  view = EditorView.findFromDOM(host) as EditorView;
}

describe("what is written is told with what has changed", () => {
  test("a key", () => {
    view.dispatch({ changes: { from: 5, insert: "!" }, selection: { anchor: 6 }, userEvent: "input.type" });
    const splices = [{ from: 5, removed: "", inserted: "!" }];
    const typing = { how: "typing", splices, before: { from: 0, to: 0 }, after: { from: 6, to: 6 } };
    expect(told).toEqual([{ text: "Ports! wait.\n\n港口在等。", typing }]);
  });

  test("several places at once, as they stood before", () => {
    view.dispatch({
      changes: [
        { from: 0, insert: "**" },
        { from: 5, insert: "**" },
        { from: 13, to: 15, insert: "船" },
      ],
    });
    expect(told[0]?.text).toBe("**Ports** wait.\n\n船在等。");
    expect(told[0]?.typing.splices).toEqual([
      { from: 0, removed: "", inserted: "**" },
      { from: 5, removed: "", inserted: "**" },
      { from: 13, removed: "港口", inserted: "船" },
    ]);
    expect(told[0]?.typing.how).toBe("whole");
  });

  test.each([
    ["input.type", { from: 0, insert: "x" }, "typing"],
    ["input.type.compose", { from: 0, insert: "x" }, "composing"],
    ["input.paste", { from: 0, insert: "x" }, "whole"],
    ["input", { from: 0, insert: "\n" }, "typing"],
    ["input", { from: 0, to: 1, insert: "\n" }, "whole"],
    ["delete.backward", { from: 0, to: 1 }, "deleting"],
    ["input.type", { from: 0, to: 1 }, "deleting"],
    ["delete.cut", { from: 0, to: 1 }, "whole"],
    ["delete.selection", { from: 0, to: 5 }, "whole"],
  ])("%s of %o is %s", (userEvent, changes, how) => {
    view.dispatch({ changes, userEvent });
    expect(told[0]?.typing.how).toBe(how);
  });

  test("a text from elsewhere is shown and not told, and moves the caret with its words", () => {
    view.dispatch({ selection: { anchor: 8 } });
    editor.setText("The ports wait.\n\n港口在等。");
    expect(view.state.doc.toString()).toBe("The ports wait.\n\n港口在等。");
    expect(told).toEqual([]);
    expect(view.state.selection.main.head).toBe(12);
    view.dispatch({ changes: { from: 0, insert: "x" } });
    expect(told[0]?.text).toBe("xThe ports wait.\n\n港口在等。");
  });

  test("in a text with line breaks of another system, which become its own", () => {
    open("One\r\ntwo\rthree");
    view.dispatch({ changes: { from: 8, insert: "!" } });
    view.dispatch({ changes: { from: 0, insert: "?" } });
    expect(told.map(({ text }) => text)).toEqual(["One\ntwo\n!three", "?One\ntwo\n!three"]);
  });
});

test("the editor has no undo of its own", () => {
  view.dispatch({ changes: { from: 0, insert: "x" }, userEvent: "input.type" });
  const event = new KeyboardEvent("keydown", {
    key: "z",
    code: "KeyZ",
    ctrlKey: true,
    bubbles: true,
    cancelable: true,
  });
  view.contentDOM.dispatchEvent(event);
  expect(view.state.doc.line(1).text).toBe("xPorts wait.");
});

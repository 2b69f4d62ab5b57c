import { EditorView } from "@codemirror/view";
import { afterEach, expect, test } from "vitest";
import { comingText } from "./highlight";

let view: EditorView | undefined;
afterEach(() => view?.destroy());

function marks(): (string | null)[] {
  return [...(view?.dom.querySelectorAll(".cm-coming") ?? [])].map((mark) => mark.textContent);
}

test("text to come is marked where it is in view, and follows what is typed", () => {
  view = new EditorView({
    doc: "The minister, TK, said.\n\n增长【待核实】。",
    extensions: comingText,
    parent: document.body,
  });
  expect(marks()).toEqual(["TK", "【待核实】"]);
  view.dispatch({ changes: { from: 14, to: 16, insert: "Ito" } });
  expect(marks()).toEqual(["【待核实】"]);
});

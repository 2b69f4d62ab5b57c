import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { afterEach, describe, expect, test } from "vitest";
import { describeImage, editorAround, holdPlace, imageMarkdown, insertImage } from "./insert";

const HASH = "0123456789abcdef".repeat(4);
let view: EditorView;
afterEach(() => view.destroy());

function open(doc: string): EditorView {
  view = new EditorView({ parent: document.body, state: EditorState.create({ doc }) });
  return view;
}

test("a picture without words takes the caret to where they belong", () => {
  open("前 after");
  insertImage(view, HASH, "", 2);
  expect(view.state.doc.toString()).toBe(`前 ![](image:${HASH})after`);
  expect(view.state.selection.main.head).toBe(4);
  view.dispatch(view.state.replaceSelection("港口"));
  expect(view.state.doc.toString()).toBe(`前 ![港口](image:${HASH})after`);
});

test("a picture with words is inserted at the caret, which goes on behind it", () => {
  open("One.");
  view.dispatch({ selection: { anchor: 4 } });
  insertImage(view, HASH, "A quay\n[at] *dusk*");
  expect(view.state.doc.toString()).toBe(`One.![A quay \\[at\\] \\*dusk\\*](image:${HASH})`);
  expect(view.state.selection.main.head).toBe(view.state.doc.length);
});

test("a picture that has no words yet is given some", () => {
  open(`![mine](image:${HASH}) ![](image:${HASH})`);
  expect(describeImage(view, HASH, "港口")).toBe(true);
  expect(view.state.doc.toString()).toBe(`![mine](image:${HASH}) ![港口](image:${HASH})`);
  expect(describeImage(view, HASH, "港口")).toBe(false);
});

describe("a place that is held", () => {
  test("goes along with what is typed before it, and stays behind what is typed there", () => {
    open("One two");
    const place = holdPlace(view, 4);
    const other = holdPlace(view, 0);
    view.dispatch({ changes: { from: 0, insert: "Zero " } });
    view.dispatch({ changes: { from: 9, insert: "half " } });
    expect(place()).toBe(14);
    expect(other()).toBe(5);
  });

  test("is none any more when its editor is gone", () => {
    open("One");
    const place = holdPlace(view, 1);
    view.destroy();
    expect(place()).toBeNull();
  });
});

test("an editor is found from what lies in it", () => {
  open("One");
  expect(editorAround(view.contentDOM.firstElementChild)).toBe(view);
  expect(editorAround(document.body)).toBeNull();
});

test("the Markdown of a picture names it by its hash", () => {
  expect(imageMarkdown(HASH, " ")).toBe(`![](image:${HASH})`);
});

import { EditorView } from "@codemirror/view";
import { afterEach, expect, test } from "vitest";
import { briefLanguage } from "../markdown/parser";
import { comfortable } from "./editing";

let view: EditorView | undefined;
afterEach(() => {
  view?.destroy();
  document.body.replaceChildren();
});

function edit(doc: string, { quotes = "curly", lang = "en", at = doc.length } = {}) {
  const sheet = document.createElement("article");
  sheet.dataset.quotes = quotes;
  document.body.append(sheet);
  const told: string[] = [];
  view = new EditorView({
    doc,
    parent: sheet,
    selection: { anchor: at },
    extensions: [
      briefLanguage,
      EditorView.contentAttributes.of({ lang }),
      comfortable,
      EditorView.updateListener.of(({ docChanged, state }) => docChanged && told.push(state.doc.toString())),
    ],
  });
  return { view, told };
}

/** Types a character as CodeMirror does when the page has none of its own for it. */
function type(into: EditorView, text: string): void {
  const { from, to } = into.state.selection.main;
  const insert = () => into.state.update({ ...into.state.replaceSelection(text), userEvent: "input.type" });
  const taken = into.state.facet(EditorView.inputHandler).some((handle) => handle(into, from, to, text, insert));
  if (!taken) into.dispatch(insert());
}

test("a straight mark is put in first and then curls, so that it can be had back", () => {
  const { view, told } = edit("He said ");
  type(view, '"');
  type(view, "N");
  expect(told).toEqual(['He said "', "He said “", "He said “N"]);
  expect(view.state.selection.main.head).toBe(10);
});

test("in Chinese a desk can have corner brackets", () => {
  const { view } = edit("他说", { quotes: "corner", lang: "zh-Hans" });
  for (const character of '"好"') type(view, character);
  expect(view.state.doc.toString()).toBe("他说「好」");
});

test.each([
  ["```\nlet a = ", "code on its own lines"],
  ["see [x](a ", "the place of a title"],
])("marks stay straight in %j: %s", (doc) => {
  const { view } = edit(`${doc}\n`, { at: doc.length });
  type(view, '"');
  expect(view.state.sliceDoc(doc.length, doc.length + 1)).toBe('"');
});

test("a desk that wants them straight has them straight", () => {
  const { view } = edit("", { quotes: "straight" });
  type(view, '"');
  expect(view.state.doc.toString()).toBe('"');
});

test("the lines of the paragraph around the caret are told apart", () => {
  const { view } = edit("One\ntwo\n\nThree\nfour\n\nFive", { at: 10 });
  const here = () => [...view.dom.querySelectorAll(".cm-here")].map((line) => line.textContent);
  expect(here()).toEqual(["Three", "four"]);
  view.dispatch({ selection: { anchor: 0 } });
  expect(here()).toEqual(["One", "two"]);
});

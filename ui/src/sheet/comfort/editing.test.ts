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

test.each([
  ["他说再降准了", "corner", "zh-Hans", '"', "他说「再降准」了"],
  ["他说再降准了", "curly", "zh-Hans", "'", "他说‘再降准’了"],
  ["of late again.", "curly", "en", '"', "of “late” again."],
])("what is selected in %j is quoted with %s marks", (doc, quotes, lang, sign, quoted) => {
  const { view } = edit(doc, { quotes, lang });
  const words = /再降准|late/.exec(doc)?.[0] ?? "";
  const from = doc.indexOf(words);
  view.dispatch({ selection: { anchor: from, head: from + words.length } });
  type(view, sign);
  expect(view.state.doc.toString()).toBe(quoted);
  expect(view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to)).toBe(words);
});

test.each([
  ["- a\n  - b\n    - c\n      - ", '"x"', "“x”"],
  ["of “`raw`", '"', "”"],
])("after %j %s curls", (doc, typed, curled) => {
  const { view } = edit(doc);
  for (const character of typed) type(view, character);
  expect(view.state.sliceDoc(doc.length)).toBe(curled);
});

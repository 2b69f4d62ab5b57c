import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { EditorSelection, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { speak } from "../text/index.svelte";
import { pasting, type PastingOptions } from ".";

beforeAll(() => speak("en"));
afterEach(() => document.body.replaceChildren());

interface Clipboard {
  "text/plain"?: string;
  "text/html"?: string;
  files?: File[];
}

/** An editor with the caret at "|", or the selection between two of them. */
function editor(marked: string, options: PastingOptions = {}) {
  const [before = "", selected, after] = marked.split("|");
  const doc = before + (after === undefined ? selected : (selected ?? "") + after);
  const head = after === undefined ? before.length : before.length + (selected ?? "").length;
  let edits = 0;
  const view = new EditorView({
    parent: document.body,
    state: EditorState.create({
      doc,
      selection: EditorSelection.single(before.length, head),
      extensions: [
        markdown({ base: markdownLanguage }),
        pasting(options),
        EditorView.updateListener.of(({ transactions }) => {
          edits += transactions.filter(({ docChanged }) => docChanged).length;
        }),
      ],
    }),
  });
  return { view, edits: () => edits, text: () => view.state.doc.toString() };
}

function paste(view: EditorView, { files = [], ...data }: Clipboard, key?: KeyboardEventInit): void {
  if (key) view.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...key }));
  const event = new Event("paste", { bubbles: true, cancelable: true });
  const texts: Record<string, string | undefined> = data;
  const types = Object.keys(data);
  Object.defineProperty(event, "clipboardData", {
    value: { types, files, getData: (type: string) => texts[type] ?? "" },
  });
  view.contentDOM.dispatchEvent(event);
}

test("formatted text comes in as Markdown, in one edit, with the caret after it", () => {
  const { view, edits, text } = editor("Before |after");
  paste(view, { "text/plain": "big news", "text/html": "<b>big</b> <i>news</i>" });
  expect(text()).toBe("Before **big** *news*after");
  expect(edits()).toBe(1);
  expect(view.state.selection.main.head).toBe("Before **big** *news*".length);
});

test("blocks stand apart from the text around them", () => {
  const { view, text } = editor("One line|here");
  paste(view, { "text/html": "<h2>标题</h2><p>正文</p>" });
  expect(text()).toBe("One line\n\n## 标题\n\n正文\n\nhere");
});

test.each([
  ["- |", "<ul><li>a</li><li>b</li></ul>", "- a\n- b"],
  ["- one\n- |", "<ol><li>a</li><li>b</li></ol>", "- one\n- a\n- b"],
  ["- one\n  - |", "<ul><li>a<ol><li>deep</li></ol></li><li>b</li></ul>", "- one\n  - a\n    1. deep\n  - b"],
  ["9. |", "<ul><li>a</li><li><p>b</p><p>more</p></li></ul>", "9. a\n10. b\n\n    more"],
  ["> - |", "<ul><li>a</li><li>b</li></ul>", "> - a\n> - b"],
  ["- |", "<ul><li>a</li></ul><p>Text</p>", "- a\n\nText"],
  ["- |", "<ul><li><input type=checkbox checked>a</li></ul>", "- [x] a"],
  ["- [ ] |", "<ul><li><input type=checkbox checked>a</li></ul>", "- [ ] a"],
  ["> said |", "<p>one</p><p>two</p>", "> said one\n> \n> two"],
  ["text\n|", "<ul><li>a</li></ul>", "text\n\n- a"],
  ["|", "<h1>A</h1>", "## A"],
])("%s takes what fits there", (before, html, after) => {
  const { view, text } = editor(before);
  paste(view, { "text/html": html });
  expect(text()).toBe(after);
});

test("with Shift the text comes without its format", () => {
  const { view, text } = editor("|");
  paste(
    view,
    { "text/plain": "big\r\nnews  \r\n", "text/html": "<b>big</b>" },
    { key: "V", ctrlKey: true, shiftKey: true },
  );
  expect(text()).toBe("big\nnews");
});

test("plain text is Markdown already", () => {
  const { view, text } = editor("|");
  paste(view, { "text/plain": "# Title\n\n* item\u200b" });
  expect(text()).toBe("# Title\n\n* item");
});

test("lines that are paragraphs become paragraphs", () => {
  const lines = ["船只从周一开始排队，到周末已有六十艘船在外海等候。", "港务局长说，没有人预料到这一切，我们只能等。"];
  const { view, text } = editor("|");
  paste(view, { "text/plain": lines.join("\r\n") });
  expect(text()).toBe(lines.join("\n\n"));
});

test("an address over words makes them a link, without what tells who shared it", () => {
  const { view, text, edits } = editor("See |the port| now");
  paste(view, { "text/plain": "https://port.example.org/a?utm_source=x&id=2", "text/html": "<a href='x'>y</a>" });
  expect(text()).toBe("See [the port](https://port.example.org/a?id=2) now");
  expect(edits()).toBe(1);
});

test.each([
  ["See [|the port|](https://old.example.org/).", "See [the port](https://port.example.org/a)."],
  ["See [the |port|](<https://old.example.org/a b> 'Old').", "See [the port](https://port.example.org/a)."],
  ["|See [the port](https://old.example.org/)|.", null],
])("an address over the words of a link is where it leads: %s", (before, after) => {
  const { view, text } = editor(before);
  paste(view, { "text/plain": "https://port.example.org/a" });
  expect(text()).toBe(after ?? "https://port.example.org/a.");
});

test("in code everything is plain", () => {
  const { view, text } = editor("```\n|\n```");
  paste(view, { "text/plain": "a *b*", "text/html": "a <i>b</i>" });
  expect(text()).toBe("```\na *b*\n```");
});

test("footnotes go on from those of the text", () => {
  const { view, text } = editor("Old[^1]. |\n\n[^1]: Old note.");
  const html = `New<sup><a href="#fn1" id="r">1</a></sup><ol><li id="fn1">New note.</li></ol>`;
  paste(view, { "text/html": html });
  expect(text()).toContain("New[^2]");
  expect(text()).toContain("[^2]: New note.");
});

test("pictures that came along are kept in the library", async () => {
  const onImage = vi.fn(() => Promise.resolve("ab".repeat(32)));
  const { view, text, edits } = editor("|", { onImage });
  paste(view, { "text/html": `<p>Look:</p><img alt="A crane" src="data:image/png;base64,AAEC">` });
  await vi.waitFor(() => expect(text()).toBe(`Look:\n\n![A crane](image:${"ab".repeat(32)})`));
  expect(onImage).toHaveBeenCalledWith(new Uint8Array([0, 1, 2]), "image/png");
  expect(edits()).toBe(1);
});

test("a picture that can't be kept leaves its words", async () => {
  const { view, text } = editor("|", { onImage: () => Promise.resolve(null) });
  paste(view, { "text/html": `<img alt="A crane" src="data:image/png;base64,AAEC">` });
  await vi.waitFor(() => expect(text()).toBe("(Picture: A crane)"));
});

test("a copied picture comes from the clipboard and not from the network", async () => {
  const { view, text } = editor("|", { onImage: () => Promise.resolve("cd".repeat(32)) });
  const files = [new File([new Uint8Array([1])], "image.png", { type: "image/png" })];
  paste(view, { "text/html": `<img alt="夜里" src="https://cdn.example.org/a.png">`, files });
  await vi.waitFor(() => expect(text()).toBe(`![夜里](image:${"cd".repeat(32)})`));
});

test("what is typed while a long paste is under way stays, and the paste goes where it was asked for", async () => {
  const { view, text, edits } = editor("Start | end", { onImage: () => Promise.resolve(null) });
  paste(view, { "text/html": `<b>here</b><img alt="x" src="data:image/png;base64,AAEC">` });
  view.dispatch({ changes: { from: 0, insert: "Typed. " }, selection: { anchor: 7 } });
  await vi.waitFor(() => expect(text()).toBe("Typed. Start **here**(Picture: x) end"));
  expect(edits()).toBe(2);
  expect(view.state.selection.main.head).toBe(7);
});

test("an editor that goes away takes its paste along", async () => {
  let answer: (hash: string) => void = () => undefined;
  const { view } = editor("|", { onImage: () => new Promise((resolve) => (answer = resolve)) });
  paste(view, { "text/html": `<img src="data:image/png;base64,AAEC">` });
  const dispatch = vi.spyOn(view, "dispatch");
  view.destroy();
  answer("ab".repeat(32));
  await new Promise((resolve) => setTimeout(resolve));
  expect(dispatch).not.toHaveBeenCalled();
});

test("more than can be read is refused in a sentence, and the text stays", () => {
  const { view, text } = editor("Stays|");
  paste(view, { "text/plain": "x", "text/html": `<p>${"x".repeat(17 << 20)}</p>` });
  expect(text()).toBe("Stays");
});

import { afterEach, expect, test, vi } from "vitest";
import { caret, open } from "./testing";

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

/** Opens `text` with the caret where it has a `|`, or without the focus. */
async function at(text: string) {
  const place = text.indexOf("|");
  const opened = open(text.replace("|", ""));
  if (place >= 0) {
    caret(opened.cm, place);
    // The editor tells of its focus a moment later.
    await vi.waitFor(() => expect(opened.cm.dom.classList).toContain("cm-focused"));
    await new Promise((done) => setTimeout(done, 20));
  }
  return opened;
}

test.each([
  ["A **bold** and *slanted* word", ["A bold and slanted word"]],
  ["A **bo|ld** and *slanted* word", ["A **bold** and slanted word"]],
  ["A |**bold** word", ["A **bold** word"]],
  ["A **bold** word|", ["A bold word"]],
  ["**重要的。**但是", ["重要的。但是"]],
  ["~~gone~~ and `code` and \\*", ["gone and code and *"]],
  ["## Heading ##\n\ntext", ["Heading", "", "text"]],
  ["## Head|ing ##\n\ntext", ["## Heading ##", "", "text"]],
  ["Title\n===", ["Title", ""]],
  ["> quoted\n> again", ["quoted", "again"]],
  ["> quoted\n> ag|ain", ["quoted", "> again"]],
  ["- one\n- two\n  - three", ["• one", "• two", "• three"]],
  ["- one\n- t|wo\n  - three", ["• one", "- two", "• three"]],
  ["1. one\n2. two", ["1. one", "2. two"]],
  ["- [ ] to do\n- [x] done", ["to do", "done"]],
  ['A [link](https://example.org "title") here', ["A link here"]],
  ["A [li|nk](https://example.org) here", ["A [link](https://example.org) here"]],
  ["A [link][a] here\n\n[a]: https://example.org", ["A link here", "", "[a]: https://example.org"]],
  ["Not a [link] or [link][b]", ["Not a [link] or [link][b]"]],
  ["<https://example.org>", ["https://example.org"]],
  ["Claim[^1].\n\n[^1]: Source.", ["Claim1.", "", "[^1]: Source."]],
  ["Claim[^2].\n\n[^1]: Source.", ["Claim[^2].", "", "[^1]: Source."]],
  ["a\n\n---\n\nb", ["a", "", "", "", "b"]],
  ["> [!NOTE]\n> Mind this.", ["Note", "Mind this."]],
  ["```\n**x**\n```", ["", "**x**", ""]],
  ["A [link](https://example.org\n'title') on", ["A link", " on"]],
  ["![a\nb](https://example.org)", ["a\nbhttps://example.org", ""]],
])("%j is read as %j", async (text, lines) => {
  const opened = await at(text);
  expect(opened.lines()).toEqual(lines);
  expect(opened.text()).toBe(text.replace("|", ""));
});

test.each([
  ["## |Why", "Backspace", {}, "Why"],
  ["- one|\n- two", "Delete", {}, "- onetwo"],
  ["One|\n## Two", "Delete", {}, "OneTwo"],
  ["```\none|\n- two\n```", "Delete", {}, "```\none- two\n```"],
  ["one **two** |three", "Backspace", { ctrlKey: true }, "one **two**three"],
  ["one| **two** three", "Delete", { ctrlKey: true }, "one**two** three"],
  ["one two| three", "Backspace", { ctrlKey: true }, "one  three"],
])("in %j, %s with %j gives %j", async (text, key, more, after) => {
  const keyCode = key === "Delete" ? 46 : 8;
  const { cm, text: now } = await at(text);
  cm.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode, bubbles: true, cancelable: true, ...more }));
  expect(now()).toBe(after);
});

test("Home leads to the words, and then to the beginning of the line", async () => {
  const { cm } = await at("> - [ ] call them|");
  const home = () =>
    cm.contentDOM.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Home", keyCode: 36, bubbles: true, cancelable: true }),
    );
  home();
  expect(cm.state.selection.main.head).toBe(8);
  home();
  expect(cm.state.selection.main.head).toBe(0);
});

test("the source view shows every mark, and the formatted view hides them again", () => {
  const { editor, lines, told } = open("A **bold** word\n\n| a |\n| - |\n| b |");
  editor.setView("source");
  expect(lines()).toEqual(["A **bold** word", "", "| a |", "| - |", "| b |"]);
  editor.setView("formatted");
  expect(lines()).toEqual(["A bold word", ""]);
  expect(told).toEqual([]);
});

test("a task is ticked in the text", () => {
  const { host, text, told } = open("1. [ ] call\n> - [x] write\n");
  const boxes = host.querySelectorAll<HTMLInputElement>('input[type="checkbox"]');
  expect([...boxes].map((box) => [box.getAttribute("aria-label"), box.checked])).toEqual([
    ["call", false],
    ["write", true],
  ]);
  boxes[0]?.click();
  boxes[1]?.click();
  expect(text()).toBe("1. [x] call\n> - [ ] write\n");
  expect(told).toHaveLength(2);
  expect(host.querySelector<HTMLInputElement>("input")?.checked).toBe(true);
});

test("a picture of the library is shown, and no other one is asked for", () => {
  const hash = "0a".repeat(32);
  const { host } = open(`![A map](image:${hash})\n\n![A chart](https://example.org/chart.png)\n\n![x](image:nothing)`);
  const pictures = [...host.querySelectorAll<HTMLImageElement>("img:not(.cm-widgetBuffer)")];
  expect(pictures.map((picture) => [picture.alt, picture.getAttribute("src")])).toEqual([
    ["A map", `/pictures/${hash}`],
  ]);
  const [chart] = host.querySelectorAll('[role="img"]');
  expect(chart).toHaveAccessibleName(/A chart\. .*https:\/\/example\.org\/chart\.png/);
});

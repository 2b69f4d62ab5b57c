import { afterEach, expect, test, vi } from "vitest";
import { readAtCaret } from "./reading";
import { referenceAt } from "./references";
import { caret, open } from "./testing";

afterEach(() => document.body.replaceChildren());

const TEXT = [
  "A [**bold** link](https://example.org/a_b), <https://example.org/c>, https://example.org/d, [named][N] and a claim.[^1]",
  "",
  "[n]: https://example.org/n 'A title'",
  "",
  "[^1]: Counted at noon,",
  "    by the *radio* log.",
].join("\n");

test.each([
  ["bold", "link", "https://example.org/a_b"],
  ["org/c", "link", "https://example.org/c"],
  ["org/d", "link", "https://example.org/d"],
  ["named", "link", "https://example.org/n"],
  ["^1]", "note", "Counted at noon,\nby the *radio* log."],
])("at %j there is a %s to %j", (place, kind, says) => {
  const { cm } = open(TEXT);
  expect(referenceAt(cm.state, TEXT.indexOf(place) + 1, 0)).toMatchObject({ kind, says });
});

test("a key shows the note at the caret, and says it", async () => {
  const { cm } = open(TEXT);
  caret(cm, TEXT.indexOf("[^1]") + 2);
  expect(readAtCaret(cm)).toBe(true);
  await vi.waitFor(() => expect(document.querySelector('[role="tooltip"]')).toHaveTextContent("Counted at noon"));
  expect(document.querySelector(".cm-announced")).toHaveTextContent("Counted at noon");
  caret(cm, 0);
  await vi.waitFor(() => expect(document.querySelector('[role="tooltip"]')).toBeNull());
  expect(readAtCaret(cm)).toBe(false);
});

test("a key follows the link at the caret, and ticks a task elsewhere", () => {
  const followed: string[] = [];
  const { cm, text } = open("- [ ] ask [her](https://example.org)", { onlink: (address) => followed.push(address) });
  const enter = () =>
    cm.contentDOM.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, ctrlKey: true, bubbles: true, cancelable: true }),
    );
  caret(cm, 12);
  enter();
  expect(followed).toEqual(["https://example.org"]);
  caret(cm, 7);
  enter();
  expect(text()).toBe("- [x] ask [her](https://example.org)");
});

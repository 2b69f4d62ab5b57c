import { expect, test } from "vitest";
import { Foretaste } from "./foretaste";

function page(html: string): [Element, ...Element[]] {
  const [first, ...others] = new DOMParser().parseFromString(html, "text/html").body.children;
  if (!first) throw new Error("an empty page");
  return [first, ...others];
}

/** A page whose first block the renderer has just changed at the caret, and a letter that is typed there. */
function typed(html: string, body: string, caret: number, insert: string, removed = 0) {
  const blocks = page(html);
  const foretaste = new Foretaste();
  foretaste.settle([blocks[0]], caret);
  const shown = foretaste.show(body, { from: caret - removed, to: caret, insert });
  return { blocks, foretaste, shown, html: blocks.map(({ outerHTML }) => outerHTML).join("") };
}

test.each([
  ["at the end of a word", "<p>The toll</p>", "The toll", 8, "s", 0, "<p>The tolls</p>"],
  ["within a word", "<p>The tll rose</p>", "The tll rose", 5, "o", 0, "<p>The toll rose</p>"],
  ["beside marks", "<p>The <b>tol</b> rose</p>", "The **tol** rose", 9, "l", 0, "<p>The <b>toll</b> rose</p>"],
  ["in a word that others are like", "<p>at cat</p>", "at cat", 6, "s", 0, "<p>at cats</p>"],
  ["of Chinese", "<p>通行费</p>", "通行费", 3, "用", 0, "<p>通行费用</p>"],
  ["in the place of what an input method wrote", "<p>通行fei</p>", "通行fei", 5, "费", 3, "<p>通行费</p>"],
  ["that is taken away", "<p>The tolls</p>", "The tolls", 9, "", 1, "<p>The toll</p>"],
])("a letter shows at once %s", (_, html, body, caret, insert, removed, after) => {
  expect(typed(html, body, caret, insert, removed)).toMatchObject({ shown: true, html: after });
});

test.each([
  ["a mark", "<p>The toll</p>", "The toll", 8, "*"],
  ["a space, which may be the end of a line", "<p>The toll</p>", "The toll", 8, " "],
  ["what begins a word", "<p>The toll</p>", "The toll ", 9, "s"],
  ["in words that stand twice", "<p>toll\ntoll</p>", "toll\ntoll", 4, "s"],
  ["in an address", '<p><a href="https://harbour">Toll</a></p>', "[Toll](https://harbour)", 22, "s"],
])("the renderer is waited for with %s", (_, html, body, caret, insert) => {
  expect(typed(html, body, caret, insert)).toMatchObject({ shown: false, html });
});

test("on another line the renderer is waited for", () => {
  const { foretaste, blocks } = typed("<p>One two</p><p>One</p>", "One two\n\nOne", 7, "s");
  expect(foretaste.show("One twos\n\nOne", { from: 13, to: 13, insert: "s" })).toBe(false);
  expect(blocks[1]?.outerHTML).toBe("<p>One</p>");
});

test("what the renderer changed elsewhere counts", () => {
  const { foretaste, blocks } = typed("<p>toll</p><p>Other</p>", "toll", 4, "s");
  foretaste.settle(blocks.slice(1), 20);
  expect(blocks[0].outerHTML).toBe("<p>toll</p>");
});

test("what the renderer changed in the same place stays", () => {
  const { foretaste, blocks } = typed("<p>toll</p>", "toll", 4, "s");
  foretaste.settle(blocks, 5);
  expect(blocks[0].outerHTML).toBe("<p>tolls</p>");
  expect(foretaste.show("tolls", { from: 5, to: 5, insert: "X" })).toBe(true);
  expect(blocks[0].outerHTML).toBe("<p>tollsX</p>");
});

test("a page that was loaded anew has no place yet", () => {
  const { foretaste } = typed("<p>toll</p>", "toll", 4, "s");
  foretaste.forget();
  expect(foretaste.show("tolls", { from: 5, to: 5, insert: "X" })).toBe(false);
});

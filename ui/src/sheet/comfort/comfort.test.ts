import { expect, test, vi } from "vitest";
import { Comfort } from "./comfort.svelte";
import { isSpelled } from "./spelling";

test("text grows and shrinks by steps, up to the last, and goes back to its own size", () => {
  const chosen = vi.fn();
  const comfort = new Comfort(chosen);
  comfort.larger();
  expect(comfort.scale).toBe(1.1);
  for (let n = 0; n < 20; n += 1) comfort.larger();
  expect(comfort.scale).toBe(1.8);
  for (let n = 0; n < 20; n += 1) comfort.smaller();
  expect(comfort.scale).toBe(0.8);
  comfort.resetSize();
  expect(comfort.scale).toBe(1);
  expect(chosen).toHaveBeenCalledTimes(42);
});

test("a size between the steps, from elsewhere, goes to the next one", () => {
  const comfort = new Comfort(() => undefined);
  comfort.restore({ focus: true, typewriter: false, text_size: 104, quotes: "corner" });
  expect([comfort.focus, comfort.typewriter, comfort.quotes]).toEqual([true, false, "corner"]);
  comfort.smaller();
  expect(comfort.chosen.text_size).toBe(100);
});

test("quotation marks go round their three manners", () => {
  const comfort = new Comfort(() => undefined);
  const seen = [1, 2, 3].map(() => {
    comfort.nextQuotes();
    return comfort.quotes;
  });
  expect(seen).toEqual(["curly", "corner", "straight"]);
});

test.each([
  ["en-GB", true],
  ["de", true],
  ["", true],
  ["zh-Hans", false],
  ["zh", false],
  ["ja", false],
])("a text in %s is checked for spelling: %s", (lang, checked) => {
  expect(isSpelled(lang)).toBe(checked);
});

import { beforeEach, expect, test } from "vitest";
import { Panels } from "./panels.svelte";

let panels: Panels;
let kept: number;

beforeEach(() => {
  kept = 0;
  panels = new Panels(() => (kept += 1));
});

function shown() {
  return (["library", "inspector", "preview"] as const).filter((panel) => panels.shows(panel));
}

test("in a wide window the preview takes the inspector's place, and gives it back", () => {
  expect(shown()).toEqual(["library", "inspector"]);
  panels.toggle("preview");
  expect(shown()).toEqual(["library", "preview"]);
  panels.toggle("preview");
  expect(shown()).toEqual(["library", "inspector"]);
  panels.toggle("preview");
  panels.toggle("inspector");
  expect(shown()).toEqual(["library", "inspector"]);
  expect(kept).toBe(4);
});

test("without room for three columns the inspector steps aside, and comes over the sheet when asked for", () => {
  panels.wide = false;
  expect(shown()).toEqual(["library"]);
  panels.toggle("inspector");
  expect(shown()).toEqual(["library", "inspector"]);
  expect(panels.over).toBe("inspector");
  panels.toggle("preview");
  expect(shown()).toEqual(["library", "preview"]);
  panels.clear();
  expect(shown()).toEqual(["library"]);
  panels.wide = true;
  expect(shown()).toEqual(["library", "inspector"]);
  expect(kept).toBe(0);
});

test("in the narrowest window the library lies over the sheet too", () => {
  panels.wide = panels.medium = false;
  expect(shown()).toEqual([]);
  panels.toggle("library");
  expect(panels.over).toBe("library");
  panels.medium = true;
  expect(panels.over).toBeNull();
  expect(shown()).toEqual(["library"]);
});

test("a window is shown as it was left", () => {
  panels.restore({ library_shown: false, inspector_shown: false, preview_shown: true });
  expect(shown()).toEqual(["preview"]);
});

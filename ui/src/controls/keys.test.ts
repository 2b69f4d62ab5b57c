import { describe, expect, test } from "vitest";
import { announced, matches, written } from "./keys";

function pressed(key: string, extra: Partial<KeyboardEvent> = {}) {
  return {
    key,
    code: "",
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    isComposing: false,
    keyCode: 0,
    ...extra,
  };
}

describe("chords", () => {
  test("Mod is Ctrl, and ⌘ on a Mac", () => {
    expect(matches(pressed("n", { ctrlKey: true }), "Mod+N", false)).toBe(true);
    expect(matches(pressed("n", { ctrlKey: true }), "Mod+N", true)).toBe(false);
    expect(matches(pressed("n", { metaKey: true }), "Mod+N", true)).toBe(true);
  });

  test("modifiers must be those and no others", () => {
    expect(matches(pressed("n"), "Mod+N", false)).toBe(false);
    expect(matches(pressed("N", { ctrlKey: true, shiftKey: true }), "Mod+N", false)).toBe(false);
    expect(matches(pressed("F", { ctrlKey: true, shiftKey: true }), "Mod+Shift+F", false)).toBe(true);
    expect(matches(pressed("F6", { shiftKey: true }), "F6", false)).toBe(false);
  });

  test("a sign counts however its layout makes it", () => {
    expect(matches(pressed("/", { ctrlKey: true, shiftKey: true }), "Mod+/", false)).toBe(true);
  });

  test("a layout without Latin letters keeps the keys in their places", () => {
    expect(matches(pressed("л", { ctrlKey: true, code: "KeyK" }), "Mod+K", false)).toBe(true);
    expect(matches(pressed("t", { ctrlKey: true, code: "KeyK" }), "Mod+K", false)).toBe(false);
  });

  test("nothing while an input method composes", () => {
    expect(matches(pressed("k", { ctrlKey: true, isComposing: true }), "Mod+K", false)).toBe(false);
    expect(matches(pressed("k", { ctrlKey: true, keyCode: 229 }), "Mod+K", false)).toBe(false);
  });

  test("written as each platform does", () => {
    expect(written("Mod+Shift+F", false)).toBe("Ctrl+Shift+F");
    expect(written("Mod+Shift+F", true)).toBe("⌘⇧F");
    expect(announced("Mod+K", false)).toBe("Control+K");
  });
});

import { render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Problem } from "../backend";
import type { SaveState } from "./autosave";
import SaveLight from "./SaveLight.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const CLEAN: SaveState = { is: "clean", savedAt: "2026-06-03T08:00:00Z" };
const FAILED: SaveState = { is: "failed", problem: { code: "disk_full" } as Problem };

function open(state: SaveState) {
  const shown = render(SaveLight, { state, onretry: vi.fn(), oncompare: vi.fn() });
  const says = () => screen.getByRole("status", { name: "Save status" }).textContent.trim();
  return { says, become: (next: SaveState) => shown.rerender({ state: next }) };
}

test("says that it saves while one types, and what is saved once one rests", async () => {
  const { says, become } = open(CLEAN);
  expect(says()).toMatch(/^Saved /);
  const seen = new Set<string>();
  for (let key = 0; key < 8; key += 1) {
    for (const state of [{ is: "dirty" }, { is: "saving" }, CLEAN] satisfies SaveState[]) {
      await become(state);
      await vi.advanceTimersByTimeAsync(60);
      seen.add(says());
    }
  }
  expect([...seen]).toEqual(["Saving…"]);
  await vi.advanceTimersByTimeAsync(300);
  expect(says()).toMatch(/^Saved /);
});

test("says at once that saving has stopped, and never that it goes on while it does not", async () => {
  const { says, become } = open({ is: "dirty" });
  await become(FAILED);
  expect(says()).toMatch(/^Not saved/);
  await become({ is: "saving" });
  expect(says()).toBe("Saving…");
  await become(FAILED);
  await become(CLEAN);
  expect(says()).toMatch(/^Saved /);
});

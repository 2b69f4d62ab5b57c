import { render, screen } from "@testing-library/svelte";
import { beforeAll, expect, test, vi } from "vitest";
import { blank } from "../backend/fake";
import { speak } from "../text/index.svelte";
import type { Document } from "../sheet/document";
import FindPanel from "./FindPanel.svelte";
import { Finder } from "./finder.svelte";
import { here } from "./searcher";

beforeAll(() => speak("en"));

test("half a word of an input method is not searched for", () => {
  const finder = new Finder({
    searcher: here,
    brief: () => blank() as Document,
    write: vi.fn(),
    reveal: vi.fn(),
    later: vi.fn(),
  });
  const ask = vi.spyOn(finder, "ask");
  render(FindPanel, { finder, onclose: vi.fn() });
  const find = screen.getByRole<HTMLInputElement>("textbox", { name: "Find" });
  find.value = "gang";
  find.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true, data: "gang" }));
  expect(ask).not.toHaveBeenCalled();
  find.value = "港口";
  find.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "港口" }));
  expect(ask).toHaveBeenCalledExactlyOnceWith({ text: "港口" });
});

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { BriefRow } from "../backend";
import BriefList from "./BriefList.svelte";

const rows: BriefRow[] = Array.from({ length: 200 }, (_, index) => ({
  id: `id-${index}`,
  headline: `Brief ${index + 1}`,
  status: "draft",
  updated_at: "2026-06-03T08:30:00Z",
  words: 100,
  language: "en",
  trashed: false,
  snippet: null,
  exported: null,
}));

function list() {
  render(BriefList, {
    rows,
    open: null,
    unsaved: new Set<string>(),
    now: new Date("2026-06-03T09:00:00Z"),
    inTrash: false,
    byDay: true,
    onopen: vi.fn(),
    onrename: vi.fn(),
    ontrash: vi.fn(),
    onuntrash: vi.fn(),
  });
}

test("a screenful of a long list comes at once, the rest little by little", async () => {
  list();
  expect(screen.getByText("Brief 1")).toBeInTheDocument();
  expect(screen.queryByText("Brief 200")).not.toBeInTheDocument();
  expect(await screen.findByText("Brief 200", undefined, { timeout: 5000 })).toBeInTheDocument();
});

test("the last row can be reached before it has come by itself", async () => {
  list();
  await userEvent.tab();
  await userEvent.keyboard("{End}");
  expect(document.activeElement?.closest("[data-brief]")).toHaveAttribute("data-brief", "id-199");
});

/** The whole window on the fake shell, for tests that speak of what an editor sees and does. */
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import App from "../App.svelte";
import type { Brief, BriefId, StoredBrief } from "../backend";
import { blank, FakeBackend, type FakeOptions } from "../backend/fake";

export function stored(id: BriefId, brief: Partial<Brief>, more: Partial<StoredBrief> = {}): StoredBrief {
  const at = "2026-06-03T08:00:00Z";
  return { id, revision: 3, created_at: at, updated_at: at, brief: { ...blank(), ...brief }, ...more };
}

export async function openWindow(options: FakeOptions = {}, prepare?: (backend: FakeBackend) => void) {
  const backend = new FakeBackend(options);
  prepare?.(backend);
  // jsdom has no layout: pointer-events cannot be worked out there.
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  render(App, { backend });
  if (!backend.problems.has("openLibrary")) await screen.findByRole("textbox", { name: "Search" });
  if (options.open) await screen.findByRole("textbox", { name: "Headline" });
  return { backend, user };
}

export function field(name: string): HTMLTextAreaElement {
  return screen.getByRole("textbox", { name });
}

export function saveStatus(): HTMLElement {
  return screen.getByRole("status", { name: "Save status" });
}

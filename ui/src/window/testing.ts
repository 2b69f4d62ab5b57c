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

/** Drops a file on the window. jsdom has neither drag events nor what they carry. */
export function dropFile(file: File): void {
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], files: [file] } });
  document.body.dispatchEvent(event);
}

/** The next call of that command is answered by hand, later ones as ever. */
export function later<C extends "addChosenImage" | "addDroppedImage" | "openBrief">(backend: FakeBackend, command: C) {
  type Answer = Awaited<ReturnType<FakeBackend[C]>>;
  let answer: (value: Answer) => void = () => undefined;
  const given = new Promise<Answer>((resolve) => (answer = resolve));
  const usual = backend[command];
  const once = () => {
    Object.assign(backend, { [command]: usual });
    return given;
  };
  Object.assign(backend, { [command]: once });
  return (value: Answer) => answer(value);
}

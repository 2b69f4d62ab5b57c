import { screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { openWindow, stored } from "./testing";

const BRIEF = stored("b", {
  headline: "Ports",
  body: "See [the page](https://example.org/page) or [this](notes.txt).",
});

async function openWith(preferences = {}) {
  const opened = await openWindow({ briefs: [BRIEF], open: "b", preferences });
  const body = await screen.findByRole("textbox", { name: "Body" });
  return { ...opened, body };
}

test("the source view comes and goes by key and button, and is remembered", async () => {
  const { backend, user, body } = await openWith();
  await vi.waitFor(() => expect(body).toHaveTextContent("See the page or this."));
  await user.keyboard("{F8}");
  expect(body).toHaveTextContent("See [the page](https://example.org/page)");
  await vi.waitFor(() => expect(backend.preferences.source_shown).toBe(true));
  const button = screen.getByRole("button", { name: "Source view" });
  expect(button).toHaveAttribute("aria-pressed", "true");
  await user.click(button);
  expect(body).toHaveTextContent("See the page or this.");
  expect(button).toHaveAttribute("aria-pressed", "false");
  expect(backend.stored.get("b")?.revision).toBe(3);
});

test("a window that was left in the source view opens in it", async () => {
  const { body } = await openWith({ source_shown: true });
  await vi.waitFor(() => expect(body).toHaveTextContent("[the page]"));
});

test("a link is opened outside after the editor was asked", async () => {
  const { backend, user, body } = await openWith();
  body.focus();
  await user.keyboard("{Home}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByRole("dialog", { name: "Open example.org/page in the browser?" });
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(backend.followed).toEqual([]);
  await vi.waitFor(() => expect(document.activeElement).toBe(body));
  await user.keyboard("{Control>}{Enter}{/Control}");
  await user.click(await screen.findByRole("button", { name: "Open" }));
  expect(backend.followed).toEqual(["https://example.org/page"]);
});

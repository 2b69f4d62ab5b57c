import { screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { samples } from "../backend/samples";
import { field, openWindow, stored } from "./testing";

const BRIEFS = [
  stored("b1", { headline: "Ports wait", status: "ready" }, { updated_at: "2026-06-03T08:00:00Z" }),
  stored("b2", { headline: "Steel held" }, { updated_at: "2026-06-02T08:00:00Z" }),
  stored("b3", { headline: "央行降准", language: "zh-Hans", body: "信贷" }, { updated_at: "2026-06-01T08:00:00Z" }),
];

function headlines(): (string | null)[] {
  const list = screen.queryByRole("list", { name: "Briefs" });
  if (!list) return [];
  return within(list)
    .getAllByRole("button")
    .filter((button) => !button.hasAttribute("aria-haspopup"))
    .map(({ textContent }) => textContent);
}

describe("the list of briefs", () => {
  test("stands newest first, with length and status", async () => {
    await openWindow({ briefs: BRIEFS });
    await waitFor(() => expect(headlines()).toEqual(["Ports wait", "Steel held", "央行降准"]));
    expect(screen.getByRole("button", { name: "Ports wait" })).toHaveAccessibleDescription(/^Ready · 2 words · /);
    expect(screen.getByRole("button", { name: "央行降准" })).toHaveAccessibleDescription(/^Draft · 6 字 · /);
  });

  test("is walked with the arrows and opened with Enter", async () => {
    const { user } = await openWindow({ briefs: BRIEFS });
    (await screen.findByRole("button", { name: "Ports wait" })).focus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("button", { name: "Steel held" })).toHaveFocus();
    await user.keyboard("{End}");
    expect(screen.getByRole("button", { name: "央行降准" })).toHaveFocus();
    await user.keyboard("{Home}{ArrowDown}{Enter}");
    await waitFor(() => expect(field("Headline")).toHaveValue("Steel held"));
  });

  test("is searched and filtered", async () => {
    const { user } = await openWindow({ briefs: BRIEFS });
    await user.type(screen.getByRole("textbox", { name: "Search" }), "信贷");
    await waitFor(() => expect(headlines()).toEqual(["央行降准"]));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(headlines()).toHaveLength(3));
    await user.click(screen.getByRole("button", { name: "Ready" }));
    await waitFor(() => expect(headlines()).toEqual(["Ports wait"]));
    await user.type(screen.getByRole("textbox", { name: "Search" }), "nothing like it");
    expect(await screen.findByText("Nothing found for “nothing like it”")).toBeVisible();
  });

  test("a headline is changed in place with F2", async () => {
    const { backend, user } = await openWindow({ briefs: BRIEFS });
    (await screen.findByRole("button", { name: "Steel held" })).focus();
    await user.keyboard("{F2}");
    const rename = await screen.findByRole("textbox", { name: "New headline" });
    expect(rename).toHaveFocus();
    await user.clear(rename);
    await user.keyboard("Steel gives way{Enter}");
    await waitFor(() => expect(backend.stored.get("b2")?.brief.headline).toBe("Steel gives way"));
    await waitFor(() => expect(screen.getByRole("button", { name: "Steel gives way" })).toHaveFocus());
  });

  test("Delete puts a brief into the trash, hands the focus on, and Undo brings it back", async () => {
    const { backend, user } = await openWindow({ briefs: BRIEFS });
    (await screen.findByRole("button", { name: "Ports wait" })).focus();
    await user.keyboard("{Delete}");
    await waitFor(() => expect(headlines()).toEqual(["Steel held", "央行降准"]));
    expect(screen.getByRole("button", { name: "Steel held" })).toHaveFocus();
    expect(backend.trash.has("b1")).toBe(true);
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(headlines()).toEqual(["Ports wait", "Steel held", "央行降准"]));
  });

  test("says what to do while it is empty", async () => {
    const { user } = await openWindow();
    expect(await screen.findByRole("heading", { name: "A clean desk" })).toBeVisible();
    await user.click(within(screen.getByRole("main")).getByRole("button", { name: "New brief" }));
    await waitFor(() => expect(field("Headline")).toHaveFocus());
  });
});

describe("commands", () => {
  test("the palette finds commands and briefs", async () => {
    const { user } = await openWindow({ briefs: BRIEFS, open: "b1" });
    await user.keyboard("{Control>}k{/Control}");
    const dialog = await screen.findByRole("dialog", { name: "Commands and briefs" });
    await user.keyboard("steel");
    await user.click(await within(dialog).findByText("Steel held"));
    await waitFor(() => expect(field("Headline")).toHaveValue("Steel held"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("F1 lists the keys", async () => {
    const { user } = await openWindow({ briefs: BRIEFS });
    await user.keyboard("{F1}");
    const dialog = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
    expect(dialog).toHaveTextContent(/New brief\s*Ctrl\+N/);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("the library is put away and brought back, and that is remembered", async () => {
    const { backend, user } = await openWindow({ briefs: BRIEFS });
    await user.keyboard("{Control>}\\{/Control}");
    await waitFor(() => expect(screen.queryByRole("navigation", { name: "Library" })).toBeNull());
    expect(backend.preferences.library_shown).toBe(false);
    await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Search" })).toHaveFocus());
  });

  test("F6 goes from region to region", async () => {
    const { user } = await openWindow({ briefs: BRIEFS, open: "b1" });
    field("Summary").focus();
    await user.keyboard("{F6}");
    expect(screen.getByRole("complementary", { name: "Inspector" })).toContainElement(
      document.activeElement as HTMLElement,
    );
    await user.keyboard("{Shift>}{F6}{/Shift}");
    expect(field("Summary")).toHaveFocus();
  });
});

test("the language is switched while writing, and remembered", async () => {
  const { backend, user } = await openWindow({ briefs: BRIEFS, open: "b1" });
  await user.click(screen.getByRole("button", { name: "Menu" }));
  await user.click(await screen.findByRole("menuitemradio", { name: "简体中文" }));
  expect(await screen.findByRole("textbox", { name: "标题" })).toHaveValue("Ports wait");
  expect(document.documentElement).toHaveAttribute("lang", "zh-Hans");
  expect(backend.preferences.language).toBe("zh");
});

test("the preview shows the exporter's page and closes with Escape", async () => {
  const { user } = await openWindow({ briefs: BRIEFS, open: "b1" });
  await user.click(screen.getByRole("button", { name: "Preview" }));
  const frame = await screen.findByTitle<HTMLIFrameElement>("The page as it will be exported");
  expect(frame.srcdoc).toContain("<h1>Ports wait</h1>");
  expect(frame).toHaveAttribute("sandbox", "allow-same-origin");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("complementary", { name: "Preview" })).toBeNull());
  expect(screen.getByRole("complementary", { name: "Inspector" })).toBeVisible();
});

test("axe finds nothing in the window", async () => {
  const briefs = samples(new Date());
  await openWindow({ briefs, open: briefs[0]?.id ?? null });
  await screen.findByRole("list", { name: "Briefs" });
  // Colours need a layout, which jsdom has not.
  const { violations } = await axe.run(document, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

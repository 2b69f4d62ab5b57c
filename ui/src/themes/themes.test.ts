import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { openWindow, stored } from "../window/testing";

const PORTS = stored("b1", { headline: "Ports wait", publication: "The Quay" });

async function openThemes() {
  const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
  await user.keyboard("{Control>}k{/Control}");
  await user.click(await within(await screen.findByRole("dialog")).findByText("Page themes…"));
  const dialog = within(await screen.findByRole("dialog", { name: "Page themes" }));
  await dialog.findByRole("button", { name: "Brief (built in)" });
  const page = () => dialog.getByTitle<HTMLIFrameElement>("The page in this theme").srcdoc;
  const copy = async () => {
    await user.click(dialog.getByRole("button", { name: "Copy this theme" }));
    await dialog.findByRole("textbox", { name: "Theme name" });
  };
  /** Writes at the beginning of a text, as a browser would tell of it. */
  const write = async (name: string, text: string) => {
    const editor = dialog.getByRole("textbox", { name });
    editor.focus();
    const { EditorView } = await import("@codemirror/view");
    EditorView.findFromDOM(editor)?.dispatch({ changes: { from: 0, insert: text }, userEvent: "input.type" });
  };
  return { backend, user, dialog, page, copy, write };
}

test("the built-in theme is shown and stays as it is", async () => {
  const { dialog, page } = await openThemes();
  expect(dialog.getByRole("textbox", { name: "Template" })).toHaveAttribute("aria-readonly", "true");
  expect(dialog.queryByRole("textbox", { name: "Theme name" })).toBeNull();
  expect(dialog.queryByRole("button", { name: "Delete this theme" })).toBeNull();
  expect(dialog.getByRole("button", { name: "Save theme" })).toBeDisabled();
  await waitFor(() => expect(page()).toContain("<h1>Ports wait</h1>"));
});

test("a copy is written in, and its page follows before it is saved", async () => {
  const { backend, user, dialog, page, copy, write } = await openThemes();
  await copy();
  await write("Styles", "p { color: teal; }\n");
  await waitFor(() => expect(page()).toContain("teal"));
  const name = dialog.getByRole("textbox", { name: "Theme name" });
  await user.clear(name);
  await user.type(name, "Harbour");
  expect(backend.themes.map((theme) => theme.name)).toEqual(["brief", "Copy of Brief (built in)"]);
  await user.click(dialog.getByRole("button", { name: "Save theme" }));
  expect(await dialog.findByRole("button", { name: "Harbour" })).toHaveAttribute("aria-current", "true");
  expect(backend.themes.at(-1)).toMatchObject({ name: "Harbour", styles: expect.stringContaining("teal") as string });
});

test("what is wrong is told with its line, and the last page stays", async () => {
  const { dialog, page, copy, write } = await openThemes();
  await copy();
  await waitFor(() => expect(page()).toContain("Ports wait"));
  await write("Template", "<p>\n{{ oops\n");
  const status = dialog.getByRole("status");
  await waitFor(() => expect(status).toHaveTextContent("is wrong (Template, line 2): unexpected end."));
  expect(page()).toContain("Ports wait");
});

test("a name that is taken is told", async () => {
  const { user, dialog, copy } = await openThemes();
  await copy();
  const name = dialog.getByRole("textbox", { name: "Theme name" });
  await user.clear(name);
  await user.type(name, "brief");
  await user.click(dialog.getByRole("button", { name: "Save theme" }));
  await waitFor(() => expect(dialog.getByRole("status")).toHaveTextContent("No theme can be called “brief”."));
});

test("a theme is used for the brief's publication, and deleted", async () => {
  const { backend, user, dialog, copy } = await openThemes();
  await copy();
  await user.click(dialog.getByRole("button", { name: "Use for The Quay" }));
  await waitFor(() =>
    expect(backend.publications.at(-1)).toMatchObject({ name: "The Quay", theme: "Copy of Brief (built in)" }),
  );
  expect(await screen.findByText(/Pages of The Quay are in the theme/)).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "Delete this theme" }));
  await waitFor(() => expect(dialog.queryByRole("button", { name: "Delete this theme" })).toBeNull());
  expect(backend.themes.map((theme) => theme.name)).toEqual(["brief"]);
});

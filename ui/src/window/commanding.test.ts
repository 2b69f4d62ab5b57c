import { EditorView } from "@codemirror/view";
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { field, openWindow, stored } from "./testing";

async function openBody(body: string, selection: { anchor: number; head?: number } = { anchor: body.length }) {
  const { backend, user } = await openWindow({ briefs: [stored("b1", { headline: "Ports", body })], open: "b1" });
  const box = screen.getByRole("textbox", { name: "Body" });
  const view = EditorView.findFromDOM(box);
  if (!view) throw new Error("no editor");
  view.focus();
  view.dispatch({ selection });
  const text = () => view.state.doc.toString();
  const type = (keys: string) => {
    for (const key of keys)
      view.dispatch(view.state.update(view.state.replaceSelection(key), { userEvent: "input.type" }));
  };
  return { backend, user, box, view, text, type };
}

const tools = () => screen.getByRole("toolbar", { name: "Formatting: Body", hidden: true });
const tool = (name: string) => within(tools()).getByRole("button", { name, hidden: true });

describe("keys in the body", () => {
  test.each([
    ["{Control>}b{/Control}", "**port**"],
    ["{Control>}i{/Control}", "*port*"],
    ["{Control>}{Shift>}x{/Shift}{/Control}", "~~port~~"],
    ["{Control>}{Alt>}2{/Alt}{/Control}", "## port"],
    ["{Control>}{Alt>}3{/Alt}{/Control}", "### port"],
    ["{Control>}{Shift>}*{/Shift}{/Control}", "port"],
    ["{Control>}{Alt>}b{/Alt}{/Control}", "> port"],
  ])("%s makes %s", async (keys, expected) => {
    const { user, text } = await openBody("port", { anchor: 0, head: 4 });
    await user.keyboard(keys);
    expect(text()).toBe(expected);
  });

  test("Mod+I is italic and leaves the details open; they have a key of their own", async () => {
    const { user } = await openBody("port", { anchor: 0, head: 4 });
    await user.keyboard("{Control>}i{/Control}");
    expect(screen.getByRole("complementary", { name: "Inspector" })).toBeVisible();
    await user.keyboard("{Control>}{Alt>}i{/Alt}{/Control}");
    expect(screen.queryByRole("complementary", { name: "Inspector" })).toBeNull();
  });

  test("Enter goes on with a list, and Tab nests; elsewhere Tab leaves the text", async () => {
    const { user, text, box, view } = await openBody("- 一");
    await user.keyboard("{Enter}");
    expect(text()).toBe("- 一\n- ");
    await user.keyboard("{Tab}");
    expect(text()).toBe("- 一\n  - ");
    expect(box).toHaveFocus();
    await user.keyboard("{Enter}{Enter}");
    expect(text()).toBe("- 一\n\n");
    expect(view.state.selection.main.head).toBe(text().length);
    await user.keyboard("{Tab}");
    expect(box).not.toHaveFocus();
  });

  test("nothing happens while an input method composes", async () => {
    const { box, text } = await openBody("- port");
    await fireEvent.keyDown(box, { key: "b", ctrlKey: true, keyCode: 229 });
    expect(text()).toBe("- port");
    await fireEvent.compositionStart(box);
    await fireEvent.keyDown(box, { key: "b", ctrlKey: true, keyCode: 229, isComposing: true });
    await fireEvent.keyDown(box, { key: "Enter", keyCode: 229, isComposing: true });
    expect(text()).not.toMatch(/\*|\n-/);
  });
});

describe("the toolbar", () => {
  test("is one stop, goes by arrows, acts on the text, and Escape leads back", async () => {
    const { user, text, box } = await openBody("port", { anchor: 0, head: 4 });
    expect(
      within(tools())
        .getAllByRole("button", { hidden: true })
        .filter((one) => one.tabIndex === 0),
    ).toHaveLength(1);
    await user.keyboard("{Alt>}{F10}{/Alt}");
    await waitFor(() => expect(tool("Heading")).toHaveFocus());
    await user.keyboard("{ArrowRight}");
    expect(tool("Bold")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(text()).toBe("**port**");
    expect(tool("Bold")).toHaveAttribute("aria-pressed", "true");
    expect(tool("Bold")).toHaveFocus();
    await user.keyboard("{End}");
    expect(tool("Line across")).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(box).toHaveFocus();
  });

  test("leads over what can't be done in a cell of a table", async () => {
    const { user, text } = await openBody("| Port | Days |\n| --- | --- |\n| 宁波 | 4 |");
    const cell = screen.getByRole("textbox", { name: "Days, row 1" });
    await waitFor(() => expect(cell).toHaveFocus());
    await user.keyboard("{Alt>}{F10}{/Alt}");
    await waitFor(() => expect(tool("Bold")).toHaveFocus());
    await user.keyboard("{End}");
    expect(tool("Footnote")).toHaveFocus();
    await user.keyboard("{ArrowRight}");
    expect(tool("Bold")).toHaveFocus();
    await user.click(tool("Footnote"));
    expect(text()).toMatch(/\| 4\[\^1\] \|\n\n\[\^1\]: $/);
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Body" })).toHaveFocus());
  });

  test("shows how the text at the caret is set", async () => {
    const { view } = await openBody("One\n\n- **two**", { anchor: 10 });
    await waitFor(() => expect(tool("Bold")).toHaveAttribute("aria-pressed", "true"));
    expect(tool("Bulleted list")).toHaveAttribute("aria-pressed", "true");
    expect(tool("Italic")).toHaveAttribute("aria-pressed", "false");
    view.dispatch({ selection: { anchor: 1 } });
    await waitFor(() => expect(tool("Bold")).toHaveAttribute("aria-pressed", "false"));
  });

  test("a click leaves the focus in the text", async () => {
    const { user, text, box } = await openBody("One");
    await user.click(tool("Table"));
    expect(text()).toMatch(/^One\n\n\|/);
    expect(box).toHaveFocus();
  });
});

describe("the buttons at a selection", () => {
  test("come with the selection, go with Escape, and never take the focus", async () => {
    const { user, text, box, view } = await openBody("A port", { anchor: 2, head: 6 });
    const bubble = await screen.findByRole("toolbar", { name: "Format the selection" });
    await user.click(within(bubble).getByRole("button", { name: "Bold" }));
    expect(text()).toBe("A **port**");
    expect(box).toHaveFocus();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("toolbar", { name: "Format the selection" })).toBeNull());
    view.dispatch({ selection: { anchor: 0, head: 1 } });
    await screen.findByRole("toolbar", { name: "Format the selection" });
    view.dispatch({ selection: { anchor: 0 } });
    await waitFor(() => expect(screen.queryByRole("toolbar", { name: "Format the selection" })).toBeNull());
  });
});

describe("the link box", () => {
  test("asks for an address, refuses what is none, and gives the focus back", async () => {
    const { user, text, box } = await openBody("A port", { anchor: 2, head: 6 });
    await user.keyboard("{Control>}{Shift>}k{/Shift}{/Control}");
    await waitFor(() => expect(field("Address of the link")).toHaveFocus());
    await user.keyboard("javascript:alert(1){Enter}");
    expect(await screen.findByText("That is no address for a link")).toBeVisible();
    await user.clear(field("Address of the link"));
    await user.keyboard("port.example/quay{Enter}");
    expect(text()).toBe("A [port](https://port.example/quay)");
    expect(box).toHaveFocus();
  });

  test("has the address of a link, and takes the link away", async () => {
    const { user, text } = await openBody("A [port](http://a.org) waits", { anchor: 4 });
    await user.keyboard("{Control>}{Shift>}k{/Shift}{/Control}");
    await waitFor(() => expect(field("Address of the link")).toHaveValue("http://a.org"));
    await user.click(screen.getByRole("button", { name: "Remove link" }));
    expect(text()).toBe("A port waits");
  });
});

describe("the menu of the slash", () => {
  test("is filtered, walked and chosen from without leaving the text", async () => {
    const { user, text, type, box } = await openBody("One\n\n");
    type("/");
    const menu = await screen.findByRole("listbox", { name: "Insert" });
    expect(box).toHaveAttribute("aria-activedescendant", within(menu).getAllByRole("option")[0]?.id);
    type("list");
    await waitFor(() => expect(within(menu).getAllByRole("option")).toHaveLength(2));
    await user.keyboard("{ArrowDown}");
    const marked = within(menu).getByRole("option", { selected: true });
    expect(marked).toHaveTextContent("Numbered list");
    expect(box).toHaveAttribute("aria-activedescendant", marked.id);
    await user.keyboard("{Enter}");
    expect(text()).toBe("One\n\n1. ");
    expect(screen.queryByRole("listbox", { name: "Insert" })).toBeNull();
    expect(box).not.toHaveAttribute("aria-activedescendant");
  });

  test("opens by 、 too, finds by initials, and leaves the sign when nothing is chosen", async () => {
    const { user, text, type } = await openBody("");
    type("、bg");
    expect(within(await screen.findByRole("listbox", { name: "Insert" })).getByRole("option")).toHaveTextContent(
      "Table",
    );
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("listbox", { name: "Insert" })).toBeNull());
    expect(text()).toBe("、bg");
  });
});

test("the palette offers the commands of the text that one comes from", async () => {
  const { user, text } = await openBody("port", { anchor: 0, head: 4 });
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("Bold");
  await user.click(await screen.findByRole("option", { name: /^Bold/ }));
  await waitFor(() => expect(text()).toBe("**port**"));
});

test("a link that is asked for in the palette asks for its address", async () => {
  const { user, text } = await openBody("port", { anchor: 0, head: 4 });
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("Link");
  await user.click(await screen.findByRole("option", { name: /^Link/ }));
  await waitFor(() => expect(field("Address of the link")).toHaveFocus());
  await user.keyboard("a.org{Enter}");
  expect(text()).toBe("[port](https://a.org)");
});

test("all is selected within a text, and nothing of the window", async () => {
  await openBody("port");
  const press = (target: Element) => fireEvent.keyDown(target, { key: "a", ctrlKey: true });
  // False if the browser is kept from it.
  expect(await press(field("Headline"))).toBe(true);
  expect(await press(screen.getByRole("button", { name: "Export" }))).toBe(false);
  expect(await press(document.body)).toBe(false);
});

test("the keys are in the list of shortcuts", async () => {
  const { user } = await openBody("");
  await user.keyboard("{F1}");
  const dialog = within(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }));
  expect(dialog.getByText("Bold").parentElement).toHaveTextContent("Ctrl+B");
  expect(dialog.getByText("Find in this brief").parentElement).toHaveTextContent("Ctrl+F");
});

test("axe finds nothing wrong with toolbar, menu and link box", async () => {
  const { user, type } = await openBody("One ");
  type("/");
  await screen.findByRole("listbox", { name: "Insert" });
  const told = async () => {
    const { violations } = await axe.run(screen.getByRole("main"));
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  };
  expect(await told()).toEqual([]);
  await user.keyboard("{Escape}{Control>}{Shift>}k{/Shift}{/Control}");
  await waitFor(() => expect(field("Address of the link")).toHaveFocus());
  expect(await told()).toEqual([]);
});

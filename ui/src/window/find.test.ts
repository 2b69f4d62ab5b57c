import { EditorView } from "@codemirror/view";
import { screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, test, vi } from "vitest";
import { Finder } from "../find/finder.svelte";
import { field, openWindow, stored } from "./testing";

const PORTS = stored("b1", {
  headline: "Ports wait",
  summary: "Every port waits.",
  takeaways: [{ id: "a", text: "港口等待" }],
  body: "A port is a port.\n\n港口算账。",
});

const search = () => screen.getByRole("search", { name: "Find and replace" });
const said = () => within(search()).getByRole("status");

async function open(keys = "{Control>}f{/Control}") {
  const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
  await user.click(field("Headline"));
  field("Headline").setSelectionRange(0, 0);
  await user.keyboard(keys);
  await waitFor(() => expect(field("Find")).toHaveFocus());
  return { backend, user };
}

describe("finding in a brief", () => {
  test("counts in every part, selects each in turn, and comes back to the text", async () => {
    const { user } = await open();
    await user.keyboard("port");
    await waitFor(() => expect(said()).toHaveTextContent("1 of 4, in Headline"));
    expect(search()).toHaveTextContent("Headline 1 · Summary 1 · Body 2");
    expect([field("Headline").selectionStart, field("Headline").selectionEnd]).toEqual([0, 4]);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(said()).toHaveTextContent("2 of 4, in Summary"));
    await user.keyboard("{F3}");
    await waitFor(() => expect(said()).toHaveTextContent("3 of 4, in Body"));
    const body = EditorView.findFromDOM(screen.getByRole("textbox", { name: "Body" }));
    expect(body?.state.selection.main).toMatchObject({ from: 2, to: 6 });
    await waitFor(() => expect(document.querySelectorAll(".cm-found")).toHaveLength(2));
    await user.keyboard("{Shift>}{F3}{/Shift}{Escape}");
    await waitFor(() => expect(field("Summary")).toHaveFocus());
    expect(screen.queryByRole("search", { name: "Find and replace" })).toBeNull();
    expect(document.querySelectorAll(".cm-found, [data-found]")).toHaveLength(0);
  });

  test("marks what it finds in the cells of a table", async () => {
    const body = "Ports.\n\n| Port | 港口 |\n| --- | --- |\n| North port | 2 |\n| Delta\\|port | a **port** |\n";
    const { user } = await openWindow({ briefs: [stored("b1", { body })], open: "b1" });
    await user.click(field("Headline"));
    await user.keyboard("{Control>}f{/Control}");
    await waitFor(() => expect(field("Find")).toHaveFocus());
    const marked = () => [...document.querySelectorAll(".cm-table .cm-found")].map(({ outerHTML }) => outerHTML);
    const found = (words: string, more = "") => `<span class="cm-found${more}">${words}</span>`;
    await user.keyboard("port");
    const cells = [found("Port"), found("port"), found("port"), found("port")];
    await waitFor(() => expect(marked()).toEqual(cells));
    expect(screen.getByRole("textbox", { name: "Port, row 2" }).innerHTML).toBe(`Delta|${found("port")}`);
    await user.keyboard("{Enter}{Enter}");
    await waitFor(() => expect(marked()[1]).toEqual(found("port", " cm-found-current")));
    await user.clear(field("Find"));
    await user.keyboard("港");
    await waitFor(() => expect(marked()).toEqual([found("港", " cm-found-current")]));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(marked()).toEqual([]));
  });

  test("leads into the cell of a table", async () => {
    const body = "Ports.\n\n| Port | 港口 |\n| --- | --- |\n| North port | 2 |\n| South **delta** | 3 |\n";
    const { user } = await openWindow({ briefs: [stored("b1", { body })], open: "b1" });
    await user.click(field("Headline"));
    await user.keyboard("{Control>}f{/Control}");
    await waitFor(() => expect(field("Find")).toHaveFocus());
    await user.keyboard("delta");
    await waitFor(() => expect(said()).toHaveTextContent("1 of 1, in Body"));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toHaveTextContent("South **delta**"));
    expect(getSelection()?.toString()).toBe("delta");
  });

  test("finds Chinese, and says when there is nothing", async () => {
    const { user } = await open();
    await user.keyboard("港口");
    await waitFor(() => expect(said()).toHaveTextContent("1 of 2, in Takeaways"));
    await user.keyboard("x");
    await waitFor(() => expect(said()).toHaveTextContent("Nothing found"));
  });

  test("does not search for half a word of an input method", async () => {
    await open();
    const ask = vi.spyOn(Finder.prototype, "ask");
    const find = field("Find");
    find.value = "gang";
    find.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true, data: "gang" }));
    expect(ask).not.toHaveBeenCalled();
    find.value = "港口";
    find.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "港口" }));
    expect(ask).toHaveBeenCalledExactlyOnceWith({ text: "港口" });
    await waitFor(() => expect(said()).toHaveTextContent("1 of 2, in Takeaways"));
    ask.mockRestore();
  });

  test("takes what is selected in a cell of a table as the query", async () => {
    const body = "Ports.\n\n| Port | 港口 |\n| --- | --- |\n| North port | 2 |\n";
    const { user } = await openWindow({ briefs: [stored("b1", { body })], open: "b1" });
    const cell = screen.getByRole("textbox", { name: "Port, row 1" });
    await user.click(cell);
    await waitFor(() => expect(cell.textContent).toBe("North port"));
    const words = cell.firstChild as Text;
    getSelection()?.setBaseAndExtent(words, 0, words, 5);
    document.dispatchEvent(new Event("selectionchange"));
    await user.keyboard("{Control>}f{/Control}");
    await waitFor(() => expect(field("Find")).toHaveValue("North"));
  });

  test("says in a sentence that a pattern can't be read", async () => {
    const { user } = await open();
    await user.keyboard("{Alt>}r{/Alt}");
    expect(screen.getByRole("button", { name: /^Pattern/ })).toHaveAttribute("aria-pressed", "true");
    await user.keyboard("(");
    await waitFor(() => expect(said()).toHaveTextContent(/can't be read/));
    expect(field("Find")).toBeInvalid();
  });

  test("takes what is selected as the query", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.click(field("Summary"));
    field("Summary").setSelectionRange(6, 10);
    await user.keyboard("{Control>}f{/Control}");
    await waitFor(() => expect(field("Find")).toHaveValue("port"));
    await waitFor(() => expect(said()).toHaveTextContent("2 of 4, in Summary"));
  });
});

describe("replacing", () => {
  test("one, then all that is left, and it is saved", async () => {
    const { backend, user } = await open("{Control>}h{/Control}");
    await user.keyboard("port");
    await waitFor(() => expect(said()).toHaveTextContent("1 of 4"));
    await user.click(field("Replace with"));
    await user.keyboard("Harbour{Enter}");
    await waitFor(() => expect(field("Headline")).toHaveValue("Harbours wait"));
    await user.click(screen.getByRole("button", { name: "Replace all" }));
    await waitFor(() => expect(said()).toHaveTextContent("Replaced 3 times"));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.body).toBe("A Harbour is a Harbour.\n\n港口算账。"));
    expect(field("Summary")).toHaveValue("Every Harbour waits.");
  });
});

test("each part has a key that leads to it", async () => {
  const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
  for (const [key, name] of [
    ["2", "Summary"],
    ["4", "Takeaway 1"],
    ["5", "Strategic analysis"],
    ["6", "Body"],
    ["1", "Headline"],
  ] as const) {
    await user.keyboard(`{Control>}${key}{/Control}`);
    await waitFor(() => expect(field(name)).toHaveFocus());
  }
  await user.keyboard("{Control>}3{/Control}");
  await waitFor(() => expect(screen.getByRole("button", { name: "Add hero image" })).toHaveFocus());
});

test("axe finds nothing wrong with the search", async () => {
  const { user } = await open("{Control>}h{/Control}");
  await user.keyboard("port");
  const { violations } = await axe.run(search());
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
});

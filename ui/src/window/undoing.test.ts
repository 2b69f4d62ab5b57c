import { EditorView } from "@codemirror/view";
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { field, openWindow, stored } from "./testing";

const PORTS = stored("b1", {
  headline: "Ports wait",
  body: "One.\n\nTwo.",
  takeaways: [
    { id: "a", text: "Prices fell" },
    { id: "b", text: "Ports waited" },
  ],
});
const STEEL = stored("b2", { headline: "Steel" });

function editor(name: string): EditorView {
  const view = EditorView.findFromDOM(screen.getByRole("textbox", { name }));
  if (!view) throw new Error(`${name} is no editor`);
  return view;
}

/** Types into a Markdown text where its caret is, as the keys do. */
function write(name: string, text: string) {
  const view = editor(name);
  for (const key of text) {
    const at = view.state.selection.main;
    view.dispatch({ ...view.state.replaceSelection(key), userEvent: "input.type" });
    expect(view.state.selection.main.from).toBe(at.from + key.length);
  }
}

function said(text: string | RegExp) {
  return waitFor(() => expect(screen.getByText(text).parentElement).toHaveAttribute("aria-live", "polite"));
}

describe("undo", () => {
  test("takes back the latest change wherever it was, and goes there", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Headline"), " on");
    editor("Body").dispatch({ selection: { anchor: 4 } });
    editor("Body").focus();
    write("Body", " And a half.");
    await user.type(field("Takeaway 2"), " long");
    await user.keyboard("{Control>}z{/Control}");
    await said("Undone: typing in Takeaway 2");
    expect(field("Takeaway 2")).toHaveValue("Ports waited");
    await user.keyboard("{Control>}z{/Control}");
    await said("Undone: typing in Body");
    await waitFor(() => expect(screen.getByRole("textbox", { name: "Body" })).toHaveFocus());
    expect(editor("Body").state.doc.toString()).toBe("One.\n\nTwo.");
    expect(editor("Body").state.selection.main.head).toBe(4);
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(field("Headline")).toHaveFocus());
    expect(field("Headline")).toHaveValue("Ports wait");
    expect(field("Headline").selectionStart).toBe("Ports wait".length);
    await user.keyboard("{Control>}z{/Control}");
    await said("Nothing to undo");

    await user.keyboard("{Control>}{Shift>}z{/Shift}{/Control}{Control>}y{/Control}{Control>}y{/Control}");
    await said("Redone: typing in Takeaway 2");
    await waitFor(() =>
      expect(backend.stored.get("b1")?.brief).toMatchObject({
        headline: "Ports wait on",
        body: "One. And a half.\n\nTwo.",
        takeaways: [{ text: "Prices fell" }, { text: "Ports waited long" }],
      }),
    );
    expect(field("Takeaway 2").selectionStart).toBe("Ports waited long".length);
  });

  test("knows what was done before another brief was on the sheet", async () => {
    const { user } = await openWindow({ briefs: [PORTS, STEEL], open: "b1" });
    await user.type(field("Summary"), "Mine");
    await user.click(screen.getByRole("button", { name: "Steel" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Steel"));
    await user.keyboard("{Control>}z{/Control}");
    await said("Nothing to undo");
    await user.click(await screen.findByRole("button", { name: "Ports wait" }));
    await waitFor(() => expect(field("Summary")).toHaveValue("Mine"));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(field("Summary")).toHaveValue(""));
    await user.keyboard("{Control>}y{/Control}");
    await waitFor(() => expect(field("Summary")).toHaveValue("Mine"));
  });

  test("takes back what another program has written, says so, and gives it again", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.click(field("Summary"));
    backend.put({ ...PORTS, revision: 9, brief: { ...PORTS.brief, headline: "Ports open" } });
    backend.libraryChanged();
    await waitFor(() => expect(field("Headline")).toHaveValue("Ports open"));
    await user.keyboard("{Control>}z{/Control}");
    await said("Undone: a change from elsewhere in Headline");
    await waitFor(() => expect(backend.stored.get("b1")?.brief.headline).toBe("Ports wait"));
    await user.keyboard("{Control>}y{/Control}");
    await waitFor(() => expect(backend.stored.get("b1")?.brief.headline).toBe("Ports open"));
  });

  test("takes back a restore", async () => {
    const older = {
      ...PORTS,
      revision: 1,
      updated_at: "2026-06-02T08:00:00Z",
      brief: { ...PORTS.brief, headline: "Ports", body: "Old.", takeaways: [] },
    };
    const { backend, user } = await openWindow({ briefs: [PORTS], past: [older], open: "b1" });
    await user.click(screen.getByRole("button", { name: "History" }));
    await screen.findByRole("list", { name: "Revisions" });
    await waitFor(() => expect(screen.getByRole("button", { name: "Restore" })).toBeEnabled());
    await user.click(screen.getByRole("button", { name: "Restore" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief).toEqual(older.brief));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(field("Headline")).toHaveValue("Ports"));
    await user.keyboard("{Control>}z{/Control}");
    await said("Undone: restoring several parts");
    await waitFor(() => expect(backend.stored.get("b1")?.brief).toEqual(PORTS.brief));
  });

  test("goes to the inspector as well", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Tags"), "Ports, Trade");
    await user.click(screen.getByRole("button", { name: "Add source" }));
    await user.keyboard("Customs");
    await user.type(field("Published"), "2026-06-03");
    await user.click(field("Headline"));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(field("Published")).toHaveFocus());
    expect(field("Published")).toHaveValue("");
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(field("Title of source 1")).toHaveValue(""));
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(screen.queryByRole("textbox", { name: "Title of source 1" })).toBeNull());
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(field("Tags")).toHaveValue(""));
    expect(field("Tags")).toHaveFocus();
    await user.keyboard("{Control>}y{/Control}");
    await waitFor(() => expect(field("Tags")).toHaveValue("Ports, Trade"));
  });

  test("a field that is not the brief's has its own", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Summary"), "Mine");
    await user.type(field("Search"), "steel");
    const left = await fireEvent.keyDown(field("Search"), { key: "z", code: "KeyZ", ctrlKey: true });
    expect(left).toBe(true);
    expect(field("Summary")).toHaveValue("Mine");
  });

  test("the page's own never runs in the brief's", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Summary"), "Mine");
    const asks = (inputType: string) =>
      fireEvent(field("Headline"), new InputEvent("beforeinput", { inputType, bubbles: true, cancelable: true }));
    expect(await asks("historyUndo")).toBe(false);
    await waitFor(() => expect(field("Summary")).toHaveValue(""));
    expect(await asks("historyRedo")).toBe(false);
    await waitFor(() => expect(field("Summary")).toHaveValue("Mine"));
  });

  test("nothing while an input method composes", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Summary"), "Mine");
    await fireEvent.keyDown(field("Summary"), { key: "z", code: "KeyZ", ctrlKey: true, isComposing: true });
    expect(field("Summary")).toHaveValue("Mine");
  });

  test("is in the palette, and in the list of shortcuts", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Summary"), "Mine");
    await user.click(field("Headline"));
    await user.keyboard("{Control>}k{/Control}");
    const palette = await screen.findByRole("dialog", { name: "Commands and briefs" });
    await user.keyboard("undo");
    await user.click(await within(palette).findByText("Undo"));
    await waitFor(() => expect(field("Summary")).toHaveValue(""));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(field("Summary")).toHaveFocus());
    await user.keyboard("{F1}");
    const dialog = within(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }));
    expect(dialog.getByText("Redo").parentElement).toHaveTextContent("Ctrl+Shift+ZCtrl+Y");
  });

  test("what is decided about two texts is one step", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.stored.set("b1", stored("b1", { headline: "Ports open", body: "Theirs." }, { revision: 9 }));
    await user.type(field("Summary"), "Mine");
    await user.click(await screen.findByRole("button", { name: "Compare…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "This brief was changed elsewhere" }));
    await user.click(dialog.getByRole("button", { name: "Take the stored one" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Ports open"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.keyboard("{Control>}z{/Control}");
    await said("Undone: what was decided about several parts");
    await waitFor(() => expect(backend.stored.get("b1")?.brief).toEqual({ ...PORTS.brief, summary: "Mine" }));
  });
});

import { EditorView } from "@codemirror/view";
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { addedImage } from "../backend/fake";
import { field, openWindow, saveStatus, stored } from "./testing";

const PORTS = stored("b1", {
  headline: "Ports wait",
  takeaways: [
    { id: "a", text: "Prices fell" },
    { id: "b", text: "Ports waited" },
    { id: "c", text: "Steel held" },
  ],
});

function takeaways(): string[] {
  const list = screen.getByRole("list", { name: "Key takeaways" });
  return within(list)
    .queryAllByRole<HTMLTextAreaElement>("textbox")
    .map(({ value }) => value);
}

describe("a new brief", () => {
  test("takes the caret to its headline, and is in the library from the first keystroke", async () => {
    const { backend, user } = await openWindow();
    await user.click(screen.getAllByRole("button", { name: "New brief" })[0] as HTMLElement);
    await waitFor(() => expect(field("Headline")).toHaveFocus());
    expect(backend.stored.size).toBe(0);
    expect(saveStatus()).toBeEmptyDOMElement();

    await user.keyboard("Rates hold");
    await waitFor(() => expect(saveStatus()).toHaveTextContent("Saving…"));
    await waitFor(() => expect([...backend.stored.values()][0]?.brief.headline).toBe("Rates hold"));
    expect(await screen.findByRole("button", { name: "Rates hold" })).toHaveAttribute("aria-current", "true");
    await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Saved \d\d:\d\d:\d\d$/));
  });

  test("Enter goes on from headline to summary, and on", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Headline"), "{Enter}");
    await waitFor(() => expect(field("Summary")).toHaveFocus());
    expect(field("Headline")).toHaveValue("Ports wait");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(field("Takeaway 1")).toHaveFocus());
  });

  test("pasted lines become one line", async () => {
    const { user } = await openWindow({ briefs: [stored("b1", {})], open: "b1" });
    await user.click(field("Headline"));
    await user.paste("Ports count\n  the cost\r\nof a week");
    expect(field("Headline")).toHaveValue("Ports count the cost of a week");
  });
});

test("body and analysis are Markdown, saved as typed", async () => {
  const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
  for (const [name, text] of [
    ["Body", "## Why\n\n*Now*"],
    ["Strategic analysis", "It **matters**."],
  ] as const) {
    const editor = screen.getByRole("textbox", { name });
    expect(editor).toHaveAttribute("aria-multiline", "true");
    EditorView.findFromDOM(editor)?.dispatch({ changes: { from: 0, insert: text } });
  }
  await waitFor(() => expect(backend.stored.get("b1")?.brief.body).toBe("## Why\n\n*Now*"));
  expect(backend.stored.get("b1")?.brief.analysis.text).toBe("It **matters**.");
});

test("a save's answer never overwrites newer typing", async () => {
  const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
  const release = backend.holdSaves();
  await user.type(field("Summary"), "One");
  await waitFor(() => expect(saveStatus()).toHaveTextContent("Saving…"));
  await user.tab();
  await user.type(field("Summary"), " and two");
  release();
  await waitFor(() => expect(backend.stored.get("b1")?.brief.summary).toBe("One and two"));
  expect(field("Summary")).toHaveValue("One and two");
});

describe("takeaways", () => {
  async function open() {
    const window = await openWindow({ briefs: [PORTS], open: "b1" });
    return window;
  }

  test("Enter splits at the caret and goes into the second half", async () => {
    const { user } = await open();
    await user.type(field("Takeaway 2"), "{Enter}", { initialSelectionStart: 5, initialSelectionEnd: 5 });
    await waitFor(() => expect(field("Takeaway 3")).toHaveFocus());
    expect(takeaways()).toEqual(["Prices fell", "Ports", "waited", "Steel held"]);
    expect(field("Takeaway 3").selectionStart).toBe(0);
  });

  test("Backspace at the start joins with the one before, the caret at the seam", async () => {
    const { user } = await open();
    await user.type(field("Takeaway 2"), "{Backspace}", { initialSelectionStart: 0, initialSelectionEnd: 0 });
    await waitFor(() => expect(field("Takeaway 1")).toHaveFocus());
    expect(takeaways()).toEqual(["Prices fellPorts waited", "Steel held"]);
    expect(field("Takeaway 1").selectionStart).toBe("Prices fell".length);
  });

  test("Alt and an arrow move it, keep focus and caret, and say so", async () => {
    const { backend, user } = await open();
    await user.type(field("Takeaway 3"), "{Alt>}{ArrowUp}{ArrowUp}{/Alt}", {
      initialSelectionStart: 2,
      initialSelectionEnd: 2,
    });
    await waitFor(() => expect(takeaways()).toEqual(["Steel held", "Prices fell", "Ports waited"]));
    expect(field("Takeaway 1")).toHaveFocus();
    expect(field("Takeaway 1").selectionStart).toBe(2);
    expect(screen.getByText("Takeaway 2 moved to position 1 of 3")).toHaveAttribute("aria-live", "polite");
    await waitFor(() => expect(backend.stored.get("b1")?.brief.takeaways.map(({ id }) => id)).toEqual(["c", "a", "b"]));
  });

  test("one that is removed hands the focus to its neighbour, the last one to the button", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "Remove takeaway 3" }));
    await waitFor(() => expect(field("Takeaway 2")).toHaveFocus());
    await user.click(screen.getByRole("button", { name: "Remove takeaway 2" }));
    await user.click(screen.getByRole("button", { name: "Remove takeaway 1" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Add takeaway" })).toHaveFocus());
    await user.keyboard("{Enter}");
    await waitFor(() => expect(field("Takeaway 1")).toHaveFocus());
  });

  test("Enter while an input method composes belongs to the input method", async () => {
    await open();
    field("Takeaway 1").dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }),
    );
    expect(takeaways()).toHaveLength(3);
  });
});

describe("takeaways from elsewhere", () => {
  test("one is duplicated, the caret goes into the copy, and it is said", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.click(field("Takeaway 2"));
    await user.keyboard("{Control>}d{/Control}");
    await waitFor(() => expect(field("Takeaway 3")).toHaveFocus());
    expect(takeaways()).toEqual(["Prices fell", "Ports waited", "Ports waited", "Steel held"]);
    expect(field("Takeaway 3").selectionStart).toBe("Ports waited".length);
    expect(screen.getByText("Takeaway 2 duplicated")).toHaveAttribute("aria-live", "polite");
    await waitFor(() => expect(backend.stored.get("b1")?.brief.takeaways).toHaveLength(4));
    const ids = backend.stored.get("b1")?.brief.takeaways.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });

  test("pasted lines become takeaways: the first joins at the caret, the others follow", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.click(field("Takeaway 2"));
    field("Takeaway 2").setSelectionRange(6, 12);
    await user.paste("1. reopened\r\n2. Rates held\n\n3. 央行降准\n");
    await waitFor(() => expect(field("Takeaway 4")).toHaveFocus());
    expect(takeaways()).toEqual(["Prices fell", "Ports reopened", "Rates held", "央行降准", "Steel held"]);
    expect(field("Takeaway 4").selectionStart).toBe("央行降准".length);
    expect(screen.getByText("2 takeaways added")).toHaveAttribute("aria-live", "polite");
  });

  test("a single pasted line is put in as it is", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.click(field("Takeaway 3"));
    await user.paste(" - 2 days");
    expect(takeaways()).toEqual(["Prices fell", "Ports waited", "Steel held - 2 days"]);
  });

  test("a paste while an input method composes is left to it", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.click(field("Takeaway 3"));
    await fireEvent.compositionStart(field("Takeaway 3"));
    await user.paste("a\nb");
    expect(takeaways()).toHaveLength(3);
    await fireEvent.compositionEnd(field("Takeaway 3"));
    await user.paste("a\nb");
    await waitFor(() => expect(takeaways()).toHaveLength(5));
  });

  test("the chord is in the list of shortcuts", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.keyboard("{F1}");
    const dialog = within(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }));
    expect(dialog.getByText("Duplicate a takeaway").parentElement).toHaveTextContent("Ctrl+D");
  });
});

describe("the hero image", () => {
  test("is chosen, described, and removed", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.image = addedImage("f".repeat(64));
    await user.click(screen.getByRole("button", { name: "Add hero image" }));
    await user.type(await screen.findByRole("textbox", { name: "Alt text" }), "A crane at dusk");
    await user.type(field("Credit"), "Li Wen");
    await user.click(screen.getByRole("switch", { name: "Decorative" }));
    await waitFor(() =>
      expect(backend.stored.get("b1")?.brief.hero).toEqual({
        image: "f".repeat(64),
        alt: "A crane at dusk",
        caption: "",
        credit: "Li Wen",
        decorative: true,
      }),
    );
    await user.click(screen.getByRole("button", { name: "Remove image" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Add hero image" })).toHaveFocus());
  });
});

test("details are saved with the brief", async () => {
  const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
  const inspector = within(screen.getByRole("complementary", { name: "Inspector" }));
  await user.type(inspector.getByRole("textbox", { name: "Slug" }), "ports-wait");
  await user.type(inspector.getByRole("textbox", { name: "Tags" }), "Ports, Trade");
  await user.click(inspector.getByRole("button", { name: "Add source" }));
  await waitFor(() => expect(inspector.getByRole("textbox", { name: "Title of source 1" })).toHaveFocus());
  await user.keyboard("Customs");
  await waitFor(() => {
    const brief = backend.stored.get("b1")?.brief;
    expect(brief?.slug).toBe("ports-wait");
    expect(brief?.tags).toEqual(["Ports", "Trade"]);
    expect(brief?.sources).toEqual([{ title: "Customs", url: "" }]);
  });
});

describe("a date that is none", () => {
  const HINT = /^Not saved: write it like 2026-06-03 14:30$/;

  test("stays in its field when that is left, with a line that says so", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Published"), "2026-06");
    expect(screen.queryByText(HINT)).toBeNull();
    await user.tab();
    expect(field("Published")).toHaveValue("2026-06");
    expect(field("Published")).toBeInvalid();
    expect(screen.getByText(HINT)).toBeVisible();
    expect(field("Published")).toHaveAccessibleDescription(HINT);
    await user.type(field("Published"), "-03");
    expect(field("Published")).toBeValid();
    expect(screen.queryByText(HINT)).toBeNull();
    await user.tab();
    expect(field("Published")).toHaveValue("2026-06-03 00:00");
    await waitFor(() => expect(backend.stored.get("b1")?.brief.published_at).toMatch(/^2026-06-0/));
  });

  test("does not go along into another brief", async () => {
    const { user } = await openWindow({ briefs: [PORTS, stored("b2", { headline: "Steel" })], open: "b1" });
    await user.type(field("Published"), "2026-06");
    await user.click(screen.getByRole("button", { name: "Steel" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Steel"));
    expect(field("Published")).toHaveValue("");
    expect(field("Published")).toBeValid();
    expect(screen.queryByText(HINT)).toBeNull();
  });
});

test("the preview is brought up to date where it stands, and not loaded again", async () => {
  const { user } = await openWindow({
    briefs: [PORTS],
    open: "b1",
    preferences: { preview_shown: true },
  });
  const frame = await screen.findByTitle<HTMLIFrameElement>("The page as it will be exported");
  // jsdom has no `srcdoc`.
  const page = frame.contentDocument as Document;
  const loaded = frame.getAttribute("srcdoc") ?? "";
  page.open();
  page.write(loaded);
  page.close();
  await fireEvent.load(frame);
  const headline = page.querySelector("h1");
  expect(headline).toHaveTextContent("Ports wait");
  await user.type(field("Summary"), "Cranes stand still.");
  await waitFor(() => expect(page.body).toHaveTextContent("Cranes stand still."));
  expect(frame.getAttribute("srcdoc")).toBe(loaded);
  expect(page.querySelector("h1")).toBe(headline);
});

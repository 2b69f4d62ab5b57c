import { screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { expect, test } from "vitest";
import { addedImage } from "../backend/fake";
import { field, later, openWindow, stored } from "./testing";

const PAGE = [
  "A Port Waits",
  "Ships queue, and somebody pays.",
  "Key Takeaways",
  "• Queues doubled",
  "• Prices follow",
  "Strategic Analysis",
  "A port is a promise.",
  "Share Article",
  "The queue began on Monday.",
].join("\n\n");
const CHINESE = [
  "港口在等",
  "船在排队。",
  "要点",
  "• 排队翻倍",
  "战略分析",
  "港口是承诺。",
  "分享",
  "周一开始排队。",
].join("\n");
const empty = stored("00000000-0000-7000-8000-0000000000aa", { headline: "", summary: "", body: "", takeaways: [] });
const written = stored("00000000-0000-7000-8000-0000000000bb", { headline: "Written", body: "Text." });

function paste(target: Element, text: string, html = ""): void {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  const getData = (type: string) => (type === "text/plain" ? text : html);
  Object.defineProperty(event, "clipboardData", { value: { types: ["text/plain"], files: [], getData } });
  target.dispatchEvent(event);
}

async function dialog() {
  return within(await screen.findByRole("dialog", { name: "Where does each line go?" }));
}

test("a page that is pasted into an empty brief fills its parts, as one change", async () => {
  const { backend, user } = await openWindow({ briefs: [empty], open: empty.id });
  paste(screen.getByRole("textbox", { name: "Body" }), PAGE);
  const asked = await dialog();
  expect(asked.getByRole("combobox", { name: "A Port Waits" })).toHaveValue("headline");
  expect(asked.getByRole("combobox", { name: "Key Takeaways" })).toHaveValue("skip");
  expect(asked.getByRole("combobox", { name: "Prices follow" })).toHaveValue("takeaways");
  await waitFor(() => expect(asked.getByRole("button", { name: "Fill the brief" })).toBeEnabled());
  await user.click(asked.getByRole("button", { name: "Fill the brief" }));
  expect(field("Headline")).toHaveValue("A Port Waits");
  expect(field("Takeaway 2")).toHaveValue("Prices follow");
  await waitFor(() => expect(backend.stored.get(empty.id)?.brief.body).toBe("The queue began on Monday."));
  expect(backend.stored.get(empty.id)?.revision).toBe(empty.revision + 1);
  await waitFor(() => expect(field("Headline")).toHaveFocus());
});

test("a line goes where the editor sends it", async () => {
  const { user } = await openWindow({ briefs: [empty], open: empty.id });
  paste(field("Headline"), CHINESE);
  const asked = await dialog();
  await user.selectOptions(asked.getByRole("combobox", { name: "排队翻倍" }), "Body");
  await user.selectOptions(asked.getByRole("combobox", { name: "船在排队。" }), "Skip");
  expect(asked.getByRole("status")).toHaveTextContent("船在排队。: Skip");
  const result = within(asked.getByRole("region", { name: "The brief" }));
  await waitFor(() => expect(result.queryByText("船在排队。")).toBeNull());
  expect(result.getByText("排队翻倍")).toBeVisible();
  await waitFor(() => expect(asked.getByRole("button", { name: "Fill the brief" })).toBeEnabled());
  await user.click(asked.getByRole("button", { name: "Fill the brief" }));
  expect(field("Headline")).toHaveValue("港口在等");
  expect(field("Summary")).toHaveValue("");
  expect(screen.queryByRole("textbox", { name: "Takeaway 1" })).toBeNull();
});

test("the page can be pasted as the text that it is", async () => {
  const { backend, user } = await openWindow({ briefs: [empty], open: empty.id });
  paste(field("Headline"), "One\nTwo\nThree\nFour");
  await user.click((await dialog()).getByRole("button", { name: "Paste as text" }));
  await waitFor(() => expect(field("Headline")).toHaveValue("One Two Three Four"));
  expect(backend.calls).not.toContain("saveCheckpoint");
});

test("nothing is asked about paragraphs that are pasted into the body, nor about a brief with text", async () => {
  const { backend } = await openWindow({ briefs: [empty, written], open: empty.id });
  const body = screen.getByRole("textbox", { name: "Body" });
  paste(body, "One\n\nTwo\n\nThree\n\nFour");
  await waitFor(() => expect(body).toHaveTextContent("OneTwoThreeFour"));
  expect(screen.queryByRole("dialog")).toBeNull();
  paste(body, PAGE);
  expect(backend.calls.filter((call) => call === "routePage")).toHaveLength(1);
});

test("when the page can't be read it is pasted as ever", async () => {
  const { backend } = await openWindow({ briefs: [empty], open: empty.id });
  backend.problems.set("routePage", { code: "bug", detail: "" });
  paste(screen.getByRole("textbox", { name: "Body" }), PAGE);
  await waitFor(() =>
    expect(screen.getByRole("textbox", { name: "Body" })).toHaveTextContent("The queue began on Monday."),
  );
});

test("the command reads the clipboard, and leaves a brief with text alone", async () => {
  const { backend, user } = await openWindow({ briefs: [written], open: written.id });
  backend.clipboard = PAGE;
  await user.keyboard("{Control>}{Alt>}v{/Alt}{/Control}");
  const asked = await dialog();
  expect(asked.queryByRole("button", { name: "Paste as text" })).toBeNull();
  await waitFor(() => expect(asked.getByRole("button", { name: "Fill the brief" })).toBeEnabled());
  await user.click(asked.getByRole("button", { name: "Fill the brief" }));
  await waitFor(() => expect(field("Headline")).toHaveValue("A Port Waits"));
  expect(backend.stored.get(written.id)?.brief.headline).toBe("Written");
});

test("an empty clipboard is told", async () => {
  const { user } = await openWindow({ briefs: [empty], open: empty.id });
  await user.keyboard("{Control>}{Alt>}v{/Alt}{/Control}");
  expect(await screen.findByText("There is no text on the clipboard")).toBeVisible();
});

test("Escape leaves everything as it was, and the focus goes back", async () => {
  const { user } = await openWindow({ briefs: [empty], open: empty.id });
  field("Headline").focus();
  paste(field("Headline"), PAGE);
  const asked = await dialog();
  await waitFor(() => expect(asked.getAllByRole("combobox")[0]).toHaveFocus());
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(field("Headline")).toHaveValue("");
  await waitFor(() => expect(field("Headline")).toHaveFocus());
});

test("the dialog has no accessibility violations", async () => {
  await openWindow({ briefs: [empty], open: empty.id });
  paste(field("Headline"), PAGE);
  await dialog();
  const found = await axe.run(screen.getByRole("dialog"), { rules: { "color-contrast": { enabled: false } } });
  expect(found.violations).toEqual([]);
});

test("a headline takes what is pasted as one line", async () => {
  const { user } = await openWindow({ briefs: [written], open: written.id });
  const headline = field("Headline");
  await user.clear(headline);
  paste(headline, "港口\u200b在\r\n等 and\nships wait\n", "<h1>港口</h1>");
  expect(headline).toHaveValue("港口在等 and ships wait");
});

test("a paste that takes long says so, and can be cancelled", async () => {
  const { backend, user } = await openWindow({ briefs: [written], open: written.id });
  const answer = later(backend, "addDroppedImage");
  const body = screen.getByRole("textbox", { name: "Body" });
  paste(body, "", `<p>New</p><img alt="x" src="data:image/png;base64,AAEC">`);
  expect(await screen.findByText("Pasting…")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  answer(addedImage("ab".repeat(32)));
  await waitFor(() => expect(screen.queryByText("Pasting…")).toBeNull());
  expect(body).toHaveTextContent("Text.");
  expect(body).not.toHaveTextContent("New");
});

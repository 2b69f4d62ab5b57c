import { EditorView } from "@codemirror/view";
import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { field, openWindow, stored } from "./testing";

const long = Array.from({ length: 901 }, (_, n) => `w${n}`).join(" ");

test("placeholders are counted in the bar, and F9 goes from one to the next and round", async () => {
  const brief = stored("b1", {
    headline: "Ports wait TK days",
    takeaways: [{ id: "a", text: "增长待补" }],
    body: "The minister, TK, said.",
  });
  const { user } = await openWindow({ briefs: [brief], open: "b1" });
  expect(await screen.findByRole("button", { name: "3 placeholders to fill: go to the next" })).toHaveTextContent(
    "3 TK",
  );
  await user.keyboard("{F9}");
  expect(field("Headline")).toHaveFocus();
  expect([field("Headline").selectionStart, field("Headline").selectionEnd]).toEqual([11, 13]);
  await user.keyboard("{F9}");
  expect(field("Takeaway 1")).toHaveFocus();
  await user.keyboard("{F9}");
  const body = screen.getByRole("textbox", { name: "Body" });
  expect(body).toHaveFocus();
  const { from, to } = EditorView.findFromDOM(body)?.state.selection.main ?? {};
  expect([from, to]).toEqual([14, 16]);
  await user.keyboard("{F9}");
  expect(field("Headline")).toHaveFocus();

  await user.keyboard("four");
  expect(field("Headline")).toHaveValue("Ports wait four days");
  expect(await screen.findByRole("button", { name: /^2 placeholders/ })).toBeVisible();
});

test("placeholders in a table are coloured, and F9 goes through them and on", async () => {
  const body = "TK\n\n| Port | Ships |\n| --- | --- |\n| **North** TK | 2 |\n| South | [TK ships] |\n\nThe last TK.";
  const { user } = await openWindow({ briefs: [stored("b1", { body })], open: "b1" });
  const coloured = [...document.querySelectorAll(".cm-table .cm-coming")].map(({ textContent }) => textContent);
  expect(coloured).toEqual(["TK", "[TK ships]"]);
  const places: unknown[] = [];
  for (let key = 0; key < 5; key += 1) {
    await user.keyboard("{F9}");
    places.push([document.activeElement?.getAttribute("aria-label"), getSelection()?.toString()]);
  }
  expect(places).toEqual([
    ["Body", "TK"],
    ["Port, row 1", "TK"],
    ["Ships, row 2", "[TK ships]"],
    ["Body", "TK"],
    ["Body", "TK"],
  ]);
});

test("a part that is too long is said once, and shown beside it", async () => {
  const { user } = await openWindow({ briefs: [stored("b1", { body: long })], open: "b1" });
  expect(await screen.findByText("The body is longer than 900 words.")).toHaveAttribute("aria-live", "polite");
  expect(screen.getByText("901 of 900")).toBeInTheDocument();
  const body = EditorView.findFromDOM(screen.getByRole("textbox", { name: "Body" }));
  body?.dispatch({ changes: { from: 0, to: 3 } });
  await waitFor(() => expect(screen.queryByText("The body is longer than 900 words.")).toBeNull());
  expect(screen.getByText("900 of 900")).toBeInTheDocument();
  await user.keyboard("{Escape}");
});

test("quotation marks curl in a field, and one undo has the straight one back", async () => {
  const { backend, user } = await openWindow({ briefs: [stored("b1", { headline: "" })], open: "b1" });
  await user.keyboard("{Control>}'{/Control}");
  expect(screen.getByText("Quotation marks curl: “ ”")).toBeInTheDocument();
  expect(backend.preferences.writing?.quotes).toBe("curly");
  await user.type(field("Headline"), 'He said "');
  expect(field("Headline")).toHaveValue("He said “");
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(field("Headline")).toHaveValue('He said "'));
});

test("how the sheet is set for writing is remembered", async () => {
  const { backend, user } = await openWindow({ briefs: [stored("b1", {})], open: "b1" });
  await user.keyboard(
    "{Control>}{Shift>}j{/Shift}{/Control}{Control>}{Shift>}l{/Shift}{/Control}{Control>}={/Control}",
  );
  const sheet = field("Headline").closest("article");
  expect(sheet).toHaveAttribute("data-focus");
  expect(sheet).toHaveAttribute("data-typewriter");
  expect(document.documentElement.style.getPropertyValue("--sheet-scale")).toBe("1.1");
  expect(backend.preferences.writing).toEqual({ focus: true, typewriter: true, text_size: 110, quotes: "straight" });
  expect(screen.getByText("Text at 110%")).toBeInTheDocument();
  await user.keyboard("{Control>}0{/Control}{Control>}-{/Control}");
  expect(backend.preferences.writing?.text_size).toBe(90);
});

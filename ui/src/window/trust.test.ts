import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { blank } from "../backend/fake";
import { field, openWindow, saveStatus, stored } from "./testing";

const PORTS = stored("b1", { headline: "Ports wait" });

describe("a full disk", () => {
  test("is named beside the text, which stays, and Retry saves it", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.problems.set("saveBrief", { code: "disk_full" });
    await user.type(field("Summary"), "Cranes stand still.");
    await waitFor(() =>
      expect(saveStatus()).toHaveTextContent("Not saved: disk is full. Your text is safe in this window"),
    );
    expect(saveStatus()).toHaveAttribute("aria-live", "polite");
    expect(field("Summary")).toHaveValue("Cranes stand still.");

    backend.problems.delete("saveBrief");
    await user.click(screen.getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Saved/));
    expect(backend.stored.get("b1")?.brief.summary).toBe("Cranes stand still.");
    expect(saveStatus()).toHaveAttribute("aria-live", "off");
  });

  test("keeps a brief's text while another is on the sheet", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS, stored("b2", { headline: "Steel" })], open: "b1" });
    backend.problems.set("saveBrief", { code: "disk_full" });
    await user.type(field("Summary"), "Cranes");
    await user.click(screen.getByRole("button", { name: "Steel" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Steel"));
    expect(await screen.findByText("Not saved")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Ports wait" }));
    await waitFor(() => expect(field("Summary")).toHaveValue("Cranes"));
  });
});

describe("a brief that was changed elsewhere", () => {
  async function conflict() {
    const opened = await openWindow({ briefs: [PORTS], open: "b1" });
    const newer = stored("b1", { headline: "Ports open" }, { revision: 9 });
    opened.backend.stored.set("b1", newer);
    await opened.user.type(field("Summary"), "Mine");
    await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Not saved: this brief was changed elsewhere/));
    await opened.user.click(screen.getByRole("button", { name: "Compare…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "This brief was changed elsewhere" }));
    return { ...opened, dialog };
  }

  test("shows both and keeps mine as the newer", async () => {
    const { backend, user, dialog } = await conflict();
    expect(within(dialog.getByRole("region", { name: "In this window" })).getByText("Ports wait")).toBeVisible();
    expect(within(dialog.getByRole("region", { name: "In the library" })).getByText("Ports open")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Keep mine" }));
    await waitFor(() => expect(backend.stored.get("b1")).toMatchObject({ revision: 10, brief: { summary: "Mine" } }));
    expect(saveStatus()).toHaveTextContent(/^Saved/);
  });

  test("or takes the stored one, and mine is kept as a brief of its own", async () => {
    const { backend, user, dialog } = await conflict();
    await user.click(dialog.getByRole("button", { name: "Take the stored one" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Ports open"));
    expect(backend.stored.get("b1")?.revision).toBe(9);
    const copy = [...backend.stored.values()].find(({ id }) => id !== "b1");
    expect(copy?.brief).toMatchObject({ headline: "Ports wait", summary: "Mine" });
  });
});

describe("closing", () => {
  test("saves first, then closes", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Summary"), "Last words");
    backend.requestClose();
    await waitFor(() => expect(backend.closed).toBe(true));
    expect(backend.stored.get("b1")?.brief.summary).toBe("Last words");
  });

  test("asks when not everything can be saved, and says why", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.problems.set("saveBrief", { code: "disk_full" });
    await user.type(field("Summary"), "Last words");
    backend.requestClose();
    const dialog = await screen.findByRole("dialog", { name: "Not everything is saved" });
    expect(dialog).toHaveTextContent("Not saved: disk is full.");
    await user.click(within(dialog).getByRole("button", { name: "Keep editing" }));
    expect(backend.closed).toBe(false);
    backend.requestClose();
    await user.click(await screen.findByRole("button", { name: "Close without saving" }));
    await waitFor(() => expect(backend.closed).toBe(true));
  });
});

describe("export", () => {
  test("writes what was just typed, and says where", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.exported = { path: "/home/e/ports.md", warnings: ["picture_missing"] };
    await user.type(field("Summary"), "Now");
    await user.click(screen.getByRole("button", { name: "Export" }));
    await user.click(await screen.findByRole("menuitem", { name: "Markdown" }));
    expect(await screen.findByText("Exported to /home/e/ports.md")).toBeVisible();
    expect(screen.getByText(/The hero image has words but no picture/)).toBeVisible();
    expect(backend.calls.indexOf("saveBrief")).toBeLessThan(backend.calls.indexOf("exportBrief"));
    expect(backend.stored.get("b1")?.brief.summary).toBe("Now");
  });

  test("that fails says what and how to mend it", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.problems.set("exportBrief", { code: "file_failed", path: "/media/stick/a.html", reason: "no space" });
    await user.keyboard("{Control>}e{/Control}");
    await user.click(await screen.findByRole("menuitem", { name: "HTML page" }));
    expect(
      await screen.findByText(/a\.html could not be read or written: no space\. Mend that or choose another place/),
    ).toBeVisible();
  });
});

describe("import", () => {
  test("names each file that was refused, and opens what came in", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS, stored("b2", { headline: "Steel" })] });
    backend.imports = {
      imported: [
        { id: "b2", headline: "Steel", status: "draft", updated_at: "", words: 1, language: "en", snippet: null },
      ],
      refused: [
        { name: "scan.pdf", problem: { code: "file_not_text", name: "scan.pdf" } },
        { name: "old.md", problem: { code: "front_matter", name: "old.md", line: 3, reason: "a quote is not closed" } },
      ],
    };
    await user.keyboard("{Control>}o{/Control}");
    const dialog = await screen.findByRole("dialog", { name: "2 files were not imported" });
    expect(dialog).toHaveTextContent("scan.pdf is not a text file.");
    expect(dialog).toHaveTextContent("old.md: the front matter can’t be read, line 3: a quote is not closed.");
    await user.click(within(dialog).getByRole("button", { name: "Dismiss" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Steel"));
  });
});

test("a library that cannot be opened is the whole window, with a way out", async () => {
  const { backend, user } = await openWindow({}, (fake) => fake.problems.set("openLibrary", { code: "library_busy" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Another program is using the library.");
  backend.problems.delete("openLibrary");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("textbox", { name: "Search" })).toBeVisible();
});

test("a brief asked for from outside opens at its part", async () => {
  const brief = { ...blank(), headline: "Steel", summary: "Held" };
  const { backend } = await openWindow({ briefs: [PORTS, stored("b2", brief)], open: "b1" });
  backend.requestOpen({ id: "b2", part: "summary" });
  await waitFor(() => expect(field("Headline")).toHaveValue("Steel"));
  await waitFor(() => expect(field("Summary")).toHaveFocus());
});

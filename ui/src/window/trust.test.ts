import type { PartProof } from "../backend";
import { addedImage } from "../backend/fake";
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test, vi } from "vitest";
import { blank, FakeBackend } from "../backend/fake";
import { dropFile, field, later, openWindow, saveStatus, stored } from "./testing";

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

  test("shows both side by side, and keeps mine as the newer while the other stays in the history", async () => {
    const { backend, user, dialog } = await conflict();
    const headline = within(await dialog.findByRole("radiogroup", { name: "Headline" }));
    expect(headline.getByRole("radio", { name: "In this window" })).toBeChecked();
    expect(headline.getByRole("radio", { name: "In the library" })).not.toBeChecked();
    await user.click(dialog.getByRole("button", { name: "Keep mine" }));
    await waitFor(() => expect(backend.stored.get("b1")).toMatchObject({ revision: 10, brief: { summary: "Mine" } }));
    await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Saved/));
    expect(await backend.listRevisions("b1", null)).toMatchObject([
      { revision: 10 },
      { revision: 9, checkpoint: "named" },
    ]);
    await waitFor(() => expect(backend.history.asides("b1")).toEqual([]));
  });

  test("or keeps both: the stored one goes on, and mine is a brief of its own", async () => {
    const { backend, user, dialog } = await conflict();
    expect(dialog.getByRole("button", { name: "Keep both" })).toHaveFocus();
    await user.click(dialog.getByRole("button", { name: "Keep both" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Ports open"));
    expect(backend.stored.get("b1")?.revision).toBe(9);
    const copy = [...backend.stored.values()].find(({ id }) => id !== "b1");
    expect(copy?.brief).toMatchObject({ headline: "Ports wait", summary: "Mine" });
    expect(backend.history.asides("b1")).toEqual([]);
  });

  test("or takes the stored one, and mine stays in the history", async () => {
    const { backend, user, dialog } = await conflict();
    await user.click(dialog.getByRole("button", { name: "Take the stored one" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Ports open"));
    await waitFor(() => expect(backend.stored.get("b1")?.revision).toBe(11));
    expect(backend.stored.get("b1")?.brief).toMatchObject({ headline: "Ports open", summary: "" });
    expect(backend.history.brief("b1", 10)).toMatchObject({ headline: "Ports wait", summary: "Mine" });
    expect(await screen.findByText(/^Saved/)).toBeVisible();
  });

  test("or merges both, where they changed different places", async () => {
    const { backend, user, dialog } = await conflict();
    await user.click(await dialog.findByRole("button", { name: "Merge both" }));
    await waitFor(() =>
      expect(backend.stored.get("b1")).toMatchObject({
        revision: 10,
        brief: { headline: "Ports open", summary: "Mine" },
      }),
    );
    expect(field("Headline")).toHaveValue("Ports open");
  });

  test("or merges with what came in while it was asked", async () => {
    const { backend, user, dialog } = await conflict();
    const merge = await dialog.findByRole("button", { name: "Merge both" });
    await fireEvent.input(field("Summary"), { target: { value: "Mine, and more" } });
    await user.click(merge);
    await waitFor(() =>
      expect(backend.stored.get("b1")?.brief).toMatchObject({ headline: "Ports open", summary: "Mine, and more" }),
    );
  });

  test("or takes parts from each", async () => {
    const { backend, user, dialog } = await conflict();
    const headline = within(await dialog.findByRole("radiogroup", { name: "Headline" }));
    expect(dialog.queryByRole("button", { name: "Use what I chose" })).toBeNull();
    await user.click(headline.getByRole("radio", { name: "In the library" }));
    await user.click(dialog.getByRole("button", { name: "Use what I chose" }));
    await waitFor(() =>
      expect(backend.stored.get("b1")?.brief).toMatchObject({ headline: "Ports open", summary: "Mine" }),
    );
  });

  test("is decided later without losing anything", async () => {
    const { user, dialog } = await conflict();
    await user.click(dialog.getByRole("button", { name: "Decide later" }));
    expect(field("Summary")).toHaveValue("Mine");
    expect(saveStatus()).toHaveTextContent(/^Not saved/);
  });
});

test("what is typed while only the status changes elsewhere is saved over it, and nobody is asked", async () => {
  const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
  const release = backend.holdSaves();
  const save = vi.spyOn(backend, "saveBrief");
  await user.type(field("Summary"), "Now");
  await waitFor(() => expect(save).toHaveBeenCalled());
  backend.stored.set("b1", stored("b1", { headline: "Ports wait", status: "exported" }, { revision: 9 }));
  backend.libraryChanged();
  release();
  await waitFor(() => expect(backend.stored.get("b1")?.brief).toMatchObject({ summary: "Now", status: "exported" }));
  await waitFor(() => expect(backend.history.asides("b1")).toEqual([]));
  expect(backend.calls).toContain("settleAside");
  await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Saved/));
});

test("a brief goes to the trash with what was typed on the way", async () => {
  const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
  const trash = backend.trashBrief.bind(backend);
  backend.trashBrief = async (id) => {
    const row = await trash(id);
    await fireEvent.input(field("Summary"), { target: { value: "Late words" } });
    return row;
  };
  await user.click(field("Summary"));
  await user.keyboard("{Control>}{Shift>}{Delete}{/Shift}{/Control}");
  await waitFor(() => expect(backend.trash.get("b1")?.brief.summary).toBe("Late words"));
});

describe("closing", () => {
  /** jsdom keeps the property, without its effect. */
  function inert() {
    return document.querySelector<HTMLElement>(".window")?.inert;
  }

  test("saves first, then closes", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.type(field("Summary"), "Last words");
    backend.requestClose();
    await waitFor(() => expect(backend.closed).toBe(true));
    expect(backend.stored.get("b1")?.brief.summary).toBe("Last words");
    expect(backend.calls).not.toContain("stayOpen");
  });

  test("saves a headline that is being written in the list", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS, stored("b2", { headline: "Steel" })], open: "b2" });
    screen.getByRole("button", { name: "Ports wait" }).focus();
    await user.keyboard("{F2}");
    await user.keyboard("Ports open");
    backend.requestClose();
    await waitFor(() => expect(backend.closed).toBe(true));
    expect(backend.stored.get("b1")?.brief.headline).toBe("Ports open");
  });

  test("waits for what came while it was saving, and does not ask about it", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    const release = backend.holdSaves();
    await user.type(field("Summary"), "One");
    backend.requestClose();
    await waitFor(() => expect(inert()).toBe(true));
    // A composition that ends as the page becomes inert still brings its text.
    await fireEvent.input(field("Summary"), { target: { value: "One and two" } });
    release();
    await waitFor(() => expect(backend.closed).toBe(true));
    expect(backend.stored.get("b1")?.brief.summary).toBe("One and two");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("takes no command and no file once it has begun", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    const release = backend.holdSaves();
    await user.type(field("Summary"), "One");
    backend.requestClose();
    await waitFor(() => expect(inert()).toBe(true));
    await user.keyboard("{Control>}n{/Control}");
    dropFile(new File(["x"], "crane.png", { type: "image/png" }));
    release();
    await waitFor(() => expect(backend.closed).toBe(true));
    expect(backend.calls).not.toContain("blankBrief");
    expect(backend.calls).not.toContain("addDroppedImage");
  });

  test("asks with the focus on the way that loses nothing, and gives it back to the text", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.problems.set("saveBrief", { code: "disk_full" });
    await user.type(field("Summary"), "Last words");
    backend.requestClose();
    const keep = await screen.findByRole("button", { name: "Keep editing" });
    await waitFor(() => expect(keep).toHaveFocus());
    await user.keyboard("{Enter}");
    await waitFor(() => expect(field("Summary")).toHaveFocus());
    expect(inert()).toBe(false);
    expect(backend.closed).toBe(false);
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
    // The shell forgets that it asked: a page that dies later is loaded anew, and not closed with.
    expect(backend.calls).toContain("stayOpen");
    backend.requestClose();
    await user.click(await screen.findByRole("button", { name: "Close without saving" }));
    await waitFor(() => expect(backend.closed).toBe(true));
  });
});

describe("a quick export", () => {
  test("writes what was just typed, says where, and has the details", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    const parts: PartProof[] = [{ part: "summary", state: { kind: "whole" } }];
    backend.exported = {
      id: "b1",
      headline: "Ports wait",
      options: { format: "markdown" },
      path: "/home/e/ports.md",
      state: { kind: "written" },
      proof: { parts, losses: [], warnings: ["picture_missing"] },
    };
    await user.type(field("Summary"), "Now");
    await user.keyboard("{Control>}{Shift>}m{/Shift}{/Control}");
    expect(await screen.findByText("Exported to /home/e/ports.md")).toBeVisible();
    expect(screen.getByText(/The hero image has words but no picture/)).toBeVisible();
    expect(backend.calls.indexOf("saveBrief")).toBeLessThan(backend.calls.indexOf("exportBrief"));
    expect(backend.stored.get("b1")?.brief.summary).toBe("Now");
    await user.click(screen.getByRole("button", { name: "Details" }));
    const report = within(await screen.findByRole("dialog", { name: "Export report" }));
    expect(report.getByRole("list", { name: "Parts in the file" })).toHaveTextContent("Summary: whole");
  });

  test("that fails says what and how to mend it", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.problems.set("exportBrief", { code: "file_failed", path: "/media/stick/a.html", reason: "no space" });
    await user.keyboard("{Control>}{Shift>}h{/Shift}{/Control}");
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
        {
          id: "b2",
          headline: "Steel",
          status: "draft",
          updated_at: "",
          words: 1,
          language: "en",
          trashed: false,
          snippet: null,
          exported: null,
        },
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

describe("a brief that the editor has left", () => {
  const STEEL = stored("b2", { headline: "Steel" });
  const image = "f".repeat(64);

  async function goTo(user: Awaited<ReturnType<typeof openWindow>>["user"], headline: string) {
    await user.click(screen.getByRole("button", { name: headline }));
    await waitFor(() => expect(field("Headline")).toHaveValue(headline));
  }

  test("still gets the picture that was chosen for it, and goes on being saved", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS, STEEL], open: "b1" });
    const answer = later(backend, "addChosenImage");
    await user.click(screen.getByRole("button", { name: "Add hero image" }));
    await goTo(user, "Steel");
    await goTo(user, "Ports wait");
    answer(addedImage(image));
    expect(await screen.findByRole("textbox", { name: "Alt text" })).toBeVisible();
    await user.type(field("Summary"), "Now");
    await waitFor(() => expect(backend.stored.get("b1")?.brief).toMatchObject({ summary: "Now", hero: { image } }));
    await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Saved/));
    expect(backend.stored.get("b2")?.revision).toBe(STEEL.revision);
  });

  test("gets the picture that was dropped on it, however long that takes", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS, STEEL], open: "b1" });
    const answer = later(backend, "addDroppedImage");
    dropFile(new File(["x"], "crane.png", { type: "image/png" }));
    // At once, while the file is still being read.
    backend.requestOpen({ id: "b2", part: null });
    await waitFor(() => expect(field("Headline")).toHaveValue("Steel"));
    answer(addedImage(image));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.hero?.image).toBe(image));
    expect(backend.stored.get("b2")?.brief.hero).toBeNull();
    // It was let go once it was saved: what the library has now is what opens.
    backend.stored.set("b1", stored("b1", { headline: "Ports wait", summary: "Newer" }, { revision: 9 }));
    await goTo(user, "Ports wait");
    expect(field("Summary")).toHaveValue("Newer");
  });

  test("before it was even there is read anew the next time", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS, STEEL] });
    const answer = later(backend, "openBrief");
    await user.click(await screen.findByRole("button", { name: "Ports wait" }));
    const old = { stored: PORTS, counts: { words: 2, minutes: 1 }, asides: [] };
    await goTo(user, "Steel");
    answer(old);
    backend.stored.set("b1", stored("b1", { headline: "Ports wait", summary: "Newer" }, { revision: 9 }));
    await goTo(user, "Ports wait");
    expect(field("Summary")).toHaveValue("Newer");
  });
});

test("a brief in the trash stays there when it is saved", async () => {
  const backend = new FakeBackend({ briefs: [PORTS] });
  await backend.trashBrief("b1");
  await backend.saveBrief("b1", PORTS.revision, { ...PORTS.brief, summary: "Late" });
  expect(backend.stored.has("b1")).toBe(false);
  expect(backend.trash.get("b1")?.brief.summary).toBe("Late");
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

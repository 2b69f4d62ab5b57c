import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { SalvageReport } from "../backend";
import { speak } from "../text/index.svelte";
import { field, openWindow, saveStatus, stored } from "./testing";

const PORTS = stored("b1", { headline: "Ports wait", summary: "Forty ships." });
const REPORT: SalvageReport = {
  damaged_copy: "/home/editor/Briefs/library.damaged-2026-06-03T103205.briefdesk",
  briefs: 14,
  incomplete: [{ id: "b7", headline: "央行再降准" }],
  older: [{ id: "b8", headline: "Steel held" }],
  lost: [{ id: "b9", headline: "" }],
  images: 3,
  images_lost: 1,
  revisions: 340,
  revisions_lost: 2,
};
const NOTHING_LOST = { ...REPORT, incomplete: [], older: [], lost: [], images_lost: 0, revisions_lost: 0 };

describe("a library that was damaged", () => {
  test("is told of at the start: what is whole, what in part, what is lost, and where the damaged file is", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1", salvage: REPORT });
    const dialog = await screen.findByRole("dialog", { name: "The library was damaged" });
    expect(dialog).toHaveTextContent("Everything that could be read is here.");
    expect(dialog).toHaveTextContent("Saved in full 12 briefs, 340 revisions, 3 pictures");
    expect(dialog).toHaveTextContent("The end could not be read 央行再降准");
    expect(dialog).toHaveTextContent("Only an older version could be read Steel held");
    expect(dialog).toHaveTextContent(/Not saved\s*1 brief\s*1 picture\s*At least 2 past revisions/);
    expect(dialog).toHaveTextContent("The briefs that could not be read Untitled brief");
    expect(dialog).toHaveTextContent(REPORT.damaged_copy);
    await user.click(within(dialog).getByRole("button", { name: "Dismiss" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("is told of in Chinese, and says nothing of losses that there are not", async () => {
    const { backend } = await openWindow({ briefs: [PORTS] });
    speak("zh");
    backend.librarySalvaged(NOTHING_LOST);
    const dialog = await screen.findByRole("dialog", { name: "稿库曾经损坏" });
    expect(dialog).toHaveTextContent("完整保住的 14 篇简报、340 个历史版本、3 张图片");
    expect(dialog).not.toHaveTextContent("未能保住的");
    expect(dialog).not.toHaveTextContent("备份");
  });

  test("is told of before texts that were set aside are asked about, and neither is forgotten", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1", salvage: REPORT }, (fake) =>
      fake.history.setAside("b1", 2, { ...PORTS.brief, summary: "Fifty" }, PORTS.updated_at),
    );
    const dialog = await screen.findByRole("dialog", { name: "The library was damaged" });
    await user.click(within(dialog).getByRole("button", { name: "Dismiss" }));
    expect(await screen.findByRole("dialog", { name: "Text that was not saved" })).toBeVisible();
  });

  test("gets the text back that the window still has", async () => {
    const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.put({ ...PORTS, revision: 2, brief: { ...PORTS.brief, summary: "" } });
    backend.librarySalvaged(REPORT);
    await waitFor(() => expect(backend.stored.get("b1")?.brief.summary).toBe("Forty ships."));
    expect(field("Summary")).toHaveValue("Forty ships.");
    await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Saved/));
  });

  test("gets it back also where it is only told that something has changed", async () => {
    const { backend } = await openWindow({ briefs: [{ ...PORTS, revision: 5 }], open: "b1" });
    backend.put({ ...PORTS, revision: 2, brief: { ...PORTS.brief, summary: "" } });
    backend.libraryChanged();
    await waitFor(() => expect(backend.stored.get("b1")?.brief.summary).toBe("Forty ships."));
    expect(field("Summary")).toHaveValue("Forty ships.");
  });

  test("gets a brief back that it has lost altogether", async () => {
    const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.stored.delete("b1");
    backend.librarySalvaged(REPORT);
    await waitFor(() => expect(backend.stored.get("b1")?.brief).toMatchObject(PORTS.brief));
    await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Saved/));
  });

  test("gets what was typed and could not be saved, when the brief is lost", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.problems.set("saveBrief", { code: "library_mended", path: "/x" });
    await user.type(field("Summary"), " More");
    await waitFor(() => expect(saveStatus()).toHaveTextContent("the library is damaged"));
    backend.problems.delete("saveBrief");
    backend.stored.delete("b1");
    backend.librarySalvaged(REPORT);
    await waitFor(() => expect(backend.stored.get("b1")?.brief.summary).toBe("Forty ships. More"));
  });

  test("saves nothing anew where the library has the same text", async () => {
    const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
    const before = backend.calls.filter((call) => call === "openBrief").length;
    backend.librarySalvaged(NOTHING_LOST);
    await waitFor(() => expect(backend.calls.filter((call) => call === "openBrief").length).toBe(before + 1));
    expect(await screen.findByRole("dialog", { name: "The library was damaged" })).toBeVisible();
    expect(backend.calls).not.toContain("saveBrief");
  });
});

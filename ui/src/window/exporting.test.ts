import { screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import type { ExportReport } from "../backend";
import type { FakeBackend } from "../backend/fake";
import { speak } from "../text/index.svelte";
import { field, openWindow, stored } from "./testing";

const PORTS = stored("b1", { headline: "Ports wait", summary: "Cranes stand still.", body: "Nobody unloads." });
const MILLS = stored("b2", { headline: "轧钢厂停产", language: "zh-Hans", body: "无人说明原因。" });
const HOUSE = "China Daily Brief";

type User = Awaited<ReturnType<typeof openWindow>>["user"];

/** A window with a brief on its sheet, and a folder that was chosen before. */
function openDesk(prepare?: (fake: FakeBackend) => void) {
  return openWindow({ briefs: [PORTS, MILLS], open: "b1" }, (fake) => {
    fake.exports.folder = "/exports";
    fake.exports.settings.set(HOUSE, {
      folder: "/exports",
      options: [{ format: "html" }],
      pattern: "{slug}",
      finality: "draft",
    });
    prepare?.(fake);
  });
}

async function openExport(user: User) {
  await user.click(screen.getByRole("button", { name: "Export" }));
  return within(await screen.findByRole("dialog", { name: "Export" }));
}

const reportDialog = async () => within(await screen.findByRole("dialog", { name: "Export report" }));

describe("the export dialog", () => {
  test("asks for a folder first, and keeps the button where it is", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    const dialog = await openExport(user);
    const start = dialog.getByRole("button", { name: "Export now" });
    expect(start).toHaveFocus();
    expect(start).toHaveAccessibleDescription("Choose a folder first.");
    await user.click(start);
    expect(backend.calls).not.toContain("exportBriefs");
    backend.exports.folder = "/media/stick";
    await user.click(dialog.getByRole("button", { name: "Choose folder…" }));
    expect(await dialog.findByText("/media/stick")).toBeVisible();
    expect(start).toHaveAccessibleDescription("");
  });

  test("shows each file before it is written, and its name follows the pattern", async () => {
    const { user } = await openDesk();
    const dialog = await openExport(user);
    expect(await dialog.findByTitle("ports-wait.html as a page")).toBeVisible();
    await user.click(dialog.getByRole("checkbox", { name: "Markdown" }));
    await user.click(dialog.getByRole("tab", { name: "Markdown" }));
    const text = await dialog.findByRole("region", { name: "ports-wait.md as text" });
    expect(text).toHaveTextContent("Nobody unloads.");
    const names = dialog.getByRole("textbox", { name: "File names" });
    await user.type(names, "-x");
    expect(await dialog.findByText("For example: ports-wait-x.md")).toBeVisible();
    await user.clear(names);
    expect(await dialog.findByText(/Not possible\. Use text and/)).toBeVisible();
    expect(dialog.getByRole("button", { name: "Export now" })).toHaveAccessibleDescription(
      "Mend the file names first.",
    );
  });

  test("writes what was just typed, and says of each file what is in it", async () => {
    const { backend, user } = await openDesk();
    await user.type(field("Summary"), " Now.");
    const dialog = await openExport(user);
    await user.click(dialog.getByRole("checkbox", { name: "Markdown" }));
    await user.click(dialog.getByRole("button", { name: "Export now" }));
    const report = await reportDialog();
    expect(report.getByRole("status")).toHaveTextContent("2 files written");
    const files = within(report.getByRole("list", { name: "Files" }));
    expect(files.getByText("ports-wait.html")).toBeVisible();
    expect(files.getByText("Markdown")).toBeVisible();
    expect(files.getAllByRole("list", { name: "Parts in the file" })[0]).toHaveTextContent(
      /Summary: whole.*Body: whole/,
    );
    expect(report.getByRole("button", { name: "Close" })).toHaveFocus();
    expect(backend.stored.get("b1")?.brief.summary).toBe("Cranes stand still. Now.");
    await user.click(report.getByRole("button", { name: "Show in folder: ports-wait.html" }));
    expect(backend.exports.shown).toEqual(["/exports/ports-wait.html"]);
  });

  test("exports all that are listed, and puts what failed first", async () => {
    const { backend, user } = await openDesk((fake) => {
      fake.exports.states.set("b2", { kind: "failed", problem: { code: "not_permitted", path: "/exports" } });
    });
    const dialog = await openExport(user);
    await user.click(dialog.getByRole("radio", { name: "All 2 briefs in the list" }));
    await user.click(dialog.getByRole("button", { name: "Export now" }));
    const report = await reportDialog();
    expect(report.getByRole("status")).toHaveTextContent("One file written, one not written");
    const [first] = within(report.getByRole("list", { name: "Files" })).getAllByRole("listitem");
    expect(first).toHaveTextContent(/轧钢厂停产.*Not written.*No permission for \/exports/);
    expect(backend.calls).toContain("exportBriefs");
  });

  test("says what a file would have said wrongly, and what to do", async () => {
    const { backend, user } = await openDesk();
    backend.exportBriefs = async () => ({
      cancelled: false,
      unrecorded: null,
      outcomes: [
        {
          id: "b1",
          headline: "Ports wait",
          options: { format: "html" },
          path: "/exports/ports-wait.html",
          state: { kind: "proof_failed" },
          proof: {
            parts: [
              { part: "headline", state: { kind: "whole" } },
              { part: "analysis", state: { kind: "left_out" } },
              { part: "body", state: { kind: "altered", expected: "unloads", found: "loads" } },
            ],
            losses: [{ kind: "part_left_out", part: "analysis" }],
            warnings: [],
          },
        },
      ],
    });
    const dialog = await openExport(user);
    await user.click(dialog.getByRole("button", { name: "Export now" }));
    const report = await reportDialog();
    expect(report.getByText(/Body: the brief says “unloads”, the file says “loads”/)).toBeVisible();
    expect(report.getByText(/Please report this/)).toBeVisible();
    expect(report.getByText("The format has no place for this part: Analysis.")).toBeVisible();
    expect(report.queryByRole("button", { name: /Show in folder/ })).toBeNull();
  });

  test("says how far many are, and stops when it is asked to", async () => {
    const { backend, user } = await openDesk();
    let end: (report: ExportReport) => void = () => undefined;
    backend.exportBriefs = () => new Promise((resolve) => (end = resolve));
    const dialog = await openExport(user);
    await user.click(dialog.getByRole("button", { name: "Export now" }));
    const running = within(await screen.findByRole("dialog", { name: "Export" }));
    expect(await running.findByRole("progressbar", { name: "Exporting" })).toBeVisible();
    backend.exportProgressed({ done: 40, of: 80 });
    await waitFor(() => expect(running.getByRole("status")).toHaveTextContent("40 of 80"));
    expect(running.getByRole("button", { name: "Cancel" })).toHaveFocus();
    await user.keyboard("{Escape}");
    expect(await running.findByText(/Stopping/)).toBeVisible();
    expect(backend.calls).toContain("cancelExport");
    end({ outcomes: [], cancelled: true, unrecorded: null });
    expect((await reportDialog()).getByText(/Stopped before the end/)).toBeVisible();
  });

  test("gives the focus back to what opened it", async () => {
    const { user } = await openDesk();
    await openExport(user);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(screen.getByRole("button", { name: "Export" })).toHaveFocus());
  });

  test("is remembered for the publication", async () => {
    const { backend, user } = await openDesk();
    const dialog = await openExport(user);
    await user.click(dialog.getByRole("checkbox", { name: "Markdown" }));
    await user.click(dialog.getByRole("radio", { name: "Final" }));
    await user.click(dialog.getByRole("button", { name: "Export now" }));
    await (await reportDialog()).findByText("2 files written");
    expect(backend.exports.settings.get(HOUSE)).toMatchObject({ finality: "final", options: [{}, {}] });
    await user.keyboard("{Escape}");
    await screen.findByRole("button", { name: "Status: Exported" });
    const again = await openExport(user);
    expect(again.getByRole("checkbox", { name: "Markdown" })).toBeChecked();
    expect(again.getByRole("radio", { name: "Final" })).toBeChecked();
  });

  test("speaks Chinese", async () => {
    const { user } = await openDesk();
    speak("zh");
    await user.keyboard("{Control>}e{/Control}");
    const dialog = within(await screen.findByRole("dialog", { name: "导出" }));
    await user.click(dialog.getByRole("button", { name: "立即导出" }));
    const report = within(await screen.findByRole("dialog", { name: "导出报告" }));
    expect(report.getByRole("status")).toHaveTextContent("已写入 1 个文件");
    speak("en");
  });
});

describe("after an export", () => {
  const exported = (fake: FakeBackend) =>
    fake.exports.last.set("b1", { revision: 3, at: "2026-06-03T08:00:00Z", final: 3 });

  test("a brief that changes is marked in the list, and found by the filter", async () => {
    const { user } = await openDesk(exported);
    expect(screen.queryByText("Changed since export")).toBeNull();
    await user.type(field("Summary"), " Now.");
    await user.keyboard("{Control>}s{/Control}");
    const list = within(screen.getByRole("list", { name: "Briefs" }));
    expect(await list.findByText("Changed since export")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "More" }));
    await user.click(await screen.findByRole("menuitemradio", { name: "Changed since export" }));
    await waitFor(() => expect(list.getAllByRole("listitem")).toHaveLength(1));
  });

  test("it goes out again as before by one key, with the report at hand", async () => {
    const { backend, user } = await openDesk(exported);
    await user.type(field("Summary"), " Now.");
    await user.keyboard("{Control>}{Shift>}e{/Shift}{/Control}");
    expect(await screen.findByText("One file written")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(backend.stored.get("b1")?.brief.summary).toBe("Cranes stand still. Now.");
    await user.click(screen.getByRole("button", { name: "Details" }));
    expect(await screen.findByRole("dialog", { name: "Export report" })).toBeVisible();
  });

  test("where no folder is known, exporting again sets it up", async () => {
    const { user } = await openWindow({ briefs: [PORTS], open: "b1" });
    await user.keyboard("{Control>}{Shift>}e{/Shift}{/Control}");
    expect(await screen.findByRole("dialog", { name: "Export" })).toBeVisible();
  });

  test("what has changed since is compared", async () => {
    const { user } = await openDesk(exported);
    await user.keyboard("{Control>}{Alt>}e{/Alt}{/Control}");
    expect(await screen.findByText("Nothing has changed since the export.")).toBeVisible();
    await user.type(field("Summary"), " Now.");
    await user.keyboard("{Control>}{Alt>}e{/Alt}{/Control}");
    expect(await screen.findByRole("list", { name: "Revisions" })).toBeVisible();
  });

  test("a correction can be noted, edited and removed, each one step", async () => {
    const { backend, user } = await openDesk(exported);
    await user.type(field("Summary"), " Now.");
    const dialog = await openExport(user);
    await user.click(dialog.getByRole("button", { name: "Add a correction note" }));
    const note = dialog.getByRole("textbox", { name: "What was wrong, and what is right" });
    expect(note).toHaveFocus();
    await user.type(note, "Two cranes, not three.{Enter}");
    expect(await dialog.findByText("Correction note added")).toBeVisible();
    await waitFor(() => {
      expect(backend.stored.get("b1")?.brief.corrections).toMatchObject([{ text: "Two cranes, not three." }]);
    });
    await user.keyboard("{Escape}");
    const text = await screen.findByRole("textbox", { name: "Correction 1" });
    await user.type(text, "!");
    expect(text).toHaveValue("Two cranes, not three.!");
    await user.click(screen.getByRole("button", { name: "Remove correction 1" }));
    await waitFor(() => expect(screen.queryByRole("textbox", { name: "Correction 1" })).toBeNull());
    await user.click(field("Summary"));
    await user.keyboard("{Control>}z{/Control}");
    expect(await screen.findByRole("textbox", { name: "Correction 1" })).toHaveValue("Two cranes, not three.!");
    await user.keyboard("{Control>}z{/Control}");
    expect(screen.getByRole("textbox", { name: "Correction 1" })).toHaveValue("Two cranes, not three.");
    await user.keyboard("{Control>}z{/Control}");
    expect(screen.queryByRole("textbox", { name: "Correction 1" })).toBeNull();
    expect(field("Summary")).toHaveValue("Cranes stand still. Now.");
  });
});

describe("the share card", () => {
  test("says for each network what is cut, and where", async () => {
    const headline = `Cranes ${"wait ".repeat(40)}end`;
    const { user } = await openWindow({ briefs: [stored("b1", { headline, summary: "Short." })], open: "b1" });
    await user.keyboard("{Control>}k{/Control}");
    await user.click(await within(await screen.findByRole("dialog")).findByText("Share card…"));
    const dialog = within(await screen.findByRole("dialog", { name: "Share card" }));
    const google = dialog.getByRole("article", { name: "Google result" });
    expect(google).toHaveTextContent(/Title, not shown:.*wait end/);
    expect(google).toHaveTextContent("Description: whole");
    expect(dialog.getAllByRole("article")).toHaveLength(7);
    expect(dialog.getByText(/no hero image/)).toBeVisible();
  });
});

test("the article is copied for other programs, with what was just typed", async () => {
  const { backend, user } = await openDesk();
  await user.type(field("Summary"), " Now.");
  await user.keyboard("{Control>}k{/Control}");
  const palette = within(await screen.findByRole("dialog", { name: "Commands and briefs" }));
  await user.click(await palette.findByText("Copy the article as Markdown"));
  expect(await screen.findByText("The article is on the clipboard")).toBeVisible();
  expect(backend.copied?.form).toBe("markdown");
});

test("axe finds nothing wrong with the dialogs", async () => {
  const { user } = await openDesk((fake) => {
    fake.exports.last.set("b1", { revision: 2, at: "2026-06-03T08:00:00Z", final: 2 });
  });
  const wrong = async (name: string) => {
    const { violations } = await axe.run(await screen.findByRole("dialog", { name }), { iframes: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  };
  const dialog = await openExport(user);
  await user.click(dialog.getByRole("checkbox", { name: "Markdown" }));
  await user.click(dialog.getByRole("button", { name: "Add a correction note" }));
  expect(await wrong("Export")).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Export now" }));
  expect(await wrong("Export report")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Change and export again" }));
  await user.click(await screen.findByRole("button", { name: "Share card…" }));
  expect(await wrong("Share card")).toEqual([]);
});

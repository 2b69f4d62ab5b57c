import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { blank, type FakeOptions } from "../backend/fake";
import { field, openWindow, saveStatus, stored } from "./testing";

const POINTS = [
  { id: "a", text: "Prices fell" },
  { id: "b", text: "Ports waited" },
];
const ANALYSIS = { ...blank().analysis, text: "Steel waits." };
const NEWEST = stored(
  "b1",
  { headline: "Ports wait longer", takeaways: POINTS, analysis: ANALYSIS, body: "One.\n\nTwo changed.\n\nThree." },
  { revision: 7, updated_at: "2026-06-03T10:32:00Z" },
);

/** Older texts of it: two sittings on one day, one the day before. */
const PAST = [
  { ...NEWEST, revision: 1, updated_at: "2026-06-02T09:00:00Z", brief: { ...NEWEST.brief, headline: "Ports" } },
  {
    ...NEWEST,
    revision: 4,
    updated_at: "2026-06-03T10:00:00Z",
    brief: { ...NEWEST.brief, headline: "Ports wait", body: "One.\n\nTwo.\n\nThree." },
  },
  {
    ...NEWEST,
    revision: 6,
    updated_at: "2026-06-03T10:04:00Z",
    brief: {
      ...NEWEST.brief,
      headline: "Ports wait",
      takeaways: [{ id: "a", text: "Prices rose" }],
      body: "One.\n\nTwo.\n\nThree.",
    },
  },
];
const NOW = new Date("2026-06-03T12:00:00Z");

async function openHistory(options: Partial<FakeOptions> = {}) {
  const opened = await openWindow({ briefs: [NEWEST], past: PAST, open: "b1", now: () => NOW, ...options });
  await opened.user.click(screen.getByRole("button", { name: "History" }));
  const list = await screen.findByRole("list", { name: "Revisions" });
  return { ...opened, list: within(list) };
}

function page() {
  return within(screen.getByRole("main", { name: "Compared text" }));
}

/** The sentence in the bar. */
function sentence(): string {
  return within(screen.getByRole("banner", { name: "Toolbar" })).getAllByRole("status")[0]?.textContent ?? "";
}

function current(): string | null {
  return document.activeElement?.getAttribute("aria-current") ? (document.activeElement.textContent ?? "") : null;
}

describe("the history", () => {
  test("opens at what changed since the revision before, with the focus on it", async () => {
    const { list, backend } = await openHistory();
    expect(list.getAllByRole("listitem")).toHaveLength(4);
    await waitFor(() => expect(document.activeElement).toHaveAttribute("aria-current", "true"));
    expect(list.getByRole("button", { name: "Now" })).toHaveAccessibleDescription(/Headline, takeaways, body/);
    expect(backend.calls).toContain("compareWith");
    await waitFor(() => expect(sentence()).toMatch(/compared with now: 5 words added, 1 removed$/));
    expect(page().getByRole("group", { name: "Headline" })).toHaveTextContent(/Ports wait added\s+longer/);
    expect(page().getByRole("button", { name: "Analysis and 1 paragraph are the same" })).toBeVisible();
  });

  test("is walked through with the keys, and the page follows", async () => {
    const { user } = await openHistory();
    const first = current();
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(current()).not.toBe(first));
    await user.keyboard("{Home}");
    await waitFor(() => expect(current()).toBe("Now"));
    expect(sentence()).toBe("The text as it is now");
    expect(screen.getByRole("button", { name: "Restore" })).toBeDisabled();
    await user.keyboard("{End}");
    await waitFor(() =>
      expect(page().getByRole("group", { name: "Headline" })).toHaveTextContent(/Ports added\s+wait longer/),
    );
    expect(screen.getByRole("button", { name: "Restore" })).toBeEnabled();
  });

  test("closes with Escape and gives the focus back", async () => {
    const { user } = await openWindow({ briefs: [NEWEST], past: PAST, open: "b1" });
    await user.click(field("Summary"));
    await user.keyboard("{Control>}{Shift>}y{/Shift}{/Control}");
    await screen.findByRole("list", { name: "Revisions" });
    expect(screen.queryByRole("textbox", { name: "Summary" })).toBeNull();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(field("Summary")).toHaveFocus());
    expect(screen.queryByRole("list", { name: "Revisions" })).toBeNull();
  });

  test("compares any two", async () => {
    const { backend, user, list } = await openHistory();
    await user.keyboard("{ArrowDown}c{ArrowDown}");
    await waitFor(() => expect(backend.calls).toContain("compareRevisions"));
    await waitFor(() => expect(sentence()).toMatch(/^.*2.* compared with .*: 1 word added, 1 removed$/));
    // A paragraph of one older text is no paragraph of what there is now.
    expect(page().queryByRole("button", { name: "Restore paragraph" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Compare with now" }));
    await waitFor(() => expect(sentence()).toMatch(/compared with now/));
    await user.keyboard("{Shift>}");
    await user.click(list.getByRole("button", { name: "Now" }));
    await user.keyboard("{/Shift}");
    expect(screen.queryByRole("button", { name: "Compare with now" })).toBeNull();
  });

  test("shows the whole text, and its source", async () => {
    const { user } = await openHistory();
    await user.click(screen.getByRole("button", { name: "Full" }));
    expect(page().getByText("Three.")).toBeVisible();
    expect(page().queryByRole("button", { name: /the same/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Source" }));
    expect(page().getByRole("region", { name: "Body" })).toHaveTextContent(/Two added\s+changed/);
  });

  test("what is the same opens where it stands", async () => {
    const { user } = await openHistory();
    const fold = await page().findByRole("button", { name: "Analysis and 1 paragraph are the same" });
    expect(fold).toHaveAttribute("aria-expanded", "false");
    await user.click(fold);
    expect(page().getByText("Steel waits.")).toBeVisible();
  });

  test("goes from change to change, and says where one is", async () => {
    const { user } = await openHistory();
    await page().findByRole("group", { name: "Headline" });
    await user.keyboard("{F7}");
    expect(page().getByRole("group", { name: "Headline" })).toHaveFocus();
    expect(screen.getByText("Change 1 of 4")).toHaveAttribute("aria-live", "polite");
    await user.keyboard("n");
    expect(page().getByRole("group", { name: "Takeaway 1" })).toHaveFocus();
    await user.keyboard("{Shift>}{F7}{/Shift}p");
    expect(screen.getByText("Change 4 of 4")).toBeInTheDocument();
  });

  test("axe finds nothing in it", async () => {
    await openHistory();
    await page().findByRole("group", { name: "Headline" });
    const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  test("of a text that could not be saved begins with it", async () => {
    const { backend, user } = await openWindow({ briefs: [NEWEST], past: PAST, open: "b1" });
    backend.problems.set("saveBrief", { code: "disk_full" });
    await user.type(field("Summary"), "Held");
    await user.click(screen.getByRole("button", { name: "History" }));
    const list = within(await screen.findByRole("list", { name: "Revisions" }));
    expect(list.getByRole("button", { name: "Now" })).toHaveAccessibleDescription(/Not saved/);
    expect(list.getAllByRole("listitem")).toHaveLength(5);
  });

  test("of ten thousand revisions has only those near in the page, and reads on as it is scrolled", async () => {
    const many = Array.from({ length: 450 }, (_, n) => ({
      ...NEWEST,
      revision: n + 1,
      updated_at: new Date(Date.UTC(2026, 0, 1) + n * 600_000).toISOString(),
    }));
    const { user, list } = await openHistory({ past: many, briefs: [{ ...NEWEST, revision: 451 }] });
    expect(list.getAllByRole("listitem").length).toBeLessThan(60);
    await user.keyboard("{End}");
    await waitFor(() => expect(document.activeElement?.closest("li")).toHaveAttribute("aria-posinset", "451"));
    expect(document.activeElement?.closest("li")).toHaveAttribute("aria-setsize", "451");
    expect(list.getAllByRole("listitem").length).toBeLessThan(60);
  });
});

describe("restoring", () => {
  test("one takeaway, and undoing it", async () => {
    const { backend, user } = await openHistory();
    const takeaway = within(await page().findByRole("group", { name: "Takeaway 1" }));
    await user.click(takeaway.getByRole("button", { name: "Restore takeaway" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.takeaways[0]?.text).toBe("Prices rose"));
    expect(backend.stored.get("b1")?.brief.headline).toBe("Ports wait longer");
    expect(await screen.findByText(/^Restored a takeaway from/)).toBeVisible();
    await waitFor(() => expect(page().queryByRole("group", { name: "Takeaway 1" })).toBeNull());
    // The piece went, and the focus with it: to the next one.
    await waitFor(() => expect(page().getByRole("group", { name: "Takeaway 2" })).toHaveFocus());

    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.takeaways).toEqual(POINTS));
    expect(await page().findByRole("group", { name: "Takeaway 1" })).toBeVisible();
  });

  test("what was written after a restore stays when that is taken back", async () => {
    const { backend, user } = await openHistory();
    const takeaway = within(await page().findByRole("group", { name: "Takeaway 1" }));
    await user.click(takeaway.getByRole("button", { name: "Restore takeaway" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.takeaways[0]?.text).toBe("Prices rose"));
    await user.keyboard("{Escape}");
    await user.type(await screen.findByRole("textbox", { name: "Summary" }), "Since then");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.takeaways[0]?.text).toBe("Prices fell"));
    expect(backend.stored.get("b1")?.brief.summary).toBe("Since then");
  });

  test("a whole restore is left to the history once the text has gone on", async () => {
    const { backend, user } = await openHistory();
    await user.click(await page().findByRole("button", { name: "Restore paragraph" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.body).toBe("One.\n\nTwo.\n\nThree."));
    await user.keyboard("{Escape}");
    await user.type(await screen.findByRole("textbox", { name: "Summary" }), "Since then");
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByText(/^You have written since then/)).toBeVisible();
    await waitFor(() => expect(backend.stored.get("b1")?.brief.summary).toBe("Since then"));
    expect(backend.stored.get("b1")?.brief.body).toBe("One.\n\nTwo.\n\nThree.");
  });

  test("one paragraph, or a part", async () => {
    const { backend, user } = await openHistory();
    await user.click(await page().findByRole("button", { name: "Restore paragraph" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.body).toBe("One.\n\nTwo.\n\nThree."));
    const headline = within(page().getByRole("group", { name: "Headline" }));
    await user.click(headline.getByRole("button", { name: "Restore part" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.headline).toBe("Ports wait"));
  });

  test("everything, which Ctrl+Z takes back, and the sheet shows each", async () => {
    const { backend, user } = await openHistory();
    await page().findByRole("group", { name: "Headline" });
    await user.click(screen.getByRole("button", { name: "Restore" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief).toEqual(PAST[2]?.brief));
    expect(document.querySelector('[data-part="headline"] textarea')).toHaveValue("Ports wait");
    await waitFor(() => expect(sentence()).toMatch(/no difference$/));
    const { list } = { list: within(screen.getByRole("list", { name: "Revisions" })) };
    expect(list.getAllByRole("listitem")).toHaveLength(5);
    await user.keyboard("{Control>}z{/Control}");
    await waitFor(() => expect(backend.stored.get("b1")?.brief).toEqual(NEWEST.brief));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(field("Headline")).toHaveValue("Ports wait longer"));
    await user.type(field("Summary"), "On");
    await waitFor(() => expect(backend.stored.get("b1")?.brief.summary).toBe("On"));
    await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Saved/));
  });

  test("saves first what was typed", async () => {
    const { backend, user } = await openWindow({ briefs: [NEWEST], past: PAST, open: "b1", now: () => NOW });
    await user.type(field("Summary"), "Typed");
    await user.click(screen.getByRole("button", { name: "History" }));
    await user.click(await screen.findByRole("button", { name: "Restore" }));
    await waitFor(() => expect(backend.stored.get("b1")?.brief.summary).toBe(""));
    const [, before] = await backend.listRevisions("b1", null);
    expect(before).toMatchObject({ checkpoint: "restore" });
    expect(backend.history.brief("b1", before?.revision ?? 0).summary).toBe("Typed");
  });

  test("over a text that was changed elsewhere restores nothing, and shows what is there", async () => {
    const { backend, user } = await openHistory();
    await page().findByRole("group", { name: "Headline" });
    backend.put({
      ...NEWEST,
      revision: 9,
      updated_at: NOW.toISOString(),
      brief: { ...NEWEST.brief, headline: "Gone" },
    });
    await user.click(screen.getByRole("button", { name: "Restore" }));
    expect(await screen.findByText(/^This brief was changed elsewhere\. Nothing was restored/)).toBeVisible();
    expect(backend.stored.get("b1")?.revision).toBe(9);
    await waitFor(() => expect(page().getByRole("group", { name: "Headline" })).toHaveTextContent(/added\s+Gone/));
  });
});

describe("a checkpoint", () => {
  test("is made with Ctrl+S, and named afterwards", async () => {
    const { backend, user } = await openWindow({ briefs: [NEWEST], past: PAST, open: "b1" });
    await user.type(field("Summary"), "Held");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText(/^Checkpoint \d\d:\d\d$/)).toBeVisible();
    expect(backend.stored.get("b1")?.brief.summary).toBe("Held");
    await user.click(screen.getByRole("button", { name: "Add a name" }));
    await screen.findByRole("dialog", { name: "Name this checkpoint" });
    await user.type(screen.getByRole("textbox", { name: "Name" }), "Before legal read{Enter}");
    await waitFor(async () =>
      expect((await backend.listRevisions("b1", null))[0]).toMatchObject({
        checkpoint: "named",
        name: "Before legal read",
      }),
    );
  });

  test("is named in the timeline with F2", async () => {
    const { backend, user, list } = await openHistory();
    await user.keyboard("{F2}");
    const name = await list.findByRole("textbox");
    expect(name).toHaveFocus();
    await user.type(name, "Before legal read{Enter}");
    expect(await list.findByRole("button", { name: "Before legal read" })).toHaveFocus();
    expect((await backend.listRevisions("b1", null))[1]).toMatchObject({
      name: "Before legal read",
      checkpoint: "named",
    });
    await waitFor(() => expect(sentence()).toMatch(/^“Before legal read” compared with now/));
  });
});

describe("text that was not saved", () => {
  const ASIDE = { ...NEWEST.brief, headline: "Ports closed" };

  async function openAside() {
    const opened = await openWindow({ briefs: [NEWEST], past: PAST, open: "b1", now: () => NOW }, (backend) => {
      backend.history.setAside("b1", 5, ASIDE, "2026-06-03T09:00:00Z");
    });
    const dialog = within(await screen.findByRole("dialog", { name: "Text that was not saved" }));
    await dialog.findByRole("radiogroup", { name: "Headline" });
    return { ...opened, dialog };
  }

  test("is shown when its brief opens, and becomes a brief of its own", async () => {
    const { backend, user, dialog } = await openAside();
    await user.click(dialog.getByRole("button", { name: "Keep both" }));
    await waitFor(() => expect(backend.history.asides("b1")).toEqual([]));
    expect([...backend.stored.values()].map(({ brief }) => brief.headline).sort()).toEqual([
      "Ports closed",
      "Ports wait longer",
    ]);
    expect(field("Headline")).toHaveValue("Ports wait longer");
  });

  test("or goes over the stored one, which stays in the history", async () => {
    const { backend, user, dialog } = await openAside();
    await user.click(dialog.getByRole("button", { name: "Use it" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Ports closed"));
    await waitFor(() => expect(backend.history.asides("b1")).toEqual([]));
    expect(backend.stored.get("b1")?.brief.headline).toBe("Ports closed");
    expect(backend.history.brief("b1", 7).headline).toBe("Ports wait longer");
  });

  test("or is given up", async () => {
    const { backend, user, dialog } = await openAside();
    await user.click(dialog.getByRole("button", { name: "Leave it" }));
    await waitFor(() => expect(backend.history.asides("b1")).toEqual([]));
    expect(backend.stored.size).toBe(1);
    expect(backend.stored.get("b1")?.revision).toBe(7);
  });

  test("waits when it is to be decided later", async () => {
    const { backend, user, dialog } = await openAside();
    await user.click(dialog.getByRole("button", { name: "Decide later" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(backend.history.asides("b1")).toHaveLength(1);
  });
});

describe("when another program has written", () => {
  test("the list and a brief without unsaved text go on as they are now, and the caret stays", async () => {
    const { backend, user } = await openWindow({
      briefs: [{ ...NEWEST, brief: { ...NEWEST.brief, summary: "Held" } }],
      open: "b1",
    });
    await user.click(field("Summary"));
    (field("Summary") as HTMLTextAreaElement).setSelectionRange(2, 2);
    backend.put({ ...NEWEST, revision: 9, brief: { ...NEWEST.brief, summary: "Held", headline: "Ports open" } });
    backend.libraryChanged();
    await waitFor(() => expect(field("Headline")).toHaveValue("Ports open"));
    expect(await screen.findByRole("button", { name: "Ports open" })).toBeVisible();
    expect(field("Summary")).toHaveFocus();
    expect(field("Summary").selectionStart).toBe(2);
    await user.keyboard("!");
    await waitFor(() => expect(backend.stored.get("b1")).toMatchObject({ revision: 10, brief: { summary: "He!ld" } }));
  });

  test("unsaved text goes on, and meets the conflict at its next save", async () => {
    const { backend } = await openWindow({ briefs: [NEWEST], open: "b1" });
    await fireEvent.input(field("Summary"), { target: { value: "Mine" } });
    backend.put({ ...NEWEST, revision: 9, brief: { ...NEWEST.brief, headline: "Ports open" } });
    backend.libraryChanged();
    await waitFor(() => expect(saveStatus()).toHaveTextContent(/^Not saved: this brief was changed elsewhere/));
    expect(field("Summary")).toHaveValue("Mine");
    expect(field("Headline")).toHaveValue("Ports wait longer");
  });

  test("the history shows the new revision", async () => {
    const { backend, list } = await openHistory();
    expect(list.getAllByRole("listitem")).toHaveLength(4);
    backend.put({
      ...NEWEST,
      revision: 9,
      updated_at: NOW.toISOString(),
      brief: { ...NEWEST.brief, headline: "Gone" },
    });
    backend.libraryChanged();
    await waitFor(() => expect(list.getAllByRole("listitem")).toHaveLength(5));
  });
});

test("the inspector lists the latest revisions, and leads to each", async () => {
  const { user } = await openWindow({ briefs: [NEWEST], past: PAST, open: "b1", now: () => NOW });
  await user.click(screen.getByRole("tab", { name: "History" }));
  const latest = within(await screen.findByRole("list", { name: "Latest revisions" }));
  await waitFor(() => expect(latest.getAllByRole("button")).toHaveLength(4));
  await user.click(latest.getAllByRole("button")[3] as HTMLElement);
  const list = within(await screen.findByRole("list", { name: "Revisions" }));
  await waitFor(() => expect(document.activeElement).toHaveAttribute("aria-current", "true"));
  expect(list.getAllByRole("listitem").at(-1)).toContainElement(document.activeElement as HTMLElement);
});

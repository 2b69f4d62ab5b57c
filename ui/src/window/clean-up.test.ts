import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { en } from "../text/en";
import { speak } from "../text/index.svelte";
import { zh } from "../text/zh";
import { field, openWindow, stored } from "./testing";

const PORTS = stored("b1", { headline: "Ports wait" });
const ONE = "a".repeat(64);
const OTHER = "b".repeat(64);

async function openDesk() {
  return openWindow({ briefs: [PORTS], open: "b1" }, (fake) => {
    fake.unused = { images: [ONE, OTHER], bytes: 34_200_000 };
  });
}

/** Chooses the command in the palette. */
async function look(user: Awaited<ReturnType<typeof openWindow>>["user"], name = "Remove unused pictures…") {
  await user.keyboard("{Control>}k{/Control}");
  const palette = within(await screen.findByRole("dialog"));
  await user.click(await palette.findByText(name));
}

describe("unused pictures", () => {
  test("are removed after the editor has seen how many and how large", async () => {
    const { backend, user } = await openDesk();
    await look(user);
    const dialog = await screen.findByRole("dialog", { name: "Remove unused pictures?" });
    expect(dialog).toHaveTextContent("2 pictures, 34 MB, in no brief and no revision.");
    expect(within(dialog).getByRole("button", { name: "Cancel" })).toHaveFocus();
    expect(backend.calls).not.toContain("removeImages");
    await user.click(within(dialog).getByRole("button", { name: "Remove" }));
    expect(await screen.findByText("2 pictures removed")).toBeVisible();
    expect(backend.unused.images).toEqual([]);
  });

  test("are asked about in Chinese", async () => {
    const { user } = await openDesk();
    speak("zh");
    await look(user, "移除未使用的图片…");
    const dialog = await screen.findByRole("dialog", { name: "要移除未使用的图片吗？" });
    expect(dialog).toHaveTextContent("2 张图片，共 34 MB，不在任何简报或历史版本中。");
  });

  test("stay when the editor cancels", async () => {
    const { backend, user } = await openDesk();
    await look(user);
    const dialog = await screen.findByRole("dialog", { name: "Remove unused pictures?" });
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(backend.calls).not.toContain("removeImages");
  });

  test("are none that a text in the window names, saved or not", async () => {
    const { backend, user } = await openDesk();
    backend.problems.set("saveBrief", { code: "disk_full" });
    await user.type(field("Summary"), OTHER);
    await look(user);
    const dialog = await screen.findByRole("dialog", { name: "Remove unused pictures?" });
    expect(dialog).toHaveTextContent("1 picture, ");
    await user.click(within(dialog).getByRole("button", { name: "Remove" }));
    expect(await screen.findByText("1 picture removed")).toBeVisible();
    expect(backend.unused.images).toEqual([OTHER]);
  });

  test("are told when there are none", async () => {
    const { backend, user } = await openDesk();
    backend.unused = { images: [], bytes: 0 };
    await look(user);
    expect(await screen.findByText("Every picture is in a brief or a revision. Nothing to remove.")).toBeVisible();
    expect(screen.queryByRole("dialog", { name: "Remove unused pictures?" })).toBeNull();
  });
});

test("sizes are told as people say them", () => {
  expect(en.cleanUp.lead(1, 20)).toContain("1 picture, 0.1 MB,");
  expect(en.cleanUp.lead(3, 1_260_000)).toContain("1.3 MB");
  expect(zh.cleanUp.lead(3, 9_960_000)).toContain("10 MB");
});

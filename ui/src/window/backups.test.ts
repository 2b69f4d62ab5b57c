import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { type BackedUp, Refusal } from "../backend";
import { FakeBackend } from "../backend/fake";
import { speak } from "../text/index.svelte";
import { type BackupNotice, Backups } from "./backups.svelte";
import { openWindow, stored } from "./testing";

const PORTS = stored("b1", { headline: "Ports wait" });
const BACKUP: BackedUp = { path: "/media/stick/library backup.briefdesk", briefs: 12, revisions: 340, images: 1 };

type User = Awaited<ReturnType<typeof openWindow>>["user"];

/** Runs a command by its name. */
async function command(user: User, name: string) {
  await user.keyboard("{Control>}k{/Control}");
  const palette = within(await screen.findByRole("dialog", { name: "Commands and briefs" }));
  await user.click(await palette.findByText(name));
}

/** Backups whose clock and whose end are in the test's hands. */
function slow() {
  const backend = new FakeBackend();
  const notices: BackupNotice[] = [];
  let end: (answer: BackedUp | Refusal | null) => void = () => undefined;
  backend.backUpLibrary = () =>
    new Promise((resolve, reject) => {
      end = (answer) => (answer instanceof Refusal ? reject(answer) : resolve(answer));
    });
  let due: (() => void) | null = null;
  const backups = new Backups({
    backend,
    later: (_, task) => {
      due = task;
      return () => (due = null);
    },
    notify: (notice) => notices.push(notice),
    report: (error) => expect.unreachable(String(error)),
  });
  const second = () => due?.();
  return { backend, backups, notices, second, end: (answer: BackedUp | Refusal | null) => end(answer) };
}

describe("a backup by hand", () => {
  test("is told with what is in it, and that it has proved itself", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS] });
    backend.backup = BACKUP;
    await command(user, "Back up the library…");
    expect(await screen.findByText("Backed up to /media/stick/library backup.briefdesk")).toBeVisible();
    const proven = "12 briefs, 340 revisions, 1 picture: read again, and the same as in the library.";
    expect(screen.getByText(proven)).toBeVisible();
  });

  test("is told in Chinese", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS] });
    speak("zh");
    backend.backup = BACKUP;
    await user.keyboard("{Control>}{Shift>}b{/Shift}{/Control}");
    expect(await screen.findByText(/已备份到/)).toBeVisible();
    expect(screen.getByText("12 篇简报、340 个历史版本、1 张图片：已重新读取，与稿库一致。")).toBeVisible();
  });

  test("that fails says why and what to do", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS] });
    backend.problems.set("backUpLibrary", { code: "file_exists", path: "/media/stick/a.briefdesk" });
    await command(user, "Back up the library…");
    expect(await screen.findByText(/a\.briefdesk is there already and was not overwritten/)).toBeVisible();
  });

  test("is listed with its keys", async () => {
    const { user } = await openWindow({ briefs: [PORTS] });
    await user.keyboard("{F1}");
    const dialog = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
    expect(dialog).toHaveTextContent(/Back up the library…\s*Ctrl\+Shift\+B/);
  });
});

describe("a backup that takes a while", () => {
  test("says after a second how far it is, in steps", async () => {
    const { backups, notices, second, end } = slow();
    const done = backups.backUp();
    backups.progressed({ stage: "copying", done: 10, of: 100 });
    expect(notices).toEqual([]);
    second();
    backups.progressed({ stage: "copying", done: 50, of: 100 });
    backups.progressed({ stage: "copying", done: 51, of: 100 });
    backups.progressed({ stage: "proving", done: 1, of: 2 });
    expect(notices).toMatchObject([{ percent: 0 }, { percent: 20 }, { percent: 70 }]);
    end(BACKUP);
    await done;
    expect(notices.slice(3)).toEqual([{ kind: "backup-over" }, { kind: "backed-up", backup: BACKUP }]);
    expect(backups.running).toBe(false);
  });

  test("can be cancelled, and is the only one", async () => {
    const { backend, backups, notices, second, end } = slow();
    const done = backups.backUp();
    await backups.backUp();
    backups.progressed({ stage: "copying", done: 10, of: 100 });
    second();
    const [going] = notices;
    if (going?.kind !== "backing-up") return expect.unreachable();
    going.cancel();
    await waitFor(() => expect(backend.calls).toEqual(["cancelBackup"]));
    end(new Refusal({ code: "cancelled" }));
    await done;
    expect(notices.at(-1)).toEqual({ kind: "backup-cancelled" });
  });

  test("shows it in the window, with a way to cancel", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS] });
    let refuse: (error: Refusal) => void = () => undefined;
    backend.backUpLibrary = () => new Promise((_, reject) => (refuse = reject));
    backend.cancelBackup = async () => refuse(new Refusal({ code: "cancelled" }));
    await command(user, "Back up the library…");
    backend.backupProgressed({ stage: "proving", done: 1, of: 5 });
    expect(await screen.findByText("Backing up the library… 60%", {}, { timeout: 3000 })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByText("Cancelled. Nothing was changed.")).toBeVisible();
  });
});

test("a backup for which no place was chosen says nothing", async () => {
  const { backups, notices, end } = slow();
  const done = backups.backUp();
  end(null);
  await done;
  expect(notices).toEqual([{ kind: "backup-over" }]);
  expect(backups.running).toBe(false);
});

describe("daily backups", () => {
  test("go to a folder that the editor chooses, until they are stopped", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS] });
    backend.backupFolder = "/media/stick/备份";
    await command(user, "Daily backups…");
    let dialog = within(await screen.findByRole("dialog", { name: "Daily backups" }));
    expect(dialog.getByText("No daily backups are made now.")).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Choose a folder…" }));
    expect(await screen.findByText("Daily backups go to /media/stick/备份")).toBeVisible();
    await command(user, "Daily backups…");
    dialog = within(await screen.findByRole("dialog", { name: "Daily backups" }));
    await user.click(dialog.getByRole("button", { name: "Stop daily backups" }));
    expect(await screen.findByText("No more daily backups. Those that are there stay.")).toBeVisible();
    expect(backend.calls).toContain("stopDailyBackups");
  });

  test("that fail are told with the way to mend it", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], backupFolder: "/media/stick" });
    backend.backupFolder = "/home/editor/Backups";
    backend.dailyBackupFailed({ code: "file_failed", path: "/media/stick", reason: "entity not found" });
    expect(await screen.findByText(/Today’s backup was not made/)).toBeVisible();
    expect(screen.getByText(/\/media\/stick could not be read or written: entity not found\. Mend that/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Choose another folder…" }));
    expect(await screen.findByText("Daily backups go to /home/editor/Backups")).toBeVisible();
  });
});

test("a backup is opened by the shell, beside the library", async () => {
  const { backend, user } = await openWindow({ briefs: [PORTS] });
  await command(user, "Open a backup…");
  await waitFor(() => expect(backend.calls).toContain("openBackup"));
});

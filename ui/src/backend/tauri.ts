/** The program: the generated commands, with each refusal thrown. */
import { convertFileSrc, invoke, isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { type Backend, type OpenBrief, type Problem, Refusal } from ".";
import { commands, events } from "./bindings";

type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: Problem };

async function value<T>(answer: Promise<Answer<T>>): Promise<T> {
  const result = await answer;
  if (result.status === "error") throw new Refusal(result.error);
  return result.data;
}

/** As the generated commands do it; for those that are not generated yet. */
async function call<T>(command: string, given: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, given);
  } catch (error) {
    if (error instanceof Error) throw error;
    throw new Refusal(error as Problem);
  }
}

/** Whether the page runs in the program's window and not in a browser. */
export const insideProgram = isTauri;

export const program: Backend = {
  openLibrary: () => value(commands.openLibrary()),
  savePreferences: async (preferences) => void (await value(commands.savePreferences(preferences))),
  listBriefs: (query) => value(commands.listBriefs(query)),
  openBrief: (id) => value(commands.openBrief(id)) as Promise<OpenBrief>,
  blankBrief: () => value(commands.blankBrief()) as Promise<OpenBrief>,
  saveBrief: (id, base, brief) => value(commands.saveBrief(id, base, brief)),
  trashBrief: (id) => value(commands.trashBrief(id)),
  untrashBrief: (id) => value(commands.untrashBrief(id)),
  importChosen: () => value(commands.importChosen()),
  importDropped: (name, base64) => value(commands.importDropped(name, base64)),
  addChosenImage: () => value(commands.addChosenImage()),
  addDroppedImage: (name, base64) => value(commands.addDroppedImage(name, base64)),
  previewBrief: (id, brief) => value(commands.previewBrief(id, brief)),
  exportBrief: (id, format) => value(commands.exportBrief(id, format)),
  listRevisions: (id, before) => call("list_revisions", { id, before }),
  compareRevisions: (id, from, to) => call("compare_revisions", { id, from, to }),
  compareWith: (id, from, brief) => call("compare_with", { id, from, brief }),
  compareBriefs: (before, after) => call("compare_briefs", { before, after }),
  takePiece: (from, into, piece) => call("take_piece", { from, into, piece }),
  mergeBriefs: (ancestor, mine, theirs) => call("merge_briefs", { ancestor, mine, theirs }),
  restoreRevision: (id, base, revision, piece) => call("restore_revision", { id, base, revision, piece }),
  saveCheckpoint: (id, name) => call("save_checkpoint", { id, name }),
  nameRevision: (id, revision, name) => call("name_revision", { id, revision, name }),
  settleAside: async (id, aside) => void (await call("settle_aside", { id, aside })),
  closeWindow: async () => void (await value(commands.closeWindow())),
  // `image://localhost/HASH`; WebView2 knows no custom schemes and is served `http://image.localhost/HASH`.
  imageUrl: (image) => convertFileSrc(image, "image"),
  onCloseRequested: (listener) => events.closeRequested.listen(() => listener()),
  onOpenRequested: (listener) => events.openRequested.listen((event) => listener(event.payload)),
  onLibraryChanged: (listener) => listen("library-changed", () => listener()),
};

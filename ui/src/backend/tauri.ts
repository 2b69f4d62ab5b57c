/** The program: the generated commands, with each refusal thrown. */
import { convertFileSrc, isTauri } from "@tauri-apps/api/core";
import { type Backend, type Problem, Refusal } from ".";
import { commands, events } from "./bindings";
import { Sender } from "./saving";

type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: Problem };

async function value<T>(answer: Promise<Answer<T>>): Promise<T> {
  const result = await answer;
  if (result.status === "error") throw new Refusal(result.error);
  return result.data;
}

/** Whether the page runs in the program's window and not in a browser. */
export const insideProgram = isTauri;

const sender = new Sender({
  saveBrief: (id, base, brief) => value(commands.saveBrief(id, base, brief)),
  saveEdit: (id, base, brief, edit, length) => value(commands.saveEdit(id, base, brief, edit, length)),
});

export const program: Backend = {
  openLibrary: () => value(commands.openLibrary()),
  savePreferences: async (preferences) => void (await value(commands.savePreferences(preferences))),
  listBriefs: (query) => value(commands.listBriefs(query)),
  openBrief: async (id) => {
    const opened = await value(commands.openBrief(id));
    sender.opened(opened);
    return opened;
  },
  blankBrief: () => value(commands.blankBrief()),
  saveBrief: (id, base, brief) => sender.save(id, base, brief),
  trashBrief: (id) => value(commands.trashBrief(id)),
  untrashBrief: (id) => value(commands.untrashBrief(id)),
  importChosen: () => value(commands.importChosen()),
  importDropped: (name, base64) => value(commands.importDropped(name, base64)),
  addChosenImage: () => value(commands.addChosenImage()),
  addDroppedImage: (name, base64) => value(commands.addDroppedImage(name, base64)),
  addOriginal: (image) => value(commands.addOriginal(image)),
  readClipboard: () => value(commands.readClipboard()),
  routePage: (page, html) => value(commands.routePage(page, html)),
  placeLines: (lines) => value(commands.placeLines(lines)),
  previewBrief: (id, brief) => value(commands.previewBrief(id, brief)),
  previewEdit: (id, splice, length) => value(commands.previewEdit(id, splice, length)),
  listThemes: () => value(commands.listThemes()),
  saveTheme: (old, theme) => value(commands.saveTheme(old, theme)),
  copyTheme: (from, name) => value(commands.copyTheme(from, name)),
  removeTheme: (name) => value(commands.removeTheme(name)),
  useTheme: (publication, name) => value(commands.useTheme(publication, name)),
  previewTheme: (id, brief, theme) => value(commands.previewTheme(id, brief, theme)),
  exportBrief: (id, format) => value(commands.exportBrief(id, format)),
  readExportSettings: (publication) => value(commands.readExportSettings(publication)),
  chooseExportFolder: (publication) => value(commands.chooseExportFolder(publication)),
  previewExport: (id, options, pattern) => value(commands.previewExport(id, options, pattern)),
  exportBriefs: (ids, publication, settings) => value(commands.exportBriefs(ids, publication, settings)),
  cancelExport: async () => void (await value(commands.cancelExport())),
  readLastExport: (id) => value(commands.readLastExport(id)),
  copyBrief: async (id, form) => void (await value(commands.copyBrief(id, form))),
  openExported: async (path) => void (await value(commands.openExported(path))),
  listRevisions: (id, before) => value(commands.listRevisions(id, before)),
  compareRevisions: (id, from, to) => value(commands.compareRevisions(id, from, to)),
  compareWith: (id, from, brief) => value(commands.compareWith(id, from, brief)),
  compareBriefs: (before, after) => value(commands.compareBriefs(before, after)),
  takePieces: (from, into, pieces) => value(commands.takePieces(from, into, pieces)),
  mergeBriefs: (ancestor, mine, theirs) => value(commands.mergeBriefs(ancestor, mine, theirs)),
  restoreRevision: (id, base, revision, piece) => value(commands.restoreRevision(id, base, revision, piece)),
  saveCheckpoint: (id, name) => value(commands.saveCheckpoint(id, name)),
  nameRevision: (id, revision, name) => value(commands.nameRevision(id, revision, name)),
  settleAside: async (id, aside) => void (await value(commands.settleAside(id, aside))),
  backUpLibrary: () => value(commands.backUpLibrary()),
  cancelBackup: async () => void (await value(commands.cancelBackup())),
  chooseBackupFolder: () => value(commands.chooseBackupFolder()),
  stopDailyBackups: async () => void (await value(commands.stopDailyBackups())),
  openBackup: async () => void (await value(commands.openBackup())),
  listUnusedImages: (open) => value(commands.listUnusedImages(open)),
  removeImages: (images, open) => value(commands.removeImages(images, open)),
  openLink: async (address) => void (await value(commands.openLink(address))),
  stayOpen: async () => void (await value(commands.stayOpen())),
  closeWindow: async () => void (await value(commands.closeWindow())),
  // `image://localhost/HASH`; WebView2 knows no custom schemes and is served `http://image.localhost/HASH`.
  imageUrl: (image) => convertFileSrc(image, "image"),
  onCloseRequested: (listener) => events.closeRequested.listen(() => listener()),
  onOpenRequested: (listener) => events.openRequested.listen((event) => listener(event.payload)),
  onLibraryChanged: (listener) => events.libraryChanged.listen(() => listener()),
  onBackupProgressed: (listener) => events.backupProgressed.listen((event) => listener(event.payload)),
  onExportProgressed: (listener) => events.exportProgressed.listen((event) => listener(event.payload)),
  onDailyBackupFailed: (listener) => events.dailyBackupFailed.listen((event) => listener(event.payload)),
  onLibrarySalvaged: (listener) => events.librarySalvaged.listen((event) => listener(event.payload)),
};

/**
 * The boundary as the window sees it: every command of the shell, answered with its value or thrown as a `Refusal`.
 *
 * The panes know this interface only; `tauri.ts` is the program, `fake.ts` stands in for it in tests and in a browser.
 */
import type {
  AddedImage,
  Brief,
  BriefId,
  BriefQuery,
  BriefRow,
  ImageHash,
  ImportReport,
  OpenBrief,
  Opening,
  OpenRequested,
  Patch,
  Preferences,
  Problem,
  Publication,
  Saved,
  Splice,
  Theme,
} from "./bindings";
import type { ExportCommands } from "./exporting";
import type { HistoryCommands } from "./history";
import type { PasteCommands } from "./paste";
import type { UpkeepCommands } from "./upkeep";

export type * from "./bindings";
export type * from "./exporting";
export type * from "./history";
export type * from "./upkeep";
// Until the generated one has the texts that were set aside.

/** Ends a subscription. */
export type Unlisten = () => void;

export interface Backend extends ExportCommands, HistoryCommands, PasteCommands, UpkeepCommands {
  openLibrary(): Promise<Opening>;
  savePreferences(preferences: Preferences): Promise<void>;
  listBriefs(query: BriefQuery): Promise<BriefRow[]>;
  openBrief(id: BriefId): Promise<OpenBrief>;
  /** A brief with a fresh id that nothing of is stored yet: the first save from base 0 makes it. */
  blankBrief(): Promise<OpenBrief>;
  /** Answers when the text is on disk. Refuses with `conflict` when the stored revision is no longer `base`. */
  saveBrief(id: BriefId, base: number, brief: Brief): Promise<Saved>;
  trashBrief(id: BriefId): Promise<BriefRow>;
  untrashBrief(id: BriefId): Promise<BriefRow>;
  /** Asks the editor for files in the system's own dialog; nothing imported and nothing refused when cancelled. */
  importChosen(): Promise<ImportReport>;
  importDropped(name: string, base64: string): Promise<ImportReport>;
  /** Asks the editor for a picture; null when cancelled. */
  addChosenImage(): Promise<AddedImage | null>;
  addDroppedImage(name: string, base64: string): Promise<AddedImage>;
  /** Adds what a picture was scaled from; null when that is not at hand any more. */
  addOriginal(image: ImageHash): Promise<ImageHash | null>;
  /** The whole page as the exporter would write it. */
  previewBrief(id: BriefId, brief: Brief): Promise<string>;
  /**
   * What an edit changes in the body of the page that was previewed last; the body is then `length` UTF-16 units long. Null: the page has
   * to be asked for anew.
   */
  previewEdit(id: BriefId, splice: Splice, length: number): Promise<Patch | null>;
  /** Every page theme, the built-in one first. */
  listThemes(): Promise<Theme[]>;
  /** Adds a theme, or puts it in the place of the one called `old`; gives every theme. */
  saveTheme(old: string | null, theme: Theme): Promise<Theme[]>;
  /** Adds a copy of the theme called `from`; gives every theme. */
  copyTheme(from: string, name: string): Promise<Theme[]>;
  /** Removes a theme, whose publications go back to the built-in one; gives every theme. */
  removeTheme(name: string): Promise<Theme[]>;
  /** Has a publication's pages made in a theme; gives its profile. */
  useTheme(publication: string, name: string): Promise<Publication>;
  /** The page of a brief, saved or not, in a theme, saved or not. */
  previewTheme(id: BriefId, brief: Brief, theme: Theme): Promise<string>;
  /** Opens a web or mail address in the system's own program for it; no other address is opened. */
  openLink(address: string): Promise<void>;
  /** Closing could not save everything: the window stays until the editor has decided. */
  stayOpen(): Promise<void>;
  closeWindow(): Promise<void>;
  /** Where the window loads a picture of the library from. */
  imageUrl(image: ImageHash): string;
  onCloseRequested(listener: () => void): Promise<Unlisten>;
  onOpenRequested(listener: (request: OpenRequested) => void): Promise<Unlisten>;
  /** Another program wrote to the library. */
  onLibraryChanged(listener: () => void): Promise<Unlisten>;
}

/** A command that the shell refused, with its reason. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** The problem behind anything that was thrown; what the shell did not foresee is a bug. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  return { code: "bug", detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** The boundary in memory: for component tests, and for the window in a plain browser. Keeps the shell's promises, not its files. */
import {
  type AddedImage,
  type BackedUp,
  type Backend,
  type BackupProgress,
  type Brief,
  type BriefId,
  type BriefRow,
  type CopyAs,
  type Counts,
  type ExportedFile,
  type ExportOptions,
  type ExportPreview,
  type ExportProgressed,
  type ExportReport,
  type ExportSettings,
  type ImportReport,
  type LastExport,
  type OpenBrief,
  type Opening,
  type OpenRequested,
  type Part,
  type Preferences,
  type Piece,
  type Problem,
  type Publication,
  Refusal,
  type Restored,
  type RoutedLine,
  type SalvageReport,
  type StoredBrief,
  type Theme,
  type UnusedImages,
} from ".";
import { blank, PUBLICATION } from "./fake-blank";
import { compare, merge, take } from "./fake-compare";
import { FakeExports } from "./fake-export";
import { FakeHistory } from "./fake-history";
import { place, route } from "./fake-paste";

export { blank } from "./fake-blank";

export interface FakeOptions {
  briefs?: StoredBrief[];
  /** Older texts of them, the oldest first. */
  past?: StoredBrief[];
  preferences?: Partial<Preferences>;
  open?: BriefId | null;
  part?: Part | null;
  salvage?: SalvageReport;
  backupFolder?: string;
  now?: () => Date;
}

export class FakeBackend implements Backend {
  /** What is on the pretended disk. */
  readonly stored = new Map<BriefId, StoredBrief>();
  readonly trash = new Map<BriefId, StoredBrief>();
  readonly images = new Map<string, string>();
  readonly history = new FakeHistory();
  readonly exports = new FakeExports();
  preferences: Preferences;
  closed = false;
  /** While set, the command of that name is refused with it. */
  readonly problems = new Map<keyof Backend, Problem>();
  /** What the next dialogs answer; none is a cancelled dialog. */
  imports: ImportReport | null = null;
  image: AddedImage | null = null;
  /** By the picture that was scaled. */
  readonly originals = new Map<string, string>();
  exported: ExportedFile | null = null;
  /** What was copied last. */
  copied: { id: BriefId; form: CopyAs } | null = null;
  backup: BackedUp | null = null;
  backupFolder: string | null = null;
  clipboard: string | null = null;
  unused: UnusedImages = { images: [], bytes: 0 };
  themes: Theme[] = [{ name: "brief", template: "<h1>{{ title }}</h1>\n", styles: "h1 { color: black; }\n" }];
  publications: Publication[] = [PUBLICATION];
  readonly calls: string[] = [];
  /** The addresses that were opened outside. */
  readonly followed: string[] = [];
  readonly #options: FakeOptions;
  #ids = 0;
  #gate: Promise<void> = Promise.resolve();
  #closeRequested: (() => void)[] = [];
  #openRequested: ((request: OpenRequested) => void)[] = [];
  #libraryChanged: (() => void)[] = [];
  #librarySalvaged: ((report: SalvageReport) => void)[] = [];
  #backupProgressed: ((progress: BackupProgress) => void)[] = [];
  #dailyBackupFailed: ((problem: Problem) => void)[] = [];
  #exportProgressed: ((progress: ExportProgressed) => void)[] = [];

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.preferences = {
      language: "en",
      library_shown: true,
      inspector_shown: true,
      preview_shown: false,
      writing: { focus: false, typewriter: false, text_size: 100, quotes: "straight" },
      source_shown: false,
      ...options.preferences,
    };
    for (const older of options.past ?? []) this.history.note(older, true);
    for (const brief of options.briefs ?? []) this.put(brief);
  }

  /** Stores a brief as another program would: nobody here is told. */
  put(brief: StoredBrief): void {
    (this.trash.has(brief.id) ? this.trash : this.stored).set(brief.id, brief);
    this.history.note(brief);
  }

  libraryChanged(): void {
    for (const listener of this.#libraryChanged) listener();
  }

  librarySalvaged(report: SalvageReport): void {
    for (const listener of this.#librarySalvaged) listener(report);
  }

  backupProgressed(progress: BackupProgress): void {
    for (const listener of this.#backupProgressed) listener(progress);
  }

  dailyBackupFailed(problem: Problem): void {
    for (const listener of this.#dailyBackupFailed) listener(problem);
  }

  exportProgressed(progress: ExportProgressed): void {
    for (const listener of this.#exportProgressed) listener(progress);
  }

  /** Keeps saves in flight until the returned function is called. */
  holdSaves(): () => void {
    let release: (() => void) | undefined;
    this.#gate = new Promise((resolve) => (release = resolve));
    return () => release?.();
  }

  requestClose(): void {
    for (const listener of this.#closeRequested) listener();
  }

  requestOpen(request: OpenRequested): void {
    for (const listener of this.#openRequested) listener(request);
  }

  async openLibrary(): Promise<Opening> {
    await this.#enter("openLibrary");
    return {
      library: "/home/editor/Briefs/library.briefdesk",
      preferences: this.preferences,
      brief: this.#options.open ?? null,
      part: this.#options.part ?? null,
      publications: this.publications,
      backup_folder: this.#options.backupFolder ?? null,
      salvage: this.#options.salvage ?? null,
    };
  }

  async savePreferences(preferences: Preferences): Promise<void> {
    await this.#enter("savePreferences");
    this.preferences = preferences;
  }

  async listBriefs(query: Parameters<Backend["listBriefs"]>[0]): Promise<BriefRow[]> {
    await this.#enter("listBriefs");
    const shelf = query.shelf === "trash" ? this.trash : this.stored;
    const words = query.text.toLowerCase();
    return [...shelf.values()]
      .filter(({ brief }) => query.status === null || brief.status === query.status)
      .filter(({ brief }) => `${brief.headline} ${brief.summary} ${brief.body}`.toLowerCase().includes(words))
      .sort((a, b) => b.updated_at.localeCompare(a.updated_at))
      .map((stored) => this.#row(stored));
  }

  async openBrief(id: BriefId): Promise<OpenBrief> {
    await this.#enter("openBrief");
    const stored = this.#find(id);
    return { stored, counts: counts(stored.brief), asides: this.history.asides(id) };
  }

  async blankBrief(): Promise<OpenBrief> {
    await this.#enter("blankBrief");
    this.#ids += 1;
    const id = `00000000-0000-7000-8000-${String(this.#ids).padStart(12, "0")}`;
    const brief = blank();
    const at = this.#now();
    return { stored: { id, revision: 0, created_at: at, updated_at: at, brief }, counts: counts(brief), asides: [] };
  }

  async saveBrief(id: BriefId, base: number, brief: Brief) {
    // A copy, as over the wire: nothing that the window does later may reach the disk.
    const sent = structuredClone(brief);
    await this.#gate;
    await this.#enter("saveBrief");
    const before = this.stored.get(id) ?? this.trash.get(id);
    if ((before?.revision ?? 0) !== base) {
      if (!before) throw new Refusal({ code: "brief_not_found", id });
      const aside = this.history.setAside(id, base, sent, this.#now()).id;
      throw new Refusal({ code: "conflict", stored: before, aside });
    }
    if (before) this.history.note(before);
    const at = this.#now();
    const stored = { id, revision: base + 1, created_at: before?.created_at ?? at, updated_at: at, brief: sent };
    this.put(stored);
    return { revision: stored.revision, saved_at: at, row: this.#row(stored), counts: counts(sent) };
  }

  async trashBrief(id: BriefId): Promise<BriefRow> {
    await this.#enter("trashBrief");
    const stored = this.#find(id);
    this.stored.delete(id);
    this.trash.set(id, stored);
    return this.#row(stored);
  }

  async untrashBrief(id: BriefId): Promise<BriefRow> {
    await this.#enter("untrashBrief");
    const stored = this.#find(id);
    this.trash.delete(id);
    this.stored.set(id, stored);
    return this.#row(stored);
  }

  async importChosen(): Promise<ImportReport> {
    await this.#enter("importChosen");
    return this.imports ?? { imported: [], refused: [] };
  }

  async importDropped(name: string, base64: string): Promise<ImportReport> {
    try {
      await this.#enter("importDropped");
    } catch (error) {
      if (error instanceof Refusal) return { imported: [], refused: [{ name, problem: error.problem }] };
      throw error;
    }
    if (this.imports) return this.imports;
    const { stored } = await this.blankBrief();
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const [headline = "", ...rest] = new TextDecoder().decode(bytes).split("\n");
    const body = rest.join("\n").trim();
    const { row: imported } = await this.saveBrief(stored.id, 0, { ...stored.brief, headline, body });
    return { imported: [imported], refused: [] };
  }

  async addChosenImage(): Promise<AddedImage | null> {
    await this.#enter("addChosenImage");
    return this.image;
  }

  async addDroppedImage(name: string, base64: string): Promise<AddedImage> {
    await this.#enter("addDroppedImage");
    if (this.image) return this.image;
    const kind = /\.png$/i.test(name) ? "png" : "jpeg";
    const image = String(this.images.size + 1).padStart(64, "0");
    this.images.set(image, `data:image/${kind};base64,${base64}`);
    return addedImage(image);
  }

  async addOriginal(image: string): Promise<string | null> {
    await this.#enter("addOriginal");
    return this.originals.get(image) ?? null;
  }

  async readClipboard(): Promise<string | null> {
    await this.#enter("readClipboard");
    return this.clipboard;
  }

  async routePage(page: string): Promise<RoutedLine[]> {
    await this.#enter("routePage");
    return route(page);
  }

  async placeLines(lines: RoutedLine[]): Promise<Brief> {
    await this.#enter("placeLines");
    return place(lines);
  }

  /** It has no Markdown of its own: the page is asked for. */
  async previewEdit(): Promise<null> {
    await this.#enter("previewEdit");
    return null;
  }

  async previewBrief(id: BriefId, brief: Brief): Promise<string> {
    await this.#enter("previewBrief");
    const { page } = await import("./fake-page");
    const facts = { modified: this.stored.get(id)?.updated_at ?? this.#now(), words: counts(brief).words };
    return page(brief, facts, (image) => this.imageUrl(image));
  }

  async listThemes(): Promise<Theme[]> {
    await this.#enter("listThemes");
    return this.themes;
  }

  async saveTheme(old: string | null, theme: Theme): Promise<Theme[]> {
    await this.#enter("saveTheme");
    if (theme.name === "" || this.themes.some(({ name }) => name === theme.name && name !== old)) {
      throw new Refusal({ code: "theme_name", name: theme.name });
    }
    this.#check(theme);
    this.themes = [...this.themes.filter(({ name }) => name !== old), theme];
    return this.themes;
  }

  async copyTheme(from: string, name: string): Promise<Theme[]> {
    await this.#enter("copyTheme");
    const theme = this.themes.find((theme) => theme.name === from);
    if (!theme) throw new Refusal({ code: "theme_not_found", name: from });
    this.themes = [...this.themes, { ...theme, name }];
    return this.themes;
  }

  async removeTheme(name: string): Promise<Theme[]> {
    await this.#enter("removeTheme");
    this.themes = this.themes.filter((theme) => theme.name !== name);
    return this.themes;
  }

  async useTheme(publication: string, theme: string): Promise<Publication> {
    await this.#enter("useTheme");
    const profile = { ...PUBLICATION, name: publication, theme };
    this.publications = [...this.publications.filter(({ name }) => name !== publication), profile];
    return profile;
  }

  async previewTheme(_id: BriefId, brief: Brief, theme: Theme): Promise<string> {
    await this.#enter("previewTheme");
    this.#check(theme);
    return `<style>${theme.styles}</style>${theme.template.replace("{{ title }}", brief.headline)}`;
  }

  /** As far as the fake understands templates: what opens must close. */
  #check({ name, template }: Theme): void {
    const line = template.split("\n").findIndex((line) => line.includes("{{") && !line.includes("}}"));
    if (line >= 0)
      throw new Refusal({ code: "theme", name, file: "template", line: line + 1, reason: "unexpected end" });
  }

  async listRevisions(id: BriefId, before: number | null) {
    await this.#enter("listRevisions");
    this.history.note(this.#find(id));
    return this.history.list(id, before);
  }

  async compareRevisions(id: BriefId, from: number, to: number) {
    await this.#enter("compareRevisions");
    return compare(this.history.brief(id, from), this.history.brief(id, to));
  }

  async compareWith(id: BriefId, from: number, brief: Brief) {
    await this.#enter("compareWith");
    return compare(this.history.brief(id, from), brief);
  }

  async compareBriefs(before: Brief, after: Brief) {
    await this.#enter("compareBriefs");
    return compare(before, after);
  }

  async takePieces(from: Brief, into: Brief, pieces: Piece[]) {
    await this.#enter("takePieces");
    return take(from, into, pieces);
  }

  async mergeBriefs(ancestor: Brief, mine: Brief, theirs: Brief) {
    await this.#enter("mergeBriefs");
    return merge(ancestor, mine, theirs);
  }

  async restoreRevision(id: BriefId, base: number, revision: number, piece: Piece): Promise<Restored> {
    await this.#enter("restoreRevision");
    const stored = this.#find(id);
    if (stored.revision !== base) throw new Refusal({ code: "conflict", stored, aside: null });
    this.history.note(stored);
    const brief = take(this.history.brief(id, revision), stored.brief, [piece]);
    this.history.mark(id, base, "restore", null);
    const saved = await this.saveBrief(id, base, brief);
    return { opened: await this.openBrief(id), saved, before: base };
  }

  async saveCheckpoint(id: BriefId, name: string | null) {
    await this.#enter("saveCheckpoint");
    const stored = this.#find(id);
    this.history.note(stored);
    return this.history.mark(id, stored.revision, "named", name);
  }

  async nameRevision(id: BriefId, revision: number, name: string | null) {
    await this.#enter("nameRevision");
    return this.history.mark(id, revision, "named", name);
  }

  async settleAside(id: BriefId, aside: number): Promise<void> {
    await this.#enter("settleAside");
    this.history.settle(id, aside);
  }

  async exportBrief(): Promise<ExportedFile | null> {
    await this.#enter("exportBrief");
    return this.exported;
  }

  async readExportSettings(publication: string): Promise<ExportSettings> {
    await this.#enter("readExportSettings");
    return this.exports.settingsOf(publication);
  }

  async chooseExportFolder(publication: string): Promise<string | null> {
    await this.#enter("chooseExportFolder");
    const { folder } = this.exports;
    if (folder !== null) this.exports.settings.set(publication, { ...this.exports.settingsOf(publication), folder });
    return folder;
  }

  async previewExport(id: BriefId, options: ExportOptions, pattern: string): Promise<ExportPreview> {
    await this.#enter("previewExport");
    if (!pattern.includes("{slug}")) throw new Refusal({ code: "name_pattern", pattern });
    return this.exports.preview(this.#find(id).brief, options, pattern);
  }

  async exportBriefs(ids: BriefId[], publication: string, settings: ExportSettings): Promise<ExportReport> {
    await this.#enter("exportBriefs");
    const { folder } = this.exports.settingsOf(publication);
    const order = { ...settings, folder };
    this.exports.settings.set(publication, order);
    for (const stored of ids.map((id) => this.#find(id))) {
      if (settings.finality === "draft" || stored.brief.status === "exported") continue;
      this.put({ ...stored, revision: stored.revision + 1, brief: { ...stored.brief, status: "exported" } });
    }
    const outcomes = ids.flatMap((id) => this.exports.export(this.#find(id), order, this.#now()));
    return { outcomes, cancelled: false, unrecorded: null };
  }

  async cancelExport(): Promise<void> {
    await this.#enter("cancelExport");
  }

  async readLastExport(id: BriefId): Promise<LastExport | null> {
    await this.#enter("readLastExport");
    const stored = this.stored.get(id) ?? this.trash.get(id);
    return stored ? this.exports.lastOf(stored) : null;
  }

  async copyBrief(id: BriefId, form: CopyAs): Promise<void> {
    await this.#enter("copyBrief");
    this.copied = { id, form };
  }

  async openExported(path: string): Promise<void> {
    await this.#enter("openExported");
    this.exports.shown.push(path);
  }

  async backUpLibrary(): Promise<BackedUp | null> {
    await this.#enter("backUpLibrary");
    return this.backup;
  }

  async cancelBackup(): Promise<void> {
    await this.#enter("cancelBackup");
  }

  async chooseBackupFolder(): Promise<string | null> {
    await this.#enter("chooseBackupFolder");
    return this.backupFolder;
  }

  async stopDailyBackups(): Promise<void> {
    await this.#enter("stopDailyBackups");
  }

  async openBackup(): Promise<void> {
    await this.#enter("openBackup");
  }

  async listUnusedImages(open: Brief[]): Promise<UnusedImages> {
    await this.#enter("listUnusedImages");
    return without(this.unused, open);
  }

  async removeImages(images: string[], open: Brief[]): Promise<UnusedImages> {
    await this.#enter("removeImages");
    const removed = without({ ...this.unused, images: this.unused.images.filter((i) => images.includes(i)) }, open);
    this.unused = { bytes: 0, images: this.unused.images.filter((image) => !removed.images.includes(image)) };
    return removed;
  }

  async openLink(address: string): Promise<void> {
    await this.#enter("openLink");
    this.followed.push(address);
  }

  async stayOpen(): Promise<void> {
    await this.#enter("stayOpen");
  }

  async closeWindow(): Promise<void> {
    await this.#enter("closeWindow");
    this.closed = true;
  }

  imageUrl(image: string): string {
    return this.images.get(image) ?? "";
  }

  async onCloseRequested(listener: () => void) {
    this.#closeRequested.push(listener);
    return () => void (this.#closeRequested = this.#closeRequested.filter((other) => other !== listener));
  }

  async onOpenRequested(listener: (request: OpenRequested) => void) {
    this.#openRequested.push(listener);
    return () => void (this.#openRequested = this.#openRequested.filter((other) => other !== listener));
  }

  async onLibraryChanged(listener: () => void) {
    this.#libraryChanged.push(listener);
    return () => void (this.#libraryChanged = this.#libraryChanged.filter((other) => other !== listener));
  }

  async onBackupProgressed(listener: (progress: BackupProgress) => void) {
    this.#backupProgressed.push(listener);
    return () => void (this.#backupProgressed = this.#backupProgressed.filter((other) => other !== listener));
  }

  async onDailyBackupFailed(listener: (problem: Problem) => void) {
    this.#dailyBackupFailed.push(listener);
    return () => void (this.#dailyBackupFailed = this.#dailyBackupFailed.filter((other) => other !== listener));
  }

  async onExportProgressed(listener: (progress: ExportProgressed) => void) {
    this.#exportProgressed.push(listener);
    return () => void (this.#exportProgressed = this.#exportProgressed.filter((other) => other !== listener));
  }

  async onLibrarySalvaged(listener: (report: SalvageReport) => void) {
    this.#librarySalvaged.push(listener);
    return () => void (this.#librarySalvaged = this.#librarySalvaged.filter((other) => other !== listener));
  }

  async #enter(command: keyof Backend): Promise<void> {
    this.calls.push(command);
    await Promise.resolve();
    const problem = this.problems.get(command);
    if (problem) throw new Refusal(problem);
  }

  #find(id: BriefId): StoredBrief {
    const stored = this.stored.get(id) ?? this.trash.get(id);
    if (!stored) throw new Refusal({ code: "brief_not_found", id });
    return stored;
  }

  #row(stored: StoredBrief): BriefRow {
    const { id, updated_at, brief } = stored;
    const { headline, status, language } = brief;
    const last = this.exports.lastOf(stored);
    return {
      id,
      headline,
      status,
      updated_at,
      words: counts(brief).words,
      language,
      trashed: this.trash.has(id),
      snippet: null,
      exported: last && (last.changed ? "changed" : "current"),
    };
  }

  #now(): string {
    return (this.#options.now?.() ?? new Date()).toISOString();
  }
}

/** A picture as the shell adds it: of a page's size, and silent. */
export function addedImage(image: string, more: Partial<AddedImage> = {}): AddedImage {
  const suggestions = { alt: [], caption: [], credit: [] };
  return { image, width: 1600, height: 900, scaled_from: null, suggestions, ...more };
}

function without({ images, bytes }: UnusedImages, open: Brief[]): UnusedImages {
  const texts = JSON.stringify(open);
  return { images: images.filter((image) => !texts.includes(image)), bytes };
}

function counts(brief: Brief): Counts {
  const texts = [brief.headline, brief.summary, brief.analysis.text, brief.body, ...brief.takeaways.map((t) => t.text)];
  const text = texts.join(" ");
  const words = text.match(/\p{Script=Han}|[\p{L}\p{N}’']+/gu)?.length ?? 0;
  return { words, minutes: Math.ceil(words / 238) };
}

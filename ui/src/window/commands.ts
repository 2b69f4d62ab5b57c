/** Every command of the window, once: its name, its keys, when it applies. Keys, menus, palette and the list of shortcuts read this. */
import type { EditorView } from "@codemirror/view";
import type { Part } from "../backend";
import type { Chord } from "../controls/keys";
import { FIND_KEYS, REPLACE } from "../find/keys";
import { NEXT_CHANGE, PREVIOUS_CHANGE } from "../history/keys";
import { isOfBrief } from "../sheet/caret";
import { DUPLICATE } from "../sheet/takeaways/keys";
import type { Catalogue } from "../text/index.svelte";
import type { Desk } from "./desk.svelte";

export type CommandId = keyof typeof table;

export interface Command {
  name: (t: Catalogue) => string;
  group: "brief" | "text" | "library" | "view" | "help";
  keys: readonly Chord[];
  /** Whether it can be done now. */
  applies?: (desk: Desk) => boolean;
  /** Whether its keys are meant where they are pressed; elsewhere they belong to what has the focus. Asked if it applies. */
  within?: (target: EventTarget | null) => boolean;
  run: (desk: Desk, reach: Reach) => void;
}

/** What needs the page and not only its state. */
export interface Reach {
  focusSearch: () => void;
  cycleRegion: (step: 1 | -1) => void;
  /** The Markdown text that was written in last, or else the body. */
  text: () => EditorView | null;
  /** Opens the search in the brief. */
  find: (replacing: boolean) => void;
  findNext: (step: 1 | -1) => void;
  nextPlaceholder: () => void;
}

const withBrief = (desk: Desk) => desk.draft !== null;
/** The sheet and what stands beside it; the history takes their place. */
const onDesk = (desk: Desk) => desk.past.shown === null;
const onSheet = (desk: Desk) => withBrief(desk) && onDesk(desk);

function goTo(part: Part, keys: Chord): Command {
  return {
    name: (t) => t.find.commands[part],
    group: "text",
    keys: [keys],
    applies: onSheet,
    run: (desk) => void (desk.caret = { part }),
  };
}

const table = {
  newBrief: {
    name: (t) => t.commands.newBrief,
    group: "brief",
    keys: ["Mod+N"],
    run: (desk) => void desk.newBrief(),
  },
  import: {
    name: (t) => t.commands.import,
    group: "brief",
    keys: ["Mod+O"],
    run: (desk) => void desk.importChosen(),
  },
  heroImage: {
    name: (t) => t.images.chooseHero,
    group: "brief",
    keys: ["Mod+Shift+G"],
    applies: onSheet,
    run: (desk) => void desk.pictures.chooseHero(),
  },
  insertImage: {
    name: (t) => t.images.insert,
    group: "brief",
    keys: ["Mod+Shift+I"],
    applies: onSheet,
    run: (desk, reach) => {
      const view = reach.text();
      if (view) void desk.pictures.chooseInto(view);
    },
  },
  pastePage: {
    name: (t) => t.paste.command,
    group: "brief",
    keys: ["Mod+Alt+V"],
    applies: onDesk,
    run: (desk) => void desk.pages.fromClipboard(),
  },
  checkpoint: {
    name: (t) => t.commands.checkpoint,
    group: "brief",
    keys: ["Mod+S"],
    applies: withBrief,
    run: (desk) => void desk.checkpoint(),
  },
  history: {
    name: (t) => t.commands.history,
    group: "brief",
    // Not H: on a Mac that hides the window, and with Shift it exports.
    keys: ["Mod+Shift+Y"],
    applies: withBrief,
    run: (desk) => (desk.past.shown ? desk.past.close() : void desk.openHistory()),
  },
  export: {
    name: (t) => t.commands.export,
    group: "brief",
    keys: ["Mod+E"],
    applies: onDesk,
    run: (desk) => void desk.exports.open(),
  },
  exportAgain: {
    name: (t) => t.commands.exportAgain,
    group: "brief",
    keys: ["Mod+Shift+E"],
    applies: withBrief,
    run: (desk) => void desk.exports.again(),
  },
  exportHtml: {
    name: (t) => t.commands.exportHtml,
    group: "brief",
    keys: ["Mod+Shift+H"],
    applies: withBrief,
    run: (desk) => void desk.exports.quick("html"),
  },
  exportMarkdown: {
    name: (t) => t.commands.exportMarkdown,
    group: "brief",
    keys: ["Mod+Shift+M"],
    applies: withBrief,
    run: (desk) => void desk.exports.quick("markdown"),
  },
  exportChanges: {
    name: (t) => t.commands.exportChanges,
    group: "brief",
    keys: ["Mod+Alt+E"],
    applies: onSheet,
    run: (desk) => void desk.exports.changes(),
  },
  shareCard: {
    name: (t) => t.commands.shareCard,
    group: "brief",
    keys: [],
    applies: withBrief,
    run: (desk) => desk.exports.share(),
  },
  copyRichText: {
    name: (t) => t.commands.copyRichText,
    group: "brief",
    keys: [],
    applies: withBrief,
    run: (desk) => void desk.exports.copy("rich_text"),
  },
  copyMarkdown: {
    name: (t) => t.commands.copyMarkdown,
    group: "brief",
    keys: [],
    applies: withBrief,
    run: (desk) => void desk.exports.copy("markdown"),
  },
  copyPageText: {
    name: (t) => t.commands.copyPageText,
    group: "brief",
    keys: [],
    applies: withBrief,
    run: (desk) => void desk.exports.copy("page_text"),
  },
  exportPdf: {
    name: (t) => t.commands.exportPdf,
    group: "brief",
    keys: [],
    applies: withBrief,
    run: (desk) => void desk.exports.quick("pdf"),
  },
  undo: {
    name: (t) => t.undo.undo,
    group: "brief",
    keys: ["Mod+Z"],
    applies: onSheet,
    within: isOfBrief,
    run: (desk) => desk.undoing.undo(),
  },
  redo: {
    name: (t) => t.undo.redo,
    group: "brief",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    applies: onSheet,
    within: isOfBrief,
    run: (desk) => desk.undoing.redo(),
  },
  trash: {
    name: (t) => t.commands.trash,
    group: "brief",
    keys: ["Mod+Shift+Delete"],
    applies: withBrief,
    run: (desk) => void (desk.draft && desk.trash(desk.draft.id)),
  },
  backUp: {
    name: (t) => t.commands.backUp,
    group: "library",
    keys: ["Mod+Shift+B"],
    applies: (desk) => !desk.backups.running,
    run: (desk) => void desk.backups.backUp(),
  },
  dailyBackups: {
    name: (t) => t.commands.dailyBackups,
    group: "library",
    keys: ["Mod+Shift+D"],
    run: (desk) => void (desk.asking = { kind: "daily-backups" }),
  },
  themes: {
    name: (t) => t.commands.themes,
    group: "library",
    keys: [],
    run: (desk) => void (desk.asking = { kind: "themes" }),
  },
  openBackup: {
    name: (t) => t.commands.openBackup,
    group: "library",
    keys: ["Mod+Shift+O"],
    run: (desk) => void desk.backups.open(),
  },
  cleanUp: {
    name: (t) => t.commands.cleanUp,
    group: "library",
    keys: [],
    run: (desk) => void desk.cleanUp.look(),
  },
  palette: {
    name: (t) => t.commands.palette,
    group: "view",
    keys: ["Mod+K"],
    run: (desk) => void desk.openPalette(),
  },
  search: {
    name: (t) => t.commands.search,
    group: "view",
    keys: ["Mod+Shift+F"],
    applies: onDesk,
    run: (_, reach) => reach.focusSearch(),
  },
  preview: {
    name: (t) => t.commands.preview,
    group: "view",
    keys: ["Mod+P"],
    applies: onSheet,
    run: (desk) => desk.panels.toggle("preview"),
  },
  library: {
    name: (t) => t.commands.library,
    group: "view",
    keys: ["Mod+\\"],
    applies: onDesk,
    run: (desk) => desk.panels.toggle("library"),
  },
  inspector: {
    name: (t) => t.commands.inspector,
    group: "view",
    // Not Mod+I: that is italic.
    keys: ["Mod+Alt+I"],
    applies: onSheet,
    run: (desk) => desk.panels.toggle("inspector"),
  },
  find: {
    name: (t) => t.find.commands.find,
    group: "text",
    keys: ["Mod+F"],
    applies: onSheet,
    run: (_, reach) => reach.find(false),
  },
  replace: {
    name: (t) => t.find.commands.replace,
    group: "text",
    keys: [REPLACE],
    applies: onSheet,
    run: (_, reach) => reach.find(true),
  },
  findNext: {
    name: (t) => t.find.commands.next,
    group: "text",
    keys: [FIND_KEYS.next],
    applies: onSheet,
    run: (_, reach) => reach.findNext(1),
  },
  findPrevious: {
    name: (t) => t.find.commands.previous,
    group: "text",
    keys: [FIND_KEYS.previous],
    applies: onSheet,
    run: (_, reach) => reach.findNext(-1),
  },
  goToHeadline: goTo("headline", "Mod+1"),
  goToSummary: goTo("summary", "Mod+2"),
  goToHero: goTo("hero", "Mod+3"),
  goToTakeaways: goTo("takeaways", "Mod+4"),
  goToAnalysis: goTo("analysis", "Mod+5"),
  goToBody: goTo("body", "Mod+6"),
  nextPlaceholder: {
    name: (t) => t.comfort.commands.nextPlaceholder,
    group: "brief",
    keys: ["F9"],
    applies: onSheet,
    run: (_, reach) => reach.nextPlaceholder(),
  },
  focusMode: {
    name: (t) => t.comfort.commands.focusMode,
    group: "view",
    keys: ["Mod+Shift+J"],
    applies: onSheet,
    run: (desk) => desk.comfort.toggleFocus(),
  },
  typewriter: {
    name: (t) => t.comfort.commands.typewriter,
    group: "view",
    keys: ["Mod+Shift+L"],
    applies: onSheet,
    run: (desk) => desk.comfort.toggleTypewriter(),
  },
  largerText: {
    name: (t) => t.comfort.commands.largerText,
    group: "view",
    keys: ["Mod+="],
    applies: onSheet,
    run: (desk) => desk.comfort.larger(),
  },
  smallerText: {
    name: (t) => t.comfort.commands.smallerText,
    group: "view",
    keys: ["Mod+-"],
    applies: onSheet,
    run: (desk) => desk.comfort.smaller(),
  },
  resetText: {
    name: (t) => t.comfort.commands.resetText,
    group: "view",
    keys: ["Mod+0"],
    applies: onSheet,
    run: (desk) => desk.comfort.resetSize(),
  },
  quotes: {
    name: (t) => t.comfort.commands.quotes,
    group: "view",
    keys: ["Mod+'"],
    applies: onSheet,
    run: (desk) => desk.comfort.nextQuotes(),
  },
  sourceView: {
    name: (t) => t.commands.sourceView,
    group: "view",
    // Not Ctrl+Shift+U: on Linux that begins a character by its number.
    keys: ["F8"],
    applies: onSheet,
    run: (desk) => desk.toggleView(),
  },
  nextRegion: {
    name: (t) => t.commands.nextRegion,
    group: "view",
    keys: ["F6"],
    run: (_, reach) => reach.cycleRegion(1),
  },
  previousRegion: {
    name: (t) => t.commands.previousRegion,
    group: "view",
    keys: ["Shift+F6"],
    run: (_, reach) => reach.cycleRegion(-1),
  },
  shortcuts: {
    name: (t) => t.commands.shortcuts,
    group: "help",
    keys: ["F1", "Mod+/"],
    run: (desk) => void (desk.asking = { kind: "shortcuts" }),
  },
} satisfies Record<string, Command>;

export const commands: Readonly<Record<CommandId, Command>> = table;

/** The commands in their order. */
export const allCommands = Object.entries(commands) as readonly [CommandId, Command][];

/** Keys that work within one control, and are only listed. */
export const localKeys: Readonly<
  Record<
    "writing" | "list" | "history",
    readonly { name: keyof Catalogue["commands"]["local"]; keys: readonly Chord[] }[]
  >
> = {
  writing: [
    { name: "splitTakeaway", keys: ["Enter"] },
    { name: "joinTakeaway", keys: ["Backspace"] },
    { name: "moveTakeaway", keys: ["Alt+ArrowUp", "Alt+ArrowDown"] },
    { name: "duplicateTakeaway", keys: [DUPLICATE] },
    { name: "pastePlain", keys: ["Mod+Shift+V"] },
    { name: "readAtCaret", keys: ["Alt+Enter"] },
    { name: "followLink", keys: ["Mod+Enter"] },
  ],
  list: [
    { name: "openRow", keys: ["Enter"] },
    { name: "renameRow", keys: ["F2"] },
    { name: "trashRow", keys: ["Delete"] },
  ],
  history: [
    { name: "walkRevisions", keys: ["ArrowUp", "ArrowDown"] },
    { name: "extendRevisions", keys: ["Shift+ArrowUp", "Shift+ArrowDown"] },
    { name: "setAnchor", keys: ["C"] },
    { name: "nameRevision", keys: ["F2"] },
    { name: "nextChange", keys: NEXT_CHANGE },
    { name: "previousChange", keys: PREVIOUS_CHANGE },
    { name: "undoRestore", keys: ["Mod+Z"] },
    { name: "leaveHistory", keys: ["Escape"] },
  ],
};

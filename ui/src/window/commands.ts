/** Every command of the window, once: its name, its keys, when it applies. Keys, menus, palette and the list of shortcuts read this. */
import type { Chord } from "../controls/keys";
import { NEXT_CHANGE, PREVIOUS_CHANGE } from "../history/keys";
import { DUPLICATE } from "../sheet/takeaways/keys";
import type { Catalogue } from "../text/index.svelte";
import type { Desk } from "./desk.svelte";

export type CommandId = keyof typeof table;

export interface Command {
  name: (t: Catalogue) => string;
  group: "brief" | "library" | "view" | "help";
  keys: readonly Chord[];
  /** Whether it can be done now. */
  applies?: (desk: Desk) => boolean;
  run: (desk: Desk, reach: Reach) => void;
}

/** What needs the page and not only its state. */
export interface Reach {
  focusSearch: () => void;
  openExportMenu: () => void;
  cycleRegion: (step: 1 | -1) => void;
}

const withBrief = (desk: Desk) => desk.draft !== null;
/** The sheet and what stands beside it; the history takes their place. */
const onDesk = (desk: Desk) => desk.past.shown === null;
const onSheet = (desk: Desk) => withBrief(desk) && onDesk(desk);

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
    applies: onSheet,
    run: (_, reach) => reach.openExportMenu(),
  },
  exportHtml: {
    name: (t) => t.commands.exportHtml,
    group: "brief",
    keys: ["Mod+Shift+H"],
    applies: withBrief,
    run: (desk) => void desk.export("html"),
  },
  exportMarkdown: {
    name: (t) => t.commands.exportMarkdown,
    group: "brief",
    keys: ["Mod+Shift+M"],
    applies: withBrief,
    run: (desk) => void desk.export("markdown"),
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
    keys: ["Mod+I"],
    applies: onSheet,
    run: (desk) => desk.panels.toggle("inspector"),
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
    { name: "readAtCaret", keys: ["Alt+Enter"] },
    { name: "followLink", keys: ["Mod+Enter"] },
    { name: "find", keys: ["Mod+F"] },
    { name: "undo", keys: ["Mod+Z"] },
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

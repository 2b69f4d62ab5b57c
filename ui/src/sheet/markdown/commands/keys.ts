/** The commands of a Markdown text by name, each with its key. The toolbar, the menus and the list of shortcuts read this. */
import type { StateCommand } from "@codemirror/state";
import type { Chord } from "../../../controls/keys";
import { cycleHeading, setHeading, toggleList, toggleQuote } from "./blocks";
import { toggleInline } from "./inline";
import { insertAlert, insertCodeBlock, insertFootnote, insertRule, insertTable } from "./insert";

/** Commands that ask for something first are done by the field they are given in. */
type Asked = "link" | "image";

export const textCommands = {
  strong: { keys: "Mod+B", run: toggleInline("strong") },
  emphasis: { keys: "Mod+I", run: toggleInline("emphasis") },
  strike: { keys: "Mod+Shift+X", run: toggleInline("strike") },
  code: { keys: "Mod+Shift+C", run: toggleInline("code") },
  link: { keys: "Mod+Shift+K", run: null },
  heading: { keys: null, run: cycleHeading },
  heading2: { keys: "Mod+Alt+2", run: setHeading(2) },
  heading3: { keys: "Mod+Alt+3", run: setHeading(3) },
  paragraph: { keys: "Mod+Alt+0", run: setHeading(0) },
  quote: { keys: "Mod+Alt+B", run: toggleQuote },
  bullets: { keys: "Mod+Shift+8", run: toggleList("bullet") },
  numbers: { keys: "Mod+Shift+7", run: toggleList("ordered") },
  tasks: { keys: "Mod+Shift+9", run: toggleList("task") },
  table: { keys: "Mod+Alt+G", run: insertTable },
  image: { keys: "Mod+Shift+I", run: null },
  footnote: { keys: "Mod+Alt+N", run: insertFootnote },
  rule: { keys: "Mod+Alt+R", run: insertRule },
  note: { keys: null, run: insertAlert("note") },
  warning: { keys: null, run: insertAlert("warning") },
  codeBlock: { keys: null, run: insertCodeBlock },
} satisfies Record<string, { keys: Chord | null; run: StateCommand | null }>;

export type TextCommand = keyof typeof textCommands;
export type PlainCommand = Exclude<TextCommand, Asked>;

/** What can be done within a cell of a table; the others are for lines of their own. */
const IN_LINE: ReadonlySet<TextCommand> = new Set(["strong", "emphasis", "strike", "code", "link", "footnote"]);

export function worksInCells(command: TextCommand): boolean {
  return IN_LINE.has(command);
}

/** Goes to the toolbar from within the text. */
export const TO_TOOLBAR: Chord = "Alt+F10";

/** Keys that are no commands, and are only listed. */
export const textKeys = [
  { name: "menuKey", keys: ["/"] },
  { name: "newParagraph", keys: ["Enter"] },
  { name: "breakLine", keys: ["Shift+Enter"] },
  { name: "continueList", keys: ["Enter"] },
  { name: "nestItem", keys: ["Tab", "Shift+Tab"] },
  { name: "leaveList", keys: ["Escape", "Tab"] },
  { name: "toToolbar", keys: [TO_TOOLBAR] },
] as const;

/** The chord as CodeMirror writes it. */
export function forEditor(chord: Chord): string {
  return chord
    .split("+")
    .map((part) => (part.length === 1 ? part.toLowerCase() : part))
    .join("-");
}

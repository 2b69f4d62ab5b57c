/** The keys of the search, for the panel and for the list of shortcuts. */
import { onMac } from "../controls/keys";

export const FIND_KEYS = {
  next: "F3",
  previous: "Shift+F3",
  matchCase: "Alt+C",
  wholeWord: "Alt+W",
  pattern: "Alt+R",
  replaceAll: "Mod+Enter",
} as const;

/** On a Mac ⌘H hides the window. */
export const REPLACE = onMac() ? "Mod+Alt+F" : "Mod+H";

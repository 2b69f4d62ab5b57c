/** Keys within the history, besides the arrows. */
import type { Chord } from "../controls/keys";

export const NEXT_CHANGE: readonly Chord[] = ["F7", "N"];
export const PREVIOUS_CHANGE: readonly Chord[] = ["Shift+F7", "P"];
export const UNDO: Chord = "Mod+Z";
export const ANCHOR: Chord = "C";

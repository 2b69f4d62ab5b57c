/** What a key does to the list of takeaways. Pure: the component asks, then does. */
import { type Chord, composing, matches } from "../../controls/keys";

export const DUPLICATE: Chord = "Mod+D";

/** Where the key was pressed. Offsets are in UTF-16 units. */
export interface Place {
  index: number;
  count: number;
  text: string;
  from: number;
  to: number;
}

export type Act =
  | { do: "split"; from: number; to: number }
  /** Joins the takeaway at `index` with the one before it. */
  | { do: "join"; index: number }
  | { do: "remove" }
  | { do: "duplicate" }
  | { do: "move"; to: number };

type Pressed = Parameters<typeof matches>[0];

/** The act that a key asks for, or null if it is an ordinary key. */
export function act(key: Pressed, place: Place): Act | null {
  if (matches(key, DUPLICATE)) return { do: "duplicate" };
  if (composing(key) || key.ctrlKey || key.metaKey || key.shiftKey) return null;
  const { index, count, text, from, to } = place;
  if (key.altKey) {
    if (key.key === "ArrowUp") return { do: "move", to: Math.max(0, index - 1) };
    if (key.key === "ArrowDown") return { do: "move", to: Math.min(count - 1, index + 1) };
    return null;
  }
  const empty = text === "";
  const bare = from === to;
  switch (key.key) {
    case "Enter":
      return { do: "split", from, to };
    case "Backspace":
      if (!bare || from > 0) return null;
      if (empty) return { do: "remove" };
      return index > 0 ? { do: "join", index } : null;
    case "Delete":
      if (!bare || to < text.length) return null;
      if (empty) return { do: "remove" };
      return index < count - 1 ? { do: "join", index: index + 1 } : null;
    default:
      return null;
  }
}

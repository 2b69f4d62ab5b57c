/** What a key does to the list of takeaways. Pure: the component asks, then does. */
import { type Chord, composing, matches } from "../../controls/keys";

export const DUPLICATE: Chord = "Mod+D";
const STRONG: Chord = "Mod+B";
const EMPHASIS: Chord = "Mod+I";

/** Where the key was pressed. Offsets are in UTF-16 units. */
export interface Place {
  index: number;
  count: number;
  text: string;
  from: number;
  to: number;
  /** Whether the caret is in the first line of the text as it is set, or in the last; asked only where it matters. */
  edge: () => { first: boolean; last: boolean };
}

export type Act =
  | { do: "split"; from: number; to: number }
  /** Joins the takeaway at `index` with the one before it. */
  | { do: "join"; index: number }
  | { do: "remove" }
  | { do: "duplicate" }
  | { do: "move"; to: number }
  | { do: "mark"; mark: "strong" | "emphasis" }
  /** The caret goes on to a neighbour: to its last line, or its first. */
  | { do: "go"; index: number; line: "first" | "last" };

type Pressed = Parameters<typeof matches>[0];

/** The act that a key asks for, or null if it is an ordinary key. */
export function act(key: Pressed, place: Place): Act | null {
  if (matches(key, DUPLICATE)) return { do: "duplicate" };
  if (matches(key, STRONG)) return { do: "mark", mark: "strong" };
  if (matches(key, EMPHASIS)) return { do: "mark", mark: "emphasis" };
  if (composing(key) || key.ctrlKey || key.metaKey || key.shiftKey) return null;
  return key.altKey ? actWithAlt(key, place) : plainAct(key, place);
}

function actWithAlt({ key }: Pressed, { index, count }: Place): Act | null {
  if (key === "ArrowUp") return { do: "move", to: Math.max(0, index - 1) };
  if (key === "ArrowDown") return { do: "move", to: Math.min(count - 1, index + 1) };
  return null;
}

function plainAct({ key }: Pressed, { index, count, text, from, to, edge }: Place): Act | null {
  const empty = text === "";
  const bare = from === to;
  switch (key) {
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
    case "ArrowUp":
      return bare && index > 0 && edge().first ? { do: "go", index: index - 1, line: "last" } : null;
    case "ArrowDown":
      return bare && index < count - 1 && edge().last ? { do: "go", index: index + 1, line: "first" } : null;
    default:
      return null;
  }
}

/** A text put together from two. */
import type { Backend, Brief, Piece } from "../backend";

/** Names a piece among the others of a comparison. */
export function keyOf(piece: Piece): string {
  switch (piece.is) {
    case "part":
      return piece.part;
    case "takeaway":
      return `takeaway-${piece.id}`;
    case "block":
      return `${piece.part}-${piece.index}`;
    default:
      return piece.is;
  }
}

/** `mine` with the pieces that are wanted as they are stored. */
export async function combine(
  mine: Brief,
  stored: Brief,
  pieces: readonly Piece[],
  backend: Pick<Backend, "takePiece">,
): Promise<Brief> {
  // From the last paragraph to the first: one that is taken may move those below it, and never those above.
  const place = (piece: Piece) => (piece.is === "block" ? piece.index : -1);
  const ordered = [...pieces].sort((a, b) => place(b) - place(a));
  let text = mine;
  for (const piece of ordered) text = await backend.takePiece(stored, text, piece);
  return text;
}

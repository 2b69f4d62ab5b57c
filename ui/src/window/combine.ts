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

/** `mine` with the pieces that are wanted as they are stored, as the comparison from `stored` to `mine` has them. */
export async function combine(
  mine: Brief,
  stored: Brief,
  pieces: readonly Piece[],
  backend: Pick<Backend, "takePieces">,
): Promise<Brief> {
  // All at once: each is known by its place in that one comparison, which would be another after the first was taken.
  return pieces.length > 0 ? backend.takePieces(stored, mine, [...pieces]) : mine;
}

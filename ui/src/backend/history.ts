/** What is asked and answered about the past of a brief. */
import type { Brief, BriefId, Comparison, Piece, Restored, RevisionRow } from "./bindings";

export interface HistoryCommands {
  /** Newest first, at most 200, older than `before`. */
  listRevisions(id: BriefId, before: number | null): Promise<RevisionRow[]>;
  compareRevisions(id: BriefId, from: number, to: number): Promise<Comparison>;
  /** From a revision to a text of the window. */
  compareWith(id: BriefId, from: number, brief: Brief): Promise<Comparison>;
  compareBriefs(before: Brief, after: Brief): Promise<Comparison>;
  /** `into` with those pieces as they are in `from`, all as `compareBriefs(from, into)` has them. */
  takePieces(from: Brief, into: Brief, pieces: Piece[]): Promise<Brief>;
  /** Null where both changed the same place. */
  mergeBriefs(ancestor: Brief, mine: Brief, theirs: Brief): Promise<Brief | null>;
  /** Refuses with `conflict` as a save does. */
  restoreRevision(id: BriefId, base: number, revision: number, piece: Piece): Promise<Restored>;
  /** Of what is stored. */
  saveCheckpoint(id: BriefId, name: string | null): Promise<RevisionRow>;
  nameRevision(id: BriefId, revision: number, name: string | null): Promise<RevisionRow>;
  settleAside(id: BriefId, aside: number): Promise<void>;
}

/** What the boundary says of revisions and of what differs between two texts. */
import type { Brief, BriefId, ImageHash, Part, Saved, Source, Status, TakeawayId } from "./bindings";
import type { OpenBrief as Opened } from "./bindings";

/** Why a revision is never pruned. */
export type Checkpoint = "named" | "restore" | "import" | "export";

/** What can differ between two revisions. */
export type Touched = Part | "details";

/** One revision in the timeline. */
export interface RevisionRow {
  /** The last save that it holds. */
  revision: number;
  /** When its first save came, RFC 3339. */
  began_at: string;
  /** When its last save came. */
  saved_at: string;
  /** What the editor calls it. */
  name: string | null;
  checkpoint: Checkpoint | null;
  /** What differs from the revision before. */
  parts: Touched[];
  /** Words (characters in Chinese), beside the revision before. */
  added: number;
  removed: number;
}

export type Mark = "same" | "added" | "removed";
export type PieceMark = "same" | "changed" | "added" | "removed";

/** A run of text. Same and removed runs together are the older text, same and added ones the newer. */
export interface Stretch {
  mark: Mark;
  text: string;
}

export interface Change<T> {
  before: T;
  after: T;
}

/** How a run of page text is set. */
export interface TextFormat {
  strong: boolean;
  emphasis: boolean;
  strike: boolean;
  code: boolean;
  link: string | null;
  /** The text stands for a picture: its alt text. */
  image: boolean;
  footnote: boolean;
}

/** A run of page text, free of Markdown's marks. */
export interface Span {
  mark: Mark;
  text: string;
  format: TextFormat;
  /** The same words were set otherwise. */
  was: TextFormat | null;
}

export type BlockKind =
  | { is: "paragraph" }
  | { is: "heading"; level: number }
  /** The depth is 1 in a list that is in no other. */
  | { is: "list_item"; depth: number; number: number | null; checked: boolean | null }
  /** A further paragraph of an item. */
  | { is: "list_text"; depth: number }
  | { is: "quote"; depth: number; alert: string | null }
  | { is: "code"; language: string }
  /** Its cells are apart by runs of a single tab. */
  | { is: "table_row"; header: boolean }
  | { is: "rule" }
  | { is: "html" }
  | { is: "footnote"; name: string }
  /** Prints nothing by itself. */
  | { is: "nothing" };

export interface BlockComparison {
  mark: PieceMark;
  /** What it is; what it was, if it was removed. */
  kind: BlockKind;
  /** What a changed block was before, if of another kind. */
  was: BlockKind | null;
  /** Two changed blocks may have the same words: then their format or the writing of the Markdown changed. */
  spans: Span[];
  source: Stretch[];
}

export interface TakeawayComparison {
  id: TakeawayId;
  mark: PieceMark;
  /** Positions from 1; null where it is missing. */
  before: number | null;
  after: number | null;
  moved: boolean;
  spans: Span[];
  source: Stretch[];
}

export interface HeroComparison {
  mark: PieceMark;
  /** Whether each text has one. */
  present: Change<boolean>;
  image: Change<ImageHash | null>;
  alt: Stretch[];
  caption: Stretch[];
  credit: Stretch[];
  decorative: Change<boolean>;
}

export interface AnalysisComparison {
  label: Stretch[];
  title: Stretch[];
  byline: Stretch[];
  tag: Stretch[];
  text: BlockComparison[];
}

export type DetailField =
  | "publication"
  | "slug"
  | "byline"
  | "section"
  | "tags"
  | "dateline"
  | "language"
  | "sources"
  | "canonical_url"
  | "related"
  | "status"
  | "published_at"
  | "embargo_until";

export interface DetailComparison {
  field: DetailField;
  /** To be shown: of a list, a line for each entry; of a time, RFC 3339 or nothing. */
  before: string;
  after: string;
  values: Change<DetailValue>;
}

export type DetailValue =
  | { is: "text"; value: string }
  | { is: "texts"; value: string[] }
  | { is: "sources"; value: Source[] }
  | { is: "briefs"; value: BriefId[] }
  | { is: "status"; value: Status }
  | { is: "time"; value: string | null };

/** Two texts side by side, part by part in page order. */
export interface Comparison {
  headline: Stretch[];
  summary: Stretch[];
  hero: HeroComparison;
  takeaways: TakeawayComparison[];
  analysis: AnalysisComparison;
  body: BlockComparison[];
  details: DetailComparison[];
  /** What differs; empty for equal texts. */
  touched: Touched[];
  /** Words; in Chinese, characters. */
  added: number;
  removed: number;
  /** Takeaways that moved. */
  moved: number;
}

/** What can be taken from another text by itself. */
export type Piece =
  | { is: "everything" }
  | { is: "part"; part: Part }
  | { is: "takeaway"; id: TakeawayId }
  /** The index is that of the comparison from the one text to the other. */
  | { is: "block"; part: "analysis" | "body"; index: number }
  | { is: "details" };

/** A text that could not be saved over the stored one, or was found after a crash; kept until the editor settles it. */
export interface Aside {
  id: number;
  base: number;
  set_aside_at: string;
  brief: Brief;
}

export type OpenBrief = Opened & { asides: Aside[] };

/** What a restore did. */
export interface Restored {
  opened: OpenBrief;
  saved: Saved;
  /** The checkpoint of what was there: restoring everything from it takes the restore back. */
  before: number;
}

/** What is asked and answered about history. */
export interface HistoryCommands {
  /** Newest first, at most 200, older than `before`. */
  listRevisions(id: BriefId, before: number | null): Promise<RevisionRow[]>;
  compareRevisions(id: BriefId, from: number, to: number): Promise<Comparison>;
  /** From a revision to a text of the window. */
  compareWith(id: BriefId, from: number, brief: Brief): Promise<Comparison>;
  compareBriefs(before: Brief, after: Brief): Promise<Comparison>;
  /** `into` with that piece as it is in `from`. */
  takePiece(from: Brief, into: Brief, piece: Piece): Promise<Brief>;
  /** Null where both changed the same place. */
  mergeBriefs(ancestor: Brief, mine: Brief, theirs: Brief): Promise<Brief | null>;
  /** Refuses with `conflict` as a save does. */
  restoreRevision(id: BriefId, base: number, revision: number, piece: Piece): Promise<Restored>;
  /** Of what is stored. */
  saveCheckpoint(id: BriefId, name: string | null): Promise<RevisionRow>;
  nameRevision(id: BriefId, revision: number, name: string | null): Promise<RevisionRow>;
  settleAside(id: BriefId, aside: number): Promise<void>;
}

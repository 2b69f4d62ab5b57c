/** Two texts compared, for the boundary in memory: the same answers as the program's for the texts of tests and samples. */
import {
  Refusal,
  type BlockComparison,
  type BlockKind,
  type Brief,
  type Comparison,
  type Correction,
  type DetailField,
  type DetailValue,
  type HeroComparison,
  type MarkdownPart,
  type Piece,
  type Source,
  type PieceMark,
  type Stretch,
  type Takeaway,
  type TakeawayComparison,
  type Touched,
} from ".";
import { align, isWord, spans, stretches, tokens } from "./fake-words";

const DETAILS = [
  "publication",
  "slug",
  "byline",
  "section",
  "tags",
  "dateline",
  "language",
  "sources",
  "canonical_url",
  "related",
  "status",
  "published_at",
  "embargo_until",
  "corrections",
] as const satisfies DetailField[];

export function compare(before: Brief, after: Brief): Comparison {
  const comparison: Comparison = {
    headline: stretches(before.headline, after.headline),
    summary: stretches(before.summary, after.summary),
    hero: hero(before, after),
    takeaways: takeaways(before.takeaways, after.takeaways),
    analysis: {
      label: stretches(before.analysis.label, after.analysis.label),
      title: stretches(before.analysis.title, after.analysis.title),
      byline: stretches(before.analysis.byline, after.analysis.byline),
      tag: stretches(before.analysis.tag, after.analysis.tag),
      text: blocks(before.analysis.text, after.analysis.text),
    },
    body: blocks(before.body, after.body),
    details: DETAILS.filter((field) => !equal(before[field], after[field])).map((field) => ({
      field,
      before: told(before[field]),
      after: told(after[field]),
      values: { before: typed(field, before), after: typed(field, after) },
    })),
    touched: touched(before, after),
    added: 0,
    removed: 0,
    moved: 0,
  };
  const { headline, summary, analysis, body } = comparison;
  const runs: Stretch[] = [
    headline,
    summary,
    ...[...analysis.text, ...body, ...comparison.takeaways].map((b) => b.source),
  ].flat();
  const words = (mark: string) =>
    tokens(
      runs
        .filter((run) => run.mark === mark)
        .map((run) => run.text)
        .join(" "),
    );
  comparison.added = words("added").filter(isWord).length;
  comparison.removed = words("removed").filter(isWord).length;
  comparison.moved = comparison.takeaways.filter(({ moved }) => moved).length;
  return comparison;
}

export function touched(before: Brief, after: Brief): Touched[] {
  const parts = ["headline", "summary", "hero", "takeaways", "analysis", "body"] as const;
  const details = DETAILS.some((field) => !equal(before[field], after[field]));
  return [...parts.filter((part) => !equal(before[part], after[part])), ...(details ? (["details"] as const) : [])];
}

/** `into` with those pieces as they are in `from`, each by its place in `compare(from, into)`. */
export function take(from: Brief, into: Brief, pieces: readonly Piece[]): Brief {
  if (pieces.some(({ is }) => is === "everything")) return from;
  const indices = (part: MarkdownPart) =>
    new Set(pieces.flatMap((piece) => (piece.is === "block" && piece.part === part ? piece.index : [])));
  const analysis = takeBlocks(from.analysis.text, into.analysis.text, indices("analysis"));
  const body = takeBlocks(from.body, into.body, indices("body"));
  const taken: Brief = { ...into, analysis: { ...into.analysis, text: analysis }, body };
  for (const piece of pieces) {
    if (piece.is === "takeaway") taken.takeaways = takeTakeaway(from.takeaways, taken.takeaways, piece.id);
    if (piece.is === "details") Object.assign(taken, Object.fromEntries(DETAILS.map((field) => [field, from[field]])));
  }
  for (const piece of pieces) if (piece.is === "part") Object.assign(taken, { [piece.part]: from[piece.part] });
  return taken;
}

function takeTakeaway(from: Takeaway[], into: Takeaway[], id: string): Takeaway[] {
  const at = from.findIndex((takeaway) => takeaway.id === id);
  const others = into.filter((takeaway) => takeaway.id !== id);
  const taken = from[at];
  return taken ? others.toSpliced(at, 0, taken) : others;
}

function takeBlocks(from: string, into: string, indices: ReadonlySet<number>): string {
  const compared = blocks(from, into);
  if (Math.max(-1, ...indices) >= compared.length) throw new Refusal({ code: "piece_not_found" });
  return compared.map(({ source }, index) => side(source, indices.has(index) ? "removed" : "added")).join("");
}

/** Part by part; null where both changed the same one. */
export function merge(ancestor: Brief, mine: Brief, theirs: Brief): Brief | null {
  const [mineTouched, theirsTouched] = [touched(ancestor, mine), touched(ancestor, theirs)];
  if (mineTouched.some((part) => theirsTouched.includes(part))) return null;
  const piece = (part: Touched): Piece => (part === "details" ? { is: "details" } : { is: "part", part });
  return mineTouched.reduce((merged, part) => take(mine, merged, [piece(part)]), theirs);
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function told(value: Brief[DetailField]): string {
  if (!Array.isArray(value)) return value ?? "";
  return value.map(line).join("\n");
}

function line(entry: string | Source | Correction): string {
  if (typeof entry === "string") return entry;
  return "at" in entry ? `${entry.at} ${entry.text}` : `${entry.title} ${entry.url}`;
}

function typed(field: DetailField, brief: Brief): DetailValue {
  switch (field) {
    case "tags":
      return { is: "texts", value: brief.tags };
    case "sources":
      return { is: "sources", value: brief.sources };
    case "related":
      return { is: "briefs", value: brief.related };
    case "status":
      return { is: "status", value: brief.status };
    case "published_at":
    case "embargo_until":
      return { is: "time", value: brief[field] };
    case "corrections":
      return { is: "corrections", value: brief.corrections ?? [] };
    default:
      return { is: "text", value: brief[field] };
  }
}

function mark(before: unknown, after: unknown): PieceMark {
  if (before === null || before === undefined) return after === null || after === undefined ? "same" : "added";
  return after === null || after === undefined ? "removed" : equal(before, after) ? "same" : "changed";
}

function hero({ hero: before }: Brief, { hero: after }: Brief): HeroComparison {
  const word = (field: "alt" | "caption" | "credit") => stretches(before?.[field] ?? "", after?.[field] ?? "");
  return {
    mark: mark(before, after),
    present: { before: before !== null, after: after !== null },
    image: { before: before?.image ?? null, after: after?.image ?? null },
    alt: word("alt"),
    caption: word("caption"),
    credit: word("credit"),
    decorative: { before: before?.decorative ?? false, after: after?.decorative ?? false },
    focal: { before: before?.focal ?? null, after: after?.focal ?? null },
    original: { before: before?.original ?? null, after: after?.original ?? null },
  };
}

function takeaways(before: Takeaway[], after: Takeaway[]): TakeawayComparison[] {
  const place = (list: Takeaway[], id: string) => list.findIndex((one) => one.id === id) + 1 || null;
  const [left, right] = [before, after].map((list) => new Set(list.map(({ id }) => id))) as [Set<string>, Set<string>];
  const inBoth = (list: Takeaway[]) => list.filter(({ id }) => left.has(id) && right.has(id));
  const stay = new Set(
    align(inBoth(before), inBoth(after), ({ id }) => id)
      .filter((pair) => pair.before && pair.after)
      .map((pair) => pair.after?.id),
  );
  const one = (id: string): TakeawayComparison => {
    const [old, now] = [before.find((t) => t.id === id), after.find((t) => t.id === id)];
    return {
      id,
      mark: mark(old?.text, now?.text),
      before: place(before, id),
      after: place(after, id),
      moved: old !== undefined && now !== undefined && !stay.has(id),
      spans: spans(old?.text ?? "", now?.text ?? ""),
      source: stretches(old?.text ?? "", now?.text ?? ""),
    };
  };
  const all = after.map(({ id }) => one(id));
  before.forEach(({ id }, index) => right.has(id) || all.splice(Math.min(index, all.length), 0, one(id)));
  return all;
}

/** Blocks with the white space that follows them; each line of a list is one. */
function split(text: string): string[] {
  return text.match(/[^\n]+(?:\n(?![\n\-*>#]|\d+\.)[^\n]+)*\n*/g) ?? [];
}

function blocks(before: string, after: string): BlockComparison[] {
  const pairs = align(split(before), split(after), (block) => block.trim());
  const joined: typeof pairs = [];
  // What went and what came in one place is one block that changed, as far as there are two of them.
  let gone: typeof pairs = [];
  for (const pair of pairs) {
    const partner = pair.before === null ? gone.shift() : undefined;
    if (partner) partner.after = pair.after;
    else joined.push(pair);
    if (pair.after === null) gone.push(pair);
    else if (pair.before !== null) gone = [];
  }
  return joined.map((pair) => {
    const shown = pair.after ?? pair.before ?? "";
    const strip = (block: string | null) => (block ?? "").trim().replace(/^(?:#+|[-*]|\d+\.|>) +/, "");
    return {
      mark: mark(pair.before?.trim() ?? null, pair.after?.trim() ?? null),
      kind: kind(shown),
      was: pair.before && kind(pair.before).is !== kind(shown).is ? kind(pair.before) : null,
      spans: spans(strip(pair.before), strip(pair.after)),
      source: stretches(pair.before ?? "", pair.after ?? ""),
    };
  });
}

function kind(block: string): BlockKind {
  const heading = /^(#+) /.exec(block);
  const number = /^(\d+)\. /.exec(block);
  if (heading) return { is: "heading", level: heading[1]?.length ?? 1 };
  if (number) return { is: "list_item", depth: 1, number: Number(number[1]), checked: null };
  if (/^[-*] /.test(block)) return { is: "list_item", depth: 1, number: null, checked: null };
  return block.startsWith("> ") ? { is: "quote", depth: 1, alert: null } : { is: "paragraph" };
}

function side(source: Stretch[], gone: "added" | "removed"): string {
  return source
    .filter((run) => run.mark !== (gone === "removed" ? "added" : "removed"))
    .map(({ text }) => text)
    .join("");
}

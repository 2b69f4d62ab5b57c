/** Looking through texts: pure, so that it runs in a worker as well as in a test. */
import { compile, matchesIn, type Query, replacementOf } from "./query";

export type Request =
  | { kind: "find"; query: Query; texts: readonly string[]; limit: number }
  | {
      kind: "replace";
      query: Query;
      texts: readonly string[];
      replacement: string;
      /** Only the match that begins there. */
      only: { text: number; from: number } | null;
    };

/** For each match: the index of its text, its start and its end. */
export type Triples = readonly (readonly [text: number, from: number, to: number])[];

export type Answer =
  /** `total` counts also what is beyond the limit, text by text. */
  | { kind: "found"; matches: Triples; total: readonly number[] }
  /** The texts that have changed, by index, and how often something was replaced. `end` is where the only one ends now. */
  | { kind: "replaced"; texts: readonly (readonly [text: number, after: string])[]; count: number; end: number }
  | { kind: "unreadable" };

export function answer(request: Request): Answer {
  const pattern = request.query.text === "" ? null : compile(request.query);
  if (!pattern) return request.query.text === "" ? { kind: "found", matches: [], total: [] } : { kind: "unreadable" };
  return request.kind === "find" ? find(request, pattern) : replace(request, pattern);
}

function find({ query, texts, limit }: Extract<Request, { kind: "find" }>, pattern: RegExp): Answer {
  const matches: [number, number, number][] = [];
  const total = texts.map((text, index) => {
    let count = 0;
    for (const { 0: found, index: from } of matchesIn(text, pattern, query.wholeWord)) {
      count += 1;
      if (matches.length < limit) matches.push([index, from, from + found.length]);
    }
    return count;
  });
  return { kind: "found", matches, total };
}

function replace(request: Extract<Request, { kind: "replace" }>, pattern: RegExp): Answer {
  const { query, replacement, only } = request;
  const texts: [number, string][] = [];
  let count = 0;
  let end = 0;
  request.texts.forEach((text, index) => {
    if (only && only.text !== index) return;
    let after = "";
    let at = 0;
    for (const match of matchesIn(text, pattern, query.wholeWord)) {
      if (only && match.index !== only.from) continue;
      after += text.slice(at, match.index) + replacementOf(match, replacement, query.regexp);
      at = match.index + match[0].length;
      end = after.length;
      count += 1;
    }
    if (at > 0) texts.push([index, after + text.slice(at)]);
  });
  return { kind: "replaced", texts, count, end };
}

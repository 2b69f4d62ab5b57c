/** Words of two texts held against each other, for the boundary in memory. Short texts only: the table grows with their product. */
import type { Mark, Span, Stretch, TextFormat } from ".";

export const PLAIN: TextFormat = {
  strong: false,
  emphasis: false,
  strike: false,
  code: false,
  link: null,
  image: false,
  footnote: false,
  html: false,
  cell: false,
};

/** What stays and what goes, by the longest common subsequence. */
export function align<T>(before: readonly T[], after: readonly T[], key: (one: T) => string) {
  const [a, b] = [before.map(key), after.map(key)];
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i] as Uint16Array;
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: { before: T | null; after: T | null }[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) pairs.push({ before: before[i++] as T, after: after[j++] as T });
    else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1)))
      pairs.push({ before: before[i++] as T, after: null });
    else pairs.push({ before: null, after: after[j++] as T });
  }
  return pairs;
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

export function tokens(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

export function isWord(token: string): boolean {
  return /[\p{L}\p{N}]/u.test(token);
}

function markOf(pair: { before: unknown; after: unknown }): Mark {
  return pair.before === null ? "added" : pair.after === null ? "removed" : "same";
}

export function stretches(before: string, after: string): Stretch[] {
  const runs: Stretch[] = [];
  for (const pair of align(tokens(before), tokens(after), (token) => token)) {
    const [mark, text] = [markOf(pair), pair.after ?? pair.before ?? ""];
    const last = runs.at(-1);
    if (last?.mark === mark) last.text += text;
    else runs.push({ mark, text });
  }
  return runs;
}

interface Word {
  text: string;
  format: TextFormat;
}

const INLINE =
  /\*\*(?<strong>[^*]+)\*\*|\*(?<emphasis>[^*]+)\*|~~(?<strike>[^~]+)~~|`(?<code>[^`]+)`|!\[(?<alt>[^\]]*)\]\([^)]*\)|\[(?<label>[^\]]+)\]\((?<link>[^)]*)\)/g;

/** Just enough of Markdown to look like a page. */
function page(text: string): Word[] {
  const words: Word[] = [];
  const push = (run: string, format: Partial<TextFormat>) => {
    for (const token of tokens(run)) words.push({ text: token, format: { ...PLAIN, ...format } });
  };
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const { strong, emphasis, strike, code, alt, label, link } = match.groups ?? {};
    push(text.slice(end, match.index), {});
    end = match.index + match[0].length;
    if (strong) push(strong, { strong: true });
    else if (emphasis) push(emphasis, { emphasis: true });
    else if (strike) push(strike, { strike: true });
    else if (code) push(code, { code: true });
    else if (alt !== undefined) push(alt, { image: true });
    else push(label ?? "", { link: link ?? "" });
  }
  push(text.slice(end), {});
  return words;
}

export function spans(before: string, after: string): Span[] {
  const runs: Span[] = [];
  for (const pair of align(page(before), page(after), ({ text }) => text)) {
    const { text, format } = pair.after ?? (pair.before as Word);
    const same = (a: TextFormat | null, b: TextFormat | null) => JSON.stringify(a) === JSON.stringify(b);
    const was = pair.before && pair.after && !same(pair.before.format, format) ? pair.before.format : null;
    const [last, mark] = [runs.at(-1), markOf(pair)];
    if (last?.mark === mark && same(last.format, format) && same(last.was, was)) last.text += text;
    else runs.push({ mark, text, format, was });
  }
  return runs;
}

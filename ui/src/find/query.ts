/** What is looked for, and where a text has it. */

export interface Query {
  text: string;
  matchCase: boolean;
  wholeWord: boolean;
  /** `text` is a pattern in the notation of JavaScript. */
  regexp: boolean;
}

/** A stretch of a text, in UTF-16 units. */
export interface Hit {
  from: number;
  to: number;
}

/** The pattern for a query; null where it is none that can be read. */
export function compile({ text, matchCase, regexp }: Query): RegExp | null {
  const flags = `gm${matchCase ? "" : "i"}`;
  if (!regexp) return new RegExp(matchCase ? escaped(text) : folded(text), `${flags}u`);
  for (const unicode of ["u", ""]) {
    try {
      return new RegExp(text, flags + unicode);
    } catch {
      // Without `u` more is allowed: it is tried next.
    }
  }
  return null;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Letters and digits in their narrow and their wide form are alike, as upper and lower case are. */
function folded(text: string): string {
  return [...text]
    .map((sign) => {
      const narrow = sign.normalize("NFKC");
      if (!/^[A-Za-z0-9]$/.test(narrow)) return escaped(sign);
      return `[${narrow}${String.fromCharCode(narrow.charCodeAt(0) + 0xfee0)}]`;
    })
    .join("");
}

/** All matches in their order. An empty one is none. */
export function* matchesIn(text: string, pattern: RegExp, wholeWord: boolean): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (;;) {
    const match = pattern.exec(text);
    if (!match) return;
    const [found] = match;
    if (found === "") {
      // A step over the whole character.
      pattern.lastIndex += (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    if (!wholeWord || isWhole(text, match.index, match.index + found.length)) yield match;
  }
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** How much around a place tells which words meet there, in UTF-16 units. */
const AROUND = 32;
let words: Intl.Segmenter | undefined;

export function isWhole(text: string, from: number, to: number): boolean {
  return isBoundary(text, from) && isBoundary(text, to);
}

function isBoundary(text: string, at: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at, at + 2)];
  const [left = "", right = ""] = [[...before].at(-1), [...after][0]];
  if (!WORD.test(left) || !WORD.test(right)) return true;
  if (UNSPACED.test(left) !== UNSPACED.test(right)) return true;
  if (!UNSPACED.test(left)) return false;
  // Nothing marks a word in Chinese: a dictionary knows.
  words ??= new Intl.Segmenter("zh", { granularity: "word" });
  const start = Math.max(0, at - AROUND);
  for (const { index } of words.segment(text.slice(start, at + AROUND))) {
    if (index >= at - start) return index === at - start;
  }
  return true;
}

/** What is put in the place of a match. In a pattern's replacement `$1`, `$<name>`, `$&`, `\n` and `\t` have their meaning. */
export function replacementOf(match: RegExpExecArray, replacement: string, regexp: boolean): string {
  if (!regexp) return replacement;
  return replacement.replace(
    /\$(\$|&|\d{1,2}|<([^>]+)>)|\\([nt\\])/g,
    (whole, sign: string, name: string, escape: string) => {
      if (escape) return { n: "\n", t: "\t", "\\": "\\" }[escape] ?? whole;
      if (sign === "$") return "$";
      if (sign === "&") return match[0];
      if (name) return match.groups?.[name] ?? "";
      const number = Number(sign);
      return number > 0 && number < match.length ? (match[number] ?? "") : whole;
    },
  );
}

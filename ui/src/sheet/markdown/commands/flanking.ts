/**
 * Where `*` and `~` can open and close emphasis: CommonMark's rule with the amendment for Chinese, Japanese and Korean, by which
 * a full-width mark or a neighbour in those scripts is no obstacle. The page is made by the same rule.
 */
const SPACE = /^\s$/u;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;
const CJK =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef\ufe10-\ufe1f\ufe30-\ufe6f]$/u;

const isSpace = (sign: string) => sign === "" || SPACE.test(sign);
const isCjk = (sign: string) => CJK.test(sign);
const isPunctuation = (sign: string) => PUNCTUATION.test(sign) && !isCjk(sign);

/** Whether a run of marks between these two characters can open; "" stands for the end of the text. */
export function opens(before: string, after: string): boolean {
  if (isSpace(after)) return false;
  return !isPunctuation(after) || isSpace(before) || isPunctuation(before) || isCjk(before);
}

/** Whether a run of marks between these two characters can close. */
export function closes(before: string, after: string): boolean {
  return opens(after, before);
}

/** The character that ends at `at`, a whole one where it takes two units. */
export function before(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return at > 1 && low >= 0xdc00 && low < 0xe000 ? text.slice(at - 2, at) : text.slice(Math.max(0, at - 1), at);
}

/** The character that begins at `at`. */
export function after(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** The part of `from` to `to` in `text` that marks of `sign` can be put around: punctuation at its ends may have to stay outside. */
export function markable(text: string, from: number, to: number, sign: string): { from: number; to: number } | null {
  let [start, end] = [from, to];
  for (;;) {
    while (start < end && isSpace(after(text, start))) start += 1;
    while (start < end && isSpace(before(text, end))) end -= 1;
    if (start >= end) return null;
    if (!opens(beyond(text, start, -1, sign), beyond(text, start, 1, sign))) start += after(text, start).length;
    else if (!closes(beyond(text, end, -1, sign), beyond(text, end, 1, sign))) end -= before(text, end).length;
    else return { from: start, to: end };
  }
}

/** The first character in a direction that is no such sign: adjoining signs are one run. */
function beyond(text: string, at: number, step: 1 | -1, sign: string): string {
  let here = at;
  for (;;) {
    const next = step > 0 ? after(text, here) : before(text, here);
    if (next !== sign) return next;
    here += step;
  }
}

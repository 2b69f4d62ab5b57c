/** Bold, italic and struck text beside Chinese punctuation, as the page sets it: `**重要的。**但` is bold. */
import { tags } from "@lezer/highlight";
import { type DelimiterType, InlineContext, type MarkdownConfig } from "@lezer/markdown";
import { isCjk, isCurlyQuote, isIdeographicSelector, isPunctuation, isSelector, isWhite } from "./cjk";

const ASTERISK = 42;
const UNDERSCORE = 95;
const TILDE = 126;

/** A single tilde is no mark, and counts as a word's character. */
const LONE = "x";

const STRIKE: DelimiterType = { resolve: "Strikethrough", mark: "StrikethroughMark" };

/** Whether a run of marks can open and can close, by the characters around it. */
interface Flanks {
  left: boolean;
  right: boolean;
  before: string;
  after: string;
}

/** The character that ends before `at`, and its place; runs of tildes are looked through, as marks beside marks. */
function characterBefore(cx: InlineContext, at: number): { character: string; from: number } {
  let from = at - 1;
  while (from > cx.offset && cx.char(from) === TILDE) from -= 1;
  if (from === at - 2 || (from === at - 1 && cx.char(from) === TILDE)) return { character: LONE, from: at - 1 };
  if (from < cx.offset || cx.char(from) === TILDE) return { character: "", from: cx.offset };
  const code = cx.char(from);
  if (code >= 0xdc00 && code <= 0xdfff && from > cx.offset) from -= 1;
  return { character: String.fromCodePoint(cx.slice(from, from + 2).codePointAt(0) ?? 0), from };
}

function characterAfter(cx: InlineContext, at: number): string {
  let from = at;
  while (cx.char(from) === TILDE) from += 1;
  if (from === at + 1) return LONE;
  const code = cx.slice(from, from + 2).codePointAt(0);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** CommonMark's flanking, but with Chinese, Japanese and Korean characters at a mark counting as a gap between words. */
function flanks(cx: InlineContext, from: number, to: number): Flanks {
  const { character: before, from: beforeFrom } = characterBefore(cx, from);
  const after = characterAfter(cx, to);
  // What a selector shapes decides in its place.
  const shaped = isSelector(before) ? characterBefore(cx, beforeFrom).character : "";
  const curly = before === "\ufe01" && isCurlyQuote(shaped);
  const pastCjk = shaped ? isCjk(shaped) || curly : isCjk(before) || isIdeographicSelector(before);
  const pastPunctuation = isPunctuation(shaped || before);
  const left =
    !isWhite(after) && (!isPunctuation(after) || isWhite(before) || isCjk(after) || pastCjk || pastPunctuation);
  const right =
    !isWhite(before) &&
    (isCjk(after) ||
      !pastPunctuation ||
      (shaped ? isCjk(shaped) || curly : isCjk(before)) ||
      isWhite(after) ||
      isPunctuation(after));
  return { left, right, before: shaped || before, after };
}

/** For the dialect: takes the place of Lezer's own emphasis and strikethrough. */
export const emphasis: MarkdownConfig = {
  defineNodes: [
    { name: "Strikethrough", style: { "Strikethrough/...": tags.strikethrough } },
    { name: "StrikethroughMark", style: tags.processingInstruction },
  ],
  parseInline: [
    {
      name: "Emphasis",
      parse(cx, next, from) {
        if (next !== ASTERISK && next !== UNDERSCORE) return -1;
        let to = from + 1;
        while (cx.char(to) === next) to += 1;
        const { left, right, before, after } = flanks(cx, from, to);
        if (next === ASTERISK) return cx.addDelimiter(InlineContext.emphasisAsterisk, from, to, left, right);
        const open = left && (!right || isPunctuation(before));
        const close = right && (!left || isPunctuation(after));
        return cx.addDelimiter(InlineContext.emphasisUnderscore, from, to, open, close);
      },
    },
    {
      // Two tildes, not one: `10~20元，30~40元` are ranges.
      name: "Strikethrough",
      parse(cx, next, from) {
        if (next !== TILDE) return -1;
        let to = from + 1;
        while (cx.char(to) === TILDE) to += 1;
        if (to - from !== 2) return to;
        const { left, right } = flanks(cx, from, to);
        return cx.addDelimiter(STRIKE, from, to, left, right);
      },
      after: "Emphasis",
    },
  ],
};

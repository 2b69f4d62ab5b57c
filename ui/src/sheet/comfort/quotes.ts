/**
 * Quotation marks that curl as they are typed. English has “ ” and ‘ ’, and ’ as an apostrophe; Chinese has “ ” and ‘ ’ too, or
 * 「 」 and 『 』 where the desk writes so. No other character is put in or changed: spaces above all stay as they were typed.
 */
import type { Quotes } from "../../backend";

const PAIRS = {
  curly: { '"': "“”", "'": "‘’" },
  corner: { '"': "「」", "'": "『』" },
} as const;

/** After these, and at the start, a quotation mark opens. */
const OPENS = /^$|[\s([{<（［｛〈《「『【“‘—–\-/*_~>：:，。、；！？…]$/u;

/**
 * What a straight mark becomes after `before`, the words of its line up to it, in a text of that language; null where it stays:
 * in code, in a link's address, after a backslash, and after a digit, where it is inches or feet.
 */
export function curled(sign: '"' | "'", before: string, lang: string, quotes: Quotes): string | null {
  if (quotes === "straight" || before.endsWith("\\") || inCode(before)) return null;
  const chinese = isChinese(lang);
  const [open, close] = pairOf(sign, lang, quotes);
  if (sign === "'" && /[\p{Script=Latin}]$/u.test(before)) return "’";
  // An open mark of the same pair in this line is closed first, so that “5” is possible.
  const isOpen = before.lastIndexOf(open) > before.lastIndexOf(close);
  if (/\d$/.test(before) && !isOpen) return null;
  if (isOpen) return /[\s(（]$/u.test(before) && !chinese ? open : close;
  // In Chinese nothing need stand before a quotation.
  return OPENS.test(before) || /\p{Script=Han}$/u.test(before) || (chinese && /[”’」』]$/.test(before)) ? open : close;
}

/** The marks that stand around what is quoted. */
export function pairOf(sign: '"' | "'", lang: string, quotes: Quotes): readonly [open: string, close: string] {
  if (quotes === "straight") return [sign, sign];
  const pair = PAIRS[quotes === "corner" && isChinese(lang) ? "corner" : "curly"][sign];
  return [pair.charAt(0), pair.charAt(1)];
}

function isChinese(lang: string): boolean {
  return /^(?:zh|yue)\b/i.test(lang);
}

/** Whether the line up to here has code open, or the address of a link, where quotation marks are Markdown's. */
function inCode(before: string): boolean {
  return /\]\([^)]*$/.test(before) || (before.split("`").length - 1) % 2 === 1;
}

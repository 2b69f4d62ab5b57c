/** Text from outside as it may stand in a brief: without what nobody sees, and without what would break on the way to the disk. */

/** Whatever below deals with; nearly every text has none of it. */
const SUSPECT =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\0-\x08\x0B-\x1F\x7F-\x9F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u2000-\u2008\u200B-\u200F\u2028-\u202E\u205F-\u206F\u3164\uD800-\uDFFF\uFDD0-\uFDEF\uFEFF\uFFA0\uFFF0-\uFFFF]/;
// eslint-disable-next-line no-control-regex
const LINE_ENDS = /\r\n?|[\x0B\x0C\x85\u2028\u2029]/g;
// eslint-disable-next-line no-control-regex
const TERMINAL = /\x1B\[[0-?]*[@-~]/g;
const WIDE_SPACES = /[\u2000-\u2006\u2008\u205F]/g;
/** What joins or parts letters is needed in emoji and in scripts whose letters join, and nowhere else. */
const JOINERS =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}])[\u200C\u200D]/gu;
/** Marks of direction, which only texts from right to left need. */
const DIRECTIONS = /[\u200E\u200F\u061C]/g;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/**
 * Never needed: controls, soft hyphens, zero widths, what overrides or isolates a direction (it makes text read otherwise than it
 * is), fillers, annotations, object marks, noncharacters, and the invisible letters of U+E0000 outside of a flag.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\0-\x08\x0E-\x1F\x7F-\x9F\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180E\u200B\u202A-\u202E\u2060-\u206F\u3164\uFDD0-\uFDEF\uFEFF\uFFA0\uFFF0-\uFFFC\uFFFE\uFFFF]|(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]{0,7})[\u{E0000}-\u{E00FF}]/gu;
/** Half a character: no file and no message to the core could hold it. */
const HALVES = /\p{Surrogate}/gu;

/** `text` without what nobody sees; line breaks of every kind become `\n`. */
export function cleaned(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const seen = text
    .replace(LINE_ENDS, "\n")
    .replace(TERMINAL, "")
    .replace(HALVES, "\uFFFD")
    .replace(JOINERS, "")
    .replace(UNSEEN, "")
    .replace(WIDE_SPACES, " ");
  return RIGHT_TO_LEFT.test(seen) ? seen : seen.replace(DIRECTIONS, "");
}

/** A non-breaking space that holds a number to its unit, or French punctuation to its word; any other one is layout. */
const TYPOGRAPHIC = /(?<=\d)\u00A0(?=[\p{Script=Latin}\d%‰°€$])|(?<=[\p{L}\p{N}»])\u00A0(?=[;:!?»])|(?<=«)\u00A0/gu;

/** `text` with the non-breaking spaces that are only layout made plain ones. */
export function withPlainSpaces(text: string): string {
  if (!text.includes("\u00A0")) return text;
  const kept = text.replace(TYPOGRAPHIC, "\uE000");
  return kept.replaceAll("\u00A0", " ").replaceAll("\uE000", "\u00A0");
}

/** The whole character before an offset; empty at the start. */
export function characterBefore(text: string, at: number): string {
  if (at <= 0) return "";
  const unit = text.charCodeAt(at - 1);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff && at > 1;
  return text.slice(isLow ? at - 2 : at - 1, at);
}

/** The whole character at an offset; empty at the end. */
export function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}

/**
 * Whether a character is set without spaces around it: ideographs, kana, their punctuation. Not Hangul, whose words are parted by
 * spaces.
 */
export function isHan(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return (
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xfe30 && point <= 0xfe4f) ||
    (point >= 0xff00 && point <= 0xff60) ||
    (point >= 0x20000 && point <= 0x3fffd)
  );
}

/** The width of `text`, an ideograph counting twice. */
export function columns(text: string): number {
  let width = 0;
  for (const character of text) width += isHan(character) ? 2 : 1;
  return width;
}

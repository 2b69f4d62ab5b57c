/**
 * How many words a text has, by the rules of the core's `count_words`: Unicode's word boundaries (UAX #29), each Han character
 * a word of its own, addresses of links not counted. `tests/fixtures/words.json` holds the two together.
 */

type Kind = "letter" | "digit" | "katakana" | "joining" | "extending" | "single" | "other";

const ASCII: readonly Kind[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/i.test(character)) return "letter";
  if (/\d/.test(character)) return "digit";
  return character === "_" ? "joining" : "other";
});
/** What stands between two letters, or two digits, without ending the word. */
const BETWEEN_LETTERS = /^['.:··՟״‧︓﹕：‘’․﹒＇．]$/u;
const BETWEEN_DIGITS = /^['.,;;։؍٬߸⁄︐︔﹐﹔，；‘’․﹒＇．]$/u;

function kindOf(character: string): Kind {
  const code = character.codePointAt(0) ?? 0;
  if (code < 128) return ASCII[code] ?? "other";
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
      character,
    )
  )
    return /\p{M}/u.test(character) ? "extending" : "single";
  if (/[\p{Script=Katakana}\u3031-\u3035\u309b\u309c\u30a0\u30fc\uff70]/u.test(character)) return "katakana";
  if (/[\p{M}\u200d\p{Cf}]/u.test(character) && code !== 0x200b) return "extending";
  if (/\p{Nd}/u.test(character)) return "digit";
  if (/\p{Alphabetic}/u.test(character)) return "letter";
  return /[\p{Pc}\u202f]/u.test(character) ? "joining" : "single";
}

const COUNTS = /[\p{Alphabetic}\p{N}]/u;

/** The words in plain text. */
function wordsIn(text: string): number {
  let count = 0;
  /** The kind of the character that a word goes on from; null between words. */
  let last: Kind | null = null;
  /** A sign that belongs to the word if what follows it is of this kind. */
  let bridge: Kind | null = null;
  let counted = false;
  for (const character of text) {
    const kind = kindOf(character);
    if (kind === "extending") continue;
    const joined =
      bridge !== null
        ? kind === bridge
        : last !== null &&
          ((kind === "katakana" && (last === "katakana" || last === "joining")) ||
            ((kind === "letter" || kind === "digit") && last !== "katakana") ||
            kind === "joining");
    bridge = null;
    if (kind === "single" || kind === "other") {
      if (last === "letter" && BETWEEN_LETTERS.test(character)) bridge = "letter";
      else if (last === "digit" && BETWEEN_DIGITS.test(character)) bridge = "digit";
      else {
        last = null;
        if (kind === "single" && COUNTS.test(character)) count += 1;
      }
      continue;
    }
    if (!joined) counted = false;
    if (!counted && kind !== "joining") {
      counted = true;
      count += 1;
    }
    last = kind;
  }
  return count;
}

/** The words in one line of Markdown; in Chinese, characters. Linear in its length. */
export function countWords(line: string): number {
  if (!line.includes("](")) return wordsIn(line);
  return line
    .split(/\]\([^)]*\)|\]\(/)
    .map(wordsIn)
    .reduce((sum, words) => sum + words, 0);
}

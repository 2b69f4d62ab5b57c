/** Where a network cuts a text and a picture. */
import type { Focal } from "../backend";
import { type Crop, shareCrop, type Size } from "../hero/crop";

/** A text as a network shows it; `rest` is what it leaves away, empty where it shows all. */
export interface Cut {
  shown: string;
  rest: string;
}

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });
/** As wide as two Latin letters: Chinese, Japanese and Korean with their punctuation, and pictures in the text. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
/** For the sign that something is left away. */
const ELLIPSIS = 1;

/** The first `most` of a text, in characters of a Latin letter's width, where a wide one counts `wide`. */
export function cutText(text: string, how: { most: number; wide: 1 | 2; cuts: "word" | "letter" }): Cut {
  const { most, wide, cuts } = how;
  const signs = [...graphemes.segment(text)];
  const ends: number[] = [];
  let width = 0;
  for (const { segment } of signs) {
    width += WIDE.test(segment) ? wide : 1;
    ends.push(width);
  }
  if (width <= most) return { shown: text, rest: "" };
  const fitting = ends.findIndex((end) => end > most - ELLIPSIS);
  const at = signs[fitting]?.index ?? text.length;
  const end = cuts === "word" ? wordBefore(text, at) : at;
  return { shown: text.slice(0, end).trimEnd(), rest: text.slice(end).trimStart() };
}

const words = new Intl.Segmenter("zh", { granularity: "word" });

/** Where the word begins that does not fit; within the first word, where it is cut. */
function wordBefore(text: string, at: number): number {
  const containing = words.segment(text).containing(at);
  return containing && containing.index > 0 ? containing.index : at;
}

/**
 * What is seen of the hero on a network: the share card is cut around the focal point, and the network cuts its own shape out of the
 * middle of the card. In the picture's pixels.
 */
export function cutPicture(picture: Size, focal: Focal, shape: Size): Crop {
  const card = shareCrop(picture, focal);
  const scale = Math.min(card.width / shape.width, card.height / shape.height);
  const width = Math.max(1, Math.round(shape.width * scale));
  const height = Math.max(1, Math.round(shape.height * scale));
  return {
    x: card.x + Math.round((card.width - width) / 2),
    y: card.y + Math.round((card.height - height) / 2),
    width,
    height,
  };
}

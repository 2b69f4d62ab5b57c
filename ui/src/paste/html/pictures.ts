/** Pictures in pasted pages: those that came along are kept, the others leave words, and nothing is ever loaded. */
import { cleaned } from "../characters";
import { addressOf, inBrackets } from "./addresses";

/** A picture that came along. */
export interface Embedded {
  element: Element;
  bytes: Uint8Array<ArrayBuffer>;
  /** "image/png" */
  type: string;
}

/** What stands where a picture was. */
export interface PictureWords {
  picture: string;
  /** For one that stayed behind: "(Picture: alt)". */
  placeholder: (alt: string) => string;
}

const DATA = /^data:(image\/(?:png|jpe?g|webp|gif))(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]+)$/i;
/** Counters and spacers, in pixels. */
const TINY = 3;
const EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Component}\uFE0F\u200D]+$/u;

/** The pictures of a page that came along with it. */
export function embeddedIn(page: Document): Embedded[] {
  const found: Embedded[] = [];
  for (const element of page.querySelectorAll("img[src^='data:' i]")) {
    const [, type, base64] = DATA.exec(element.getAttribute("src") ?? "") ?? [];
    const bytes = type && base64 && !isTiny(element) ? decoded(base64) : null;
    if (type && bytes) found.push({ element, bytes, type: type.toLowerCase() });
  }
  return found;
}

/** The alt text of a picture, in one line. */
export function altOf(picture: Element): string {
  return cleaned(picture.getAttribute("alt") ?? "")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * What stands for a picture: Markdown, or plain text, or nothing. `kept` is its hash if it came along and is in the library.
 */
export function pictureText(
  picture: Element,
  kept: string | undefined,
  words: PictureWords,
): { markdown: string } | { text: string } | null {
  const alt = altOf(picture);
  if (kept) return { markdown: `![${labelOf(alt)}](image:${kept})` };
  if (isTiny(picture)) return null;
  if (EMOJI.test(alt)) return { text: alt };
  const source = sourceOf(picture);
  if (source)
    return { markdown: `[${labelOf(alt ? `${words.picture}: ${alt}` : words.picture)}](${inBrackets(source)})` };
  return { text: words.placeholder(alt) };
}

/** Where a picture would be loaded from. Pages that load pictures late have the address beside a placeholder. */
function sourceOf(picture: Element): string | null {
  for (const name of ["data-src", "data-original", "data-lazy-src", "data-actualsrc", "src"]) {
    const value = picture.getAttribute(name);
    const address = value && !/^mailto:/i.test(value) ? addressOf(value) : null;
    if (address) return address;
  }
  return null;
}

function isTiny(picture: Element): boolean {
  const side = (name: string) => Number.parseInt(picture.getAttribute(name) ?? "", 10);
  return side("width") <= TINY || side("height") <= TINY;
}

/** Text as it may stand between the brackets of a link or an image. */
export function labelOf(text: string): string {
  return text.replace(/[[\]\\`*_<]/g, "\\$&");
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64.replace(/\s+/g, "")), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

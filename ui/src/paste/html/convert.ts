/**
 * HTML from the clipboard → Markdown. It is parsed into a document of its own that runs nothing and loads nothing, and none of its
 * markup passes: its text is written anew by the few kinds of markup that are known here.
 */
import { assemble } from "./assemble";
import type { Block } from "./blocks";
import { level } from "./headings";
import { notesOf } from "./notes";
import { type Embedded, embeddedIn, type PictureWords } from "./pictures";
import { shallow } from "./shallow";
import { blocksOf } from "./walk";

/** The most characters of HTML that are taken: many times a long article with its pictures. */
export const LARGEST_HTML = 16 << 20;
/** How far into the HTML the element begins in which an editor of code copies how its colours look, and how long its tag is at most. */
const CODE_WITHIN = 300;
const LONGEST_TAG = 2000;

/** A page that was read. */
export interface Page {
  document: Document;
  /** The pictures that came along. */
  embedded: readonly Embedded[];
}

export interface ConvertOptions {
  words: PictureWords;
  /** The library's hash of each picture that came along and is kept. */
  kept?: ReadonlyMap<Element, string>;
  /** Labels of footnotes that the text has already. */
  taken?: ReadonlySet<string>;
}

/** Parses HTML into an inert document. */
export function readPage(html: string): Page {
  const document = new DOMParser().parseFromString(shallow(html), "text/html");
  return { document, embedded: embeddedIn(document) };
}

/** Whether HTML is code with its colours, which is better taken as plain text. */
export function fromCodeEditor(html: string): boolean {
  const start = html.slice(0, CODE_WITHIN + LONGEST_TAG);
  for (const { index, 1: attributes = "" } of start.matchAll(/<(?:div|pre)\b([^>]*)>/gi)) {
    if (index > CODE_WITHIN) break;
    const font = /font-family:([^;>]*)/i.exec(attributes)?.[1] ?? "";
    if (/mono/i.test(font) && /white-space:\s*pre\b/i.test(attributes)) return true;
  }
  return false;
}

/** The Markdown of a page, in steps. */
export function* convert(
  page: Page,
  { words, kept = new Map(), taken = new Set() }: ConvertOptions,
): Generator<void, string> {
  const { document } = page;
  const root = document.body ?? document.documentElement;
  const notes = notesOf(document, taken);
  let blocks = yield* blocksOf(root, { notes, kept, words, around: true });
  // What was copied out of a menu or a sidebar was meant.
  if (blocks.length === 0) blocks = yield* blocksOf(root, { notes, kept, words, around: false });
  const isNote = ({ containers }: Block) => containers[0]?.kind === "note";
  const text = withoutOuterRules(blocks.filter((block) => !isNote(block)));
  level(text);
  return yield* assemble([...text, ...blocks.filter(isNote)]);
}

/** A rule parts what is above from what is below. */
function withoutOuterRules(blocks: readonly Block[]): Block[] {
  const isText = ({ leaf }: Block) => leaf.kind !== "rule";
  const first = blocks.findIndex(isText);
  return first < 0 ? [] : blocks.slice(first, blocks.findLastIndex(isText) + 1);
}

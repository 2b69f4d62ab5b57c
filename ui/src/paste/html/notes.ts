/** Footnotes: which links point to a note, where its text stands, and which links only lead back. */

export interface Notes {
  /** The label of the note that a link points to. */
  readonly references: ReadonlyMap<Element, string>;
  /** The label of the note whose text an element holds. */
  readonly texts: ReadonlyMap<Element, string>;
  readonly backlinks: ReadonlySet<Element>;
}

/** How Word, LibreOffice, Google Docs, wikis and Markdown renderers call a note, and the way back to where it was referred to. */
const NOTE =
  /^(?:_?(?:ftn|edn)\d|sd(?:foot|end)note\d+sym$|ftnt\d|(?:[\w-]+-)?fn[-:_]?[\w-]|(?:cite|foot|end)_?-?note[-:_]?\w|note[-:_]\w)/i;
const BACK =
  /^(?:_?(?:ftn|edn)ref|sd(?:foot|end)note\d+anc$|ftnt_ref|(?:[\w-]+-)?fnref|cite_ref|(?:foot|end)note-?ref|ref[-:_])/i;
/** A mark as it is printed: "1", "[1]", "（1）", "*", "†", "i", "[a]". */
const MARK = /^[[(（【〔]?\s*(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶①-⑳])\s*[\])）】〕]?$/i;
const BACK_MARK = /^(?:[↩↑⤴^\s]|\uFE0E|\uFE0F)+$/;
// WebViews that clean what they hand over drop Word's styles, and leave its names.
const TEXT =
  "div[id^=ftn], div[id^=edn], [style*='mso-element:footnote'], [style*='mso-element:endnote'], li, dd, div[id^=sdfootnote], div[id^=sdendnote], p";

/** The notes of a page; `taken` are labels that the text has already. */
export function notesOf(page: Document, taken: ReadonlySet<string>): Notes {
  const references = new Map<Element, string>();
  const texts = new Map<Element, string>();
  const backlinks = new Set<Element>();
  const labels = new Map<string, string>();
  const names = new Map<string, Element>();
  const links = [...page.querySelectorAll("a[href*='#']")];
  if (links.length === 0) return { references, texts, backlinks };
  for (const named of page.querySelectorAll("[id], a[name]")) {
    for (const name of [named.id, named.getAttribute("name")]) if (name && !names.has(name)) names.set(name, named);
  }
  let next = 1;
  for (const link of links) {
    const target = fragmentOf(link);
    const mark = link.textContent.trim();
    if (BACK.test(target) && (MARK.test(mark) || BACK_MARK.test(mark) || mark === "")) backlinks.add(link);
    if (BACK.test(target) || !NOTE.test(target) || !MARK.test(mark)) continue;
    const text = textOf(names.get(target));
    if (!text || text.contains(link)) continue;
    let label = labels.get(target);
    if (!label) {
      while (taken.has(String(next))) next += 1;
      label = String(next);
      next += 1;
      labels.set(target, label);
      texts.set(text, label);
    }
    references.set(link, label);
  }
  return { references, texts, backlinks };
}

/** What stands behind the `#` of a link, also where the program put the file's name before it. */
function fragmentOf(link: Element): string {
  const href = link.getAttribute("href") ?? "";
  return href.slice(href.lastIndexOf("#") + 1);
}

/** The element with a note's whole text, given the one that bears its name. */
function textOf(named: Element | undefined): Element | null {
  if (!named) return null;
  if (/^(li|dd|div|aside|p|section)$/.test(named.localName)) return named;
  return named.closest(TEXT);
}

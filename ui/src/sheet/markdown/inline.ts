/** One line of Markdown with its emphasis, as it is read: the words of a cell, a takeaway. */
import { briefParser as parser } from "./parser";

/** An element of the parser, with the names that the tree has for it. */
interface Inline {
  type: number;
  from: number;
  to: number;
  children?: readonly Inline[];
}

/** A stretch of the text that stands out, by the class that it is given. In UTF-16 units. */
export interface Marked {
  from: number;
  to: number;
  look: string;
}

const TAGS: Readonly<Record<string, string>> = {
  Emphasis: "em",
  StrongEmphasis: "strong",
  Strikethrough: "s",
  InlineCode: "code",
  Superscript: "sup",
  Subscript: "sub",
};
const MARKS = new Set(["EmphasisMark", "StrikethroughMark", "CodeMark", "LinkMark", "URL", "LinkTitle", "LinkLabel"]);

/** Whether any of `text` may be a mark. */
export function mayHaveMarks(text: string): boolean {
  return /[*_~`[\\<]/.test(text);
}

/**
 * Puts `text` into `into`. Nothing in it is taken for HTML. Of `marked`, in order and apart from each other, the words stand out.
 * `hasNote` says whether there is a footnote of a label: its mark is a number then.
 */
export function renderInline(
  text: string,
  into: HTMLElement,
  marked: readonly Marked[] = [],
  hasNote: (label: string) => boolean = () => false,
): void {
  into.textContent = "";
  const put = (from: number, to: number, parent: HTMLElement) => {
    let at = from;
    for (const { look, ...stretch } of marked) {
      const [begin, end] = [Math.max(stretch.from, at), Math.min(stretch.to, to)];
      if (begin >= end) continue;
      const words = document.createElement("span");
      words.className = look;
      words.textContent = text.slice(begin, end);
      parent.append(text.slice(at, begin), words);
      at = end;
    }
    if (at < to) parent.append(text.slice(at, to));
  };
  if (!mayHaveMarks(text)) {
    put(0, text.length, into);
    return;
  }
  // The parser tells of the children of its elements at run time only.
  const elements = parser.parseInline(text, 0) as readonly Inline[];
  const name = ({ type }: Inline) => parser.nodeSet.types[type]?.name ?? "";
  const render = (inside: readonly Inline[], from: number, to: number, parent: HTMLElement) => {
    let at = from;
    for (const element of inside) {
      put(at, element.from, parent);
      at = element.to;
      const kind = name(element);
      const words = text.slice(element.from, element.to);
      if (kind === "Escape") put(element.from + 1, element.to, parent);
      else if (kind === "HTMLTag" && /^<br\s*\/?>$/i.test(words)) parent.append(document.createElement("br"));
      else if (kind === "URL" && parent === into) put(element.from, element.to, parent);
      else if (!MARKS.has(kind)) {
        const tag = TAGS[kind];
        const child = document.createElement(tag ?? "span");
        if (kind === "Link" || kind === "Autolink") child.className = "cm-link";
        const isNote = kind === "FootnoteReference" && hasNote(words.slice(2, -1));
        if (isNote) child.className = "cm-note";
        const children = element.children ?? [];
        // Whether it leads anywhere is not known here.
        if (isNote) put(element.from + 2, element.to - 1, child);
        else if (kind === "Reference" || kind === "FootnoteReference") put(element.from, element.to, child);
        else if (kind === "Autolink") put(element.from + 1, element.to - 1, child);
        else if (kind === "Link") renderLink(element, child);
        else render(children, element.from, element.to, child);
        parent.append(child);
      }
    }
    put(at, to, parent);
  };
  const renderLink = (link: Inline, child: HTMLElement) => {
    const children = link.children ?? [];
    const close = children.findIndex((one, index) => index > 0 && name(one) === "LinkMark");
    const [open, end] = [children[0], children[close]];
    if (open && end && close < children.length - 1) render(children.slice(1, close), open.to, end.from, child);
    else put(link.from, link.to, child);
  };
  render(elements, 0, text.length, into);
}

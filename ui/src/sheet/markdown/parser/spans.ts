/** What a parsed text shows as bold, as a link, as a heading …, in the words of the core's `markdown::spans`. */
import type { SyntaxNode, SyntaxNodeRef, Tree } from "@lezer/common";

/** A stretch and what it is; the offsets are UTF-16 code units. Blocks are whole lines without the blank ones at their end. */
export interface Span {
  kind: string;
  from: number;
  to: number;
}

const INLINE: Readonly<Record<string, string>> = {
  StrongEmphasis: "strong",
  Emphasis: "emphasis",
  Strikethrough: "strike",
  InlineCode: "code",
  Link: "link",
  Autolink: "link",
  Image: "image",
};

const BLOCK: Readonly<Record<string, string>> = {
  Table: "table",
  FootnoteDefinition: "footnote",
  FencedCode: "code block",
  CodeBlock: "code block",
  HorizontalRule: "rule",
};

/** The labels that a text defines, folded: of links, and of footnotes with `^` before them. */
export function defined(tree: Tree, text: string): Set<string> {
  const labels = new Set<string>();
  tree.iterate({
    enter(node) {
      if (node.name === "LinkReference") {
        const label = node.node.getChild("LinkLabel");
        if (label) labels.add(fold(text.slice(label.from + 1, label.to - 1)));
      } else if (node.name === "FootnoteDefinition") {
        const label = node.node.getChild("FootnoteLabel");
        if (label) labels.add(`^${fold(text.slice(label.from, label.to))}`);
      }
    },
  });
  return labels;
}

/** A label as labels are compared. */
export function fold(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
}

/** The label that a node `Reference` or `FootnoteReference` asks for, as in {@link defined}. */
export function label(node: SyntaxNode, text: (from: number, to: number) => string): string {
  const own = node.getChild("FootnoteLabel");
  if (own) return `^${fold(text(own.from, own.to))}`;
  const named = node.getChild("LinkLabel");
  if (named && named.to - named.from > 2) return fold(text(named.from + 1, named.to - 1));
  const [start, end] = node.getChildren("LinkMark");
  return start && end ? fold(text(start.to, end.from)) : "";
}

/** The spans of a text, by their starts. */
export function spans(tree: Tree, text: string): Span[] {
  const labels = defined(tree, text);
  const found: Span[] = [];
  tree.iterate({
    enter(node) {
      const block = blockKind(node, text);
      if (block) found.push({ kind: block, ...lines(node, text) });
      const inline = INLINE[node.name] ?? referenceKind(node, labels, text) ?? addressKind(node, labels, text);
      if (inline) found.push({ kind: inline, from: node.from, to: node.to });
    },
  });
  return found.sort((a, b) => a.from - b.from || a.to - b.to);
}

function blockKind(node: SyntaxNodeRef, text: string): string | undefined {
  const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name);
  if (heading) return `heading ${heading[1]}`;
  if (node.name === "Blockquote") {
    const alert = node.node.getChild("AlertMark");
    return alert ? `alert ${text.slice(alert.from + 2, alert.to - 1).toLowerCase()}` : "quote";
  }
  if (node.name === "ListItem") {
    const task = node.node.getChild("Task")?.getChild("TaskMarker");
    if (!task) return "item";
    return text[task.from + 1] === " " ? "item open" : "item done";
  }
  return BLOCK[node.name];
}

function referenceKind(node: SyntaxNodeRef, labels: Set<string>, text: string): string | undefined {
  if (node.name !== "Reference" && node.name !== "FootnoteReference") return undefined;
  if (!labels.has(label(node.node, (from, to) => text.slice(from, to)))) return undefined;
  if (node.name === "FootnoteReference") return "reference";
  return text[node.from] === "!" ? "image" : "link";
}

/** A bare address is a link where it stands in none. */
function addressKind(node: SyntaxNodeRef, labels: Set<string>, text: string): string | undefined {
  if (node.name !== "URL") return undefined;
  for (let outer = node.node.parent; outer; outer = outer.parent) {
    if (/^(?:Link|Image|Autolink|LinkReference)$/.test(outer.name)) return undefined;
    if (referenceKind(outer, labels, text)) return undefined;
  }
  return "link";
}

function lines(node: SyntaxNodeRef, text: string): { from: number; to: number } {
  const from = text.lastIndexOf("\n", node.from - 1) + 1;
  const said = text.slice(from, node.to).replace(/[\s>]+$/, "");
  const end = text.indexOf("\n", from + said.length);
  const rest = text.slice(from + said.length, end < 0 ? text.length : end).trimEnd();
  return { from, to: from + said.length + rest.length };
}

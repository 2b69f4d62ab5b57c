/** Brings a shown page up to a new one and leaves alone what is the same, so that it stays where it was scrolled to. */
import type { Patch } from "../backend";

/** What a patch has changed. */
export interface Patched {
  /** The blocks that stand there now. */
  blocks: Element[];
  /** Where on the page that is. */
  place: Element;
}

/** Whether the page could be patched; if it is to look different (another theme) it has to be loaded anew. */
export function patch(shown: Document, html: string): boolean {
  const wanted = new DOMParser().parseFromString(html, "text/html");
  if (look(shown) !== look(wanted)) return false;
  copyAttributes(shown.documentElement, wanted.documentElement);
  copyAttributes(shown.body, wanted.body);
  patchChildren(shown.body, wanted.body, 3);
  return true;
}

/** Puts blocks in the place of others in the body of the article; null if it has no such blocks. */
export function patchBody(shown: Document, { from, removed, inserted }: Patch): Patched | null {
  const body = shown.querySelector('[data-part="body"]');
  if (!body || body.children.length < from + removed) return null;
  const old = blocksOf(body, from, removed);
  const next = body.children[from + removed] ?? null;
  const fresh = new DOMParser().parseFromString(inserted.join(""), "text/html").body;
  if (fresh.children.length !== inserted.length) return null;
  const pairs = old.map((element, index) => [element, fresh.children[index]] as const);
  // A paragraph that goes on stays, and is painted where it has changed.
  if (removed === inserted.length && pairs.every(([one, other]) => one.tagName === other?.tagName)) {
    for (const [one, other] of pairs) {
      if (!other) continue;
      copyAttributes(one, other);
      patchChildren(one, other, 1);
    }
  } else {
    for (const element of old) element.remove();
    for (const element of [...fresh.children]) body.insertBefore(shown.importNode(element, true), next);
  }
  const blocks = blocksOf(body, from, inserted.length);
  return { blocks, place: blocks.at(-1) ?? next ?? body };
}

/** `count` blocks in a row. The others, of which a long text has thousands, are not listed at each letter. */
function blocksOf(body: Element, from: number, count: number): Element[] {
  const blocks: Element[] = [];
  for (let block = body.children[from] ?? null; block && blocks.length < count; block = block.nextElementSibling)
    blocks.push(block);
  return blocks;
}

/**
 * What of the head is seen: the styles, and the policy by which pictures load. The rest speaks of the article to machines and
 * differs with every word; in a preview nobody reads it.
 */
function look(page: Document): string {
  return [...page.head.querySelectorAll("style, meta[http-equiv]")].map(({ outerHTML }) => outerHTML).join("\n");
}

/** Descends as far as the page's parts: a page is often one `article` in a `main` around all of its blocks. */
function patchChildren(shown: Element, wanted: Element, depth: number): void {
  const before = [...shown.childNodes];
  const after = [...wanted.childNodes];
  let start = 0;
  while (start < before.length && start < after.length && same(before[start], after[start])) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && same(before[before.length - 1 - end], after[after.length - 1 - end])) end += 1;

  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  // A change may show in several places, as a headline does in the links that share it.
  const pairs = old.map((node, index) => [node, fresh[index]] as const);
  if (depth > 0 && old.length === fresh.length && pairs.every(([one, other]) => one.nodeName === other?.nodeName)) {
    for (const [one, other] of pairs) {
      if (!other || same(one, other)) continue;
      if (isElement(one) && isElement(other)) {
        copyAttributes(one, other);
        patchChildren(one, other, depth - 1);
      } else {
        one.nodeValue = other.nodeValue;
      }
    }
    return;
  }
  const anchor = before[before.length - end] ?? null;
  for (const node of old) node.remove();
  for (const node of fresh) shown.insertBefore(shown.ownerDocument.importNode(node, true), anchor);
}

function same(a: Node | undefined, b: Node | undefined): boolean {
  return a !== undefined && b !== undefined && a.isEqualNode(b);
}

// By kind, not by instanceof: the nodes come from two documents.
function isElement(node: Node | undefined): node is Element {
  return node?.nodeType === 1;
}

function copyAttributes(to: Element, from: Element): void {
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const { name, value } of from.attributes) if (to.getAttribute(name) !== value) to.setAttribute(name, value);
}

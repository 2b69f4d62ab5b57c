/** Brings a shown page up to a new one and leaves alone what is the same, so that it stays where it was scrolled to. */

/** Whether the page could be patched; if its head differs (another theme) it has to be loaded anew. */
export function patch(shown: Document, html: string): boolean {
  const wanted = new DOMParser().parseFromString(html, "text/html");
  if (shown.head.innerHTML !== wanted.head.innerHTML) return false;
  copyAttributes(shown.documentElement, wanted.documentElement);
  copyAttributes(shown.body, wanted.body);
  patchChildren(shown.body, wanted.body, 2);
  return true;
}

/** Descends as far as the page's outer frame: a page is often one `main` or `article` around all of its blocks. */
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
  const [one, other] = [old[0], fresh[0]];
  if (depth > 0 && old.length === 1 && fresh.length === 1 && isElement(one) && isElement(other)) {
    if (one.tagName === other.tagName) {
      copyAttributes(one, other);
      patchChildren(one, other, depth - 1);
      return;
    }
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

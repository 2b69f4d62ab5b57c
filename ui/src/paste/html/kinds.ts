/** What an element is by its name, its class or its style. */
import type { Look } from "./style";

/** The level of a heading, counted from 1; 0 for what is none. */
export function headingLevel(element: Element, name: string, look: Look): number {
  if (/^h[1-6]$/.test(name)) return Number(name[1]);
  if (element.getAttribute("role") === "heading") return Number(element.getAttribute("aria-level") ?? 2) || 2;
  if (name !== "p") return 0;
  return look.outline ?? (/\bMsoTitle/.test(element.className) ? 1 : 0);
}

/** The language that a block of code is said to be in; empty if none is. */
export function codeLanguage(pre: Element): string {
  const classes = `${pre.className} ${pre.firstElementChild?.className ?? ""}`;
  return /\b(?:language|lang|highlight-source)-([\w+#-]+)/.exec(classes)?.[1] ?? "";
}

/** The kind of alert that our own pages have there. */
export function alertOf(element: Element): string | null {
  const name = /\bmarkdown-alert-([a-z]+)\b/.exec(element.className)?.[1];
  return name && name !== "title" ? name.toUpperCase() : null;
}

/** Whether a paragraph of Word is a quotation. */
export function isQuote(paragraph: Element): boolean {
  return /\bMso(Intense)?Quote\b/.test(paragraph.className);
}

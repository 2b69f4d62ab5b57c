/** A page in a frame is a proof, not a browser. */

/** A click on a link leads nowhere but within the page, and Escape goes to `onescape`. For a frame that has just loaded. */
export function tame(page: Document, onescape: () => void): void {
  page.addEventListener("click", keepHere);
  page.addEventListener("auxclick", keepHere);
  page.addEventListener("keydown", (event) => event.key === "Escape" && onescape());
}

function keepHere(event: Event) {
  const link = (event.target as Element | null)?.closest?.("a[href]");
  if (!link) return;
  event.preventDefault();
  const href = link.getAttribute("href") ?? "";
  if (!href.startsWith("#")) return;
  link.ownerDocument.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView();
}

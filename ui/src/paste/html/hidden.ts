/** Elements that show nothing, run something, or belong to the page around an article. */
import type { Look } from "./style";

const NEVER = new Set(
  `script style noscript template iframe frame frameset object embed applet svg canvas audio video head title meta link base xml
  button input select textarea option datalist dialog`.split(/\s+/),
);
/** Word's and Office's own, but for the paragraph and the smart tags, whose text shows. */
const OFFICE = /^(?:w|v|m|x|o(?!:p$)):/;
const AROUND = new Set(["nav", "aside"]);
const AROUND_ROLES = new Set([
  "navigation",
  "banner",
  "contentinfo",
  "complementary",
  "search",
  "button",
  "dialog",
  "menu",
  "tooltip",
]);
const UNSEEN_CLASS =
  /(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text|skip-link|skip-to-content|footnote-backref|footnote-back|mw-editsection|mw-cite-backlink|mw-jump-link|markdown-alert-title|anchor-link|headerlink|MsoCommentReference|Apple-interchange-newline|noprint)(?:\s|$)/;
const COMMENTS = new Set(["comment", "comment-list", "comment-reference", "header", "footer"]);

/** Whether an element and all in it are left out. `around`: so are menus, sidebars and what else stands around an article. */
export function isLeftOut(element: Element, name: string, look: Look, around: boolean): boolean {
  if (NEVER.has(name)) return !isTaskBox(element, name);
  if (name.includes(":") && OFFICE.test(name)) return true;
  if (look.shown === "none" || look.list === "marker" || (look.element && COMMENTS.has(look.element))) return true;
  if (!element.hasAttributes()) return around && isAround(element, name);
  if (look.visible === false && element.id !== "js_content") return true;
  if (element.hasAttribute("hidden") || element.getAttribute("aria-hidden") === "true") return true;
  const classes = element.getAttribute("class");
  if (classes && UNSEEN_CLASS.test(classes)) return true;
  // What somebody has struck out while Word kept track is no text any more.
  if ((name === "del" && element.hasAttribute("datetime")) || classes === "msoDel") return true;
  if (around && AROUND_ROLES.has(element.getAttribute("role") ?? "")) return true;
  return around && isAround(element, name);
}

function isAround(element: Element, name: string): boolean {
  if (AROUND.has(name)) return !element.hasAttribute("data-part") && !isNote(element);
  if (name !== "header" && name !== "footer") return false;
  // Those of an article are part of it, and a quotation has its source in its footer.
  if (element.closest("article, main, section, blockquote, figure")) return false;
  return name === "header"
    ? element.querySelector("h1") === null
    : element.querySelector("[id^=fn], [id*=ftn]") === null;
}

function isNote(element: Element): boolean {
  return /note/.test(element.getAttribute("role") ?? "") || /note/.test(element.id);
}

/** A box to tick at the start of an item. */
export function isTaskBox(element: Element, name: string): boolean {
  return name === "input" && element.getAttribute("type") === "checkbox" && element.closest("li") !== null;
}

const BLOCKS = new Set(
  `address article aside blockquote body caption center col colgroup dd details dir div dl dt fieldset figcaption figure footer form
  h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr
  ul`.split(/\s+/),
);

/** Whether an element begins and ends a paragraph. */
export function isBlock(name: string, look: Look): boolean {
  if (BLOCKS.has(name)) return look.shown !== "inline" || name !== "p";
  return look.shown === "block";
}

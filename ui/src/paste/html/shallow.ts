/**
 * HTML without what is nested too deep, before it is parsed: a parser looks through all open elements at each tag, so depth costs
 * it time squared, and nothing can interrupt it. Only tags go; their text stays.
 */

/** Real pages stay far below. */
const DEEPEST = 200;
/** Elements that are opened again in each paragraph until they are closed. */
const FORMATTING = new Set("a b big code em font i nobr s small strike strong tt u".split(" "));
const DEEPEST_FORMATTING = 24;
/** Elements that hold none, or that end where the next of their kind begins. */
const UNCOUNTED = new Set(
  `area base br col colgroup dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track
  wbr`.split(/\s+/),
);
/** Elements whose content is no markup. */
const RAW = new Set("iframe noembed noframes script style textarea title xmp".split(" "));

/** `html` as it is, unless it is nested too deep. */
export function shallow(html: string): string {
  const kept: string[] = [];
  const open = new Map<string, number>();
  let [depth, formatting, done] = [0, 0, 0];
  for (let at = html.indexOf("<"); at >= 0;) {
    const tag = tagAt(html, at);
    if (!tag) {
      at = html.indexOf("<", pastMarkup(html, at));
      continue;
    }
    const { name, closes, end } = tag;
    let next = end;
    if (!UNCOUNTED.has(name)) {
      const count = open.get(name) ?? 0;
      const marks = FORMATTING.has(name);
      if (closes && count > 0) {
        open.set(name, count - 1);
        depth -= 1;
        if (marks) formatting -= 1;
      } else if (!closes && (depth >= DEEPEST || (marks && formatting >= DEEPEST_FORMATTING))) {
        kept.push(html.slice(done, at));
        done = end;
      } else if (!closes && RAW.has(name)) {
        next = closeOf(html, name, end);
      } else if (!closes) {
        open.set(name, count + 1);
        depth += 1;
        if (marks) formatting += 1;
      }
    }
    at = html.indexOf("<", next);
  }
  return done === 0 ? html : kept.join("") + html.slice(done);
}

/** The tag that begins there, if one does. */
function tagAt(html: string, at: number): { name: string; closes: boolean; end: number } | null {
  const closes = html[at + 1] === "/";
  const start = at + (closes ? 2 : 1);
  if (!/[a-zA-Z]/.test(html[start] ?? "")) return null;
  let end = start;
  while (end < html.length && !/[\s/>]/.test(html[end] ?? "")) end += 1;
  const name = html.slice(start, end).toLowerCase();
  let quote = "";
  for (; end < html.length; end += 1) {
    const character = html[end] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if ((character === '"' || character === "'") && /[=\s]/.test(html[end - 1] ?? "")) {
      quote = character;
    } else if (character === ">") {
      return { name, closes, end: end + 1 };
    }
  }
  return { name, closes, end: html.length };
}

/** Where a comment or a declaration that begins there ends; a lone "<" is text. */
function pastMarkup(html: string, at: number): number {
  const mark = html[at + 1];
  if (mark !== "!" && mark !== "?" && mark !== "/") return at + 1;
  const comment = html.startsWith("<!--", at);
  const end = html.indexOf(comment ? "-->" : ">", at + (comment ? 2 : 1));
  return end < 0 ? html.length : end + (comment ? 3 : 1);
}

function closeOf(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[\\s/>]`, "gi");
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

/** What pasted text brings to the list of takeaways. */

/**
 * The mark before an item of a list: "1.", "1)", "（1）", "①", "一、", "-", "*", "•". A number with a point, a minus and a star only
 * count as marks where they can be nothing else: "1.5 million", "-5%" and "*emphasis*" are text, and so are "三、四线城市".
 */
const MARK =
  /^(?:[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|[)）、])|[(（](?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[-*](?=\s|$)|[•●▪·])\s*/u;

/** The lines of a text, each without its list mark; empty ones are none. */
export function linesIn(text: string): string[] {
  return text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim().replace(MARK, ""))
    .filter((line) => line !== "");
}

/** How pasted Markdown is fitted into the text at the caret. */

const BLOCK = /^(?:#{1,6} |[-*+] |\d{1,9}[.)] |>|\||`{3}|~{3}|---$|\[\^[^\]]+\]: )/;
const ITEM = /^(?:[-*+]|\d{1,9}[.)]) +(?:\[[ xX]\] +)?/;

/** What stands around the place. */
export interface Place {
  /** The line above the first one; null at the start of the text. */
  above: string | null;
  /** Of the line of the caret, or of the selection's start and end. */
  before: string;
  after: string;
}

/** `markdown` with the line breaks that keep it apart from what it must not run into. */
export function fitted(markdown: string, { above, before, after }: Place): string {
  const lastLine = markdown.slice(markdown.lastIndexOf("\n") + 1);
  const isBlock = BLOCK.test(markdown);
  const quote = /^\s*(?:> ?)+/.exec(before)?.[0] ?? "";
  let text = markdown;
  // An item that is still empty takes the first pasted one.
  if (isBlock && ITEM.test(markdown) && isMarker(before)) text = markdown.replace(ITEM, "");
  else if (isBlock && before.slice(quote.length).trim() !== "") text = `\n\n${markdown}`;
  else if (isBlock && above !== null && above.trim() !== "" && !ITEM.test(above) && quote === "")
    text = `\n${markdown}`;
  const ends = markdown.includes("\n\n") || BLOCK.test(lastLine) || isBlock;
  if (ends && after.trim() !== "") text += "\n\n";
  return quote === "" ? text : text.replaceAll("\n", `\n${quote}`);
}

function isMarker(line: string): boolean {
  return /^\s*(?:[-*+]|\d{1,9}[.)]) +$/.test(line);
}

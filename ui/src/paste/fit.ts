/** How pasted Markdown is fitted into the text at the caret. */

const BLOCK = /^(?:#{1,6} |[-*+] |\d{1,9}[.)] |>|\||`{3}|~{3}|---$|\[\^[^\]]+\]: )/;
const ITEM = /^([-*+]|\d{1,9}[.)])( +)/;
/** The line of an item that has no words yet. */
const EMPTY_ITEM = /^(\s*)([-*+]|\d{1,9}[.)])( +)(\[[ xX]\] +)?$/;

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
  const empty = ITEM.test(markdown) ? EMPTY_ITEM.exec(before.slice(quote.length)) : null;
  let text = markdown;
  if (empty) text = continued(markdown, empty);
  else if (isBlock && before.slice(quote.length).trim() !== "") text = `\n\n${markdown}`;
  else if (isBlock && above !== null && above.trim() !== "" && !ITEM.test(above) && quote === "")
    text = `\n${markdown}`;
  const ends = markdown.includes("\n\n") || BLOCK.test(lastLine) || isBlock;
  if (ends && after.trim() !== "") text += "\n\n";
  return quote === "" ? text : text.replaceAll("\n", `\n${quote}`);
}

/** A list that goes on from an empty item: the first one takes its place, and the others follow it at its level and of its kind. */
function continued(markdown: string, [, indent = "", marker = "", space = "", box]: RegExpExecArray): string {
  const sign = kindOf(ITEM.exec(markdown)?.[1] ?? "");
  let number = Number.parseInt(marker, 10);
  let [width, wider] = [0, ""];
  const lines = markdown.split("\n");
  for (const [at, line] of lines.entries()) {
    const [own = "", kind = ""] = ITEM.exec(line) ?? [];
    if (own === "") {
      if (line === "") continue;
      if (!line.startsWith(" ")) break;
      lines[at] = wider + line.slice(Math.min(width, line.length - line.trimStart().length));
      continue;
    }
    if (kindOf(kind) !== sign) break;
    const mark = Number.isNaN(number) ? marker : `${number}${marker.slice(-1)}`;
    number += 1;
    const words = line.slice(own.length);
    lines[at] = at === 0 ? (box ? words.replace(/^\[[ xX]\] +/, "") : words) : indent + mark + space + words;
    [width, wider] = [own.length, indent + " ".repeat(mark.length + space.length)];
  }
  return lines.join("\n");
}

/** What the marks of one list have in common. */
function kindOf(marker: string): string {
  return marker.slice(-1);
}
